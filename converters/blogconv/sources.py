"""Open anything as bounded bytes: paths, folders, globs, standard input, bytes, streams, URLs, archives.

One source becomes any number of inputs, each opened only when asked. A source that cannot be read becomes an
input whose ``head`` and ``open`` raise ``SourceError``, so that the others can still be read.
"""

import glob
import io
import os
import re
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from blogconv.archives import MAGICS as ZIP
from blogconv.archives import members, natural
from blogconv.catalogue import CODES
from blogconv.diagnostics import Diagnostic, Report
from blogconv.errors import SourceError
from blogconv.plugin import Limits
from blogconv.streams import BLOCK, CODECS, Bounded, Layer, Replay, Source, Stream, Unpacked, first, reason

HEAD = 64 << 10
"""Bytes of an input that are looked at to tell its format."""

AnySource = str | Path | bytes | BinaryIO | Iterable["AnySource"]

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_PACKED = {name: magic for name, (magic, _) in CODECS.items() if magic}
_UNREADABLE = {
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\x1f\x9d": "compress (.Z) data",
    b"PK\x07\x08": "a part of a split zip archive",
}


class Input:
    """One input: ``name`` for people, ``path`` of the file it comes from, ``size`` of that file in bytes.

    An input made of a path, of bytes or of a member of an archive can be opened any number of times; one made of
    a stream once.
    """

    def __init__(
        self,
        name: str,
        layers: Callable[[], Layer],
        limits: Limits,
        *,
        path: Path | None = None,
        size: int | None = None,
        once: bool = False,
    ) -> None:
        self.name, self.path, self.size = name, path, size
        self._layers, self._limits, self._once = layers, limits, once
        # Kept for a stream only: thousands of files may be known before the first is opened.
        self._head: bytes | None = None
        self._rest: Layer | None = None
        self._looked = False
        self._stream: Stream | None = None

    def __repr__(self) -> str:
        return f"Input({self.name!r})"

    @property
    def head(self) -> bytes:
        """Read the first 64 KiB, decompressed; ``open`` starts at the first byte all the same.

        Raises ``SourceError`` if the input cannot be read, is empty or holds NUL bytes only.
        """
        if self._head is not None:
            return self._head
        if self._rest is not None:
            raise SourceError(self.name, "can be read only once")
        layer = Bounded(self.name, self._layers(), self._limits)
        try:
            head = first(layer, HEAD)
            if not head:
                raise SourceError(self.name, "is empty")
            if not head.strip(b"\0"):
                # A device, or a file whose blocks never reached the disk; endless in the first case.
                raise SourceError(self.name, "holds nothing but NUL bytes")
        except BaseException:
            layer.close()
            raise
        self._looked = True
        if self._once:
            self._head, self._rest = head, layer
        else:
            layer.close()
        return head

    def open(self) -> Stream:
        """Open the input from its first byte, decompressed.

        Raises what ``head`` raises; reading raises ``SourceError`` where the data is damaged, ``LimitError`` beyond
        a limit.
        """
        if self._once:
            head = self.head
            assert self._rest is not None
            self._head = None
            layer: Layer = Replay(head, self._rest)
        else:
            if not self._looked:
                self.head  # noqa: B018 - raises for an input that is empty
            layer = Bounded(self.name, self._layers(), self._limits)
        self._stream = Stream(layer)
        return self._stream

    @property
    def consumed(self) -> int:
        """Count the bytes taken since ``open``, compressed ones if it is compressed: progress towards ``size``."""
        return self._stream.consumed if self._stream is not None else 0


def find(
    source: AnySource, limits: Limits | None = None, *, report: Report | None = None, allow_private: bool = False
) -> Iterator[Input]:
    """Yield the inputs of a source, folders and archives in natural order of names.

    ``str``: a path, a folder (all files below, hidden ones and links aside), a glob, ``-`` for standard input or
    an http(s) URL; ``bytes``: the content; a binary stream: read from where it stands, left open.
    ``report`` is told of files left out and junk after compressed data. Only URLs touch the network;
    ``allow_private`` lets them lead to this machine and its network.
    """
    finder = _Finder(limits or Limits(), Report() if report is None else report, allow_private)
    # A list of lists is as good as a list; a stack, not recursion, for it may be deep.
    stack: list[Iterator[Any]] = [iter([source])]
    while stack:
        for one in stack[-1]:
            if isinstance(one, str | os.PathLike):
                yield from finder.text(one)
            elif isinstance(one, bytes | bytearray | memoryview):
                yield from finder.content(bytes(one))
            elif callable(getattr(one, "read", None)):
                yield from finder.stream(one, None)
            elif isinstance(one, Iterable):
                stack.append(iter(one))
                break
            else:
                raise TypeError(f"not a source: {type(one).__name__}")
        else:
            stack.pop()


class _Finder:
    """What the kinds of sources share: limits, the report, leave to reach private addresses."""

    def __init__(self, limits: Limits, report: Report, allow_private: bool) -> None:
        self.limits, self.report, self.allow_private = limits, report, allow_private

    def text(self, source: str | os.PathLike[str]) -> Iterator[Input]:
        """Tell apart standard input, URLs, paths and globs; what exists under this name is what is meant."""
        name = os.fspath(source)
        if isinstance(source, str) and name == "-":
            yield from self._standard_input()
        elif isinstance(source, str) and (scheme := _URL.match(name)):
            yield from self._url(name, scheme[1].lower())
        elif not name or "\0" in name:
            yield self._failed(name, "is not a path")
        elif not os.path.lexists(name) and glob.has_magic(name):
            found = sorted(glob.glob(name, recursive=True), key=natural)  # noqa: PTH207 - may be absolute
            for path in found:
                yield from self._path(Path(path))
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
            path = Path(name) if isinstance(told, str) and Path(told).is_file() else None
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
        found = False
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
                    self._ignored(entry.path, "a link in a folder is not followed; name it to read it")
                elif entry.is_dir():
                    below.append(Path(entry.path))
                elif entry.is_file():
                    found = True
                    yield from self._path(Path(entry.path))
                else:
                    self._ignored(entry.path, "neither file nor folder")
            stack.extend(reversed(below))
        if not found:
            yield self._failed(str(folder), "this folder holds no file")

    def _archive(
        self, name: str, reopen: Callable[[], BinaryIO] | None, path: Path | None, *, file: BinaryIO | None = None
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
            yield Input(inner, self._unpacking(inner, member.open), self.limits, path=path, size=member.size)
        if not found:
            yield self._failed(name, "this archive holds no file")

    def _standard_input(self) -> Iterator[Input]:
        if sys.stdin is None:
            yield self._failed("<stdin>", "standard input is closed")
            return
        yield from self.stream(getattr(sys.stdin, "buffer", sys.stdin), "<stdin>")

    def _url(self, url: str, scheme: str) -> Iterator[Input]:
        if scheme not in ("http", "https"):
            yield self._failed(url, f"cannot be read: only http and https addresses can, not {scheme}")
            return
        yield self._failed(url, "cannot be read yet")

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


def _open(name: str, path: Path) -> BinaryIO:
    try:
        return path.open("rb", buffering=0)
    except OSError as error:
        raise SourceError(name, f"cannot be read: {reason(error)}") from error


def _spool(name: str, layer: Layer) -> BinaryIO:
    """Copy to a temporary file, which has no name and dies with the process."""
    spool = tempfile.SpooledTemporaryFile(8 << 20)  # noqa: SIM115 - lives as long as its members
    buffer = bytearray(BLOCK)
    try:
        while count := layer.readinto(buffer):
            spool.write(memoryview(buffer)[:count])
    except OSError as error:
        spool.close()
        raise SourceError(name, f"no room for a temporary copy: {reason(error)}") from error
    except BaseException:
        spool.close()
        raise
    return spool  # type: ignore[return-value]
