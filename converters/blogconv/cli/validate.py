"""``blogconv validate``: what is wrong with a file, before anybody relies on it."""

from __future__ import annotations

import click

from blogconv.cli import common


@click.command("validate")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-f", "--from", "from_", default="auto", metavar="FORMAT", help="Input format (default: found out).")
@click.option("-r", "reader_options", multiple=True, metavar="KEY=VALUE", help="Option of the reader; repeatable.")
@click.option("--max-size", type=common.Size(), help="Refuse inputs larger than this, unpacked (default 8G).")
@click.option("--max-field", type=common.Size(), help="Refuse single texts and posts beyond this (default 256M).")
@click.option("--max-depth", type=click.IntRange(min=1), help="Refuse deeper nesting (default 2000).")
@click.option("--max-expansion", type=click.IntRange(min=1), help="Refuse archives that grow more (default 250 x).")
@click.option("--allow-private", is_flag=True, help="Let URL inputs reach private addresses.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit status tells.")
@click.option("--report", "report_file", metavar="FILE.json", help="Write the whole report to a file.")
@click.option("--debug", is_flag=True, help="Show a traceback when blogconv itself fails.")
def command(
    inputs: tuple[str, ...],
    from_: str,
    reader_options: tuple[str, ...],
    allow_private: bool,
    quiet: bool,
    report_file: str | None,
    debug: bool,
    **bounds: int | None,
) -> int:
    """Check each INPUT: is it well-formed and complete, and what would the WordPress importer do with it?

    Every finding is a line with its place; the exit status is 1 if there is any.
    """
    from blogconv.errors import printable
    from blogconv.options import parse_options
    from blogconv.plugin import Limits
    from blogconv.validation import Findings, validate

    common.check_report(report_file, inputs)
    report = Findings()
    try:
        validate(
            list(inputs),
            format=from_,
            reader_options=parse_options(reader_options),
            limits=Limits(**{name: value for name, value in bounds.items() if value is not None}),
            allow_private=allow_private,
            report=report,
        )
    finally:
        common.write_report(report, report_file)
    found = report.findings()
    if not quiet:
        for diagnostic in found:
            click.echo(printable(str(diagnostic)))
        common.trouble(report, quiet=False, verbose=False, balance=True)
    return 1 if found or report.failed else 0
