"""Score the readers of pages and dumps on the corpora beside the checkout, against pinned floors.

    python benchmarks/quality.py [--shared DIR] [SET ...]      fails when a figure is below its floor
    python benchmarks/quality.py --pin [SET ...]               writes today's figures, a little rounded down, as floors

Floors stand in ``floors.json`` with a digest of the corpus they were measured on; on another corpus they mean
nothing, so that set is skipped, and says so. What of the comments leaks into bodies (``leak.py``) has a ceiling.
"""

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import leak

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
SETS = ("seed", "text-real", "text-wp", "pages-real", "pages-wp")
FIGURES = (
    "comment_f1",
    "strict_f1",
    "comment_f1_page",
    "strict_f1_page",
    "body_4g",
    "title_norm",
    "author",
    "date",
    "count_exact",
    "c_day_given",
    "neg_clean",
    "elsewhere",
)
SLACK = 0.002  # so that a pinned floor does not fail on the last digit


def main() -> int:
    """Score each set; return 1 if any figure is below its floor or above its ceiling."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--pin", action="store_true")
    asked = parser.parse_args()
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    low = 0
    for name in asked.sets:
        digest = corpus_digest(asked.shared / "corpus" / name)
        if not asked.pin and floors.get(name, {}).get("digest") != digest:
            print(f"SKIPPED quality of {name}: its floors were measured on another corpus")
            continue
        found = score(asked.shared, name)
        if asked.pin:
            floors[name] = {
                "digest": digest,
                "floors": {k: math.floor((v - SLACK) * 1000) / 1000 for k, v in found.items()},
                "ceilings": {k: math.ceil((v + SLACK) * 1000) / 1000 for k, v in leaked(asked.shared, name).items()},
            }
            continue
        for figure, floor in floors[name]["floors"].items():
            value = found.get(figure, 0.0)
            low += value < floor
            print(f"{name:<11} {figure:<16} {value:.4f}  floor {floor:.3f}{'  BELOW' if value < floor else ''}")
        for figure, ceiling in floors[name].get("ceilings", {}).items():
            value = leaked(asked.shared, name)[figure]
            low += value > ceiling
            print(f"{name:<11} {figure:<16} {value:.4f}  ceiling {ceiling:.3f}{'  ABOVE' if value > ceiling else ''}")
    if asked.pin:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    return 1 if low else 0


def corpus_digest(folder: Path) -> str:
    """Digest the names and bytes of all files of a corpus."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(f"{path.relative_to(folder)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def leaked(shared: Path, name: str) -> dict[str, float]:
    """Measure what of the comments stands in the bodies of one set; nothing for a set that ``leak.py`` cannot read."""
    return {"comment_leak": leak.pooled(leak.measure(shared, name)).share} if name in leak.SETS else {}


def score(shared: Path, name: str) -> dict[str, float]:
    """Run the shared scorer on one set and return its pooled figures."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run(
            [str(shared / "bench" / "score"), name, "--json", out.name],
            env={**os.environ, "PYTHON": sys.executable},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        figures = json.loads(Path(out.name).read_text())["all"]
    return {figure: figures[figure] for figure in FIGURES if figure in figures}


if __name__ == "__main__":
    sys.exit(main())
