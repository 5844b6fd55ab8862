"""Find the post's title among the lines before the comments."""

import re
from collections.abc import Sequence

from blogconv.language import vocabulary
from blogconv.readers.text.bylines import Credit, credit_at
from blogconv.readers.text.credits import names_category
from blogconv.readers.text.dateboxes import date_boxes
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.heads import header_text, is_name
from blogconv.readers.text.layout import Layout, Line, width_of
from blogconv.readers.text.links import INLINE_LINK
from blogconv.readers.text.reading import Reading

_WORDS = re.compile(r"\w+")
_LONG = 90
"""Characters of a line that is surely prose."""
_NEAR = 12
"""Lines above the text within which a heading may head it."""
_COUNTED = re.compile(r"\D\s?\d{1,3}(?!\S*\d)(?=\s*[^\W\d]|$)")
"""A word and its count, as lists of tags show them."""
_BY_CHANCE = re.compile(r"\w{1,3} [a-zà-ÿ]+ [a-zà-ÿ]")
"""A small word that leads to names in some language begins a title in another: "De stuw is dicht"."""
_HOME = re.compile(r"https?://[^/?#]+/?|/")
_SHORT = 70
"""Columns of most titles."""
_GAP = 8
"""Short lines that part stretches of text."""
_SEARCHED = 600
"""Lines in which the title is looked for."""


def title_at(layout: Layout, evidence: Sequence[Evidence], reading: Reading, end: int) -> int | None:
    """Find the title's line: the one the comment heading quotes, else the likeliest above the first prose."""
    lines = layout.lines
    wanted = words(reading.quoted) if reading.quoted else []
    bylines = Bylines(lines, evidence, end)
    opened, opening = _opening(lines)
    opening_text = f" {' '.join(opening)} "
    prose = _text_begins(lines, evidence, bylines, opened, min(end, _SEARCHED))
    best, at, rank = 0.0, None, 0
    whole, whole_at = 0.0, None
    # Navigation is made of lists and of many short lines: without it the text begins at once.
    above = [line for line in lines[:prose] if line.text[:1].isalnum()]
    direct = len(above) <= 9 and sum(1 for line in above if line.mark and line.number < 0) <= 1
    boxed = {j for box in date_boxes(lines, min(end, 40)) for j in box[0]}
    window = lines[0].text.casefold() if lines and not opening else ""
    trails = _trails(lines, prose) if not wanted else frozenset()
    for i in range(opened, min(end, _SEARCHED)):
        part = lines[i].text.casefold() if i and window else ""
        named = _is_titled(bylines, i) if part == window and " " in part else _is_part(part, window)
        if not wanted and i > prose + 2 and not named:
            continue
        line, found = lines[i], evidence[i]
        clean = title_words(line, found)
        if wanted and wanted[0] not in clean.casefold():
            continue
        these = words(clean)
        if not these or "\x00" in line.text or "\t" in line.text or i in boxed:
            continue
        if wanted:
            value = _likeness(these, wanted)
            value -= (0.4 if line.mark else 0) + i / 10_000
        else:
            if line.mark or len(clean) > 200 or (clean[0] == "[" and clean[-1] == "]"):
                continue
            if _is_navigation(clean) and not (i == 0 and _SITE_FIRST.fullmatch(clean)):
                continue
            if (
                i in trails
                or _is_share_row(clean)
                or _is_terms(lines, i)
                or (_leads_to_terms(clean) and bylines.at(i - 1))
            ):
                continue
            header = _is_header(found, clean == header_text(line)) and not (
                _BY_CHANCE.match(clean) and not bylines.at(i)
            )
            if (found.furniture or header) and not (i == 0 and found.furniture != "navigation" and bylines.at(1)):
                continue
            if named:
                # Of a window's title the post's part has a byline, or is longer than the site's name.
                value = _bearing(layout, evidence, bylines, i, i, 9) + 2.0 + 0.02 * len(clean)
            else:
                value = _bearing(layout, evidence, bylines, i, prose, rank if direct else None)
            rank += 1
            if opening and len(these) >= 2 and f" {' '.join(these)} " in opening_text:
                value += 2.5 if len(these) > 3 or opening_text.count(f" {' '.join(these)} ") == 1 else 0.5
        if value > best + 1e-9:
            best, at = value, i
        if named and not wanted and len(clean) < len(window) and value > whole + 1e-9:
            whole, whole_at = value, i
    if at == 0 and whole >= 0.7:
        return whole_at  # the window's title holds the post's
    return at if best >= 0.7 else None


def _opening(lines: Sequence[Line]) -> tuple[int, list[str]]:
    """Give the words of the first lines that print what the page's head links to, and how many lines they are."""
    told: list[str] = []
    i = 0
    while i < len(lines) and (_RELATION.match(lines[i].text) or (i == 0 and lines[i].text.startswith("#"))):
        told.extend(words(lines[i].text))
        i += 1
    return i, told


def _text_begins(lines: Sequence[Line], evidence: Sequence[Evidence], bylines: "Bylines", start: int, end: int) -> int:
    """Find the first line of the text: a site's description or a cookie note stands apart, among short lines."""
    stretches: list[tuple[int, int]] = []
    begun, size, gap = -1, 0, 0
    for i in range(start, end):
        line = lines[i]
        if _is_prose(line) and not (len(line.text) < 220 and bylines.at(i)):
            if begun < 0 or gap >= _GAP:
                stretches.append((begun, size))
                begun, size = i, 0
            size, gap = size + min(len(line.text), 800), 0
        elif len(line.text) < 40 or line.mark or evidence[i].furniture:
            gap += 1
    stretches = [(first, sum_) for first, sum_ in (*stretches, (begun, size)) if first >= 0]
    most = max((sum_ for _, sum_ in stretches), default=0)
    # The text itself may be parted by a list; what stands before it is little.
    begun = next((first for first, sum_ in stretches if sum_ * 4 >= most), min(end, 12))
    if not any(bylines.at(k) for k in range(max(start, begun - 4), begun)):
        # A description of the site may stand close above the post's own date.
        dated = next((k for k in range(begun + 1, min(end, begun + 4)) if bylines.at(k)), end)
        begun = next((k for k in range(dated + 1, min(end, dated + 4)) if _is_prose(lines[k])), begun)
    return begun


def _trails(lines: Sequence[Line], end: int) -> frozenset[int]:
    """Find paths that end with the words of a later line: "Home Boats Low water" above "Low water"."""
    later: set[str] = set()
    found: set[int] = set()
    for i in range(min(end, len(lines)) - 1, -1, -1):
        these = words(lines[i].text) if len(lines[i].text) < 200 else []
        if any(" ".join(these[k:]) in later for k in range(1, len(these) - 1)):
            found.add(i)
        if len(these) > 1:
            later.add(" ".join(these))
    return frozenset(found)


_PARTS = " \t|«»-–—:·•<>‹›/"
"""What parts the post's title from the site's in a window's title."""
# Tools that print what the page's head links to: "Link: canonical".
_RELATION = re.compile(r"Link: [\w-]+(?: |$)")


def _is_titled(bylines: "Bylines", i: int) -> bool:
    """Say whether a line beside a byline repeats the first line: no site's name stands there."""
    return any(bylines.at(i + step) for step in (1, 2, -1))


def _is_part(text: str, window: str) -> bool:
    """Say whether a line is a part of the window's title, which some tools put on the first line."""
    if len(text) < 4 or len(text) >= len(window):
        return False
    if window.startswith(text):
        rest = window[len(text) :].lstrip()
    elif window.endswith(text):
        rest = window[: -len(text)].rstrip()[-1:]
    else:
        return False
    return bool(rest) and rest[0] in _PARTS


def words(text: str) -> list[str]:
    """Split a text into folded words, to compare titles."""
    return _WORDS.findall(text.casefold())


def title_text(lines: Sequence[Line], at: int, text: str, quoted: str | None) -> str:
    """Give the title of its line: without the date behind it, without the site's name of a window's title."""
    if quoted and words(quoted) != words(text) and text.startswith(quoted):
        # "TITLE 9 December, 2011": the heading knows where the title ends.
        return quoted
    if at > 0 or quoted:
        return text
    parted = _SITE.split(text)
    if len(parted) == 3:
        own, sign, other = (part.strip() for part in parted)
        if sign == "»":
            return other
        if sign in "|«" or any(line.text == other for line in lines[1:]):
            return own
    return text


_SITE_FIRST = re.compile(r"[^«»]{2,60} » [^«»]{4,}")
_SITE = re.compile(r"\s+([|«»–—-])\s+")
"""What stands between a post's title and its site's in a window's title."""


def title_words(line: Line, found: Evidence) -> str:
    """Give the words of a line that may be a title; of "TITLE 9 December, 2011" those before the date."""
    head = found.head
    if head and head.kind == "named-date" and head.name and len(head.name.split()) > 3 and not head.by:
        return head.name
    return header_text(line)


def _is_terms(lines: Sequence[Line], i: int) -> bool:
    """Say whether a line is a label with its categories, or stands below such a label."""
    text = lines[i].text
    if len(text) < 200 and vocabulary.terms_label(text):
        return True
    above = lines[i - 1].text if i else ""
    return above[-1:] in ":：" and len(above) < 40 and vocabulary.terms_label(f"{above} x") is not None


def _is_share_row(text: str) -> bool:
    """Say whether a line names sites to share on, and little else: "X Facebook LINE Pinterest"."""
    these = text.split()
    return 1 < len(these) <= 12 and sum(1 for word in these if vocabulary.mark(word) == "share") * 2 > len(these)


def _is_navigation(text: str) -> bool:
    """Say whether a line leads elsewhere: "« Older post", "Home | Pages | About", a path of links."""
    return (
        text.count("«") != text.count("»")
        or ("«" in text and " | " in text)
        or text.count(" » ") > 1
        or text.count(" | ") > 1
        or text[0] in "←‹"
        or text[-1] in "→›"
    )


def _is_header(found: Evidence, whole: bool) -> bool:
    """Say whether a line is a date or byline and cannot be a title; a number of years or days in it is no date."""
    head = found.head
    if head is None or not whole:
        return False
    if head.says:
        return not head.rest
    return head.date is None or head.date.value is not None or not head.name


def _is_prose(line: Line) -> bool:
    return width_of(line.text) > _LONG and not line.mark and line.text[:1] != "#" and line.text.count(" » ") < 2


def _likeness(these: list[str], wanted: list[str]) -> float:
    """Compare a line with the title that the comment heading quotes, which may be cut or have a date behind it."""
    if these == wanted:
        return 6.0
    if len(wanted) > 1 and these[: len(wanted)] == wanted:
        return 4.5 - min(2.0, 0.05 * (len(these) - len(wanted)))
    if len(these) > 2 and wanted[: len(these)] == these:
        return 4.0
    return 0.0


def _bearing(
    layout: Layout, evidence: Sequence[Evidence], bylines: "Bylines", i: int, prose: int, rank: int | None
) -> float:
    """Weigh what stands around a line that no heading quotes: bylines, markup, the text below, its own form."""
    lines = layout.lines
    line, end = lines[i], bylines.end
    clean = header_text(line)
    value = 0.6
    if line.level:
        value += 1.2 if line.level < 3 else 0.9
        if any(lines[k].level and not evidence[k].furniture for k in range(i + 1, min(prose, i + _NEAR) + 1)):
            value -= 0.8  # the last heading above the text is the title
    elif layout.width and line.indent == 0 and i + 1 < end and lines[i + 1].indent > 0:
        value += 0.8
    below, above = bylines.at(i + 1), bylines.at(i - 1)
    if below and not below.name and _is_headed(lines, evidence, i + 2, end):
        # "SITE", "DATE", "TITLE", text: the date stands above the title.
        value += 0.4
    elif below:
        value += 2 if below.name or not (i + 2 < end and len(lines[i + 2].text) < _LONG) else 1.4
    elif bylines.at(i + 2) and len(lines[i + 1].text) < 40 and not _is_headed(lines, evidence, i + 3, end):
        value += 1.2
    elif i + 1 < end and _is_terms(lines, i + 1):
        value += 1.4
    elif above and lines[i - 1].row + 3 > line.row:
        value += 1.2 if above.name else 1.6
    # Where the text begins at once, the first line is the title; below navigation it is a line near the text.
    if rank is None:
        value += max(0.0, 1.2 - 0.25 * max(0, prose - 1 - i))
    else:
        # Of the site's name and the title the title stands right above the text.
        value += max(0.0, 1.5 - 0.4 * rank) + (0.5 if i == prose - 1 and width_of(clean) <= _SHORT else 0.0)
    named = (above and _is_headline(lines, evidence, i - 2)) or (below and _is_headline(lines, evidence, i - 1))
    if named and len(clean.split()) < 4 and is_name(clean):
        value -= 1.4  # "TITLE", "DATE", "NAME", or "TITLE", "NAME", "DATE"
    if _is_link(line) and any(_is_link(lines[k]) for k in (i - 1, i + 1) if 0 <= k < end):
        value -= 1.0  # links below each other lead elsewhere
    if i > prose:
        value -= 1.5
    if line.link and _HOME.fullmatch(layout.links.get(line.link, "")):
        value -= 2.0  # the site's name leads to its front page
    if _is_prose(line) and clean[-1:] in ".:!。：！":
        value -= 1.6
    elif len(clean) > 110 or clean[-1:] in ",。" or (clean[-1:] in ".:" and len(clean.split()) > 4):
        value -= 0.8
    if "。" in clean[:-1]:
        value -= 1.0  # two sentences
    if clean[-1:] in ":：":
        value -= 0.6
    if " " not in clean and clean.isascii():
        value -= 0.6
    # Titles have some words; site names, categories and links few.
    value += 0.12 * min(5.0, width_of(clean) / 8)
    if len(_COUNTED.findall(clean)) > 2:
        value -= 1.0
    if len(clean) < 4 or (len(clean.split()) < 3 and any(c.isdigit() for c in clean) and len(clean) < 12):
        value -= 0.9
    return value


def _is_link(line: Line) -> bool:
    return bool(line.linked) and INLINE_LINK.fullmatch(line.linked) is not None


def _is_headline(lines: Sequence[Line], evidence: Sequence[Evidence], i: int) -> bool:
    """Say whether a line has the form of a title: several words, no list mark, nothing known."""
    if i < 0 or lines[i].mark or evidence[i].furniture or evidence[i].head:
        return False
    return len(lines[i].text.split()) > 3 and len(lines[i].text) < 160


def _is_headed(lines: Sequence[Line], evidence: Sequence[Evidence], i: int, end: int) -> bool:
    """Say whether a line below a date may be the title itself: short, no sentence, text below it."""
    if i + 1 >= end or not any(_is_prose(line) for line in lines[i + 1 : min(end, i + 3)]):
        return False
    text, found = lines[i].text, evidence[i]
    return (
        3 < len(text) < 110
        and not lines[i].mark
        and text[-1] not in ".,:;。：；，"
        and found.furniture is None
        and not (found.head and (found.head.date or not found.head.by))
        and not _leads_to_terms(text)
        and not _is_terms(lines, i)
    )


def _leads_to_terms(text: str) -> bool:
    """Say whether a line below a byline goes on with its categories: "in News, Boats"."""
    return text[:1].islower() and names_category(text.split(" ", 1)[0])


class Bylines:
    """The lines that are bylines or dates, each looked at when first asked for."""

    def __init__(self, lines: Sequence[Line], evidence: Sequence[Evidence], end: int) -> None:
        self.end = end
        self._lines, self._evidence = lines, evidence
        self._known: dict[int, Credit | None] = {}

    def at(self, i: int) -> Credit | None:
        """Give the byline that a line is, if it is one."""
        if i not in self._known:
            self._known[i] = self._read(i) if 0 <= i < self.end else None
        return self._known[i]

    def _read(self, i: int) -> Credit | None:
        head = self._evidence[i].head
        if head is not None and head.says:
            return None
        credit = credit_at(self._lines, self._evidence, i, self.end)
        if credit is None or not (credit.date or (credit.name and (head is None or head.by or head.date))):
            return None
        return credit
