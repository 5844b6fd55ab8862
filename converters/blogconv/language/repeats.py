"""Find what lines of one kind repeat: their constant words, in whatever language, and the gaps where they differ.

A head that a program printed ("Posted by Ann on DATE") says the same words in every comment; what varies between them
is the name. That needs no vocabulary.
"""

from collections import Counter
from collections.abc import Sequence

Words = Sequence[str]
"""The words and signs of one line; a date or a number is one word for all (``<date>``, ``<number>``)."""

MOST = 0.85
"""Share of the lines that a constant word stands in."""
_SAMPLE = 24
_LONGEST = 40


def constants(lines: Sequence[Words]) -> tuple[str, ...]:
    """Give the words that (nearly) all lines have, in the one order in which they all have them."""
    step = max(1, len(lines) // _SAMPLE)
    sample = [line[:_LONGEST] for line in lines[::step]]
    if len(sample) < 2:
        return ()
    counted = Counter(word for line in sample for word in set(line))
    needed = MOST * len(sample)
    known = {word for word, n in counted.items() if n >= needed}
    kept = [tuple(word for word in line if word in known) for line in sample]
    # Names that hold such a word are seldom: what most lines have in common first, and no further than is needed.
    order: tuple[str, ...] = ()
    for number, (line, _) in enumerate(Counter(kept).most_common()):
        order = _in_both(order, line) if number else line
        if sum(_holds(other, order) for other in kept) >= needed:
            break
    return order


def _holds(line: Words, order: Words) -> bool:
    words = iter(line)
    return all(word in words for word in order)


def _in_both(one: Words, other: Words) -> tuple[str, ...]:
    """Give the longest sequence of words that both have in this order."""
    longest = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        row, below = longest[i], longest[i + 1]
        for j in range(len(other) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if one[i] == other[j] else max(below[j], row[j + 1])
    found: list[str] = []
    i = j = 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            found.append(one[i])
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def gap(line: Words, order: Words, number: int) -> tuple[int, int] | None:
    """Find the gap before the constant ``number`` of a line (the last one ends the line); None where one is missing.

    The constants before the gap are looked for from the left, those after it from the right: the gap is as wide as
    it can be.
    """
    start = 0
    for word in order[:number]:
        start = _index(line, word, start) + 1
        if not start:
            return None
    end = len(line)
    for word in reversed(order[number:]):
        end = _last_index(line, word, end)
        if end < 0:
            return None
    return (start, end) if start <= end else None


def _index(line: Words, word: str, start: int) -> int:
    for place in range(start, len(line)):
        if line[place] == word:
            return place
    return -1


def _last_index(line: Words, word: str, end: int) -> int:
    for place in range(end - 1, -1, -1):
        if line[place] == word:
            return place
    return -1
