"""Lists of pings apart from the comments: items are little more than a link to the page that speaks of the post."""

from urllib.parse import urlsplit

from blogconv.markup.tree import Element
from blogconv.readers.html import loose
from blogconv.readers.html.claims import Claim
from blogconv.readers.html.found import Found
from blogconv.readers.html.items import Candidate, Item, in_a_widget
from blogconv.readers.html.page import Page, ancestors
from blogconv.readers.html.roles import PINGS, words

LAYER = "list of pings"
_MOST_UNREAD = 500
_LISTS = ("ol", "ul")
_TRACKBACKS = frozenset(["trackback", "trackbacks"])


def ping_lists(page: Page, claimed: list[Claim]) -> list[Candidate]:
    """The lists that their class calls pings, and those that follow a heading of pings."""
    lists = {e for tag in (*_LISTS, "div") for e in page.by_tag.get(tag, ()) if words(e) & PINGS}
    for claim in claimed:
        following = _list_after(page, claim.element) if claim.heading.kind == "pings" else None
        if following is not None:
            lists.add(following)
    found = []
    for element in sorted(lists, key=page.at.__getitem__):
        kind = "li" if element.tag in _LISTS else "div"
        members = [c for c in element.children if not isinstance(c, str) and c.tag == kind and _is_ping(page, c)]
        if members and not in_a_widget(page, element):
            found.append(Candidate([Item(page, m) for m in members], LAYER))
    return found


def unread(page: Page, claimed: list[Claim], spans: list[tuple[int, int]]) -> list[str]:
    """List the other sites' pages that are linked below a heading of pings, where no comment or ping was read.

    Old engines print trackbacks as loose lines, which tell no ping from the next: their addresses are what is sure.
    """
    ends = frozenset(c.element for c in claimed)
    host = urlsplit(page.url).netloc if page.url else ""
    found: dict[str, None] = {}
    for claim in claimed:
        stretch = loose.below(page, claim.element, ends) if claim.heading.kind == "pings" else None
        if stretch is None:
            continue
        for child in stretch.parent.children[stretch.start : stretch.stop]:
            if isinstance(child, str):
                continue
            for link in (child, *page.below(child)):
                place = page.at[link]
                if link.tag == "a" and page.words[place] and not any(lo <= place <= hi for lo, hi in spans):
                    href = link.attrs.get("href", "")
                    if href.startswith(("http:", "https:")) and (not host or f"//{host}" not in href):
                        found[href] = None
        if len(found) > _MOST_UNREAD:
            break
    return list(found)[:_MOST_UNREAD]


def _list_after(page: Page, heading: Element) -> Element | None:
    """The next element after a heading, or after what holds nothing but the heading, when that is a list."""
    for holder in (heading, heading.parent):
        if holder is None or holder.parent is None:
            return None
        following = next((c for c in holder.parent.children[page.slot[holder] + 1 :] if not isinstance(c, str)), None)
        if following is not None:
            return following if following.tag in _LISTS else None
    return None


def _is_ping(page: Page, item: Element) -> bool:
    if item.tag == "div" and not any(map(str.isdigit, item.attrs.get("id", ""))):
        return False
    links = [e for e in page.below(item)[:40] if e.tag == "a"]
    return any(link.attrs.get("href", "").startswith(("http:", "https:")) for link in links)


def call_pings(found: list[Found]) -> None:
    """Give the items of a list of pings their type, where nothing of their own says it."""
    above = [found[0].item.parent, *ancestors(found[0].item.parent)][:2]
    said = frozenset().union(*(words(e) & PINGS for e in above))
    for one in found:
        if one.type == "comment":
            one.type = "trackback" if said and said <= _TRACKBACKS else "pingback"
