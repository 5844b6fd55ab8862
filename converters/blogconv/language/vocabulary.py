"""Know the words that blogs print around posts and comments, in some eighty languages.

Every question is about one whole line (or one short text, as of an element), in any case, with or without
accents, with any spaces and closing punctuation. Nothing is found inside running text.
"""

from typing import Literal

from msgspec import Struct

from blogconv.language.dates import PrintedDate


class Heading(Struct, frozen=True, kw_only=True):
    """What a comment heading says."""

    count: int | None = None
    """The number of comments that it claims; 0 for "No comments yet"."""
    title: str | None = None
    """The post's title, where the heading quotes it: 3 Responses to “…”."""
    word: str = ""
    """The word that made it a heading, folded."""
    kind: Literal["comments", "pings", "form"] = "comments"
    """``form``: the heading of the comment form ("Leave a reply"), which ends the comments."""
    languages: tuple[str, ...] = ()


class Says(Struct, frozen=True, kw_only=True):
    """A line that opens a comment: who speaks, and what stands on the line besides."""

    name: str
    start: int
    """Where the name stands in the line (characters)."""
    end: int
    rest: str = ""
    """What follows the says-word: often a date, sometimes the comment's first words."""
    languages: tuple[str, ...] = ()


class Byline(Struct, frozen=True, kw_only=True):
    """Who wrote, when, in which category: "Posted by X on Y in Z", "X | Date"."""

    name: str | None = None
    start: int = 0
    end: int = 0
    date: PrintedDate | None = None
    """Offsets count in the line."""
    terms: str | None = None
    """The text after "in", "under": categories as printed."""
    whole: bool = True
    """The line is this and nothing else."""


class Ping(Struct, frozen=True, kw_only=True):
    """A line that marks a ping: "Pingback: NAME", "Trackback by NAME"."""

    type: Literal["pingback", "trackback"]
    rest: str = ""
    """What follows the mark: the linking page's title."""


def comment_heading(line: str) -> Heading | None:
    """Read a heading above comments: "25 comments", "3 Responses to “…”", "Комментарии (4)", "No comments yet"."""
    return None


def says(line: str) -> Says | None:
    """Read "X says:", "X a dit :", "Пишет X:", "X 说道："; the name is not judged beyond its length."""
    return None


def is_reply_mark(line: str) -> bool:
    """Say whether the line is only a comment's closing furniture: Reply, Log in to reply, Quote."""
    return False


def mark(line: str) -> str | None:
    """Name what kind of furniture the whole line is, or None.

    ``reply edit permalink report rate share print related form moderation navigation login feed top skip widget``.
    """
    return None


def is_form_line(line: str) -> bool:
    """Say whether the line belongs to a comment form: its heading, labels, notes and button."""
    return False


def is_share_line(line: str) -> bool:
    """Say whether the line shares, prints, mails or relates: "Share this:", "Tweet", "Related posts"."""
    return False


def is_moderation_note(line: str) -> bool:
    """Say whether the line tells that a comment awaits moderation or was removed."""
    return False


def widget_heading(line: str) -> str | None:
    """Name the widget whose heading this is: ``recent-comments recent-posts archives categories tags meta ...``."""
    return None


def posted_by(line: str) -> Byline | None:
    """Read "Posted by X on DATE at TIME", "By X", "X | DATE", "Posted on DATE by X in Y"."""
    return None


def terms_label(line: str) -> tuple[Literal["category", "post_tag"], str] | None:
    """Read "Filed under: A, B", "Tags: A, B"; give the taxonomy and the text after the label."""
    return None


def ping_mark(line: str) -> Ping | None:
    """Read "Pingback: NAME", "Trackback from NAME", or the mark alone on its line."""
    return None


def addresses_nobody(name: str) -> bool:
    """Say whether ``@name`` means everybody or oneself (``@all``, ``@tous``, ``@moi``), hence nobody."""
    return False
