"""A post's own id, slug and address as the page shows them."""

import re
from urllib.parse import unquote, urlsplit

from blogconv.markup.tree import Element
from blogconv.readers.html.page import Page, ancestors

_POST_ID = re.compile(r"(?:^|\s)(?:post|postid|entry|node|post-id)[-_]?(\d+)(?:\s|$)", re.I)
_BODY_ID = re.compile(r"(?:^|\s)(?:postid|page-id|single-postid|node)-(\d+)(?:\s|$)", re.I)


def post_id(page: Page, body: Element | None, *, single: bool = True) -> str | None:
    """Read the id that the engine gives the post: on the body element's classes, the post's element, a shortlink."""
    for element in page.by_tag.get("body", ()) if single else ():
        match = _BODY_ID.search(element.attrs.get("class", ""))
        if match:
            return match.group(1)
    if body is not None:
        for element in [body, *ancestors(body)]:
            for value in (element.attrs.get("id", ""), element.attrs.get("class", "")):
                match = _POST_ID.search(value)
                if match:
                    return match.group(1)
            for name in ("data-post-id", "data-postid", "data-entry-id"):
                if element.attrs.get(name, "").strip():
                    return element.attrs[name].strip()
    match = re.search(r"[?&]p=(\d+)", page.link("shortlink") or "") if single else None
    return match.group(1) if match else None


def slug_of(url: str | None) -> str | None:
    """Take the slug from a permalink's path; None where the path ends in a number or has no end."""
    if not url:
        return None
    try:
        path = urlsplit(url).path.rstrip("/")
    except ValueError:
        return None
    slug = re.sub(r"\.(?:x?html?|php|aspx?|jsp)$", "", unquote(path.rsplit("/", 1)[-1]))
    return slug if slug and not slug.isdecimal() and slug not in ("index",) else None
