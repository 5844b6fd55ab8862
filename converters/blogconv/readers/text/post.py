"""Find the post in what stands before the comments: title, byline, body, categories and tags."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from blogconv.language import vocabulary
from blogconv.language.dates import PrintedDate
from blogconv.readers.text.evidence import Evidence, header_text, is_name
from blogconv.readers.text.layout import Layout, Line
from blogconv.readers.text.reading import Reading

_WORDS = re.compile(r"\w+")
_LONG = 90
"""Characters of a line that is surely prose."""


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
        parts.title = _title_text(header_text(lines[at]), reading.quoted)
        start = at + 1
        parts.left.extend(range(at))
    elif reading.quoted:
        parts.title = reading.quoted
    start = _after_byline(lines, evidence, parts, start, end)
    if at is not None:
        _above_title(lines, evidence, parts, at)
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
    """Find the title's line: the one the comment heading quotes, else the one a byline stands by, else the first."""
    lines = layout.lines
    wanted = words(reading.quoted) if reading.quoted else []
    opening = words(lines[0].text) if lines and lines[0].text.startswith("#") else []
    opening_text = " " + " ".join(opening) + " "
    best, at = 0.0, None
    prose = 0
    for i in range(min(end, 400)):
        line, found = lines[i], evidence[i]
        text = line.text
        if not text or "\x00" in text:
            continue
        clean = header_text(line)
        these = words(clean)
        if not these:
            continue
        if found.furniture and these != wanted and found.furniture != "top":
            continue
        value = 0.0
        if wanted:
            if these == wanted:
                value += 6
            elif len(wanted) > 1 and these[: len(wanted)] == wanted:
                value += 4.5
            elif len(these) > 2 and wanted[: len(these)] == these:
                value += 4
        if found.head and not value:
            continue
        if len(clean) > 200 or "\t" in text or (line.mark and not value):
            prose += len(clean) > _LONG
            continue
        if opening and i and len(these) >= 2 and f" {' '.join(these)} " in opening_text:
            value += 2.5 if opening_text.count(f" {' '.join(these)} ") == 1 else 0.5
        if line.level in (1, 2):
            value += 1.2
        elif layout.width and line.indent == 0 and not line.mark and i + 1 < end and lines[i + 1].indent > 0:
            value += 0.8
        if _by(evidence, i + 1, end) or (_by(evidence, i + 2, end) and len(lines[min(i + 1, end - 1)].text) < 40):
            value += 2
        elif i and _by(evidence, i - 1, end) and lines[i - 1].row + 3 > line.row:
            value += 1.2
        if any(len(lines[j].text) > _LONG for j in range(i + 1, min(end, i + 5))):
            value += 1
        value += max(0.0, 1 - i / 40) - (0.8 if len(clean) > 110 else 0) - (0.5 if len(these) == 1 else 0)
        value -= min(2.0, 0.5 * prose) if not wanted or value < 4 else 0
        if clean[-1:] in ".:" and len(these) > 8:
            value -= 0.7
        if value > best + 1e-9:
            best, at = value, i
        prose += len(clean) > _LONG
    return at if best >= 0.9 else None


def _by(evidence: Sequence[Evidence], i: int, end: int) -> bool:
    if not 0 <= i < end:
        return False
    head = evidence[i].head
    return head is not None and (head.date is not None or head.by) and not head.says


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
    if name and parts.author is None and is_name(name) and sum(c.isdigit() for c in name) < 3:
        parts.author = name
    if date and (parts.date is None or (parts.date.value is None and date.value is not None)):
        parts.date = date


def _terms(line: Line) -> tuple[str, str] | None:
    label = vocabulary.terms_label(line.text) if len(line.text) < 400 else None
    return (str(label[0]), label[1]) if label else None


def _body_end(lines: Sequence[Line], evidence: Sequence[Evidence], start: int, end: int) -> int:
    """Find where the text ends and categories, sharing words, related posts and navigation begin.

    The first line of that kind with little prose after it: the same words may also stand above or within the text.
    """
    weight = [0 if evidence[i].furniture else len(lines[i].text) for i in range(start, end)]
    total = sum(weight)
    before = 0
    for i in range(start, end):
        after = total - before
        if before and _is_footer(lines, evidence, i) and after < 0.4 * before:
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
    if len(text) > 220:
        return False
    if _terms(lines[i]) is not None:
        return True
    by = vocabulary.posted_by(text)
    return by is not None and by.start < 40


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
