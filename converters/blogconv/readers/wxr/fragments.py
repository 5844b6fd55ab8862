"""Write XML events back as text: what the schema has no field for, and markup where only text belongs."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from blogconv.readers.wxr.prefixes import Prefixes


class Fragment:
    """One element that is written as it comes, with the namespaces it needs to stand alone."""

    def __init__(self, prefixes: Prefixes, before: str = "") -> None:
        self.parts = [escape(before)]
        self.depth = 0
        self._prefixes = prefixes
        self._outside = prefixes.depth
        self._begun = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Write a start tag."""
        self.depth += 1
        needed = self._prefixes.missing(name, attributes, self._outside)
        self._prefixes.enter(name, {**attributes, **needed})
        self.parts.append(f"<{name}{spelled(needed)}{spelled(attributes)}>")
        self._begun = True

    def text(self, text: str) -> None:
        """Write text."""
        self.parts.append(escape(text))
        self._begun = False

    def end(self, name: str) -> None:
        """Write an end tag."""
        self.depth -= 1
        self._prefixes.leave(name)
        if self._begun:
            self.parts[-1] = self.parts[-1][:-1] + "/>"
            self._begun = False
        else:
            self.parts.append(f"</{name}>")


def spelled(attributes: Mapping[str, str]) -> str:
    """Write attributes as they stand in a tag, each after a space."""
    return "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())


def element(name: str, attributes: Mapping[str, str], text: str) -> str:
    """Write an element that holds text only."""
    return f"<{name}{spelled(attributes)}>{escape(text)}</{name}>"
