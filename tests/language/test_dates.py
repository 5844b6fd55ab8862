"""Printed dates: what is read, what stays open, and that the work grows with the text only."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogconv.language.dates import (
    PrintedDate,
    find_dates,
    parse_date,
    resolve_relative,
    settle,
    settle_order,
)

PRINTED = {
    # English
    "Friday, November 2nd, 2007 at 12:14 pm": "2007-11-02T12:14:00",
    "Oct 18, 2010 @ 9:03 am": "2010-10-18T09:03:00",
    "Mar 3 '09": "2009-03-03",
    "21 Sep, 2009 @ 10:13AM": "2009-09-21T10:13:00",
    "2 of March, 2011 12:00 AM": "2011-03-02T00:00:00",
    "03-Mar-09": "2009-03-03",
    "Tues, 5 Jan 2010 5:07:09 PM GMT+2": "2010-01-05T17:07:09+02:00",
    "2010-10-18 14:03": "2010-10-18T14:03:00",
    "2010-10-18T14:03:05Z": "2010-10-18T14:03:05+00:00",
    "10:15 PM, March 3, 2010": "2010-03-03T22:15:00",
    "12:14 on 3 May 2010": "2010-05-03T12:14:00",
    "3 de mayo de 2010 a las 12:14 de la tarde": "2010-05-03T12:14:00",
    "3 May 2010 12:14 EST": "2010-05-03T12:14:00",
    # Western Europe
    "2 nov. 2007 à 12h14": "2007-11-02T12:14:00",
    "le samedi 1er décembre 2007 à 9 h 05 min": "2007-12-01T09:05:00",
    "18. Oktober 2010 um 14:03 Uhr": "2010-10-18T14:03:00",
    "Sa, 16. Mrz 2013, 7.05 Uhr": "2013-03-16T07:05:00",
    "3 de agosto de 2011, a las 18:20": "2011-08-03T18:20:00",
    "lunes 7 setiembre, 2009": "2009-09-07",
    "24 de dezembro de 2008 às 23:59": "2008-12-24T23:59:00",
    "giovedì 3 luglio 2014 alle ore 8.30": "2014-07-03T08:30:00",
    "5 mrt. 2012 om 16:41": "2012-03-05T16:41:00",
    "7 de febrer de 2015": "2015-02-07",
    # Northern and Eastern Europe
    "den 4 maj 2009 kl. 13:37": "2009-05-04T13:37:00",
    "28. lokakuuta 2012 klo 12.05": "2012-10-28T12:05:00",
    "12. gru 2013 o 20:15": "2013-12-12T20:15:00",
    "12 grudnia 2013 o 20:15": "2013-12-12T20:15:00",
    "1. září 2011 (17.45)": "2011-09-01T17:45:00",
    "2012. október 28., vasárnap 12:05": "2012-10-28T12:05:00",
    "2012. gada 28. oktobris, plkst. 12.05": "2012-10-28T12:05:00",
    "2012 m. spalio 28 d. 12:05": "2012-10-28T12:05:00",
    "28 октября 2012 г. в 12:05": "2012-10-28T12:05:00",
    "28 жовтня 2012 о 12:05": "2012-10-28T12:05:00",
    "28 Οκτωβρίου 2012 στις 3:05 μμ": "2012-10-28T15:05:00",
    "28 Ekim 2012 Pazar, saat 12:05": "2012-10-28T12:05:00",
    "2012(e)ko urriaren 28(a)": "2012-10-28",
    # Asia and the Near East
    "2012年10月28日 下午3:05": "2012-10-28T15:05:00",
    "2012年10月28日星期日 凌晨1:05": "2012-10-28T01:05:00",
    "十月 28, 2012": "2012-10-28",
    "2012/10/28(日) 15:05": "2012-10-28T15:05:00",
    "平成24年10月28日 15時05分": "2012-10-28T15:05:00",
    "民國101年10月28日": "2012-10-28",
    "2012년 10월 28일 일요일 오후 3:05": "2012-10-28T15:05:00",
    "วันอาทิตย์ที่ 28 ต.ค. 2555 เวลา 12:05 น.": "2012-10-28T12:05:00",
    "Chủ Nhật, 28 Tháng Mười, 2012 lúc 3:05 chiều": "2012-10-28T15:05:00",
    "ngày 28 tháng 10 năm 2012": "2012-10-28",
    "28 Oktober 2012 pukul 12.05": "2012-10-28T12:05:00",
    "28 أكتوبر 2012 الساعة 3:05 م": "2012-10-28T15:05:00",
    "٢٨ تشرين الأول ٢٠١٢": "2012-10-28",
    "۷ آبان ۱۳۹۱ ساعت ۱۵:۰۵": "2012-10-28T15:05:00",
    "28 באוקטובר 2012 בשעה 12:05": "2012-10-28T12:05:00",
    "28 अक्टूबर 2012": "2012-10-28",
    "২৮ অক্টোবর, ২০১২": "2012-10-28",
}


@pytest.mark.parametrize(("printed", "value"), PRINTED.items())
def test_a_printed_date_is_read_in_full(printed: str, value: str) -> None:
    (date,) = find_dates(printed)
    assert date.value == value
    assert printed[date.start : date.end] == date.text


@pytest.mark.parametrize(
    "printed",
    [
        "Monday, 3 March 2010",  # it was a Wednesday
        "31 February 2010",
        "2010-02-30",
        "32/13/2010",
        "3 listopada 2010",  # October in Croatian, November in Polish
        "30 Esfand",  # no digits of a year, no Persian letters
        "30 اسفند 1390",  # 1390 was no leap year
    ],
)
def test_a_date_that_cannot_be_or_could_be_two_names_no_day(printed: str) -> None:
    assert all(date.value is None for date in find_dates(printed))


def test_a_language_settles_which_month_a_word_means() -> None:
    assert find_dates("3 listopada 2010", languages=["pl"])[0].value == "2010-11-03"
    assert find_dates("3 listopada 2010", languages=["hr-HR"])[0].value == "2010-10-03"


def test_days_and_months_that_could_change_places_stay_open() -> None:
    (date,) = find_dates("03/04/2010")
    assert date.value is None and date.ambiguous
    assert dict(date.readings) == {"dmy": "2010-04-03", "mdy": "2010-03-04"}
    assert find_dates("03/04/2010", order="mdy")[0].value == "2010-03-04"


def test_a_weekday_or_a_large_number_settles_a_numeric_date() -> None:
    assert find_dates("Saturday 03/04/2010")[0].value == "2010-04-03"
    assert find_dates("28/10/2012 3:05 PM")[0].value == "2012-10-28T15:05:00"
    assert find_dates("10/28/2012")[0].value == "2012-10-28"


def test_two_digits_are_a_year_only_where_they_cannot_be_less() -> None:
    assert find_dates("28.10.12")[0].ambiguous  # or 2028-10-12
    assert find_dates("10/28/12")[0].value == "2012-10-28"
    assert find_dates("28.10.65") == []


def test_two_digits_behind_a_day_are_a_year_where_they_count_nothing_else() -> None:
    printed = ["Ann, 12 Mär 07 um 14:23", "12.Mrz 07", "Mar 12th, 07 | Reply", "Mo 12 Mär 07"]
    assert [find_dates(text)[0].value for text in printed] == ["2007-03-12T14:23:00", *["2007-03-12"] * 3]
    for text in (
        "12 mars 15 commentaires",
        "12. März 20 Kommentare",
        "Mar 12, 15 comments",
        "12 Mar 07:30",
        "12 Mar 5",
    ):
        assert [date.value for date in find_dates(text)] == [None], text


@pytest.mark.parametrize(
    ("printed", "precision", "time"),
    [
        ("November 2 at 12:14 pm", "minute", "12:14:00"),
        ("October 2010", "month", None),
        ("at 12:14", "time", "12:14:00"),
        ("10月28日", "day", None),
    ],
)
def test_what_is_not_a_whole_day_is_incomplete(printed: str, precision: str, time: str | None) -> None:
    (date,) = find_dates(printed)
    assert (date.value, date.incomplete, date.precision, date.time) == (None, True, precision, time)


@pytest.mark.parametrize(
    ("printed", "relative"),
    [
        ("3 years ago", (-3, "year")),
        ("vor 3 Jahren", (-3, "year")),
        ("11 années ago", (-11, "year")),
        ("il y a 5 mois", (-5, "month")),
        ("hace 2 semanas", (-2, "week")),
        ("2 dni temu", (-2, "day")),
        ("5 минут назад", (-5, "minute")),
        ("3年前", (-3, "year")),
        ("3 小时前", (-3, "hour")),
        ("לפני 4 שנים", (-4, "year")),
        ("3 years, 2 months ago", (-3, "year")),
        ("yesterday", (-1, "day")),
        ("Hier à 17:03", (-1, "day")),
        ("einen Tag", None),
    ],
)
def test_relative_dates_are_recognised(printed: str, relative: tuple[int, str] | None) -> None:
    dates = find_dates(printed)
    assert [date.relative for date in dates] == ([relative] if relative else [])
    assert all(date.value is None for date in dates)


def test_a_relative_date_needs_a_reference() -> None:
    def resolved(printed: str, reference: str) -> tuple[str, int] | None:
        return resolve_relative(find_dates(printed)[0], reference)

    assert resolved("2 days ago", "2012-03-01") == ("2012-02-28", 0)
    assert resolved("3 hours ago", "2012-03-01T01:00:00+02:00") == ("2012-02-29T22:00:00+02:00", 0)
    assert resolved("yesterday at 5:03 pm", "2012-03-01") == ("2012-02-29T17:03:00", 0)
    assert resolved("vor 1 Monat", "2012-03-31") == ("2012-02-29", 16)
    assert resolved("9999 years ago", "2012-03-31") is None


@pytest.mark.parametrize(
    "text",
    [
        "25 comments",
        "version 10.6.8",
        "192.168.10.11",
        "call 514-123-4567",
        "http://example.org/2012/10/28/post",
        "1,204 readers",
        "I bought 3 Mars bars",
        "chapter 2, verse 16",
        "it costs $12.50",
        "out in 2025",
        "19. Tri",
        "2. Du",
        "10 of 12",
        "iso 8601",
    ],
)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert [date for date in find_dates(text) if date.value] == []
    assert [date.text for date in find_dates(text) if date.precision not in ("day", "time")] == []


def test_a_date_ends_where_other_words_begin() -> None:
    text = "1. Ann says: May 3, 2010 at 3:05 pmReply"
    (date,) = find_dates(text)
    assert date.text == "May 3, 2010 at 3:05 pm"
    assert [date.text for date in find_dates("5 May 3, 2010")] == ["May 3, 2010"]


def test_link_marks_and_counts_are_no_days() -> None:
    assert [(d.text, d.precision) for d in find_dates("* [90]October 2012")] == [("October 2012", "month")]
    assert find_dates("May (8)") == []


def test_no_date_crosses_a_line() -> None:
    assert [date.value for date in find_dates("3 May\n2010\n4 May 2011")][-1] == "2011-05-04"
    assert all("\n" not in date.text for date in find_dates("3 May\n2010\n4 May 2011"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2012-10-28T12:05:00+02:00", "2012-10-28T12:05:00+02:00"),
        ("2012-10-28 12:05:00", "2012-10-28T12:05:00"),
        ("20121028T120500Z", "2012-10-28T12:05:00+00:00"),
        ("Sun, 28 Oct 2012 12:05:00 +0200", "2012-10-28T12:05:00+02:00"),
        ("Sun, 28 Oct 2012 12:05:00 -0000", "2012-10-28T12:05:00"),
        ("Sun, 28 Oct 2012 12:05:00 EST", "2012-10-28T12:05:00"),
        ("Sun Oct 28 12:05:00 2012", "2012-10-28T12:05:00"),
        ("le 28 octobre 2012", "2012-10-28"),
        ("  October 28, 2012 ", "2012-10-28"),
    ],
)
def test_a_text_that_is_one_date_is_parsed(text: str, value: str) -> None:
    date = parse_date(text)
    assert date is not None and date.value == value


@pytest.mark.parametrize(
    "text", ["", "2012", "1351425900", "12", "Bob, 28 October 2012", "Mon, 28 Oct 2012 12:05:00 +0000", "soon"]
)
def test_a_text_that_is_more_or_less_than_a_date_is_none(text: str) -> None:
    date = parse_date(text)
    assert date is None or date.value is None


def _numeric(*printed: str) -> list[PrintedDate]:
    return find_dates("\n".join(printed))


def test_one_number_above_twelve_settles_the_whole_document() -> None:
    dates = _numeric("03/04/2010", "05/04/2010", "28/04/2010")
    assert settle_order(dates) == "dmy"
    assert [date.value for date in settle(dates, "dmy")] == ["2010-04-03", "2010-04-05", "2010-04-28"]


def test_two_styles_in_one_document_settle_nothing() -> None:
    assert settle_order(_numeric("28/04/2010", "04/28/2010", "03/04/2010")) is None


def test_dates_that_stand_in_time_order_settle_the_order() -> None:
    assert settle_order(_numeric("11/09/2010", "12/09/2010", "01/10/2010", "02/10/2010", "01/11/2010")) == "dmy"


def test_the_usual_order_of_a_language_decides_only_with_its_own_dots() -> None:
    one = _numeric("03.04.2010")
    assert settle_order(one, "de") == "dmy"
    assert settle_order(one) is None
    assert settle_order(_numeric("03/04/2010"), "en") is None


@given(st.text(st.sampled_from("0123456789 :/.-,'日月年มapmMayoct十of\n"), max_size=200))
def test_whatever_stands_in_a_text_offsets_hold(text: str) -> None:
    dates = find_dates(text)
    assert all(text[date.start : date.end] == date.text for date in dates)
    assert all(a.end <= b.start for a, b in pairwise(dates))


class Counting(str):
    """A text that counts how often it is cut, as a measure of work that no busy machine changes."""

    cuts = 0

    def __getitem__(self, key: object) -> str:
        Counting.cuts += 1
        return super().__getitem__(key)  # type: ignore[index]


@pytest.mark.parametrize("piece", ["1 ", "11.", "11:", "1 may ", "1 of ", "1年", "3 May 2010 ", "1ก", "9" * 9 + " "])
def test_work_grows_with_the_text_only(piece: str) -> None:
    def work(times: int) -> int:
        Counting.cuts = 0
        find_dates(Counting(piece * times))
        return Counting.cuts

    few, many = work(200), work(1600)
    assert many <= 9 * max(few, 20)


@pytest.mark.parametrize(
    ("line", "text", "value"),
    [
        ("May 3, 2011 Kell 10:15", "May 3, 2011", "2011-05-03"),
        ("Kell 10:15, May 3, 2011", "10:15, May 3, 2011", "2011-05-03T10:15:00"),
        ("Mat 10:15, May 3, 2011", "10:15, May 3, 2011", "2011-05-03T10:15:00"),
        ("March 3, 2011 10:15 Gabi", "March 3, 2011 10:15", "2011-03-03T10:15:00"),
        ("2011-05-03 10:15 Gabi", "2011-05-03 10:15", "2011-05-03T10:15:00"),
    ],
)
def test_a_name_beside_a_time_is_no_word_of_a_language_that_nobody_speaks_there(
    line: str, text: str, value: str
) -> None:
    first = find_dates(line)[0]
    assert (first.text, first.value) == (text, value)


@pytest.mark.parametrize(
    ("line", "languages"),
    [
        ("3. mai 2011 Kell 10:15", ()),
        ("2011-05-03 Kell 10:15", ("et",)),
        ("2011-05-03 kell 10:15", ()),
        ("3. maj 2011 Kl. 10:15", ()),
        ("May 3, 2011 Pukul 10:15", ()),
    ],
)
def test_a_word_before_a_time_counts_where_its_language_is_spoken(line: str, languages: tuple[str, ...]) -> None:
    (found,) = find_dates(line, languages=languages)
    assert (found.text, found.value) == (line, "2011-05-03T10:15:00")
