"""Choose the reading of a whole dump: which heading, which stretch below it, which way of cutting it into comments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from blogconv.readers.text.blocks import counted_blocks
from blogconv.readers.text.closings import may_be_openings
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.heads import OTHER_PAGE
from blogconv.readers.text.layout import Layout, Line
from blogconv.readers.text.scoring import score
from blogconv.readers.text.segment import Segment
from blogconv.readers.text.segments import Cut, cuts
from blogconv.readers.text.threads import Tried, ends_below
from blogconv.readers.text.unannounced import read_unannounced

ENOUGH = 0.75
"""Score from which comments under a heading are believed."""
_HEADINGS_TRIED = 6
_FORM = 40
"""Lines that a form between the heading and the comments may have."""

_PING_WORDS = 5
"""A name of more words under a heading of pings is a page's title."""
_CUT = re.compile(r"[\[(](?:…|\.{3})[\])]|^\s*(?:…|\.{3})|(?:…|\.{3})\s*$")
"""An excerpt of another page: cut off at either end."""


@dataclass(frozen=True)
class Reading:
    """How a dump was understood."""

    segments: Sequence[Segment] = ()
    form: str = "none"
    heading: int | None = None
    """Index of the comment heading's line."""
    post_end: int = 0
    """Index after the last line that can belong to the post."""
    claimed: int | None = None
    """How many comments the dump itself claims."""
    quoted: str | None = None
    """The post's title as the comment heading quotes it."""
    score: float = 0.0
    pings: frozenset[int] = frozenset()
    """Indexes (in ``segments``) of comments that stand under a heading of pings."""
    used: frozenset[int] = field(default_factory=frozenset)
    """Indexes of the lines that comments are made of."""
    untied: frozenset[int] = frozenset()
    """Indexes of lines that name people and days, of which nothing tells whose words stand beside them."""


def read_whole(layout: Layout, evidence: Sequence[Evidence]) -> Reading:
    """Try all readings and keep the best; without a believable one the dump has no comments."""
    lines = layout.lines
    headings = _headings(lines, evidence)
    tried = list(_under_headings(lines, evidence, headings))
    best = max(tried, key=lambda t: t.score, default=None)
    if best is None or best.score < ENOUGH:
        best = read_unannounced(lines, evidence)
    quoted = next((h.title for e in reversed(evidence) if (h := e.heading or e.hint) and h.title), None)
    claims = [h.count for e in evidence if (h := e.heading) and h.count is not None and h.kind == "comments"]
    if best is None:
        end = headings[-1] if headings else len(lines)
        if sum(len(lines[i].text) for i in range(end) if not evidence[i].furniture) < 200:
            end = len(lines)
        end = min(end, _first_stop(lines, evidence))
        return Reading(
            post_end=end,
            claimed=claims[-1] if claims else None,
            quoted=quoted,
            heading=headings[-1] if headings else None,
        )
    parts = [best]
    if (other := _beside(lines, evidence, best, tried)) is not None:
        parts = sorted((best, other), key=lambda t: t.cut.first)
    segments: list[Segment] = []
    pings: set[int] = set()
    untied: frozenset[int] = frozenset()
    for part in parts:
        if part.cut.form == "closing" and part.heading is not None:
            untied |= _untie(lines, part)
        if _pinged(lines, evidence, part):
            pings.update(range(len(segments), len(segments) + len(part.cut.segments)))
        segments.extend(part.cut.segments)
    start = min(_thread_start(evidence, p) for p in parts)
    while start > 0 and evidence[start - 1].heading:
        start -= 1
    used = frozenset(i for s in segments for i in (*s.head, *s.body))
    claimed = best.claimed or (claims[-1] if claims else None)
    return Reading(
        segments, best.cut.form, best.heading, start, claimed, quoted, best.score, frozenset(pings), used, untied
    )


def _untie(lines: Sequence[Line], tried: Tried) -> frozenset[int]:
    """Take names and dates off comments that they may not belong to; give the lines that hold them."""
    cut = tried.cut
    below = may_be_openings(lines, cut.evidence, cut.segments, cut.last, tried.claimed)
    if not below:
        return frozenset()
    held = frozenset(i for s in cut.segments for i in s.head)
    for s in cut.segments:
        s.head, s.name, s.link, s.date, s.bare = [], None, 0, None, False
    cut.segments.append(Segment(below[0], below[-1] + 1, below[0], body=below))
    return held


def _headings(lines: Sequence[Line], evidence: Sequence[Evidence]) -> list[int]:
    """Find the headings under which comments may stand."""
    headings = [i for i, e in enumerate(evidence) if e.heading and e.heading.kind != "form"]
    if len(headings) > 1 and len(lines) > 60:
        # "Comments" in the first lines of a long dump is a link to them.
        return [i for i in headings if i > 2] or headings
    return headings


def _under_headings(lines: Sequence[Line], evidence: Sequence[Evidence], headings: Sequence[int]) -> Iterator[Tried]:
    telling: list[int] = []
    plain: list[int] = []
    for h in headings:
        tells = (found := evidence[h].heading) and (found.count is not None or found.title)
        (telling if tells else plain).append(h)
    made: dict[tuple[int, int], list[Cut]] = {}
    for h in (*telling[-_HEADINGS_TRIED:], *plain[-_HEADINGS_TRIED:]):
        yield from _under(lines, evidence, h, made)


def _beside(lines: Sequence[Line], evidence: Sequence[Evidence], best: Tried, tried: Sequence[Tried]) -> Tried | None:
    """Find the second list: pings beside the comments, or comments above pings, with a heading or without one."""
    pinged = _pinged(lines, evidence, best)
    others = [t for t in tried if _apart(t, best) and t.score >= ENOUGH and _pinged(lines, evidence, t) != pinged]
    if others:
        return max(others, key=lambda t: t.score)
    if not pinged or best.heading is None:
        return None
    return read_unannounced(lines[: best.heading], evidence[: best.heading])


def _thread_start(evidence: Sequence[Evidence], tried: Tried) -> int:
    """Where the comments begin: at their heading, unless the post itself stands between (a byline that counts them)."""
    first = tried.cut.segments[0].start
    if tried.heading is None:
        return first
    between = sum(1 for i in range(tried.heading + 1, first) if not evidence[i].furniture)
    return tried.heading if between <= 4 else first


def _pinged(lines: Sequence[Line], evidence: Sequence[Evidence], tried: Tried) -> bool:
    heading = evidence[tried.heading].heading if tried.heading is not None else None
    if heading is None or heading.kind != "pings":
        return False
    # "Trackback" alone is also a link above comments; a heading that counts is no link.
    segments = tried.cut.segments
    return heading.count is not None or sum(_like_ping(lines, s) for s in segments) * 2 >= len(segments)


def _like_ping(lines: Sequence[Line], segment: Segment) -> bool:
    """Say whether a comment may be a ping: marked so, named like a page, or without a text of its own."""
    text = " ".join((segment.lead, *(lines[i].text for i in segment.body)))
    return (
        segment.ping is not None
        or not text.strip()
        or _CUT.search(text) is not None
        or (not segment.says and segment.date is None)
        or bool(segment.name and (OTHER_PAGE.search(segment.name) or len(segment.name.split()) > _PING_WORDS))
    )


def _apart(one: Tried, other: Tried) -> bool:
    return one.cut.last <= other.cut.first or other.cut.last <= one.cut.first


def _under(
    lines: Sequence[Line], evidence: Sequence[Evidence], heading: int, made: dict[tuple[int, int], list[Cut]]
) -> Iterator[Tried]:
    """Try the stretches below one heading; ``made`` keeps the cuts, for headings that stand together."""
    first = heading + 1
    own = evidence[heading].heading
    claimed = own.count if own else None
    # "Comments", "3 Responses to ..." and "Leave a comment" often stand together above the thread.
    while first < len(lines) and (evidence[first].heading or evidence[first].stop) and first - heading < _FORM:
        other = evidence[first].heading
        if other and other.count and claimed is None:
            claimed = other.count
        first += 1
    if claimed is None:
        for i in range(heading - 1, max(-1, heading - 4), -1):
            above = evidence[i].heading
            if above and above.count:
                claimed = above.count
                break
    if claimed == 0:
        return
    for last in ends_below(lines, evidence, first):
        if (first, last) not in made:
            made[first, last] = cuts(lines, evidence, first, last)
        for cut in made[first, last]:
            yield Tried(cut, heading, claimed, score(lines, cut, claimed))
        if claimed and (blocks := counted_blocks(lines, evidence, heading, first, last, claimed)):
            # Only where nothing else is believed.
            yield Tried(blocks, heading, claimed, ENOUGH)


def _first_stop(lines: Sequence[Line], evidence: Sequence[Evidence]) -> int:
    """Index of the comment form, where there is one below some text, else of the end."""
    text = 0
    for i, e in enumerate(evidence):
        if e.stop and text > 400 and (e.heading is not None or e.furniture == "form"):
            return i
        if not e.furniture:
            text += len(lines[i].text)
    return len(lines)
