"""Settle whether the numeric dates of one document put the day or the month first, from all of them together."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Literal

from blogconv.language.words import tables

Order = Literal["dmy", "mdy", "ymd"]
_ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")
Row = dict[Order, str]
"""Order to value: what one printed date would be under each order that it allows."""


def settle(rows: Sequence[Row], separators: Sequence[str], language: str | None) -> Order | None:
    """Give the order, or None where the dates leave it open."""
    rows = [row for row in rows if row]
    if not rows:
        return None
    possible = [order for order in _ORDERS if all(order in row for row in rows)]
    if len(possible) <= 1:
        # None fits all: the document mixes two styles, and no date may be guessed.
        return possible[0] if possible else None
    days = {order: [date.fromisoformat(row[order][:10]) for row in rows] for order in possible}
    if len({tuple(d) for d in days.values()}) == 1:
        return possible[0]  # 05/05/2010: all the same
    in_time = [order for order in possible if _steps_back(days[order]) == 0]
    spans = {order: (max(d) - min(d)).days for order, d in days.items()}
    closest = min(possible, key=lambda order: (spans[order], possible.index(order)))
    compact = all(spans[closest] * 4 < spans[order] for order in possible if order != closest)
    usual = tables().orders.get(language.split("-")[0].lower(), "") if language else ""
    dotted = usual[3:] == "." and all(separator == "." for separator in separators)
    if len(in_time) == 1 and len({tuple(row.items()) for row in rows}) >= 3:
        other = min(_steps_back(days[order]) for order in possible if order != in_time[0])
        if other >= 2 or (compact and closest == in_time[0]):
            return in_time[0]
    # Two comments a month apart would look a day apart under the wrong order; three hardly do.
    if compact and usual[:3] == closest and len({tuple(row.items()) for row in rows}) >= 3:
        return closest
    if dotted:
        return next((order for order in possible if order == usual[:3]), None)
    if compact and len(rows) >= 4 and spans[closest] <= 31 and closest in (in_time or possible):
        return closest
    return None


def _steps_back(days: Sequence[date]) -> int:
    """Count the neighbours out of order, in the direction that has fewer (oldest or newest first)."""
    pairs = list(pairwise(days))
    return min(sum(a > b for a, b in pairs), sum(a < b for a, b in pairs))
