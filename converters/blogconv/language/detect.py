"""Tell which language a text is in, from its script and its commonest words.

A library was weighed first: lingua carries 100 MB of models, fastText needs a compiler or a 126 MB model,
langdetect is slow and answers by chance, cld2 and cld3 have no wheels for all supported systems, py3langid brings
NumPy. Blogs need fifty languages and "don't know": a table of words is enough and always gives the same answer.
"""

import re
from collections import Counter
from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct

from blogconv.language.words import LETTER

FLOOR = 0.0004  # the share of a text that any word of no language in particular has
_MOST_CHARACTERS = 8_000
_FEWEST_LETTERS = 40
_WORD = re.compile(rf"{LETTER}(?:[^\W\d_]++|{LETTER}|['’](?={LETTER}))*")
# Scripts that one language has, as far as blogs go.
_SCRIPTS = (
    ("el", "\u0370-\u03ff\u1f00-\u1fff"), ("hy", "\u0530-\u058f"), ("ka", "\u10a0-\u10ff"), ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"), ("gu", "\u0a80-\u0aff"), ("or", "\u0b00-\u0b7f"), ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"), ("kn", "\u0c80-\u0cff"), ("ml", "\u0d00-\u0d7f"), ("si", "\u0d80-\u0dff"),
    ("th", "\u0e00-\u0e7f"), ("lo", "\u0e80-\u0eff"), ("bo", "\u0f00-\u0fff"), ("my", "\u1000-\u109f"),
    ("am", "\u1200-\u137f"), ("km", "\u1780-\u17ff"), ("ko", "\uac00-\ud7af\u1100-\u11ff"),
    ("ja", "\u3040-\u30ff"), ("zh", "\u3400-\u9fff"), ("he", "\u0590-\u05ff"), ("hi", "\u0900-\u097f"),
    ("Arab", "\u0600-\u06ff\u0750-\u077f"), ("Cyrl", "\u0400-\u04ff"), ("Latn", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
)  # fmt: skip
_NOT_LATIN = re.compile(r"[^\x00-\u036f\u2000-\u2bff]")
_WRITTEN_IN = {
    "Cyrl": frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk"}),
    "Arab": frozenset({"ar", "fa", "ur", "ckb", "ug"}),
    "he": frozenset({"he", "yi"}),
    "hi": frozenset({"hi", "mr", "ne"}),
}
_OTHER_SCRIPTS = frozenset().union(*_WRITTEN_IN.values()) | {name for name, _ in _SCRIPTS}


class Language(Struct, frozen=True):
    """A language (BCP 47) and how sure it is, 0 to 1."""

    tag: str
    confidence: float


class _Tables(Struct, frozen=True):
    words: dict[str, dict[str, int]]
    """Word to its weight in each language that has it."""
    simplified: str
    traditional: str


def detect_language(text: str) -> Language | None:
    """Name the language of a text; None when it is too short or could well be another.

    Reads at most the first 8,000 characters; the same text always gives the same answer.
    """
    text = text[:_MOST_CHARACTERS]
    if sum(map(str.isalpha, text[:400])) >= _FEWEST_LETTERS and not _NOT_LATIN.search(text):
        return _by_words(text, None)
    letters: Counter[str] = Counter()
    for match in _script_of().finditer(text):
        letters[match.lastgroup or ""] += len(match[0])
    total = sum(letters.values())
    if not total:
        return None
    # One sign of these scripts says as much as a few letters.
    east = letters["zh"] + letters["ja"] + letters["ko"]
    if total + 3 * east < _FEWEST_LETTERS:
        return None
    script, most = max(letters.items(), key=lambda item: (item[1], item[0]))
    if script in ("zh", "ja"):
        # Japanese mixes both; Chinese quotes kana at most.
        script, most = ("ja" if letters["ja"] * 2 > letters["zh"] else "zh"), letters["zh"] + letters["ja"]
    share = most / total
    if share < 0.6:
        return None
    if script == "zh":
        return _chinese(text, share)
    if script in _WRITTEN_IN:
        return _by_words(text, _WRITTEN_IN[script])
    if script == "Latn":
        return _by_words(text, None)
    return Language(script, round(min(0.99, share), 2))


@cache
def _script_of() -> re.Pattern[str]:
    # Spaces and punctuation go with the letters before them, so that a run is a sentence and not a word.
    return re.compile("|".join(f"(?P<{name}>[{signs}][{signs} .,;:!?'\"()\n0-9-]*)" for name, signs in _SCRIPTS))


@cache
def _tables() -> _Tables:
    data = resources.files("blogconv.language").joinpath("data/languages.json").read_bytes()
    return msgspec.json.decode(data, type=_Tables)


def is_frequent(word: str, tag: str | None = None) -> bool:
    """Say whether a word is one of the commonest of a language, or of any where none is given."""
    known = _tables().words.get(word.lower().replace("’", "'"), {})
    return tag in known if tag else bool(known)


def words_of(text: str) -> list[str]:
    """Cut a text into words without case."""
    return _WORD.findall(text.lower().replace("’", "'"))


_PUNCTUATION = '.,;:!?…"“”„«»()[]–—-'


def _by_words(text: str, among: frozenset[str] | None) -> Language | None:
    text = text.lower().replace("’", "'")
    for sign in _PUNCTUATION:
        text = text.replace(sign, " ")
    counts = Counter(text.split())
    for piece in [piece for piece in counts if not piece.isalpha()]:
        times = counts.pop(piece)
        for word in words_of(piece):
            counts[word] += times
    number = sum(counts.values())
    known = _tables().words
    scores: dict[str, int] = {}
    for word in counts.keys() & known.keys():
        for tag, weight in known[word].items():
            scores[tag] = scores.get(tag, 0) + weight * counts[word]
    scores = {t: s for t, s in scores.items() if (t in among if among is not None else t not in _OTHER_SCRIPTS)}
    if not scores:
        return None
    # Of equals the first by name, so that the answer never depends on the order of counting.
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    tag, best = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    per_word = best / number
    margin = (best - second) / best
    # A language gives its own running text about 10 a word; names and code give less than 3.
    if best < 120 or per_word < 3 or margin < 0.05:
        return None
    confidence = min(0.99, (0.5 + margin) * min(1.0, best / 600) * min(1.0, per_word / 6) + 0.15)
    return Language(tag, round(max(0.3, min(0.99, confidence)), 2))


def _chinese(text: str, share: float) -> Language:
    tables = _tables()
    simplified = len(set(text).intersection(tables.simplified))
    traditional = len(set(text).intersection(tables.traditional))
    if traditional > simplified * 2:
        return Language("zh-Hant", round(min(0.99, share), 2))
    return Language("zh", round(min(0.99, share if simplified > traditional * 2 else share * 0.6), 2))
