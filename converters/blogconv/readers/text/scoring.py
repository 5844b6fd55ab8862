"""Say how well a reading explains a dump, so that the best whole reading wins."""

from collections.abc import Sequence
from itertools import pairwise

from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.layout import Line
from blogconv.readers.text.segments import Cut


def score(lines: Sequence[Line], cut: Cut, claimed: int | None) -> float:
    """Weigh one reading: its headers complete, its count the claimed one, little left over, few oddities.

    Above 0 it is believable; a comment heading alone is worth nothing, a header that nobody closes costs.
    """
    segments, evidence = cut.segments, cut.evidence
    n = len(segments)
    named = sum(1 for s in segments if s.name) / n
    dated = sum(1 for s in segments if s.date) / n
    bodied = sum(1 for s in segments if s.body or s.lead or s.ping) / n
    bare = sum(1 for s in segments if s.bare and not s.date) / n
    total = 0.9 * named + 0.6 * dated + 1.2 * bodied - 0.2 * bare
    total += {"list": 0.25, "says": 0.3, "dated": 0.1, "closing": 0.0, "reply": -0.1, "bare": 0.0}[cut.form]
    if cut.form == "reply" and claimed is None and n > 2 and named > 0.9 and not dated:
        # The deepest answers of a thread have no such link: where there are dates, they tell more.
        total += 0.4
    if cut.form in ("dated", "closing"):
        # "Tweets by Anna", "By the way": a by-word without a date closes or opens little.
        total -= 0.7 * sum(1 for s in segments if not s.date and not s.ping) / n
    total -= 0.15 * cut.learned
    total -= 1.5 * _oddities(lines, evidence, cut) / n
    # Text between a heading and the first opening is a comment that was missed; below the last closing it is a footer.
    total -= 0.5 * min(3, _lead(lines, evidence, cut))
    total -= 0.15 * min(4, _tail(lines, evidence, cut))
    total += 0.7 * _counted(lines, cut)
    last = segments[-1]
    if n > 1 and cut.form in ("dated", "says") and not (last.body or last.lead or last.ping):
        # An opening below which nothing stands closes what stands above it.
        total -= 0.6
    if n > 2 and named > 0.8 and len({s.name for s in segments}) == 1:
        # "Guest", "Guest", "Guest": what stands beside every comment is nobody's name.
        total -= 0.5
    if cut.form == "closing":
        # A list item begins what stands below it.
        total -= 0.8 * sum(1 for s in segments if lines[s.anchor].mark and s.start < s.anchor) / n
    if cut.form == "bare" and n != claimed:
        # Short lines above long ones are found in any text; only their number tells, or that people come back.
        back = claimed is None and n > 3 > len({s.name for s in segments}) - n + 3 and not _lead(lines, evidence, cut)
        if claimed and n < claimed <= n * 1.25 and not _lead(lines, cut.evidence, cut):
            # Some lost their headers in the dump.
            return 1.0
        return 0.8 if back and all(s.name and len(s.name.split()) < 4 for s in segments) else 0.0
    if claimed:
        agreed = min(n, claimed) / max(n, claimed)
        total += 2.0 * agreed + (0.8 if n == claimed else 0.0) - (1.0 if n > claimed * 1.5 + 1 else 0.0)
    elif cut.form == "closing" and n <= 3:
        # A date or two below a text that no count announces may close anything.
        total -= 0.4
    return total - 1.2


def _counted(lines: Sequence[Line], cut: Cut) -> float:
    """Share of the comments that a list counts on: 1, 2, 3 ..."""
    left = min(lines[s.start].indent for s in cut.segments)
    numbers = [line.number for s in cut.segments if (line := lines[s.start]).number >= 0 and line.indent <= left + 1]
    if len(numbers) < 2:
        return 0.0
    going = sum(1 for a, b in pairwise(numbers) if a < b <= a + 2)
    return going / (len(numbers) - 1)


def _oddities(lines: Sequence[Line], evidence: Sequence[Evidence], cut: Cut) -> float:
    """Count what a right reading would have explained: headers and reply marks inside bodies, empty comments."""
    odd = 0.0

    def is_reply(i: int) -> bool:
        return evidence[i].furniture == "reply"

    for s in cut.segments:
        if not s.body and not s.lead and not s.ping:
            odd += 0.5
        if cut.form == "closing" and s.body and any(s.body[-1] < i < s.anchor for i in s.dropped if is_reply(i)):
            # A reply mark ends a comment: what stands below it opens the next one.
            odd += 1.0
        start = lines[s.start]
        for i in s.body:
            line, head = lines[i], evidence[i].head
            if line.mark and line.mark == start.mark and line.indent == start.indent and line.gap and i != s.start:
                # An item beside the comment's own: a comment that was not told apart.
                odd += 1.0
            if head:
                odd += 0.3 if head.rest else 0.8 if head.says or head.ping else 0.4
            elif evidence[i].furniture == "reply":
                odd += 0.7
            elif evidence[i].heading:
                odd += 0.5
    return odd


def _lead(lines: Sequence[Line], evidence: Sequence[Evidence], cut: Cut) -> int:
    """Count the lines of text before the first comment: openings that open nothing, or one that was not seen."""
    first = cut.segments[0].start
    return sum(1 for i in range(cut.first, first) if not evidence[i].furniture and lines[i].text)


def _tail(lines: Sequence[Line], evidence: Sequence[Evidence], cut: Cut) -> int:
    """Count the lines of text after the last comment of a reading by closing words."""
    last = cut.segments[-1]
    if cut.form not in ("closing", "reply"):
        return 0
    return sum(1 for i in range(last.end, cut.last) if not evidence[i].furniture and lines[i].text)
