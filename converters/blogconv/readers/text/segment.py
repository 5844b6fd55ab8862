"""Hold one comment of a dump as lines: what a reading found before bodies are made of it."""

from msgspec import Struct

from blogconv.language.dates import PrintedDate


class Segment(Struct):
    """The lines of one comment and what its header says."""

    start: int
    end: int
    """Index after its last line."""
    anchor: int
    """Index of the line that makes it a comment."""
    head: list[int] = []
    body: list[int] = []
    name: str | None = None
    link: int = 0
    date: PrintedDate | None = None
    says: bool = False
    bare: bool = False
    """The name stands on a line of its own, with no word that makes it one."""
    ping: str | None = None
    lead: str = ""
    """First words of the body, from the header's line."""
    parent: int | None = None
    dropped: list[int] = []
    """Furniture inside."""
