"""What the WXR reader kept for this writer, in ``extra["wxr"]``: checked, since any JSON file can hold such a thing.

``blogconv.wordpress`` describes the shape. What is not of it is left out, for it would break the file.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from blogconv.markup.xmltext import FORBIDDEN, attribute
from blogconv.model import Extra
from blogconv.wordpress import TERM_CHILDREN, namespaces

Raw = dict[str, Any]
_NOTHING: Raw = {}
_NAME = re.compile(r"(?!xmlns|isPermaLink)[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?")
_PREFIX = re.compile(r"(?!xml)[^\W\d][\w.-]*", re.IGNORECASE)
_DEEPEST = 2000


class Kept:
    """Takes out of ``extra`` what can be given back; ``tell`` hears the names of what cannot."""

    def __init__(self, site: Extra, tell: Callable[[str], None]) -> None:
        self._tell = tell
        found = site.get("wxr")
        spaces = found.get("namespaces") if isinstance(found, dict) else None
        self._frame = "<x>"
        self.namespaces: dict[str, str] = {
            prefix: uri
            for prefix, uri in _texts(spaces).items()
            if _PREFIX.fullmatch(prefix) and _is_namespace(prefix, uri)
        }
        declared = {**namespaces("1.2"), **self.namespaces}
        self._frame = "<x " + " ".join(f'xmlns:{p}="{attribute(u)}"' for p, u in declared.items()) + ">"

    def of(self, extra: Extra) -> Raw:
        """Give the part that is ours: texts and ``None`` by key, ``elements`` and ``attributes`` that fit."""
        found = extra.get("wxr")
        if not isinstance(found, dict):
            if found is not None:
                self._tell("wxr")
            return _NOTHING
        if all(value is None or type(value) is str for value in found.values()):
            return found
        rules: dict[str, Callable[[Any], Any]] = {
            "elements": self._fragments,
            "attributes": self._attributes,
            "namespaces": lambda value: self.namespaces,
            "names": _texts,
            "term_ids": lambda value: [v if type(v) is str else None for v in value] if type(value) is list else None,
            "author_elements": self._by_index,
            "term_elements": self._by_index,
            "term_names": lambda value: {k: v for k, v in _texts(value).items() if v in TERM_CHILDREN},
        }
        out: Raw = {}
        for key, value in found.items():
            if key in rules:
                if fit := rules[key](value):
                    out[key] = fit
            elif value is None or type(value) is str:
                out[key] = value
            else:
                self._tell(key)
        return out

    def _fragments(self, value: Any) -> list[str]:
        out = []
        for each in _list(value):
            if self._fits(each):
                out.append(each)
            else:
                self._tell("elements")
        return out

    def _by_index(self, value: Any) -> dict[str, list[str]]:
        return {key: self._fragments(inner) for key, inner in value.items()} if isinstance(value, dict) else {}

    def _attributes(self, value: Any) -> dict[str, dict[str, str]]:
        if not isinstance(value, dict):
            return {}
        out: dict[str, dict[str, str]] = {}
        for element, given in value.items():
            fit = {name: text for name, text in _texts(given).items() if _NAME.fullmatch(name)}
            spelled = "".join(f' {name}="{attribute(text)}"' for name, text in fit.items())
            if fit and self._fits(f"<x{spelled}/>"):
                out[element] = fit
            else:
                self._tell("attributes")
        return out

    def _fits(self, fragment: str) -> bool:
        """Say whether a fragment is well-formed and knows all its prefixes."""
        parser = ParserCreate(namespace_separator=" ")
        depth = 0

        def start(name: str, attributes: Mapping[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEEPEST:
                raise _TooDeepError

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            if depth == 0 and parser.CurrentByteIndex < size:
                raise _TooDeepError  # the fragment closes the frame itself

        parser.StartElementHandler, parser.EndElementHandler = start, end
        framed = f"{self._frame}{fragment}</x>"
        try:
            data = framed.encode()
            size = len(data) - len("</x>")
            parser.Parse(data, True)
        except (ExpatError, UnicodeEncodeError, _TooDeepError):
            return False
        return not FORBIDDEN.search(fragment)


def _is_namespace(prefix: str, uri: str) -> bool:
    """Ask libxml2, the parser of WordPress: unlike expat it insists on an address that is one."""
    from lxml import etree

    try:
        etree.fromstring(f'<x xmlns:{prefix}="{attribute(uri)}"/>')
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True


class _TooDeepError(Exception):
    """A fragment is nested too deeply, or does not end where it should."""


def _texts(value: Any) -> dict[str, str]:
    """Take the texts of a mapping."""
    return {k: v for k, v in value.items() if type(v) is str} if isinstance(value, dict) else {}


def _list(value: Any) -> Iterable[str]:
    return [v for v in value if type(v) is str] if isinstance(value, list) else []
