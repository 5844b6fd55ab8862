"""A record as canonical JSON: as one line, which text is allowed in it, and whether it is a record at all."""

import re
from typing import Any

import msgspec
from msgspec import structs

from blogconv.model import Comment, Post, Record, Site

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
_decode = msgspec.json.Decoder(Record).decode


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


def fault(record: object) -> str | None:
    """Say what keeps a value made by a caller from being a record of the schema; ``None`` where nothing does.

    msgspec checks types and patterns when it reads, not when a record is made.
    """
    if not isinstance(record, Site | Post):
        return f"expected a Site or a Post, got {type(record).__name__}"
    try:
        _decode(_encode(record))
    except UnicodeEncodeError:
        return "a text holds half a surrogate pair"
    except msgspec.ValidationError as error:
        return plain(str(error).replace("`$.", "`"))
    except (TypeError, ValueError, RecursionError) as error:
        return str(error)
    return None


def plain(reason: str) -> str:
    """Say what msgspec says of a wrong value as the schema's docs do."""
    if "matching regex" in reason:
        at = re.search("`([^`$]+)`$", reason)
        expected = "expected a date such as 2010-11-16T10:32:00-05:00, 2010-11-16T10:32:00 or 2010-11-16"
        return f"{expected}{f' - at {at[1]}' if at else ''}"
    reason = reason.replace("`", "").replace(" | ", " or ")
    return reason[:1].lower() + reason[1:]


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
