"""Measure blogconv against its goals.

python benchmarks/run.py                     all but the corpora
python benchmarks/run.py wxr [FILE]          WXR -> JSON Lines and Markdown against a bare scan of the same bytes
python benchmarks/run.py memory [FILE...]    peak memory over files of growing size
python benchmarks/run.py start               blogconv --help against importing click
python benchmarks/run.py records FOLDER      files a CPU second, of dumps or pages (--from text or html), against a
                                             bare pass over the same bytes; and the whole folder as one archive
python benchmarks/run.py markdown FOLDER     HTML -> Markdown alone, over the pages of a folder
"""

import argparse
import sys
import tempfile
from pathlib import Path

from make_wxr import make
from measure import Cost, median, pairs, python

# What is written, and how many times the scan's CPU it may take.
TARGETS = {"jsonl": ("out.jsonl", 2.2), "markdown": ("site", 100 / 7)}
SCAN = """
import sys
from lxml import etree
count = 0
for _, item in etree.iterparse(sys.argv[1], tag="item", huge_tree=True, resolve_entities=False, no_network=True):
    count += 1
    item.clear()
    while item.getprevious() is not None:
        del item.getparent()[0]
print(count)
"""
CONVERT = """
import sys
import blogconv
report = blogconv.convert(sys.argv[1], sys.argv[3], to=sys.argv[2], force=True)
print(report.written.posts)
"""
READ = """
import sys, time
from pathlib import Path
import blogconv
paths = sorted(p for p in Path(sys.argv[1]).rglob("*") if p.suffix in sys.argv[3].split(","))[: int(sys.argv[4])]
next(iter(blogconv.read(paths[0], format=sys.argv[2])))  # what is loaded once is not counted
begun, size, failed, comments = time.process_time(), 0, 0, 0
for path in paths:
    size += path.stat().st_size
    try:
        for record in blogconv.read(path, format=sys.argv[2]):
            comments += len(getattr(record, "comments", ()))
    except blogconv.SourceError:
        failed += 1
spent = time.process_time() - begun
print(f"{len(paths)} files, {size / 1e6:.1f} MB, {comments} comments, {failed} failed: "
      f"{len(paths) / spent:.0f} files and {size / 1e6 / spent:.1f} MB a CPU second")
"""
PASS = """
import re, sys
from pathlib import Path
words = re.compile(r"\\w+")
paths = sorted(p for p in Path(sys.argv[1]).rglob("*") if p.suffix in sys.argv[3].split(","))[: int(sys.argv[4])]
for path in paths:
    words.findall(path.read_text("utf-8", "replace").casefold())
print(len(paths))
"""
TOGETHER = """
import sys
from pathlib import Path
import blogconv
paths = sorted(p for p in Path(sys.argv[1]).rglob("*") if p.suffix in sys.argv[3].split(","))[: int(sys.argv[4])]
report = blogconv.convert(paths, sys.argv[5], to="json", format=sys.argv[2], force=True)
print(report.read.posts)
"""
TO_MARKDOWN = """
import sys, time
from pathlib import Path
from blogconv.markup.markdown import html_to_markdown as to_markdown
pages = [p.read_text("utf-8", "replace") for p in sorted(Path(sys.argv[1]).rglob("*.htm*"))]
to_markdown(pages[0])
begun = time.process_time()
for page in pages:
    to_markdown(page)
spent = time.process_time() - begun
size = sum(len(page.encode()) for page in pages) / 1e6
print(f"{len(pages)} pages, {size:.1f} MB: {size / spent:.1f} MB a CPU second")
"""


def main() -> None:
    """Run what is asked for, or all that needs no corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=["wxr", "memory", "records", "markdown"])
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--pairs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--posts", type=int, default=10_000, help="posts of the larger generated file (default 10000)")
    parser.add_argument("--to", action="append", choices=list(TARGETS), help="formats to measure (default: all)")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "blogconv-benchmarks")
    parser.add_argument("--from", dest="from_", default="text", help="reader to measure with 'records' (default text)")
    parser.add_argument("--suffixes", default=".txt,.html,.htm", help="files to take with 'records'")
    parser.add_argument("--most", type=int, default=100_000, help="files to take at most")
    asked = parser.parse_args()
    asked.work.mkdir(exist_ok=True)
    if asked.what in ("records", "markdown") and not asked.paths:
        parser.error(f"'{asked.what}' needs a folder")
    if asked.what in (None, "wxr"):
        wxr(asked.paths[0] if asked.paths else large(asked), asked)
    if asked.what in (None, "memory"):
        files = asked.paths or [make(asked.work / "1000.xml", 1000), large(asked)]
        memory(files, asked)
    if asked.what == "records":
        records(asked.paths[0], asked)
    if asked.what == "markdown":
        print(python(TO_MARKDOWN, str(asked.paths[0])).out, end="")


def large(asked: argparse.Namespace) -> Path:
    """Make the larger file, or take it from an earlier run."""
    return make(asked.work / f"{asked.posts}.xml", asked.posts)


def wxr(file: Path, asked: argparse.Namespace) -> None:
    """Compare conversion with a scan that builds each item and forgets it: both must find the same posts."""
    size = file.stat().st_size / 1e6

    def scan() -> Cost:
        return python(SCAN, str(file))

    for to in asked.to or TARGETS:
        target, goal = TARGETS[to]
        ratio, ours, theirs = pairs(
            lambda to=to, target=target: python(CONVERT, str(file), to, str(asked.work / target)), scan, asked.pairs
        )
        found = {cost.out.strip() for cost in ours + theirs}
        if len(found) != 1:
            sys.exit(f"the scan and the conversion do not agree on the number of posts: {sorted(found)}")
        rates = f"{size / median(ours):.1f} / {size / median(theirs):.1f} MB a CPU second"
        tell(f"WXR -> {to} / bare scan, {size:.0f} MB, {found.pop()} posts", ratio, goal, rates)


def records(folder: Path, asked: argparse.Namespace) -> None:
    """Read the files of a folder one by one, and beside it only cut them into words; then make one archive of all."""
    arguments = (str(folder), asked.from_, asked.suffixes, str(asked.most))
    ratio, ours, theirs = pairs(lambda: python(READ, *arguments), lambda: python(PASS, *arguments), asked.pairs)
    number = int(theirs[0].out)
    print(ours[-1].out.strip())
    print(f"with start-up: {number / median(ours):.0f} files a CPU second, {ratio:.1f} x a bare pass over the bytes")
    whole = [python(TOGETHER, *arguments, str(asked.work / "all.json")) for _ in range(asked.pairs)]
    print(f"all as one archive, start-up included: {number / median(whole):.0f} files a CPU second")


def memory(files: list[Path], asked: argparse.Namespace) -> None:
    """Compare the peaks: memory is that of the largest post, however many there are."""
    for to in asked.to or TARGETS:
        peaks = [python(CONVERT, str(file), to, str(asked.work / TARGETS[to][0])).peak for file in files]
        sizes = ", ".join(
            f"{file.stat().st_size / 1e6:.0f} MB file: {peak:.1f} MB" for file, peak in zip(files, peaks, strict=True)
        )
        tell(f"peak memory, WXR -> {to}: last file / first", peaks[-1] / peaks[0], 1.15, sizes)
        tell(f"peak memory, WXR -> {to}, MB", max(peaks), 64, "")


def tell(what: str, value: float, goal: float, detail: str) -> None:
    """Print one figure with its goal."""
    mark = "ok  " if value <= goal else "MISS"
    print(f"{mark}  {what}: {value:.2f} (at most {goal:.2f})" + (f"; {detail}" if detail else ""), flush=True)


if __name__ == "__main__":
    main()
