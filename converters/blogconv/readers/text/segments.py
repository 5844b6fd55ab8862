"""Cut a stretch of a dump into comments, in each way that its repeated openings or closings allow.

Each way is a hypothesis about the whole stretch; ``scoring.py`` says which one explains it best.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from blogconv.language.vocabulary import LINKS
from blogconv.readers.text.closings import after_replies, closed
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.headers import bare_share, has_name, may_name, own_words, read_header, same_name
from blogconv.readers.text.heads import bare_name, is_name
from blogconv.readers.text.items import comment_items, dedent
from blogconv.readers.text.layout import Line
from blogconv.readers.text.openings import learn_openings
from blogconv.readers.text.segment import Segment
from blogconv.readers.text.tidying import tidy


@dataclass(frozen=True)
class Cut:
    """One reading of a stretch: its comments, and how they were told."""

    form: str
    """``list``, ``says``, ``dated``, ``closing``, ``reply``, ``bare`` or ``blocks``."""
    first: int
    """Index of the first line of the stretch."""
    last: int
    """Index after its last line."""
    segments: list[Segment]
    evidence: Sequence[Evidence]
    """What the reading takes the lines for."""
    learned: bool = False
    """The words of its openings were learned from the dump itself."""


def cuts(
    lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int, *, learn: bool = True
) -> list[Cut]:
    """Make every hypothesis about the lines from ``first`` to before ``last``; ``learn`` their own words too."""
    out = _cuts(lines, evidence, first, last)
    if learn and (taught := learn_openings(lines, evidence, first, last)) is not None:
        out += [replace(cut, learned=True) for cut in _cuts(lines, taught, first, last)]
    return out


def _cuts(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int) -> list[Cut]:
    out: list[Cut] = []
    found = _anchors(lines, evidence, first, last)
    if found and found[0][0] == "list" and (end := dedent(lines, found[0][1], last)) < last:
        # What stands further left than the list is below it: unless the tool puts all bodies there.
        items = [i for i in found[0][1] if i < end]
        segments = _opened(lines, evidence, first, end, items, "list")
        tidy(lines, evidence, segments, "list")
        out.append(Cut("list", first, end, segments, evidence))
    for form, anchors in found:
        if form == "closing":
            segments = closed(lines, evidence, first, anchors)
        elif form == "reply":
            segments = after_replies(lines, evidence, first, last, anchors)
        else:
            segments = _opened(lines, evidence, first, last, anchors, form)
        if segments:
            tidy(lines, evidence, segments, form)
            if kept := [s for s in segments if s.body or s.lead or s.name or s.date]:
                out.append(Cut(form, first, last, kept, evidence))
    return out


def _anchors(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int) -> list[tuple[str, list[int]]]:
    """Give each form that comments may have here, with the lines that open or close them."""
    says: list[int] = []
    dated: list[int] = []
    links: dict[str, list[int]] = {}
    for i in range(first, last):
        head = evidence[i].head
        if (kind := evidence[i].furniture) in LINKS:
            links.setdefault(kind or "", []).append(i)
        if not head:
            continue
        if head.ping:
            says.append(i)
            dated.append(i)
        elif head.says:
            if not (says and _goes_on(evidence, says[-1], i)):
                says.append(i)
        elif head.by or (head.date and head.date.precision != "month"):
            dated.append(i)
    anchors: list[tuple[str, list[int]]] = []
    if items := comment_items(lines, evidence, first, last):
        anchors.append(("list", items))
    if says:
        anchors.append(("says", says))
        if not any((head := evidence[i].head) and head.rest for i in says):
            anchors.append(("closing", says))
    if dated:
        dated = _apart(dated, evidence)
        for those in (dated, _alike(lines, evidence, dated)):
            if those:
                anchors += [("dated", those), ("closing", those)]
    # Where nobody can reply, another link may close the comments.
    closers = links.get("reply") or max(links.values(), key=len, default=[])
    if len(closers) > 1:
        anchors.append(("reply", closers))
    if not anchors and (bare := _bare(lines, evidence, first, last)):
        anchors.append(("bare", bare))
    return anchors


def _goes_on(evidence: Sequence[Evidence], above: int, i: int) -> bool:
    """Say whether a header line names again whom the one right above it named: an avatar's text."""
    first, second = evidence[above].head, evidence[i].head
    if not (first and second and first.name and second.name) or first.date or first.rest:
        return False
    near = all(evidence[j].furniture == "empty" for j in range(above + 1, i))
    return near and same_name(second.name, first.name)


def _alike(lines: Sequence[Line], evidence: Sequence[Evidence], dated: list[int]) -> list[int]:
    """Give the date lines of the commonest shape, where most are of it and some are not (a page's other dates)."""
    shapes = [shape_of(lines[i], evidence[i]) for i in dated]
    shape, times = max(Counter(shapes).items(), key=lambda item: item[1])
    if times < 2 or times == len(dated) or times * 2 < len(dated):
        return []
    return [i for i, own in zip(dated, shapes, strict=True) if own == shape or own[0] == "ping"]


def shape_of(line: Line, evidence: Evidence) -> tuple[str, str, bool]:
    """Give what headers of one kind have in common: their parts, how exact their date is, a list mark."""
    head = evidence.head
    if head is None:
        return "", "", False
    return head.kind, head.date.precision if head.date else "", bool(line.mark)


def _bare(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int) -> list[int]:
    """Find names on lines of their own, each above a text, where nothing else parts the comments."""
    out: list[int] = []
    i = first
    while i + 1 < last:
        text = bare_name(lines[i])
        named = not evidence[i].furniture and not evidence[i].head and is_name(text) and len(text) <= 40
        if named and lines[i + 1].gap and not evidence[i + 1].furniture:
            out.append(i)
            i += 1
        i += 1
    return out


def _apart(dated: list[int], evidence: Sequence[Evidence]) -> list[int]:
    """Of date lines that follow each other (relative and absolute, date and time), keep the first."""
    out: list[int] = []
    for i in dated:
        head = evidence[i].head
        if out and i - out[-1] == 1 and head and not head.name:
            continue
        out.append(i)
    return out


def _opened(
    lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int, anchors: list[int], form: str
) -> list[Segment]:
    """Begin a comment at each anchor, or at the lines of its header that stand before the anchor."""
    starts = anchors
    if form == "dated":
        starts = _with_names(lines, evidence, first, anchors)
    elif form == "says":
        starts = [_with_date(lines, evidence, first, a) for a in anchors]
    pairs = sorted(dict(zip(starts, anchors, strict=True)).items())
    segments = []
    for k, (start, anchor) in enumerate(pairs):
        end = pairs[k + 1][0] if k + 1 < len(pairs) else last
        segments.append(Segment(start, end, anchor))
    share = bare_share(lines, evidence, segments) if form in ("list", "dated", "bare") else 0.0
    tight = False
    if share < 0.25 and form in ("list", "dated") and len(segments) > 2:
        tight = bare_share(lines, evidence, segments, tight=True) >= 0.8
    for segment in segments:
        read_header(lines, evidence, segment, bare=share >= 0.25 or tight, free=share >= 0.5, tight=tight)
    own_words(lines, segments)
    return segments


def _with_names(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, anchors: list[int]) -> list[int]:
    """Step back from date lines to the names before them, unless the names of this dump stand after the dates."""
    before = []
    lonely = stepped = following = 0
    for a in anchors:
        if has_name(evidence[a]) or lines[a].mark:
            before.append(a)
            continue
        lonely += 1
        b = a - 1
        while b > first and evidence[b].furniture == "empty":
            b -= 1
        fits = b >= first and (may_name(lines, evidence, b) or _speaks(evidence[b]))
        stepped += fits
        following += a + 1 < len(lines) and may_name(lines, evidence, a + 1)
        if fits and not lines[b].mark and b - 1 >= first and lines[b - 1].mark and not lines[b].gap:
            # The item begins with whom it answers.
            before.append(b - 1 if may_name(lines, evidence, b - 1) else b)
            continue
        before.append(b if fits else a)
    return anchors if stepped * 2 < lonely or following > stepped else before


def _speaks(evidence: Evidence) -> bool:
    """Say whether a line names who speaks, without a date and without words of the text."""
    head = evidence.head
    return head is not None and head.name is not None and head.date is None and not head.rest and not head.ping


def _with_date(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, anchor: int) -> int:
    """Step back from a line of speaking to the date line that stands right above it in the same item."""
    above = anchor - 1
    if above >= first and not lines[anchor].mark:
        head = evidence[above].head
        if lines[above].mark and head and head.kind == "date":
            return above
        if lines[above].mark and evidence[above].furniture == "empty":
            return above
    return anchor
