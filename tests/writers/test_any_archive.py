"""Whatever an archive holds, however odd: the files are XML, and an import of them loses no post and no comment."""

import time
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

import blogconv
from blogconv.catalogue import Severity
from blogconv.diagnostics import Report
from blogconv.model import Comment, Post, Record, Site
from blogconv.validation import validate
from strategies import ARCHIVES

WP = "{http://wordpress.org/export/1.2/}"
# What only the site's plug-ins decide.
ELSEWHERE = {"import-post-type", "import-taxonomy", "import-attachment"}
LOST = {"import-refused", "import-not-well-formed", "import-post-dropped", "import-post-refused", "import-post-merged"}
LOST |= {
    "import-comment-dropped",
    "import-too-long",
    "import-comment-parent",
    "import-author",
    "import-author-unlisted",
}

ARCHIVE = ARCHIVES.map(lambda records: unique(records))
RUNS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def unique(records: list[Record]) -> list[Record]:
    """Give every record an id of its own, as the schema promises."""
    seen: set[str] = set()
    out: list[Record] = []
    for record in records:
        if isinstance(record, Post):
            if record.id in seen:
                continue
            seen.add(record.id)
            comments = {c.id: c for c in record.comments if f"c {c.id}" not in seen}
            seen |= {f"c {ident}" for ident in comments}
            record = replace(record, comments=tuple(comments.values()))
        out.append(record)
    return out


def written(records: list[Record], name: str, **options: str) -> tuple[bytes, Report]:
    out = BytesIO()
    report = blogconv.write(records, out, format=name, writer_options=options)
    return out.getvalue(), report


@RUNS
@given(ARCHIVE, st.sampled_from(["classic", "block", "keep"]))
def test_any_archive_makes_a_well_formed_export(records, content):
    data, report = written(records, "wxr", content=content)
    root = etree.fromstring(data)
    assert len(root.findall("channel/item")) == report.read.posts
    assert len(root.findall(f"channel/item/{WP}comment")) == report.read.comments


@RUNS
@given(ARCHIVE)
def test_an_import_of_a_foreign_archive_loses_nothing(records):
    site = replace(records[0], source_format="text", extra={}) if isinstance(records[0], Site) else records[0]
    posts = [
        replace(r, extra={}, status="published", comments=tuple(replace(c, extra={}) for c in r.comments))
        for r in records
        if isinstance(r, Post)
    ]
    data, _ = written([site, *posts], "wxr", default_date="2020-01-01")
    found = validate(data, format="wxr").findings()
    assert not [d for d in found if d.code in LOST and not d.message.startswith("'' is no listed author")]


@RUNS
@given(ARCHIVE)
def test_any_archive_makes_a_well_formed_disqus_file(records):
    data, report = written(records, "disqus", default_date="2020-01-01", unpublished="yes")
    root = etree.fromstring(data)
    old = "{http://wordpress.org/export/1.0/}"
    assert len(root.findall("channel/item")) == report.written.posts
    assert len(root.findall(f"channel/item/{old}comment")) == report.written.comments
    identifiers = [e.text for e in root.findall("channel/item/{http://www.disqus.com/}thread_identifier")]
    assert len(set(identifiers)) == len(identifiers)
    assert all(e.text.startswith(("http://", "https://")) for e in root.findall("channel/item/link"))
    seen: set[str] = {"0"}
    for comment in root.iter(f"{old}comment"):
        number, parent = comment.findtext(f"{old}comment_id"), comment.findtext(f"{old}comment_parent")
        assert number not in seen
        assert parent in seen
        seen.add(number)


def test_forbidden_characters_never_close_a_section_early():
    records: list[Record] = [Site(), Post(id="1", title="]]\x0b>", content="a]\x00]\x01>b", content_format="wordpress")]
    data, report = written(records, "wxr")
    item = etree.fromstring(data).find("channel/item")
    assert item.findtext("title") == "]]>"
    assert item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") == "a]]>b"
    assert [d.message for d in report.kept if d.code == "wxr-forbidden-character"] == [
        "3 characters that XML cannot hold removed"
    ]


def test_a_made_up_extra_breaks_nothing():
    bad = {
        "elements": ["<a", "</item><item>", "<no:prefix/>", "<!DOCTYPE x>", "]]>", 5],
        "attributes": {"title": {'a="b"><x': "y", "xmlns:wp": "u", "ok": '"<'}, "guid": {"isPermaLink": "true"}},
        "post_id": ["7"],
        "pubDate": None,
    }
    space = {
        "namespaces": {"xmlns": "u", "a b": "u", "wp": "", "fine": "https://fine.example/ns", "not": "<an address>"},
        "term_ids": 5,
    }
    records: list[Record] = [
        Site(source_format="wxr", extra={"wxr": space | {"generator_comment": "a -\x00- b", "wxr_version": "1.2"}}),
        Post(id="9", title="T", extra={"wxr": bad}),
    ]
    data, report = written(records, "wxr")
    item = etree.fromstring(data).find("channel/item")
    assert item.find("title").attrib == {"ok": '"<'}
    assert item.findtext(f"{WP}post_id") == "9"
    assert "fine" in item.nsmap
    assert [d for d in report.kept if d.code == "wxr-extra-ignored"]


def test_many_posts_of_one_title_and_date_are_told_apart_in_linear_time():
    day = "2010-01-01T00:00:00Z"
    many = [Post(id=f"p{n}", title="The same", published=day, content="x") for n in range(6000)]
    start = time.process_time()
    data, report = written([Site(source_format="text"), *many], "wxr")
    assert time.process_time() - start < 10
    assert len({post.published for post in blogconv.read(data, format="wxr") if isinstance(post, Post)}) == 6000
    assert report.counts[Severity.WARNING, "wxr-date-moved"] == 5999


def test_at_the_end_of_the_calendar_no_date_is_moved():
    last = [Post(id=f"p{n}", title="The same", published="9999-12-31T23:59:59", content="x") for n in range(3)]
    data, _ = written([Site(source_format="text"), *last], "wxr")
    assert data.count(b"<wp:post_date><![CDATA[9999-12-31 23:59:59]]>") == 3


def test_what_is_too_long_for_wordpress_costs_no_record():
    long = "x" * 70_000
    answer = Comment(id="1", content="Yes, so.", published="2010-01-01T00:00:00Z", type=long, status=long)
    post = Post(id="1", title=long, status=long, excerpt=long, password=long, content="x", slug="x", comments=(answer,))
    data, report = written([Site(source_format="text"), post], "wxr")
    assert report.counts[Severity.LOSS, "wxr-too-long"] == 6
    assert not {d.code for d in validate(data).findings()} & LOST
    again = next(record for record in blogconv.read(data, format="wxr") if isinstance(record, Post))
    assert again.password, "never published by mistake"
    assert (again.status, again.comments[0].status, again.comments[0].type) == ("draft", "pending", "comment")
