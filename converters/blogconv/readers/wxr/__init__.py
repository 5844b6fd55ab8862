"""Read a WordPress export (WXR 1.0 to 1.2), one item at a time, however broken.

Memory holds one ``<item>``, however long the file. What the schema has no field for goes into ``extra["wxr"]``, in
the form that ``blogconv.wordpress`` tells.
"""

import re
from collections.abc import Iterator
from typing import Annotated, BinaryIO

from msgspec import Meta

from blogconv.model import Record
from blogconv.plugin import Context, Options, Reader
from blogconv.readers.wxr.document import document


class WxrOptions(Options, frozen=True):
    """Options of the WXR reader."""

    encoding: Annotated[str | None, Meta(description="Read the bytes as this, whatever the file says.")] = None


# An archive in JSON, or a page, that speaks of WordPress exports.
_OTHERS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:[\[{]|<!doctype\s+html|<html)", re.I)


def sniff(head: bytes, name: str) -> float:
    """Say how surely this is WXR: the export namespace, or its elements, settle it."""
    if b"\0" in head[:200]:  # UTF-16
        head = head.replace(b"\0", b"")
    if _OTHERS.match(head):
        return 0.0
    if head.lstrip()[:1] in (b"{", b"[") or not re.search(rb"<(?:rss|channel|item|wp:\w+)[\s>]", head):
        return 0.0  # what only speaks of exports, such as an archive in JSON
    if re.search(rb"wordpress\.org/export/\d|<wp:(wxr_version|post_id|post_type|base_site_url)>", head):
        return 1.0
    if b"<rss" in head:
        return 0.4 if b"<channel" in head else 0.2
    return 0.0


def read(stream: BinaryIO, options: WxrOptions, ctx: Context) -> Iterator[Record]:
    """Yield the site, then each post with its comments."""
    return document(stream, options.encoding, ctx)


READER = Reader("wxr", "WordPress export (WXR)", WxrOptions, sniff, read)
