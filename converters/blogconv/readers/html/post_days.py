"""Days that print alone leaves open (``03/04/2010``): comments come after their post, an address may hold its month."""

import re
from collections.abc import Sequence
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
    whole = [one.value for one in find_dates(f"{printed.text}, {month[1]}") if one.value]
    return whole[0] if len(whole) == 1 and whole[0].startswith("-".join(month.groups())) else None


_AT_ONCE, _LATER = 2, 20
"""Days: a first answer this near to the post, while another reading of its date is this far, is no chance."""


def order_since(dates: Sequence[PrintedDate], post: str) -> Order | None:
    """Decide how a page's numeric dates are ordered by the day of the post (``2013-08-10``), which they follow."""
    rows = [dict(one.readings) for one in dates if one.readings and not one.incomplete]
    if not rows:
        return None
    posted = date.fromisoformat(post)
    first: dict[Order, int] = {}
    for order in rows[0]:
        if all(order in row for row in rows):
            gap = min((date.fromisoformat(row[order][:10]) - posted).days for row in rows)
            if gap >= -1:
                first[order] = gap
    if len(first) <= 1:
        return next(iter(first), None)
    near = [order for order, gap in first.items() if gap <= _AT_ONCE]
    far = [order for order, gap in first.items() if gap >= _LATER]
    return near[0] if len(near) == 1 and len(near) + len(far) == len(first) else None


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
