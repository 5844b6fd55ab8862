"""What a dump leaves open is told, not guessed: whose closings, which fields."""

import io

import pytest

from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.text import READER, TextOptions

POST = "A title\n\n" + "A long sentence of the text that says nothing much at all. " * 8 + "\n\n"
SAID = (
    "I had not thought of it that way before, and now I cannot stop thinking of it.",
    "The second half of the recipe needs less salt than the first one claims.",
    "Our neighbours tried this last winter and came back with another story.",
    "Could somebody explain how the numbers in the text were arrived at?",
    "It rained here too, so we stayed at home and read the whole archive again.",
)
SIGNED = (
    "Ana Ruiz, 3 May 2010 10:00",
    "Bruno, 3 May 2010 10:05",
    "Carla Dietz, 4 May 2010 9:00",
    "Dan, 5 May 2010 8:00",
    "Emile Roy, 5 May 2010 9:30",
)


def read(text: str, *, keep_noise: bool = False) -> tuple[Post, Context]:
    ctx = Context("dump.txt")
    post = list(READER.read(io.BytesIO(text.encode()), TextOptions(keep_noise=keep_noise), ctx))[1]
    assert isinstance(post, Post)
    return post, ctx


@pytest.mark.parametrize("head", ["5 comments", "Comments"])
@pytest.mark.parametrize("signed", [("", *SIGNED[1:]), (*SIGNED[:4], "")], ids=["openings", "closings"])
def test_names_that_may_be_one_comment_off_are_left_and_told(head: str, signed: tuple[str, ...]) -> None:
    first = signed[0] == ""
    parts = [
        part
        for said, name in zip(SAID, signed, strict=True)
        for part in ((name, said) if first else (said, name))
        if part
    ]
    post, ctx = read(f"{POST}{head}\n\n" + "\n\n".join(parts) + "\n\nLeave a reply\n\nName\n\nEmail\n")
    assert [comment.content for comment in post.comments] == [f"<p>{said}</p>" for said in SAID]
    assert not any(comment.author.name or comment.date_text or comment.published for comment in post.comments)
    assert post.extra["text"]["left"] == [name for name in signed if name]
    assert ("warning", "text-comments-unread") in ctx.report.counts


@pytest.mark.parametrize("between", ["\n\n", "\n"], ids=["all signed", "signed close by"])
def test_closings_that_surely_close_keep_their_names(between: str) -> None:
    signed = SIGNED if between == "\n\n" else SIGNED[:4]
    parts = [said + between + name for said, name in zip(SAID, signed, strict=False)]
    more = SAID[len(signed) :]
    post, _ = read(f"{POST}5 comments\n\n" + "\n\n".join([*parts, *more]) + "\n\nLeave a reply\n\nName\n\nEmail\n")
    names = [comment.author.name for comment in post.comments]
    assert names[:3] == ["Ana Ruiz", "Bruno", "Carla Dietz"]


def test_fields_that_a_post_has_no_room_for_are_left_and_told() -> None:
    text = f"---\ntitle: A title\nsitename: The Tide\n---\n{POST}"
    post, _ = read(text, keep_noise=True)
    assert post.extra["text"]["left"][0] == "sitename: The Tide"
    post, ctx = read(text)
    assert "left" not in post.extra["text"]
    assert ("info", "text-left-out") in ctx.report.counts
