"""Pass on text that is Markdown already, with live script made harmless text.

Readers of Markdown differ, so where it is not certain that a piece is code it is treated as if it were not: a sample
of code may then show ``&lt;`` for ``<``, but no reader is handed a script.
"""

import html
import re
from collections import Counter

from blogconv.markup import clean
from blogconv.markup.tree import Element, open_tag, parse_fragment

_FENCE = re.compile(r"(`{3,})[^`]*|(~{3,}).*")
_TAG = re.compile(r"<(?=[A-Za-z/!?])([^<>]*>)?")
_NAME = re.compile(r"(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_AUTOLINK = re.compile(r"(?:https?|mailto|ftp):[^\s<>]*>|[\w.+-]+@[\w.-]+>", re.IGNORECASE)
_KEPT_COMMENT = re.compile(r"!--\s*more\s*-->", re.IGNORECASE)
# The target itself is only looked at: the next one may begin inside of it.
_TARGET = re.compile(r"\](?:\(|:)(?=\s{0,999}<?([^\s>]{0,2000}))")
_LONGEST = 2000
# One line whose backticks can only be pairs around code.
_SPANS = re.compile(r"[^`\\]*(?:`[^`\\]+`[^`\\]*)+")
# Raw text in any HTML reader: what follows these would not be read as Markdown.
_RAW = clean.DROPPED | frozenset(("pre", "listing", "xmp", "iframe", "video", "audio", "source", "track"))


def defused(markdown: str, removed: Counter[str]) -> str:
    """Give the same Markdown without live script; what is neutralised is counted in ``removed``."""
    if "<" not in markdown and "](" not in markdown and "]:" not in markdown:
        return markdown
    out: list[str] = []
    fence = ""
    fresh, ticked = True, False
    for line in markdown.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if fence:
            out.append(line)
            closing = line.strip(" \t")
            if closing.startswith(fence) and not closing.strip(fence[0]) and line[:4].strip(" ") != "":
                fence, fresh, ticked = "", True, False
            continue
        match = _FENCE.fullmatch(line) if fresh else None
        if match is not None:
            fence = match[1] or match[2]
            out.append(line)
            continue
        if not line.strip():
            fresh, ticked = True, False
            out.append(line)
            continue
        fresh = False
        if "`" in line and not ticked and _SPANS.fullmatch(line):
            pieces = re.split(r"(`[^`]+`)", line)
            # Beside a tag the line may be a block of HTML, where a backtick is only a backtick.
            if not any("<" in piece for piece in pieces[::2]):
                out.append(line)
                continue
        ticked = ticked or "`" in line or "<" in line
        out.append(_text(line, removed))
    return _targets("\n".join(out), removed)


def _text(line: str, removed: Counter[str]) -> str:
    return _TAG.sub(lambda match: _tag(match, removed), line) if "<" in line else line


def _tag(match: re.Match[str], removed: Counter[str]) -> str:
    rest = match[1] or ""
    if rest and (_AUTOLINK.fullmatch(rest) or _KEPT_COMMENT.fullmatch(rest)):
        return match.group()
    name = _NAME.match(rest)
    if name is not None and name[2].lower() in clean.ALLOWED and name[2].lower() not in _RAW:
        if name[1]:
            return f"</{name[2].lower()}>"
        found = next((c for c in parse_fragment(f"<{rest}").children if isinstance(c, Element)), None)
        if found is not None and found.tag == name[2].lower():
            return open_tag(Element(found.tag, clean.attributes(found, removed)))
    removed["raw HTML in Markdown"] += 1
    return "&lt;" + rest


def _targets(text: str, removed: Counter[str]) -> str:
    def check(match: re.Match[str]) -> str:
        # The reader decodes entities and backslashes, and browsers drop what hides a scheme.
        target = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", html.unescape(match[1]))
        # So long that its scheme may stand beyond what was looked at: no honest target.
        if len(match[1]) < _LONGEST and clean.is_safe(target, image=True):
            return match.group()
        removed["href of an unsafe scheme"] += 1
        return "\\" + match.group()

    return _TARGET.sub(check, text) if "](" in text or "]:" in text else text
