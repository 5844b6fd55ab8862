"""One output cut into several files by size, each complete with its own head and tail."""

import re
import shutil
import tempfile
from collections.abc import Callable
from typing import IO, BinaryIO

from blogconv.errors import UsageError
from blogconv.plugin import Target

_SIZE = re.compile(r"(\d+)\s*([KMG]?)B?", re.IGNORECASE | re.ASCII)
_BLOCK = 1 << 18


def parse_size(text: str) -> int:
    """Read a size in bytes as the command line writes it: ``500``, ``64K``, ``10M``, ``2G``, in powers of 1,024."""
    if match := _SIZE.fullmatch(text.strip()):
        return int(match[1]) << (10 * " KMG".index(match[2].upper() or " "))
    raise UsageError(f"'{text}' is no size; write 500, 64K, 10M or 2G")


class Parts:
    """The files of one output. ``limit`` is the most bytes that one may have, 0 for one file of any size.

    ``head`` is asked at the beginning of each file; with ``late``, at its end too, for a head that lists what the
    body has shown to be needed: the body then waits on disk.
    """

    def __init__(
        self, target: Target, limit: int, head: Callable[[], bytes], tail: bytes, *, late: bool = False
    ) -> None:
        self._target, self._limit, self._head, self._tail, self._late = target, limit, head, tail, late
        self._stream: BinaryIO | None = None
        self._body: IO[bytes] | None = None
        self._count = self._size = 0
        self._empty = True

    def room(self, size: int) -> bool:
        """Make sure that ``size`` more bytes fit, if need be in a new file; say whether one was begun.

        What alone is larger than the limit gets a file of its own.
        """
        if self._stream is None:
            self._begin()
            return True
        if self._limit and not self._empty and self._size + size + len(self._tail) > self._limit:
            self._finish()
            self._begin()
            return True
        return False

    def write(self, data: bytes) -> None:
        """Write into the file that ``room`` has chosen."""
        body = self._body or self._stream
        assert body is not None, "ask for room first"
        body.write(data)
        self.grow(len(data))
        self._empty = False

    def grow(self, size: int) -> None:
        """Count bytes that the head will have more."""
        self._size += size

    def left(self) -> int:
        """Say how many bytes still fit into the present file; a great number without a limit."""
        return self._limit - self._size - len(self._tail) if self._limit else 1 << 62

    def whole(self) -> int:
        """Say how many bytes a new file has room for."""
        return self._limit - len(self._head()) - len(self._tail) if self._limit else 1 << 62

    def end(self) -> None:
        """Finish the last file; a run without records still has one, complete."""
        if self._stream is None:
            self._begin()
        self._finish()

    def drop(self) -> None:
        """Forget a body that waits; after an error."""
        if self._body is not None:
            self._body.close()
            self._body = None

    def _begin(self) -> None:
        self._count += 1
        self._stream = self._target.stream(self._count)
        head = self._head()
        self._size, self._empty = len(head), True
        if self._late:
            self._body = tempfile.TemporaryFile()  # noqa: SIM115  # closed by ``_finish`` or ``drop``
        else:
            self._stream.write(head)

    def _finish(self) -> None:
        assert self._stream is not None, "begun before"
        if self._body is not None:
            self._stream.write(self._head())
            self._body.seek(0)
            shutil.copyfileobj(self._body, self._stream, _BLOCK)
            self.drop()
        self._stream.write(self._tail)
        self._stream = None
