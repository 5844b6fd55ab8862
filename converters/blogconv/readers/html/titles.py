"""The title of a post: the visible heading that agrees with what the page says of itself, without the site's name."""

# ruff: noqa: SIM905 - lists of words read better as words

import re

from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.page import Page, ancestors, text_of
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.roles import words
from blogconv.readers.html.selectors import select
from blogconv.readers.html.structured import Structured
from blogconv.readers.html.title_parts import before_facts, posts_part

_SEPARATOR = re.compile(r"\s+[|·•»«›‹—–~/:-]+\s+|\s*[|»«›‹·•]\s*|\s+::\s+|:\s+")
_TITLED = frozenset("title headline heading posttitle entrytitle titel titre titulo".split())
_POST = frozenset("post entry article blog single story storytitle page content beitrag billet name".split())
_NOT = frozenset(
    (
        "site sidebar widget logo nav navigation menu footer related masthead branding comments comment respond "
        "subtitle tagline breadcrumb breadcrumbs"
    ).split()
)


def folded(text: str | None) -> str:
    """Letters and digits only, for comparing titles."""
    return _SIGNS.sub("", text.casefold()) if text else ""


_SIGNS = re.compile(r"[\W_]+")


def find_title(
    page: Page, machine: Structured, profiles: tuple[Profile, ...], body: Element | None, first_comment: int | None
) -> tuple[str | None, Element | None, str]:
    """Give the title, the heading it stands in (None where only the head names it), and the evidence."""
    for profile in profiles:
        if profile.rules.post.title:
            for selector in profile.rules.post.title.split(","):
                for element in select(page, selector):
                    text = text_of(element)
                    if text and (body is None or page.at[element] <= page.end[page.at[body]]):
                        return text, element, f"profile {profile.name}"
    head = page.by_tag.get("title", [])
    printed = " ".join("".join(c for c in head[0].children if isinstance(c, str)).split()) if head else ""
    printed_folded, machine_folded = folded(printed), folded(machine.title)
    site = folded(machine.site)
    at_body = page.at[body] if body is not None else (first_comment if first_comment is not None else len(page.order))
    best: tuple[float, int, str, Element] | None = None
    pool = [e for tag in ("h1", "h2", "h3", "h4", "h5") for e in page.by_tag.get(tag, ())]
    pool += [
        page.order[place]
        for place in page.named(_TITLED)
        if 0 < page.words[place] <= 200 and page.order[place].tag in ("div", "span", "p", "a", "td", "strong")
    ]
    for element in pool:
        if not 0 < page.length(element) <= 350:
            continue
        at = page.at[element]
        if first_comment is not None and at >= first_comment:
            continue
        text = _without_asides(element, printed_folded)
        score = _score(page, element, folded(text), printed_folded, machine_folded, site, at, at_body)
        if (best is None or score > best[0]) and not wording.mark(text):
            best = (score, at, text, element)
    best = _confirmed(page, best, printed, machine, at_body)
    if best is not None and best[0] >= 3:
        return best[2], best[3], "heading"
    title = _without_site(machine.title or printed, machine.site, page)
    if best is not None and best[0] >= 1.5 and not (title and machine.title):
        return best[2], best[3], "heading"
    return title or (best[2] if best is not None and best[0] > 0 else None), None, "title element"


def _confirmed(
    page: Page, best: tuple[float, int, str, Element] | None, printed: str, machine: Structured, at_body: int
) -> tuple[float, int, str, Element] | None:
    """Set the heading found against the parts of the page's own title."""
    if machine.title and best is not None and best[0] >= 3:
        return best
    part = posts_part(page, printed, at_body)
    if part is not None and best is not None and folded(best[2]) == folded(part.text):
        return best
    if part is not None and (best is None or best[0] < 3 or folded(best[2]) in folded(printed)):
        # A heading nearer to the text than the part is no site's name.
        at = page.at[part.element]
        if best is None or best[1] < at or best[0] < 3:
            return 3.0, at, part.text, part.element
    if best is not None and printed and folded(best[2]) not in folded(printed):
        shorter = before_facts(best[2], printed)
        if shorter is not None:
            return max(best[0], 3.0), best[1], shorter, best[3]
    return best


def _without_asides(element: Element, printed: str) -> str:
    """The text of a heading; a date or counter inside it goes where the page's title shows that it is none of it."""
    text = text_of(element)
    if printed and folded(text) not in printed:
        asides = {
            e
            for e in element.children
            if not isinstance(e, str) and e.tag in ("em", "small", "span", "time", "sup", "i", "div")
        }
        shorter = text_of(element, asides) if asides else ""
        if len(shorter) > 3 and folded(shorter) in printed:
            return shorter
    return text


def _score(
    page: Page, element: Element, text: str, printed: str, machine: str, site: str, at: int, at_body: int
) -> float:
    if not text:
        return -9
    score = {"h1": 1.6, "h2": 1.2, "h3": 0.8, "h4": 0.3, "h5": 0.0}.get(element.tag, -0.5)
    if machine and text == machine:
        score += 3.5
    elif machine and len(text) > 3 and text in machine:
        score += 1.5
    if printed and text in printed:
        # A longer part of the page's title says more: the site's name is in it too.
        score += 1.0 + 3.0 * len(text) / len(printed)
    elif printed and len(printed) > 8 and printed in text:
        score += 2.0
    found = words(element)
    near = found | (words(element.parent) if element.parent is not None else frozenset())
    if (found & _TITLED and near & _POST) or element.attrs.get("itemprop", "") in ("headline", "name"):
        score += 2.0
    if near & _NOT or (site and text == site):
        score -= 3.5
    link = element if element.tag == "a" else next((e for e in page.below(element) if e.tag == "a"), None)
    if link is not None:
        if "bookmark" in link.attrs.get("rel", "").lower().split():
            score += 2.0
        elif _is_home(page, link) and near & {"header", "headerimg", "site", "top", "h", "head"} | {"home"} & words(
            link
        ):
            score -= 4.0
        elif _is_home(page, link):
            score -= 3.0
    for depth, above in enumerate(ancestors(element)):
        if page.at[above] <= at_body <= page.end[page.at[above]]:
            break  # what holds the text too is no sidebar by any name
        if above.tag in ("nav", "aside", "footer") or (
            words(above) & {"sidebar", "widget", "related", "masthead", "branding"} and "blog" not in words(above)
        ):
            score -= 3.0
            break
        if depth > 12:
            break
    if 0 <= at_body - at <= 60 or at_body <= at <= at_body + 8:
        score += 1.0
    elif at > at_body:
        score -= 1.0
    return score


def _is_home(page: Page, link: Element) -> bool:
    """Say whether a link goes to the blog's front page: an address above the page's own."""
    href = page.absolute(link.attrs.get("href", "")).split("#")[0].split("?")[0].rstrip("/")
    if "home" in link.attrs.get("rel", "").lower().split() or link.attrs.get("href", "").strip() in (
        "/",
        "./",
        "index.html",
    ):
        return True
    own = (page.url or "").rstrip("/")
    if own and href and own != href and own.startswith(href + "/"):
        return True
    return href.count("/") == 2


def _without_site(printed: str, site: str | None, page: Page) -> str | None:
    printed = " ".join(printed.split())
    if not printed:
        return None
    if site:
        for pattern in (
            rf"\s*[|·•»«›‹—–~/:-]+\s*{re.escape(site)}\s*$",
            rf"^\s*{re.escape(site)}\s*[|·•»«›‹—–~/:-]+\s*",
        ):
            shorter = re.sub(pattern, "", printed)
            if shorter and shorter != printed:
                return shorter
    parts = [p for p in re.split(r"\s+[|·•»«›‹—–-]+\s+|\s*[|»«]\s*", printed) if p.strip()]
    if len(parts) < 2:
        return printed
    host = folded((page.url or "").split("//")[-1].split("/")[0])
    rest = [p for p in parts if not (host and len(folded(p)) > 3 and folded(p) in host)]
    return max(rest or parts, key=len).strip()
