"""Part what stands behind a label of categories or tags: further labels of its sentence, its end, then the names.

WordPress's themes print one sentence: "posted in A, B and tagged C. Bookmark the permalink". A wrong term is worse
than none: what does not part cleanly gives none.
"""

import re

from blogconv.language import vocabulary
from blogconv.language.lines import meanings, phrase_of
from blogconv.language.lines import vocabulary as vocabulary_data

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_GLUE = re.compile(r"(?<=[^\W\d_A-ZÀ-ÖØ-ÞΑ-ΩА-Я])(?=[A-ZÀ-ÖØ-ÞΑ-ΩА-Я])")
_COLON = re.compile(r"[ \u00a0]*[:：]")
_LONGEST = 5
_MOST = 400
"""Letters of a sentence that are looked at."""
_SENTENCE_END = re.compile(r"(?<=\S)(?:\.\s+(?=\S)|。)")
_NO_TERM = re.compile(r"permal[iı]n?k|trackback|bookmark the|enlace permanente|lien permanent|固定链接", re.IGNORECASE)
_JOINED = re.compile(r"\s+and\s+")
_PARTED = re.compile(r"\s*[,;、，|]\s*")
# German has the verb behind: "unter A abgelegt und mit B verschlagwortet".
_VERB_BEFORE_TAGS = re.compile(r"\s+(?:abgelegt|veröffentlicht|gespeichert)\s+und\s+mit\s+", re.IGNORECASE)
_VERB_BEHIND = re.compile(
    r"\s+(?:abgelegt|veröffentlicht|gespeichert|verschlagwortet|getaggt)\s*\.?\s*$", re.IGNORECASE
)


def part_terms(taxonomy: str, text: str) -> tuple[tuple[str, str], ...]:
    """Give taxonomy and name of each term in what stands behind a label."""
    out: list[tuple[str, str]] = []
    for kind, names in _stretches(taxonomy, text):
        for name in _PARTED.split(_first_sentence(names)):
            for one in _apart(_VERB_BEHIND.sub("", name)):
                if _is_term(clean := one.strip(" .\t\n")):
                    out.append((kind, clean))
    return tuple(out)


def _stretches(taxonomy: str, text: str) -> list[tuple[str, str]]:
    """Part a sentence where a further label stands in it."""
    text = _VERB_BEFORE_TAGS.sub(" . Tags: ", text[:_MOST]) + text[_MOST:]
    starts = sorted(
        {word.start() for word in _WORD.finditer(text, 0, _MOST)}
        | {joint.start() for joint in _GLUE.finditer(text, 0, _MOST)}
    )
    found: list[tuple[str, str]] = []
    place = 0
    for start in starts:
        if start >= place and (label := _label_at(text, start)):
            found.append((taxonomy, text[place:start]))
            taxonomy, place = label
    return [*found, (taxonomy, text[place:])]


def _label_at(text: str, start: int) -> tuple[str, int] | None:
    """Give the taxonomy of the label that begins here and where it ends."""
    ends = []
    for word in _WORD.finditer(text, start, start + 60):
        ends.append(word.end())
        if len(ends) == _LONGEST:
            break
    before = text[:start].rstrip()
    # A word alone may be a term's own: "Markt", "marque".
    apart = bool(before) and (text[start - 1].isalnum() or before[-1] in ".。|)")
    for number in range(len(ends), 0, -1):
        end = ends[number - 1]
        packed = vocabulary_data().terms.get(phrase_of(text[start:end]))
        colon = _COLON.match(text, end)
        for meaning, _ in meanings(packed) if packed else ():
            if colon or (not meaning.endswith(":") and (number > 1 or apart)):
                return "post_tag" if "tag" in meaning else "category", colon.end() if colon else end
    return None


def _first_sentence(text: str) -> str:
    """Cut what follows the end of the sentence; "St. Pauli" has none."""
    for end in _SENTENCE_END.finditer(text):
        rest = text[end.end() :]
        following = _PARTED.split(rest, maxsplit=1)[0]
        if _NO_TERM.search(rest) or following[:1].isdigit() or len(following.split()) > 2:
            return text[: end.start()]
    return text


def _apart(name: str) -> list[str]:
    """Part "A and B" where the joint is the theme's, not a name's: it is English and they are not."""
    return _JOINED.split(name) if not name.isascii() else [name]


def _is_term(name: str) -> bool:
    if not name or len(name) > 60 or _NO_TERM.search(name) or vocabulary.comment_heading(name):
        return False
    end = _SENTENCE_END.search(name)
    return end is None or len(name[: end.start()].split()[-1]) <= 3
