"""The command line: one module a command, each loaded when it is called; nothing here that the library cannot do."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from importlib import import_module
from types import FrameType

import click

# Name -> one line of help. Listed here so that ``blogconv --help`` imports no command.
COMMANDS = {
    "convert": "Convert inputs into one archive of another format.",
    "inspect": "Show what is in an input: counts, authors, dates, threads, trouble.",
    "validate": "Check inputs, each finding with its place; what would WordPress drop?",
    "formats": "List the formats and transforms, or one format's options.",
    "schema": "Print the JSON Schema of the canonical format.",
}


class Terminated(BaseException):
    """SIGTERM came; a ``BaseException``, so that only clean-up runs on the way out."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"blogconv.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            from blogconv.errors import nearest

            ctx.fail(f"unknown command '{args[0]}'{nearest(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="blogconv", message="%(prog)s %(version)s")
def cli() -> None:
    """Convert blog exports, posts and comments, without losing any."""


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 not done, 2 wrong use, 130 interrupted, 143 terminated."""
    _mend_streams()
    signal.signal(signal.SIGTERM, _terminate)
    debug = "--debug" in (sys.argv[1:] if argv is None else argv)
    status = 1
    try:
        status = cli.main(argv, prog_name="blogconv", standalone_mode=False) or 0
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except click.UsageError as error:
        _say(_one_line(error))
        status = 2
    except click.ClickException as error:
        _say(error.format_message())
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted")
        status = 130
    except Terminated:
        _say("terminated")
        status = 143
    except BrokenPipeError:
        status = 1
    except Exception as error:
        if debug:
            raise
        status = _explain(error)
    _leave(status)


def _explain(error: Exception) -> int:
    from blogconv.errors import BlogconvError, printable
    from blogconv.sinks import ClosedPipe

    if isinstance(error, ClosedPipe):
        return 1
    if isinstance(error, BlogconvError):
        _say(str(error))
        return error.exit_code
    if isinstance(error, MemoryError):
        _say("out of memory; give smaller inputs, or lower --max-size")
        return 1
    if isinstance(error, OSError) and error.strerror:
        # Of standard output, or of a temporary file: inputs and targets have errors of their own.
        _say(f"{error.filename or 'output'}: {error.strerror[:1].lower()}{error.strerror[1:]} (--debug shows where)")
        return 1
    what = printable(f"{type(error).__name__}: {error}", limit=200)
    _say(f"blogconv failed by a fault of its own, please report it: {what} (--debug shows where)")
    return 1


def _one_line(error: click.UsageError) -> str:
    text = error.format_message().replace("\n", " ").strip()
    command = error.ctx.command_path if error.ctx else "blogconv"
    return f"{text[:1].lower()}{text[1:].rstrip('.')} (see: {command} --help)"


def _say(line: str) -> None:
    from blogconv.errors import printable

    with contextlib.suppress(OSError):  # nobody may be listening
        click.echo(printable(f"blogconv: {line}", limit=560), err=True)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated


def _mend_streams() -> None:
    """Make text output independent of the locale. A closed stream stays ``None``: click prints nothing there."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # Else the next file opened takes the number, and what a C library prints as an error goes into it.
            os.open(os.devnull, os.O_RDWR)


def _leave(status: int) -> None:
    """Exit without the interpreter's own complaint when the reader of stdout has gone."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        status = status or 1
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(status)
