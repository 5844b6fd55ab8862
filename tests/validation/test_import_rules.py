"""What the importer would do with an export, told before it is tried, each finding with its line."""

import pytest

from blogconv.cli import cli
from blogconv.errors import SourceError
from blogconv.validation import validate

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>T</title><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>mo</wp:author_login><wp:author_email>mo@mail.example</wp:author_email></wp:author>
<wp:term><wp:term_id>9</wp:term_id><wp:term_taxonomy>nav_menu</wp:term_taxonomy><wp:term_slug>main</wp:term_slug><wp:term_name>Main</wp:term_name></wp:term>
"""
FIELDS = {
    "title": "A post",
    "dc:creator": "mo",
    "content:encoded": "Text",
    "wp:post_id": "5",
    "wp:post_date": "2020-01-01 10:00:00",
    "wp:status": "publish",
    "wp:post_type": "post",
}
COMMENT = {
    "wp:comment_id": "1",
    "wp:comment_author": "Ida",
    "wp:comment_date": "2020-01-02 10:00:00",
    "wp:comment_content": "Yes",
    "wp:comment_approved": "1",
}


def element(name, fields, inner=""):
    return f"<{name}>" + "".join(f"<{k}>{v}</{k}>" for k, v in fields.items() if v is not None) + inner + f"</{name}>\n"


def item(inner="", **changes):
    return element("item", FIELDS | {k.replace("__", ":"): v for k, v in changes.items()}, inner)


def comment(**changes):
    return element("wp:comment", COMMENT | {f"wp:comment_{k}": v for k, v in changes.items()})


def codes(*items, head=HEAD):
    report = validate((head + "".join(items) + "</channel></rss>").encode())
    return [(d.line, d.code) for d in report.findings() if d.code.startswith("import-")]


def test_a_sound_export_has_no_findings():
    assert codes(item(comment() + comment(id="2", parent="1"))) == []


FIRST = HEAD.count("\n") + 1
RULES = {
    "import-post-type": item(wp__post_type="recipe"),
    "import-status": item(wp__status="sleeping"),
    "import-no-date": item(wp__post_date="0000-00-00 00:00:00"),
    "import-post-refused": item(wp__post_date="2020-02-31 10:00:00"),
    "import-post-id": item(wp__post_id=None),
    "import-post-dropped": item(wp__status="auto-draft"),
    "import-post-parent": item(wp__post_parent="77"),
    "import-author-unlisted": item(dc__creator="somebody"),
    "import-attachment": item(wp__post_type="attachment"),
    "import-too-long": item(guid="g" * 256),
    "import-taxonomy": item('<category domain="mood" nicename="x">X</category>'),
    "import-term": item("<category>Only a name</category>"),
    "import-thumbnail": item(
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>8</wp:meta_value></wp:postmeta>"
    ),
    "import-meta": item("<wp:postmeta><wp:meta_value>8</wp:meta_value></wp:postmeta>"),
    "import-menu": item(wp__post_type="nav_menu_item"),
    "import-comment-date": item(comment(date="")),
    "import-comment-status": item(comment(approved="approved")),
    "import-comment-parent": item(comment(id="2", parent="3") + comment(id="3")),
    "import-comment-dropped": item(comment() + comment()),
}


@pytest.mark.parametrize("code", RULES)
def test_a_rule_names_its_line(code):
    found = codes(RULES[code])
    assert [c for _, c in found] == [code]
    assert found[0][0] >= FIRST


def test_an_empty_post_is_refused():
    assert codes(item(title="", content__encoded="")) == [(FIRST, "import-post-refused")]


def test_posts_of_one_title_and_date_are_merged():
    assert codes(item(), item(wp__post_id="6", title="a pöst")) == [(FIRST + 1, "import-post-merged")]


def test_an_untitled_post_is_merged_into_any_of_its_date():
    assert codes(item(), item(wp__post_id="6", title="")) == [(FIRST + 1, "import-post-merged")]


def test_the_same_title_on_another_day_is_another_post():
    assert codes(item(), item(wp__post_id="6", wp__post_date="2020-01-01 10:00:01")) == []


def test_a_number_used_twice_drops_the_second_post():
    assert codes(item(), item(title="Another")) == [(FIRST + 1, "import-post-dropped")]


def test_a_parent_may_come_later():
    assert codes(item(wp__post_parent="6"), item(wp__post_id="6", title="Parent")) == []


def test_a_menu_entry_needs_its_menu_and_its_target():
    menu = '<category domain="nav_menu" nicename="{}">M</category>'
    meta = "<wp:postmeta><wp:meta_key>{}</wp:meta_key><wp:meta_value>{}</wp:meta_value></wp:postmeta>"
    target = meta.format("_menu_item_type", "post_type") + meta.format("_menu_item_object_id", "5")
    entry = {"wp__post_type": "nav_menu_item", "wp__post_id": "7"}
    assert codes(item(), item(menu.format("main") + target, **entry)) == []
    assert [c for _, c in codes(item(menu.format("gone") + target, **entry))] == ["import-menu", "import-menu"]


def test_a_child_category_before_its_parent_loses_it():
    head = HEAD + element(
        "wp:category", {"wp:category_nicename": "kid", "wp:category_parent": "mum", "wp:cat_name": "Kid"}
    )
    assert codes(item(), head=head) == [(FIRST, "import-term-parent")]


@pytest.mark.parametrize("version", ["", "<wp:wxr_version>99</wp:wxr_version>"])
def test_a_file_without_a_version_is_refused(version):
    head = HEAD.replace("<wp:wxr_version>1.2</wp:wxr_version>", version)
    assert (None, "import-refused") in codes(item(), head=head)


def test_a_file_that_is_not_well_formed_is_checked_as_repaired():
    found = codes(item(title="Fish & chips"), item(wp__post_id="6", wp__post_type="recipe"))
    assert found[0] == (FIRST, "import-not-well-formed")
    assert "import-post-type" in [c for _, c in found]


def test_an_encoding_of_several_bytes_is_checked_as_converted():
    text = HEAD.replace("UTF-8", "GBK") + item(wp__post_type="recipe") + "</channel></rss>"
    report = validate(text.encode("gbk"))
    assert "import-post-type" in [d.code for d in report.findings()]
    assert "import-encoding" in [d.code for d in report.all]


def test_other_formats_are_read_through():
    report = validate(b'{"schema":"blogconv/1","site":{},"posts":[{"id":"1","colour":"red"}]}')
    assert [d.code for d in report.findings()] == ["json-unknown-field"]


def test_something_unreadable_is_an_error():
    with pytest.raises(SourceError):
        validate(b"\x00\x01\x02 nothing known")


def test_the_command_prints_findings_and_exits_with_1(tmp_path):
    from click.testing import CliRunner

    path = tmp_path / "e.xml"
    path.write_text(HEAD + item(wp__post_type="recipe") + "</channel></rss>")
    result = CliRunner().invoke(cli, ["validate", str(path)], standalone_mode=False)
    assert result.return_value == 1
    assert f"e.xml:{FIRST}:" in result.stdout
    path.write_text(HEAD + item() + "</channel></rss>")
    assert CliRunner().invoke(cli, ["validate", str(path)], standalone_mode=False).return_value == 0
