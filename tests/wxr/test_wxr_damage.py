"""Whatever happens to an export, no sound post is lost or changed, and what was lost is told."""

import random
from typing import Any
from xml.sax.saxutils import escape

import pytest
from exporting import DECLARATION, HEAD, comment, export, item, only_posts, posts, records
from hypothesis import given, settings
from hypothesis import strategies as st

from blogconv.errors import SourceError
from blogconv.markup.xml_clean import Faults, decode
from blogconv.markup.xml_rebuild import Rebuilder
from blogconv.markup.xml_split import split
from blogconv.plugin import Limits
from blogconv.readers.wxr.assemble import Assembler
from blogconv.readers.wxr.elements import DOCUMENT, ITEM
from blogconv.readers.wxr.prefixes import Prefixes

ITEMS = [
    item(n, title=f"Title {n}", body=f"<![CDATA[Body of {n}, <b>bold</b> &amp; so on]]>", more=comment(100 + n))
    for n in range(1, 6)
]
WHOLE = export(*ITEMS)
SOUND = posts(WHOLE)
NASTY = st.lists(
    st.sampled_from(
        [
            *(
                "<item>",
                "</item>",
                "<title>",
                "</title>",
                "<wp:comment>",
                "</wp:comment>",
                "<wp:post_id>",
                "</wp:post_id>",
            ),
            *("<content:encoded>", "</content:encoded>", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "<", ">", "&"),
            *("&amp;", "&nbsp;", "&#8;", "&#x1F600;", "<b>", "</b>", "<x:y>", "</x:y>", '<guid isPermaLink="false">'),
            *("<guid a=b>", "text", " ", "\n", '"', "'", "\x00", "\ufffe", "é", "]]", "<category/>", "<rss>", "</rss>"),
        ]
    ),
    max_size=40,
).map("".join)


def test_a_file_cut_anywhere_keeps_every_post_before_the_cut() -> None:
    data = WHOLE.encode()
    ends = [data.index(ITEMS[n].encode()) + len(ITEMS[n].encode()) for n in range(5)]
    for cut in range(len(DECLARATION), len(data), 7):
        whole = sum(end <= cut for end in ends)
        try:
            found, report = records(data[:cut])
        except SourceError:
            assert whole == 0
            continue
        read = only_posts(found)
        assert read[:whole] == SOUND[:whole]
        assert len(read) <= whole + 1
        if cut < len(data) - len("\n"):
            assert report.counts, f"nothing was told of a file cut at {cut}"


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 4))
def test_damage_in_one_post_costs_no_other(chance: random.Random, which: int) -> None:
    broken = bytearray(ITEMS[which].encode())
    inner = range(len(b"<item>"), len(broken) - len(b"</item>\n"))
    for _ in range(chance.randint(1, 4)):
        at = chance.choice(inner)
        broken[at : at + chance.randint(0, 3)] = chance.choice(
            [b"", b"<", b"&", b"\x00", b"\xe9", b"]]>", b"<b>", b">"]
        )
    others = [n for n in range(5) if n != which]
    data = b"".join([f"{DECLARATION}{HEAD}".encode(), *(broken if n == which else ITEMS[n].encode() for n in range(5))])
    found, report = records(data + b"</channel></rss>")
    by_title = {post.title: post for post in only_posts(found)}
    lost = report.read.posts
    for n in others:
        # The id may be taken by the broken post, if the damage made it so.
        assert by_title[f"Title {n + 1}"].content == SOUND[n].content
    assert len(only_posts(found)) + lost == 5


@settings(max_examples=200, deadline=None)
@given(NASTY)
def test_what_is_rebuilt_is_well_formed(text: str) -> None:
    faults = Faults()
    clean = decode(f"<item>{text}</item>".encode(), faults)
    rebuilt = Rebuilder(clean, {"item": ITEM}, Prefixes().known, faults).rebuild()
    parser = Assembler("x", Limits(), Prefixes(), {"rss": {"channel": {"item": ITEM}}})
    parser.feed(f"<rss><channel>{rebuilt}</channel></rss>".encode())
    parser.close()


@settings(max_examples=200, deadline=None)
@given(NASTY, st.integers(1, 9))
def test_what_is_cut_into_pieces_is_all_there(text: str, size: int) -> None:
    data = text.encode("utf-8", "surrogatepass")
    blocks = (data[at : at + size] for at in range(0, len(data), size))
    pieces = list(split(blocks, 1, lambda _: None))
    assert b"".join(piece.data for piece in pieces) == data
    assert [piece.line for piece in pieces] == [
        1 + data[: sum(len(p.data) for p in pieces[:n])].count(b"\n") for n in range(len(pieces))
    ]


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_no_text_between_items_makes_the_reader_fail(text: str) -> None:
    found, _ = records(export(ITEMS[0], text.replace("<rss>", ""), ITEMS[1]))
    assert SOUND[0] in found


@settings(max_examples=150, deadline=None)
@given(NASTY, st.integers(0, len(DECLARATION + HEAD)), st.integers(0, 12))
def test_a_damaged_head_costs_no_post(text: str, at: int, cut: int) -> None:
    head = DECLARATION + HEAD
    damaged = head[:at] + text.replace("<item>", "").replace("<![CDATA[", "") + head[at + cut :]
    found, report = records("".join((damaged, *ITEMS, "</channel></rss>")))
    assert only_posts(found)[-4:] == SOUND[-4:]
    try:
        records("".join((damaged, *ITEMS, "</channel></rss>")), strict=True)
    except SourceError:
        assert report.counts, "a repair was not told"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
@pytest.mark.parametrize("broken", [False, True])
def test_it_does_not_matter_in_what_portions_the_bytes_come(size: int, broken: bool) -> None:
    data = WHOLE.replace("Title 3", "Title & 3").replace("so on", "so\x00on") if broken else WHOLE
    assert records(data, drip=size)[0] == records(data)[0]


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_survives_reading(title: str, body: str, value: str) -> None:
    title, body, value = (_lawful(text) for text in (title, body, value))
    section = value.replace("]]>", "]]]]><![CDATA[>")
    meta = (
        f"<wp:postmeta><wp:meta_key>k</wp:meta_key><wp:meta_value><![CDATA[{section}]]></wp:meta_value></wp:postmeta>"
    )
    (post,) = posts(export(item(1, title=escape(title), body=escape(body), more=meta + comment(1, escape(value)))))
    assert (post.title or "") == title
    assert post.content == body
    assert post.meta[0].value == value
    assert post.comments[0].content == value


def _lawful(text: str) -> str:
    clean: Any = decode(text.encode("utf-8", "replace"), Faults())
    return str(clean).replace("\r", "")


def test_the_tables_know_every_element_of_an_item() -> None:
    assert DOCUMENT["rss"]["channel"]["item"] is ITEM
