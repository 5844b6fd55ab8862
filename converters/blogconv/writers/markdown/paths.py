"""Where a post's file goes: a folder by type, a name by date and slug."""

import re

from blogconv.identity import slug
from blogconv.model import Post

_FOLDERS = {"post": "posts", "page": "pages"}
_SIMPLE = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Site generators give these file names a meaning of their own.
_SPECIAL = re.compile(r"_?index|readme|404", re.IGNORECASE)


def folder_of(post: Post) -> str:
    """Name the folder of a post's type; a type that is no plain word goes to ``other``."""
    known = _FOLDERS.get(post.type)
    if known:
        return known
    return post.type if _SIMPLE.fullmatch(post.type) and post.type not in ("posts", "pages", "data") else "other"


def stem_of(post: Post, default_date: str | None) -> str:
    """Name the file of a post: ``2010-11-16-slug`` for posts, ``slug`` for everything else."""
    name = post.slug or slug(post.title or "", 80) or post.id
    if _SPECIAL.fullmatch(name):
        name += "-page"
    date = post.published or default_date or ""
    if post.type == "post" and _DAY.match(date):
        return f"{date[:10]}-{name}"
    return name
