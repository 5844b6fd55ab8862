"""The person's name in what a byline holds: no count of comments, no label, nothing glued to it."""

import re
from functools import cache

from blogconv.language import vocabulary
from blogconv.language.authorship import authorship, leads_in
from blogconv.language.detect import is_frequent
from blogconv.language.lines import meanings, phrase_of
from blogconv.language.lines import vocabulary as vocabulary_data

_JOINT = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZÀ-ÖØ-ÞΑ-ΩА-Я])")
_BETWEEN = " \t-–—|·•,;:/"


def credited(name: str) -> str | None:
    """Give the name of a byline, or None for what names nobody: a label, a count, a list of tags.

    A wrong author is worse than none: WordPress makes a user of it.
    """
    name = _without_count(_without_glue(" ".join(name.split())))
    name = _without_label(name).strip(_BETWEEN)
    if not name or leads_in(name) or vocabulary.mark(name) or vocabulary.terms_label(name):
        return None
    if vocabulary.comment_heading(name) or not any(map(str.isalpha, name)) or (len(name) == 1 and name.isascii()):
        return None
    words = name.split(" ")
    if len(words) > 1 and words[-1].islower() and not words[0].islower() and is_frequent(words[-1]):
        return None  # "Read the", cut off a link to the comments
    first, _, more = name.partition(" ")
    if more and names_category(first):
        return None  # "In Stories" names a category
    return name


def names_category(word: str) -> bool:
    """Say whether a word leads to a post's categories: "in", "dans", "filed under"."""
    return phrase_of(word) in _category_words()


@cache
def _category_words() -> frozenset[str]:
    """Give the words that lead to a post's categories: "in", "dans", "filed under"."""
    return frozenset(
        phrase
        for phrase, packed in vocabulary_data().bylines.items()
        if any(meaning == "in" for meaning, _ in meanings(packed))
    )


def _without_glue(name: str) -> str:
    """Part what touches because its elements did: "Posted byAnn", "AnnPosted"."""
    for joint in _JOINT.finditer(name):
        left, right = name[: joint.start()], name[joint.start() :]
        if leads_in(left) or authorship(left, len(left)) is not None:
            return right
        if leads_in(right):
            return left
    return name


def _without_count(name: str) -> str:
    """Cut a count of comments, or a link to their form, that stands behind the name on its line."""
    words = name.split(" ")
    for at in range(1, len(words)):
        if heading := vocabulary.comment_heading(" ".join(words[at:])):
            if heading.count is None and heading.kind == "comments" and words[at].islower() and is_frequent(words[at]):
                at -= 1  # "Laissez vos commentaires": the verb is the link's too
            rest = " ".join(words[:at]).strip(_BETWEEN)
            # "Read the 4 comments" has no name before the count: names do not end in a small word.
            return "" if rest and rest.split(" ")[-1].islower() and " " in rest else rest
    return name


def _without_label(name: str) -> str:
    """Cut the words that lead to the name: "posted by Ann"; a lone preposition may be the name's own ("Von Arx")."""
    cut = 0
    for word in list(re.finditer(r"\S+", name))[:4]:
        found = authorship(name, word.end())
        if found is not None and found.start == 0 and (found.sure or word[0].rstrip(":") == "by"):
            cut = word.end()
    return name[cut:]
