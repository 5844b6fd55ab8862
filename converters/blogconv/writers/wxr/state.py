"""What is remembered from post to post while a WXR file is written: numbers, logins, dates already used."""

from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import urljoin

from blogconv.markup.xmltext import attribute
from blogconv.model import Extra, Post, Site, Term
from blogconv.plugin import Context
from blogconv.wordpress import BYTES_HELD
from blogconv.writers.clock import Moment, clock, later
from blogconv.writers.numbering import Numbers, Posts
from blogconv.writers.wxr.kept import Kept, Raw
from blogconv.writers.wxr.names import Logins, folded_title, slug
from blogconv.writers.wxr.options import WxrOptions


class State:
    """One run of the writer. ``native``: the archive came from WordPress, whose values go back as they were."""

    def __init__(self, site: Site, options: WxrOptions, ctx: Context) -> None:
        self.options, self.ctx = options, ctx
        self.native = site.source_format == "wxr"
        self.kept = Kept(site.extra, self._unkept)
        self.clock = clock(options.timezone, options.default_date, site.timezone, ctx, "wxr-bad-timezone")
        self.base = options.base_url or (None if self.native else site.blog_url or site.url)
        self.posts, self.comments, self.made_comments = Posts(), Numbers(), Numbers()
        self.logins = Logins(site.authors)
        self._dates: set[int] = set()
        self._hops: dict[int, int] = {}
        self.terms: dict[tuple[str, str], str | None] = {(t.taxonomy, t.slug): t.name for t in site.terms if t.slug}
        self._nicenames: dict[tuple[str, str], str] = {}

    def post_number(self, post: Post, extra: Raw) -> str | None:
        """Give the post's number; the text of the element where the source's own was not one."""
        if "post_id" in extra:
            text = extra["post_id"]
            return None if text is None else str(text)
        number, made = self.posts.number(post.id)
        if made:
            self.ctx.note("wxr-made-post-id", f"number made for a post: {number}", record=post.id)
        return str(number)

    def moment(self, date: str, record: str) -> Moment | None:
        """Read a date; tell of what WordPress has no place for."""
        when = self.clock.read(date)
        if when is None:
            self.ctx.note("wxr-bad-date", f"there is no such date: {date}", record=record)
        elif when.fraction:
            self.ctx.note("wxr-date-fraction", f"fraction of a second cut: {date}", record=record)
        elif when.day_only:
            self.ctx.note("wxr-day-only", f"written as midnight: {date}", record=record)
        return when

    def post_date(self, post: Post, extra: Raw) -> Moment | None:
        """Say when a post appeared, such that WordPress does not take it for another one."""
        if post.published:
            when = self.moment(post.published, post.id)
            return when if when is None or self.native else self._alone(post, when)
        if "post_date" in extra or "post_date_gmt" in extra:
            return None
        if self.clock.default:
            self.ctx.note("wxr-default-date", "no date; the default was written", record=post.id)
            return self._alone(post, self.clock.default)
        if not self.native:
            self.ctx.note(
                "wxr-no-date",
                "no date: WordPress will take the time of the import; give one with -w default-date=…",
                record=post.id,
            )
        return None

    def link(self, url: str | None) -> str:
        """Complete a post's address."""
        if url is None:
            return ""
        if not self.base or url.startswith(("http://", "https://")):
            return url
        try:
            return urljoin(self.base, url)
        except ValueError:  # no address at all
            return url

    def held(self, name: str, text: str, record: str, *, cut: bool = False) -> str:
        """Leave out, or cut, what is too long for WordPress's tables: it would take the whole record with it."""
        most = BYTES_HELD[name]
        if 5 * len(text) <= most:  # the longest way to store a character: four bytes, or ``&`` as an entity
            return text
        if len(text.replace("&", "&#038;").encode("utf-8", "replace")) <= most:
            return text
        done = "cut" if cut else "left out"
        self.ctx.note("wxr-too-long", f"{name} is longer than {most} bytes; {done}: {text[:60]}", record=record)
        if not cut:
            return ""
        while len(text.replace("&", "&#038;").encode("utf-8", "replace")) > most:
            text = text[: len(text) * 9 // 10]
        return text

    def nicename(self, term: Term, record: str | None = None) -> str | None:
        """Give a term's slug; without one, one of its name that no other term of the taxonomy has."""
        if self.native:
            return term.slug
        if term.slug:
            self.terms.setdefault((term.taxonomy, term.slug), term.name)
            return term.slug
        if not term.name:
            self.ctx.note("wxr-term-nameless", f"a {term.taxonomy} without name and slug is left out", record=record)
            return None
        key = term.taxonomy, term.name
        if key not in self._nicenames:
            base, number = slug(term.name) or "term", 1
            made = base
            while self.terms.setdefault((term.taxonomy, made), term.name) != term.name:
                number += 1
                made = f"{base}-{number}"
            self._nicenames[key] = made
            self.ctx.note("wxr-made-slug", f"slug made for {term.taxonomy} {term.name}: {made}", record=record)
        return self._nicenames[key]

    def lose_foreign(self, path: str, extra: Extra) -> None:
        """Count what only another format can give back."""
        for name in extra:
            if name != "wxr":
                self.ctx.report.lose(f"{path}.extra.{name}")

    def _unkept(self, key: str) -> None:
        self.ctx.note("wxr-extra-ignored", f"extra.wxr: {key} is not what a WXR reader keeps; left out")

    def _alone(self, post: Post, when: Moment) -> Moment:
        """Move a post by seconds off another one of the same type, date and title: the importer would merge them.

        An untitled post is taken for any other of its type and date (wordpress-importer 0.9.5, ``post_exists``).
        """
        title = folded_title(post.title or "")
        first = when
        seconds = 0
        passed: list[tuple[int, int]] = []
        while True:
            any_title, this_title = _digest(post.type, when.local), _digest(post.type, when.local, title)
            if this_title not in self._dates and (title or any_title not in self._dates):
                break
            # What is taken once is taken for ever: leap over it the next time.
            passed.append((this_title, seconds))
            seconds += self._hops.get(this_title, 1)
            when = later(first, seconds)
            if when.local <= first.local:  # the calendar ends here
                break
        self._hops.update((place, seconds - at) for place, at in passed)
        self._dates |= {any_title, this_title}
        if when.local != first.local:
            self.ctx.note(
                "wxr-date-moved",
                f"{first.local} is taken by a post of the same title; now {when.local}",
                record=post.id,
            )
        return when


def rendered(fields: Iterable[tuple[str, str | None]], extra: Raw, indent: str) -> list[str]:
    """Write elements, given as name and content, with the attributes that the source had on them."""
    if "attributes" not in extra:
        return [f"{indent}<{name}>{value}</{name}>\n" for name, value in fields if value is not None]
    return [
        f"{indent}<{name}{element_attributes(extra, name)}>{value}</{name}>\n"
        for name, value in fields
        if value is not None
    ]


def element_attributes(extra: Raw, name: str) -> str:
    """Write the attributes that the source had on an element and that mean nothing to WordPress."""
    kept = extra.get("attributes")
    kept = kept.get(name) if isinstance(kept, dict) else None
    return "".join(f' {key}="{attribute(value)}"' for key, value in kept.items()) if kept else ""


def _digest(*parts: str) -> int:
    return int.from_bytes(blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest(), "big")
