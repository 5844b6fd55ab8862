"""A name out of the words around it: "Posted by X on DATE", "X says:", "3. X -"."""

import re

from blogconv.language import vocabulary
from blogconv.readers.html import comment_text, wording
from blogconv.readers.html.wording import find_dates

_NAME_LIMIT = 120


# The little words that lead from a name to a date, in the languages where it is a word of its own.
BEFORE_DATE = re.compile(
    r"[\s,]+(?:on|at|am|um|vom|den|le|à|el|en|a|em|no|il|op|om|på|kl|den|d\.|w|dnia|dne|v|dňa|na|в|от|у|на|the|la|del|al|pe|"
    r"στις|την|tarihinde|klo|kell|dana|u|от|dnia|van|posted|wrote)[\s:]*$",
    re.I,
)


_TAG_PIECES = re.compile(r"<[^<>]*>|^[^<>]*>|<[^<>]*$")


def clean_name(text: str, *, trusted: bool = False) -> str | None:
    """Strip "says", "by", dates and signs from a name; None when nothing like a name is left.

    ``trusted``: the text is all of an element that holds names only, so that no word of it is a "by".
    """
    # A theme that quotes its own markup wrongly shows pieces of tags around the name.
    text = _TAG_PIECES.sub("", text).strip() if ">" in text or "<" in text else text.strip()
    if not text or (comment_text.vocabulary_line(text) and not any(c.isalpha() for c in text)):
        return None
    if comment_text.is_subject(text):
        return None
    ping = vocabulary.ping_mark(text)
    if ping is not None and not ping.rest:
        return None  # "Tracked on DATE"
    # "(Post author)" beside a name is a badge.
    if text[0] in "([（" and text[-1] in ")]）":
        return None
    spans = (
        [d for d in find_dates(text) if d.value or d.readings or (d.precision == "time" and d.start > 0)]
        if any(map(str.isdigit, text))
        else []
    )
    if spans:
        trusted = False
        text = _before_date(text, spans[0].start)
    elif not trusted or text[-1] in ":：.…,":
        said = wording.says(text)
        if said and said.name and len(said.name) < len(text):
            text = said.name
    if not trusted:
        text = _after_by_word(text)
        said = wording.says(text + ":")
        # "Edward Said" is a name.
        if said and said.name and text.startswith(said.name) and text[len(said.name) :].strip().islower():
            text = said.name
    return tidy_name(text)


def _before_date(text: str, start: int) -> str:
    """What stands before a date, by-words and the little word that leads to the date taken off."""
    by = wording.posted_by(text)
    if by and by.name and by.date and by.start > by.date.end - 1 and not comment_text.is_mark(by.name):
        return by.name
    head = BEFORE_DATE.sub("", text[:start])
    return _after_by_word(head)


def _after_by_word(text: str) -> str:
    by = wording.posted_by(text)
    if by and by.marked and by.name and by.start and (text[by.start - 1].isspace() or text[by.start - 1] in ":："):
        # "in" after a commenter's name is a place, not a category.
        return text[by.start :]
    return text


_ENDS = re.compile(r"^(?:-+|#?\d{1,4}(?:[.):]|\s?\|))\s+|\s+-+$")


def tidy_name(text: str) -> str | None:
    """Take numbers, dashes and colons off the ends of a name; None when it is too long or nothing is left."""
    text = text.strip(" \t\xa0:,|•·–—/»«")
    text = _ENDS.sub("", text).strip(" \t\xa0:,|•·–—/»«")
    # "Ann [Visitor]", "Ann | Email | Homepage": what stands behind the name is a role, or links.
    if text.endswith("]") and 0 < (opening := text.rfind("[")) >= len(text) - 24:
        text = text[:opening].rstrip()
    while " | " in text and wording.mark(text.rpartition(" | ")[2]) is not None:
        text = text.rpartition(" | ")[0].rstrip()
    if text[-1:] in ("(", "["):
        text = text[:-1].rstrip()  # a date stood in brackets
    return text if text and len(text) <= _NAME_LIMIT else None
