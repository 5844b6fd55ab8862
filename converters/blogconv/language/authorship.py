"""Read the words that lead to an author: where "posted by", "von", "Autor:" stand right before a name."""

import re
from functools import cache
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from blogconv.language.lines import meanings, phrase_of, vocabulary
from blogconv.language.words import LETTER

_WORD = re.compile(rf"{LETTER}(?:{LETTER}|['’ʼ\u200c\u200d](?={LETTER}))*")


class Authorship(Struct, frozen=True, kw_only=True, gc=False):
    """The words right before a name that say who wrote: "by", "posted by", "Autor:"."""

    start: int
    """Where they begin in the line (characters)."""
    languages: tuple[str, ...]
    sure: bool
    """Several words, or a label with its colon: no mere preposition."""


def authorship(line: str, end: int) -> Authorship | None:
    """Read the words of authorship that end, marks aside, at a place of a line; the longest phrase counts."""
    spoken = list(_WORD.finditer(line, 0, end))
    on = _table("on")
    for length in (5, 4, 3, 2, 1):
        if len(spoken) < length:
            continue
        start = spoken[-length].start()
        languages = _table("by").get(phrase_of(line[start : spoken[-1].end()]))
        if languages is None:
            continue
        before = len(spoken) - length
        sure = length > 1 or ":" in line[spoken[-1].end() : end] or "：" in line[spoken[-1].end() : end]
        while before and phrase_of(spoken[before - 1][0]) in on:  # "Posted on DATE by"
            before -= 1
            start, sure = spoken[before].start(), True
        return Authorship(start=start, languages=languages, sure=sure)
    return None


def name_after(text: str, languages: frozenset[str]) -> str | None:
    """Give what follows the words of authorship in a piece of a line ("Posted by Ann" gives "Ann"); None without them.

    ``languages``: those of the document; English is understood everywhere. Nothing but words such as "posted on" may
    stand before.
    """
    spoken = list(_WORD.finditer(text[:80]))
    table = _table("by")
    for length in (6, 5, 4, 3, 2, 1):
        for first in range(min(4, len(spoken) - length + 1)):
            last = first + length - 1
            known = table.get(phrase_of(text[spoken[first].start() : spoken[last].end()]))
            if known is None or not ({"en"} | languages).intersection(known):
                continue
            if leads_in(text[: spoken[first].start()]):
                return text[spoken[last].end() :].lstrip(" :：\t\xa0")
    return None


def name_behind(text: str) -> str | None:
    """Give what stands behind a word of authorship in a link to an author's posts ("All posts by Ann"); else None."""
    spoken = list(_WORD.finditer(text[:120]))
    for before, after in pairwise(spoken[1:]):
        # "van", "le", "de" are parts of names, too: the first counts that leads to a capital.
        if phrase_of(before[0]) in _table("by") and not after[0][0].islower():
            return text[before.end() :].strip(" :：\t\xa0") or None
    return None


def leads_in(text: str) -> bool:
    """Say whether a text is nothing but marks or words such as "posted on"."""
    phrase = phrase_of(text)
    return not any(map(str.isalnum, text)) or phrase in _table("on") or phrase in _table("by")


def of_heads(word: str) -> bool:
    """Say whether a word is, in some language, one of those that stand between names and dates: "said", "von", "on"."""
    return phrase_of(word) in _words_of_heads()


@cache
def _words_of_heads() -> frozenset[str]:
    known = vocabulary()
    # Longer phrases hold words of any kind: "this entry was posted by the".
    short = [phrase.split(" ") for phrase in (*known.says, *known.bylines) if phrase.count(" ") < 2]
    return frozenset(word for phrase in short for word in phrase)


def leads_to_fact(text: str) -> bool:
    """Say whether a piece of a line only leads to a day, a name or a category: "posted on", "in"."""
    phrase = phrase_of(text)
    tables = (_table("on"), _table("in"), _table("by"))
    return any(phrase in table for table in tables) or all(
        any(word in table for table in tables) for word in phrase.split(" ")
    )


@cache
def _table(kind: Literal["by", "on", "in"]) -> dict[str, tuple[str, ...]]:
    return {
        phrase: languages
        for phrase, packed in vocabulary().bylines.items()
        for meaning, languages in meanings(packed)
        if meaning == kind
    }
