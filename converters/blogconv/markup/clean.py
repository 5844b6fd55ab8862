"""Take live script out of HTML: an allow-list of elements, attributes and URL schemes.

What is left runs nothing, submits nothing, redirects nothing and loads no page but a player over https. Text is
kept; only what holds no text for readers (scripts, styles, objects) goes with its content. Everything is counted.
"""

import re
from collections import Counter

from blogconv.markup.tree import COMMENT, Element, Root, parse_fragment, serialise

# The content of these is no text for a reader.
DROPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "object",
        "embed",
        "applet",
        "param",
        "frame",
        "frameset",
        "noframes",
        "base",
        "basefont",
        "bgsound",
        "link",
        "meta",
        "title",
        "head",
        "svg",
        "math",
        "canvas",
        "noembed",
        "xml",
        "portal",
        "fencedframe",
        "textarea",
        "select",
        "datalist",
        "option",
        "optgroup",
        "input",
        "button",
        "keygen",
        "progress",
        "meter",
        "dialog",
        "plaintext",
        "isindex",
        "slot",
    ]
)
# Form controls and the like hold labels that a reader saw; their text stays.
_TEXT_KEPT = frozenset(
    [
        "button",
        "textarea",
        "option",
        "optgroup",
        "select",
        "datalist",
        "plaintext",
        "dialog",
        "title",
        "slot",
        "noembed",
    ]
)
REMOVED = DROPPED - _TEXT_KEPT

ALLOWED = frozenset(
    [
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "audio",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "i",
        "iframe",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "menu",
        "nav",
        "nobr",
        "ol",
        "p",
        "picture",
        "pre",
        "q",
        "rb",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "track",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
        "acronym",
        "dir",
        "listing",
        "xmp",
    ]
)

_EVERYWHERE = frozenset(["class", "dir", "id", "lang", "title"])
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset(["href", "name", "rel", "hreflang"]),
    "audio": frozenset(["src", "controls", "loop", "muted", "preload"]),
    "blockquote": frozenset({"cite"}),
    "col": frozenset(["span", "width"]),
    "colgroup": frozenset({"span"}),
    "del": frozenset(["cite", "datetime"]),
    "details": frozenset({"open"}),
    "font": frozenset(["color", "face", "size"]),
    "iframe": frozenset(["src", "width", "height", "allowfullscreen", "loading"]),
    "img": frozenset(["src", "alt", "width", "height", "srcset", "sizes", "loading"]),
    "ins": frozenset(["cite", "datetime"]),
    "li": frozenset({"value"}),
    "ol": frozenset(["start", "reversed", "type"]),
    "q": frozenset({"cite"}),
    "source": frozenset(["src", "type", "srcset", "media", "sizes"]),
    "table": frozenset(["summary", "align", "border", "cellpadding", "cellspacing", "width"]),
    "td": frozenset(["colspan", "rowspan", "headers", "align", "valign", "scope", "abbr", "width"]),
    "th": frozenset(["colspan", "rowspan", "headers", "align", "valign", "scope", "abbr", "width"]),
    "time": frozenset({"datetime"}),
    "track": frozenset(["src", "kind", "srclang", "label", "default"]),
    "video": frozenset(["src", "controls", "height", "width", "loop", "muted", "poster", "preload", "playsinline"]),
}
_URLS = frozenset(["href", "src", "cite", "poster"])

_SCHEMES = frozenset(
    [
        "http",
        "https",
        "mailto",
        "tel",
        "sms",
        "ftp",
        "ftps",
        "sftp",
        "news",
        "nntp",
        "irc",
        "ircs",
        "xmpp",
        "geo",
        "magnet",
        "webcal",
        "feed",
        "gopher",
        "gemini",
        "skype",
        "callto",
        "whatsapp",
        "tg",
        "bitcoin",
        "ethereum",
        "doi",
        "urn",
        "git",
        "ssh",
        "sip",
        "sips",
    ]
)
# What browsers take out of a URL, or trim, before they look at its scheme; and what only disguises it.
_IGNORED = re.compile(
    r"[\x00-\x20\x7f-\xa0\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+"
)
_SCHEME = re.compile(r"([^/?#:\\]*):(.*)", re.DOTALL)
_IMAGE = re.compile(r"image/(?:png|jpe?g|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon)[;,]", re.IGNORECASE)


def is_safe(url: str, *, image: bool = False) -> bool:
    """Say whether following this URL runs no script; ``image``: whether it may be loaded as a picture."""
    bare = _IGNORED.sub("", url)
    match = _SCHEME.match(bare)
    if match is None:
        return True
    scheme, rest = match.group(1).lower(), match.group(2)
    if scheme in _SCHEMES:
        return True
    if scheme == "data":
        return image and _IMAGE.match(rest) is not None
    # "example.org:8080/x" and "localhost:80" are hosts to whoever wrote them; no browser runs such a scheme.
    return "." in scheme or (rest[:1].isdigit() and scheme not in ("javascript", "vbscript", "livescript"))


def attributes(element: Element, removed: Counter[str] | None = None) -> dict[str, str]:
    """Give the attributes of an element that are harmless; others are counted in ``removed`` where they mattered."""
    own = _ATTRIBUTES.get(element.tag, _EVERYWHERE)
    kept = {}
    for name, value in element.attrs.items():
        if name in own or name in _EVERYWHERE:
            if name in _URLS and not is_safe(value, image=element.tag == "img"):
                _count(removed, f"{name} of an unsafe scheme")
                continue
            if name == "srcset" and "data:" in _IGNORED.sub("", value).lower():
                _count(removed, "srcset of an unsafe scheme")
                continue
            kept[name] = value
        elif name.startswith("on"):
            _count(removed, "event handler")
        elif name == "srcdoc":
            _count(removed, "srcdoc")
    return kept


def is_player(element: Element) -> bool:
    """Say whether an ``iframe`` shows a page over https, which may stay: it runs in its own origin."""
    src = _IGNORED.sub("", element.attrs.get("src", ""))
    return src.lower().startswith(("https://", "//"))


_OLD_PRE = frozenset({"listing", "xmp"})
_PLAYERS = frozenset({"audio", "iframe", "video"})


def clean(root: Root | Element, removed: Counter[str] | None = None) -> None:
    """Take live script out of a tree, in place; what is not allowed gives way to its children.

    ``removed`` counts what went, by kind: "script", "event handler", "href of an unsafe scheme" ...
    """
    # Elements whose children are still to be looked at.
    stack = [root]
    while stack:
        parent = stack.pop()
        kept: list[Element | str] = []
        # The children, and the children of those that gave way, in order.
        todo: list[Element | str] = parent.children[::-1]
        while todo:
            child = todo.pop()
            if isinstance(child, str):
                kept.append(child)
                continue
            tag = child.tag
            if tag == COMMENT:
                continue
            if tag in REMOVED or (tag == "iframe" and not is_player(child)):
                _count(removed, tag)
                continue
            if tag not in ALLOWED:
                todo.extend(reversed(child.children))
                continue
            child.attrs = attributes(child, removed)
            if tag in _OLD_PRE:
                # Read as raw text, where a cleaned neighbour's escapes would not be decoded: written as what it means.
                child.tag = "pre"
            elif tag in _PLAYERS:
                # What stands inside shows only where the player is not known.
                inner = [c for c in child.children if isinstance(c, Element) and c.tag in ("source", "track")]
                child.children = [] if tag == "iframe" else [*inner]
            child.parent = parent
            kept.append(child)
            stack.append(child)
        parent.children = kept


def clean_html(html: str, removed: Counter[str] | None = None) -> str:
    """Take live script out of a piece of HTML and write it anew.

    Writing anew what HTML5's own rules read is what stops mutation: only allowed elements are written, none of
    which changes how the text around it is read.
    """
    root = parse_fragment(html)
    clean(root, removed)
    written = serialise(root)
    root.take_apart()
    return written


def _count(removed: Counter[str] | None, what: str) -> None:
    if removed is not None:
        removed[what] += 1
