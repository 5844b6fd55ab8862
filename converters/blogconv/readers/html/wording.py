"""The questions about wording that the layers ask again and again of the same short texts, each answered once."""

from functools import lru_cache

from blogconv.language import bylines, vocabulary
from blogconv.language import dates as _dates
from blogconv.language.bylines import Byline, Says
from blogconv.language.dates import PrintedDate

_LONGEST = 600


@lru_cache(maxsize=4096)
def _find(text: str) -> tuple[PrintedDate, ...]:
    return tuple(_dates.find_dates(text))


def find_dates(text: str) -> list[PrintedDate]:
    """Find the printed dates in a text."""
    return list(_find(text)) if len(text) <= _LONGEST else _dates.find_dates(text)


@lru_cache(maxsize=4096)
def says(text: str) -> Says | None:
    """Read "X says:"."""
    return bylines.says(text)


@lru_cache(maxsize=4096)
def posted_by(text: str) -> Byline | None:
    """Read "Posted by X on DATE"."""
    return bylines.posted_by(text)


@lru_cache(maxsize=4096)
def mark(text: str) -> str | None:
    """Name the furniture that a whole line is."""
    return vocabulary.mark(text)


@lru_cache(maxsize=4096)
def is_reply_mark(text: str) -> bool:
    """Say whether a line is only a comment's closing furniture."""
    return vocabulary.is_reply_mark(text)
