"""Where the comments of a page may stand: candidates, each a list of places, from ids, class words and sibling runs.

An item is a stretch of one parent's children: one element, or a head and what follows it (``dt`` and ``dd``, an anchor
and loose paragraphs, a body and its footer).
"""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from blogconv.markup.tree import Element
from blogconv.readers.html.page import HEADINGS, Page
from blogconv.readers.html.roles import COMMENT, FORM, PINGS, id_stem, stable, words, words_of, words_of_both

if TYPE_CHECKING:
    from blogconv.readers.html.profiles import Profile


class Item:
    """The place of one comment: children ``start`` to ``stop`` of ``parent``; ``lo`` to ``hi`` in document order."""

    __slots__ = ("first", "hi", "lo", "parent", "start", "stop")

    def __init__(self, page: Page, first: Element, stop: int | None = None) -> None:
        assert first.parent is not None
        self.first, self.parent = first, first.parent
        self.start = page.slot[first]
        self.stop = self.start + 1 if stop is None else stop
        self.lo = page.at[first]
        index, last = self.stop - 1, first
        while index > self.start:
            child = self.parent.children[index]
            if not isinstance(child, str):
                last = child
                break
            index -= 1
        self.hi = page.end[page.at[last]]

    @classmethod
    def of_children(cls, page: Page, parent: Element, start: int, stop: int) -> "Item | None":
        """Make an item of some children, loose text at their beginning too; None where no element is among them."""
        first = next((c for c in parent.children[start:stop] if not isinstance(c, str)), None)
        if first is None:
            return None
        item = cls(page, first, stop)
        item.start = start
        return item

    def places(self) -> "list[tuple[Element, int]]":
        """Where its nodes stand, each as parent and index; a fieldset around a whole comment is opened."""
        if self.first.tag == "fieldset" and self.stop == self.start + 1:
            return [(self.first, index) for index in range(len(self.first.children))]
        return [(self.parent, index) for index in range(self.start, self.stop)]

    def length(self, page: Page) -> int:
        """Characters of visible text."""
        return sum(
            len(c.strip()) if isinstance(c, str) else page.length(c)
            for c in self.parent.children[self.start : self.stop]
        )

    def link_share(self, page: Page) -> float:
        """Share of its text that stands in links."""
        linked = sum(page.links[page.at[element]] for element in self.elements())
        return linked / max(self.length(page), 1)

    def elements(self) -> list[Element]:
        """The item's own top elements."""
        return [c for c in self.parent.children[self.start : self.stop] if not isinstance(c, str)]


class Candidate:
    """One reading of where the comments are, and the layer that proposes it."""

    __slots__ = ("below_heading", "items", "layer", "profile")

    def __init__(
        self, items: list[Item], layer: str, profile: "Profile | None" = None, *, below_heading: bool = False
    ) -> None:
        self.items, self.layer, self.profile = items, layer, profile
        self.below_heading = below_heading
        """They stand right below a heading of comments."""


_SINGLE = frozenset(
    (
        "comment cmt commentaire kommentar comentario commento komentar komentarz reactie reaction response reply "
        "talkback trackback pingback ping opinion commentaar kommentti yorum comentariu post-comment"
    ).split()
)
_AROUND = _SINGLE | frozenset(
    (
        "the single item entry post box block wrapper wrap real blog user row node li div article depth list inner "
        "outer container commentlist main thread threaded public message full view node html hentry cont holder body "
        "even odd alt clearfix type module unit fb media approved wp wpd root level h u p"
    ).split()
)
_ELSEWHERE = frozenset(
    (
        "sidebar widget widgets recent latest related footer menu nav navigation recentcomments recently teaser popular"
    ).split()
)


def marked(page: Page) -> list[Candidate]:
    """Candidates from ids (``comment-42``, ``c42``) and class words (``comment``, ``pingback``) of single elements."""
    groups: dict[tuple[str, str, str], list[Element]] = defaultdict(list)
    for element in page.with_id:
        ident = element.attrs["id"]
        stem = _comment_stem(ident) if _DIGIT.search(ident) else None
        if stem:
            groups["id", element.tag, stem].append(element)
    of_items = {e for name, elements in page.by_class.items() if _is_item_class(name) for e in elements}
    for element in sorted(of_items, key=page.at.__getitem__):
        token = next(name for name in stable(element.attrs["class"]) if _is_item_class(name))
        groups["class", element.tag, "comment" if words_of(token) & PINGS else token].append(element)
    for element in page.microdata:
        attrs = element.attrs
        if attrs.get("itemprop", "").lower() == "comment" or attrs.get("itemtype", "").endswith(_COMMENT_TYPES):
            groups["microdata", element.tag, ""].append(element)
    found = []
    for members in sorted(groups.values(), key=lambda members: page.at[members[0]]):
        if members[0].tag in _NEVER:
            continue
        members = [m for m in members if not in_a_widget(page, m)]
        if members:
            found += _stretched(page, members, "markup")
    return found


_DIGIT = re.compile(r"\d")
_COMMENT_TYPES = ("/Comment", "/UserComments")
_NEVER = frozenset(
    "html body form input textarea label script style meta link head option select button iframe".split()
)


def in_a_widget(page: Page, element: Element) -> bool:
    """Say whether an element stands in a sidebar, menu or list of recent things rather than below the post."""
    return page.is_below(element, _widgets)


def _widgets(page: Page) -> list[int]:
    # Blogger's main column is a "widget Blog".
    return [p for p in page.named(_ELSEWHERE) if "blog" not in page.names[p] and not page.is_most(page.order[p])]


def _comment_stem(ident: str) -> str | None:
    stem = id_stem(ident)
    if stem in ("c#", "r#", "t#", "cmt#", "com#", "c-#", "com-#", "ldc#", "cm#"):
        return stem
    found = words_of_both(None, ident)
    if found & _SINGLE and not found & _PART_OF and found <= _AROUND | _numberish(found):
        return stem
    return None


def _numberish(found: frozenset[str]) -> frozenset[str]:
    # Short letters of hex keys and prefixes ("6a00d8", "Blog1_cmt-"); a word would be longer.
    return frozenset(word for word in found if len(word) <= 5)


_PART_OF = frozenset(
    (
        "author authors body content text meta metadata form reply respond count avatar date time list link links "
        "head header footer foot info wrapper actions rating votes box title name permalink edit user"
    ).split()
) - {"wrapper", "box", "body"}


@lru_cache(maxsize=8192)
def _is_item_class(name: str) -> bool:
    found = words_of_both(name, None)
    return bool(found & _SINGLE) and found <= _AROUND and found.isdisjoint(_WITHIN_ITEM) and bool(stable(name))


_WITHIN_ITEM = frozenset(["body", "inner", "list", "container", "wrap", "wrapper"])


_HEADS = frozenset(("dt", "a", "p", *HEADINGS))
"""Tags of elements that are a comment's head, not all of it."""


def _stretched(page: Page, members: list[Element], layer: str) -> list[Candidate]:
    """Give the members as items of their own, and where one parent holds most of them, each with what follows it."""
    alone = Candidate([Item(page, m) for m in members], layer)
    parents = Counter(m.parent for m in members)
    parent, count = parents.most_common(1)[0]
    if parent is None:
        return [alone]
    siblings = [c for c in parent.children if not isinstance(c, str)]
    if len(parents) > 1 and not all(m.tag in _HEADS for m in members):
        return [alone]
    if len(siblings) == count and members[0].tag != "a":
        return [alone]
    items: list[Item] = []
    for owner in parents:
        if owner is not None:
            items += slices(page, owner, [m for m in members if m.parent is owner])
    items.sort(key=lambda item: item.lo)
    return [alone, Candidate(items, layer)] if any(i.stop > i.start + 1 for i in items) else [alone]


def slices(page: Page, parent: Element, heads: Sequence[Element]) -> list[Item]:
    """Let each head take its following siblings, up to the next head or to what cannot belong to a comment.

    What may follow the last head is what followed the others: a form or a heading below the comments is none of it.
    """
    starts = [page.slot[h] for h in heads]
    usual: set[tuple[str, tuple[str, ...]]] = set()
    items = []
    for number, start in enumerate(starts):
        last = number + 1 == len(starts)
        limit = len(parent.children) if last else starts[number + 1]
        stop = start + 1
        for index in range(start + 1, limit):
            child = parent.children[index]
            if isinstance(child, str):
                if child.strip() and last and len(starts) > 1 and ("", ()) not in usual:
                    break
                if child.strip():
                    stop = index + 1
                    usual.add(("", ()))
                continue
            if _ends_comments(page, child) or (heads[0].tag == "dt" and child.tag != "dd"):
                break
            kind = (child.tag, stable(child.attrs.get("class", "")))
            if last and len(starts) > 1 and kind not in usual:
                break
            usual.add(kind)
            stop = index + 1
        items.append(Item(page, heads[number], stop))
    return items


def _ends_comments(page: Page, element: Element) -> bool:
    if element.tag in ("form", *HEADINGS, "nav", "script", "footer") and element.tag != "script":
        return True
    found = words(element)
    return bool(found & FORM) or "form" in {e.tag for e in page.below(element)[:40]}


def repeated(
    page: Page, wanted: Callable[[Element], bool], texts: Callable[[Element], bool], heads_of: Callable[[Element], bool]
) -> list[Candidate]:
    """Candidates from structure alone: siblings of one skeleton, or alternating pairs, where comments may stand.

    ``wanted`` says of a parent whether comments may stand there; ``texts`` whether an item reads like a comment.
    """
    found: list[Candidate] = []
    for parent in _parents(page):
        children = [
            c
            for c in parent.children
            if not isinstance(c, str) and c.tag not in ("script", "style", "br", "hr", "link")
        ]
        if len(children) < 2 or page.length(parent) < 40 or not wanted(parent):
            continue
        kinds = [skeleton(c) for c in children]
        counts = Counter(kinds)
        best = [k for k, n in counts.most_common(3) if n >= 2]
        for kind in best:
            heads = [c for c, k in zip(children, kinds, strict=True) if k == kind]
            sample = [heads[0], heads[len(heads) // 2], heads[-1]]
            dated = sum(texts(h) for h in sample) >= 2
            if dated:
                # Answers stand inside what they answer, or in lists between.
                same = (
                    [e for e in page.below(parent) if e.tag == kind[0] and skeleton(e) == kind]
                    if kind[1] or kind[2]
                    else heads
                )
                found.append(Candidate([Item(page, e) for e in same], "structure"))
            if len(children) >= 2 * len(heads) - 1 and len(heads) < len(children):
                stretched = slices(page, parent, heads)
                if kind[1] or kind[2]:
                    deeper = [
                        e
                        for e in page.below(parent)
                        if e.tag == kind[0] and e.parent is not parent and skeleton(e) == kind
                    ]
                    for owner in dict.fromkeys(e.parent for e in deeper):
                        assert owner is not None
                        stretched += slices(page, owner, [e for e in deeper if e.parent is owner])
                if sum(i.stop > i.start + 1 for i in stretched) * 2 > len(stretched) and (
                    dated or _any_head(stretched, heads_of)
                ):
                    found.append(Candidate(stretched, "structure"))
    return found


def _any_head(stretched: list[Item], heads_of: Callable[[Element], bool]) -> bool:
    sample = [stretched[0], stretched[len(stretched) // 2], stretched[-1]]
    return sum(any(heads_of(e) for e in item.elements()) for item in sample) >= 2


def after_heading(page: Page, heading: Element) -> list[Candidate]:
    """What follows a comment heading as comments: the one element there, and those below that have its skeleton.

    For the page with a single comment, or with one comment and its answers, where no siblings repeat.
    """
    for holder in (heading, heading.parent):
        if holder is None or holder.parent is None:
            break
        siblings = holder.parent.children[page.slot[holder] + 1 :]
        follow = [c for c in siblings if not isinstance(c, str) and page.length(c) >= 8]
        if not follow or _ends_comments(page, follow[0]):
            continue
        one = follow[0]
        while True:
            inner = [c for c in one.children if not isinstance(c, str) and page.length(c)]
            if len(inner) != 1 or page.length(inner[0]) < page.length(one):
                break
            one = inner[0]
        found = [Candidate([Item(page, one)], "structure")]
        first = next((c for c in one.children if not isinstance(c, str) and page.length(c)), None)
        for head in (one, first):
            if head is None:
                continue
            kind = skeleton(head)
            same = [e for e in [one, *page.below(one)] if skeleton(e) == kind] if kind[1] or kind[2] else [head]
            found.append(Candidate([Item(page, e) for e in same], "structure"))
            if head.tag == "dt" and head.parent is not None:
                found.append(Candidate(slices(page, head.parent, [head]), "structure"))
        return found
    return []


def _parents(page: Page) -> Iterable[Element]:
    for element in page.order:
        if len(element.children) >= 2 and element.tag not in (
            "head",
            "html",
            "p",
            "table",
            "tr",
            "select",
            "a",
            "script",
            "pre",
        ):
            yield element


def skeleton(element: Element) -> tuple[str, str, tuple[str, ...]]:
    """What an element looks like: its tag, and the stem of a numbered id or else its lasting classes."""
    ident = element.attrs.get("id", "")
    stem = id_stem(ident) if any(map(str.isdigit, ident)) else ""
    return element.tag, stem, () if stem else stable(element.attrs.get("class", ""))


def comment_words(element: Element) -> bool:
    """Say whether class names or id of an element speak of comments (and not of recent ones in a widget)."""
    return of_comments(words(element))


def of_comments(found: frozenset[str]) -> bool:
    """Say the same of the words of class names and id."""
    return not found.isdisjoint(COMMENT) and found.isdisjoint(_ELSEWHERE)
