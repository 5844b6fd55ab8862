"""Go on after a fault, item by item."""

from collections.abc import Iterator

from blogconv.model import Record
from blogconv.plugin import Context, SourceError
from blogconv.readers.wxr.assemble import Assembler
from blogconv.readers.wxr.posts import Blog
from blogconv.readers.wxr.window import Window


def repaired(
    parser: Assembler, window: Window, blocks: Iterator[bytes], blog: Blog | None, ctx: Context
) -> Iterator[Record]:
    """Yield what the strict parse did not."""
    raise SourceError(ctx.source, "not well-formed", line=window.line_of(parser.error_at))
    yield
