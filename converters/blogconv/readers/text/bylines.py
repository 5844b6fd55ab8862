"""Read who wrote the post, when and in which categories off the lines around it: whole bylines, sentences, pieces.

Themes write "Posted on 3 May by Ann" and "This entry was posted in News on 3 May by Ann. Bookmark the permalink.";
tools that end a line at each element leave the first in pieces: "Posted on", "3 May", "by", "Ann".
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from blogconv.language import vocabulary
from blogconv.language.bylines import lead_lengths
from blogconv.language.dates import PrintedDate
from blogconv.language.lines import fold_line, meanings, phrase_of
from blogconv.language.lines import vocabulary as vocabulary_data
from blogconv.language.words import LETTER
from blogconv.readers.text.credits import credited
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.heads import dates_in, header_text, is_name, read_head
from blogconv.readers.text.layout import Line

_WORD = re.compile(rf"{LETTER}(?:{LETTER}|['’ʼ](?={LETTER}))*")
_SENTENCE_END = re.compile(
    r"(?:(?<=\w{4})|(?<=\w\)))[.!?。](?=\s|$)|\.(?=\s+\w+\s+[a-zà-þа-я]+\s+[a-zà-þа-я])|(?:(?<=\s)[|•·]|[。])"
)
_EDGE = " \t\u00a0,;:|·•–—-/.»«()[]"
_DATE = "\x01"
"""Stands for each character of a date where clauses are looked for."""
_LONGEST = 400
_MOST_BEFORE = 4
"""Words before the first that leads in: "This entry was"."""
_PIECE = 40
"""Characters of a piece of a byline that stands on a line of its own."""
_MOST_PIECES = 8
_A_LABEL = 5
"""Letters from which a word with a capital is a label ("Author", "Categories") rather than part of a name."""
_MOST_WORDS = 24
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[-–—/]\s+")
_BAR = re.compile(r"\s*[|·•]\s*|\s/\s")
_JOINT = re.compile(r"(?<=[a-zà-þ])(?=[A-ZÀ-Þ\u0370-\u07ff\u3040-\u9fff\uac00-\ud7af])")
_LINK = re.compile(r"\[?\b\d{1,4}\]\s?")
_NO_NAME = re.compile(r":|\(\d+\)|[=;]")
_A_COUNT = re.compile(r"\s+\d{1,5}$")


class Credit(Struct, frozen=True, gc=False):
    """What one byline says, and over how many lines it goes."""

    name: str | None = None
    date: PrintedDate | None = None
    terms: str | None = None
    lines: int = 1


class _Clause(Struct, frozen=True, gc=False):
    kind: str
    start: int
    end: int
    sure: bool


def credit_at(lines: Sequence[Line], evidence: Sequence[Evidence], i: int, end: int) -> Credit | None:
    """Read the byline that begins at a line, if one does."""
    line, head = lines[i], evidence[i].head
    if len(line.text) > _LONGEST or not line.text:
        return None
    printed = header_text(line)
    text = _without_glue(printed)
    if text != printed:
        head = read_head(text)
    if len(text) < 200 and (bare := _without_counts(text)) != text:
        if not bare:
            return None
        text, head = bare, read_head(bare)
    elif evidence[i].heading:
        return None
    if found := _sentence(text):
        more = _between_bars(text) if not found.name and _BAR.search(text) and len(text) < 200 else None
        return more if more and more.name else found
    if head is not None and not head.says and not head.ping:
        if head.date and not head.name and (below := _name_below(lines, evidence, i, end)):
            return Credit(below, head.date, lines=2)
        if not head.name and not head.date and not head.by:
            return _in_pieces(lines, evidence, i, end)
        return Credit(person(head.name, marked=head.by), head.date)
    if len(text) <= _PIECE and (found := _in_pieces(lines, evidence, i, end)):
        return found
    if len(text) < 200 and (by := vocabulary.posted_by(text)):
        return Credit(person(by.name, marked=by.marked), by.date, by.terms)
    return _between_bars(text) if len(text) < 200 and any(map(str.isdigit, text)) else None


def _between_bars(text: str) -> Credit | None:
    """Read "Published: DATE · Modified: DATE by Ann", "Ann – DATE – News, Boats": each piece says one thing."""
    pieces = [piece.strip() for piece in _PARTS.split(text) if piece.strip()]
    if not 1 < len(pieces) < 7:
        return None
    name, date = None, None
    bare: list[str] = []
    for piece in pieces:
        if (told := _sentence(piece)) and told.name:
            name, date = name or told.name, date or told.date
            continue
        by = vocabulary.posted_by(piece)
        if by is None:
            if not vocabulary.terms_label(piece):
                bare.append(piece)
            continue
        date = date or by.date
        if by.marked:
            name = name or person(by.name, marked=True)
    if date is None or len(bare) > 2:
        return None
    people = [found for piece in bare if (found := person(piece, marked=False)) and len(found.split()) < 5]
    return Credit(name or (people[0] if len(people) == 1 else None), date)


def _without_glue(text: str) -> str:
    """Part what touches because its elements did: "Posted byAnn"."""
    for joint in _JOINT.finditer(text, 0, _PIECE):
        if phrase_of(text[: joint.start()]) in _leads():
            return f"{text[: joint.start()]} {text[joint.start() :]}"
    return text


def _without_counts(text: str) -> str:
    """Cut the link to the comments that stands on the same line: "| 3 Comments", "10 Comments on The title"."""
    if not any(map(str.isdigit, text)) or ("‘" not in text and _heading_words().isdisjoint(fold_line(text).words)):
        return text
    if any(bar in text for bar in "|/·•"):
        pieces = _BAR.split(text)
        kept = [piece for piece in pieces if piece.strip() and not vocabulary.comment_heading(piece.strip())]
        if len(kept) < len([piece for piece in pieces if piece.strip()]):
            return " | ".join(kept)
    words = text.split(" ")
    for at in range(1, min(len(words), _MOST_WORDS)):
        if not words[at].islower() and vocabulary.comment_heading(" ".join(words[at:])):
            return " ".join(words[:at]).rstrip(_EDGE)
    return text


@cache
def _heading_words() -> frozenset[str]:
    """Give one word of each comment heading, the longest: a line without any of them ends in no heading."""
    return frozenset(
        max((word for word in key.split(" ")), key=lambda word: (len(word), word)) for key in vocabulary_data().headings
    )


def person(name: str | None, *, marked: bool) -> str | None:
    """Give the person that a byline names; beside a mere date a list of categories may stand as well as a name."""
    name = credited(_LINK.sub("", name).strip(" _")) if name else None
    if not name or _NO_NAME.search(name) or name.count("[") != name.count("]") or name.count("(") != name.count(")"):
        return None
    if marked:
        name = _A_COUNT.sub("", name.split(", ")[0]) or name
    elif "," in name or " & " in name:
        return None
    words = name.split(" ")
    while len(words) > 1 and words[-1].islower() and phrase_of(words[-1]) in _leads():
        words.pop()  # "Ann at"
    name = " ".join(words)
    if len(words) > 1 and words[0].islower() and (len(words[0]) > 4 or name.islower()):
        return None  # running text, not "van Arx"
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        name = " ".join(words[:half])  # a picture's text and the name
    if any(word.isdigit() and len(word) > 2 for word in words) or not is_name(name):
        return None
    return name


@lru_cache(maxsize=2048)
def _sentence(text: str) -> Credit | None:
    """Read "This entry was posted in A on DATE by X. Follow ...": clauses that each begin with a word that leads in."""
    if len(text) < 12:
        return None
    dates = dates_in(text)
    masked = text
    for date in dates:
        # The "de" of "1 de mayo" leads to nobody.
        masked = masked[: date.start] + _DATE * (date.end - date.start) + masked[date.end :]
    stop = _SENTENCE_END.search(masked, 12)
    said = masked[: stop.start()] if stop else masked
    clauses = _clauses(said)
    if not clauses or len(_WORD.findall(said[: clauses[0].start])) > _MOST_BEFORE:
        return None
    printed = [date for date in dates if date.precision not in ("time", "relative")]
    # A lone "by" says who wrote only beside the day, or after "posted in".
    lone = len(clauses) == 1 and not clauses[0].sure
    if not printed and (lone or not any(c.kind == "by" for c in clauses) or not any(c.sure for c in clauses)):
        return None
    if clauses[0].start == 0 and len(clauses) == 1 and not stop:
        return None  # a plain byline
    name = terms = None
    for clause, after in zip(clauses, [*clauses[1:], None], strict=True):
        value = said[clause.end : after.start if after else len(said)].strip(_EDGE)
        if clause.kind == "by" and name is None:
            value = value.split(_DATE)[0].strip(_EDGE)
            name = person(value, marked=True) if len(value.split()) <= 5 else None
        elif clause.kind == "in" and terms is None and _DATE not in value:
            terms = value or None
    if name is None and not printed:
        return None
    return Credit(name, printed[0] if printed else None, terms)


def _clauses(text: str) -> list[_Clause]:
    """Find the words that lead in; all of one language, because a small word of one is part of a name in another."""
    words = list(_WORD.finditer(text))
    table = _leads()
    found: list[_Clause] = []
    spoken: frozenset[str] = frozenset()
    k = 0
    while k < len(words) and len(found) < 8:
        step = 1
        for length in _lengths_from(words[k][0]):
            if k + length > len(words):
                continue
            entry = table.get(phrase_of(text[words[k].start() : words[k + length - 1].end()]))
            if entry is None or (length == 1 and k and not words[k][0].islower() and len(words[k][0]) < _A_LABEL):
                continue
            kind, languages = next(
                ((kind, own) for kind, own in entry if not spoken or own & spoken), ("", frozenset())
            )
            if not kind or (kind == "by" and found and found[-1].kind == "by"):
                continue  # "by Ludwig von Arx"
            spoken = languages & spoken if spoken else languages
            found.append(_Clause(kind, words[k].start(), words[k + length - 1].end(), length > 1))
            step = length
            break
        k += step
    return found


@lru_cache(maxsize=4096)
def _lengths_from(word: str) -> tuple[int, ...]:
    """Give the numbers of words that a phrase beginning with ``word`` may have, where one can lead in."""
    return lead_lengths().get(phrase_of(word).partition(" ")[0], ())


@cache
def _leads() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Give, of each phrase that leads in, its kinds (``by``, ``on``, ``in``) and their languages."""
    return {
        phrase: tuple((kind, frozenset(languages)) for kind, languages in meanings(packed))
        for phrase, packed in vocabulary_data().bylines.items()
    }


def _in_pieces(lines: Sequence[Line], evidence: Sequence[Evidence], i: int, end: int) -> Credit | None:
    """Read a byline whose words each stand on a line of their own: words that lead in, then what they lead to."""
    name: str | None = None
    date: PrintedDate | None = None
    terms: str | None = None
    k = i
    while k < min(end, i + _MOST_PIECES):
        kinds = [kind for kind, _ in _leads().get(phrase_of(_short(lines[k])), ())]
        if not kinds or k + 1 >= end:
            break
        value, head = _short(lines[k + 1]), evidence[k + 1].head
        if not value:
            break
        if head and head.date and not head.says:
            date = date or head.date
            name = name or person(head.name, marked=False)
        elif "by" in kinds and (found := person(value, marked=True)):
            name = name or found
        elif "in" in kinds:
            terms = terms or value
        elif not any(map(str.isdigit, value)):
            break
        k += 2
    return Credit(name, date, terms, k - i) if k > i and (name or date) else None


def _short(line: Line) -> str:
    text = header_text(line)
    return text if len(text) <= _PIECE and not line.level else ""


def _name_below(lines: Sequence[Line], evidence: Sequence[Evidence], i: int, end: int) -> str | None:
    """Give the name between a date and a count of comments (or a bar), each on a line of its own."""
    k = i + 1
    if k < end and _is_bar(lines[k]):
        k += 1
    if k + 1 >= end or evidence[k].head or evidence[k].furniture:
        return None
    heading = evidence[k + 1].heading
    counted = (heading and heading.count is not None) or (lines[k + 1].text.isdigit() and len(lines[k + 1].text) < 5)
    if not counted and not (_is_bar(lines[k + 1]) and k > i + 1):
        return None
    name = _short(lines[k])
    return person(name, marked=False) if name and len(name.split()) <= 4 else None


def _is_bar(line: Line) -> bool:
    return bool(line.text) and len(line.text) <= 2 and not line.text.isalnum()
