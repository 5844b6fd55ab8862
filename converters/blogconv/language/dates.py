"""Find the dates printed in a text, in any of some hundred languages, and say what day they name.

A wrong date is worse than none: whatever is impossible, contradicts itself or can be read in two ways has
``value`` None, and its text is kept. Offsets count characters. No date crosses a line break.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from blogconv.language import machine, relative
from blogconv.language import order as orders
from blogconv.language.clocks import Time, near, read_dotted_time, read_times
from blogconv.language.order import Order
from blogconv.language.pieces import FILLERS, Cluster, cluster_at, letter_of, phrase_beginnings, phrase_words
from blogconv.language.shapes import Day, read_days
from blogconv.language.words import LETTER, WORD, WORD_PATTERN, fold_word, phrase_key

Precision = Literal["second", "minute", "day", "month", "year", "time", "relative"]


class PrintedDate(Struct, frozen=True, kw_only=True, gc=False):
    """One date as it stands in a text, from ``start`` to ``end`` (characters)."""

    start: int
    end: int
    text: str
    value: str | None = None
    """Canonical: ``2010-10-18`` or ``2010-10-18T14:03:00``, with an offset only where one is printed; None where
    the text does not settle the day."""
    precision: Precision = "day"
    """The finest thing printed: a ``day`` of the month without a year is ``day`` with ``incomplete``."""
    incomplete: bool = False
    """Without a year, a time only, a month only: sure to be a date, but no day."""
    ambiguous: bool = False
    """All numbers, and day and month could change places (``03/04/2010``): an ``order`` settles it."""
    relative: tuple[int, str] | None = None
    """Count and unit: ``(-3, "year")`` for "3 years ago"; units second, minute, hour, day, week, month, year."""
    time: str | None = None
    """The time of day (``14:03:00``), also where the day is not known."""
    readings: tuple[tuple[Order, str], ...] = ()
    """Of an all-number date: the value under each possible order."""
    languages: tuple[str, ...] = ()
    """Languages that have the words seen; empty for numbers alone."""


def find_dates(text: str, *, order: Order | None = None, languages: Sequence[str] = ()) -> list[PrintedDate]:
    """Find all dates in a line or a text, in their order, none overlapping.

    ``order`` reads numeric dates (``settle_order`` of the whole document's dates gives it); ``languages`` (BCP 47)
    settles words that mean different months in different languages (``listopad``). Linear in ``text``.
    """
    spoken = frozenset(tag.split("-")[0].lower() for tag in languages)
    found = _found_again(text, spoken) if len(text) <= _REMEMBERED else _find(text, spoken)
    return settle(found, order) if order else list(found)


_REMEMBERED = 240
"""Characters of a line whose dates are kept in mind: several questions about one line need them."""


def _find(text: str, spoken: frozenset[str]) -> tuple[PrintedDate, ...]:
    found = _read_through(text, spoken)
    for date in found:
        # A number of a name ("Ana 1701 - May 3, 2012") is no year before there were blogs.
        if date.value and date.value < _FIRST_YEAR and (old := _OLD_YEAR.search(text, date.start, date.end)):
            again = _read_through(text[: old.start()] + "x" * 4 + text[old.end() :], spoken)
            if any(d.value and d.value > _FIRST_YEAR for d in again):
                return tuple(again)
    return tuple(found)


_FIRST_YEAR = "1990"
_OLD_YEAR = re.compile(r"1\d{3}(?!\d)")


def _read_through(text: str, spoken: frozenset[str]) -> list[PrintedDate]:
    found: list[PrintedDate] = []
    floor = taken = 0
    if not _DIGIT.search(text):
        _moments(text, found)
        return found
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start < floor or not _promising(text, start, end):
            continue
        ago = relative.ago_at(text, start, end)
        if ago is not None and ago.start >= taken:
            found.append(_from_ago(text, ago))
            floor = taken = ago.end
            continue
        cluster = cluster_at(text, start, taken, spoken)
        dates = _read(cluster, text, spoken)
        found += dates
        floor = max(end, cluster.end)
        taken = max([taken, *(date.end for date in dates)])
    _moments(text, found)
    found.sort(key=lambda date: date.start)
    return found


_found_again = lru_cache(maxsize=4096)(_find)


def may_be_moment(text: str) -> bool:
    """Say quickly whether a line without a number begins as "yesterday" does."""
    first = WORD.search(text)
    return first is not None and relative.begins_moment(fold_word(first[0]))


def may_follow_day(text: str) -> bool:
    """Say quickly whether the first word of a text can stand in a date, after a day's number before it."""
    first = WORD.match(text)
    if first is None or not first[0].isascii():
        return True
    word = fold_word(first[0])
    return letter_of(word) is not None or relative.may_be_unit(word) or word in phrase_words()


def parse_date(text: str, *, order: Order | None = None, languages: Sequence[str] = ()) -> PrintedDate | None:
    """Read a text that is one date and nothing else (a ``datetime=`` attribute, a cell, a metadata value).

    Machine forms (ISO 8601, RFC 2822, asctime; Unix seconds are *not* among them) first, printed forms second;
    never fuzzy: other words around the date mean None.
    """
    bare = text.strip()
    if not bare or len(bare) > 200:
        return None
    value = machine.parse(bare)
    if value is not None:
        start = text.index(bare)
        return PrintedDate(
            start=start,
            end=start + len(bare),
            text=bare,
            value=value,
            precision="second" if "T" in value else "day",
            time=value[11:19] if "T" in value else None,
        )
    dates = find_dates(text, order=order, languages=languages)
    if len(dates) != 1:
        return None
    rest = text[: dates[0].start] + " " + text[dates[0].end :]
    if re.search(r"\d", rest) or any(not _joins(word) for word in WORD.findall(rest)):
        return None
    return dates[0]


def settle_order(dates: Iterable[PrintedDate], language: str | None = None) -> Order | None:
    """Decide from all dates of one document together how its numeric dates are ordered; None when it stays open.

    Evidence: a number above 12 in one place, printed weekdays, neighbours that then stand in time order and close
    together. The language's usual order only confirms, it never decides alone.
    """
    numeric = [date for date in dates if date.readings]
    separators = [next((c for c in date.text if c in "./-"), "") for date in numeric]
    return orders.settle([dict(date.readings) for date in numeric], separators, language)


def settle(dates: Sequence[PrintedDate], order: Order | None) -> list[PrintedDate]:
    """Give each ambiguous date the value that it has under ``order``; other dates stay as they are."""
    if order is None:
        return list(dates)
    return [
        replace(date, value=value, ambiguous=False)
        if date.ambiguous and (value := dict(date.readings).get(order)) is not None
        else date
        for date in dates
    ]


def resolve_relative(date: PrintedDate, reference: str) -> tuple[str, int] | None:
    """Count a relative date back from ``reference`` (canonical); give the value and how many days it may be off.

    ``0`` for hours and days, 3 for weeks, 16 for months, 190 for years: mark the value as inferred.
    """
    return relative.resolve(*date.relative, date.time, reference) if date.relative else None


# Not in words, web addresses and entities.
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![0-9A-Za-z_/=#%&?])\d{1,4}(?!\d)")
_SURE = re.compile(
    r"\d{1,2}[:：]\d\d|\d{4}([ \u200e\u200f]*[./\-－] ?)\d{1,2}\1\d{1,2}"
    r"|\d{1,2}([ \u200e\u200f]*[./\-－] ?)\d{1,2}\2\d\d"
    r"|\d{1,2} ?h ?(?:\d\d)?(?!\w)|\d{1,4} ?[年月日년월일時时點点시]"
    r"|\d{1,2} ?[ap]\.? ?m(?![^\W\d_])|\d{1,2} ?[ap]m",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(rf"(?:(?:st|nd|rd|th|er|ère|[ºª°])(?!{LETTER}))?[^\w\n]{{0,4}}({WORD_PATTERN})", re.IGNORECASE)
_WORD_ON = re.compile(rf"[^\w\n]{{0,3}}({WORD_PATTERN})")


def _promising(text: str, start: int, end: int) -> bool:
    """Say quickly whether the number at hand can be part of a date."""
    if _SURE.match(text, start):
        return True
    match = _NEXT_WORD.match(text, end)
    for _ in range(3):
        if match is None:
            break
        word = fold_word(match[1])
        letter = letter_of(word)
        if letter not in ("F", None) or relative.may_be_unit(word) or word in phrase_beginnings():
            return True
        if letter is None:
            break
        match = _WORD_ON.match(text, match.end())
    word = fold_word(relative.word_before(text, start))
    return letter_of(word) not in ("F", None) or relative.may_lead(word)


def _read(cluster: Cluster, text: str, spoken: frozenset[str]) -> list[PrintedDate]:
    """Read the days of a cluster, each with the time and weekday beside it; then times without a day."""
    shape = cluster.shape
    times = read_times(cluster)
    for time in times:
        shape = shape[: time.start] + "t" + "u" * (time.end - time.start - 1) + shape[time.end :]
    days = read_days(cluster, shape, spoken)
    free = list(times)
    passed = 0
    dates: list[PrintedDate] = []
    for number, day in enumerate(days):
        until = days[number + 1].start if number + 1 < len(days) else len(shape)
        start, end = day.start, day.end
        if start < passed:
            continue  # read as the dotted time of the day before it
        beside = _time_beside(shape, free, start, end, until)
        if beside is None and day.complete:
            beside = read_dotted_time(cluster, shape, end)
            passed = beside.end if beside else 0
        if beside is not None:
            if beside in free:
                free.remove(beside)
            start, end = min(start, beside.start), max(end, beside.end)
        dates.append(_printed(cluster, text, day, beside, start, end))
    last = max((date.end for date in dates), default=0)
    # What stands before `last` is a zone's offset.
    dates += [
        _time_only(cluster, text, time) for time in free if _characters(cluster, text, time.start, time.end)[0] >= last
    ]
    return dates


def _time_beside(shape: str, times: list[Time], start: int, end: int, until: int) -> Time | None:
    for time in times:
        if start <= time.start < end:
            return time  # Mon Oct 28 12:05:00 2012
    for time in times:
        if end <= time.start and time.end <= until and near(shape, end, time.start):
            return time
    for time in times:
        if time.end <= start and near(shape, time.end, start):
            return time
    return None


def _printed(cluster: Cluster, text: str, day: Day, time: Time | None, start: int, end: int) -> PrintedDate:
    first, last = _characters(cluster, text, start, end)
    clock = time.value if time else None
    zone = ""
    if time is not None:
        zone, zone_end = machine.zone(text, last if time.end == end else _characters(cluster, text, start, time.end)[1])
        last = max(last, zone_end)
    value = day.value.isoformat() if day.value and day.complete else None
    if clock:
        value = value and f"{value}T{clock}{zone}"
    readings = [(o, d.isoformat() + (f"T{clock}{zone}" if clock else "")) for o, d in day.readings]
    precision: Precision = "day"
    if day.precision == "month":
        precision = "month"
    elif time is not None and clock:
        precision = "second" if time.precision == "second" else "minute"
    return PrintedDate(
        start=first,
        end=last,
        text=text[first:last],
        value=value,
        precision=precision,
        incomplete=not day.complete,
        ambiguous=value is None and len(readings) > 1,
        time=clock,
        readings=tuple(readings),  # type: ignore[arg-type]
        languages=day.languages,
    )


def _time_only(cluster: Cluster, text: str, time: Time) -> PrintedDate:
    first, last = _characters(cluster, text, time.start, time.end)
    said = text[first:last]
    return PrintedDate(start=first, end=last, text=said, precision="time", incomplete=True, time=time.value)


def _characters(cluster: Cluster, text: str, start: int, end: int) -> tuple[int, int]:
    """Turn places in the shape into offsets in the text, taking in what closes a date: Uhr, г., น."""
    pieces = cluster.pieces
    end -= 1
    while start not in pieces:
        start += 1
    while end not in pieces:
        end -= 1
    first, last = pieces[start][0], pieces[end][1]
    closing = _CLOSING.match(text, last)
    return first, closing.end() if closing else last


_CLOSING = re.compile(
    r"(?:st|nd|rd|th)(?!\w)"
    r"|[ \u00a0\u202f]?(?:日|일|号|號|Uhr|uhr|UHR|o['’]clock|h|hs|hrs|horas|г|ч|год|року|р|น|d|val)(?:\.|(?!\w))"
)


def _from_ago(text: str, ago: relative.Ago) -> PrintedDate:
    return PrintedDate(
        start=ago.start,
        end=ago.end,
        text=text[ago.start : ago.end],
        precision="relative",
        incomplete=True,
        relative=(ago.count, ago.unit),
        languages=ago.languages,
    )


# A short line without a number may be "yesterday"; one with a time after it "Yesterday at 17:03".
_SHORT_LINE = re.compile(r"^[^\d\n]{2,40}$", re.MULTILINE)


def _moments(text: str, dates: list[PrintedDate]) -> None:
    """Add the lines that are "yesterday" and no more; give "yesterday" to the times that follow it."""
    several = "\n" in text
    for match in _SHORT_LINE.finditer(text) if several or (len(text) <= 40 and not _DIGIT.search(text)) else ():
        if not may_be_moment(match[0]):
            continue
        found = relative.moment(phrase_key(match[0]))
        if found is not None:
            line = match[0]
            start = match.start() + len(line) - len(line.lstrip())
            dates.append(_from_moment(text, start, start + len(line.strip()), found, None))
    for number, date in enumerate(dates):
        if date.precision != "time":
            continue
        start = max(0, date.start - 40)
        start = max(start, text.rfind("\n", start, date.start) + 1)
        words = [fold_word(match[1]) for match in _WORD_ON.finditer(text, start, date.start)]
        while words and letter_of(words[-1]) == "F":
            words.pop()
        for length in range(1, min(4, len(words)) + 1):
            found = relative.moment(" ".join(words[-length:]))
            if found is not None:
                begun = next(
                    match.start(1)
                    for match in reversed(list(_WORD_ON.finditer(text, start, date.start)))
                    if fold_word(match[1]) == words[-length]
                )
                dates[number] = _from_moment(text, begun, date.end, found, date.time)
                break


def _from_moment(text: str, start: int, end: int, found: tuple[int, str, str], time: str | None) -> PrintedDate:
    count, unit, language = found
    return PrintedDate(
        start=start,
        end=end,
        text=text[start:end],
        precision="relative",
        incomplete=True,
        relative=(count, unit),
        time=time,
        languages=(language,),
    )


def _joins(word: str) -> bool:
    letter = letter_of(fold_word(word))
    return letter is not None and letter in FILLERS
