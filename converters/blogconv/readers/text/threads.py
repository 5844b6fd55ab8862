"""Hold a reading that was tried, and find where a thread may end."""

from collections.abc import Sequence
from dataclasses import dataclass

from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.layout import Line
from blogconv.readers.text.segments import Cut


@dataclass(frozen=True)
class Tried:
    """One way of cutting one stretch, and how well it explains the dump."""

    cut: Cut
    heading: int | None
    """Index of the line that announces the comments."""
    claimed: int | None
    score: float


def ends_below(lines: Sequence[Line], evidence: Sequence[Evidence], first: int) -> list[int]:
    """Where a thread that begins at ``first`` may end: at the first form or widget, else a later one, else never."""
    ends: list[int] = []
    pings: list[int] = []
    i = first
    total = len(lines)
    while i < total and len(ends) < 2:
        heading = evidence[i].heading
        if heading and heading.kind == "pings" and i > first + 1 and i not in ends:
            # Pings under a heading of their own are a thread of their own.
            pings.append(i)
        if evidence[i].furniture == "widget" and i > first + 1 and not pings:
            pings.append(i)
        if evidence[i].stop or (heading and heading.count == 0):
            if i > first:
                ends.append(i)
            while i < total and (evidence[i].stop or evidence[i].furniture):
                i += 1
            continue
        i += 1
    if not ends:
        ends.append(total)
    return [*pings[:1], *ends]
