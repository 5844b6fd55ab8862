"""Choose the reading of a whole dump: which heading, which stretch below it, which way of cutting it into comments."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.headers import may_name
from blogconv.readers.text.layout import Layout, Line
from blogconv.readers.text.openings import learn_openings
from blogconv.readers.text.scoring import score
from blogconv.readers.text.segment import Segment
from blogconv.readers.text.segments import Cut, cuts, shape_of

ENOUGH = 0.75
"""Score from which comments under a heading are believed."""
ENOUGH_ALONE = 1.6
"""The same where no heading announces them."""
_HEADINGS_TRIED = 6
_FORM = 40
"""Lines that a form between the heading and the comments may have."""


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


@dataclass(frozen=True)
class _Tried:
    cut: Cut
    heading: int | None
    claimed: int | None
    score: float


def read_whole(layout: Layout, evidence: Sequence[Evidence]) -> Reading:
    """Try all readings and keep the best; without a believable one the dump has no comments."""
    lines = layout.lines
    headings = [i for i, e in enumerate(evidence) if e.heading and e.heading.kind != "form"]
    if len(headings) > 1 and len(lines) > 60:
        # "Comments" in the first lines of a long dump is a link to them.
        headings = [i for i in headings if i > 2] or headings
    telling = [h for h in headings if (found := evidence[h].heading) and (found.count is not None or found.title)]
    plain = [h for h in headings if h not in telling]
    made: dict[tuple[int, int], list[Cut]] = {}
    under = (*telling[-_HEADINGS_TRIED:], *plain[-_HEADINGS_TRIED:])
    tried = [t for h in under for t in _under(lines, evidence, h, made)]
    best = max(tried, key=lambda t: t.score, default=None)
    if best is None or best.score < ENOUGH:
        none = any((h := e.heading) and h.count == 0 for e in evidence) and not any(
            (h := e.heading) and h.count for e in evidence
        )
        alone = max(_alone(lines, evidence), key=lambda t: t.score, default=None) if not none else None
        if alone and alone.score >= ENOUGH_ALONE:
            best = alone
        elif best and best.score < ENOUGH:
            best = None
    above = None
    if best and best.heading is not None and _pinged(evidence, best):
        # Comments without a heading of their own may stand above the pings.
        over = best.heading
        above = max(_alone(lines[:over], evidence[:over]), key=lambda t: t.score, default=None)
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
    others = [
        t for t in tried if _apart(t, best) and t.score >= ENOUGH and _pinged(evidence, t) != _pinged(evidence, best)
    ]
    parts = [best]
    if above and above.score >= ENOUGH:
        parts.append(above)
    elif others:
        parts.append(max(others, key=lambda t: t.score))
    parts.sort(key=lambda t: t.cut.first)
    segments: list[Segment] = []
    pings: set[int] = set()
    for part in parts:
        if _pinged(evidence, part):
            pings.update(range(len(segments), len(segments) + len(part.cut.segments)))
        segments.extend(part.cut.segments)
    start = min(_thread_start(evidence, p) for p in parts)
    while start > 0 and evidence[start - 1].heading:
        start -= 1
    used = frozenset(i for s in segments for i in (*s.head, *s.body))
    claimed = best.claimed or (claims[-1] if claims else None)
    return Reading(segments, best.cut.form, best.heading, start, claimed, quoted, best.score, frozenset(pings), used)


def _thread_start(evidence: Sequence[Evidence], tried: _Tried) -> int:
    """Where the comments begin: at their heading, unless the post itself stands between (a byline that counts them)."""
    first = tried.cut.segments[0].start
    if tried.heading is None:
        return first
    between = sum(1 for i in range(tried.heading + 1, first) if not evidence[i].furniture)
    return tried.heading if between <= 4 else first


def _pinged(evidence: Sequence[Evidence], tried: _Tried) -> bool:
    heading = evidence[tried.heading].heading if tried.heading is not None else None
    return heading is not None and heading.kind == "pings"


def _apart(one: _Tried, other: _Tried) -> bool:
    return one.cut.last <= other.cut.first or other.cut.last <= one.cut.first


def _under(
    lines: Sequence[Line], evidence: Sequence[Evidence], heading: int, made: dict[tuple[int, int], list[Cut]]
) -> Iterator[_Tried]:
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
    for last in _ends(lines, evidence, first):
        if (first, last) not in made:
            made[first, last] = cuts(lines, evidence, first, last)
        for cut in made[first, last]:
            yield _Tried(cut, heading, claimed, score(lines, cut, claimed))


def _ends(lines: Sequence[Line], evidence: Sequence[Evidence], first: int) -> list[int]:
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


def _alone(lines: Sequence[Line], evidence: Sequence[Evidence]) -> Iterator[_Tried]:
    """Try readings where no heading announces comments: from the first header line on, or up to the last closing."""
    for known in (evidence, learn_openings(lines, evidence, 0, len(lines))):
        if known is None:
            continue
        formed = any(e.stop and e.heading for e in known)
        for first, last in _stretches(lines, known):
            for cut in cuts(lines, known, first, last):
                if _is_sure(cut, formed):
                    told = score(lines, cut, None) + 0.1 * min(4, len(cut.segments) - 2)
                    yield _Tried(cut, None, None, told)


def _stretches(lines: Sequence[Line], evidence: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
    """Find where comments that no heading announces may begin and end."""
    strong: list[int] = []
    days: list[int] = []
    for i, e in enumerate(evidence):
        if e.head and (e.head.says or e.head.ping or e.head.kind == "named-date"):
            strong.append(i)
        elif e.head and e.head.date and e.head.date.precision not in ("month", "time"):
            days.append(i)
    starts: set[int] = set()
    for heads in (strong, days if len(days) > 2 else []):
        if not heads:
            continue
        # What only seems to speak may stand above: the commonest shape is surer, and what stands below the form.
        shapes = Counter(shape_of(lines[i], evidence[i]) for i in heads)
        for shape, times in shapes.most_common(2):
            if times > 1:
                first = next(i for i in heads if shape_of(lines[i], evidence[i]) == shape)
                starts.add(_above(lines, evidence, first))
    if strong:
        starts.add(_above(lines, evidence, strong[0]))
        spoken = (i for i in strong if (head := evidence[i].head) and head.says)
        starts.update(islice((i for i in spoken if any(e.head and e.head.date for e in evidence[i : i + 3])), 1))
        form = next((i for i, e in enumerate(evidence) if e.stop and e.heading), None)
        if form is not None and (below := next((i for i in strong if i > form), None)) is not None:
            starts.add(below)
        if len(strong) > 2:
            # Names and dates that close comments: the first begins as many lines above its own as others do.
            steps = sorted(b - a for a, b in pairwise(strong))
            starts.add(max(0, strong[0] - steps[len(steps) // 2] + 1))
    for first in sorted(starts):
        for last in _ends(lines, evidence, first + 1):
            yield first, last


def _above(lines: Sequence[Line], evidence: Sequence[Evidence], first: int) -> int:
    """Step back from a header line to those that stand right above it: a name above a date, an avatar's text."""
    start = first
    while start > 0 and first - start < 3 and not lines[start].mark:
        above = evidence[start - 1]
        if not (above.head or above.furniture == "empty" or may_name(lines, evidence, start - 1)) or (
            lines[start].gap and not above.head and start - 1 > 0 and len(lines[start - 1].text) > _NAME
        ):
            break
        start -= 1
    return start


_NAME = 40


def _is_sure(cut: Cut, formed: bool) -> bool:
    """Say whether comments that no heading announces are complete enough to be no list of links, tweets or news.

    ``formed``: the dump has a comment form.
    """
    segments = [s for s in cut.segments if s.name and (s.body or s.lead)]
    n = len(cut.segments)
    enough = n * 0.8
    answered = sum(1 for s in cut.segments if any(cut.evidence[i].furniture in _ANSWERS for i in s.dropped)) * 2 > n
    if cut.form == "reply":
        return n > 2 and formed and answered and len(segments) >= enough
    spoken = sum(1 for s in segments if s.says)
    dated = sum(1 for s in segments if s.date)
    if not cut.learned:
        timed = sum(1 for s in segments if s.date and "T" in (s.date.value or ""))
        both = sum(1 for s in cut.segments if s.name and s.says and s.date)
        if both == n > 1 or (n > 2 and max(spoken, timed) >= enough):
            return True
    return n > 1 and max(dated, spoken) >= enough and answered


_ANSWERS = ("reply", "report", "rate")
"""Links that only comments have."""


def _first_stop(lines: Sequence[Line], evidence: Sequence[Evidence]) -> int:
    """Index of the comment form, where there is one below some text, else of the end."""
    text = 0
    for i, e in enumerate(evidence):
        if e.stop and text > 400 and (e.heading is not None or e.furniture == "form"):
            return i
        if not e.furniture:
            text += len(lines[i].text)
    return len(lines)
