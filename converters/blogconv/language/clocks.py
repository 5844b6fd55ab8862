"""Read times of day out of a cluster's shape: ``14:03``, ``3:05 pm``, ``14h03``; beside a date also ``12.05``."""

import re
from functools import lru_cache

from msgspec import Struct

from blogconv.language.pieces import FILLERS, MONTHS, PERIODS, WEEKDAYS, ZONES, Cluster

_OTHERWISE = frozenset(FILLERS + MONTHS + WEEKDAYS)
_P = f"[{PERIODS}]"

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
_NEAR = re.compile(rf"[ ,.()\[\]|@~/\-'«»{FILLERS}{ZONES}d]*")


class Time(Struct, frozen=True, gc=False):
    """A time of day found in a shape; ``value`` is ``HH:MM:SS`` or None where it cannot be."""

    start: int
    end: int
    value: str | None
    precision: str = "minute"


class _Clock(Struct, frozen=True, gc=False):
    """Where the parts of a time stand in a shape; -1 where there is none."""

    start: int
    end: int
    hour: int
    minute: int
    second: int
    period: int
    """The word for a part of the day, before or after."""
    marked: bool
    """A word or sign says which number the minutes are."""


def read_times(cluster: Cluster) -> list[Time]:
    """Find times written with a colon, an hour mark or a part of the day."""
    return [time for clock in _clocks(cluster.shape) if (time := _time(cluster, clock)) is not None]


@lru_cache(maxsize=4096)
def _clocks(shape: str) -> tuple[_Clock, ...]:
    # The dates of one document have few shapes.
    return tuple(map(_clock, _TIME.finditer(shape))) if _HINT_OF_TIME.search(shape) else ()


_HINT_OF_TIME = re.compile(rf"[:h']|{_P}")


def read_dotted_time(cluster: Cluster, shape: str, place: int) -> Time | None:
    """Read ``12.05`` close after a date."""
    clock = _dotted(shape, place)
    return _time(cluster, clock) if clock else None


@lru_cache(maxsize=4096)
def _dotted(shape: str, place: int) -> _Clock | None:
    near = _NEAR.match(shape, place)
    match = _DOTTED_TIME.match(shape, near.end()) if near else None
    return _clock(match) if match else None


def _clock(match: re.Match[str]) -> _Clock:
    at = {name: match.start(name) for name, found in match.groupdict().items() if found}
    hour, before = at["hour"], at.get("before", -1)
    return _Clock(
        before if before >= 0 else hour,
        match.end(),
        hour,
        at.get("minute", at.get("minute2", -1)),
        at.get("second", at.get("second2", -1)),
        at.get("after", before),
        "i" in match[0],
    )


def _time(cluster: Cluster, clock: _Clock) -> Time | None:
    hour = cluster.number(clock.hour)
    minute = cluster.number(clock.minute) if clock.minute >= 0 else 0
    second = cluster.number(clock.second) if clock.second >= 0 else 0
    if clock.minute >= 0 and not clock.marked and len(cluster.said(clock.minute)) != 2:
        return None
    if hour > 24 or minute > 59 or second > 60:
        return None
    start, end, period = clock.start, clock.end, clock.period
    if period >= 0 and cluster.pieces[period][2].letter in _OTHERWISE:
        word = cluster.said(period).lower()
        # "14 de marzo", "12:14 de la tarde": "de" is Hungarian for the morning, and for others joins.
        joins = word not in ("am", "a.m")
        if joins and clock.minute < 0:
            return None
        if joins and word.isascii():
            start, period = clock.hour, -1
            end = max(clock.minute, clock.second) + 1
    value: str | None = None
    if period >= 0:
        clock_hour = _hour(hour, cluster.pieces[period][2].hours)
        value = None if clock_hour is None else f"{clock_hour:02}:{minute:02}:{min(second, 59):02}"
    elif hour < 24:
        value = f"{hour:02}:{minute:02}:{min(second, 59):02}"
    return Time(start, end, value, "second" if clock.second >= 0 else "minute")


@lru_cache(maxsize=1024)
def _hour(hour: int, spans: frozenset[tuple[int, int]]) -> int | None:
    """Read a 12-hour clock's hour with a part of the day; hours beyond 12 only where they agree with it."""
    # "am" and "pm" are plain; "at night" is a range that may pass midnight.
    plain = spans & {(0, 12), (12, 24)}
    answers: set[int] = set()
    for first, last in plain or spans:
        for candidate in {hour % 12, hour % 12 + 12} if hour <= 12 else {hour % 24}:
            if first <= candidate < last or first <= candidate + 24 < last:
                answers.add(candidate)
    return answers.pop() if len(answers) == 1 else None


@lru_cache(maxsize=4096)
def near(shape: str, start: int, end: int) -> bool:
    """Say whether only what joins date and time stands between two places."""
    return end - start <= 12 and _NEAR.fullmatch(shape, start, end) is not None
