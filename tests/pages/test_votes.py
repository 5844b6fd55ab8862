# ruff: noqa: E501 - markup as plug-ins write it
"""Votes that readers gave to comments, as plug-ins and engines print them."""

import io

import pytest
from pages_of_engines import POST, page

from blogconv.model import Post, Votes
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions

PRINTED = {
    "<div class='votes'><a class='vote-up' href='#'>3</a> <a class='vote-down' href='#'>1</a></div>": Votes(up=3, down=1),
    "<div class='rating'><img src='up.gif' class='thumb-up'> <span>3</span> <img src='down.gif' class='thumb-down'> <span>1</span></div>": Votes(up=3, down=1),
    "<span id='karma-7-up'>3</span> <span id='karma-7-down'>1</span>": Votes(up=3, down=1),
    "<p class='comment-likes'><span class='comment-like-feedback'>Liked by 3 people</span></p>": Votes(up=3),
    "<span class='wpd-vote-result wpd-vote-result-like'>3</span><span class='wpd-vote-result wpd-vote-result-dislike'>-1</span>": Votes(up=3, down=1),
    "<meta itemprop='upvoteCount' content='3'><span itemprop='downvoteCount'>1</span>": Votes(up=3, down=1),
    "<div class='like-button' data-likes='3'>Like</div>": Votes(up=3),
    "<div class='votes'><span class='vote-result'>5</span></div>": None,
    "<p class='comment-likes'><span class='comment-like-feedback'>Like</span></p>": None,
    "<div class='likes-dislikes'>3 / 1</div>": None,
}  # fmt: skip


@pytest.mark.parametrize("markup", PRINTED)
def test_votes_are_read_where_their_direction_shows(markup: str) -> None:
    said = "".join(
        f"<li id='comment-{n}' class='comment'><cite class='fn'>{name}</cite> <span class='date'>March {n}, 2011 at 9:15</span>"
        f"<div class='comment-content'><p>We boiled 12 of them with nettles, said {name}.</p></div>{markup}</li>"
        for n, name in ((6, "Ann Weir"), (7, "Bob Lund"))
    )
    data = page(POST, f"<h3>2 comments</h3><ol class='commentlist'>{said}</ol>").encode()
    (post,) = [r for r in READER.read(io.BytesIO(data), HtmlOptions(), Context("page.html")) if isinstance(r, Post)]
    assert [c.votes for c in post.comments] == [PRINTED[markup]] * 2
    assert [c.content for c in post.comments] == [
        f"<p>We boiled 12 of them with nettles, said {n}.</p>" for n in ("Ann Weir", "Bob Lund")
    ]
