"""The Movable Type import format: its grammar, its dates, what its text filters mean."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogconv import Author, Post, Report
from blogconv.errors import LimitError, SourceError
from blogconv.pipeline import read
from blogconv.plugin import Context, Limits
from blogconv.readers.movabletype import READER, MovableTypeOptions

SAMPLE = Path(__file__).parent.parent / "samples/movabletype/two-entries.txt"


def posts(text: str | bytes, report: Report | None = None, **limits: int) -> list[Post]:
    data = text.encode() if isinstance(text, str) else text
    ctx = Context("x.txt", report, limits=Limits(**limits))
    return [r for r in READER.read(io.BytesIO(data), MovableTypeOptions(), ctx) if isinstance(r, Post)]


def entry(body: str = "Text.", head: str = "", more: str = "") -> str:
    return f"AUTHOR: A\nTITLE: T\n{head}-----\nBODY:\n{body}\n-----\n{more}--------\n"


def test_an_entry_with_everything_is_read_in_full() -> None:
    report = Report()
    first, second = (r for r in read(SAMPLE, report=report) if isinstance(r, Post))
    assert (first.title, first.slug, first.status, first.published) == (
        "A bench by the harbour",
        "a_bench_by_the_harbour",
        "published",
        "2008-03-14T21:26:53",
    )
    assert first.content == (
        "<p>There is a bench by the harbour where nobody sits.<br>\nThe paint is green, or was.</p>\n"
        "<p>I sat there for an hour.</p>\n\n<!--more-->\n\n<p>And then it rained.</p>"
    )
    assert [(t.taxonomy, t.name) for t in first.terms] == [
        ("category", "Walks"),
        ("category", "Notes & Queries"),
        ("post_tag", "low tide"),
        ("post_tag", "bench"),
        ("post_tag", "harbour"),
    ]
    assert first.excerpt == "A bench, an hour, some rain."
    assert [(m.key, m.value) for m in first.meta] == [("keywords", "bench harbour rain")]
    ida, nobody, ping = first.comments
    assert ida.content == "<p>I know that bench.</p>\n<p>URL: this line is text, not a field.</p>"
    assert (ida.author.email, ida.author.ip, ida.published) == ("ida@example.org", "192.0.2.10", "2008-03-15T08:00:00")
    assert (nobody.author.name, nobody.published) == (None, "2008-03-15T00:05:00")
    assert (ping.type, ping.author.name, ping.published) == ("trackback", "All Benches", "2008-03-16T17:30:00")
    assert ping.extra == {"movabletype": {"TITLE": "Benches of the north"}}
    assert (second.status, second.comments_open, second.content_format) == ("draft", False, "markdown")
    assert second.content == "A line of *stress*.\n\n-----\n\nThe line above ends nothing."
    assert (second.published, second.date_text) == (None, "02/30/2008 10:00:00")
    assert sorted(code for _, code in report.counts) == ["mt-bad-date", "mt-separator-in-text"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_do_not_matter(ends: str) -> None:
    (post,) = posts(entry("One.\n\nTwo.").replace("\n", ends))
    assert post.content == "<p>One.</p>\n<p>Two.</p>"


def test_text_with_block_markup_of_its_own_gets_no_paragraphs() -> None:
    (post,) = posts(entry("<p>One</p>\n<ul><li>x</li></ul>"))
    assert post.content == "<p>One</p>\n<ul><li>x</li></ul>"
    (post,) = posts(entry("One\n\n<ul><li>x</li></ul>\n\nTwo", "CONVERT BREAKS: 1\n"))
    assert post.content == "<p>One</p>\n<ul><li>x</li></ul>\n<p>Two</p>"
    (post,) = posts(entry("One\nTwo", "CONVERT BREAKS: 0\n"))
    assert post.content == "One\nTwo"


def test_fields_of_other_systems_are_kept() -> None:
    (post,) = posts(entry(head="UNIQUE URL: http://b.example/1\nIMAGE: http://b.example/1.png\nMOOD: calm\n"))
    assert post.url == "http://b.example/1"
    assert post.extra["movabletype"] == {"IMAGE": "http://b.example/1.png", "MOOD": "calm"}


def test_bytes_of_windows_1252_are_read_and_told() -> None:
    report = Report()
    (post,) = posts(entry("café “q”").encode("cp1252"), report)
    assert post.content == "<p>café “q”</p>"
    assert list(report.counts) == [("repaired", "mt-encoding")]


def test_a_file_that_is_cut_off_is_told() -> None:
    report = Report()
    assert len(posts("AUTHOR: A\nTITLE: T\n-----\nBODY:\nHalf a sen", report)) == 1
    assert list(report.counts) == [("warning", "mt-not-closed")]


def test_a_file_without_an_entry_is_refused() -> None:
    with pytest.raises(SourceError, match="no entry found"):
        posts("just some words\n")


def test_an_entry_beyond_the_limit_is_refused_without_being_held() -> None:
    with pytest.raises(LimitError, match="larger than 1,000 bytes"):
        posts(entry("x\n" * 2000), max_field=1000)
    with pytest.raises(LimitError, match="longer than 1,000 bytes"):
        posts(entry("x" * 2000), max_field=1000)


def test_equal_entries_get_ids_of_their_own() -> None:
    one, two = posts(entry() + entry())
    assert one.id != two.id


def test_thousands_of_equal_entries_and_sections_cost_linear_time() -> None:
    assert len({post.id for post in posts(entry() * 5000)}) == 5000
    (post,) = posts(entry(more="".join(f"CF{n}_A{n}:\nx\n-----\n" for n in range(5000))))
    assert len(post.meta) == 5000


def test_what_stands_twice_is_kept_whole() -> None:
    report = Report()
    head = "SLUG: a\nSLUG: b\nSLUG: c\nDATE: 03/14/2008\nDATE: 03/15/2008\n"
    more = "EXCERPT:\nfirst\n-----\nEXCERPT:\nsecond\n-----\nBODY:\nAgain.\n-----\n"
    (post,) = posts(entry(head=head, more=more), report)
    assert post.extra["movabletype"] == {"SLUG": ["a", "b", "c"], "DATE": ["03/15/2008"]}
    assert (post.published, post.excerpt) == ("2008-03-14", "first\n\nsecond")
    assert post.content == "<p>Text.</p>\n<p>Again.</p>"
    assert report.counts == {("warning", "mt-repeated-field"): 5}


def test_fields_that_say_more_than_the_schema_holds_are_kept() -> None:
    head = "UNIQUE URL: http://a/\nPERMALINK: http://b/\nALLOW COMMENTS: 2\nALLOW PINGS: 0\n"
    (post,) = posts("AUTHOR EMAIL: a@example.org\n" + entry(head=head).removeprefix("AUTHOR: A\n"))
    assert post.author == Author(email="a@example.org")
    assert (post.url, post.comments_open, post.pings_open) == ("http://a/", False, False)
    assert post.extra["movabletype"] == {"PERMALINK": "http://b/", "ALLOW COMMENTS": "2"}


def test_zero_bytes_are_removed_and_told() -> None:
    report = Report()
    (post,) = posts(entry("a\0b\0\n" * 400), report)
    assert post.content.startswith("<p>ab<br>\nab<br>\n")
    assert report.counts == {("repaired", "mt-control-character"): 1}


def test_an_encoding_whose_lines_end_otherwise_is_refused() -> None:
    options = MovableTypeOptions(encoding="utf-16")
    with pytest.raises(SourceError, match=r"x\.txt:1: cannot be read as utf-16le"):
        list(READER.read(io.BytesIO(entry().encode()), options, Context("x.txt")))
    report = Report()
    options = MovableTypeOptions(encoding="utf-8")
    list(READER.read(io.BytesIO(entry("caf\xe9").encode("cp1252")), options, Context("x.txt", report)))
    assert report.counts == {("repaired", "mt-encoding"): 1}


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x85\u2028\u2029"), max_size=30)


@given(st.lists(LINE, max_size=6), LINE.map(str.strip))
def test_any_text_and_title_come_through(lines: list[str], title: str) -> None:
    body = "\n".join(lines).strip("\n")
    (post,) = posts(f"AUTHOR: A\nTITLE: {title}\nCONVERT BREAKS: 0\n-----\nBODY:\n{body}\n-----\n--------\n")
    assert post.content == body
    assert (post.title or "") == title


def test_old_exports_and_custom_fields_are_read() -> None:
    head = "AUTHOR: A\nTITLE:T\nDATE : 03/14/2008 9:5:07\nSTART BODY:\nLine one.\n-----\n"
    (post,) = posts(head + "COMMENT:\nAUTHOR: B\nHello.\n-----\n--------\n")
    assert (post.title, post.published, post.content) == ("T", "2008-03-14T09:05:07", "<p>Line one.</p>")
    assert [comment.author.name for comment in post.comments] == ["B"]
    (post,) = posts(entry(more="CF50_MOOD:\ncalm, then not\n-----\n"))
    assert [(m.key, m.value) for m in post.meta] == [("MOOD", "calm, then not")]
    assert post.content == "<p>Text.</p>"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2008/03/14 09:26:53", "2008-03-14T09:26:53"),
        ("2008-03-14T09:26:53+09:00", "2008-03-14T09:26:53+09:00"),
        ("03/14/2008", "2008-03-14"),
        ("03/04/2008", "2008-03-04"),
        ("13/14/2008 09:26:53", None),
        ("soon", None),
    ],
)
def test_dates_of_other_systems_are_read_where_they_are_sure(printed: str, value: str | None) -> None:
    (post,) = posts(entry(head=f"DATE: {printed}\n"))
    assert (post.published, post.date_text) == (value, printed)


def test_comments_for_a_post_elsewhere_are_kept_and_told() -> None:
    report = Report()
    (post,) = posts(
        "AUTHOR: A\nNO ENTRY: 1\nDATE: 03/14/2008 09:26:53\n-----\nCOMMENT:\nAUTHOR: B\nHi.\n-----\n--------\n", report
    )
    assert [comment.content for comment in post.comments] == ["<p>Hi.</p>"]
    assert [code for _, code in report.counts] == ["mt-no-entry"]
