"""Engines without pages in the corpus: each page is read in full, with its profile and with none."""

import io
import re
from zlib import crc32

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


@pytest.mark.parametrize(
    "engine", ["wordpress", "kubrick", "blogger", "blogger-classic", "typepad", "movabletype", "thesis"]
)
def test_structure_alone_reads_a_page_whose_classes_say_nothing(engine: str) -> None:
    # Every class and id becomes a meaningless word, numbers kept: an unknown theme in an unknown language.
    def meaningless(match: re.Match[str]) -> str:
        kept = [re.sub(r"[^\d\s]+", lambda m: "q" + hex(crc32(m.group().encode()))[2:5].translate(_LETTERS), match[2])]
        return f"{match[1]}='{kept[0]}'"

    html = re.sub(r"\b(class|id)='([^']*)'", meaningless, PAGES[engine][0])
    html = (
        html.replace("<div id='respond'>", "<div>").replace("rel='nofollow'", "").replace("rel='external nofollow'", "")
    )
    post = read(html, profile="none")
    assert [(c.author.name, plain(c.content)) for c in post.comments] == [(c.name, c.text) for c in COMMENTS]


_LETTERS = str.maketrans("0123456789", "ghijklmnop")
