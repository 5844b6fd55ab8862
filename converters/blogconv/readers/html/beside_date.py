"""A post's author beside its date in a line that nothing marks as one of facts: "3 May 2011 • Ann Smith".

The weakest evidence of an author (``fact_lines`` reads the lines that their classes mark): a category or a place may
stand there too. So the name has two words at least, written as names are, or its bearer has also commented; and what
is linked to a category is none.
"""

import re
from collections.abc import Iterable

from blogconv.language import vocabulary
from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.byline_words import likely_name, name_like
from blogconv.readers.html.lines import Line, lines_of
from blogconv.readers.html.page import Page
from blogconv.readers.html.wording import find_dates

_PIECES = re.compile(r"\s*[|•·∙●◦¦]\s*|\s+[–—/-]+\s+|,\s+")
_HOLDERS = frozenset("p div span small li header footer em i h2 h3 h4 h5 h6 td font address section".split())  # noqa: SIM905
_OF_TERMS = re.compile(
    r"/(?:tag|tags|category|categories|cat|label|rubrique|topics?|c)/|[?&](?:cat|tag)=", re.IGNORECASE
)


def name_beside_date(page: Page, elements: Iterable[Element], commenters: frozenset[str]) -> tuple[str, Element] | None:
    """Give the name and the element of its line; ``commenters`` are the names of those who commented, folded."""
    for element in elements:
        if element.tag not in _HOLDERS or not 8 <= page.length(element) <= 120:
            continue
        lines = lines_of([(element, index) for index in range(len(element.children))])
        if len(lines) > 3 or not any(any(map(str.isdigit, line.text)) for line in lines):
            continue
        name = _name(lines, commenters)
        if name:
            return name, element
    return None


def _name(lines: list[Line], commenters: frozenset[str]) -> str | None:
    left: list[tuple[str, bool]] = []
    dates = 0
    for line in lines:
        for piece, comma in _pieces(line.text):
            found = find_dates(piece)
            whole = [d for d in found if not d.incomplete]
            if found and len(piece) <= sum(d.end - d.start for d in found) + 8:
                dates += bool(whole)
            elif found or _is_link_to_term(line, piece):
                return None
            elif not (wording.comment_heading(piece) or wording.mark(piece) or not any(map(str.isalpha, piece))):
                left.append((piece, comma and not dates))
    if dates != 1 or len(left) != 1:
        return None
    name, before = likely_name(left[0][0]), left[0][1]
    if name is None or len(name) > 40 or not name_like(name) or vocabulary.terms_label(name):
        return None
    if name.casefold() in commenters:
        return name
    said = name.split()
    # "San Francisco, 3 May": a comma after a name is one after a place.
    return name if 2 <= len(said) <= 4 and all(w[:1].isupper() for w in said) and not before else None


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Cut a line at its separators, dates kept whole; say of each piece whether a comma follows it."""
    spans = find_dates(text)
    found: list[tuple[str, bool]] = []
    start = 0
    for match in _PIECES.finditer(text):
        if any(span.start < match.end() and match.start() < span.end for span in spans):
            continue
        found.append((text[start : match.start()].strip(" \t\xa0,"), match[0].strip() == ","))
        start = match.end()
    found.append((text[start:].strip(" \t\xa0,"), False))
    pieces: list[tuple[str, bool]] = []
    for piece, comma in found:
        if not piece:
            continue
        # A date and a name that no sign parts.
        cut = [s for s in find_dates(piece) if s.precision != "time" or s.start]
        if cut and cut[0].start > 2:
            pieces += [(piece[: cut[0].start].strip(), False), (piece[cut[0].start :].strip(), comma)]
        elif cut and cut[-1].end < len(piece) - 2:
            pieces += [(piece[: cut[-1].end].strip(), False), (piece[cut[-1].end :].strip(), comma)]
        else:
            pieces.append((piece, comma))
    return pieces


def _is_link_to_term(line: Line, piece: str) -> bool:
    for run in line.runs:
        holder: Element | None = run.place[0]
        for _ in range(3):
            if holder is None or holder is line.block:
                break
            if holder.tag == "a" and run.text.strip() and run.text.strip() in piece:
                rel = holder.attrs.get("rel", "").lower()
                return "tag" in rel or "category" in rel or bool(_OF_TERMS.search(holder.attrs.get("href", "")))
            holder = holder.parent
    return False
