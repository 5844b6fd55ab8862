"""Read one comment: author, date, type, status, ids and the parts of its body, by the strongest evidence for each."""

# ruff: noqa: SIM905 - lists of words read better as words

import re

from blogconv.language import vocabulary
from blogconv.language.dates import PrintedDate, parse_date
from blogconv.markup.tree import Element
from blogconv.model import Votes
from blogconv.readers.html import comment_text, wording
from blogconv.readers.html.comment_text import Parts
from blogconv.readers.html.items import Item
from blogconv.readers.html.lines import Line, Place
from blogconv.readers.html.page import Page, text_of
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.roles import (
    AUTHOR,
    BODY,
    COMMENT,
    DATE,
    META,
    PINGS,
    REPLY,
    class_words,
    id_number,
    lasting_words,
    words,
)
from blogconv.readers.html.wording import find_dates

_NAME_LIMIT = 120
# The little words that lead from a name to a date, in the languages where it is a word of its own.
_BEFORE_DATE = re.compile(
    r"[\s,]+(?:on|at|am|um|vom|den|le|à|el|en|a|em|no|il|op|om|på|kl|den|d\.|w|dnia|dne|v|dňa|na|в|от|у|на|the|la|del|al|pe|"
    r"στις|την|tarihinde|klo|kell|dana|u|от|dnia|van|posted|wrote)[\s:]*$",
    re.I,
)


class Found:
    """One comment as read, before ids and parents are settled."""

    __slots__ = (
        "avatar",
        "class_date",
        "date",
        "date_text",
        "depth",
        "dropped",
        "evidence",
        "ident",
        "iso",
        "item",
        "lines",
        "name",
        "nested",
        "parent_hint",
        "parts",
        "size",
        "status",
        "taken",
        "type",
        "url",
        "votes",
    )  # fmt: skip

    def __init__(self, item: Item, parts: Parts) -> None:
        self.item, self.parts = item, parts
        self.name: str | None = None
        self.url: str | None = None
        self.avatar: str | None = None
        self.iso: str | None = None
        self.class_date: str | None = None
        self.date: PrintedDate | None = None
        self.date_text: str | None = None
        self.type, self.status = "comment", "approved"
        self.ident: str | None = None
        self.parent_hint: str | None = None
        self.depth: int | None = None
        self.votes: Votes | None = None
        self.evidence: list[tuple[str, float, str]] = []
        self.size = 0


def read_item(page: Page, item: Item, nested: list[Item], profile: Profile | None) -> Found:
    """Read one item, the items nested in it left out."""
    parts = Parts(page, item, nested)
    found = Found(item, parts)
    found.ident = _ident(item, parts)
    found.type = _type(item, parts)
    date = _date(found, parts, profile)
    author = _author(found, parts, profile, date)
    found.avatar = _avatar(page, parts)
    body = profile.first(page, parts.elements, profile.body) if profile and profile.body else None
    keep = {e for e in (author, date) if e is not None}
    if profile and profile.drop:
        for element in profile.all(parts.elements, profile.drop):
            parts.drop(element)
    comment_text.drop_furniture(parts, keep | ({body} if body is not None else set()))
    _status(found, parts)
    if found.name is None and date is not None:
        _beside_date(found, parts, date)
    if author is not None and date is None and found.iso is None:
        _date_by_name(found, parts, author)
    comment_text.take_heads(parts, author, date)
    if found.name is None or date is None:
        _from_lines(found, parts, author, date)
    container = body if body is not None else comment_text.body_container(parts, keep)
    if container is not None:
        comment_text.keep_only(parts, container)
    comment_text.trim(parts, found.name)
    _ping_text(found, parts)
    found.size = sum(len(parts.left(line)) for line in parts.lines)
    return found


_PLAIN_ID = re.compile(r"(?:li-|div-)?comment-(\d+)$")


def _ident(item: Item, parts: Parts) -> str | None:
    spare = None
    for element in [*item.elements(), *parts.elements[:15]]:
        plain = _PLAIN_ID.match(element.attrs.get("id", ""))
        if plain:
            return plain.group(1)
    for element in [*item.elements(), *parts.elements[:12]]:
        ident = element.attrs.get("id") or (element.attrs.get("name") if element.tag == "a" else None)
        if ident and any(map(str.isdigit, ident)):
            number = id_number(ident)
            if number and (words(element) & COMMENT or re.match(r"[a-z]{1,3}[-_]?[0-9a-f]+$", ident)):
                return number
            spare = spare or number
        for key in ("data-comment-id", "data-commentid", "data-id", "data-cid"):
            if element.attrs.get(key, "").strip():
                return element.attrs[key].strip()
    return spare if spare and len(spare) > 1 else None


def _type(item: Item, parts: Parts) -> str:
    for element in [*item.elements(), *parts.elements[:3]]:
        found = class_words(element)
        if found & PINGS:
            return "trackback" if found & {"trackback", "trackbacks", "tb"} else "pingback"
    return "comment"


# dates -----------------------------------------------------------------------------------------------------------

_SANDBOX = re.compile(r"(?:^|\s)(?:[a-z]+-)?c-y(\d{4})\s+(?:[a-z]+-)?c-m(\d\d)\s+(?:[a-z]+-)?c-d(\d\d)")


def _date(found: Found, parts: Parts, profile: Profile | None) -> Element | None:
    page = parts.page
    chosen = profile.first(page, parts.elements, profile.date) if profile and profile.date else None
    pool = [chosen] if chosen is not None else parts.elements
    machine: Element | None = None
    best: tuple[int, Element, list[PrintedDate]] | None = None
    for element in pool:
        attrs = element.attrs
        inside_quote = element.tag == "blockquote"
        if inside_quote:
            continue
        if machine is None:
            value = _machine_date(element)
            if value:
                found.iso, machine = value, element
        found_words = words(element)
        short = page.length(element) <= 150
        if short and (found_words & DATE or found_words & META or element is chosen or element.tag == "time"):
            dates = find_dates(text_of(element))
            if dates:
                date = comment_text.best_date(dates)
                assert date is not None
                rank = _rank(date) * 10 + (3 if found_words & DATE or element is chosen or element.tag == "time" else 0)
                # The innermost element with the same date is the date's own.
                if best is None or rank > best[0] or (rank == best[0] and page.within(element, best[1])):
                    best = (rank, element, dates)
    _class_date(found, parts)
    if best is not None:
        element, dates = best[1], best[2]
        found.date = comment_text.best_date(dates)
        found.date = _with_time(found.date, dates)
        assert found.date is not None
        found.date_text = found.date.text
        return _innermost(page, element, found.date_text)
    if machine is not None:
        found.date_text = text_of(machine) or None
        return machine
    return None


def _innermost(page: Page, element: Element, text: str) -> Element:
    """Go down to the element that holds nothing but the date."""
    while True:
        for child in element.children:
            if not isinstance(child, str) and page.length(child) and text in text_of(child):
                element = child
                break
        else:
            return element


def _rank(date: PrintedDate) -> int:
    if date.incomplete or (date.value is None and not date.readings):
        return 1
    return 3 if date.precision in ("minute", "second") else 2


def _with_time(date: PrintedDate | None, dates: list[PrintedDate]) -> PrintedDate | None:
    """Join a day and a time that stand apart ("August 9th, 2012 | 2:13 pm")."""
    if date is None or date.incomplete or date.precision != "day":
        return date
    for other in dates:
        if other.precision == "time":
            joined = parse_date(f"{date.text} {other.text}") or parse_date(f"{date.text}, {other.text}")
            if joined and not joined.incomplete:
                return joined
    return date


def _machine_date(element: Element) -> str | None:
    attrs = element.attrs
    tries = []
    if element.tag == "time" or "datetime" in attrs:
        tries.append(attrs.get("datetime"))
    prop = attrs.get("itemprop", "").lower()
    if prop in ("datepublished", "datecreated", "commenttime"):
        tries += [attrs.get("content"), attrs.get("datetime")]
    if "title" in attrs and element.tag in (
        "abbr",
        "span",
        "a",
        "time",
        "div",
        "p",
        "li",
        "em",
        "small",
        "i",
        "b",
        "cite",
    ):
        tries.append(attrs["title"])
    for value in tries:
        if value and len(value) <= 60:
            date = parse_date(value.strip())
            if date and date.value and not date.incomplete:
                return date.value
    return None


def _class_date(found: Found, parts: Parts) -> None:
    """Sandbox and its children write the (UTC) day into the classes, even where no date is shown."""
    for element in parts.elements[:2]:
        match = _SANDBOX.search(element.attrs.get("class", ""))
        if match:
            found.class_date = "-".join(match.groups()[:3])
            return


# authors ---------------------------------------------------------------------------------------------------------

_STRONG = frozenset("author commenter commentator user username poster nick nickname autor auteur".split())


def _author(found: Found, parts: Parts, profile: Profile | None, date: Element | None) -> Element | None:
    page = parts.page
    if profile and profile.author:
        chosen = profile.first(page, parts.elements, profile.author)
        if chosen is not None:
            name, element = _name_in(page, chosen)
            if name:
                return _named(found, page, name, element)
    ranked: list[tuple[int, int, Element]] = []
    for index, element in enumerate(parts.elements):
        score = _author_score(page, element)
        if score:
            ranked.append((-score, index, element))
    for score, _, element in sorted(ranked, key=lambda r: r[:2]):
        if element is date:
            continue
        if -score < 5 and _in_quote(element, found.item):
            continue
        name, own = _name_in(page, element)
        if name:
            return _named(found, page, name, own)
    return None


def _author_score(page: Page, element: Element) -> int:
    attrs, tag = element.attrs, element.tag
    length = page.length(element)
    if not 0 < length <= 200 or tag in ("img", "time", "abbr"):
        return 0
    prop = attrs.get("itemprop", "").lower()
    if prop in ("author", "creator", "name"):
        return 9 if prop == "name" else 8
    found = lasting_words(attrs["class"]) if "class" in attrs else frozenset()
    if found:
        if "fn" in found:
            return 10
        if found & _STRONG and not found & {"avatar", "date", "time"} and not found & BODY:
            return 7 if "name" in found or "link" in found else 6
        if "name" in found and not found & {"blog", "site", "post"}:
            return 6
        if found & AUTHOR and not found & (BODY | DATE) and not found & REPLY:
            return 4
        if "vcard" in found:
            return 4
    if tag == "cite":
        return 5
    if tag == "a":
        rel = attrs.get("rel", "")
        if found and "url" in found:
            return 5
        if "external" in rel and "nofollow" in rel:
            return 3
        if "nofollow" in rel and element.parent is not None and words(element.parent) & META:
            return 3
    return 0


def _in_quote(element: Element, item: Item) -> bool:
    above: Element | None = element
    while above is not None and above is not item.parent:
        if above.tag in ("blockquote", "q") or (above.tag == "p" and element.tag == "a" and _long_text(above)):
            return True
        above = above.parent
    return False


def _long_text(element: Element) -> bool:
    return len(text_of(element)) > 150


_INNER = ("a", "cite", "strong", "b", "em", "span", "i", "h3", "h4", "h5", "h6", "p", "div", "font")


def _name_in(page: Page, element: Element) -> tuple[str | None, Element]:
    """Find the name in an author element: an inner element when the rest is "says", "on" or a date, else the text."""
    while True:
        text = text_of(element)
        if not text or len(text) > 250:
            return None, element
        inner = None
        for child in element.children:
            if not isinstance(child, str) and child.tag in _INNER and page.length(child):
                own = text_of(child)
                if own[:1] in ("(", "[", "（"):
                    continue
                rest = text.replace(own, " ", 1).strip()
                said = class_words(child) & {"says", "said"}
                badge = rest[:1] in ("(", "[", "（") and rest[-1:] in (")", "]", "）")
                if (
                    own == text
                    or (badge and len(rest) <= 30)
                    or (not said and not find_dates(own) and comment_text.explained(rest) and (rest or own))
                ):
                    inner = child
                    break
                if child.tag in ("cite", "strong", "b") or class_words(child) & {"fn"}:
                    inner = child
                    break
        if inner is None:
            break
        element = inner
    text = text_of(element, _badges(page, element)) or text
    trusted = element.tag in ("a", "cite") or "fn" in class_words(element) or element.attrs.get("itemprop") == "name"
    return clean_name(text, trusted=trusted), element


def _badges(page: Page, element: Element) -> set[Element]:
    """Marks beside a name inside its element: "(Post author)", "Moderator"."""
    found = set()
    for child in page.below(element)[:6]:
        own = text_of(child)
        if own and (
            (own[0] in "([（" and own[-1] in ")]）")
            or class_words(child) & {"badge", "label", "role", "moderator", "rank"}
        ):
            found.add(child)
    return found


_TAG_PIECES = re.compile(r"<[^<>]*>|^[^<>]*>|<[^<>]*$")


def clean_name(text: str, *, trusted: bool = False) -> str | None:
    """Strip "says", "by", dates and signs from a name; None when nothing like a name is left.

    ``trusted``: the text is all of an element that holds names only, so that no word of it is a "by".
    """
    # A theme that quotes its own markup wrongly shows pieces of tags around the name.
    text = _TAG_PIECES.sub("", text).strip() if ">" in text or "<" in text else text.strip()
    if not text or (comment_text.vocabulary_line(text) and not any(c.isalpha() for c in text)):
        return None
    # "(Post author)" beside a name is a badge.
    if text[0] in "([（" and text[-1] in ")]）":
        return None
    spans = (
        [d for d in find_dates(text) if d.value or d.readings or (d.precision == "time" and d.start > 0)]
        if any(map(str.isdigit, text))
        else []
    )
    if spans:
        trusted = False
        text = _before_date(text, spans[0].start)
    elif not trusted or text[-1] in ":：.…,":
        said = wording.says(text)
        if said and said.name and len(said.name) < len(text):
            text = said.name
    if not trusted:
        text = _after_by_word(text)
        said = wording.says(text + ":")
        # "Edward Said" is a name.
        if said and said.name and text.startswith(said.name) and text[len(said.name) :].strip().islower():
            text = said.name
    return tidy_name(text)


def _before_date(text: str, start: int) -> str:
    """What stands before a date, by-words and the little word that leads to the date taken off."""
    by = wording.posted_by(text)
    if by and by.name and by.date and by.start > by.date.end - 1:
        return by.name
    head = _BEFORE_DATE.sub("", text[:start])
    return _after_by_word(head)


def _after_by_word(text: str) -> str:
    by = wording.posted_by(text)
    if by and by.marked and by.name and by.start and (text[by.start - 1].isspace() or text[by.start - 1] in ":："):
        # "in" after a commenter's name is a place, not a category.
        return text[by.start :]
    return text


def tidy_name(text: str) -> str | None:
    """Take numbers, dashes and colons off the ends of a name; None when it is too long or nothing is left."""
    text = text.strip(" \t\xa0:,|•·–—/»«")
    text = re.sub(r"^(?:-+|#?\d{1,4}[.):])\s+|\s+-+$", "", text).strip(" \t\xa0:,|•·–—/»«")
    return text if text and len(text) <= _NAME_LIMIT else None


def _named(found: Found, page: Page, name: str, element: Element) -> Element:
    found.name = name
    link = element if element.tag == "a" else next((e for e in page.below(element) if e.tag == "a"), None)
    above = element.parent
    for _ in range(3):
        if link is None and above is not None:
            link = above if above.tag == "a" else None
            above = above.parent
    if link is not None:
        href = link.attrs.get("href", "").strip()
        if href and not href.startswith(("#", "javascript:", "mailto:")):
            found.url = page.absolute(href)
    return element


def _from_lines(found: Found, parts: Parts, author: Element | None, date: Element | None) -> None:
    """Read what has no element of its own from the wording of the first and last lines."""
    left = [line for line in parts.lines if parts.left(line)]
    for line in [*left[:4], *left[-2:][::-1]]:
        text = parts.left(line)
        if (
            len(text) > 200
            or not text
            or (line.block.tag in ("li", "blockquote", "pre") and line.block is not found.item.first)
        ):
            continue
        if found.name is None:
            said = wording.says(text)
            if said and said.name and (line is left[0] or len(said.rest) <= 40):
                found.name = tidy_name(said.name) or said.name
                _link_in(found, parts, line)
                _date_of(found, said.rest)
                parts.take(line)
                if said.rest and not comment_text.explained(said.rest):
                    _give_back(parts, line, said.rest)
                continue
            by = wording.posted_by(text)
            if by and by.name:
                found.name = clean_name(text) or tidy_name(by.name) or by.name
                _link_in(found, parts, line)
                if by.date:
                    _date_of(found, text)
                parts.take(line)
                continue
        if found.date is None and found.iso is None and len(text) <= 120:
            spans = find_dates(text)
            if spans:
                whole = comment_text.best_date(spans)
                rest = text
                for span in reversed(spans):
                    rest = rest[: span.start] + " " + rest[span.end :]
                outer = spans[0].start <= 2 or spans[-1].end >= len(text) - 2
                if whole and (len(rest.split()) <= 6 or (outer and line is left[0] and len(rest) <= 60)):
                    _date_of(found, text)
                    if found.name is None:
                        name = clean_name(text)
                        # "on 3 May": one short word before a date is a preposition in any language.
                        if (
                            name
                            and name != text
                            and not comment_text.vocabulary_line(name)
                            and (
                                len(name) > 4
                                or not text.startswith(name + " ")
                                or text[len(name) + 1 :].lstrip()[:1] in "-–—|·,:"
                            )
                        ):
                            found.name = name
                            _link_in(found, parts, line)
                    parts.take(line)
    if found.name is None and len(left) > 1:
        _first_line_name(found, parts, left)


def _beside_date(found: Found, parts: Parts, date: Element) -> None:
    """Read the name from the line of the date ("Posted by: NAME | DATE", "On DATE by NAME"): its link, else its words."""
    line = next((one for one in parts.lines if parts.holds(date, one)), None)
    if line is None or len(line.text) > 160:
        return
    said = wording.says(line.text)
    by = wording.posted_by(line.text)
    spoken = (by.name if by else None) or (said.name if said else None)
    if spoken:
        found.name = clean_name(line.text) or tidy_name(spoken) or spoken
        _link_in(found, parts, line)
        parts.take(line)
        return
    spans = find_dates(line.text)
    if not spans:
        return
    before, after = line.text[: spans[0].start], line.text[spans[-1].end :]
    for piece in (_BEFORE_DATE.sub("", " " + before), after):
        piece = piece.strip(" \t\xa0:,|•·–—/»«()[]-@#0123456789.")
        link = _linked_name(parts, line, date, piece)
        if link:
            found.name, found.url = link
        elif len(piece) >= 2 and len(piece.split()) <= 7 and not comment_text.vocabulary_line(piece):
            found.name = piece
        else:
            continue
        parts.take(line)
        return


def _linked_name(parts: Parts, line: Line, date: Element, piece: str) -> tuple[str, str | None] | None:
    """A link within a piece of a head line that could be the commenter's name."""
    for run in line.runs:
        element = run.place[0]
        name = " ".join(run.text.split())
        if element.tag != "a" or not name or len(name) > 60 or name not in piece or parts.page.within(element, date):
            continue
        href = element.attrs.get("href", "").strip()
        if href and not href.startswith("#") and not comment_text.vocabulary_line(name) and not find_dates(name):
            return name, None if href.startswith(("javascript:", "mailto:")) else parts.page.absolute(href)
    return None


def _date_by_name(found: Found, parts: Parts, author: Element) -> None:
    """A date that stands loose on the line of the name: "3. NAME - 9 December, 2011"."""
    for line in parts.lines:
        if len(line.text) <= 160 and parts.holds(author, line):
            _date_of(found, line.text)
            if found.date is not None:
                return


def _first_line_name(found: Found, parts: Parts, left: list[Line]) -> None:
    for line in left[:3]:
        text = parts.left(line)
        if not text or comment_text.vocabulary_line(text):
            continue
        lead = _leading_name(line)
        if lead:
            found.name = lead
            _link_in(found, parts, line)
            parts.take(line)
            return
        own = (
            line.block.tag in ("h2", "h3", "h4", "h5", "h6", "dt", "th", "header")
            or _emphatic(line)
            or (line.block.tag != "p" and (text[-1] in ":：" or bool(words(line.block) & META)))
        )
        tidy = text.strip(" :,|-–—")
        if own and tidy and len(tidy) <= 60 and len(tidy.split()) <= 6 and not tidy.endswith((".", "!", "?", "…")):
            found.name = clean_name(tidy) or tidy
            _link_in(found, parts, line)
            parts.take(line)
        return


def _leading_name(line: Line) -> str | None:
    """A bold or linked beginning of a line, when nothing follows but a word such as "says:"."""
    lead, rest = "", ""
    for run in line.runs:
        element: Element | None = run.place[0]
        bold = False
        for _ in range(3):
            if element is None or element is line.block:
                break
            bold = bold or element.tag in ("b", "strong", "a", "cite")
            element = element.parent
        if bold and not rest.strip():
            lead += run.text
        else:
            rest += run.text
    rest = rest.strip()
    if lead.strip() and rest and len(rest) <= 20 and len(rest.split()) <= 2 and rest[-1] in ":,：":
        return clean_name(lead)
    return None


def _emphatic(line: Line) -> bool:
    """Say whether a whole line is bold or one link: a head by its looks."""
    for run in line.runs:
        if not run.text.strip(" \t\n\r:,|-–—"):
            continue
        element: Element | None = run.place[0]
        for _ in range(3):
            if element is None or element is line.block:
                return False
            if element.tag in ("b", "strong", "a", "cite"):
                break
            element = element.parent
        else:
            return False
    return True


def _date_of(found: Found, text: str) -> None:
    if found.date is None and text:
        spans = find_dates(text)
        date = _with_time(comment_text.best_date(spans), spans)
        if date:
            found.date, found.date_text = date, date.text


def _link_in(found: Found, parts: Parts, line: Line) -> None:
    if found.url:
        return
    for run in line.runs:
        element: Element | None = run.place[0]
        if element is not None and element.tag == "a":
            href = element.attrs.get("href", "").strip()
            if href and not href.startswith(("#", "javascript:", "mailto:")) and run.text.strip() in (found.name or ""):
                found.url = parts.page.absolute(href)
                return


def _give_back(parts: Parts, line: Line, rest: str) -> None:
    """Leave the runs after the says-word in the body: the comment's first words stand on its head's line."""
    tail = ""
    places: list[Place] = []
    for run in reversed(line.runs):
        tail = run.text + tail
        if len(" ".join(tail.split())) > len(rest) + 2:
            break
        places.append(run.place)
    parts.taken.difference_update(places)


def _avatar(page: Page, parts: Parts) -> str | None:
    for element in parts.elements:
        if element.tag == "img":
            source = element.attrs.get("src", "")
            near = words(element) | (words(element.parent) if element.parent is not None else frozenset())
            if near & {"avatar", "avatars", "gravatar", "userpic", "photo"} or "gravatar.com/" in source:
                return page.absolute(source) if source and not source.startswith("data:") else None
    return None


def _status(found: Found, parts: Parts) -> None:
    for line in parts.lines:
        text = line.text
        if len(text) <= 120 and vocabulary.is_moderation_note(text):
            block = words(line.block) | (words(line.runs[0].place[0]))
            removed = block & {"deleted", "removed"} or len(parts.lines) <= 3
            if block & {"awaiting", "moderation"}:
                found.status = "pending"
                parts.take(line)
            elif removed:
                found.status = "deleted"
            return


def _ping_text(found: Found, parts: Parts) -> None:
    """A mark ("Pingback: NAME") or a body between […] marks tells a ping that no class names."""
    for line in parts.lines[:3]:
        mark = vocabulary.ping_mark(line.text) if len(line.text) <= 300 else None
        if mark:
            found.type = mark.type if found.type == "comment" else found.type
            if mark.rest and (found.name is None or vocabulary.ping_mark(found.name) or found.name == line.text):
                found.name = clean_name(mark.rest) or mark.rest
                _link_in(found, parts, line)
            parts.take(line)
            return
    if found.type == "comment":
        text = " ".join(parts.left(line) for line in parts.lines).strip()
        if re.match(r"^\[?(?:\.\.\.|…|&#8230;)\]? ?.*\[?(?:\.\.\.|…)\]$", text, re.S) and text.startswith("["):
            found.type = "pingback"
            found.evidence.append(("type", 0.9, "the text stands between […] marks"))
