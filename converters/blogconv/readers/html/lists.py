"""Pages that list posts: archives, tag and search pages are counted; several whole posts are read one by one."""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from typing import NamedTuple

from blogconv.markup.tree import Element
from blogconv.readers.html.items import comment_words, in_a_widget
from blogconv.readers.html.page import HEADINGS, SILENT, Page, ancestors
from blogconv.readers.html.roles import words

_TERM_PAGE = re.compile(
    r"/(?:tag|tags|category|categories|author|autor|auteur|label|search|suche|rubrique|categorie)/|/search/label/|[?&](?:s|cat|tag|author|q)=",
    re.I,
)
_TERM_CLASSES = frozenset(
    "category tag author search search-results tax-post_tag archive-category term-archive".split()
)
_ONE = frozenset(
    "single single-post single-format-standard singular page-template page post-template item-view item postid".split()
)
_MANY = frozenset("home blog archive date index index_view home-template front-page hfeed-list".split())


class Listing(NamedTuple):
    """What a listing page holds: the posts' elements (none where they are only counted), and how many were seen."""

    entries: list[Element]
    seen: int
    kind: str


def listing(page: Page, comments: int) -> Listing | None:
    """Say whether a page lists several posts, and give their elements where each stands there with its text."""
    body = page.by_tag["body"][0] if page.by_tag.get("body") else page.root
    classes = set(body.attrs.get("class", "").lower().split())
    if classes & _ONE or any(c.startswith("postid-") for c in classes):
        return None
    term = bool(classes & _TERM_CLASSES) or (
        bool(_TERM_PAGE.search(page.url or "")) and not page.meta("article:published_time")
    )
    entries = _entries(page)
    if len(entries) < 2:
        return (
            Listing([], len(entries), "term") if term and entries and not comments and classes & _TERM_CLASSES else None
        )
    if comments and not classes & _MANY:
        return None
    if not term and _under_a_post(page, entries):
        return None
    sizes = sorted((_own_text(page, e) for e in entries), reverse=True)
    if not (term or classes & _MANY) and sizes[0] > 0.6 * sum(sizes) and sizes[0] > 3 * sizes[1]:
        return None
    if not (term or classes & _MANY) and (page.meta("og:type") or "").lower() == "article":
        return None
    if term:
        return Listing([], len(entries), "term")
    whole = [e for e in entries if _own_text(page, e) >= 200 and not _teaser(page, e)]
    if len(whole) * 2 < len(entries):
        return Listing([], len(entries), "excerpts")
    return Listing([e for e in entries if e in set(whole)], len(entries), "posts")


def _under_a_post(page: Page, entries: list[Element]) -> bool:
    """Say whether the entries are teasers around one post: a title that leads nowhere, and more text than any of them.

    Between that title and the first entry below it, or in the element that both are in.
    """
    sizes = [_own_text(page, e) for e in entries]
    least = max(150, 1.5 * max(sizes))
    inside = bytearray(len(page.order))
    for entry in entries:
        place = page.at[entry]
        inside[place : page.end[place] + 1] = b"\1" * (page.end[place] + 1 - place)
    for heading in (*page.by_tag.get("h1", ()), *page.by_tag.get("h2", ())):
        at = page.at[heading]
        if inside[at] or not page.words[at] or page.links[at] or in_a_widget(page, heading):
            continue
        above = heading.parent
        if above is not None and above.tag == "a":
            continue
        text, place = 0, page.end[at] + 1
        while place < len(page.order) and not inside[place]:
            element = page.order[place]
            if element.tag in ("nav", "aside", "footer", "form", *SILENT):
                place = page.end[place] + 1
                continue
            if element.tag in ("h1", "h2") and page.words[place] and page.links[place]:
                break
            if element.tag == "a":
                place = page.end[place] + 1
                continue
            text += page.own[place]
            place += 1
        if text >= least:
            return True
    return False


def _entries(page: Page) -> list[Element]:
    pool = (
        set(page.by_tag.get("article", ()))
        | set(page.by_class.get("hentry", ()))
        | set(page.by_class.get("h-entry", ()))
    )
    pool |= (
        set(page.by_class.get("post", ()))
        | set(page.by_class.get("blogpost", ()))
        | set(page.by_class.get("entry", ()))
    )
    pool |= {
        e for e in page.microdata if e.attrs.get("itemtype", "").endswith(("/BlogPosting", "/Article", "/NewsArticle"))
    }
    found: list[Element] = []
    links: set[str] = set()
    for element in sorted(pool, key=page.at.__getitem__):
        if found and page.within(element, found[-1]):
            continue
        if element.tag in ("body", "html", "li", "a", "span") or in_a_widget(page, element) or comment_words(element):
            continue
        if any(comment_words(above) for above in ancestors(element) if above.tag not in ("body", "html")):
            continue
        link = heading_link(page, element)
        if link and link not in links:
            links.add(link)
            found.append(element)
    return found


def heading_link(page: Page, element: Element) -> str | None:
    """The address that the heading of an entry links to."""
    for inner in page.below(element):
        if inner.tag == "a" and inner.attrs.get("href"):
            if "bookmark" in inner.attrs.get("rel", "").lower():
                return page.absolute(inner.attrs["href"]).split("#")[0]
            for above, _ in zip(ancestors(inner), range(3), strict=False):
                if above.tag in HEADINGS or words(above) & {"title"}:
                    return page.absolute(inner.attrs["href"]).split("#")[0]
                if above is element:
                    break
    return None


def _own_text(page: Page, element: Element) -> int:
    place = page.at[element]
    return page.words[place] - page.links[place]


def _teaser(page: Page, element: Element) -> bool:
    """Say whether an entry breaks off with a link to its own page ("continue reading")."""
    for inner in page.below(element):
        if inner.tag == "a" and words(inner) & {"more", "readmore", "continue"}:
            return True
    return bool(words(element) & {"teaser", "excerpt", "summary"})
