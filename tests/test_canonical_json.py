"""Canonical JSON: written and read back equal; any other spelling read with every oddity told; bad input refused."""

import io
import json
import time
import tracemalloc
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogconv.canonical import FORBIDDEN, line_of
from blogconv.errors import LimitError, SourceError, UsageError
from blogconv.model import Author, Comment, MetaEntry, Post, Record, Site, Term
from blogconv.plugin import Context, Limits, Reader, Writer
from blogconv.readers.canonical_json import JSON_READER, JSONL_READER
from blogconv.writers.canonical_json import JSON_WRITER, JSONL_WRITER
from canonical import BOTH, Memory, read, told, written
from strategies import ARCHIVES


@BOTH
@given(ARCHIVES)
@settings(max_examples=60, deadline=None)
def test_any_archive_reads_back_equal_and_nothing_is_told(
    reader: Reader, writer: Writer, records: list[Record]
) -> None:
    data = written(writer, records)
    assert told(reader, data) == (records, [])
    assert reader.sniff(data[:65536], "x") == 1.0
    assert not any(ends in data.decode() for ends in "\x85\u2028\u2029")


@given(ARCHIVES, st.integers(0, 3), st.booleans())
@settings(max_examples=40, deadline=None)
def test_spelling_and_order_of_keys_do_not_matter(records: list[Record], indent: int, ascii_only: bool) -> None:
    """What another program makes of our document is read as the same records."""
    document = json.loads(written(JSON_WRITER, records))
    turned = json.dumps(_turned(document), indent=indent or None, ensure_ascii=ascii_only)
    assert told(JSON_READER, turned) == (records, [])


def _turned(value: object) -> object:
    if isinstance(value, dict):
        return {key: _turned(item) for key, item in reversed(value.items())}
    return [_turned(item) for item in value] if isinstance(value, list) else value


@given(ARCHIVES)
@settings(max_examples=20, deadline=None)
def test_an_indented_document_reads_back_equal(records: list[Record]) -> None:
    assert read(JSON_READER, written(JSON_WRITER, records, indent=2)) == records


class _Drip(io.RawIOBase):
    """A stream that gives a few bytes at a time, wherever that cuts."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size, self._at = data, size, 0

    def read(self, size: int = -1) -> bytes:
        self._at += self._size
        return self._data[self._at - self._size : self._at]


@BOTH
@given(ARCHIVES, st.integers(1, 40), st.booleans())
@settings(max_examples=40, deadline=None)
def test_where_the_chunks_are_cut_does_not_matter(
    reader: Reader, writer: Writer, records: list[Record], size: int, respell: bool
) -> None:
    data = written(writer, records)
    if respell and reader is JSON_READER:
        data = json.dumps(json.loads(data), indent=1).encode()
    assert list(reader.read(_Drip(data, size), reader.options(), Context("a"))) == records  # type: ignore[arg-type]


@BOTH
def test_the_encoding_may_be_another(reader: Reader, writer: Writer) -> None:
    records: list[Record] = [Site(title="Été"), Post(id="1", content="日本語 🙂\n" * 500)]
    text = written(writer, records).decode()
    for name in ("utf-8-sig", "utf-16", "utf-32"):
        assert read(reader, text.encode(name)) == records
    latin = "".join(c for c in text if ord(c) < 256)
    assert read(reader, latin.encode("latin-1"), encoding="latin-1")[0] == records[0]
    with pytest.raises(SourceError, match="not utf-16 at byte"):
        read(reader, text.encode("utf-16")[:-1])


@pytest.mark.parametrize("name", ["rot13", "base64", "punycode", "unicode_escape", "utf-7", "a\0b", "", "nonsense"])
def test_what_is_no_encoding_of_texts_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        read(JSONL_READER, b'{"kind":"site"}\n', encoding=name)


def test_utf_16_that_was_asked_for_and_is_none_is_one_line() -> None:
    with pytest.raises(SourceError, match="not utf-16 at byte 0"):
        read(JSONL_READER, b'{"kind":"site"}\n', encoding="utf-16")


def test_posts_before_the_site_wait_for_it() -> None:
    document = '{"posts":[{"id":"1","title":"a\u0085b"},\n{"id":"2"}],"site":{"title":"T"},"schema":"blogconv/1"}'
    assert told(JSON_READER, document) == ([Site(title="T"), Post(id="1", title="a\u0085b"), Post(id="2")], [])


def test_no_site_is_needed_where_posts_are_plain() -> None:
    assert read(JSON_READER, '{"posts":[{"id":"1"}]}') == [Site(source_format="json"), Post(id="1")]
    assert read(JSONL_READER, '\n{"kind":"post","id":"1"}\r\n\r\n') == [Site(source_format="jsonl"), Post(id="1")]


def test_a_second_site_line_is_told() -> None:
    records, lines = told(JSONL_READER, '{"kind":"site","title":"A"}\n{"kind":"site","title":"B"}\n')
    assert records == [Site(title="A")]
    assert lines == ["a.json:2: warning: a second site record; the first one counts (json-second-site)"]


def test_unknown_fields_are_kept_in_the_nearest_extra_and_told() -> None:
    document = """{"posts":[{"id":"1","mood":"calm","terms":[{"taxonomy":"t","color":"red"}],
      "extra":{"json":{"mood":"old"}},"comments":[{"id":"2","karma":3,"author":{"name":"A","handle":"@a"}}]}],
      "version": [1]}"""
    records, lines = told(JSON_READER, document)
    assert records == [
        Site(source_format="json", extra={"json": {"version": [1]}}),
        Post(
            id="1",
            terms=(Term(taxonomy="t"),),
            extra={"json": {"mood": "old", "mood+": "calm", "terms[0].color": "red"}},
            comments=(Comment(id="2", author=Author(name="A"), extra={"json": {"karma": 3, "author.handle": "@a"}}),),
        ),
    ]
    assert [line.split(": ")[2] for line in lines] == [
        "posts[0].mood",
        "posts[0].terms[0].color",
        "posts[0].comments[0].karma",
        "posts[0].comments[0].author.handle",
        "version",
    ]
    assert all(line.endswith("(json-unknown-field)") for line in lines)


def test_an_unknown_field_behind_the_posts_is_a_loss() -> None:
    ctx = Context("a.json")
    read(JSON_READER, '{"site":{},"posts":[],"late":1}', ctx)
    assert [str(severity) for severity, _ in ctx.report.counts] == ["loss"]


REPAIRS = [
    ('{"id":1,"parent":7,"comments":[{"id":2,"mentions":[3]}]}', "json-number-as-text", 4),
    ('{"id":"1","title":"a\\u0000b\\u000b\\ufffe\\b"}', "json-control-character", 1),
    ('{"id":"1","title":"\\ude00\\ud83d \\ud83d\\ude42"}', "json-lone-surrogate", 1),
    (b'{"id":"1","title":"caf\xe9 \x93x\x94"}', "json-not-utf8", 1),
    ('{"id":"0","id":"1"}', "json-duplicate-key", 1),
]
REPAIRED = [
    Post(id="1", parent="7", comments=(Comment(id="2", mentions=("3",)),)),
    Post(id="1", title="ab"),
    Post(id="1", title="\ufffd\ufffd 🙂"),
    Post(id="1", title="café “x”"),
    Post(id="1"),
]


@pytest.mark.parametrize(("one", "expected"), list(zip(REPAIRS, REPAIRED, strict=True)), ids=[r[1] for r in REPAIRS])
def test_what_is_repaired_is_told(one: tuple[str | bytes, str, int], expected: Post) -> None:
    post, code, times = one
    data = post.encode() if isinstance(post, str) else post
    ctx = Context("a.json")
    assert read(JSON_READER, b'{"posts":[' + data + b"]}", ctx)[1] == expected
    assert {code: number for (_, code), number in ctx.report.counts.items()} == {code: times}


def test_forbidden_characters_never_come_out_even_where_the_spelling_is_ours() -> None:
    for raw in ("\ufffe", "\uffff"):
        data = '{"site":{},"posts":[\n{"kind":"post","id":"1","title":"a' + raw + 'b"}\n]}'
        assert read(JSON_READER, data)[1] == Post(id="1", title="ab")
    line = '{"kind":"post","id":"1","meta":[{"key":"\\u0001k","value":null}],"extra":{"\\u0002x":[["\\u0003y"]]}}'
    assert read(JSONL_READER, line)[1] == Post(id="1", meta=(MetaEntry(key="k"),), extra={"x": [["y"]]})


def test_a_number_beyond_a_double_stays_as_text() -> None:
    post = read(JSON_READER, '{"posts":[{"id":"1","extra":{"a":[1e999,12345678901234567890123]}}]}')[1]
    assert post == Post(id="1", extra={"a": ["1e999", 12345678901234567890123]})


def test_null_is_absent() -> None:
    assert read(JSON_READER, '{"posts":[{"id":"1","content":null,"comments":null,"title":null}]}')[1] == Post(id="1")


@BOTH
def test_nesting_within_the_limit_is_read(reader: Reader, writer: Writer) -> None:
    deep: list[object] = []
    for _ in range(450):
        deep = [deep]
    records: list[Record] = [Site(), Post(id="1", extra={"a": deep})]
    assert read(reader, written(writer, records)) == records
    with pytest.raises(LimitError):
        read(reader, written(writer, records), Context("a", limits=Limits(max_depth=100)))


@BOTH
def test_a_record_beyond_the_size_limit_is_refused(reader: Reader, writer: Writer) -> None:
    data = written(writer, [Site(), Post(id="1", content="x" * (6 << 20))])
    with pytest.raises(LimitError, match="more than 1,048,576 bytes"):
        read(reader, data, Context("a", limits=Limits(max_field=1 << 20)))


def test_strict_refuses_a_repair() -> None:
    with pytest.raises(SourceError, match="strict refuses repairs"):
        read(JSON_READER, '{"posts":[{"id":1}]}', Context("a.json", strict=True))


@BOTH
def test_memory_does_not_grow_with_the_file(reader: Reader, writer: Writer) -> None:
    """A document as another program would write it, and as we do, of 24 MB: held is a small part."""
    for ours in (True, False):
        tracemalloc.start()
        count = sum(1 for _ in reader.read(_Long(reader is JSON_READER, ours), reader.options(), Context("a")))  # type: ignore[arg-type]
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == 1201
        assert peak < 6_000_000


class _Long(io.RawIOBase):
    """An archive of 1,200 posts, made while it is read."""

    def __init__(self, document: bool, ours: bool) -> None:
        self._parts = self._made(document, ours)

    def _made(self, document: bool, ours: bool) -> Iterator[bytes]:
        yield b'{"site":{},"posts":[\n' if document else b'{"kind":"site"}'
        for number in range(1200):
            post = line_of(Post(id=str(number), content="x" * 20_000))
            between = b"" if document and not number else b",\n" if document else b"\n"
            yield between + (post if ours else post.replace(b'","', b'", "'))
        yield b"]}" if document else b"\n"

    def read(self, size: int = -1) -> bytes:
        return next(self._parts, b"")


def test_time_grows_with_the_size_only() -> None:
    """Long strings, many escapes, many keys, many records in one line; quadratic would be minutes."""
    began = time.process_time()
    for post in (
        {"id": "1", "content": "\\" * 3_000_000},
        {"id": "1", "extra": {"a": {str(n): "" for n in range(100_000)}}},
        {"id": "1", "x": [[{}] * 200_000]},
        {"id": "1", "extra": {"a": "[" * 3_000_000}},
    ):
        read(JSON_READER, json.dumps({"posts": [post]}))
    read(JSON_READER, json.dumps({"posts": [{"id": str(n)} for n in range(20_000)]}))
    with pytest.raises(SourceError):
        read(JSON_READER, '{"posts":[' + '{"id":"1"' * 100_000)
    posts = [Post(id=str(number), content="x" * 3000) for number in range(3000)]
    in_one_line = written(JSON_WRITER, [Site(), *posts]).replace(b"\n", b"") + b"\n"
    for spelling in (in_one_line, in_one_line.replace(b'","', b'", "')):
        assert len(read(JSON_READER, spelling)) == 3001
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("head", "name", "json_score", "jsonl_score"),
    [
        (b'{"schema": "blogconv/1"', "x", 1.0, 0.0),
        (b'\xef\xbb\xbf {"posts":[', "x", 0.9, 0.0),
        ('{"kind":"post"'.encode("utf-16"), "x", 0.0, 1.0),
        (b'{"version":1', "feed.json", 0.5, 0.0),
        (b"[[[[", "x.json", 0.5, 0.0),
        (b"[gallery] and {curly}", "x.txt", 0.0, 0.0),
        (b"", "x.json", 0.0, 0.0),
    ],
)
def test_the_first_bytes_say_how_surely_this_is_ours(
    head: bytes, name: str, json_score: float, jsonl_score: float
) -> None:
    assert (JSON_READER.sniff(head, name), JSONL_READER.sniff(head, name)) == (json_score, jsonl_score)


@BOTH
def test_counts_are_those_of_what_is_written(reader: Reader, writer: Writer) -> None:
    ctx = Context("out")
    records: list[Record] = [Site(), Post(id="1", comments=(Comment(id="2"), Comment(id="3"))), Post(id="4")]
    writer.write(iter(records), Memory(), writer.options(), ctx)  # type: ignore[arg-type]
    assert (ctx.report.written.posts, ctx.report.written.comments) == (2, 2)


def test_what_is_equal_to_a_default_is_left_out_wherever_it_comes_from() -> None:
    comment, approved, post, published, html = ("".join(list(word)) for word in SPELT_OUT)
    one = Comment(id="2", type=comment, status=approved, content_format=html)
    data = written(
        JSONL_WRITER, [Site(), Post(id="1", type=post, status=published, content_format=html, comments=(one,))]
    )
    assert data.endswith(b'{"kind":"post","id":"1","comments":[{"id":"2"}]}\n')


SPELT_OUT = ("comment", "approved", "post", "published", "html")


def test_an_anonymous_author_is_left_out() -> None:
    comments = (Comment(id="2", author=Author(name=None)), Comment(id="3", extra={"x": {"author": {}}}))
    data = written(JSONL_WRITER, [Site(), Post(id="1", comments=comments)])
    assert b'{"id":"2"},{"id":"3","extra":{"x":{"author":{}}}}' in data


def test_an_empty_archive_is_a_valid_document() -> None:
    assert msgspec.json.decode(written(JSON_WRITER, [])) == {
        "schema": "blogconv/1",
        "site": {"kind": "site", "schema": "blogconv/1"},
        "posts": [],
    }


BITS = [
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\\",
    b"null",
    b"1e999",
    b"\xff",
    b"\\ud800",
    b'"id"',
    b"\n",
    b"\x00",
    b"-",
]


@BOTH
@given(ARCHIVES, st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 12), st.sampled_from(BITS)), max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_damage_ends_in_clean_records_or_in_one_line(
    reader: Reader, writer: Writer, records: list[Record], damage: list[tuple[int, int, bytes]]
) -> None:
    data = bytearray(written(writer, records))
    for at, size, bit in damage:
        data[at : at + size] = bit
    try:
        found = read(reader, bytes(data))
    except SourceError as error:
        assert str(error).isprintable()
    else:
        again = [msgspec.json.decode(line_of(record), type=type(record)) for record in found]
        assert again == found
        assert not any(FORBIDDEN.search(line_of(record).decode()) for record in found)
