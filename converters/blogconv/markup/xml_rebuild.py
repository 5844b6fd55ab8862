"""Write a broken element anew, well-formed, by what is known of its children.

The names of the elements are the firm ground: a text element's value is what stands between its tags, whatever that
is; an element that is not closed ends where the next one begins. Nothing is thrown away: what belongs nowhere
becomes text of the element around it. Linear time.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape

from blogconv.markup.xml_clean import Faults, cdata, fix_references, spans

Table = Mapping[str, Any]
"""Name of a child to the table of its own children, or to something false where it holds text only."""

# Other letters may stand in names too, but which, editions of XML disagree on.
_NAME = r"[A-Za-z_][A-Za-z0-9_.:-]*"
_MARKUP = re.compile(
    rf"<!\[CDATA\[|<!--|<\?|<(?P<end>/?)(?P<name>{_NAME})(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>"
)
_END_TAG = re.compile(rf"</({_NAME})\s*>")
_ATTRIBUTE = re.compile(rf"(?<![A-Za-z0-9_.:-])({_NAME})\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_SECTION = re.compile(r"\s*<!\[CDATA\[")
_TAG_NEXT = re.compile(r"\s*<")


class Rebuilder:
    """Rebuilds one piece of text."""

    def __init__(self, text: str, table: Table, known: Callable[[str], str], faults: Faults) -> None:
        self._text, self._known, self._faults = text, known, faults
        self._out: list[str] = []
        self._open: list[tuple[str, Table]] = [("", table)]
        self._ends: dict[str, list[int]] = {}
        for found in _END_TAG.finditer(text):
            self._ends.setdefault(found[1], []).append(found.start())
        self._seen: dict[str, tuple[int, int]] = {}
        self._endless: set[str] = set()  # elements of which no end tag outside CDATA is to come
        self._budget = 4 * len(text)  # for parsing unknown elements, each of which may hold the next

    def rebuild(self, *, cut: bool = False) -> str:
        """Write the text well-formed. ``cut``: it ends in the middle, so that what is open then is no fault."""
        text = self._text
        at = 0
        while found := _MARKUP.search(text, at):
            self._loose(at, found.start())
            begun = found[0]
            if begun == "<![CDATA[":
                end = self._ahead("]]>", found.end())
                self._loose(found.end(), len(text) if end < 0 else end)
                at = len(text) if end < 0 else end + 3
            elif begun in ("<!--", "<?"):
                at = self._comment(found.start(), "-->" if begun == "<!--" else "?>")
            elif found["end"]:
                at = self._end(found)
            else:
                at = self._start(found)
        tail = text.rfind("<", at)
        if cut and tail >= 0 and ">" not in text[tail:]:
            self._loose(at, tail)
        else:
            self._loose(at, len(text))
        while len(self._open) > 1:
            self._close(None if cut else len(text))
        return "".join(self._out)

    def _loose(self, start: int, end: int) -> None:
        """Keep text that stands between elements."""
        if end > start:
            self._out.append(escape(self._text[start:end]))

    def _comment(self, start: int, closing: str) -> int:
        end = self._ahead(closing, start + 2)
        if end < 0:
            self._faults.add("wxr-stray-markup", start, f"{self._text[start : start + 20]!r} taken as text")
            self._out.append("&lt;")
            return start + 1
        inner = self._text[start + 4 : end]
        if closing == "-->" and ("--" in inner or inner.endswith("-")):
            self._faults.add("wxr-xml-comment", start, f"left out: {inner.strip()[:60]!r}")
        return end + len(closing)

    def _start(self, found: "re.Match[str]") -> int:
        name = found["name"]
        known = self._known(name)
        level = next((n for n in range(len(self._open) - 1, -1, -1) if known in self._open[n][1]), None)
        if level is None:
            return self._unknown(found)
        while len(self._open) - 1 > level:
            self._close(found.start())
        inner = self._open[-1][1][known]
        rest = found["rest"]
        empty = rest.endswith("/")
        self._out.append(f"<{name}{self._attributes(rest, found.start())}{'/>' if empty else '>'}")
        if empty:
            return found.end()
        if not inner:
            return self._text_element(name, found.end())
        self._open.append((name, inner))
        return found.end()

    def _end(self, found: "re.Match[str]") -> int:
        name = found["name"]
        level = next((n for n in range(len(self._open) - 1, 0, -1) if self._open[n][0] == name), None)
        if level is None:
            self._faults.add("wxr-stray-markup", found.start(), f"{found[0]!r} ends nothing")
            self._out.append(escape(found[0]))
        else:
            while len(self._open) - 1 > level:
                self._close(found.start())
            self._close(None)
        return found.end()

    def _close(self, fault_at: int | None) -> None:
        name, _ = self._open.pop()
        if fault_at is not None:
            self._faults.add("wxr-unclosed", fault_at, f"<{name}> closed")
        self._out.append(f"</{name}>")

    def _unknown(self, found: "re.Match[str]") -> int:
        """Keep an unknown element as it is, if it is sound, else as text."""
        start, name = found.start(), found["name"]
        ends = self._ends.get(name, [])
        end = found.end()
        if not found["rest"].endswith("/"):
            where = bisect_left(ends, start)
            end = self._text.index(">", ends[where]) + 1 if where < len(ends) else -1
        if end > 0 and end - start <= self._budget:
            self._budget -= end - start
            if _is_sound(self._text[start:end]):
                self._out.append(self._text[start:end])
                return end
        self._faults.add("wxr-stray-markup", start, f"{found[0][:60]!r} taken as text")
        self._out.append(escape(found[0]))
        return found.end()

    def _attributes(self, rest: str, at: int) -> str:
        found = attributes(rest)
        if _ATTRIBUTE.sub("", rest).strip(" \t\r\n/"):
            self._faults.add("wxr-stray-markup", at, f"in a tag: {rest.strip()[:60]!r}")
        return "".join(
            f' {name}="{fix_references(value, at, self._faults).replace(chr(34), "&quot;")}"'
            for name, value in found.items()
        )

    def _text_element(self, name: str, start: int) -> int:
        """Write the value of a text element, and its end tag; return where the element ends."""
        text = self._text
        opening = _SECTION.match(text, start)
        end, after = self._value_end(name, start, opening.end() if opening else None)
        value = text[start:end]
        runs = spans(value, "<![CDATA[", "]]>")
        loose = runs[::2]
        if opening and any("]]>" in run or "<![CDATA[" in run for run in loose):
            self._out.append(cdata(self._section(text[opening.end() : end], opening.end())))
        elif any(_HTML.search(run) for run in loose):
            self._faults.add("wxr-raw-html", start, f"in <{name}>")
            self._out.append(cdata(value))
        else:
            # Text and CDATA sections in turn, as XML would have it.
            at = start
            for number, run in enumerate(runs):
                self._out.append(run if number % 2 else self._bare(run, at))
                at += len(run)
        self._out.append(f"</{name}>")
        return after

    def _value_end(self, name: str, start: int, section: int | None) -> tuple[int, int]:
        """Find where a value ends, and where its end tag does; ``section``: where its CDATA begins."""
        text = self._text
        ends = self._ends.get(name, [])
        where = bisect_left(ends, start)
        if section is not None:
            closed = self._ahead("]]>", section)
            if where < len(ends) and (closed < 0 or self._is_unclosed(ends[where], closed)):
                self._faults.add("wxr-cdata-unclosed", section, f"in <{name}>")
                return self._tag(ends[where])
            if where < len(ends) and (end := self._end_outside_cdata(name, closed)) is not None:
                return self._tag(end)
        elif where < len(ends):
            return self._tag(ends[where])
        # Not closed: the value ends where something known begins or ends. In CDATA a name without prefix may be HTML's.
        names = {n for n, _ in self._open}
        for found in _MARKUP.finditer(text, start):
            other = found["name"]
            if not other or (section is not None and ":" not in other):
                continue
            if other in names if found["end"] else any(self._known(other) in table for _, table in self._open):
                self._faults.add("wxr-unclosed", start, f"<{name}> closed")
                return found.start(), found.start()
        return len(text), len(text)

    def _tag(self, start: int) -> tuple[int, int]:
        return start, self._text.index(">", start) + 1

    def _is_unclosed(self, end: int, closed: int) -> bool:
        """Say whether a section was never closed: its element ends in it, and another section begins."""
        text = self._text
        _, after = self._tag(end)
        if after > closed or text.startswith("]]]]><![CDATA[>", closed - 2):
            return False
        return text.find("<![CDATA[", after, closed) >= 0 and _TAG_NEXT.match(text, after) is not None

    def _end_outside_cdata(self, name: str, closed: int) -> int | None:
        if name in self._endless:
            return None
        either = re.compile(rf"<!\[CDATA\[|</{re.escape(name)}\s*>")
        while closed >= 0:
            found = either.search(self._text, closed + 3)
            if found is None:
                break
            if found[0] != "<![CDATA[":
                return found.start()
            closed = self._ahead("]]>", found.end())
        self._endless.add(name)
        return None

    def _ahead(self, what: str, start: int) -> int:
        """Find text, or -1; remember where, since many beginnings may ask for one far end."""
        since, at = self._seen.get(what, (1, 0))
        if not since <= start <= at:
            at = self._text.find(what, start)
            at = len(self._text) if at < 0 else at
            self._seen[what] = (start, at)
        return at if at < len(self._text) else -1

    def _section(self, value: str, at: int) -> str:
        """Read one long CDATA section that has ``]]>`` in it, or is not closed."""
        if value.rstrip().endswith("]]>"):
            value = value.rstrip()[:-3]
        value = value.replace("]]><![CDATA[", "")
        if number := value.count("]]>"):
            self._faults.add("wxr-cdata-end", at + value.index("]]>"), "']]>' taken as text", number)
        return value

    def _bare(self, value: str, at: int) -> str:
        """Write text that may have stray ``&``, ``<`` or ``]]>``."""
        if number := value.count("<"):
            where = value.index("<")
            self._faults.add("wxr-stray-markup", at + where, f"{value[where : where + 20]!r} taken as text", number)
        if number := value.count("]]>"):
            self._faults.add("wxr-cdata-end", at + value.index("]]>"), "']]>' taken as text", number)
        fixed = fix_references(value, at, self._faults)
        return fixed.replace("<", "&lt;").replace("]]>", "]]&gt;")


def attributes(tag: str) -> dict[str, str]:
    """Read the attributes of a tag as far as they are sound; references are left as they are."""
    return {name: one or two for name, one, two in _ATTRIBUTE.findall(tag)}


def _is_sound(text: str) -> bool:
    parser = ParserCreate()
    try:
        parser.Parse(text.encode("utf-8"), True)
    except ExpatError:
        return False
    return True
