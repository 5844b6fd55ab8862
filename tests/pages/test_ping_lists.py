"""Pings in lists of their own, below the comments: a link each, seldom more."""

import io

import pytest
from pages_of_engines import BODY, FORM, TITLE

from blogconv.model import Comment, Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions

SAID = (
    "<ol class='commentlist'><li class='comment' id='comment-1'><cite class='fn'>Ida Strand</cite> Says:<br>"
    "<small class='commentmetadata'><a href='#comment-1'>March 7th, 2007 at 16:25</a></small><p>A heron.</p></li>"
    "<li class='comment' id='comment-4'><cite class='fn'>Bo Lind</cite> Says:<br><small class='commentmetadata'>"
    "<a href='#comment-4'>March 8th, 2007 at 9:10</a></small><p>And two swans.</p></li></ol>"
)
LINK = "<a href='http://{0}.example/soup/' rel='external nofollow' class='url'>Soup again « {0}</a>"


def comments(below: str) -> list[Comment]:
    data = (
        f"<!doctype html><html lang='en'><head><title>{TITLE}</title></head><body><div class='post'><h2>{TITLE}</h2>"
        f"{BODY}</div><h3 id='comments'>4 Responses</h3>{below}{FORM}</body></html>"
    )
    (post,) = [r for r in READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p")) if isinstance(r, Post)]
    assert "swans" not in post.content and "Trackbacks" not in post.content
    return list(post.comments)


@pytest.mark.parametrize(
    ("heading", "start", "item", "end"),
    [
        ("<h3>Trackbacks/Pingbacks</h3>", "<ol class='pinglist'>", "<li id='comment-{1}'>{0}</li>", "</ol>"),
        ("", "<ul class='pingbacklist'>", "<li>{0}</li>", "</ul>"),
        ("<h4>2 Pingbacks</h4>", "<ol>", "<li>{0}</li>", "</ol>"),
        ("<div><h4>Trackbacks</h4></div>", "<ol class='zq'>", "<li>{0} - […] at the lake […]</li>", "</ol>"),
        ("<h3>2 Trackbacks</h3>", "<div class='pinglist'>", "<div id='comment-{1}'>{0}</div>", "</div>"),
    ],
)
def test_a_list_of_pings_below_the_comments_is_read_apart(heading: str, start: str, item: str, end: str) -> None:
    items = "".join(item.format(LINK.format(host), number) for number, host in ((2, "birch"), (3, "pine")))
    found = comments(f"{SAID}<div class='entry'>{heading}{start}{items}{end}</div>")
    assert [(c.author.name, c.type == "comment") for c in found] == [
        ("Ida Strand", True),
        ("Bo Lind", True),
        ("Soup again « birch", False),
        ("Soup again « pine", False),
    ]
    assert [c.author.url for c in found[2:]] == ["http://birch.example/soup/", "http://pine.example/soup/"]
    assert "lake" not in item or all("at the lake" in c.content for c in found[2:])


def test_the_link_is_the_name_where_the_authors_element_says_only_pingback() -> None:
    ping = (
        "<li class='pingback' id='comment-2'><h3 class='comment-author'>Pingback:</h3><div class='comment-meta'>"
        f"2007-03-09</div><div class='comment-text'>{LINK.format('birch')}</div></li>"
    )
    found = comments(SAID.replace("</ol>", f"{ping}</ol>"))
    assert [(c.author.name, c.type, c.content) for c in found][2:] == [("Soup again « birch", "pingback", "")]


def test_a_list_of_links_elsewhere_is_none_of_pings() -> None:
    links = f"<div class='sidebar'><h3>Pingbacks</h3><ul><li>{LINK.format('birch')}</li></ul></div>"
    assert len(comments(SAID + links)) == 2
