"""A small part of CSS selectors, for profiles: tags, #ids, .classes, [attributes], descendants, children, lists.

``[a]``, ``[a=v]``, ``[a^=v]``, ``[a$=v]``, ``[a*=v]`` and ``[a~=v]`` are known. Matching starts from the page's index
of classes, ids and tags, so a profile that does not fit costs next to nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from blogconv.errors import UsageError
from blogconv.markup.tree import Element
from blogconv.readers.html.page import Page

_PART = re.compile(
    r"""(?P<tag>\*|[a-zA-Z][\w-]*)|\#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)|"""
    r"""\[\s*(?P<attr>[\w:-]+)\s*(?:(?P<op>[~^$*]?=)\s*(?P<q>["']?)(?P<val>[^\]"']*)(?P=q)\s*)?\]"""
)


class Compound(NamedTuple):
    """One element's conditions; ``child`` says that it must stand directly below the one before it."""

    tag: str | None
    ident: str | None
    classes: tuple[str, ...]
    attrs: tuple[tuple[str, str | None, str], ...]
    child: bool


class Chain(NamedTuple):
    """One selector of a list, and the classes and ids that a page must have for it to match anything."""

    compounds: tuple[Compound, ...]
    classes: frozenset[str]
    ids: frozenset[str]


@lru_cache(maxsize=1024)
def parse(text: str) -> tuple[Chain, ...]:
    """Read a selector list; ``UsageError`` names what is not understood."""
    return tuple(_chain(tuple(_compounds(one, text))) for one in text.split(",") if one.strip())


def _chain(compounds: tuple[Compound, ...]) -> Chain:
    classes = frozenset(name for one in compounds for name in one.classes)
    return Chain(compounds, classes, frozenset(one.ident for one in compounds if one.ident is not None))


def _compounds(one: str, whole: str) -> Iterator[Compound]:
    child = False
    for piece in re.sub(r"\s*>\s*", " > ", one).split():
        if piece == ">":
            child = True
            continue
        tag = ident = None
        classes, attrs = [], []
        place = 0
        while place < len(piece):
            found = _PART.match(piece, place)
            if not found or (found["tag"] and place):
                raise UsageError(f"profile: cannot read the selector {whole!r} at {piece[place:]!r}")
            place = found.end()
            if found["tag"]:
                tag = None if found["tag"] == "*" else found["tag"].lower()
            elif found["id"]:
                ident = found["id"]
            elif found["cls"]:
                classes.append(found["cls"])
            else:
                attrs.append((found["attr"], found["op"], found["val"] or ""))
        yield Compound(tag, ident, tuple(classes), tuple(attrs), child)
        child = False


def select(page: Page, selector: str) -> list[Element]:
    """Find the elements that match, in document order."""
    found: set[Element] = set()
    classes, ids = page.by_class.keys(), page.by_id.keys()
    for chain, needed, needed_ids in parse(selector):
        # Most selectors of most profiles end here.
        if not (needed <= classes and needed_ids <= ids):
            continue
        last = chain[-1]
        if last.ident is not None:
            pool = [page.by_id[last.ident]]
        elif last.classes:
            pool = min((page.by_class[name] for name in last.classes), key=len)
        elif last.tag and len(chain) > 1 and chain[-2].classes:
            around = page.stretches(page.by_class[chain[-2].classes[0]])
            pool = [e for start, stop in around for e in page.order[start + 1 : stop] if e.tag == last.tag]
        elif last.tag:
            pool = page.by_tag.get(last.tag, [])
            if last.attrs and not all(value in page.values(last.tag) for _, _, value in last.attrs):
                continue
        else:
            pool = page.order
        for element in pool:
            if _fits(element, last) and _above(element, chain):
                found.add(element)
    return sorted(found, key=page.at.__getitem__) if found else []


def _above(element: Element, chain: tuple[Compound, ...]) -> bool:
    # Greedy from below: exact unless a child step follows a descendant step that fits at several levels.
    index = len(chain) - 1
    while index > 0:
        above = element.parent
        if chain[index].child:
            if above is None or not _fits(above, chain[index - 1]):
                return False
        else:
            while above is not None and not _fits(above, chain[index - 1]):
                above = above.parent
            if above is None:
                return False
        element, index = above, index - 1
    return True


def _fits(element: Element, wanted: Compound) -> bool:
    tag, ident, classes, conditions, _ = wanted
    if tag and element.tag != tag:
        return False
    attrs = element.attrs
    if ident is not None and attrs.get("id") != ident:
        return False
    if classes:
        have = attrs.get("class", "")
        for name in classes:
            # Most are refused before the classes are cut.
            if name not in have or name not in have.split():
                return False
    return not conditions or all(_attribute(attrs.get(name), op, value) for name, op, value in conditions)


def _attribute(have: str | None, op: str | None, value: str) -> bool:
    if have is None or op is None:
        return have is not None
    if op == "=":
        return have == value
    if op == "^=":
        return have.startswith(value)
    if op == "$=":
        return have.endswith(value)
    return value in have.split() if op == "~=" else value in have
