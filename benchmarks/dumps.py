"""Render saved pages through dump tools, and score how the text reader reads the dumps back.

python benchmarks/dumps.py make PAGES OUT [--gold DIR] [--per 4] [--tool NAME]...
python benchmarks/dumps.py score DUMPS [--by tool]

``make`` dumps every ``.html`` below PAGES with some of the tools, and writes ``TOOL__PAGE.txt`` with the gold beside it
as ``.json``: the page's own (``PAGE.json`` beside it or in ``--gold``), else what the HTML reader reads, and of that
what really is in the dump. A tool that is absent is skipped, with its reason. ``--hold-back 3`` writes a third of the
pairs of tool and theme to ``OUT/kept`` instead of ``OUT/dev``: what was never looked at shows what a change is worth.
"""

import argparse
import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dumpgold import align
from dumpscore import table
from dumptools import missing, tools

SMALLEST = 200
"""Characters below which a dump holds nothing to read."""


def main() -> None:
    """Make dumps, or score them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_subparsers(required=True)
    making = what.add_parser("make")
    making.add_argument("pages", type=Path)
    making.add_argument("out", type=Path)
    making.add_argument("--gold", type=Path)
    making.add_argument("--per", type=int, default=4, help="tools a page (default 4)")
    making.add_argument("--tool", action="append", help="only tools whose name begins so")
    making.add_argument(
        "--hold-back", type=int, default=0, metavar="N", help="keep one of N pairs of tool and theme apart"
    )
    making.add_argument("--set", default="text-real", help="name of the folder below OUT/dev and OUT/kept")
    making.set_defaults(run=make)
    scoring = what.add_parser("score")
    scoring.add_argument("dumps", type=Path)
    scoring.add_argument("--by", default="tool")
    scoring.set_defaults(run=lambda asked: table(asked.dumps, asked.by))
    asked = parser.parse_args()
    asked.run(asked)


def make(asked: argparse.Namespace) -> None:
    """Write the dumps of each page by a few tools, chosen by the page's name so that a second run makes the same."""
    found = tools()
    for need in sorted({need for need, _ in found.values()}):
        if why := missing(need):
            print(f"skip  {why}", file=sys.stderr)
    usable = sorted(
        name
        for name, (need, _) in found.items()
        if not missing(need) and (not asked.tool or name.startswith(tuple(asked.tool)))
    )
    count = 0
    for name, html, gold in pages(asked.pages, asked.gold):
        chosen = random.Random(name).sample(usable, min(asked.per, len(usable)))
        for tool in chosen:
            folder = asked.out
            if asked.hold_back:
                folder = asked.out / ("kept" if is_kept(tool, gold, asked.hold_back) else "dev") / asked.set
            folder.mkdir(parents=True, exist_ok=True)
            page = folder / ".page.html"
            page.write_text(html, encoding="utf-8")
            try:
                text = found[tool][1](html, page)
            except Exception as error:  # noqa: BLE001 - a tool may fail in any way; the dump is only missing then
                print(f"skip  {tool} {name}: {type(error).__name__}: {str(error)[:80]}", file=sys.stderr)
                continue
            finally:
                page.unlink()
            text = "".join(c for c in text if c >= " " or c in "\n\t\r\f").encode("utf-8", "replace").decode()
            aligned = align(gold, text, tool) if len(text) >= SMALLEST else None
            if aligned is None:
                continue
            (folder / f"{tool}__{name}.txt").write_text(text, encoding="utf-8")
            (folder / f"{tool}__{name}.json").write_text(json.dumps(aligned, ensure_ascii=False), encoding="utf-8")
            count += 1
    print(f"{count} dumps")


def is_kept(tool: str, gold: dict[str, Any], parts: int) -> bool:
    """Say whether a pair of tool and theme belongs to the part kept back."""
    pair = f"{tool.partition('-')[0]} {gold.get('family') or gold.get('theme') or gold.get('platform')}"
    return hashlib.sha256(pair.encode()).digest()[0] % parts == 0


def pages(folder: Path, golds: Path | None) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each page's name, its text with UTF-8 declared, and its gold."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".html", ".htm")):
        beside = (golds / path.relative_to(folder) if golds else path).with_suffix(".json")
        gold = json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else read_page(path)
        if gold is None or gold.get("language_only"):
            continue
        data = path.read_bytes()
        try:
            html = data.decode("utf-8")
        except UnicodeDecodeError:
            declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4000])
            html = data.decode(declared[1].decode() if declared else "cp1252", "replace")
        html = re.sub(r"(?i)(charset=[\"']?)[\w-]+", r"\1utf-8", html[:4000]) + html[4000:]
        yield "__".join(path.relative_to(folder).with_suffix("").parts), html, gold


def read_page(path: Path) -> dict[str, Any] | None:
    """Read a page with the HTML reader, as gold; None where it holds no post."""
    import blogconv

    for record in blogconv.read(path, format="html"):
        if isinstance(record, blogconv.Post):
            return {
                "title": record.title,
                "author": record.author.name if record.author else None,
                "date": record.published,
                "lang": record.language,
                "body_text": as_text(record.content),
                "comments": [
                    {
                        "author": c.author.name,
                        "date": c.published,
                        "type": c.type,
                        "body_text": as_text(c.content),
                        "parent_index": None,
                    }
                    for c in record.comments
                ],
            }
    return None


def as_text(content: str) -> str:
    """Give the visible text of a fragment."""
    from innertext import rendered

    return rendered(content, marks=False).strip()


if __name__ == "__main__":
    main()
