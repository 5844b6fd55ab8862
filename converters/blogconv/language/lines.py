"""Fold a line to the form in which the vocabulary holds it, and load the vocabulary.

A folded line has no case, accents or punctuation; numbers are ``#``: ``25 Comments (Add yours)`` is
``# comments add yours``.
"""

import re
from functools import cache, lru_cache
from importlib import resources

import msgspec

from blogconv.language.words import LETTER, fold_word

_WORD = rf"{LETTER}(?:[^\W\d_]++|{LETTER}|['’ʼ\u200c\u200d](?={LETTER}))*"
TOKEN = re.compile(rf"\d+(?:[.,\u00a0\u202f]\d{{3}})*(?!\d)|~|{_WORD}")
PIECE = re.compile(r"\d+(?:[.,\u00a0\u202f]\d{3})*(?!\d)|(?:[^\W\d_]|[\u0300-\u036f'’](?=\w))+")
"""A word or a number as printed, for phrases that begin a line."""
LONGEST = 400


class Line(msgspec.Struct, frozen=True, gc=False):
    """A folded line: its key, the numbers that ``#`` stands for, and the words of the key."""

    key: str
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()


class Vocabulary(msgspec.Struct, frozen=True):
    """Folded lines (or phrases) to their meanings, parted by ``;``, each with its languages."""

    headings: dict[str, str]
    """``count`` (the number is in the line), ``one``, ``none``, ``pings``, ``form``; ``~`` is a title."""
    marks: dict[str, str]
    widgets: dict[str, str]
    pings: dict[str, str]
    terms: dict[str, str]
    """Taxonomy, with ``:`` where a colon must follow."""
    bylines: dict[str, str]
    """``by``, ``on``, ``in``."""
    says: dict[str, str]
    """``after`` or ``before`` the name."""
    nobody: list[str]
    """Folded names that mean everybody or oneself."""


@cache
def vocabulary() -> Vocabulary:
    """Load the vocabulary."""
    data = resources.files("blogconv.language").joinpath("data/vocabulary.json").read_bytes()
    return msgspec.json.decode(data, type=Vocabulary)


@lru_cache(maxsize=16384)
def fold_line(line: str) -> Line:
    """Fold one line, of at most ``LONGEST`` characters; a longer one has an empty key."""
    if len(line) > LONGEST:
        return Line("")
    numbers: tuple[int, ...] = ()
    if "#" in line:
        line = line.replace("#", " ")
    if _SLOT.search(line):
        if line.isascii():
            line = line.replace("'", "")
        pieces = _NUMBER.split(line)
        numbers = tuple(map(_count, pieces[1::2]))
        line = " # ".join(pieces[::2]).replace("~", " ~ ")
    if not line.isascii():
        for sign, plain in _TYPOGRAPHIC:
            line = line.replace(sign, plain)
    if line.isascii():
        words = line.encode().translate(_PLAIN, b"'").decode().split()
    else:
        words = [fold_word(piece) for piece in _SPOKEN.findall(line)]
    return Line(" ".join(words), numbers, tuple(words))


_SLOT = re.compile(r"[\d~]")
_NUMBER = re.compile(r"(\d+(?:[.,\u00a0\u202f]\d{3})*(?!\d))")
_SPOKEN = re.compile(rf"[#~]|{_WORD}")
_TYPOGRAPHIC = (("’", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("…", " "), ("\u00a0", " "))
# Letters without case, and spaces for all that parts them.
_PLAIN = bytes(
    ord(chr(sign).lower()) if chr(sign) in "#~" or (sign < 128 and chr(sign).isalpha()) else 32 for sign in range(256)
)


def _count(printed: str) -> int:
    digits = printed if printed.isdecimal() else "".join(filter(str.isdecimal, printed))
    # Ten digits are no count.
    return int(digits) if len(digits) < 10 else -1


def phrase_of(text: str) -> str:
    """Fold a phrase without slots."""
    folded = fold_line(text)
    if not folded.numbers and "~" not in folded.key:
        return folded.key
    return folded.key.replace("~", "").replace("#", "").strip()


@lru_cache(maxsize=8192)
def meanings(packed: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Unpack ``reply de;form en`` into meanings and languages."""
    unpacked = []
    for entry in packed.split(";"):
        meaning, *languages = entry.split(" ")
        unpacked.append((meaning, tuple(languages)))
    return tuple(unpacked)
