"""Say of each line what it may be to a comment: who speaks, when, a reply mark, a heading, the form below."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from blogconv.language import dates, vocabulary
from blogconv.language.dates import PrintedDate
from blogconv.language.vocabulary import Heading
from blogconv.readers.text.layout import Layout, Line, plain

_TAG = re.compile(r"</?(?:cite|span|a|b|strong|em|i|time|div|p|abbr|small|img|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)
_AVATAR = re.compile(r"^(?:\[[^\[\]]{0,40}\]|!\[[^\[\]]{0,80}\](?:\([^()]{0,300}\))?)\s*(?=\S)")
_RULE = re.compile(r"[-*_=~━─ ]{3,}")
_IMAGE = re.compile(r"\[[\w.-]+\]")
_OWN_NUMBER = re.compile(r"#?\d{1,4}(?:\\?[.)]|\s|$)\s*")
_SEPARATORS = " \t\u00a0|,;·•—–-/:@#»«…()[].~*"
_PIECES = re.compile(r"\s*(?:[|·•»#]|\s[–—/-]\s|//|\s{3,})\s*")
OTHER_PAGE = re.compile(r"\s[«»|•·]\s|\s--\s|\s[–—]\s|^Tweets that mention ")
"""What parts a page's title from its site's: a name like this is a linking page."""
_ZONE = re.compile(r"^\s*\([^()]{2,12}\)|^\s*(?:[A-Z]{3,4}|UTC|GMT)(?:[+-]\d{1,4})?(?![^\W_])")
_SMILE = re.compile(r"(?:^|\s)[:;=]-?[()DPpoO](?:\s|$)|[♥❤😀-🙏]")
_AGE = re.compile(r"\d{1,3}(?: [^\W\d]{2,12}){1,3}")
_SPOKEN = re.compile(r"[:：]|\.\.\.|…|[\])]")
_STRONG = re.compile(r"\s*(?://|[|·•])")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d{1,4}[/.年-])|(?<=[^\W\d_])(?=[A-ZА-ЯÀ-Þ][^\W\d_A-Z]{2,10}\.? \d)")
_DIGIT = re.compile(r"\d")
HEAD_LIMIT = 220
"""Characters: no header line is longer."""


@lru_cache(maxsize=8192)
def _dates_in(text: str) -> tuple[PrintedDate, ...]:
    return tuple(dates.find_dates(text))


@dataclass(frozen=True, slots=True)
class Head:
    """A line that holds nothing but parts of a comment's header (or, after the body, its closing words)."""

    name: str | None = None
    date: PrintedDate | None = None
    says: bool = False
    """A word of speaking stands beside the name."""
    by: bool = False
    """A word of authorship ("Posted by") stands before the name."""
    ping: str | None = None
    """``pingback`` or ``trackback`` where the line says so."""
    before: str = ""
    """Words of the name that stand before the date."""
    after: str = ""
    """Words of the name that stand after the date."""
    rest: str = ""
    """Words of the body that follow on the same line."""

    @property
    def kind(self) -> str:
        """Name the parts: ``says``, ``named-date``, ``by``, ``date`` or ``ping``."""
        if self.ping:
            return "ping"
        if self.says:
            return "says"
        if self.name and self.date:
            return "named-date"
        return "by" if self.name else "date"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one line."""

    head: Head | None = None
    furniture: str | None = None
    """Kind of furniture the whole line is: ``reply``, ``permalink``, ``share`` ..."""
    heading: Heading | None = None
    hint: Heading | None = None
    """A comment heading that stands on a dated line, after the date: "5 Comments on “…”"."""
    stop: bool = False
    """A comment form or a widget begins here: no comment goes beyond."""


NOTHING = Evidence()


def weigh(layout: Layout) -> list[Evidence]:
    """Gather the evidence of all lines."""
    found = [
        _of(line) if i not in layout.fields else Evidence(stop=True, furniture="form")
        for i, line in enumerate(layout.lines)
    ]
    _join_speaking(layout.lines, found)
    _drop_false_heads(layout.lines, found)
    return _without_frame(_without_echoes(layout.lines, found))


def without_false_items(layout: Layout) -> Layout:
    """Give lines such as "18. Oktober 2010" their numeral back: it is a day, not a list mark."""
    lines = list(layout.lines)
    for i, line in enumerate(lines):
        if not 0 < line.number <= 31 or len(line.text) > 90 or not line.text[:1].isalpha():
            continue
        whole = f"{line.number}. {line.text}"
        printed = _dates_in(whole)
        if not printed or printed[0].start or printed[0].end < 6 or printed[0].relative:
            continue
        inner = _dates_in(line.text)
        if printed[0].value and not any(d.value and d.value[:10] == d.value[:10] and d.start == 0 for d in inner):
            lines[i] = replace(line, text=whole, mark="", number=-1, column=line.indent)
    return replace(layout, lines=lines)


def _join_speaking(lines: Sequence[Line], found: list[Evidence]) -> None:
    """Read a word of speaking that stands alone below its name ("Anna", "says:")."""
    for i, line in enumerate(lines):
        text = line.text
        if i == 0 or len(text) > 24 or text[-1:] not in ":：…." or found[i].furniture or found[i].head:
            continue
        said = vocabulary.says(f"Xx {text}")
        above = found[i - 1]
        if said and said.name == "Xx" and not said.rest and above.head is None and not above.furniture:
            name = bare_name(lines[i - 1])
            if is_name(name, strict=len(name) < 60):
                found[i - 1] = Evidence(head=Head(name=name, says=True))
                found[i] = Evidence(furniture="empty")


def _drop_false_heads(lines: Sequence[Line], found: list[Evidence]) -> None:
    """Undo two misreadings: a list item that only seems to say "by", an age in words that nobody knows."""
    firsts = Counter(lines[i].text.split()[0] for i, e in enumerate(found) if e.head and e.head.kind == "by")
    for i, line in enumerate(lines):
        head = found[i].head
        if head and head.kind == "by" and line.mark and firsts[line.text.split()[0]] == 1:
            found[i] = NOTHING
        if head is None and i + 1 < len(lines) and not lines[i + 1].gap and _AGE.fullmatch(line.text):
            if not line.text.rsplit(None, 1)[1].islower():
                continue
            below = found[i + 1].head
            if below and below.kind == "date":
                found[i] = Evidence(furniture="empty")


def _without_echoes(lines: Sequence[Line], found: list[Evidence]) -> list[Evidence]:
    """Take a countless "heading" that stands below many comments ("Replies", "Answer") for the reply mark it is."""
    seen = Counter(lines[i].text for i, e in enumerate(found) if e.heading and e.heading.count is None and not e.stop)
    for i, e in enumerate(found):
        if e.heading and seen[lines[i].text] > 2:
            found[i] = Evidence(furniture="reply")
    return found


def header_text(line: Line) -> str:
    """Take off a line what tools add to a header: emphasis, shown tags, avatars, the item's own number once more."""
    text = line.text
    if "<" in text:
        text = _TAG.sub("", text)
    text = plain(text)
    if text[:1] in "[!" and (avatar := _AVATAR.match(text)):
        text = text[avatar.end() :]
    if (
        line.number >= 0
        and (own := _OWN_NUMBER.match(text))
        and own.group().strip("#.)\\ \t\u00a0") == str(line.number)
    ):
        text = text[own.end() :]
    return text.strip()


def bare_name(line: Line) -> str:
    """Read the text of a line that is a name and nothing else, reply and permalink words cut off."""
    return _bare(header_text(line))


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    return ((_without_marks(text) if len(text) < 80 else text) or text).rstrip(" :：")


def is_name(text: str, *, strict: bool = True) -> bool:
    """Say whether a text may be a commenter's name: short, no sentence. Titles of pings pass only when not strict."""
    size = len(text)
    if not 0 < size <= (60 if strict else 200) or "\x00" in text:
        return False
    if not strict:
        return any(c.isalpha() for c in text)
    if text[-1] in "!?…,;:。！？、：" or ("://" in text and size > 40) or _SMILE.search(text):
        return False
    if text[-1] == "." and not re.search(r"(?:^|[\s.])\w{1,3}\.$", text):
        return False
    return len(text.split()) <= 6 and any(c.isalnum() for c in text)


def _of(line: Line) -> Evidence:
    if len(line.text) > HEAD_LIMIT:
        return NOTHING
    return _of_text(header_text(line), line.number, bool(line.mark))


@lru_cache(maxsize=8192)
def _of_text(text: str, number: int, listed: bool) -> Evidence:
    if listed and number < 0 and text.isdigit() and len(text) < 5:
        # A bullet beside the comment's number.
        return Evidence(furniture="empty")
    if not text or _IMAGE.fullmatch(text) or _RULE.fullmatch(text):
        return Evidence(furniture="empty")
    if _is_doubled(text):
        # An icon's text and its label: "Print this post Print this post".
        return Evidence(furniture=vocabulary.mark(text[: len(text) // 2].strip()) or "share")
    if heading := _heading(text):
        return Evidence(heading=heading, stop=heading.kind == "form", furniture="heading")
    if kind := vocabulary.mark(text):
        return Evidence(furniture=kind, stop=kind == "form")
    if len(text) < 100 and (vocabulary.is_form_line(text) or vocabulary.widget_heading(text)):
        return Evidence(stop=True, furniture="form")
    if text.startswith(("[...]", "[…]")):
        # The body of a ping.
        return NOTHING
    head = read_head(text, number, listed=listed)
    hint = None
    if head and head.date and not head.says and len(text) > 24 and (printed := _dates_in(text)):
        after = text[printed[-1].end :].strip(_SEPARATORS)
        hint = vocabulary.comment_heading(after) if len(after) > 5 else None
    return Evidence(head=head, hint=hint)


def _is_doubled(text: str) -> bool:
    half, rest = divmod(len(text), 2)
    return (
        bool(rest)
        and 11 < len(text) < 120
        and text[half].isspace()
        and text[:half] == text[half + 1 :]
        and " " in text[:half]
    )


def _heading(text: str) -> Heading | None:
    heading = vocabulary.comment_heading(text)
    if heading is None and "|" in text:
        for piece in text.split("|"):
            if piece.strip() and (heading := vocabulary.comment_heading(piece.strip())):
                return heading
    if heading is None and len(text) < 70 and " " in text:
        heading = _joined_heading(text)
    if heading is None and text[0].isdecimal() and len(text) < 160:
        # "4 kind comments on “…”", "3 Comments leave one →": a word of the theme's own beside a count.
        words = text.split()
        if len(words) > 2 and (found := vocabulary.comment_heading(" ".join(words[:1] + words[2:]))):
            return found if found.title else None
        if 2 < len(words) <= 6 and (found := vocabulary.comment_heading(" ".join(words[:2]))):
            return found
    return heading


def _joined_heading(text: str) -> Heading | None:
    """Read a form's heading and the link beside it on one line: "Leave a Reply Cancel reply"."""
    words = text.split()
    if not 2 < len(words) <= 9 or text[-1] in "!?,;":
        return None
    for at in (len(words) - 2, len(words) - 1, len(words) - 3):
        if at > 0 and vocabulary.mark(" ".join(words[at:])) in ("form", "reply", "edit", "navigation"):
            heading = vocabulary.comment_heading(" ".join(words[:at]))
            if heading and heading.kind == "form":
                return heading
    return None


def read_head(text: str, number: int = -1, *, listed: bool = False) -> Head | None:
    """Read a line as a header or closing line; None where words are left that belong to neither.

    ``number`` is the list item's own, which some themes print twice; a ``listed`` line needs more than a by-word.
    """
    size, digits = len(text), _DIGIT.search(text) is not None
    if not digits and size > 70 and not _SPOKEN.search(text, 0, 140):
        # Prose: neither a date nor a sign of speaking.
        return None
    if (size <= 120 or _SPOKEN.search(text, 0, 60)) and (ping := vocabulary.ping_mark(text)):
        return _ping(ping.type, ping.rest)
    if digits or size < 60:
        text = _without_marks(text)
    printed = _dates_in(text) if digits or size < 50 else ()
    if digits and not any(d.value for d in printed) and _GLUED.search(text):
        # "Anna7/10/2012", "AnnaOctober 29": the tool lost the space between name and date.
        parted = _GLUED.sub(" ", text)
        again = _dates_in(parted)
        if any(d.value for d in again) or not printed:
            text, printed = parted, again
    if (size <= 60 or printed or _SPOKEN.search(text, 0, 140)) and (said := vocabulary.says(text)):
        head = _said(text, said, printed)
        if head:
            return head
    by = vocabulary.posted_by(text) if printed or (size <= 70 and not listed) else None
    if by and (by.marked or (by.name and by.date)):
        name = _whole_word(text, by.start, by.end) if by.name else None
        if name and not by.date and not printed and not is_name(name):
            return None
        if name and printed and by.start < printed[0].start < by.end:
            name = _around(text[by.start : printed[0].start], "")[0]
        if name and " " in name and len(name) < 60:
            name = _without_marks(name)
        return Head(name=name or None, date=by.date or (printed[0] if printed else None), by=by.marked and bool(name))
    if printed and len(text) - sum(d.end - d.start for d in printed) <= 90:
        return _dated(text, printed, number)
    return None


def _whole_word(text: str, start: int, end: int) -> str:
    """Widen a name to the words it stands in: ``le_promeneur`` is one."""
    while start > 0 and text[start - 1] in "_.-@" and not text[start - 1].isspace():
        start -= 1
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    return text[start:end].strip(_SEPARATORS)


def _ping(kind: str, rest: str) -> Head:
    printed = _dates_in(rest) if _DIGIT.search(rest) else ()
    if printed and (printed[-1].end >= len(rest.rstrip(_SEPARATORS)) - 2):
        last = printed[-1]
        return Head(name=rest[: last.start].strip(_SEPARATORS) or None, date=last, ping=kind)
    return Head(name=rest.strip() or None, ping=kind)


def _said(text: str, said: vocabulary.Says, printed: Sequence[PrintedDate]) -> Head | None:
    name, rest = said.name.strip(), said.rest.strip()
    before = after = ""
    date: PrintedDate | None = None
    for one in printed:
        if one.start >= said.start and one.end <= said.end:
            # "11. Jul, 2012 / Anna says:"
            before, after = _around(text[said.start : one.start], text[one.end : said.end])
            name, date = f"{before} {after}".strip(), date or one
        elif one.start >= said.end:
            tail = text[one.end :].strip(_SEPARATORS)
            if not tail or len(tail) <= 3:
                date, rest = date or one, ""
            elif text[said.end : one.start].strip(_SEPARATORS).count(" ") <= 1:
                date, rest = date or one, tail
        elif one.end <= said.start:
            date = date or one
            before, after = _around("", text[one.end : said.end])
            name = after or name
    if not is_name(name, strict=len(name) <= 60) or (len(name) > 60 and not OTHER_PAGE.search(name)):
        # A sentence that speaks of speaking.
        return None
    if name.rsplit(None, 1)[-1].isdigit() or "|" in said.name:
        # "99 comments", "at 3:45 PM", "By Anna | Published:"
        return None
    return Head(name=name, date=date, says=True, rest=rest, before=before, after=after)


def _around(before: str, after: str) -> tuple[str, str]:
    """Clean the words on both sides of a date, and take the small words off that tie them to it ("on", "von", "le")."""
    left, right = before.strip(_SEPARATORS).split(), after.strip(_SEPARATORS).split()
    if left and left[-1].islower() and len(left[-1]) <= 2 and len(left) > 1:
        left.pop()
    if len(left) == 1 and len(left[0]) <= 3 and right:
        left = []
    if len(right) > 1 and right[0].islower() and len(right[0]) <= 3:
        right.pop(0)
    return " ".join(left).strip(_SEPARATORS), " ".join(right).strip(_SEPARATORS)


def _dated(text: str, printed: Sequence[PrintedDate], number: int) -> Head | None:
    first, last = printed[0], printed[-1]
    before, after = text[: first.start].strip(_SEPARATORS), text[last.end :]
    # "12:45 pm (UTC -4)"
    after = _ZONE.sub("", after).strip(_SEPARATORS)
    if before and after and _STRONG.match(text, last.end):
        # "Anna, on 7 November // Twitter: @anna"
        after = ""
    own = _OWN_NUMBER.match(after) if number >= 0 else None
    if own and own.group().strip("#.)\\ ") == str(number):
        # "on 25 Oct 2012 at 7:20 pm2 Anna": the item's number once more, glued to the time.
        after = after[own.end() :].strip(_SEPARATORS)
    date = next((d for d in printed if d.value), first)
    if " " in before and len(before) < 60:
        before = _without_marks(before)
    before, after = _around(_only_words(before), _only_words(after))
    name = " ".join(part for part in (before, after) if part)
    if before and after and len(before) > 3 and len(after) > 3:
        return None
    if not name:
        return Head(date=date)
    if len(name) > 90 or not (is_name(name, strict=len(name) < 40) or OTHER_PAGE.search(name)):
        return None
    return Head(name=name, date=date, before=before, after=after)


def _only_words(text: str) -> str:
    """Leave out of the words beside a date those pieces that are links: "5 comments", "Reply", "Edit"."""
    if not text:
        return ""
    pieces = [p.strip(_SEPARATORS) for p in _PIECES.split(text)]
    kept = [
        p for p in pieces if p and not vocabulary.comment_heading(p) and not (vocabulary.mark(p) and not p.isdigit())
    ]
    return " ".join(kept) if len(kept) < len(pieces) else text


def _without_marks(text: str) -> str:
    """Cut reply, edit and permalink words off the end of a header line, and its separators."""
    for _ in range(4):
        text = text.rstrip(" \t|·•#/»[(")
        cut = -1
        for piece in reversed(list(_PIECES.finditer(text))):
            if _is_link(text[piece.end() :]):
                cut = piece.start()
                break
        if cut < 0:
            for n in (1, 2):
                words = text.rsplit(None, n)
                if len(words) > n and _is_link(text[len(words[0]) :]):
                    cut = len(words[0])
                    break
        if cut <= 0:
            opened = text.rfind("(")
            if opened > 0 and _is_link(text[opened:]):
                cut = opened
        if cut <= 0:
            return text
        text = text[:cut]
    return text


def _is_link(text: str) -> bool:
    """Say whether the words are those of a link beside a header; a number alone may be a year."""
    words = text.strip(_SEPARATORS)
    if not words or len(words) > 40 or not any(c.isalpha() for c in words):
        return False
    return vocabulary.mark(words) in ("reply", "edit", "permalink", "report", "rate")


def _without_frame(found: list[Evidence]) -> list[Evidence]:
    """Take the words that tie most names to their dates ("written on", "comment by") off the names.

    What stands on nearly every such line is the theme's wording, in whatever language, and nobody's name.
    """
    dated = [i for i, e in enumerate(found) if e.head and e.head.date and (e.head.before or e.head.after)]
    if len(dated) < 3:
        return found
    sides = [[(head.before if at else head.after).split() for i in dated if (head := found[i].head)] for at in (1, 0)]
    changed = False
    for _ in range(3):
        frame = {word for side in sides for at in (0, -1) for word in _frame(side, at)}
        if not frame:
            break
        changed = True
        sides = [[_stripped(words, frame) for words in side] for side in sides]
    if changed:
        for k, i in enumerate(dated):
            before, after = " ".join(sides[0][k]), " ".join(sides[1][k])
            head = found[i].head
            if head:
                name = f"{before} {after}".strip(_SEPARATORS)
                found[i] = replace(found[i], head=replace(head, name=name or None, before=before, after=after))
    return found


def _frame(side: list[list[str]], at: int) -> list[str]:
    """Find the words that begin or end most names of a side; a person's name has not many continuations."""
    ends = Counter(words[at] for words in side if words)
    out = []
    for word, n in ends.items():
        whole = {" ".join(words) for words in side if words and words[at] == word}
        if len(whole) == 1 and n >= max(3, 0.6 * len(side)) and len(next(iter(whole)).split()) > 2:
            # The same words beside every date.
            out.extend(next(iter(whole)).split())
        if n >= max(3, 0.6 * len(side)) and (word.islower() or len(whole) >= max(3, 0.4 * n) or whole == {word}):
            out.append(word)
    return out


def _stripped(words: list[str], frame: set[str]) -> list[str]:
    while words and words[0] in frame:
        words.pop(0)
    while words and words[-1] in frame:
        words.pop()
    return words
