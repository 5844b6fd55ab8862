"""Fold a line to the form in which the vocabulary holds it, and load the vocabulary.

A folded line has no case, accents or punctuation; numbers are ``#``: ``25 Comments (Add yours)`` is
``# comments add yours``.
"""

import re
from functools import cache, lru_cache
from importlib import resources

import msgspec

from blogconv.language.words import LETTER, fold_word

TOKEN = re.compile(
    rf"\d+(?:[.,\u00a0\u202f]\d{{3}})*(?!\d)|~|{LETTER}(?:[^\W\d_]++|{LETTER}|['’ʼ\u200c\u200d](?={LETTER}))*"
)
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
    if line.isascii():
        if not _SLOT.search(line):
            plain = line.encode().translate(_PLAIN, b"'").decode().split()
            return Line(" ".join(plain), (), tuple(plain))
        pieces = _ASCII_TOKEN.findall(line.lower().replace("'", ""))
    else:
        pieces = TOKEN.findall(line)
    words: list[str] = []
    numbers: list[int] = []
    for piece in pieces:
        if piece[0].isdecimal():
            digits = re.sub(r"\D", "", piece)
            # Ten digits are no count.
            numbers.append(int(digits) if len(digits) < 10 else -1)
            words.append("#")
        else:
            words.append(piece if piece.isascii() and piece.islower() else "~" if piece == "~" else fold_word(piece))
    return Line(" ".join(words), tuple(numbers), tuple(words))


_SLOT = re.compile(r"[\d~]")
# For lines without a number: letters without case, and spaces for all that parts them.
_PLAIN = bytes(ord(chr(sign).lower()) if sign < 128 and chr(sign).isalpha() else 32 for sign in range(256))
_ASCII_TOKEN = re.compile(r"\d+(?:[.,]\d{3})*(?!\d)|~|[a-z]+")


def phrase_of(text: str) -> str:
    """Fold a phrase without slots."""
    return fold_line(text).key.replace("~", "").replace("#", "").strip()


@lru_cache(maxsize=8192)
def meanings(packed: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Unpack ``reply de;form en`` into meanings and languages."""
    unpacked = []
    for entry in packed.split(";"):
        meaning, *languages = entry.split(" ")
        unpacked.append((meaning, tuple(languages)))
    return tuple(unpacked)
