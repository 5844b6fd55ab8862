"""What stands in an unusual place of an export is read or told, and a great many of anything takes linear time."""

import time

import pytest
from exporting import HEAD, TAIL, codes, comment, export, item, only_posts, posts, records, site

import blogconv
from blogconv.errors import SourceError
from blogconv.model import Post, Record, Site
from blogconv.readers.wxr import sniff
from blogconv.validation import validate


def rewritten(data: str) -> tuple[list[Record], list[Record]]:
    """Give the records of an export, and those of what our writer makes of them."""
    import io

    first = list(blogconv.read(data.encode(), format="wxr"))
    out = io.BytesIO()
    blogconv.write(first, out, format="wxr")
    return first, list(blogconv.read(out.getvalue(), format="wxr"))


def test_items_outside_the_channel_are_read() -> None:
    outside = item(2, more=comment(5))
    assert [post.id for post in posts(export(item(1), tail=f"</channel>{outside}</rss>"))] == ["1", "2"]
    before = HEAD.replace("<channel>", f"{outside}<channel>")
    found, report = records(export(item(1), head=before))
    assert [post.id for post in only_posts(found)] == ["2", "1"]
    assert "wxr-late-element" in codes(report)


def test_what_a_second_channel_says_of_itself_is_told() -> None:
    second = "</channel><channel><title>Second</title><wp:author><wp:author_login>zed</wp:author_login></wp:author>"
    found, report = records(export(item(1), second, item(2)))
    assert [post.id for post in only_posts(found)] == ["1", "2"]
    assert "zed" in " ".join(d.message for d in report.kept if d.code == "wxr-late-element")


def test_text_before_the_first_item_is_kept() -> None:
    found, report = records(export("Hello there\n", item(1)))
    assert isinstance(found[0], Site)
    assert found[0].extra["wxr"]["text"] == "Hello there"
    assert list(codes(report)) == ["wxr-stray-text"]


@pytest.mark.parametrize(
    "data", [export(item(1, more=item(2))), export(comment(7), item(1)), export(item(1, more=f"<x>{comment(7)}</x>"))]
)
def test_a_record_where_none_belongs_is_kept(data: str) -> None:
    found, report = records(data)
    kept = [record.extra["wxr"].get("elements") for record in found if "elements" in record.extra.get("wxr", {})]
    assert len(kept) == 1
    assert ("wxr-misplaced" in codes(report)) == ("<x>" not in data)


def test_a_root_without_anything_is_no_export() -> None:
    with pytest.raises(SourceError, match="no <channel>"):
        posts("<rss></rss>")


@pytest.mark.parametrize("ident", ["007", "99999999999999999999999", "٣", "-5", " 3 "])
def test_numbers_of_every_kind_come_back(ident: str) -> None:
    replies = comment(ident) + comment(4, parent=ident)
    data = export(item(ident, more=replies), item(9, more=f"<wp:post_parent>{ident}</wp:post_parent>"))
    first, again = rewritten(data)
    assert again == first
    post = first[1]
    assert isinstance(post, Post)
    assert post.comments[1].parent == post.comments[0].id == ident.strip()


def test_attributes_of_an_item_outlive_those_of_its_fields() -> None:
    field = '<wp:postmeta><wp:meta_key a="1">k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta>'
    post = posts(export(item(1, more=field).replace("<item>", '<item lang="fr">')))[0]
    assert post.extra["wxr"]["attributes"] == {"item": {"lang": "fr"}, "wp:meta_key": {"a": "1"}}


def test_a_default_namespace_says_nothing() -> None:
    data = export(item(1), head=HEAD.replace("<rss ", '<rss xmlns="http://backend.userland.com/rss2" '))
    assert site(data).extra["wxr"] == {"wxr_version": "1.2"}
    first, again = rewritten(data)
    assert again == first


def test_a_date_in_isos_form_with_an_empty_gmt_date_comes_back() -> None:
    data = export(item(1).replace("2012-03-04 05:06:07", "2012-03-04T05:06:07Z").replace("2012-03-04 04:06:07", ""))
    first, again = rewritten(data)
    assert again == first


@pytest.mark.parametrize(
    "head",
    [
        b'\n{"schema": "blogconv/1", "posts": [{"content": "<rss xmlns:wp=\\"http://wordpress.org/export/1.2/\\">"}]}',
        b"<html><body>see http://wordpress.org/export/1.2/ and &lt;rss&gt;</body></html>",
    ],
)
def test_what_speaks_of_exports_is_none(head: bytes) -> None:
    assert sniff(head, "x") == 0.0


_FOLLOWS = "".join(item(n) for n in range(2, 20_000))
_ORPHANS = "".join(comment(n, "<![CDATA[" + "y" * 400 + "]]>", parent=0x7FFFFFFF) for n in range(1, 12_000))
MANY = {
    "notes on comments": export(item(1, more=_ORPHANS)),
    "notes on comments of a broken item": export(item(1, title="a & b", more=_ORPHANS)),
    "items after a section without end": export(item(1, title="a & <![CDATA[b").replace("]]>", ""), _FOLLOWS).replace(
        "<![CDATA[A body]]>", "A body"
    ),
    "sections whose end tag is in a section": export(
        f"<item>a < b{'<wp:post_name><![CDATA[a]]>' * 30_000}<![CDATA[</wp:post_name>]]></item>"
    ),
}


@pytest.mark.parametrize("what", MANY)
def test_much_of_anything_takes_linear_time(what: str) -> None:
    start = time.process_time()
    records(MANY[what])
    assert time.process_time() - start < 5


def test_a_long_piece_of_markup_is_validated_in_linear_time() -> None:
    start = time.process_time()
    validate(f'{HEAD}<item a="{"x" * 40_000_000}"/>{TAIL}'.encode())
    assert time.process_time() - start < 6


def test_a_default_namespace_of_ours_on_the_root_costs_no_post() -> None:
    found, report = records(export(item(1), head=HEAD.replace("xmlns:wp=", "xmlns=")))
    assert [post.title for post in only_posts(found)] == ["A title"]
    assert "wxr-undeclared-prefix" in codes(report)
