"""Read dates that machines wrote: ISO 8601 (RFC 3339), RFC 2822, asctime; and the time zones printed after a time.

What is one is told by strict patterns; dateutil, which is loaded with the first of them, reads it and never guesses.
"""

import re
from datetime import datetime, timedelta

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)? ?(?:Z|[+-]\d\d(?::?\d\d)?)?)?"
    r"|\d{8}(?:T\d{4}(?:\d\d)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_RFC_2822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
    r" \d\d:\d\d(?::\d\d)?(?: (?P<zone>[+-]\d{4}|GMT|UT|UTC|Z|[A-Z]{1,4}))?(?: \([A-Za-z ]+\))?",
    re.ASCII,
)
_ASCTIME = re.compile(
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2}"
    r" \d\d:\d\d:\d\d(?: (?P<zone>[+-]\d{4}|GMT|UTC|[A-Z]{3,4}))? \d{4}",
    re.ASCII,
)
_ZONE = re.compile(
    r"[ \u00a0\u202f]?\(?(?:(?P<utc>Z|GMT|UTC)(?![A-Za-z0-9+\-−])"
    r"|(?:GMT|UTC)? ?(?P<sign>[+\-−])(?P<hours>\d\d):?(?P<minutes>\d\d)(?!\d)"
    r"|(?:GMT|UTC) ?(?P<sign2>[+\-−])(?P<hours2>\d{1,2})(?!\d)"
    r"|(?:[A-Z]{1,3}ST|[A-Z]{1,3}DT|CET|CEST|MEZ|MESZ|MET|WET|EET|MSK|[ECMP]T)(?![A-Za-z0-9]))\)?",
)
_NUMERIC_ZONES = ("GMT", "UT", "UTC", "Z")


def parse(text: str) -> str | None:
    """Read the whole text as one machine date; give it canonically, or None.

    A zone of letters other than UTC's is left out (EST is of several zones), and so is ``-0000`` (RFC 2822: the
    offset is not known).
    """
    if _ISO.fullmatch(text):
        return _iso(text)
    match = _RFC_2822.fullmatch(text) or _ASCTIME.fullmatch(text)
    if match is None:
        return None
    from dateutil import parser

    zone_name = match["zone"]
    plain = re.sub(r" ?\([^)]*\)$", "", text)
    if zone_name and zone_name[0] not in "+-" and zone_name not in _NUMERIC_ZONES:
        plain = plain.replace(f" {zone_name}", "")  # EST is of several zones
    elif zone_name == "UT":
        plain = plain.replace(" UT", " UTC")
    try:
        moment = parser.parse(plain, fuzzy=False)
    except (parser.ParserError, OverflowError):
        return None
    if plain[:3].isalpha() and plain[:3] != moment.strftime("%a"):
        return None
    if zone_name == "-0000":
        moment = moment.replace(tzinfo=None)  # RFC 2822: the offset is not known
    return canonical(moment)


def _iso(text: str) -> str | None:
    from dateutil.parser import isoparser

    try:
        moment = isoparser("T").isoparse(re.sub(r"(?<=\d) (?=[\d:]+)", "T", text, count=1).replace(" ", ""))
    except (ValueError, OverflowError):
        return None
    if len(re.sub(r"\D", "", text)) == 8:
        return moment.date().isoformat()
    return canonical(moment)


def canonical(moment: datetime) -> str:
    """Write a moment as RFC 3339: seconds always, fractions where there are any, ``+00:00`` for UTC."""
    offset = moment.utcoffset()
    if offset is not None and offset % timedelta(minutes=1):
        moment = moment.replace(tzinfo=None)
    return moment.isoformat()


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
