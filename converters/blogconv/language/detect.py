"""Tell which language a text is in, from its script and its commonest words."""

from msgspec import Struct


class Language(Struct, frozen=True):
    """A language (BCP 47) and how sure it is, 0 to 1."""

    tag: str
    confidence: float


def detect_language(text: str) -> Language | None:
    """Name the language of a text; None when it is too short or could well be another.

    Reads at most the first 20,000 characters; the same text always gives the same answer.
    """
    return None
