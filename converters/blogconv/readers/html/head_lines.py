"""Who and when from the wording of a comment's first and last lines, where no element of its own says it."""

from blogconv.markup.tree import Element
from blogconv.readers.html import comment_text, wording
from blogconv.readers.html.comment_authors import link_in
from blogconv.readers.html.comment_dates import date_of
from blogconv.readers.html.comment_text import Parts
from blogconv.readers.html.found import Found
from blogconv.readers.html.head_words import Outer
from blogconv.readers.html.lines import Line, Place
from blogconv.readers.html.names import BEFORE_DATE, clean_name, tidy_name
from blogconv.readers.html.roles import META, words
from blogconv.readers.html.wording import find_dates


def from_lines(found: Found, parts: Parts, author: Element | None, date: Element | None) -> None:
    """Read what has no element of its own from the wording of the first and last lines."""
    left = [line for line in parts.lines if parts.left(line)]
    for line in [*left[:4], *left[-2:][::-1]]:
        text = parts.left(line)
        if (
            len(text) > 200
            or not text
            or (line.block.tag in ("li", "blockquote", "pre") and line.block is not found.item.first)
        ):
            continue
        if found.name is None:
            said = wording.says(text)
            if said and said.name and (line is left[0] or len(said.rest) <= 40):
                found.name = tidy_name(said.name) or said.name
                link_in(found, parts, line)
                date_of(found, said.rest)
                date_of(found, text)
                parts.take(line)
                if said.rest and not comment_text.explained(said.rest):
                    _give_back(parts, line, said.rest)
                continue
            by = wording.posted_by(text)
            if by and by.name and not comment_text.is_mark(by.name):
                found.name = clean_name(text) or tidy_name(by.name) or by.name
                link_in(found, parts, line)
                if by.date:
                    date_of(found, text)
                parts.take(line)
                continue
        if found.date is None and found.iso is None and len(text) <= 120:
            if _beside_markup(found, parts, line):
                continue
            spans = find_dates(text)
            if spans:
                whole = comment_text.best_date(spans)
                rest = text
                for span in reversed(spans):
                    rest = rest[: span.start] + " " + rest[span.end :]
                outer = spans[0].start <= 2 or spans[-1].end >= len(text) - 2
                if whole and (len(rest.split()) <= 6 or (outer and line is left[0] and len(rest) <= 60)):
                    date_of(found, text)
                    if found.name is None:
                        name = clean_name(text)
                        # "on 3 May": one short word before a date is a preposition in any language.
                        if (
                            name
                            and name != text
                            and not comment_text.vocabulary_line(name)
                            and (
                                len(name) > 4
                                or not text.startswith(name + " ")
                                or text[len(name) + 1 :].lstrip()[:1] in "-–—|·,:"
                            )
                        ):
                            found.name = name
                            link_in(found, parts, line)
                    parts.take(line)
    if found.name is None and len(left) > 1:
        _first_line_name(found, parts, left)
    if found.name is None and found.date_text:
        _next_to_date(found, parts)


def _beside_markup(found: Found, parts: Parts, line: Line) -> bool:
    """Read a name in markup of its own, right before a day that it could be the weekday of: "<b>Mo</b> 5 March"."""
    if not 1 < len(line.runs) <= 8 or parts.left(line) != line.text or found.name is not None:
        return False
    dates, plain = Outer(parts, line, 0).dates, find_dates(line.text)
    if len(dates) != 1 or len(plain) != 1 or dates[0].start == plain[0].start or not dates[0].value:
        return False
    name = tidy_name(line.text[: dates[0].start])
    if not name or len(line.text) - dates[0].end > 3:
        return False
    found.name, found.date, found.date_text = name, dates[0], dates[0].text
    link_in(found, parts, line)
    parts.take(line)
    return True


def _next_to_date(found: Found, parts: Parts) -> None:
    """A short line right before the date's own line (or, where that is the first, right after it) is the name."""
    places = [i for i, line in enumerate(parts.lines[:6]) if found.date_text and found.date_text in line.text]
    if not places or len(parts.lines[places[0]].text) > len(found.date_text or "") + 25:
        return
    for index in [places[0] - 1] if places[0] else [1]:
        line = parts.lines[index] if index < len(parts.lines) - 1 else None
        text = parts.left(line) if line is not None else ""
        if line is not None and text and len(text) <= 60 and len(text.split()) <= 6 and text[-1] not in ".!?…,;":
            if line.block.tag in ("li", "blockquote", "pre") or comment_text.vocabulary_line(text):
                continue
            found.name = clean_name(text)
            link_in(found, parts, line)
            parts.take(line)
            return


def beside_date(found: Found, parts: Parts, date: Element) -> None:
    """Read the name on the line of the date ("Posted by: NAME | DATE", "On DATE by NAME")."""
    line = next((one for one in parts.lines if parts.holds(date, one)), None)
    if line is None or len(line.text) > 160:
        return
    said = wording.says(line.text)
    by = wording.posted_by(line.text)
    spoken = (by.name if by else None) or (said.name if said else None)
    if spoken and not comment_text.is_mark(spoken):
        found.name = clean_name(line.text) or tidy_name(spoken) or spoken
        link_in(found, parts, line)
        parts.take(line)
        return
    spans = find_dates(line.text)
    if not spans:
        return
    before, after = line.text[: spans[0].start], line.text[spans[-1].end :]
    for piece in (BEFORE_DATE.sub("", " " + before), after):
        piece = piece.strip(" \t\xa0:,|•·–—/»«()[]-@#0123456789.")
        link = _linked_name(parts, line, date, piece)
        if link:
            found.name, found.url = link
        elif len(piece) >= 2 and len(piece.split()) <= 7 and not comment_text.vocabulary_line(piece):
            found.name = piece
        else:
            continue
        parts.take(line)
        return


def _linked_name(parts: Parts, line: Line, date: Element, piece: str) -> tuple[str, str | None] | None:
    """A link within a piece of a head line that could be the commenter's name."""
    for run in line.runs:
        element = run.place[0]
        name = " ".join(run.text.split())
        if element.tag != "a" or not name or len(name) > 60 or name not in piece or parts.page.within(element, date):
            continue
        href = element.attrs.get("href", "").strip()
        if href and not href.startswith("#") and not comment_text.vocabulary_line(name) and not find_dates(name):
            return name, None if href.startswith(("javascript:", "mailto:")) else parts.page.absolute(href)
    return None


def _first_line_name(found: Found, parts: Parts, left: list[Line]) -> None:
    for line in left[:3]:
        text = parts.left(line)
        if not text or comment_text.vocabulary_line(text) or comment_text.is_subject(text):
            continue
        lead, rest = _leading_name(line)
        if lead:
            found.name = lead
            link_in(found, parts, line)
            parts.take(line)
            if rest:
                _give_back(parts, line, rest)
            return
        own = (
            line.block.tag in ("h2", "h3", "h4", "h5", "h6", "dt", "th", "header")
            or _emphatic(line)
            or (line.block.tag != "p" and (text[-1] in ":：" or bool(words(line.block) & META)))
        )
        tidy = text.strip(" :,|-–—")
        if own and tidy and len(tidy) <= 60 and len(tidy.split()) <= 6 and not tidy.endswith((".", "!", "?", "…")):
            found.name = clean_name(tidy) or tidy
            link_in(found, parts, line)
            parts.take(line)
        return


_COLONS = (":", "：")


def _leading_name(line: Line) -> tuple[str | None, str]:
    """A bold or linked beginning of a line, when a colon follows, or nothing but a word such as "says:"."""
    lead, rest = "", ""
    for run in line.runs:
        element: Element | None = run.place[0]
        bold = False
        for _ in range(3):
            if element is None or element is line.block:
                break
            bold = bold or element.tag in ("b", "strong", "a", "cite")
            element = element.parent
        if bold and not rest.strip():
            lead += run.text
        else:
            rest += run.text
    rest = rest.strip()
    if lead.strip() and rest and len(rest) <= 20 and len(rest.split()) <= 2 and rest[-1] in ":,：":
        return clean_name(lead), ""
    if rest[:1] in _COLONS and len(lead.split()) <= 6 and not comment_text.vocabulary_line(lead):
        return clean_name(lead), rest[1:].strip()
    return None, ""


def _emphatic(line: Line) -> bool:
    """Say whether a whole line is bold or one link: a head by its looks."""
    for run in line.runs:
        if not run.text.strip(" \t\n\r:,|-–—"):
            continue
        element: Element | None = run.place[0]
        for _ in range(3):
            if element is None or element is line.block:
                return False
            if element.tag in ("b", "strong", "a", "cite"):
                break
            element = element.parent
        else:
            return False
    return True


def _give_back(parts: Parts, line: Line, rest: str) -> None:
    """Leave the runs after the says-word in the body: the comment's first words stand on its head's line."""
    tail = ""
    places: list[Place] = []
    for run in reversed(line.runs):
        tail = run.text + tail
        if len(" ".join(tail.split())) > len(rest) + 2:
            break
        places.append(run.place)
    parts.taken.difference_update(places)
