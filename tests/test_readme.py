"""The README's first screen shows the true output, and its Python runs as it stands."""

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

from marked import blocks

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"


def test_the_first_screen_shows_what_the_command_prints(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shown = re.search(r"    pipx install \.\n    (blogconv .+)\n\n((?:    .+\n)+)", README.read_text("utf-8"))
    assert shown
    words = shown[1].split()[1:]
    done = subprocess.run([sys.executable, "-m", "blogconv", *words], cwd=tmp_path, capture_output=True, check=True)
    assert done.stderr.decode() == textwrap.dedent(shown[2])


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (code,) = [block.text for block in blocks(README) if block.language == "python"]
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True, text=True)
    title, counts = done.stdout.splitlines()
    assert "ruée vers l’or 25 (" in title
    assert counts == "2 posts, 3 comments read; 2 and 3 written"
    assert (tmp_path / "garden.json").exists()
