"""Find the marked code blocks of a page: ``<!-- file: NAME -->`` or ``<!-- run: WHERE -->`` stands before the fence."""

import re
from pathlib import Path
from typing import NamedTuple

_BLOCK = re.compile(r"^<!-- (\w+)(?:: (.+?))? -->\n```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """One fenced block with its mark (``file``, ``run``), the mark's value, its language and its first line."""

    mark: str
    value: str
    language: str
    text: str
    line: int


def blocks(page: Path) -> list[Block]:
    """List the marked blocks of a page, in order."""
    text = page.read_text("utf-8")
    return [
        Block(found[1], found[2] or "", found[3], found[4], text.count("\n", 0, found.start(4)) + 1)
        for found in _BLOCK.finditer(text)
    ]
