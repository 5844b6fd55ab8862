"""The part of the input that may still be needed: from the end of the last item on, to begin a repair there."""

from collections import deque
from collections.abc import Iterator


class Window:
    """Bytes by their offset in the whole document, the newest blocks only, and the lines that begin in them."""

    def __init__(self) -> None:
        self.end = 0
        self._blocks: deque[tuple[int, int, bytes]] = deque()  # offset, lines before it, bytes
        self._lines = 0

    def add(self, block: bytes) -> None:
        """Add what was read."""
        self._blocks.append((self.end, self._lines, block))
        self.end += len(block)
        self._lines += block.count(b"\n")

    def forget(self, offset: int) -> None:
        """Let go of the blocks that end before ``offset``."""
        while self._blocks and self._blocks[0][0] + len(self._blocks[0][2]) <= offset:
            self._blocks.popleft()

    def line_of(self, offset: int) -> int:
        """Give the number of the line, from 1, that ``offset`` is in; of the nearest one still known."""
        lines = self._lines if not self._blocks else self._blocks[0][1]
        for start, before, block in self._blocks:
            if offset < start:
                break
            lines = before + block.count(b"\n", 0, offset - start)
        return lines + 1

    def since(self, offset: int) -> Iterator[bytes]:
        """Yield what is there from ``offset`` on."""
        for start, _, block in self._blocks:
            if start + len(block) > offset:
                yield block[max(0, offset - start) :]
