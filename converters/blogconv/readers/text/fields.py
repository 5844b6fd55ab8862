"""Make comments of segments: author, date, type, parent and body, with what was inferred marked as such."""

import re
from collections.abc import Sequence

from blogconv.language.dates import PrintedDate, resolve_relative
from blogconv.model import Author, Comment, Inferred
from blogconv.readers.text.body import make_html
from blogconv.readers.text.heads import OTHER_PAGE
from blogconv.readers.text.layout import Layout
from blogconv.readers.text.reading import Reading
from blogconv.readers.text.segment import Segment

_ELLIPSES = re.compile(r"^\s*(?:\[(?:…|\.{3})\]|\(\.{3}\)).*(?:\[(?:…|\.{3})\]|…|\.{3})\s*$", re.DOTALL)
_OPEN_ELLIPSIS = re.compile(r"^\s*\[(?:…|\.{3})\]|\[(?:…|\.{3})\]\s*$")
_PING_WORDS = 12


def make_comments(layout: Layout, reading: Reading, post_id: str, reference: str | None) -> tuple[Comment, ...]:
    """Turn the reading's segments into comments, in their order."""
    parents = nesting(layout, reading.segments)
    return tuple(
        _comment(layout, reading, k, f"{post_id}-{k + 1}", parents[k], post_id, reference)
        for k in range(len(reading.segments))
    )


def nesting(layout: Layout, segments: Sequence[Segment]) -> list[int | None]:
    """Tell from indents which comment each one answers."""
    lines = layout.lines
    parents: list[int | None] = []
    open_: list[tuple[int, int]] = []
    for k, segment in enumerate(segments):
        first = lines[segment.start]
        right = first.column if layout.width and first.number >= 0 else None
        depth = first.indent
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        if right is not None and open_ and lines[segments[open_[-1][1]].start].column == right:
            # Right-aligned numbers: " 9." and "10." begin in different columns, their texts in the same.
            open_.pop()
        parents.append(open_[-1][1] if open_ and (first.mark or lines[segments[open_[-1][1]].start].mark) else None)
        open_.append((depth, k))
    return parents


def _comment(
    layout: Layout, reading: Reading, k: int, ident: str, parent: int | None, post_id: str, reference: str | None
) -> Comment:
    segment = reading.segments[k]
    lines = layout.lines
    body = [lines[i] for i in segment.body]
    name = segment.name
    inferred: list[Inferred] = []
    kind, evidence, surety = _type(segment, " ".join(line.text for line in body)[:4000], k in reading.pings)
    if evidence:
        inferred.append(Inferred(field="type", confidence=surety, evidence=evidence))
    if segment.bare and not segment.date:
        inferred.append(
            Inferred(
                field="author.name", confidence=0.85, evidence="a short line at the beginning, set off from the text"
            )
        )
    published, date_text, told = date_of(segment.date, reference)
    if told:
        inferred.append(told)
    return Comment(
        id=ident,
        parent=None if parent is None else f"{post_id}-{parent + 1}",
        type=kind,
        author=Author(name=name, url=layout.links.get(segment.link) if segment.link else None),
        published=published,
        date_text=date_text,
        content=make_html(body, marked=layout.marked, lead=segment.lead),
        inferred=tuple(inferred),
    )


def date_of(date: PrintedDate | None, reference: str | None) -> tuple[str | None, str | None, Inferred | None]:
    """Give a printed date's value, its text, and the mark it needs where it was counted back from a reference."""
    if date is None:
        return None, None, None
    if date.value is None and date.relative and reference:
        counted = resolve_relative(date, reference)
        if counted:
            value, off = counted
            told = Inferred(
                field="published", confidence=0.9 if not off else 0.5,
                evidence=f"counted back from {reference}; may be {off} days off",
            )  # fmt: skip
            return value, date.text, told
    return date.value, date.text, None


def _type(segment: Segment, text: str, under_pings: bool) -> tuple[str, str | None, float]:
    """Tell a ping from a comment; the evidence is None where the dump itself says it."""
    if segment.ping:
        return segment.ping, None, 1.0
    if under_pings:
        return "pingback", "stands under a heading of pings", 0.9
    if _ELLIPSES.match(text):
        return "pingback", "body stands between […] marks", 0.9
    if segment.name and OTHER_PAGE.search(segment.name):
        if _OPEN_ELLIPSIS.search(text) or not text.strip():
            return "pingback", "the name is another page's title and the body is cut with […]", 0.9
        if len(segment.name.split()) > _PING_WORDS:
            return "pingback", "the name is another page's title", 0.7
    return "comment", None, 1.0
