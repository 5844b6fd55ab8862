"""The date words of all languages: what CLDR prints is read back, and the shipped tables are what it gives."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogconv.language.dates import find_dates
from blogconv.language.words import fold_word, tables

babel = pytest.importorskip("babel")

from babel import Locale, localedata  # noqa: E402
from babel.dates import format_date, format_datetime, format_time  # noqa: E402

from blogconv.language.build import dates as build  # noqa: E402

# Yoruba prints "14 03 2010", Mongolian spells months as ordinals, Sorani glues endings to numbers and months;
# Bengali and Tamil give two months one abbreviation, and those dates are left open.
LEFT_OUT = {"yo", "mn", "ckb", "bn", "ta"}


def _fresh(name: str) -> Locale:
    # Babel resolves aliases in tables that locales share, so each gets its own.
    localedata._cache.clear()
    locale = Locale.parse(name)
    locale._data  # noqa: B018 - loaded on first use
    return locale


ALL_LOCALES = [_fresh(name) for name in build.LOCALES if name not in LEFT_OUT]
moments = st.integers(0, 60 * 365 * 24 * 60).map(lambda minutes: datetime(1990, 1, 1) + timedelta(minutes=minutes))  # noqa: DTZ001


def _read(printed: str, locale: Locale) -> tuple[list[str], str | None]:
    dates = find_dates(printed, languages=[locale.language])
    assert dates, printed
    values = [dates[0].value] if dates[0].value else [value for _, value in dates[0].readings]
    return [value[:10] for value in values if value], dates[0].time


def test_more_than_sixty_languages_are_known() -> None:
    assert len({locale.language for locale in ALL_LOCALES}) >= 100


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(ALL_LOCALES), moments, st.sampled_from(["medium", "long", "full"]))
def test_a_day_as_any_language_prints_it_is_read_back(locale: Locale, moment: datetime, form: str) -> None:
    printed = format_date(moment, form, locale)
    days, _ = _read(printed, locale)
    assert moment.date().isoformat() in days, printed


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(ALL_LOCALES), moments, st.sampled_from(["long", "full"]), st.booleans())
def test_a_day_and_time_as_any_language_prints_them_are_read_back(
    locale: Locale, moment: datetime, form: str, joined: bool
) -> None:
    if joined:
        printed = format_datetime(moment, "medium", locale=locale)
    else:
        printed = format_date(moment, form, locale) + " " + format_time(moment, "short", locale=locale)
    days, time = _read(printed, locale)
    assert moment.date().isoformat() in days, printed
    assert time is not None and time[:5] == moment.strftime("%H:%M"), printed


def test_no_language_has_a_day_read_wrongly() -> None:
    for locale in ALL_LOCALES:
        for month in range(1, 13):
            day = datetime(2010, month, 28)  # noqa: DTZ001
            for form in ("medium", "long", "full"):
                printed = format_date(day, form, locale)
                assert [d.value for d in find_dates(printed) if d.value not in (None, day.date().isoformat())] == []


@pytest.mark.skipif(not babel.__version__.startswith(build.MADE_WITH), reason="another Babel carries another CLDR")
def test_the_shipped_tables_are_what_the_generator_gives() -> None:
    assert build.TARGET.read_text(encoding="utf-8") == build.text()


def test_words_are_stored_folded() -> None:
    assert all(fold_word(part) == part for word in tables().words for part in word.split(" "))


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Ana 1701 - May 3, 2012", "2012-05-03"),
        ("1234 6 mai 2003", "2003-05-06"),
        ("1234 Says: 3 setembro 2005", "2005-09-03"),
        ("6 May 1836", "1836-05-06"),
    ],
)
def test_a_number_of_a_name_is_no_year_where_a_year_of_blogs_stands_too(line: str, day: str) -> None:
    assert [date.value for date in find_dates(line)] == [day]
