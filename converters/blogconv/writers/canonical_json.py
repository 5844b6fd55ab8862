"""Write blogconv's own JSON, as a stream: one document (``json``), or one record a line (``jsonl``).

Both hold everything. Text is written as it is, except U+0085, U+2028 and U+2029, which are escaped: some programs
would end a line there.
"""

from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from blogconv.canonical import line_of
from blogconv.model import SCHEMA, Comment, Post, Record, Site
from blogconv.plugin import Context, Options, Target, Writer

EVERYTHING = frozenset(
    f"{prefix}.{field.name}"
    for prefix, kind in (("site", Site), ("post", Post), ("comment", Comment))
    for field in msgspec.structs.fields(kind)
)


class JsonOptions(Options, frozen=True):
    """Options of the JSON writer."""

    indent: Annotated[
        int, Meta(ge=0, le=8, description="Spaces a level, for people to read; 0 is one line a post.")
    ] = 0


class JsonlOptions(Options, frozen=True):
    """The JSON Lines writer has no options."""


def write_document(records: Iterator[Record], target: Target, options: JsonOptions, ctx: Context) -> None:
    """Write ``{"schema": …, "site": …, "posts": [ … ]}``, a line for each record unless indented."""
    out = target.stream()
    between = b"\n"
    for record in records:
        if isinstance(record, Site):
            out.write(b'{"schema":"%s","site":%s,"posts":[' % (SCHEMA.encode(), _laid_out(record, options)))
        else:
            out.write(between + _laid_out(record, options))
            ctx.wrote(1, len(record.comments))
            between = b",\n"
    out.write(b"\n]}\n")


def write_lines(records: Iterator[Record], target: Target, options: JsonlOptions, ctx: Context) -> None:
    """Write one record a line, each with its ``kind``."""
    out = target.stream()
    for record in records:
        out.write(line_of(record) + b"\n")
        if isinstance(record, Post):
            ctx.wrote(1, len(record.comments))


def _laid_out(record: Record, options: JsonOptions) -> bytes:
    data = line_of(record)
    return msgspec.json.format(data, indent=options.indent) if options.indent else data


JSON_WRITER = Writer(
    "json", "blogconv's own archive, one JSON document", JsonOptions, EVERYTHING, write_document, suffix=".json"
)
JSONL_WRITER = Writer(
    "jsonl", "blogconv's own archive, one JSON record a line", JsonlOptions, EVERYTHING, write_lines, suffix=".jsonl"
)
