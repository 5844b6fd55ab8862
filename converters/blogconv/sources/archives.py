"""The files inside a zip archive, each as a stream of its own.

``zipfile`` reads the table of contents; the members are read here, so that the bytes taken and given are counted
and one open file serves them all. Nothing is ever unpacked to disk: a member's name is only a name.
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from blogconv.errors import LimitError, SourceError
from blogconv.plugin import Limits
from blogconv.sources.streams import Layer, Span, amount
from blogconv.sources.unpacking import FREE, Unpacked

MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
METHODS = {8: "deflate", 12: "bzip2 of zip"}
_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"


@dataclass(frozen=True)
class Member:
    """One file of an archive: its name there, and the bytes it takes in the archive."""

    name: str
    size: int
    open: Callable[[], Layer]


def members(file: BinaryIO, name: str, reopen: Callable[[], BinaryIO] | None, limits: Limits) -> list[Member]:
    """List the files of a zip archive, those hidden or made by macOS aside, in natural order of their names.

    ``reopen`` opens the archive anew for each member, which is then closed with it; without it all members share
    ``file``. Raises ``SourceError`` if the archive is damaged, ``LimitError`` if it holds too much.
    """
    _count(file, name, limits.max_members)
    try:
        with ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not (info.filename.endswith("/") or _hidden(info.filename))]
    except (BadZipFile, NotImplementedError, OSError, ValueError, LookupError, EOFError, struct.error) as error:
        raise SourceError(name, f"is damaged: not a readable zip archive ({error})") from error
    size = file.seek(0, 2)
    # Members may overlap, so that each keeps within the ratio and the whole does not.
    if (total := sum(info.file_size for info in infos)) > max(FREE, size * limits.max_expansion):
        raise LimitError(
            name,
            f"expands to {amount(total)}, more than {limits.max_expansion} times its size; "
            "raise --max-expansion if you trust it",
        )
    return [
        Member(info.filename, info.compress_size, _opener(info, f"{name}!/{info.filename}", file, reopen, limits))
        for info in sorted(infos, key=lambda info: natural(info.filename))
    ]


def natural(name: str) -> list[tuple[int, int, str]]:
    """Make a sort key that puts ``part-2`` before ``part-10``."""
    key, digits, start = [], False, 0
    for at in range(len(name) + 1):
        if at == len(name) or (name[at] in "0123456789") != digits:
            piece = name[start:at]
            # Digits beyond any part number stay text: converting them takes quadratic time.
            number = int(piece) if digits and len(piece) < 20 else -1
            key.append((0 if number >= 0 else 1, number, piece))
            start, digits = at, not digits
    return key


def _hidden(path: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.split("/") if part not in ("", ".", ".."))


def _count(file: BinaryIO, name: str, most: int) -> None:
    """Refuse too many members before ``zipfile`` makes an object of each: the numbers in the file may lie."""
    size = file.seek(0, 2)
    file.seek(max(0, size - (64 << 10) - 22))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise SourceError(name, "is damaged: the zip archive has no end; it was cut short, fetch it again")
    length = struct.unpack_from("<L", tail, at + 12)[0]
    end = size - len(tail) + at
    if length == 0xFFFFFFFF and at >= 76 and tail[at - 20 : at - 16] == b"PK\x06\x07":
        length = struct.unpack_from("<Q", tail, at - 76 + 40)[0]
        end -= 76
    file.seek(max(0, end - length))
    for count in range(most + 1):
        head = file.read(46)
        if len(head) < 46 or not head.startswith(_ENTRY):
            return
        if count == most:
            raise LimitError(name, f"holds more than {most:,} files; unpack it and give the folder")
        file.seek(sum(struct.unpack_from("<3H", head, 28)), 1)


def _opener(
    info: ZipInfo, name: str, file: BinaryIO, reopen: Callable[[], BinaryIO] | None, limits: Limits
) -> Callable[[], Layer]:
    def open_member() -> Layer:
        if info.flag_bits & 1:
            raise SourceError(name, "is encrypted; unpack the archive with its password first")
        if info.compress_type and info.compress_type not in METHODS:
            raise SourceError(name, f"is compressed by method {info.compress_type}; unpack the archive first")
        archive = file if reopen is None else reopen()
        try:
            span = Span(name, archive, _start(archive, info, name), info.compress_size, ours=reopen is not None)
        except SourceError:
            if reopen is not None:
                archive.close()
            raise
        kind = METHODS.get(info.compress_type)
        return _Checked(name, Unpacked(name, span, kind, limits) if kind else span, info)

    return open_member


def _start(file: BinaryIO, info: ZipInfo, name: str) -> int:
    # The header before the data repeats the name, with extra fields of its own length.
    try:
        file.seek(max(0, info.header_offset))
        head = file.read(30) if info.header_offset >= 0 else b""
    except (OSError, ValueError) as error:
        raise SourceError(name, f"cannot be read: {error}") from error
    if len(head) < 30 or head[:4] != MAGICS[0]:
        raise SourceError(name, "is damaged: the zip archive does not hold this file where it says")
    name_length, extra_length = struct.unpack_from("<2H", head, 26)
    return info.header_offset + 30 + int(name_length) + int(extra_length)


class _Checked(Layer):
    """A member that must be as long as the archive says, and have its checksum."""

    def __init__(self, name: str, below: Layer, info: ZipInfo) -> None:
        self._name, self.below = name, below
        self._size, self._sum = info.file_size, info.CRC
        self._given, self._crc, self._done = 0, 0, False

    def readinto(self, buffer: Any, /) -> int:
        """Read, and check at the end."""
        assert self.below is not None
        if self._done:
            return 0
        count = self.below.readinto(buffer) or 0
        self._given += count
        self._crc = zlib.crc32(memoryview(buffer)[:count], self._crc)
        self._done = not count
        if self._given > self._size or (self._done and (self._given, self._crc) != (self._size, self._sum)):
            raise SourceError(self._name, "is damaged: not the file that the zip archive describes; fetch it again")
        return count
