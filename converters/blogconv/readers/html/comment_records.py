"""What was read of comments into comments: ids, parents, days, and what of these was inferred."""

import re
from collections.abc import Sequence

from blogconv.language.dates import resolve_relative
from blogconv.model import Author, Comment, Inferred
from blogconv.readers.html.comments import Reading, parents_of
from blogconv.readers.html.found import Found
from blogconv.readers.html.page import Page
from blogconv.readers.html.rendering import render


def comment_records(page: Page, readings: Sequence[Reading], post: str, reference: str | None) -> tuple[Comment, ...]:
    """Make the comments of a post, in the page's order; ``post`` is its id, for comments that show none of their own.

    "3 days ago" is counted back from ``reference`` (a day or moment, ISO 8601), and marked as inferred.
    """
    ordered: list[tuple[Found, Found | None, str]] = []
    for reading in readings:
        ups, how = parents_of(page, reading)
        for one, up, why in zip(reading.found, ups, how, strict=True):
            ordered.append((one, reading.found[up] if up is not None else None, why))
    ordered.sort(key=lambda entry: entry[0].item.lo)
    ids: dict[int, str] = {}
    used: set[str] = set()
    for number, (one, _, _) in enumerate(ordered, 1):
        ident = one.ident if one.ident and one.ident not in used else f"{post}-{number}"
        used.add(ident)
        ids[id(one)] = ident
    return tuple(
        _comment(page, one, ids[id(one)], ids[id(up)] if up is not None else None, why, reference)
        for one, up, why in ordered
    )


_COLON = re.compile(r"((?:<(?:p|div)>)?)\s*[:：]\s+(?=\w)")


def _comment(page: Page, one: Found, ident: str, parent: str | None, why: str, reference: str | None) -> Comment:
    parts = one.parts
    dropped = parts.dropped | parts.skip
    inferred = [Inferred(field=f, confidence=c, evidence=e) for f, c, e in one.evidence]
    published = one.iso
    if one.date is not None:
        value = None if one.date.incomplete else one.date.value
        if published is None or (value and len(value) > 10 and value.startswith(published)):
            published = value or published
        if published is None and one.date.relative and reference:
            counted = resolve_relative(one.date, reference)
            if counted:
                published = counted[0]
                inferred.append(
                    Inferred(
                        field="published",
                        confidence=0.8 if counted[1] <= 1 else 0.4,
                        evidence=f"counted back from {reference}",
                    )
                )
    if published is None and one.class_date:
        published = one.class_date
        inferred.append(Inferred(field="published", confidence=0.9, evidence="the day in the comment's class names"))
    # "NAME: text" in one line: the colon is the head's.
    content = render(page, one.item.places(), parts.taken, dropped)
    if colon := _COLON.match(content):
        content = colon[1] + content[colon.end() :]
    if parent is not None and why not in ("nesting", ""):
        inferred.append(Inferred(field="parent", confidence=0.9, evidence=why))
    return Comment(
        id=ident, parent=parent, type=one.type, status=one.status,
        author=Author(name=one.name, url=one.url, avatar=one.avatar), published=published, date_text=one.date_text,
        content=content, votes=one.votes, inferred=tuple(inferred),
    )  # fmt: skip
