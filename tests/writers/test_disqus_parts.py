"""Large Disqus files are cut between pages, a large page between its threads, a thread never."""

from io import BytesIO

from lxml import etree

from blogconv.diagnostics import Report
from blogconv.model import Author, Comment, Post, Record, Site
from blogconv.plugin import Context
from blogconv.registry import writer

WP = "{http://wordpress.org/export/1.0/}"


class Files:
    """A target of several files, in memory."""

    def __init__(self) -> None:
        self.parts: dict[int, BytesIO] = {}

    def stream(self, part: int = 1) -> BytesIO:
        return self.parts.setdefault(part, BytesIO())


def split(records: list[Record], size: str) -> tuple[list[etree._Element], Report]:
    files, report = Files(), Report()
    row = writer("disqus")
    row.write(iter(records), files, row.options(split=size, default_date="2020-01-01"), Context("x", report))
    data = [part.getvalue() for part in files.parts.values()]
    return [etree.fromstring(each) for each in data], report


def page(name: str, *comments: Comment) -> Post:
    return Post(id=name, title=name, url=f"https://a.example/{name}", comments=comments)


def comment(ident: int, parent: int | None = None, text: str = "A line. ") -> Comment:
    return Comment(id=str(ident), parent=str(parent) if parent else None, author=Author(name="N"), content=text * 40)


def test_files_end_between_pages():
    roots, _ = split([Site(), *(page(f"p{n}", comment(n)) for n in range(1, 9))], "3K")
    assert len(roots) > 2
    assert [e.text for root in roots for e in root.iter("title")] == [f"p{n}" for n in range(1, 9)]
    assert all(len(etree.tostring(root)) < 3 << 10 for root in roots)


def test_a_large_page_is_cut_between_threads():
    threads = [c for n in range(1, 60, 3) for c in (comment(n), comment(n + 1, n), comment(n + 2, n + 1))]
    roots, report = split([Site(), page("big", *threads)], "6K")
    assert len(roots) > 2
    identifiers = {e.text for root in roots for e in root.iter("{http://www.disqus.com/}thread_identifier")}
    assert identifiers == {"big"}
    for root in roots:
        numbers = [e.text for e in root.iter(f"{WP}comment_id")]
        assert all(e.text == "0" or e.text in numbers for e in root.iter(f"{WP}comment_parent"))
    assert sum(len(list(root.iter(f"{WP}comment"))) for root in roots) == 60
    assert {d.code for d in report.kept} >= {"disqus-page-cut"}
    assert (report.written.posts, report.written.comments) == (1, 60)


def test_a_thread_larger_than_a_file_is_kept_whole_and_told():
    roots, report = split([Site(), page("one", comment(1), comment(2, 1, "B. " * 900), comment(3))], "2K")
    assert len(list(roots[0].iter(f"{WP}comment"))) == 2
    assert "disqus-page-too-large" in {d.code for d in report.kept}


def test_nothing_at_all_is_still_a_file():
    roots, _ = split([], "2K")
    assert [root.tag for root in roots] == ["rss"]
