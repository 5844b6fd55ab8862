# ruff: noqa: E501 - markup as engines write it
"""The selectors of profiles."""

import pytest

from blogconv.errors import UsageError
from blogconv.markup.tree import parse_document
from blogconv.readers.html.page import Page, text_of
from blogconv.readers.html.profiles import built_in
from blogconv.readers.html.selectors import select

PAGE = Page(
    parse_document(
        "<div id=a class='x y'><p class=x>one</p><ul><li data-k='comment-1'>two<li data-k='other'>three</ul></div><p>four</p>"
    )
)


@pytest.mark.parametrize(
    ("selector", "texts"),
    [
        ("p", ["one", "four"]),
        ("#a p", ["one"]),
        ("div.x.y > p", ["one"]),
        ("div > li", []),
        ("li[data-k^=comment-]", ["two"]),
        ("li[data-k$='her'], p.x", ["one", "three"]),
        ("ul > li[data-k*=mm], *[data-k=other]", ["two", "three"]),
        (".missing", []),
    ],
)
def test_a_selector_finds_its_elements_in_document_order(selector: str, texts: list[str]) -> None:
    assert [text_of(e) for e in select(PAGE, selector)] == texts


@pytest.mark.parametrize("selector", ["p:first-child", "a + b", "p..x"])
def test_what_is_not_understood_is_named(selector: str) -> None:
    with pytest.raises(UsageError, match="cannot read the selector"):
        select(PAGE, selector)


def test_the_built_in_profiles_are_sound() -> None:
    names = [profile.name for profile in built_in()]
    assert len(names) == len(set(names)) >= 26
