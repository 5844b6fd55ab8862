"""Read one line as a comment's header or closing: name, date, word of speaking, in any order, and nothing else."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from blogconv.language import dates, vocabulary
from blogconv.language.bylines import may_be_header
from blogconv.language.dates import PrintedDate
from blogconv.readers.text.layout import Line, plain

_TAG = re.compile(r"</?(?:cite|span|a|b|strong|em|i|time|div|p|abbr|small|img|h[1-6])\b[^<>]{0,300}>", re.IGNORECASE)
_AVATAR = re.compile(r"^(?:\[[^\[\]]{0,40}\]|!\[[^\[\]]{0,80}\](?:\([^()]{0,300}\))?)\s*(?=\S)")
_AVATAR_WORD = re.compile(
    r"^(?:(?:[Gg]r)?[Aa]vatar|[Аа]ватар|头像)(?:(?: (?:of|for|von|für|de|di|van|av|pour|para))? (?=\S)|(?=[A-ZÀ-ÞА-Я]))"
)
_AVATAR_OF = re.compile(
    r"(?:(?:Gr)?[Aa]vatar|Аватар|Profile picture|Profilbild|Picture|Photo|Foto|Bild|Portrait)"
    r" (?:of|for|von|für|de|di|van|av|pour|para) (\S.*)"
)
_AVATAR_ENDS = ("avatar", "头像")
_OWNERS_AVATAR = re.compile(r"(\S.*?)(?:['’]s (?:gr)?avatar|的头像)")
_OWN_NUMBER = re.compile(r"#?\d{1,4}(?:\\?[.)]|\s|$)\s*")
SEPARATORS = " \t\u00a0|,;·•—–-/:@#»«…()[].~*"
_PIECES = re.compile(r"\s*(?:[|·•»#]|\s[–—/-]\s|//|\s{3,})\s*")
OTHER_PAGE = re.compile(r"\s[«»|•·]\s|\s--\s|\s[–—]\s|^Tweets that mention ")
"""What parts a page's title from its site's: a name like this is a linking page."""
_ZONE = re.compile(r"^\s*\([^()]{2,12}\)|^\s*(?:[A-Z]{3,4}|UTC|GMT)(?:[+-]\d{1,4})?(?![^\W_])")
_SMILE = re.compile(r"(?:^|\s)[:;=]-?[()DPpoO](?:\s|$)|[♥❤😀-🙏]")
_EYES = frozenset(":;=")
_INITIAL = re.compile(r"(?:^|[\s.])\w{1,3}\.$")
_SPOKEN = re.compile(r"[:：…\])]|\.\.\.")
_STRONG = re.compile(r"\s*(?://|[|·•])")
_GLUED = re.compile(r"[^\W\d_](?=\d{1,4}[/.年-]|[A-ZА-ЯÀ-Þ][^\W\d_A-Z]{2,10}\.? \d)")
_DIGIT = re.compile(r"\d")
_SCREENSHOT = re.compile(
    r"(?:screen[ -]?(?:shot|grab|cap(?:ture)?)|bildschirmfoto|capture d['’]écran|captura de (?:pantalla|tela|ecrã)|"
    r"scherm(?:afbeelding|opname)|schermata|skærmbillede|skärmavbild|skjermbilde|zrzut ekranu|снимок экрана|"
    r"スクリーンショット|스크린샷|屏幕快照|屏幕截图|截屏|螢幕快照)[ _]?(?=\d|\w{1,4} \d)",
    re.IGNORECASE,
)
"""Names that systems give to pictures of the screen, with their moment; no one's name and no one's date."""


class Head(Struct, frozen=True, gc=False):
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


def read_head(text: str, number: int = -1, *, listed: bool = False) -> Head | None:
    """Read a line as a header or closing line; None where words are left that belong to neither.

    ``number`` is the list item's own, which some themes print twice; a ``listed`` line needs more than a by-word.
    """
    size, digits = len(text), _DIGIT.search(text) is not None
    if not digits and size > 70 and not _SPOKEN.search(text, 0, 140):
        # Prose: neither a date nor a sign of speaking.
        return None
    if not digits and not _may_be_head(text):
        return None
    if digits and _SCREENSHOT.match(text):
        return None
    if (size <= 120 or _SPOKEN.search(text, 0, 60)) and (ping := vocabulary.ping_mark(text)):
        return _ping(ping.type, ping.rest)
    if digits or size < 60:
        text = _without_marks(text)
    printed = dates_in(text) if digits or size < 50 else ()
    if digits and not any(d.value for d in printed) and _is_glued(text):
        # "Anna7/10/2012", "AnnaOctober 29": the tool lost the space between name and date.
        parted = _GLUED.sub(r"\g<0> ", text)
        again = dates_in(parted)
        if any(d.value for d in again) or not printed:
            text, printed = parted, again
    if (size <= 60 or printed or _SPOKEN.search(text, 0, 140)) and (said := vocabulary.says(text)):
        head = _said(text, said, printed)
        if head:
            return head
    if printed and (floor := _FLOOR.match(text)) and floor.end() <= printed[0].start:
        # "#1楼 2012-08-17 00:50 Ann"
        return read_head(text[floor.end() :], listed=listed)
    known = printed if digits or size < 50 else None
    by = vocabulary.posted_by(text, known) if printed or (size <= 70 and not listed) else None
    if by and (by.marked or (by.name and by.date)):
        name = _whole_word(text, by.start, by.end) if by.name else None
        if name and not by.date and not printed and not is_name(name):
            return None
        if name and printed and by.start < printed[0].start < by.end:
            name = _around(text[by.start : printed[0].start], "")[0]
        if name and " " in name and len(name) < 60:
            name = _without_marks(name)
        date = by.date or (printed[0] if printed else None)
        if name and by.date and not by.marked and "|" in text[: by.date.start]:
            # "A bench | The Sea 3 May 2011": another page's title and its site.
            name = _only_words(text[: by.date.start].strip(SEPARATORS)) or name
        if name and date and not any(map(str.isalpha, name)):
            # "21 Apr 2006 16:31 | #1": the comment's number.
            name = None
        first = date is not None and by.start > date.start
        return Head(
            name=name or None,
            date=date,
            by=by.marked and bool(name),
            before="" if first else name or "",
            after=name or "" if first else "",
        )
    if printed and len(text) - sum(d.end - d.start for d in printed) <= 90:
        return _dated(text, printed, number)
    return None


def _is_glued(text: str) -> bool:
    """Say whether a name touches a date: only what stands around a number can tell."""
    return any(
        _GLUED.search(text, max(0, number.start() - _REACH), number.end() + 1) for number in _NUMBER.finditer(text)
    )


_NUMBER = re.compile(r"\d+")
_REACH = 14
_FLOOR = re.compile(r"#?\d{1,4}\s?(?:[楼樓層层]|F(?![^\W\d_]))\s*[:：]?\s*")


def _may_be_head(text: str) -> bool:
    """Say quickly whether a line without a digit holds any word of a header; most short lines hold none."""
    return may_be_header(text) or vocabulary.may_mark_ping(text) or dates.may_be_moment(text)


def _whole_word(text: str, start: int, end: int) -> str:
    """Widen a name to the words it stands in: ``le_promeneur`` is one."""
    while start > 0 and text[start - 1] in "_.-@" and not text[start - 1].isspace():
        start -= 1
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    return text[start:end].strip(SEPARATORS)


def _ping(kind: str, rest: str) -> Head:
    printed = dates_in(rest) if _DIGIT.search(rest) else ()
    if printed and (printed[-1].end >= len(rest.rstrip(SEPARATORS)) - 2):
        last = printed[-1]
        return Head(name=rest[: last.start].strip(SEPARATORS) or None, date=last, ping=kind)
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
            tail = text[one.end :].strip(SEPARATORS)
            if not tail or len(tail) <= 3:
                date, rest = date or one, ""
            elif text[said.end : one.start].strip(SEPARATORS).count(" ") <= 1:
                date, rest = date or one, tail
        elif one.end <= said.start:
            date = date or one
            before, after = _around("", text[one.end : said.end])
            name = after or name
    if not is_name(name, strict=len(name) <= 60) or (len(name) > 60 and not OTHER_PAGE.search(name)):
        # A sentence that speaks of speaking.
        return None
    if name.rsplit(None, 1)[-1].isdigit() or ("|" in said.name and _is_joined(said)):
        # "99 comments", "at 3:45 PM", "By Anna | Published:"
        return None
    return Head(name=name, date=date, says=True, rest=rest, before=before, after=after)


def _is_joined(said: vocabulary.Says) -> bool:
    """Say whether bars part other things than a linking page's title from its site: "By Anna | Published:"."""
    return bool(said.rest) or vocabulary.posted_by(said.name.split("|")[0]) is not None


def _around(before: str, after: str) -> tuple[str, str]:
    """Clean the words on both sides of a date, and take the small words off that tie them to it ("on", "von", "le")."""
    left, right = before.strip(SEPARATORS).split(), after.strip(SEPARATORS).split()
    if left and left[-1].islower() and len(left[-1]) <= 2 and len(left) > 1:
        left.pop()
    if len(left) == 1 and len(left[0]) <= 3 and right:
        left = []
    if len(right) > 1 and right[0].islower() and len(right[0]) <= 3:
        right.pop(0)
    return _closed(" ".join(left).strip(SEPARATORS), before), _closed(" ".join(right).strip(SEPARATORS), after)


def _closed(name: str, source: str) -> str:
    """Give a name the bracket back that was taken for a separator: "Ana (of the mill)"."""
    return f"{name})" if name.count("(") == name.count(")") + 1 and f"{name})" in source else name


def _dated(text: str, printed: Sequence[PrintedDate], number: int) -> Head | None:
    first, last = printed[0], printed[-1]
    before, after = _closed(text[: first.start].strip(SEPARATORS), text), text[last.end :]
    # "12:45 pm (UTC -4)"
    after = _ZONE.sub("", after).strip(SEPARATORS)
    if before and after and _STRONG.match(text, last.end):
        # "Anna, on 7 November // Twitter: @anna"
        after = ""
    own = _OWN_NUMBER.match(after) if number >= 0 else None
    if own and own.group().strip("#.)\\ ") == str(number):
        # "on 25 Oct 2012 at 7:20 pm2 Anna": the item's number once more, glued to the time.
        after = after[own.end() :].strip(SEPARATORS)
    date = next((d for d in printed if d.value), first)
    if " " in before and len(before) < 60:
        before = _without_marks(before)
    before, after = _around(_only_words(before), _only_words(after))
    name = " ".join(part for part in (before, after) if part)
    if before and after and len(before) > 3 and len(after) > 3:
        return None
    if not any(map(str.isalpha, name)):
        return Head(date=date)
    if len(name) > 90 or not (is_name(name, strict=len(name) < 40) or OTHER_PAGE.search(name)):
        return None
    return Head(name=name, date=date, before=before, after=after)


def _only_words(text: str) -> str:
    """Leave out of the words beside a date those pieces that are links: "5 comments", "Reply", "Edit"."""
    if not text:
        return ""
    pieces = [p.strip(SEPARATORS) for p in _PIECES.split(text)]
    kept = [
        p for p in pieces if p and not vocabulary.comment_heading(p) and not (vocabulary.mark(p) and not p.isdigit())
    ]
    return " ".join(kept) if len(kept) < len(pieces) else text


def _without_marks(text: str) -> str:
    """Cut reply, edit and permalink words off the end of a header line, and its separators."""
    if not vocabulary.may_hold_link(text):
        return text.rstrip(" \t|·•#/»[(")
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
    words = text.strip(SEPARATORS)
    if not words or len(words) > 40 or not any(c.isalpha() for c in words):
        return False
    return vocabulary.mark(words) in vocabulary.LINKS


def header_text(line: Line) -> str:
    """Take off a line what tools add to a header: emphasis, shown tags, avatars, the item's own number once more."""
    return _header_text(line.text, line.number) if len(line.text) <= _REMEMBERED else _read_off(line.text, line.number)


_REMEMBERED = 240


def _read_off(text: str, number: int) -> str:
    if "<" in text:
        text = _TAG.sub("", text)
    text = plain(text)
    if text[:1] in "[!" and (avatar := _AVATAR.match(text)):
        text = text[avatar.end() :]
    if avatar := _AVATAR_WORD.match(text):
        text = text[avatar.end() :]
    if number >= 0 and (own := _OWN_NUMBER.match(text)) and own.group().strip("#.)\\ \t\u00a0") == str(number):
        text = text[own.end() :]
    return text.strip()


_header_text = lru_cache(maxsize=8192)(_read_off)


def avatar_of(line: Line) -> str | None:
    """Name whose avatar a line stands for, where the line is its text and nothing else: "Avatar of Ann"."""
    if len(line.text) > _LONGEST_AVATAR:
        return None
    text = plain(line.text)
    found = _AVATAR_OF.fullmatch(text)
    if found is None and text[-6:].lower().endswith(_AVATAR_ENDS):
        found = _OWNERS_AVATAR.fullmatch(text)
    return found[1] if found and is_name(found[1]) and not dates_in(found[1]) else None


_LONGEST_AVATAR = 70


def bare_name(line: Line) -> str:
    """Read the text of a line that is a name and nothing else, reply and permalink words cut off."""
    return (_bare if len(line.text) <= _REMEMBERED else _bare.__wrapped__)(line.text, line.number)


@lru_cache(maxsize=8192)
def _bare(text: str, number: int) -> str:
    clean = _read_off(text, number)
    return ((_without_marks(clean) or clean) if len(clean) < 80 else clean).rstrip(" :：")


@lru_cache(maxsize=8192)
def is_name(text: str, *, strict: bool = True) -> bool:
    """Say whether a text may be a commenter's name: short, no sentence. Titles of pings pass only when not strict."""
    size = len(text)
    if not 0 < size <= (60 if strict else 200) or "\x00" in text:
        return False
    if not strict:
        return any(map(str.isalpha, text))
    if text[-1] in "!?…,;:。！？、：" or len(text.split()) > 6 or ("://" in text and size > 40):
        return False
    if not (text.isascii() and _EYES.isdisjoint(text)) and _SMILE.search(text):
        return False
    if text[-1] == "." and not _INITIAL.search(text):
        return False
    return any(map(str.isalnum, text))


@lru_cache(maxsize=8192)
def dates_in(text: str) -> tuple[PrintedDate, ...]:
    """Find the dates of a line."""
    return tuple(dates.find_dates(text))
