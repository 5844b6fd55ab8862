"""Options given as text or values, checked against the Struct that a format declares."""

import re
import types
import typing
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Struct

from blogconv.errors import UsageError, nearest
from blogconv.plugin import Options

O = TypeVar("O", bound=Options)  # noqa: E741

_BOUND = re.compile(r"(?:>=|<=|>|<) \S+$")
_SPOKEN = {"yes": "true", "on": "true", "no": "false", "off": "false"}


class OptionRow(Struct, frozen=True):
    """One option as a person sees it; ``default`` is ``None`` where leaving it out means something of its own."""

    name: str
    kind: str
    default: str | None
    meaning: str


def build(kind: type[O], given: Mapping[str, object], whose: str) -> O:
    """Make the options of ``whose`` ("reader wxr") from values by name; ``-`` and ``_`` are the same in names.

    Text becomes the declared type; a list option takes a list or one value. ``UsageError`` names the bad option.
    """
    if not given:
        return kind()
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    values: dict[str, Any] = {}
    for key, value in given.items():
        name = key.replace("-", "_")
        if name not in fields:
            known = [spoken(field) for field in fields]
            hint = nearest(key, known) if known else "; it has none"
            raise UsageError(f"{whose} has no option '{key}'{hint}")
        many = get_origin(_bare(fields[name].type)) is tuple
        if many:
            values[name] = value if isinstance(value, list | tuple) else [value]
        elif isinstance(value, list | tuple):
            raise UsageError(f"option '{key}' of {whose} is given {len(value)} times, but takes one value")
        else:
            is_bool = _bare(fields[name].type) is bool
            values[name] = _SPOKEN.get(value.lower(), value.lower()) if is_bool and isinstance(value, str) else value
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `$.")
        name = path.rstrip("`").split("[")[0]
        wants = _title(fields[name].type) or _spoken_type(_bare(fields[name].type))
        if bound := _BOUND.search(reason):
            wants += f" {bound[0]}"
        wrong = next(value for key, value in given.items() if key.replace("-", "_") == name)
        raise UsageError(f"option '{spoken(name)}' of {whose} wants {wants}, not '{wrong}'") from error


def rows(kind: type[Options]) -> list[OptionRow]:
    """Describe every option of a format, in the order declared."""
    hints = typing.get_type_hints(kind, include_extras=True)
    out = []
    for field in msgspec.structs.fields(kind):
        meaning = next((m.description for m in get_args(hints[field.name]) if isinstance(m, msgspec.Meta)), None)
        bare = _bare(field.type)
        default = None if field.default in (None, (), msgspec.NODEFAULT) else str(field.default)
        if bare is bool:
            default = str(bool(field.default)).lower()
        out.append(OptionRow(spoken(field.name), _spoken_type(bare), default, meaning or ""))
    return out


def _title(kind: Any) -> str | None:
    """Find the title of a type such as ``Day | None``."""
    stack = [kind]
    while stack:
        one = stack.pop()
        for part in (*get_args(one), *getattr(one, "__metadata__", ())):
            if isinstance(part, msgspec.Meta):
                if part.title:
                    return part.title
            else:
                stack.append(part)
    return None


def spoken(name: str) -> str:
    """Write a field's name as people type it."""
    return name.replace("_", "-")


def parse_transform(text: str) -> tuple[str, dict[str, object]]:
    """Read ``name`` or ``name:key=value,key=value`` as typed after ``-x``; a list option repeats its key."""
    name, colon, rest = text.partition(":")
    given: dict[str, object] = {}
    for pair in rest.split(",") if colon else ():
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"transform options are key=value, not '{pair}'")
        _repeat(given, key, value)
    return name, given


def parse_options(pairs: Iterable[str]) -> dict[str, object]:
    """Read ``key=value`` pairs; a repeated key makes a list. ``UsageError`` where there is no ``=``."""
    given: dict[str, object] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"options are key=value, not '{pair}'")
        _repeat(given, key, value)
    return given


def _repeat(given: dict[str, object], key: str, value: str) -> None:
    old = given.get(key)
    given[key] = value if old is None else [*old, value] if isinstance(old, list) else [old, value]


def _bare(kind: Any) -> Any:
    """Take ``Annotated`` and ``| None`` off a type."""
    while True:
        origin = get_origin(kind)
        if origin is typing.Annotated:
            kind = get_args(kind)[0]
        elif origin in (typing.Union, types.UnionType):
            (kind,) = [k for k in get_args(kind) if k is not type(None)][:1]
        else:
            return kind


def _spoken_type(bare: Any) -> str:
    origin = get_origin(bare)
    if origin is tuple:
        return _spoken_type(_bare(get_args(bare)[0])) + " (repeatable)"
    if origin is typing.Literal:
        return " | ".join(map(str, get_args(bare)))
    if isinstance(bare, type) and issubclass(bare, Enum):
        return " | ".join(str(member.value) for member in bare)
    return {str: "text", int: "number", float: "number", bool: "true | false"}.get(bare, str(bare))
