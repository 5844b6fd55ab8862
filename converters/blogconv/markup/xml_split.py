"""Cut a document that is not well-formed at its items, so that a fault in one costs no other.

Works on bytes, knows CDATA sections and comments (a tag inside them is text), and distrusts them where they cannot be
right: a section in which an item ends and another section begins was never closed. Linear time, memory of one item.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_ENDS = rb"</item\s*>|<item(?=[\s/>])|<\?xml\s+version|<rss(?=[\s>])|</channel\s*>"
_TOKEN = re.compile(rb"<!\[CDATA\[|<!--|" + _ENDS)
_BREAK = re.compile(_ENDS)
_COMMENT_END = re.compile(rb"-->|</item\s*>")
_SECTION_END = re.compile(rb"\]\]>")
_TAG_END = re.compile(rb">")
_MARGIN = 64  # no token is longer, white space of unusual length aside


class Piece(NamedTuple):
    """An item, or what stands between items."""

    is_item: bool
    data: bytes
    line: int
    """Line of its first byte, counted from 1."""
    end: str = ""
    """How an item ends: "" with its end tag, "unclosed" where another begins, "truncated" with the file."""


class _Text:
    """The bytes not yet given out, read as they are needed, in steps that grow so that the time stays linear."""

    def __init__(self, blocks: Iterator[bytes], line: int, check: Callable[[int], None]) -> None:
        self.data = b""
        self.begin = 0  # where what has not been given out begins
        self.line = line
        self.ended = False
        self._blocks, self._check = blocks, check
        self._found: dict[re.Pattern[bytes], tuple[int, int, bytes]] = {}

    def more(self) -> None:
        """Read about as much again."""
        parts, size = [self.data], 0
        for block in self._blocks:
            parts.append(block)
            size += len(block)
            if size >= len(self.data):
                break
        else:
            self.ended = True
        self.data = b"".join(parts)
        self._check(len(self.data) - self.begin)

    def search(self, pattern: "re.Pattern[bytes]", start: int) -> "re.Match[bytes] | None":
        """Find a pattern from ``start`` on, reading as far as it takes."""
        while True:
            found = pattern.search(self.data, start)
            if found and (self.ended or found.end() < len(self.data) - _MARGIN):
                return found
            if self.ended:
                return None
            start = found.start() if found else max(start, len(self.data) - _MARGIN)
            self.more()

    def ahead(self, pattern: "re.Pattern[bytes]", start: int) -> tuple[int, bytes]:
        """Find a pattern as ``search`` does, but remember where: many beginnings may ask for one far end.

        Give its place and its bytes; -1 and none if it never comes.
        """
        since, at, what = self._found.get(pattern, (1, 0, b""))
        if not since <= start <= at:
            found = self.search(pattern, start)
            at, what = (found.start(), found[0]) if found else (len(self.data), b"")
            self._found[pattern] = (start, at, what)
        return (at, what) if what else (-1, b"")

    def take(self, end: int, *, is_item: bool, how: str = "") -> Piece:
        """Give out everything before ``end``; what comes next stands at ``begin``."""
        piece = Piece(is_item, self.data[self.begin : end], self.line, how)
        self.begin = end
        if 2 * end > len(self.data):  # not each time: much may be held of which each item is little
            self.data = self.data[end:]
            self.begin = 0
            self._found = {p: (max(0, since - end), at - end, what) for p, (since, at, what) in self._found.items()}
        self.line += piece.data.count(b"\n")
        return piece


def split(blocks: Iterator[bytes], line: int, check: Callable[[int], None]) -> Iterator[Piece]:
    """Yield items and what stands between them; nothing is left out.

    ``line`` is that of the first byte. ``check`` is called with the size in bytes of what is held, and may raise.
    """
    text = _Text(blocks, line, check)
    inside = False
    at = 0
    while found := text.search(_TOKEN, at):
        token = found[0]
        if token == b"<![CDATA[":
            at = _after_section(text, found.end())
        elif token == b"<!--":
            end, what = text.ahead(_COMMENT_END, found.end())
            at = end + 3 if what == b"-->" else found.end()
        elif token.startswith(b"</item"):
            at = found.end()
            if inside:
                yield text.take(at, is_item=True)
                inside, at = False, text.begin
        elif token == b"<item":
            if found.start() > text.begin:
                yield text.take(found.start(), is_item=inside, how="unclosed" if inside else "")
            inside, at = True, text.begin + len(token)
            closing, _ = text.ahead(_TAG_END, at)
            if closing > 0 and text.data[closing - 1 : closing] == b"/":
                yield text.take(closing + 1, is_item=True)
                inside, at = False, text.begin
        elif inside:  # a document begins or ends
            yield text.take(found.start(), is_item=True, how="unclosed")
            inside, at = False, text.begin + len(token)
        else:
            at = found.end()
    if text.begin < len(text.data):
        yield text.take(len(text.data), is_item=inside, how="truncated" if inside else "")


def _after_section(text: _Text, start: int) -> int:
    """Say where to go on after the beginning of a CDATA section at ``start``."""
    end, _ = text.ahead(_SECTION_END, start)
    if end < 0:
        return start
    data = text.data
    broken = _BREAK.search(data, start, end)
    if broken is None or data.find(b"<![CDATA[", broken.end(), end) < 0:
        return end + 3
    # A body that quotes an export has its "]]>" split in two: "]]]]><![CDATA[>". Then the section is sound.
    if data[end - 2 : end] == b"]]" and data.startswith(b"<![CDATA[>", end + 3):
        return end + 3
    return broken.start()
