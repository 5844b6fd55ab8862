"""Read one document: strictly while it is well-formed, from the first fault on item by item."""

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO
from xml.parsers.expat import ErrorString, ExpatError

from blogconv.markup.xml_decode import as_utf8
from blogconv.model import Record
from blogconv.plugin import Context, LimitError, SourceError
from blogconv.readers.wxr.assemble import Assembler, ForeignRoot
from blogconv.readers.wxr.place import Place
from blogconv.readers.wxr.posts import Blog, post
from blogconv.readers.wxr.prefixes import Prefixes, tell_prefixes
from blogconv.readers.wxr.repair import Repair
from blogconv.readers.wxr.site import late, site
from blogconv.readers.wxr.swallowed import has_swallowed
from blogconv.readers.wxr.window import Window


def document(stream: BinaryIO, encoding: str | None, ctx: Context) -> Iterator[Record]:
    """Yield the site, then each post; ``SourceError`` for what is no export, or faulty under ``--strict``."""
    blocks = as_utf8(stream, ctx.source, encoding, lambda code, message: ctx.note(code, message))
    window = Window()
    parser = Assembler(ctx.source, ctx.limits, Prefixes())
    blog: Blog | None = None
    fault: ExpatError | ForeignRoot | None = None
    while fault is None:
        fault = _feed(parser, window, blocks, ctx)
        if blog is None and parser.channel is not None:
            place = Place(ctx, window.line_of, 0)
            record = site(parser.channel, parser.prolog, parser.prefixes.root, place)
            blog = Blog(record)
            yield record
        tell_prefixes(parser.prefixes, ctx)
        if blog is not None:
            for raw in parser.items:
                if has_swallowed(raw):
                    repair = Repair(ctx, blog, parser.prefixes.root)
                    item = b"".join(window.since(raw["@"]))[: raw["@end"] - raw["@"]] + b"</item>"
                    yield from repair.again(item, window.line_of(raw["@"]))
                else:
                    yield post(raw, blog, Place(ctx, window.line_of, raw["@"]))
            parser.items.clear()
        if parser.closed:
            if blog is None:
                raise SourceError(ctx.source, "not a WordPress export: there is no <channel> and no <item> in it")
            late(parser.late, Place(ctx, window.line_of, window.end))
            return
        if parser.done > 0:
            window.forget(parser.done)
    line = window.line_of(max(0, parser.error_at))
    if isinstance(fault, ForeignRoot):
        reason = "an export begins with <rss>"
    else:
        reason = ErrorString(fault.code).removeprefix("not well-formed (").removesuffix(")")
    if ctx.strict:
        raise SourceError(ctx.source, f"not well-formed: {reason}; --strict refuses repairs", line=line) from fault
    # Go on after the last whole item: its end tag is at ``done``.
    rest = b"".join(window.since(max(0, parser.done)))
    begin = rest.index(b">") + 1 if parser.done >= 0 else 0
    first = window.line_of(max(0, parser.done)) + rest.count(b"\n", 0, begin)
    told = ctx.report.counts.total()
    repair = Repair(ctx, blog, parser.prefixes.root, from_start=parser.done < 0)
    yield from repair.records(chain((rest[begin:],), blocks), first)
    if ctx.report.counts.total() == told:
        ctx.note("wxr-malformed", f"not well-formed: {reason}", line=line)


def _feed(parser: Assembler, window: Window, blocks: Iterator[bytes], ctx: Context) -> ExpatError | ForeignRoot | None:
    """Parse one more block, or, while one piece of markup goes on and on, as much again as it has already.

    The parser looks at an unfinished piece from its beginning each time: in equal steps that would be quadratic.
    """
    waiting = window.end - max(0, parser.position)
    if waiting > ctx.limits.max_field:
        line = window.line_of(parser.position)
        what = f"a piece of markup is longer than the limit of {ctx.limits.max_field:,} bytes"
        raise LimitError(ctx.source, what, line=line)
    data = []
    size = 0
    for block in blocks:
        window.add(block)
        data.append(block)
        size += len(block)
        if size >= waiting:
            break
    try:
        if data:
            parser.feed(data[0] if len(data) == 1 else b"".join(data))
        else:
            parser.close()
    except (ExpatError, ForeignRoot) as error:
        return error
    return None
