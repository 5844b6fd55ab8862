"""Comments as data for a static site: a tree by parent, without what should not be public."""

from typing import Any

from blogconv.markup.clean import is_safe
from blogconv.model import Author, Comment
from blogconv.plugin import Context
from blogconv.writers.markdown.bodies import Bodies

Entry = dict[str, Any]
DEEPEST = 40
"""Levels of replies within replies; deeper ones stand on the last level and still name their parent."""


def thread(comments: tuple[Comment, ...], bodies: Bodies, ctx: Context) -> dict[str, list[Entry]]:
    """Give ``{"comments": [...]}`` with ``replies`` inside; ``held`` has those that were not approved.

    A page that lists ``comments`` shows what the blog showed; spam and the like are kept apart, not lost.
    """
    entries = [entry_of(comment, bodies, ctx) for comment in comments]
    at = {comment.id: index for index, comment in reversed(list(enumerate(comments))) if comment.status == "approved"}
    tree: list[Entry] = []
    held = [entry for entry, comment in zip(entries, comments, strict=True) if comment.status != "approved"]
    below: dict[int, list[int]] = {}
    roots: list[int] = []
    for index, comment in enumerate(comments):
        if comment.status == "approved":
            above = at.get(comment.parent, index) if comment.parent is not None else index
            if above == index:
                roots.append(index)
            else:
                below.setdefault(above, []).append(index)
    # What only a circle of parents leads to is never met from a root: its first comment becomes one.
    met: set[int] = set()
    for root in (*roots, *sorted(at.values())):
        stack = [(root, tree, 1)]
        while stack:
            index, home, level = stack.pop()
            if index in met:
                continue
            met.add(index)
            home.append(entries[index])
            if answers := below.get(index):
                inner: list[Entry] = home if level >= DEEPEST else entries[index].setdefault("replies", [])
                stack += [(answer, inner, min(level + 1, DEEPEST)) for answer in reversed(answers)]
    found: dict[str, list[Entry]] = {"comments": tree}
    if held:
        found["held"] = held
    return found


def entry_of(comment: Comment, bodies: Bodies, ctx: Context) -> Entry:
    """Give one comment as builtins, fields that say nothing left out."""
    entry: Entry = {"id": comment.id}
    if comment.parent is not None:
        entry["parent"] = comment.parent
    if comment.type != "comment":
        entry["type"] = comment.type
    if comment.status != "approved":
        entry["status"] = comment.status
    author = author_of(comment.author, comment.id, ctx)
    if author:
        entry["author"] = author
    if comment.published is not None:
        entry["date"] = comment.published
    if comment.date_text is not None:
        entry["date_text"] = comment.date_text
    entry["content"] = bodies.comment(comment.content, comment.content_format, comment.id)
    if comment.mentions:
        entry["mentions"] = list(comment.mentions)
    if comment.votes is not None:
        entry["votes"] = {"up": comment.votes.up, "down": comment.votes.down}
    if comment.meta:
        entry["meta"] = [{"key": m.key, "value": m.value} for m in comment.meta]
    return entry


def author_of(author: Author, record: str, ctx: Context) -> Entry:
    """Give an author without e-mail, address and browser; a link only if following it is safe."""
    found: Entry = {}
    for name in ("name", "login", "id", "first_name", "last_name"):
        value = getattr(author, name)
        if value is not None:
            found[name] = value
    for name in ("url", "avatar"):
        value = getattr(author, name)
        if value is not None:
            if is_safe(value, image=name == "avatar"):
                found[name] = value
            else:
                ctx.note("markdown-script-removed", f"author's {name} left out: it would run a script", record=record)
    return found
