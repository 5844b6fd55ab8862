"""Read who speaks and when: "X says:", "Пишет X:", "Posted by X on DATE at TIME", "X | DATE"."""

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from blogconv.language.dates import PrintedDate, find_dates
from blogconv.language.lines import fold_line, meanings, phrase_of, vocabulary
from blogconv.language.words import LETTER, has_unspaced, is_unspaced

LONGEST_NAME = 60
_MOST_WORDS = 8


class Says(Struct, frozen=True, kw_only=True, gc=False):
    """A line that opens a comment: who speaks, and what stands on the line besides."""

    name: str
    start: int
    """Where the name stands in the line (characters)."""
    end: int
    rest: str = ""
    """What follows the says-word: often a date, sometimes the comment's first words."""
    languages: tuple[str, ...] = ()


class Byline(Struct, frozen=True, kw_only=True, gc=False):
    """Who wrote, when, in which category: "Posted by X on Y in Z", "X | Date"."""

    name: str | None = None
    start: int = 0
    end: int = 0
    """Where the name stands in the line (characters)."""
    date: PrintedDate | None = None
    """Offsets count in the line."""
    terms: str | None = None
    """The text after "in", "under": categories as printed."""
    marked: bool = False
    """A word says so ("by", "posted on"); else only a date and a name stand side by side."""


_WORD = re.compile(rf"{LETTER}(?:{LETTER}|['’ʼ\u200c\u200d](?={LETTER})|\(\w{{1,2}}\))*")
# Not the colon of a time or of an address.
_STOP = re.compile(r"(?<!\d):(?!//)|:(?![\d/])|：|\.\.\.|…|$")
_LIST_MARK = re.compile(r"\s*(?:(?:[*+•·‣–—-]|\d{1,4}[.)]|\[\d{1,4}\]|#)\s*)*(?<![^\s\].)#])")
_EDGE = " \t\u00a0\u202f,;.-–—|·•>»:：()[]*_/\\~"
_LEADING = _EDGE.replace("_", "")
_TRAILING = " \t\u00a0\u202f,;–—|·•»>:：*/\\~[("
# "Laura M." and "Sammy Davis Jr." end in a dot of their own.
_INITIAL = re.compile(r"(?:^|[\s.])(?:[^\W\d_]|[JS]r)\.$")


def may_be_header(line: str) -> bool:
    """Say quickly whether a line without a number has a word of speaking or begins with one of authorship."""
    words = fold_line(line[:140]).words
    return words[:1] in _first_of_bylines() or not _says_signs().isdisjoint(words) or has_unspaced(line)


def says(line: str) -> Says | None:
    """Read "X says:", "X a dit :", "Пишет X:", "X 说道："; the name is not judged beyond its length."""
    head = line[:140]
    words = fold_line(head).words
    if not words or (_says_signs().isdisjoint(words) and not has_unspaced(head)):
        return None
    after, before = _says_words()
    for stop in list(_STOP.finditer(head))[:4]:
        said = head[: stop.start()]
        if not said.strip() or (stop.start() == stop.end() and len(line) > len(head)):
            continue
        if stop.start() == stop.end() and said.rstrip()[-1] in ".!?。！？":
            continue  # "Thank you for what you wrote." is a sentence
        found = _ends_with(said, after)
        if found is not None:
            name_end, languages = found
            if (named := _named(line, name_end)) is not None:
                return Says(
                    name=named[0], start=named[1], end=named[2], rest=line[stop.end() :].strip(), languages=languages
                )
        if stop.end() > stop.start() and (found := _begins_with(said, before)) is not None:
            start, languages = found
            name = _bare_name(said[start:])
            if _WORD.search(name) and len(name) <= LONGEST_NAME and len(name.split()) <= _MOST_WORDS:
                place = said.index(name, start)
                return Says(
                    name=name, start=place, end=place + len(name), rest=line[stop.end() :].strip(), languages=languages
                )
    return _says_and_date(line)


def _bare_name(text: str) -> str:
    """Take list marks and joining punctuation off a name, not what belongs to it (``__bo__``, ``Laura M.``)."""
    name = text.strip(_LEADING) if not text.strip(_EDGE) else text.lstrip(_LEADING)
    while True:
        name = name.rstrip(_TRAILING)
        loose = (
            (name.endswith(".") and not _INITIAL.search(name))
            or name.endswith(" -")
            or (name.endswith(")") and "(" not in name)
            or (name.endswith("]") and "[" not in name)
        )
        if not loose:
            return name
        name = name[:-1]


@cache
def _says_words() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    tables: tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]] = ({}, {})
    for phrase, packed in vocabulary().says.items():
        for meaning, languages in meanings(packed):
            tables[0 if meaning == "after" else 1][phrase] = languages
    return tables


@cache
def _says_signs() -> frozenset[str]:
    """Give one word of each phrase, the longest: a line without it does not hold the phrase."""
    after, before = _says_words()
    return frozenset(max(phrase.split(" "), key=lambda word: (len(word), word)) for phrase in (*after, *before))


@cache
def _unspaced_says() -> tuple[str, ...]:
    # The longest first: さんのコメント before のコメント.
    return tuple(sorted((w for w in _says_words()[0] if is_unspaced(w[0])), key=lambda w: (-len(w), w)))


def _ends_with(said: str, table: dict[str, tuple[str, ...]]) -> tuple[int, tuple[str, ...]] | None:
    """Find a says-phrase at the end; give where it begins."""
    tail = said[-40:]
    base = len(said) - len(tail)
    bare = tail.rstrip(_EDGE)
    if bare and is_unspaced(bare[-1]):
        for phrase in _unspaced_says():
            if bare.endswith(phrase) and len(bare) + base > len(phrase):
                return base + len(bare) - len(phrase), table[phrase]
    words = list(_WORD.finditer(tail))
    for length in (3, 2, 1):
        if len(words) >= length:
            start = words[-length].start()
            languages = table.get(phrase_of(tail[start:]))
            if languages is not None:
                return base + start, languages
    return None


def _begins_with(said: str, table: dict[str, tuple[str, ...]]) -> tuple[int, tuple[str, ...]] | None:
    found = None
    for number, match in enumerate(_WORD.finditer(said[:60]), 1):
        languages = table.get(phrase_of(said[: match.end()]))
        if languages is not None:
            found = (match.end(), languages)
        if number == 4:
            break
    return found


def _named(line: str, end: int) -> tuple[str, int, int] | None:
    """Give the name that ends at a place, without a date before it ("On 3 May 2010, X wrote:")."""
    before = line[:end]
    mark = _LIST_MARK.match(before)
    start = mark.end() if mark else 0
    if re.search(r"\d", before[start:]):
        dates = find_dates(before)
        start = max((date.end for date in dates if date.precision != "relative"), default=start)
    name = _bare_name(before[start:])
    if (
        not name
        or "://" in name
        or not _WORD.search(name)
        or len(name) > LONGEST_NAME
        or len(name.split()) > _MOST_WORDS
    ):
        return None
    place = before.index(name, start)
    return name, place, place + len(name)


def _says_and_date(line: str) -> Says | None:
    """Read "X wrote on 3 May 2010 at 12:14": the date takes the colon's place."""
    if len(line) > 200 or not re.search(r"\d", line):
        return None
    dates = find_dates(line)
    if not dates or dates[0].start == 0:
        return None
    after, _ = _says_words()
    said = line[: dates[0].start]
    words = list(_WORD.finditer(said))
    for cut in range(len(words), max(0, len(words) - 3), -1):
        # Up to two words ("on", "am", "le") may stand before the date.
        found = _ends_with(said[: words[cut - 1].end()], after)
        between = phrase_of(said[words[cut - 1].end() :])
        if found is not None and (not between or between in _on_words()):
            named = _named(line, found[0])
            if named is not None:
                rest = line[words[cut - 1].end() :].strip()
                return Says(name=named[0], start=named[1], end=named[2], rest=rest, languages=found[1])
    return None


@cache
def _byline_words() -> dict[str, dict[str, tuple[str, ...]]]:
    tables: dict[str, dict[str, tuple[str, ...]]] = {"by": {}, "on": {}, "in": {}}
    for phrase, packed in vocabulary().bylines.items():
        for meaning, languages in meanings(packed):
            tables[meaning][phrase] = languages
    return tables


def _on_words() -> dict[str, tuple[str, ...]]:
    return _byline_words()["on"]


def posted_by(line: str, dates: Sequence[PrintedDate] | None = None) -> Byline | None:
    """Read "Posted by X on DATE at TIME", "By X", "X | DATE", "Posted on DATE by X in Y".

    A line with neither a date nor a by-word is no byline; nor is one where much else stands. ``dates`` are the dates
    of the line where they are known already, settled by the document's order.
    """
    text = line.strip()
    if not text or len(text) > 220 or text.count(" ") > _MOST_GAPS:
        return None
    offset = line.index(text)
    if dates is None:
        dates = find_dates(line) if _DATED.search(text) else []
    dates = [date for date in dates if date.precision != "time"]
    if not dates and fold_line(text).words[:1] not in _first_of_bylines():
        return None
    date = dates[0] if dates else None
    if len(dates) > 2:
        return None
    mark = _LIST_MARK.match(line, offset)
    if mark is not None and (date is None or mark.end() <= date.start):
        offset = mark.end()  # "12. Bob on ...", but not the 18 of "18. Oktober"
    pieces = _around(line, offset, len(line.rstrip()), date)
    name: tuple[str, int, int] | None = None
    terms: str | None = None
    marked = False
    for place, (start, end) in enumerate(pieces):
        segment = _read_segment(line, start, end, first=place == 0, dated=date is not None)
        if segment is None:
            return None
        marked = marked or segment.marked
        name = name or segment.name
        terms = terms or segment.terms
    if name is None and date is None:
        return None
    if date is None and not marked:
        return None
    named = name or (None, 0, 0)
    return Byline(name=named[0], start=named[1], end=named[2], date=date, terms=terms, marked=marked)


@cache
def by_words() -> frozenset[str]:
    """Give the single words that lead to a writer's name: "from", "by", "von"."""
    return frozenset(phrase.split(" ")[-1] for phrase in _byline_words()["by"])


_MOST_GAPS = 26


@cache
def _first_of_bylines() -> frozenset[tuple[str, ...]]:
    tables = _byline_words()
    return frozenset((phrase.split(" ")[0],) for kind in ("by", "on") for phrase in tables[kind])


_DATED = re.compile(r"\d|^[^\d]{2,40}$")


class _Segment(Struct):
    name: tuple[str, int, int] | None = None
    terms: str | None = None
    marked: bool = False


def _around(line: str, start: int, end: int, date: PrintedDate | None) -> list[tuple[int, int]]:
    """Cut the line at its date and at bars."""
    cuts = [(start, end)] if date is None else [(start, date.start), (date.end, end)]
    pieces = []
    for first, last in cuts:
        place = first
        if date is not None and last == date.start and _by_until_date(line[first:last]):
            pieces.append((first, last))  # "by A bench | Sea on DATE": the bar is in a title
            continue
        for bar in _BAR.finditer(line, first, last):
            pieces.append((place, bar.start()))
            place = bar.end()
        pieces.append((place, last))
    return [piece for piece in pieces if line[piece[0] : piece[1]].strip(_EDGE)]


def _by_until_date(text: str) -> bool:
    words = text.split()
    if len(words) < 3 or next(filter(None, map(phrase_of, words)), "") not in _byline_words()["by"]:
        return False
    spoken = [phrase for word in words if (phrase := phrase_of(word))]
    return len(spoken) > 2 and spoken[-1] in _on_words()


_BAR = re.compile(r"\s*[|·•¦]\s*|\s+[-–—/]\s+|\t+")


def _read_segment(line: str, start: int, end: int, *, first: bool, dated: bool) -> _Segment | None:
    """Read what stands before, after or without the date; None where it is running text."""
    words = list(_WORD.finditer(line, start, end))
    tables = _byline_words()
    segment = _Segment()
    place = start
    # Words that lead in: "posted", "on", "by", longest phrases first.
    lead = 0
    by = False
    while lead < len(words):
        step = _leading(line, words, lead, tables)
        if step is None:
            break
        kind, length = step
        if kind == "in":
            last = len(words)
            while dated and first and last > lead + length and words[last - 1][0].casefold() in tables["on"]:
                last -= 1  # "in News on DATE"
            stop = words[last].start() if last < len(words) else end
            rest = line[words[lead + length - 1].end() : stop].strip(_EDGE)
            if rest and len(rest) <= 120:
                segment.terms, segment.marked = rest, True
                return segment
            break
        segment.marked = True
        by = by or kind == "by"
        lead += length
        place = words[lead - 1].end()
    # Words that lead to the date: "X on", "X am".
    last = len(words)
    while last > lead and phrase_of(line[words[last - 1].start() : words[last - 1].end()]) in tables["on"] and dated:
        last -= 1
    if last == lead:
        return segment
    stop = words[last].start() if last < len(words) else end
    text = line[place:stop]
    text, terms = _cut_terms(text, tables)
    segment.terms = terms
    name = _bare_name(text)
    if not name:
        return segment
    # Between "by" and a date a whole title may stand: pings print one.
    most_words, most = (14, 120) if by and dated else (6, LONGEST_NAME) if by else (4, LONGEST_NAME)
    if len(name) > most or len(name.split()) > most_words:
        return None
    if most == LONGEST_NAME and re.search(r"[!?]\s|(?<!\b[^\W\d_])[.]\s\w+\s\w+", name):
        return None
    if by or (dated and not segment.marked):
        where = line.index(name, place)
        segment.name = (name, where, where + len(name))
    return segment


_JOINS_NAMES = ("_", "-", "@", "'", "’")


def _leading(
    line: str, words: list[re.Match[str]], lead: int, tables: dict[str, dict[str, tuple[str, ...]]]
) -> tuple[str, int] | None:
    first = phrase_of(words[lead][0]).partition(" ")[0]
    for length in lead_lengths().get(first, ()):
        if lead + length <= len(words):
            end = words[lead + length - 1].end()
            if line[end : end + 1] in _JOINS_NAMES:
                continue  # "le_piéton" is a name
            phrase = phrase_of(line[words[lead].start() : end])
            for kind in ("by", "on", "in"):
                if phrase in tables[kind]:
                    return kind, length
    return None


@cache
def lead_lengths() -> dict[str, tuple[int, ...]]:
    """Give the first words of all phrases that lead in, with the numbers of words to try, the longest first."""
    longest: dict[str, int] = {}
    for phrases in _byline_words().values():
        for phrase in phrases:
            first = phrase.split(" ")[0]
            longest[first] = max(longest.get(first, 1), len(phrase.split(" ")))
    return {first: tuple(range(min(most, 5), 0, -1)) for first, most in longest.items()}


def _cut_terms(text: str, tables: dict[str, dict[str, tuple[str, ...]]]) -> tuple[str, str | None]:
    """Part "Bob in News" after a by-word."""
    words = list(_WORD.finditer(text))
    for place in range(1, len(words)):
        for length in lead_lengths().get(phrase_of(words[place][0]).partition(" ")[0], ()):
            if length <= 3 and place + length < len(words):
                phrase = phrase_of(text[words[place].start() : words[place + length - 1].end()])
                if phrase in tables["in"] and (length > 1 or words[place][0].islower()):
                    return text[: words[place].start()], text[words[place + length - 1].end() :].strip(_EDGE)
    return text, None
