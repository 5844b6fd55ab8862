"""Convert HTML or plain text into Markdown."""

import re
from collections import Counter

from msgspec import Struct

from blogconv.markup.markdown import escape as md
from blogconv.markup.markdown.blocks import NESTED, Walk, holding_blocks
from blogconv.markup.markdown.footnotes import find_footnotes
from blogconv.markup.markdown.inline import BREAK, Segment, render
from blogconv.markup.markdown.walk import State
from blogconv.markup.tree import Element, Root, elements, parse_fragment


class Options(Struct, frozen=True, kw_only=True):
    """How HTML becomes Markdown."""

    unsafe: bool = False
    """Keep scripts, event handlers and the like as raw HTML."""
    removed: Counter[str] | None = None
    """Where to count what was left out because it is live script or goes deeper than Markdown."""


_DEFAULT = Options()


def html_to_markdown(html: str, options: Options = _DEFAULT) -> str:
    """Convert a piece of HTML; the result has no final newline, and holds no live script unless asked."""
    if "<" not in html and "&" not in html and "\n" not in html:
        return _plain(html)
    root = parse_fragment(html, comments="<!--" in html)
    if root.repairs and options.removed is not None:
        options.removed[NESTED] += 1
    written = tree_to_markdown(root, options)
    root.take_apart()
    return written


def tree_to_markdown(root: Root | Element, options: Options = _DEFAULT) -> str:
    """Convert a tree; the parts that become raw HTML are cleaned in place."""
    state = State(unsafe=options.unsafe)
    if options.removed is not None:
        state.removed = options.removed
    everything = list(elements(root))
    notes = find_footnotes(everything, state)
    walk = Walk(state, holding_blocks(everything), notes)
    walk.run(root)
    return "\n".join(walk.layout.out)


def text_to_markdown(text: str) -> str:
    """Write plain text so that Markdown shows it as it stands: blank lines part paragraphs, other line ends break."""
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    out = []
    for paragraph in paragraphs:
        found: list[Segment] = []
        for line in paragraph.split("\n"):
            found += [(0, re.sub(r"[ \t\f\v]+", " ", line), ()), (BREAK, "", ())]
        lines = md.guarded(render(found))
        if lines:
            out.append("\n".join(lines))
    return "\n\n".join(out)


def _plain(text: str) -> str:
    return text_to_markdown(text)
