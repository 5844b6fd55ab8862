"""Notice a text that has swallowed what follows it: a CDATA section that was not closed can still be well-formed XML.

Then its text runs on to the end of the next section, with the tags, the comments or the whole posts in between. A text
that quotes XML is told apart by its ``]]>``: what was quoted has an end for each beginning, what was swallowed none.
"""

import re

from blogconv.readers.wxr.assemble import Raw

_BEGINNING, _END = "<![CDATA[", "]]>"
_SHORT = 30  # no text that has swallowed anything is shorter


def has_swallowed(item: Raw) -> bool:
    """Say whether a text holds its own end tag, or items, and the beginning of another section."""
    for name in ("content:encoded", "title", "excerpt:encoded", "description"):
        text = item.get(name)
        if text and _BEGINNING in text and _swallows(name, text):
            return True
    for _, text in item.get("category", ()):
        if len(text) > _SHORT and _BEGINNING in text and _swallows("category", text):
            return True
    for meta in item.get("wp:postmeta", ()):
        text = meta.get("wp:meta_value")
        if text and len(text) > _SHORT and _BEGINNING in text and _swallows("wp:meta_value", text):
            return True
    for comment in item.get("wp:comment", ()):
        text = comment.get("wp:comment_content")
        if text and _BEGINNING in text and _swallows("wp:comment_content", text):
            return True
    return False


def _swallows(name: str, text: str) -> bool:
    return _END not in text and re.search(rf"</{name}>\s*<|</item>\s*<item>", text) is not None
