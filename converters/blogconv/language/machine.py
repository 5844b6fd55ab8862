"""Read dates that machines wrote: ISO 8601 (RFC 3339), RFC 2822, asctime; and the time zones printed after a time."""

import re
from datetime import UTC, datetime, timedelta, timezone

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAY, _MONTH = f"(?P<weekday>{'|'.join(_DAYS)})", f"(?P<month>{'|'.join(_MONTHS)})"
_CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)"
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    rf"(?:[T ]{_CLOCK}(?:[.,](?P<fraction>\d+))?)? ?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_BASIC_ISO = re.compile(
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_RFC_2822 = re.compile(
    rf"(?:{_WEEKDAY}, )?(?P<day>\d{{1,2}}) {_MONTH} (?P<year>\d{{4}})"
    rf" {_CLOCK})?(?: (?P<zone>[+-]\d{{4}}|[A-Z]{{1,4}}))?(?: \([A-Za-z ]+\))?",
    re.ASCII,
)
_ASCTIME = re.compile(
    rf"{_WEEKDAY} {_MONTH} +(?P<day>\d{{1,2}}) {_CLOCK})(?: (?P<zone>[+-]\d{{4}}|[A-Z]{{3,4}}))? (?P<year>\d{{4}})",
    re.ASCII,
)
_ZONE = re.compile(
    r"[ \u00a0\u202f]?\(?(?:(?P<utc>Z|GMT|UTC)(?![A-Za-z0-9+\-−])"
    r"|(?:GMT|UTC)? ?(?P<sign>[+\-−])(?P<hours>\d\d):?(?P<minutes>\d\d)(?!\d)"
    r"|(?:GMT|UTC) ?(?P<sign2>[+\-−])(?P<hours2>\d{1,2})(?!\d)"
    r"|(?:[A-Z]{1,3}ST|[A-Z]{1,3}DT|CET|CEST|MEZ|MESZ|MET|WET|EET|MSK|[ECMP]T)(?![A-Za-z0-9]))\)?",
)
_UTC = ("Z", "GMT", "UTC", "UT")


def parse(text: str) -> str | None:
    """Read the whole text as one machine date; give it canonically, or None.

    RFC 3339: seconds always, fractions where there are any, ``+00:00`` for UTC. A zone of letters other than UTC's
    is left out (EST is of several zones), and so is ``-0000`` (RFC 2822: the offset is not known).
    """
    if text[:1].isdecimal():
        match = _ISO.fullmatch(text) or _BASIC_ISO.fullmatch(text) or _RFC_2822.fullmatch(text)
    else:
        match = _RFC_2822.fullmatch(text) or _ASCTIME.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict()
    month = parts["month"]
    try:
        moment = datetime(
            int(parts["year"]),
            _MONTHS.index(month) + 1 if month in _MONTHS else int(month),
            int(parts["day"]),
            tzinfo=_offset(parts["zone"]),
        )
        if parts["hour"] is None:
            return moment.date().isoformat()
        moment = _at(moment, int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0))
        moment = moment.replace(microsecond=int((parts.get("fraction") or "0")[:6].ljust(6, "0")))
    except (ValueError, OverflowError):
        return None
    weekday = parts.get("weekday")
    if weekday and weekday != _DAYS[moment.weekday()]:
        return None
    return moment.isoformat()


def _at(day: datetime, hour: int, minute: int, second: int) -> datetime:
    if (hour, minute, second) == (24, 0, 0):
        return day + timedelta(days=1)  # ISO 8601: the end of the day
    return day.replace(hour=hour, minute=minute, second=second)


def _offset(zone: str | None) -> timezone | None:
    if zone in _UTC:
        return UTC
    if zone is None or zone[0] not in "+-" or zone == "-0000":
        return None
    minutes = int(zone[-2:]) if len(zone) > 3 else 0
    if minutes > 59:
        raise ValueError(zone)
    off = timedelta(hours=int(zone[1:3]), minutes=minutes)
    return timezone(-off if zone[0] == "-" else off)


def zone(text: str, place: int) -> tuple[str, int]:
    """Read the zone printed after a time; give ``+02:00`` or ``""`` where only a name stands, and its end."""
    match = _ZONE.match(text, place)
    if match is None:
        return "", place
    if match["utc"]:
        return "+00:00", match.end()
    sign = match["sign"] or match["sign2"]
    if sign is None:
        return "", match.end()
    hours = int(match["hours"] or match["hours2"])
    minutes = int(match["minutes"] or 0)
    if hours > 14 or minutes > 59:
        return "", place
    return f"{'+' if sign == '+' else '-'}{hours:02}:{minutes:02}", match.end()
