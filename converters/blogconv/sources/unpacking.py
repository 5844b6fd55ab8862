"""Compressed streams, decompressed as they are read, no further than their limit.

A compressed input is known by its first bytes, not by its name.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Any, Protocol

from blogconv.errors import LimitError, SourceError
from blogconv.plugin import Limits
from blogconv.sources.streams import Layer, block

FREE = 16 << 20
"""Bytes that any compressed input may become before its expansion is judged."""
XZ_MEMORY = 128 << 20
"""Bytes of dictionary an ``.xz`` may ask for; ``xz -9`` asks for 64 MiB."""


class Decompressor(Protocol):
    """What ``bz2`` and ``lzma`` have in common, and ``_Zlib`` imitates."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class Unpacked(Layer):
    """A compressed stream, decompressed: one member after another, as ``gzip``, ``bzip2`` and ``xz`` write them.

    ``junk`` is told of bytes after the last member that belong to none; they are not read.
    Raises ``LimitError`` naming ``--max-expansion``, ``SourceError`` where the data is damaged or ends early.
    """

    def __init__(
        self, name: str, below: Layer, kind: str, limits: Limits, junk: Callable[[str], None] | None = None
    ) -> None:
        self._name, self.below, self._kind, self._ratio, self._junk = name, below, kind, limits.max_expansion, junk
        self._magic, self._new = CODECS[kind]
        self._member: Decompressor | None = self._new()
        self._ahead, self._given = b"", 0

    def readinto(self, buffer: Any, /) -> int:
        """Decompress at most one buffer's worth, so that memory does not depend on the ratio."""
        while self._member is not None:
            if self._member.eof:
                self._member = self._next(self._member.unused_data)
                continue
            wants = self._member.needs_input
            data = (self._take() if wants else b"") or b""
            try:
                out = self._member.decompress(data, len(buffer))
            except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError) as error:
                raise SourceError(self._name, f"is damaged: its {self._kind} data is not valid ({error})") from error
            if out:
                self._judge(len(out))
                buffer[: len(out)] = out
                return len(out)
            if wants and not data and not self._member.eof:
                raise SourceError(self._name, f"is cut short: its {self._kind} data ends in the middle")
        return 0

    def _take(self) -> bytes:
        if self._ahead:
            data, self._ahead = self._ahead, b""
            return data
        return block(self.below)

    def _judge(self, count: int) -> None:
        self._given += count
        if self._given > FREE and self._given > self._ratio * self.consumed:
            raise LimitError(
                self._name,
                f"expands to more than {self._ratio} times its size; raise --max-expansion if you trust it",
            )

    def _next(self, rest: bytes) -> Decompressor | None:
        if not self._magic:
            return None
        # Tapes and some tools pad with zeros; anything else that is no further member is junk.
        end = self.consumed + FREE
        while len(rest := rest.lstrip(b"\0")) < len(self._magic) and self.consumed < end:
            if not (more := block(self.below)):
                break
            rest += more
        if rest.startswith(self._magic):
            self._ahead = rest
            return self._new()
        if rest and self._junk is not None:
            self._junk(f"bytes after the end of the {self._kind} data are not {self._kind} data and were not read")
        return None


class _Zlib:
    """zlib's decompressor with the manners of the others."""

    def __init__(self, wbits: int) -> None:
        self._zlib = zlib.decompressobj(wbits)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


CODECS: dict[str, tuple[bytes, Callable[[], Decompressor]]] = {
    "gzip": (b"\x1f\x8b\x08", lambda: _Zlib(31)),
    "bzip2": (b"BZh", bz2.BZ2Decompressor),
    "xz": (b"\xfd7zXZ\0", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)),
    # The two of zip: one member, no magic.
    "deflate": (b"", lambda: _Zlib(-15)),
    "bzip2 of zip": (b"", bz2.BZ2Decompressor),
}
