"""Cut a stretch of a dump into comments at the lines that close them: names and dates below the bodies, reply marks."""

from collections.abc import Sequence

from blogconv.language.vocabulary import LINKS
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.headers import bare_share, own_words, read_header
from blogconv.readers.text.heads import bare_name, is_name
from blogconv.readers.text.layout import Line
from blogconv.readers.text.segment import Segment

_CLOSING = 5
"""Lines that a closing may have."""


def closed(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, anchors: list[int]) -> list[Segment]:
    """End a comment at each anchor."""
    segments = []
    start = first
    for a in anchors:
        head = evidence[a].head
        end = a
        name_line = None
        if head and not head.name and a > start + 1:
            above = a - 1
            if _may_name(lines, evidence, above) and lines[above].gap:
                name_line = above
        segment = Segment(start, a + 1, a, head=[a], date=head.date if head else None)
        if head:
            segment.name, segment.says, segment.ping, segment.link = head.name, False, head.ping, lines[a].link
        if name_line is not None:
            segment.name, segment.bare, end = bare_name(lines[name_line]), True, name_line
            segment.link = lines[name_line].link
            segment.head.insert(0, name_line)
        body = list(range(start, end))
        while body and (evidence[body[0]].furniture or not lines[body[0]].text):
            segment.dropped.append(body.pop(0))
        segment.body = body
        segments.append(segment)
        start = a + 1
        while start < len(lines) and start - a < _CLOSING and _still_closes(evidence[start], segment):
            if (below := evidence[start].head) is not None:
                segment.date = below.date
                segment.head.append(start)
            else:
                segment.dropped.append(start)
            start += 1
    _names_above(lines, evidence, segments)
    own_words(lines, segments)
    return segments


def may_be_openings(
    lines: Sequence[Line], evidence: Sequence[Evidence], segments: Sequence[Segment], last: int, claimed: int | None
) -> list[int]:
    """Give the lines of text below the last closing, where nothing tells whether closings or openings part them.

    "text, Ann, text, Bo, text" is left of comments whose last closing the tool dropped, and of those whose first
    header it dropped: read the wrong way, each name and date would be given to another's words.
    """
    below = [i for i in range(segments[-1].end, last) if lines[i].text and not evidence[i].furniture]
    counted = claimed == len(segments) + 1
    formed = claimed is None and last < len(lines) and evidence[last].stop
    if not (counted or formed) or not any(len(lines[i].text) >= _A_TEXT for i in below):
        return []
    if any(lines[s.anchor].mark or not s.body for s in segments):
        return []
    # What belongs together stands closer: a link to answer, or no blank line, ties a closing to the text above it.
    tied = sum(1 for s in segments if not lines[s.head[0]].gap or any(i > s.anchor for i in s.dropped))
    return below if tied * 2 < len(segments) else []


_A_TEXT = 40
"""Characters from which a line below the last closing is taken for somebody's words."""


def _may_name(lines: Sequence[Line], evidence: Sequence[Evidence], i: int) -> bool:
    return not evidence[i].furniture and not evidence[i].head and is_name(bare_name(lines[i]))


def _still_closes(evidence: Evidence, segment: Segment) -> bool:
    """Say whether a line belongs to the closing above it: its date, or the links of the comment."""
    head = evidence.head
    return evidence.furniture in LINKS or (head is not None and head.kind == "date" and segment.date is None)


def _names_above(lines: Sequence[Line], evidence: Sequence[Evidence], segments: list[Segment]) -> None:
    """Where closings hold no names, take them from the lines above the bodies."""
    nameless = [s for s in segments if s.name is None and len(s.body) > 1]
    if len(nameless) * 2 < len(segments) or len(nameless) < 2:
        return
    able = [s for s in nameless if is_name(bare_name(lines[s.body[0]])) and not evidence[s.body[0]].head]
    if len(able) * 4 >= len(nameless) * 3:
        for s in able:
            at = s.body.pop(0)
            s.name, s.link, s.bare = bare_name(lines[at]), lines[at].link, True
            s.head.insert(0, at)


def after_replies(
    lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int, anchors: list[int]
) -> list[Segment]:
    """End a comment at each reply mark."""
    segments = []
    start = first
    for a in anchors:
        while start < a and evidence[start].furniture:
            start += 1
        if start < a:
            segments.append(Segment(start, a + 1, start))
        start = a + 1
    share = bare_share(lines, evidence, segments)
    for segment in segments:
        read_header(lines, evidence, segment, bare=share >= 0.4, free=share >= 0.6)
    own_words(lines, segments)
    return segments
