"""What every kind of record has: custom fields, and the rest that no field of the schema holds."""

from typing import Any

from blogconv.model import MetaEntry
from blogconv.readers.wxr.assemble import Raw
from blogconv.readers.wxr.place import Place


def metas(raws: list[Raw]) -> tuple[MetaEntry, ...]:
    """Make the custom fields of a record."""
    return tuple([MetaEntry(key=raw.get("wp:meta_key", ""), value=raw.get("wp:meta_value")) for raw in raws])


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
