"""Find the post's title among the lines before the comments."""

import re
from collections.abc import Sequence

from blogconv.readers.text.dateboxes import date_boxes
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.heads import Head, header_text
from blogconv.readers.text.layout import Layout, Line, width_of
from blogconv.readers.text.reading import Reading

_WORDS = re.compile(r"\w+")
_LONG = 90
"""Characters of a line that is surely prose."""
_SEARCHED = 600
"""Lines in which the title is looked for."""


def title_at(layout: Layout, evidence: Sequence[Evidence], reading: Reading, end: int) -> int | None:
    """Find the title's line: the one the comment heading quotes, else the likeliest above the first prose."""
    lines = layout.lines
    wanted = words(reading.quoted) if reading.quoted else []
    opening = words(lines[0].text) if lines and lines[0].text.startswith("#") else []
    opening_text = f" {' '.join(opening)} "
    prose = next((i for i in range(min(end, _SEARCHED)) if _is_prose(lines[i]) and i >= bool(opening)), min(end, 12))
    best, at, rank = 0.0, None, 0
    # Navigation is made of lists and of many short lines: without it the text begins at once.
    above = [line for line in lines[:prose] if line.text[:1].isalnum()]
    direct = len(above) <= 9 and sum(1 for line in above if line.mark and line.number < 0) <= 1
    boxed = {j for box in date_boxes(lines, min(end, 40)) for j in box[0]}
    window = lines[0].text.casefold() if lines and not opening else ""
    for i in range(min(end, _SEARCHED)):
        named = bool(i and window) and _is_part(lines[i].text.casefold(), window, whole=_is_titled(evidence, i, end))
        if not wanted and i > prose + 2 and not named:
            continue
        line, found = lines[i], evidence[i]
        clean = title_words(line, found)
        if wanted and wanted[0] not in clean.casefold():
            continue
        these = words(clean)
        if not these or "\x00" in line.text or "\t" in line.text or i in boxed:
            continue
        if wanted:
            value = _likeness(these, wanted)
            value -= (0.4 if line.mark else 0) + i / 10_000
        else:
            if line.mark or len(clean) > 200 or _is_navigation(clean):
                continue
            if _RELATION.match(clean):
                rank += 1
                continue
            if (found.furniture or _is_header(found, clean == header_text(line))) and not (
                i == 0 and found.furniture != "navigation" and _byline(evidence, 1, end)
            ):
                continue
            if named:
                # Of a window's title the post's part has a byline, or is longer than the site's name.
                value = _bearing(layout, evidence, i, i, 9, end) + 2.0 + 0.02 * len(clean)
            else:
                value = _bearing(layout, evidence, i, prose, rank if direct else None, end)
            rank += 1
            if opening and i and len(these) >= 2 and f" {' '.join(these)} " in opening_text:
                value += 2.5 if len(these) > 3 or opening_text.count(f" {' '.join(these)} ") == 1 else 0.5
        if value > best + 1e-9:
            best, at = value, i
    return at if best >= 0.7 else None


_PARTS = " \t|«»-–—:·•<>‹›/"
"""What parts the post's title from the site's in a window's title."""
# Tools that print what the page's head links to: "Link: canonical".
_RELATION = re.compile(r"Link: [\w-]+(?: |$)")


def _is_titled(evidence: Sequence[Evidence], i: int, end: int) -> bool:
    """Say whether a line below the page's head, or beside a byline, repeats the first: no site's name stands there."""
    return i > 8 or any(_byline(evidence, i + step, end) for step in (1, 2, -1))


def _is_part(text: str, window: str, *, whole: bool) -> bool:
    """Say whether a line is a part, or the ``whole``, of the window's title, which some tools put on the first line."""
    if len(text) < 4 or len(text) > len(window):
        return False
    if text == window:
        return whole and " " in text
    if window.startswith(text):
        rest = window[len(text) :].lstrip()
    elif window.endswith(text):
        rest = window[: -len(text)].rstrip()[-1:]
    else:
        return False
    return bool(rest) and rest[0] in _PARTS


def words(text: str) -> list[str]:
    """Split a text into folded words, to compare titles."""
    return _WORDS.findall(text.casefold())


def title_text(text: str, quoted: str | None) -> str:
    if quoted and words(quoted) != words(text) and text.startswith(quoted):
        # "TITLE 9 December, 2011": the heading knows where the title ends.
        return quoted
    return text


def title_words(line: Line, found: Evidence) -> str:
    """Give the words of a line that may be a title; of "TITLE 9 December, 2011" those before the date."""
    head = found.head
    if head and head.kind == "named-date" and head.name and len(head.name.split()) > 3 and not head.by:
        return head.name
    return header_text(line)


def _is_navigation(text: str) -> bool:
    """Say whether a line leads elsewhere: "« Older post", "Home | Pages | About", a path of links."""
    return (
        text.count("«") != text.count("»")
        or ("«" in text and " | " in text)
        or text.count(" » ") > 1
        or text.count(" | ") > 1
        or text[0] in "←‹"
        or text[-1] in "→›"
    )


def _is_header(found: Evidence, whole: bool) -> bool:
    """Say whether a line is a date or byline and cannot be a title; a number of years or days in it is no date."""
    head = found.head
    if head is None or not whole:
        return False
    if head.says:
        return not head.rest
    return head.date is None or head.date.value is not None or not head.name


def _is_prose(line: Line) -> bool:
    return width_of(line.text) > _LONG and not line.mark and line.text[:1] != "#" and line.text.count(" » ") < 2


def _likeness(these: list[str], wanted: list[str]) -> float:
    """Compare a line with the title that the comment heading quotes, which may be cut or have a date behind it."""
    if these == wanted:
        return 6.0
    if len(wanted) > 1 and these[: len(wanted)] == wanted:
        return 4.5 - min(2.0, 0.05 * (len(these) - len(wanted)))
    if len(these) > 2 and wanted[: len(these)] == these:
        return 4.0
    return 0.0


def _bearing(layout: Layout, evidence: Sequence[Evidence], i: int, prose: int, rank: int | None, end: int) -> float:
    """Weigh what stands around a line that no heading quotes: bylines, markup, the text below, its own form."""
    lines = layout.lines
    line = lines[i]
    clean = header_text(line)
    value = 0.6
    if line.level in (1, 2):
        value += 1.2
    elif layout.width and line.indent == 0 and i + 1 < end and lines[i + 1].indent > 0:
        value += 0.8
    below, above = _byline(evidence, i + 1, end), _byline(evidence, i - 1, end)
    if below:
        value += 2 if below.name or not (i + 2 < end and len(lines[i + 2].text) < _LONG) else 1.4
    elif _byline(evidence, i + 2, end) and len(lines[i + 1].text) < 40:
        value += 1.2
    elif above and lines[i - 1].row + 3 > line.row:
        value += 1.2 if above.name else 1.6
    # Where the text begins at once, the first line is the title; below navigation it is a line near the text.
    value += max(0.0, 1.2 - 0.25 * max(0, prose - 1 - i)) if rank is None else max(0.0, 1.5 - 0.4 * rank)
    if i > prose:
        value -= 1.5
    if len(clean) > 110 or (clean[-1:] in ".:" and len(clean.split()) > 8):
        value -= 0.8
    if " " not in clean and clean.isascii():
        value -= 0.6
    if len(clean) < 4 or (len(clean.split()) < 3 and any(c.isdigit() for c in clean) and len(clean) < 12):
        value -= 0.9
    return value


def _byline(evidence: Sequence[Evidence], i: int, end: int) -> Head | None:
    """Give the byline or date that a line is, if it is one."""
    if not 0 <= i < end:
        return None
    head = evidence[i].head
    return head if head is not None and (head.date is not None or head.by) and not head.says else None
