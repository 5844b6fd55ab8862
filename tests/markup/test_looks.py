"""A page without a head is told from a text that speaks of markup, and read as what it is."""

import pytest

from blogconv.markup.looks import is_mostly_markup
from blogconv.readers.html import sniff as page
from blogconv.readers.text import sniff as text

WORDS = "The lake was still, and we rowed out to the island with a pot of soup. "


@pytest.mark.parametrize(
    "start",
    [
        "<!-- begin --><div id='wrap'><div class='post'><h3>Soup</h3><p>{0}</p><p>{0}</p></div></div>",
        "<div id=main>\n<div class=post>\n<a href='/soup'>Soup</a>\n<p>{0}</p>\n<p>{0}</p>\n</div></div>",
    ],
)
def test_a_page_without_a_head_is_read_as_a_page(start: str) -> None:
    data = start.format(WORDS).encode()
    assert is_mostly_markup(data)
    assert page(data, "-") > text(data, "-")


@pytest.mark.parametrize(
    "data",
    [
        f"How to write HTML\n\n{WORDS}\nPut <div> around it, close it with </div>, and a <p> in between.\n{WORDS * 5}",
        f"<div> and <p>, and when to use them\n\n{WORDS * 5}",
        WORDS * 20 + "a < b, b > c, c <d and e> f. <a@pots.example> wrote",
        "",
    ],
)
def test_a_text_that_names_tags_is_a_text(data: str) -> None:
    assert not is_mostly_markup(data.encode())
    assert page(data.encode(), "-") <= text(data.encode(), "-")
