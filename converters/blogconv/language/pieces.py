"""Cut the surroundings of a number into pieces, each with its meanings in dates, and write them as a shape.

A shape has one letter a word or number, and the punctuation between: ``Friday, November 2nd, 2007 at 12:14 pm`` is
``W,M n,Y F n:n P``. What a date looks like can then be told by a few small patterns for all languages together.
"""

import re
from functools import cache, lru_cache

from msgspec import Struct

from blogconv.language.calendars import ERAS
from blogconv.language.namesakes import is_rather_name
from blogconv.language.words import JOINERS, LETTER, UNSPACED, fold_word, has_unspaced, tables

Month = tuple[str, int, tuple[str, ...]]
"""``M``, or ``J`` for a Persian one; its number; the languages that call it so."""


class Word(Struct, frozen=True, eq=False, gc=False):
    """What a word (or phrase) can be in a date, in all languages; one object a word, so that it can be a key."""

    letter: str
    """Its letter in a shape."""
    months: tuple[Month, ...] = ()
    weekdays: tuple[tuple[int, frozenset[str]], ...] = ()
    """0 for Monday, and the languages that call it so."""
    hours: frozenset[tuple[int, int]] = frozenset()
    """Of a part of the day, the hours from and to."""
    spoken: tuple[str, ...] = ()
    """The languages of its months, sorted."""
    beside: frozenset[str] = frozenset()
    """The languages in which it joins a date or is a part of the day, where it is no month and no weekday."""


NUMBER = Word("")
Piece = tuple[int, int, Word]
"""Start, end, and what a word can be; of a number its text stands for itself."""

# Marks that follow their number: year, month, day, hour, minute, second.
MARKS = {
    "年": "y", "년": "y", "月": "m", "월": "m", "日": "d", "일": "d", "号": "d", "號": "d",
    "時": "h", "时": "h", "點": "h", "点": "h", "시": "h", "分": "i", "분": "i", "秒": "s", "초": "s",
    "นาฬิกา": "h", "นาที": "i", "วินาที": "s", "ໂມງ": "h", "ນາທີ": "i", "ວິນາທີ": "s",
    "h": "h", "min": "i", "gio": "h", "giờ": "h", "phut": "i", "giay": "s",
    "сар": "m", "сарын": "m", "thang": "v", "thg": "v",
}  # fmt: skip
# A letter for each set of kinds; P is a part of the day, F a word between, Z a zone, E an era.
_LETTER_OF: dict[frozenset[str], str] = {}
_CLASSES: dict[str, str] = {}
_FREE = iter("abcefgjklopqrxABCDGHIJKLOQRSTUVXαβγδεζηθικλμνξοπρστυφχψω")
for _bits in range(1, 32):
    _kinds = frozenset(kind for place, kind in enumerate("MWPFZ") if _bits >> place & 1)
    _LETTER_OF[_kinds] = next(iter(_kinds)) if len(_kinds) == 1 else next(_FREE)
for _kind in "MWPFZ":
    _CLASSES[_kind] = "".join(letter for kinds, letter in _LETTER_OF.items() if _kind in kinds)
MONTHS, WEEKDAYS, PERIODS, FILLERS, ZONES = (_CLASSES[kind] for kind in "MWPFZ")

_PUNCTUATION = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "：": ":", "∶": ":", "，": ",", "、": ",", "،": ",", "／": "/",
     "．": ".", "（": "(", "）": ")", "・": " ", "·": "|", "•": "|", "¦": "|",
     "’": "'", "׳": "'", "‘": "'", "`": "'", "´": "'"}
)  # fmt: skip
_JOINING = frozenset(" ,./-:()[]|@~'+«»<>#")
_BARE = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|er|ère|re|ème|eme|e|ter|te|го|е|й|ый|ого|ja|j|η|ης|ª|º|°)(?![^\W\d_])", re.IGNORECASE
)
_GLUED_PERIOD = re.compile(r"(?:[ap]m|[AP]M)(?=[A-Z])")


@cache
def _spaced_piece() -> re.Pattern[str]:
    """Compile the pattern of one piece: a number, a word, what stands between."""
    return re.compile(
        rf"(?P<number>\d+)|(?P<word>{LETTER}(?:{LETTER}|[{JOINERS}](?={LETTER}))*)|(?P<between>[^\w\n]+|_)"
    )


@cache
def _piece() -> re.Pattern[str]:
    """Compile the same for texts with signs of unspaced scripts, where a known word is a piece, and any other sign."""
    known = {w for w in tables().words if has_unspaced(w) and " " not in w}
    known |= {w for w in (*MARKS, *ERAS) if has_unspaced(w)}
    # Thai and Lao abbreviations are folded without their dots: ต.ค. is ตค.
    longest_first = sorted(known, key=lambda w: (-len(w), w))
    alternatives = "|".join(r"\.?".join(map(re.escape, w)) if w < "\u0f00" else re.escape(w) for w in longest_first)
    letter = rf"(?![{UNSPACED}]){LETTER}"
    return re.compile(
        rf"(?P<number>\d+)|(?P<known>(?=[{UNSPACED}])(?:{alternatives}))|(?P<unknown>[{UNSPACED}])"
        rf"|(?P<word>{letter}(?:{letter}|[{JOINERS}](?={letter}))*)|(?P<between>[^\w\n]+|_)"
    )


@lru_cache(maxsize=8192)
def word_of(key: str) -> Word | None:
    """Look up a folded word or phrase; None where it has no place in a date."""
    if key in MARKS:
        return Word(MARKS[key])
    if key in ERAS:
        return Word("E")
    packed = tables().words.get(key)
    if packed is None:
        return None
    kinds: set[str] = set()
    months: list[Month] = []
    weekdays: list[tuple[int, frozenset[str]]] = []
    hours: set[tuple[int, int]] = set()
    beside: set[str] = set()
    for meaning in packed.split(";"):
        head, *languages = meaning.split(" ")
        kind, value = head[0], head[1:]
        kinds.add("M" if kind == "J" else kind)
        if kind in "MJ":
            months.append((kind, int(value), tuple(languages)))
        elif kind == "W":
            weekdays.append((int(value), frozenset(languages)))
        elif kind == "P":
            first, last = value.split("-")
            hours.add((int(first), int(last)))
        beside.update(languages)
    spoken = tuple(sorted({tag for _, _, tags in months for tag in tags}))
    around = frozenset(beside) if kinds <= {"F", "P"} else frozenset[str]()
    return Word(_LETTER_OF[frozenset(kinds)], tuple(months), tuple(weekdays), frozenset(hours), spoken, around)


def letter_of(key: str) -> str | None:
    """Give a folded word's letter, or None where it has no place in a date."""
    word = word_of(key)
    return word.letter if word else None


@cache
def phrase_beginnings() -> frozenset[str]:
    """Give the beginnings of all phrases of several words."""
    return frozenset(
        " ".join(words[:n]) for words in map(str.split, tables().words) for n in range(1, len(words)) if len(words) > 1
    )


class Cluster(Struct, frozen=True, gc=False):
    """Neighbouring pieces that could all be of a date, and their shape."""

    text: str
    pieces: dict[int, Piece]
    """By place in the shape."""
    shape: str
    end: int

    def said(self, place: int) -> str:
        """Give the word or number at a place of the shape."""
        start, end, _ = self.pieces[place]
        return self.text[start:end]

    def number(self, place: int) -> int:
        """Give the number at a place of the shape."""
        return int(self.said(place))


_MOST_PIECES = 60
_FURTHEST_BACK = 60
_STRIPPED = " ,.-–—|/()[]'’‘\"“”„«»:;*_\u00a0\u202f\u200e\u200f،"


def cluster_at(text: str, anchor: int, floor: int, wanted: frozenset[str] = frozenset()) -> Cluster:
    """Gather the pieces around the number at ``anchor``, looking back no further than ``floor``.

    Words that are rather names end it; in one of the languages ``wanted`` they are words.
    """
    cluster = _gathered(text, anchor, floor, frozenset())
    doubtful = [piece for piece in cluster.pieces.values() if piece[2].beside and text[piece[0]].isupper()]
    if not doubtful:
        return cluster
    months = frozenset(tag for _, _, word in cluster.pieces.values() for tag in word.spoken)
    names = [
        start
        for start, end, word in doubtful
        if is_rather_name(text[start:end], word.beside, word.hours, months, wanted)
    ]
    return _gathered(text, anchor, floor, frozenset(names)) if names else cluster


def _gathered(text: str, anchor: int, floor: int, names: frozenset[int]) -> Cluster:
    """Gather the pieces, ended by the words that begin at ``names``."""
    pattern = _piece() if has_unspaced(text) else _spaced_piece()
    position = _left_edge(text, anchor, floor)
    pieces: dict[int, Piece] = {}
    shape, last = "", 0
    after_number = False
    for _ in range(_MOST_PIECES * 3):
        match = pattern.match(text, position)
        if match is None:
            break  # a line break or the end
        kind, end = match.lastgroup, match.end()
        joined = True
        if kind == "number":
            letter = _number(text, position, end)
            if letter is None:
                joined = False
            else:
                pieces[len(shape)] = (position, end, NUMBER)
                shape, last = shape + letter, end
        elif kind == "between":
            joint = _joint(match[0]) if end - position <= 12 else None
            joined = joint is not None
            if joint and shape:
                shape += joint
        elif kind == "unknown":
            joined = False
        elif after_number and kind == "word" and (ordinal := _ORDINAL.match(text, position)) is not None:
            end = ordinal.end()
        else:
            word, end = _word(text, position, match, pattern)
            if word is None or position in names:
                joined = False
            else:
                pieces[len(shape)] = (position, end, word)
                shape, last = shape + word.letter, end
        after_number = kind == "number"
        position = end
        if not joined:
            if position > anchor:
                break
            pieces, shape, last = {}, "", 0
        elif len(pieces) >= _MOST_PIECES:
            break
    return Cluster(text, pieces, shape, last)


def _left_edge(text: str, anchor: int, floor: int) -> int:
    """Go back from a number over the words that could be of its date."""
    low = max(floor, anchor - _FURTHEST_BACK)
    low = max(low, text.rfind("\n", low, anchor) + 1)
    before = text[low:anchor]
    edge = len(before)
    for word in reversed(before.split()):
        start = before.rfind(word, 0, edge)
        bare = word.strip(_STRIPPED)
        if bare and not bare.isdigit() and not _in_dates(bare):
            # "Posted:May" or a word of an unspaced script holds more than one; the first word may be cut.
            whole = bare.isalpha() and not has_unspaced(bare)
            return low + (edge if whole or (start == 0 and low > floor) else start)
        edge = start
    return low + edge


@lru_cache(maxsize=8192)
def _in_dates(word: str) -> bool:
    key = fold_word(word)
    return letter_of(key) is not None or key in phrase_words()


@cache
def phrase_words() -> frozenset[str]:
    """Give the words of all phrases of several words."""
    return frozenset(word for phrase in tables().words if " " in phrase for word in phrase.split(" "))


def _number(text: str, start: int, end: int) -> str | None:
    length = end - start
    if length <= 2:
        return "n"
    if length == 4:
        return "Y" if text[start] in "12" or not text[start].isascii() else None
    return "N" if length == 3 else None


@lru_cache(maxsize=4096)
def _joint(separator: str) -> str | None:
    """Give what a separator is in a shape, or None where it parts two dates."""
    bare = _BARE.sub("", separator).translate(_PUNCTUATION)
    if not bare:
        return " " if any(char.isspace() for char in separator) else ""
    if len(bare) > 3 or not _JOINING.issuperset(bare):
        return None
    return (" " if separator[0].isspace() else "") + bare + (" " if separator[-1].isspace() else "")


@lru_cache(maxsize=8192)
def _known(word: str) -> tuple[str, Word | None]:
    key = fold_word(word)
    return key, word_of(key)


def _word(text: str, start: int, match: re.Match[str], pattern: re.Pattern[str]) -> tuple[Word | None, int]:
    """Find the longest phrase that begins here, and its end; None where the word is none of ours."""
    word = match[0]
    end = first_end = match.end()
    if word[0] in "aApP" and (glued := _GLUED_PERIOD.match(text, start)) is not None:
        word, end = glued[0], glued.end()
    key, best = _known(word)
    best_end = end
    longer = phrase_beginnings()
    while key in longer:
        gap = pattern.match(text, end)
        if gap is None or gap.lastgroup != "between" or len(gap[0]) > 2:
            break
        following = pattern.match(text, gap.end())
        if following is None or following.lastgroup not in ("word", "known"):
            break
        key, end = f"{key} {fold_word(following[0])}", following.end()
        if found := word_of(key):
            best, best_end = found, end
    return best, best_end if best else first_end
