"""The one place where HTML becomes a tree: lexbor's HTML5 parse, copied once into light elements.

Readers, cleaning and the Markdown writer all walk this tree. Nesting is cut at ``MAX_DEPTH`` with the text kept,
and said so in ``Root.repairs``; everything here is iterative and linear in the size of the input.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from blogconv.markup.nesting import flatten, may_hold_long_tags

MAX_DEPTH = 400
"""Levels of elements kept. Blink cuts at 512; real pages and threads stay far below 100."""

COMMENT = "!--"
VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
# Serialised without escapes, because a parser reads them without.
RAW_TEXT = frozenset(["script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"])

# Below so many "<" the worst that lexbor can be made to do takes milliseconds; above, ``flatten`` looks first.
_SMALL = 3000


class Element:
    """One element; ``children`` holds elements and decoded text in order.

    Tags are lower case, except where SVG and MathML write capitals (``foreignObject``). With ``comments=True`` a
    comment is an element with the tag ``!--`` and its text, trimmed, as the only child. The content of a ``template``
    stands among its children.
    """

    __slots__ = ("attrs", "children", "parent", "tag")

    def __init__(
        self,
        tag: str,
        attrs: dict[str, str] | None = None,
        children: "list[Element | str] | None" = None,
        parent: "Element | None" = None,
    ) -> None:
        self.tag = tag
        self.attrs: dict[str, str] = {} if attrs is None else attrs
        self.children: list[Element | str] = [] if children is None else children
        self.parent = parent

    def __repr__(self) -> str:
        return f"<{self.tag} {self.attrs!r} {len(self.children)} children>"


class Root(Element):
    """The root of a tree, its index as parsed, and what had to be repaired on the way, each as ``(code, message)``.

    An element's place is its number in ``order``; what stands below it are the places up to its ``end``.
    """

    __slots__ = ("end", "order", "own", "repairs", "up")

    def __init__(self, tag: str, attrs: dict[str, str] | None = None) -> None:
        super().__init__(tag, attrs)
        self.repairs: list[tuple[str, str]] = []
        self.order: list[Element] = [self]
        """All elements in document order, the root first."""
        self.up: list[int] = [0]
        """The place of each element's parent, by place."""
        self.end: list[int] = [0]
        """The place of the last element below each one, by place."""
        self.own: list[int] = [0]
        """Characters of each element's own text, outer spaces of each piece aside, by place."""

    def take_apart(self) -> None:
        """Cut the tree's circles of parents and children, so that its memory is free at once when it is let go."""
        for element in self.order:
            element.parent = None
        self.order = []


def parse_document(html: str, *, comments: bool = False, max_depth: int = MAX_DEPTH) -> Root:
    """Parse a whole page; the root is its ``html`` element, whatever the page forgot to write."""
    return _parse(html, False, comments, max_depth)


def parse_fragment(html: str, *, comments: bool = False, max_depth: int = MAX_DEPTH) -> Root:
    """Parse a piece of a body; the root has the tag ``#fragment``."""
    return _parse(html, True, comments, max_depth)


def elements(root: Element) -> Iterator[Element]:
    """Yield ``root`` and every element below it in document order; children may be changed before they are reached."""
    stack = [root]
    pop, push = stack.pop, stack.append
    while stack:
        element = pop()
        yield element
        for child in reversed(element.children):
            if not isinstance(child, str):
                push(child)


def find(root: Element, *tags: str) -> Iterator[Element]:
    """Yield the elements below ``root`` with one of these tags, in document order."""
    for element in elements(root):
        if element.tag in tags and element is not root:
            yield element


def text(element: Element) -> str:
    """Give all text below an element as it stands; scripts, styles and comments say nothing."""
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag not in _SILENT or node is element:
            stack.extend(reversed(node.children))
    return "".join(parts)


_SILENT = frozenset({"script", "style", "template", COMMENT})


def classes(element: Element) -> list[str]:
    """Give the classes of an element in order."""
    return element.attrs.get("class", "").split()


def ancestors(element: Element) -> Iterator[Element]:
    """Yield the parent, its parent, and so on to the root."""
    above = element.parent
    while above is not None:
        yield above
        above = above.parent


def append(parent: Element, child: Element | str) -> None:
    """Add a last child."""
    if not isinstance(child, str):
        child.parent = parent
    parent.children.append(child)


def serialise(element: Element) -> str:
    """Write an element back as HTML; a fragment's root writes its children only.

    A raw text element (``script``, ``style``) whose text could close it early is written with that closer broken up.
    """
    parts: list[str] = []
    out = parts.append
    # What is on the stack is either a node to write or a finished closing tag.
    stack: list[tuple[Element | str, bool]] = [(element, False)]
    while stack:
        node, raw = stack.pop()
        if isinstance(node, str):
            out(node if raw else escape_text(node))
            continue
        tag = node.tag
        if tag == COMMENT:
            out(f"<!--{_comment(node)}-->")
            continue
        if tag != "#fragment":
            out(open_tag(node))
            if tag in VOID:
                continue
            if tag in RAW_TEXT:
                closer = re.compile(rf"</(?={tag})", re.IGNORECASE)
                out(closer.sub(r"<\\/", "".join(c for c in node.children if isinstance(c, str))) + f"</{tag}>")
                continue
            stack.append((f"</{tag}>", True))
            # The parser drops one newline here, so a real one needs a second.
            if tag in ("pre", "textarea", "listing"):
                first = node.children[0] if node.children else ""
                if isinstance(first, str) and first.startswith("\n"):
                    out("\n")
        stack.extend((child, False) for child in reversed(node.children))
    return "".join(parts)


def open_tag(element: Element) -> str:
    """Write the start tag of an element; attribute names that HTML cannot write are left out."""
    attrs = "".join(
        f' {name}="{escape_attribute(value)}"' for name, value in element.attrs.items() if _NAME.fullmatch(name)
    )
    return f"<{element.tag}{attrs}>"


_NAME = re.compile(r"[^\s\"'<>/=\x00-\x1f\x7f]+")


def escape_text(value: str) -> str:
    """Escape text for HTML."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(value: str) -> str:
    """Escape an attribute value for double quotes; ``<`` too, so that no reader of broken HTML sees a tag."""
    return value.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _comment(node: Element) -> str:
    value = "".join(c for c in node.children if isinstance(c, str))
    # None of these may end a comment before its end (HTML 13.1.6).
    value = value.replace("--!>", "--! >").replace("-->", "-- >")
    if value.startswith((">", "->")):
        value = " " + value
    return value + " " if value.endswith(("-", "<!")) else value


_SURROGATE = re.compile("[\ud800-\udfff]")


def _parse(html: str, fragment: bool, comments: bool, max_depth: int) -> Root:
    repairs: list[tuple[str, str]] = []
    if not html.isascii():
        try:
            html.encode()
        except UnicodeEncodeError:
            # Half a surrogate pair is no text; lexbor takes UTF-8 only.
            html = _SURROGATE.sub("\ufffd", html)
            repairs.append(("html-surrogate", "half characters (lone surrogates) replaced by U+FFFD"))
    looked = html.count("<") > _SMALL or (len(html) > 20 * _SMALL and may_hold_long_tags(html))
    if looked:
        html = flatten(html, max_depth, repairs)
    root = _build(html, fragment, comments, max_depth, repairs, budget=0 if looked else 20 * _SMALL)
    if root is None:
        # A small input that unfolds (unclosed formatting reopened in every paragraph) is looked at after all.
        root = _build(flatten(html, max_depth, repairs), fragment, comments, max_depth, repairs, budget=0)
    assert root is not None
    root.repairs = repairs
    return root


def _build(
    html: str, fragment: bool, comments: bool, max_depth: int, repairs: list[tuple[str, str]], budget: int
) -> Root | None:
    top = LexborHTMLParser(html, is_fragment=fragment, options=LexborDocumentOptions.WO_EVENTS).root
    root = Root("#fragment" if fragment else "html")
    node = top
    if top is not None and fragment:
        # selectolax gives the first node of a fragment as all of it; coming back from its neighbour it is itself.
        node = top if top.next is None else top.next.prev
    elif top is not None:
        root.attrs = {name: value or "" for name, value in top.attributes.items()}
        node = top.first_child
    # lexbor's document is freed as a block; the copy is as deep as ``max_depth`` at most, so nothing recurses.
    order, up, end, own = root.order, root.up, root.end, root.own
    current: Element = root
    add = root.children.append
    here = cut = 0
    stack: list[tuple[LexborNode, Element, int]] = []
    while True:
        if node is None:
            if end[here] < len(order) - 1:
                end[here] = len(order) - 1
            if not stack:
                break
            node, current, here = stack.pop()
            add = current.children.append
            node = node.next
            continue
        piece = node.text_content
        if piece is not None:
            add(piece)
            own[here] += len(piece.strip())
        elif not node.is_element_node:
            if comments and node.is_comment_node:
                add(Element(COMMENT, {}, [node.comment_content or ""], current))
        else:
            tag = node.tag
            if budget and len(order) > budget:
                return None
            child = node.first_child
            if tag == "template" and child is None:
                child = _template(node)
            if child is not None and len(stack) >= max_depth:
                # Too deep: the element goes, what it holds moves up to its place.
                cut += 1
                stack.append((node, current, here))
                node = child
                continue
            attrs = node.attributes
            if None in attrs.values():
                attrs = {name: value or "" for name, value in attrs.items()}
            element = Element(tag, attrs, [], current)  # type: ignore[arg-type]
            add(element)
            up.append(here)
            own.append(0)
            end.append(len(order))
            order.append(element)
            if child is not None:
                stack.append((node, current, here))
                current, node, here = element, child, len(order) - 1
                add = element.children.append
                continue
        node = node.next
    if cut:
        repairs.append(("html-too-deep", f"{cut} elements deeper than {max_depth} levels unwrapped, their text kept"))
    return root


def _template(node: LexborNode) -> LexborNode | None:
    found = node.template_fragments()
    return found[0].first_child if found else None
