"""Fold names so that two spellings of one person meet: accents, case, spaces and punctuation aside."""

import re
import unicodedata

# Letters that Unicode does not decompose but that people type without their stroke or as two letters.
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "ŀ": "l",
        "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ĸ": "k", "ŋ": "n",
    }
)  # fmt: skip
_NOT_NAME = re.compile(r"[\W_]+")


def fold_name(text: str) -> str:
    """Reduce a name or an ``@mention`` to what identifies it: ``@Noël St-Louis`` and ``noelstlouis`` are equal.

    Letters and digits of all scripts stay; a name of symbols alone folds to ``""``, which identifies nobody.
    """
    if text.isascii():
        return _NOT_NAME.sub("", text).lower()
    plain = strip_accents(unicodedata.normalize("NFKC", text).casefold())
    return _NOT_NAME.sub("", plain.translate(_LETTERS))


def strip_accents(text: str) -> str:
    """Take the marks off Latin, Greek and Cyrillic letters; vowel signs of other scripts are letters and stay."""
    if text.isascii():
        return text
    out: list[str] = []
    base_takes_marks = True
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.combining(char):
            if not base_takes_marks:
                out.append(char)
            continue
        base_takes_marks = char < "\u0590"
        out.append(char)
    return unicodedata.normalize("NFC", "".join(out))
