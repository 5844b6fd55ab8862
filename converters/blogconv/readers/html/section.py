"""Where the comments of a page stand though not all could be read: their text is none of the post's.

A heading that speaks of comments below the post's text opens the section. A heading without a number may head a
chapter ("Discussion"), so a date or the form for another comment must follow it.
"""

from blogconv.language.dates import PrintedDate
from blogconv.readers.html.claims import Claim
from blogconv.readers.html.page import HEADINGS, SILENT, Page, ancestors
from blogconv.readers.html.wording import find_dates

_TEXT_ABOVE = 200
_NEAR = 60


def comments_section(page: Page, claimed: list[Claim], first: int | None) -> tuple[int, int] | None:
    """Give the places, first and last, of a section of comments below the post's text; None where none is headed.

    ``first`` is the place of the first comment that was read: only a heading with a number is believed then, since
    next to nothing stands between another heading and its comments.
    """
    for claim in claimed:
        if claim.heading.kind != "comments" or claim.element.tag not in HEADINGS or claim.heading.count == 0:
            continue
        if _text_above(page, 0, claim.at) < _TEXT_ABOVE:
            continue
        if claim.heading.count or (first is None and _is_followed(page, claim, claimed)):
            end = _end_of(page, claim)
            if first is None or claim.at < first <= end:
                return claim.at, end
    return None


def heads_comments(page: Page, claim: Claim, claimed: list[Claim], body: int, first: int | None) -> bool:
    """Say whether a heading inside the body, with little text below it, ends the post's text.

    Not when that text has yet to begin, nor when it may be the post's own last chapter.
    """
    if claim.heading.kind != "comments":
        return True
    if not _text_above(page, body, claim.at):
        return False
    return first is not None or claim.heading.count is not None or _is_followed(page, claim, claimed)


def _text_above(page: Page, start: int, place: int) -> int:
    """Characters of running text above a place: pieces of some length, outside links and headings."""
    total = 0
    for at in range(place - 1, start, -1):
        if page.own[at] >= 40 and page.order[at].tag not in ("a", *HEADINGS, *SILENT):
            total += page.own[at]
            if total >= _TEXT_ABOVE:
                break
    return total


def _is_followed(page: Page, claim: Claim, claimed: list[Claim]) -> bool:
    if any(other.at > claim.at and other.heading.kind == "form" for other in claimed):
        return True
    start = page.end[claim.at] + 1
    for element in page.order[start : start + _NEAR]:
        if element.attrs.get("datetime"):
            return True
        for piece in element.children:
            if isinstance(piece, str) and 6 <= len(piece.strip()) <= 80 and _whole(find_dates(piece)):
                return True
    return False


def _whole(dates: list[PrintedDate]) -> bool:
    return any(not date.incomplete for date in dates)


def _end_of(page: Page, claim: Claim) -> int:
    """The last place of the section: what holds the heading and begins with it, and all that follows in its parent."""
    before = claim.at - 1
    while before > 0 and not (page.own[before] and page.order[before].tag not in SILENT):
        before -= 1
    for above in ancestors(claim.element):
        at = page.at[above]
        if above.tag in ("body", "html") or at <= before:
            return page.end[at]
    return page.end[claim.at]
