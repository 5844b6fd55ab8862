"""What is said below a comment heading is none of the post's text, though it could not be read as comments."""

import io

import pytest
from pages_of_engines import BODY, TITLE, page

from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions

SAID = (
    "<div><i>Ann</i> and <i>Bob</i> on March 6, 2011<br>We boiled it with nettles instead, and it was green."
    "<div>on March 7, 2011 <b>Kim</b> of the lower lock: nettles sting, boiled or not.</div></div>"
)


def read(data: str, ctx: Context) -> Post:
    stream = io.BytesIO(data.encode())
    (post,) = [r for r in READER.read(stream, HtmlOptions(), ctx) if isinstance(r, Post)]
    return post


@pytest.mark.parametrize("heading", ["12 comments", "12 Kommentare", "Комментарии (12)", "コメント (12)", "Comments"])
@pytest.mark.parametrize("wrapped", [True, False])
def test_comments_that_cannot_be_read_stay_out_of_the_body(heading: str, wrapped: bool) -> None:
    below = f"<h2>{heading}</h2>{SAID}"
    post = f"<div><h1>{TITLE}</h1>{BODY}{below if wrapped else ''}</div>{'' if wrapped else below}"
    ctx = Context("page.html")
    read_post = read(page(post, "", form=""), ctx)
    assert "upside down" in read_post.content and "fog had gone" in read_post.content
    assert "nettles" not in read_post.content
    if "12" in heading:
        assert read_post.comments_expected == 12
        assert ("warning", "html-comment-count") in ctx.report.counts or read_post.comments_elsewhere


def test_a_chapter_called_discussion_is_no_section_of_comments() -> None:
    chapter = "<h2>Discussion</h2><p>The clay held for eleven years, which nobody on the bank had thought possible.</p>"
    post = read(page(f"<div><h1>{TITLE}</h1>{BODY}{chapter}</div>", "", form=""), Context("page.html"))
    assert "eleven years" in post.content


def test_a_count_above_the_text_opens_no_section() -> None:
    post = read(page(f"<div><h1>{TITLE}</h1><h4>12 comments</h4>{BODY}</div>", "", form=""), Context("page.html"))
    assert "upside down" in post.content
