"""One input: named, looked at, opened."""

from collections.abc import Callable
from pathlib import Path

from blogconv.errors import SourceError
from blogconv.plugin import Limits
from blogconv.sources.streams import Bounded, Layer, Replay, Stream, first

HEAD = 64 << 10
"""Bytes of an input that are looked at to tell its format."""


class Input:
    """One input: ``name`` for people, ``path`` of the file it comes from, ``size`` of that file in bytes.

    An input made of a path, of bytes or of a member of an archive can be opened any number of times; one made of
    a stream once.
    """

    def __init__(
        self,
        name: str,
        layers: Callable[[], Layer],
        limits: Limits,
        *,
        path: Path | None = None,
        size: int | None = None,
        once: bool = False,
    ) -> None:
        self.name, self.path, self.size = name, path, size
        self._layers, self._limits, self._once = layers, limits, once
        # Kept for a stream only: thousands of files may be known before the first is opened.
        self._head: bytes | None = None
        self._rest: Layer | None = None
        self._looked = False
        self.named = True
        """False for what a folder, an archive or a glob holds: it may be anything, a picture beside the pages."""
        self.url: str | None = None
        """The address that the bytes came from, redirects followed; known once ``head`` is."""
        self._stream: Stream | None = None

    def __repr__(self) -> str:
        return f"Input({self.name!r})"

    @property
    def head(self) -> bytes:
        """Read the first 64 KiB, decompressed; ``open`` starts at the first byte all the same.

        Raises ``SourceError`` if the input cannot be read, is empty or holds NUL bytes only.
        """
        if self._head is not None:
            return self._head
        if self._rest is not None:
            raise SourceError(self.name, "can be read only once")
        layer = Bounded(self.name, self._layers(), self._limits)
        try:
            head = first(layer, HEAD)
            if not head:
                raise SourceError(self.name, "is empty")
            if not head.strip(b"\0"):
                # A device, or a file whose blocks never reached the disk; endless in the first case.
                raise SourceError(self.name, "holds nothing but NUL bytes")
            if head[257:262] == b"ustar":
                raise SourceError(self.name, "is a tar archive; unpack it and give the folder")
        except BaseException:
            layer.close()
            raise
        self._looked = True
        if self._once:
            self._head, self._rest = head, layer
        else:
            layer.close()
        return head

    def open(self) -> Stream:
        """Open the input from its first byte, decompressed.

        Raises what ``head`` raises; reading raises ``SourceError`` where the data is damaged, ``LimitError`` beyond
        a limit.
        """
        if self._once:
            head = self.head
            assert self._rest is not None
            self._head = None
            layer: Layer = Replay(head, self._rest)
        else:
            if not self._looked:
                self.head  # noqa: B018 - raises for an input that is empty
            layer = Bounded(self.name, self._layers(), self._limits)
        self._stream = Stream(layer)
        return self._stream

    @property
    def consumed(self) -> int:
        """Count the bytes taken since ``open``, compressed ones if it is compressed: progress towards ``size``."""
        return self._stream.consumed if self._stream is not None else 0
