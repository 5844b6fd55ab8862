"""What the readers and writers of canonical JSON both know: a record as one line, and which text is allowed."""

import re

import msgspec
from msgspec import structs

from blogconv.model import Author, Comment, Post, Record

# XML 1.0 forbids these, so no output format can be promised for them; lone surrogates are not text at all.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udfff]")

# Valid inside JSON, but `splitlines` of many languages ends a line there, and a line is a record.
_ENDS_A_LINE = (
    (b"\xc2\x85", b"\\u0085"),
    (b"\xe2\x80\xa8", b"\\u2028"),
    (b"\xe2\x80\xa9", b"\\u2029"),
)
_encode = msgspec.json.Encoder().encode


def line_of(record: Record) -> bytes:
    """Write a record as JSON in one line, however lines are told apart; without the newline."""
    data = _encode(record)
    if b'"author":{}' in data and isinstance(record, Post):
        data = _encode(_without_nobodies(record))
    for raw, escaped in _ENDS_A_LINE:
        if raw in data:
            data = data.replace(raw, escaped)
    return data


def _without_nobodies(post: Post) -> Post:
    """Give anonymous comments the default author, for msgspec leaves out only that very object."""
    nobody = Comment(id="").author
    comments = [structs.replace(one, author=nobody) if one.author == Author() else one for one in post.comments]
    return structs.replace(post, comments=tuple(comments))
