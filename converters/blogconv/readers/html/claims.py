"""What the page says of its own comments: headings with and without counts, and where they stand."""

import re
from typing import NamedTuple

from blogconv.language import vocabulary
from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.items import in_a_widget, of_comments
from blogconv.readers.html.page import BLOCK, HEADINGS, Page, text_of
from blogconv.readers.html.roles import COMMENT

_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"^\W*\d{1,5}\s*\w{3}|\w{3}\W*\d{1,5}\W*$")


_MOST = 100


class Claim(NamedTuple):
    """A comment heading: where it stands (place in document order), and what it says."""

    at: int
    element: Element
    heading: vocabulary.Heading


def claims(page: Page) -> list[Claim]:
    """Find the headings of comments, pings and comment forms."""
    found = []
    at, own, lengths = page.at, page.own, page.words
    pool: set[Element] = set()
    for tag in (*HEADINGS, "legend", "summary"):
        pool.update(page.by_tag.get(tag, ()))
    for tag in ("strong", "b", "th"):
        # A heading by its looks stands alone in its block or in its line.
        for element in page.by_tag.get(tag, ()):
            if element.parent is not None and page.length(element) <= 160:
                alone = page.length(element.parent) <= page.length(element) + 8
                if alone or (page.length(element) <= 80 and _has_own_line(page, element)):
                    pool.add(element)
    for place in page.named(COMMENT):
        if 0 < page.words[place] <= 90 and of_comments(page.names[place]):
            pool.add(page.order[place])
    for tag in ("p", "div", "span", "td", "center", "font", "a"):
        # "7 Responses to …" in a block of its own.
        for element in page.by_tag.get(tag, ()):
            place = at[element]
            if own[place] and 0 < lengths[place] <= 160:
                text = "".join([c for c in element.children if isinstance(c, str)])
                if _DIGIT.search(text) and _NUMBERED.search(text):
                    pool.add(element)
    for element in sorted(pool, key=page.at.__getitem__):
        if 0 < page.length(element) <= 160 and not in_a_widget(page, element):
            heading = _heading(page, element)
            if heading:
                found.append(Claim(page.at[element], element, heading))
    # Thousands of headings that claim comments are no blog's; each is compared with each list.
    return found if len(found) <= 2 * _MOST else [*found[:_MOST], *found[-_MOST:]]


def _has_own_line(page: Page, element: Element) -> bool:
    """Say whether an inline element stands between line breaks or blocks, at most a number behind it."""
    assert element.parent is not None
    children, slot = element.parent.children, page.slot[element]
    before = children[slot - 1] if slot else None
    if isinstance(before, str) and not before.strip():
        before = children[slot - 2] if slot > 1 else None
    behind = [c for c in children[slot + 1 : slot + 3] if not isinstance(c, str) or not _BESIDE.fullmatch(c)]
    after = behind[0] if behind else None
    return all(
        end is None or (not isinstance(end, str) and (end.tag == "br" or end.tag in BLOCK)) for end in (before, after)
    )


_BESIDE = re.compile(r"[\s:()\d\[\]]{0,10}")


def _number_behind(page: Page, element: Element) -> str:
    """Give the number that stands behind a bold label: "<b>Comments:</b> 3"."""
    children = element.parent.children if element.parent is not None else []
    behind = children[page.slot[element] + 1] if page.slot[element] + 1 < len(children) else ""
    return " " + behind.strip() if isinstance(behind, str) and behind.strip() and _BESIDE.fullmatch(behind) else ""


_COUNTED = re.compile(r"(\d{1,5}\s+)[^\W\d_]+\s+")


def _heading(page: Page, element: Element) -> vocabulary.Heading | None:
    """Read an element as a heading of comments; a link beside it ("add yours") and an adjective are none of it."""
    text = text_of(element)
    heading = wording.comment_heading(text)
    if heading is None and element.tag in ("b", "strong"):
        return wording.comment_heading(text + _number_behind(page, element))
    if heading is not None or element.tag not in HEADINGS:
        return heading
    links = {inner for child in element.children if not isinstance(child, str) for inner in (child, *child.children)
             if not isinstance(inner, str) and inner.tag == "a"}  # fmt: skip
    alone = text_of(element, links) if links else ""
    if alone and (heading := wording.comment_heading(alone)) is not None:
        return heading
    # "8 lovely comments on …"
    return wording.comment_heading(_COUNTED.sub(r"\1", text, count=1)) if _COUNTED.match(text) else None


def expected(found: list[Claim], first: int | None) -> int | None:
    """Choose the number that the page claims: the nearest above the first comment, else the first one given."""
    counted = [c for c in found if c.heading.count is not None and c.heading.kind == "comments"]
    if not counted:
        return None
    above = [c for c in counted if first is None or c.at < first]
    return (above[-1] if above and first is not None else counted[0]).heading.count
