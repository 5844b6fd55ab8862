"""Turn days of other calendars that blogs print into Gregorian days: Persian, Buddhist, Japanese and Chinese eras."""

from datetime import date, timedelta

# First Gregorian year of an era, less one.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
# Leap years of the Persian calendar repeat every 33 years; the rule holds from 1178 to 1633 (1799 to 2255).
_PERSIAN_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_PERSIAN_EPOCH = date(1921, 3, 21)  # 1 Farvardin 1300


def gregorian(year: int, month: int, day: int) -> date | None:
    """Give the day, or None where there is no such day. Years from 2400 to 2699 are Buddhist (Thai)."""
    if 2400 <= year < 2700:
        year -= 543
    try:
        return date(year, month, day)
    except ValueError:
        return None


def persian(year: int, month: int, day: int) -> date | None:
    """Give the Gregorian day of a Persian one; None where there is no such day or the year is not 1300 to 1500."""
    if not (1300 <= year <= 1500 and 1 <= month <= 12):
        return None
    length = 31 if month <= 6 else 30 if month < 12 or year % 33 in _PERSIAN_LEAPS else 29
    if not 1 <= day <= length:
        return None
    days = sum(366 if y % 33 in _PERSIAN_LEAPS else 365 for y in range(1300, year))
    days += (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return _PERSIAN_EPOCH + timedelta(days=days + day - 1)
