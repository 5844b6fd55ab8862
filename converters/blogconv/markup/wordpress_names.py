"""Titles and names as WordPress stores them: as HTML, of which a reader of the blog sees the characters.

One and the same title may be stored in several ways (``Q & A``, ``Q &amp; A``, ``Q &#038; A``). WordPress escapes the
names of authors, commenters and terms (``_wp_specialchars``), but leaves a title as an editor types it.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#(?:[0-9]{1,9}|[xX][0-9A-Fa-f]{1,8})|([A-Za-z][A-Za-z0-9]{1,31}));")
_WOULD_BE_READ = re.compile(r"&(?=#|[A-Za-z][A-Za-z0-9]*;)")


def shown(raw: str) -> str:
    """Read the entities of a stored title or name; tags stay, since a bare ``<`` is stored too."""
    return _REFERENCE.sub(_character, raw) if "&" in raw else raw


def stored_title(text: str) -> str:
    """Write a title as HTML: no entity that is none, no ``<`` that would begin a tag."""
    if "&" in text:
        text = _WOULD_BE_READ.sub("&amp;", text)
    return text.replace("<", "&lt;")


def stored_name(text: str) -> str:
    """Write a name as HTML."""
    return escape(text, quote=False)


def stored_as(text: str, raw: object, usual: Callable[[str], str] = stored_name) -> str:
    """Write a name, or by ``usual`` a title, as it was stored, if ``raw`` is that, and still means the same."""
    return raw if isinstance(raw, str) and shown(raw) == text else usual(text)


def _character(found: "re.Match[str]") -> str:
    name = found[1]
    return unescape(found[0]) if name is None else html5.get(f"{name};", found[0])
