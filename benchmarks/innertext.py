"""The text that a browser copies: what ``innerText`` gives, or with list marks as some browsers paste them."""

import re

from blogconv.markup.tree import Element, parse_document

_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol pre section summary table tr ul""".split()  # noqa: SIM905
)
_APART = frozenset(["p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "figure", "table"])
"""Blocks that a blank line parts where marks are written; in ``innerText`` only a paragraph has one."""
_UNSEEN = frozenset(
    """script style noscript template head title iframe object select datalist textarea svg audio video canvas input
    button""".split()  # noqa: SIM905
)
_SPACE = re.compile(r"[ \t\n\r\f]+")


def rendered(html: str, *, marks: bool) -> str:
    """Give a page's text as copied: blocks as lines, tabs between cells, nothing of what is hidden."""
    out: list[str] = []
    stack: list[tuple[Element | str, bool, bool]] = [(parse_document(html), False, False)]
    counters: list[int] = []
    while stack:
        node, done, kept = stack.pop()
        if isinstance(node, str):
            out.append(node.replace("\n", "\x01") if kept else _SPACE.sub(" ", node))
            continue
        tag = node.tag
        if done:
            if tag in ("ul", "ol") and counters:
                counters.pop()
            out.append(_edge(tag, marks))
            continue
        if tag in _UNSEEN or "hidden" in node.attrs or "display:none" in node.attrs.get("style", "").replace(" ", ""):
            continue
        if tag == "br":
            out.append("\x01")
            continue
        out.append(_edge(tag, marks))
        if tag in ("td", "th") and any(isinstance(c, Element) for c in _before(node)):
            out.append("\t")
        if marks and tag in ("ul", "ol"):
            counters.append(0 if tag == "ol" else -1)
        elif marks and tag == "li" and counters:
            if counters[-1] >= 0:
                counters[-1] += 1
            mark = f"{counters[-1]}." if counters[-1] > 0 else "*"
            out.append("\x04" * (4 * len(counters)) + mark + "\x04")
        kept = kept or tag in ("pre", "textarea")
        stack.append((node, True, kept))
        stack.extend((child, False, kept) for child in reversed(node.children))
    return _joined("".join(out))


def _before(node: Element) -> list[Element | str]:
    """Give the children of the row that stand before a cell."""
    row = node.parent.children if node.parent is not None else []
    return list(row[: next((i for i, child in enumerate(row) if child is node), 0)])


def _edge(tag: str, marks: bool) -> str:
    """Give the line ends that an element asks for at its edges: one (\x02) or a blank line (\x03)."""
    if tag == "p" or (marks and tag in _APART):
        return "\x03"
    return "\x02" if tag in _BLOCKS else ""


def _joined(text: str) -> str:
    """Make line ends of the marks: the largest wanted between two texts; spaces beside them fall."""
    text = re.sub(r" *([\x02\x03](?: *[\x02\x03])*) *", lambda m: "\n\n" if "\x03" in m[0] else "\n", text)
    text = re.sub(r" *\x01 *", "\n", re.sub(r" {2,}", " ", text))
    return re.sub(r"\n{3,}", "\n\n", text.replace("\x04", " ")).strip("\n") + "\n"
