"""Which elements of an export mean something, and where: the tables that the parser and the repair go by.

A table maps the name of a child to the table of its own children, to ``LEAF`` where it holds text only, or to
``MANY`` where it holds text and may stand more than once.
"""

from collections.abc import Mapping
from typing import Any

from blogconv.wordpress import AUTHOR_CHILDREN, COMMENT_ELEMENTS, ITEM_ELEMENTS, TERM_CHILDREN

Table = Mapping[str, Any]
"""Child name to the child's own ``Table``, ``LEAF`` or ``MANY``."""

LEAF = None
MANY = False

_META: Table = {"wp:meta_key": LEAF, "wp:meta_value": LEAF}
_AUTHOR: Table = dict.fromkeys(AUTHOR_CHILDREN.values(), LEAF)
_TERMS: dict[str, Table] = {
    name: {**dict.fromkeys(children.values(), LEAF), "wp:term_id": LEAF, "wp:termmeta": _META}
    for name, children in TERM_CHILDREN.items()
}
COMMENT: Table = {**dict.fromkeys(COMMENT_ELEMENTS, LEAF), "wp:commentmeta": _META}
ITEM: Table = {
    **dict.fromkeys(ITEM_ELEMENTS, LEAF),
    "category": MANY,
    "wp:comment": COMMENT,
    "wp:postmeta": _META,
}
CHANNEL: Table = {
    **dict.fromkeys(
        (
            "title",
            "link",
            "description",
            "pubDate",
            "language",
            "generator",
            "wp:wxr_version",
            "wp:base_site_url",
            "wp:base_blog_url",
        ),
        LEAF,
    ),
    "wp:author": _AUTHOR,
    "wp:wp_author": _AUTHOR,
    **_TERMS,
    "item": ITEM,
}
# An item outside the channel is where RSS 1.0 has it.
DOCUMENT: Table = {"rss": {"channel": CHANNEL, "item": ITEM}}
