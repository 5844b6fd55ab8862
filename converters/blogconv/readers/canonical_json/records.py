"""Turn the bytes of one JSON value into a record of the canonical schema.

What blogconv wrote decodes at once: a record that encodes back to the very same bytes hides nothing. Anything else is
read with care: duplicate keys, unknown fields, forbidden characters and wrong types are told with their place.
"""

from typing import Any

import msgspec

from blogconv.canonical import line_of, plain
from blogconv.errors import LimitError, SourceError, nearest
from blogconv.model import SCHEMA, Post, Record, Site
from blogconv.plugin import Context
from blogconv.readers.canonical_json.feed import DEEPEST, depth_within, too_deep
from blogconv.readers.canonical_json.loose import Loose, Place, parse
from blogconv.readers.canonical_json.shape import line_of_path, sift

_decode = msgspec.json.Decoder(Record).decode
# U+FFFE, U+FFFF and the escapes of control characters: the same bytes would come back, but the text is not allowed.
_SUSPECT = (b"\\u00", b"\\b", b"\\f", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_KINDS: dict[str, type[Site] | type[Post]] = {"site": Site, "post": Post}


def canonical(data: bytes) -> Record | None:
    """Decode a record just as ``line_of`` writes it; ``None`` for any other spelling, right or wrong."""
    if any(sign in data for sign in _SUSPECT):
        return None
    try:
        record: Record = _decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return record if line_of(record) == data else None


def record(data: bytes, ctx: Context, place: Place, kind: str | None = None) -> Record:
    """Decode one record of ``kind`` ("site", "post"), or of the kind it says; ``place`` is where it begins.

    ``SourceError`` names line and path where the value is no such record.
    """
    limit = min(DEEPEST, ctx.limits.max_depth)
    if not depth_within(data, limit):
        raise LimitError(ctx.source, too_deep(limit), line=place.line)
    if (found := canonical(data)) is not None and kind in (None, "site" if isinstance(found, Site) else "post"):
        if isinstance(found, Site):
            check_schema(found.schema, ctx, place.line)
        return found
    loose = parse(data, ctx, place)
    value = loose.value
    if not isinstance(value, dict):
        raise place.error(ctx, f"expected an object, got {json_type(value)}")
    said = value.pop("kind", kind)
    if kind is not None and said != kind:
        raise place.error(ctx, f"expected '{kind}', got {said!r}", at="kind")
    if not isinstance(said, str) or said not in _KINDS:
        raise place.error(ctx, _unknown_kind(said, value), at="kind")
    if said == "site":
        check_schema(value.get("schema", SCHEMA), ctx, place.line)
    return _build(loose, _KINDS[said], ctx, place)


def check_schema(said: object, ctx: Context, line: int) -> None:
    """Refuse a document of a later schema version, or of something else."""
    if said == SCHEMA:
        return
    name, _, version = said.partition("/") if isinstance(said, str) else ("", "", "")
    if name == "blogconv" and version.isdigit():
        reason = f"written in schema '{said}', and this blogconv reads '{SCHEMA}'; install a newer blogconv"
    else:
        reason = f"schema: expected '{SCHEMA}', got {said!r}"
    raise SourceError(ctx.source, reason, line=line)


def json_type(value: object) -> str:
    """Name a value's type as JSON does."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    names = {dict: "an object", list: "an array", str: "a string", int: "a number", float: "a number"}
    return names[type(value)]


def _build(loose: Loose, kind: type[Site] | type[Post], ctx: Context, place: Place) -> Record:
    value: dict[str, Any] = loose.value
    for code, message in sift(value, kind, place.path):
        ctx.note(code, message, line=place.line, record=_ident(value))
    loose.tell(ctx, place, _ident(value))
    try:
        found: Record = msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `$")
        path = path.strip("`.")
        line = place.line + line_of_path(loose.text, path)
        raise place.error(ctx, plain(reason), at=path, line=line) from error
    return found


def _unknown_kind(said: object, value: dict[str, Any]) -> str:
    if said is None and "posts" in value:
        return "missing: this is one JSON document, not JSON Lines; read it with -f json"
    if said is None:
        return "missing: expected 'site' or 'post'"
    return f"expected 'site' or 'post', got {said!r}{nearest(str(said), _KINDS)}"


def _ident(value: dict[str, Any]) -> str | None:
    ident = value.get("id")
    return ident if isinstance(ident, str) else None
