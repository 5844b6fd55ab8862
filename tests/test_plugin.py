"""The plug-in of docs/plugins.md, built as a wheel, installed and used."""

import subprocess
import sys
from pathlib import Path

import pytest

from console import examples, run
from marked import blocks

PAGE = Path(__file__).parent.parent / "docs" / "plugins.md"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build the wheel without a network and install it away from here; give the sources and the place."""
    source, place = tmp_path_factory.mktemp("guestbook"), tmp_path_factory.mktemp("site")
    for block in blocks(PAGE):
        if block.mark == "file":
            (source / block.value).write_text(block.text, "utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    offline = ["--no-deps", "--no-index"]
    for command in (
        [*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", "dist", "."],
        [*pip, "install", *offline, "--target", str(place), "dist/blogconv_guestbook-1.0-py3-none-any.whl"],
    ):
        done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return source, place


def test_the_example_plugin_passes_its_own_tests(installed: tuple[Path, Path]) -> None:
    source, place = installed
    status, out, _ = run(
        f"{sys.executable} -m pytest -q -p no:cacheprovider .", source, more={"PYTHONPATH": str(place)}
    )
    assert status == 0 and "4 passed" in out, out


def test_an_installed_plugin_stands_beside_the_built_in_formats(installed: tuple[Path, Path]) -> None:
    source, place = installed
    (block,) = (block for block in blocks(PAGE) if block.mark == "run")
    for command, expected in examples(block.text):
        status, out, err = run(command, source, more={"PYTHONPATH": str(place)})
        assert (status, out + err) == (0, expected), command
    status, out, _ = run("blogconv formats", source, more={"PYTHONPATH": str(place)})
    assert status == 0 and "guestbook" in out and "plain-links" in out


def test_a_plugin_cannot_take_the_name_of_a_built_in(installed: tuple[Path, Path], tmp_path: Path) -> None:
    source, place = installed
    info = place / "blogconv_guestbook-1.0.dist-info" / "entry_points.txt"
    away = tmp_path / "taken-1.0.dist-info"
    away.mkdir()
    (away / "METADATA").write_text("Metadata-Version: 2.1\nName: taken\nVersion: 1.0\n")
    (away / "entry_points.txt").write_text(info.read_text().replace("guestbook =", "json ="))
    path = f"{tmp_path}:{place}"
    status, out, _ = run("blogconv convert book.csv -f guestbook -t json -q", source, more={"PYTHONPATH": path})
    assert status == 0 and out.startswith('{"schema":"blogconv/1"')


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("nowhere_to_be_found:WRITER", "cannot be loaded: No module named 'nowhere_to_be_found'; mend or uninstall it"),
        ("broken_module:WRITER", "cannot be loaded: out of order; mend or uninstall it"),
        ("blogconv.plugin:nothing", "has no attribute 'nothing'; mend or uninstall it"),
        ("blogconv.plugin", "gives a module, not a Writer"),
        ("no entry point: at all", "cannot be loaded: "),
    ],
)
def test_a_broken_plugin_is_named(entry: str, told: str, tmp_path: Path) -> None:
    info = tmp_path / "broken-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[blogconv.writers]\nbroken = {entry}\n")
    (tmp_path / "broken_module.py").write_text("raise RuntimeError('out of order')\n")
    (tmp_path / "a.jsonl").write_text('{"kind":"site"}\n')
    status, _, err = run("blogconv convert a.jsonl -t broken", tmp_path, more={"PYTHONPATH": str(tmp_path)})
    assert status == 2
    (line,) = err.splitlines()
    assert line.startswith("blogconv: ") and "'broken'" in line and told in line
