"""``blogconv formats``: what can be read, written and done in between."""

from __future__ import annotations

import click


@click.command("formats")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List readers, writers and transforms; with NAME, show its options and what it cannot hold."""
    from blogconv import registry

    if name is None:
        for one in registry.formats():
            does = "transform" if one.transforms else " ".join(["read"] * one.reads + ["write"] * one.writes)
            click.echo(f"{one.name:<14} {does:<11} {one.title}{'' if one.built_in else '  (plug-in)'}")
        return
    _show(name)


def _show(name: str) -> None:
    from blogconv import registry
    from blogconv.errors import UsageError, nearest
    from blogconv.loss import paths

    known = {group: registry.names(group) for group in (registry.READERS, registry.WRITERS, registry.TRANSFORMS)}
    if not any(name in names for names in known.values()):
        every = {n for names in known.values() for n in names}
        raise UsageError(f"unknown format or transform '{name}'{nearest(name, every)}")
    if name in known[registry.READERS]:
        reader = registry.reader(name)
        click.echo(f"{name}: {reader.title}\n\nReader options (-r KEY=VALUE):")
        _options(reader.options)
        if reader.usual:
            click.echo(f"\nApplied to what it reads, unless switched off with -x no-NAME: {', '.join(reader.usual)}")
    if name in known[registry.WRITERS]:
        writer = registry.writer(name)
        if name not in known[registry.READERS]:
            click.echo(f"{name}: {writer.title}")
        click.echo("\nWriter options (-w KEY=VALUE):")
        _options(writer.options)
        missing = [p for p in paths() if not _covered(p, writer.expresses | writer.withholds)]
        if missing:
            click.echo("\nCannot hold (counted as loss): " + ", ".join(sorted(missing)))
        if writer.withholds:
            click.echo("\nDoes not publish (counted as withheld): " + ", ".join(sorted(writer.withholds)))
    if name in known[registry.TRANSFORMS]:
        transform = registry.transform(name)
        click.echo(f"{name}: {transform.title}\n\nOptions (-x {name}:KEY=VALUE,...):")
        _options(transform.options)


def _covered(path: str, expressed: frozenset[str]) -> bool:
    """Say whether a path, one above it or one below it is expressed."""
    above = {path.rsplit(".", n)[0] for n in range(path.count("."))}
    return not expressed.isdisjoint(above) or any(p.startswith(path + ".") for p in expressed)


def _options(kind: type) -> None:
    from blogconv.options import rows

    found = rows(kind)
    if not found:
        click.echo("  none")
    for row in found:
        default = f" (default: {row.default})" if row.default is not None else ""
        values = f"{row.kind:<18} " if len(row.kind) <= 18 else f"{row.kind}\n{'':<40}"
        click.echo(f"  {row.name:<18} {values}{row.meaning}{default}")
