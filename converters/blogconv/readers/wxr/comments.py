"""Make the comments of one post, with their parents."""

from typing import Any

from blogconv.model import Author, Comment
from blogconv.readers.wxr.assemble import Raw
from blogconv.readers.wxr.dates import bad_text, dates
from blogconv.readers.wxr.kept import keep_rest, metas, name
from blogconv.readers.wxr.place import Place
from blogconv.seen import Seen
from blogconv.wordpress import COMMENT_STATUS, is_number


def comments(raws: list[Raw], post: str, seen: Seen, at: Place) -> tuple[Comment, ...]:
    """Make a post's comments, in the order of the file, ids unique in the archive, parents in the same post."""
    idents = _identify(raws, post, seen, at)
    parents = _parents(raws, idents, at)
    return tuple(_comment(raw, idents[n], parents.get(n), at) for n, raw in enumerate(raws))


def _comment(raw: Raw, ident: str, parent: str | None, at: Place) -> Comment:
    get = raw.get
    place = at.of(raw, ident)
    extra: dict[str, Any] = {}
    if get("wp:comment_id") != ident or not is_number(ident):
        extra["comment_id"] = get("wp:comment_id")
    told = get("wp:comment_parent")
    if parent != told and told and told != "0":
        extra["comment_parent"] = told
    kind = get("wp:comment_type")
    if not kind:
        extra["comment_type"] = kind
    approved = get("wp:comment_approved")
    if approved == "1":
        status = "approved"
    else:
        status = _status(approved, extra, place)
    published = dates(raw, "wp:comment_date", "wp:comment_date_gmt", extra, place)
    user = get("wp:comment_user_id")
    if "wp:comment_karma" in raw:
        extra["comment_karma"] = raw["wp:comment_karma"]
    if "@odd" in raw:
        keep_rest(raw, extra, place)
    return Comment(
        id=ident,
        parent=parent,
        type="comment" if not kind or kind == "comment" else kind.strip() or "comment",
        status=status,
        author=Author(
            id=user if user and user != "0" else None,
            name=name(get("wp:comment_author"), extra, "comment_author"),
            email=get("wp:comment_author_email") or None,
            url=get("wp:comment_author_url") or None,
            ip=get("wp:comment_author_IP") or None,
            agent=get("wp:comment_agent") or None,
        ),
        published=published,
        date_text=bad_text(extra, "comment_date") if extra and published is None else None,
        content=get("wp:comment_content") or "",
        content_format="wordpress",
        meta=metas(raw["wp:commentmeta"]) if "wp:commentmeta" in raw else (),
        extra={"wxr": extra} if extra else {},
    )


def _status(approved: str | None, extra: dict[str, Any], place: Place) -> str:
    """Read an approval; WordPress shows only ``1``, so what it does not know is not public."""
    status = COMMENT_STATUS.get((approved or "").strip())
    if status is not None and approved != "post-trashed":
        return status
    extra["comment_approved"] = approved
    if status is not None:
        return status
    if approved in ("approved", "approve"):
        return "approved"
    if approved not in (None, "", "hold", "unapproved"):
        place.note("wxr-bad-value", f"wp:comment_approved is {approved!r}; taken as pending")
    return "pending"


def _identify(raws: list[Raw], post: str, seen: Seen, at: Place) -> list[str]:
    """Give every comment an id that no other in the archive has."""
    idents = []
    for number, raw in enumerate(raws, 1):
        told = (raw.get("wp:comment_id") or "").strip()
        ident = told if told and told != "0" else f"{post}-{number}"
        if not seen.add(ident):
            ident = seen.fresh(ident)
        if ident == told and not told.isdecimal():
            at.of(raw, ident).note("wxr-bad-value", f"comment id {told!r} is not a number")
        if ident != told:
            place = at.of(raw, ident)
            if told and told != "0":
                place.note("wxr-duplicate-id", f"comment id {told} was used before; this comment is {ident}")
            else:
                place.note("wxr-missing-id", f"a comment of post {post} has no id; it is {ident} now")
        idents.append(ident)
    return idents


def _parents(raws: list[Raw], idents: list[str], at: Place) -> dict[int, str]:
    """Find each reply's parent among the comments of the post: number of the comment to the parent's id."""
    told = {}
    for number, raw in enumerate(raws):
        parent = raw.get("wp:comment_parent")
        if parent and parent != "0" and parent.strip() not in ("", "0"):
            told[number] = parent.strip()
    if not told:
        return {}
    by_id: dict[str, int] = {}
    for number, raw in enumerate(raws):
        by_id.setdefault((raw.get("wp:comment_id") or "").strip(), number)
    parents: dict[int, int] = {}
    for number, parent in told.items():
        if parent in by_id:
            parents[number] = by_id[parent]
        else:
            place = at.of(raws[number], idents[number])
            place.note("wxr-orphan-parent", f"answers comment {parent}, which is not in this post")
    for number in _closing(parents):
        place = at.of(raws[number], idents[number])
        place.note("wxr-circular-parent", f"comment {idents[number]} answers itself, perhaps by way of others")
        del parents[number]
    return {number: idents[parent] for number, parent in parents.items()}


def _closing(parents: dict[int, int]) -> list[int]:
    """Find the comment that comes first in each circle of replies; in linear time."""
    state: dict[int, int] = {}  # number of the walk that reached a comment
    closing = []
    for start in parents:
        here = start
        while here in parents and here not in state:
            state[here] = start
            here = parents[here]
        if state.get(here) == start and here in parents:
            circle = [here]
            while (here := parents[here]) != circle[0]:
                circle.append(here)
            closing.append(min(circle))
    return closing
