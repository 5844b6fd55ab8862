"""Pages as items: whether one is written, its address and identifier, and where a large one is cut."""

from urllib.parse import quote, urljoin, urlsplit

from blogconv.markup.wordpress_source import comment_source
from blogconv.markup.xmltext import cdata, escaped
from blogconv.model import Post, Site
from blogconv.plugin import Context
from blogconv.writers.disqus.comments import Entry, Threads
from blogconv.writers.disqus.options import DisqusOptions
from blogconv.writers.disqus.sheet import Sheet, digest
from blogconv.writers.parts import Parts

# ".invalid" can never be registered (RFC 2606): no real page is named by mistake.
_SITE = "https://blog.invalid/"
_IDENTIFIER_LIMIT = 200
_PUBLIC = frozenset({"published", "inherit"})
# Kinds of posts that have no page of their own.
_PAGELESS_TYPES = (
    "nav_menu_item revision customize_changeset oembed_cache custom_css wp_global_styles wp_template "
    "wp_template_part wp_navigation wp_block user_request"
)
_PAGELESS = frozenset(_PAGELESS_TYPES.split())


class Pages:
    """One run: the identifiers and addresses that are taken."""

    def __init__(self, site: Site, options: DisqusOptions, ctx: Context) -> None:
        self._options, self._ctx = options, ctx
        self._native = site.source_format == "wxr"
        self._base = options.base_url or site.blog_url or site.url
        self._sheet = Sheet(site, options, ctx)
        self._threads = Threads(self._sheet)
        self._identifiers: set[bytes] = set()

    def write(self, post: Post, parts: Parts) -> None:
        """Write a page, cut between threads where it alone is larger than a file may be."""
        if self._left_out(post):
            return
        opening, closing = self._page(post), "</item>\n"
        entries = self._threads.entries(post)
        whole = self._sheet.bytes("".join((opening, *(e.xml for e in entries), closing)), post.id)
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
        frame = self._sheet.bytes(opening, post.id), self._sheet.bytes(closing, post.id)
        edge = len(frame[0]) + len(frame[1])
        pieces: list[list[bytes]] = [[]]
        size, most = edge, parts.whole()
        for tree in trees.values():
            data = self._sheet.bytes("".join(tree), post.id)
            if pieces[-1] and size + len(data) > most:
                pieces.append([])
                size = edge
            pieces[-1].append(data)
            size += len(data)
        for piece in pieces:
            data = b"".join((frame[0], *piece, frame[1]))
            parts.room(len(data))
            if len(data) > parts.left():
                self._ctx.note("disqus-page-too-large", "one thread alone is larger than a file may be", record=post.id)
            parts.write(data)
        if len(pieces) > 1:
            self._ctx.note("disqus-page-cut", f"cut into {len(pieces)} items between threads", record=post.id)

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
            f"<wp:post_date_gmt>{self._sheet.date(post.published, post.id)}</wp:post_date_gmt>\n"
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
            made = _SITE + digest(post.id).hex()
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
            ident = f"{ident[:120].strip()} {digest(ident, post.id).hex()}".strip()
            self._free(ident)
            self._ctx.note("disqus-made-identifier", f"too long, empty or taken; written as {ident}", record=post.id)
        return ident

    def _free(self, ident: str) -> bool:
        key = digest(ident)
        new = key not in self._identifiers
        self._identifiers.add(key)
        return new


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
