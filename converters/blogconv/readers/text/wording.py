"""Take off the names of a thread what the theme prints beside each of them: its words, an avatar's text, a count.

What stands beside nearly every name is the theme's wording, in whatever language, and part of nobody's name.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from blogconv.language.bylines import by_words

_ENOUGH = 2 / 3
"""Share of the names on which a word must stand to be the theme's."""
_BETWEEN = " \t\u00a0|,;:：·•–—-/»→#[("
_LISTED = re.compile(r"\d{1,4}(?:\\?[.)]|\s?[|｜])\s+(?=\S)")
_LEAD = re.compile(r"[a-zа-я]{2,5}")
_BRACKETED = re.compile(r"\s*[(\[]\s?([^()\[\]]{1,30}?)\s?[)\]]?$")
_NUMBER = re.compile(r"(?:\d+\s?#|[^\W\d_]{0,20}#?)\s?(\d{1,4})(?:\\?[.):])?(?:\s+|(?=[^\W\d_])|\s*[-–|]\s*)(?=\S)")
_ADDRESSED = re.compile(r"\s*[→⇒▶►➜]\s*")
_AVATAR = re.compile(r"(?:gr)?avatar(?=[^\W_])|аватар(?=[^\W_])|头像(?=[^\W_])", re.IGNORECASE)
_ROUNDS = 4


@lru_cache(maxsize=512)
def own_names(printed: tuple[str, ...]) -> Sequence[str]:
    """Give each name without the words, the avatar's text and the count that stand beside the others too."""
    if len(printed) > 1 and sum(1 for name in printed if _AVATAR.match(name)) >= _ENOUGH * len(printed):
        printed = tuple(_AVATAR.sub("", name) for name in printed)
    printed = tuple(_without_brackets(printed))
    listed = [_LISTED.sub("", name) for name in printed]
    names = [_ADDRESSED.split(name)[0] or name for name in listed]
    for _ in range(_ROUNDS):
        before = list(names)
        names = _without_count(_without_echo(_without_count(names)))
        names = _without_frame(_without_frame(names, 0), -1)
        names = _without_glue(_without_glue(names, before=True))
        if names == before:
            break
    return names


def _without_count(names: list[str]) -> list[str]:
    """Take a count off ("1 Anna", "#2 Bo", "3Carl"), where nearly all names have one and it goes on."""
    found = [_NUMBER.match(name) for name in names]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) < 2 or len(numbers) * 10 < len(names) * 7 or len(set(numbers)) * 5 < len(numbers) * 4:
        return names
    steps = sum(1 for a, b in pairwise(numbers) if 0 < abs(b - a) <= 3)
    if steps * 3 < (len(numbers) - 1) * 2:
        return names
    return [name[match.end() :] if match else name for name, match in zip(names, found, strict=True)]


def _without_frame(names: list[str], at: int) -> list[str]:
    """Take the first words (``at`` 0) or last words (-1) off, while they are the same on nearly all names."""
    while True:
        parts = [name.split() for name in names]
        longer = Counter(words[at] for words in parts if len(words) > 1)
        word, times = max(longer.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        rests = {" ".join(words) for words in parts if len(words) > 1 and words[at] == word}
        small = word.islower() or not any(map(str.isalnum, word))
        if times < 2 or times < _ENOUGH * len(names) or len(rests) < (2 if small else 3):
            return names
        names = [
            (" ".join(words[1:]) if at == 0 else " ".join(words[:-1])).strip(_BETWEEN) or name
            if len(words) > 1 and words[at] == word
            else name
            for words, name in zip(parts, names, strict=True)
        ]


def _without_brackets(names: Sequence[str]) -> list[str]:
    """Take off what stands in brackets behind several people's names: "Ann (Homepage)", "Bo [Guest]"."""
    found = [_BRACKETED.search(name) for name in names]
    people: dict[str, set[str]] = {}
    for name, match in zip(names, found, strict=True):
        if match and match.start():
            people.setdefault(match[1], set()).add(name)
    return [
        name[: match.start()] if match and len(people.get(match[1], ())) > 1 else name
        for name, match in zip(names, found, strict=True)
    ]


def _without_glue(names: list[str], *, before: bool = False) -> list[str]:
    """Cut off what ends or begins all names without a space ("AnnaReply", "fromAnna"), at its capital."""
    if len(set(names)) < 2:
        return names
    if before and (lead := _LEAD.match(names[0])) and lead[0].casefold() in by_words():
        size = lead.end()
        if all(name.startswith(lead[0]) and len(name) > size and name[size] != " " for name in names):
            # "fromAnna", "from名無し": a lower-case word that leads to names.
            capitals = sum(1 for name in names if not name[size].islower())
            return [name[size:] for name in names] if capitals * 2 >= len(names) else names
    if len(set(names)) < 3:
        return names
    if before:
        same = list(takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False)))
        size = len(same)
        capitals = sum(1 for name in names if len(name) > size and name[size].isupper())
        glued = size > 3 and same[-1][0].islower() and capitals * 2 >= len(names)
        return [name[size:] for name in names] if glued else names
    same = list(takewhile(lambda letters: len(set(letters)) == 1, zip(*(name[::-1] for name in names), strict=False)))
    size = max((k + 1 for k, letters in enumerate(same) if letters[0].isupper()), default=0)
    if size < 2 or not all(len(name) > size + 1 and name[-size - 1] != " " for name in names):
        return names
    if sum(1 for name in names if name[-size - 1].islower()) * 2 < len(names):
        return names
    return [name[:-size] for name in names]


def _without_echo(names: list[str]) -> list[str]:
    """Read each name once where it is printed twice: "Avatar of AnnaAnna", "Picture of Bo by Bo"."""
    found = [_echo(name) for name in names]
    between = Counter(echo[1] for echo in found if echo)
    joint, times = max(between.items(), key=lambda item: (item[1], -len(item[0])), default=("", 0))
    spoken = {echo[0] for echo in found if echo and echo[1] == joint}
    if len(spoken) < 2 or times < _ENOUGH * len(names):
        return [_halved(name) for name in names]
    return [echo[0] if echo and echo[1] == joint else name for name, echo in zip(names, found, strict=True)]


@lru_cache(maxsize=4096)
def _echo(name: str) -> tuple[str, str] | None:
    """Find the longest end of a name that stands in it before; give it and what stands between."""
    if len(name) > _LONGEST:
        return None
    for start in range(len(name) // 2, len(name) - 1):
        if name[start] != " ":
            above = name.rfind(name[start:], 0, start)
            if above >= 0:
                # The comment's number may stand between: "Ann 12 Ann".
                return name[start:], re.sub(r"\d+", "#", name[above + len(name) - start : start])
    return None


_LONGEST = 120


def _halved(name: str) -> str:
    """Read a long name that is twice the same once; a short one may be a name ("Jojo")."""
    half, odd = divmod(len(name), 2)
    if half > 3 and name[half + odd :] == name[:half] and (not odd or not name[half].isalnum()):
        return name[:half]
    return name
