"""Pages inside other files: MHTML (a page saved with its pictures) and WARC (what a web archive keeps).

Both are read with the standard library, bounded by the limits that hold for any input.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from blogconv.plugin import Context, LimitError, SourceError

_MOST_PARTS = 2000
_HEADER_LIMIT = 1 << 20


class Saved(NamedTuple):
    """One page's bytes, the address it came from, the charset its headers declare, and when it was fetched."""

    data: bytes
    url: str | None = None
    charset: str | None = None
    fetched: str | None = None


def is_mhtml(head: bytes) -> bool:
    """Say whether a file is MHTML: mail headers with a multipart/related body."""
    start = head[:8192].lower()
    return b"multipart/related" in start and b"mime-version:" in start and not start.lstrip().startswith(b"<")


def is_warc(head: bytes) -> bool:
    """Say whether a file is an (uncompressed) WARC."""
    return head.startswith(b"WARC/")


def page_of_mhtml(data: bytes, ctx: Context) -> Saved:
    """Take the page out of an MHTML file: its first ``text/html`` part. ``SourceError`` when there is none."""
    # Loaded here, for few files are MHTML and any input is asked whether it is.
    from email import policy
    from email.parser import BytesParser

    # The mail parser recurses into nested multiparts, so their number is bounded first.
    if data.count(b"multipart/") > 20 or data.count(b"multipart/".upper()) > 20:
        raise SourceError(ctx.source, "too many parts inside parts for a saved page")
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
                charset = part.get_content_charset()
                return Saved(payload, str(url).strip() if url else None, charset)
    raise SourceError(ctx.source, "an MHTML file without a page (no text/html part)")


def pages_of_warc(stream: BinaryIO, ctx: Context) -> Iterator[Saved]:
    """Yield the pages of a WARC: its responses of status 200 with HTML in them, one record in memory."""
    while True:
        headers = _headers(stream, ctx)
        if headers is None:
            return
        length = headers.get("content-length", "")
        if not length.isdecimal():
            raise SourceError(ctx.source, "a WARC record without a length; the file is damaged")
        size = int(length)
        wanted = headers.get("warc-type") in ("response", "resource")
        if not wanted or size > ctx.limits.max_field:
            if wanted:
                ctx.note(
                    "html-record-too-large",
                    f"a record of {size:,} bytes was passed over: {headers.get('warc-target-uri')}",
                )
            _pass_over(stream, size, ctx)
            continue
        data = stream.read(size)
        if len(data) < size:
            raise SourceError(ctx.source, "ends in the middle of a WARC record; the file is cut off")
        url, date = headers.get("warc-target-uri", "").strip("<>") or None, headers.get("warc-date")
        if headers["warc-type"] == "resource":
            if "html" in headers.get("content-type", ""):
                yield Saved(data, url, None, date)
            continue
        saved = _response(data, url, date, ctx)
        if saved:
            yield saved


def _headers(stream: BinaryIO, ctx: Context) -> dict[str, str] | None:
    line = stream.readline(_HEADER_LIMIT)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_HEADER_LIMIT)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise SourceError(ctx.source, "not a WARC record where one should begin; the file is damaged")
    headers: dict[str, str] = {}
    for _ in range(1000):
        line = stream.readline(_HEADER_LIMIT)
        if line in (b"\r\n", b"\n", b""):
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    raise LimitError(ctx.source, "a WARC record with more than 1,000 header lines")


def _pass_over(stream: BinaryIO, size: int, ctx: Context) -> None:
    while size > 0:
        block = stream.read(min(size, 1 << 20))
        if not block:
            raise SourceError(ctx.source, "ends in the middle of a WARC record; the file is cut off")
        size -= len(block)


def _response(data: bytes, url: str | None, date: str | None, ctx: Context) -> Saved | None:
    head, _, body = data.partition(b"\r\n\r\n")
    status = re.match(rb"HTTP/[\d.]+\s+(\d{3})", head)
    if not status or status.group(1) != b"200":
        return None
    fields = {}
    for line in head.split(b"\r\n")[1:200]:
        name, _, value = line.decode("latin-1").partition(":")
        fields[name.strip().lower()] = value.strip()
    if "html" not in fields.get("content-type", "").lower():
        return None
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    coding = fields.get("content-encoding", "").lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        unpacked = _unpacked(body, coding, ctx)
        if unpacked is None:
            return None
        body = unpacked
    charset = re.search(r"charset=[\"']?([\w.:-]+)", fields.get("content-type", ""), re.I)
    return Saved(body, url, charset.group(1) if charset else None, date)


def _unchunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    place = 0
    while True:
        end = body.find(b"\r\n", place)
        size = re.match(rb"\s*([0-9a-fA-F]{1,8})", body[place:end]) if 0 <= end - place <= 100 else None
        # Some crawlers store the body joined already, under the header of the wire.
        if size is None:
            return b"".join(parts) if parts else body
        length = int(size.group(1), 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + length])
        place = end + 2 + length + 2


def _unpacked(body: bytes, coding: str, ctx: Context) -> bytes | None:
    limit = min(ctx.limits.max_field, len(body) * ctx.limits.max_expansion + (16 << 20))
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | (16 if "gzip" in coding else 0))
    try:
        data = unpacker.decompress(body, limit)
    except zlib.error:
        # The body may be stored unpacked under the header of the wire.
        return body if body.lstrip()[:1] == b"<" else None
    if unpacker.unconsumed_tail:
        raise LimitError(ctx.source, f"a packed page grows beyond {limit:,} bytes; raise --max-expansion")
    return data


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Give the first bytes again, then the rest."""
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """Put the bytes that were read to look at a stream back before it."""
    return io.BufferedReader(_Rejoined(head, rest))
