"""Read the Movable Type import format (MTIF), as Movable Type, TypePad, Hatena and Ameba export it.

Memory holds one entry. The grammar stands in ``grammar.py``, the meaning in ``entry.py``. Dates have no zone: they stay
local.
"""

import re
from collections.abc import Iterator
from typing import Annotated, BinaryIO

from msgspec import Meta

from blogconv.model import Record, Site
from blogconv.plugin import Context, Options, Reader, SourceError
from blogconv.readers.movabletype.entry import Blog
from blogconv.readers.movabletype.grammar import KEY, SECTIONS, entries

_SECTION_HEAD = re.compile(rb"^-----\r?\n(?:" + b"|".join(s.encode() for s in sorted(SECTIONS)) + rb"):", re.M)


class MovableTypeOptions(Options, frozen=True):
    """Options of the MTIF reader."""

    encoding: Annotated[str | None, Meta(description="Read the bytes as this; the format cannot say.")] = None
    url: Annotated[str | None, Meta(description="Address of the blog, kept on the site.")] = None
    timezone: Annotated[str | None, Meta(description="Time zone of the dates, kept on the site.")] = None


def sniff(head: bytes, name: str) -> float:
    """Say how surely this is MTIF: it begins with a single-line field and has a section."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not KEY.match(start.split(b"\n", 1)[0].rstrip(b"\r")):
        return 0.0
    return 0.95 if _SECTION_HEAD.search(head) else 0.2


def read(stream: BinaryIO, options: MovableTypeOptions, ctx: Context) -> Iterator[Record]:
    """Yield the site, which the format does not describe, then a post for each entry."""
    yield Site(source_format="movabletype", url=options.url, timezone=options.timezone)
    found = 0
    blog = Blog(options.encoding, ctx)
    for entry in entries(stream, ctx):
        if not entry.fields and not entry.sections:
            ctx.note("mt-stray-text", "text that belongs to no entry is left out", line=entry.line)
            continue
        if not entry.ended:
            ctx.note("mt-not-closed", "the last entry has no closing line; the file may be cut off", line=entry.line)
        found += 1
        yield blog.post(entry)
    if not found:
        raise SourceError(ctx.source, "no entry found; is this a Movable Type export?")


READER = Reader("movabletype", "Movable Type import format (MTIF)", MovableTypeOptions, sniff, read)
