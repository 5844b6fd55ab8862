"""The part of the input that may still be needed: from the end of the last item on, to begin a repair there."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from operator import itemgetter


class Window:
    """Bytes by their offset in the whole document, the newest blocks only, and the lines that begin in them."""

    def __init__(self) -> None:
        self.end = 0
        self._blocks: list[tuple[int, int, bytes]] = []  # offset, lines before it, bytes
        self._lines = 0

    def add(self, block: bytes) -> None:
        """Add what was read."""
        self._blocks.append((self.end, self._lines, block))
        self.end += len(block)
        self._lines += block.count(b"\n")

    def forget(self, offset: int) -> None:
        """Let go of the blocks that end before ``offset``."""
        gone = 0
        while gone < len(self._blocks) and self._blocks[gone][0] + len(self._blocks[gone][2]) <= offset:
            gone += 1
        del self._blocks[:gone]

    def line_of(self, offset: int) -> int:
        """Give the number of the line, from 1, that ``offset`` is in; of the nearest one still known."""
        if not self._blocks:
            return self._lines + 1
        # Only the block that it is in is counted: each of a post's many comments may ask.
        start, before, block = self._blocks[max(0, bisect_right(self._blocks, offset, key=itemgetter(0)) - 1)]
        return before + block.count(b"\n", 0, max(0, offset - start)) + 1

    def since(self, offset: int) -> Iterator[bytes]:
        """Yield what is there from ``offset`` on."""
        for start, _, block in self._blocks:
            if start + len(block) > offset:
                yield block[max(0, offset - start) :]


def lines(data: bytes, first: int) -> Callable[[int], int]:
    """Give what tells the line of an offset, ``first`` being that of the first byte.

    It counts from where it was asked last, so that asking for each of many places in turn is no more than one pass.
    """
    at, line = 0, first

    def line_of(offset: int) -> int:
        nonlocal at, line
        apart = data.count(b"\n", min(at, offset), max(at, offset))
        line += apart if offset >= at else -apart
        at = offset
        return line

    return line_of
