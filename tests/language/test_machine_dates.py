"""Dates that machines wrote: what each form allows, and what no form has."""

import pytest

from blogconv.language.machine import parse

READ = {
    "2012-10-28": "2012-10-28",
    "20121028": "2012-10-28",
    "2012-10-28 12:05": "2012-10-28T12:05:00",
    "2012-10-28T12:05:07.5+0200": "2012-10-28T12:05:07.500000+02:00",
    "2012-10-28T12:05:07,123456789Z": "2012-10-28T12:05:07.123456+00:00",
    "2012-10-28 12:05:07 -03": "2012-10-28T12:05:07-03:00",
    "20121028T120507Z": "2012-10-28T12:05:07+00:00",
    "2012-10-28T24:00:00": "2012-10-29T00:00:00",
    "Sun, 28 Oct 2012 12:05:00 +0200": "2012-10-28T12:05:00+02:00",
    "28 Oct 2012 12:05 UT": "2012-10-28T12:05:00+00:00",
    "Sun, 28 Oct 2012 12:05:00 -0000": "2012-10-28T12:05:00",
    "Sun, 28 Oct 2012 12:05:00 EST": "2012-10-28T12:05:00",
    "Sun, 28 Oct 2012 12:05:00 +0100 (CET)": "2012-10-28T12:05:00+01:00",
    "Sun Oct 28 12:05:00 2012": "2012-10-28T12:05:00",
    "Sun Oct  7 12:05:00 GMT 2012": "2012-10-07T12:05:00+00:00",
}


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_a_machine_date_becomes_canonical(text: str, value: str) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 28 Oct 2012 12:05:00 GMT",  # it was a Sunday
        "2012-02-30",
        "2012-10-28T25:00",
        "2012-10-28T12:05:60",
        "2012-10-28T12:05+02:60",
        "2012-10-28T12:05+24:00",
        "9999-12-31T24:00",
        "0000-00-00 00:00:00",
        "2012-10-28T",
        "2012-10",
    ],
)
def test_what_no_calendar_or_clock_has_is_no_date(text: str) -> None:
    assert parse(text) is None
