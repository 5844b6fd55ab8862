"""What (nearly) all comments of a list begin or end with was not said by anybody: "Report post", "Avatar", "antworten".

No vocabulary is needed for that, so it holds in every language.
"""

from collections import Counter
from collections.abc import Sequence

from blogconv.language.lines import fold_line
from blogconv.readers.html.comment_text import Parts
from blogconv.readers.html.lines import Line

_FEWEST = 5
"""Comments of a list that shows what is usual."""
_LONGEST = 60
_USUAL = 0.2
"""Share of the lines that a word of the theme's stands in."""
_MOST = 0.7
"""Share of the comments that such a line stands in."""
_LINES = 3


def take_usual_ends(every: Sequence[Parts]) -> None:
    """Take the first and last lines that are made of the same few words in most comments out of the bodies."""
    if len(every) < _FEWEST:
        return
    for end in (0, -1):
        for _ in range(_LINES):
            outer = [_outer(parts, end) for parts in every]
            words = [_words(parts, line) for parts, line in zip(every, outer, strict=True)]
            counted = Counter(word for line in words for word in set(line))
            usual = {word for word, n in counted.items() if n >= max(3, _USUAL * len(every))}
            fits = [bool(line) and usual.issuperset(line) for line in words]
            if sum(fits) < _MOST * len(every):
                break
            for parts, line, fit in zip(every, outer, fits, strict=True):
                if fit and line is not None:
                    parts.take(line)


def _outer(parts: Parts, end: int) -> Line | None:
    """Give the first or the last line that is left, where another is left beside it."""
    found: list[Line] = []
    for line in parts.lines if end == 0 else reversed(parts.lines):
        if parts.left(line):
            found.append(line)
            if len(found) == 2:
                return found[0]
    return None


def _words(parts: Parts, line: Line | None) -> tuple[str, ...]:
    text = parts.left(line) if line is not None else ""
    return fold_line(text).words if len(text) <= _LONGEST else ()
