"""Engines without pages in the corpus: each page is read in full, with its profile and with none."""

import io

import pytest
from pages_of_engines import COMMENTS, PAGES, PARAGRAPHS, TITLE

from blogconv.markup.tree import parse_fragment, text
from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions


def read(html: str, **options: str) -> Post:
    records = list(READER.read(io.BytesIO(html.encode()), HtmlOptions(**options), Context("page.html")))
    (post,) = [r for r in records if isinstance(r, Post)]
    return post


def plain(html: str) -> str:
    return " ".join(text(parse_fragment(html)).split())


@pytest.mark.parametrize("profile", ["built-in", "none"])
@pytest.mark.parametrize("engine", PAGES)
def test_a_page_is_read_in_full(engine: str, profile: str) -> None:
    html, _ = PAGES[engine]
    post = read(html, **({"profile": "none"} if profile == "none" else {}))
    assert post.title == TITLE
    assert plain(post.content) == " ".join(PARAGRAPHS)
    assert [(c.author.name, (c.published or "")[:10], plain(c.content)) for c in post.comments] == [
        (c.name, c.iso[:10], c.text) for c in COMMENTS
    ]


@pytest.mark.parametrize("engine", [name for name, (_, threaded) in PAGES.items() if threaded])
def test_answers_keep_what_they_answer(engine: str) -> None:
    first, second, third = read(PAGES[engine][0]).comments
    assert (first.parent, second.parent, third.parent) == (None, first.id, None)
