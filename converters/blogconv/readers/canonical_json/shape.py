"""Hold a parsed JSON value against the model: unknown fields go to ``extra``, numbers for text become text."""

import re
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from blogconv.readers.canonical_json.loose import join

Telling = tuple[str, str]

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[][{},:]', re.DOTALL)
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


class _Field(NamedTuple):
    text: bool
    many: bool
    optional: bool
    inner: type[Struct] | None


def sift(value: dict[str, Any], kind: type[Struct], path: str) -> list[Telling]:
    """Make ``value`` fit the fields of ``kind``, in place; return what is to be told, as (code, message)."""
    told: list[Telling] = []
    _sift(value, kind, path, "", None, told)
    return told


def with_strangers(extra: dict[str, Any], strangers: dict[str, Any]) -> dict[str, Any]:
    """Add unknown fields to an ``extra``, beside those that an earlier reading kept there."""
    kept = extra.get("json", {})
    if not isinstance(kept, dict):
        kept = {"json": kept}
    added = dict(kept)
    for key, item in strangers.items():
        while key in added:
            key += "+"
        added[key] = item
    return {**extra, "json": added}


def line_of_path(text: str, path: str) -> int:
    """Count the lines before the value at ``path`` (``comments[0].author.name``) in the JSON in ``text``."""
    steps: list[str | int] = [name or int(index) for index, name in _STEP.findall(path)]
    here: list[str | int] = []
    best = 0
    key = ""
    matched = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "{[":
            here.append(0 if sign == "[" else "")
        elif sign in "}]":
            here = here[:-1]
        elif sign == "," and here and isinstance(here[-1], int):
            here[-1] += 1
        elif sign == ":" and here:
            here[-1] = key
        elif sign[0] == '"':
            key = sign[1:-1]
        if len(here) > matched and here[: matched + 1] == steps[: matched + 1]:
            matched, best = matched + 1, token.start()
            if matched == len(steps):
                break
    return text.count("\n", 0, best)


def _sift(
    value: dict[str, Any],
    kind: type[Struct],
    path: str,
    below: str,
    strangers: dict[str, Any] | None,
    told: list[Telling],
) -> None:
    """Sift one object; ``below`` is its path from the nearest object that has an ``extra``."""
    fields = _fields(kind)
    own: dict[str, Any] = {} if "extra" in fields or strangers is None else strangers
    if own is not strangers:
        below = ""
    for name in list(value):
        item, at = value[name], join(path, name)
        if name not in fields:
            own[join(below, name)] = value.pop(name)
            told.append(("json-unknown-field", f"{at}: the schema has no such field; kept in extra"))
        elif item is None and not fields[name].optional:
            del value[name]
        else:
            _sift_field(value, name, fields[name], at, join(below, name), own, told)
    if own is not strangers and own and isinstance(value.get("extra", {}), dict):
        value["extra"] = with_strangers(value.get("extra", {}), own)


def _sift_field(
    value: dict[str, Any], name: str, field: _Field, path: str, below: str, own: dict[str, Any], told: list[Telling]
) -> None:
    item = value[name]
    if field.many and isinstance(item, list):
        for index, each in enumerate(item):
            at = f"[{index}]"
            if field.inner and isinstance(each, dict):
                _sift(each, field.inner, path + at, below + at, own, told)
            elif field.text and _is_number(each):
                item[index] = str(each)
                told.append(("json-number-as-text", f"{path}{at}: the number {each} was read as text"))
    elif field.inner and isinstance(item, dict):
        _sift(item, field.inner, path, below, own, told)
    elif field.text and not field.many and _is_number(item):
        value[name] = str(item)
        told.append(("json-number-as-text", f"{path}: the number {item} was read as text"))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@cache
def _fields(kind: type[Struct]) -> dict[str, _Field]:
    return {field.encode_name: _field(field.type) for field in msgspec.structs.fields(kind)}


def _field(kind: Any) -> _Field:
    bare = list(_bare(kind))
    optional = type(None) in bare
    kinds = [k for k in bare if k is not type(None)]
    many = typing.get_origin(kinds[0]) is tuple
    held = list(_bare(typing.get_args(kinds[0])[0])) if many else kinds
    inner = next((k for k in held if isinstance(k, type) and issubclass(k, Struct)), None)
    return _Field(str in held, many, optional, inner)


def _bare(kind: Any) -> Iterator[Any]:
    """Take ``Annotated`` and ``|`` off a type."""
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        yield from _bare(typing.get_args(kind)[0])
    elif origin in (typing.Union, types.UnionType):
        for each in typing.get_args(kind):
            yield from _bare(each)
    else:
        yield kind
