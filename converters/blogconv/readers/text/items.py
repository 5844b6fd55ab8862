"""Tell which list items of a stretch are comments: the outermost list, and inner items that begin as its items do.

A list inside a post or a comment is tight, or its items do not begin with a comment's header.
"""

from collections.abc import Sequence

from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.heads import bare_name, is_name
from blogconv.readers.text.layout import Line


def comment_items(lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int) -> list[int]:
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
            if not _is_ping(evidence, i):
                powers.append(_strength(lines, evidence, i, last))
        loose += line.gap
    if not items:
        return []
    inner: list[int] = []
    usual = next((p for p in (2, 1) if sum(1 for q in powers if q >= p) * 2 > len(powers)), 0)
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


def _is_ping(evidence: Sequence[Evidence], i: int) -> bool:
    head = evidence[i].head
    return head is not None and head.ping is not None


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
            if j <= i + 1 or not lines[j].gap:
                return 2
            break
        if j == i and not lines[i].text:
            continue
        if j == i and not is_name(bare_name(lines[j])):
            return 0
    return 1 if i + 1 < last and lines[i + 1].gap and not lines[i + 1].mark and lines[i].text else 0


def dedent(lines: Sequence[Line], items: list[int], last: int) -> int:
    """Find the first line after the first item that stands left of the list's marks."""
    left = min(lines[i].indent for i in items)
    return next((i for i in range(items[0] + 1, last) if lines[i].indent < left and lines[i].gap), last)
