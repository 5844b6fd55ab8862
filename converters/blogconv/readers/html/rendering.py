"""Write a chosen part of a page as clean HTML: what was said, pictures, code, tables and embeds, none of the layout.

Wrappers and styling go, addresses become absolute, empty shells disappear; text is never changed.
"""

# ruff: noqa: SIM905 - lists of words read better as words

from collections.abc import Iterable, Set

from blogconv.markup.tree import Element, serialise
from blogconv.readers.html.lines import Place
from blogconv.readers.html.page import BLOCK, Page

_GONE = frozenset(
    (
        "script style link meta template form input button select textarea label noscript nav head title base frame "
        "frameset noframes dialog option fieldset legend"
    ).split()
)
_UNWRAPPED = frozenset(
    (
        "span font center section article main header footer body html address hgroup aside big basefont blink "
        "marquee #fragment search slot nobr fencedframe"
    ).split()
)
_CONTENT = frozenset(
    "img picture video audio iframe embed object hr math svg br canvas source track param map area wbr".split()
)
_ATTRIBUTES = frozenset(
    (
        "href src alt title width height datetime cite colspan rowspan scope start type reversed value lang dir "
        "poster controls srcset sizes media kind allowfullscreen data name content headers span abbr open loop muted "
        "autoplay srclang default usemap shape coords allow class"
    ).split()
)
_ADDRESSES = frozenset(["href", "src", "poster", "cite", "data"])
_PARTS = frozenset(["li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot"])
_NO_PARAGRAPH = BLOCK | {"iframe", "video"}
_CLASSED = frozenset({"code", "pre"})
_INLINE_ONLY = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6"])
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-orig-file")


def render(
    page: Page, places: Iterable[Place], taken: Set[Place] = frozenset(), dropped: Set[Element] = frozenset()
) -> str:
    """Give the HTML of some children of elements, without the text nodes ``taken`` and the elements ``dropped``."""
    root = Element("#fragment")
    # What is on the stack: a node to copy and where its copy goes.
    stack: list[tuple[Element, int, Element]] = [(holder, index, root) for holder, index in reversed(list(places))]
    # The copies know no parents: without such circles their memory is free at once.
    made: list[tuple[Element, Element]] = []
    while stack:
        holder, index, into = stack.pop()
        node = holder.children[index]
        if isinstance(node, str):
            if node and (not taken or (holder, index) not in taken):
                into.children.append(node)
            elif into.children and node.strip():
                into.children.append(" ")
            continue
        if node in dropped or node.tag in _GONE:
            continue
        target = into
        tag = _tag(node)
        # The item of a comment list is no list in what the comment says.
        if tag and not (into is root and tag in _PARTS):
            target = Element(tag, _attributes(page, node, tag), [])
            if tag in ("td", "th", "tr", "dt", "dd", "li") and into.children and not isinstance(into.children[-1], str):
                # Words of neighbouring cells must not grow together for whoever strips the tags.
                into.children.append("\n")
            into.children.append(target)
            made.append((target, into))
        elif tag:
            into.children.append("\n")
        if node.tag not in ("svg", "math"):
            stack.extend([(node, i, target) for i in range(len(node.children) - 1, -1, -1)])
        else:
            target.children = list(node.children)
    _prune(made)
    return _paragraphs(root)


def _tag(node: Element) -> str | None:
    tag = node.tag
    if tag in _UNWRAPPED:
        # A wrapper of loose text is a paragraph to whoever reads the page.
        block = tag in ("section", "article", "main", "header", "footer", "address", "aside", "center")
        return "p" if block and _only_inline(node) else None
    if tag == "div":
        return "p" if _only_inline(node) and (node.parent is None or node.parent.tag not in _INLINE_ONLY) else None
    return tag


def _only_inline(node: Element) -> bool:
    # Three levels are enough for the wrappers that themes make; deeper blocks are only laid out less well.
    level = [c for c in node.children if not isinstance(c, str)]
    if not _NO_PARAGRAPH.isdisjoint([c.tag for c in level]):
        return False
    for _ in range(2):
        level = [c for e in level for c in e.children if not isinstance(c, str)]
        if not BLOCK.isdisjoint([c.tag for c in level]):
            return False
    return True


def _attributes(page: Page, node: Element, tag: str) -> dict[str, str]:
    kept: dict[str, str] = {}
    source = node.attrs
    if not source:
        return kept
    for name, value in source.items():
        if name in _ATTRIBUTES and (name != "class" or (tag in _CLASSED and value)):
            kept[name] = value
    if tag == "img":
        if not kept.get("src") or kept["src"].startswith("data:"):
            lazy = next((source[n] for n in _LAZY if source.get(n)), None)
            if lazy:
                kept["src"] = lazy
        kept.pop("class", None)
    elif tag not in ("param", "object", "map"):
        kept.pop("name", None)
    if page.base and not _ADDRESSES.isdisjoint(kept):
        for name, value in kept.items():
            if (
                name in _ADDRESSES
                and value
                and not value.startswith(("http:", "https:", "mailto:", "data:", "#", "javascript:"))
            ):
                kept[name] = page.absolute(value)
    return kept


def _prune(made: list[tuple[Element, Element]]) -> None:
    """Take out elements (each with its parent) that hold nothing; innermost first, as they are in document order."""
    left: dict[Element, str] = {}
    """What stays of an element that goes: a space where it held one."""
    parents: dict[Element, None] = {}
    for element, parent in reversed(made):
        if element.tag in _CONTENT or element.tag in ("td", "th", "tr", "tbody", "table", "colgroup", "col"):
            continue
        texts = [c if isinstance(c, str) else left.get(c) for c in element.children]
        if all(text is not None and (not text or text.isspace()) for text in texts):
            left[element] = " " if any(texts) and element.tag not in BLOCK else ""
            parents[parent] = None
    for parent in parents:
        parent.children = [c if isinstance(c, str) else left.get(c, c) for c in parent.children]


def _paragraphs(root: Element) -> str:
    """Serialise the pieces: blocks stand on lines of their own, loose text between them becomes paragraphs."""
    out: list[str] = []
    loose: list[Element | str] = []

    def flush() -> None:
        while loose and ((isinstance(loose[0], str) and loose[0].isspace()) or not loose[0] or _is_break(loose[0])):
            loose.pop(0)
        while loose and ((isinstance(loose[-1], str) and loose[-1].isspace()) or not loose[-1] or _is_break(loose[-1])):
            loose.pop()
        if loose:
            out.append(serialise(Element("p", {}, list(loose))).strip())
            loose.clear()

    for child in root.children:
        if isinstance(child, str) or child.tag not in BLOCK:
            loose.append(child)
        else:
            flush()
            out.append(serialise(child))
    flush()
    return "\n".join(out)


def _is_break(node: Element | str) -> bool:
    return not isinstance(node, str) and node.tag == "br"
