"""Say of each line what it may be to a comment: who speaks, when, a reply mark, a heading, the form below."""

import re
from functools import lru_cache

from msgspec import Struct

from blogconv.language import vocabulary
from blogconv.language.vocabulary import Heading
from blogconv.readers.text.heads import SEPARATORS, Head, avatar_of, dates_in, header_text, read_head
from blogconv.readers.text.layout import Layout, Line

_RULE = re.compile(r"[-*_=~━─ ]{3,}")
_AVATARS = ("avatar", "gravatar", "user avatar", "аватар", "头像", "アバター")
_IMAGE = re.compile(r"\[[\w.-]+\]")
HEAD_LIMIT = 220
"""Characters: no header line is longer."""


class Evidence(Struct, frozen=True, gc=False):
    """What is known of one line."""

    head: Head | None = None
    furniture: str | None = None
    """Kind of furniture the whole line is: ``reply``, ``permalink``, ``share`` ..."""
    heading: Heading | None = None
    hint: Heading | None = None
    """A comment heading that stands on a dated line, after the date: "5 Comments on “…”"."""
    stop: bool = False
    """A comment form or a widget begins here: no comment goes beyond."""


NOTHING = Evidence()


def gather(layout: Layout) -> list[Evidence]:
    """Look at each line by itself."""
    return [
        _of(line) if i not in layout.fields else Evidence(stop=True, furniture="form")
        for i, line in enumerate(layout.lines)
    ]


def _of(line: Line) -> Evidence:
    if len(line.text) > HEAD_LIMIT:
        return NOTHING
    if name := avatar_of(line):
        return Evidence(head=Head(name=name, says=True))
    return _of_text(header_text(line), line.number, bool(line.mark))


@lru_cache(maxsize=8192)
def _of_text(text: str, number: int, listed: bool) -> Evidence:
    if listed and number < 0 and text.isdigit() and len(text) < 5:
        # A bullet beside the comment's number.
        return Evidence(furniture="empty")
    if (
        not text
        or text in "|:·•–—/»"
        or text.casefold() in _AVATARS
        or (not text[0].isalnum() and (_IMAGE.fullmatch(text) or _RULE.fullmatch(text)))
    ):
        return Evidence(furniture="empty")
    if _is_doubled(text):
        # An icon's text and its label: "Print this post Print this post".
        return Evidence(furniture=vocabulary.mark(text[: len(text) // 2].strip()) or "share")
    if heading := _heading(text):
        return Evidence(heading=heading, stop=heading.kind == "form", furniture="heading")
    if kind := vocabulary.mark(text):
        return Evidence(furniture=kind, stop=kind == "form")
    if len(text) < 60 and (kind := _several_marks(text)):
        return Evidence(furniture=kind)
    if text.startswith(("[...]", "[…]")):
        # The body of a ping.
        return NOTHING
    head = read_head(text, number, listed=listed)
    if head is None:
        return NOTHING
    hint = None
    if head.date and not head.says and len(text) > 24 and (printed := dates_in(text)):
        after = text[printed[-1].end :].strip(SEPARATORS)
        hint = vocabulary.comment_heading(after) if len(after) > 5 else None
    return Evidence(head=head, hint=hint)


def _several_marks(text: str) -> str | None:
    """Read a line of several links: "Reply ↓ Report abuse", "Like (1)  Reply  Share", "Reply +1 Vote up"."""
    if _RATING.fullmatch(text):
        return "rate"
    if not vocabulary.may_hold_link(text) or (_DIGIT.search(text) and dates_in(text)):
        return None
    words = _BETWEEN_LINKS.sub(" ", text).split()
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    kinds: list[str] = []
    at = 0
    while at < len(words):
        # The longest wording first: "reply to this comment" before "reply".
        for end in range(min(len(words), at + _LONGEST), at, -1):
            kind = "rate" if words[at].isdigit() else vocabulary.mark(" ".join(words[at:end]))
            if kind in vocabulary.LINKS or kind == "share":
                kinds.append(kind or "")
                at = end
                break
        else:
            return None
    return "reply" if "reply" in kinds else next((kind for kind in kinds if kind != "share"), None)


_DIGIT = re.compile(r"\d")
_MOST_WORDS = 12
_LONGEST = 5
_BETWEEN_LINKS = re.compile(r"[|·•/—–↓↑»«¶,()\[\]+]|\s-\s")
_RATING = re.compile(r"\+1 \d{1,5}|[▲▼👍👎+-]?\s?\d{1,5}\s?[▲▼👍👎]")


def _is_doubled(text: str) -> bool:
    half, rest = divmod(len(text), 2)
    return (
        bool(rest)
        and 11 < len(text) < 120
        and text[half].isspace()
        and text[:half] == text[half + 1 :]
        and " " in text[:half]
    )


def _heading(text: str) -> Heading | None:
    heading = vocabulary.comment_heading(text)
    if heading is None and "|" in text:
        for piece in text.split("|"):
            if piece.strip() and (heading := vocabulary.comment_heading(piece.strip())):
                return heading
    if heading is None and len(text) < 70 and " " in text:
        heading = _joined_heading(text)
    if heading is None and len(text) < 50 and text[-1] in "→»↓▼" and " " in text:
        # "One comment leave one →"
        found = vocabulary.comment_heading(" ".join(text.split()[:2]))
        if found and found.count is not None and found.kind == "comments":
            return found
    if heading is None and text[0].isdecimal() and len(text) < 160:
        # "4 kind comments on “…”", "3 Comments leave one →": a word of the theme's own beside a count.
        words = text.split()
        if len(words) > 2 and (found := vocabulary.comment_heading(" ".join(words[:1] + words[2:]))):
            return found if found.title else None
        if 2 < len(words) <= 6 and (found := vocabulary.comment_heading(" ".join(words[:2]))):
            return found
    return heading


def _joined_heading(text: str) -> Heading | None:
    """Read a form's heading and the link beside it on one line: "Leave a Reply Cancel reply"."""
    words = text.split()
    if not 2 < len(words) <= 9 or text[-1] in "!?,;" or not vocabulary.may_begin_form(text):
        return None
    for at in (len(words) - 2, len(words) - 1, len(words) - 3):
        if at > 0 and vocabulary.mark(" ".join(words[at:])) in ("form", "reply", "edit", "navigation"):
            heading = vocabulary.comment_heading(" ".join(words[:at]))
            if heading and heading.kind == "form":
                return heading
    return None
