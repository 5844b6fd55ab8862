"""Find the post in what stands before the comments: title, byline, body, categories and tags."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from blogconv.language import vocabulary
from blogconv.language.dates import PrintedDate, find_dates
from blogconv.readers.text.credits import credited
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.heads import Head, header_text, is_name
from blogconv.readers.text.layout import Layout, Line, width_of
from blogconv.readers.text.reading import Reading

_WORDS = re.compile(r"\w+")
_FEED = re.compile(r"\b(?:permal\w+|RSS|trackback\w*|enlace permanente|lien permanent)\b", re.IGNORECASE)
_LONG = 90
"""Characters of a line that is surely prose."""
_SEARCHED = 600
"""Lines in which the title is looked for."""


@dataclass
class PostParts:
    """The parts of a post, as lines and words."""

    title: str | None = None
    author: str | None = None
    date: PrintedDate | None = None
    body: list[int] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)
    """Taxonomy and text after the label, as printed."""
    left: list[int] = field(default_factory=list)
    """Lines that belong to nothing."""


def find_post(layout: Layout, evidence: Sequence[Evidence], reading: Reading) -> PostParts:
    """Read the post off the lines before the comments."""
    lines = layout.lines
    end = min(reading.post_end, len(lines))
    parts = PostParts()
    at = _title_at(layout, evidence, reading, end)
    start = 0
    if at is not None:
        parts.title = _title_text(title_words(lines[at], evidence[at]), reading.quoted)
        if (head := evidence[at].head) and parts.title != header_text(lines[at]):
            _credit(parts, None, head.date)
        start = at + 1
        parts.left.extend(range(at))
    elif reading.quoted:
        parts.title = reading.quoted
    start = _after_byline(lines, evidence, parts, start, end)
    if at is not None:
        _above_title(lines, evidence, parts, at)
    for box, date in date_boxes(lines, min(start, 40)):
        _credit(parts, None, date)
        parts.body = [i for i in parts.body if i not in box]
    stop = _body_end(lines, evidence, start, end)
    for i in range(start, end):
        if i >= stop:
            _footer(lines, evidence, parts, i)
        elif evidence[i].furniture and evidence[i].furniture not in ("rate",):
            parts.left.append(i)
        elif label := _terms(lines[i]):
            parts.terms.append(label)
        else:
            parts.body.append(i)
    return parts


def words(text: str) -> list[str]:
    """Split a text into folded words, to compare titles."""
    return _WORDS.findall(text.casefold())


def _title_text(text: str, quoted: str | None) -> str:
    if quoted and words(quoted) != words(text) and text.startswith(quoted):
        # "TITLE 9 December, 2011": the heading knows where the title ends.
        return quoted
    return text


def _title_at(layout: Layout, evidence: Sequence[Evidence], reading: Reading, end: int) -> int | None:
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


def date_boxes(lines: Sequence[Line], end: int) -> list[tuple[range, PrintedDate | None]]:
    """Find dates that a theme shows in a box, one part a line: "Oct", "23", "2012"."""
    boxes: list[tuple[range, PrintedDate | None]] = []
    i = 0
    while i < end:
        size = 0
        while size < 4 and i + size < end and len(lines[i + size].text) <= 9 and not lines[i + size].mark:
            size += 1
        for n in range(size, 1, -1):
            text = " ".join(lines[j].text for j in range(i, i + n))
            printed = find_dates(text) if any(c.isdigit() for c in text) and any(c.isalpha() for c in text) else []
            if printed and printed[0].start == 0 and printed[0].end == len(text):
                boxes.append((range(i, i + n), printed[0]))
                i += n - 1
                break
        i += 1
    return boxes


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


def _after_byline(lines: Sequence[Line], evidence: Sequence[Evidence], parts: PostParts, start: int, end: int) -> int:
    """Read what stands between title and text; give the index of the first line of text."""
    i = start
    while i < min(end, start + 14):
        head, line = evidence[i].head, lines[i]
        if head and not head.says and not head.rest:
            _credit(parts, head.name, head.date)
            parts.left.append(i)
        elif label := _terms(line):
            parts.terms.append(label)
        elif by := vocabulary.posted_by(header_text(line)) if len(line.text) < 200 else None:
            _credit(parts, by.name, by.date)
            if by.terms:
                parts.terms.append(("category", by.terms))
            parts.left.append(i)
        elif evidence[i].furniture:
            parts.left.append(i)
        else:
            break
        i += 1
    return i


def _above_title(lines: Sequence[Line], evidence: Sequence[Evidence], parts: PostParts, at: int) -> None:
    """Take a date that stands right above the title."""
    for i in range(at - 1, max(-1, at - 4), -1):
        head = evidence[i].head
        if head and head.date and not head.says:
            _credit(parts, head.name, head.date)
            return
        if not evidence[i].furniture and len(lines[i].text) > 30:
            return


def _credit(parts: PostParts, name: str | None, date: PrintedDate | None) -> None:
    name = credited(name) if name and parts.author is None else None
    if name and is_name(name) and sum(c.isdigit() for c in name) < 3:
        parts.author = name
    if date and (parts.date is None or (parts.date.value is None and date.value is not None)):
        parts.date = date


def _terms(line: Line) -> tuple[str, str] | None:
    return _label(line.text) if len(line.text) < 400 else None


@lru_cache(maxsize=4096)
def _label(text: str) -> tuple[str, str] | None:
    label = vocabulary.terms_label(text)
    return (str(label[0]), label[1]) if label else None


def _body_end(lines: Sequence[Line], evidence: Sequence[Evidence], start: int, end: int) -> int:
    """Find where the text ends and categories, sharing words, related posts and navigation begin.

    The first line of that kind with little prose after it: the same words may also stand above or within the text.
    """
    foot = [_is_footer(lines, evidence, i) for i in range(start, end)]
    weight = [
        0
        if foot[i - start] or evidence[i].furniture or (lines[i].mark and len(lines[i].text) < 80)
        else len(lines[i].text)
        for i in range(start, end)
    ]
    total = sum(weight)
    before = 0
    for i in range(start, end):
        after = total - before
        if before and foot[i - start] and after < 0.4 * before:
            return i
        before += weight[i - start]
    return end


def _is_footer(lines: Sequence[Line], evidence: Sequence[Evidence], i: int) -> bool:
    found = evidence[i]
    if found.furniture in (
        "share",
        "related",
        "navigation",
        "print",
        "rate",
        "form",
        "top",
        "widget",
        "feed",
        "heading",
    ):
        return True
    head = found.head
    if head and (head.by or head.date) and not head.says:
        return True
    text = lines[i].text
    if len(text) <= 220 and _terms(lines[i]) is not None:
        return True
    # "This entry was posted on ... You can follow any responses through the RSS 2.0 feed."
    return 60 < len(text) < 600 and _FEED.search(text) is not None


def _footer(lines: Sequence[Line], evidence: Sequence[Evidence], parts: PostParts, i: int) -> None:
    head = evidence[i].head
    if label := _terms(lines[i]):
        parts.terms.append(label)
        return
    parts.left.append(i)
    if head and not head.says:
        if head.by or head.date:
            _credit(parts, head.name if head.by or head.date else None, head.date)
    elif len(lines[i].text) < 220 and (by := vocabulary.posted_by(lines[i].text)):
        _credit(parts, by.name, by.date)
        if by.terms:
            parts.terms.append(("category", by.terms))
