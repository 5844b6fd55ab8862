"""Make the characters of a piece of XML lawful: stray bytes, forbidden characters, faulty references.

Every change is counted under a diagnostic's code, with the place of the first.
"""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple
from xml.sax.saxutils import escape

_ESCAPED = re.compile("[\udc80-\udcff]+")
_CESU = re.compile(rb"(?:\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf])+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]+")
_REFERENCE = re.compile(r"&(?:#(?P<number>[0-9]{1,9}|[xX][0-9A-Fa-f]{1,8});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))


class Fault(NamedTuple):
    """What was repaired, how often, and where first (an index into the text)."""

    code: str
    number: int
    at: int
    what: str


class Faults:
    """The repairs of one piece."""

    def __init__(self) -> None:
        self._found: dict[str, Fault] = {}

    def add(self, code: str, at: int, what: str, number: int = 1) -> None:
        """Count a repair; ``what`` describes the first."""
        before = self._found.get(code)
        self._found[code] = before._replace(number=before.number + number) if before else Fault(code, number, at, what)

    def update(self, others: "Faults") -> None:
        """Count the repairs of another step."""
        for fault in others:
            self.add(fault.code, fault.at, fault.what, fault.number)

    def only(self, *codes: str) -> "Faults":
        """Give the repairs of these codes alone."""
        kept = Faults()
        for fault in self:
            if fault.code in codes:
                kept.add(fault.code, fault.at, fault.what, fault.number)
        return kept

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._found.values())

    def __bool__(self) -> bool:
        return bool(self._found)


def decode(data: bytes, faults: Faults) -> str:
    """Decode UTF-8; bytes that are not are Windows-1252, or surrogates in disguise. Forbidden characters go."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _ESCAPED.sub(lambda run: _stray(run[0], run.start(), faults), data.decode("utf-8", "surrogateescape"))

    def drop(found: "re.Match[str]") -> str:
        faults.add("wxr-control-character", found.start(), f"U+{ord(found[0][0]):04X} removed", len(found[0]))
        return ""

    return _FORBIDDEN.sub(drop, text)


def fix_references(text: str, at: int, faults: Faults) -> str:
    """Repair the references in text outside CDATA; ``at`` is where the text stands."""

    def fix(found: "re.Match[str]") -> str:
        where = at + found.start()
        if number := found["number"]:
            code = int(number[1:], 16) if number[0] in "xX" else int(number)
            if code > 0x10FFFF or _FORBIDDEN.match(chr(code)):
                faults.add("wxr-character-reference", where, f"{found[0]} removed")
                return ""
            return f"&#{code};"  # XML does not know a capital X
        if name := found["name"]:
            if name in _OF_XML:
                return found[0]
            if meant := html5.get(f"{name};"):
                faults.add("wxr-undefined-entity", where, f"{found[0]} read as its character")
                return escape(meant)
        faults.add("wxr-stray-ampersand", where, f"{text[found.start() : found.start() + 20]!r} taken as text")
        return f"&amp;{found[0][1:]}"

    return _REFERENCE.sub(fix, text) if "&" in text else text


def fix_outside_cdata(text: str, faults: Faults) -> str:
    """Repair the references of a whole piece of XML."""
    parts = []
    at = 0
    for number, run in enumerate(spans(text, "<![CDATA[", "]]>")):
        parts.append(run if number % 2 else fix_references(run, at, faults))
        at += len(run)
    return "".join(parts)


def spans(text: str, opening: str, closing: str) -> list[str]:
    """Cut text into what is outside and what is inside such marks, in turn; the marks go with the inside.

    What is opened and never closed is outside. A regular expression would look for its end again and again.
    """
    runs, at = [], 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        end += len(closing)
        runs += [text[at:start], text[start:end]]
        at = end
    return [*runs, text[at:]]


def cdata(text: str) -> str:
    """Write text as CDATA."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _stray(run: str, at: int, faults: Faults) -> str:
    data = bytes(ord(char) - 0xDC00 for char in run)
    if _CESU.fullmatch(data):
        faults.add("wxr-stray-byte", at, "surrogates in UTF-8 read as the character", len(data) // 6)
        return data.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
    faults.add("wxr-stray-byte", at, f"{data[:8].hex(' ').upper()} read as Windows-1252", len(data))
    return data.decode("cp1252", "replace")
