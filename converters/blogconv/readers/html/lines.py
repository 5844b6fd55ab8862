"""The text of a part of a page as the lines a person sees, each with the places where its pieces stand."""

from collections.abc import Iterable, Set
from typing import NamedTuple

from blogconv.markup.tree import Element
from blogconv.readers.html.page import BLOCK, SILENT

Place = tuple[Element, int]
"""A text node: its parent and its index there."""


class Run(NamedTuple):
    """One text node of a line."""

    text: str
    place: Place


class Line:
    """A line: its text nodes in order, and their text with single spaces."""

    __slots__ = ("block", "places", "runs", "text")

    def __init__(self, block: Element) -> None:
        self.block = block
        self.runs: list[Run] = []
        self.places: list[Place] = []
        self.text = ""

    def __repr__(self) -> str:
        return f"<{self.text!r}>"


def lines_of(nodes: Iterable[Place], skip: Set[Element] = frozenset()) -> list[Line]:
    """Cut the given nodes (each as its parent and index) into lines; blocks and ``<br>`` end one.

    Elements of ``skip`` and those without visible text are left out.
    """
    found: list[Line] = []
    line: Line | None = None
    stack: list[Place | None] = [*nodes]
    stack.reverse()
    blocks: list[Element] = []
    while stack:
        node = stack.pop()
        if node is None:
            line = None
            blocks.pop()
            continue
        parent, index = node
        child = parent.children[index]
        if isinstance(child, str):
            if not child or (line is None and child.isspace()):
                continue
            if line is None:
                line = Line(blocks[-1] if blocks else parent)
                found.append(line)
            line.runs.append(Run(child, (parent, index)))
            continue
        if child in skip or child.tag in SILENT:
            continue
        if child.tag in BLOCK:
            line = None
            blocks.append(child)
            stack.append(None)
        elif child.tag == "br":
            line = None
            continue
        if child.children:
            stack.extend([(child, i) for i in range(len(child.children) - 1, -1, -1)])
    kept = []
    for line in found:
        line.text = joined(line.runs)
        if line.text:
            line.places = [place for _, place in line.runs]
            kept.append(line)
    return kept


def joined(runs: Iterable[Run]) -> str:
    """Write runs as one text with single spaces.

    Where one element ends in a word and the next begins with a capital or a digit, style alone parts them
    (``<span>Maria Lind</span><span>March 6</span>``): a space stands between.
    """
    parts: list[str] = []
    last, holder = "", None
    for text, (element, _) in runs:
        if last and text and holder is not element:
            before, after = last[-1], text[0]
            if before.isalnum() and (after.isupper() or (after.isdigit() and not before.isdigit())):
                parts.append(" ")
        parts.append(text)
        last, holder = text, element
    return " ".join("".join(parts).split())
