"""Take off a dump what its tool wrote of the markup itself: fences, attributes, tags on rows of their own, addresses.

Pandoc fences divisions with ``:::`` and writes attributes in braces, other writers leave ``<div>`` standing; some
extractors print each link's address in round brackets behind its words. Links become Markdown links, which
``links.py`` reads; the rest is no text of the page.
"""

import re
from itertools import pairwise

_FENCE = re.compile(
    r"^([ \t>]*(?:(?:[-*+]|\d{1,5}\.)[ \t]+)?):::+(?:[ \t]+\{[^{}\n]*\}|[ \t]+[\w-]+)?[ \t]*$", re.MULTILINE
)
_ATTRIBUTES = re.compile(r"(\])?[ \t]?\{(?=[#.][^\W\d]|[\w:-]+=\")[^{}]{0,2000}\}(?=([\[\w])?)")
_SPAN_END = "\x05"
_SPAN = re.compile(r"\[((?:[^\[\]\x05]|\[[^\[\]\x05]{0,2000}\](?!\x05)){0,2000})\]\x05")
_HARD_BREAK = re.compile(r"\\$", re.MULTILINE)
_TAGS = (
    "div|span|section|article|header|footer|nav|main|aside|figure|figcaption|time|img|form|input|button|label|fieldset"
    "|iframe|svg|path|use|picture|source|ins|center|font|abbr|object|embed|param|video|audio|select|option|textarea"
)
_TAG_ROW = re.compile(rf"^[ \t>]*(?:</?(?:{_TAGS})\b[^<>]{{0,2000}}>[ \t]*)+$", re.MULTILINE)
_ICON = re.compile(
    r"(?<!\S)_{2,4}(?= |$)|(?<!\S)__(?=[^\W_])(?!\w+?__)|(?<=\S)(?<=[\])])_{2,4}(?=[ \[]|$)", re.MULTILINE
)
_MARK = re.compile(r"\[(\d{1,4})\](?=(\S)?)")
_LISTED = re.compile(r"^[ \t]*\[?\d{1,5}[].]:?[ \t]+(?:https?|ftp|file|mailto|javascript|about):", re.MULTILINE)
_ADDRESS = (
    r"\((?:(?:https?|mailto|javascript|tel|ftp):[^()\s]*(?:\([^()\s]*\)[^()\s]*)*|[#/?][^()\s]*"
    r"|[\w./-]+\.(?:html?|php|aspx?)(?:[?#][^()\s]*)?)\)"
)
_BEHIND = re.compile(_ADDRESS)
_LIST_MARK = re.compile(r"[ \t]*(?:(?:[•*·-]|\d{1,5}\.)[ \t]+)?")
_SHORT = 60
_A_FEW = 5
"""Words before an address that are surely all the link's; of more only the last is."""


def undress(text: str) -> str:
    """Give the dump's text without the marks of its tool; a dump without such marks comes back as it is."""
    if text.count(":::") > 3 or text.count("]{.") > 3 or text.count("){.") > 3:
        text = _without_fences(text)
    if text.count("</div>") > 3:
        text = _TAG_ROW.sub("", text)
    if text.count("__") > 3:
        text = _ICON.sub("", text)
    if _has_bare_marks(text):
        text = _MARK.sub("", text)
    if text.count(" (http") > 3 and text.count("](") * 4 < text.count(" (http"):
        text = "\n".join(_with_links(row) if "(" in row else row for row in text.split("\n"))
    return text


def _has_bare_marks(text: str) -> bool:
    """Say whether numbers stand before the words of links ("[7]About") and no list tells where they lead."""
    if "[7]" not in text or _LISTED.search(text):
        return False
    marks = _MARK.findall(text)
    counted = sum(1 for (one, _), (other, _) in pairwise(marks) if int(other) == int(one) + 1)
    # A footnote's mark stands behind its word.
    before = sum(1 for _, sign in marks if sign and sign not in ".,;:!?)")
    return counted * 10 >= len(marks) * 8 and before * 10 >= len(marks) * 7


def _without_fences(text: str) -> str:
    text = _ATTRIBUTES.sub(
        lambda found: ("]" + _SPAN_END if found[1] else "") + (" " if found[2] else ""), _FENCE.sub(r"\1", text)
    )
    for _ in range(4):
        # Spans stand within spans; the words of a link keep their brackets, an address follows them.
        text, number = _SPAN.subn(_words_of_span, text)
        if not number:
            break
    return _HARD_BREAK.sub("", text.replace(_SPAN_END, ""))


def _words_of_span(span: re.Match[str]) -> str:
    """Give a span's words; of a name or a date broken over two rows the second part joins the first."""
    return span[1].replace("\n", " ") if len(span[1]) < _SHORT else span[1]


def _with_links(row: str) -> str:
    """Write "words (address)" as a Markdown link; an address without words belonged to an image."""
    out: list[str] = []
    place = 0
    for found in _BEHIND.finditer(row):
        before = row[place : found.start()].rstrip(" \t")
        mark = _LIST_MARK.match(before) if place == 0 else None
        first = mark.end() if mark else 0
        words = before[first:].split()
        if len(words) > _A_FEW:
            first = len(before) - len(words[-1])
        elif words:
            first = before.index(words[0], first)
        out.append(before[:first])
        if words:
            address = found[0].strip()[1:-1].replace("(", "%28").replace(")", "%29")
            out.append(f"[{before[first:].strip()}]({address})")
        place = found.end()
    out.append(row[place:])
    return "".join(out)
