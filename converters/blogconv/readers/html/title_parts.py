"""The title of the page cut into the post's and the site's, by where each of the two is shown.

Old engines print "Site: Title" or "Title (Site)" in the head, the site's name in a heading at the top and the post's
title in no heading at all. Where both parts are shown, the post's is the one that stands nearer to the text.
"""

import re
from typing import NamedTuple

from blogconv.markup.tree import Element
from blogconv.readers.html.items import in_a_widget
from blogconv.readers.html.page import HEADINGS, Page, ancestors, text_of

_CUT = re.compile(r"\s*(?:[|»«›‹·•—–]|::|:)\s+|\s+[-~/>]+\s+|\s*\|\s*")
_BRACKETED = re.compile(r"(.{3,}?)\s*\(([^()]{2,})\)$")
_SIGNS = re.compile(r"[\W_]+")
_NEVER = frozenset("html body head title script style option li ul ol nav form table tbody tr".split())  # noqa: SIM905


class Shown(NamedTuple):
    """A part of the page's title, and the element that shows it alone."""

    text: str
    element: Element


def cut_apart(printed: str) -> list[tuple[str, str]]:
    """Give the ways to cut a page's title in two."""
    found = [(printed[: m.start()].strip(), printed[m.end() :].strip()) for m in _CUT.finditer(printed)]
    bracketed = _BRACKETED.match(printed)
    if bracketed:
        found.append((bracketed[1], bracketed[2]))
    return [(left, right) for left, right in found if len(left) > 1 and len(right) > 1]


def posts_part(page: Page, printed: str, at_body: int) -> Shown | None:
    """Give the part of the page's title that is the post's; None where not both parts are shown above the text."""
    cuts = cut_apart(printed)[:6]
    wanted = {_folded(part): part for cut in cuts for part in cut}
    if not wanted:
        return None
    sizes = {len("".join(part.split())) for part in wanted.values()}
    shortest, longest = min(sizes), max(len(part) for part in wanted.values())
    shown: dict[str, Element] = {}
    read = 0
    for place in range(1, min(at_body + 12, len(page.order))):
        # Inside the text's own element the title stands at the top, not among the words.
        read += page.own[place] if place > at_body else 0
        if read > longest + 60:
            break
        # The innermost element that shows it, the nearest to the text.
        if not shortest <= page.words[place] <= longest or page.order[place].tag in _NEVER:
            continue
        element = page.order[place]
        if not in_a_widget(page, element):
            key = _folded(text_of(element))
            if key in wanted:
                shown[key] = element
    for left, right in cuts:
        both = [shown.get(_folded(left)), shown.get(_folded(right))]
        if both[0] is not None and both[1] is not None and both[0] is not both[1]:
            nearer = max((left, both[0]), (right, both[1]), key=lambda one: page.at[one[1]])
            return Shown(nearer[0], _heading(nearer[1]))
    return None


def _heading(element: Element) -> Element:
    """Give the heading around an element: what else stands in it is none of the text."""
    return next((e for e, _ in zip(ancestors(element), range(3), strict=False) if e.tag in HEADINGS), element)


def before_facts(text: str, printed: str) -> str | None:
    """Cut what follows the title in its heading ("TITLE · DATE by NAME"), where the page's title shows its end."""
    for cut in cut_apart(printed):
        for part in cut:
            rest = text[len(part) :]
            if len(part) > 3 and text.startswith(part) and re.match(r"\s+[\[(|·•—–-]|\s*[|·•]", rest):
                return part
    return None


def _folded(text: str) -> str:
    return _SIGNS.sub("", text).casefold()
