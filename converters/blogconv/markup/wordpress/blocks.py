"""Blocks: HTML between ``<!-- wp:name {...} -->`` comments; the few whose meaning is in the comment alone."""

import json
import re
from collections import Counter
from typing import Any

from blogconv.markup.tree import escape_attribute, escape_text
from blogconv.markup.wordpress.shortcodes import link

# The editor writes "<" and ">" inside the JSON as escapes, so a comment never reaches over the next tag.
_COMMENT = re.compile(r"<!--\s+(/)?wp:([a-z][a-z0-9_-]*(?:/[a-z0-9_-]+)?)\s*(\{[^<>\n]*\})?\s*(/)?-->")
_EMBED = re.compile(r'(<div class="wp-block-embed__wrapper">)\s*(https?://[^\s<>"]+)\s*(</div>)')
# Blocks that show no text of their own, so that a post loses nothing with them.
_SILENT = re.compile(
    r"(?:core/)?(?:spacer|separator|social-links|navigation|home-link|footnotes|missing|nextpage|more)"
)


def has_blocks(source: str) -> bool:
    """Say whether a post was written in blocks; WordPress then implies no paragraphs."""
    return "<!-- wp:" in source


def strip_blocks(source: str, unknown: Counter[str], footnotes: str | None = None) -> str:
    """Take the comments off, keeping what only they say: a code's language, the address of a link, footnotes."""
    out: list[str] = []
    done = 0
    for match in _COMMENT.finditer(source):
        out.append(source[done : match.start()])
        done = match.end()
        if match[1]:
            continue
        name = match[2]
        attributes = _json(match[3]) if match[3] and (match[4] or '"language"' in match[3]) else {}
        if name == "footnotes" and footnotes:
            out.append(_footnotes(footnotes))
        elif match[4]:
            out.append(_alone(name, attributes, unknown))
        elif isinstance(attributes.get("language"), str) and re.fullmatch(r"[\w+#.-]+", attributes["language"]):
            rest = source[done : done + 400]
            if re.match(r"\s*(?:<div[^<>]*>\s*)?<pre\b", rest) and "language-" not in rest.split(">", 1)[0]:
                at = source.index("<pre", done) + 4
                out.append(f'{source[done:at]} data-language="{escape_attribute(attributes["language"])}"')
                done = at
    out.append(source[done:])
    text = "".join(out)
    return _EMBED.sub(lambda m: f"{m[1]}{link(m[2])}{m[3]}", text) if "wp-block-embed" in text else text


def _alone(name: str, attributes: dict[str, Any], unknown: Counter[str]) -> str:
    """Write a block that has no HTML of its own."""
    url, label = attributes.get("url"), attributes.get("label") or attributes.get("service")
    if isinstance(url, str) and url:
        return f"<p>{link(url, label if isinstance(label, str) else None)}</p>"
    if not _SILENT.fullmatch(name):
        unknown[f"wp:{name}"] += 1
    return ""


def _footnotes(source: str) -> str:
    try:
        notes = json.loads(source)
    except ValueError:
        return f"<p>{escape_text(source)}</p>"
    if not isinstance(notes, list):
        return f"<p>{escape_text(source)}</p>"
    items = [
        f'<li id="{escape_attribute(str(n.get("id")))}">{n.get("content", "")} '
        f'<a href="#{escape_attribute(str(n.get("id")))}-link">↩︎</a></li>'
        for n in notes
        if isinstance(n, dict)
    ]
    return f'<ol class="wp-block-footnotes">{"".join(items)}</ol>'


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
