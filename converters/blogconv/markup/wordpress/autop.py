"""Implied paragraphs: an empty line parts paragraphs, a line end breaks the line.

What WordPress does to classic posts and comments when it shows them (``wpautop`` in wp-includes/formatting.php of
6.x), step by step so that odd input comes out as odd as there, but in time linear in the input.
"""

import re

_BLOCK = (
    "(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address"
    "|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu"
    "|summary)"
)
# "[^<>]" where WordPress writes "[^>]": a thousand unclosed tags must not be searched to the end a thousand times.
_TAG = rf"</?{_BLOCK}(?:[\s/][^<>]*)?>"


def _regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | flags)


_OPENS_OR_CLOSES = _regex(rf"(<{_BLOCK}(?=[\s/>]))|(</{_BLOCK}>|<hr\s*/?>)")
_TWO_BREAKS = _regex(r"<br\s*/?>\s*<br\s*/?>")
_LINES_IN_TAG = _regex(r"<[a-zA-Z/!][^<>]*\n[^<>]*>")
_OPTION = _regex(r"(?<!\s)\s+(?=<option)|(?<=</option>)\s+")
_OBJECT = _regex(r"(<object[^<>]*>)\s+|(?<!\s)\s+(?=</object>)|(?<!\s)\s*(</?(?:param|embed)[^<>]*>)\s*")
_PLAYER = _regex(
    r"([<\[](?:audio|video)[^<>\[\]]*[>\]])\s+|(?<!\s)\s+(?=[<\[]/(?:audio|video)[>\]])|(?<!\s)\s*(<(?:source|track)[^<>]*>)\s*"
)
_FIGCAPTION = _regex(r"(?<!\s)\s+(?=<figcaption[^<>]*>)|(?<=</figcaption>)\s+")
_EMPTY_LINES = _regex(r"\n\s*\n")
_EMPTY = _regex(r"<p>\s*</p>")
_CLOSED_INSIDE = _regex(r"<p>([^<]+)</(div|address|form)>")
_ONLY_TAG = _regex(rf"<p>\s*({_TAG})\s*</p>")
_ITEM = _regex(r"<p>(<li[^\n]+?)</p>")
_QUOTE = _regex(r"<p><blockquote([^<>]*)>", re.IGNORECASE)
_TAG_FIRST = _regex(rf"<p>\s*({_TAG})")
_TAG_LAST = _regex(rf"({_TAG})\s*</p>")
_BREAK_AFTER_TAG = _regex(rf"({_TAG})\s*<br />")
_BREAK_BEFORE_TAG = _regex(r"<br />(\s*</?(?:p|li|div|dl|dd|dt|th|pre|td|ul|ol)(?=[\s/>])[^<>]*>)")
_BREAKS = _regex(r"<br\s*/?>")
_VERBATIM = ("script", "style", "svg", "math")
_PRE = _regex(r"<pre[\s>]")

# Stand for a line end in a place where it means nothing, and for a whole <pre>; no input holds them (XML forbids).
_HIDDEN, _HELD = "\x01", "\x02"


def autop(text: str) -> str:
    """Turn line ends into paragraphs and breaks as WordPress does."""
    if not text.strip():
        return ""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace(_HIDDEN, "").replace(_HELD, "")
    if "<" not in text:
        return _plain(text)
    text, held = _hold_pre(text + "\n")
    if "<br" in text:
        text = _TWO_BREAKS.sub("\n\n", text)
    text = _OPENS_OR_CLOSES.sub(lambda m: f"\n\n{m[1]}" if m[1] else f"{m[2]}\n\n", text)
    text = _LINES_IN_TAG.sub(lambda m: m.group().replace("\n", _HIDDEN), text)
    if "<option" in text:
        text = _OPTION.sub("", text)
    if "</object>" in text:
        text = _OBJECT.sub(lambda m: m[1] or m[2] or "", text)
    if "<source" in text or "<track" in text:
        text = _PLAYER.sub(lambda m: m[1] or m[2] or "", text)
    if "<figcaption" in text:
        text = _FIGCAPTION.sub("", text)
    parts = [part.strip("\n") for part in _EMPTY_LINES.split(text)]
    text = "".join([f"<p>{part}</p>\n" for part in parts if part])
    text = _EMPTY.sub("", text)
    text = _CLOSED_INSIDE.sub(r"<p>\1</p></\2>", text)
    text = _ONLY_TAG.sub(r"\1", text)
    if "<p><li" in text:
        text = _ITEM.sub(r"\1", text)
    if "blockquote" in text:
        text = _QUOTE.sub(r"<blockquote\1><p>", text).replace("</blockquote></p>", "</p></blockquote>")
    text = _TAG_FIRST.sub(r"\1", text)
    text = _TAG_LAST.sub(r"\1", text)
    text = _breaks(text)
    text = _BREAK_AFTER_TAG.sub(r"\1", text)
    text = _BREAK_BEFORE_TAG.sub(r"\1", text)
    text = text.removesuffix("\n").removesuffix("\n</p>") + ("</p>" if text.endswith("\n</p>") else "")
    for index, pre in enumerate(held):
        text = text.replace(f"<pre {_HELD}{index}{_HELD}></pre>", pre, 1) if len(held) < 3 else text
    if len(held) >= 3:
        text = _regex(f"<pre {_HELD}(\\d+){_HELD}></pre>").sub(lambda m: held[int(m[1])], text)
    return text.replace(_HIDDEN, "\n")


def _plain(text: str) -> str:
    parts = [part.strip("\n") for part in _EMPTY_LINES.split(text.strip("\n"))]
    return "\n".join([f"<p>{_lines(part)}</p>" for part in parts if part.strip()])


def _lines(text: str) -> str:
    lines = [line.rstrip(" \t\f\v") for line in text.split("\n")]
    return "<br />\n".join([line for line in lines if line]) if len(lines) > 1 else text


def _hold_pre(text: str) -> tuple[str, list[str]]:
    if "<pre" not in text:
        return text, []
    # Text up to each "</pre>" with its first "<pre" held back; a "<pre" that is never closed is left alone.
    held: list[str] = []
    out: list[str] = []
    chunks = text.split("</pre>")
    for chunk in chunks[:-1]:
        start = chunk.find("<pre")
        if start < 0:
            out.append(chunk)
            continue
        out.append(f"{chunk[:start]}<pre {_HELD}{len(held)}{_HELD}></pre>")
        held.append(chunk[start:] + "</pre>")
    out.append(chunks[-1])
    return "".join(out), held


def _breaks(text: str) -> str:
    text = _hide_verbatim(text)
    text = _BREAKS.sub("<br />", text)
    out: list[str] = []
    # A line end with the white space before it is one break, unless a break stands there already.
    for line in text.split("\n"):
        bare = line.rstrip(" \t\f\v")
        if bare:
            out.append(line)
        elif out:
            out[-1] += ""
    return "\n".join([_broken(line) for line in out[:-1]] + out[-1:]) + "\n" if out else ""


def _broken(line: str) -> str:
    if line.rstrip().endswith("<br />"):
        return line.rstrip()
    return line.rstrip(" \t\f\v") + "<br />"


def _hide_verbatim(text: str) -> str:
    # A name that nothing closes from here on is not looked for again.
    names = [name for name in _VERBATIM if f"</{name}>" in text]
    out: list[str] = []
    done = at = 0
    while names and (match := _regex(rf"<({'|'.join(names)})\b").search(text, at)):
        end = text.find(f"</{match[1]}>", match.end())
        if end < 0:
            names.remove(match[1])
            at = match.end()
            continue
        out += [text[done : match.start()], text[match.start() : end].replace("\n", _HIDDEN)]
        done = at = end
    out.append(text[done:])
    return "".join(out)
