"""Command lines, one case after the other as told in ``commands/*.md``: files, command, input, output, exit status.

A case is a heading and fenced blocks: ``file NAME``, ``command``, ``stdin``, ``stdout``, ``stderr``; what is not
there is empty. ``Exit status 2.`` stands on a line of its own; without it the status is 0. A line of three dots stands
for any lines. ``samples/`` is at hand.
"""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from console import matches, run

HERE = Path(__file__).parent
_CASE = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(file|command|stdin|stdout|stderr)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Case(NamedTuple):
    """One command and what it must do."""

    title: str
    files: dict[str, str]
    parts: dict[str, str]
    status: int


def cases(page: Path) -> list[Case]:
    found = []
    for title, body in _CASE.findall(page.read_text("utf-8")):
        blocks = _BLOCK.findall(body)
        status = re.search(r"^Exit status (\d+)\.$", body, re.MULTILINE)
        files = {name: text for kind, name, text in blocks if kind == "file"}
        parts = {kind: text for kind, _, text in blocks if kind != "file"}
        found.append(Case(title, files, parts, int(status[1]) if status else 0))
    return found


PAGES = sorted((HERE / "commands").glob("*.md"))
CASES = [(page.stem, case) for page in PAGES for case in cases(page)]


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[f"{page}: {case.title}" for page, case in CASES])
def test_a_command_does_what_is_told(case: Case, tmp_path: Path) -> None:
    shutil.copytree(HERE.parent / "samples", tmp_path / "samples")
    for name, text in case.files.items():
        (tmp_path / name).write_text(text, "utf-8")
    status, out, err = run(case.parts["command"], tmp_path, stdin=case.parts.get("stdin", ""))
    for name, found in (("stdout", out), ("stderr", err)):
        expected = case.parts.get(name, "")
        assert matches(found, expected), f"{name} of {case.parts['command']}is:\n{found}"
    assert status == case.status, err


def test_there_are_cases() -> None:
    assert len(CASES) >= 12
    assert all("command" in case.parts for _, case in CASES)
