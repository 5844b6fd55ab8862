"""Write a WordPress export (WXR 1.2) that the WordPress importer takes, post by post.

An archive that came from WordPress goes back with its own numbers and values; for any other, numbers, logins and
slugs are made, the same in every run, and told. Memory holds one post, the ids seen, and the authors and terms.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from blogconv.markup.wordpress_names import stored_as
from blogconv.markup.xmltext import encode
from blogconv.model import Author, Post, Record, Site, Term
from blogconv.plugin import Context, Target, Writer
from blogconv.writers.parts import Parts, parse_size
from blogconv.writers.wxr.head import TAIL, author_element, head, term_element
from blogconv.writers.wxr.item import item
from blogconv.writers.wxr.names import identified
from blogconv.writers.wxr.options import WxrOptions
from blogconv.writers.wxr.state import State

__all__ = ["WRITER"]


def write(records: Iterator[Record], target: Target, options: WxrOptions, ctx: Context) -> None:
    """Write the site, then each post."""
    limit = parse_size(options.split) if options.split else 0
    first = next(records, None)
    site = first if isinstance(first, Site) else Site()
    export = Export(site, options, ctx)
    # Elsewhere than in WordPress, authors are met on the way: the head that lists them is written last.
    parts = Parts(target, limit, export.head, TAIL, late=not export.native)
    try:
        if isinstance(first, Post):
            export.post(first, parts)
        for record in records:
            if isinstance(record, Post):
                export.post(record, parts)
        parts.end()
    finally:
        parts.drop()
    export.end()


class Export:
    """One run: what the present file lists beyond the site's own authors and terms."""

    def __init__(self, site: Site, options: WxrOptions, ctx: Context) -> None:
        self._site, self._ctx = site, ctx
        self._state = State(site, options, ctx)
        self.native = self._state.native
        self._listed = {a.login or self._state.logins.find(a)[0] for a in site.authors if identified(a)}
        self._known_terms = {(t.taxonomy, t.slug) for t in site.terms}
        self._authors: dict[str, str] = {}
        self._terms: dict[tuple[str, str | None], Term] = {}
        self._emails = {a.email.lower(): a.login or "" for a in site.authors if a.email}
        self._fresh = True
        if site.extra:
            self._state.lose_foreign("site", site.extra)
        for login in () if self.native else self._state.logins.made:
            ctx.note("wxr-made-login", f"login made: {login}")

    def head(self) -> bytes:
        """Write the head of a file: of an empty one at first, then with all that its posts have needed."""
        if self._fresh:
            self._authors.clear()
            self._terms.clear()
        self._fresh = not self._fresh or self.native
        text = head(self._site, self._state, self._authors.values(), self._terms.values())
        # The one for an empty file is only measured: what has to be told is told of the other.
        return self._bytes(text, None) if self._fresh else encode(text)[0]

    def post(self, post: Post, parts: Parts) -> None:
        """Write a post and remember what the head has to list for it."""
        login = self._login(post)
        data = self._bytes(item(post, login, self._state), post.id)
        parts.room(len(data))
        parts.write(data)
        if not self.native:
            parts.grow(self._list(post, login))
        self._ctx.wrote(1, len(post.comments))

    def end(self) -> None:
        """Say which parents never came."""
        for ident in self._state.posts.awaited:
            self._ctx.note("wxr-parent-missing", "is named as a parent, but is not here", record=ident)

    def _login(self, post: Post) -> str | None:
        author = post.author
        if author is None or not (self.native or identified(author)):
            if not self.native:
                self._ctx.note("wxr-no-author", "without an author; it will be the importing user's", record=post.id)
            return None
        if self.native and (author.login or "creator" in self._state.kept.of(post.extra) or not self._site.authors):
            return author.login or stored_as(author.name or "", self._state.kept.of(post.extra).get("creator"))
        login, new = self._state.logins.find(author)
        if new and login in self._state.logins.made:
            self._ctx.note("wxr-made-login", f"login made: {login}", record=post.id)
        return login

    def _list(self, post: Post, login: str | None) -> int:
        """List the post's author and terms, if nobody has; give the bytes by which the head grows."""
        grown = 0
        if login and post.author and login not in self._listed and login not in self._authors:
            self._authors[login] = element = self._author(post.author, login, post.id)
            grown += len(element.encode("utf-8", "replace"))
        for term in post.terms:
            key = term.taxonomy, self._state.nicename(term, post.id)
            if _tells_more(term) and key not in self._known_terms and key not in self._terms:
                self._terms[key] = replace(term, slug=key[1])
                grown += len(term_element(term, self._state).encode("utf-8", "replace"))
        return grown

    def _author(self, author: Author, login: str, record: str) -> str:
        alone = not author.email or self._emails.setdefault(author.email.lower(), login) == login
        if not alone:
            self._ctx.note("wxr-email-twice", f"e-mail of {login} left out: another author has it", record=record)
        return author_element(author, login, email=alone)

    def _bytes(self, text: str, record: str | None) -> bytes:
        data, removed = encode(text)
        if removed:
            self._ctx.note(
                "wxr-forbidden-character", f"{removed:,} characters that XML cannot hold removed", record=record
            )
        return data


def _tells_more(term: Term) -> bool:
    """Say whether a term has what an item's ``<category>`` cannot hold."""
    return bool(term.parent or term.description or term.meta)


HOLDS = """
    site.title site.description site.url site.blog_url site.language site.generator site.exported site.extra
    site.authors.id site.authors.login site.authors.name site.authors.email site.authors.first_name
    site.authors.last_name site.terms
    post.id post.type post.status post.title post.slug post.url post.guid post.published post.updated post.content
    post.author.id post.author.login post.author.name post.author.email post.author.first_name post.author.last_name
    post.excerpt post.terms post.parent post.order post.sticky post.password post.comments_open post.pings_open
    post.attachment_url post.meta post.extra
    comment.id comment.parent comment.type comment.status comment.author.id comment.author.name comment.author.email
    comment.author.url comment.author.ip comment.author.agent comment.published comment.content comment.meta
    comment.extra
"""

WRITER = Writer("wxr", "WordPress export (WXR)", WxrOptions, frozenset(HOLDS.split()), write, suffix=".xml")
