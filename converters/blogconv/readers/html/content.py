"""The main content of a post: the element that holds its text, by its class or by its density of text."""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from blogconv.markup.tree import Element
from blogconv.readers.html.page import SILENT, Page, ancestors
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.roles import COMMENT, FORM, words_of
from blogconv.readers.html.selectors import select

_POSTISH = frozenset(
    (
        "post entry article story blog blogpost single hentry main news text page body postbody beitrag artikel "
        "billet articulo nota articolo wpis zapis e"
    ).split()
)
_CONTENTISH = frozenset("content contents body text entry copy contenu inhalt contenido prose richtext".split())
_WHOLE = frozenset(
    (
        "entry-content post-content e-content post-body entry-body article-body postcontent article-content entrybody "
        "post-entry storycontent post_content entry_content post_body entry_body articlebody single-content wp-block- "
        "post-content post-text posttext entrytext postbody entry_text article__body article__content post__content"
    ).split()
)
"""Class names that themes and engines give the element of a post's text, and nothing else."""
_NOT_CONTENT = frozenset(
    (
        "meta header head footer foot title comments comment sidebar widget widgets nav navigation menu info related "
        "share thumb thumbnail image author date tags category categories links list wrapper wrap container"
    ).split()
)
_MASK_TAGS = frozenset(["nav", "form", "aside", "menu", "footer"])
_MASK = frozenset(
    (
        "sidebar widget widgets nav navi navigation navbar menu breadcrumb breadcrumbs related footer comments "
        "commentlist respond commentform pagination pager yarpp jp-relatedposts sharedaddy share social advert ads "
        "adsense banner copyright blogroll masthead colophon sitenav topbar bottombar trackbacks"
    ).split()
)
_AROUND = frozenset({"content", "main", "wrapper", "page", "container", "site", "blog"})
_PARAGRAPHS = frozenset("p pre blockquote td li dd div section article span figcaption h2 h3 h4 center font".split())


_GOES_ON = frozenset("more extended continued continuation rest suite fortsetzung".split())
_LEADS_IN = frozenset("excerpt lead lede intro introduction chapo chapeau standfirst".split())


_SEEN = frozenset(("img", "iframe", "video", "audio", "embed", "object"))


class Body(NamedTuple):
    """The element that holds the post's text, and how it was found."""

    element: Element
    layer: str
    confidence: float
    before: tuple[Element, ...] = ()
    """Blocks above it that lead in: an excerpt, the first of two bodies."""
    after: tuple[Element, ...] = ()
    """Blocks below it in which the text goes on."""

    @property
    def elements(self) -> tuple[Element, ...]:
        """All blocks of the text in order."""
        return (*self.before, self.element, *self.after)


def main_content(page: Page, profiles: Sequence[Profile], comment_spans: list[tuple[int, int]]) -> Body | None:
    """Choose the element that holds the text of the (first) post; None for a page without any."""
    mask = _mask(page, comment_spans)
    own = _plain(page, mask)
    scores = _paragraph_scores(page, mask)
    for profile in profiles:
        if profile.rules.post.body:
            for selector in profile.rules.post.body.split(","):
                found = [e for e in select(page, selector) if not mask[page.at[e]] and own[page.at[e]] >= 20]
                if found:
                    return _whole(page, Body(found[0], f"profile {profile.name}", 0.95), mask, own)
    best = max(scores, key=lambda place: (scores[place], -place), default=None)
    named = _named(page, mask, own)
    if named is not None:
        place = page.at[named]
        # A class that says "content" holds, unless the page's text plainly stands elsewhere.
        if best is None or own[place] >= 0.4 * own[best] or page.within(page.order[best], named) or own[place] >= 1200:
            return _whole(page, Body(named, "class words", 0.85), mask, own)
    if best is None:
        below = _below_title(page, mask)
        return None if below is None else Body(below, "what stands below the title", 0.4)
    return _whole(page, Body(_grown(page, best, mask, own, scores), "density of text", 0.7), mask, own)


def _below_title(page: Page, mask: bytearray) -> Element | None:
    """What holds the first heading and more: a post of a few words or of pictures, where nothing else tells it."""
    for heading in sorted((e for tag in ("h1", "h2", "h3") for e in page.by_tag.get(tag, ())), key=page.at.__getitem__):
        if mask[page.at[heading]] or page.link_share(heading) > 0.9:
            continue
        for above in ancestors(heading):
            if above.tag in ("body", "html"):
                break
            if page.length(above) - page.length(heading) >= 8 or any(e.tag in _SEEN for e in page.below(above)[:80]):
                return above
    return None


def _whole(page: Page, body: Body, mask: bytearray, own: list[int]) -> Body:
    """Add the blocks beside the body that hold more of the text: the extended entry, the excerpt above."""
    element = body.element
    if element.parent is None or element.tag in ("body", "td"):
        return body
    kind, rank = element.attrs.get("class", "").split(), _name_rank(element)
    slot = page.slot[element]
    before: list[Element] = []
    after: list[Element] = []
    for index, sibling in enumerate(element.parent.children):
        if isinstance(sibling, str) or index == slot or sibling.tag not in ("div", "section", "p"):
            continue
        place = page.at[sibling]
        found = page.names[place]
        if not found or mask[place] or own[place] < 20 or page.link_share(sibling) > 0.4:
            continue
        again = _again(kind, rank, sibling)
        if index < slot:
            if again or not found.isdisjoint(_LEADS_IN):
                before.append(sibling)
        elif again or not found.isdisjoint(_GOES_ON):
            after.append(sibling)
    return body._replace(before=tuple(before), after=tuple(after))


def _again(kind: list[str], rank: int, sibling: Element) -> bool:
    """Say whether a sibling is named as the body is, by a name that speaks of a text."""
    return rank >= 3 and (sibling.attrs.get("class", "").split() == kind or _name_rank(sibling) >= rank)


def body_within(page: Page, entry: Element) -> Element:
    """The element that holds the text of one of several posts: the best named one inside it, else the entry itself."""
    best, rank = entry, 1
    for element in page.below(entry):
        found = _name_rank(element)
        if found > rank and page.length(element) >= 0.4 * page.length(entry):
            best, rank = element, found
    return best


def _mask(page: Page, spans: Iterable[tuple[int, int]]) -> bytearray:
    mask = bytearray(len(page.order))
    count = sum(page.words[:1])
    place, total = 0, len(page.order)
    order, end = page.order, page.end
    while place < total:
        element = order[place]
        found = page.names[place]
        if (
            element.tag in _MASK_TAGS
            or (found and ((not found.isdisjoint(_MASK) and found.isdisjoint(_AROUND)) or not found.isdisjoint(FORM)))
        ) and (element.tag not in ("body", "html") and page.words[place] < 0.7 * max(count, 1)):
            mask[place : end[place] + 1] = b"\1" * (end[place] + 1 - place)
            place = end[place] + 1
            continue
        place += 1
    for lo, hi in spans:
        mask[lo : hi + 1] = b"\1" * (hi + 1 - lo)
    return mask


def _plain(page: Page, mask: bytearray) -> list[int]:
    """Characters outside links and outside the mask, by place."""
    count = len(page.order)
    own = [0] * count
    for place in range(count - 1, 0, -1):
        if mask[place]:
            own[place] = 0
            continue
        element = page.order[place]
        if page.links[place] and element.tag == "a":
            continue
        if element.tag not in SILENT:
            own[place] += page.own[place]
        else:
            own[place] -= sum(page.words[page.at[c]] for c in element.children if not isinstance(c, str))
        own[page.up[place]] += own[place]
    return own


def _outward(page: Page) -> list[int]:
    """Characters of links to other sites, by place: a post may be a list of them, a menu is not."""
    found = [0] * len(page.order)
    links = page.by_tag.get("a", ())
    own = urlsplit(page.url).netloc.removeprefix("www.") if page.url else ""
    if not own and sum(link.attrs.get("href", "").startswith("/") for link in links) < 3:
        return found
    for link in links:
        href = link.attrs.get("href", "")
        if href.startswith(("http://", "https://")) and not (own and own in href):
            place = page.at[link]
            length = page.words[place]
            while length and place:
                found[place] += length
                place = page.up[place]
    return found


def _paragraph_scores(page: Page, mask: bytearray) -> dict[int, float]:
    outward = _outward(page)
    scores: dict[int, float] = {}
    for place, element in enumerate(page.order):
        if mask[place] or element.tag not in _PARAGRAPHS or (not page.own[place] and element.tag not in ("p", "li")):
            continue
        text = "".join(c for c in element.children if isinstance(c, str))
        length = len(text.strip())
        if element.tag == "p":
            length = max(length, page.words[place] - page.links[place])
        elif element.tag == "li" and outward[place]:
            length = max(length, page.words[place] - page.links[place] + outward[place])
        if length < 25 or element.parent is None:
            continue
        value = 1 + min(length / 100, 3) + min(text.count(",") + text.count("，") + text.count("、"), 5) * 0.3
        if element.tag == "span":
            value *= 0.5
        # The text of a div belongs to the div itself where lines are parted by <br>.
        loose = element.tag in ("div", "td", "section", "article")
        targets = (
            [(element, 1.0), (element.parent, 0.5)] if loose else [(element.parent, 1.0), (element.parent.parent, 0.5)]
        )
        for target, share in targets:
            if target is not None and target.tag != "html":
                at = page.at[target]
                scores[at] = scores.get(at, 0.0) + share * value
    for at in scores:
        found = page.names[at]
        factor = 1.0 - min((page.links[at] - outward[at]) / page.words[at], 1.0) if page.words[at] else 0.0
        if found & _CONTENTISH:
            factor *= 1.25
        if found & COMMENT and page.order[at].tag != "body":
            factor *= 0.3
        if found & {"sidebar", "widget", "footer", "related", "nav"}:
            factor *= 0.3
        scores[at] *= factor
    return scores


def _named(page: Page, mask: bytearray, own: list[int]) -> Element | None:
    """The first element whose class or microdata says that it holds the post's text."""
    found: list[tuple[int, int, int, Element]] = []
    for place, element in enumerate(page.order):
        if mask[place] or not element.attrs or element.tag in ("body", "html"):
            continue
        rank = _name_rank(element)
        if rank:
            size = own[place]
            if size < 120 and rank == 4:
                # A post of pictures has next to no text.
                size += 60 * sum(e.tag in ("img", "iframe", "video") for e in page.below(element)[:60])
            if size >= 20:
                found.append((rank, place, size, element))
    if not found:
        return None
    most = max(f[2] for f in found)
    good = [f for f in found if f[2] >= 0.25 * most or (f[0] >= 3 and f[2] >= 0.12 * most)]
    best = max(f[0] for f in good)
    first = next(f for f in good if f[0] == best)
    # The same words on a wrapper and inside it: the innermost that keeps the text.
    chosen = first
    for other in good:
        if (
            other[1] > chosen[1]
            and page.within(other[3], chosen[3])
            and other[2] >= 0.9 * chosen[2]
            and other[0] >= chosen[0]
        ):
            chosen = other
    return chosen[3]


def _name_rank(element: Element) -> int:
    prop = element.attrs.get("itemprop", "").lower()
    if "articlebody" in prop:
        return 4
    names = element.attrs.get("class", "")
    if names:
        tokens = names.lower().split()
        if not _WHOLE.isdisjoint(tokens):
            return 4
        for token in tokens:
            found = words_of(token)
            if found & _CONTENTISH and found & _POSTISH and not found & _NOT_CONTENT and len(found) <= 4:
                return 3 if len(found) > 1 else 2
        if any(t in ("entry", "storycontent") for t in tokens):
            return 3
        if any(t in ("content", "hentry", "post", "article") for t in tokens) and element.tag != "body":
            return 1
    return 0


def _grown(page: Page, place: int, mask: bytearray, own: list[int], scores: dict[int, float]) -> Element:
    """Climb from the densest element while the ancestor adds text of the same post."""
    element = page.order[place]
    for above in ancestors(element):
        if above.tag in ("body", "html", "table", "tbody", "tr"):
            break
        at = page.at[above]
        gained = own[at] - own[page.at[element]]
        if (
            gained > 0.12 * own[page.at[element]]
            and scores.get(at, 0) >= 0.35 * scores.get(place, 1)
            and len(re.findall(r"h1", above.tag)) == 0
        ):
            element = above
            continue
        break
    return _with_paragraphs(page, element, mask, own)


def _with_paragraphs(page: Page, element: Element, mask: bytearray, own: list[int]) -> Element:
    """Take in paragraphs beside the densest element: the lead of a recipe, the words after a table."""
    above = element.parent
    if above is None or element.tag == "p" or above.tag in ("body", "html", "table", "tbody", "tr"):
        return element
    slot = page.slot[element]
    for index, sibling in enumerate(above.children):
        if isinstance(sibling, str) or sibling.tag != "p" or abs(index - slot) > 4:
            continue
        place = page.at[sibling]
        if not mask[place] and own[place] >= 40 and page.link_share(sibling) < 0.3:
            return above
    return element
