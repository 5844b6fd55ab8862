"""Readers' votes on a comment, where a page prints them with a direction: "3" beside a thumb up, "Liked by 3 people".

A sum of both directions ("+2", "karma 5") says neither, and is left alone.
"""

# ruff: noqa: SIM905 - lists of words read better as words

import re

from blogconv.markup.tree import Element
from blogconv.model import Votes
from blogconv.readers.html.comment_text import Parts
from blogconv.readers.html.page import Page, text_of
from blogconv.readers.html.roles import words

_UP = frozenset("up plus like likes liked upvote upvotes thumbup thumbsup positive agree recommend recommends".split())
_DOWN = frozenset("down minus dislike dislikes downvote downvotes thumbdown thumbsdown negative disagree".split())
_ABOUT = frozenset(
    (
        "vote votes voting voted rating ratings rate karma thumb thumbs like likes dislike dislikes likebox upvote "
        "upvotes downvote downvotes reaction reactions recommend recommends"
    ).split()
)
_NUMBER = re.compile(r"(?<![\d.,])[+\-−]?(\d{1,6})(?![\d.,])")
_ALONE = re.compile(r"\W*[+\-−]?(\d{1,6})\W*")
_ATTRIBUTES = (
    ("up", ("data-upvotes", "data-votes-up", "data-likes", "data-like-count")),
    ("down", ("data-downvotes", "data-votes-down", "data-dislikes", "data-dislike-count")),
)


_COUNTED = frozenset(key for _, keys in _ATTRIBUTES for key in keys)


def read_votes(parts: Parts) -> Votes | None:
    """Read how many readers voted for a comment and how many against it; None where the page does not say."""
    found: dict[str, int] = {}
    for element, names in zip(parts.elements, parts.names, strict=True):
        attrs = element.attrs
        if not attrs:
            continue
        for way, keys in _ATTRIBUTES if not _COUNTED.isdisjoint(attrs) else ():
            value = next((attrs[key] for key in keys if key in attrs), "")
            if value.isdecimal() and len(value) < 7:
                found.setdefault(way, int(value))
        prop = attrs["itemprop"].lower() if "itemprop" in attrs else ""
        if prop in ("upvotecount", "downvotecount"):
            told = _ALONE.fullmatch(attrs.get("content", "") or text_of(element))
            if told:
                found.setdefault("up" if prop[0] == "u" else "down", int(told.group(1)))
        told_way = _way(element, names)
        if told_way is None or told_way in found:
            continue
        number = _number(parts.page, element)
        if number is not None:
            found[told_way] = number
    return Votes(up=found.get("up", 0), down=found.get("down", 0)) if found else None


def _way(element: Element, names: frozenset[str]) -> str | None:
    up, down = not names.isdisjoint(_UP), not names.isdisjoint(_DOWN)
    # "like-dislike" holds both; "dislike" alone is cut into no "like".
    if up == down:
        return None
    above = element.parent
    near = names | (words(above) if above is not None else frozenset())
    return ("up" if up else "down") if not near.isdisjoint(_ABOUT) else None


def _number(page: Page, element: Element) -> int | None:
    """The one number an element holds, or the one that stands right after it."""
    if page.length(element) > 40:
        return None
    text = text_of(element)
    numbers = _NUMBER.findall(text)
    if numbers:
        return int(numbers[0]) if len(numbers) == 1 else None
    if element.parent is None:
        return None
    for sibling in element.parent.children[page.slot[element] + 1 :][:3]:
        told = sibling if isinstance(sibling, str) else text_of(sibling) if page.length(sibling) <= 12 else "…"
        if told.strip():
            number = _ALONE.fullmatch(told)
            return int(number.group(1)) if number else None
    return None
