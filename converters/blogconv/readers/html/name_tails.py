"""Names that a theme prints together with the day, in a form that no rule reads: the list shows where they end."""

import re
from collections.abc import Sequence

from blogconv.readers.html import comment_text
from blogconv.readers.html.comment_fields import Begun
from blogconv.readers.html.names import tidy_name
from blogconv.readers.html.page import text_of
from blogconv.readers.html.wording import find_dates

_NUMBER = re.compile(r"\d+")
_USUAL = 0.7
"""Share of the names that must end alike: one who calls herself "Route 66/2" keeps her numbers."""


def cut_tails(listed: Sequence[Begun]) -> None:
    """Part names from what follows them from the first number on, where most of a list have two numbers there.

    What is taken off is the comment's day, as printed where it cannot be read.
    """
    parted = [(one, _parted(one)) for one in listed]
    tailed = [(one, *pair) for one, pair in parted if pair is not None]
    if len(tailed) < 3 or len(tailed) < _USUAL * len(listed):
        return
    if sum(one.found.name is None or bool(_NUMBER.search(one.found.name)) for one, _, _ in tailed) < _USUAL * len(
        tailed
    ):
        return
    for _ in range(2):
        # "Ann Thursday March 13": words of days before the number.
        if sum(_of_days(name.split()) for _, name, _ in tailed) < _USUAL * len(tailed):
            break
        tailed = [(one, *_moved(name, tail)) for one, name, tail in tailed]
    for one, name, tail in tailed:
        found = one.found
        found.name = tidy_name(name) or found.name
        if found.date is None and found.iso is None:
            found.date = comment_text.best_date(find_dates(tail))
            found.date_text = found.date.text if found.date is not None else found.date_text or tail


def _parted(one: Begun) -> tuple[str, str] | None:
    """Give the words before the first number of the author's element and those from it on, with two numbers or more."""
    words = text_of(one.author).split() if one.author is not None else []
    first = next((n for n, word in enumerate(words) if any(map(str.isdigit, word))), 0)
    name, tail = " ".join(words[:first]), " ".join(words[first:])
    if not any(map(str.isalpha, name)) or len(_NUMBER.findall(tail)) < 2 or len(tail) > 60:
        return None
    return name, tail


def _of_days(words: list[str]) -> bool:
    """Say whether the last of the words is a month or a weekday."""
    if len(words) < 2 or len(words[-1]) > 20:
        return False
    spans = [d for form in (f"{words[-1]} 13 2013", f"{words[-1]} 2013-05-05") for d in find_dates(form)]
    return any(d.start == 0 and not d.incomplete for d in spans)


def _moved(name: str, tail: str) -> tuple[str, str]:
    words = name.split()
    return (" ".join(words[:-1]), f"{words[-1]} {tail}") if _of_days(words) else (name, tail)
