"""One page as a tree with an index: document order, subtree ranges, text and link lengths, classes, ids and tags.

Made in a few linear passes; every later question about a subtree is an interval of ``order``.
"""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from urllib.parse import urljoin, urlsplit

from blogconv.markup.tree import Element, Root
from blogconv.readers.html.roles import words_of_both

SILENT = frozenset(
    {"script", "style", "template", "head", "title", "svg", "math", "object", "select", "option", "textarea"}
)
"""Elements whose text a reader of the page does not see as text."""
BLOCK = frozenset(
    (
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
        "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav noscript ol p "
        "plaintext pre search section summary table tbody td tfoot th thead tr ul xmp"
    ).split()
)
# What resolving would give back as it is.
_ABSOLUTE = re.compile(r"https?://[\w.-]+(?::\d+)?/(?:[\w~!$&'()*+,=:@%-][\w.~!$&'()*+,=:@%-]*(?:/|\Z))*", re.ASCII)
_WORDLESS: frozenset[str] = frozenset()
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class _Slots(dict[Element, int]):
    """Places among the parent's children, looked up once for all of them when one is asked for: few are."""

    def __missing__(self, element: Element) -> int:
        assert element.parent is not None
        self.update((c, i) for i, c in enumerate(element.parent.children) if not isinstance(c, str))
        return self[element]


class Page:
    """A parsed page and its index; a place is a number in ``order`` (``tree.Root``)."""

    def __init__(self, root: Root, url: str | None = None) -> None:
        self.root = root
        self.order, self.up, self.end, self.own = root.order, root.up, root.end, root.own
        self.at: dict[Element, int] = dict(zip(root.order, range(len(root.order)), strict=True))
        self.names: list[frozenset[str]] = []
        """The words of each element's classes and id, by place."""
        self.by_names: dict[frozenset[str], list[int]] = defaultdict(list)
        self.by_class: dict[str, list[Element]] = defaultdict(list)
        self.by_tag: dict[str, list[Element]] = defaultdict(list)
        self.by_id: dict[str, Element] = {}
        self.with_id: list[Element] = []
        self.microdata: list[Element] = []
        """The elements that have an ``itemprop`` or ``itemtype``."""
        self._index()
        self.words, self.links = self._lengths()
        """Characters of visible text below each element, in all and in links, by place."""
        self.slot = _Slots({root: 0})
        """Each element's place among its parent's children."""
        self._values: dict[str, str] = {}
        self._matched: dict[str, frozenset[Element]] = {}
        self._below: dict[Callable[[Page], list[int]], bytearray] = {}
        self.spine: frozenset[int] = frozenset()
        """Places of what stands around the post's title and text: no sidebar or menu by any name."""
        self.metas = _metas(self.by_tag["meta"])
        self.given_url = url
        self.base = ""
        self._absolute: dict[str, str] = {}
        self.url = self._own_url()
        self._absolute.clear()
        bases = [e.attrs["href"] for e in self.by_tag["base"] if e.attrs.get("href")]
        self.base = urljoin(self.url or "", bases[0]) if bases else self.url or ""

    def _index(self) -> None:
        names, by_names, by_class, by_tag = self.names, self.by_names, self.by_class, self.by_tag
        with_id, microdata = self.with_id, self.microdata
        for place, element in enumerate(self.order):
            by_tag[element.tag].append(element)
            attrs = element.attrs
            if not attrs:
                names.append(_WORDLESS)
                continue
            name, ident = attrs.get("class"), attrs.get("id")
            if name or ident:
                found = words_of_both(name, ident)
                names.append(found)
                by_names[found].append(place)
                if ident:
                    with_id.append(element)
                if name:
                    for one in name.split():
                        by_class[one].append(element)
            else:
                names.append(_WORDLESS)
            if "itemprop" in attrs or "itemtype" in attrs:
                microdata.append(element)
        for element in with_id:
            self.by_id.setdefault(element.attrs["id"], element)

    def _lengths(self) -> tuple[list[int], list[int]]:
        seen, linked = self.own.copy(), [0] * len(self.own)
        for tag in SILENT:
            for start, stop in self.stretches(self.by_tag.get(tag, ())):
                seen[start:stop] = [0] * (stop - start)
        for start, stop in self.stretches(self.by_tag.get("a", ())):
            linked[start:stop] = seen[start:stop]
        return _sums(seen, self.end), _sums(linked, self.end)

    def stretches(self, elements: Iterable[Element]) -> Iterator[tuple[int, int]]:
        """Yield where the outermost of some elements (in document order) begin and end, all below them included."""
        stop = 0
        for element in elements:
            start = self.at[element]
            if start >= stop:
                stop = self.end[start] + 1
                yield start, stop

    def matched(self, selector: str, select: Callable[["Page", str], list[Element]]) -> frozenset[Element]:
        """Remember what a selector selects in the whole page."""
        if selector not in self._matched:
            self._matched[selector] = frozenset(select(self, selector))
        return self._matched[selector]

    def values(self, tag: str) -> str:
        """Give the values of all attributes of a tag's elements as one text, to see quickly what is in none."""
        if tag not in self._values:
            self._values[tag] = "\n".join([v for e in self.by_tag.get(tag, ()) for v in e.attrs.values()])
        return self._values[tag]

    def named(self, wanted: frozenset[str]) -> list[int]:
        """List the places that have one of these words in their classes or id, in order."""
        return sorted([p for found, places in self.by_names.items() if not found.isdisjoint(wanted) for p in places])

    def is_below(self, element: Element, places: Callable[["Page"], list[int]]) -> bool:
        """Say whether the element or one above it stands at one of ``places``, which are asked for once."""
        marks = self._below.get(places)
        if marks is None:
            marks = self._below[places] = bytearray(len(self.order))
            for start in sorted(places(self)):
                if not marks[start]:
                    stop = self.end[start] + 1
                    marks[start:stop] = b"\1" * (stop - start)
        return bool(marks[self.at[element]])

    def place_of(self, text: tuple[Element, int]) -> int:
        """Give the place of the last element that begins before a text node, itself told by its parent and index."""
        parent, index = text
        for child in reversed(parent.children[max(index - 4, 0) : index]):
            if not isinstance(child, str):
                return self.end[self.at[child]]
        return self.at[parent]

    def length(self, element: Element) -> int:
        """Characters of visible text below an element, outer spaces of each piece aside."""
        return self.words[self.at[element]]

    def is_most(self, element: Element) -> bool:
        """Say whether most of the page's text stands below an element: then it is no sidebar by any name."""
        return self.words[self.at[element]] > 0.5 * self.words[0]

    def link_share(self, element: Element) -> float:
        """Share of an element's text that stands in links."""
        place = self.at[element]
        return self.links[place] / self.words[place] if self.words[place] else 0.0

    def within(self, inner: Element, outer: Element) -> bool:
        """Say whether ``inner`` is ``outer`` or stands below it."""
        return self.at[outer] <= self.at[inner] <= self.end[self.at[outer]]

    def below(self, element: Element) -> list[Element]:
        """List the elements below one, in document order, without it."""
        place = self.at[element]
        return self.order[place + 1 : self.end[place] + 1]

    def meta(self, *names: str) -> str | None:
        """Give the first non-empty ``<meta>`` content under one of these names, the first name first."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value.strip():
                    return " ".join(value.split())
        return None

    def link(self, rel: str) -> str | None:
        """Give the first ``<link rel=…>`` address, made absolute."""
        for element in self.by_tag["link"]:
            if rel in element.attrs.get("rel", "").lower().split() and element.attrs.get("href", "").strip():
                return self.absolute(element.attrs["href"])
        return None

    def absolute(self, href: str) -> str:
        """Resolve an address of the page; one that cannot be resolved stays as it is."""
        href = href.strip()
        if _ABSOLUTE.fullmatch(href):
            return href
        if href not in self._absolute:
            try:
                self._absolute[href] = urljoin(self.base, href)
            except ValueError:
                self._absolute[href] = href
        return self._absolute[href]

    def _own_url(self) -> str | None:
        for found in (self.link("canonical"), self.meta("og:url"), self.given_url):
            if found and _is_web(found):
                return found
        return None

    def fragment_of(self, href: str) -> str:
        """Give the fragment of a link into a page; empty when there is none."""
        return href.partition("#")[2]


def text_of(element: Element, skip: "frozenset[Element] | set[Element]" = frozenset()) -> str:
    """Give the visible text below an element on one line, single spaces, blocks parted by a space."""
    while len(element.children) == 1 and element not in skip:
        only = element.children[0]
        if isinstance(only, str):
            return " ".join(only.split())
        if only.tag in SILENT:
            return ""
        element = only
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif (node.tag not in SILENT or node is element) and node not in skip:
            if node.tag in BLOCK or node.tag == "br":
                parts.append(" ")
                stack.append(" ")
            stack.extend(reversed(node.children))
    return " ".join("".join(parts).split())


def ancestors(element: Element) -> Iterator[Element]:
    """Yield the parent, its parent, and so on."""
    above = element.parent
    while above is not None:
        yield above
        above = above.parent


def _sums(counts: list[int], end: list[int]) -> list[int]:
    """Sum the counts of each place and all below it."""
    before = list(accumulate(counts, initial=0))
    return [before[last + 1] - start for last, start in zip(end, before, strict=False)]


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _metas(elements: list[Element]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for element in elements:
        attrs = element.attrs
        name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or attrs.get("http-equiv")
        if name and "content" in attrs:
            found[name.strip().lower()].append(attrs["content"])
    return found
