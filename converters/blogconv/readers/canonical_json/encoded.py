"""JSON in an encoding other than UTF-8: a byte order mark or the ``encoding`` option says so."""

import codecs
from typing import Annotated, BinaryIO, cast

from msgspec import Meta

from blogconv.errors import SourceError, UsageError
from blogconv.markup.charsets import encoding_named
from blogconv.plugin import Context, Options

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNICODE = ("utf-8", "utf-16", "utf-32")


class JsonOptions(Options, frozen=True):
    """Options of the readers of canonical JSON."""

    encoding: Annotated[
        str | None, Meta(description="Read the bytes as this; else a byte order mark decides, else UTF-8.")
    ] = None


def as_utf8(stream: BinaryIO, options: JsonOptions, ctx: Context) -> BinaryIO:
    """Give the stream as UTF-8, recoded on the way where it is something else."""
    start = stream.read(4)
    name = options.encoding
    if name is None:
        name = next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")
    known = _codec(name)
    decoder = None if known.name == "utf-8" else known.incrementaldecoder("strict")
    return cast(BinaryIO, _Recoded(start, stream, decoder, name, ctx))


def _codec(name: str) -> codecs.CodecInfo:
    """Find a codec that makes text of bytes as pages do: UTF-7 hides things, and rot13 or base64 are none."""
    try:
        known = codecs.lookup(name)
    except (LookupError, ValueError):
        known = None
    if known is None or not (encoding_named(name) or encoding_named(known.name) or known.name.startswith(_UNICODE)):
        raise UsageError(f"unknown encoding '{name}'; try utf-8, utf-16, windows-1252, shift_jis, gb18030")
    return known


def marked(head: bytes) -> bytes:
    """Give the head of an input as UTF-8, as far as its byte order mark tells."""
    name = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if name:
        return head.decode(name, "ignore").encode("utf-8", "ignore")
    return head.removeprefix(codecs.BOM_UTF8)


class _Recoded:
    """A stream whose first bytes were already read, decoded and encoded as UTF-8 as it is read."""

    def __init__(
        self, start: bytes, stream: BinaryIO, decoder: codecs.IncrementalDecoder | None, name: str, ctx: Context
    ) -> None:
        self._start, self._stream, self._decoder = start, stream, decoder
        self._name, self._source = name, ctx.source
        self._done = 0

    def read(self, size: int) -> bytes:
        """Read about ``size`` bytes; empty only at the end."""
        while True:
            chunk = self._start or self._stream.read(size)
            self._start = b""
            if self._decoder is None:
                return chunk
            try:
                text = self._decoder.decode(chunk, final=not chunk)
            except UnicodeError as error:
                # UTF-16 without a byte order mark is no UnicodeDecodeError, and has no place.
                at, why = (error.start, error.reason) if isinstance(error, UnicodeDecodeError) else (0, str(error))
                raise SourceError(self._source, f"not {self._name} at byte {self._done + at:,}: {why}") from error
            self._done += len(chunk)
            if text or not chunk:
                return text.encode("utf-8", "replace")
