"""Loss is computed: a filled field that a writer does not name is counted, nothing else is."""

from collections.abc import Iterator

from blogconv.catalogue import Severity
from blogconv.diagnostics import Report
from blogconv.loss import paths, watch
from blogconv.model import Author, Comment, MetaEntry, Post, Record, Site, Term
from blogconv.plugin import Options, Writer


def losses(
    record: Record, expresses: set[str], withholds: frozenset[str] | set[str] = frozenset()
) -> dict[tuple[str, str], int]:
    writer = Writer("t", "T", Options, frozenset(expresses), lambda *_: None, withholds=frozenset(withholds))
    report = Report()
    assert list(watch(iter([record]), writer, report)) == [record]
    return {(str(severity), path): n for (severity, path), n in report.counts.items()}


def test_a_writer_that_expresses_everything_loses_nothing() -> None:
    post = Post(id="1", title="T", terms=(Term(taxonomy="category", slug="a"),), comments=(Comment(id="2"),))
    assert losses(post, set(paths())) == {}


def test_only_filled_fields_are_lost() -> None:
    assert losses(Post(id="1"), {"post.id"}) == {}
    assert losses(Post(id="1", title="T"), {"post.id"}) == {("loss", "post.title"): 1}


def test_a_field_of_a_nested_part_is_named_by_its_path_once_a_record() -> None:
    comments = tuple(Comment(id=str(n), author=Author(name="A", email="a@example.org")) for n in range(3))
    post = Post(id="1", comments=comments)
    assert losses(post, {"post.id", "comment.id", "comment.author.name"}) == {("loss", "comment.author.email"): 3}


def test_a_part_of_which_nothing_is_expressed_is_lost_as_a_whole() -> None:
    terms = (Term(taxonomy="category", slug="a", name="A"), Term(taxonomy="post_tag", slug="b"))
    assert losses(Post(id="1", terms=terms), {"post.id"}) == {("loss", "post.terms"): 1}
    assert losses(Post(id="1", terms=terms), {"post.id", "post.terms.taxonomy", "post.terms.slug"}) == {
        ("loss", "post.terms.name"): 1
    }


def test_a_path_covers_all_below_it() -> None:
    post = Post(id="1", author=Author(name="A", email="a@example.org"))
    assert losses(post, {"post.id", "post.author"}) == {}


def test_withheld_fields_are_told_apart_from_lost_ones() -> None:
    post = Post(id="1", comments=(Comment(id="2", author=Author(name="A", email="a@example.org", ip="192.0.2.1")),))
    found = losses(post, {"post.id", "comment.id", "comment.author.name"}, {"comment.author.email"})
    assert found == {("loss", "comment.author.ip"): 1, ("withheld", "comment.author.email"): 1}


def test_site_fields_count_too() -> None:
    site = Site(title="T", authors=(Author(login="a"),), meta=(MetaEntry(key="k"),))
    assert losses(site, {"site.title"}) == {("loss", "site.authors"): 1, ("loss", "site.meta"): 1}


def test_every_path_is_of_the_model() -> None:
    known = paths()
    assert {"post.title", "comment.author.email", "site.terms.slug", "post.terms.meta.key"} <= known
    assert known.isdisjoint({"post.comments", "site.schema", "post.content_format"})


def test_records_pass_one_at_a_time() -> None:
    writer = Writer("t", "T", Options, frozenset(), lambda *_: None)

    def endless() -> Iterator[Record]:
        while True:
            yield Post(id="1", title="T")

    report = Report()
    stream = watch(endless(), writer, report)
    next(stream), next(stream)
    assert report.counts[Severity.LOSS, "post.title"] == 2
