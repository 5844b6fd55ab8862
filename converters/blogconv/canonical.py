"""What the readers and writers of canonical JSON both know: a record as one line, and which text is allowed."""

import re
from typing import Any

import msgspec
from msgspec import structs

from blogconv.model import Comment, Post, Record

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
_POST, _COMMENT = Post(id=""), Comment(id="")
_encode = msgspec.json.Encoder().encode


def line_of(record: Record) -> bytes:
    """Write a record as JSON in one line, however lines are told apart; without the newline."""
    if isinstance(record, Post):
        record = _bare(record)
    data = _encode(record)
    if data.isascii():
        return data
    for raw, escaped in _ENDS_A_LINE:
        # One byte is found many times faster than three, and the last one is not there in many scripts.
        if raw[-1] in data and raw in data:
            data = data.replace(raw, escaped)
    return data


def _bare(post: Post) -> Post:
    """Give the post with the very objects that are defaults where values are equal: msgspec leaves out only those."""
    if any(map(_spells_out, post.comments)):
        post = structs.replace(post, comments=tuple(map(_bare_comment, post.comments)))
    if (
        (post.type is not _POST.type and post.type == _POST.type)
        or (post.status is not _POST.status and post.status == _POST.status)
        or (post.content_format is not _POST.content_format and post.content_format == _POST.content_format)
    ):
        return structs.replace(post, **_defaults(post, _POST))
    return post


def _spells_out(comment: Comment) -> bool:
    return (
        (comment.type is not _COMMENT.type and comment.type == _COMMENT.type)
        or (comment.status is not _COMMENT.status and comment.status == _COMMENT.status)
        or (comment.content_format is not _COMMENT.content_format and comment.content_format == _COMMENT.content_format)
        or (comment.author is not _COMMENT.author and comment.author == _COMMENT.author)
    )


def _bare_comment(comment: Comment) -> Comment:
    new: dict[str, Any] = _defaults(comment, _COMMENT)
    if comment.author == _COMMENT.author:
        new["author"] = _COMMENT.author
    return structs.replace(comment, **new)


def _defaults(part: Post | Comment, default: Post | Comment) -> dict[str, Any]:
    names = ("type", "status", "content_format")
    return {name: getattr(default, name) for name in names if getattr(part, name) == getattr(default, name)}
