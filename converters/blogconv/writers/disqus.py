"""Write Disqus's custom XML import: RSS, an item for each page, the page's comments within it.

Elements, order and rules are of Disqus's help article 1717222 and its WordPress plug-in (``docs/formats/disqus.md``).
The same file feeds isso (``-t wordpress``), remark42 and others that read WordPress comments.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Annotated, Literal, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Meta
from msgspec.structs import replace

from blogconv.markup.wordpress_source import comment_source
from blogconv.markup.xmltext import cdata, encode, escaped
from blogconv.model import Author, Comment, Post, Record, Site
from blogconv.plugin import Context, Options, Target, Writer
from blogconv.writers.clock import NONE, clock
from blogconv.writers.numbering import Numbers, thread
from blogconv.writers.parts import Parts, parse_size

HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dsq="http://www.disqus.com/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.0/">
<channel>
"""
TAIL = b"</channel>\n</rss>\n"

# ".invalid" can never be registered (RFC 2606): no mail goes astray, and no real page is named by mistake.
_MAIL = "blogconv.invalid"
_SITE = "https://blog.invalid/"
_IDENTIFIER_LIMIT = 200
_SHORTEST = 3
_PUBLIC = frozenset({"published", "inherit"})
# Kinds of posts that have no page of their own.
_PAGELESS_TYPES = (
    "nav_menu_item revision customize_changeset oembed_cache custom_css wp_global_styles wp_template "
    "wp_template_part wp_navigation wp_block user_request"
)
_PAGELESS = frozenset(_PAGELESS_TYPES.split())
_DROPPED = {"spam": "disqus-spam", "trash": "disqus-deleted", "deleted": "disqus-deleted"}


class DisqusOptions(Options, frozen=True):
    """Options of the Disqus writer."""

    base_url: Annotated[str | None, Meta(description="The blog's address, for pages that have none of their own.")] = (
        None
    )
    default_date: Annotated[
        str | None, Meta(description="Date for pages and comments without one: 2010-11-16 or 2010-11-16T10:32:00.")
    ] = None
    timezone: Annotated[
        str | None, Meta(description="Time zone of dates without one, such as Europe/Paris or -05:00 (default: UTC).")
    ] = None
    thread_identifier: Annotated[
        Literal["auto", "id", "url", "wordpress"],
        Meta(
            description="What identifies a page: its id, its URL, or '{id} {guid}' as Disqus's WordPress plug-in has."
        ),
    ] = "auto"
    rejected: Annotated[
        Literal["drop", "pending"], Meta(description="Leave spam and deleted comments out, or send them to moderation.")
    ] = "drop"
    unpublished: Annotated[bool, Meta(description="Write drafts, private and deleted posts too.")] = False
    split: Annotated[str, Meta(description="Begin a new file before this size is passed; 0 for one file.")] = "45000000"


class Entry(NamedTuple):
    """A comment as XML, with the number of the root of its thread."""

    root: int
    xml: str


def write(records: Iterator[Record], target: Target, options: DisqusOptions, ctx: Context) -> None:
    """Write every public page with its comments."""
    parts = Parts(target, parse_size(options.split), lambda: HEAD, TAIL)
    site = Site()
    pages = Pages(site, options, ctx)
    for record in records:
        if isinstance(record, Site):
            site = record if site == Site() else site
            pages = Pages(site, options, ctx)
        else:
            pages.write(record, parts)
    parts.end()


class Pages:
    """One run: the numbers, identifiers and addresses that are taken."""

    def __init__(self, site: Site, options: DisqusOptions, ctx: Context) -> None:
        self._options, self._ctx = options, ctx
        self._native = site.source_format == "wxr"
        self._base = options.base_url or site.blog_url or site.url
        self._clock = clock(options.timezone, options.default_date, site.timezone, ctx, "disqus-bad-timezone")
        self._numbers = Numbers()
        self._identifiers: set[bytes] = set()
        self._names: dict[bytes, bytes] = {}

    def write(self, post: Post, parts: Parts) -> None:
        """Write a page, cut between threads where it alone is larger than a file may be."""
        if self._left_out(post):
            return
        opening, closing = self._page(post), "</item>\n"
        entries = self._comments(post)
        whole = self._bytes("".join((opening, *(e.xml for e in entries), closing)), post.id)
        parts.room(len(whole))
        if len(whole) <= parts.left():
            parts.write(whole)
        else:
            self._cut(post, opening, closing, entries, parts)
        self._ctx.wrote(1, len(entries))

    def _cut(self, post: Post, opening: str, closing: str, entries: list[Entry], parts: Parts) -> None:
        """Write a page in pieces, each with the page's head; a root keeps all that answers it."""
        trees: dict[int, list[str]] = {}
        for entry in entries:
            trees.setdefault(entry.root, []).append(entry.xml)
        frame = self._bytes(opening, post.id), self._bytes(closing, post.id)
        held: list[bytes] = []
        size = edge = len(frame[0]) + len(frame[1])
        count = 0
        for tree in [self._bytes("".join(tree), post.id) for tree in trees.values()] or [b""]:
            if held and size + len(tree) > parts.left():
                parts.write(b"".join((frame[0], *held, frame[1])))
                held, size, count = [], edge, count + 1
                parts.room(1 << 62)
            held.append(tree)
            size += len(tree)
        if size > parts.left():
            self._ctx.note("disqus-page-too-large", "one thread alone is larger than a file may be", record=post.id)
        parts.write(b"".join((frame[0], *held, frame[1])))
        if count:
            self._ctx.note("disqus-page-cut", f"cut into {count + 1} items between threads", record=post.id)

    def _left_out(self, post: Post) -> bool:
        code = why = ""
        if post.type in _PAGELESS and not post.comments:
            code, why = "disqus-no-page", f"has no page of its own: {post.type}"
        elif post.status not in _PUBLIC and not self._options.unpublished:
            code, why = "disqus-not-public", f"is not public: {post.status}; -w unpublished=yes writes it"
        if code:
            self._ctx.skip(code, why, posts=1, comments=len(post.comments), record=post.id)
        return bool(code)

    def _page(self, post: Post) -> str:
        link = self._link(post)
        title = post.title
        if not title:
            title = post.slug or _path(link) or post.id
            self._ctx.note("disqus-made-title", f"without a title; written as {title}", record=post.id)
        body = post.content
        if post.password:
            body = ""
            self._ctx.note("disqus-body-withheld", "the body stands behind a password; not written", record=post.id)
        elif post.content_format == "text":
            body = comment_source(body, "text")
        status = "closed" if post.comments_open is False else "open"
        return (
            f"<item>\n<title>{escaped(title)}</title>\n<link>{escaped(link)}</link>\n"
            f"<content:encoded>{cdata(body)}</content:encoded>\n"
            f"<dsq:thread_identifier>{cdata(self._identifier(post, link))}</dsq:thread_identifier>\n"
            f"<wp:post_date_gmt>{self._date(post.published, post.id)}</wp:post_date_gmt>\n"
            f"<wp:comment_status>{status}</wp:comment_status>\n"
        )

    def _link(self, post: Post) -> str:
        """Give the page's address: its own, or one made of the blog's; Disqus refuses a page without."""
        url = _joined(self._base, post.url) if self._base and post.url else post.url or ""
        if url.startswith(("http://", "https://")) and "\\" not in url:
            return "%20".join(url.split())
        made = _joined(self._base or _SITE, quote((post.slug or post.id).strip("/"), safe="/%") + "/")
        made = "%20".join(made.split())
        if not made.startswith(("http://", "https://")):
            made = _SITE + blake2b(post.id.encode("utf-8", "replace"), digest_size=8).hexdigest()
        hint = "" if self._base else "; give the blog's address with -w base-url=…"
        self._ctx.note("disqus-made-url", f"without an address; written as {made}{hint}", record=post.id)
        return made

    def _identifier(self, post: Post, link: str) -> str:
        chosen = self._options.thread_identifier
        if chosen == "wordpress" or (chosen == "auto" and self._native and post.guid):
            ident = f"{post.id} {post.guid or link}"
        else:
            ident = link if chosen == "url" else post.id
        if len(ident) > _IDENTIFIER_LIMIT or not ident.strip() or not self._free(ident):
            ident = f"{ident[:120].strip()} {_digest(ident, post.id).hex()}".strip()
            self._free(ident)
            self._ctx.note("disqus-made-identifier", f"too long, empty or taken; written as {ident}", record=post.id)
        return ident

    def _free(self, ident: str) -> bool:
        key = _digest(ident)
        new = key not in self._identifiers
        self._identifiers.add(key)
        return new

    def _comments(self, post: Post) -> list[Entry]:
        """Write the comments in the order of their numbers, parents before children."""
        comments = self._wanted(post)
        if not comments:
            return []
        numbered = thread(comments, self._numbers)
        if numbered.made:
            self._ctx.note("disqus-made-comment-ids", f"numbers made for {len(comments):,} comments", record=post.id)
        for ident, absent in numbered.missing:
            self._ctx.note("disqus-parent-missing", f"answers {absent}, which is not here; now a root", record=ident)
        for ident in numbered.cyclic:
            self._ctx.note("disqus-parent-cycle", "answers itself in the end; written as a root", record=ident)
        roots: dict[int, int] = {}
        entries = []
        rows = zip(numbered.ids, numbered.parents, comments, strict=True)
        for number, parent, comment in sorted(rows, key=lambda row: row[0]):
            roots[number] = roots[parent] if parent else number
            entries.append(Entry(roots[number], self._comment(comment, number, parent)))
        return entries

    def _wanted(self, post: Post) -> list[Comment]:
        """Leave out what may not be shown; what answers such a comment answers the nearest one above it that stays."""
        gone: dict[str, Comment] = {}
        for comment in post.comments:
            code, why = self._unwanted(comment)
            if code:
                gone[comment.id] = comment
                self._ctx.skip(code, why, comments=1, record=comment.id)
        if not gone:
            return list(post.comments)
        stay: list[Comment] = []
        for comment in post.comments:
            if comment.id in gone:
                continue
            if comment.parent in gone:
                above = _standing(comment.parent, gone)
                self._ctx.note("disqus-parent-left-out", f"answered {comment.parent}, left out", record=comment.id)
                comment = replace(comment, parent=above)
            stay.append(comment)
        return stay

    def _unwanted(self, comment: Comment) -> tuple[str, str]:
        if comment.status in _DROPPED and self._options.rejected == "drop":
            return _DROPPED[comment.status], f"{comment.status}: left out"
        if not comment.content.strip():
            # Disqus asks for text, and isso ends its import at a comment without.
            return "disqus-empty-comment", "without text: left out"
        return "", ""

    def _comment(self, comment: Comment, number: int, parent: int) -> str:
        author = comment.author
        name = (author.name or "").strip()
        if not name:
            name = "Anonymous"
            self._ctx.note("disqus-anonymous", "without a name; written as Anonymous", record=comment.id)
        text = comment.content
        if comment.content_format in ("html", "text"):
            text = comment_source(text, comment.content_format)
        if len(text.strip()) < _SHORTEST:
            self._ctx.note("disqus-short-comment", "shorter than the 3 characters Disqus asks for", record=comment.id)
        if comment.status not in ("approved", "pending") and comment.status not in _DROPPED:
            self._ctx.note("disqus-status-unknown", f"written as pending: {comment.status}", record=comment.id)
        return (
            f"<wp:comment>\n<wp:comment_id>{number}</wp:comment_id>\n"
            f"<wp:comment_author>{cdata(name)}</wp:comment_author>\n"
            f"<wp:comment_author_email>{escaped(self._email(author, name, comment))}</wp:comment_author_email>\n"
            f"<wp:comment_author_url>{escaped(self._homepage(author, comment))}</wp:comment_author_url>\n"
            f"<wp:comment_author_IP>{escaped(author.ip or '')}</wp:comment_author_IP>\n"
            f"<wp:comment_date_gmt>{self._date(comment.published, comment.id)}</wp:comment_date_gmt>\n"
            f"<wp:comment_content>{cdata(text)}</wp:comment_content>\n"
            f"<wp:comment_approved>{int(comment.status == 'approved')}</wp:comment_approved>\n"
            f"<wp:comment_parent>{parent}</wp:comment_parent>\n</wp:comment>\n"
        )

    def _email(self, author: Author, name: str, comment: Comment) -> str:
        """Give the author's address, or one of their own that cannot exist: Disqus tells people apart by it."""
        if author.email and author.email.strip():
            key, who = _digest(author.email.strip().lower()), _digest(name)
            if self._names.setdefault(key, who) != who:
                self._ctx.note(
                    "disqus-shared-email",
                    "another name has this e-mail; Disqus will show one of the two",
                    record=comment.id,
                )
            return author.email.strip()
        self._ctx.note("disqus-made-email", "without an e-mail; one was made for the name", record=comment.id)
        return f"{_digest(author.id or author.login or '', name).hex()}@{_MAIL}"

    def _homepage(self, author: Author, comment: Comment) -> str:
        url = (author.url or "").strip()
        scheme = url.partition(":")[0].lower() if ":" in url else ""
        if scheme.isalpha() and scheme not in ("http", "https") and "." not in scheme:
            self._ctx.note("disqus-bad-author-url", f"left out, not a web address: {url}", record=comment.id)
            return ""
        return url

    def _date(self, date: str | None, record: str) -> str:
        when = self._clock.read(date) if date else None
        if date and when is None:
            self._ctx.note("disqus-bad-date", f"there is no such date: {date}", record=record)
        if when is None:
            when = self._clock.default
            if when is None:
                self._ctx.note("disqus-no-date", "no date; give one with -w default-date=…", record=record)
                return NONE
            self._ctx.note("disqus-default-date", "no date; the default was written", record=record)
        if date and when.day_only:
            self._ctx.note("disqus-day-only", f"written as midnight: {date}", record=record)
        if when.gmt is None:
            self._ctx.note(
                "disqus-date-as-utc", "time zone unknown, taken as UTC; -w timezone=… says it", record=record
            )
        return when.gmt or when.local

    def _bytes(self, text: str, record: str) -> bytes:
        data, removed = encode(text)
        if removed:
            self._ctx.note(
                "disqus-forbidden-character", f"{removed:,} characters that XML cannot hold removed", record=record
            )
        return data


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:  # no address at all
        return ""


def _path(url: str) -> str:
    try:
        return urlsplit(url).path.strip("/")
    except ValueError:
        return ""


def _standing(ident: str | None, gone: dict[str, Comment]) -> str | None:
    """Go up from a comment that is left out to one that stays."""
    seen = set()
    while ident in gone and ident not in seen:
        seen.add(ident)
        ident = gone[ident].parent
    return None if ident in seen else ident


def _digest(*parts: str) -> bytes:
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()


HOLDS = """
    post.id post.title post.url post.content post.published post.comments_open
    comment.id comment.parent comment.status comment.author.name comment.author.email comment.author.url
    comment.author.ip comment.published comment.content
"""

WRITER = Writer("disqus", "Disqus import XML", DisqusOptions, frozenset(HOLDS.split()), write, suffix=".xml")
