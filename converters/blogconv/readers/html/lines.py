"""The text of a part of a page as the lines a person sees, each with the places where its pieces stand."""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import repeat
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
    # What is on the stack: the nodes to come at one level, and the block around them.
    stack: list[tuple[Iterator[Place], Element | None]] = [(iter(nodes), None)]
    while stack:
        coming, block = stack[-1]
        for place in coming:
            parent, index = place
            child = parent.children[index]
            if isinstance(child, str):
                if not child or (line is None and child.isspace()):
                    continue
                if line is None:
                    line = Line(parent if block is None else block)
                    found.append(line)
                line.runs.append(Run(child, place))
                continue
            tag = child.tag
            if tag == "br":
                line = None
            elif tag not in SILENT and child not in skip:
                inner = block
                if tag in BLOCK:
                    line, inner = None, child
                if child.children:
                    stack.append((zip(repeat(child), range(len(child.children))), inner))
                    break
        else:
            stack.pop()
            # Where a block ends, its last line ends.
            if stack and stack[-1][1] is not block:
                line = None
    kept = []
    for line in found:
        line.text = joined(line.runs)
        if line.text:
            line.places = [place for _, place in line.runs]
            kept.append(line)
    return kept


def joined(runs: Sequence[Run]) -> str:
    """Write runs as one text with single spaces.

    Where one element ends in a word and the next begins with a capital or a digit, style alone parts them
    (``<span>Maria Lind</span><span>March 6</span>``): a space stands between.
    """
    if len(runs) == 1:
        return " ".join(runs[0].text.split())
    parts: list[str] = []
    last = ""
    holder: Element | None = None
    for text, (element, _) in runs:
        if last and text and holder is not element:
            before, after = last[-1], text[0]
            if before.isalnum() and (
                after.isupper() or (after.isdigit() and (not before.isdigit() or _side_by_side(holder, element)))
            ):
                parts.append(" ")
        parts.append(text)
        last, holder = text, element
    return " ".join("".join(parts).split())


def _side_by_side(one: Element | None, other: Element) -> bool:
    """Say whether two elements of the same kind stand beside each other: a number of its own and a day."""
    return one is not None and one.tag == other.tag and one.parent is other.parent
