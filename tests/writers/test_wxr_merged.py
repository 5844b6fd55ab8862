"""Two WordPress exports made into one: every number is somebody's alone, and what points to a post still does."""

import io
import re

import blogconv
from blogconv import Comment, MetaEntry, Post, Site


def export(*posts: Post) -> bytes:
    out = io.BytesIO()
    blogconv.write([Site(source_format="wxr", extra={"wxr": {"version": "1.2"}}), *posts], out, format="wxr")
    return out.getvalue()


def blog(name: str) -> bytes:
    picture = Post(id="7", type="attachment", status="inherit", title=f"{name} picture", content_format="wordpress")
    post = Post(
        id="8",
        title=f"{name} post",
        published="2010-11-16T10:00:00",
        content_format="wordpress",
        meta=(MetaEntry(key="_thumbnail_id", value="7"),),
        comments=(
            Comment(id="1", content=f"{name} one", content_format="wordpress"),
            Comment(id="2", parent="1", content=f"{name} two", content_format="wordpress"),
        ),
    )
    # Its comment has the number that is the first free one when the clashes of another blog get theirs.
    later = Post(
        id="9" if name == "first" else "10",
        title=f"{name} later",
        published="2010-11-17T10:00:00",
        content_format="wordpress",
        comments=(Comment(id="3" if name == "first" else "4", content=f"{name} three", content_format="wordpress"),),
    )
    return export(picture, post, later)


def test_numbers_are_unique_and_pictures_are_their_own() -> None:
    out = io.BytesIO()
    blogconv.convert([blog("first"), blog("second")], out, to="wxr")
    text = out.getvalue().decode()
    for element in ("wp:comment_id", "wp:post_id"):
        numbers = re.findall(rf"<{element}>(\d+)</{element}>", text)
        assert len(numbers) == 6 and len(set(numbers)) == 6
    posts = {p.title: p for p in blogconv.read(out.getvalue()) if isinstance(p, Post)}
    for name in ("first", "second"):
        (picture,) = posts[f"{name} post"].meta
        assert picture.value == posts[f"{name} picture"].id
        one, two = posts[f"{name} post"].comments
        assert (two.parent, two.content) == (one.id, f"{name} two")
