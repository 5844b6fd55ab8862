"""Part comments of which a dump keeps nothing but the texts: as many blocks as the heading above them counts."""

from collections.abc import Sequence

from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.headers import read_header
from blogconv.readers.text.layout import Line
from blogconv.readers.text.segment import Segment
from blogconv.readers.text.segments import Cut

_POST = 300
"""Characters of text that stand above a heading of comments; above a byline that counts them stands less."""


def counted_blocks(
    lines: Sequence[Line], evidence: Sequence[Evidence], heading: int, first: int, last: int, claimed: int
) -> Cut | None:
    """Make a comment of each block between a heading and the form or widget below, if they are just as many.

    A single comment is all that stands there. Nobody is named but by a line of its own above the only text.
    """
    if last >= len(lines) or sum(len(lines[i].text) for i in range(heading) if not evidence[i].furniture) < _POST:
        return None
    texts = [i for i in range(first, last) if lines[i].text and not evidence[i].furniture]
    starts = [i for i in texts if lines[i].gap or i == texts[0]]
    if claimed == 1:
        starts = starts[:1]
    if len(starts) != claimed or not starts:
        return None
    segments = []
    for start, end in zip(starts, [*starts[1:], last], strict=True):
        segment = Segment(start, end, start)
        if claimed == 1:
            read_header(lines, evidence, segment, bare=True, free=False)
        else:
            segment.body = list(range(start, end))
        while segment.body and evidence[segment.body[-1]].furniture:
            segment.dropped.append(segment.body.pop())
        segments.append(segment)
    return Cut("blocks", first, last, segments, evidence) if all(s.body for s in segments) else None
