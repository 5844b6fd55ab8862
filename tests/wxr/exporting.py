"""Small exports for the tests, written by hand rather than by our own writer."""

import io
from collections.abc import Iterable, Iterator

from blogconv.diagnostics import Report
from blogconv.model import Post, Record, Site
from blogconv.plugin import Context, Limits
from blogconv.readers.wxr import READER, WxrOptions

NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
HEAD = f'<rss version="2.0" {NAMESPACES}>\n<channel>\n<title>Shore</title>\n<wp:wxr_version>1.2</wp:wxr_version>\n'
TAIL = "</channel>\n</rss>\n"


def export(*items: str, head: str = HEAD, declaration: str = DECLARATION, tail: str = TAIL) -> str:
    """Write an export of these items."""
    return declaration + head + "".join(items) + tail


def item(ident: object, *, title: str = "A title", body: str = "<![CDATA[A body]]>", more: str = "") -> str:
    """Write an item; ``title``, ``body`` and ``more`` are XML."""
    return (
        f"<item>\n<title>{title}</title>\n<content:encoded>{body}</content:encoded>\n<wp:post_id>{ident}</wp:post_id>\n"
        f"<wp:post_date>2012-03-04 05:06:07</wp:post_date>\n<wp:post_date_gmt>2012-03-04 04:06:07</wp:post_date_gmt>\n"
        f"<wp:status>publish</wp:status>\n<wp:post_type>post</wp:post_type>\n{more}</item>\n"
    )


def comment(ident: object, text: str = "<![CDATA[Yes.]]>", *, parent: object = 0) -> str:
    """Write a comment; ``text`` is XML."""
    return (
        f"<wp:comment>\n<wp:comment_id>{ident}</wp:comment_id>\n<wp:comment_author>Ada</wp:comment_author>\n"
        f"<wp:comment_content>{text}</wp:comment_content>\n<wp:comment_approved>1</wp:comment_approved>\n"
        f"<wp:comment_type>comment</wp:comment_type>\n<wp:comment_parent>{parent}</wp:comment_parent>\n</wp:comment>\n"
    )


class Dripping(io.RawIOBase):
    """A stream that cannot seek and gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size, self._at = data, size, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Give at most ``size`` bytes, and at most as many as it drips."""
        end = self._at + (self._size if size < 0 else min(size, self._size))
        data, self._at = self._data[self._at : end], min(end, len(self._data))
        return data


def records(
    data: bytes | str,
    *,
    encoding: str | None = None,
    strict: bool = False,
    limits: Limits | None = None,
    drip: int | None = None,
) -> tuple[list[Record], Report]:
    """Read an export; give the records and what was told."""
    raw = data.encode() if isinstance(data, str) else data
    stream = io.BytesIO(raw) if drip is None else Dripping(raw, drip)
    report = Report()
    ctx = Context("export.xml", report, strict=strict, limits=limits)
    return list(READER.read(stream, WxrOptions(encoding=encoding), ctx)), report  # type: ignore[arg-type]


def posts(data: bytes | str, **how: object) -> list[Post]:
    """Read an export; give its posts."""
    found, _ = records(data, **how)  # type: ignore[arg-type]
    return only_posts(found)


def only_posts(found: Iterable[Record]) -> list[Post]:
    """Give the posts among records."""
    return [record for record in found if isinstance(record, Post)]


def site(data: bytes | str) -> Site:
    """Read an export; give its site."""
    found, _ = records(data)
    assert isinstance(found[0], Site)
    return found[0]


def codes(report: Report) -> Iterator[str]:
    """Give the codes of what was told."""
    return (code for _, code in report.counts)
