"""``blogconv inspect``: look before you convert."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from blogconv.cli import common

if TYPE_CHECKING:
    from blogconv.summary import Summary


@click.command("inspect")
@common.reading
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def command(
    inputs: tuple[str, ...],
    from_: str,
    reader_options: tuple[str, ...],
    transforms: tuple[str, ...],
    report_file: str | None,
    quiet: bool,
    verbose: bool,
    progress: bool | None,
    debug: bool,
    as_json: bool,
    **rest: Any,
) -> int:
    """Show what is in the INPUTs: counts, authors, dates, languages, threads, and how pages and dumps were read."""
    import json

    from blogconv.diagnostics import Report
    from blogconv.options import parse_options, parse_transform
    from blogconv.summary import inspect

    common.check_report(report_file, inputs)
    report = Report()
    shown = common.progress_line(False if quiet else progress)
    with common.running(report, report_file, shown):
        summary = inspect(
            list(inputs),
            format=from_,
            reader_options=parse_options(reader_options),
            transforms=[parse_transform(text) for text in transforms],
            report=report,
            progress=shown,
            **common.choices(**rest),
        )
    if as_json:
        click.echo(json.dumps(summary.as_dict(), ensure_ascii=False, indent=2))
    else:
        _print(summary)
    common.trouble(report, quiet=quiet, verbose=verbose)
    return 1 if report.failed else 0


def _print(summary: Summary) -> None:
    from blogconv.errors import printable
    from blogconv.summary import table

    for name, value in table(summary):
        click.echo(f"{name:<19} {printable(value)}")
    if summary.looks:
        click.echo(f"\n{'posts' if len(summary.looks) == summary.posts else f'first {len(summary.looks)} posts'}:")
    for look in summary.looks:
        of = f" of {look.expected} claimed" if look.expected is not None and look.expected != look.comments else ""
        where = f", more in {look.elsewhere}" if look.elsewhere else ""
        line = f"{look.title or look.id} | {look.author or '-'} | {look.published or 'no date'}"
        click.echo(f"  {printable(line)} | {look.comments} comments{of}{where}")
        for name, value in look.reading.items():
            click.echo(f"      {name}: {printable(_spoken(value), limit=300)}")
        for evidence in look.inferred:
            click.echo(f"      inferred {printable(evidence, limit=300)}")


def _spoken(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_spoken(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        if value and isinstance(value[-1], float) and 0 <= value[-1] <= 1:
            # What was found, and how sure that is.
            return f"{', '.join(map(_spoken, value[:-1]))} ({value[-1]:.0%})"
        return ", ".join(map(_spoken, value))
    return str(value)
