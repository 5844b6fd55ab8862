"""Split one comment's place into who, when, what was said, and the furniture around it.

Works on the lines a person sees: those that the author's and date's own elements explain are the head, marks such as
"Reply" or "Permalink" are furniture, the rest is the body.
"""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from collections.abc import Set

from blogconv.language.dates import PrintedDate
from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.items import Item
from blogconv.readers.html.lines import Line, Place, Run, joined, lines_of
from blogconv.readers.html.page import HEADINGS, Page, text_of
from blogconv.readers.html.roles import AVATAR, BODY, CHILDREN, FORM, REPLY, class_words, words
from blogconv.readers.html.wording import find_dates

# Marks that stand around a comment's text; "Name" or "Next" alone on a line may be what somebody said.
_AROUND = frozenset("reply edit permalink report rate share print top moderation".split())
_FURNITURE_TAGS = frozenset("form button input textarea select label iframe nav hr".split())
_WORDLESS = re.compile(r"[\W\d_]*")
_SHORT = 160


class Parts:
    """What stands inside one item, nested comments left out: its elements, lines and what was taken from them."""

    def __init__(self, page: Page, item: Item, nested: list[Item]) -> None:
        self.page, self.item = page, item
        self.skip: set[Element] = set()
        self.elements: list[Element] = []
        self.names: list[frozenset[str]] = []
        """The words of each element's classes and id."""
        self._collect(nested)
        self.lines: list[Line] = lines_of(item.places(), self.skip)
        self.taken: set[Place] = set()
        """Text nodes that are head or furniture."""
        self.dropped: set[Element] = set()
        """Elements that are head or furniture as a whole."""

    def _collect(self, nested: list[Item]) -> None:
        page, order, end = self.page, self.page.order, self.page.end
        inner = iter(sorted(nested, key=lambda n: n.lo))
        following = next(inner, None)
        place, hi = self.item.lo, self.item.hi
        while place <= hi:
            while following and following.lo < place:
                following = next(inner, None)
            if following and place == following.lo:
                self.skip.update(following.elements())
                place = following.hi + 1
                continue
            element = order[place]
            if (_is_furniture(page, element) and element is not self.item.first) or (
                not page.names[place].isdisjoint(FORM) and not page.words[place] > 400
            ):
                self.skip.add(element)
                place = end[place] + 1
                continue
            self.elements.append(element)
            self.names.append(page.names[place])
            place += 1

    def holds(self, element: Element, line: Line) -> bool:
        """Say whether a piece of the line stands in ``element``."""
        at, end = self.page.at, self.page.end
        lo = at[element]
        hi = end[lo]
        return any(lo <= at[holder] <= hi for holder, _ in line.places)

    def drop(self, element: Element) -> None:
        """Take an element out of the body."""
        self.dropped.add(element)
        at, end = self.page.at, self.page.end
        lo = at[element]
        hi = end[lo]
        if not element.children:
            return
        for line in self.lines:
            self.taken.update([place for place in line.places if lo <= at[place[0]] <= hi])

    def left(self, line: Line) -> str:
        """What of a line is not taken yet."""
        taken = self.taken
        if taken.isdisjoint(line.places):
            return line.text
        if taken.issuperset(line.places):
            return ""
        return joined([r if r.place not in taken else Run(" ", r.place) for r in line.runs])

    def take(self, line: Line) -> None:
        """Take a whole line out of the body."""
        self.taken.update(line.places)


def _is_furniture(page: Page, element: Element) -> bool:
    if element.tag == "fieldset":  # a frame round a form, or round anything
        return any(inner.tag in ("input", "textarea", "button") for inner in page.below(element))
    return element.tag in _FURNITURE_TAGS


def drop_furniture(parts: Parts, keep: Set[Element]) -> None:
    """Take out avatars, reply and edit links, votes, counters and the like, by their class words."""
    page = parts.page
    for element, found in zip(parts.elements, parts.names, strict=True):
        if not found or element in parts.dropped or element in keep:
            continue
        if not found.isdisjoint(AVATAR) and element.tag != "img" and page.length(element) <= 3:
            parts.dropped.add(element)
        elif element.tag == "img":
            source = element.attrs.get("src", "")
            if class_words(element) & {"avatar", "gravatar", "userpic", "photo"} or "gravatar.com" in source:
                parts.dropped.add(element)
        elif not found.isdisjoint(REPLY) and found.isdisjoint(BODY) and 0 < page.length(element) <= _SHORT:
            if (
                element.tag == "p"
                and not vocabulary_line(text_of(element))
                and not found & {"reply", "says", "actions"}
            ):
                continue
            if not any(e in keep or words(e) & BODY for e in page.below(element)):
                parts.drop(element)


def vocabulary_line(text: str) -> bool:
    """Say whether a whole line is furniture: a mark of any kind, a number, punctuation."""
    if _WORDLESS.fullmatch(text):
        return True
    if len(text) > 60:
        return False
    return wording.mark(text) is not None or wording.is_reply_mark(text)


def is_mark(text: str) -> bool:
    """Say whether a whole text is a mark of the furniture around a comment: "Reply", "Edit"."""
    return wording.is_reply_mark(text) or wording.mark(text) in _AROUND


_SAYS_TAIL = re.compile(r"^[\s:,.|•·\-–—/@()\[\]«»#~*]*$")


def take_heads(parts: Parts, author: Element | None, date: Element | None) -> None:
    """Take the author's and the date's elements out, and the rest of their lines where it is only head ("said on")."""
    heads = [e for e in (author, date) if e is not None]
    for element in heads:
        parts.drop(element)
    for line in parts.lines:
        if any(parts.holds(e, line) for e in heads):
            rest = parts.left(line)
            if rest and explained(rest):
                parts.take(line)


def explained(rest: str) -> bool:
    """Say whether what is left of a head line is head too: says-words, "on", "at", marks, dates, signs."""
    if _WORDLESS.fullmatch(rest) or vocabulary_line(rest):
        return True
    spans = find_dates(rest)
    for span in reversed(spans):
        rest = rest[: span.start] + " " + rest[span.end :]
    words_left = rest.split()
    return len(words_left) <= 5 and len(rest) <= 45


def trim(parts: Parts, name: str | None) -> None:
    """Take furniture lines off the beginning and the end of what is left as the body."""
    left = [line for line in parts.lines if parts.left(line)]
    # From the top: counters, a repeated name, "says:", dates.
    index = 0
    while index < len(left) and index < 6:
        text = parts.left(left[index])
        # A heading above a comment's text is its subject ("Re: the post's title").
        subject = bool(name) and index == 0 and len(text) <= _SHORT and left[0].block.tag in HEADINGS
        if len(left) - index > 1 and (subject or is_head_line(text, name) or wording.mark(text) in _AROUND):
            parts.take(left[index])
            index += 1
        else:
            break
    rest = left[index:]
    while len(rest) > 1:
        text = parts.left(rest[-1])
        if is_tail_line(text) or (len(text) <= 80 and _all_link(rest[-1]) and _links_around(rest[-1])):
            parts.take(rest.pop())
        else:
            break
    # Between: a line that is nothing but a reply or edit link.
    for line in rest:
        text = parts.left(line)
        if len(text) <= 40 and len(rest) > 1 and _all_link(line) and wording.mark(text.strip("[]()| ")) in _AROUND:
            parts.take(line)


def _links_around(line: Line) -> bool:
    """Say whether each link of a line is furniture: "Report", "Reply / Quote"."""
    pieces = [p for run in line.runs for p in re.split(r"[|·•/]", run.text) if not _WORDLESS.fullmatch(p)]
    return bool(pieces) and all(wording.mark(piece.strip("[]() \n\t")) in _AROUND for piece in pieces)


def _all_link(line: Line) -> bool:
    return all(_in_link(run.place[0]) for run in line.runs if run.text.strip(" \t\n\r|[]()·•-/,"))


def _in_link(element: Element) -> bool:
    for _ in range(4):
        if element.tag in ("a", "button"):
            return True
        if element.parent is None:
            return False
        element = element.parent
    return False


# "Re: the post's title" in the languages of mail programs; (no subject) as LiveJournal prints it.
_SUBJECT = re.compile(
    r"(?:re|aw|antw|rép|rif|res|odp|sv|vs|回复|回覆)(?:\[\d+\])?\s?[:：]\s*\S|\((?:no subject|без темы)\)$", re.I
)


def is_subject(text: str) -> bool:
    """Say whether a line is a comment's subject ("Re: Soup"): neither a name nor what was said."""
    return _SUBJECT.match(text) is not None


def is_head_line(text: str, name: str | None) -> bool:
    """Say whether a line above a body is head: a number, the name again, a says-word, a date."""
    if not text or _WORDLESS.fullmatch(text):
        return bool(re.fullmatch(r"[\s#(\[]*\d{1,5}[\s.):\]]*|[\W_]{0,3}", text))
    if len(text) > 120:
        return False
    if (name and text.strip(" :,.") == name) or is_subject(text):
        return True
    if len(text) > 60:
        return False
    spans = find_dates(text)
    if spans:
        rest = text
        for span in reversed(spans):
            rest = rest[: span.start] + " " + rest[span.end :]
        if len(rest.split()) <= 3:
            return True
    return wording.is_moderation_note(text)


_COUNTED = re.compile(r"[+\-−]?\d{1,4}\s+(?=\D)")


def is_tail_line(text: str) -> bool:
    """Say whether a line below a body is furniture."""
    if len(text) > 80:
        return False
    bare = text.strip("[](){}|•·»«↓→← \xa0")
    if not bare:
        return True
    if wording.mark(bare) in _AROUND or wording.is_reply_mark(bare):
        return True
    counted = _COUNTED.match(bare)
    if counted is not None and wording.mark(bare[counted.end() :]) in _AROUND:
        return True
    pieces = [p for p in re.split(r"\s*[|·•/]\s*|\s{2,}", bare) if p]
    return len(pieces) > 1 and all(wording.mark(p) in _AROUND or _WORDLESS.fullmatch(p) for p in pieces)


def body_container(parts: Parts, exclude: Set[Element]) -> Element | None:
    """Find the element whose class says that it holds the text, if it holds (nearly) all that is left of it."""
    lengths = {id(line): len(parts.left(line)) for line in parts.lines}
    total = sum(lengths.values())
    if not total:
        return None
    at, end = parts.page.at, parts.page.end
    best: Element | None = None
    for element, named in zip(parts.elements, parts.names, strict=True):
        if named.isdisjoint(BODY) and element.attrs.get("itemprop") not in ("text", "commentText", "description"):
            continue
        lo = at[element]
        hi = end[lo]
        if any(lo <= at[e] <= hi for e in exclude) or named & CHILDREN:
            continue
        inside, outside = 0, False
        for line in parts.lines:
            if line.runs and lo <= at[line.runs[0].place[0]] <= hi:
                inside += lengths[id(line)]
            elif lengths[id(line)] > 60 or (lengths[id(line)] and line.block.tag in ("p", "blockquote", "li")):
                outside = True
        if inside >= 0.6 * total or (inside and not outside):
            best = element
    return best


def keep_only(parts: Parts, element: Element) -> None:
    """Leave only what stands in one element as the body, also where its line begins outside ("X said: ...")."""
    at = parts.page.at
    lo = at[element]
    hi = parts.page.end[lo]
    for line in parts.lines:
        parts.taken.update([place for place in line.places if not lo <= at[place[0]] <= hi])


def best_date(found: list[PrintedDate]) -> PrintedDate | None:
    """Choose the date that says most: a whole day (with a time if there is one) before a time alone."""
    whole = [d for d in found if not d.incomplete and (d.value or d.ambiguous or d.readings)]
    if whole:
        return max(whole, key=lambda d: d.precision in ("minute", "second"))
    return found[0] if found else None
