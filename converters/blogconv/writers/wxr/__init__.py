"""Write a WordPress export (WXR 1.2) that the WordPress importer takes, post by post.

An archive that came from WordPress goes back with its own numbers and values; for any other, numbers, logins and
slugs are made, the same in every run, and told. Memory holds one post and the ids seen.
"""

from collections.abc import Iterator

from blogconv.markup.xmltext import encode
from blogconv.model import Post, Record, Site
from blogconv.plugin import Context, Target, Writer
from blogconv.writers.parts import Parts, parse_size
from blogconv.writers.wxr.head import TAIL, author_element, head, term_element
from blogconv.writers.wxr.item import item
from blogconv.writers.wxr.options import WxrOptions
from blogconv.writers.wxr.state import State, raw

__all__ = ["WRITER"]


def write(records: Iterator[Record], target: Target, options: WxrOptions, ctx: Context) -> None:
    """Write the site, then each post; authors that the site does not list stand before their first post."""
    Export(target, options, ctx).write(records)


class Export:
    """One run: the open file and what has been listed in it."""

    def __init__(self, target: Target, options: WxrOptions, ctx: Context) -> None:
        self._options, self._ctx = options, ctx
        self._limit = parse_size(options.split) if options.split else 0
        self._target = target
        self._site = Site()
        self._state = State(self._site, options, ctx)
        self._listed: set[str] = set()
        self._terms: set[tuple[str, str | None]] = set()
        self._emails: dict[str, str] = {}

    def write(self, records: Iterator[Record]) -> None:
        """Write all records."""
        parts: Parts | None = None
        for record in records:
            if isinstance(record, Site):
                if parts is None:
                    self._begin(record)
                    parts = Parts(self._target, self._limit, self._head, TAIL)
                continue
            if parts is None:
                parts = Parts(self._target, self._limit, self._head, TAIL)
            self._post(record, parts)
        (parts or Parts(self._target, self._limit, self._head, TAIL)).end()
        for ident in self._state.posts.awaited:
            self._ctx.note("wxr-parent-missing", f"is named as a parent, but is not here: {ident}", record=ident)

    def _begin(self, site: Site) -> None:
        self._site = site
        self._state = State(site, self._options, self._ctx)
        if site.extra:
            self._state.lose_foreign("site", site.extra)

    def _head(self) -> bytes:
        """Write the head of a file; what was listed in an earlier file has to be listed again."""
        self._listed = {a.login for a in self._site.authors if a.login}
        self._terms = {(t.taxonomy, t.slug) for t in self._site.terms}
        return self._bytes(head(self._site, self._state), None)

    def _post(self, post: Post, parts: Parts) -> None:
        creator = self._creator(post)
        data = self._bytes(item(post, creator, self._state), post.id)
        parts.room(len(data) + 1000)
        before = self._unlisted(post, creator)
        if before:
            parts.write(self._bytes(before, post.id))
        parts.write(data)
        self._ctx.wrote(1, len(post.comments))

    def _creator(self, post: Post) -> str | None:
        author = post.author
        if author is None:
            return None
        if self._state.native and (
            author.login or "creator" in raw(post.extra) or raw(self._site.extra).get("wxr_version") == "1.0"
        ):
            return author.login or author.name
        login, new = self._state.logins.find(author)
        if new and login in self._state.logins.made:
            self._ctx.note("wxr-made-login", f"login made: {login}", record=post.id)
        return login

    def _unlisted(self, post: Post, login: str | None) -> str:
        """List what this post needs and the head has not."""
        out = []
        if not self._state.native and login and login not in self._listed and post.author:
            self._listed.add(login)
            out.append(self._author(post, login))
        for term in post.terms:
            if (term.parent or term.description or term.meta) and (term.taxonomy, term.slug) not in self._terms:
                self._terms.add((term.taxonomy, term.slug))
                out.append(term_element(term, self._state))
        return "".join(out)

    def _author(self, post: Post, login: str) -> str:
        author = post.author
        assert author is not None, "asked for one that is there"
        email = author.email or ""
        first = not email or self._emails.setdefault(email.lower(), login) == login
        if not first:
            self._ctx.note("wxr-email-twice", f"e-mail of {login} left out: another author has it", record=post.id)
        return author_element(author, login, email=first)

    def _bytes(self, text: str, record: str | None) -> bytes:
        data, removed = encode(text)
        if removed:
            self._ctx.note(
                "wxr-forbidden-character", f"{removed:,} characters that XML cannot hold removed", record=record
            )
        return data


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
