"""Read days and times out of a cluster's shape.

The patterns are few because a shape has one letter a word: ``n.M Y`` is 18. Oktober 2010 and 18 octobre, 2010.
"""

import re
from collections.abc import Set
from datetime import date
from functools import lru_cache

from msgspec import Struct

from blogconv.language.calendars import ERAS, gregorian, persian
from blogconv.language.pieces import FILLERS, MONTHS, PERIODS, WEEKDAYS, ZONES, Cluster, Meaning

_OTHERWISE = frozenset(FILLERS + MONTHS + WEEKDAYS)
# A word that also joins ("on" is Norwegian for Wed) is no weekday.
_M, _W, _P, _F = (
    f"[{''.join(c for c in MONTHS if c not in FILLERS)}]",
    f"[{''.join(c for c in WEEKDAYS if c not in FILLERS)}]",
    f"[{PERIODS}]",
    FILLERS,
)
_F_ONE = f"[{_F}]"
_G = rf"[ ,.()\[\]|@~'/\-{_F}ymd]{{0,12}}?"  # between day, month and year
_H = rf"[ ,.|@~'/\-{_F}ymd]{{0,12}}?"  # between day and month: brackets there hold a count or a link's number
_MON = rf"(?:{_M}|n(?:-?{_F_ONE})? ?m|v[ .]*n)"

_TIME = re.compile(
    rf"(?P<before>{_P})?[ .,]{{0,2}}(?<![nYN:.])(?P<hour>n)"
    rf"(?:[:](?P<minute>n)(?:[:](?P<second>n)(?:[.,](?:n|N))?)?"
    rf"| ?h ?(?:(?P<minute2>n)(?!h)(?:[ ']{{0,2}}i?[ ']{{0,2}}(?P<second2>n)? ?s)?(?: ?i)?)?"
    rf"|(?= ?{_P}))"
    rf"(?![:.]n)(?: ?[.(]?(?P<after>{_P})\.?)?"
)
_DOTTED_TIME = re.compile(
    rf"(?<![nYN])(?<![nYN]\.)(?P<hour>n)\.(?P<minute>n)(?:\.(?P<second>n))?(?![.n])(?: ?(?P<after>{_P}))?"
)
_FULL = re.compile(
    rf"(?P<a>[nY])(?P<sep> ?[./\-] ?)(?P<b>n)(?P=sep)(?P<c>[nY])(?![./\-]?[nYN])"
    rf"|(?P<d1>n){_H}(?P<m1>{_MON}){_G}(?:(?P<y1>Y)|'(?P<s1>n)(?! ?m))"
    rf"|(?P<m2>{_MON}){_H}(?P<d2>n)(?!m){_G}(?:t[tu ]*)?{_G}(?:(?P<y2>Y)|'(?P<s2>n))"
    rf"|(?P<y3>Y){_G}(?:(?P<m3>{_MON}){_H}(?P<d3>n)|(?P<d4>n){_H}(?P<m4>{_M}))(?!:)"
    rf"|(?P<e5>E) ?(?P<y5>[nN]) ?y ?(?P<m5>n) ?m ?(?P<d5>n) ?d?"
    rf"|(?P<d6>n)(?P<sep6>[\-/.])(?P<m6>{_M})(?P=sep6)(?P<s6>n)"
)
_PART = re.compile(
    rf"(?P<y7>Y){_G}(?P<m7>{_MON})"
    rf"|(?P<m1>{_MON}){_G}(?P<y1>Y)"
    rf"|(?P<d2>n)(?![:.]n){_H}(?P<m2>{_M})"
    rf"|(?P<m3>{_MON}){_H}(?P<d3>n)(?! ?m)"
)
_NEAR = re.compile(rf"[ ,.()\[\]|@~/\-'«»{_F}{ZONES}d]*")
_WEEKDAY_BEFORE = re.compile(rf"({_W})[ ,.()\-|{_F}]*$")
_WEEKDAY_AFTER = re.compile(rf"d?[ ,.()\-|{_F}]*(?:({_W})|\(([md])\))")

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


class Time(Struct, frozen=True, gc=False):
    """A time of day found in a shape; ``value`` is ``HH:MM:SS`` or None where it cannot be."""

    start: int
    end: int
    value: str | None
    precision: str = "minute"


def read_times(cluster: Cluster, text: str) -> list[Time]:
    """Find times written with a colon, an hour mark or a part of the day."""
    if not _HINT_OF_TIME.search(cluster.shape):
        return []
    return [t for m in _matches(_TIME, cluster.shape) if (t := _time(cluster, text, m)) is not None]


_HINT_OF_TIME = re.compile(rf"[:h']|{_P}")


@lru_cache(maxsize=4096)
def _matches(pattern: re.Pattern[str], shape: str) -> tuple[re.Match[str], ...]:
    # The dates of one document have few shapes.
    return tuple(pattern.finditer(shape))


def read_dotted_time(cluster: Cluster, text: str, shape: str, place: int) -> Time | None:
    """Read ``12.05`` close after a date."""
    match = _dotted(shape, place)
    return _time(cluster, text, match) if match else None


@lru_cache(maxsize=4096)
def _dotted(shape: str, place: int) -> re.Match[str] | None:
    near = _NEAR.match(shape, place)
    return _DOTTED_TIME.match(shape, near.end()) if near else None


def _time(cluster: Cluster, text: str, match: re.Match[str]) -> Time | None:
    groups = match.groupdict()
    hour = _int(cluster, text, match.start("hour"))
    minute_name = "minute" if groups["minute"] else "minute2" if groups.get("minute2") else None
    second_name = "second" if groups["second"] else "second2" if groups.get("second2") else None
    minute = _int(cluster, text, match.start(minute_name)) if minute_name else 0
    second = _int(cluster, text, match.start(second_name)) if second_name else 0
    if minute_name and _length(cluster, match.start(minute_name)) != 2 and "i" not in match[0]:
        return None
    if hour > 24 or minute > 59 or second > 60:
        return None
    start = match.start("before") if groups.get("before") else match.start("hour")
    period_place = match.start("after") if groups["after"] else start if groups.get("before") else -1
    value: str | None = None
    end = match.end()
    if period_place >= 0 and cluster.pieces[period_place][2] in _OTHERWISE:
        word = _text(cluster, text, period_place).lower()
        # "14 de marzo", "12:14 de la tarde": "de" is Hungarian for the morning, and for others joins.
        joins = word not in ("am", "a.m")
        if joins and not minute_name:
            return None
        if joins and word.isascii() and minute_name:
            start, period_place = match.start("hour"), -1
            end = match.end(second_name or minute_name)
    if period_place >= 0:
        clock_hour = _hour(hour, cluster.pieces[period_place][3])
        value = None if clock_hour is None else f"{clock_hour:02}:{minute:02}:{min(second, 59):02}"
    elif hour < 24:
        value = f"{hour:02}:{minute:02}:{min(second, 59):02}"
    return Time(start, end, value, "second" if second_name else "minute")


def _hour(hour: int, found: tuple[Meaning, ...]) -> int | None:
    """Read a 12-hour clock's hour with a part of the day; hours beyond 12 only where they agree with it."""
    spans = {value for kind, value, _ in found if kind == "P" and isinstance(value, tuple)}
    # "am" and "pm" are plain; "at night" is a range that may pass midnight.
    plain = spans & {(0, 12), (12, 24)}
    answers: set[int] = set()
    for first, last in plain or spans:
        for candidate in {hour % 12, hour % 12 + 12} if hour <= 12 else {hour % 24}:
            if first <= candidate < last or first <= candidate + 24 < last:
                answers.add(candidate)
    return answers.pop() if len(answers) == 1 else None


def read_days(cluster: Cluster, text: str, shape: str, languages: Languages) -> list[Day]:
    """Find days in the shape (times already masked as ``t``), whole ones first, then days without a year."""
    days: list[Day] = []
    for pattern in (_FULL, _PART):
        taken = [(day.start, day.end) for day in days]
        for match in _matches(pattern, shape):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            day = (_full if pattern is _FULL else _part)(cluster, text, shape, match, languages)
            if day is not None:
                days.append(day)
    return sorted(days, key=lambda day: day.start)


def _full(cluster: Cluster, text: str, shape: str, match: re.Match[str], languages: Languages) -> Day | None:
    start, end = match.span()
    if match["a"]:
        return _numeric(cluster, text, shape, match, languages)
    if match["e5"]:
        base = ERAS[_text(cluster, text, match.start("e5"))]
        year, month, day = (_int(cluster, text, match.start(name)) for name in ("y5", "m5", "d5"))
        return Day(start, end, gregorian(base + year, month, day))
    for n in "12346":
        names = match.groupdict()
        month_name = f"m{n}"
        if not names.get(month_name):
            continue
        day_number = _int(cluster, text, match.start(f"d{n}"))
        year_place = next((match.start(k) for k in (f"y{n}", f"s{n}", "y3") if names.get(k)), -1)
        printed_year = _year(cluster, text, year_place)
        if printed_year is None:
            return None
        months = _months(cluster, text, match.start(month_name), match.end(month_name))
        return _choose(cluster, shape, start, end, printed_year, months, day_number, languages)
    return None


def _choose(
    cluster: Cluster,
    shape: str,
    start: int,
    end: int,
    year: int,
    months: list[tuple[str, int, tuple[str, ...]]],
    day: int,
    wanted: Languages,
) -> Day:
    """Settle which month a word means, where languages differ, and check the weekday."""
    found: dict[date, tuple[str, ...]] = {}
    pool = [m for m in months if wanted.intersection(m[2])] or months
    widest = max(len(m[2]) for m in pool)
    # A meaning that one language has against dozens needs that language to be named.
    pool = [m for m in pool if len(m[2]) * 10 >= widest]
    for kind, month, tags in pool:
        value = persian(year, month, day) if kind == "J" else gregorian(year, month, day)
        if value is not None:
            found[value] = tags
    spoken = tuple(sorted({tag for m in months for tag in m[2]}))
    fits = {value.weekday() for value in found}
    start, end, weekdays = _weekdays_beside(cluster, shape, start, end, frozenset(spoken), wanted, fits)
    agreeing = [value for value in found if all(value.weekday() in days for days in weekdays)]
    if len(agreeing) != 1:
        return Day(start, end, None, languages=spoken)
    return Day(start, end, agreeing[0], languages=found[agreeing[0]] or spoken)


def _numeric(cluster: Cluster, text: str, shape: str, match: re.Match[str], languages: Languages) -> Day | None:
    start, end, weekdays = _weekdays_beside(cluster, shape, *match.span(), frozenset(), languages)
    texts = [_text(cluster, text, match.start(name)) for name in "abc"]
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
        if lengths[2] != 2 or (lengths[1] != 2 and lengths[0] != 2 and match["sep"].strip() != "/"):
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


def _part(cluster: Cluster, text: str, shape: str, match: re.Match[str], languages: Languages) -> Day | None:
    names = match.groupdict()
    month_name = next(name for name in ("m7", "m1", "m2", "m3") if names[name])
    months = _months(cluster, text, match.start(month_name), match.end(month_name))
    spoken = tuple(sorted({tag for m in months for tag in m[2]}))
    word = match[month_name]
    if len(word) == 1 and not _sure_month(_text(cluster, text, match.start(month_name)), spoken, languages):
        return None
    start, end, _ = _weekdays_beside(cluster, shape, *match.span(), frozenset(spoken), languages)
    if names["y7"] or names["y1"]:
        return Day(*match.span(), precision="month", complete=False, languages=spoken)
    day = _int(cluster, text, match.start("d2" if names["d2"] else "d3"))
    if not 1 <= day <= 31:
        return None
    return Day(start, end, complete=False, languages=spoken)


def _sure_month(word: str, spoken: tuple[str, ...], languages: Languages) -> bool:
    """Say whether a word without a day and a year beside it is a month: "out 2025" is Portuguese only in Portuguese."""
    return len(word) > 4 or len(spoken) > 4 or not word.isascii() or bool(languages.intersection(spoken))


def _months(cluster: Cluster, text: str, start: int, end: int) -> list[tuple[str, int, tuple[str, ...]]]:
    """Give the months that a month word, ``10月`` or ``tháng 10`` can mean."""
    for place in range(start, end):
        piece = cluster.pieces.get(place)
        if piece is None:
            continue
        if piece[2] == "n":
            return [("M", int(text[piece[0] : piece[1]]), ())]
        named = [(k, v, tags) for k, v, tags in piece[3] if k in "MJ" and isinstance(v, int)]
        if named:
            return named
    return []


# Languages whose weekdays are other languages' names and words ("Anna" is Turkmen for Friday): they count beside a
# month of that language or where the language is named.
_SELDOM = frozenset(
    (
        "ast", "br", "fo", "fur", "fy", "gsw", "ha", "haw", "hsb", "ia", "ig", "jv", "ku", "lb", "ln", "mg", "mi", "oc",
        "qu", "rm", "sc", "so", "su", "tk", "tt", "uz", "wo", "xh", "yi", "yo", "zu",
    )
)  # fmt: skip


def _weekdays_beside(
    cluster: Cluster,
    shape: str,
    start: int,
    end: int,
    spoken: Languages,
    wanted: Languages,
    fits: Set[int] = frozenset(),
) -> tuple[int, int, list[set[int]]]:
    """Give the places of a day with the weekdays beside it, and what those weekdays can be (0 is Monday).

    ``spoken`` are the languages of the month's word, ``fits`` the weekdays of the day that was read.
    """
    found: list[set[int]] = []
    before, after = _weekdays(shape, start, end)
    if before is not None and (days := _weekday(cluster, before, spoken, wanted, fits)):
        start = before.start()
        found.append(days)
    if after is not None and (days := _weekday(cluster, after, spoken, wanted, fits)):
        end = after.end()
        found.append(days)
    return start, end, found


def _weekday(cluster: Cluster, match: re.Match[str], spoken: Languages, wanted: Languages, fits: Set[int]) -> set[int]:
    if match.lastindex == 2:  # 日 or 月 in brackets
        return {{"d": 6, "m": 0}[match[2]]}
    named = [(v, set(tags)) for k, v, tags in cluster.pieces[match.start(1)][3] if k == "W" and isinstance(v, int)]
    sure = (spoken | wanted) - (_SELDOM - wanted)
    days = {day for day, tags in named if (sure & tags if spoken or wanted else tags - _SELDOM)}
    # The weekday of a seldom language counts where it agrees, and is taken for a name where it does not.
    return days or {day for day, tags in named if spoken & tags} & fits


@lru_cache(maxsize=4096)
def _weekdays(shape: str, start: int, end: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    return _WEEKDAY_BEFORE.search(shape, max(0, start - 12), start), _WEEKDAY_AFTER.match(shape, end)


@lru_cache(maxsize=4096)
def near(shape: str, start: int, end: int) -> bool:
    """Say whether only what joins date and time stands between two places."""
    return end - start <= 12 and _NEAR.fullmatch(shape, start, end) is not None


def _year(cluster: Cluster, text: str, place: int) -> int | None:
    digits = _text(cluster, text, place)
    return int(digits) if len(digits) == 4 else _century(int(digits))


def _century(two_digits: int) -> int | None:
    # No blog is older than 1990, none printed its dates after 2049; what lies between is no year.
    return 2000 + two_digits if two_digits < 50 else 1900 + two_digits if two_digits >= 90 else None


def _text(cluster: Cluster, text: str, place: int) -> str:
    start, end, _, _ = cluster.pieces[place]
    return text[start:end]


def _int(cluster: Cluster, text: str, place: int) -> int:
    return int(_text(cluster, text, place))


def _length(cluster: Cluster, place: int) -> int:
    start, end, _, _ = cluster.pieces[place]
    return end - start
