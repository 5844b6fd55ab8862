"""Read saved pages of any blog: posts and threaded comments.

A page is small and is read whole (up to the limit of a field); a WARC is read one record at a time.
``docs/formats/html.md`` tells what is read and how.
"""

import re
from collections.abc import Iterator
from typing import Annotated, BinaryIO

from msgspec import Meta

from blogconv.markup.looks import is_mostly_markup
from blogconv.model import Record
from blogconv.plugin import Context, Day, Language, LimitError, Options, Reader, SourceError
from blogconv.readers.html import containers


class HtmlOptions(Options, frozen=True):
    """Options of the HTML reader."""

    encoding: Annotated[str | None, Meta(description="Read the bytes as this, whatever the page says.")] = None
    language: Annotated[
        Language | None, Meta(description="The language of the pages (BCP 47), where they do not say.")
    ] = None
    timezone: Annotated[str | None, Meta(description="Zone of printed times without one, such as `Europe/Paris`.")] = (
        None
    )
    url: Annotated[str | None, Meta(description="Where a saved page came from; resolves its links.")] = None
    reference_date: Annotated[
        Day | None, Meta(description='When the pages were saved; dates such as "3 days ago" are counted back from it.')
    ] = None
    profile: Annotated[
        str | None, Meta(description="A profile file of your own (NAME.toml), one built-in profile, or `none`.")
    ] = None


_TAGS = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|article|title|meta|table|p)\b", re.I)


def sniff(head: bytes, name: str) -> float:
    """Say how surely this is a page: a doctype or ``<html>`` near the start, the name for the rest."""
    if containers.is_mhtml(head) or containers.is_warc(head):
        return 0.97
    named = name.lower().rsplit(".", 1)[-1] in ("html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "mht", "mhtml")
    start = head[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return 0.95
    if start.startswith(b"<?xml") and b"<html" not in start:
        return 0.0
    if b"<html" in start or b"<!doctype html" in start:
        return 0.9
    found = len(set(_TAGS.findall(head[:16384].lower())))
    if named and (found or not head):
        return 0.8
    return 0.6 if is_mostly_markup(head) else 0.5 if found >= 3 else 0.3 if named else 0.0


def read(stream: BinaryIO, options: HtmlOptions, ctx: Context) -> Iterator[Record]:
    """Yield the site, then the posts of one page, of an MHTML file, or of all pages of a WARC."""
    # Any input is sniffed, and few are pages: what reads them is loaded for the first.
    from blogconv.readers.html import profiles
    from blogconv.readers.html.saved import Settings, read_saved

    settings = Settings(
        profiles=profiles.chosen(options.profile),
        encoding=options.encoding,
        language=options.language,
        timezone=options.timezone,
        url=options.url,
        reference=options.reference_date,
    )
    head = stream.read(8192)
    if containers.is_warc(head):
        pages = containers.pages_of_warc(containers.rejoined(head, stream), ctx)
        yield from _united((record for saved in pages for record in read_saved(saved, settings, ctx)), options, ctx)
        return
    data = head + stream.read(ctx.limits.max_field + 1 - len(head))
    if len(data) > ctx.limits.max_field:
        raise LimitError(ctx.source, f"a page of more than {ctx.limits.max_field:,} bytes is not read")
    if not data.strip():
        raise SourceError(ctx.source, "is empty: no page to read")
    if data.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff")):
        raise SourceError(ctx.source, "is no web page (a PDF, an archive or a picture)")
    saved = containers.page_of_mhtml(data, ctx) if containers.is_mhtml(head) else containers.Saved(data)
    yield from read_saved(saved, settings, ctx)


def _united(records: Iterator[Record], options: Options, ctx: Context) -> Iterator[Record]:
    from blogconv.readers.html.unite import unite

    return unite(records, options, ctx)


READER = Reader(
    "html", "Saved web pages (HTML, MHTML, WARC)", HtmlOptions, sniff, read, usual=("mentions",), unite=_united
)
