"""Reach every text that a person reads in a record, to replace it; ids, addresses and slugs are left alone."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct, structs

from blogconv.model import Author, Comment, Inferred, MetaEntry, Post, Site, Term

Change = Callable[[str, str], str]
"""Given a path (``author.name``) and a text, the text to put there."""

_TEXTS: dict[type[Struct], tuple[str, ...]] = {
    Site: ("title", "description"),
    Post: ("title", "excerpt", "content", "date_text"),
    Comment: ("content", "date_text"),
    Author: ("name", "first_name", "last_name"),
    Term: ("name", "description"),
    MetaEntry: ("value",),
    Inferred: ("evidence",),
}
_PARTS: dict[type[Struct], tuple[str, ...]] = {
    Site: ("authors", "terms", "meta"),
    Post: ("author", "terms", "inferred", "meta"),
    Comment: ("author", "inferred", "meta"),
    Term: ("meta",),
}
# PHP counts the bytes of serialised strings: one that was changed would not load.
_SERIALISED = re.compile(r"[aOsCb]:\d+:")
P = TypeVar("P", bound=Struct)


def changed(part: P, change: Change, path: str = "") -> P:
    """Give ``part`` with its texts changed; a post's comments are left to the caller, who knows their ids.

    Serialised PHP stays as it is. The very same object comes back when nothing changed.
    """
    new: dict[str, Any] = {}
    for name in _TEXTS[type(part)]:
        text = getattr(part, name)
        if text and not (name == "value" and _SERIALISED.match(text)) and (other := change(path + name, text)) != text:
            new[name] = other
    for name in _PARTS.get(type(part), ()):
        value = getattr(part, name)
        if isinstance(value, tuple):
            items = tuple(changed(item, change, f"{path}{name}[{at}].") for at, item in enumerate(value))
            if any(item is not old for item, old in zip(items, value, strict=True)):
                new[name] = items
        elif value is not None and (other_part := changed(value, change, f"{path}{name}.")) is not value:
            new[name] = other_part
    return structs.replace(part, **new) if new else part


def changed_extra(extra: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """Give a copy of an ``extra`` with every text in it changed, however deep; keys stay."""
    top: dict[str, Any] = {}
    todo: list[tuple[Any, Any]] = [(extra, top)]
    while todo:
        old, new = todo.pop()
        for key, value in old.items() if isinstance(old, dict) else enumerate(old):
            if isinstance(value, dict | list | tuple):
                made: Any = {} if isinstance(value, dict) else []
                todo.append((value, made))
            else:
                made = change(value) if isinstance(value, str) else value
            if isinstance(new, list):
                new.append(made)
            else:
                new[key] = made
    return top
