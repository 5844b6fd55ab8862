"""The JSON Schema of the canonical form, generated from the model; ``schemas/`` holds it as published.

``python -m blogconv.schema > schemas/blogconv-1.schema.json`` writes it anew; a test fails when the two differ.
"""

from pathlib import Path
from typing import Any

import msgspec

from blogconv.model import SCHEMA, Post, Site

FILE = "blogconv-1.schema.json"

_DOCUMENT = {
    "description": "A whole archive in one document (format `json`).",
    "type": "object",
    "properties": {
        "schema": {"description": "The version of this schema.", "const": SCHEMA},
        "site": {"$ref": "#/$defs/Site"},
        "posts": {"description": "In source order.", "type": "array", "items": {"$ref": "#/$defs/Post"}},
    },
    "required": ["schema", "site", "posts"],
}
# Where the model's name says it all to a programmer, but not yet to everybody.
_MEANINGS = {
    "Author": "Who wrote a post or a comment, as far as known; an anonymous one is left out.",
    "Author.id": "As in the source.",
    "Author.login": "The name used to log in.",
    "Author.email": "E-mail address.",
    "Author.url": "The author's page.",
    "Author.first_name": "First name.",
    "Author.last_name": "Last name.",
    "Author.ip": "IP address the comment came from.",
    "Comment.author": "Who wrote it.",
    "Comment.published": "When it was written.",
    "Comment.content": "The body.",
    "Comment.votes": "Readers' votes.",
    "Comment.inferred": "What was worked out rather than read.",
    "Comment.meta": "Custom fields, in order.",
    "Date": "RFC 3339 with offset, or local without one where it is unknown, or a day only.",
    "Inferred.confidence": "How sure, from 0 to 1.",
    "MetaEntry": "One custom field; keys may repeat, order counts.",
    "MetaEntry.key": "Its name.",
    "MetaEntry.value": "Its value; `null` where the source has none.",
    "Post.title": "The title, as plain text.",
    "Post.slug": "The name in the permalink.",
    "Post.guid": "The identifier in feeds.",
    "Post.author": "Who wrote it.",
    "Post.published": "When it was published.",
    "Post.updated": "When it was last changed.",
    "Post.content": "The body.",
    "Post.excerpt": "The summary written for lists.",
    "Post.terms": "Categories, tags and terms of other taxonomies.",
    "Post.sticky": "Kept on top of the front page.",
    "Post.password": "The password that readers need.",
    "Post.comments_open": "Whether readers may comment.",
    "Post.pings_open": "Whether other pages may ping.",
    "Post.inferred": "What was worked out rather than read.",
    "Post.meta": "Custom fields, in order.",
    "Site.schema": "The version of this schema.",
    "Site.title": "The blog's name.",
    "Site.description": "Its tagline.",
    "Site.url": "Its home page.",
    "Site.feed_url": "Its feed.",
    "Site.timezone": "An IANA name such as `America/Montreal`, or an offset.",
    "Site.generator": "The software that made the source.",
    "Site.authors": "Those known before any post is read.",
    "Site.terms": "The tree of categories and the like, where the source tells it up front.",
    "Site.meta": "Custom fields, in order.",
    "Term.taxonomy": "`category`, `post_tag`, `post_format`, or the source's own.",
    "Term.slug": "The name in URLs.",
    "Term.name": "The name as displayed.",
    "Term.description": "What it is about.",
    "Term.meta": "Custom fields, in order.",
    "Votes.up": "For it.",
    "Votes.down": "Against it.",
}


def generate() -> dict[str, Any]:
    """Build the schema from the model: one document, or one record of JSON Lines."""
    _, parts = msgspec.json.schema_components([Site, Post], ref_template="#/$defs/{name}")
    definitions: dict[str, Any] = {"Document": _DOCUMENT, "Date": _date()}
    definitions.update(sorted((name, _definition(name, part)) for name, part in parts.items()))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:blogconv:schema:1",
        "title": SCHEMA,
        "description": "Blog posts with their comments: one document, or a line of JSON Lines (a site or a post). "
        "A field that is left out, or `null`, was not said by the source.",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("Document", "Site", "Post")],
        "$defs": definitions,
    }


def text() -> bytes:
    """Write the schema as the bytes of its file."""
    return msgspec.json.format(msgspec.json.encode(generate()), indent=2) + b"\n"


def published() -> bytes:
    """Give the file as shipped: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    for folder in (package / "schemas", package.parent.parent / "schemas"):
        if (folder / FILE).is_file():
            return (folder / FILE).read_bytes()
    raise FileNotFoundError(FILE)


def _date() -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.schema(Site)["$defs"]["Site"]["properties"]["exported"]["anyOf"][0]
    return {"description": _MEANINGS["Date"], "type": "string", "pattern": found["pattern"]}


def _definition(name: str, part: dict[str, Any]) -> dict[str, Any]:
    properties = {key: _property(f"{name}.{key}", value) for key, value in part["properties"].items()}
    made = {
        "description": _MEANINGS.get(name) or _plain(part["description"]),
        "type": "object",
        "properties": properties,
    }
    return {**made, "required": part["required"]} if part["required"] else made


def _property(path: str, value: dict[str, Any]) -> dict[str, Any]:
    """Lay a property out shortly: ``["string", "null"]``, dates by reference, meaning first."""
    made: dict[str, Any] = {}
    if path.endswith(".kind"):
        return {"description": "What this record is.", "const": value["enum"][0]}
    if path == "Site.schema":
        return {"description": _MEANINGS[path], "const": SCHEMA}
    if meaning := value.get("description") or _MEANINGS.get(path):
        made["description"] = _plain(meaning)
    choices = [_kind(choice) for choice in value.get("anyOf", [value])]
    if len(choices) == 1:
        made.update(choices[0])
    elif all(set(choice) == {"type"} for choice in choices):
        made["type"] = [choice["type"] for choice in choices]
    else:
        made["anyOf"] = choices
    if value.get("default") is not None:
        made["default"] = value["default"]
    return made


def _kind(value: dict[str, Any]) -> dict[str, Any]:
    if "pattern" in value:
        return {"$ref": "#/$defs/Date"}
    return {key: part for key, part in value.items() if key not in ("description", "default", "title")}


def _plain(docstring: str) -> str:
    return docstring.replace("``", "`")


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(text())
