"""Read the fields that some extractors set before the text, between two rules: title, author, date, address."""

import re

from msgspec import Struct

from blogconv.language.dates import PrintedDate, parse_date

_FIELD = re.compile(r"([a-z][a-z_ -]{1,24}):(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)$")
_KNOWN = frozenset(["title", "author", "authors", "date", "url"])
_READ = _KNOWN | {"published", "categories", "tags"}
_MOST = 60
"""Lines of the block."""


class FrontMatter(Struct, frozen=True):
    """What the block says of the post."""

    title: str | None = None
    author: str | None = None
    date: PrintedDate | None = None
    url: str | None = None
    terms: tuple[tuple[str, str], ...] = ()
    other: tuple[str, ...] = ()
    """The block's fields that say nothing a post has room for, as ``name: value``."""


def read_front_matter(text: str) -> tuple[FrontMatter | None, str]:
    """Give the block's fields and the text below it; a dump without one comes back as it is."""
    start = text.lstrip("\ufeff \t\r\n")
    if not start.startswith("---"):
        return None, text
    rows = start.split("\n", _MOST + 1)
    if rows[0].strip() != "---":
        return None, text
    fields: dict[str, list[str]] = {}
    key = ""
    for number, row in enumerate(rows[1 : _MOST + 1], 1):
        if row.strip() == "---":
            if not _KNOWN & fields.keys():
                return None, text
            return _told(fields), "\n".join(rows[number + 1 :])
        if found := _FIELD.match(row.rstrip()):
            key = found[1]
            fields[key] = [_bare(found[2])] if found[2] else []
        elif key and (item := _ITEM.match(row)):
            fields[key].append(_bare(item[1]))
        elif row.strip():
            return None, text
    return None, text


def _bare(value: str) -> str:
    """Take quotes off a value."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"').replace("''", "'")
    return value


def _told(fields: dict[str, list[str]]) -> FrontMatter:
    def first(*names: str) -> str | None:
        return next((value for name in names for value in fields.get(name, []) if value), None)

    date = first("date", "published")
    terms = [
        (taxonomy, _bare(part))
        for name, taxonomy in (("categories", "category"), ("tags", "post_tag"))
        for value in fields.get(name, [])
        for part in re.split(r"\s*[;,]\s*", value.strip("[]"))
        if part.strip("\"' ")
    ]
    return FrontMatter(
        first("title"),
        first("author", "authors"),
        parse_date(date) if date else None,
        first("url"),
        tuple(terms),
        tuple(f"{name}: {', '.join(values)}" for name, values in fields.items() if name not in _READ and any(values)),
    )
