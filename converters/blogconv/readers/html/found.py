"""One comment as read, before ids and parents are settled."""

from blogconv.language.dates import PrintedDate
from blogconv.model import Votes
from blogconv.readers.html.comment_text import Parts
from blogconv.readers.html.items import Item


class Found:
    """One comment as read, before ids and parents are settled."""

    __slots__ = (
        "avatar",
        "class_date",
        "date",
        "date_text",
        "depth",
        "dropped",
        "evidence",
        "ident",
        "iso",
        "item",
        "lines",
        "name",
        "nested",
        "parent_hint",
        "parts",
        "size",
        "status",
        "taken",
        "type",
        "url",
        "votes",
    )  # fmt: skip

    def __init__(self, item: Item, parts: Parts) -> None:
        self.item, self.parts = item, parts
        self.name: str | None = None
        self.url: str | None = None
        self.avatar: str | None = None
        self.iso: str | None = None
        self.class_date: str | None = None
        self.date: PrintedDate | None = None
        self.date_text: str | None = None
        self.type, self.status = "comment", "approved"
        self.ident: str | None = None
        self.parent_hint: str | None = None
        self.depth: int | None = None
        self.votes: Votes | None = None
        self.evidence: list[tuple[str, float, str]] = []
        self.size = 0
