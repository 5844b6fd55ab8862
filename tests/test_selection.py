"""Choosing records: what is left out is counted, with its reason."""

import pytest

from blogconv.diagnostics import Report
from blogconv.errors import UsageError
from blogconv.model import Author, Comment, Post, Record, Site, Term
from blogconv.plugin import Context
from blogconv.selection import Selection, parse_day, parse_fields, select

POSTS = (
    Post(id="1", published="2010-11-16T10:32:00-05:00", author=Author(name="Ann"), comments=(Comment(id="c"),)),
    Post(
        id="2", published="2010-12-01", status="draft", terms=(Term(taxonomy="category", slug="travel", name="Travel"),)
    ),
    Post(id="3", type="page"),
)


def chosen(**wanted: object) -> tuple[list[str], Report]:
    report = Report()
    stream: list[Record] = [Site(), *POSTS]
    records = select(iter(stream), Selection(**wanted), Context("", report))  # type: ignore[arg-type]
    return [r.id for r in records if isinstance(r, Post)], report


@pytest.mark.parametrize(
    ("pairs", "ids"),
    [
        (["status=draft"], ["2"]),
        (["status=draft", "status=Published"], ["1", "2", "3"]),
        (["status=published", "type=page"], ["3"]),
        (["author=ann"], ["1"]),
        (["category=Travel"], ["2"]),
        (["id=3"], ["3"]),
    ],
)
def test_values_of_a_key_are_alternatives_and_keys_add_up(pairs: list[str], ids: list[str]) -> None:
    found, report = chosen(fields=parse_fields(pairs))
    assert found == ids
    left = report.skipped.get("not-selected")
    assert (left.posts if left else 0) == 3 - len(ids)


@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [
        ("2010-11-16", None, ["1", "2"]),
        (None, "2010-11-16", ["1"]),
        (None, "2010-11", ["1"]),
        ("2010-12", "2010", ["2"]),
    ],
)
def test_days_months_and_years_bound_both_sides_inclusively(
    since: str | None, until: str | None, ids: list[str]
) -> None:
    assert chosen(since=since, until=until)[0] == ids


def test_limit_stops_reading() -> None:
    assert chosen(limit=1)[0] == ["1"]
    assert chosen(limit=0)[0] == []


@pytest.mark.parametrize("limit", [0, 1])
def test_posts_beyond_the_limit_that_are_read_already_are_counted(limit: int) -> None:
    report = Report()
    records: list[Record] = [Site(), *POSTS]
    found = list(select(iter(records), Selection(limit=limit), Context("", report), to_the_end=True))
    assert found == records[: limit + 1]
    assert report.skipped["not-selected"].posts == 3 - limit


def test_comments_left_out_are_counted() -> None:
    ids, report = chosen(comments=False)
    assert ids == ["1", "2", "3"]
    assert report.skipped["comments-left-out"].comments == 1


def test_wrong_choices_are_refused_with_the_nearest_word() -> None:
    with pytest.raises(UsageError, match="did you mean 'status'"):
        parse_fields(["statu=draft"])
    with pytest.raises(UsageError, match="key=value"):
        parse_fields(["draft"])
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        parse_day("--since", "last week")
    for day in ("2010-13", "2010-02-30", "0000"):
        with pytest.raises(UsageError, match=f"not '{day}'"):
            parse_day("--since", day)
    assert parse_day("--until", "2012-02-29") == "2012-02-29"


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"limit": -1}, "limit wants a number from 0"),
        ({"since": "bananas"}, "since wants YYYY-MM-DD"),
        ({"until": "2010-02-30T10:00"}, "until wants YYYY-MM-DD"),
        ({"fields": (("statu", "x"),)}, "did you mean 'status'"),
    ],
)
def test_a_program_s_choices_are_held_to_the_same_rules(wanted: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        Selection(**wanted)  # type: ignore[arg-type]
    assert Selection(since="2010-11-16T10:32").since == "2010-11-16T10:32"
