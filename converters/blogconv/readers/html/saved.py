"""One saved page into records: decoded, parsed, read as one post, as several, or counted as a list."""

import gc
from collections.abc import Callable, Iterator

from msgspec import Struct, structs

from blogconv.language import vocabulary
from blogconv.markup.decoding import declared_charset, decode
from blogconv.markup.tree import parse_document
from blogconv.model import Post, Record, Site
from blogconv.plugin import Context
from blogconv.readers.html.containers import Saved
from blogconv.readers.html.honesty import tell
from blogconv.readers.html.lists import listing
from blogconv.readers.html.page import Page, text_of
from blogconv.readers.html.posts import read_entry, read_post
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.zones import in_zone


class Settings(Struct, frozen=True, kw_only=True):
    """What the user asked for, made ready."""

    profiles: tuple[Profile, ...] = ()
    encoding: str | None = None
    language: str | None = None
    timezone: str | None = None
    url: str | None = None
    reference: str | None = None


def read_saved(saved: Saved, settings: Settings, ctx: Context) -> Iterator[Record]:
    """Yield the site that the page tells of, then its posts."""
    yield from _uncollected(lambda: list(_records(saved, settings, ctx)))


def _uncollected(work: Callable[[], list[Record]]) -> list[Record]:
    """Do one page's work without the cyclic garbage collector, which would walk the tree again and again (a third
    of the time); the tree is taken apart afterwards, so nothing is left to collect."""
    was = gc.isenabled()
    gc.disable()
    try:
        return work()
    finally:
        if was:
            gc.enable()


def _records(saved: Saved, settings: Settings, ctx: Context) -> Iterator[Record]:
    declared = saved.charset or declared_charset(saved.data)
    decoded = decode(saved.data, asked=settings.encoding, declared=declared)
    name = saved.url or None
    if decoded.repairs:
        ctx.note(
            "html-encoding-repaired",
            f"{decoded.repairs} stray bytes in {decoded.encoding} text were read one by one",
            record=name,
        )
    if decoded.rule in ("statistics", "windows-1252", "zero-bytes") or (
        decoded.rule == "utf-8"
        and declared
        and declared.lower() not in ("utf-8", "utf8")
        and not decoded.text.isascii()
    ):
        ctx.note(
            "html-encoding",
            f"read as {decoded.encoding} ({decoded.rule}); declared: {declared or 'nothing'}",
            record=name,
        )
    root = parse_document(decoded.text)
    for code, message in root.repairs:
        ctx.note(code, message, record=name)
    page = Page(root, saved.url or settings.url)
    yield Site(
        source_format="html",
        title=_site_title(page),
        url=None,
        description=None,
        language=None,
        feed_url=_feed(page),
        generator=page.meta("generator"),
    )
    reference = settings.reference or saved.fetched
    try:
        found = list(_posts(page, settings, reference, ctx))
    finally:
        root.take_apart()
    for post in found:
        if settings.timezone:
            post = in_zone(post, settings.timezone)
        if saved.url and post.url != saved.url:
            extra = {**post.extra, "html": {**post.extra.get("html", {}), "saved_at": saved.url}}
            post = structs.replace(post, extra=extra)
        yield post


def _posts(page: Page, settings: Settings, reference: str | None, ctx: Context) -> Iterator[Post]:
    post = read_post(page, settings.profiles, ctx, language=settings.language, reference=reference)
    listed = listing(page, len(post.comments) if post else 0)
    if listed is None:
        if post and _stands_in(page, post):
            ctx.note("html-no-post", f"a page in place of one that is not there: {post.title}")
        elif post:
            tell(post, ctx)
            yield post
        else:
            ctx.note("html-no-post", "neither a post nor comments were found in the page")
        return
    if not listed.entries:
        ctx.note(
            "html-list-page", f"a list of {listed.seen} posts ({listed.kind}), none of them whole: counted, not read"
        )
        return
    for entry in listed.entries:
        one = read_entry(page, entry, settings.profiles, language=settings.language)
        if one:
            tell(one, ctx)
            yield one


def _stands_in(page: Page, post: Post) -> bool:
    """Say whether the page only says that another one was not found."""
    if post.comments or post.published:
        return False
    body = page.by_tag["body"][0] if page.by_tag.get("body") else page.root
    return "error404" in body.attrs.get("class", "").split() or vocabulary.says_missing(post.title or "")


def _site_title(page: Page) -> str | None:
    name = page.meta("og:site_name", "application-name")
    if name:
        return name
    for label in ("site-title", "blog-title", "site-name", "blogname", "blog-name", "logo"):
        for element in page.by_class.get(label, ()):
            text = text_of(element)
            if 0 < len(text) <= 120:
                return text
    for ident in ("site-title", "blog-title", "blogname", "site-name", "banner-header", "headerimg", "header"):
        holder = page.by_id.get(ident)
        if holder is not None:
            heading = next(
                (e for e in [holder, *page.below(holder)] if e.tag in ("h1", "h2", "h3") and 0 < page.length(e) <= 120),
                None,
            )
            if heading is not None:
                return text_of(heading)
    return None


def _feed(page: Page) -> str | None:
    for element in page.by_tag.get("link", ()):
        if element.attrs.get("type", "") in (
            "application/rss+xml",
            "application/atom+xml",
        ) and "comment" not in element.attrs.get("href", ""):
            return page.absolute(element.attrs.get("href", "")) or None
    return None
