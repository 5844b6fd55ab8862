"""Cut a JSON document into values without holding it: bytes in, one value's bytes out."""

import re
from typing import BinaryIO

from blogconv.errors import LimitError, SourceError
from blogconv.plugin import Context

CHUNK = 1 << 20
DEEPEST = 500
"""Levels of nesting beyond which JSON is refused whatever ``--max-depth`` says: few programs could read it back."""

_SPACE = re.compile(rb"[ \t\r\n]*")
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*("?)|[][{}]', re.DOTALL)
_IN_STRING = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_SCALAR = re.compile(rb"[^ \t\r\n,:\]}\[{\"]*")
# Beyond this a line is not worth gathering in the hope that it is one record.
_LONGEST_LINE = 4 * CHUNK


class Feed:
    """The unread rest of a JSON text, read in chunks; knows its line and byte offset."""

    def __init__(self, stream: BinaryIO, ctx: Context) -> None:
        self._stream, self._ctx = stream, ctx
        self._depth = min(DEEPEST, ctx.limits.max_depth)
        self._chunk, self._at = b"", 0
        self._counted = 0
        self._line, self._before, self._no_line_end = 1, 0, 0
        if self._more() and self._chunk.startswith(b"\xef\xbb\xbf"):
            self._at = 3

    @property
    def line(self) -> int:
        """The line of the next byte, from 1."""
        self._line += self._chunk.count(b"\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    @property
    def offset(self) -> int:
        """The offset of the next byte, from 0."""
        return self._before + self._at

    def peek(self) -> bytes:
        """Skip white space and show the next byte; empty at the end."""
        while True:
            end = _SPACE.match(self._chunk, self._at).end()  # type: ignore[union-attr]
            self._at = end
            if end < len(self._chunk):
                return self._chunk[end : end + 1]
            if not self._more():
                return b""

    def take(self, wanted: bytes, where: str) -> bytes:
        """Take the next byte, which must be one of ``wanted``."""
        found = self.peek()
        if not found:
            raise self.error(f"cut off {where}")
        if found not in wanted:
            choice = " or ".join(repr(chr(byte)) for byte in wanted)
            raise self.error(f"expected {choice} {where}, not {found.decode('latin-1')!r}")
        self._at += 1
        return found

    def whole_line(self) -> bytes | None:
        """Show what is left of this line without its newline, or ``None`` where it is long or the last."""
        if self.offset < self._no_line_end:
            return None
        end = self._chunk.find(b"\n", self._at)
        while end < 0:
            kept = self._chunk[self._at :]
            if len(kept) > _LONGEST_LINE or not self._more(kept):
                # A document in one line must not be searched again for each of its values.
                self._no_line_end = self._before + len(self._chunk)
                return None
            end = self._chunk.find(b"\n", len(kept))
        return self._chunk[self._at : end]

    def no_lines(self, size: int) -> None:
        """Search the next ``size`` bytes for lines no more: the line that ``whole_line`` has shown is no value."""
        self._no_line_end = self.offset + size

    def skip(self, size: int) -> None:
        """Take bytes that ``whole_line`` has shown."""
        self._at += size

    def value(self, where: str) -> bytes:
        """Take one value of any kind, whole; its inside is checked only as far as brackets and quotes go."""
        first = self.peek()
        if not first:
            raise self.error(f"cut off {where}")
        if first in b'{["':
            return self._bracketed(where)
        parts = []
        while True:
            end = _SCALAR.match(self._chunk, self._at).end()  # type: ignore[union-attr]
            parts.append(self._chunk[self._at : end])
            self._at = end
            if sum(map(len, parts)) > CHUNK:
                raise LimitError(self._ctx.source, f"a number or word of more than {CHUNK:,} bytes {where}")
            if end < len(self._chunk) or not self._more():
                break
        value = b"".join(parts)
        if not value:
            raise self.error(f"expected a value {where}, not {first.decode('latin-1')!r}")
        return value

    def error(self, reason: str, line: int | None = None) -> SourceError:
        """Make the error that tells what is wrong here."""
        return SourceError(self._ctx.source, reason, line=line or self.line)

    def _bracketed(self, where: str) -> bytes:
        """Take a string, an array or an object; strings may reach over chunks, and so may an escape in them."""
        parts: list[bytes] = []
        size, depth, in_string, escaped = 0, 0, False, False
        started = self.line
        while True:
            chunk, start = self._chunk, self._at
            at = start
            if in_string:
                at, in_string, escaped = _leave_string(chunk, at, escaped)
                if not in_string and not depth:
                    return self._cut(parts, at, where, started)
            if not in_string:
                for token in _TOKEN.finditer(chunk, at):
                    kind = chunk[token.start()]
                    if kind == 0x22:
                        if not token[1]:
                            in_string, escaped = True, token.end() < len(chunk)
                            break
                    elif kind in b"{[":
                        depth += 1
                        if depth > self._depth:
                            raise LimitError(self._ctx.source, too_deep(self._depth), line=self.line_at(token.start()))
                    else:
                        depth -= 1
                    if not depth:
                        return self._cut(parts, token.end(), where, started)
            parts.append(chunk[start:])
            size += len(chunk) - start
            self._within_field(size, where, started)
            self._at = len(chunk)
            if not self._more():
                raise self.error(f"cut off {where}; the value begins in line {started}: get the whole file")

    def line_at(self, position: int) -> int:
        """The line of a position in the present chunk."""
        return self.line + self._chunk.count(b"\n", self._at, position)

    def _cut(self, parts: list[bytes], end: int, where: str, started: int) -> bytes:
        last = self._chunk[self._at : end]
        self._at = end
        value = b"".join((*parts, last)) if parts else last
        self._within_field(len(value), where, started)
        return value

    def _within_field(self, size: int, where: str, started: int) -> None:
        most = self._ctx.limits.max_field
        if size > most:
            reason = f"a value of more than {most:,} bytes {where}; raise --max-field to read it"
            raise LimitError(self._ctx.source, reason, line=started)

    def _more(self, kept: bytes = b"") -> bool:
        """Read the next chunk behind ``kept``, the end of the present one; say whether there was any."""
        done = len(self._chunk) - len(kept)
        chunk = self._stream.read(CHUNK)
        if not chunk:
            return False
        self._line += self._chunk.count(b"\n", self._counted, done)
        self._before += done
        self._counted, self._at = 0, 0
        self._chunk = kept + chunk
        return True


def too_deep(levels: int) -> str:
    """Say that a value is nested too deeply."""
    return f"nested more than {levels} levels deep; --max-depth sets the limit, up to {DEEPEST}"


def depth_within(data: bytes, limit: int) -> bool:
    """Say whether the value in ``data`` nests no deeper than ``limit`` levels."""
    if data.count(b"{") + data.count(b"[") <= limit:
        return True
    depth = 0
    for token in _TOKEN.finditer(data):
        kind = data[token.start()]
        if kind in b"{[":
            depth += 1
            if depth > limit:
                return False
        elif kind != 0x22:
            depth -= 1
    return True


def _leave_string(chunk: bytes, at: int, escaped: bool) -> tuple[int, bool, bool]:
    """Go on inside a string; return where it ends or the chunk does, whether it goes on, and whether after a ``\\``."""
    if escaped:
        at += 1
    end = _IN_STRING.match(chunk, at).end()  # type: ignore[union-attr]
    if end >= len(chunk):
        return len(chunk), True, False
    if chunk[end] == 0x22:
        return end + 1, False, False
    return len(chunk), True, True
