"""Whom a comment addresses: the names after ``@`` in its own words, and the earlier comments they can mean."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from blogconv.language.names import fold_name
from blogconv.model import Comment

PINGS = frozenset({"pingback", "trackback"})

# Who is no one in particular, or the writer himself, folded, in the languages that blogs use most.
_NOBODY_WORDS = """
    moi me myself mich ich yo mi io eu mim ik mij jag mig meg ja mnie я мне
    tous toutes tout toutlemonde all everyone everybody anyone alle allen iedereen todos todas tutti tutte
    alla kaikki wszyscy wszystkim vsichni vsem все всем всех herkes 皆 皆さん みなさん 大家 所有人 모두
"""
# Words before a name that are not the name: "@the" must not reach "The Reader", nor "@Dr" a "Dr. Who".
_TITLE_WORDS = "le la les l the a an el los las il lo der die das de den dr mr mrs ms mme mlle m prof sir st"
_AND_WORDS = "& + / and et und y e i en og och ja и"
# Of others' words, or of none, a comment's writer says nothing to anybody.
_SILENT_TAGS = "code pre kbd samp script style textarea template blockquote"
_BREAKING_TAGS = "p div br li ul ol dl dt dd table tr td th h1 h2 h3 h4 h5 h6 hr section article figure"
_NOBODY, _TITLES, _AND, _NOT_OWN_WORDS, _BREAKS = (
    frozenset(words.split()) for words in (_NOBODY_WORDS, _TITLE_WORDS, _AND_WORDS, _SILENT_TAGS, _BREAKING_TAGS)
)
_AT = re.compile(r"[@＠](?![@＠])[ \u00a0]?")
_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
_BETWEEN = re.compile(r"[ \u00a0]{0,2}[ \u00a0'’.·-]")
_JOIN = re.compile(r"[ \u00a0]*(?:(&|\+|/)|([^\W\d_]+)(?=[ \u00a0]))[ \u00a0]*")
_MARKDOWN_CODE = re.compile(
    r"^(```|~~~)[^\n]*\n(?:(?!\1)[^\n]*\n?)*(?:\1[^\n]*)?|(?<!`)(`++)[^\n]*?(?<!`)\2(?!`)", re.MULTILINE
)
_MOST_WORDS = 6
# From here on (CJK radicals) scripts are written without spaces.
_UNSPACED = "\u2e80"


class Mention(NamedTuple):
    """A name addressed in a text: what it stands for and where (offsets in ``own_words``)."""

    comment: str
    start: int
    end: int


def may_mention(text: str) -> bool:
    """Say whether there can be any mention in a content at all."""
    return "@" in text or "＠" in text or "&#" in text or "&commat" in text


def own_words(content: str, content_format: str) -> str:
    """Give the text that a comment's writer says, without markup, code and quotes."""
    if content_format == "text":
        return content
    if content_format == "markdown":
        return "\n".join("" if line.startswith(">") else line for line in _MARKDOWN_CODE.sub(" ", content).split("\n"))
    from blogconv.markup import tree  # few dumps need it: its parser takes longer to load than a dump to read

    parts: list[str] = []
    root = tree.parse_fragment(content)
    stack: list[tree.Element | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag in _NOT_OWN_WORDS:
            parts.append("\n")
        elif node.tag in _BREAKS:
            parts.append("\n")
            stack += ["\n", *reversed(node.children)]
        else:
            stack.extend(reversed(node.children))
    root.take_apart()
    return "".join(parts)


class Earlier:
    """The comments so far, by every form of their writers' names."""

    def __init__(self) -> None:
        self._full: dict[str, list[tuple[str, str]]] = {}
        self._first: dict[str, list[tuple[str, str]]] = {}
        self._joined: dict[str, list[tuple[str, str]]] = {}
        self._last: dict[str, list[tuple[str, str]]] = {}

    def add(self, comment: Comment) -> None:
        """Remember a comment; pings are written by pages, not by people."""
        name = comment.author.name or ""
        who = fold_name(name)
        if comment.type in PINGS or not who:
            return
        entry = (comment.id, who)
        _put(self._full, who, entry)
        if comment.author.login:
            _put(self._full, fold_name(comment.author.login), entry)
        words = [folded for word in _WORD.findall(name)[:8] if (folded := fold_name(word))]
        while len(words) > 1 and words[0] in _TITLES:
            del words[0]
        beginning = ""
        for number, word in enumerate(words):
            if number:
                for size in range(1, min(len(word), 20)):
                    _put(self._joined, beginning + word[:size], entry)
            beginning += word
            _put(self._first, beginning, entry)
        if len(words) > 1 and len(words[-1]) > 2:
            _put(self._last, words[-1], entry)

    def by(self, name: str, speaker: str, *, one_word: bool) -> str | None:
        """Find the nearest comment by this (folded) name, not by ``speaker``, who does not address himself.

        A whole name beats a first name; ``MichelleB`` and a surname count only as one word.
        """
        for index in (self._full, self._first, self._joined, self._last)[: 4 if one_word else 2]:
            for comment, who in reversed(index.get(name, ())):
                if who != speaker:
                    return comment
        return None


def addressed(text: str, earlier: Earlier, speaker: str) -> Iterator[Mention]:
    """Yield what the text addresses, in its order; ``speaker`` is the folded name of its writer."""
    done = 0
    for at in _AT.finditer(text):
        if at.start() < done or not _begins(text, at.start()):
            continue
        found = _name(text, at.end(), earlier, speaker)
        while found:
            yield found
            done = found.end
            found = _also(text, done, earlier, speaker)


def _begins(text: str, at: int) -> bool:
    """Say whether an ``@`` begins a mention: inside an e-mail address or a URL it does not, nor after "RT"."""
    before = text[at - 1 : at]
    if before and (before in "._%+-/=@＠" or (before.isalnum() and before < _UNSPACED)):
        return False
    said = text[max(0, at - 4) : at].rstrip()
    return not (said.endswith("RT") and not said[:-2].strip(" \n("))


def _name(text: str, start: int, earlier: Earlier, speaker: str) -> Mention | None:
    """Match the longest run of words from ``start`` that is a known name."""
    ends = _word_ends(text, start)
    if not ends or fold_name(text[start : ends[0]]) in _NOBODY:
        return None
    for number in range(len(ends), 0, -1):
        end = ends[number - 1]
        folded = fold_name(text[start:end])
        if folded and (found := earlier.by(folded, speaker, one_word=number == 1)):
            return Mention(found, start, end)
    if text[start] >= _UNSPACED:
        for end in range(min(ends[0], start + 20), start + 1, -1):
            if found := earlier.by(fold_name(text[start:end]), speaker, one_word=False):
                return Mention(found, start, end)
    return None


def _also(text: str, at: int, earlier: Earlier, speaker: str) -> Mention | None:
    """Match a second name in "@Louis & Anne" and "@Louis et Anne"."""
    joint = _JOIN.match(text, at)
    if not joint or (joint[1] or joint[2].lower()) not in _AND or not text[joint.end() : joint.end() + 1].isupper():
        return None
    return _name(text, joint.end(), earlier, speaker)


def _word_ends(text: str, start: int) -> list[int]:
    ends: list[int] = []
    at = start
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text, at)):
        ends.append(word.end())
        gap = _BETWEEN.match(text, word.end())
        if not gap:
            break
        at = gap.end()
    return ends


def _put(index: dict[str, list[tuple[str, str]]], key: str, entry: tuple[str, str]) -> None:
    """Remember the two latest writers under a key: one of them is not the speaker."""
    kept = [other for other in index.get(key, ()) if other[1] != entry[1]]
    index[key] = [*kept[-1:], entry]
