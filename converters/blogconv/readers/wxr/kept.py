"""What every kind of record has: custom fields, and the rest that no field of the schema holds."""

from collections.abc import Callable
from typing import Any

from blogconv.markup.wordpress_names import shown, stored_name
from blogconv.model import MetaEntry
from blogconv.readers.wxr.assemble import Raw
from blogconv.readers.wxr.place import Place


def metas(raws: list[Raw]) -> tuple[MetaEntry, ...]:
    """Make the custom fields of a record."""
    return tuple([MetaEntry(key=raw.get("wp:meta_key", ""), value=raw.get("wp:meta_value")) for raw in raws])


def name(raw: str | None, extra: dict[str, Any], key: str, usual: Callable[[str], str] = stored_name) -> str | None:
    """Read a title or name as it is displayed; how it was stored goes to ``extra[key]``, if not as ``usual``."""
    if not raw:
        return None
    text = shown(raw)
    if usual(text) != raw:
        extra[key] = raw
    return text or None


def listed_name(raw: str | None, extra: dict[str, Any]) -> str | None:
    """Read one of many names of a record; how it was stored goes to ``extra["names"]`` by how it is displayed."""
    kept: dict[str, Any] = {}
    text = name(raw, kept, "raw")
    if kept:
        extra.setdefault("names", {})[text or ""] = kept["raw"]
    return text


def keep_rest(raw: Raw, extra: dict[str, Any], place: Place) -> None:
    """Keep unknown elements and attributes, and tell what stood where it should not; for a record that has ``@odd``."""
    for key, name in (("@elements", "elements"), ("@attributes", "attributes"), ("@text", "text")):
        if key in raw:
            extra[name] = _both(extra[name], raw[key]) if name in extra else raw[key]
    if "@text" in raw:
        place.note("wxr-stray-text", f"text between elements: {raw['@text'][:200]!r}")
    for name in raw.get("@again", ()):
        place.note("wxr-duplicate-element", f"<{name}> stands more than once; the first counts")
    for name in raw.get("@lost", ()):
        place.note("wxr-misplaced", f"<{name}> stands where none belongs; it is in extra.wxr.elements, but not read")
    for name in raw.get("@raw", ()):
        place.note("wxr-raw-html", f"<{name}> holds markup that is neither escaped nor in CDATA; kept as text")
    for key in ("wp:postmeta", "wp:commentmeta", "wp:termmeta"):
        for entry in raw.get(key, ()):
            if "@odd" in entry:
                keep_rest(entry, extra, place)


def _both(before: Any, more: Any) -> Any:
    """Join what two parts of a record have; of one attribute twice, the record's own counts."""
    if isinstance(before, list):
        return before + more
    return f"{before}\n{more}" if isinstance(before, str) else {**more, **before}
