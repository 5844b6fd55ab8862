"""Several inputs become one archive: one site, ids unique, failed inputs leave nothing."""

from collections.abc import Iterator

import pytest

from blogconv.archive import Part, join
from blogconv.catalogue import Severity
from blogconv.diagnostics import Report
from blogconv.errors import SourceError
from blogconv.model import Author, Comment, MetaEntry, Post, Record, Site, Term
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


def test_a_prefixed_id_is_nobody_elses() -> None:
    first = (Post(id="1", comments=(Comment(id="c"), Comment(id="2-c"))), Post(id="2-1"))
    second = (Post(id="1", title="B", comments=(Comment(id="c", content="B"),)), Post(id="2-1", title="B"))
    records, _ = joined(part("a", *first), part("b", *second), part("c", Post(id="2-2-1", title="C")))
    posts = [record for record in records if isinstance(record, Post)]
    assert len({post.id for post in posts}) == 5
    assert len({comment.id for post in posts for comment in post.comments}) == 3


def test_an_answer_below_another_post_of_its_input_goes_along() -> None:
    second = (
        Post(id="2", comments=(Comment(id="9", parent="8", mentions=("8",)),)),
        Post(id="3", comments=(Comment(id="8", content="B"),)),
    )
    records, _ = joined(part("a", Post(id="1", comments=(Comment(id="8"),))), part("b", *second))
    assert records[2] == Post(id="2", comments=(Comment(id="9", parent="2-8", mentions=("2-8",)),))
    assert records[3] == Post(id="3", comments=(Comment(id="2-8", content="B"),))


def test_an_input_given_twice_is_kept_once_whatever_its_ids() -> None:
    posts = (Post(id="1", title="A"), Post(id="1", title="B", comments=(Comment(id="8"), Comment(id="8"))))
    records, report = joined(part("a", *posts), part("b", *posts))
    assert records[1:] == list(posts)
    assert report.skipped["archive-duplicate"].posts == 2


def test_integers_of_any_size_pass() -> None:
    post = Post(id="1", extra={"json": {"n": [2**64, -(10**40)]}})
    assert joined(part("a", post), part("b"))[0][1:] == [post]


def test_what_a_later_site_says_and_is_not_kept_is_told() -> None:
    later = Site(title="A", description="B", exported="2010-11-16")
    _, report = joined(part("a", Site(title="A", exported="2010-11-15")), part("b", later))
    assert [d.message for d in report.kept] == ["the first site counts; not kept: description, exported"]
    _, report = joined(part("a", Site(exported="2010-11-15")), part("b", Site(exported="2010-11-16")))
    assert report.counts == {(Severity.INFO, "archive-site-differs"): 1}


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


def test_the_inputs_that_failed_within_a_part_are_named_one_by_one() -> None:
    def read(report: Report) -> Iterator[Record]:
        report.fail("a: broken")
        report.fail("b: broken")
        raise SourceError("2 inputs", "none could be read")
        yield

    records, report = joined(Part("2 inputs", read), part("c", Post(id="1")))
    assert records == [Site(), Post(id="1")]
    assert report.failed == ["a: broken", "b: broken"]


def test_a_picture_of_a_renamed_post_goes_along() -> None:
    one = Post(id="7", type="attachment", title="of another blog")
    two = Post(id="7", type="attachment", title="a harbour")
    post = Post(id="8", meta=(MetaEntry(key="_thumbnail_id", value="7"), MetaEntry(key="price", value="7")))
    records, _ = joined(part("a", one), part("b", post, two))
    assert records[2:] == [
        Post(id="8", meta=(MetaEntry(key="_thumbnail_id", value="2-7"), MetaEntry(key="price", value="7"))),
        Post(id="2-7", type="attachment", title="a harbour"),
    ]
