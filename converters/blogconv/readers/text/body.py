"""Make HTML of a body's lines: paragraphs, verse, lists, quotes, headings and code."""

import re
from collections.abc import Sequence
from html import escape

from blogconv.readers.text.layout import Line
from blogconv.readers.text.links import INLINE_IMAGE, INLINE_LINK, address_of

# No two stars within: marks that nothing closes would each be sought to the end of the line.
_STRONG = re.compile(r"\*\*(?=\S)((?:(?!\*\*).)+)(?<=\S)\*\*")
_EM = re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)")
_CODE = re.compile(r"`([^`]+)`")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE_SIGNS = re.compile(r"[{}();=<>]$|^\s*(?:def|if|for|while|return|function|var|\$|//|/\*|#include)\b|\w\(.*\)")
_HELD = re.compile("\x02(\\d+)\x03")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def make_html(lines: Sequence[Line], *, marked: bool = False, lead: str = "") -> str:
    """Write lines as HTML: blank lines part paragraphs, other line ends are kept as ``<br>``, list marks make lists.

    ``marked``: Markdown-like marks are turned into elements. ``lead``: words before the first line.
    """
    blocks = _blocks(lines)
    out: list[str] = []
    if lead:
        if blocks and not blocks[0][0].gap and not blocks[0][0].mark:
            first = "<br>\n".join([_inline(lead, marked), *(_line(line, marked) for line in blocks[0])])
            out.append(f"<p>{first}</p>")
            blocks = blocks[1:]
        else:
            out.append(f"<p>{_inline(lead, marked)}</p>")
    i = 0
    while i < len(blocks):
        block = blocks[i]
        if block[0].mark:
            end = i + 1
            base = block[0].indent
            while end < len(blocks) and (blocks[end][0].mark or blocks[end][0].indent > base):
                end += 1
            out.append(_list([line for b in blocks[i:end] for line in b], marked))
            i = end
            continue
        out.append(_block(block, marked))
        i += 1
    return "\n".join(part for part in out if part)


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Part lines at blank lines and at list marks."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not line.text:
            continue
        if not blocks or line.gap or line.mark or line.level or blocks[-1][0].level:
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _block(block: list[Line], marked: bool) -> str:
    if block[0].level:
        level = min(6, block[0].level)
        return f"<h{level}>{_line(block[0], marked)}</h{level}>"
    if len(block) > 1 and _is_code(block):
        base = min(line.indent for line in block)
        return "<pre>" + "\n".join(" " * (line.indent - base) + _safe(line.text) for line in block) + "</pre>"
    if marked and all(line.text.startswith(">") for line in block):
        inner = "<br>\n".join(_inline(line.text.lstrip("> "), marked) for line in block if line.text.strip("> "))
        return f"<blockquote><p>{inner}</p></blockquote>" if inner else ""
    return "<p>" + "<br>\n".join(_line(line, marked) for line in block) + "</p>"


def _is_code(block: list[Line]) -> bool:
    indents = {line.indent for line in block}
    signs = sum(1 for line in block if _CODE_SIGNS.search(line.text))
    return len(indents) > 1 and signs * 2 >= len(block)


def _list(lines: list[Line], marked: bool) -> str:
    """Write a run of list items, inner lists by their indents."""
    out: list[str] = []
    open_: list[tuple[int, str]] = []
    for line in lines:
        if not line.mark:
            out.append(("<br>\n" if not line.gap else "<br>\n<br>\n") + _line(line, marked))
            continue
        while open_ and line.indent < open_[-1][0]:
            out.append(f"</li></{open_.pop()[1]}>")
        tag = "ol" if line.number >= 0 else "ul"
        if open_ and (line.indent == open_[-1][0] or len(open_) > 20):
            out.append("</li>\n")
        else:
            start = f' start="{line.number}"' if line.number > 1 else ""
            out.append(f"{chr(10) if open_ else ''}<{tag}{start}>\n")
            open_.append((line.indent, tag))
        out.append("<li>" + _line(line, marked))
    while open_:
        out.append(f"</li></{open_.pop()[1]}>")
    return "".join(out)


def _line(line: Line, marked: bool) -> str:
    """Write one line with its links."""
    if not line.linked:
        return _inline(line.text, marked)
    held: list[str] = []

    def hold(link: re.Match[str]) -> str:
        address = address_of(link)
        words = _inline(link[2].strip(), marked)
        if link[1] or not words:
            return ""
        web = address.startswith(("http://", "https://"))
        held.append(f'<a href="{escape(address)}">{words}</a>' if web else words)
        return f"\x02{len(held) - 1}\x03"

    text = INLINE_LINK.sub(hold, INLINE_IMAGE.sub("", _CONTROL.sub("", line.linked)))
    return _HELD.sub(lambda found: held[int(found[1])], _marks(escape(text, quote=False).strip(), marked))


def _inline(text: str, marked: bool) -> str:
    return _marks(_safe(text), marked)


def _marks(text: str, marked: bool) -> str:
    if marked and any(c in text for c in "*_`\\"):
        text = _STRONG.sub(r"<strong>\1</strong>", text)
        text = _EM.sub(r"<em>\1</em>", text)
        text = _CODE.sub(r"<code>\1</code>", text)
        text = _ESCAPED.sub(r"\1", text)
    return text


def _safe(text: str) -> str:
    return escape(_CONTROL.sub("", text), quote=False).rstrip()
