"""Readers, writers and transforms by name: the built-in ones, imported when used, then those of plug-ins.

Third parties offer theirs as entry points of the same three groups; a built-in's name cannot be taken.
"""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from blogconv.errors import UsageError, nearest
from blogconv.plugin import Reader, Transform, Writer

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

READERS, WRITERS, TRANSFORMS = "blogconv.readers", "blogconv.writers", "blogconv.transforms"

# Readers stand in the order in which they are asked about an input, the surest first.
BUILT_IN: dict[str, dict[str, str]] = {
    READERS: {
        "wxr": "blogconv.readers.wxr:READER",
        "json": "blogconv.readers.canonical_json:JSON_READER",
        "jsonl": "blogconv.readers.canonical_json:JSONL_READER",
        "movabletype": "blogconv.readers.movabletype:READER",
        "html": "blogconv.readers.html:READER",
        "text": "blogconv.readers.text:READER",
    },
    WRITERS: {
        "wxr": "blogconv.writers.wxr:WRITER",
        "disqus": "blogconv.writers.disqus:WRITER",
        "json": "blogconv.writers.canonical_json:JSON_WRITER",
        "jsonl": "blogconv.writers.canonical_json:JSONL_WRITER",
        "markdown": "blogconv.writers.markdown:WRITER",
    },
    TRANSFORMS: {
        "mentions": "blogconv.transforms.mentions:TRANSFORM",
        "fix-encoding": "blogconv.transforms.fix_encoding:TRANSFORM",
        "anonymise": "blogconv.transforms.anonymise:TRANSFORM",
    },
}
_KINDS: dict[str, tuple[str, type]] = {
    READERS: ("input format", Reader),
    WRITERS: ("output format", Writer),
    TRANSFORMS: ("transform", Transform),
}


class Format(Struct, frozen=True, kw_only=True):
    """What ``formats()`` says of one format or transform."""

    name: str
    title: str
    reads: bool = False
    writes: bool = False
    transforms: bool = False
    built_in: bool = True


def reader(name: str) -> Reader:
    """Find a reader; ``UsageError`` names the nearest known one."""
    found: Reader = _find(READERS, name)
    return found


def writer(name: str) -> Writer:
    """Find a writer; ``UsageError`` names the nearest known one."""
    found: Writer = _find(WRITERS, name)
    return found


def transform(name: str) -> Transform:
    """Find a transform; ``UsageError`` names the nearest known one."""
    found: Transform = _find(TRANSFORMS, name)
    return found


def names(group: str) -> list[str]:
    """List the names of a group, built-in ones first."""
    return [*BUILT_IN[group], *_plugins(group)]


def detect(head: bytes, name: str = "") -> list[tuple[str, float]]:
    """Rank the readers that may understand ``head`` (the first 64 KiB of an input), surest first.

    A built-in that is certain (1.0) ends the search among the built-ins, whose certainties exclude each other:
    so a WXR file does not cost the import of every other format.
    """
    scores = []
    for candidate in BUILT_IN[READERS]:
        score = reader(candidate).sniff(head, name)
        scores.append((candidate, score))
        if score >= 1:
            break
    scores += [(candidate, reader(candidate).sniff(head, name)) for candidate in _plugins(READERS)]
    return sorted(((n, s) for n, s in scores if s > 0), key=lambda pair: -pair[1])


def formats() -> list[Format]:
    """List every format and transform that can be used, by name."""
    found: dict[tuple[bool, str], dict[str, Any]] = {}
    for group, (_, _) in _KINDS.items():
        for name in names(group):
            row = _find(group, name)
            entry = found.setdefault((group == TRANSFORMS, name), {"name": name, "title": row.title})
            entry[{READERS: "reads", WRITERS: "writes", TRANSFORMS: "transforms"}[group]] = True
            entry["built_in"] = name in BUILT_IN[group]
    return [Format(**entry) for _, entry in sorted(found.items())]


def _find(group: str, name: str) -> Any:
    what, kind = _KINDS[group]
    if name in BUILT_IN[group]:
        module, _, attribute = BUILT_IN[group][name].partition(":")
        return getattr(import_module(module), attribute)
    plugins = _plugins(group)
    if name not in plugins:
        raise UsageError(f"unknown {what} '{name}'{nearest(name, names(group))}")
    row = _load(plugins[name], what)
    if not isinstance(row, kind):
        raise UsageError(
            f"plug-in '{name}' ({plugins[name].value}) gives a {type(row).__name__}, not a {kind.__name__}"
        )
    return row


def _load(point: "EntryPoint", what: str) -> object:
    try:
        return point.load()
    except Exception as error:  # a module of others may raise anything while it is imported
        raise UsageError(
            f"{what} '{point.name}' of a plug-in cannot be loaded: {str(error) or type(error).__name__}; "
            "mend or uninstall it"
        ) from error


@cache
def _plugins(group: str) -> dict[str, "EntryPoint"]:
    # Importing it takes longer than reading a page; a format that is named and built in needs none.
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=group) if point.name not in BUILT_IN[group]}
