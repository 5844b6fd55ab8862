"""Formats by name: built-ins first, nearest words for wrong names, certain sniffs, honest ties."""

import subprocess
import sys

import pytest

from blogconv import registry
from blogconv.errors import SourceError, UsageError
from blogconv.pipeline import read

ALL = [(group, name) for group, rows in registry.BUILT_IN.items() for name in rows]


@pytest.mark.parametrize(("group", "name"), ALL)
def test_every_row_leads_to_a_format_of_its_name(group: str, name: str) -> None:
    find = {
        registry.READERS: registry.reader,
        registry.WRITERS: registry.writer,
        registry.TRANSFORMS: registry.transform,
    }
    row = find[group](name)
    assert row.name == name
    assert row.title and not row.title.endswith(".")


def test_an_unknown_name_is_met_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="unknown input format 'jsno'; did you mean 'json"):
        registry.reader("jsno")
    with pytest.raises(UsageError, match="unknown transform 'anonimise'; did you mean 'anonymise'"):
        registry.transform("anonimise")


HEADS = {
    "wxr": b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>',
    "json": b'{"schema": "blogconv/1", "site": {}, "posts": []}',
    "jsonl": b'{"kind": "site", "schema": "blogconv/1"}\n{"kind": "post", "id": "1"}\n',
    "html": b"<!DOCTYPE html><html><body><p>Hello</p></body></html>",
    "text": b"A title\n\nA text of some words.\n\nComments\n\n  1. Ann\n\n    Nice.\n",
    "movabletype": b"AUTHOR: A\nTITLE: T\nDATE: 01/02/2003 04:05:06 AM\n-----\nBODY:\nx\n-----\n--------\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_each_format_is_told_by_its_first_bytes_whatever_the_file_is_called(name: str) -> None:
    assert registry.detect(HEADS[name], "x")[0][0] == name


def test_nobody_claims_what_is_no_text() -> None:
    assert registry.detect(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "picture.png") == []
    with pytest.raises(SourceError, match="in no format that blogconv knows"):
        list(read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0"))


def test_every_format_is_listed_once() -> None:
    names = [(one.transforms, one.name) for one in registry.formats()]
    assert len(names) == len(set(names))
    assert {name for _, name in ALL} <= {name for _, name in names}


def test_what_lies_beside_a_saved_page_is_no_dump() -> None:
    assert registry.detect(b"body { color: red }\n", "page_files/style.css") == []
    assert registry.detect(b"words of some damaged export\n", "export.xml") == []
    assert [name for name, _ in registry.detect(b"words of some page\n", "page.txt")] == ["text"]


def test_an_archive_or_page_that_speaks_of_exports_is_none() -> None:
    namespace = b"http://wordpress.org/export/1.2/ <wp:post_id>"
    archive = b'{"schema": "blogconv/1", "site": {"extra": {"wxr": {"wp": "%s"}}}, "posts": []}' % namespace
    assert registry.detect(archive, "x")[0][0] == "json"
    assert registry.detect(b"<!DOCTYPE html>\n<html><body><p>%s</p></body></html>" % namespace, "x")[0][0] == "html"


def test_to_recognise_a_dump_loads_nothing_that_reads_pages() -> None:
    code = (
        "import sys; from blogconv.registry import detect; print(detect(b'Ann says:\\nhello', 'a.txt')[0][0]); "
        "print([m for m in ('selectolax', 'blogconv.readers.html.saved') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["text", "[]"]
