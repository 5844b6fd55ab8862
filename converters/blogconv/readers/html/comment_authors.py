"""Who wrote a comment: the element that says so by its class, and the name inside it."""

# ruff: noqa: SIM905 - lists of words read better as words

from blogconv.language.authorship import leads_to_fact
from blogconv.markup.tree import Element
from blogconv.readers.html import comment_text, wording
from blogconv.readers.html.comment_text import Parts
from blogconv.readers.html.found import Found
from blogconv.readers.html.items import Item
from blogconv.readers.html.lines import Line
from blogconv.readers.html.names import clean_name
from blogconv.readers.html.page import Page, text_of
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.roles import AUTHOR, BODY, DATE, META, REPLY, class_words, lasting_words, words
from blogconv.readers.html.wording import find_dates

_STRONG = frozenset("author commenter commentator user username poster nick nickname autor auteur".split())

ROLES = frozenset(
    "author autor autorin auteur autrice autore forfatter författare автор 作者 作成者 작성자 admin administrator "
    "moderator moderador modérateur mod op staff editor verified verfasser".split()
)


_OF_ROLES = ("post", "blog", "article", "site", "thread")
"""What may stand before a role: "Post author"."""


def read_author(found: Found, parts: Parts, profile: Profile | None, date: Element | None) -> Element | None:
    page = parts.page
    if profile and profile.author:
        chosen = profile.first(page, parts.elements, profile.author)
        if chosen is not None:
            name, element = _name_in(page, chosen)
            if name:
                return _named(found, page, name, element)
    ranked: list[tuple[int, int, Element]] = []
    tops = found.item.elements()
    whole = tops[0] if len(tops) == 1 else None
    for index, element in enumerate(parts.elements):
        # What the classes of a whole comment say of its author (``by-jim``) makes it no author's element.
        score = _author_score(page, element) if element is not whole else 0
        if score:
            ranked.append((-score, index, element))
    for score, _, element in sorted(ranked, key=lambda r: r[:2]):
        if element is date:
            continue
        if -score < 5 and _in_quote(element, found.item):
            continue
        name, own = _name_in(page, element)
        if name:
            return _named(found, page, name, own)
    return None


def _author_score(page: Page, element: Element) -> int:
    attrs, tag = element.attrs, element.tag
    if not attrs and tag != "cite":
        return 0
    length = page.length(element)
    if not 0 < length <= 200 or tag in ("img", "time", "abbr"):
        return 0
    prop = attrs.get("itemprop", "").lower()
    if prop in ("author", "creator", "name"):
        return 9 if prop == "name" else 8
    found = lasting_words(attrs["class"]) if "class" in attrs else frozenset()
    if found:
        if "fn" in found:
            return 10
        if found & _STRONG and not found & {"avatar", "date", "time"} and not found & BODY:
            return 7 if "name" in found or "link" in found else 6
        if "name" in found and not found & {"blog", "site", "post"}:
            return 6
        if found & AUTHOR and not found & (BODY | DATE) and not found & REPLY:
            return 4
        if "vcard" in found:
            return 4
    if tag == "cite":
        return 5
    if tag == "a":
        rel = attrs.get("rel", "")
        if found & REPLY or "replytocom" in attrs.get("href", ""):
            return 0
        if found and "url" in found:
            return 5
        if "external" in rel and "nofollow" in rel:
            return 3
        if "nofollow" in rel and element.parent is not None and words(element.parent) & META:
            return 3
    return 0


def _in_quote(element: Element, item: Item) -> bool:
    above: Element | None = element
    while above is not None and above is not item.parent:
        if above.tag in ("blockquote", "q") or (above.tag == "p" and element.tag == "a" and _long_text(above)):
            return True
        above = above.parent
    return False


def _long_text(element: Element) -> bool:
    return len(text_of(element)) > 150


_INNER = ("a", "cite", "strong", "b", "em", "span", "i", "h3", "h4", "h5", "h6", "p", "div", "font")


def _name_in(page: Page, element: Element) -> tuple[str | None, Element]:
    """Find the name in an author element: an inner element when the rest is "says", "on" or a date, else the text."""
    while True:
        text = text_of(element)
        if not text or len(text) > 250:
            return None, element
        inner = None
        for child in element.children:
            if not isinstance(child, str) and child.tag in _INNER and page.length(child):
                own = text_of(child)
                if own[:1] in ("(", "[", "（") or comment_text.is_mark(own):
                    continue
                rest = text.replace(own, " ", 1).strip()
                if _is_role(own, rest):
                    continue
                said = class_words(child) & {"says", "said"}
                badge = rest[:1] in ("(", "[", "（") and rest[-1:] in (")", "]", "）")
                if (
                    own == text
                    or (badge and len(rest) <= 30)
                    or (not said and not find_dates(own) and comment_text.explained(rest) and (rest or own))
                ):
                    inner = child
                    break
                if child.tag in ("cite", "strong", "b") or class_words(child) & {"fn"}:
                    inner = child
                    break
        if inner is None:
            break
        element = inner
    text = text_of(element, _badges(page, element)) or text
    named = class_words(element) if element.tag != "a" else frozenset()
    if text.isdecimal() and len(text) > 1 and (element.tag == "cite" or named & _STRONG or "fn" in named):
        return text, element  # somebody who calls herself 1234
    trusted = element.tag in ("a", "cite") or "fn" in class_words(element) or element.attrs.get("itemprop") == "name"
    return clean_name(text, trusted=trusted), element


def _is_role(own: str, rest: str) -> bool:
    """Say whether a word such as "Author" is what a commenter is, as the name stands beside it."""
    spoken = own.casefold().split()
    return (
        bool(spoken)
        and spoken[-1] in ROLES
        and ROLES.union(_OF_ROLES).issuperset(spoken)
        and any(map(str.isalpha, rest))
        and not comment_text.vocabulary_line(rest)
        and not find_dates(rest)
        and wording.says(f"{own} {rest.rstrip(':')}:") is None
    )


def _badges(page: Page, element: Element) -> set[Element]:
    """What stands beside a name inside its element: "(Post author)", "Moderator", the day in small print."""
    found = set()
    for child in page.below(element)[:6]:
        own = text_of(child)
        if own and (
            (own[0] in "([（" and own[-1] in ")]）")
            or class_words(child) & {"badge", "label", "role", "moderator", "rank"}
            or (child.tag in ("small", "time") and find_dates(own))
            or _is_role(own, text_of(element).replace(own, " ", 1).strip())
        ):
            found.add(child)
    return found


def _named(found: Found, page: Page, name: str, element: Element) -> Element:
    found.name = name
    link = element if element.tag == "a" else next((e for e in page.below(element) if e.tag == "a"), None)
    above = element.parent
    for _ in range(3):
        if link is None and above is not None:
            link = above if above.tag == "a" else None
            above = above.parent
    if link is not None:
        href = link.attrs.get("href", "").strip()
        if href and not href.startswith(("#", "javascript:", "mailto:")):
            found.url = page.absolute(href)
    return element


def link_in(found: Found, parts: Parts, line: Line) -> None:
    """Take the address of the link that the name stands in; a by-word glued to the link goes ("Comment from<a>…")."""
    if found.url:
        return
    for run in line.runs:
        element: Element | None = run.place[0]
        if element is not None and element.tag == "a":
            href = element.attrs.get("href", "").strip()
            text = " ".join(run.text.split())
            if href and not href.startswith(("#", "javascript:", "mailto:")) and text in (found.name or ""):
                found.url = parts.page.absolute(href)
                glued = (found.name or "").removesuffix(text)
                if text and glued and glued[-1].isalpha() and leads_to_fact(glued):
                    found.name = text
                return
