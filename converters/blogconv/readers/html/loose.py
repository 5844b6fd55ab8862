"""Comments that stand loose below their heading: no element holds one, only its head or its signature repeats.

The lines below the heading are looked at as a person sees them. Lines of one make that name a day (or say "X wrote:")
part the comments: they are heads where nothing stands above the first, signatures where nothing stands below the last.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from blogconv.language import vocabulary
from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.claims import Claim
from blogconv.readers.html.items import Candidate, Item
from blogconv.readers.html.lines import Line, lines_of
from blogconv.readers.html.page import BLOCK, SILENT, Page, text_of
from blogconv.readers.html.roles import FORM, stable
from blogconv.readers.html.wording import find_dates

_LONGEST = 160
_MOST_LINES = 20_000


class Stretch(NamedTuple):
    """Some children of one element."""

    parent: Element
    start: int
    stop: int


class _Seen(NamedTuple):
    """A line, the child that it begins in, and the make of it (None where it parts no comments)."""

    line: Line
    child: int
    make: tuple[object, ...] | None


def below_headings(page: Page, claimed: list[Claim]) -> list[Candidate]:
    """Give a candidate for each comment heading that loose comments follow."""
    ends = frozenset(c.element for c in claimed)
    found: list[Candidate] = []
    for claim in claimed:
        if claim.heading.kind == "comments" and claim.heading.count != 0:
            stretch = below(page, claim.element, ends)
            if stretch is not None and claim.heading.count == 1:
                found += _all_one(page, stretch)
            while stretch is not None:
                items, inner = _parted(page, stretch)
                if items:
                    found.append(Candidate(items, "structure", below_heading=True))
                stretch = inner
    return found


def _all_one(page: Page, stretch: Stretch) -> list[Candidate]:
    """Give all of a stretch as the one comment that its heading counts, where a form or heading ends it."""
    if stretch.stop == len(stretch.parent.children):
        return []
    item = Item.of_children(page, *stretch)
    return [Candidate([item], "structure", below_heading=True)] if item is not None else []


def below(page: Page, heading: Element, ends: frozenset[Element]) -> Stretch | None:
    """Find what follows a heading, up to the form or the next heading that is no comment's."""
    holder = heading
    for _ in range(4):
        parent = holder.parent
        if parent is None or holder.tag in ("body", "html"):
            return None
        start = page.slot[holder] + 1
        if holder is heading and start < len(parent.children):
            behind = parent.children[start]
            # "<b>Comments:</b> 3"
            start += isinstance(behind, str) and not any(map(str.isalpha, behind))
        stop = _end(page, parent, start, ends)
        length = sum(_size(page, child) for child in parent.children[start:stop])
        if length >= 20:
            return Stretch(parent, start, stop)
        if _size(page, parent) > page.length(holder) + 20:
            return None
        holder = parent
    return None


def _size(page: Page, child: Element | str) -> int:
    return len(child.strip()) if isinstance(child, str) else page.length(child)


def _end(page: Page, parent: Element, start: int, ends: frozenset[Element]) -> int:
    for index in range(start, len(parent.children)):
        child = parent.children[index]
        if isinstance(child, str):
            continue
        if (
            child.tag in ("form", "footer", "nav", "aside")
            or child in ends
            or not page.names[page.at[child]].isdisjoint(FORM)
        ):
            return index
        if page.length(child) <= 60 and vocabulary.widget_heading(text_of(child)):
            return index
        if page.length(child) <= 4000 and any(e.tag == "form" or e in ends for e in page.below(child)[:60]):
            return index
    return len(parent.children)


def _parted(page: Page, stretch: Stretch) -> tuple[list[Item], Stretch | None]:
    """Part a stretch into comments; where one child holds all marks, give that child to be looked at instead."""
    lines = lines_of([(stretch.parent, index) for index in range(stretch.start, stretch.stop)])
    if not lines or len(lines) > _MOST_LINES:
        return [], None
    seen = _seen(page, stretch, lines)
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(seen):
        if one.make is not None:
            groups[one.make].append(number)
    for marks in sorted(groups.values(), key=lambda g: (-len(g), g[0]))[:3]:
        children = {seen[m].child for m in marks}
        if len(children) == 1:
            child = stretch.parent.children[seen[marks[0]].child]
            if isinstance(child, str) or child.tag not in BLOCK:
                continue
            whole = sum(_size(page, c) for c in stretch.parent.children[stretch.start : stretch.stop])
            if len(marks) > 1 or page.length(child) >= 0.9 * whole:
                return [], Stretch(child, 0, len(child.children))
        elif len(children) < len(marks) or any(b - a < 2 for a, b in pairwise(marks)):
            continue
        items = _items(page, stretch, seen, marks)
        if items:
            return items, None
    return [], None


def _seen(page: Page, stretch: Stretch, lines: list[Line]) -> list[_Seen]:
    slots = [i for i in range(stretch.start, stretch.stop) if not isinstance(stretch.parent.children[i], str)]
    places = [page.at[c] for i in slots if not isinstance(c := stretch.parent.children[i], str)]
    found = []
    for line in lines:
        holder, index = line.places[0]
        child = index if holder is stretch.parent else slots[bisect_right(places, page.at[holder]) - 1]
        found.append(_Seen(line, child, _make(stretch, line, child)))
    return found


def _make(stretch: Stretch, line: Line, child: int) -> tuple[object, ...] | None:
    """Say of which make a line is that parts comments: where it stands and what its words do."""
    text = line.text
    if not 3 <= len(text) <= _LONGEST:
        return None
    spans = [d for d in find_dates(text) if d.precision != "time"] if any(map(str.isdigit, text)) else []
    if spans:
        rest = text
        for span in reversed(spans):
            rest = rest[: span.start] + " " + rest[span.end :]
        if len(rest.split()) > 10 or len(rest) > 80:
            return None
    else:
        said = wording.says(text)
        if said is None or not said.name or said.rest:
            return None
    top = stretch.parent.children[child]
    kind = ("", ()) if isinstance(top, str) else (top.tag, stable(top.attrs.get("class", "")))
    holder = line.places[0][0]
    if holder.tag == "a" and holder.parent is not None:
        # Some who comment have an address, some have none.
        holder = holder.parent
    return (bool(spans), kind, line.block.tag, stable(line.block.attrs.get("class", "")), holder.tag)


_HEADED = {("h3", ()), ("h4", ()), ("h5", ()), ("dt", ())}
_SENTENCE = re.compile(r"[.!?…。！？]$")


def _items(page: Page, stretch: Stretch, seen: list[_Seen], marks: list[int]) -> list[Item]:
    first, last = marks[0], marks[-1]
    above = [one for one in seen[:first] if not _furniture(one.line)]
    below = [one for one in seen[last + 1 :] if not _furniture(one.line)]
    if not below and not above:
        return []
    leads = 0
    if below and above:
        leads = _leads(stretch, seen, marks, len(above))
    if not above or leads:
        # Heads: each comment begins with its mark, or with the short lines that stand above every mark.
        starts = [_with_anchors(page, stretch, seen[m - leads].child) for m in marks]
        stops = [*starts[1:], stretch.stop]
    elif not below or len(marks) > 1:
        stops = [seen[m].child + 1 for m in marks]
        starts = [stretch.start, *stops[:-1]]
    else:
        return []
    if any(a >= b for a, b in zip(starts, stops, strict=True)):
        return []
    made = [Item.of_children(page, stretch.parent, a, b) for a, b in zip(starts, stops, strict=True)]
    return [item for item in made if item is not None]


def _leads(stretch: Stretch, seen: list[_Seen], marks: list[int], count: int) -> int:
    """Count the short lines of one make that stand above every mark: a name in a heading, above the date."""
    if count > 2 or count > marks[0]:
        return 0
    for back in range(1, count + 1):
        kinds = set()
        for mark in marks:
            lead = seen[mark - back]
            top = stretch.parent.children[lead.child]
            if len(lead.line.text) > 60 or _SENTENCE.search(lead.line.text) or isinstance(top, str):
                return 0
            kinds.add((top.tag, stable(top.attrs.get("class", ""))))
        if len(kinds) > 1 or (len(marks) == 1 and not kinds & _HEADED):
            return 0
    return count


def _with_anchors(page: Page, stretch: Stretch, child: int) -> int:
    """Begin an item at the empty anchor or picture right above its head."""
    while child > stretch.start:
        before = stretch.parent.children[child - 1]
        if isinstance(before, str):
            if before.strip():
                break
        elif before.tag not in ("a", "img") or page.length(before):
            break
        child -= 1
    return child


def _furniture(line: Line) -> bool:
    text = line.text
    if line.block.tag in SILENT or len(text) > 80:
        return line.block.tag in SILENT
    return not any(map(str.isalnum, text)) or wording.mark(text.strip("[](){}|•·»«→← ")) is not None
