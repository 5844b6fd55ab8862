"""HTML and plain text as WordPress source, where a line break means ``<br>`` and an empty line a paragraph.

The way back of WordPress's own rendering (``wpautop`` in wp-includes/formatting.php): what comes out renders to what
went in. Tags are looked at, not parsed: whatever is not understood is passed on as it stands.
"""

import re
from collections import Counter

TOKEN = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^<>]*)>")
_BREAK = re.compile(r"[ \t\f]*\n\s*")
_MANY = re.compile(r"\n[ \t]*\n\s*")
# Stand-ins for tags that become line breaks, told apart from the line breaks of the text itself.
_LINE, _PARAGRAPH, _EDGE = "\x01", "\x02", "\x03"
# Inside these WordPress leaves line breaks alone.
_VERBATIM = frozenset({"pre", "script", "style", "svg", "math"})
# Inside these an empty line does not make a clean paragraph.
_STRUCTURE = frozenset({"ul", "ol", "dl", "table", "form", "figure", "details", "object", "select", "fieldset"})
# The tags around which wpautop makes its own line breaks.
_BLOCK_TAGS = (
    "table thead tfoot caption col colgroup tbody tr td th div dl dd dt ul ol li pre form map area blockquote address "
    "style p h1 h2 h3 h4 h5 h6 hr fieldset legend section article aside hgroup header footer nav figure figcaption "
    "details menu summary br script"
)
_BLOCK = frozenset(_BLOCK_TAGS.split())
_VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_TAGS.split())
# Text that looks like one of core's shortcodes would be run; ``&#91;`` only shows the bracket.
_SHORTCODE = re.compile(r"\[(?=/?(?:wp_caption|caption|gallery|playlist|audio|video|embed)[\s\]/])", re.IGNORECASE)


def post_source(content: str, form: str, *, blocks: bool = False) -> str:
    """Write a post's body, given as ``html``, ``text`` or ``markdown``, as classic or block source."""
    if form == "html":
        content = _SHORTCODE.sub("&#91;", content)
        return _html_blocks(content) if blocks else _unbroken(content)
    content = _SHORTCODE.sub("&#91;", _from_text(content))
    return _text_blocks(content) if blocks else content


def comment_source(content: str, form: str) -> str:
    """Write a comment as WordPress stores it: paragraphs and breaks as lines, since its filters drop ``<p>``.

    (kses allows a commenter ``a abbr acronym b blockquote cite code del em i q s strike strong`` and no other tag;
    all are passed on, because an administrator's import keeps them.)
    """
    if form != "html":
        return _from_text(content)
    if "<" not in content and "\n" not in content:
        return content
    out: list[str] = []
    inside: Counter[str] = Counter()
    kept: dict[str, list[bool]] = {"p": [], "div": []}
    for piece, name, closing, bare in _tokens(content):
        if name is None:
            out.append(_BREAK.sub(" ", piece) if not _any(inside, _VERBATIM) else piece)
            continue
        if name in _STRUCTURE or name in _VERBATIM:
            inside[name] = max(0, inside[name] + (-1 if closing else 1))
        elif name == "br":
            piece = _LINE if bare and not any(inside.values()) else piece
        elif name in kept:
            # A closing tag has the fate of its opening one: those with attributes mean more than a paragraph.
            if closing:
                keep = kept[name].pop() if kept[name] else False
            else:
                keep = not bare or any(inside.values())
                kept[name].append(keep)
            piece = piece if keep else _PARAGRAPH if name == "p" else _EDGE
        out.append(piece)
    return _tidy(out)


def _tidy(pieces: list[str]) -> str:
    """Join what ``comment_source`` made; whitespace around the line breaks that stand for tags is not text."""
    out: list[str] = []
    lines = 2  # Line breaks at the end so far; those at the very start are dropped.
    for piece in pieces:
        if piece in (_LINE, _PARAGRAPH, _EDGE):
            while out and not out[-1].strip(" "):
                out.pop()
            if out and not lines:
                out[-1] = out[-1].rstrip(" ")
            # Two <br> in a row are an empty line; more than one empty line WordPress does not show.
            wanted = 2 if piece == _PARAGRAPH else max(lines, 1) if piece == _EDGE else min(lines + 1, 2)
            out.append("\n" * (wanted - lines))
            lines = wanted
            continue
        if lines:
            piece = piece.lstrip(" ")
        if piece:
            out.append(piece)
            lines = 0
    while out and not out[-1].strip("\n"):
        out.pop()
    return "".join(out)


def _unbroken(content: str) -> str:
    """Take the line breaks out of HTML that mean nothing in HTML and ``<br>`` in WordPress."""
    if "\n" not in content:
        return content
    out: list[str] = []
    inside: Counter[str] = Counter()
    at_block = True
    for piece, name, closing, _ in _tokens(content):
        if name is None:
            if _any(inside, _VERBATIM):
                pass
            elif inside["textarea"]:
                piece = piece.replace("\n", "&#10;")
            elif "\n" in piece:
                piece = _spaced(piece, out, at_block)
        else:
            if name in _VERBATIM or name == "textarea":
                inside[name] = max(0, inside[name] + (-1 if closing else 1))
            if name in _BLOCK and out and out[-1] == " ":
                out[-1] = "\n"
        at_block = name in _BLOCK if name is not None else at_block and not piece.strip()
        out.append(piece)
    return "".join(out)


def _spaced(text: str, out: list[str], at_block: bool) -> str:
    stripped = text.strip()
    if not stripped:
        return "\n" if at_block else " "
    lead = text[: len(text) - len(text.lstrip())]
    if at_block and "\n" in lead:
        out.append("\n")
        text = text.lstrip()
    trail = text[len(text.rstrip()) :]
    body = _BREAK.sub(" ", text[: len(text) - len(trail)])
    return body + (" " if "\n" in trail else trail)


def _from_text(content: str) -> str:
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text_blocks(content: str) -> str:
    paragraphs = (p.strip("\n") for p in _MANY.split(content))
    return "\n\n".join(_paragraph("<p>" + p.replace("\n", "<br>") + "</p>") for p in paragraphs if p.strip())


def _html_blocks(content: str) -> str:
    """Cut HTML at its outermost plain paragraphs; what stands between them becomes HTML blocks."""
    out: list[str] = []
    rest: list[str] = []
    paragraph: list[str] | None = None
    open_tags: list[str] = []
    count: Counter[str] = Counter()
    for piece, name, closing, bare in _tokens(content):
        if name == "p" and bare and not closing and not open_tags:
            _flush(rest, out)
            paragraph = [piece]
            open_tags.append("p")
            count["p"] += 1
            continue
        if name is not None and closing:
            if count[name]:
                while (gone := open_tags.pop()) != name:
                    count[gone] -= 1
                count[name] -= 1
        elif name is not None and name not in _VOID:
            open_tags.append(name)
            count[name] += 1
        (rest if paragraph is None else paragraph).append(piece)
        if paragraph is not None and not open_tags:
            if name == "p" and closing:
                out.append(_paragraph("".join(paragraph)))
            else:
                rest.extend(paragraph)
            paragraph = None
    rest = [*(paragraph or ()), *rest] if paragraph else rest
    _flush(rest, out)
    return "\n\n".join(out)


def _flush(rest: list[str], out: list[str]) -> None:
    html = "".join(rest).strip()
    if html:
        out.append(f"<!-- wp:html -->\n{html}\n<!-- /wp:html -->")
    rest.clear()


def _paragraph(html: str) -> str:
    return f"<!-- wp:paragraph -->\n{html}\n<!-- /wp:paragraph -->"


def _tokens(content: str) -> list[tuple[str, str | None, bool, bool]]:
    """Cut HTML into text (name ``None``) and tags: piece, lower-case name, closing, without attributes."""
    found: list[tuple[str, str | None, bool, bool]] = []
    end = 0
    for match in TOKEN.finditer(content):
        if match.start() > end:
            found.append((content[end : match.start()], None, False, False))
        found.append((match[0], match[2].lower(), bool(match[1]), match[3] in ("", "/", " /")))
        end = match.end()
    if end < len(content):
        found.append((content[end:], None, False, False))
    return found


def _any(inside: Counter[str], names: frozenset[str]) -> bool:
    return any(inside[name] for name in names)
