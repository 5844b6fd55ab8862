"""Turn the physical lines of a dump into logical ones: hard wraps undone, list marks, indents and link marks read off.

What tools leave (lynx, w3m, elinks, html2text ...) is told apart by what the lines look like, never by name.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace

from blogconv.readers.text.dress import undress
from blogconv.readers.text.links import LINK_MARK, goes_on, has_inline_links, read_references, unlink

_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\u2028\u2029]")
_MARK = re.compile(r"(?:(\d{1,5})\\?[.)]|([•*+◦▪□☆○●■◆◇‣⁃–#@·-]|o(?= )))(?:[ \t\u00a0]+|$)")
_GUTTER = re.compile(r"(?<=\S) {3,}(?=\S)")
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
_ATX = re.compile(r"(#{1,6}) +(?=\S)")
_INLINE_MARK = re.compile(r"\*\*\S.*?\*\*|^#{1,6} \S|\\[-.+*_#>()\[\]]", re.MULTILINE)
_IMAGE_NAME = re.compile(
    r"\[[\w%+.-]*\.(?:jpe?g|png|gif|webp|svg|bmp)\]|\[(?:IMG|INLINE|IMAGE|EMBED|icon\w*)\]|\((?:BUTTON|IMAGE)\)"
)
_FIELD = re.compile(r"_{6,}|\[[ \u00a0_]{4,}\]?")
_NARROWEST, _WIDEST = 36, 160
"""Columns at which tools break lines."""


class Line(Struct, frozen=True, gc=False):
    """One logical line: what stood in one block's line of the page."""

    row: int
    """Index of its first physical line."""
    indent: int
    """Column of its text, or of its list mark."""
    text: str
    """Without indent, list mark and link marks."""
    gap: bool
    """A blank line or the beginning of the dump stands before it."""
    mark: str = ""
    """List mark: a bullet, ``1.`` for a number, or nothing."""
    number: int = -1
    level: int = 0
    """Of a Markdown-like heading (1 to 6), else 0."""
    column: int = 0
    """Where its text begins, after the list mark."""
    link: int = 0
    """Number of the link mark before the text (a name's address), else 0."""
    linked: str = ""
    """The text with its Markdown links, where it has any."""


@dataclass(frozen=True)
class Layout:
    """All logical lines of a dump, and how it was laid out."""

    lines: Sequence[Line]
    width: int = 0
    """Columns at which lines were wrapped; 0: not wrapped."""
    marked: bool = False
    """Markdown-like marks (``**``, ``#``, backslashes) stand in the text."""
    links: dict[int, str] = field(default_factory=dict)
    """Addresses of the link marks."""
    fields: frozenset[int] = frozenset()
    """Indexes of lines that hold form fields."""


def lay_out(text: str) -> Layout:
    """Read the layout of a whole dump."""
    text = undress(text)
    rows = [row.expandtabs(8) if row[:1] == "\t" else row for row in _rows(text)]
    rows = [row.replace("\u00a0", " ") if row[:1] == "\u00a0" else row for row in rows]
    rows, links, following = read_references(_one_column(rows))
    following = following or has_inline_links(text)
    probe = text[:200_000]
    enough = 1 if following else 3
    marked = ("**" in probe or "#" in probe or "\\" in probe) and len(_INLINE_MARK.findall(probe)) >= enough
    width = _wrap_width(rows)
    lines = _join(rows, width, links, marked, following)
    if not width and sum(1 for line in lines if line.gap) * 40 < len(lines):
        # A tool that leaves no blank lines: each line is a block.
        lines = [replace(line, gap=True) for line in lines]
    fields = frozenset(i for i, line in enumerate(lines) if line.text.startswith("\x00"))
    return Layout(lines, width, marked, links, fields)


def _rows(text: str) -> list[str]:
    return _BREAK.split(text) if any(sign in text for sign in "\r\x0b\x0c\u2028\u2029") else text.split("\n")


def _one_column(rows: list[str]) -> list[str]:
    """Put a second column of the page (a sidebar that a tool set beside the text) below the first."""
    starts: Counter[int] = Counter()
    filled = 0
    for row in rows:
        if row.strip():
            filled += 1
            if row.find("   ", 37) > 0:
                starts.update(found.end() for found in _GUTTER.finditer(row) if found.end() >= 40)
    column, times = max(starts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    if times < 10 or times * 6 < filled:
        return rows
    left, right = [], []
    for row in rows:
        if len(row) > column and not row[column - 3 : column].strip():
            left.append(row[:column].rstrip())
            right.append(row[column:])
        else:
            left.append(row)
    return [*left, "", *right]


def width_of(text: str) -> int:
    """Count the columns of a text on a terminal: wide East Asian characters take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _wrap_width(rows: list[str]) -> int:
    """Find the column at which lines were broken, or 0: most rows that others follow must be as full as they can be.

    Some tools break neither list items nor headings: a longer row counts less against a width where none follows it.
    """
    # What each width between the narrowest and the widest gains or loses, as steps up and down.
    steps = [0] * (_WIDEST + 2)
    full = [0] * (_WIDEST + 2)
    for here, after in zip(rows, [*rows[1:], ""], strict=True):
        if len(here) <= 24 or "____" in here or "://" in here or here.lstrip().startswith(("[  ", "<")):
            continue
        bare = here.rstrip()
        width = min(_WIDEST + 1, width_of(bare)) if len(bare) <= _WIDEST else _WIDEST + 1
        inner = after.strip()
        if not inner or _MARK.match(inner):
            if not _MARK.match(here.lstrip()):
                steps[0] -= 1
                steps[width] += 1
            continue
        over = min(_WIDEST + 1, width + _first_width(inner))
        steps[0] -= 2
        steps[width] += 3
        full[width] += 1
        full[over] -= 1
        steps[over] -= 3
        # A row much shorter than the width ended with its words.
        steps[min(_WIDEST + 1, max(over, width * 5 // 3))] += 2
    best, limit, value, number = 0, 0, 0, 0
    for width in range(_WIDEST + 1):
        value, number = value + steps[width], number + full[width]
        if width >= _NARROWEST and number >= 3 and value > best:
            best, limit = value, width
    return limit


def _first_width(text: str) -> int:
    """Columns that the first unbreakable piece of a line would add to the line before it."""
    word = text.split(None, 1)[0]
    if word.isascii():
        return 1 + len(word)
    if _WIDE.match(word):
        return 2
    wide = _WIDE.search(word)
    return 1 + (width_of(word[: wide.start()]) if wide and wide.start() else width_of(word))


def _join(rows: list[str], width: int, links: dict[int, str], marked: bool, following: bool) -> list[Line]:
    """Undo hard wraps and read marks off, row by row."""
    lines: list[Line] = []
    # A short row that recurs ("Reply") is a line of its own, even where it would not have fitted on the one before.
    seen = _recurring(rows, width) if width else Counter()
    apart = _far_numbers(rows)
    # The number of the last item whose text begins at a column.
    counted: dict[int, int] = {}
    gap = True
    total = len(rows)
    i = 0
    while i < total:
        row = rows[i]
        body = row.strip()
        if not body or (
            len(body) > 4 and body[0] not in "_[" and not body[0].isalnum() and not body.strip(body[0] + " ")
        ):
            # A rule parts as a blank line does.
            gap = True
            i += 1
            continue
        start = i
        indent = len(row) - len(row.lstrip())
        # A letter begins no list mark, but for the "o" of some tools.
        mark = _MARK.match(body) if body[0] == "o" or not body[0].isalpha() else None
        if mark and mark[2] == "#" and (marked or indent == 0):
            mark = None
        if (
            mark
            and mark[1]
            and (body in apart or (width and not gap and _continues(rows, start, mark, width, counted)))
        ):
            mark = None
        column = indent + mark.end() if mark else indent
        if mark and mark[1]:
            counted[column] = int(mark[1])
        i += 1
        parts = [body]
        if width or (following and ("[" in body or "**" in body)):
            last = row.rstrip()
            while i < total:
                after = rows[i]
                inner = after.strip()
                if following and inner and goes_on(parts, rows, i):
                    parts.append(inner)
                    last = after.rstrip()
                    i += 1
                    continue
                if not width:
                    break
                if not inner or seen[_words_of(inner)] > 2:
                    break
                item = _MARK.match(inner) if inner[0] != "-" else None
                if item and not (item[1] and (inner in apart or _continues(rows, i, item, width, counted))):
                    break
                left = len(after) - len(after.lstrip())
                if left != column and not (mark is None and left == indent):
                    # lynx centres headings; a lone deeper or shallower row is another block.
                    break
                filled = width_of(last)
                if filled + _first_width(inner) <= width or (filled > width + 2 and " " in last.strip()):
                    # Not full; or fuller than a broken row can be, so that the tool left this block unbroken.
                    break
                parts.append(inner)
                last = after.rstrip()
                i += 1
        text = _glue(parts) if len(parts) > 1 else body
        number, sign, level = -1, "", 0
        if mark:
            text = text[mark.end() :].lstrip()
            if mark[1]:
                number, sign = int(mark[1]), "1."
            else:
                sign = mark[2]
        if marked and (atx := _ATX.match(text)):
            level = len(atx[1])
            text = text[atx.end() :].strip()
        link, linked = 0, ""
        if following and "[" in text:
            bare, link = unlink(text, links)
            if bare != text:
                text, linked = bare, text
        elif links and "[" in text:
            if found := LINK_MARK.match(text):
                link = int(found[1])
            text = LINK_MARK.sub("", text).strip()
        if ("[" in text or "(" in text) and (stripped := _IMAGE_NAME.sub("", text)) != text:
            text = stripped.strip()
        if ("_" in text or "[" in text) and _FIELD.search(text):
            text = "\x00" + _FIELD.sub("", text).strip()
        lines.append(Line(start, indent, text, gap, sign, number, level, column, link, linked))
        gap = False
    return lines


def _far_numbers(rows: list[str]) -> Set[str]:
    """Give the rows that begin with a high number no other row's is near: a year or a sum, no item's number."""
    found: dict[str, int] = {}
    for row in rows:
        body = row.strip()
        if body[:3].isdigit() and (mark := _MARK.match(body)) and mark[1]:
            found[body] = int(mark[1])
    if not found:
        return frozenset()
    rows_of = Counter(found.values())
    near = (0, *(n for step in range(1, _NEAR + 1) for n in (-step, step)))
    return frozenset(body for body, n in found.items() if n >= 100 and sum(rows_of[n + step] for step in near) == 1)


_NEAR = 20
"""How far the numbers of a list may leap, where comments were taken out."""


def _continues(rows: list[str], i: int, mark: re.Match[str], width: int, counted: dict[int, int]) -> bool:
    """Say whether a number that begins a row goes on with the unfinished full row right above, and counts no item."""
    above, number = rows[i - 1].rstrip(), int(mark[1])
    if i == 0 or number < 2 or not above.strip() or above[-1] in _ENDS:
        return False
    indent = len(rows[i]) - len(rows[i].lstrip())
    if abs(counted.get(indent + mark.end(), -9) - number) == 1:
        return False
    return width_of(above) <= width + 2 and width_of(above) + _first_width(mark.string) > width


_ENDS = frozenset('.!?…:;。！？：；。»”")]|*_>')


def _recurring(rows: list[str], width: int) -> Counter[str]:
    """Count the short rows that cannot continue the row before them."""
    seen: Counter[str] = Counter()
    before = ""
    for row in rows:
        inner = row.strip()
        if inner and len(row) < 60 and (not before or width_of(before) + _first_width(inner) <= width):
            seen[_words_of(inner)] += 1
        before = row.rstrip()
    return seen


def _words_of(row: str) -> str:
    """Leave out link marks, which differ where the words recur."""
    return LINK_MARK.sub("", row) if "[" in row else row


def _glue(parts: list[str]) -> str:
    """Join the rows of one wrapped line: a space between, but none between two East Asian letters."""
    out = [parts[0]]
    for before, part in itertools.pairwise(parts):
        if not (_WIDE.match(before[-1]) and _WIDE.match(part)):
            out.append(" ")
        out.append(part)
    return "".join(out)


def plain(text: str) -> str:
    """Take Markdown-like emphasis and backslashes off a line that serves as a header."""
    if "*" in text or "_" in text or "\\" in text or "`" in text:
        text = re.sub(r"\*\*(.+?)\*\*", r"\1", text)
        text = re.sub(r"(?<!\w)_(.{1,300}?)_(?!\w)", r"\1", text)
        text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return text.strip()
