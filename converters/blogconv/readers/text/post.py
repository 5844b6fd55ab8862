"""Find the post in what stands before the comments: title, byline, body, categories and tags."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from blogconv.language import vocabulary
from blogconv.language.dates import PrintedDate
from blogconv.readers.text.bylines import Credit, credit_at, person
from blogconv.readers.text.dateboxes import date_boxes
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.frontmatter import FrontMatter
from blogconv.readers.text.heads import header_text
from blogconv.readers.text.layout import Layout, Line
from blogconv.readers.text.reading import Reading
from blogconv.readers.text.titles import title_at, title_text, title_words, words

_FEED = re.compile(r"\b(?:permal\w+|RSS|trackback\w*|enlace permanente|lien permanent)\b", re.IGNORECASE)
_FEEDS = ("permal", "rss", "trackback", "permanent")
"""One of these is in whatever that pattern finds."""
_REACH = 24
"""Lines below the title that may stand above the text."""
_LEAD = 6
"""Lines of text above a byline."""
_LABELS = 5
"""Short lines of no known kind that may stand before a byline."""


@dataclass
class PostParts:
    """The parts of a post, as lines and words."""

    title: str | None = None
    author: str | None = None
    date: PrintedDate | None = None
    body: list[int] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)
    """Taxonomy and text after the label, as printed."""
    url: str | None = None
    left: list[int] = field(default_factory=list)
    """Lines that belong to nothing."""


def find_post(
    layout: Layout, evidence: Sequence[Evidence], reading: Reading, matter: FrontMatter | None = None
) -> PostParts:
    """Read the post off the lines before the comments; what ``matter`` says of it is not looked for."""
    lines = layout.lines
    end = min(reading.post_end, len(lines))
    parts = PostParts()
    if matter is not None:
        parts.title, parts.author, parts.date, parts.url = matter.title, matter.author, matter.date, matter.url
        parts.terms.extend(matter.terms)
    if parts.title:
        at = next((i for i in range(min(3, end)) if words(lines[i].text) == words(parts.title)), None)
    else:
        at = title_at(layout, evidence, reading, end)
    start = 0
    if at is not None:
        parts.title = parts.title or title_text(lines, at, title_words(lines[at], evidence[at]), reading.quoted)
        if (head := evidence[at].head) and parts.title != header_text(lines[at]):
            _credit(parts, Credit(date=head.date))
        start = at + 1
        parts.left.extend(range(at))
    elif reading.quoted:
        parts.title = parts.title or reading.quoted
    start = _after_byline(lines, evidence, parts, start, end)
    if at is not None:
        _above_title(lines, evidence, parts, at)
    for box, date in date_boxes(lines, min(start, 40)):
        _credit(parts, Credit(date=date))
        parts.body = [i for i in parts.body if i not in box]
    stop = _body_end(lines, evidence, start, end)
    signed = _below_lead(lines, evidence, parts, start, stop)
    for i in range(start, stop):
        if i in signed or (evidence[i].furniture and evidence[i].furniture not in ("rate",)):
            parts.left.append(i)
        elif label := _terms(lines[i]):
            parts.terms.append(label)
        else:
            parts.body.append(i)
    _footer(lines, evidence, parts, stop, end)
    if end < len(lines) and evidence[end].heading and (credit := credit_at(lines, evidence, end, len(lines))):
        _credit(parts, credit)  # "3 May 2010 | Tags: mud | 4 comments"
    return parts


def _below_lead(
    lines: Sequence[Line], evidence: Sequence[Evidence], parts: PostParts, start: int, stop: int
) -> frozenset[int]:
    """Read a byline that stands below the text's first lines, and says both who and when; give its lines."""
    if parts.author and parts.date:
        return frozenset()
    for i in range(start, min(stop, start + _LEAD)):
        head = evidence[i].head
        if head is None or not (head.by and head.date) or len(lines[i].text) > 120:
            continue
        if (credit := credit_at(lines, evidence, i, stop)) and credit.name and credit.date:
            _credit(parts, credit)
            return frozenset(range(i, i + credit.lines))
    return frozenset()


def _after_byline(lines: Sequence[Line], evidence: Sequence[Evidence], parts: PostParts, start: int, end: int) -> int:
    """Read what stands between title and text; give the index of the first line of text."""
    i = first = start
    while i < min(end, start + _REACH):
        line = lines[i]
        if i == start and parts.title and line.text == parts.title:
            i += 1  # the window's title, then the post's
        elif credit := credit_at(lines, evidence, i, end):
            _credit(parts, credit)
            i += credit.lines
        elif label := _terms(line):
            parts.terms.append(label)
            i += 1
            parts.left.extend(range(first, i - 1))
            first = i
            continue
        elif evidence[i].furniture and i - first < 2:
            i += 1
        elif _is_label(line) and i - first < _LABELS:
            # Categories, counts, names of sharing sites may stand above the date.
            i += 1
            continue
        else:
            break
        parts.left.extend(range(first, i))
        first = i
    return first


def _is_label(line: Line) -> bool:
    return (
        len(line.text) <= 50 and not line.level and line.text[-1:] not in ".!?,;:…。！？" and line.text.count(" ") < 8
    )


def _above_title(lines: Sequence[Line], evidence: Sequence[Evidence], parts: PostParts, at: int) -> None:
    """Take a date that stands right above the title."""
    for i in range(at - 1, max(-1, at - 4), -1):
        head = evidence[i].head
        if head and head.date and not head.says:
            _credit(parts, Credit(person(head.name, marked=head.by), head.date))
            return
        if not evidence[i].furniture and len(lines[i].text) > 30:
            return


def _credit(parts: PostParts, credit: Credit) -> None:
    """Keep what a byline says that none before it said; a day with its year is better than one without."""
    parts.author = parts.author or credit.name
    date = credit.date
    if date and (parts.date is None or (parts.date.value is None and date.value is not None)):
        parts.date = date
    if credit.terms:
        parts.terms.append(("category", credit.terms))


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
    return 60 < len(text) < 600 and any(map(text.lower().__contains__, _FEEDS)) and _FEED.search(text) is not None


def _footer(lines: Sequence[Line], evidence: Sequence[Evidence], parts: PostParts, start: int, end: int) -> None:
    """Read the lines below the text: bylines, categories, and what belongs to nothing."""
    i = start
    while i < end:
        credit = credit_at(lines, evidence, i, end)
        if credit:
            _credit(parts, credit)
            parts.left.extend(range(i, i + credit.lines))
            i += credit.lines
            continue
        if label := _terms(lines[i]):
            parts.terms.append(label)
        else:
            parts.left.append(i)
        i += 1
