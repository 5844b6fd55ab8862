"""The grammar of the Movable Type import format: lines into entries of single-line fields and named sections.

Entries end with a line of eight hyphens; sections with one of five. A body may hold such lines too, so a separator
counts only where what follows it is what the grammar asks for: after five hyphens a section's name or the end of the
entry, after eight a single-line field or the end of the file. Source of the grammar: Movable Type's appendix "The
Movable Type Import / Export Format", its own importer (``lib/MT/ImportExport.pm``: spaces around a colon do not matter,
``START BODY:`` of old exports, sections of custom fields named ``CF50_…``), and what TypePad, Hatena and Ameba add.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from blogconv.plugin import Context, LimitError

SECTIONS = frozenset({"BODY", "EXTENDED BODY", "EXCERPT", "KEYWORDS", "COMMENT", "PING"})
_KEYS = (
    "AUTHOR|AUTHOR EMAIL|TITLE|BASENAME|STATUS|ALLOW COMMENTS|ALLOW PINGS|CONVERT BREAKS|PRIMARY CATEGORY|CATEGORY|"
    "DATE|TAGS|NO ENTRY|UNIQUE URL|IMAGE|CATEGORY PATH|MODIFIED DATE|PERMALINK|SLUG|ID"
)
KEY = re.compile(rf"[ \t]*({_KEYS})[ \t]*:[ \t]*(.*)$".encode())
_ANY_KEY = re.compile(rb"([A-Z][A-Z0-9_ -]{1,40}):(?:[ \t](.*)|$)")
_SECTION = re.compile(
    rb"(" + b"|".join(s.encode() for s in sorted(SECTIONS, key=len, reverse=True)) + rb"|CF\d+_[\w-]{1,80}):[ \t]*$"
)
_OLD_BODY = re.compile(rb"START BODY:[ \t]*$")
_END_SECTION, _END_ENTRY = b"-----", b"--------"


@dataclass
class Section:
    """A multi-line part of an entry: its name, the line it starts on, its lines without line ends."""

    name: str
    line: int
    lines: list[bytes] = field(default_factory=list)


@dataclass
class Entry:
    """One entry: the line it starts on, its single-line fields in order, its sections in order."""

    line: int
    fields: list[tuple[bytes, bytes]] = field(default_factory=list)
    strays: list[bytes] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    ended: bool = False

    @property
    def empty(self) -> bool:
        """Say whether nothing was read into it."""
        return not (self.fields or self.strays or self.sections)


def entries(stream: BinaryIO, ctx: Context) -> Iterator[Entry]:
    """Yield the entries of a file one by one; ``ended`` is false for a last one without its closing line.

    Raises ``LimitError`` when one entry holds more than ``ctx.limits.max_field`` bytes.
    """
    entry, held = Entry(1), 0
    waiting: list[bytes] = []  # a separator and blank lines after it, until the next line says what they were
    for number, line in _lines(stream, ctx):
        held += len(line) + 1
        if held > ctx.limits.max_field:
            raise LimitError(ctx.source, f"one entry is larger than {ctx.limits.max_field:,} bytes", line=number)
        if waiting:
            if not line.strip():
                waiting.append(line)
                continue
            if waiting[0] == _END_ENTRY and KEY.match(line):
                entry.ended = True
                yield entry
                entry, held = Entry(number), len(line)
                waiting = []
            elif waiting[0] == _END_SECTION and (name := _SECTION.match(line)):
                entry.sections.append(Section(name[1].decode(), number))
                waiting = []
                continue
            elif waiting[0] == _END_SECTION and line == _END_ENTRY:
                waiting = [line]
                continue
            else:
                _give_back(entry, waiting, number, ctx)
                waiting = []
        if line in (_END_SECTION, _END_ENTRY) and not entry.empty:
            waiting = [line]
        else:
            _add(entry, line)
    if waiting and waiting[0] == _END_ENTRY:
        entry.ended = True
    if not entry.empty:
        yield entry


def _lines(stream: BinaryIO, ctx: Context) -> Iterator[tuple[int, bytes]]:
    most = ctx.limits.max_field
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > most:
            raise LimitError(ctx.source, f"a line is longer than {most:,} bytes", line=number)
        yield number, line.rstrip(b"\r\n")


def _give_back(entry: Entry, waiting: list[bytes], number: int, ctx: Context) -> None:
    """A line of hyphens that ends nothing is text of the section it stands in."""
    ctx.note("mt-separator-in-text", "a line of hyphens inside a text ends nothing; kept as text", line=number - 1)
    for line in waiting:
        _add(entry, line)


def _add(entry: Entry, line: bytes) -> None:
    if entry.sections:
        entry.sections[-1].lines.append(line)
    elif entry.fields and _OLD_BODY.match(line):
        entry.sections.append(Section("BODY", entry.line))
    elif match := KEY.match(line) or _ANY_KEY.match(line):
        entry.fields.append((match[1], (match[2] or b"").strip()))
    elif line.strip():
        entry.strays.append(line)
