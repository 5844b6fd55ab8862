"""The published JSON Schema is the model's, says what every field means, and holds for what is written."""

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from blogconv import schema
from blogconv.canonical import line_of
from blogconv.model import Record
from strategies import ARCHIVES

ROOT = Path(__file__).parent.parent
DEFINITIONS = schema.generate()["$defs"]


def test_the_published_schema_is_the_models() -> None:
    """Else run ``python -m blogconv.schema > schemas/blogconv-1.schema.json`` and read the difference."""
    assert (ROOT / "schemas" / schema.FILE).read_bytes() == schema.text()
    assert schema.published() == schema.text()


def test_every_field_has_a_meaning() -> None:
    for name, part in DEFINITIONS.items():
        assert part["description"]
        for key, value in part.get("properties", {}).items():
            assert value.get("description") or "$ref" in value, f"{name}.{key}"


def test_no_meaning_is_left_over() -> None:
    known = {*DEFINITIONS, *(f"{n}.{key}" for n, part in DEFINITIONS.items() for key in part.get("properties", {}))}
    assert set(schema._MEANINGS) <= known


def test_the_docs_tell_every_field() -> None:
    docs = (ROOT / "docs" / "schema.md").read_text("utf-8")
    sections = dict(re.findall(r"^## (\w+).*?\n(.*?)(?=^## |\Z)", docs, re.MULTILINE | re.DOTALL))
    for name, part in DEFINITIONS.items():
        for key in part.get("properties", {}):
            assert re.search(rf"^\| .*`{key}`.* \|", sections[name], re.MULTILINE), f"docs/schema.md: {name}.{key}"


@given(ARCHIVES)
@settings(max_examples=25, deadline=None)
def test_what_is_written_fits_the_schema(records: list[Record]) -> None:
    for record in records:
        assert _misfit(json.loads(line_of(record)), {"anyOf": [DEFINITIONS["Site"], DEFINITIONS["Post"]]}) is None


def test_what_does_not_fit_is_found() -> None:
    for bad in ({"kind": "post"}, {"kind": "post", "id": 1}, {"kind": "post", "id": "1", "published": "x"}, {}, 3):
        assert _misfit(bad, {"anyOf": [DEFINITIONS["Site"], DEFINITIONS["Post"]]})


_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def _misfit(value: Any, rule: dict[str, Any]) -> str | None:
    """Check the part of JSON Schema that ours uses; say what does not fit."""
    known = {"$ref", "anyOf", "const", "type", "pattern", "minimum", "maximum", "properties", "required", "items"}
    assert set(rule) <= known | {"description", "default"}
    if "$ref" in rule:
        return _misfit(value, DEFINITIONS[rule["$ref"].rpartition("/")[2]])
    if "anyOf" in rule:
        found = [_misfit(value, choice) for choice in rule["anyOf"]]
        return None if None in found else str(found)
    if "const" in rule:
        return None if value == rule["const"] else f"{value!r} is not {rule['const']!r}"
    kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    if not any(isinstance(value, _TYPES[kind]) and (kind == "boolean") == isinstance(value, bool) for kind in kinds):
        return f"{value!r} is not {kinds}"
    if "pattern" in rule and not re.search(rule["pattern"], value):
        return f"{value!r} does not match"
    if not rule.get("minimum", value) <= value <= rule.get("maximum", value) if "minimum" in rule else False:
        return f"{value!r} is out of range"
    if isinstance(value, dict):
        missing = [key for key in rule.get("required", ()) if key not in value]
        parts = [_misfit(value[key], part) for key, part in rule.get("properties", {}).items() if key in value]
        return next((part for part in [*(f"no {key}" for key in missing), *parts] if part), None)
    if isinstance(value, list):
        return next((part for part in (_misfit(item, rule["items"]) for item in value) if part), None)
    return None
