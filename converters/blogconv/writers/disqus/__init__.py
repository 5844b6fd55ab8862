"""Write Disqus's custom XML import: RSS, an item for each page, the page's comments within it.

Elements, order and rules are of Disqus's help article 1717222 and its WordPress plug-in (``docs/formats/disqus.md``).
The same file feeds isso (``-t wordpress``), remark42 and others that read WordPress comments.
"""

from collections.abc import Iterator
from itertools import chain

from blogconv.model import Post, Record, Site
from blogconv.plugin import Context, Target, Writer
from blogconv.writers.disqus.options import DisqusOptions
from blogconv.writers.disqus.pages import Pages
from blogconv.writers.parts import Parts, parse_size

__all__ = ["WRITER"]

HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dsq="http://www.disqus.com/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.0/">
<channel>
"""
TAIL = b"</channel>\n</rss>\n"


def write(records: Iterator[Record], target: Target, options: DisqusOptions, ctx: Context) -> None:
    """Write every public page with its comments."""
    parts = Parts(target, parse_size(options.split), lambda: HEAD, TAIL)
    first = next(records, None)
    pages = Pages(first if isinstance(first, Site) else Site(), options, ctx)
    for record in chain([first] if first else [], records):
        if isinstance(record, Post):
            pages.write(record, parts)
    parts.end()


HOLDS = """
    post.id post.title post.url post.content post.published post.comments_open
    comment.id comment.parent comment.status comment.author.name comment.author.email comment.author.url
    comment.author.ip comment.published comment.content
"""

WRITER = Writer("disqus", "Disqus import XML", DisqusOptions, frozenset(HOLDS.split()), write, suffix=".xml")
