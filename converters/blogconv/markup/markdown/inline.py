"""Write a paragraph's worth of text, marks, code, images and breaks as CommonMark.

The walk over the tree (``walk.py``) makes flat segments, each with the marks around it, outermost first. Here they
become Markdown: white space moves out of marks, equal neighbours join, and where a delimiter stands so that
CommonMark's flanking rules would not see it (``**Note:**next``, ``日本**「太字」**です``), the letter outside it is
written as a character reference.
"""

from typing import Final, NamedTuple

from blogconv.markup.markdown import escape as md

TEXT: Final = 0
CODE: Final = 1
ATOM: Final = 2
BREAK: Final = 3
RAW: Final = 4
"""Raw HTML that stands as a block of its own, where there is room for blocks."""


class Mark(NamedTuple):
    """Something around text. Delimiter marks of one kind are equal; links and raw tags only to themselves."""

    kind: str
    """``strong``, ``em``, ``del``, ``link`` or ``raw``."""
    opening: str
    closing: str
    owner: int = 0


STRONG = Mark("strong", "**", "**")
EM = Mark("em", "*", "*")
DEL = Mark("del", "~~", "~~")
_OTHER = {"**": "__", "*": "_"}

Segment = tuple[int, str, tuple[Mark, ...]]
_HARD_BREAK = "  \n"


def render(segments: list[Segment], *, in_table: bool = False, one_line: bool = False) -> str:
    """Write segments as the text of one block, without its line starts escaped; ``""`` if nothing shows.

    ``in_table`` escapes bars and writes breaks as ``<br>``; ``one_line`` (headings) writes breaks as spaces.
    """
    segments = _tidy(segments, one_line)
    if not segments:
        return ""
    pieces = _pieces(segments, in_table)
    _mend(pieces)
    return "".join(piece[1] for piece in pieces)


def _tidy(segments: list[Segment], one_line: bool) -> list[Segment]:
    """Collapse white space over the whole run, take it out of marks, drop empty ends."""
    out: list[Segment] = []
    space_due: tuple[Mark, ...] | None = None
    for kind, text, marks in segments:
        if kind == BREAK:
            if one_line:
                space_due = marks
                continue
            # White space around a break does not show.
            space_due = None
            _drop_final_space(out)
            if out:
                out.append((BREAK, "", marks))
            continue
        if kind == CODE and (not out or out[-1][0] == BREAK):
            text = text.lstrip(" ")
            if not text:
                continue
        if kind == TEXT:
            words = text.strip(" ")
            if not words:
                if text and space_due is None:
                    space_due = marks
                continue
            if text[0] == " " and space_due is None:
                space_due = marks
        else:
            words = text
        if space_due is not None:
            if out and out[-1][0] != BREAK:
                _space(out, marks)
            space_due = None
        if out and kind == TEXT and out[-1][0] == TEXT and out[-1][2] == marks:
            out[-1] = (TEXT, out[-1][1] + words, marks)
        elif out and kind == CODE and out[-1][0] == CODE and out[-1][2] == marks:
            out[-1] = (CODE, out[-1][1] + words, marks)
        else:
            out.append((kind, words, marks))
        if kind == TEXT and text[-1] == " ":
            space_due = marks
    while out and out[-1][0] == BREAK:
        out.pop()
    return out


def _drop_final_space(out: list[Segment]) -> None:
    if out and out[-1][0] == CODE:
        kind, text, marks = out.pop()
        if text := text.rstrip(" "):
            out.append((kind, text, marks))


def _space(out: list[Segment], following: tuple[Mark, ...]) -> None:
    kind, text, marks = out[-1]
    shared = marks[: _shared(marks, following)]
    if kind == TEXT and shared == marks:
        out[-1] = (TEXT, text + " ", marks)
    else:
        out.append((TEXT, " ", shared))


def _shared(one: tuple[Mark, ...], other: tuple[Mark, ...]) -> int:
    number = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        number += 1
    return number


# A piece of output: what it is ("t" text, "d" delimiter, "x" anything else), the string, and a delimiter's side.
Piece = list[str]


def _pieces(segments: list[Segment], in_table: bool) -> list[Piece]:
    pieces: list[Piece] = []
    # The open marks, each with the string that closes it.
    opened: list[tuple[Mark, str]] = []
    for index, (kind, text, marks) in enumerate(segments):
        if kind == BREAK:
            # A mark that only begins or ends here would have white space inside its delimiter.
            following = segments[index + 1][2]
            marks = marks[: min(_shared(marks, following), _shared(marks, _marks(opened)))]
        common = _shared(_marks(opened), marks) if opened and marks else 0
        while len(opened) > common:
            mark, closing = opened.pop()
            pieces.append(["x" if mark.kind in ("link", "raw") else "d", closing, ")"])
        for mark in marks[common:]:
            closing = mark.closing
            if mark.kind in ("link", "raw"):
                if mark.kind == "link":
                    _break_up_image(pieces)
                pieces.append(["x", mark.opening, "("])
            else:
                opening = mark.opening
                # Right after a closing delimiter the other character keeps the two runs apart, and so it does after an
                # opening one, unless the two end together: in "***a*b*c***" the second "*" might close the "**".
                last = pieces[-1] if pieces else ["", "", ""]
                after = last[0] == "d" and last[1][0] == "*" and opening in _OTHER
                if after and (last[2] == ")" or not _end_together(segments, index, len(opened))):
                    opening = closing = _OTHER[opening]
                pieces.append(["d", opening, "("])
            opened.append((mark, closing))
        if kind == TEXT:
            in_link = bool(marks) and any(mark.kind == "link" for mark in marks)
            pieces.append(["t", md.escape(text, in_link=in_link, in_table=in_table), ""])
        elif kind == CODE:
            pieces.append(["x", md.code_span(text, in_table=in_table), ""])
        elif kind == BREAK:
            pieces.append(["x", "<br>" if in_table else _HARD_BREAK, ""])
        else:
            if text.startswith("["):
                _break_up_image(pieces)
            pieces.append(["x", text, ""])
    while opened:
        mark, closing = opened.pop()
        pieces.append(["x" if mark.kind in ("link", "raw") else "d", closing, ")"])
    return pieces


def _marks(opened: list[tuple[Mark, str]]) -> tuple[Mark, ...]:
    return tuple([mark for mark, _ in opened])


def _end_together(segments: list[Segment], index: int, depth: int) -> bool:
    marks = segments[index][2]
    for following in range(index + 1, len(segments)):
        others = segments[following][2]
        if others[: depth + 1] != marks[: depth + 1]:
            return others[:depth] != marks[:depth]
    return True


def _break_up_image(pieces: list[Piece]) -> None:
    # "!" before a link would make an image of it.
    if pieces and pieces[-1][0] == "t" and pieces[-1][1].endswith("!"):
        pieces[-1][1] = pieces[-1][1][:-1] + "\\!"


def _mend(pieces: list[Piece]) -> None:
    """See to it that every delimiter opens or closes: write the letter outside it as a reference where needed.

    A reference is punctuation to its other neighbour: between two openings the one to the left then needs one too,
    between two closings the one to the right. Hence openings from right to left, closings from left to right.
    """
    runs: list[tuple[int, int]] = []
    index, last = 0, len(pieces)
    while index < last:
        start = index
        while index < last and pieces[index][0] == "d":
            index += 1
        if index > start:
            runs.append((start, index))
        index += 1
    for start, end in reversed(runs):
        if pieces[end - 1][2] == "(":
            alone = pieces[start][2] == "("
            delimiters = pieces[start][1], pieces[end - 1][1]
            _mend_side(delimiters, _piece(pieces, end), 0, _piece(pieces, start - 1), -1, alone=alone)
    for start, end in runs:
        if pieces[start][2] == ")":
            alone = pieces[end - 1][2] == ")"
            delimiters = pieces[end - 1][1], pieces[start][1]
            _mend_side(delimiters, _piece(pieces, start - 1), -1, _piece(pieces, end), 0, alone=alone)


def _piece(pieces: list[Piece], index: int) -> Piece:
    return pieces[index] if 0 <= index < len(pieces) else ["", "", ""]


def _mend_side(delimiters: tuple[str, str], inner: Piece, at: int, outer: Piece, near: int, *, alone: bool) -> None:
    outermost, innermost = delimiters
    inside = inner[1][at : at + 1 or None]
    if inner[0] == "t" and md.is_space(inside):
        inside = _as_reference(inner, at)
    # Two runs of different characters are punctuation to each other.
    if innermost[0] != outermost[0]:
        inside = innermost[0]
    if alone and outer[0] == "t" and not _outside_is_fine(outer[1][near : near + 1 or None], inside, outermost):
        _as_reference(outer, near)


def _outside_is_fine(outside: str, inside: str, delimiter: str) -> bool:
    if md.is_space(outside) or md.is_punctuation(outside, symbols=False):
        return True
    # A letter outside is fine for "*" if a letter is inside too; "_" asks for more.
    return delimiter[0] != "_" and not md.is_punctuation(inside, symbols=True)


def _as_reference(piece: Piece, at: int) -> str:
    value = piece[1]
    if at:
        before = value[:-1]
        if (len(before) - len(before.rstrip("\\"))) % 2:
            # A backslash that stood before a letter would now take the "&" for itself.
            before += "\\"
        piece[1] = before + md.reference(value[-1])
        return ";"
    piece[1] = md.reference(value[0]) + value[1:]
    return "&"
