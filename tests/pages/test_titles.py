"""Titles where the head of the page says little: the heading above the text, not the share bar's or the site's."""

import io

import pytest
from pages_of_engines import BODY, TITLE

from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions


def title(inner: str, head: str = "") -> str | None:
    data = f"<!doctype html><html lang='en'><head><title>{head}</title></head><body>{inner}</body></html>"
    (post,) = [r for r in READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p")) if isinstance(r, Post)]
    return post.title


@pytest.mark.parametrize(
    "page",
    [
        f"<div class='sidebar_right'><div class='entry-content'><h1>{TITLE}</h1>{BODY}</div></div>",
        f"<div class='post'><h1 class='title'>{TITLE}</h1><h3 class='sd-title'>Share this:</h3>{BODY}</div>",
        f"<div id='title'><h1><a href='/'>Lake Notes</a></h1></div><div class='post'><h2>{TITLE}</h2>{BODY}</div>",
    ],
)
def test_a_page_without_a_title_has_that_of_its_heading(page: str) -> None:
    assert title(page) == TITLE


def test_a_layout_that_is_called_a_sidebar_holds_the_post_all_the_same() -> None:
    page = f"<div class='sidebar_right'><h1>Lake Notes</h1><div class='post'><h2>{TITLE}</h2>{BODY}</div></div>"
    assert title(page, f"Lake Notes » {TITLE}") == TITLE


def test_a_headline_that_the_pages_title_knows_nothing_of_gives_way_to_one_it_knows() -> None:
    page = (
        "<main itemscope itemtype='http://schema.org/BlogPosting'><h1 itemprop='headline'>Blog</h1>"
        f"<article class='post'><h2 itemprop='headline'>{TITLE}</h2>{BODY}</article></main>"
    )
    assert title(page, f"{TITLE} – Lake Notes") == TITLE
