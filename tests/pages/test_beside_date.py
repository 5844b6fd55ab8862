"""A post's author beside its date, where no word leads to the name."""

import pytest
from pages_of_engines import BODY, TITLE, _each, page
from test_engines import read

COMMENTS = "<h3>Comments (3)</h3><div id='comments'>" + _each(
    "<div class='comment' id='c{n}'><p class='by'>{name}, {date} {time}</p><p>{text}</p></div>"
) + "</div>"  # fmt: skip


def author(byline: str) -> str | None:
    post = read(page(f"<h2>{TITLE}</h2>{byline}{BODY}", COMMENTS))
    assert len(post.comments) == 3
    return post.author.name if post.author else None


@pytest.mark.parametrize(
    "byline",
    [
        "<p>March 5, 2011 &bull; Anna Berg</p>",
        "<p>Anna Berg | March 5, 2011 | <a href='#c'>3 comments</a></p>",
        "<div>Anna Berg<br>March 5, 2011</div>",
        "<p>March 5, 2011, Anna Berg</p>",
        "<p><span>March 5, 2011</span> &ndash; <a href='/about'>Anna Berg</a></p>",
    ],
)
def test_a_name_beside_the_date_is_the_authors(byline: str) -> None:
    assert author(byline) == "Anna Berg"


@pytest.mark.parametrize(
    "line",
    [
        "<p>San Francisco, March 5, 2011</p>",
        "<p>March 5, 2011 | Soups</p>",
        "<p>March 5, 2011 | <a rel='category tag' href='/soups'>Lake Soups</a></p>",
        "<p>March 5, 2011 | <a href='/category/soups/'>Lake Soups</a></p>",
        "<p>March 5, 2011 | what a day that was</p>",
    ],
)
def test_a_place_or_a_category_beside_the_date_is_nobody(line: str) -> None:
    assert author(line) is None


def test_one_word_beside_the_date_is_a_name_when_its_bearer_commented() -> None:
    assert author("<p>March 5, 2011 | Jonas</p>") == "Jonas"


def test_such_an_author_is_marked_as_inferred() -> None:
    post = read(page(f"<h2>{TITLE}</h2><p>March 5, 2011 &bull; Anna Berg</p>{BODY}", COMMENTS))
    assert [(i.field, i.confidence) for i in post.inferred if i.field == "author"] == [("author", 0.5)]


def test_who_commented_in_the_posts_own_element_did_not_write_the_post() -> None:
    said = "<h3>Comments</h3>" + _each(
        "<div class='c'><p>{text}</p><p class='info'>Comment by {name}, {date} {time}</p></div>"
    )
    post = read(page(f"<div class='content'><h2>{TITLE}</h2><p>March 5, 2011</p>{BODY}{said}</div>", ""))
    assert len(post.comments) == 3
    assert post.author is None
