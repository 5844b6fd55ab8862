"""Further pages of the same comments: links to them, and the pages that the addresses of single comments name.

A theme may print no link from one page of comments to the next. WordPress still writes the page into the address of
each comment (``/comment-page-2/#comment-7``, ``?cpage=2#comment-7``, get_comment_link in wp-includes/comment.php), in
the comments themselves and in lists of the newest ones.
"""

import re
from itertools import islice
from urllib.parse import urlsplit

from blogconv.markup.tree import Element
from blogconv.readers.html.page import Page, ancestors
from blogconv.readers.html.roles import words

_PAGES = re.compile(
    r"/comment-page-\d+|[?&]cpage=\d+|[?&]commentPage=\d+|[?&]comments?_?page=\d+|/comments/page/\d+", re.I
)
_NUMBER = re.compile(r"(?P<key>/comment-page-|[?&]cpage=)(?P<number>\d{1,3})(?=[/&]|$)", re.I)
_ABOVE = 4


def more_pages(page: Page) -> list[str]:
    """List the addresses of further pages of the same comments."""
    urls: dict[str, None] = {}
    single: dict[str, list[str]] = {}
    for link in page.by_tag.get("a", ()):
        href = link.attrs.get("href", "")
        target, _, fragment = href.partition("#")
        if "page" in href.lower() and _PAGES.search(href):
            if "replytocom" in href:
                continue
            if fragment.startswith("comment-"):
                single.setdefault(target, []).append(fragment)
            else:
                urls[page.absolute(target)] = None
        elif href and link.attrs.get("rel", "").lower() in ("next", "prev") and _is_among_comments(link):
            urls[page.absolute(target)] = None
    for url in _named_by_comments(page, single):
        urls[url] = None
    own = (page.url or "").split("#")[0]
    return [url for url in urls if url != own]


def _is_among_comments(link: Element) -> bool:
    return any(words(above) & {"comment", "comments"} for above in islice(ancestors(link), _ABOVE))


def _named_by_comments(page: Page, single: dict[str, list[str]]) -> list[str]:
    """Give the other pages that comments of this post are linked on; ``single``: their fragments by address."""
    here: set[int] = set()
    named: dict[int, str] = {}
    own = _without_number(page.url or "")
    for target, fragments in single.items():
        address = page.absolute(target)
        match = _NUMBER.search(address)
        stands_here = any(fragment in page.by_id for fragment in fragments)
        if match is None or not (stands_here or (page.url and _without_number(address) == own)):
            continue
        number = int(match["number"])
        named[number] = address
        if stands_here:
            here.add(number)
    if len(here) != 1:
        # Where none of the comments here is linked, it is open which page this one is.
        return []
    (this,) = here
    before = [_NUMBER.sub(rf"\g<key>{n}", named[this]) for n in range(1, this)]
    return [*before, *(named[n] for n in sorted(named) if n > this)]


def _without_number(url: str) -> tuple[str, str, str]:
    try:
        parts = urlsplit(_NUMBER.sub("", url))
    except ValueError:
        return "", url, ""
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query
