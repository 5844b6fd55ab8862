"""Read "3 years ago", "vor 3 Jahren", "3年前": a count and a unit, which only a reference date turns into a day."""

import re
from datetime import date, datetime, timedelta
from functools import cache

from msgspec import Struct

from blogconv.language.words import LETTER, WORD, WORD_PATTERN, fold_word, is_unspaced, tables

_GAP = re.compile(r"[^\w\n]{1,3}")
_TRAILING_WORD = re.compile(rf"({WORD_PATTERN})[^\w\n]{{0,3}}\Z")
_LARGER = re.compile(rf"(\d{{1,3}})[^\w\n]{{1,2}}({LETTER}+)\.?,?[^\w\n]{{1,2}}(?:{LETTER}{{1,4}}[^\w\n])?\Z")
_MOST_WORDS = 5
_UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
# How many days a rounded count may be off, beyond what is printed.
_SPREAD = {"second": 0, "minute": 0, "hour": 0, "day": 0, "week": 3, "month": 16, "year": 190}


class Ago(Struct, frozen=True):
    """A relative date from ``start`` to ``end`` (characters); ``count`` is negative: always the past."""

    start: int
    end: int
    count: int
    unit: str
    languages: tuple[str, ...] = ()


class _Wording(Struct, frozen=True):
    before: tuple[str, ...]
    after: tuple[str, ...]
    unit: str
    languages: tuple[str, ...]


@cache
def _wordings() -> tuple[dict[str, list[_Wording]], dict[str, list[_Wording]], dict[str, list[_Wording]]]:
    """Sort the wordings by the first word after the number, the first sign after it, or the last word before it."""
    spaced: dict[str, list[_Wording]] = {}
    unspaced: dict[str, list[_Wording]] = {}
    leading: dict[str, list[_Wording]] = {}
    for key, packed in tables().relative.items():
        if ";" in packed:
            continue  # one unit in one language, another in another
        unit, *languages = packed.split(" ")
        before, _, after = key.partition("|")
        wording = _Wording(tuple(before.split()), tuple(after.split()), unit, tuple(languages))
        if not after:
            leading.setdefault(wording.before[-1], []).append(wording)
        elif is_unspaced(after[0]):
            unspaced.setdefault(after[0], []).append(wording)
        else:
            spaced.setdefault(wording.after[0], []).append(wording)
    for table in (spaced, unspaced, leading):
        for wordings in table.values():
            wordings.sort(key=lambda w: (-len(w.after), -len("".join(w.after)), -len(w.before), w.after, w.before))
    return spaced, unspaced, leading


def may_be_unit(word: str) -> bool:
    """Say whether a folded word follows the number in some wording."""
    spaced, unspaced, _ = _wordings()
    return word in spaced or word[:1] in unspaced


def may_lead(word: str) -> bool:
    """Say whether a folded word closes a wording whose number comes last ("siku 3")."""
    return word in _wordings()[2]


def ago_at(text: str, start: int, end: int) -> Ago | None:
    """Read the relative date whose number stands from ``start`` to ``end``."""
    spaced, unspaced, leading = _wordings()
    following = _GAP.match(text, end)
    place = following.end() if following else end
    sign = text[place : place + 1]
    wordings: list[_Wording] = []
    if sign and is_unspaced(sign):
        wordings = unspaced.get(sign, [])
        for wording in wordings:
            after_end = _unspaced_end(text, place, "".join(wording.after))
            if after_end and (first := _before(text, start, wording.before)) is not None:
                return _found(text, first, after_end, start, end, wording)
        return None
    word = WORD.match(text, place)
    if word is not None:
        wordings = spaced.get(fold_word(word[0]), [])
    for wording in wordings:
        after_end = _after(text, place, wording.after)
        if after_end and (first := _before(text, start, wording.before)) is not None:
            return _found(text, first, after_end, start, end, wording)
    for wording in leading.get(fold_word(word_before(text, start)), []):
        if (first := _before(text, start, wording.before)) is not None:
            return _found(text, first, end, start, end, wording)
    return None


def word_before(text: str, place: int) -> str:
    """Give the word that ends shortly before ``place`` on its line, or ``""``."""
    before = text[max(0, place - 28) : place].rstrip(_LOOSE)
    return before[max(before.rfind(" "), before.rfind("\u00a0"), before.rfind("\n")) + 1 :].lstrip(_LOOSE)


_LOOSE = " ,.-–—|/()[]'’\"“”«»:*_\u00a0\u202f"


def _found(text: str, first: int, last: int, start: int, end: int, wording: _Wording) -> Ago:
    count, unit = int(text[start:end]), wording.unit
    # "3 years, 2 months ago": the larger part leads.
    larger = _LARGER.search(text, max(0, first - 32), first) if not wording.before else None
    if larger is not None:
        for other in _wordings()[0].get(fold_word(larger[2]), []):
            same = set(other.languages) & set(wording.languages)
            if same and _UNITS.index(other.unit) > _UNITS.index(unit):
                return Ago(larger.start(), last, -int(larger[1]), other.unit, tuple(sorted(same)))
    return Ago(first, last, -count, unit, wording.languages)


def _after(text: str, place: int, words: tuple[str, ...]) -> int:
    for word in words:
        gap = _GAP.match(text, place)
        if gap is not None:
            place = gap.end()
        match = WORD.match(text, place)
        if match is None or fold_word(match[0]) != word:
            return 0
        place = match.end()
    return place


def _unspaced_end(text: str, place: int, wanted: str) -> int:
    for char in wanted:
        while text[place : place + 1] in (" ", "\u00a0", "\u200b"):
            place += 1
        if text[place : place + 1] != char:
            return 0
        place += 1
    return place


def _before(text: str, start: int, words: tuple[str, ...]) -> int | None:
    for word in reversed(words):
        match = _TRAILING_WORD.search(text, max(0, start - 24), start)
        if match is None or fold_word(match[1]) != word:
            return None
        start = match.start(1)
    return start


def begins_moment(word: str) -> bool:
    """Say whether a folded word begins a phrase such as "yesterday"."""
    return word in _first_of_moments()


@cache
def _first_of_moments() -> frozenset[str]:
    return frozenset(phrase.split(" ")[0] for phrase in tables().moments)


def moment(phrase: str) -> tuple[int, str, str] | None:
    """Read a folded phrase without a number: ``gestern`` is ``(-1, "day", "de")``."""
    packed = tables().moments.get(phrase)
    if packed is None:
        return None
    count, unit, language = packed.split(" ")
    return int(count), unit, language


def resolve(count: int, unit: str, time: str | None, reference: str) -> tuple[str, int] | None:
    """Count from the reference date; give the value and how many days it may be off, or None beyond the calendar."""
    here = datetime.fromisoformat(reference.replace("Z", "+00:00"))
    has_time = "T" in reference
    try:
        if unit in ("year", "month"):
            months = here.year * 12 + here.month - 1 + count * (12 if unit == "year" else 1)
            year, month = divmod(months, 12)
            day = min(here.day, _month_days(year, month + 1))
            then = here.replace(year=year, month=month + 1, day=day)
        else:
            then = here + timedelta(**{unit + "s": count})
    except (ValueError, OverflowError):
        return None
    if time is not None:
        return f"{then.date().isoformat()}T{time}", _SPREAD[unit]
    if unit in ("second", "minute", "hour"):
        # Of a day without a time, "5 hours ago" may be the day before.
        return (then.isoformat(), 0) if has_time else (then.date().isoformat(), 1)
    return then.date().isoformat(), _SPREAD[unit]


def _month_days(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
