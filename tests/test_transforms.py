"""What holds for every transform, whatever the archive."""

import msgspec
import pytest
from hypothesis import given, settings

from blogconv import registry
from blogconv.canonical import line_of
from blogconv.model import Post, Record, Site
from blogconv.plugin import Context
from strategies import ARCHIVES

EVERY = [(name, {}) for name in registry.BUILT_IN[registry.TRANSFORMS]] + [("anonymise", {"names": True})]
# Adding what can be found out again is not told as a change; all others say what they did.
ADDING = {"mentions"}


@pytest.mark.parametrize(("name", "options"), EVERY)
@given(ARCHIVES)
@settings(max_examples=30, deadline=None)
def test_records_stay_records_and_no_change_goes_untold(
    name: str, options: dict[str, object], records: list[Record]
) -> None:
    transform, ctx = registry.transform(name), Context("in")
    after = list(transform.apply(iter(records), transform.options(**options), ctx))
    assert [(type(record), ids(record)) for record in after] == [(type(record), ids(record)) for record in records]
    assert [msgspec.json.decode(line_of(record), type=type(record)) for record in after] == after
    if name not in ADDING and not ctx.report.counts:
        assert after == records


@pytest.mark.parametrize("name", registry.BUILT_IN[registry.TRANSFORMS])
@given(ARCHIVES)
@settings(max_examples=20, deadline=None)
def test_a_second_time_changes_nothing(name: str, records: list[Record]) -> None:
    transform = registry.transform(name)
    once = list(transform.apply(iter(records), transform.options(), Context("in")))
    assert list(transform.apply(iter(once), transform.options(), Context("in"))) == once


@given(ARCHIVES)
@settings(max_examples=30, deadline=None)
def test_nothing_personal_is_left_in_any_author(records: list[Record]) -> None:
    transform = registry.transform("anonymise")
    for record in transform.apply(iter(records), transform.options(), Context("in")):
        if isinstance(record, Site):
            authors = list(record.authors)
        else:
            authors = [comment.author for comment in record.comments] + ([record.author] if record.author else [])
        assert not [author for author in authors if author.email or author.ip or author.agent]


def ids(record: Record) -> list[str]:
    return [record.id, *(comment.id for comment in record.comments)] if isinstance(record, Post) else []
