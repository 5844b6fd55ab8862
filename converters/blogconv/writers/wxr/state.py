"""What is remembered from post to post while a WXR file is written: numbers, logins, dates already used."""

import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any
from urllib.parse import urljoin

from blogconv.markup.xmltext import attribute
from blogconv.model import Extra, Post, Site
from blogconv.plugin import Context
from blogconv.wordpress import BYTES_HELD
from blogconv.writers.clock import Clock, Moment, later
from blogconv.writers.numbering import Numbers, Posts
from blogconv.writers.wxr.names import Logins
from blogconv.writers.wxr.options import WxrOptions

Raw = dict[str, Any]
_NOTHING: Raw = {}


class State:
    """One run of the writer. ``native``: the archive came from WordPress, whose values go back as they were."""

    def __init__(self, site: Site, options: WxrOptions, ctx: Context) -> None:
        self.options, self.ctx = options, ctx
        self.native = site.source_format == "wxr"
        self.clock = Clock(options.timezone or site.timezone, options.default_date)
        self.base = options.base_url or (None if self.native else site.blog_url or site.url)
        self.posts, self.comments = Posts(), Numbers()
        self.logins = Logins(site.authors)
        self._dates: set[int] = set()
        self._unzoned = False

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
        return urljoin(self.base, url) if self.base and not url.startswith(("http://", "https://")) else url

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

    def lose_foreign(self, path: str, extra: Extra) -> None:
        """Count what only another format can give back."""
        for name in extra:
            if name != "wxr":
                self.ctx.report.lose(f"{path}.extra.{name}")

    def _alone(self, post: Post, when: Moment) -> Moment:
        """Move a post by seconds off another one of the same type, date and title: the importer would merge them.

        An untitled post is taken for any other of its type and date (wordpress-importer 0.9.5, ``post_exists``).
        """
        title = _collated(post.title or "")
        first = when
        while True:
            any_title, this_title = _digest(post.type, when.local), _digest(post.type, when.local, title)
            if this_title not in self._dates and (title or any_title not in self._dates):
                break
            when = later(when, 1)
        self._dates |= {any_title, this_title}
        if when is not first:
            self.ctx.note(
                "wxr-date-moved",
                f"{first.local} is taken by a post of the same title; now {when.local}",
                record=post.id,
            )
        return when


def raw(extra: Extra) -> Raw:
    """Take what the reader kept for this writer (``blogconv.wordpress`` describes it); anything else is ignored."""
    found = extra.get("wxr") if extra else None
    return found if isinstance(found, dict) else _NOTHING


def rendered(fields: Iterable[tuple[str, str | None]], extra: Raw, indent: str) -> list[str]:
    """Write elements, given as name and content, with the attributes that the source had on them."""
    if "attributes" not in extra:
        return [f"{indent}<{name}>{value}</{name.partition(' ')[0]}>\n" for name, value in fields if value is not None]
    out = []
    for name, value in fields:
        if value is not None:
            bare = name.partition(" ")[0]
            out.append(f"{indent}<{name}{element_attributes(extra, bare)}>{value}</{bare}>\n")
    return out


def element_attributes(extra: Raw, name: str) -> str:
    """Write the attributes that the source had on an element and that mean nothing to WordPress."""
    kept = extra.get("attributes")
    kept = kept.get(name) if isinstance(kept, dict) else None
    return "".join(f' {key}="{attribute(value)}"' for key, value in kept.items()) if kept else ""


def _collated(title: str) -> str:
    # MySQL compares titles without regard to case, accents and trailing spaces.
    plain = unicodedata.normalize("NFKD", title.rstrip()).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def _digest(*parts: str) -> int:
    return int.from_bytes(blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest(), "big")
