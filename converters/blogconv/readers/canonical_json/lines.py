"""Read JSON Lines: one record a line, tagged by ``kind``, the site first."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from blogconv.errors import LimitError, SourceError
from blogconv.model import Record, Site
from blogconv.plugin import Context, Reader
from blogconv.readers.canonical_json.encoded import JsonOptions, as_utf8, marked
from blogconv.readers.canonical_json.feed import CHUNK
from blogconv.readers.canonical_json.loose import Place
from blogconv.readers.canonical_json.records import record

_KIND = re.compile(rb'\s*\{\s*"kind"\s*:\s*"(site|post)"')


def sniff(head: bytes, name: str) -> float:
    """Say how surely these are records of ours: the first line's ``kind`` settles it."""
    head = marked(head)
    if _KIND.match(head):
        return 1.0
    if name.lower().endswith((".jsonl", ".ndjson")) and re.match(rb"\s*\{", head):
        return 0.6
    return 0.0


def read(stream: BinaryIO, options: JsonOptions, ctx: Context) -> Iterator[Record]:
    """Yield the site, then each post."""
    begun = False
    for line, offset, data in _lines(as_utf8(stream, options, ctx), ctx):
        found = record(data, ctx, Place(line, offset))
        if not isinstance(found, Site):
            if not begun:
                yield Site(source_format="jsonl")
            yield found
        elif not begun:
            yield found
        else:
            ctx.note("json-second-site", "a second site record; the first one counts", line=line)
        begun = True
    if not begun:
        raise SourceError(ctx.source, "empty: no JSON in it", line=1)


def _lines(stream: BinaryIO, ctx: Context) -> Iterator[tuple[int, int, bytes]]:
    r"""Yield number, byte offset and content of each line that is not blank; only ``\n`` ends a line."""
    parts: list[bytes] = []
    number, offset, size = 1, 0, 0
    while chunk := stream.read(CHUNK):
        if not offset and number == 1 and not parts:
            chunk = chunk.removeprefix(b"\xef\xbb\xbf")
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            parts.append(piece)
            data = b"".join(parts)
            _within_field(len(data), ctx, number)
            if data.strip():
                yield number, offset, data.strip()
            number, offset, size = number + 1, offset + len(data) + 1, 0
            parts.clear()
        parts.append(rest)
        size += len(rest)
        _within_field(size, ctx, number)
    data = b"".join(parts)
    if data.strip():
        yield number, offset, data.strip()


def _within_field(size: int, ctx: Context, line: int) -> None:
    most = ctx.limits.max_field
    if size > most:
        raise LimitError(ctx.source, f"a line of more than {most:,} bytes; raise --max-field to read it", line=line)


JSONL_READER = Reader("jsonl", "blogconv's own archive, one JSON record a line", JsonOptions, sniff, read)
