"""The words of a comment's outer lines, each with the markup that it stands in: what heads are compared by."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from blogconv.language.dates import PrintedDate
from blogconv.language.words import LETTER, fold_word
from blogconv.markup.tree import Element
from blogconv.readers.html.comment_text import Parts
from blogconv.readers.html.lines import Line
from blogconv.readers.html.roles import stable
from blogconv.readers.html.wording import find_dates

LONGEST = 200
"""Characters of a line that may be a head."""
_TOP, _BOTTOM = 7, 3
_MOST_RUNS = 60
"""Text nodes of such a line; each is looked at from its depth."""
_TOKEN = re.compile(rf"(?:\d|{LETTER}|['’](?={LETTER}))+|[^\w\s]|_")

Path = tuple[tuple[str, tuple[str, ...]], ...]
"""Tags and lasting classes from one element down to another; links aside, as a name is one only now and then."""


class Word(NamedTuple):
    """A word, sign or date of a line, from ``start`` to ``end``; ``key`` is what it is compared by."""

    key: str
    start: int
    end: int
    path: Path
    run: int
    """The text node of the line that it begins in."""


class Outer:
    """One line that may be of a head."""

    __slots__ = ("_breaks", "_owners", "_paths", "block", "dates", "index", "line", "text", "words")

    def __init__(self, parts: Parts, line: Line, index: int) -> None:
        self.line, self.index = line, index
        self.block = path_of(line.block, parts.item.parent)
        if self.block:
            # An item's own classes may say who wrote it.
            self.block = ((self.block[0][0], ()), *self.block[1:])
        self.text, self._owners = _spelled(line)
        self._paths = [path_of(run.place[0], line.block) for run in line.runs]
        owners, paths = self._owners, self._paths
        self._breaks = _breaks(owners, paths)
        self.words: list[Word] = []
        self.set_dates(_dates(self.text, self._breaks))

    def set_dates(self, dates: list[PrintedDate]) -> None:
        """Take these for the dates of the line."""
        self.dates = dates
        self.words = _words(self.text, dates, self._owners, self._paths, self._breaks)

    def close(self, parts: Parts, element: Element | None) -> None:
        """Let all that stands in an element but its dates be one word, the same in every line: no name is in it."""
        if element is None:
            return
        at, end = parts.page.at, parts.page.end
        lo = at[element]
        inside = [lo <= at[run.place[0]] <= end[lo] for run in self.line.runs]
        words: list[Word] = []
        for word in self.words:
            if not inside[word.run] or word.key in ("<date>", "<time>"):
                words.append(word)
            elif words and words[-1].key == "<other>":
                words[-1] = words[-1]._replace(end=word.end)
            else:
                words.append(word._replace(key="<other>"))
        self.words = words


def outer_lines(parts: Parts) -> list[Outer]:
    """Give the lines at the top and the bottom of an item that are short enough, with their places among its lines."""
    lines = parts.lines
    chosen = range(len(lines)) if len(lines) <= _TOP + _BOTTOM else [*range(_TOP), *range(-_BOTTOM, 0)]
    short = [i for i in chosen if len(lines[i].text) <= LONGEST and len(lines[i].runs) <= _MOST_RUNS]
    return [Outer(parts, lines[i], i % len(lines)) for i in short]


def give_back_names(every: Sequence[Sequence[Outer]]) -> None:
    """Part names from dates that took them for a weekday or a month: "Mo 3 May" where others print no weekday.

    The dates of one list have one form; a word too many at the beginning of one is a name's last.
    """
    _give_back_contradicted(every)
    forms = Counter(_form(date.text) for lines in every for outer in lines for date in outer.dates)
    if len(forms) < 2:
        return
    usual = forms.most_common(1)[0][0]
    for lines in every:
        for outer in lines:
            dates = [_shorter(date, usual) for date in outer.dates]
            if any(one is not other for one, other in zip(dates, outer.dates, strict=True)):
                outer.set_dates(dates)


def _give_back_contradicted(every: Sequence[Sequence[Outer]]) -> None:
    """Part names from days that cannot be of their weekday: "Mo 5 March 2011" was a Saturday.

    Programs print the right weekday; in a list where most contradict, none is a name.
    """
    outers = [outer for lines in every for outer in lines if outer.dates]
    total = sum(len(outer.dates) for outer in outers)
    wrong = [outer for outer in outers if any(_is_contradicted(date) for date in outer.dates)]
    if 2 * len(wrong) >= total > 2:
        return
    for outer in wrong:
        outer.set_dates([_but_first(date) if _is_contradicted(date) else date for date in outer.dates])


def _is_contradicted(date: PrintedDate) -> bool:
    return not (date.value or date.readings or date.incomplete) and date.precision != "time" and date.text[:1].isalpha()


def _form(text: str) -> tuple[bool, ...]:
    return tuple(match[0].isdigit() for match in _TOKEN.finditer(text) if match[0].isalnum())


def _shorter(date: PrintedDate, usual: tuple[bool, ...]) -> PrintedDate:
    form = _form(date.text)
    if len(form) != len(usual) + 1 or form[1:] != usual or form[0]:
        return date
    return _but_first(date)


def _but_first(date: PrintedDate) -> PrintedDate:
    """Read a date again without its first word, where it is one without."""
    starts = [match.start() for match in _TOKEN.finditer(date.text) if match[0].isalnum()]
    if len(starts) < 2:
        return date
    second = starts[1]
    again = [d for d in find_dates(date.text[second:]) if d.value or d.readings]
    if len(again) != 1:
        return date
    return structs.replace(again[0], start=date.start + second + again[0].start, end=date.start + second + again[0].end)


def path_of(element: Element, above: Element) -> Path:
    """Give the path from ``above`` (left out) down to ``element``."""
    found: list[tuple[str, tuple[str, ...]]] = []
    at: Element | None = element
    while at is not None and at is not above:
        if at.tag != "a":
            found.append((at.tag, stable(at.attrs.get("class", ""))))
        at = at.parent
    return tuple(reversed(found))


def _spelled(line: Line) -> tuple[str, list[int]]:
    """Write a line's text again, with the number of the text node that each character is of."""
    text, owners = line.text, []
    if len(line.runs) == 1:
        return text, [0] * len(text)
    place = 0
    for number, run in enumerate(line.runs):
        for char in run.text:
            if char.isspace():
                continue
            while place < len(text) and text[place] == " ":
                owners.append(number)
                place += 1
            owners.append(number)
            place += 1
    return text, owners[: len(text)]


def _breaks(owners: list[int], paths: list[Path]) -> list[int]:
    """Give the places of a line where other markup begins."""
    if all(path == paths[0] for path in paths):
        return []
    return [i for i in range(1, len(owners)) if owners[i] != owners[i - 1] and paths[owners[i]] != paths[owners[i - 1]]]


def _dates(text: str, breaks: list[int]) -> list[PrintedDate]:
    """Find the dates of a line; what stands in other markup before a date is none of it ("<b>Mo</b> 3 May 2010")."""
    if not any(map(str.isdigit, text)) and len(text) > 40:
        return []
    found = []
    for date in find_dates(text):
        for place in breaks:
            if not date.start < place < date.end:
                continue
            again = [d for d in find_dates(text[place : date.end]) if d.value or d.readings]
            if again and again[0].value == (date.value or again[0].value) and again[0].time == date.time:
                start, end = again[0].start + place, again[0].end + place
                date = structs.replace(again[0], start=start, end=end)
                break
        found.append(date)
    return found


def _words(text: str, dates: list[PrintedDate], owners: list[int], paths: list[Path], breaks: list[int]) -> list[Word]:
    found: list[Word] = []
    place = 0

    def add(until: int) -> None:
        start = place
        # Style alone may part a name from the word after it ("<b>Ann</b><i>says</i>").
        for stop in [*[b for b in breaks if place < b < until], until]:
            for match in _TOKEN.finditer(text, start, stop):
                said = match[0]
                key = "<number>" if said.isdigit() else fold_word(said) or said
                first, last = match.span()
                run = owners[first] if first < len(owners) else len(paths) - 1
                found.append(Word(key, first, last, paths[run], run))
            start = stop

    for date in dates:
        add(date.start)
        run = owners[date.start] if date.start < len(owners) else len(paths) - 1
        kind = "<time>" if date.precision == "time" else "<date>"
        found.append(Word(kind, date.start, date.end, paths[run], run))
        place = date.end
    add(len(text))
    return found
