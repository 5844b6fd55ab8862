"""Walk inline elements into flat segments: what Markdown can say as marks, the rest as harmless raw tags."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from blogconv.markup import clean
from blogconv.markup.markdown import escape as md
from blogconv.markup.markdown.inline import ATOM, BREAK, CODE, DEL, EM, RAW, STRONG, TEXT, Mark, Segment
from blogconv.markup.tree import COMMENT, Element, open_tag, serialise

_MARKS = {"strong": STRONG, "b": STRONG, "em": EM, "i": EM, "del": DEL, "s": DEL, "strike": DEL}
_CODE = frozenset(["code", "tt", "samp"])
# Markdown has no way to say these, and leaving the tag out would lose what it says.
_RAW = frozenset(
    [
        "sup",
        "sub",
        "u",
        "ins",
        "mark",
        "kbd",
        "abbr",
        "acronym",
        "q",
        "cite",
        "dfn",
        "small",
        "var",
        "bdi",
        "bdo",
        "ruby",
        "rt",
        "rp",
        "rb",
        "rtc",
        "time",
    ]
)
_RAW_ATTRIBUTES = frozenset({"title", "lang", "dir", "datetime", "cite"})
_MEDIA = frozenset(["iframe", "video", "audio"])
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file")

_WHITE = re.compile(r"[ \t\r\n\f]+")


@dataclass
class State:
    """What one conversion knows: options, footnotes found, and what had to be left out."""

    unsafe: bool = False
    removed: Counter[str] = field(default_factory=Counter)
    references: dict[int, str] = field(default_factory=dict)
    """Footnote labels by the identity of the element that refers to them."""
    backlinks: set[int] = field(default_factory=set)
    in_table: bool = False


def segments(nodes: Iterable[Element | str], marks: tuple[Mark, ...], state: State) -> list[Segment]:
    """Flatten inline nodes, iteratively."""
    out: list[Segment] = []
    # A node with the marks around it and whether it stands inside code.
    stack: list[tuple[Element | str, tuple[Mark, ...], bool]] = [(node, marks, False) for node in nodes]
    stack.reverse()
    while stack:
        node, around, code = stack.pop()
        if isinstance(node, str):
            if code:
                node = collapse(node)
                if node:
                    out.append((CODE, node, around))
            else:
                out.append((TEXT, collapse(node), around))
            continue
        tag = node.tag
        if tag == "br":
            out.append((BREAK, "", around))
            continue
        if id(node) in state.references:
            out.append((ATOM, f"[^{state.references[id(node)]}]", around))
            continue
        if tag == "img":
            out.append(_image(node, around, state))
            continue
        if tag == "#literal":
            out.append((ATOM, str(node.children[0]), around))
            continue
        if tag == COMMENT or id(node) in state.backlinks or tag == "wbr":
            continue
        if tag in _MEDIA:
            made = media(node, state)
            if made:
                out.append((RAW, made, around))
            continue
        if tag in clean.REMOVED:
            if state.unsafe:
                out.append((RAW, raw(node, state), around))
            else:
                state.removed[tag] += 1
            continue
        if tag == "a" and is_autolink(node) and (state.unsafe or clean.is_safe(node.attrs["href"])):
            out.append((ATOM, f"<{node.attrs['href']}>", around))
            continue
        for mark in marks_of(node, state):
            if mark not in around:
                around = (*around, mark)
        code = code or tag in _CODE
        stack.extend((child, around, code) for child in reversed(node.children))
    return out


def collapse(text: str) -> str:
    """Make one space of any white space that HTML collapses."""
    # Most texts have none to collapse, and "in" finds that out ten times faster.
    if "\n" in text or "  " in text or "\t" in text or "\f" in text or "\r" in text:
        return _WHITE.sub(" ", text)
    return text


def marks_of(element: Element, state: State) -> tuple[Mark, ...]:
    """Say what an inline element puts around its content."""
    tag = element.tag
    if tag in _MARKS:
        style = element.attrs.get("style")
        # Word processors wrap whole documents in <b style="font-weight:normal">.
        if style and re.search(r"font-(?:weight|style):\s*normal", style):
            return ()
        return (_MARKS[tag],)
    if tag == "a":
        return _link(element, state)
    if tag in _RAW:
        attrs = {
            k: v for k, v in clean.attributes(element).items() if k in ("title", "lang", "dir", "datetime", "cite")
        }
        return (Mark("raw", open_tag(Element(tag, attrs)), f"</{tag}>", id(element)),)
    if tag == "span":
        return _styled(element.attrs.get("style", ""))
    return ()


def _styled(style: str) -> tuple[Mark, ...]:
    if not style:
        return ()
    found: list[Mark] = []
    if re.search(r"font-weight:\s*(?:bold|[6-9]00)", style):
        found.append(STRONG)
    if re.search(r"font-style:\s*(?:italic|oblique)", style):
        found.append(EM)
    if any("text-decoration" in rule and "line-through" in rule for rule in style.split(";")):
        found.append(DEL)
    return tuple(found)


def _link(element: Element, state: State) -> tuple[Mark, ...]:
    href = element.attrs.get("href")
    if href is None:
        return ()
    if not state.unsafe and not clean.is_safe(href):
        state.removed["href of an unsafe scheme"] += 1
        return ()
    target = md.destination(href.strip(), in_table=state.in_table)
    title = md.link_title(element.attrs.get("title", ""))
    if state.in_table:
        title = title.replace("|", "\\|")
    return (Mark("link", "[", f"]({target}{title})", id(element)),)


def is_autolink(element: Element) -> bool:
    """Say whether a link shows just its own address."""
    href = element.attrs.get("href", "")
    return element.children == [href] and _AUTOLINK.fullmatch(href) is not None and not element.attrs.get("title")


_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x20|]*")


def _image(element: Element, around: tuple[Mark, ...], state: State) -> Segment:
    source = element.attrs.get("src", "").strip()
    if not source or source.startswith("data:"):
        # Lazy loading keeps the true address elsewhere until a script runs.
        source = next((element.attrs[name] for name in _LAZY if element.attrs.get(name)), source)
    alt = _WHITE.sub(" ", element.attrs.get("alt", "")).strip()
    if not source or not (state.unsafe or clean.is_safe(source, image=True)):
        if source:
            state.removed["src of an unsafe scheme"] += 1
        return (TEXT, alt, around)
    title = md.link_title(element.attrs.get("title", ""))
    target = md.destination(source, in_table=state.in_table)
    if state.in_table:
        title = title.replace("|", "\\|")
    return (ATOM, f"![{md.escape(alt, in_link=True, in_table=state.in_table)}]({target}{title})", around)


def media(element: Element, state: State) -> str:
    """Write a player as raw HTML if it is harmless, or nothing."""
    if state.unsafe:
        return raw(element, state)
    if element.tag == "iframe" and not clean.is_player(element):
        state.removed["iframe"] += 1
        src = element.attrs.get("src", "").strip()
        # What it showed can still be reached by a link.
        if src.lower().startswith("http://"):
            return f"<{md.destination(src)}>"
        return ""
    return raw(element, state)


def raw(element: Element, state: State) -> str:
    """Write an element and all below it as one line of raw HTML, cleaned unless that is switched off."""
    holder = Element("#fragment", {}, [element])
    if not state.unsafe:
        clean.clean(holder, state.removed)
    return one_line(serialise(holder))


def one_line(html: str) -> str:
    """Keep raw HTML on one line: a blank line would end it early; in ``pre`` a line break is written as a reference."""
    if "\n" not in html and "\r" not in html:
        return html
    parts = re.split(r"(<(pre|textarea|script|style)\b.*?</\2>)", html, flags=re.DOTALL)
    # Of three parts the second is preformatted and the third its tag.
    for index in range(0, len(parts), 3):
        parts[index] = re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", parts[index])
    for index in range(1, len(parts), 3):
        if parts[index + 1] in ("pre", "textarea"):
            parts[index] = parts[index].replace("\r\n", "\n").replace("\r", "\n").replace("\n", "&#10;")
        parts[index + 1] = ""
    return "".join(parts)
