"""Compare reading saved pages with trafilatura, page for page, in CPU seconds.

python benchmarks/pages.py FOLDER [--python VENV/bin/python] [--pairs 3]

trafilatura (2.3, which needs lxml_html_clean beside it) is no dependency: ``--python`` names an interpreter that has
it. Where it is missing the comparison is skipped, with the reason. Both read the bytes of every ``.html`` file below
FOLDER and give text, metadata and comments; loading the libraries and the first page is not counted.
"""

import argparse
import statistics
import subprocess
import sys
from pathlib import Path

from measure import run

GOAL = 4
"""Pages of blogconv for one of trafilatura."""
COMMON = """
import sys, time
from pathlib import Path
paths = sorted(p for p in Path(sys.argv[1]).rglob("*") if p.suffix in (".html", ".htm"))
read(paths[0])
begun, given = time.process_time(), 0
for path in paths:
    given += read(path)
print(len(paths), given, time.process_time() - begun)
"""
OURS = """
import blogconv
def read(path):
    try:
        return any([getattr(r, "content", "") for r in blogconv.read(path, format="html")])
    except blogconv.SourceError:
        return False
"""
THEIRS = """
import trafilatura
def read(path):
    return trafilatura.bare_extraction(path.read_bytes(), with_metadata=True, include_comments=True) is not None
"""


def main() -> None:
    """Run both in turn, so that a busy machine slows both alike, and tell the median ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has trafilatura")
    parser.add_argument("--pairs", type=int, default=3, help="runs of each (default 3)")
    asked = parser.parse_args()
    why = missing(asked.python)
    rates = [
        (rate(sys.executable, OURS, asked.folder), 0.0 if why else rate(asked.python, THEIRS, asked.folder))
        for _ in range(asked.pairs)
    ]
    print(f"blogconv: {statistics.median(ours for ours, _ in rates):.0f} pages a CPU second")
    if why:
        print(f"skip  trafilatura: {why}")
        return
    ratio = statistics.median(ours / theirs for ours, theirs in rates)
    print(f"trafilatura: {statistics.median(theirs for _, theirs in rates):.0f} pages a CPU second")
    print(f"{'ok  ' if ratio >= GOAL else 'MISS'}  blogconv / trafilatura: {ratio:.2f} (at least {GOAL})")


def missing(python: str) -> str:
    """Say why trafilatura cannot be measured; empty if it can."""
    try:
        tried = subprocess.run([python, "-c", "import trafilatura"], capture_output=True, text=True, check=False)
    except OSError as error:
        return f"{python}: {error.strerror}"
    return "".join(tried.stderr.strip().splitlines()[-1:]) if tried.returncode else ""


def rate(python: str, code: str, folder: Path) -> float:
    """Give the pages a CPU second of one run."""
    count, _, seconds = run([python, "-c", code + COMMON, str(folder)]).out.split()
    return int(count) / float(seconds)


if __name__ == "__main__":
    main()
