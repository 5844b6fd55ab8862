"""Whether what repeats below a post is its comments: other lists repeat too, with names, dates and texts.

Asked only of lists that no id, class or profile names as comments. Such a list is none of the page's comments when the
page says it has none, when its items lead to other pages, or when a heading of its own calls it something else and
nothing in its items belongs to comments alone.
"""

import re
from collections import Counter
from urllib.parse import urldefrag, urlsplit

from blogconv.language import vocabulary
from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.claims import Claim
from blogconv.readers.html.found import Found
from blogconv.readers.html.items import Candidate, of_comments
from blogconv.readers.html.page import HEADINGS, Page, ancestors, text_of
from blogconv.readers.html.roles import AVATAR, words
from blogconv.readers.html.unite import address


def says_none(claimed: list[Claim]) -> bool:
    """Say whether the page says that nobody has commented."""
    counts = [c.heading.count for c in claimed if c.heading.kind == "comments"]
    return 0 in counts and not any(counts)


def between_post_and_form(candidate: Candidate, claimed: list[Claim]) -> list[Candidate]:
    """Leave out what is of the same make as the comments beside them: the post above their heading, the form below.

    Trackbacks above the heading, below one of their own, are a list apart.
    """
    kept = candidate.items
    lo, hi = kept[0].lo, max(item.hi for item in kept)
    parts = []
    among = [c.at for c in claimed if c.heading.kind == "comments" and c.heading.count != 0 and lo <= c.at <= hi]
    # More than one is what each comment begins with: "Comment 3 by Ann".
    if len(among) == 1:
        if any(c.heading.kind == "pings" and c.at < lo for c in claimed):
            parts.append([item for item in kept if item.hi < among[0]])
        kept = [item for item in kept if item.lo > among[0]] or kept
    if len(kept) > 1 and any(
        c.heading.kind == "form" and 0 <= c.at - kept[-1].lo <= min(3, kept[-1].hi - kept[-1].lo) for c in claimed
    ):
        kept = kept[:-1]
    if len(kept) == len(candidate.items):
        return [candidate]
    return [
        Candidate(part, candidate.layer, candidate.profile, below_heading=candidate.below_heading)
        for part in (kept, *parts)
        if part
    ]


def are_teasers(page: Page, found: list[Found]) -> bool:
    """Say whether items whose class speaks of comments lead to other pages: an "opinion", the "reactions" to others."""
    sample = found[:40]
    return lead_away(page, sample) and sum(_is_said(page, one, named=False) for one in sample) <= 0.5 * len(sample)


def lead_away(page: Page, sample: list[Found]) -> bool:
    """Say whether most items lead to other pages of the site, each to its own."""
    away = Counter(address(target) for one in sample if (target := _leads_away(page, one)))
    # Links that all lead to one page lead to this one, whose address a saved page may not tell.
    return sum(away.values()) > 0.5 * len(sample) and (len(sample) < 2 or max(away.values()) < 0.8 * sum(away.values()))


def are_comments(page: Page, found: list[Found], count: int | None) -> bool:
    """Say whether the items of one list, as read, can be comments."""
    sample = found[:40]
    if lead_away(page, sample):
        return False
    heading = _heading_of(page, found[0].item.first)
    text = text_of(heading) if heading is not None else ""
    if text and vocabulary.comment_heading(text):
        return True
    if text and (vocabulary.widget_heading(text) or wording.mark(text) == "related"):
        return False
    if count == len(found) or str(len(found)) in text.split():
        return True
    parent = found[0].item.parent
    if any(of_comments(words(e)) for e in [parent, *ancestors(parent)][:4] if e.tag not in ("body", "html")):
        return True
    if heading is None and sum(_is_timed(one) for one in sample) > 0.5 * len(sample):
        return True
    return sum(_is_said(page, one) for one in sample) > 0.5 * len(sample)


def _is_timed(one: Found) -> bool:
    """Say whether a comment's date has a time of day: where no heading tells, days alone are any list's."""
    return bool((one.iso and len(one.iso) > 10) or (one.date and one.date.time))


_TOLD_OF = re.compile(r"#(?:comment|[a-z_-]*\d+$)", re.I)
"""A comment of another page, by the anchor it is linked with."""


def _leads_away(page: Page, one: Found) -> str | None:
    """Give the other page of the site that a teaser's heading, or the text of a comment told of elsewhere, leads to."""
    for element in _below(page, one):
        href = element.attrs.get("href", "") if element.tag == "a" else ""
        if not href or not _is_other(page, href):
            continue
        text = text_of(element)
        told_of = _TOLD_OF.search(href) is not None
        if not told_of and (not text or text == one.name):
            continue
        if told_of or wording.mark(text.strip(" .…»→>")) == "navigation":
            return urldefrag(page.absolute(href))[0]
        above: Element | None = element
        for _ in range(3):
            if above is None or above is one.item.parent:
                break
            if above.tag in HEADINGS:
                return urldefrag(page.absolute(href))[0]
            above = above.parent
        # A title, or a stretch of the text itself: most of the item's words stand in one link.
        if len(text) >= 20 and len(text) > 0.5 * one.item.length(page):
            return urldefrag(page.absolute(href))[0]
    return None


def _is_other(page: Page, href: str) -> bool:
    """Say whether a link leads to another page of the same site."""
    target, fragment = urldefrag(page.absolute(href)) if _is_sound(href) else (href, "")
    if fragment and fragment in page.by_id:
        return False
    try:
        there, here = urlsplit(target), urlsplit(page.url or "")
    except ValueError:
        return False
    if there.scheme not in ("", "http", "https") or not (there.path or there.query):
        return False
    if there.netloc and there.netloc.removeprefix("www.") != here.netloc.removeprefix("www."):
        return False
    return (there.path.rstrip("/"), there.query) != (here.path.rstrip("/"), here.query)


def _is_sound(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True


def _heading_of(page: Page, first: Element) -> Element | None:
    """The heading directly above the first item, or above what holds it; not the page's title or the post's."""
    for holder in [first, *ancestors(first)][:4]:
        if holder.parent is None or holder.tag in ("body", "html", "main", "article"):
            return None
        for sibling in reversed(holder.parent.children[: page.slot[holder]]):
            if isinstance(sibling, str):
                if sibling.strip():
                    return None
            elif page.length(sibling):
                return _as_heading(page, sibling)
    return None


def _as_heading(page: Page, element: Element) -> Element | None:
    if page.length(element) > 90:
        return None
    if element.tag in HEADINGS:
        return element if element.tag != "h1" else None
    inner = [e for e in page.below(element) if e.tag in (*HEADINGS, "strong", "b")]
    if inner and page.length(inner[0]) >= page.length(element) - 4 and inner[0].tag != "h1":
        return inner[0]
    text = text_of(element)
    if len(text) <= 50 and not (wording.mark(text) or vocabulary.terms_label(text) or wording.posted_by(text)):
        return element
    return None


def _is_said(page: Page, one: Found, *, named: bool = True) -> bool:
    """What belongs to comments alone: a picture of who speaks, a way to answer, "says", a link to itself."""
    if one.avatar or one.type != "comment" or one.parent_hint or one.depth is not None:
        return True
    if one.url and not _is_other(page, one.url):
        return True
    for element in _below(page, one):
        if element.tag == "a":
            href = element.attrs.get("href", "")
            rel = element.attrs.get("rel", "").lower()
            if (href.startswith("#") and len(href) > 1) or "replytocom" in href or "nofollow" in rel:
                return True
        names = words(element) if element.attrs else frozenset()
        if names and ((named and of_comments(names)) or (element.tag == "img" and names & AVATAR)):
            return True
    for line in (*one.parts.lines[:3], *one.parts.lines[-2:]):
        if wording.is_reply_mark(line.text) or (len(line.text) <= 120 and wording.says(line.text)):
            return True
    return False


def _below(page: Page, one: Found) -> list[Element]:
    return page.order[one.item.lo : min(one.item.hi, one.item.lo + 60) + 1]
