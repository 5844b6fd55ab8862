"""Write preformatted text: fences with their language, verse as lines, the rest as raw HTML."""

import re

from blogconv.markup.tree import Element, classes, elements, find, text

_LANGUAGE = re.compile(r"(?:language|lang|brush|highlight-source|highlight-text|code)[-:]([\w+#.-]+)", re.IGNORECASE)
_HIGHLIGHTERS = frozenset(["hljs", "prettyprint", "sourcecode", "highlight", "syntaxhighlighter", "brush:", "code"])
_NAME = re.compile(r"[\w+#.-]{1,40}")


def fenced(node: Element) -> list[str]:
    """Write a ``pre`` as a fenced block; no lines for an empty one."""
    code = text(_breaks_as_lines(node)).replace("\r\n", "\n").replace("\r", "\n")
    code = code.removesuffix("\n")
    if not code.strip():
        return []
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    return [fence + language(node), *code.split("\n"), fence]


def language(node: Element) -> str:
    """Find the language of a code block in the classes and attributes that highlighters use, or ``""``."""
    candidates = [node, *find(node, "code")]
    if node.parent is not None:
        candidates.append(node.parent)
    for element in candidates:
        names = element.attrs.get("class", "")
        # "brush: ruby; title: x" is how SyntaxHighlighter writes it.
        found = _LANGUAGE.search(names.replace("brush: ", "brush:"))
        if found:
            return found.group(1)
        for key in ("data-lang", "data-language", "data-enlighter-language"):
            if _NAME.fullmatch(element.attrs.get(key, "")):
                return element.attrs[key]
    for element in candidates:
        if element.tag == "code" and _NAME.fullmatch(element.attrs.get("lang", "")):
            return element.attrs["lang"]
        rest = [name for name in classes(element) if name.lower() not in _HIGHLIGHTERS]
        if len(rest) == 1 and len(classes(element)) > 1 and "hljs" in classes(element) and _NAME.fullmatch(rest[0]):
            return rest[0]
    return ""


def is_verse(node: Element) -> bool:
    """Say whether this is poetry, whose lines matter but whose markup is prose."""
    return "wp-block-verse" in classes(node)


def verse(node: Element) -> "list[Element | str]":
    """Turn the line ends of verse into breaks and its indents into hard spaces."""
    out: list[Element | str] = []
    for child in node.children:
        if not isinstance(child, str):
            out.append(child)
            continue
        for number, line in enumerate(child.split("\n")):
            if number:
                out.append(Element("br"))
            bare = line.lstrip(" ")
            out.append("\u00a0" * (len(line) - len(bare)) + bare)
    return out


def needs_raw(node: Element) -> bool:
    """Say whether a fence would lose a link or picture, in text that is not marked as code."""
    if any(element.tag == "code" for element in elements(node)) or language(node):
        return False
    return any(e.tag == "img" or (e.tag == "a" and e.attrs.get("href")) for e in elements(node))


def _breaks_as_lines(node: Element) -> Element:
    if not any(element.tag == "br" for element in elements(node)):
        return node
    flat: list[Element | str] = []
    stack: list[Element | str] = list(reversed(node.children))
    while stack:
        child = stack.pop()
        if isinstance(child, str):
            flat.append(child)
        elif child.tag == "br":
            flat.append("\n")
        else:
            stack.extend(reversed(child.children))
    return Element(node.tag, node.attrs, flat)
