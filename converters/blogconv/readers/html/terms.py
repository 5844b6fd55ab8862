"""Categories and tags of a post, from links that say so (``rel=tag``, ``/category/…``) around its text."""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from collections import Counter
from urllib.parse import unquote, urlsplit

from blogconv.markup.tree import Element
from blogconv.model import Term
from blogconv.readers.html.bylines import is_outside
from blogconv.readers.html.page import BLOCK, Page, ancestors, text_of
from blogconv.readers.html.roles import words

# Each address of a page is asked: the sign before the words is looked for first.
_CATEGORY = re.compile(
    r"[/?&](?:(?<=/)(?:category|categories|categorie|categoria|kategorie|topics?|rubrique|section)/|(?<=[?&])cat=)",
    re.I,
)
_TAG = re.compile(
    r"[/?&](?:(?<=/)(?:tag|tags|label|labels|etiqueta|schlagwort|mot-cle|search/label)/|(?<=[?&])tag=)", re.I
)


def find_terms(page: Page, scope: tuple[int, int]) -> tuple[Term, ...]:
    """Collect the terms of the post that stands between two places of the page."""
    found: dict[tuple[str, str], Term] = {}
    own: str | None = None
    for link in page.by_tag.get("a", ()):
        if not scope[0] <= page.at[link] <= scope[1] or is_outside(page, link):
            continue
        taxonomy = _taxonomy(link)
        if taxonomy and not _is_marked(link):
            own = _own_host(page) if own is None else own
            host = _host(page.absolute(link.attrs.get("href", "")))
            # A shop's ``?tag=`` names who is paid, another site's topics are its own.
            if (host and host != own) or _runs_in_text(page, link):
                continue
        name = text_of(link).lstrip("#") if taxonomy else ""
        if taxonomy and name and len(name) <= 80:
            found.setdefault((taxonomy, name.casefold()), Term(taxonomy=taxonomy, slug=_slug(link), name=name))
    if scope[1] >= 0 and not any(taxonomy == "category" for taxonomy, _ in found):
        for link in _filed_near(page, scope):
            name = text_of(link)
            found.setdefault(("category", name.casefold()), Term(taxonomy="category", slug=_slug(link), name=name))
    return tuple(found.values())


def _is_marked(link: Element) -> bool:
    return not _MARKS.isdisjoint(link.attrs.get("rel", "").lower().split())


_MARKS = frozenset(["tag", "category"])


def _own_host(page: Page) -> str:
    """Give the host of the page, or the one that most of its links go to; empty where they name none."""
    beside = (page.link(rel) for rel in ("start", "home", "index", "prev", "next", "shortlink", "edituri"))
    own = _host(page.base) or _host(page.given_url or "") or next((_host(url) for url in beside if url), "")
    if own:
        return own
    hosts = Counter(
        _host(href)
        for href in (link.attrs.get("href", "").strip() for link in page.by_tag.get("a", ()))
        if href and not _NO_PAGE.match(href)
    )
    return max(hosts, key=hosts.__getitem__, default="")


_NO_PAGE = re.compile(r"#|(?!https?:)[a-z]+:", re.I)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _runs_in_text(page: Page, link: Element) -> bool:
    """Say whether a link stands in a sentence: its paragraph is mostly other words, and no line of facts by name."""
    block = next((above for above in ancestors(link) if above.tag in BLOCK), None)
    if block is None or words(block) & (_TERMS - {"entry"}):
        return False
    return page.length(block) >= _SENTENCES and page.link_share(block) < 0.3


_SENTENCES = 120
"""Characters of a paragraph that is more than "Filed under Food on March 5 by Anna"."""


_NEAR = 80
"""Elements around the post among which themes file it: a line above the title, breadcrumbs, a column beside."""
_CRUMBS = frozenset(["breadcrumb", "breadcrumbs", "crumbs", "postpath"])


def _filed_near(page: Page, scope: tuple[int, int]) -> list[Element]:
    """The links beside the post that WordPress marks as its categories (``rel="category"``), or on the path to it."""
    return [
        link
        for link in page.by_tag.get("a", ())
        if _marks_category(link)
        and scope[0] - _NEAR <= page.at[link] <= scope[1]
        and 0 < page.length(link) <= 80
        and (not is_outside(page, link) or _in_crumbs(link))
    ]


def _marks_category(link: Element) -> bool:
    in_path = _CATEGORY.search(link.attrs.get("href", "")) is not None and _in_crumbs(link)
    return in_path or "category" in link.attrs.get("rel", "").lower().split()


def _in_crumbs(link: Element) -> bool:
    return any(words(above) & _CRUMBS for above, _ in zip(ancestors(link), range(4), strict=False))


# What can be done with a term: ``/topics/oars/follow``, ``/category/oars/feed/``.
_OF_TERM = re.compile(r"/[^/]+/[^/]+/(?:follow|feed|rss|atom|subscribe)/?$", re.I)


def _taxonomy(link: Element) -> str | None:
    rel = link.attrs.get("rel", "").lower().split()
    href = link.attrs.get("href", "")
    if _OF_TERM.search(href):
        return None
    if "category" in rel or (_CATEGORY.search(href) and ("tag" in rel or _in_terms(link))):
        return "category"
    if "tag" in rel or (_TAG.search(href) and _in_terms(link)):
        return "category" if _CATEGORY.search(href) else "post_tag"
    return None


_TERMS = frozenset(
    "cat cats category categories tag tags tagged label labels terms meta postmeta posted filed topics entry".split()
)


def _in_terms(link: Element) -> bool:
    return any(words(above) & _TERMS for above, _ in zip(ancestors(link), range(3), strict=False))


def _slug(link: Element) -> str | None:
    try:
        path = urlsplit(link.attrs.get("href", "")).path.rstrip("/")
    except ValueError:
        return None
    slug = unquote(path.rsplit("/", 1)[-1]).removesuffix(".html")
    return slug or None
