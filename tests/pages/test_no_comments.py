# ruff: noqa: E501 - markup as themes write it
"""Pages without comments, with lists that look like comments: none of them is read as one."""

import io

import pytest
from pages_of_engines import BODY, POST, TITLE, page

from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions

FORM = (
    "<div><h3>Leave a Reply</h3><form action='/say'><input name='who'><textarea name='words'></textarea></form></div>"
)
SAID = (
    ("Ann Weir", "March 6, 2011", "We took the slow boat down the canal and counted herons until it was dark."),
    ("Bob Lund", "March 9, 2011", "The lock keeper said that nobody had passed for three days, and gave us plums."),
    ("Kim Sand", "April 2, 2011", "By evening the kettle had boiled twice and the map was wet on both sides."),
)
LISTS = {
    "Related posts": "<h4><a href='/{n}/'>{text:.30}…</a></h4><span>{day}</span><p>{text}</p>",
    "More stories": "<h4><a href='/{n}/'>{text:.30}…</a></h4><p>by {name}, {day}</p><p>{text} <a href='/{n}/'>Read more</a></p>",
    "Aus dem Forum": "<b>{name}</b> <i>{day}</i> <a href='/forum/{n}'>{text}</a>",
    "Neueste Kommentare": "<b>{name}</b> <i>{day}</i><p>{text} <a href='/other-{n}/#comment-{n}'>zum Beitrag</a></p>",
    "Upcoming walks": "<i>{day}</i> <b>{name}</b><p>{text}</p>",
    "Ce qu'ils en pensent": "<blockquote>{text}</blockquote><cite>{name}</cite> <span>{day}</span>",
    "Sources": "<i>{name}</i>, {day}: {text}",
    "Последние правки": "<b>{name}</b> ({day})<p>{text}</p>",
    "お客様の声": "<b>{name}</b> ★★★★☆ <i>{day}</i><p>{text}</p>",
    "Who we are": "<h4>{name}</h4><p>{text} Here since {day}.</p>",
}


def read(data: str, **options: str) -> list[Post]:
    stream = io.BytesIO(data.encode())
    return [r for r in READER.read(stream, HtmlOptions(**options), Context("page.html")) if isinstance(r, Post)]


def listed(heading: str, item: str, tag: str) -> str:
    parts = [item.format(n=n, name=name, day=day, text=text) for n, (name, day, text) in enumerate(SAID, 7)]
    return (
        f"<div class='x1'><h3>{heading}</h3><div class='x2'>{''.join(f'<{tag}>{p}</{tag}>' for p in parts)}</div></div>"
    )


@pytest.mark.parametrize("tag", ["div", "article", "li"])
@pytest.mark.parametrize("heading", LISTS)
def test_a_list_above_the_form_is_no_list_of_comments(heading: str, tag: str) -> None:
    (post,) = read(page(POST, listed(heading, LISTS[heading], tag), form=FORM))
    assert post.comments == () and post.title == TITLE


@pytest.mark.parametrize("tag", ["div", "article"])
@pytest.mark.parametrize("heading", LISTS)
def test_nor_is_one_without_a_heading_of_its_own(heading: str, tag: str) -> None:
    bare = listed("", LISTS[heading], tag).replace("<h3></h3>", "")
    (post,) = read(page(POST, bare, form=FORM))
    assert post.comments == ()


@pytest.mark.parametrize("heading", LISTS)
def test_nor_where_the_page_says_that_nobody_commented(heading: str) -> None:
    below = listed(heading, LISTS[heading], "div") + "<h3>No comments yet</h3>"
    (post,) = read(page(POST, below, form=FORM))
    assert post.comments == ()


def test_the_same_list_under_a_comment_heading_is_one() -> None:
    (post,) = read(page(POST, listed("3 comments", LISTS["Upcoming walks"], "div"), form=FORM))
    assert [c.author.name for c in post.comments] == [name for name, _, _ in SAID]


def test_the_same_list_with_ways_to_answer_is_one_whatever_its_heading() -> None:
    item = LISTS["Upcoming walks"] + "<a href='?answer={n}#say'>Reply</a>"
    (post,) = read(page(POST, listed("Fresh ink", item, "div"), form=FORM))
    assert [c.author.name for c in post.comments] == [name for name, _, _ in SAID]


def test_teasers_below_a_post_do_not_make_its_page_a_list() -> None:
    bare = f"<div><h1>{TITLE}</h1><div>{BODY}</div></div>"
    (post,) = read(page(bare, listed("Related posts", LISTS["Related posts"], "article"), form=""))
    assert post.title == TITLE and "upside down" in post.content


def test_a_post_of_the_same_make_as_its_comments_is_still_the_post() -> None:
    def block(head: str, text: str) -> str:
        return f"<div style='width:400px'><div>{head}</div><div>{text}</div></div>"

    said = "".join(block(f"by <b>{name}</b> @ {day}", text) for name, day, text in SAID)
    post_block = block(
        f"<strong>{TITLE}</strong>", f"{BODY}</div><div>3 Comments</div><div>Posted by Anna on March 5, 2011"
    )
    (post,) = read(page(post_block + said, "", form=FORM))
    assert "upside down" in post.content and "slow boat" not in post.content
    assert [c.author.name for c in post.comments] == [name for name, _, _ in SAID]


@pytest.mark.parametrize("name", ["opinion", "response", "reactie", "kommentar", "story-comment"])
@pytest.mark.parametrize("heading", ["Related posts", "Neueste Kommentare"])
def test_a_class_that_speaks_of_comments_does_not_make_teasers_comments(name: str, heading: str) -> None:
    teasers = listed("Elsewhere", LISTS[heading], "div").replace("<div><", f"<div class='{name}'><")
    assert name in teasers
    (post,) = read(page(POST, teasers, form=FORM))
    assert post.comments == ()
