"""Find the inputs of a source: walk folders, match globs, list archives.

A source that cannot be read becomes an input whose ``head`` and ``open`` raise ``SourceError``, so that the others
can still be read.
"""

import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from blogconv.catalogue import CODES
from blogconv.diagnostics import Diagnostic, Report
from blogconv.errors import SourceError
from blogconv.plugin import Limits
from blogconv.sources.archives import MAGICS as ZIP
from blogconv.sources.archives import members, natural
from blogconv.sources.globs import MAGIC, matches
from blogconv.sources.inputs import Input
from blogconv.sources.streams import BLOCK, Bounded, Layer, Replay, Source, Span, Spool, first, reason
from blogconv.sources.unpacking import CODECS, Unpacked

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_PACKED = {name: magic for name, (magic, _) in CODECS.items() if magic}
_UNREADABLE = {
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x1f\x9d": "compress (.Z) data",
    b"PK\x07\x08": "a part of a split zip archive",
}


class Finder:
    """What the kinds of sources share: limits, the report, leave to reach private addresses."""

    def __init__(self, limits: Limits, report: Report, allow_private: bool) -> None:
        self.limits, self.report, self.allow_private = limits, report, allow_private
        self._pages: Spool | None = None
        self._taken: dict[int, Any] = {}

    def text(self, source: str | os.PathLike[str]) -> Iterator[Input]:
        """Tell apart standard input, URLs, paths and globs; what exists under this name is what is meant."""
        name = os.fspath(source)
        if isinstance(source, str) and name == "-":
            yield from self._standard_input()
        elif isinstance(source, str) and (scheme := _URL.match(name)):
            yield from self._url(name, scheme[1].lower())
        elif not name or "\0" in name:
            yield self._failed(name, "is not a path")
        elif MAGIC.search(name) and not os.path.lexists(name):
            found = sorted(matches(name), key=natural)
            for path in found:
                yield from _unnamed(self._path(Path(path)))
            if not found:
                yield self._failed(name, "no file has a name like this")
        else:
            yield from self._path(Path(name))

    def content(self, data: bytes) -> Iterator[Input]:
        """Read from memory."""
        if data.startswith(ZIP):
            yield from self._archive("<bytes>", lambda: io.BytesIO(data), None)
            return
        make = self._unpacking("<bytes>", lambda: Source("<bytes>", io.BytesIO(data), ours=True))
        yield Input("<bytes>", make, self.limits, size=len(data))

    def stream(self, stream: Any, name: str | None, *, ours: bool = False, path: Path | None = None) -> Iterator[Input]:
        """Read what can be read only once; an archive that cannot be sought in goes through a temporary file."""
        told = getattr(stream, "name", None)
        if name is None:
            name = told if isinstance(told, str) and told else "<stream>"
            path = Path(name) if isinstance(told, str) and os.path.isfile(told) else None  # noqa: PTH113 - raises nothing
        if not ours:
            if id(stream) in self._taken:
                yield self._failed(name, "is given twice, but can be read once only")
                return
            self._taken[id(stream)] = stream
        bottom = Source(name, stream, ours=ours)
        try:
            ahead = first(bottom, 8)
        except SourceError as error:
            yield self._failed(name, error.reason)
            return
        whole = Replay(ahead, bottom)
        if ahead.startswith(ZIP):
            try:
                spool = _spool(name, Bounded(name, whole, self.limits))
            except SourceError as error:
                yield self._raising(name, error)
                return
            yield from self._archive(name, None, path, file=spool)
            return
        yield Input(name, self._unpacking(name, lambda: whole), self.limits, path=path, once=True)

    def _path(self, path: Path) -> Iterator[Input]:
        name = str(path)
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield self._failed(name, reason(error) if isinstance(error, OSError) else "is not a path")
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._folder(path)
        elif stat.S_ISREG(status.st_mode):
            yield from self._file(path, status.st_size)
        elif stat.S_ISSOCK(status.st_mode):
            yield self._failed(name, "is a socket, not a file")
        else:
            try:
                stream = path.open("rb", buffering=0)
            except OSError as error:
                yield self._failed(name, reason(error))
                return
            yield from self.stream(stream, name, ours=True, path=path)

    def _file(self, path: Path, size: int) -> Iterator[Input]:
        name = str(path)

        def bottom() -> Source:
            file = _open(name, path)
            return Source(name, file, ours=True, size=os.fstat(file.fileno()).st_size)

        try:
            with _open(name, path) as file:
                magic = file.read(8)
        except (OSError, SourceError) as error:
            yield self._failed(name, error.reason if isinstance(error, SourceError) else reason(error))
            return
        if magic.startswith(ZIP):
            yield from self._archive(name, lambda: _open(name, path), path)
        else:
            yield Input(name, self._unpacking(name, bottom), self.limits, path=path, size=size)

    def _folder(self, folder: Path) -> Iterator[Input]:
        """Walk a folder: by a stack, for a tree may be deeper than Python's."""
        found = links = False
        stack = [folder]
        while stack:
            path = stack.pop()
            try:
                entries = sorted(os.scandir(path), key=lambda entry: natural(entry.name))
            except OSError as error:
                yield self._failed(str(path), reason(error))
                found = True
                continue
            below = []
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink():
                    # It may lead out of the folder, in a circle, or to a file that is read anyway.
                    links = True
                    self._ignored(entry.path, "a link in a folder is not followed; name it to read it")
                elif entry.is_dir():
                    below.append(Path(entry.path))
                elif entry.is_file():
                    found = True
                    yield from _unnamed(self._path(Path(entry.path)))
                else:
                    self._ignored(entry.path, "neither file nor folder")
            stack.extend(reversed(below))
        if not found:
            only = "only links, which are not followed; name them, or copy the files" if links else "no file"
            yield self._failed(str(folder), f"this folder holds {only}")

    def _archive(
        self, name: str, reopen: Callable[[], BinaryIO] | None, path: Path | None, *, file: Any = None
    ) -> Iterator[Input]:
        try:
            if reopen is not None:
                with reopen() as opened:
                    listed = members(opened, name, reopen, self.limits)
            else:
                assert file is not None
                listed = members(file, name, None, self.limits)
        except SourceError as error:
            yield self._raising(name, error)
            return
        found = False
        for member in listed:
            inner = f"{name}!/{member.name}"
            if member.name.lower().endswith(".zip"):
                self._ignored(inner, "an archive in an archive is not opened; unpack the outer one")
                continue
            found = True
            one = Input(inner, self._unpacking(inner, member.open), self.limits, path=path, size=member.size)
            yield from _unnamed([one])
        if not found:
            why = "holds only archives; unpack it first" if listed else "this archive holds no file"
            yield self._failed(name, why)

    def _standard_input(self) -> Iterator[Input]:
        if sys.stdin is None:
            yield self._failed("<stdin>", "standard input is closed")
            return
        yield from self.stream(getattr(sys.stdin, "buffer", sys.stdin), "<stdin>")

    def _url(self, url: str, scheme: str) -> Iterator[Input]:
        if scheme not in ("http", "https"):
            yield self._failed(url, f"cannot be read: only http and https addresses can, not {scheme}")
            return
        yield self._fetched(url)

    def _fetched(self, url: str) -> Input:
        """Make an input of an address: fetched when it is first looked at, into a file shared by all of the run."""
        from blogconv.sources.web import fetch, shown  # slow to load, and rarely needed

        name, place = shown(url), None

        def layers() -> Layer:
            nonlocal place
            if place is None:
                pages = self._pages = self._pages or Spool()
                start = pages.seek(0, os.SEEK_END)
                found.url = fetch(url, self.limits, allow_private=self.allow_private, write=pages.write)
                place = start, pages.tell() - start
            return Span(name, self._pages, *place, ours=False)

        found = Input(name, self._unpacking(name, layers), self.limits)
        return found

    def _unpacking(self, name: str, bottom: Callable[[], Layer]) -> Callable[[], Layer]:
        """Open the layers of an input: its first bytes say whether it is compressed, not its name."""

        def layers() -> Layer:
            below = bottom()
            try:
                magic = first(below, 8)
                for start, what in _UNREADABLE.items():
                    if magic.startswith(start):
                        raise SourceError(name, f"is {what}; unpack it first")
                whole = Replay(magic, below)
                for kind, start in _PACKED.items():
                    if magic.startswith(start):
                        return Unpacked(name, whole, kind, self.limits, lambda message: self._junk(name, message))
            except BaseException:
                below.close()
                raise
            return whole

        return layers

    def _failed(self, name: str, why: str) -> Input:
        return self._raising(name, SourceError(name, why))

    def _raising(self, name: str, error: SourceError) -> Input:
        def layers() -> NoReturn:
            raise error

        return Input(name, layers, self.limits)

    def _ignored(self, name: str, why: str) -> None:
        self._tell("input-ignored", name, why)

    def _junk(self, name: str, message: str) -> None:
        self._tell("input-junk", name, message)

    def _tell(self, code: str, name: str, message: str) -> None:
        self.report.add(Diagnostic(code=code, severity=CODES[code][0], source=name, message=message))


def _unnamed(inputs: Iterable[Input]) -> Iterator[Input]:
    for one in inputs:
        one.named = False
        yield one


def _open(name: str, path: Path) -> BinaryIO:
    try:
        return path.open("rb", buffering=0)
    except OSError as error:
        raise SourceError(name, f"cannot be read: {reason(error)}") from error


def _spool(name: str, layer: Layer) -> Spool:
    spool, buffer = Spool(), bytearray(BLOCK)
    try:
        while count := layer.readinto(buffer):
            spool.write(memoryview(buffer)[:count])
    except OSError as error:
        raise SourceError(name, f"no room for a temporary copy: {reason(error)}") from error
    return spool
