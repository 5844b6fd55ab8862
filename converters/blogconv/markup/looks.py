"""Tell a page without a head from a text: what share of its beginning is markup, and of which kind."""

import re

_PROBE = 8192
_TAG = re.compile(
    rb"<(?:!--.*?-->|/?[a-z][a-z0-9]*(?:\s+[a-z-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?>)", re.I | re.S
)
_BUILDS = re.compile(
    rb"</?(?:div|p|h[1-6]|ul|ol|li|table|tr|td|article|section|body|head|form|blockquote)\b|<a\s+href|<!--", re.I
)
_MOST = 6
"""Fewer tags than this that build a page are named in texts about HTML."""


def is_mostly_markup(head: bytes) -> bool:
    """Say whether a beginning is that of a page: it opens with a tag, or a third of it is tags, and enough build it.

    Texts name tags too: they do so in sentences, and few of them.
    """
    start = head[:_PROBE].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.count(b"<") < _MOST:
        return False
    tags = [match.group() for match in _TAG.finditer(start)]
    if sum(_BUILDS.match(tag) is not None for tag in tags) < _MOST:
        return False
    share = sum(map(len, tags)) / len(start)
    return share >= (0.05 if start[:1] == b"<" else 0.3)
