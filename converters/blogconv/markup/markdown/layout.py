"""Lay blocks out as lines: prefixes of quotes and list items, and blank lines where Markdown needs them."""

from dataclasses import dataclass, field


@dataclass
class Place:
    """What ``Layout.enter`` must give back on leaving."""

    first: str
    rest: str
    fresh: bool
    blank: str | None
    last: str


@dataclass
class Layout:
    """Lines written so far, and how the next one begins.

    ``last`` names what stands last on the present level, ``""`` for nothing: ``para``, ``list -``, ``item``, ``term``,
    ``block`` ...
    """

    out: list[str] = field(default_factory=list)
    first: str = ""
    rest: str = ""
    fresh: bool = False
    """Nothing has been written since a container was opened: the next line begins with ``first``."""
    blank: str | None = None
    last: str = ""

    def gap(self, joined: bool = False) -> None:
        """Ask for a blank line before what comes next on this level, unless it is ``joined`` to the last."""
        if self.last and not joined:
            self.blank = self.rest.rstrip()

    def put(self, lines: list[str], kind: str, *, joined: bool = False) -> None:
        """Write one block."""
        self.gap(joined)
        self._begin()
        begin = self.first if self.fresh else self.rest
        self.fresh = False
        rest = self.rest
        self.out.append((begin + lines[0]) if lines[0] else begin.rstrip())
        if len(lines) > 1:
            bare = rest.rstrip()
            self.out.extend([rest + line if line else bare for line in lines[1:]])
        self.last = kind

    def enter(self, marker: str, rest: str, *, joined: bool = False) -> Place:
        """Open a container whose first line begins with ``marker`` and whose others with ``rest``."""
        place = Place(self.first, self.rest, self.fresh, self.blank, self.last)
        self.gap(joined)
        self.first = (self.first if self.fresh else self.rest) + marker
        self.rest += rest
        self.fresh, self.last = True, ""
        return place

    def leave(self, place: Place, kind: str, *, keep_empty: bool = False) -> None:
        """Close a container; one that stayed empty leaves no trace unless ``keep_empty``."""
        if self.fresh and not keep_empty:
            self.first, self.rest, self.fresh = place.first, place.rest, place.fresh
            self.blank, self.last = place.blank, place.last
            return
        if self.fresh:
            self._begin()
            self.out.append(self.first.rstrip())
        self.first, self.rest, self.fresh, self.last = place.first, place.rest, False, kind

    def _begin(self) -> None:
        if self.blank is not None:
            self.out.append(self.blank)
            self.blank = None
