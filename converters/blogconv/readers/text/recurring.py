"""Tell which short lines recur in all comments of a stretch ("Guest", "Like this"): nobody's words, nobody's name."""

from collections import Counter
from collections.abc import Sequence

from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.heads import Head, bare_name, is_name
from blogconv.readers.text.layout import Line

_SHORT = 50
_SHARE = 0.7


def recurring_lines(
    lines: Sequence[Line], evidence: Sequence[Evidence], texts: dict[int, str], first: int, last: int
) -> dict[int, Evidence]:
    """Give the lines that recur beside the headers as empty, those that recur above them as reply marks.

    ``texts`` are the header texts of the short lines from ``first`` to before ``last`` that nothing else explains.
    """
    places: dict[str, list[int]] = {}
    for i, text in texts.items():
        if len(lines[i].text) <= _SHORT:
            places.setdefault(text, []).append(i)
    out = _wordings(evidence, first, last)
    heads = sum(1 for i in range(first, last) if (head := evidence[i].head) and (head.date or head.says))
    for text, members in places.items():
        n = len(members)
        if not text or n < 2 or n * 2 < heads or (n < 3 and heads != n):
            continue
        if heads and sum(1 for i in members if _in_header(lines, evidence, i, first, last)) >= _SHARE * n:
            out.update((i, Evidence(furniture="empty")) for i in members)
        elif 2 < heads <= n * 10 / 9 and sum(1 for i in members if _above_header(evidence, i, last)) >= _SHARE * n:
            out.update((i, Evidence(furniture="reply")) for i in members)
    return out


def _wordings(evidence: Sequence[Evidence], first: int, last: int) -> dict[int, Evidence]:
    """Take the same words off all dates ("on 3 May spake", the name on another line): they name nobody."""
    dated = [(i, head) for i in range(first, last) if (head := evidence[i].head) and head.date and not head.ping]
    names = Counter(head.name for _, head in dated)
    name, times = names.most_common(1)[0] if names else (None, 0)
    if name is None or times < 3 or times * 10 < len(dated) * 9 or any(head.rest for _, head in dated):
        return {}
    return {i: Evidence(head=Head(date=head.date)) for i, head in dated if head.name == name}


def _in_header(lines: Sequence[Line], evidence: Sequence[Evidence], i: int, first: int, last: int) -> bool:
    """Say whether a line stands beside a date, and another line or the date's own is the name."""
    for step in (1, -1):
        head = evidence[i + step].head if first <= i + step < last else None
        if head and (head.date or head.says) and not (step < 0 and head.rest):
            if head.name:
                return step > 0 or not lines[i].gap
            around = (i - step, i + 2 * step)
            return any(first <= j < last and _may_be_name(lines, evidence, j) for j in around)
    return False


def _may_be_name(lines: Sequence[Line], evidence: Sequence[Evidence], i: int) -> bool:
    return not evidence[i].furniture and not evidence[i].head and is_name(bare_name(lines[i]))


def _above_header(evidence: Sequence[Evidence], i: int, last: int) -> bool:
    """Say whether a comment's header, with its name above or not, begins below a line."""
    return any(
        (head := evidence[j].head) is not None and (head.date is not None or head.says)
        for j in range(i + 1, min(last, i + 3))
    )
