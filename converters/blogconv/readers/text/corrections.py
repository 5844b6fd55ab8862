"""Correct the evidence of single lines by the whole document: what recurs is the theme's wording, not a name."""

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from blogconv.language import vocabulary
from blogconv.language.dates import may_follow_day
from blogconv.readers.text.evidence import NOTHING, Evidence, gather
from blogconv.readers.text.heads import Head, bare_name, dates_in, is_name
from blogconv.readers.text.layout import Layout, Line

_AGE = re.compile(r"\d{1,3}(?: [^\W\d]{2,12}){1,3}")


def weigh(layout: Layout) -> list[Evidence]:
    """Gather the evidence of all lines and correct it."""
    found = gather(layout)
    _join_speaking(layout.lines, found)
    _drop_false_heads(layout.lines, found)
    return _without_echoes(layout.lines, found)


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
        # "1. Juli 20:35" has no year, but nothing else stands on the line.
        dated = printed[0].value is not None or (printed[0].precision != "time" and printed[0].end == len(whole))
        if dated and not any(d.value and d.start == 0 for d in inner):
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
    """Take words that stand beside many comments for what they are there: "Answer" no heading, "Gravatar" no form."""
    seen = Counter(
        lines[i].text
        for i, e in enumerate(found)
        if (e.heading and not e.stop and e.heading.title is None) or (e.furniture == "form" and lines[i].text[:1] > " ")
    )
    for i, e in enumerate(found):
        if (e.heading or e.furniture == "form") and seen[lines[i].text] > 2:
            found[i] = Evidence(furniture="empty" if e.stop else "reply")
    return found
