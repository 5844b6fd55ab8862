"""The lines of facts around a post ("Filed by Ann at 17:06 under Boats"), cut into their facts: who stands among them.

Themes write such lines as running words around links and dates. A line counts only where the facts themselves (a day,
a time, links to categories, tags, comments) stand in it; what is then said before a name, or left over, is the name.
"""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from blogconv.language import vocabulary
from blogconv.language.authorship import leads_to_fact, name_after
from blogconv.language.pieces import MONTHS, WEEKDAYS, letter_of
from blogconv.language.words import fold_word
from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.byline_words import likely_name, name_like
from blogconv.readers.html.lines import Line, Run, lines_of
from blogconv.readers.html.names import BEFORE_DATE
from blogconv.readers.html.page import HEADINGS, Page, ancestors, text_of
from blogconv.readers.html.roles import META, words
from blogconv.readers.html.wording import find_dates

_LONGEST = 300
_LONGEST_TOLD = 450
_CUT = re.compile(r"\s*[|·•¦@/{}\[\]()~]+\s*|\s+[-–—]+\s+|^\s*[-–—]+\s*|\s*[-–—]{2,}\s*")
_TERM = re.compile(r"/(?:category|categories|tag|tags|topics?|label)/|[?&](?:cat|tag)=", re.I)
_ANSWER = re.compile(r"#respond$|#postcomment$|#commentform$|trackback/?$|wp-trackback|/feed/?$|[?&]feed=", re.I)
_AUTHOR = re.compile(r"/(?:author|autor|auteur)/|[?&]author=\d", re.I)
_HOLDERS = frozenset("p div span small li header footer em i h2 h3 h4 h5 h6 td font address section".split())
_OF_FACTS = META | frozenset("submitted posted date byline postmeta postmetadata metadata entrymeta postinfo".split())


class Fact(NamedTuple):
    """A piece of a line: a ``term``, ``author``, ``comments`` or other ``link``, a ``date``, or plain ``text``."""

    kind: str
    text: str
    runs_on: bool = False
    """No mark parts a plain piece from the link or the word after it."""


class Told(NamedTuple):
    """A name, and whether a word such as "by" led to it."""

    name: str
    said: bool


def author_in_facts(
    page: Page, elements: Iterable[Element], languages: Callable[[], frozenset[str]], titles: str
) -> Told | None:
    """Give the author named in the lines of facts among these elements, the nearest line first.

    ``titles``: what is printed of titles, of the post and the site; nobody is called so.
    """
    alone: Told | None = None
    for element in elements:
        if not 3 < page.length(element) <= _LONGEST:
            continue
        for line in lines_of([(element, i) for i in range(len(element.children))]):
            if line.block.tag in ("h1", "li", "blockquote", "figcaption") or len(line.text) > _LONGEST:
                continue
            if page.at[element] in page.spine and line.block is not element:
                continue  # what stands beside title and text is asked by itself: it may be none of the post's
            facts = facts_of(line)
            if not any(fact.kind in ("date", "term", "author") for fact in facts):
                continue
            name = _said(facts, languages())
            if name:
                return Told(name, True)
            if alone is None and _is_of_facts(line.block) and line.block.tag not in HEADINGS:
                name = _left_over(facts)
                alone = Told(name, False) if name and name not in titles else None
    return alone


def name_beside_day(page: Page, elements: Iterable[Element], commenters: frozenset[str]) -> tuple[str, Element] | None:
    """Give the name beside a day in lines that nothing marks as facts, and the element: "3 May 2011 • Ann Smith".

    The weakest evidence: a category or a place may stand there too. So the name has two words at least, written as
    names are, or its bearer has also commented; ``commenters`` are the folded names of those.
    """
    for element in elements:
        if element.tag not in _HOLDERS or not 8 <= page.length(element) <= 120:
            continue
        lines = lines_of([(element, i) for i in range(len(element.children))])
        if len(lines) > 3 or not any(any(map(str.isdigit, line.text)) for line in lines):
            continue
        name = _sole_name([fact for line in lines for fact in facts_of(line)])
        if name is None:
            continue
        said = name.split()
        # "San Francisco, 3 May": a comma after a name is one after a place.
        sure = 2 <= len(said) <= 4 and all(word[:1].isupper() for word in said)
        if name.casefold() in commenters or (sure and not any(f"{name}," in line.text for line in lines)):
            return name, element
    return None


def _sole_name(facts: list[Fact]) -> str | None:
    """The one piece beside one day that could be a name."""
    days = [f for f in facts if f.kind == "date" and any(not date.incomplete for date in find_dates(f.text))]
    left = [f.text for f in facts if f.kind in ("text", "link", "author") and not _is_label(f.text)]
    if len(days) != 1 or len(left) != 1 or any(f.kind == "term" for f in facts):
        return None
    name = likely_name(left[0].strip(" ,-–—"))
    return name if name and len(name) <= 40 and "," not in name and name_like(name) else None


def tells_of_post(line: Line) -> bool:
    """Say whether a line by the text tells of the post only: where it is filed, how to answer or follow it."""
    if len(line.text) > _LONGEST_TOLD or not any(run.place[0].tag == "a" for run in line.runs):
        return False
    facts = facts_of(line)
    kinds = {fact.kind for fact in facts}
    if not kinds & {"term", "comments"} or "link" in kinds:
        return False
    if kinds >= {"term", "comments"} and _follows(line):
        return True
    loose = [fact.text for fact in facts if fact.kind == "text" and not _is_label(fact.text)]
    if "comments" in kinds and not kinds & {"term", "author"}:
        # A sentence of the theme's: nobody's text leads to a feed, a form and a trackback address.
        return len(line.text) <= 160 and _follows(line)
    return (
        len(line.text) <= _LONGEST
        and sum(len(text.split()) if " " in text else len(text) // 4 + 1 for text in loose) <= 8
    )


def _follows(line: Line) -> bool:
    links = {link for run in line.runs if (link := _link_of(run.place[0], line.block)) is not None}
    return any(_ANSWER.search(link.attrs.get("href", "")) for link in links)


def facts_of(line: Line) -> list[Fact]:
    """Cut a line at its links, dates and marks."""
    facts: list[Fact] = []
    plain: list[Run] = []
    last: Element | None = None
    for run in line.runs:
        link = _link_of(run.place[0], line.block)
        if link is None:
            plain.append(run)
            continue
        facts += _plain_facts(_apart(plain), before_link=True)
        plain = []
        if link is not last:
            text = text_of(link)
            if text:
                facts.append(Fact(_kind(link, text), text))
        last = link
    return facts + _plain_facts(_apart(plain), before_link=False)


def _apart(runs: list[Run]) -> str:
    """Write runs as one text; those of different elements stay apart: style alone parts a day from what follows."""
    parts: list[str] = []
    for run, before in zip(runs, [None, *runs], strict=False):
        if before is not None and before.place[0] is not run.place[0]:
            parts.append(" ")
        parts.append(run.text)
    return " ".join("".join(parts).split())


def _link_of(element: Element, block: Element) -> Element | None:
    if element.tag == "a":
        return element
    for above in ancestors(element):
        if above.tag == "a":
            return above
        if above is block:
            break
    return None


def _kind(link: Element, text: str) -> str:
    rel = link.attrs.get("rel", "").lower().split()
    href = link.attrs.get("href", "")
    if "author" in rel or _AUTHOR.search(href):
        return "author"
    if "category" in rel or "tag" in rel or _TERM.search(href):
        return "term"
    if "comment" in href or _ANSWER.search(href):
        return "comments"
    return "date" if find_dates(text) else "link"


def _plain_facts(text: str, *, before_link: bool) -> list[Fact]:
    if not text:
        return []
    facts: list[Fact] = []
    place = 0
    for date in find_dates(text) if any(map(str.isdigit, text)) else ():
        if date.precision in ("relative", "year", "month") or text[date.end : date.end + 1].isalnum():
            continue
        facts += _pieces(text[place : date.start], False)
        facts.append(Fact("date", date.text))
        place = date.end
    return facts + _pieces(text[place:], before_link)


def _pieces(text: str, before_link: bool) -> list[Fact]:
    pieces = _CUT.split(text)
    return [
        Fact("text", piece.strip(), before_link and piece is pieces[-1])
        for piece in pieces
        if piece.strip(" ,;:.·«»→←&")
    ]


def _said(facts: list[Fact], languages: frozenset[str]) -> str | None:
    """The name after words of authorship: in the same piece, or the link that follows."""
    for fact, after in zip(facts, [*facts[1:], Fact("", "")], strict=True):
        if fact.kind != "text":
            continue
        rest = name_after(fact.text, languages)
        if rest is None:
            continue
        if not rest and after.kind in ("author", "link"):
            rest = after.text
        name = likely_name(_without_lead(rest))
        if name and name_like(name):
            return name
    return None


def _without_lead(text: str) -> str:
    """Take the words off a name that lead to what follows it: "Ann on", "Ann in", "Ann Tagged"."""
    said = text.strip(" ,;:").split()
    for count in (5, 4, 3, 2, 1):
        tail = " ".join(said[-count:])
        if len(said) > count and (leads_to_fact(tail) or vocabulary.terms_label(f"{tail}: x")):
            said = said[:-count]
            break
    return BEFORE_DATE.sub("", " ".join(said).strip(" ,;:"))


def _left_over(facts: list[Fact]) -> str | None:
    """The one piece that no fact explains, where a day or a time stands beside it."""
    left = [i for i, fact in enumerate(facts) if fact.kind == "text" and not _is_label(fact.text)]
    if len(left) != 1 or facts[left[0]].runs_on:
        return None
    near = facts[max(left[0] - 1, 0) : left[0] + 2]
    if not any(fact.kind == "date" for fact in near):
        return None
    text = facts[left[0]].text
    name = likely_name(_without_lead(text)) if text[:1].isalnum() and text[-1] not in ":：" else None
    if not name or not name_like(name) or any(map(str.isdigit, name)) or len(name.split()) > 4:
        return None
    # "Sunday, 3 May": a weekday is nobody.
    dated = MONTHS + WEEKDAYS
    return None if all((letter_of(fold_word(word)) or "-") in dated for word in name.split()) else name


def _is_label(text: str) -> bool:
    """Say whether a piece is one of the words that stand around facts: "Filed under:", "at", "3 comments", "Edit"."""
    bare = text.strip(" ,;:.#«»→←&")
    return (
        not any(map(str.isalpha, bare))
        or name_after(bare, frozenset()) is not None
        or wording.mark(bare) is not None
        or bool(vocabulary.comment_heading(bare))
        or vocabulary.terms_label(text if text.endswith((":", "：")) else text + ":") is not None
        or vocabulary.terms_label(f"{bare}: x") is not None
        or leads_to_fact(bare)
    )


def _is_of_facts(block: Element) -> bool:
    return bool(words(block) & _OF_FACTS) or (block.parent is not None and bool(words(block.parent) & _OF_FACTS))
