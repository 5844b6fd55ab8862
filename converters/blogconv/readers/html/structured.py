"""What a page says of itself for machines: JSON-LD, microdata, Open Graph and other meta elements, microformats.

Corroboration, not the source: it settles which visible heading is the title, which name the author, what day it is.
"""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from typing import Any

import msgspec
from msgspec import Struct

from blogconv.language.dates import parse_date
from blogconv.markup.tree import Element
from blogconv.readers.html.page import Page, text_of

_ARTICLES = frozenset(
    (
        "Article BlogPosting NewsArticle WebPage SocialMediaPosting TechArticle Report CreativeWork Posting "
        "ScholarlyArticle"
    ).split()
)
_POSTS = _ARTICLES - {"WebPage", "CreativeWork"}
_LONGEST = 2_000_000


class Structured(Struct, kw_only=True):
    """What was found; None and empty where nothing is said."""

    title: str | None = None
    author: str | None = None
    author_url: str | None = None
    author_in_meta: bool = False
    """Named in a meta element only: it may be the theme's author, or the site's."""
    published: str | None = None
    updated: str | None = None
    description: str | None = None
    site: str | None = None
    language: str | None = None
    sections: list[str] = []
    tags: list[str] = []
    comments: int | None = None
    sources: list[str] = []


def read_structured(page: Page) -> Structured:
    """Collect what the machine-readable layers of a page say, JSON-LD before microdata before meta elements."""
    found = Structured()
    _json_ld(page, found)
    _microdata(page, found)
    _metas(page, found)
    return found


def _json_ld(page: Page, found: Structured) -> None:
    for script in page.by_tag.get("script", ()):
        if "ld+json" not in script.attrs.get("type", "").lower():
            continue
        text = "".join(c for c in script.children if isinstance(c, str)).strip()
        text = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$", "", text).strip()
        if not text or len(text) > _LONGEST:
            continue
        try:
            data = msgspec.json.decode(text)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            continue
        _graph(data, found)


def _graph(data: Any, found: Structured) -> None:
    nodes: list[dict[str, Any]] = []
    stack = [data]
    while stack and len(nodes) < 500:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node[:200]))
        elif isinstance(node, dict):
            nodes.append(node)
            graph = node.get("@graph")
            if graph:
                stack.append(graph)
            for key in ("mainEntity", "mainEntityOfPage"):
                if isinstance(node.get(key), dict):
                    stack.append(node[key])
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 1}
    ranked = [n for n in nodes if _types(n) & _POSTS] or [
        n for n in nodes if _types(n) & _ARTICLES and n.get("datePublished")
    ]
    for node in ranked[:1]:
        found.sources.append("json-ld")
        found.title = (
            found.title or _text(node.get("headline")) or (_text(node.get("name")) if _types(node) & _POSTS else None)
        )
        found.published = found.published or _day(node.get("datePublished")) or _day(node.get("dateCreated"))
        found.updated = found.updated or _day(node.get("dateModified"))
        found.description = found.description or _text(node.get("description"))
        found.language = found.language or _text(node.get("inLanguage"))
        author = node.get("author") or node.get("creator")
        author = author[0] if isinstance(author, list) and author else author
        if isinstance(author, dict):
            author = {**by_id.get(str(author.get("@id")), {}), **author}
            found.author = found.author or _text(author.get("name"))
            found.author_url = found.author_url or _text(author.get("url"))
        elif isinstance(author, str):
            found.author = found.author or _text(by_id.get(author, {}).get("name") if author in by_id else author)
        count = node.get("commentCount")
        if isinstance(count, int | str) and str(count).isdecimal():
            found.comments = int(count)
        section = node.get("articleSection")
        found.sections += [
            s for s in (section if isinstance(section, list) else [section]) if isinstance(s, str) and s.strip()
        ]
        keywords = node.get("keywords")
        if isinstance(keywords, str):
            keywords = keywords.split(",")
        if isinstance(keywords, list):
            found.tags += [k.strip() for k in keywords if isinstance(k, str) and k.strip()]
    for node in nodes:
        if _types(node) & {"WebSite", "Blog"}:
            found.site = found.site or _text(node.get("name"))


def _types(node: dict[str, Any]) -> frozenset[str]:
    value = node.get("@type")
    if isinstance(value, str):
        return frozenset({value})
    return frozenset(v for v in value if isinstance(v, str)) if isinstance(value, list) else frozenset()


def _text(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    if not isinstance(value, str):
        return None
    import html

    text = " ".join(html.unescape(value).split())
    return text or None


def _day(value: object) -> str | None:
    if not isinstance(value, str) or len(value) > 60:
        return None
    date = parse_date(value.strip())
    return date.value if date and not date.incomplete else None


def _microdata(page: Page, found: Structured) -> None:
    scopes = [e for e in page.microdata if e.attrs.get("itemtype", "").rsplit("/", 1)[-1] in _POSTS]
    if not scopes:
        return
    scope = scopes[0]
    printed = " ".join(text_of(title) for title in page.by_tag.get("title", ()))
    found.sources.append("microdata")
    for element in page.below(scope):
        prop = element.attrs.get("itemprop", "").lower()
        if not prop:
            continue
        if _inside_comment(element, scope):
            continue
        value = element.attrs.get("content") or element.attrs.get("datetime") or None
        for name in prop.split():
            if name == "headline":
                said = _text(value) or text_of(element) or None
                if found.title is None or (found.title not in printed and said and said in printed):
                    found.title = said
            elif name == "datepublished" and not found.published:
                found.published = _day(value) or _day(text_of(element))
            elif name == "datemodified" and not found.updated:
                found.updated = _day(value)
            elif name in ("author", "creator") and not found.author and page.length(element) <= 100:
                inner = next((e for e in page.below(element) if "name" in e.attrs.get("itemprop", "").split()), element)
                found.author = _text(inner.attrs.get("content")) or text_of(inner) or None


def _inside_comment(element: Element, scope: Element) -> bool:
    above = element.parent
    while above is not None and above is not scope:
        if (
            above.attrs.get("itemtype", "").endswith(("/Comment", "/UserComments"))
            or above.attrs.get("itemprop", "") == "comment"
        ):
            return True
        above = above.parent
    return False


def _metas(page: Page, found: Structured) -> None:
    meta = page.meta
    published = meta(
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dcterms.created",
        "dcterms.date",
        "dc.date.issued",
        "pubdate",
        "publish-date",
        "publishdate",
        "article.published",
        "sailthru.date",
        "parsely-pub-date",
        "article:published",
        "citation_publication_date",
    )
    if published:
        found.published = found.published or _day(published)
        found.sources.append("meta")
    found.updated = found.updated or _day(meta("article:modified_time", "og:updated_time") or "")
    found.title = found.title or _text(meta("og:title", "twitter:title", "dc.title"))
    author = meta(
        "author",
        "article:author",
        "dc.creator",
        "twitter:data1"
        if meta("twitter:label1") in ("Written by", "Écrit par", "Verfasst von", "Escrito por")
        else "author",
        "sailthru.author",
        "parsely-author",
        "byl",
    )
    if author and not author.startswith(("http", "@", "www.")) and len(author) < 80:
        found.author_in_meta = found.author is None
        found.author = found.author or _text(re.sub(r"[\s,(|–-]*(?:https?://|www\.)\S+$", "", author))
    found.site = found.site or _text(meta("og:site_name", "application-name"))
    found.description = found.description or _text(meta("og:description", "description"))
    found.tags += [_text(t) or "" for t in page.metas.get("article:tag", ())]
    found.sections += [_text(t) or "" for t in page.metas.get("article:section", ())]
