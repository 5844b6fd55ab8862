"""Read the headers of comments: names on lines of their own, dates and words of speaking in any order of lines."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from blogconv.language.dates import PrintedDate
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.heads import OTHER_PAGE, bare_name, is_name
from blogconv.readers.text.layout import Line
from blogconv.readers.text.segment import Segment
from blogconv.readers.text.wording import own_names

_SENTENCES = re.compile(r"[!?…。！？]\s?|[.]\s+\w+\s+\w+\s+\w")
REACH = 6
"""Lines that a header may span."""


def read_header(
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
        again = i == segment.start + 1 and segment.name is not None and _again(line, segment.name)
        if i > segment.start and line.mark and i != segment.anchor and not found.head and not again:
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
        elif again and i + 1 < segment.end:
            # The name below an avatar's text that holds it.
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


def _again(line: Line, name: str) -> bool:
    """Say whether a line is the name once more, with the comment's number at most."""
    return same_name(bare_name(line), name)


def same_name(below: str, above: str) -> bool:
    """Say whether a header's second line names who its first line names, with the comment's number at most."""
    return below == above or (below.endswith(above) and below[: -len(above)].strip(" #.)").isdigit())


def _fits(segment: Segment, name: str | None, dated: bool, says: bool) -> bool:
    """Say whether a further header line adds to the header instead of beginning the body."""
    if name and segment.name:
        # An avatar's text above "NAME, DATE".
        return same_name(name, segment.name) and dated and not segment.date
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
        return may_name(lines, evidence, i)
    if not bare:
        return False
    if _bare_name_at(lines, evidence, i, segment.end, tight=tight) == i:
        return True
    if free and after is not None and lines[after].gap and is_name(text, strict=False):
        return lines[after].text.startswith(("[…]", "[...]", "…", "...", "[&#8230;]")) or (
            len(text) <= 60 and len(text.split()) <= 6
        )
    return False


def bare_share(
    lines: Sequence[Line], evidence: Sequence[Evidence], segments: list[Segment], *, tight: bool = False
) -> float:
    """Share of the comments without a name in their header whose first line could be one."""
    nameless = [s for s in segments if not has_name(evidence[s.start])]
    could = sum(1 for s in nameless if _bare_name_at(lines, evidence, s.start, s.end, tight=tight) is not None)
    return could / len(nameless) if nameless else 0.0


def has_name(evidence: Evidence) -> bool:
    """Say whether a line itself names who speaks."""
    return evidence.head is not None and evidence.head.name is not None


def may_name(lines: Sequence[Line], evidence: Sequence[Evidence], i: int) -> bool:
    """Say whether a line that nothing else explains may be a name, or a linking page's title."""
    if evidence[i].furniture or evidence[i].head:
        return False
    text = bare_name(lines[i])
    if is_name(text):
        return True
    if _SENTENCES.search(text):
        return False
    if len(text) <= 90 and text[-1:] not in ".!?…,;。！？" and len(text.split()) <= 12:
        return True
    return len(text) <= 200 and OTHER_PAGE.search(text) is not None


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


def own_words(lines: Sequence[Line], segments: list[Segment]) -> None:
    """Leave of the names what is theirs: the theme's words, avatars' texts and counts beside them go."""
    _without_avatars(lines, segments)
    for way in (True, False):
        named = [s for s in segments if s.name and s.bare is way and not s.ping]
        for segment, name in zip(named, own_names(tuple(s.name or "" for s in named)), strict=True):
            segment.name = name


def _without_avatars(lines: Sequence[Line], segments: list[Segment]) -> None:
    """Take off bare names what an avatar's text says beside them ("Portrait of Anna" above "Anna")."""
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
