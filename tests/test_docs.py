"""The examples of the docs run and show what is printed there; links lead somewhere."""

import re
import shutil
from pathlib import Path

import pytest

from blogconv import registry
from console import examples, matches, run

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")], key=lambda path: (len(path.parts), path.as_posix())
)
IDS = [path.relative_to(ROOT).as_posix() for path in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_the_examples_of_a_page_run(page: Path, tmp_path: Path) -> None:
    """In the order of the page, in a folder that holds the samples; ``...`` stands for lines left out."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    text = page.read_text("utf-8")
    for mark, block, line in console_blocks(text):
        if mark.startswith(("<!-- not run: ", "<!-- run: ")):
            continue  # impossible here, and it says why; or run by another test
        assert block.startswith("$ "), f"{page}:{line}: an example begins with a command, after a $"
        for command, expected in examples(block):
            _, out, _ = run(f"({command}) 2>&1", tmp_path)
            assert matches(out, expected), f"{page}:{line}: {command}{out}"


def console_blocks(text: str) -> list[tuple[str, str, int]]:
    """List the console blocks of a page, each with the line before it and its place."""
    blocks = re.finditer(r"^([^\n]*)\n```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [(found[1], found[2], text.count("\n", 0, found.start(2)) + 1) for found in blocks]


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_to_other_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if ":" not in link:
            assert (page.parent / link).exists(), f"{page}: {link}"


def test_every_page_can_be_found_from_the_first() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / link).resolve() for link in re.findall(r"\]\(([^)#\s]+)", index.read_text("utf-8"))}
    assert not [page for page in PAGES if page.resolve() not in linked and page != index]


def test_every_format_and_transform_has_a_page() -> None:
    pages = {page.stem for page in (ROOT / "docs" / "formats").glob("*.md")} | {"jsonl"}
    names = {*registry.BUILT_IN[registry.READERS], *registry.BUILT_IN[registry.WRITERS]}
    assert names <= pages
    transforms = (ROOT / "docs" / "transforms.md").read_text("utf-8")
    assert not [name for name in registry.BUILT_IN[registry.TRANSFORMS] if f"## `{name}`" not in transforms]


def test_a_wrong_output_would_be_found() -> None:
    assert matches("a\nb\nc\n", "a\n...\nc\n") and matches("a\nc\n", "a\n...\nc\n")
    assert not matches("a\nb\n", "a\n") and not matches("a\nb\n", "...\nc\n") and not matches("a.b\n", "axb\n")
    assert list(examples("$ one \\\n  more\nout\n$ two\n")) == [("one \\\n  more\n", "out\n"), ("two\n", "")]
