"""Read comments that no heading announces: where they may begin, and whether they are surely comments."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.headers import may_name
from blogconv.readers.text.layout import Line
from blogconv.readers.text.openings import learn_openings
from blogconv.readers.text.scoring import score
from blogconv.readers.text.segments import Cut, cuts, shape_of
from blogconv.readers.text.threads import Tried, ends_below

ENOUGH = 1.6
"""Score from which comments are believed though no heading announces them."""
_NAME = 40
"""Characters of the longest line above a date that is taken for a name without a closer look."""
_MANY = 5
"""More complete comments than this need neither a form nor a link to answer beside them."""
_ANSWERS = ("reply", "report", "rate")
"""Links that only comments have."""


def read_unannounced(lines: Sequence[Line], evidence: Sequence[Evidence]) -> Tried | None:
    """Give the best believable reading of comments that no heading announces, where no heading says there are none."""
    counts = {e.heading.count for e in evidence if e.heading and e.heading.count is not None}
    if counts == {0}:
        return None
    alone = max(_alone(lines, evidence), key=lambda t: t.score, default=None)
    return alone if alone and alone.score >= ENOUGH else None


def _alone(lines: Sequence[Line], evidence: Sequence[Evidence]) -> Iterator[Tried]:
    """Try readings where no heading announces comments: from the first header line on, or up to the last closing."""
    for known in (evidence, learn_openings(lines, evidence, 0, len(lines))):
        if known is None:
            continue
        formed = any(e.stop and e.heading for e in known)
        for first, last in _stretches(lines, known):
            taught = known is not evidence
            for made in cuts(lines, known, first, last, learn=not taught):
                cut = replace(made, learned=True) if taught else made
                if _is_sure(cut, formed):
                    told = score(lines, cut, None) + 0.1 * min(4, len(cut.segments) - 2)
                    yield Tried(cut, None, None, told)


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
                starts.update((first, _above(lines, evidence, first)))
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
        for last in ends_below(lines, evidence, first + 1):
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
    told = formed or answered
    timed = sum(1 for s in segments if s.date and s.date.precision in ("minute", "second"))
    if n > 2 and timed >= enough and (told or n > _MANY):
        return True
    if not cut.learned:
        # Words of speaking that the dump taught may be any list's.
        both = sum(1 for s in cut.segments if s.name and s.says and s.date)
        if both == n > 1 or (n > 2 and told and spoken >= enough):
            return True
    return n > 1 and max(dated, spoken) >= enough and answered
