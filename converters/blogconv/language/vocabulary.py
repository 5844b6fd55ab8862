"""Know the words that blogs print around posts and comments, in some eighty languages.

Every question is about one whole line (or one short text, as of an element), in any case, with or without
accents, with any spaces and closing punctuation. Nothing is found inside running text.
"""

import re
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from blogconv.language.bylines import Byline, Says, posted_by, says
from blogconv.language.lines import LONGEST, PIECE, TOKEN, fold_line, meanings, phrase_of, vocabulary
from blogconv.language.names import fold_name
from blogconv.language.pings import Ping, may_mark_ping, ping_mark
from blogconv.language.words import fold_word

__all__ = [
    "Byline",
    "Heading",
    "Ping",
    "Says",
    "addresses_nobody",
    "comment_heading",
    "is_form_line",
    "is_moderation_note",
    "is_reply_mark",
    "is_share_line",
    "mark",
    "may_mark_ping",
    "ping_mark",
    "posted_by",
    "says",
    "terms_label",
    "widget_heading",
]

LINKS = ("reply", "edit", "permalink", "report", "rate")
"""Kinds of the links that stand beside a comment's header."""
_SHORT = 160  # characters of the longest furniture
_SYMBOLS = frozenset("#¶∞§↑→←»«†‡⇧⤴🔗")
_QUOTED = re.compile(r"[“”„«\"〈《「『‹＂](.{1,300})[“”»\"〉》」』›＂]|[‘](.{1,300})[’]|(?<!\w)'(.{1,300})'(?!\w)")
_QUOTE = re.compile("[“”„«\"〈《「『‹＂‘']")
_TITLE_EDGE = " \t\u00a0:：«»“”„‘’\"'‹›()[]《》「」『』〈〉"


class Heading(Struct, frozen=True, kw_only=True, gc=False):
    """What a comment heading says."""

    count: int | None = None
    """The number of comments that it claims; 0 for "No comments yet"."""
    title: str | None = None
    """The post's title, where the heading quotes it: 3 Responses to “…”."""
    word: str = ""
    """What made it a heading, folded: ``# responses to ~``."""
    kind: Literal["comments", "pings", "form"] = "comments"
    """``form``: the heading of the comment form ("Leave a reply"), which ends the comments."""
    languages: tuple[str, ...] = ()


def comment_heading(line: str) -> Heading | None:
    """Read a heading above comments: "25 comments", "3 Responses to “…”", "Комментарии (4)", "No comments yet"."""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return None
    table = vocabulary().headings
    folded = fold_line(line) if len(line) <= _SHORT else None
    if folded is not None and folded.key in table:
        return _heading(folded.key, folded.numbers, None)
    quoted = _QUOTED.search(line) if _QUOTE.search(line) else None
    if quoted is not None:
        bare = fold_line(f"{line[: quoted.start()]} ~ {line[quoted.end() :]}")
        title = next(group for group in quoted.groups() if group)
        own = bare.key if bare.key in table or "#" not in bare.key else bare.key.removesuffix(" ~")
        if own in table:  # also "12 comments: “Title”"
            return _heading(own, bare.numbers, title.strip())
    if folded is None or len(folded.words) > 24 or folded.words[:1] not in _first_of_titles():
        return None
    words = folded.words
    if len(words) <= 12 and "#" in words:
        for length in range(words.index("#") + 1, len(words)):
            left, right = " ".join(words[:length]), " ".join(words[length:])
            if left in table and right in vocabulary().marks:
                return _heading(left, folded.numbers, None)  # "25 Comments Add yours"
    return _with_bare_title(line, words)


def _heading(key: str, numbers: tuple[int, ...], title: str | None) -> Heading | None:
    found = dict(meanings(vocabulary().headings[key]))
    # One wording may be several things in several languages: what claims a number goes first.
    meaning = next(m for m in ("count", "one", "none", "pings", "form") if m in found)
    count = {"one": 1, "none": 0}.get(meaning)
    if meaning in ("count", "pings") and "#" in key:
        count = numbers[0]
        if count < 0 or count > 100_000:
            return None
    kind: Literal["comments", "pings", "form"] = "comments"
    if meaning in ("pings", "form"):
        kind = "pings" if meaning == "pings" else "form"
    return Heading(count=count, title=title, word=key, kind=kind, languages=found[meaning])


@cache
def _before_titles() -> frozenset[str]:
    return frozenset(
        key[:-2]
        for key, packed in vocabulary().headings.items()
        # Without a count, "Comments on ..." begins sentences.
        if key.endswith(" ~") and ("#" in key or any(m == "one" for m, _ in meanings(packed)))
    )


@cache
def _first_of_titles() -> frozenset[tuple[str, ...]]:
    """Give the first words of the headings that more may follow."""
    counted = {key.split(" ")[0] for key in vocabulary().headings if "#" in key}
    return frozenset((word,) for word in counted | {key.split(" ")[0] for key in _before_titles()})


def _with_bare_title(line: str, words: tuple[str, ...]) -> Heading | None:
    """Read "3 Responses to The title without quotes"."""
    for length in range(min(6, len(words) - 1), 1, -1):
        key = " ".join(words[:length])
        if key in _before_titles():
            cut = _after_words(line, length)
            title = line[cut:].strip(_TITLE_EDGE)
            folded = fold_line(line[:cut])
            return _heading(f"{key} ~", folded.numbers, title) if title else None
    return None


def _after_words(line: str, number: int) -> int:
    place = 0
    for length, match in enumerate(PIECE.finditer(line), 1):
        place = match.end()
        if length == number:
            break
    return place


def mark(line: str) -> str | None:
    """Name what kind of furniture the whole line is, or None.

    ``reply edit permalink report rate share print related form moderation navigation login feed widget``.
    """
    kinds = _kinds(line)
    return kinds[0] if kinds and kinds[0] != "missing" else None


# Where a word is of several kinds, the one that says most about the line before it.
_ORDER = (
    "reply", "moderation", "permalink", "report", "rate", "edit", "share", "print", "related", "navigation", "form",
    "feed", "login", "widget", "missing",
)  # fmt: skip


def _kinds(line: str) -> tuple[str, ...]:
    line = line.strip()
    if not line or len(line) > _SHORT:
        return ()
    folded = fold_line(line)
    key = folded.key
    if not key:
        return ("permalink",) if line in _SYMBOLS else ()
    words = vocabulary()
    packed = words.marks.get(key)
    if packed is None and _may_hold_name(folded.words):
        packed = _with_name(key)
    widget = key in words.widgets
    return _kinds_of(packed or "", widget) if packed or widget else ()


@lru_cache(maxsize=1024)
def _kinds_of(packed: str, widget: bool) -> tuple[str, ...]:
    kinds = {meaning for meaning, _ in meanings(packed)} if packed else set()
    return tuple(kind for kind in _ORDER if kind in kinds or (widget and kind == "widget"))


@cache
def _around_names() -> tuple[dict[str, str], dict[str, str], dict[str, list[tuple[str, str, str]]]]:
    before = {key[:-2]: packed for key, packed in vocabulary().marks.items() if key.endswith(" ~")}
    after = {key[2:]: packed for key, packed in vocabulary().marks.items() if key.startswith("~ ")}
    around: dict[str, list[tuple[str, str, str]]] = {}
    for key, packed in vocabulary().marks.items():
        left, found, right = key.partition(" ~ ")
        if found:
            around.setdefault(left.split(" ")[0], []).append((left + " ", " " + right, packed))
    return before, after, around


@cache
def _beside_names() -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """Give the first two words of what stands before a name and the last two of what stands after one."""
    before, after, _ = _around_names()
    return (
        frozenset(words[:2] for key in before if len(words := tuple(key.split(" "))) > 1),
        frozenset(words[-2:] for key in after if len(words := tuple(key.split(" "))) > 1),
    )


def _may_hold_name(words: tuple[str, ...]) -> bool:
    """Say quickly whether ``_with_name`` can find anything: most lines begin and end otherwise."""
    before, after = _beside_names()
    return len(words) > 1 and (words[:2] in before or words[-2:] in after or words[0] in _around_names()[2])


def _with_name(key: str) -> str | None:
    """Look up "reply to ~" for "reply to bob"; the name has at most five words."""
    words = key.split(" ")
    before, after, around = _around_names()
    for left, right, packed in around.get(words[0], ()):
        if len(words) <= 8 and key.startswith(left) and key.endswith(right) and len(key) > len(left) + len(right):
            return packed
    for length in range(len(words) - 1, max(0, len(words) - 6), -1):
        found = before.get(" ".join(words[:length])) or after.get(" ".join(words[-length:]))
        if found and length > 1:
            return found
    return None


def may_hold_link(line: str) -> bool:
    """Say quickly whether words of a link beside a header ("Reply", "Edit", "Permalink", "Report") can be in a line."""
    return len(line) > LONGEST or not _link_words().isdisjoint(fold_line(line).words)


@cache
def _link_words() -> frozenset[str]:
    """Give one word of each such wording, the longest: a line without it does not hold the wording."""
    return frozenset(
        max((word for word in key.split(" ") if word not in "#~"), key=lambda word: (len(word), word))
        for key, packed in vocabulary().marks.items()
        if any(meaning in LINKS for meaning, _ in meanings(packed))
    )


def may_begin_form(line: str) -> bool:
    """Say quickly whether a line can begin with the heading of a comment form."""
    return not line[:1].isalnum() or fold_line(line).words[:1] in _first_of_forms()


@cache
def _first_of_forms() -> frozenset[tuple[str, ...]]:
    return frozenset(
        (key.split(" ")[0],)
        for key, packed in vocabulary().headings.items()
        if any(meaning == "form" for meaning, _ in meanings(packed))
    )


def is_reply_mark(line: str) -> bool:
    """Say whether the line is only a comment's closing furniture: Reply, Log in to reply, Quote."""
    return "reply" in _kinds(line)


def is_form_line(line: str) -> bool:
    """Say whether the line belongs to a comment form: its heading, labels, notes and button."""
    return "form" in _kinds(line)


def is_share_line(line: str) -> bool:
    """Say whether the line shares, prints, mails or relates: "Share this:", "Tweet", "Related posts"."""
    return not {"share", "print", "related"}.isdisjoint(_kinds(line))


def says_missing(title: str) -> bool:
    """Say whether a page of this title is shown in place of one that is not there."""
    return "missing" in _kinds(title)


def is_moderation_note(line: str) -> bool:
    """Say whether the line tells that a comment awaits moderation or was removed."""
    return "moderation" in _kinds(line)


def widget_heading(line: str) -> str | None:
    """Name the widget whose heading this is: ``recent-comments recent-posts archives categories tags meta ...``."""
    line = line.strip()
    if not line or len(line) > 60:
        return None
    packed = vocabulary().widgets.get(fold_line(line).key)
    return meanings(packed)[0][0] if packed else None


def terms_label(line: str) -> tuple[Literal["category", "post_tag"], str] | None:
    """Read "Filed under: A, B", "Tags: A, B"; give the taxonomy and the text after the label."""
    line = line.strip()
    table = vocabulary().terms
    first = TOKEN.search(line, 0, 40)
    if first is None or fold_word(first[0]) not in _first_of_labels():
        return None
    place = 0
    for length, match in enumerate(PIECE.finditer(line[:80]), 1):
        place = match.end()
        packed = table.get(phrase_of(line[:place]))
        if packed is not None:
            colon = _COLON.match(line, place)
            for meaning, _ in meanings(packed):
                if colon or not meaning.endswith(":"):
                    rest = line[colon.end() if colon else place :].strip(" \t\u00a0-–—|")
                    taxonomy: Literal["category", "post_tag"] = "post_tag" if "tag" in meaning else "category"
                    # A longer label may follow: "posted" before "posted in".
                    if (rest or colon) and _is_list(rest):
                        longer = _longer_label(line, place)
                        return longer or (taxonomy, rest)
        if length >= 5:
            break
    return None


@cache
def _first_of_labels() -> frozenset[str]:
    return frozenset(key.split(" ")[0] for key in vocabulary().terms)


def _is_list(text: str) -> bool:
    """Say whether a text is names parted by commas rather than a sentence."""
    return all(len(part.split()) <= 7 and len(part) <= 60 for part in re.split(r"[,;|、،•]", text))


_COLON = re.compile(r"[ \u00a0]*[:：→»]")


def _longer_label(line: str, place: int) -> tuple[Literal["category", "post_tag"], str] | None:
    match = PIECE.search(line, place, place + 30)
    if match is None or _COLON.match(line, place):
        return None
    packed = vocabulary().terms.get(phrase_of(line[: match.end()]))
    if packed is None:
        return None
    colon = _COLON.match(line, match.end())
    meaning = meanings(packed)[0][0]
    rest = line[colon.end() if colon else match.end() :].strip(" \t\u00a0-–—|")
    return ("post_tag" if "tag" in meaning else "category", rest) if rest and _is_list(rest) else None


def addresses_nobody(name: str) -> bool:
    """Say whether ``@name`` means everybody or oneself (``@all``, ``@tous``, ``@moi``), hence nobody."""
    return fold_name(name) in _nobody()


@cache
def _nobody() -> frozenset[str]:
    return frozenset(vocabulary().nobody)
