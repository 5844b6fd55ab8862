"""Read the marks of pings: "Pingback: NAME", "Trackback from NAME", "NAME (Pingback)"."""

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from blogconv.language.lines import LONGEST, PIECE, fold_line, meanings, phrase_of, vocabulary

_SHORT = 160
"""Characters of a line in which a mark may stand anywhere."""


class Ping(Struct, frozen=True, kw_only=True, gc=False):
    """A line that marks a ping: "Pingback: NAME", "Trackback by NAME"."""

    type: Literal["pingback", "trackback"]
    rest: str = ""
    """What follows the mark: the linking page's title."""


def ping_mark(line: str) -> Ping | None:
    """Read "Pingback: NAME", "Trackback from NAME", "NAME (Pingback)" or the mark alone on its line."""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return None
    table = vocabulary().pings
    if not may_mark_ping(line):
        return None
    head = re.split(r"[:：»→]", line, maxsplit=1)
    if len(head) == 2 and len(head[0]) <= 40 and (packed := table.get(phrase_of(head[0]))):
        return Ping(type=_ping(packed), rest=head[1].strip())
    bracket = _BRACKETED.match(line)
    if bracket is not None and (packed := table.get(phrase_of(bracket[1] or bracket[4]))):
        return Ping(type=_ping(packed), rest=(bracket[2] or bracket[3] or "").strip())
    if len(line) <= 40 and (packed := table.get(phrase_of(line))):
        return Ping(type=_ping(packed))
    place = 0
    for length, match in enumerate(PIECE.finditer(line[:60]), 1):
        place = match.end()
        phrase = phrase_of(line[:place])
        # "Trackback from X"; the bare word before a name needs a colon.
        if length > 1 and " " in phrase and (packed := table.get(phrase)):
            return Ping(type=_ping(packed), rest=line[place:].strip(" :"))
        if length >= 3:
            break
    return None


def may_mark_ping(line: str) -> bool:
    """Say quickly whether a word of a ping's mark stands in a line: at an edge, where the line is long."""
    edges = line if len(line) <= _SHORT else f"{line[:60]} {line[-30:]}"
    return not _ping_words().isdisjoint(fold_line(edges).words)


@cache
def _ping_words() -> frozenset[str]:
    # One word of each phrase, the longest: "from" and "on" say nothing.
    return frozenset(max(phrase.split(" "), key=lambda word: (len(word), word)) for phrase in vocabulary().pings)


_BRACKETED = re.compile(r"[\[(]([^\])]{4,20})[\])]\s*(.+)|(.+?)\s*[\[(]([^\])]{4,20})[\])]$")


def _ping(packed: str) -> Literal["pingback", "trackback"]:
    return "trackback" if meanings(packed)[0][0] == "trackback" else "pingback"
