"""Local and Greenwich time, and nothing guessed."""

import pytest

from blogconv.errors import UsageError
from blogconv.writers.clock import Clock


def test_an_offset_gives_greenwich_time():
    assert Clock().read("2010-11-16T10:32:00-05:00")[:2] == ("2010-11-16 10:32:00", "2010-11-16 15:32:00")


def test_without_an_offset_there_is_no_greenwich_time():
    assert Clock().read("2010-11-16T10:32:00").gmt is None


def test_the_time_zone_option_supplies_the_offset_of_the_season():
    clock = Clock("Europe/Paris")
    assert clock.read("2010-07-16T10:32:00").gmt == "2010-07-16 08:32:00"
    assert clock.read("2010-11-16T10:32:00").gmt == "2010-11-16 09:32:00"


def test_the_time_zone_option_moves_dates_into_it():
    assert Clock("-05:00").read("2010-11-16T15:32:00Z").local == "2010-11-16 10:32:00"


def test_a_day_alone_is_midnight_and_says_so():
    moment = Clock().read("2010-11-16")
    assert (moment.local, moment.day_only) == ("2010-11-16 00:00:00", True)


@pytest.mark.parametrize("date", ["2010-02-31", "0000-00-00T00:00:00", "2010-01-01T25:00:00"])
def test_an_impossible_date_is_none(date):
    assert Clock().read(date) is None


def test_the_ends_of_the_calendar_do_not_break():
    assert Clock().read("0001-01-01T00:00:00+14:00").gmt is None
    assert Clock("-14:00").read("9999-12-31T23:59:59").gmt is None


@pytest.mark.parametrize("zone", ["Nowhere/Land", "../../etc/passwd", "+99:00", "x\0y"])
def test_an_unknown_time_zone_is_wrong_use(zone):
    with pytest.raises(UsageError, match="timezone"):
        Clock(zone)


def test_a_default_date_that_is_none_is_wrong_use():
    with pytest.raises(UsageError, match="default-date"):
        Clock(None, "last summer")
