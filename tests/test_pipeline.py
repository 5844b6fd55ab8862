"""Read, write and convert as a caller of the library meets them."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

import blogconv
from blogconv import Comment, Post, Report, Site, registry
from blogconv.catalogue import Severity
from blogconv.errors import BalanceError, SourceError, TargetError, UsageError
from blogconv.model import Record
from blogconv.plugin import Context, Options, Target, Writer
from blogconv.reading import Progress
from blogconv.selection import Selection

RECORDS = [Site(title="B"), Post(id="1", title="A", comments=(Comment(id="2", content="x"),)), Post(id="3")]
LINES = (
    b'{"kind":"site","schema":"blogconv/1","title":"B"}\n'
    b'{"kind":"post","id":"1","title":"A","comments":[{"id":"2","content":"x"}]}\n'
    b'{"kind":"post","id":"3"}\n'
)
BROKEN = b'{"kind":"site","schema":"blogconv/1"}\n{"kind":"post","id":\n'


def test_bytes_become_records_and_records_bytes() -> None:
    assert list(blogconv.read(LINES)) == RECORDS
    out = io.BytesIO()
    report = blogconv.write(RECORDS, out, format="jsonl")
    assert out.getvalue() == LINES
    assert (report.written.posts, report.written.comments) == (2, 1)


@pytest.mark.parametrize("to", registry.BUILT_IN[registry.WRITERS])
def test_every_writer_gets_one_site_and_a_second_is_told(to: str, tmp_path: Path) -> None:
    once = [Site(title="B"), Post(id="1", title="A", content="x", url="https://b.example/1")]
    blogconv.write(once, tmp_path / "once", format=to)
    report = blogconv.write([*once, Site(title="C")], tmp_path / "twice", format=to)
    assert report.counts[Severity.WARNING, "archive-second-site"] == 1
    for path in (path for path in (tmp_path / "once").rglob("*") if path.is_file()):
        assert path.read_bytes() == (tmp_path / "twice" / path.relative_to(tmp_path / "once")).read_bytes()
    blogconv.write(once[1:], tmp_path / "without", format=to)
    blogconv.write([], tmp_path / "empty", format=to)


@pytest.mark.parametrize("to", registry.BUILT_IN[registry.WRITERS])
@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (Post(id="1", title="a\ud800"), "record 2 (post 1): a text holds half a surrogate pair"),
        (Post(id="1", published="soon"), "record 2 (post 1): expected a date such as"),
        (Post(id=1), "record 2 (post 1): expected str, got int - at id"),  # type: ignore[arg-type]
        (Post(id="1", extra={"a": object()}), "record 2 (post 1): Encoding objects of type object is unsupported"),
        ("post", "record 2: expected a Site or a Post, got str"),
    ],
)
def test_a_callers_record_that_is_none_is_refused(to: str, record: Record, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        blogconv.write([Site(), record], tmp_path / "out", format=to)
    assert str(caught.value).startswith(reason)
    assert list(tmp_path.iterdir()) == []


def test_an_id_that_stands_twice_is_told_and_both_records_are_written() -> None:
    twice = b'{"kind":"post","id":"1","comments":[{"id":"2"},{"id":"2"}]}\n{"kind":"post","id":"1"}\n'
    out = io.BytesIO()
    report = blogconv.convert(twice, out, to="jsonl")
    assert report.counts[Severity.WARNING, "archive-id-twice"] == 2
    assert (report.written.posts, report.written.comments) == (2, 2)


def test_convert_counts_what_it_reads_and_writes(tmp_path: Path) -> None:
    report = blogconv.convert(LINES, tmp_path / "out.json", to="json")
    assert report.lines()[0] == "2 posts, 1 comments read; 2 and 1 written"
    assert list(blogconv.read(tmp_path / "out.json")) == RECORDS


def test_a_failing_input_leaves_no_output(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        blogconv.convert(BROKEN, tmp_path / "out.json", to="json")
    assert list(tmp_path.iterdir()) == []


def test_of_several_inputs_the_good_ones_are_written(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_bytes(BROKEN)
    (tmp_path / "in/b.jsonl").write_bytes(LINES)
    (tmp_path / "in/c.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    report = blogconv.convert(tmp_path / "in", tmp_path / "out.jsonl", to="jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == LINES
    assert len(report.failed) == 1 and "a.jsonl:2" in report.failed[0]
    assert {code for _, code in report.counts} == {"input-failed", "input-ignored"}


@pytest.mark.parametrize("limit", [0, 1])
def test_a_limit_over_several_inputs_balances(tmp_path: Path, limit: int) -> None:
    inputs: list[str | Path | bytes | BinaryIO] = [LINES, LINES.replace(b'"id":"', b'"id":"x')]
    report = blogconv.convert(inputs, tmp_path / "out.jsonl", to="jsonl", selection=Selection(limit=limit))
    assert (report.read.posts, report.written.posts) == (4, limit)
    assert report.skipped["not-selected"].posts == 4 - limit


def test_a_folder_of_nothing_but_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.png", "b.png"):
        (tmp_path / "in" / name).write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(SourceError, match=r"in: holds no file in a format that blogconv knows"):
        blogconv.convert(tmp_path / "in", tmp_path / "out.json", to="json")
    assert not (tmp_path / "out.json").exists()


def test_a_format_that_is_asked_for_is_not_forced_on_what_lies_beside(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    report = Report()
    assert list(blogconv.read(tmp_path, format="jsonl", report=report)) == RECORDS
    assert [d.source for d in report.kept] == [str(tmp_path / "a.png")]
    with pytest.raises(SourceError, match=r"a\.png"):
        list(blogconv.read(tmp_path / "a.png", format="jsonl"))


def test_a_page_that_is_there_twice_balances_in_one_input_as_in_two(tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent / "samples/html/wells.html").read_bytes()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://b.example/a\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    warc = (head.encode() + answer + b"\r\n\r\n") * 2
    inputs: tuple[bytes | list[str | Path | bytes | BinaryIO], ...] = (warc, [page, page], [warc, page])
    for number, source in enumerate(inputs):
        report = blogconv.convert(source, tmp_path / f"{number}.jsonl", to="jsonl")
        assert report.written.posts == 1
        assert report.skipped["html-same-post"].posts == report.read.posts - 1 == (2 if number == 2 else 1)


def test_members_of_a_zip_are_inputs(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x/1.jsonl", LINES)
        archive.writestr("x/2.jsonl", LINES.replace(b'"1"', b'"4"').replace(b'"2"', b'"5"').replace(b'"3"', b'"6"'))
    assert [r.id for r in blogconv.read(tmp_path / "a.zip") if isinstance(r, Post)] == ["1", "3", "4", "6"]


def test_an_existing_file_is_kept_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("mine")
    with pytest.raises(TargetError, match=r"out\.json"):
        blogconv.convert(LINES, target, to="json")
    assert target.read_text() == "mine"
    blogconv.convert(LINES, target, to="json", force=True)
    assert target.read_text() != "mine"


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    report = blogconv.convert(LINES, tmp_path / "out.json", to="json", dry_run=True)
    assert report.written.posts == 2
    assert list(tmp_path.iterdir()) == []


def test_wrong_names_and_options_are_found_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'json"):
        blogconv.convert(tmp_path / "missing", tmp_path / "o", to="jsno")
    with pytest.raises(UsageError, match="no option 'indentt'; did you mean 'indent'"):
        blogconv.convert(tmp_path / "missing", tmp_path / "o", to="json", writer_options={"indentt": 2})
    with pytest.raises(UsageError, match="unknown transform"):
        blogconv.read(tmp_path / "missing", transforms=["nothing-such"])


def test_a_selection_keeps_the_balance() -> None:
    report = blogconv.convert(LINES, io.BytesIO(), to="json", selection=Selection(fields=(("id", "3"),)))
    assert (report.read.posts, report.written.posts, report.skipped["not-selected"].posts) == (2, 1, 1)


def test_a_writer_that_forgets_a_post_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def forget(records: Iterator[Record], target: Target, options: Options, ctx: Context) -> None:
        for record in records:
            if isinstance(record, Post) and record.id != "3":
                ctx.wrote(1, len(record.comments))

    forgetful = Writer("forgetful", "Forgets", Options, frozenset(), forget)
    monkeypatch.setattr(registry, "writer", lambda name: forgetful)
    with pytest.raises(BalanceError, match="posts do not balance: 2 read, 1 written, 0 skipped"):
        blogconv.convert(LINES, io.BytesIO(), to="forgetful")


def test_what_a_reader_applies_by_itself_can_be_switched_off() -> None:
    dump = (
        b"A title of a post\n\nSome words about it, enough for a text.\n\nComments\n\n"
        b"  1. Ann\n\n    First.\n\n  2. Bob\n\n    @Ann: yes.\n"
    )
    with_mentions = [r for r in blogconv.read(dump, format="text") if isinstance(r, Post)]
    without = [r for r in blogconv.read(dump, format="text", transforms=["no-mentions"]) if isinstance(r, Post)]
    assert with_mentions[0].comments[1].mentions == (with_mentions[0].comments[0].id,)
    assert without[0].comments[1].mentions == ()


def test_progress_is_told_while_records_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blogconv.reading._TICK", 0.0)
    told: list[Progress] = []
    list(blogconv.read(LINES, progress=told.append))
    assert told[-1].posts == 2 and told[-1].total == len(LINES)


def test_reports_add_up_when_merged() -> None:
    one, two = Report(), Report()
    for number in range(30):
        Context("x", two).note("input-ignored", str(number))
    Context("x", one).note("input-ignored", "first")
    one.merge(two)
    assert one.counts["info", "input-ignored"] == 31  # type: ignore[index]
    assert len(one.kept) == 20
