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
# Vowel signs and tone marks are no letters to `re`; in these blocks everything but the digits belongs to words.
MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0965\u0970-\u09e5\u09f0-\u0a65\u0a70-\u0ae5\u0af0-\u0b65\u0b70-\u0be5\u0bf0-\u0c65\u0c70-\u0ce5"
    "\u0cf0-\u0d65\u0d70-\u0de5\u0df0-\u0e3e\u0e40-\u0e4f\u0e5a-\u0ecf\u0eda-\u0f1f\u0f34-\u103f\u104a-\u108f"
    "\u109a-\u109f\u1780-\u17df"
)
_NOT_NAME = re.compile(rf"(?:(?![{MARKS}])[\W_])+")


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
