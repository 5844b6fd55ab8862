"""What all targets share: nothing is final before ``commit``, and system errors become one line.

A target is a context manager: it commits when the block ends, and aborts when the block raises, in whatever way
(an interrupt too). After an abort no file of the run is left.
"""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, BinaryIO, Self

from blogconv.errors import TargetError


class ClosedPipe(TargetError):
    """Nobody reads the output any more; no cause for a message."""


class Sink:
    """A target, as the pipeline holds it; ``plugin.Target`` is the writer's side of it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._open: list[Pipe] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.abort()
            return
        try:
            for pipe in self._open:
                pipe.close()
            self.commit()
        except BaseException:
            self.abort()
            raise

    def stream(self, part: int = 1) -> BinaryIO:
        """Open the one file of a one-file format."""
        raise TargetError(self.name, "is a folder; this format writes one file")

    def claim(self, folder: str, stem: str, suffix: str) -> str:
        """Reserve a file of a many-file format."""
        raise TargetError(self.name, "is one file; this format writes many, name a folder")

    def open(self, path: str) -> AbstractContextManager[BinaryIO]:
        """Open a claimed path."""
        raise TargetError(self.name, "is one file; this format writes many, name a folder")

    def commit(self) -> None:
        """Make everything final."""

    def abort(self) -> None:
        """Leave nothing behind; raises nothing of its own."""


class Pipe(io.BufferedWriter):
    """What a writer writes to: buffered; ``OSError`` becomes ``TargetError``, also when it is closed."""

    def __init__(self, name: str, write: Callable[[Any], int | None], close: Callable[[], None], size: int) -> None:
        self._end = _End(name, write, close)
        super().__init__(self._end, size)

    def drop(self) -> None:
        """Close without writing what is still in the buffer, and without complaint."""
        self._end.dead = True
        self.close()


class _End(io.RawIOBase):
    """The raw end of a pipe."""

    def __init__(self, name: str, write: Callable[[Any], int | None], close: Callable[[], None]) -> None:
        self._name, self._write, self._close = name, write, close
        self.dead, self._written = False, 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: Any, /) -> int:
        if self.dead:
            return len(data)
        try:
            count = self._write(data)
        except OSError as error:
            # What is still in the buffer cannot be written either; later attempts would only complain again.
            self.dead = True
            raise failure(self._name, error) from error
        except ValueError as error:
            self.dead = True
            raise TargetError(self._name, "is closed") from error
        self._written += (count := len(data) if count is None else count)
        return count

    def close(self) -> None:
        if self.closed:
            return
        super().close()
        try:
            self._close()
        except OSError as error:
            if not self.dead:
                raise failure(self._name, error) from error


def failure(name: str, error: OSError) -> TargetError:
    """Say in one line what the system complained of."""
    if isinstance(error, BrokenPipeError):
        return ClosedPipe(name, "nobody reads it any more")
    return TargetError(name, f"cannot be written: {(error.strerror or type(error).__name__).lower()}")
