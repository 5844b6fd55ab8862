"""Write tables with bars where GFM can say them."""

import re

from blogconv.markup.markdown.inline import BREAK, Mark, Segment, render
from blogconv.markup.markdown.walk import State, segments
from blogconv.markup.tree import Element, elements, find

_ALIGNED = {"left": ":---", "right": "---:", "center": ":---:"}
_PROSE = frozenset(["p", "div", "span"])


def is_layout(table: Element) -> bool:
    """Say whether a table only arranges blocks: it says so, or has a single cell, or holds whole tables."""
    if table.attrs.get("role", "").lower() in ("presentation", "none"):
        return True
    cells = 0
    for element in elements(table):
        if element is not table and element.tag == "table":
            return True
        cells += element.tag in ("td", "th")
    return cells <= 1


def pipe_table(
    table: Element, marks: tuple[Mark, ...], state: State, holding: set[int]
) -> "tuple[list[Element | str], list[str]] | None":
    """Give a table's caption and its lines; ``None`` where bars cannot say it (spans, blocks inside cells)."""
    caption: list[Element | str] = []
    rows: list[list[Element]] = []
    headed = 0
    for element in elements(table):
        if element.tag == "caption":
            caption = element.children
        elif element.tag == "tr":
            cells = [c for c in element.children if isinstance(c, Element) and c.tag in ("td", "th")]
            if not cells:
                continue
            if any(_spans(cell) or not _is_prose(cell, holding) for cell in cells):
                return None
            if not rows and _is_head(element, cells):
                headed = 1
            rows.append(cells)
    if not rows:
        return caption, []
    width = max(map(len, rows))
    state.in_table = True
    try:
        # Short rows stay short, as GFM allows: one wide row must not multiply thousands of others.
        texts = [[_cell(cell, marks, state) for cell in row] for row in rows]
    finally:
        state.in_table = False
    aligned = _alignment(rows[0])
    rule = [_ALIGNED.get(how, "---") for how in aligned] + ["---"] * (width - len(aligned))
    # GFM needs a head; an empty one claims nothing that the table does not say.
    head = texts[0] + [""] * (width - len(texts[0])) if headed else [""] * width
    return caption, [_line(head), _line(rule), *map(_line, texts[headed:])]


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _spans(cell: Element) -> bool:
    return any(cell.attrs.get(name, "1").strip() not in ("1", "", "0") for name in ("colspan", "rowspan"))


def _is_head(row: Element, cells: list[Element]) -> bool:
    above = row.parent.tag if row.parent is not None else ""
    return above == "thead" or all(cell.tag == "th" for cell in cells)


def _is_prose(cell: Element, holding: set[int]) -> bool:
    if id(cell) not in holding:
        return not any(find(cell, "iframe", "video", "audio"))
    # One or more plain paragraphs become lines of the cell.
    return all(
        isinstance(child, str) or ((child.tag in _PROSE or id(child) not in holding) and id(child) not in holding)
        for child in cell.children
    ) and not any(
        e.tag in ("ul", "ol", "pre", "blockquote", "table", "dl", "hr", "figure", "h1", "h2", "h3", "h4", "h5", "h6")
        for e in elements(cell)
    )


def _cell(cell: Element, marks: tuple[Mark, ...], state: State) -> str:
    found: list[Segment] = []
    for child in cell.children:
        part = segments([child], marks, state)
        if isinstance(child, Element) and child.tag in ("p", "div"):
            if found and found[-1][0] != BREAK:
                found.append((BREAK, "", marks))
            found += [*part, (BREAK, "", marks)]
        else:
            found += part
    return render(found, in_table=True)


def _alignment(row: list[Element]) -> list[str]:
    out = []
    for cell in row:
        style = re.search(r"text-align:\s*(left|right|center)", cell.attrs.get("style", ""), re.IGNORECASE)
        how = style.group(1) if style else cell.attrs.get("align", "")
        named = re.search(r"has-text-align-(left|right|center)", cell.attrs.get("class", ""))
        out.append((how or (named.group(1) if named else "")).lower())
    return out
