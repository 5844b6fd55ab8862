"""Measure how much of the comments' text leaks into the bodies of posts.

    python benchmarks/leak.py [--shared DIR] [--corpus DIR] [SET ...] [-r KEY=VALUE] [--worst N]

The share of the comments' 4-grams (whole comments of fewer words count as one) that stand in the predicted body more
often than in the true one. Pooled over all pages whose true body and comments are known; ``--corpus`` names another
folder with the same layout.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
SETS = ("text-real", "text-wp", "pages-real", "pages-wp")


class Leak(NamedTuple):
    """What leaked: 4-grams of comments in the body that the true body lacks, of all 4-grams of comments."""

    leaked: int
    said: int

    @property
    def share(self) -> float:
        """The share that leaked."""
        return self.leaked / self.said if self.said else 0.0


def main() -> int:
    """Print the share of each set, and the worst pages if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("-r", action="append", default=[])
    parser.add_argument("--worst", type=int, default=0)
    asked = parser.parse_args()
    for name in asked.sets:
        pages = measure(asked.shared, name, corpus=asked.corpus, options=asked.r)
        total = pooled(pages)
        print(f"{name:<11} comment_leak {total.share:.4f}  {total.leaked} of {total.said}, {len(pages)} pages")
        for page, leak in sorted(pages.items(), key=lambda entry: -entry[1].leaked)[: asked.worst]:
            print(f"    {leak.share:.3f} {leak.leaked:>6} {page}")
    return 0


def pooled(pages: dict[str, Leak]) -> Leak:
    """Add up the leaks of many pages."""
    return Leak(sum(p.leaked for p in pages.values()), sum(p.said for p in pages.values()))


def measure(
    shared: Path, name: str, *, corpus: Path | None = None, options: list[str] | None = None
) -> dict[str, Leak]:
    """Read every page of a set and compare bodies with comments; by page."""
    bench, folder = shared / "bench", (corpus or shared / "corpus") / name
    sys.path.insert(0, str(bench))
    from score_pages import shingles, tokens  # type: ignore[import-not-found]

    with tempfile.TemporaryDirectory() as work:
        gold, source = Path(work) / "gold", folder
        if name == "pages-real":
            gold, source = folder / "gold", folder / "html"
        else:
            subprocess.run([sys.executable, bench / "gold_wp.py", folder, gold], check=True, stdout=subprocess.DEVNULL)
        read = [part for option in options or [] for part in ("-r", option)]
        form = "text" if name.startswith("text") else "html"
        subprocess.run(
            [sys.executable, bench / "predict.py", source, Path(work) / "pred", "--format", form, *read],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ.copy(),
        )
        found = {}
        for path in sorted(gold.glob("*.json")):
            true, predicted = _load(path), _load(Path(work) / "pred" / path.name)
            if not true.get("body_text") or not true.get("comments"):
                continue
            said: Counter[Any] = Counter()
            for comment in true["comments"]:
                said += shingles(tokens(comment.get("body_text")))
            extra = shingles(tokens(predicted.get("body_text"))) - shingles(tokens(true["body_text"]))
            found[path.stem] = Leak(sum((extra & said).values()), sum(said.values()))
        return found


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return loaded


if __name__ == "__main__":
    sys.exit(main())
