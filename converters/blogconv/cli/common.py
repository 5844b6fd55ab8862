"""Options that several commands share, and how a run is reported on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from blogconv.diagnostics import Report
    from blogconv.reading import Progress

F = TypeVar("F", bound=Callable[..., Any])

_MOST_DIGITS = 20  # of a number of bytes; Python refuses to read thousands of them


class Size(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.4 only
    """A number of bytes: ``500``, ``64K``, ``10M``, ``2G``."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number and its unit."""
        if isinstance(value, int):
            return value
        digits, unit = value.strip().upper().removesuffix("B"), 1
        for letter, factor in (("K", 1 << 10), ("M", 1 << 20), ("G", 1 << 30), ("T", 1 << 40)):
            if digits.endswith(letter):
                digits, unit = digits[:-1], factor
        if not digits.isascii() or not digits.isdigit() or len(digits) > _MOST_DIGITS:
            self.fail(f"'{value}' is no size; write 500, 64K, 10M or 2G", param, ctx)
        return int(digits) * unit


def reading(command: F) -> F:
    """Add the options that choose and bound what is read."""
    for option in reversed(
        (
            click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
            click.option(
                "-f", "--from", "from_", default="auto", metavar="FORMAT", help="Input format (default: found out)."
            ),
            click.option(
                "-r", "reader_options", multiple=True, metavar="KEY=VALUE", help="Option of the reader; repeatable."
            ),
            click.option(
                "-x", "transforms", multiple=True, metavar="NAME[:KEY=VALUE,...]", help="Add a transform; repeatable."
            ),
            click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Take the first N posts only."),
            click.option(
                "--select", multiple=True, metavar="KEY=VALUE", help="Take posts with this status, type, author ..."
            ),
            click.option("--since", metavar="DATE", help="Take posts from this day on (YYYY-MM-DD)."),
            click.option("--until", metavar="DATE", help="Take posts up to this day."),
            click.option("--no-comments", is_flag=True, help="Leave all comments out."),
            click.option("--strict", is_flag=True, help="Fail at the first repair."),
            click.option("--max-size", type=Size(), help="Refuse inputs larger than this, unpacked (default 8G)."),
            click.option("--max-field", type=Size(), help="Refuse single texts and posts beyond this (default 256M)."),
            click.option("--max-depth", type=click.IntRange(min=1), help="Refuse deeper nesting (default 2000)."),
            click.option(
                "--max-expansion", type=click.IntRange(min=1), help="Refuse archives that grow more (default 250 x)."
            ),
            click.option("--allow-private", is_flag=True, help="Let URL inputs reach private addresses."),
            click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
            click.option("-v", "--verbose", is_flag=True, help="Print every diagnostic that was kept, with its place."),
            click.option("--progress/--no-progress", default=None, help="Show progress (default: on a terminal)."),
            click.option("--report", "report_file", metavar="FILE.json", help="Write the whole report to a file."),
            click.option("--debug", is_flag=True, help="Show a traceback when blogconv itself fails."),
        )
    ):
        command = option(command)
    return command


def choices(
    *,
    limit: int | None,
    select: tuple[str, ...],
    since: str | None,
    until: str | None,
    no_comments: bool,
    strict: bool,
    allow_private: bool,
    **bounds: int | None,
) -> dict[str, Any]:
    """Make the keyword arguments of ``pipeline.read`` from the options of ``reading``."""
    from blogconv.plugin import Limits
    from blogconv.selection import Selection, parse_day, parse_fields

    return {
        "selection": Selection(
            limit=limit,
            fields=parse_fields(select),
            since=parse_day("--since", since),
            until=parse_day("--until", until),
            comments=not no_comments,
        ),
        "limits": Limits(**{name: value for name, value in bounds.items() if value is not None}),
        "strict": strict,
        "allow_private": allow_private,
    }


def report_lines(report: Report, *, quiet: bool, verbose: bool) -> None:
    """Print what a conversion has to tell, on stderr."""
    trouble(report, quiet=quiet, verbose=verbose, balance=True)


def trouble(report: Report, *, quiet: bool, verbose: bool, balance: bool = False) -> None:
    """Print failed inputs and diagnostics, on stderr; ``balance`` adds the counts of records."""
    from blogconv.errors import printable

    for line in report.failed:
        click.echo(f"blogconv: {line}", err=True)
    if quiet:
        return
    if verbose:
        for diagnostic in report.kept:
            click.echo(printable(str(diagnostic)), err=True)
    for line in report.lines()[0 if balance else 1 :]:
        click.echo(line, err=True)


@contextmanager
def running(report: Report, report_file: str | None, shown: Callable[[Progress], None] | None) -> Iterator[None]:
    """Name every input that failed where none could be read, and write the report whatever happens."""
    from blogconv.errors import SourceError

    try:
        yield
    except SourceError as error:
        progress_done(shown)
        for line in report.failed:
            if line != str(error):  # which is told as what ended the run
                click.echo(f"blogconv: {line}", err=True)
        raise
    finally:
        progress_done(shown)
        write_report(report, report_file)


def check_report(path: str | None, inputs: Iterable[str], output: str | None = None) -> None:
    """Refuse, before anything is read, a report that is no JSON, or in the place of an input or of the output."""
    if path is None:
        return
    from blogconv.errors import TargetError, UsageError
    from blogconv.sinks import refuse_inputs

    if output not in (None, "-") and os.path.realpath(path) == os.path.realpath(str(output)):
        raise TargetError(path, "is the output as well; name another file for the report")
    refuse_inputs(Path(path), inputs)
    if not path.lower().endswith(".json"):
        raise UsageError(f"--report writes JSON: name a file that ends in .json, not '{path}'")


def write_report(report: Report, path: str | None) -> None:
    """Write the whole report as JSON."""
    if path is None:
        return
    import json

    from blogconv.sinks import open_target

    text = json.dumps(report.as_dict(), ensure_ascii=False, indent=2) + "\n"
    with open_target(Path(path), many=False, force=True) as sink:
        sink.stream().write(text.encode("utf-8", "replace"))


def progress_line(wanted: bool | None) -> Callable[[Progress], None] | None:
    """Give a function that keeps one line on stderr up to date, or none where nobody looks."""
    if sys.stderr is None or not (sys.stderr.isatty() if wanted is None else wanted):
        return None
    begun = time.monotonic()

    def show(now: Progress) -> None:
        spent = max(time.monotonic() - begun, 0.001)
        line = f"{now.posts:,} posts, {now.comments:,} comments, {now.bytes / 1e6:,.0f} MB"
        line += f", {now.bytes / 1e6 / spent:,.0f} MB/s"
        if now.total and now.bytes:
            line += f", {(now.total - now.bytes) * spent / now.bytes:,.0f} s left"
        click.echo(f"\r\x1b[K{line}", err=True, nl=False)

    return show


def progress_done(shown: Callable[[Progress], None] | None) -> None:
    """Clear the progress line."""
    if shown:
        click.echo("\r\x1b[K", err=True, nl=False)
