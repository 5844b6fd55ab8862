"""Escape text so that Markdown reads it back as the same text, and only where it would not.

The rules are CommonMark 0.31's and GFM's. Entities are used for ``<`` and ``&`` (every dialect knows them),
backslashes for ASCII punctuation.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

# A text without any of these needs no look at all.
_SPECIAL = re.compile(r"[\\`*_\[\]<&~]")

_RULES = re.compile(
    r"""
    (?P<back>\\(?=[!-/:-@\[-`{-~]|$))
  | (?P<tick>`)
  | (?P<star>(?<!\s)\*|\*(?!\s))
  | (?P<under>(?<![^\W_])_|_(?![^\W_]))
  | (?P<open>\[)
  | (?P<tag><(?=[A-Za-z/!?]))
  | (?P<entity>&(?=\#[0-9]{1,7};|\#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};))
  | (?P<tilde>~(?=~)|(?<=\S)~|\A~)
    """,
    re.VERBOSE,
)
# A bracket is special only where it can begin a link, a footnote or a definition.
_LINKISH = re.compile(r"\]\s*[\[(:]|\[\^|\[[ xX]\](?:\s|$)")
_BRACKET = re.compile(r"[\[\]]")

_LINE_START = re.compile(
    r"""
    (?P<mark>\#{1,6}(?=[ \t]|$) | > | [-+*](?=[ \t]|$) | [:~](?=[ \t]) | =+[ \t]*$ | -+[ \t]*$ | ~{3,}
      | (?:[-_][ \t]*){3,}$ | (?:\*[ \t]*){3,}$ | \|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*(?:[:-]+[ \t]*)?)*$ )
  | (?P<number>[0-9]{1,9})(?=[.)](?:[ \t]|$))
    """,
    re.VERBOSE,
)
_MAY_START = frozenset("#>-+*:=~_|0123456789")


def escape(text: str, *, in_link: bool = False, in_table: bool = False) -> str:
    """Escape a run of text, its line start aside; ``in_link`` escapes every bracket, ``in_table`` every bar."""
    if _SPECIAL.search(text):
        brackets = in_link or "[" not in text or _LINKISH.search(text) is not None or _left_open(text)

        def replace(match: re.Match[str]) -> str:
            kind = match.lastgroup
            if kind == "tag":
                return "&lt;"
            if kind == "entity":
                return "&amp;"
            if kind == "open" and not brackets:
                return "["
            return "\\" + match.group()

        text = _RULES.sub(replace, text)
        if in_link:
            text = text.replace("]", "\\]")
    return text.replace("|", "\\|") if in_table else text


def _left_open(text: str) -> bool:
    # What comes after this text, in other marks or on another line, may end a link that begins here.
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket == "[" else max(depth - 1, 0)
    return depth > 0


def escape_line_start(line: str) -> str:
    """Escape what would make a line of a paragraph begin a list, heading, quote, rule or table."""
    if not line or line[0] not in _MAY_START:
        return line
    match = _LINE_START.match(line)
    if match is None:
        return line
    at = match.end("number") if match.lastgroup == "number" else 0
    return f"{line[:at]}\\{line[at:]}"


def guarded(text: str) -> list[str]:
    """Split a paragraph into lines, none of which begins a list, a heading ..., nor loses a wide space at an end."""
    if not text:
        return []
    lines = []
    for line in text.split("\n"):
        if line and not line[0].isascii() and is_space(line[0]):
            line = reference(line[0]) + line[1:]
        if line and not line[-1].isascii() and is_space(line[-1]):
            line = line[:-1] + reference(line[-1])
        lines.append(escape_line_start(line))
    return lines


def reference(char: str) -> str:
    """Write a character as a numeric reference: punctuation to Markdown's eye, the character to the reader's."""
    return f"&#{ord(char)};"


@lru_cache(maxsize=4096)
def is_space(char: str) -> bool:
    """Say whether Markdown sees white space; the edge of a text counts."""
    return char == "" or char in "\t\n\f\r" or unicodedata.category(char) == "Zs"


@lru_cache(maxsize=4096)
def is_punctuation(char: str, *, symbols: bool) -> bool:
    """Say whether Markdown sees punctuation; ``symbols``: as CommonMark 0.31 does, which counts € and © too."""
    if char.isascii():
        return char.isprintable() and not char.isalnum() and char != " "
    kind = unicodedata.category(char)[0]
    return kind == "P" or (symbols and kind == "S")


_UNSAFE_IN_URL = re.compile(r"[\x00-\x20\x7f-\xa0<>\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060-\u206f\u3000\ufeff]")


def destination(url: str, *, in_table: bool = False) -> str:
    """Write the target of a link: one word, nothing in it that Markdown would decode into something else."""
    if _UNSAFE_IN_URL.search(url):
        url = _UNSAFE_IN_URL.sub(lambda m: quote(m.group()), url)
    if "\\" in url:
        url = re.sub(r"\\(?=[!-/:-@\[-`{-~]|$)", r"\\\\", url)
    if "&" in url:
        url = re.sub(r"&(?=#?\w{1,32};)", "&amp;", url)
    if ("(" in url or ")" in url) and not _balanced(url):
        url = url.replace("(", "%28").replace(")", "%29")
    return url.replace("|", "%7C") if in_table else url


def _balanced(url: str) -> bool:
    depth = 0
    for char in url:
        if char == "(":
            depth += 1
            # CommonMark asks for no more than three levels, cmark allows 32.
            if depth > 3:
                return False
        elif char == ")":
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def link_title(title: str) -> str:
    """Write the title of a link or image with its quotes and a space before, or nothing."""
    if not title or not (title := " ".join(title.split())):
        return ""
    title = re.sub(r"\\(?=[!-/:-@\[-`{-~]|$)", r"\\\\", title)
    title = re.sub(r"&(?=#?\w{1,32};)", "&amp;", title).replace("<", "&lt;")
    return ' "' + title.replace('"', '\\"') + '"'


def code_span(code: str, *, in_table: bool = False) -> str:
    """Write inline code between as many backticks as it needs."""
    runs = {len(run) for run in re.findall(r"`+", code)}
    ticks = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    # One space inside either end is taken off again, unless there is nothing but spaces.
    if code.startswith("`") or code.endswith("`") or (code[0] == code[-1] == " " and code.strip(" ")):
        code = f" {code} "
    if in_table:
        code = code.replace("|", "\\|")
    return ticks + code + ticks
