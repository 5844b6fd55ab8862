"""Where in the input something happened, and whom to tell."""

from collections.abc import Callable, Mapping
from typing import Any

from blogconv.plugin import Context


class Place:
    """A record or part of one: told to the context with its line and id."""

    __slots__ = ("ctx", "line_of", "offset", "record")

    def __init__(self, ctx: Context, line_of: Callable[[int], int], offset: int, record: str | None = None) -> None:
        self.ctx, self.line_of, self.offset, self.record = ctx, line_of, offset, record

    def of(self, raw: Mapping[str, Any], record: str) -> "Place":
        """Give the place of a part that has its own offset."""
        return Place(self.ctx, self.line_of, raw.get("@", self.offset), record)

    @property
    def line(self) -> int:
        """The line, counted from 1, where the record begins."""
        return self.line_of(self.offset)

    def note(self, code: str, message: str) -> None:
        """Tell of something at this place."""
        self.ctx.note(code, message, line=self.line, record=self.record)
