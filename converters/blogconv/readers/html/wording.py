"""The questions about wording that the layers ask again and again of the same short texts, each answered once."""

import re
from collections.abc import Callable, Collection
from functools import lru_cache

from msgspec import structs

from blogconv.language import bylines, vocabulary
from blogconv.language import dates as _dates
from blogconv.language.bylines import Byline, Says
from blogconv.language.dates import PrintedDate
from blogconv.language.vocabulary import Heading

_LONGEST = 600
# "le" is "by" in Gaelic and "on" in French, "no" is "by" in Latvian, "data" a label in Italian: Le Corbeau, Data Smith.
_BEGINS_NAME = re.compile(r"(?:^|\s)((?:Le|No|De|Di|Da|Data)\s+)$")


@lru_cache(maxsize=4096)
def _find(text: str) -> tuple[PrintedDate, ...]:
    return tuple(_dates.find_dates(text))


def find_dates(text: str) -> list[PrintedDate]:
    """Find the printed dates in a text."""
    return list(_find(text)) if len(text) <= _LONGEST else _dates.find_dates(text)


def in_language(date: PrintedDate, languages: Callable[[], Collection[str]]) -> PrintedDate:
    """Read a date again whose month's name means different months in different languages (``listopad``)."""
    if date.value or date.readings or date.incomplete or date.relative:
        return date
    again = _dates.find_dates(date.text, languages=sorted(languages()))
    if len(again) != 1 or again[0].value is None:
        return date
    return structs.replace(date, value=again[0].value, languages=again[0].languages)


@lru_cache(maxsize=4096)
def says(text: str) -> Says | None:
    """Read "X says:"."""
    return bylines.says(text)


@lru_cache(maxsize=4096)
def posted_by(text: str) -> Byline | None:
    """Read "Posted by X on DATE"; what leads to a name in one language and begins names in others stays with it."""
    by = bylines.posted_by(text)
    if by is None or not by.name or not by.start:
        return by
    begins = _BEGINS_NAME.search(text, 0, by.start)
    if begins is None:
        return by
    marked = by.marked and any(map(str.isalpha, text[: begins.start(1)]))
    if not marked and by.date is None:
        return None
    return structs.replace(by, name=text[begins.start(1) : by.end], start=begins.start(1), marked=marked)


@lru_cache(maxsize=4096)
def comment_heading(text: str) -> Heading | None:
    """Read a heading above comments."""
    return vocabulary.comment_heading(text)


@lru_cache(maxsize=4096)
def is_moderation_note(text: str) -> bool:
    """Say whether a line is about moderation."""
    return vocabulary.is_moderation_note(text)


@lru_cache(maxsize=4096)
def mark(text: str) -> str | None:
    """Name the furniture that a whole line is."""
    return vocabulary.mark(text)


@lru_cache(maxsize=4096)
def is_reply_mark(text: str) -> bool:
    """Say whether a line is only a comment's closing furniture."""
    return vocabulary.is_reply_mark(text)
