"""Cut a stretch of a dump into comments, in each way that its repeated openings or closings allow.

Each way is a hypothesis about the whole stretch; ``scoring.py`` says which one explains it best.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from blogconv.language.dates import PrintedDate
from blogconv.readers.text.evidence import Evidence, bare_name, is_name
from blogconv.readers.text.layout import Line

REACH = 6
"""Lines that a header may span."""


@dataclass(slots=True)
class Segment:
    """The lines of one comment and what its header says."""

    start: int
    end: int
    """Index after its last line."""
    anchor: int
    """Index of the line that makes it a comment."""
    head: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    name: str | None = None
    link: int = 0
    date: PrintedDate | None = None
    says: bool = False
    bare: bool = False
    """The name stands on a line of its own, with no word that makes it one."""
    ping: str | None = None
    lead: str = ""
    """First words of the body, from the header's line."""
    parent: int | None = None
    dropped: list[int] = field(default_factory=list)
    """Furniture inside."""


@dataclass(frozen=True)
class Cut:
    """One reading of a stretch: its comments, and how they were told."""

    form: str
    """``list``, ``says``, ``dated``, ``closing`` or ``reply``."""
    first: int
    """Index of the first line of the stretch."""
    last: int
    """Index after its last line."""
    segments: list[Segment]


def cuts(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int) -> list[Cut]:
    """Make every hypothesis about the lines from ``first`` to before ``last``."""
    out: list[Cut] = []
    found = list(_anchors(lines, evidence, first, last).items())
    if found and found[0][0] == "list" and (end := _dedent(lines, found[0][1], last)) < last:
        # What stands further left than the list is below it: unless the tool puts all bodies there.
        items = [i for i in found[0][1] if i < end]
        segments = _opened(lines, evidence, first, end, items, "list")
        _tidy(lines, evidence, segments, "list")
        out.append(Cut("list", first, end, segments))
    for form, anchors in found:
        if form == "closing":
            segments = _closed(lines, evidence, first, anchors)
        elif form == "reply":
            segments = _after_replies(lines, evidence, first, last, anchors)
        else:
            segments = _opened(lines, evidence, first, last, anchors, form)
        if segments:
            _tidy(lines, evidence, segments, form)
            out.append(Cut(form, first, last, segments))
    return out


def _dedent(lines: Sequence[Line], items: list[int], last: int) -> int:
    """Find the first line after the first item that stands left of the list's marks."""
    left = min(lines[i].indent for i in items)
    return next((i for i in range(items[0] + 1, last) if lines[i].indent < left and lines[i].gap), last)


def _anchors(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int) -> dict[str, list[int]]:
    says: list[int] = []
    dated: list[int] = []
    replies: list[int] = []
    for i in range(first, last):
        head = evidence[i].head
        if evidence[i].furniture == "reply":
            replies.append(i)
        if not head:
            continue
        if head.ping:
            says.append(i)
            dated.append(i)
        elif head.says:
            says.append(i)
        elif head.date or head.by:
            dated.append(i)
    anchors: dict[str, list[int]] = {}
    items = _items(lines, evidence, first, last)
    if items:
        anchors["list"] = items
    if says:
        anchors["says"] = says
    if dated:
        anchors["dated"] = _apart(dated, evidence)
        anchors["closing"] = anchors["dated"]
    if len(replies) > 1:
        anchors["reply"] = replies
    return anchors


def _apart(dated: list[int], evidence: Sequence[Evidence]) -> list[int]:
    """Of date lines that follow each other (relative and absolute, date and time), keep the first."""
    out: list[int] = []
    for i in dated:
        head = evidence[i].head
        if out and i - out[-1] == 1 and head and not head.name:
            continue
        out.append(i)
    return out


def _items(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int) -> list[int]:
    """Find the list items that are comments: the outermost list, and inner items that begin as its items do."""
    start = next((i for i in range(first, last) if lines[i].mark), None)
    if start is None:
        return []
    lead = sum(1 for i in range(first, start) if not evidence[i].furniture)
    if lead > 6:
        return []
    root = _root(lines, start, last)
    items: list[int] = []
    expected = -1
    loose = 0
    powers: list[int] = []
    for i in range(start, last):
        line = lines[i]
        if not line.mark:
            continue
        same = line.indent == root.indent or (line.number >= 0 and line.column == root.column and root.number >= 0)
        if same and (line.mark == root.mark):
            if line.number >= 0 and line.number <= expected and _is_inner(lines, evidence, items, i):
                continue
            expected = max(expected, line.number)
            items.append(i)
            powers.append(_strength(lines, evidence, i, last))
            loose += line.gap
    if not items:
        return []
    inner: list[int] = []
    usual = next((p for p in (2, 1) if sum(1 for q in powers if q >= p) * 2 > len(items)), 0)
    chosen = set(items)
    for i in range(start, last):
        line = lines[i]
        if not line.mark or i in chosen or line.indent <= root.indent:
            continue
        if i < items[0] and not line.gap and i > start:
            continue
        power = _strength(lines, evidence, i, last)
        if power > 1 or (usual < 2 and power > 0) or (not usual and loose and _is_reply(lines, evidence, i, first)):
            inner.append(i)
    return sorted(chosen | set(inner))


def _root(lines: Sequence[Line], start: int, last: int) -> Line:
    """Find an item of the outermost list: the first may be a reply whose own beginning the tool dropped."""
    root = lines[start]
    for i in range(start, last):
        line = lines[i]
        if line.mark and line.indent < root.indent:
            root = line
        elif not line.mark and line.gap and line.indent < root.indent and line.number < 0:
            break
    return root


def _is_inner(lines: Sequence[Line], evidence: Sequence[Evidence], items: list[int], i: int) -> bool:
    """Say whether a number that does not go on counting belongs to a list inside the comment before it."""
    return bool(items) and not lines[i].gap and _strength(lines, evidence, i, len(lines)) == 0


def _is_reply(lines: Sequence[Line], evidence: Sequence[Evidence], i: int, first: int) -> bool:
    """Say whether a nameless inner item is a reply: after a reply mark, or loose and alone."""
    if i > first and evidence[i - 1].furniture in ("reply", "report"):
        return True
    line = lines[i]
    if not line.gap:
        return False
    for j in range(i + 1, min(len(lines), i + 60)):
        after = lines[j]
        if after.mark and after.indent == line.indent:
            return after.gap
        if after.indent < line.indent:
            return True
    return True


def _strength(lines: Sequence[Line], evidence: Sequence[Evidence], i: int, last: int) -> int:
    """Weigh how surely a list item begins with a comment's header: 2 by its words, 1 by a bare name, 0 not at all."""
    for j in range(i, min(last, i + 3)):
        if j > i and lines[j].mark:
            break
        head = evidence[j].head
        if head:
            return 2 if (j == i or j == i + 1 or not lines[j].gap) else 0
        if j == i and not lines[i].text:
            continue
        if j == i and not is_name(bare_name(lines[j])):
            return 0
    return 1 if i + 1 < last and lines[i + 1].gap and not lines[i + 1].mark and lines[i].text else 0


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
    share = _bare_share(lines, evidence, segments) if form in ("list", "dated") else 0.0
    tight = False
    if share < 0.25 and form in ("list", "dated") and len(segments) > 2:
        tight = _bare_share(lines, evidence, segments, tight=True) >= 0.8
    for segment in segments:
        _read_header(lines, evidence, segment, bare=share >= 0.25 or tight, free=share >= 0.5, tight=tight)
    _unframe(lines, segments)
    return segments


def _unframe(lines: Sequence[Line], segments: list[Segment]) -> None:
    """Take words off bare names that stand in most of them ("Anna Avatar", "Anna pisze"): they are the theme's."""
    bare = [s for s in segments if s.bare and s.name]
    beside = Counter(
        bare_name(lines[a]).replace(bare_name(lines[b]), "").strip()
        for s in bare
        for a, b in pairwise(s.head)
        if _doubled(lines[a], lines[b])
    )
    for word, n in beside.items():
        for s in bare:
            if n > 1 and word and s.name and s.name != word:
                s.name = s.name.removesuffix(f" {word}").removeprefix(f"{word} ")
    for at in (-1, 0):
        while True:
            names = [(s, (s.name or "").split()) for s in bare]
            words = Counter(parts[at] for _, parts in names if len(parts) > 1)
            word, n = max(words.items(), key=lambda item: (item[1], item[0]), default=("", 0))
            whole = {s.name for s, parts in names if parts[at] == word}
            if n < 3 or n * 3 < len(bare) * 2 or len(whole) < 3:
                break
            for s, parts in names:
                if len(parts) > 1 and parts[at] == word:
                    s.name = " ".join(parts[:-1] if at else parts[1:])


def _with_names(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, anchors: list[int]) -> list[int]:
    """Step back from date lines to the name before them, where most of the dump's dates have one there."""
    before = []
    lonely = 0
    for a in anchors:
        head = evidence[a].head
        if head and head.name:
            before.append(a)
            continue
        lonely += 1
        b = a - 1
        while b > first and evidence[b].furniture == "empty":
            b -= 1
        text = bare_name(lines[b]) if b >= first else ""
        fits = (
            b >= first
            and not evidence[b].furniture
            and evidence[b].head is None
            and is_name(text, strict=len(text) < 60)
        )
        before.append(b if fits else a)
    stepped = sum(1 for a, b in zip(anchors, before, strict=True) if a != b)
    if stepped * 2 < lonely:
        return anchors
    return before


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


def _bare_share(
    lines: Sequence[Line], evidence: Sequence[Evidence], segments: list[Segment], *, tight: bool = False
) -> float:
    """Share of the comments without a name in their header whose first line could be one."""
    nameless = [s for s in segments if not _has_name(evidence[s.start])]
    could = sum(1 for s in nameless if _bare_name_at(lines, evidence, s.start, s.end, tight=tight) is not None)
    return could / len(nameless) if nameless else 0.0


def _has_name(evidence: Evidence) -> bool:
    return evidence.head is not None and evidence.head.name is not None


def _bare_name_at(
    lines: Sequence[Line], evidence: Sequence[Evidence], start: int, end: int, *, tight: bool = False
) -> int | None:
    """Find the line that is a bare name: short, no sentence, the body or a date set off below it.

    ``tight``: the tool sets nothing off, a line end is enough.
    """
    i = start
    while i < end and i < start + 3 and (not lines[i].text or evidence[i].furniture == "empty"):
        i += 1
    if i + 1 < end and (first := evidence[i].head) and first.kind == "date":
        i += 1
    if i >= end or evidence[i].furniture or evidence[i].head or not is_name(bare_name(lines[i])):
        return None
    j = i + 1
    while j < end and evidence[j].furniture in ("empty", "permalink", "edit"):
        j += 1
    if j >= end:
        return None
    head = evidence[j].head
    if head and head.date and not head.name:
        return i
    if j == i + 1 and not lines[j].gap and _doubled(lines[i], lines[j]):
        return j
    return i if (lines[j].gap or tight) and not evidence[j].furniture else None


def _doubled(first: Line, second: Line) -> bool:
    """Say whether a name stands below itself: an avatar's text ("Portrait of Anna") and the name."""
    above, below = bare_name(first), bare_name(second)
    return 1 < len(below) <= len(above) <= len(below) + 24 and below in above


def _read_header(
    lines: Sequence[Line],
    evidence: Sequence[Evidence],
    segment: Segment,
    *,
    bare: bool,
    free: bool,
    tight: bool = False,
) -> None:
    """Take the header's lines off the beginning of a comment; what follows is its body."""
    i = segment.start
    while i < segment.end and i < segment.start + REACH:
        found, line = evidence[i], lines[i]
        if i > segment.start and line.mark and i != segment.anchor and not found.head:
            break
        head = found.head
        if head and _fits(segment, head.name, head.date is not None, head.says):
            segment.name = segment.name or head.name
            segment.link = segment.link or (line.link if head.name else 0)
            segment.date = _fuller(segment.date, head.date)
            segment.says = segment.says or head.says
            segment.ping = segment.ping or head.ping
            segment.head.append(i)
            i += 1
            if head.rest:
                segment.lead = head.rest
                break
            continue
        if found.furniture in ("empty", "permalink", "edit", "moderation", "rate") or not line.text:
            segment.head.append(i)
        elif segment.name is None and i + 1 < segment.end and not lines[i + 1].gap and _doubled(line, lines[i + 1]):
            segment.head.append(i)
            segment.name, segment.link, segment.bare = bare_name(lines[i + 1]), lines[i + 1].link, True
            segment.head.append(i + 1)
            i += 1
        elif (
            segment.name is None
            and not segment.lead
            and _is_bare_here(lines, evidence, segment, i, bare=bare, free=free, tight=tight)
        ):
            segment.name, segment.link, segment.bare = bare_name(line), line.link, True
            segment.head.append(i)
        else:
            break
        i += 1
    segment.body = list(range(i, segment.end))


def _speaks_to(lines: Sequence[Line], evidence: Sequence[Evidence], i: int, end: int) -> bool:
    """Say whether a short first line names whom the comment answers: the writer's own name and the date follow it."""
    if i + 2 >= end or lines[i + 1].gap or lines[i + 2].gap or lines[i + 1].mark:
        return False
    head = evidence[i + 2].head
    between = evidence[i + 1]
    named = between.head is None and not between.furniture and is_name(bare_name(lines[i + 1]))
    return bool(head and head.date and not head.name and named and is_name(bare_name(lines[i])))


def _fits(segment: Segment, name: str | None, dated: bool, says: bool) -> bool:
    """Say whether a further header line adds to the header instead of beginning the body."""
    if name and segment.name:
        return False
    return not (segment.date and segment.name) or (dated and not name)


def _fuller(one: PrintedDate | None, other: PrintedDate | None) -> PrintedDate | None:
    """Of two dates of one header ("3 years ago", "2010-10-18") take the one that names a day."""
    if one is None or (one.value is None and other is not None and other.value is not None):
        return other
    return one


def _is_bare_here(
    lines: Sequence[Line],
    evidence: Sequence[Evidence],
    segment: Segment,
    i: int,
    *,
    bare: bool,
    free: bool,
    tight: bool,
) -> bool:
    if evidence[i].furniture:
        return False
    text = bare_name(lines[i])
    if segment.date is not None:
        # The date came first: the name may follow it, set off from the body.
        following = i + 1 < segment.end and (lines[i + 1].gap or tight)
        return is_name(text) and following and bare
    after = next(
        (j for j in range(i + 1, segment.end) if evidence[j].furniture not in ("empty", "permalink", "edit")), None
    )
    head = evidence[after].head if after is not None else None
    if head and head.date and not head.name:
        return is_name(text, strict=len(text) < 60)
    if not bare:
        return False
    if _bare_name_at(lines, evidence, i, segment.end, tight=tight) == i:
        return True
    if free and after is not None and lines[after].gap and is_name(text, strict=False):
        return lines[after].text.startswith(("[…]", "[...]", "…", "...", "[&#8230;]")) or (
            len(text) <= 60 and len(text.split()) <= 6
        )
    return False


def _closed(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, anchors: list[int]) -> list[Segment]:
    """End a comment at each anchor."""
    segments = []
    start = first
    for a in anchors:
        head = evidence[a].head
        end = a
        name_line = None
        if head and not head.name and a > start + 1:
            above = a - 1
            if (
                is_name(bare_name(lines[above]))
                and not evidence[above].furniture
                and lines[above].gap
                and not evidence[above].head
            ):
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
    return segments


def _after_replies(
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
    share = _bare_share(lines, evidence, segments)
    for segment in segments:
        _read_header(lines, evidence, segment, bare=share >= 0.4, free=share >= 0.6)
    return segments


def _tidy(lines: Sequence[Line], evidence: Sequence[Evidence], segments: list[Segment], form: str) -> None:
    """Take furniture off the ends of bodies, a closing date too, and what lies below the last comment."""
    tails: Counter[str] = Counter()
    for s in segments:
        if s.body:
            tails[_tail_key(lines, s)] += 1
    usual = {key for key, n in tails.items() if n >= max(3, 0.3 * len(segments)) and len(key) < 40}
    for s in segments:
        while s.body:
            i = s.body[-1]
            head = evidence[i].head
            if evidence[i].furniture or not lines[i].text or (_tail_key(lines, s) in usual and len(s.body) > 1):
                pass
            elif head and head.kind == "date" and not s.date and form != "closing":
                s.date = head.date
            elif head and head.kind in ("named-date", "by") and form in ("list", "dated") and _lacks(s):
                # An item whose author, or author and date, stand below its body.
                s.name, s.link, s.date = head.name, lines[i].link, s.date or head.date
            else:
                break
            s.dropped.append(s.body.pop())
        while s.body and evidence[s.body[0]].furniture in ("moderation", "empty", "permalink", "edit", "reply"):
            s.dropped.append(s.body.pop(0))
    _end_last(lines, evidence, segments)


def _lacks(segment: Segment) -> bool:
    return segment.name is None and len(segment.body) > 1


def _tail_key(lines: Sequence[Line], segment: Segment) -> str:
    text = lines[segment.body[-1]].text
    if segment.name and text.endswith(segment.name):
        text = text[: -len(segment.name)].rstrip()
    return text


def _end_last(lines: Sequence[Line], evidence: Sequence[Evidence], segments: list[Segment]) -> None:
    """End the last comment where its indent ends, or at the mark that closes the others."""
    last = segments[-1]
    if not last.body:
        return
    others = [s for s in segments[:-1] if s.body]
    if lines[last.start].mark and others:
        mark = lines[last.start].indent
        indented = sum(1 for s in others if all(lines[i].indent > lines[s.start].indent for i in s.body[1:] or s.body))
        if indented * 5 >= len(others) * 4:
            for k, i in enumerate(last.body):
                if i > last.start and lines[i].indent <= mark:
                    last.dropped.extend(last.body[k:])
                    del last.body[k:]
                    break
    elif lines[last.start].mark:
        mark = lines[last.start].indent
        inner = [i for i in last.body if i > last.start]
        if inner and lines[inner[0]].indent > mark:
            for k, i in enumerate(last.body):
                if i > last.start and lines[i].indent <= mark:
                    last.dropped.extend(last.body[k:])
                    del last.body[k:]
                    break
    closing = sum(1 for s in others if any(evidence[i].furniture == "reply" for i in s.dropped))
    if closing * 2 > len(others) or not others:
        for k, i in enumerate(last.body):
            if evidence[i].furniture == "reply":
                last.dropped.extend(last.body[k:])
                del last.body[k:]
                break
