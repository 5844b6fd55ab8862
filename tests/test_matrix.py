"""Every reader's samples through every writer: nothing raised, counts balance, the output is what it claims to be."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from blogconv import registry
from blogconv.diagnostics import Report
from blogconv.model import Post, Record
from blogconv.testing import read_all, write_all
from strategies import ARCHIVES

SAMPLES = Path(__file__).parent.parent / "samples"
READERS, WRITERS = list(registry.BUILT_IN[registry.READERS]), list(registry.BUILT_IN[registry.WRITERS])
# What a writer cannot do without; nothing is invented for it unasked.
NEEDS = {"wxr": {"default-date": "2010-11-16"}, "disqus": {"default-date": "2010-11-16"}}


def samples(reader: str) -> list[Path]:
    return sorted(path for path in (SAMPLES / reader).rglob("*") if path.is_file())


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_has_a_sample_and_knows_it_from_the_others(reader: str) -> None:
    assert samples(reader)
    for path in samples(reader):
        assert registry.detect(path.read_bytes()[:65536], path.name)[0][0] == reader, path


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("reader", READERS)
def test_every_sample_can_be_written(reader: str, writer: str) -> None:
    for path in samples(reader):
        records = read_all(reader, path)
        report = Report()
        files = write_all(writer, records, options=NEEDS.get(writer), report=report)
        posts = [record for record in records if isinstance(record, Post)]
        comments = sum(len(post.comments) for post in posts)
        skipped_posts = sum(tally.posts for tally in report.skipped.values())
        skipped_comments = sum(tally.comments for tally in report.skipped.values())
        assert report.written.posts + skipped_posts == len(posts)
        assert report.written.comments + skipped_comments == comments
        assert files and all(files.values())
        PROOFS[writer](files, report)


@pytest.mark.parametrize("writer", WRITERS)
@given(ARCHIVES)
@settings(max_examples=30, deadline=None)
def test_whatever_an_archive_holds_it_can_be_written(writer: str, records: list[Record]) -> None:
    report = Report()
    files = write_all(writer, records, options=NEEDS.get(writer), report=report)
    PROOFS[writer](files, report)


@pytest.mark.parametrize("writer", WRITERS)
def test_the_same_records_give_the_same_bytes(writer: str) -> None:
    for reader in READERS:
        for path in samples(reader)[:1]:
            records = read_all(reader, path)
            first = write_all(writer, records, options=NEEDS.get(writer))
            assert first == write_all(writer, records, options=NEEDS.get(writer))


def _json(files: dict[str, bytes], report: Report) -> None:
    document = json.loads(files[""])
    assert len(document["posts"]) == report.written.posts
    assert sum(len(post.get("comments", ())) for post in document["posts"]) == report.written.comments


def _jsonl(files: dict[str, bytes], report: Report) -> None:
    kinds = [json.loads(line)["kind"] for line in files[""].decode().splitlines()]
    assert kinds == ["site"] + ["post"] * report.written.posts


def _wxr(files: dict[str, bytes], report: Report) -> None:
    root = etree.fromstring(files[""])
    assert len(root.findall(".//item")) == report.written.posts
    assert len(root.findall(".//{http://wordpress.org/export/1.2/}comment")) == report.written.comments


def _disqus(files: dict[str, bytes], report: Report) -> None:
    root = etree.fromstring(files[""])
    assert len(root.findall(".//item")) == report.written.posts
    assert len(root.findall(".//{http://wordpress.org/export/1.0/}comment")) == report.written.comments


def _markdown(files: dict[str, bytes], report: Report) -> None:
    texts = {name: data.decode("utf-8") for name, data in files.items()}
    pages = [name for name, text in texts.items() if name.endswith(".md") and text.startswith("---\n")]
    # What no reader of a site reads, such as attachments, stands in lists.
    rows = sum(len(json.loads(text)) for name, text in texts.items() if name in LISTS)
    assert len(pages) + rows == report.written.posts


LISTS = ("data/attachments.json", "data/menu-items.json")

# A new writer needs a proof here that its output can be read by others.
PROOFS = {"json": _json, "jsonl": _jsonl, "wxr": _wxr, "disqus": _disqus, "markdown": _markdown}
