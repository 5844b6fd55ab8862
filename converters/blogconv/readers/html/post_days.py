"""The day of a post whose printed date leaves it open: its comments came later, its address may hold the month."""

import re
from datetime import date, timedelta

from blogconv.language.dates import PrintedDate
from blogconv.language.order import Order
from blogconv.readers.html.wording import find_dates

_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/|$)")


def settled_day(
    printed: PrintedDate, order: Order | None, url: str | None, first_comment: str | None
) -> tuple[str | None, str | None]:
    """Give the day (or moment) and, where other things than the dates had to settle it, what they were.

    ``order`` is that of the page's dates; ``first_comment`` the day of the earliest comment (``2013-08-10``): nobody
    answers a post before it stands there, a day for the zones aside.
    """
    month = _URL_MONTH.search(url or "")
    if printed.incomplete:
        value = _with_year(printed, month) if month is not None else None
        return value, "the year and month in the page's address" if value else None
    if not printed.ambiguous or not printed.readings:
        return printed.value, None
    readings = dict(printed.readings)
    possible = {
        value
        for value in readings.values()
        if (first_comment is None or value[:10] <= _day_after(first_comment))
        and (month is None or value.startswith("-".join(month.groups())))
    }
    usual = readings.get(order) if order else None
    if len(possible) == 1 and usual not in possible:
        return possible.pop(), "the other day it can be is later than the comments, or not in the address's month"
    return usual, None


def _with_year(printed: PrintedDate, month: re.Match[str]) -> str | None:
    """Complete "6 April" by an address of that month (``/2015/04/``)."""
    if printed.precision not in ("day", "minute", "second"):
        return None
    whole = [date.value for date in find_dates(f"{printed.text}, {month[1]}") if date.value]
    return whole[0] if len(whole) == 1 and whole[0].startswith("-".join(month.groups())) else None


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
