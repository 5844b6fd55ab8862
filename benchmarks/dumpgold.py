"""Say what of a page's post and comments really is in a dump: only that may be asked of who reads it.

A comment's body is there when most of its runs of four words stand together, in the order of the comments and outside
the post; a name, a day or a time is there when it stands beside that comment; the post's title, name and day count
near the top or by the text's end, before the comments.
"""

import bisect
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+"
)
# What tools write between words: link marks of text browsers, addresses of Markdown links, escapes, marks of quotes.
_MARKS = re.compile(
    r"\[\d{1,4}\]|\^\[\d+\]|\]\((?:[^()\s]|\([^()\s]*\)|\n)*(?:\s+\"[^\"]*\")?\)|^[ >*+-]+|\\", re.MULTILINE
)
_GRAM = 4
_BESIDE = 45
"""Words before or after a body in which its name and date are looked for."""
_COVERED = 0.6
"""Share of a comment's words that make it present."""
_WHOLE = 0.95
"""The same of a post: its body is scored whole."""

Gold = dict[str, Any]


def tokens(text: str | None) -> list[str]:
    """Split into folded words; a CJK sign is a word of its own."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text or "").replace("\xad", "").casefold())


@dataclass(frozen=True)
class Dump:
    """A dump as words, with where each word and each run of four stands."""

    words: list[str]
    grams: dict[tuple[str, ...], list[int]]

    @classmethod
    def of(cls, text: str) -> "Dump":
        """Index a dump without the marks of its tool."""
        words = tokens(_MARKS.sub(lambda m: " " if m[0][0] != "]" else "] ", text))
        grams: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in range(len(words)):
            grams[tuple(words[i : i + _GRAM])].append(i)
        return cls(words, grams)

    def place(self, wanted: Sequence[str], start: int, end: int) -> tuple[float, int, int]:
        """Find where a text stands between two places: share of its words, first word, end."""
        size = min(_GRAM, len(wanted))
        if size < _GRAM:
            for i in range(start, end - size + 1):
                if self.words[i : i + size] == list(wanted):
                    return 1.0, i, i + size
            return 0.0, start, start
        # Let every run vote for the place where the text would begin; marks and links shift it a little.
        votes: Counter[int] = Counter()
        for k in range(len(wanted) - _GRAM + 1):
            for i in self._within(tuple(wanted[k : k + _GRAM]), start, end)[:8]:
                votes[(i - k) // 8] += 1
        if not votes:
            return 0.0, start, start
        near = max(votes, key=lambda v: (votes[v] + votes[v + 1] + votes[v - 1], -v)) * 8
        room = (max(start, near - len(wanted) // 2 - 16), min(end, near + len(wanted) * 2 + 60))
        at, hits, first, last, covered = room[0], 0, -1, room[0], 0
        for k in range(len(wanted) - _GRAM + 1):
            places = self._within(tuple(wanted[k : k + _GRAM]), at, room[1])
            if places and places[0] - at <= 60 + len(wanted) // 4:
                at = places[0] + 1
                first = places[0] if first < 0 else first
                last = places[0] + _GRAM
                # Numbers of list items and the like part runs; the words on both sides are there all the same.
                hits += k + _GRAM - max(k, covered)
                covered = k + _GRAM
        return hits / len(wanted), max(first, 0), last

    def _within(self, gram: tuple[str, ...], start: int, end: int) -> list[int]:
        places = self.grams.get(gram, [])
        return places[bisect.bisect_left(places, start) : bisect.bisect_left(places, end)]

    def holds(self, wanted: Sequence[str], start: int, end: int) -> bool:
        """Say whether the words stand together between two places."""
        size = len(wanted)
        start, end = max(0, start), min(end, len(self.words))
        return bool(size) and any(self.words[i : i + size] == list(wanted) for i in range(start, end - size + 1))


def align(gold: Gold, text: str, tool: str) -> Gold | None:
    """Give a page's gold with what the dump holds of it (``in_dump``); None where nothing of it is there."""
    dump = Dump.of(text)
    size = len(dump.words)
    share, top, bottom = dump.place(tokens(gold.get("body_text")), 0, size)
    post = bool(tokens(gold.get("body_text"))) and share >= 0.3
    comments = gold.get("comments") or []
    spans = _places(dump, comments, bottom if post else 0)
    if not any(spans) and share < _WHOLE:
        return None
    before = _names_before(dump, comments, spans)
    out = []
    for k, comment in enumerate(comments):
        out.append({**comment, "in_dump": _beside(dump, comment, spans, k, bottom if post else 0, before)})
    first = next((span[1] for span in spans if span), size)
    first = min(first, size)
    words_of_title = tokens(gold.get("title"))
    # The first comment's own name and date stand above its body.
    end = min(max(bottom, first - 30), bottom + 90) if post else min(first, 400)
    begin = max(0, top - 120) if post else 0
    return {
        **gold,
        "comments": out,
        "tool": tool,
        "theme": gold.get("theme") or gold.get("platform"),
        "locale": gold.get("locale") or gold.get("lang"),
        "in_dump": {
            "title": dump.holds(words_of_title, 0, top if post and top > len(words_of_title) else first),
            "author": dump.holds(tokens(gold.get("author")), begin, top if post else end)
            or dump.holds(tokens(gold.get("author")), bottom, end),
            "date": _day_stands(dump, gold.get("date"), begin, top if post else end)
            or _day_stands(dump, gold.get("date"), bottom, end),
            "body": post and share >= _WHOLE,
            "comments": sum(1 for span in spans if span),
        },
    }


def _places(dump: Dump, comments: Sequence[Gold], floor: int) -> list[tuple[float, int, int] | None]:
    """Find the bodies in their order: first those long enough to be told from other text, then few words by names."""
    spans: list[tuple[float, int, int] | None] = [None] * len(comments)
    bodies = [tokens(comment.get("body_text")) for comment in comments]
    at = floor
    for k, body in enumerate(bodies):
        if len(body) >= _GRAM + 2:
            found = dump.place(body, at, len(dump.words))
            if found[0] >= _COVERED:
                spans[k], at = found, found[2]
    for k, body in enumerate(bodies):
        name = tokens(comments[k].get("author"))
        if not 0 < len(body) < _GRAM + 2 or not name:
            continue
        start, end = _room(spans, k, floor, len(dump.words))
        while start < end:
            share, first, last = dump.place(body, start, end)
            if not share:
                break
            if dump.holds(name, max(start, first - _BESIDE), min(end, last + _BESIDE)):
                spans[k] = (1.0, first, last)
                break
            start = last
    return spans


def _room(spans: Sequence[tuple[float, int, int] | None], k: int, floor: int, end: int) -> tuple[int, int]:
    """Give the words between the comments found before and after one."""
    above = next((span[2] for span in reversed(spans[:k]) if span), floor)
    return above, next((span[1] for span in spans[k + 1 :] if span), end)


def _names_before(dump: Dump, comments: Sequence[Gold], spans: Sequence[tuple[float, int, int] | None]) -> bool:
    """Say whether names stand above the bodies rather than below."""
    above = below = 0
    for comment, span in zip(comments, spans, strict=True):
        name = tokens(comment.get("author"))
        if span and name:
            above += dump.holds(name, span[1] - 20, span[1])
            below += dump.holds(name, span[2], span[2] + 20)
    return above >= below


def _beside(
    dump: Dump, comment: Gold, spans: Sequence[tuple[float, int, int] | None], k: int, floor: int, before: bool
) -> dict[str, Any]:
    span = spans[k]
    above, below = _room(spans, k, floor, len(dump.words))
    if span is None:
        # Themes show a ping by its name alone.
        name = tokens(comment.get("author")) if comment.get("type") in ("pingback", "trackback") else []
        named = dump.holds(name, above, below)
        return {"body": False, "author": named, "name_only": named, "date": False, "time": False}
    share, first, last = span
    rooms = [(max(above, first - _BESIDE), first), (last, min(below, last + _BESIDE))]
    # A few words below the body belong to it too ("on 3 May") unless names stand above and another comment follows.
    start, end = rooms[0] if before else rooms[1]
    date = comment.get("date") or ""
    day = _day_stands(dump, date, start, end)
    return {
        "body": True,
        "cover": round(share, 3),
        "author": dump.holds(tokens(comment.get("author")), start, end),
        "date": day,
        "time": day and _time_stands(dump, date, start, end),
    }


def _day_stands(dump: Dump, date: str | None, start: int, end: int) -> bool:
    """Say whether year, month and day stand within a few words of each other; the month as number or as a word."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", date or "")
    if not found:
        return False
    start = max(0, start)
    year, month, day = found[1], int(found[2]), int(found[3])
    words = dump.words[start:end]
    for i, word in enumerate(words):
        if word == found[1] + found[2] + found[3]:
            return True
        if word not in (year, year[2:], f"{year}年"):
            continue
        near = words[max(0, i - 4) : i] + words[i + 1 : i + 5]
        days = [w for w in near if re.fullmatch(rf"0?{day}(?:st|nd|rd|th|er|º|ª|日)?", w)]
        others = [w for w in near if w.isalpha() and len(w) > 2] + [
            w for w in near if re.fullmatch(rf"0?{month}月?", w) and (month != day or len(days) > 1)
        ]
        if days and others:
            return True
    return False


def _time_stands(dump: Dump, date: str, start: int, end: int) -> bool:
    found = re.match(r"\d{4}-\d\d-\d\d[T ](\d\d):(\d\d)", date)
    if not found:
        return False
    hours = {found[1], str(int(found[1])), str(int(found[1]) % 12 or 12), f"{int(found[1]) % 12 or 12:02}"}
    words = dump.words[max(0, start) : end]
    return any(a in hours and re.match(rf"{found[2]}(?!\d)", b) for a, b in pairwise(words))
