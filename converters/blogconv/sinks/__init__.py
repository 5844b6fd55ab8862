"""Write to a file, a folder or a stream, so that output appears whole or not at all."""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from blogconv.errors import TargetError
from blogconv.sinks.base import ClosedPipe, Sink, failure
from blogconv.sinks.file import FileSink, refuse_existing
from blogconv.sinks.folder import FolderSink
from blogconv.sinks.stream import DryRun, StreamSink
from blogconv.sources.globs import MAGIC, matches

__all__ = ["ClosedPipe", "DryRun", "Sink", "open_target", "refuse_inputs"]

_STANDARD = re.compile(r"/dev/(?:std(out|err)|fd/(\d+))")


def open_target(
    target: str | os.PathLike[str] | BinaryIO,
    *,
    many: bool,
    suffix: str = "",
    force: bool = False,
    dry_run: bool = False,
    inputs: Iterable[str | os.PathLike[str]] = (),
) -> Sink:
    """Open a target as a context manager that commits at the end of its block, or aborts if that raises.

    ``target``: a path (``many``: of a folder), ``-`` for standard output, or a binary stream. Whatever can be found
    out before anything is read is found now: raises ``TargetError`` if the target exists (without ``force``), is
    one of the ``inputs`` (paths, folders, globs), or cannot be written to.
    """
    if target == "-":
        if sys.stdout is None:
            raise TargetError("<stdout>", "standard output is closed")
        target = sys.stdout.buffer
    if not isinstance(target, str | os.PathLike):
        name = getattr(target, "name", None)
        name = name if isinstance(name, str) else "<stream>"
        if dry_run:
            return DryRun(name)
        if many:
            raise TargetError(name, "is one stream; this format writes many files, name a folder")
        return StreamSink(name, target)
    path = Path(target)
    if not many and os.fspath(target).endswith(("/", os.sep)):
        raise TargetError(os.fspath(target), "is the name of a folder; this format writes one file, name it")
    if not os.fspath(target) or "\0" in str(path):
        raise TargetError(os.fspath(target), "is not a path")
    refuse_inputs(path, inputs, many=many)
    if many:
        return DryRun(str(path)) if dry_run else FolderSink(path, force=force)
    if _is_device(path):
        return DryRun(str(path)) if dry_run else StreamSink(str(path), _device(path), _close)
    if dry_run:
        refuse_existing(path, force)
        return DryRun(str(path))
    return FileSink(path, force=force)


def refuse_inputs(target: Path, inputs: Iterable[str | os.PathLike[str]], *, many: bool = False) -> None:
    """Raise ``TargetError`` if what would be replaced is one of the inputs (paths, folders, globs) or lies in one."""
    for source in inputs:
        name = os.fspath(source)
        for found in [name, *(matches(name) if MAGIC.search(name) and "\0" not in name else ())]:
            path = Path(found)
            try:
                same = path.samefile(target)
                inside = not many and path.is_dir() and target.resolve().is_relative_to(path.resolve())
            except (OSError, ValueError):
                continue  # one of them is not there, or is no path
            if same:
                raise TargetError(str(target), "is an input as well; choose another target")
            if inside:
                raise TargetError(str(target), f"lies in the input folder {path}; choose another target")


def _is_device(path: Path) -> bool:
    place = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow /dev/stdout to the file behind it
    if place.startswith("/dev/") and not place.startswith("/dev/shm/"):  # noqa: S108
        return True
    # From os.path, which answers no where it may not look.
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)  # noqa: PTH110, PTH112, PTH113


def _device(path: Path) -> BinaryIO:
    standard = _STANDARD.fullmatch(os.path.abspath(path))  # noqa: PTH100
    try:
        if standard:
            if standard[1] == "out" and sys.stdout is None:
                raise TargetError(str(path), "standard output is closed")
            # Opened anew, a file behind it would be overwritten from its start.
            number = {"out": 1, "err": 2}.get(standard[1]) or int(standard[2])
            return open(os.dup(number), "wb", buffering=0)  # noqa: PTH123
        return open(os.open(path, os.O_WRONLY), "wb", buffering=0)  # noqa: PTH123
    except OSError as error:
        raise failure(str(path), error) from error


def _close(stream: Any) -> None:
    stream.close()
