"""Boxes inside a post's text that no class names: related posts, share bars, sign-up forms, author boxes, adverts.

They are told by what opens them, a label that the vocabulary knows as furniture, together with what they hold: links
alone, a form, a picture in a link.
"""

from blogconv.language import vocabulary
from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.page import HEADINGS, SILENT, Page, ancestors, text_of
from blogconv.readers.html.roles import words

_LABELS = frozenset((*HEADINGS, "p", "div", "span", "strong", "b", "legend", "summary", "dt", "em", "li", "small"))
_BOXES = frozenset(
    ("div", "section", "aside", "table", "fieldset", "ul", "ol", "dl", "p", "footer", "figure", "center")
)
_AVATAR = frozenset(("avatar", "gravatar"))
_LONGEST_LABEL = 60
_ABOUT = 600


def boxes(page: Page, body: Element, dropped: set[Element], author: str | None) -> set[Element]:
    """Give the elements of ``body`` that are furniture, beside those ``dropped`` already."""
    found: set[Element] = set()
    lo = page.at[body]
    place, last = lo + 1, page.end[lo]
    while place <= last:
        element = page.order[place]
        box = element if element in dropped else _opened_by(page, element, body)
        if box:
            for one in box if isinstance(box, list) else [box]:
                found.add(one)
                place = max(place, page.end[page.at[one]])
        place += 1
    found |= _sign_ups(page, body)
    found |= _author_boxes(page, body, dropped | found, author)
    return found - dropped


def _opened_by(page: Page, label: Element, body: Element) -> list[Element] | None:
    """The box or the blocks of links that a label opens, with the label; None where it opens nothing of the kind."""
    at = page.at[label]
    length = page.words[at]
    if label.tag not in _LABELS or not 0 < length <= _LONGEST_LABEL or page.links[at] > 0.5 * length:
        return None
    if not page.own[at] and label.tag not in HEADINGS:
        return None
    box = _box(page, label, body)
    following = [] if box is not None else _linked(page, label)
    if (box is None and not following) or not _is_label(text_of(label)):
        return None
    return [box] if box is not None else [label, *following]


def _box(page: Page, label: Element, body: Element) -> Element | None:
    """The largest element inside the body that begins with the label and holds but links, pictures or a few words."""
    length, links = page.length(label), page.links[page.at[label]]
    found, below = None, label
    for above in ancestors(label):
        if above is body or any(
            (isinstance(c, str) and c.strip()) or (not isinstance(c, str) and page.length(c))
            for c in above.children[: page.slot[below]]
        ):
            break
        rest = page.length(above) - length
        linked = page.links[page.at[above]] - links
        if above.tag in _BOXES and (linked >= 0.5 * rest if rest else _has_picture(page, above)):
            found = above
        below = above
    return found


def _has_picture(page: Page, element: Element) -> bool:
    """Say whether a picture in a link stands below: an advert."""
    return any(e.tag == "img" and e.parent is not None and e.parent.tag == "a" for e in page.below(element)[:20])


def _linked(page: Page, label: Element) -> list[Element]:
    """The blocks after the label that are mostly links."""
    found: list[Element] = []
    if label.parent is None:
        return found
    for sibling in label.parent.children[page.slot[label] + 1 :]:
        if isinstance(sibling, str):
            if sibling.strip():
                break
            continue
        length = page.length(sibling)
        if length and (sibling.tag not in _BOXES or page.link_share(sibling) < 0.5):
            break
        if length:
            found.append(sibling)
        if len(found) == 8:
            break
    return found


def _is_label(text: str) -> bool:
    kind = wording.mark(text)
    if kind == "share":
        # A chapter may be called by the name of a service.
        return len(text.split()) > 1 or text.rstrip().endswith((":", "："))
    return kind in ("related", "widget", "print", "feed") or vocabulary.widget_heading(text) is not None


def _sign_ups(page: Page, body: Element) -> set[Element]:
    """Boxes around a form, with a few words to ask for an address."""
    found: set[Element] = set()
    lo = page.at[body]
    for form in page.by_tag.get("form", ()):
        if not lo < page.at[form] <= page.end[lo]:
            continue
        box = form
        for above in ancestors(form):
            if above is body or above.tag not in _BOXES or page.length(above) > 250:
                break
            box = above
        found.add(box)
    return found


def _author_boxes(page: Page, body: Element, dropped: set[Element], author: str | None) -> set[Element]:
    """Boxes at the end of the text that begin with the author's name, or say that they are about the author."""
    found: set[Element] = set()
    for child in reversed(body.children):
        if isinstance(child, str):
            if child.strip():
                break
            continue
        if child in dropped or child.tag in SILENT or not page.length(child):
            continue
        length = page.length(child)
        if child.tag in _BOXES and child.tag != "p" and length <= _ABOUT and _presents(page, child, author):
            found.add(child)
        elif length > 160:
            break
    return found


def last_links(page: Page, body: Element, dropped: set[Element]) -> set[Element]:
    """Give the links to other pages of the site at the end of the text, with the label above them, whatever its words.

    They are children of ``body``. Links to other sites may be what a post is about; so may a list inside the text. An
    author may have written these too: who leaves them out keeps them elsewhere.
    """
    found: set[Element] = set()
    blocks = [c for c in body.children if not isinstance(c, str) and c not in dropped and page.length(c)]
    if any(isinstance(c, str) and c.strip() for c in body.children[-1:]):
        return found
    titles: list[int] = []
    while len(blocks) > 1 and len(found) < 24:
        last = blocks[-1]
        if not _leads_on(page, last):
            # What heads a row of buttons may be the post's own last heading; what heads titles is their label.
            label = last.tag in HEADINGS[1:] and bool(titles) and sum(titles) >= 12 * len(titles)
            if label and page.length(last) <= _LONGEST_LABEL and not page.links[page.at[last]]:
                return found | {last}
            return found if any(_has_label(page, one) for one in found) else set()
        titles += [page.length(e) for e in page.below(last) if e.tag == "a" and page.length(e)]
        found.add(last)
        blocks.pop()
    return set()


def _leads_on(page: Page, block: Element) -> bool:
    """Say whether a block is links to other pages of the site, and little besides."""
    if block.tag not in _BOXES or block.tag == "p":
        return False
    links = [e for e in page.below(block) if e.tag == "a" and page.length(e)]
    inward = all(_is_inward(page, e.attrs.get("href", "")) for e in links)
    label = next((e for e in page.below(block) if e.tag in HEADINGS and not page.links[page.at[e]]), None)
    rest = page.length(block) - (page.length(label) if label is not None else 0)
    return bool(links) and inward and page.links[page.at[block]] >= 0.6 * rest


def _has_label(page: Page, block: Element) -> bool:
    return any(e.tag in HEADINGS and not page.links[page.at[e]] for e in page.below(block)[:6])


def _is_inward(page: Page, href: str) -> bool:
    if href.startswith(("http://", "https://")):
        own = (page.url or "").split("/")[2:3]
        return bool(own) and href.split("/")[2:3] == own
    return bool(href) and not href.startswith(("#", "mailto:", "javascript:"))


def _presents(page: Page, box: Element, author: str | None) -> bool:
    for element in page.below(box)[:12]:
        if element.tag == "img" and (
            words(element) & {"avatar", "gravatar"} or "gravatar" in element.attrs.get("src", "")
        ):
            return True
        length = page.length(element)
        if element.tag in (*HEADINGS, "strong", "b", "a") and 0 < length <= _LONGEST_LABEL:
            text = text_of(element)
            if vocabulary.widget_heading(text) == "meta" or wording.mark(text) == "widget":
                return True
            return author is not None and author in text and length <= len(author) + 25
        if page.own[page.at[element]]:
            return False
    return False
