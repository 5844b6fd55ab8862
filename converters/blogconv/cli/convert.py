"""``blogconv convert``: the main job."""

from __future__ import annotations

from typing import Any

import click

from blogconv.cli import common


@click.command("convert")
@common.reading
@click.option("-t", "--to", required=True, metavar="FORMAT", help="Output format.")
@click.option("-o", "--output", metavar="PATH", help="File or folder to write; - or none is standard output.")
@click.option("-w", "writer_options", multiple=True, metavar="KEY=VALUE", help="Option of the writer; repeatable.")
@click.option("--force", is_flag=True, help="Replace what is there already.")
@click.option("-n", "--dry-run", is_flag=True, help="Do all but write.")
@click.option(
    "--fail-on",
    type=click.Choice(["repaired", "warning", "loss"]),
    multiple=True,
    help="Exit with 1 if any such thing was counted; repeatable.",
)
def command(
    inputs: tuple[str, ...],
    from_: str,
    to: str,
    output: str | None,
    reader_options: tuple[str, ...],
    writer_options: tuple[str, ...],
    transforms: tuple[str, ...],
    fail_on: tuple[str, ...],
    report_file: str | None,
    force: bool,
    dry_run: bool,
    quiet: bool,
    verbose: bool,
    progress: bool | None,
    debug: bool,
    **rest: Any,
) -> int:
    """Convert all INPUTs (files, folders, globs, URLs, or - for standard input) into one archive.

    \b
    blogconv convert export.xml -t markdown -o site/
    blogconv convert page.txt -t wxr -w default-date=2010-11-16 -o page.xml
    """
    from blogconv import pipeline
    from blogconv.catalogue import Severity
    from blogconv.diagnostics import Report
    from blogconv.errors import UsageError
    from blogconv.options import parse_options, parse_transform
    from blogconv.registry import writer

    if output in (None, "-") and not dry_run and writer(to).many:
        raise UsageError(f"format '{to}' writes many files; name a folder with -o")
    common.check_report(report_file, inputs, output)
    report = Report()
    shown = common.progress_line(False if quiet else progress)
    with common.running(report, report_file, shown):
        pipeline.convert(
            list(inputs),
            "-" if output is None else output,
            to=to,
            format=from_,
            reader_options=parse_options(reader_options),
            writer_options=parse_options(writer_options),
            transforms=[parse_transform(text) for text in transforms],
            force=force,
            dry_run=dry_run,
            report=report,
            progress=shown,
            **common.choices(**rest),
        )
    common.report_lines(report, quiet=quiet, verbose=verbose)
    return 1 if report.failed or report.reaches(*map(Severity, fail_on)) else 0
