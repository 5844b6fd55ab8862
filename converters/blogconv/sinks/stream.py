"""Targets that cannot be renamed: standard output, devices, pipes, the caller's stream.

Everything is kept in a temporary file (in memory up to 8 MiB) until the run has succeeded: a failed input must
leave no output, and what has gone down a pipe cannot be taken back.
"""

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import IO, Any, BinaryIO

from blogconv.errors import TargetError
from blogconv.sinks.base import Pipe, Sink, failure
from blogconv.sinks.names import Names

_MEMORY = 8 << 20
_BLOCK = 256 << 10


class StreamSink(Sink):
    """A binary stream; ``done`` is called with it at the end, committed or not."""

    def __init__(self, name: str, stream: Any, done: Callable[[Any], None] = lambda stream: None) -> None:
        super().__init__(name)
        self._stream, self._done = stream, done
        self._spool: IO[bytes] | None = None

    def stream(self, part: int = 1) -> BinaryIO:
        """Open the one part there can be."""
        if part != 1:
            raise TargetError(self.name, "has room for one part only; name a file with -o")
        if not self._open:
            spool = self._spool = tempfile.SpooledTemporaryFile(_MEMORY)  # noqa: SIM115 - closed by commit or abort
            self._open = [Pipe("temporary file", spool.write, lambda: None, _BLOCK)]
        return self._open[0]

    def commit(self) -> None:
        """Copy what was kept to the stream."""
        try:
            if self._spool is not None:
                self._spool.seek(0)
                while data := self._spool.read(_BLOCK):
                    _write(self._stream, data)
            if hasattr(self._stream, "flush"):
                self._stream.flush()
        except OSError as error:
            raise failure(self.name, error) from error
        except (ValueError, AttributeError) as error:
            raise TargetError(self.name, "is closed, or is no binary stream for writing") from error
        except TypeError as error:
            raise TargetError(self.name, "is a text stream; open it in binary mode") from error
        self._close()

    def abort(self) -> None:
        """Forget what was kept."""
        for pipe in self._open:
            pipe.drop()
        with suppress(TargetError):
            self._close()

    def _close(self) -> None:
        if self._spool is not None:
            self._spool.close()
        done, self._done = self._done, lambda stream: None
        try:
            done(self._stream)
        except OSError as error:
            raise failure(self.name, error) from error


class DryRun(Sink):
    """Does all but write; ``bytes`` and ``files`` count what would have been written."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.bytes, self.files = 0, 0
        self._names = Names()

    def stream(self, part: int = 1) -> BinaryIO:
        """Count the bytes of a part."""
        while len(self._open) < part:
            self._open.append(self._pipe())
        return self._open[part - 1]

    def claim(self, folder: str, stem: str, suffix: str) -> str:
        """Name files as a folder would."""
        return self._names.claim(folder, stem, suffix)

    def open(self, path: str) -> AbstractContextManager[BinaryIO]:
        """Count the bytes of a file."""
        return self._pipe()

    def _pipe(self) -> Pipe:
        self.files += 1
        return Pipe(self.name, self._count, lambda: None, _BLOCK)

    def _count(self, data: Any) -> int:
        self.bytes += len(data)
        return len(data)


def _write(stream: Any, data: bytes) -> None:
    # A raw stream may take less than it is given.
    view = memoryview(data)
    while view:
        count = stream.write(view)
        if not isinstance(count, int) or count >= len(view):
            return
        if not count:
            raise BlockingIOError(0, "does not take any more")
        view = view[count:]
