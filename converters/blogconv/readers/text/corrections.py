"""Correct the evidence of single lines by the whole document: what recurs is the theme's wording, not a name."""

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from blogconv.language import vocabulary
from blogconv.language.dates import may_follow_day
from blogconv.readers.text.evidence import NOTHING, Evidence, gather
from blogconv.readers.text.heads import SEPARATORS, Head, bare_name, dates_in, is_name
from blogconv.readers.text.layout import Layout, Line

_AGE = re.compile(r"\d{1,3}(?: [^\W\d]{2,12}){1,3}")


def weigh(layout: Layout) -> list[Evidence]:
    """Gather the evidence of all lines and correct it."""
    found = gather(layout)
    _join_speaking(layout.lines, found)
    _drop_false_heads(layout.lines, found)
    return _without_frame(_without_echoes(layout.lines, found))


def without_false_items(layout: Layout) -> Layout:
    """Give lines such as "18. Oktober 2010" their numeral back: it is a day, not a list mark."""
    lines = list(layout.lines)
    for i, line in enumerate(lines):
        if not 0 < line.number <= 31 or len(line.text) > 90 or not line.text[:1].isalpha():
            continue
        if not may_follow_day(line.text):
            continue
        whole = f"{line.number}. {line.text}"
        printed = dates_in(whole)
        if not printed or printed[0].start or printed[0].end < 6 or printed[0].relative:
            continue
        inner = dates_in(line.text)
        if printed[0].value and not any(d.value and d.value[:10] == d.value[:10] and d.start == 0 for d in inner):
            lines[i] = replace(line, text=whole, mark="", number=-1, column=line.indent)
    return dataclasses.replace(layout, lines=lines)


def _join_speaking(lines: Sequence[Line], found: list[Evidence]) -> None:
    """Read a word of speaking that stands alone below its name ("Anna", "says:")."""
    for i, line in enumerate(lines):
        text = line.text
        if i == 0 or len(text) > 24 or text[-1:] not in ":：…." or found[i].furniture or found[i].head:
            continue
        said = vocabulary.says(f"Xx {text}")
        above = found[i - 1]
        if said and said.name == "Xx" and not said.rest and above.head is None and not above.furniture:
            name = bare_name(lines[i - 1])
            if is_name(name, strict=len(name) < 60):
                found[i - 1] = Evidence(head=Head(name=name, says=True))
                found[i] = Evidence(furniture="empty")


def _drop_false_heads(lines: Sequence[Line], found: list[Evidence]) -> None:
    """Undo two misreadings: a list item that only seems to say "by", an age in words that nobody knows."""
    firsts = Counter(lines[i].text.split()[0] for i, e in enumerate(found) if e.head and e.head.kind == "by")
    for i, line in enumerate(lines):
        head = found[i].head
        if head and head.kind == "by" and line.mark and firsts[line.text.split()[0]] == 1:
            found[i] = NOTHING
        if head is None and i + 1 < len(lines) and not lines[i + 1].gap and _AGE.fullmatch(line.text):
            if not line.text.rsplit(None, 1)[1].islower():
                continue
            below = found[i + 1].head
            if below and below.kind == "date":
                found[i] = Evidence(furniture="empty")


def _without_echoes(lines: Sequence[Line], found: list[Evidence]) -> list[Evidence]:
    """Take a countless "heading" that stands below many comments ("Replies", "Answer") for the reply mark it is."""
    seen = Counter(lines[i].text for i, e in enumerate(found) if e.heading and e.heading.count is None and not e.stop)
    for i, e in enumerate(found):
        if e.heading and seen[lines[i].text] > 2:
            found[i] = Evidence(furniture="reply")
    return found


def _without_frame(found: list[Evidence]) -> list[Evidence]:
    """Take the words that tie most names to their dates ("written on", "comment by") off the names.

    What stands on nearly every such line is the theme's wording, in whatever language, and nobody's name.
    """
    dated = [i for i, e in enumerate(found) if e.head and e.head.date and (e.head.before or e.head.after)]
    if len(dated) < 3:
        return found
    sides = [[(head.before if at else head.after).split() for i in dated if (head := found[i].head)] for at in (1, 0)]
    changed = False
    for _ in range(3):
        frame = {word for side in sides for at in (0, -1) for word in _frame(side, at)}
        if not frame:
            break
        changed = True
        sides = [[_stripped(words, frame) for words in side] for side in sides]
    if changed:
        for k, i in enumerate(dated):
            before, after = " ".join(sides[0][k]), " ".join(sides[1][k])
            head = found[i].head
            if head:
                name = f"{before} {after}".strip(SEPARATORS)
                found[i] = replace(found[i], head=replace(head, name=name or None, before=before, after=after))
    return found


def _frame(side: list[list[str]], at: int) -> list[str]:
    """Find the words that begin or end most names of a side; a person's name has not many continuations."""
    ends = Counter(words[at] for words in side if words)
    out = []
    for word, n in ends.items():
        whole = {" ".join(words) for words in side if words and words[at] == word}
        if len(whole) == 1 and n >= max(3, 0.6 * len(side)) and len(next(iter(whole)).split()) > 2:
            # The same words beside every date.
            out.extend(next(iter(whole)).split())
        if n >= max(3, 0.6 * len(side)) and (word.islower() or len(whole) >= max(3, 0.4 * n) or whole == {word}):
            out.append(word)
    return out


def _stripped(words: list[str], frame: set[str]) -> list[str]:
    while words and words[0] in frame:
        words.pop(0)
    while words and words[-1] in frame:
        words.pop()
    return words
