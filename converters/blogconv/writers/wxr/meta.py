"""Custom fields of posts, comments and terms."""

from blogconv.markup.xmltext import cdata
from blogconv.model import MetaEntry


def meta(name: str, entry: MetaEntry, indent: str) -> str:
    """Write one as the element ``name`` (``wp:postmeta``); a value that the source did not have is not made up."""
    value = "" if entry.value is None else f"{indent}<wp:meta_value>{cdata(entry.value)}</wp:meta_value>\n"
    return f"{indent}<{name}>\n{indent}<wp:meta_key>{cdata(entry.key)}</wp:meta_key>\n{value}{indent}</{name}>\n"
