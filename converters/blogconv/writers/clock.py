"""Dates as WordPress and Disqus write them: local and Greenwich time of day, ``2010-11-16 10:32:00``.

Nothing is guessed: without an offset in the record and without a ``timezone`` option there is no Greenwich time.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

from blogconv.errors import UsageError
from blogconv.plugin import Context

NONE = "0000-00-00 00:00:00"
"""What WordPress stores where there is no date."""

_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Moment(NamedTuple):
    """A date in both times of day; ``gmt`` is ``None`` where the offset is unknown."""

    local: str
    gmt: str | None
    day_only: bool = False
    fraction: bool = False
    """The date had a fraction of a second, which has no place."""


class Clock:
    """Reads canonical dates for one output."""

    def __init__(self, zone: str | None = None, default: str | None = None) -> None:
        """Take the ``timezone`` and ``default-date`` options as typed; ``UsageError`` where they make no sense."""
        self._zone = _zone(zone) if zone else None
        self.read = lru_cache(maxsize=512)(self._read)
        self.default: Moment | None = None
        if default is not None:
            self.default = self.read(default)
            if self.default is None:
                raise UsageError(f"option 'default-date' is a date such as 2010-11-16T10:32:00, not '{default}'")

    def _read(self, date: str) -> Moment | None:
        """Turn a canonical date into local and Greenwich time; ``None`` if there is no such day or hour."""
        try:
            moment = datetime.fromisoformat(date)
        except ValueError:
            return None
        fraction = moment.microsecond > 0
        zone = self._zone
        try:
            if zone is not None:
                moment = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
            offset = moment.utcoffset()
            moment = moment.replace(microsecond=0, tzinfo=None)
            gmt = None if offset is None else (moment - offset if offset else moment).isoformat(" ")
        except OverflowError:  # the first or last day that the calendar holds, shifted out of it
            moment, gmt = moment.replace(microsecond=0, tzinfo=None), None
        return Moment(moment.isoformat(" "), gmt, len(date) == 10, fraction)


def clock(zone: str | None, default: str | None, of_site: str | None, ctx: Context, code: str) -> Clock:
    """Make the clock of one output; the site's own time zone serves where no option names one, if it is one."""
    if zone is None and of_site is not None:
        try:
            return Clock(of_site, default)
        except UsageError:
            made = Clock(None, default)  # raises again where it is the default date that makes no sense
            ctx.note(code, f"the site's time zone is unknown and not used: {of_site}")
            return made
    return Clock(zone, default)


def later(moment: Moment, seconds: int) -> Moment:
    """Shift a moment."""
    gmt = None if moment.gmt is None else _shift(moment.gmt, seconds)
    return moment._replace(local=_shift(moment.local, seconds), gmt=gmt)


def rss_date(gmt: str) -> str:
    """Write Greenwich time as RSS does, ``Tue, 16 Nov 2010 15:32:00 +0000``, whatever the locale."""
    moment = datetime.fromisoformat(gmt)
    return f"{_DAYS[moment.weekday()]}, {moment.day:02} {_MONTHS[moment.month - 1]} {gmt[:4]} {gmt[11:]} +0000"


def _shift(text: str, seconds: int) -> str:
    try:
        return (datetime.fromisoformat(text) + timedelta(seconds=seconds)).isoformat(" ")
    except OverflowError:
        return text


def _zone(name: str) -> tzinfo:
    if name.upper() in ("UTC", "GMT", "Z"):
        return UTC
    if match := _OFFSET.fullmatch(name):
        sign, hours, minutes = match.groups()
        away = timedelta(hours=int(hours), minutes=int(minutes))
        if away < timedelta(days=1):
            return timezone(-away if sign == "-" else away)
    else:
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):  # KeyError: ZoneInfoNotFoundError; the others: not a name at all
            pass
    raise UsageError(f"option 'timezone' is a name such as Europe/Paris or an offset such as -05:00, not '{name}'")
