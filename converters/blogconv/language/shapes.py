"""Read days out of a cluster's shape.

The patterns are few because a shape has one letter a word: ``n.M Y`` is 18. Oktober 2010 and 18 octobre, 2010.
"""

import re
from collections.abc import Set
from datetime import date
from functools import lru_cache

from msgspec import Struct

from blogconv.language.calendars import ERAS, gregorian, persian
from blogconv.language.namesakes import SELDOM
from blogconv.language.pieces import FILLERS, MONTHS, NUMBER, WEEKDAYS, Cluster, Month, Word

# A word that also joins ("on" is Norwegian for Wed) is no weekday.
_M, _W, _F = (
    f"[{''.join(c for c in MONTHS if c not in FILLERS)}]",
    f"[{''.join(c for c in WEEKDAYS if c not in FILLERS)}]",
    FILLERS,
)
_F_ONE = f"[{_F}]"
_G = rf"[ ,.()\[\]|@~'/\-{_F}ymd]{{0,12}}?"  # between day, month and year
_H = rf"[ ,.|@~'/\-{_F}ymd]{{0,12}}?"  # between day and month: brackets there hold a count or a link's number
_MON = rf"(?:{_M}|n(?:-?{_F_ONE})? ?m|v[ .]*n)"

_FULL = re.compile(
    rf"(?P<a>[nY])(?P<sep> ?[./\-] ?)(?P<b>n)(?P=sep)(?P<c>[nY])(?![./\-]?[nYN])"
    rf"|(?P<d1>n){_H}(?P<m1>{_MON}){_G}(?:(?P<y1>Y)|'(?P<s1>n)(?! ?m))"
    rf"|(?P<m2>{_MON}){_H}(?P<d2>n)(?!m){_G}(?:t[tu ]*)?{_G}(?:(?P<y2>Y)|'(?P<s2>n))"
    rf"|(?P<y3>Y){_G}(?:(?P<m3>{_MON}){_H}(?P<d3>n)|(?P<d4>n){_H}(?P<m4>{_M}))(?!:)"
    rf"|(?P<e5>E) ?(?P<y5>[nN]) ?y ?(?P<m5>n) ?m ?(?P<d5>n) ?d?"
    rf"|(?P<d6>n)(?P<sep6>[\-/.])(?P<m6>{_M})(?P=sep6)(?P<s6>n)"
    rf"|(?P<d8>n)[. ]{{1,2}}(?P<m8>{_M})[. ]{{1,2}}(?P<s8>n)(?![ ,./\-]{{0,2}}[nY])"
    rf"|(?P<m9>{_M}) ?(?P<d9>n), ?(?P<s9>n)(?![ ,./\-]{{0,2}}[nY])"
)
_PART = re.compile(
    rf"(?P<y7>Y){_G}(?P<m7>{_MON})"
    rf"|(?P<m1>{_MON}){_G}(?P<y1>Y)"
    rf"|(?P<d2>n)(?![:.]n){_H}(?P<m2>{_M})"
    rf"|(?P<m3>{_MON}){_H}(?P<d3>n)(?! ?m)"
)
_WEEKDAY_BEFORE = re.compile(rf"({_W})[ ,.()\-|{_F}]*$")
_WEEKDAY_AFTER = re.compile(rf"d?[ ,.()\-|{_F}]*(?:({_W})|\(([md])\))")
_TIME_NEXT = re.compile(rf"[ ,|@()\-{_F}]*t")
_NO_WORD_NEXT = re.compile(r"[ \t]*+(?![^\W_])(?![:%°€$])")

Languages = frozenset[str]


class Day(Struct, frozen=True, gc=False):
    """A day found in a shape, from place to place; ``value`` is None where it is not settled."""

    start: int
    end: int
    value: date | None = None
    readings: tuple[tuple[str, date], ...] = ()
    precision: str = "day"
    complete: bool = True
    languages: tuple[str, ...] = ()


class _Form(Struct, frozen=True, gc=False):
    """Where the parts of a day stand in a shape; -1 where there is none."""

    start: int
    end: int
    numbers: tuple[int, int, int] = (-1, -1, -1)
    """Of an all-number day; of an era's day its year, month and day."""
    separator: str = ""
    era: int = -1
    month: tuple[int, int] = (-1, -1)
    """From and to: a word, or a number with its mark."""
    day: int = -1
    year: int = -1
    bare: bool = False
    """Its year has two figures and nothing that says they are one."""


def read_days(cluster: Cluster, shape: str, languages: Languages) -> list[Day]:
    """Find days in the shape (times already masked as ``t``), whole ones first, then days without a year."""
    days = [day for form in _whole(shape) if (day := _full(cluster, shape, form, languages)) is not None]
    if parts := _parts(shape):
        taken = [(day.start, day.end) for day in days]
        for form in parts:
            if any(form.start < end and start < form.end for start, end in taken):
                continue
            day = _part(cluster, shape, form, languages)
            if day is not None:
                days.append(day)
        days.sort(key=lambda day: day.start)
    return days


@lru_cache(maxsize=4096)
def _whole(shape: str) -> tuple[_Form, ...]:
    return tuple(map(_form, _FULL.finditer(shape)))


@lru_cache(maxsize=4096)
def _parts(shape: str) -> tuple[_Form, ...]:
    return tuple(map(_form, _PART.finditer(shape)))


def _form(match: re.Match[str]) -> _Form:
    at = {name: match.start(name) for name, found in match.groupdict().items() if found}
    start, end = match.span()
    if "a" in at:
        return _Form(start, end, (at["a"], at["b"], at["c"]), match["sep"].strip())
    if "e5" in at:
        return _Form(start, end, (at["y5"], at["m5"], at["d5"]), era=at["e5"])
    of: dict[str, str] = {name[0]: name for name in at if name[:3] != "sep"}
    year = at[of["y"]] if "y" in of else at[of["s"]] if "s" in of else -1
    bare = bool({"s8", "s9"} & at.keys())
    return _Form(start, end, month=match.span(of["m"]), day=at[of["d"]] if "d" in of else -1, year=year, bare=bare)


def _full(cluster: Cluster, shape: str, form: _Form, languages: Languages) -> Day | None:
    if form.era >= 0:
        year, month, day = (cluster.number(place) for place in form.numbers)
        return Day(form.start, form.end, gregorian(ERAS[cluster.said(form.era)] + year, month, day))
    if form.separator:
        return _numeric(cluster, shape, form, languages)
    printed_year = _year(cluster, form.year)
    if printed_year is None or (form.bare and not _ends_a_day(cluster, shape, form.year)):
        return None
    months = _months(cluster, *form.month)
    return _choose(cluster, shape, form.start, form.end, printed_year, months, cluster.number(form.day), languages)


def _choose(
    cluster: Cluster, shape: str, start: int, end: int, year: int, said: Word, day: int, wanted: Languages
) -> Day:
    """Settle which month a word means, where languages differ, and check the weekday."""
    found: dict[date, tuple[str, ...]] = {}
    for kind, month, tags in _likely(said, wanted):
        value = persian(year, month, day) if kind == "J" else gregorian(year, month, day)
        if value is not None:
            found[value] = tags
    fits = {value.weekday() for value in found}
    start, end, weekdays = _weekdays_beside(cluster, shape, start, end, said, wanted, fits)
    agreeing = [value for value in found if all(value.weekday() in days for days in weekdays)]
    if len(agreeing) != 1:
        return Day(start, end, None, languages=said.spoken)
    return Day(start, end, agreeing[0], languages=found[agreeing[0]] or said.spoken)


@lru_cache(maxsize=4096)
def _likely(said: Word, wanted: Languages) -> tuple[Month, ...]:
    pool = [m for m in said.months if wanted.intersection(m[2])] or said.months
    widest = max((len(m[2]) for m in pool), default=0)
    # A meaning that one language has against dozens needs that language to be named.
    return tuple(m for m in pool if len(m[2]) * 10 >= widest)


def _numeric(cluster: Cluster, shape: str, form: _Form, languages: Languages) -> Day | None:
    start, end, weekdays = _weekdays_beside(cluster, shape, form.start, form.end, NUMBER, languages)
    texts = [cluster.said(place) for place in form.numbers]
    numbers = [int(t) for t in texts]
    lengths = [len(t) for t in texts]
    if lengths[0] == 4:
        if lengths[2] == 4:
            return None
        year, month, day = numbers
        # Persian years in Persian digits; the same years in others would be the middle ages.
        if 1300 <= year <= 1500:
            value = persian(year, month, day) if "\u06f0" <= texts[0][0] <= "\u06f9" else None
        else:
            value = gregorian(year, month, day)
        agrees = value is not None and all(value.weekday() in days for days in weekdays)
        return Day(start, end, value if agrees else None)
    if lengths[2] == 4:
        if min(numbers[:2]) > 12 or max(numbers[:2]) > 31:
            return None
        options = {"dmy": (numbers[2], numbers[1], numbers[0]), "mdy": (numbers[2], numbers[0], numbers[1])}
    else:
        # Version numbers and the like: a date of six digits fills its places.
        if lengths[2] != 2 or (lengths[1] != 2 and lengths[0] != 2 and form.separator != "/"):
            return None
        if min(numbers[:2]) == 0:
            return None
        last, first = _century(numbers[2]), _century(numbers[0]) if lengths[0] == 2 else None
        options = {}
        if last is not None:
            options = {"dmy": (last, numbers[1], numbers[0]), "mdy": (last, numbers[0], numbers[1])}
        if first is not None:
            options["ymd"] = (first, numbers[1], numbers[2])
    readings: list[tuple[str, date]] = []
    for order, parts in options.items():
        value = gregorian(*parts)
        if value is not None and all(value.weekday() in days for days in weekdays):
            readings.append((order, value))
    if not readings and lengths[2] != 4:
        return None
    values = {value for _, value in readings}
    return Day(start, end, values.pop() if len(values) == 1 else None, tuple(readings))


def _part(cluster: Cluster, shape: str, form: _Form, languages: Languages) -> Day | None:
    said = _months(cluster, *form.month)
    first, last = form.month
    if last - first == 1 and not _sure_month(cluster.said(first), said.spoken, languages):
        return None
    if form.year >= 0:
        return Day(form.start, form.end, precision="month", complete=False, languages=said.spoken)
    if not 1 <= cluster.number(form.day) <= 31:
        return None
    start, end, _ = _weekdays_beside(cluster, shape, form.start, form.end, said, languages)
    return Day(start, end, complete=False, languages=said.spoken)


def _sure_month(word: str, spoken: tuple[str, ...], languages: Languages) -> bool:
    """Say whether a word without a day and a year beside it is a month: "out 2025" is Portuguese only in Portuguese."""
    return (
        len(word) > (3 if "en" in spoken else 4)
        or len(spoken) > 4
        or not word.isascii()
        or bool(languages.intersection(spoken))
    )


def _months(cluster: Cluster, start: int, end: int) -> Word:
    """Give the word that names a month; for ``10月`` and ``tháng 10`` one made of the number."""
    for place in range(start, end):
        piece = cluster.pieces.get(place)
        if piece is None:
            continue
        if piece[2] is NUMBER:
            return _numbered(cluster.number(place))
        if piece[2].months:
            return piece[2]
    return NUMBER


@lru_cache(maxsize=128)
def _numbered(month: int) -> Word:
    return Word("M", (("M", month, ()),))


def _weekdays_beside(
    cluster: Cluster,
    shape: str,
    start: int,
    end: int,
    month: Word,
    wanted: Languages,
    fits: Set[int] = frozenset(),
) -> tuple[int, int, list[Set[int]]]:
    """Give the places of a day with the weekdays beside it, and what those weekdays can be (0 is Monday).

    ``fits`` are the weekdays of the day that was read.
    """
    found: list[Set[int]] = []
    before, after = _beside(shape, start, end)
    if before is not None and (days := _weekday(cluster, before, month, wanted, fits)):
        start = before.edge
        found.append(days)
    if after is not None and (days := _weekday(cluster, after, month, wanted, fits)):
        end = after.edge
        found.append(days)
    return start, end, found


class _Weekday(Struct, frozen=True, gc=False):
    """Where a day's weekday stands in a shape, and how far it reaches; ``sign`` is 日 or 月 in brackets."""

    edge: int
    place: int
    sign: str = ""


@lru_cache(maxsize=4096)
def _beside(shape: str, start: int, end: int) -> tuple[_Weekday | None, _Weekday | None]:
    before = _WEEKDAY_BEFORE.search(shape, max(0, start - 12), start)
    after = _WEEKDAY_AFTER.match(shape, end)
    return (
        _Weekday(before.start(), before.start(1)) if before else None,
        _Weekday(after.end(), after.start(1), after[2] or "") if after else None,
    )


def _weekday(cluster: Cluster, beside: _Weekday, month: Word, wanted: Languages, fits: Set[int]) -> Set[int]:
    if beside.sign:
        return {{"d": 6, "m": 0}[beside.sign]}
    sure, seldom = _weekdays(cluster.pieces[beside.place][2], month, wanted)
    # The weekday of a seldom language counts where it agrees, and is taken for a name where it does not.
    return sure or seldom & fits


@lru_cache(maxsize=4096)
def _weekdays(word: Word, month: Word, wanted: Languages) -> tuple[frozenset[int], frozenset[int]]:
    """Give the weekdays that a word means beside a month's, surely, and in seldom languages."""
    spoken = frozenset(month.spoken)
    sure = (spoken | wanted) - (SELDOM - wanted)
    return (
        frozenset(day for day, tags in word.weekdays if (sure & tags if spoken or wanted else tags - SELDOM)),
        frozenset(day for day, tags in word.weekdays if spoken & tags),
    )


def _ends_a_day(cluster: Cluster, shape: str, place: int) -> bool:
    """Say whether two figures behind a day can be its year: "12 mars 15 commentaires" counts comments."""
    _, end, _ = cluster.pieces[place]
    if end - cluster.pieces[place][0] != 2:
        return False
    return _TIME_NEXT.match(shape, place + 1) is not None or _NO_WORD_NEXT.match(cluster.text, end) is not None


def _year(cluster: Cluster, place: int) -> int | None:
    digits = cluster.said(place)
    return int(digits) if len(digits) == 4 else _century(int(digits))


def _century(two_digits: int) -> int | None:
    # No blog is older than 1990, none printed its dates after 2049; what lies between is no year.
    return 2000 + two_digits if two_digits < 50 else 1900 + two_digits if two_digits >= 90 else None
