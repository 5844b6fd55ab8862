"""A post's author from words alone: a short line of its own that begins with "by" and goes on with a name."""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from itertools import islice

from blogconv.language.authorship import authorship, leads_in
from blogconv.language.detect import detect_language
from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.names import BEFORE_DATE
from blogconv.readers.html.page import Page, ancestors, text_of
from blogconv.readers.html.roles import AUTHOR, META, words
from blogconv.readers.html.wording import find_dates

_LONGEST = 200
_NO_LINE = frozenset("script style noscript title h1 a li figcaption q blockquote option label button pre code".split())
_CREDIT = frozenset("caption credit credits figure gallery image photo quote".split())
_QUOTING = frozenset(("figure", "figcaption", "blockquote", "q"))
_HEADING = frozenset(("h1", "h2"))
_PARTICLES = frozenset(
    "von van vom zu zum zur der den de del della dello di da das do dos du des la le los las el al bin ibn ben "
    "ter ten te y e i und et and of the af av".split()
)
_NOBODY = re.compile(
    r"(?:no|an?|unknown|sin|ohne|kein|sans|sem|senza|без)\s+(?:author|autor|auteur|autore|автора)|"
    r"(?:author|autor|auteur|автор)\s+(?:unknown|unbekannt|inconnu|desconocido|desconhecido|неизвестен)|"
    r"unknown|unbekannt|inconnu|n/?a|none|null|undefined|nan|false|-+",
    re.I,
)
_HOST = re.compile(
    r"(?:https?://|www\.)\S*|\S+\.(?:com|org|net|info|biz|edu|gov|co\.[a-z]{2}|[a-z]{3,}\.[a-z]{2})/?", re.I
)
_JOINT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=[^\W\d_A-Z])(?=[A-Z])")


def spoken_author(page: Page, element: Element, languages: frozenset[str]) -> str | None:
    """Give the name in an element that is a byline by its words, such as "Posted by X on DATE in Y"; else None.

    ``languages``: those in which a byline may be, as "no" leads to an author in Latvian only.
    """
    if not 3 < page.length(element) <= _LONGEST or element.tag in _NO_LINE:
        return None
    text = before_time(text_of(element))
    by = wording.posted_by(text)
    if by is None or not by.name or not by.marked:
        return None
    found = authorship(text, by.start)
    if found is None or not ({"en"} | languages).intersection(found.languages):
        return None
    before = text[: found.start]
    if by.date is not None and by.date.end <= found.start:
        before = before[: by.date.start] + before[by.date.end :]
    if not leads_in(before) or any(e.tag in _HEADING for e in page.below(element)):
        return None
    if page.is_below(element, _credits) or any(e.tag in _QUOTING for e in islice(ancestors(element), 6)):
        return None
    name = likely_name(by.name)
    if name is None or not name_like(name):
        return None
    above = element.parent
    is_meta = words(element) & (META | AUTHOR) or (above is not None and words(above) & (META | AUTHOR) - {"body"})
    linked = any(e.tag == "a" and text_of(e) == name for e in page.below(element))
    if by.date is None and not is_meta and not linked:
        # "By" begins sentences too; "posted by" and a full name do not.
        capital = all(w[:1].isupper() or not w[:1].islower() for w in name.split())
        if not found.sure and not (capital and len(name.split()) > 1):
            return None
    return name


def before_time(text: str) -> str:
    """Cut a line at a time that stands in it without a day: "posted by Ann at 3:45 PM 2 comments"."""
    if any(map(str.isdigit, text)) and len(text) <= _LONGEST:
        dates = find_dates(text)
        if dates and all(d.precision == "time" for d in dates) and dates[0].start:
            return BEFORE_DATE.sub("", text[: dates[0].start])
    return text


def _credits(page: Page) -> list[int]:
    # A whole post or page may be of the kind "image" or "gallery"; a caption is short.
    return [place for place in page.named(_CREDIT) if page.words[place] <= 2 * _LONGEST]


def byline_languages(page: Page, body: Element | None) -> frozenset[str]:
    """Give the languages of a page: the one that it declares and the one of its text."""
    found = {
        (page.root.attrs.get("lang") or page.root.attrs.get("xml:lang") or "en").split("-")[0].split("_")[0].lower()
    }
    told = detect_language(text_of(body)[:20_000]) if body is not None else None
    if told is not None:
        found.add(told.tag.split("-")[0])
    if "zh" in found:
        found.add("zh-Hant")
    return frozenset(found)


def likely_name(name: str | None) -> str | None:
    """Take glued dates and signs off a name; None for what names nobody: a label, a count, a date, an address."""
    if not name:
        return None
    name = _before_count(unglued(name.strip())).rstrip("@|~ \t\xa0").rstrip()
    if not name or not any(map(str.isalpha, name)) or _NOBODY.fullmatch(name) or _HOST.fullmatch(name):
        return None
    if wording.mark(name) or wording.comment_heading(name):
        return None
    whole = authorship(name, len(name))
    if whole is not None and "en" in whole.languages and (whole.start == 0 or name.endswith(" by")):
        return None  # a label without its name: "Article by"
    return name


def _before_count(name: str) -> str:
    """Cut the number of comments off that stands behind a name: "Ann 5 comments"."""
    for match in _COUNT.finditer(name):
        heading = wording.comment_heading(name[match.start() :])
        if heading is not None and heading.count is not None:
            return name[: match.start()]
    return name


_COUNT = re.compile(r"(?<=\S)\s+(?=\d{1,4}\s)")


def unglued(name: str) -> str:
    """Cut a date off that stands right behind a name because their elements touch: "Ann3/4/2025"."""
    if not any(map(str.isdigit, name)):
        return name
    for joint in list(_JOINT.finditer(name))[:12]:
        rest = name[joint.start() :]
        dates = find_dates(rest)
        if dates and dates[0].start == 0 and dates[0].precision in ("day", "minute", "second"):
            return name[: joint.start()]
    return name


def name_like(name: str) -> bool:
    """Say whether words are written as names are: no sentence, no phrase in small letters."""
    if name[-1] in "!?:;,…" or re.search(r"\d{5}|[!?;:]\s", name):
        return False
    said = name.split()
    if len(said) > 6:
        return False
    small = [w for w in said if w[0].islower() and w.casefold() not in _PARTICLES]
    return not small or len(said) == 1 or (len(small) == len(said) == 2)
