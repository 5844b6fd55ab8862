"""Comments that are not in the page: what comment systems leave in it, and lists that its own script would load.

Traces have weights. The place the comments go into says it outright, and so does the script that fills it; the page's
settings for such a script nearly so. A style rule or a counter only says that the site uses the system somewhere:
it counts for nothing where the page has a form of its own or says that comments are closed.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import urlsplit

from msgspec import Struct, convert

from blogconv.language import vocabulary
from blogconv.markup.tree import Element
from blogconv.readers.html.claims import Claim
from blogconv.readers.html.items import in_a_widget
from blogconv.readers.html.page import HEADINGS, Page, text_of
from blogconv.readers.html.roles import COMMENT


class System(Struct, frozen=True, forbid_unknown_fields=True):
    """What one comment system leaves in pages; ``systems.toml`` tells every key."""

    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    word: str = ""


class Elsewhere(NamedTuple):
    """The system that holds a page's comments, how sure that is, and which trace says so."""

    system: str
    confidence: float
    evidence: str


@cache
def systems() -> dict[str, System]:
    """Load the known systems, in the order in which they are asked."""
    data = tomllib.loads(files("blogconv.readers.html").joinpath("systems.toml").read_text("utf-8"))
    return convert(data, dict[str, System])


def _spoken_of(text: str) -> str | None:
    """Name the first system whose word stands in a text."""
    lowered = text.lower()
    return next((name for name, system in systems().items() if system.word and system.word in lowered), None)


_MOST_SCRIPT = 400_000
_ENDPOINT = re.compile(r"data-(?:load-|lazy-|fetch-)?comments?-(?:url|src|endpoint|api|href|ajax)|data-load-comments")
# ``comments-loading``, ``LazyComments``: the comments are to come. A carousel's or a form's loading is another thing.
_LOADS = re.compile(
    r"(?:load(?:ing|er)?|lazy(?:load)?|ajax|async|fetch|defer(?:red)?)[-_]?(?:more[-_]?)?comments?(?![a-z])|"
    r"(?<![a-z])comments?(?:list|section|area|box)?[-_]?(?:loading|loader|lazy|spinner|skeleton)(?![a-z])|"
    r"(?<![a-z])comments[-_]?(?:ajax|async|placeholder)(?![a-z])",
    re.I,
)
_NOT_LOADS = re.compile(r"carousel|gallery|lightbox|form|respond|reply|count|bar(?![a-z])|recent", re.I)
_SCRIPT_LOADS = re.compile(r"""\(\s*['"][.#][\w-]*comments?[\w-]*['"]\s*\)\s*\.load\s*\(""", re.I)


def comments_elsewhere(page: Page, claimed: list[Claim], count: int | None, pings: int = 0) -> Elsewhere | None:
    """Name the system that holds the comments of a page in which none were found; None where nothing says so.

    ``count`` is the number of comments that the page speaks of; engines count in it the ``pings`` that were read.
    """
    scripts = [e for tag in ("script", "iframe", "amp-iframe", "link") for e in page.by_tag.get(tag, ())]
    found = _placed(page) or _called(page, scripts)
    if found:
        return found
    credit = next(_credits(page), None)
    if credit:
        return Elsewhere(credit, 0.9, "the page's credits")
    found = _loaded(page) or _hinted(page, scripts)
    if found and not _own(page):
        return found
    if count and count > pings and _claims_here(page, claimed):
        return Elsewhere("ajax", 0.5, f"the page speaks of {count} comments and holds none")
    return None


def _placed(page: Page) -> Elsewhere | None:
    for name, system in systems().items():
        for place in system.place:
            known = page.by_id if place[0] == "#" else page.by_class if place[0] == "." else page.by_tag
            element = known.get(place.lstrip("#."))
            if element:
                return Elsewhere(name, 0.95, f"the element {place}")
    return None


def _called(page: Page, scripts: list[Element]) -> Elsewhere | None:
    sources = [
        source
        for e in scripts
        if e.tag != "link"
        for source in (e.attrs.get("src"), e.attrs.get("data-src"), e.attrs.get("data-lazy-src"))
        if source and "count" not in source.lower()
    ]
    if any("data-isso" in e.attrs for e in scripts):
        return Elsewhere("isso", 0.9, "the script of isso")
    for name, system in systems().items():
        for part in system.source:
            if any(part in source for source in sources):
                return Elsewhere(name, 0.9, f"the script {part}")
    inline = "\n".join(_inline(page))
    if inline:
        for name, system in systems().items():
            for part in system.code:
                if part in inline:
                    return Elsewhere(name, 0.85, f"{part} in the page's script")
    return None


def _inline(page: Page) -> Iterator[str]:
    room = _MOST_SCRIPT
    for element in page.by_tag.get("script", ()):
        if element.attrs.get("src") or "ld+json" in element.attrs.get("type", ""):
            continue
        text = "".join(c for c in element.children if isinstance(c, str))[: max(room, 0)]
        room -= len(text)
        yield text
    for element in page.order:
        # Settings also stand in attributes: ``data-options='{"network": ...}'``.
        for name, value in element.attrs.items():
            if name.startswith("data-") and value[:1] == "{" and len(value) <= room:
                room -= len(value)
                yield value


_CREDIT = re.compile(r"(?:powered by|enable java-?script to (?:view|see) .{0,20}comments)", re.I)


def _credits(page: Page) -> Iterator[str]:
    """ "Comments powered by Disqus", in the page or in its ``noscript``."""
    for element in page.by_tag.get("noscript", ()):
        text = text_of(element)[:300]
        system = _spoken_of(text) if _CREDIT.search(text) and "comment" in text.lower() else None
        if system:
            yield system
    for element in page.by_tag.get("a", ()):
        system = _spoken_of(element.attrs.get("href", "")[:200])
        if system:
            text = text_of(element)
            if "omment" not in text and element.parent is not None and page.length(element.parent) <= 120:
                text = text_of(element.parent)
            if "comment" in text.lower() and _CREDIT.search(text[:300]):
                yield system


def _loaded(page: Page) -> Elsewhere | None:
    for element in page.order:
        attrs = element.attrs
        if attrs and any(_ENDPOINT.fullmatch(name) for name in attrs if name.startswith("data-")):
            return Elsewhere("ajax", 0.8, "an address to load comments from")
        if "-" in element.tag and "comment" in element.tag and "count" not in element.tag and not page.length(element):
            return Elsewhere("ajax", 0.7, f"the empty element <{element.tag}>")
    named = [(name, element) for name, element in page.by_id.items() if "omment" in name]
    named += [(name, found[0]) for name, found in page.by_class.items() if "omment" in name]
    for name, element in named:
        if (
            element.tag != "body"
            and _LOADS.search(name)
            and not _NOT_LOADS.search(name)
            and not in_a_widget(page, element)
        ):
            return Elsewhere("ajax", 0.7, f"the element {name}")
    if any("omment" in text and _SCRIPT_LOADS.search(text) for text in _inline(page)):
        return Elsewhere("ajax", 0.7, "the page's script")
    return None


def _own(page: Page) -> bool:
    """Say whether the page has a comment form of its own, or says that its comments are closed."""
    for element in (*page.by_tag.get("textarea", ()), *page.by_tag.get("form", ()), *page.by_tag.get("iframe", ())):
        if _FORM.fullmatch(element.attrs.get("name", "")) or _FORM.fullmatch(element.attrs.get("id", "")):
            return True
    for tag in ("p", "div", "span", "em", "strong", "li", "td"):
        for element in page.by_tag.get(tag, ()):
            place = page.at[element]
            # Shorter ones are labels: "Comment:" before an opinion piece.
            if 12 <= page.words[place] <= 80 and page.own[place] and vocabulary.is_form_line(text_of(element)):
                return True
    return False


_FORM = re.compile(r"(?:wp-?)?comment(?:s|text|body|_?content)?(?:[-_]?(?:form|editor|box|area))?", re.I)


def _hinted(page: Page, scripts: list[Element]) -> Elsewhere | None:
    """A trace that only says that the site uses a system."""
    for element in page.by_tag.get("a", ()):
        href = element.attrs.get("href", "")
        if href.endswith(("#disqus_thread", "#IDComments")):
            return Elsewhere("intensedebate" if "IDC" in href else "disqus", 0.6, "a link to the comments")
    addresses = "\n".join(e.attrs.get("src", "") or e.attrs.get("href", "") for e in scripts)
    settings = "\n".join(_inline(page))
    for name, system in systems().items():
        if any(part in settings for part in system.setting):
            return Elsewhere(name, 0.6, "a setting in the page's script")
    styles = "\n".join(c for e in page.by_tag.get("style", ()) for c in e.children if isinstance(c, str))
    for text, confidence, trace in (
        (addresses, 0.6, "an address in the page's head"),
        ("\n".join(page.by_id), 0.6, "an id"),
        ("\n".join(page.by_class), 0.6, "a class"),
        (styles, 0.4, "a style rule"),
    ):
        system_name = _spoken_of(text)
        if system_name:
            return Elsewhere(system_name, confidence, trace)
    return None


def _claims_here(page: Page, claimed: list[Claim]) -> bool:
    """Say whether the number of comments is said of this page, not of another one that a link leads to."""
    own = _address(page.url)
    for claim in claimed:
        if not claim.heading.count or claim.heading.kind != "comments":
            continue
        links = [e for e in (claim.element, *page.below(claim.element)) if e.tag == "a" and e.attrs.get("href")]
        above = claim.element.parent
        if above is not None and above.tag == "a" and above.attrs.get("href"):
            links.append(above)
        if all(e.attrs["href"].startswith("#") or _address(page.absolute(e.attrs["href"])) == own for e in links):
            return claim.element.tag in HEADINGS or bool(links) or not page.names[claim.at].isdisjoint(COMMENT)
        return False
    return False


def _address(url: str | None) -> tuple[str, str, str]:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return "", url or "", ""
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query
