"""Compute what an output format cannot hold: its ``expresses`` against the fields that each record fills.

Nobody has to remember to report a loss: a field of the model that a writer does not name is counted here.
"""

import types
import typing
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from blogconv.catalogue import Severity
from blogconv.diagnostics import Report
from blogconv.model import Comment, Post, Record, Site
from blogconv.plugin import Writer

# Not content: the schema's own bookkeeping, and the comments, which are counted as records of their own.
_ASIDE = frozenset(
    {"site.schema", "site.source_format", "post.comments", "post.content_format", "comment.content_format"}
)


class _Check(NamedTuple):
    """The fields of one record type that a writer leaves out, read with one call."""

    values: Callable[[Any], tuple[Any, ...]]
    defaults: tuple[Any, ...]
    paths: tuple[str, ...]
    nested: tuple[tuple[str, bool, "_Check"], ...]


def paths(root: type[Struct] | None = None) -> frozenset[str]:
    """List every model path there is (``comment.author.email``), of one record type or of all."""
    roots: Iterable[tuple[str, type[Struct]]] = (("site", Site), ("post", Post), ("comment", Comment))
    found: set[str] = set()
    for prefix, kind in roots:
        if root in (None, kind):
            found.update(_walk(prefix, kind))
    return frozenset(found - _ASIDE)


def watch(records: Iterator[Record], writer: Writer, report: Report) -> Iterator[Record]:
    """Pass records on, counting for each the filled fields that the writer will not give."""
    lost = _checks(writer.expresses | writer.withholds)
    withheld = _checks(_but(writer.withholds)) if writer.withholds else None
    for record in records:
        _count(record, lost, report, Severity.LOSS)
        if withheld:
            _count(record, withheld, report, Severity.WITHHELD)
        yield record


def _but(withheld: frozenset[str]) -> frozenset[str]:
    """Every path that neither is, covers, nor stands below one of these."""
    return frozenset(
        p for p in paths() if not any(f"{p}.".startswith(f"{w}.") or f"{w}.".startswith(f"{p}.") for w in withheld)
    )


def _count(record: Record, checks: dict[type, _Check | None], report: Report, severity: Severity) -> None:
    if check := checks[type(record)]:
        for path in _filled(record, check):
            report.lose(path, severity)
    check = checks[Comment]
    if check and isinstance(record, Post):
        for comment in record.comments:
            for path in _filled(comment, check):
                report.lose(path, severity)


def _filled(record: Any, check: _Check) -> set[str]:
    found: set[str] = set()
    if check.paths:
        values = check.values(record)
        if values != check.defaults:
            found.update(p for p, v, d in zip(check.paths, values, check.defaults, strict=True) if v != d)
    for name, many, inner in check.nested:
        value = getattr(record, name)
        if many:
            for part in value:
                found |= _filled(part, inner)
        elif value is not None:
            found |= _filled(value, inner)
    return found


def _checks(expressed: frozenset[str]) -> dict[type, _Check | None]:
    roots: tuple[tuple[str, type[Struct]], ...] = (("site", Site), ("post", Post), ("comment", Comment))
    return {kind: _check(prefix, kind, expressed) for prefix, kind in roots}


def _check(prefix: str, kind: type[Struct], expressed: frozenset[str]) -> _Check | None:
    names, defaults, leaf_paths, nested = [], [], [], []
    for name, default, inner, many in _fields(kind):
        path = f"{prefix}.{name}"
        if path in _ASIDE or path in expressed:
            continue
        if inner and any(p.startswith(path + ".") for p in expressed):
            if check := _check(path, inner, expressed):
                nested.append((name, many, check))
        else:
            names.append(name)
            defaults.append(default)
            leaf_paths.append(path)
    if not names and not nested:
        return None
    return _Check(_getter(names), tuple(defaults), tuple(leaf_paths), tuple(nested))


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) == 1:  # attrgetter of one name gives the bare value
        one = attrgetter(names[0])
        return lambda record: (one(record),)
    return attrgetter(*names) if names else lambda record: ()


def _walk(prefix: str, kind: type[Struct]) -> Iterator[str]:
    for name, _, inner, _ in _fields(kind):
        path = f"{prefix}.{name}"
        yield path
        if inner and path not in _ASIDE:
            yield from _walk(path, inner)


def _fields(kind: type[Struct]) -> Iterator[tuple[str, Any, type[Struct] | None, bool]]:
    """Each field's name, default, and the Struct it holds, one or many."""
    for field in msgspec.structs.fields(kind):
        default = field.default
        if default is msgspec.NODEFAULT:
            default = None if field.default_factory is msgspec.NODEFAULT else field.default_factory()
        inner, many = _inner(field.type)
        yield field.name, default, inner, many


def _inner(kind: Any) -> tuple[type[Struct] | None, bool]:
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        return _inner(typing.get_args(kind)[0])
    if origin in (typing.Union, types.UnionType):
        found = [_inner(k) for k in typing.get_args(kind) if k is not type(None)]
        return found[0]
    if origin is tuple:
        return _inner(typing.get_args(kind)[0])[0], True
    return (kind, False) if isinstance(kind, type) and issubclass(kind, Struct) else (None, False)
