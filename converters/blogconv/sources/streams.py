"""Read-only streams that count what they take and refuse to go beyond a limit.

Each layer is a raw stream with ``consumed``, the bytes taken from the file, socket or memory at the bottom:
the progress of a compressed input is that of its compressed bytes.
"""

import io
import os
import tempfile
import weakref
from typing import Any

from blogconv.errors import LimitError, SourceError
from blogconv.plugin import Limits

BLOCK = 64 << 10
_MEMORY = 8 << 20


class Layer(io.RawIOBase):
    """A readable raw stream on top of another; closes what is below it."""

    below: "Layer | None" = None

    def readable(self) -> bool:
        """Say yes: that is all a layer is for."""
        return True

    @property
    def consumed(self) -> int:
        """Count the bytes taken at the bottom."""
        return self.below.consumed if self.below is not None else 0

    def close(self) -> None:
        """Close this layer and those below."""
        if not self.closed and self.below is not None:
            self.below.close()
        super().close()


class Stream(io.BufferedReader):
    """What a reader reads: buffered, with ``consumed``."""

    def __init__(self, layer: Layer) -> None:
        super().__init__(layer, BLOCK)
        self._layer = layer

    @property
    def consumed(self) -> int:
        """Count the bytes taken from the file itself, for progress; compressed ones if it is compressed."""
        return self._layer.consumed


class Source(Layer):
    """The bottom: anything with ``read`` or ``readinto``, closed at the end only if it is ours."""

    def __init__(self, name: str, stream: Any, *, ours: bool, size: int | None = None) -> None:
        self._name, self._stream, self._ours, self._size = name, stream, ours, size
        self._into = getattr(stream, "readinto", None)
        self._consumed = 0

    @property
    def consumed(self) -> int:
        """Count the bytes taken."""
        return self._consumed

    def readinto(self, buffer: Any, /) -> int:
        """Read, turning every failure into ``SourceError``; a file that has shrunk is one."""
        try:
            count = self._into(buffer) if self._into is not None else self._copy(buffer)
        except OSError as error:
            raise SourceError(self._name, f"cannot be read: {reason(error)}") from error
        except ValueError as error:
            raise SourceError(self._name, "is closed") from error
        if count is None:
            raise SourceError(self._name, "has no data yet and does not wait for it; open it in blocking mode")
        self._consumed += count
        if not count:
            self._check_end()
        return int(count)

    def close(self) -> None:
        """Close the stream below if it is ours."""
        if not self.closed and self._ours:
            self._stream.close()
        super().close()

    def _check_end(self) -> None:
        # Asked again, for there are file systems whose files never hold what their size says.
        if (
            self._size is not None
            and self._consumed < self._size
            and os.fstat(self._stream.fileno()).st_size < self._size
        ):
            raise SourceError(self._name, "became shorter while it was read; try again when it is complete")

    def _copy(self, buffer: Any) -> int | None:
        data = self._stream.read(len(buffer))
        if data is None:
            return None
        if not isinstance(data, bytes | bytearray | memoryview):
            raise SourceError(self._name, "is a text stream; open it in binary mode")
        if len(data) > len(buffer):
            raise SourceError(self._name, "gives more bytes than it is asked for; it is not a binary stream")
        buffer[: len(data)] = data
        return len(data)


class Span(Layer):
    """``length`` bytes of a seekable file from ``start``: a member of an archive.

    The place is kept here, so several spans may share one file.
    """

    def __init__(self, name: str, file: Any, start: int, length: int, *, ours: bool) -> None:
        self._name, self._file, self._start, self._length, self._ours = name, file, start, length, ours
        self._consumed = 0

    @property
    def consumed(self) -> int:
        """Count the bytes taken."""
        return self._consumed

    def readinto(self, buffer: Any, /) -> int:
        """Read on from where this span was left."""
        wanted = min(len(buffer), self._length - self._consumed)
        if not wanted:
            return 0
        try:
            self._file.seek(self._start + self._consumed)
            data = self._file.read(wanted)
        except (OSError, ValueError) as error:
            raise SourceError(self._name, f"cannot be read: {error}") from error
        if not data:
            raise SourceError(self._name, "is damaged: the archive ends within this file")
        buffer[: len(data)] = data
        self._consumed += len(data)
        return len(data)

    def close(self) -> None:
        """Close the file below if it is ours."""
        if not self.closed and self._ours:
            self._file.close()
        super().close()


class Spool:
    """A temporary file, in memory while it is small, closed when nobody uses it any more."""

    def __init__(self) -> None:
        file = tempfile.SpooledTemporaryFile(_MEMORY)  # noqa: SIM115 - lives as long as the inputs made of it
        weakref.finalize(self, file.close)
        self.read, self.write, self.seek, self.tell = file.read, file.write, file.seek, file.tell

    def seekable(self) -> bool:
        """Say yes: that is what it is for."""
        return True


class Replay(Layer):
    """Bytes read ahead, then the rest of the stream they came from."""

    def __init__(self, ahead: bytes, below: Layer) -> None:
        self.below, self._ahead = below, memoryview(ahead)

    def readinto(self, buffer: Any, /) -> int:
        """Give what was read ahead first."""
        assert self.below is not None
        if not self._ahead:
            return self.below.readinto(buffer) or 0
        count = min(len(buffer), len(self._ahead))
        buffer[:count] = self._ahead[:count]
        self._ahead = self._ahead[count:]
        return count


class Bounded(Layer):
    """The top: no more than ``max_size`` bytes come out."""

    def __init__(self, name: str, below: Layer, limits: Limits) -> None:
        self._name, self.below, self._most = name, below, limits.max_size
        self._given = 0

    def readinto(self, buffer: Any, /) -> int:
        """Read, or raise ``LimitError`` naming ``--max-size``."""
        assert self.below is not None
        count = self.below.readinto(buffer) or 0
        self._given += count
        if self._given > self._most:
            raise LimitError(
                self._name, f"is larger than {amount(self._most)}; raise --max-size to read it all the same"
            )
        return count


def block(layer: Layer | None, size: int = BLOCK) -> bytes:
    """Read up to ``size`` bytes in one call of the layer."""
    buffer = bytearray(size)
    count = layer.readinto(buffer) if layer is not None else 0
    return bytes(memoryview(buffer)[: count or 0])


def first(layer: Layer, size: int) -> bytes:
    """Read ``size`` bytes, or all there are: pipes give less than asked for."""
    parts, left = [], size
    while left and (part := block(layer, left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def reason(error: OSError) -> str:
    """Say in a few words what the system complained of."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    return (error.strerror or str(error) or type(error).__name__).lower()


def amount(size: int) -> str:
    """Write a number of bytes for people: ``8 GiB``."""
    for unit, factor in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if size >= factor:
            return f"{round(size / factor, 1):g} {unit}"
    return f"{size} bytes"
