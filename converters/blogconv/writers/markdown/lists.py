"""What is no page of its own, kept as JSON lists in ``data/``: the site, attachments, menus."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO

import msgspec

from blogconv.model import Post, Site
from blogconv.plugin import Context, Target
from blogconv.writers.markdown.comments import author_of

LISTED = {
    "attachment": "attachments",
    "nav_menu_item": "menu-items",
    "revision": "revisions",
    "customize_changeset": "customizer",
    "custom_css": "custom-css",
    "oembed_cache": "embeds",
    "user_request": "requests",
    "wp_global_styles": "styles",
    "wp_navigation": "navigation",
    "wp_template": "templates",
    "wp_template_part": "template-parts",
}
"""Types of WordPress that are not pages, and the list each is kept in."""


_encode = msgspec.json.Encoder(enc_hook=str).encode


class Lists:
    """JSON lists that grow as records come: one file each, an entry a line."""

    def __init__(self, target: Target, stack: ExitStack) -> None:
        self._target, self._stack = target, stack
        self._open: dict[str, BinaryIO] = {}

    def add(self, name: str, entry: dict[str, Any]) -> None:
        """Add an entry to the list ``data/name.json``."""
        stream = self._open.get(name)
        if stream is None:
            path = self._target.claim("data", name, ".json")
            stream = self._open[name] = self._stack.enter_context(self._target.open(path))
            stream.write(b"[\n")
        else:
            stream.write(b",\n")
        stream.write(_encode(entry))

    def finish(self) -> None:
        """Close every list."""
        for stream in self._open.values():
            stream.write(b"\n]\n")


def site_entry(site: Site, terms: dict[tuple[str, str | None, str | None], None], ctx: Context) -> dict[str, Any]:
    """Give the site as builtins; ``terms`` are those met in posts, taxonomy, slug and name."""
    entry: dict[str, Any] = {"kind": "site"}
    for name in (
        "title",
        "description",
        "url",
        "blog_url",
        "feed_url",
        "language",
        "timezone",
        "generator",
        "exported",
    ):
        value = getattr(site, name)
        if value is not None:
            entry[name] = value
    if site.authors:
        entry["authors"] = [author_of(author, "site", ctx) for author in site.authors]
    known = {(t.taxonomy, t.slug, t.name) for t in site.terms}
    listed = [msgspec.to_builtins(term) for term in site.terms]
    listed += [_term(*key) for key in terms if key not in known]
    if listed:
        entry["terms"] = listed
    if site.meta:
        entry["meta"] = [{"key": m.key, "value": m.value} for m in site.meta]
    return entry


def listed_post(post: Post, fields: dict[str, object], content: str, thread: dict[str, Any]) -> dict[str, Any]:
    """Give a post that is no page as one entry of a list."""
    entry: dict[str, Any] = dict(fields)
    if content:
        entry["content"] = content
    if post.comments:
        entry.update(thread)
    return entry


def _term(taxonomy: str, slug: str | None, name: str | None) -> dict[str, str]:
    return {k: v for k, v in (("taxonomy", taxonomy), ("slug", slug), ("name", name)) if v is not None}


def lines(entry: dict[str, Any]) -> Iterator[bytes]:
    """Write a JSON document for people to read."""
    yield msgspec.json.format(_encode(entry), indent=1)
    yield b"\n"
