"""An element of an export with its line, and the few questions asked of it."""

import re


class Node:
    """One element; its children are nodes, its own text comes in pieces."""

    __slots__ = ("attributes", "children", "line", "name", "texts")

    def __init__(self, name: str, attributes: dict[str, str], line: int | None) -> None:
        self.name, self.attributes, self.line = name, attributes, line
        self.children: list[Node] = []
        self.texts: list[str] = []

    def text(self) -> str:
        """Give the element's own text."""
        return "".join(self.texts)

    def all(self, name: str) -> list["Node"]:
        """Give the children of a name."""
        return [child for child in self.children if child.name == name]

    def get(self, name: str) -> str:
        """Give the text of the first child of a name, empty without one."""
        for child in self.children:
            if child.name == name:
                return child.text()
        return ""

    def number(self, name: str) -> int:
        """Read a child as PHP casts to a number: leading digits, else 0."""
        return php_int(self.get(name))


def php_int(text: str) -> int:
    """Cast as PHP does."""
    found = re.match(r"\s*([+-]?\d{1,18})", text)
    return int(found[1]) if found else 0
