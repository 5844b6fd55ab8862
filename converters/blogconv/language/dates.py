"""Find the dates printed in a text, in any of some hundred languages, and say what day they name.

A wrong date is worse than none: whatever is impossible, contradicts itself or can be read in two ways has
``value`` None, and its text is kept. Offsets count characters. No date crosses a line break.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

Order = Literal["dmy", "mdy", "ymd"]
Precision = Literal["second", "minute", "day", "month", "year", "time", "weekday", "relative"]


class PrintedDate(Struct, frozen=True, kw_only=True):
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
    """Without a year, a time only, a weekday only, a month only: sure to be a date, but no day."""
    ambiguous: bool = False
    """All numbers, and day and month could change places (``03/04/2010``): an ``order`` settles it."""
    relative: tuple[int, str] | None = None
    """Count and unit: ``(-3, "year")`` for "3 years ago"; units second, minute, hour, day, week, month, year."""
    readings: tuple[tuple[Order, str], ...] = ()
    """Of an all-number date: the value under each possible order."""
    languages: tuple[str, ...] = ()
    """Languages whose words were seen; empty for numbers alone or where all agree."""


def find_dates(text: str, *, order: Order | None = None, languages: Sequence[str] = ()) -> list[PrintedDate]:
    """Find all dates in a line or a text, in their order, none overlapping.

    ``order`` reads numeric dates (``settle_order`` of the whole document's dates gives it); ``languages`` (BCP 47)
    settles words that mean different months in different languages (``listopad``). Linear in ``text``.
    """
    return []


def parse_date(text: str, *, order: Order | None = None, languages: Sequence[str] = ()) -> PrintedDate | None:
    """Read a text that is one date and nothing else (a ``datetime=`` attribute, a cell, a metadata value).

    Machine forms (ISO 8601, RFC 2822, asctime, Unix seconds are *not* among them) first, printed forms second;
    never fuzzy: text around the date means None.
    """
    return None


def settle_order(dates: Iterable[PrintedDate], language: str | None = None) -> Order | None:
    """Decide from all dates of one document together how its numeric dates are ordered; None when it stays open.

    Evidence: a number above 12 in one place, printed weekdays, neighbours that then stand in time order. The
    language's usual order only confirms, it never decides alone.
    """
    return None


def settle(dates: Sequence[PrintedDate], order: Order | None) -> list[PrintedDate]:
    """Give each ambiguous date the value that it has under ``order``; other dates stay as they are."""
    return list(dates)


def resolve_relative(date: PrintedDate, reference: str) -> tuple[str, int] | None:
    """Count a relative date back from ``reference`` (canonical); give the value and how many days it may be off.

    ``0`` for hours and days, 3 for weeks, 16 for months, 190 for years: mark the value as inferred.
    """
    return None
