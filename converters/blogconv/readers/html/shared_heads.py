"""The heads of a list read together: one decision for all comments where their names and dates stand.

What all heads repeat is the theme's, in whatever language; what varies at one and the same place is a name or a date.
Of all places that a list offers, the one is taken that reads best in most comments.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import TypeVar

from msgspec import Struct

from blogconv.language import repeats
from blogconv.language.authorship import leads_in, of_heads
from blogconv.language.dates import PrintedDate
from blogconv.language.words import is_unspaced
from blogconv.markup.tree import Element
from blogconv.readers.html import comment_text
from blogconv.readers.html.comment_authors import ROLES
from blogconv.readers.html.comment_text import Parts
from blogconv.readers.html.head_words import Outer, Path, Word, give_back_names, outer_lines
from blogconv.readers.html.lines import Line
from blogconv.readers.html.names import tidy_name

ENOUGH = 0.6
"""A place for names must read at least so well, 1 being a short name in each comment."""
_FEWEST = 0.4
"""Share of the comments that must have a name at a place."""


class Head(Struct):
    """What one comment's head says by the place that all of the list share."""

    name: str | None = None
    line: Line | None = None
    """The line of the name."""
    date: PrintedDate | None = None
    taken: list[tuple[Line, int, int]] = []
    """Lines that are head, each with the first and the last of its text nodes that are."""


def read_together(every: Sequence[Parts], without: Sequence[Element | None] = ()) -> list[Head] | None:
    """Read the heads of all comments of a list; None where no place for names stands out.

    ``without``: an element of each comment that is known to hold no name.
    """
    if len(every) < 2:
        return None
    outer = [outer_lines(parts) for parts in every]
    give_back_names(outer)
    for own, parts, element in zip(outer, every, without, strict=False):
        for one in own:
            one.close(parts, element)
    dated = _best_dates(outer)
    best: _Place | None = None
    for lines in _lines_alike(outer, dated):
        for place in _places(lines, dated, every):
            if best is None or place.score > best.score:
                best = place
    if best is None or best.score < ENOUGH:
        return None
    return _heads(best, outer, dated, every)


def read_days_together(every: Sequence[Parts]) -> list[Head]:
    """Read only the days of all comments of a list, where elements of their own name everybody."""
    outer = [outer_lines(parts) for parts in every]
    give_back_names(outer)
    return [
        Head(date=one[1], taken=[_head_of(one[0], None)]) if one is not None else Head(taken=[])
        for one in _best_dates(outer)
    ]


class _Place:
    """One place where names may stand: in these lines, the gap before a constant word of theirs."""

    __slots__ = ("lines", "names", "score", "spans")

    def __init__(
        self, lines: Sequence[Outer | None], names: list[str | None], spans: list[tuple[int, int] | None]
    ) -> None:
        self.lines, self.names, self.spans, self.score = lines, names, spans, 0.0


T = TypeVar("T")
Dated = list[tuple[Outer, PrintedDate] | None]


def _best_dates(every: Sequence[Sequence[Outer]]) -> Dated:
    """Choose the date of each item: those that stand at the one place which has a day in most of them."""
    first: Dated = [next(((o, d) for o in lines for d in o.dates if not d.incomplete), None) for lines in every]
    places: dict[tuple[object, ...], dict[int, tuple[Outer, PrintedDate]]] = {}
    for number, lines in enumerate(every):
        seen: Counter[tuple[object, ...]] = Counter()
        for outer in lines:
            if not outer.dates:
                continue
            paths = {word.start: word.path for word in outer.words if word.key == "<date>"}
            for date in outer.dates:
                if date.start not in paths:
                    continue
                kind = (outer.block, paths[date.start])
                places.setdefault((kind, seen[kind]), {})[number] = (outer, date)
                seen[kind] += 1
    # A rarer place is never worth enough.
    best = max([first, *_common(places.values(), len(every), 0.4)], key=_date_worth)
    if _date_worth(best) < ENOUGH:
        return [None] * len(every)
    # Items of another shape keep the first day that they print.
    return [one or spare for one, spare in zip(best, first, strict=True)]


def _common(places: Iterable[dict[int, T]], size: int, share: float) -> list[list[T | None]]:
    """Give the places that so many items have, each with what stands there in each item.

    Only these are written out: where every item has markup of its own there are as many places as items.
    """
    return [[place.get(n) for n in range(size)] for place in places if len(place) >= share * size]


def _date_worth(place: Dated) -> float:
    dates = [one for one in place if one is not None]
    whole = sum(bool(d.value or d.readings) for _, d in dates)
    timed = sum(d.precision in ("minute", "second") for _, d in dates)
    beside = median(len(o.text) - (d.end - d.start) for o, d in dates) if dates else 0
    # Of two days the later is the comment's: the other is that of a membership.
    latest = median([int(d.value[:4]) for _, d in dates if d.value] or [0])
    share = len(dates) / len(place)
    return share * (0.6 + 0.3 * whole / max(len(dates), 1)) + 0.2 * timed / len(place) + latest / 1e5 - beside / 400


def _lines_alike(every: Sequence[Sequence[Outer]], dated: Dated) -> list[list[Outer | None]]:
    """Give the ways to take one line of each item: the n-th, the n-th of a kind, the n-th from the date's."""
    found: list[list[Outer | None]] = []
    by_index = [{outer.index: outer for outer in lines} for lines in every]
    found += [[lines.get(n) for lines in by_index] for n in range(5)]
    found += [[lines[-n] if len(lines) >= n else None for lines in every] for n in (1, 2)]
    for step in (-2, -1, 0, 1):
        found.append(
            [
                lines.get(date[0].index + step) if date is not None else None
                for lines, date in zip(by_index, dated, strict=True)
            ]
        )
    kinds: dict[tuple[Path, int], dict[int, Outer]] = {}
    for number, lines in enumerate(every):
        seen: Counter[Path] = Counter()
        for outer in lines:
            kinds.setdefault((outer.block, seen[outer.block]), {})[number] = outer
            seen[outer.block] += 1
    found += _common(kinds.values(), len(every), ENOUGH)
    different = {tuple(id(outer) for outer in lines): lines for lines in found}
    return [lines for lines in different.values() if sum(o is not None for o in lines) >= ENOUGH * len(every)]


def _places(lines: Sequence[Outer | None], dated: Dated, every: Sequence[Parts]) -> list[_Place]:
    """Read the places for names that lines of one kind offer: the gaps between their constant words."""
    keys = [[word.key for word in outer.words] if outer is not None else [] for outer in lines]
    order = repeats.constants([line for line in keys if line])
    if "." in order and _abbreviates(lines):
        order = tuple(word for word in order if word != ".")
    # A word that all have and that no language has in heads may be somebody who talks alone.
    plain = tuple(word for word in order if not word.isalpha() or of_heads(word))
    orders = [plain] if sum(map(bool, keys)) < 3 or plain == order else [order, plain]
    found = []
    for one in orders:
        for number in range(len(one) + 1):
            gaps = [repeats.gap(line, one, number) if line else None for line in keys]
            if sum(gap is not None and gap[0] < gap[1] for gap in gaps) / len(gaps) < _FEWEST:
                continue  # too few names for the place to be worth anything
            place = _Place(lines, *_read_gaps(lines, gaps))
            place.score = _worth(place, dated, every, len(one)) - 0.03 * number
            if place.score > 0 and any(w.isalpha() and of_heads(w) for w in one[max(0, number - 2) : number + 2]):
                place.score += 0.2
            found.append(place)
    return found


def _abbreviates(lines: Sequence[Outer | None]) -> bool:
    """Say whether the full stops of most lines stand behind letters ("Dr. Kramer", "H. Weiss"): those part nothing."""
    found = whole = 0
    for outer in lines:
        words = outer.words if outer is not None else []
        stops = [(a, b) for a, b in pairwise(words) if b.key == "."]
        whole += bool(stops)
        found += bool(stops) and all(a.key.isalpha() and a.end == b.start for a, b in stops)
    return 2 * found > whole


def _read_gaps(
    lines: Sequence[Outer | None], gaps: Sequence[tuple[int, int] | None]
) -> tuple[list[str | None], list[tuple[int, int] | None]]:
    spans = _own_markup(lines, gaps)
    names = [_name(o, s) if o is not None and s is not None else None for o, s in zip(lines, spans, strict=True)]
    return _without_ending(names), spans


def _own_markup(lines: Sequence[Outer | None], gaps: Sequence[tuple[int, int] | None]) -> list[tuple[int, int] | None]:
    """Narrow each gap to the markup that a word of it has in most lines: a badge beside the name has its own."""
    parted: list[list[tuple[Path, int, int]]] = []
    counted: Counter[Path] = Counter()
    for outer, gap in zip(lines, gaps, strict=True):
        groups: list[tuple[Path, int, int]] = []
        if outer is not None and gap is not None:
            for at in range(*gap):
                word = outer.words[at]
                if groups and groups[-1][0] == word.path:
                    groups[-1] = (word.path, groups[-1][1], at + 1)
                else:
                    groups.append((word.path, at, at + 1))
            groups = [g for g in groups if _spoken(outer.words[g[1] : g[2]])] or groups[:1]
        parted.append(groups)
        counted.update(list(dict.fromkeys(path for path, _, _ in groups)))
    usual = max(counted, key=lambda path: counted[path]) if counted else ()
    return [
        next(((start, end) for path, start, end in groups if path == usual), groups[0][1:] if groups else None)
        for groups in parted
    ]


def _spoken(words: Sequence[Word]) -> bool:
    return any(map(str.isalnum, "".join(word.key for word in words)))


_NO_NAME = frozenset(["<date>", "<time>", "<other>"])


def _name(outer: Outer, span: tuple[int, int]) -> str | None:
    start, end = span
    if start == end or any(word.key in _NO_NAME for word in outer.words[start:end]):
        return None
    text = outer.text[outer.words[start].start : outer.words[end - 1].end]
    if comment_text.is_subject(text):
        return None
    for opening, closing in ("()", "[]", "（）"):
        if text.startswith(opening) and (closing not in text or text.endswith(closing)):
            text = text.strip(opening + closing)
        elif text.endswith(closing) and opening not in text:
            text = text[:-1]
    return tidy_name(text)


def _without_ending(names: list[str | None]) -> list[str | None]:
    """Take off what names in a script without spaces all end in: "…のコメント"."""
    different = sorted({name for name in names if name})
    if len(different) < 3 or any(not is_unspaced(name[-1]) for name in different):
        return names
    size = 0
    while all(len(name) > size + 1 and name[-1 - size] == different[0][-1 - size] for name in different):
        size += 1
    return [name[:-size] if name else None for name in names] if size else names


def _worth(place: _Place, dated: Dated, every: Sequence[Parts], constant: int) -> float:
    """Say how well names read at one place: 1 is a short name in each comment, more where something speaks for it."""
    lines, names, spans = place.lines, place.names, place.spans
    total, count = sum(_likely(name) for name in names if name), len(names)
    score = total / count
    given = [name for name in names if name]
    if score < _FEWEST or not given:
        return 0.0
    different = len(set(given))
    if different == 1:
        # One who talks alone, or a word of the theme's.
        score *= 0.75 if count < 4 else 0.6
    elif count >= 5 and different <= 0.2 * len(given):
        score *= 0.6
    elif different < len(given):
        score += 0.05
    if median(len(name.split()) for name in given) > 3:
        score -= 0.2
    marked = linked = near = alone = 0
    over: list[int] = []
    below: list[int] = []
    for outer, name, span, date, parts in zip(lines, names, spans, dated, every, strict=True):
        if outer is None or span is None or span[0] >= len(outer.words):
            continue
        word = outer.words[span[0]]
        element = outer.line.runs[word.run].place[0]
        marked += bool(word.path) or outer.line.block.tag in _HEADS
        linked += element.tag == "a" and not element.attrs.get("href", "#").startswith("#")
        if date is not None:
            below.append(outer.index - date[0].index)
            near += 2 if date[0] is outer else abs(date[0].index - outer.index) <= 2
        over.append(len(outer.text) - sum(d.end - d.start for d in outer.dates) - len(name or "") - 8 * constant)
        beside = {outer.index} if date is None else {outer.index, date[0].index}
        alone += all(i in beside for i in range(len(parts.lines)))
    score += 0.1 * (marked >= 0.6 * count) + 0.1 * (linked >= 0.3 * count) + 0.1 * near / count
    if below and median(below) > 2:
        score -= 0.3
    # What was said on the line of a name is told from it by its markup, or not at all.
    if over and median(over) > 30 and marked < 0.8 * count:
        return 0.0
    # Something must be left that was said.
    return score if alone <= 0.3 * count else 0.0


_HEADS = frozenset(["h2", "h3", "h4", "h5", "h6", "dt", "th", "legend", "summary", "cite", "header", "strong"])


def _likely(text: str) -> float:
    """Say how likely a text is a name, by its looks alone."""
    words = text.split()
    if len(text) > 60 or len(words) > 7 or not any(map(str.isalnum, text)):
        return 0.0
    if comment_text.is_subject(text):
        return 0.0
    if comment_text.vocabulary_line(text) or leads_in(text) or text.casefold() in ROLES:
        # "Anonymous", "1234" and "Commenter" are names where others' stand.
        return 0.3
    if len(words) > 1 and text[-1] in ".!?…" and len(words[-1]) > 3:
        return 0.2
    return 0.5 if len(words) > 4 else 1.0


def _heads(best: _Place, outer: Sequence[Sequence[Outer]], dated: Dated, every: Sequence[Parts]) -> list[Head]:
    """Write down what each item's head says, and which lines are head."""
    found = []
    for line, name, span, date in zip(best.lines, best.names, best.spans, dated, strict=True):
        head = Head(date=date[1] if date is not None else None, taken=[])
        found.append(head)
        if line is None or span is None:
            continue
        head.name, head.line = name, line.line
        for one in {id(o): o for o in (line, date[0] if date is not None else line)}.values():
            head.taken.append(_head_of(one, span if one is line else None))
    for head, lines in zip(found, _between(best, outer, dated, every), strict=True):
        head.taken += [(one.line, 0, len(one.line.runs)) for one in lines]
    return found


def _between(best: _Place, outer: Sequence[Sequence[Outer]], dated: Dated, every: Sequence[Parts]) -> list[list[Outer]]:
    """Give the lines of each item that are head though neither name nor date stands there.

    Where both stand above what was said, all that is above the lower of them; where both stand below it, all that is
    below the upper; and close to the name what is the same in nearly all items but for its numbers.
    """
    found = _same_but_for_numbers(best, outer)
    both = [(n.index, d[0].index) if n and d else None for n, d in zip(best.lines, dated, strict=True)]
    lower = [max(pair) if pair else None for pair in both]
    usual = Counter(lower).most_common(1)[0][0]
    fits = [n is not None and n == usual and _says(p.lines[n + 1 :]) for n, p in zip(lower, every, strict=True)]
    if usual is not None and sum(fits) >= 0.7 * len(fits):
        for one, lines, fit in zip(found, outer, fits, strict=True):
            one += [o for o in lines if fit and o.index < usual and len(o.text) <= 80]
        return found
    ends = [pair is not None and max(pair) == len(p.lines) - 1 for pair, p in zip(both, every, strict=True)]
    upper = [min(pair) - len(p.lines) if pair else 0 for pair, p in zip(both, every, strict=True)]
    usual = Counter(upper).most_common(1)[0][0]
    fits = [e and n == usual and _says(p.lines[:n]) for e, n, p in zip(ends, upper, every, strict=True)]
    if sum(fits) >= 0.7 * len(fits):
        for one, lines, fit, p in zip(found, outer, fits, every, strict=True):
            one += [o for o in lines if fit and o.index > len(p.lines) + usual and len(o.text) <= 80]
    return found


def _says(lines: Sequence[Line]) -> bool:
    return any(not comment_text.vocabulary_line(line.text) for line in lines)


def _same_but_for_numbers(best: _Place, outer: Sequence[Sequence[Outer]]) -> list[list[Outer]]:
    found: list[list[Outer]] = [[] for _ in outer]
    if len(outer) < 3:
        return found
    by_index = [{one.index: one for one in lines} for lines in outer]
    for step in (-2, -1, 1, 2, 3):
        near = [
            lines.get(name.index + step) if name is not None else None
            for name, lines in zip(best.lines, by_index, strict=True)
        ]
        keys = [[word.key for word in one.words] if one is not None else [] for one in near]
        order = set(repeats.constants([line for line in keys if line])) | {"<number>", "<date>", "<time>"}
        same = [bool(line) and order.issuperset(line) for line in keys]
        if sum(same) >= repeats.MOST * len(same):
            for one, line, fit in zip(found, near, same, strict=True):
                one += [line] if fit and line is not None else []
    return found


def _head_of(outer: Outer, span: tuple[int, int] | None) -> tuple[Line, int, int]:
    """Say how far the head reaches in its line: to the end, or to where the comment's first words begin."""
    ends = [word for word in outer.words if word.key in ("<date>", "<time>")]
    if span is not None and span[1]:
        ends.append(outer.words[span[1] - 1])
    last = max(ends, key=lambda word: word.end)
    if len(outer.text) - last.end <= 40:
        return outer.line, 0, len(outer.line.runs)
    return outer.line, 0, last.run + 1
