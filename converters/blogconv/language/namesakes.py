"""Words of dates that are somebody's name in other languages: "Kell", "Gabi", "Anna".

Such a word of a language that few blogs are written in counts only where that language is named, or one of its months
stands beside.
"""

from collections.abc import Set

SELDOM = frozenset(
    (
        "ast", "br", "fo", "fur", "fy", "gsw", "ha", "haw", "hsb", "ia", "ig", "jv", "ku", "lb", "ln", "mg", "mi", "oc",
        "qu", "rm", "sc", "so", "su", "tk", "tt", "uz", "wo", "xh", "yi", "yo", "zu",
    )
)  # fmt: skip
"""Languages whose weekdays are other languages' names and words ("Anna" is Turkmen for Friday)."""
_SELDOM_CLOCKS = SELDOM | {"af", "cy", "eo", "et", "eu", "fil", "ga", "gd", "gl", "is", "sl", "sq", "sw"}
"""Languages whose words around times are other languages' names ("Kell" is Estonian for o'clock)."""
_BORROWING = frozenset(("id", "ms"))
"""Languages whose blogs often print English months, with their own words for the part of the day."""


def is_rather_name(
    said: str, tongues: Set[str], hours: Set[tuple[int, int]], months: Set[str], wanted: Set[str]
) -> bool:
    """Say whether a word around a time, as printed, is a name: written like one, and nobody here speaks its language.

    ``tongues`` are the languages that have the word, ``months`` those of the months beside it, ``wanted`` those that
    are named; ``hours`` of a part of the day, from and to, are empty for a word that only joins.
    """
    if len(said) < 3 or not (said.isascii() and said.istitle() and said.isalpha()):
        return False
    # What many languages share is a word of dates everywhere, as English words are.
    if len(tongues) > 4 or "en" in tongues or "" in tongues or tongues & (months | wanted):
        return False
    if tongues <= _SELDOM_CLOCKS:
        return True
    # "10:15 Nat" beside an English month is no Danish night; beside numbers alone it may be one.
    return bool(hours and months) and not tongues & _BORROWING
