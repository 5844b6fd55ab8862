"""Walk a tree's blocks and write them as Markdown, iteratively."""

import re
from collections.abc import Callable

from blogconv.markup import clean
from blogconv.markup.markdown import escape as md
from blogconv.markup.markdown.code import fenced, is_verse, needs_raw, verse
from blogconv.markup.markdown.footnotes import is_footnote_list
from blogconv.markup.markdown.inline import BREAK, CODE, RAW, TEXT, Mark, Segment, render
from blogconv.markup.markdown.layout import Layout, Place
from blogconv.markup.markdown.lists import is_tight, items_of, shows, start_of
from blogconv.markup.markdown.tables import is_layout, pipe_table
from blogconv.markup.markdown.walk import State, marks_of, one_line, raw, segments
from blogconv.markup.tree import COMMENT, Element

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "blockquote",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
        "#item",
    ]
)
_LISTS = frozenset(["ul", "ol", "menu", "dir"])
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_KEPT_COMMENT = re.compile(r"(?:more|nextpage)\b", re.IGNORECASE)

NESTED = "quote or list nested too deeply"
_DEEPEST = 18
"""Levels of quotes (one each) and list items (two each): readers such as markdown-it stop at 20."""


def holding_blocks(everything: list[Element]) -> set[int]:
    """Name the elements that have a block somewhere below."""
    found: set[int] = set()
    for element in reversed(everything):
        if (element.tag in BLOCKS or id(element) in found) and element.parent is not None:
            found.add(id(element.parent))
    return found


class _Frame:
    """An element whose children are being written."""

    __slots__ = ("close", "heading", "index", "marks", "nodes", "tight")

    def __init__(
        self,
        nodes: "list[Element | str]",
        marks: tuple[Mark, ...],
        heading: int,
        tight: bool,
        close: Callable[[], None] | None = None,
    ) -> None:
        self.nodes, self.marks, self.heading, self.tight, self.close = nodes, marks, heading, tight, close
        self.index = 0


class Walk:
    """One conversion: the frames still open, and the lines written."""

    def __init__(self, state: State, holding: set[int], notes: dict[int, str]) -> None:
        self.state, self.holding, self.notes = state, holding, notes
        self.layout = Layout()
        self.depth = 0
        self.stack: list[_Frame] = []

    def run(self, root: Element) -> None:
        """Write everything below ``root``."""
        self.stack.append(_Frame(root.children, (), 0, False))
        inline: list[Element | str] = []
        while self.stack:
            frame = self.stack[-1]
            if frame.index >= len(frame.nodes):
                if inline:
                    self.paragraph(inline, frame)
                    inline = []
                if frame.close is not None:
                    frame.close()
                self.stack.pop()
                continue
            node = frame.nodes[frame.index]
            frame.index += 1
            if isinstance(node, str):
                inline.append(node)
                continue
            tag = node.tag
            if tag in BLOCKS or id(node) in self.holding:
                if inline:
                    self.paragraph(inline, frame)
                    inline = []
                self.block(node, tag, frame)
            elif tag == COMMENT:
                text = node.children[0] if node.children else ""
                if isinstance(text, str) and _KEPT_COMMENT.match(text) and "--" not in text:
                    if inline:
                        self.paragraph(inline, frame)
                        inline = []
                    self.layout.put([f"<!--{one_line(text)}-->"], "block")
            else:
                inline.append(node)

    def paragraph(self, nodes: "list[Element | str]", frame: _Frame) -> None:
        """Write inline nodes as one paragraph, or several where two breaks follow each other."""
        if len(nodes) == 1 and isinstance(nodes[0], str) and nodes[0].isspace():
            return
        found = segments(nodes, frame.marks, self.state)
        start, last_break = 0, -1
        for at, (kind, text, _) in enumerate(found):
            if kind == BREAK:
                if last_break >= 0:
                    self.text(found[start:last_break], frame)
                    start = at + 1
                    # A third break adds nothing.
                last_break = at
            elif kind == RAW:
                self.text(found[start:at], frame)
                self.layout.put([text], "block")
                start, last_break = at + 1, -1
            elif kind not in (TEXT, CODE) or not text.isspace():
                last_break = -1
        self.text(found[start:], frame)

    def text(self, found: list[Segment], frame: _Frame) -> None:
        """Write segments as a paragraph or a heading."""
        if not found:
            return
        if len(found) == 1 and found[0][0] == TEXT and not found[0][2] and not frame.heading:
            # Most paragraphs are this plain.
            lines = md.guarded(md.escape(found[0][1].strip(" ")))
            if lines:
                self.layout.put(lines, "para")
            return
        if frame.heading:
            text = render(found, one_line=True)
            if text:
                # A heading's last "#" would be taken for its closing sequence.
                text = re.sub(r"(^|[ \t])(#+)$", r"\1\\\2", text)
                self.layout.put([f"{'#' * frame.heading} {text}"], "heading")
            return
        lines = md.guarded(render(found))
        if lines:
            self.layout.put(lines, "para")

    def block(self, node: Element, tag: str, frame: _Frame) -> None:
        """Write one block element, or open a frame for its children."""
        layout = self.layout
        if tag == "p" and id(node) not in self.holding:
            self.paragraph(node.children, frame)
        elif tag in _HEADINGS:
            self.open(node.children, frame, heading=_HEADINGS[tag])
        elif tag in _LISTS:
            self.list(node, tag, items_of(node), frame)
        elif tag == "#item":
            marker = node.attrs["marker"]
            place = layout.enter(marker, node.attrs["rest"], joined="joined" in node.attrs)
            self.depth += 2
            self.open(node.children, frame, close=lambda: self.leave(place, "item", 2, keep_empty=True))
        elif tag == "li":
            # A list whose ul was lost: its neighbours belong to it.
            group = Element("ul", {}, [node])
            while frame.index < len(frame.nodes):
                following = frame.nodes[frame.index]
                if not (following.isspace() if isinstance(following, str) else following.tag == "li"):
                    break
                group.children.append(following)
                frame.index += 1
            self.list(group, "ul", items_of(group), frame)
        elif tag == "blockquote":
            if self.depth + 1 > _DEEPEST:
                self.state.removed[NESTED] += 1
                self.open(node.children, frame)
                return
            place = layout.enter("> ", "> ")
            self.depth += 1
            self.open(node.children, frame, tight=False, close=lambda: self.leave(place, "quote", 1))
        elif tag in ("pre", "listing", "xmp", "plaintext"):
            self.preformatted(node, frame)
        elif tag == "hr":
            layout.put(["___" if layout.fresh else "---"], "block")
        elif tag == "table":
            self.table(node, frame)
        elif tag in ("dt", "dd"):
            self.definition(node, tag, frame)
        elif tag == "details":
            self.details(node, frame)
        elif tag in clean.REMOVED:
            if self.state.unsafe:
                layout.put([raw(node, self.state)], "block")
            else:
                self.state.removed[tag] += 1
        elif tag not in BLOCKS:
            self.open(node.children, frame, marks=(*frame.marks, *marks_of(node, self.state)))
        else:
            self.open(node.children, frame)

    def open(
        self,
        nodes: "list[Element | str]",
        frame: _Frame,
        *,
        marks: tuple[Mark, ...] | None = None,
        heading: int | None = None,
        tight: bool | None = None,
        close: Callable[[], None] | None = None,
    ) -> None:
        """Go into an element; what is not given stays as it is outside."""
        self.stack.append(
            _Frame(
                nodes,
                frame.marks if marks is None else marks,
                frame.heading if heading is None else heading,
                frame.tight if tight is None else tight,
                close,
            )
        )

    def leave(self, place: Place, kind: str, levels: int, *, keep_empty: bool = False) -> None:
        """Close a container."""
        self.layout.leave(place, kind, keep_empty=keep_empty)
        self.depth -= levels

    def list(self, node: Element, tag: str, items: "list[Element]", frame: _Frame) -> None:
        """Write a list: mark, indent and blank lines as its items need them."""
        if not items:
            return
        if is_footnote_list(node, self.notes):
            self.footnotes(node, frame)
            return
        if self.depth + 2 > _DEEPEST:
            self.state.removed[NESTED] += 1
            # Each item as paragraphs of its own: "p" parts them.
            self.open([Element("p", {}, item.children) for item in items], frame)
            return
        ordered = tag == "ol"
        number = start_of(node) if ordered else 0
        layout = self.layout
        signs = (".", ")") if ordered else ("-", "*")
        # Two lists in a row are two only if their signs differ.
        sign = signs[1] if layout.last == "list " + signs[0] else signs[0]
        tight = is_tight(items)
        joined = frame.tight and layout.last == "para" and number in (0, 1) and shows(items[0])
        for item in items:
            marker = f"{number}{sign} " if ordered else f"{sign} "
            item.attrs = {"marker": marker, "rest": " " * len(marker)}
            if joined:
                item.attrs["joined"] = ""
            joined = tight
            # CommonMark allows nine digits.
            number = min(number + 1, 999_999_999)

        def close() -> None:
            layout.last = "list " + sign

        self.open([*items], frame, tight=tight, close=close)

    def preformatted(self, node: Element, frame: _Frame) -> None:
        """Write code as a fence, verse as lines, and what a fence would lose as raw HTML."""
        if is_verse(node):
            self.paragraph(verse(node), frame)
        elif needs_raw(node):
            self.layout.put([raw(node, self.state)], "block")
        else:
            lines = fenced(node)
            if lines:
                self.layout.put(lines, "fence", joined=frame.tight and self.layout.last == "para")

    def table(self, node: Element, frame: _Frame) -> None:
        """Write a table with bars if they can say it, else as raw HTML; one that only arranges blocks gives way."""
        if is_layout(node):
            self.open(node.children, frame)
            return
        made = pipe_table(node, frame.marks, self.state, self.holding)
        if made is None:
            self.layout.put([raw(node, self.state)], "block")
            return
        caption, lines = made
        if caption:
            self.paragraph(caption, frame)
        if lines:
            self.layout.put(lines, "table")

    def definition(self, node: Element, tag: str, frame: _Frame) -> None:
        """Write a term on a line of its own, what it means after a colon."""
        last = self.layout.last
        if tag == "dt" and id(node) not in self.holding:
            text = render(segments(node.children, frame.marks, self.state), one_line=True)
            if text:
                self.layout.put(md.guarded(text), "term", joined=last == "term")
        elif tag == "dd" and last in ("term", "definition") and self.depth + 2 <= _DEEPEST:
            place = self.layout.enter(":   ", "    ", joined=True)
            self.depth += 2
            self.open(node.children, frame, tight=True, close=lambda: self.leave(place, "definition", 2))
        else:
            self.open(node.children, frame)

    def details(self, node: Element, frame: _Frame) -> None:
        """Write what can be folded away between raw tags; what it holds stays Markdown."""
        summary = next((c for c in node.children if isinstance(c, Element) and c.tag == "summary"), None)
        lines = ["<details open>" if "open" in node.attrs else "<details>"]
        if summary is not None:
            lines.append(raw(summary, self.state))
        self.layout.put(lines, "block")
        inner = [child for child in node.children if child is not summary]
        self.open(inner, frame, tight=False, close=lambda: self.layout.put(["</details>"], "block"))

    def footnotes(self, node: Element, frame: _Frame) -> None:
        """Write a list of footnotes as definitions."""
        notes: list[Element | str] = []
        for item in node.children:
            if isinstance(item, Element):
                marker = f"[^{self.notes[id(item)]}]: "
                notes.append(Element("#item", {"marker": marker, "rest": "    "}, item.children))
        self.open(notes, frame, tight=False)
