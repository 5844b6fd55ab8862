"""Who and when, decided for a whole list: by elements where what they name are names, else by the heads together.

A class that says "author" may hold a role, a place, a count or the first words of the comment. One comment does not
tell; a list does: people have different names, which are no sentences and are not said again below.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from blogconv.language.authorship import leads_in
from blogconv.readers.html import comment_text
from blogconv.readers.html.comment_fields import Begun, is_marked_ping
from blogconv.readers.html.name_tails import cut_tails
from blogconv.readers.html.page import ancestors
from blogconv.readers.html.shared_heads import Head, read_days_together, read_together
from blogconv.readers.html.wording import find_dates, says

_ENOUGH = 3
"""Comments that make a list."""


def decide_heads(begun: Sequence[Begun], *, trusted: bool) -> tuple[list[Begun], list[Head | None]]:
    """Read the heads of a list together where elements of their own do not name (nearly) everybody.

    ``trusted``: a profile says which elements hold names. Returns the items, names that are none taken back.
    """
    kept = list(begun)
    heads: list[Head | None] = [None] * len(begun)
    asked = [i for i, one in enumerate(begun) if one.found.type == "comment" and not is_marked_ping(one.found.parts)]
    listed = [begun[i] for i in asked]
    every = [one.found for one in listed]
    read: list[Head] | None = None
    wrong = False
    if not trusted:
        cut_tails(listed)
    if not trusted and len(asked) >= _ENOUGH and sum(f.name is not None for f in every) >= 0.6 * len(asked):
        wrong, read = _read_instead(listed)
        for i in asked if wrong else ():
            kept[i] = _unnamed(begun[i])
    if not wrong and sum(f.name is not None for f in every) < 0.9 * len(asked):
        read = read_together([f.parts for f in every])
    elif (
        not wrong and len(asked) > 1 and sum(f.date is not None or f.iso is not None for f in every) < 0.5 * len(asked)
    ):
        read = read_days_together([f.parts for f in every])
    if read is None:
        return kept, heads
    # Where elements name some, they must agree with what is read of all.
    known = [(h.name, f.name) for f, h in zip(every, read, strict=True) if f.name and h.line is not None]
    if sum(a == b for a, b in known) < 0.7 * len(known):
        return kept, heads
    for i, head in zip(asked, read, strict=True):
        heads[i] = head
    return kept, heads


def _read_instead(listed: Sequence[Begun]) -> tuple[bool, list[Head] | None]:
    """Say whether elements name nobody, and what the heads say without them."""
    none = _are_no_names(listed)
    if not none and (not _are_few(listed) or any(_is_card(one) for one in listed)):
        return False, None
    read = read_together([one.found.parts for one in listed], [one.author for one in listed])
    if none or (read is not None and _names_more(read, listed)):
        return True, read
    # The elements are believed, and what was read in their place is forgotten with all it says of the days.
    return False, None


def _is_card(one: Begun) -> bool:
    """Say whether a name is marked as one by a standard: hCard's ``fn``, or an ``itemprop`` of microdata."""
    if one.author is None:
        return False
    page = one.found.parts.page
    near = [one.author, *islice(ancestors(one.author), 2), *page.below(one.author)[:5]]
    return any("fn" in e.attrs.get("class", "").split() or "itemprop" in e.attrs for e in near)


def _unnamed(one: Begun) -> Begun:
    one.found.name = one.found.url = None
    return one._replace(author=None)


def _are_no_names(listed: Sequence[Begun]) -> bool:
    """Say whether most of what elements name are words of heads, sentences, or the beginning of what is said."""
    given = [(one.found.name, one) for one in listed if one.found.name]
    words = [leads_in(name) or says(f"x {name}:") is not None or comment_text.is_mark(name) for name, _ in given]
    if sum(words) > 0.85 * len(given) and len({name for name, _ in given}) <= 2:
        return True
    spoken = [_is_spoken(name, one) for name, one in given]
    return sum(spoken) > 0.6 * len(given)


def _is_spoken(name: str, one: Begun) -> bool:
    """Say whether a name is a sentence, or the beginning of what the comment says."""
    spoken = name.split()
    if len(spoken) < 2:
        return False
    if len(spoken) > 6 or (len(spoken) > 3 and name[-1] in ".!?。！？"):
        # What links elsewhere is the title of a page that answers.
        return one.found.url is None
    start = name.rstrip(" .…").casefold()
    holder = one.author
    return any(
        line.text.casefold().startswith(start) and _goes_on(line.text[len(start) :])
        for line in one.found.parts.lines
        if holder is None or not one.found.parts.holds(holder, line)
    )


def _goes_on(rest: str) -> bool:
    """Say whether what stands behind a name on its line is more than "said on DATE"."""
    return len(rest.split()) > 2 and not find_dates(rest)


def _are_few(listed: Sequence[Begun]) -> bool:
    """Say whether so few different names stand in a list that they may be roles or places."""
    counted = Counter(_but_for_numbers(one.found.name) for one in listed if one.found.name)
    total = sum(counted.values())
    return len(counted) == 1 or (total >= 6 and len(counted) <= 0.4 * total)


def _but_for_numbers(name: str) -> str:
    return " ".join("#" if word.isdecimal() else word for word in name.split())


def _names_more(read: Sequence[Head], listed: Sequence[Begun]) -> bool:
    """Say whether the heads name (nearly) everybody, and different people where the elements name the same."""
    names = [head.name for head in read if head.name]
    before = {_but_for_numbers(one.found.name) for one in listed if one.found.name}
    return (
        len(names) >= 0.85 * len(read)
        and len(set(names)) >= max(_ENOUGH, 2 * len(before))
        and len(set(names) - before) >= 0.8 * len(set(names))
        and sum(map(_looks_named, names)) >= 0.85 * len(names)
        and sum(map(_stands_above, read, listed)) >= 0.85 * len(read)
    )


def _looks_named(name: str) -> bool:
    """Say whether no word in small letters stands behind the first, as in a subject ("Great trip")."""
    return not any(word[0].islower() and len(word) > 3 for word in name.split()[1:])


def _stands_above(head: Head, one: Begun) -> bool:
    """Say whether a name begins the comment or stands between the element and the day: elsewhere are subjects."""
    parts = one.found.parts
    day = head.date.text if head.date is not None else None
    held = [
        number
        for number, line in enumerate(parts.lines)
        if (day is not None and day in line.text) or (one.author is not None and parts.holds(one.author, line))
    ]
    at = next((number for number, line in enumerate(parts.lines) if line is head.line), None)
    return at is not None and bool(held) and (at == 0 or held[0] <= at) and held[0] - 1 <= at <= held[-1]
