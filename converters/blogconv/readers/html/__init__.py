"""Read saved pages of any blog: posts and threaded comments.

A page is small and is read whole (up to ``--max-field``). ``docs/formats/html.md`` tells what is read and how.
"""

import re
from collections.abc import Iterator
from typing import Annotated, BinaryIO

from msgspec import Meta

from blogconv.markup.decoding import declared_charset, decode
from blogconv.markup.tree import parse_document
from blogconv.model import Record, Site
from blogconv.plugin import Context, LimitError, Options, Reader, SourceError
from blogconv.readers.html import profiles
from blogconv.readers.html.page import Page
from blogconv.readers.html.posts import read_post


class HtmlOptions(Options, frozen=True):
    """Options of the HTML reader."""

    encoding: Annotated[str | None, Meta(description="Read the bytes as this, whatever the page says.")] = None
    language: Annotated[str | None, Meta(description="The language of the pages (BCP 47), where they do not say.")] = None
    timezone: Annotated[str | None, Meta(description="Zone of printed times without one, such as `Europe/Paris`.")] = None
    url: Annotated[str | None, Meta(description="Where a saved page came from; resolves its links.")] = None
    reference_date: Annotated[
        str | None, Meta(description="When the pages were saved; dates such as \"3 days ago\" are counted back from it.")
    ] = None
    profile: Annotated[
        str | None, Meta(description="A profile file of your own (NAME.toml), one built-in profile, or `none`.")
    ] = None


_TAGS = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|article|title|meta|table|p)\b", re.I)


def sniff(head: bytes, name: str) -> float:
    """Say how surely this is a page: a doctype or ``<html>`` near the start, the name for the rest."""
    named = name.lower().rsplit(".", 1)[-1] in ("html", "htm", "xhtml", "shtml", "php", "asp", "aspx")
    start = head[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return 0.95
    if start.startswith(b"<?xml") and b"<html" not in start:
        return 0.0
    if b"<html" in start or b"<!doctype html" in start:
        return 0.9
    found = len(set(_TAGS.findall(head[:16384].lower())))
    return 0.8 if named and (found or not head) else 0.5 if found >= 3 else 0.3 if named else 0.0


def read(stream: BinaryIO, options: HtmlOptions, ctx: Context) -> Iterator[Record]:
    """Yield the site, then the posts of one page."""
    chosen = profiles.chosen(options.profile)
    data = stream.read(ctx.limits.max_field + 1)
    if len(data) > ctx.limits.max_field:
        raise LimitError(ctx.source, f"a page of more than {ctx.limits.max_field:,} bytes; raise --max-field")
    if not data.strip():
        raise SourceError(ctx.source, "is empty: no page to read")
    decoded = decode(data, asked=options.encoding, declared=declared_charset(data))
    root = parse_document(decoded.text)
    for code, message in root.repairs:
        ctx.note(code, message)
    page = Page(root, options.url)
    yield Site(source_format="html", title=page.meta("og:site_name"), generator=page.meta("generator"))
    post = read_post(page, chosen, ctx, language=options.language, reference=options.reference_date)
    if post:
        yield post


READER = Reader("html", "Saved web pages (HTML)", HtmlOptions, sniff, read)
