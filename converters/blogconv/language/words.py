"""The date words of all languages, and the pieces that a text is cut into to look them up.

The tables are made by ``blogconv.language.build.dates`` from CLDR; they load in a few milliseconds, once, when the
first date is looked for.
"""

import re
from functools import cache, lru_cache
from importlib import resources

import msgspec

from blogconv.language.names import MARKS, strip_accents

LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
# Scripts that put no space between words: there a word is what the table knows, the longest first.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_RANGES = tuple((UNSPACED[at], UNSPACED[at + 2]) for at in range(0, len(UNSPACED), 3))
# A class of them takes milliseconds to compile: what is neither of these nor punctuation is looked at one by one.
_BEYOND = re.compile(r"[^\x00-\u0dff\u2000-\u2fff]")
JOINERS = ".'’ʼ՚״׳·\u200c\u200d"
WORD_PATTERN = rf"{LETTER}(?:{LETTER}|[{JOINERS}](?={LETTER})){{0,40}}"
WORD = re.compile(WORD_PATTERN)

# What stands in a word without being of it, and letters that are written in two ways.
_FOLD = str.maketrans(
    dict.fromkeys(".'’ʼ՚״׳·\u0640\u200c\u200d\u200e\u200f\u202a\u202b\u202c" + "".join(map(chr, range(0x64B, 0x656))))
    | {
        "ı": "i", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "ي": "ی", "ى": "ی", "ك": "ک",
        "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ۀ": "ه",
    }
)  # fmt: skip


def is_unspaced(sign: str) -> bool:
    """Say whether a character is of a script without spaces between words."""
    return sign >= "\u0e00" and any(first <= sign <= last for first, last in _RANGES)


def has_unspaced(text: str) -> bool:
    """Say whether a text holds a character of a script without spaces between words."""
    beyond = None if text.isascii() else _BEYOND.search(text)
    return beyond is not None and any(map(is_unspaced, text[beyond.start() :]))


class Tables(msgspec.Struct, frozen=True):
    """What is known of dates; words are folded, several words of one phrase parted by a space."""

    words: dict[str, str]
    """Word to its meanings, parted by ``;``: ``M10 de da`` (month 10 in German and Danish), ``W0`` (Monday),
    ``P12-24`` (hours of the day), ``F`` (stands between the parts of a date), ``J8`` (Persian month),
    ``Z`` (time zone)."""
    relative: dict[str, str]
    """``before|after`` a number to unit and languages: ``vor|jahren`` to ``year de``; always the past."""
    moments: dict[str, str]
    """Whole phrases without a number: ``gestern`` to ``-1 day de``."""
    orders: dict[str, str]
    """Language to its usual order and separator of numeric dates: ``dmy.``"""


@cache
def tables() -> Tables:
    """Load the tables."""
    data = resources.files("blogconv.language").joinpath("data/dates.json").read_bytes()
    return msgspec.json.decode(data, type=Tables)


@lru_cache(maxsize=8192)
def fold_word(word: str) -> str:
    """Bring a word to the form in which the tables hold it: no case, accents, dots or joiners."""
    folded = word.casefold()
    if not folded.isascii():
        folded = strip_accents(folded)
    return folded.translate(_FOLD)


def phrase_key(text: str) -> str:
    """Fold a phrase word by word."""
    return " ".join(fold_word(word) for word in WORD.findall(text))
