"""Several inputs become one archive: one site, ids unique, failed inputs leave nothing."""

from collections.abc import Iterator

import pytest

from blogconv.archive import Part, join
from blogconv.catalogue import Severity
from blogconv.diagnostics import Report
from blogconv.errors import SourceError
from blogconv.model import Author, Comment, Post, Record, Site, Term
from blogconv.plugin import Context


def part(name: str, *records: Record, fails: bool = False) -> Part:
    def read(report: Report) -> Iterator[Record]:
        for record in records:
            if isinstance(record, Post):
                report.read.add(1, len(record.comments))
            yield record
        if fails:
            raise SourceError(name, "broken")

    return Part(name, read)


def joined(*parts: Part) -> tuple[list[Record], Report]:
    report = Report()
    return list(join(parts, report, Context("", report))), report


def test_the_first_site_wins_and_gains_authors_and_terms() -> None:
    a = Site(title="A", authors=(Author(login="x"),))
    b = Site(title="A", authors=(Author(login="x", name="X"), Author(login="y")), terms=(Term(taxonomy="t", slug="s"),))
    (site,), report = joined(part("a", a), part("b", b))
    assert site == Site(
        title="A", authors=(Author(login="x"), Author(login="y")), terms=(Term(taxonomy="t", slug="s"),)
    )
    assert report.counts == {("info", "archive-site-merged"): 1}


def test_a_clashing_id_gets_a_prefix_and_takes_its_children_along() -> None:
    reply = Comment(id="9", parent="8", mentions=("8",))
    second = (Post(id="2", parent="1"), Post(id="1", title="B", comments=(Comment(id="8"), reply)))
    records, report = joined(part("a", Post(id="1", title="A", comments=(Comment(id="8"),))), part("b", *second))
    assert records[2] == Post(id="2", parent="2-1")
    assert records[3] == Post(
        id="2-1", title="B", comments=(Comment(id="2-8"), Comment(id="9", parent="2-8", mentions=("2-8",)))
    )
    assert report.counts[Severity.WARNING, "archive-id-clash"] == 2
    assert (report.read.posts, report.read.comments) == (3, 3)


def test_the_same_post_in_two_inputs_is_kept_once_and_told() -> None:
    post = Post(id="1", title="A", comments=(Comment(id="8"),))
    records, report = joined(part("a", post), part("b", post))
    assert records[1:] == [post]
    assert report.skipped["archive-duplicate"].posts == 1
    assert report.skipped["archive-duplicate"].comments == 1


def test_an_input_that_fails_half_way_leaves_nothing_and_the_rest_goes_on() -> None:
    bad = part("bad", Site(title="B"), Post(id="1"), fails=True)
    records, report = joined(bad, part("good", Site(title="G"), Post(id="1", title="kept")))
    assert records == [Site(title="G"), Post(id="1", title="kept")]
    assert report.failed == ["bad: broken"]
    assert report.read.posts == 1


def test_when_every_input_fails_the_run_fails() -> None:
    with pytest.raises(SourceError, match="b: broken"):
        joined(part("a", fails=True), part("b", fails=True))
