"""Learn from a dump the words with which it opens its comments, in whatever language they are.

Short lines that begin or end with the same words around changing names ("Ann added these pithy words:", "Portrait of
Bo"), each above a text of its own, are openings: what recurs is the theme's wording, what changes is who speaks.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from blogconv.language.dates import PrintedDate
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.heads import SEPARATORS, Head, dates_in, header_text, is_name
from blogconv.readers.text.layout import Line
from blogconv.readers.text.recurring import recurring_lines

_MOST_WORDS = 14
_MOST_AFFIX = 6
_SHORT = 110
_ENOUGH = 3
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"#?\s?(\d{1,4})[.:)]?\s+(\D.*)")
_URL = re.compile(r"://|www\.")
_Key = tuple[bool, tuple[str, ...]]
"""Whether the words end the lines (else they begin them), and the words."""


def learn_openings(
    lines: Sequence[Line], evidence: Sequence[Evidence], first: int, last: int
) -> Sequence[Evidence] | None:
    """Give the evidence with what the lines from ``first`` to before ``last`` teach of their openings, or None."""
    texts = {
        i: header_text(lines[i])
        for i in range(first, last)
        if len(lines[i].text) <= _SHORT and lines[i].text and not evidence[i].furniture and not evidence[i].head
    }
    taught = {**recurring_lines(lines, evidence, texts, first, last), **_worded(lines, evidence, texts)}
    if not taught:
        taught = _numbered(lines, evidence, texts)
    if not taught:
        return None
    return [taught.get(i, known) for i, known in enumerate(evidence)]


def _worded(lines: Sequence[Line], evidence: Sequence[Evidence], texts: dict[int, str]) -> dict[int, Evidence]:
    """Find the lines that share a wording around a name."""
    words, dates = _undated(texts)
    groups = {**_alike(words, at_end=True), **_alike(words, at_end=False)}
    ranked = sorted(
        groups,
        # The wording that most lines share, and of it as much as they all share.
        key=lambda key: (-len(groups[key]), -len(key[1]), key),
    )
    taught: dict[int, Evidence] = {}
    for key in ranked:
        members = [i for i in groups[key] if i not in taught]
        if len(members) >= _ENOUGH and _opens(lines, evidence, words, members, key):
            for i in members:
                name = " ".join(_rest(words[i], key)).strip(SEPARATORS)
                taught[i] = Evidence(head=Head(name=name, date=dates.get(i), says=True))
    return taught


def _alike(words: dict[int, list[str]], *, at_end: bool) -> dict[_Key, list[int]]:
    """Group the lines that begin, or end, with the same words; a longer wording is sought where a shorter recurs."""
    groups: dict[_Key, list[int]] = {}
    alike = [list(words)]
    for size in range(1, _MOST_AFFIX + 1):
        longer: dict[tuple[str, ...], list[int]] = {}
        for members in alike:
            for i in members:
                if len(parts := words[i]) > size:
                    longer.setdefault(tuple(parts[-size:] if at_end else parts[:size]), []).append(i)
        alike = []
        for wording, members in longer.items():
            if len(members) >= _ENOUGH:
                groups[at_end, wording] = members
                alike.append(members)
    return groups


def _numbered(lines: Sequence[Line], evidence: Sequence[Evidence], texts: dict[int, str]) -> dict[int, Evidence]:
    """Find names that are counted from one on, each above a text: "#1 Ann", "#2 Bo"."""
    taught: dict[int, Evidence] = {}
    for i, text in texts.items():
        found = _COUNTED.fullmatch(text) if not lines[i].mark else None
        if found and int(found[1]) == len(taught) + 1 and is_name(found[2]) and _has_text_below(lines, evidence, i):
            taught[i] = Evidence(head=Head(name=found[2], says=True))
    return taught if len(taught) >= _ENOUGH else {}


def _undated(texts: dict[int, str]) -> tuple[dict[int, list[str]], dict[int, PrintedDate]]:
    """Give the words of the lines that may open a comment, without their dates, and these dates."""
    words: dict[int, list[str]] = {}
    dates: dict[int, PrintedDate] = {}
    for i, text in texts.items():
        if _DIGIT.search(text) and (printed := dates_in(text)) and not printed[0].relative:
            dates[i] = printed[0]
            text = f"{text[: printed[0].start]} {text[printed[0].end :]}"
        parts = text.split()
        if 2 <= len(parts) <= _MOST_WORDS and not _URL.search(text):
            words[i] = parts
    return words, dates


def _rest(parts: list[str], key: _Key) -> list[str]:
    return parts[: -len(key[1])] if key[0] else parts[len(key[1]) :]


def _opens(
    lines: Sequence[Line], evidence: Sequence[Evidence], words: dict[int, list[str]], members: list[int], key: _Key
) -> bool:
    """Say whether lines of one wording open comments: names beside it, a text below each, none next to another."""
    names = [" ".join(_rest(words[i], key)).strip(SEPARATORS) for i in members]
    wording = " ".join(key[1])
    spoken = wording[-1] in ":：…" if key[0] else False
    if len(set(names)) < 2 or sum(1 for name in names if _may_be_name(name)) * 10 < len(names) * 9:
        return False
    if not spoken and sum(1 for name in names if name[:1].islower()) * 2 > len(names):
        # Prose begins and ends alike too.
        return False
    if len(key[1]) == 1 and not (spoken and wording[:1].islower()) and len(members) < _ENOUGH + 1:
        return False
    if sum(1 for a, b in pairwise(members) if b - a == 1) * 4 > len(members):
        return False
    return sum(1 for i in members if _has_text_below(lines, evidence, i)) * 10 >= len(members) * 8


def _may_be_name(name: str) -> bool:
    return is_name(name) and len(name.split()) <= 5 and any(map(str.isalpha, name))


def _has_text_below(lines: Sequence[Line], evidence: Sequence[Evidence], i: int) -> bool:
    return any(
        len(lines[j].text) > 1 and not evidence[j].furniture and (lines[j].gap or j == i + 1)
        for j in range(i + 1, min(len(lines), i + 4))
    )
