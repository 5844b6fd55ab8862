"""Run the hostile corpus beside the checkout and hold its figures against what each category must reach.

    python benchmarks/hostile.py [--shared DIR] [CATEGORY ...]

``blogconv`` must be on the PATH. Safe is asked of every case; the share of correct outcomes is a floor; an exit
status of 0 over a wrong result (a silent loss) is allowed only where named.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
# category -> share of cases that must be correct, cases that may end in a silent loss
FLOORS = {
    "json": (1.0, 0),
    "paths": (1.0, 0),
    "security": (1.0, 0),
    "text": (1.0, 0),
    "wxr": (0.97, 0),
    "html": (0.95, 0),
}


def main() -> int:
    """Run the asked categories; return 1 if any falls short."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("categories", nargs="*", default=list(FLOORS))
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    asked = parser.parse_args()
    short = 0
    with tempfile.TemporaryDirectory() as work:
        out = Path(work) / "result.json"
        subprocess.run(
            [
                sys.executable,
                str(asked.shared / "bench/hostile/run_hostile.py"),
                "--cases",
                str(asked.shared / "corpus/hostile-dev"),
                "--work",
                str(Path(work) / "runs"),
                "--json",
                str(out),
                *(part for name in asked.categories for part in ("--only", f"{name}/*")),
            ],
            check=False,
        )
        results = json.loads(out.read_text())["results"]
    for name in asked.categories:
        cases = [r for r in results if r["id"].split("/")[0] == name]
        safe = sum(r["safe"] for r in cases)
        correct = sum(r["correct"] for r in cases)
        silent = sum(r["rc"] == 0 and r["outcome"] == "wrong" for r in cases)
        floor, allowed = FLOORS[name]
        bad = safe < len(cases) or correct < floor * len(cases) or silent > allowed
        short += bad
        print(
            f"{name:<9} {len(cases):>4} cases  safe {safe}  correct {correct}  silent loss {silent}"
            f"{'  SHORT' if bad else ''}"
        )
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
