"""Words that stand where names stand, and name nobody."""

import pytest

from blogconv.language.detect import is_frequent
from blogconv.model import Author, Comment
from blogconv.readers.text.credits import credited
from blogconv.readers.text.heads import read_head
from blogconv.readers.text.inference import infer_author


def said(*words: tuple[str, str]) -> list[Comment]:
    return [
        Comment(id=str(k), author=Author(name=name), content=f"<p>{text}</p>") for k, (name, text) in enumerate(words)
    ]


def test_the_beginning_of_a_link_is_no_author() -> None:
    assert credited("Read the") is None
    assert credited("Ann Berg") == "Ann Berg"


@pytest.mark.parametrize("text", ["Screen shot 2012-10-23 at 1.25.47 PM", "Bildschirmfoto 2012-10-23 um 13.25.47"])
def test_a_picture_of_the_screen_is_no_head(text: str) -> None:
    assert read_head(text) is None


def test_common_words_and_addresses_call_nobody() -> None:
    assert is_frequent("ich", "de")
    spoken = ("Bo", "Das glaube ich nicht, und ich sehe es anders als ich gestern noch dachte.")
    assert infer_author(said(("Ich", "Guten Tag."), spoken, ("Cara", "Ich auch, das sehe ich ebenso."), spoken)) is None
    linked = ("Bo", "See http://Pots.example/1 and www.Pots.example for more of it, please.")
    assert (
        infer_author(said(linked, ("Cara", "Again http://Pots.example/2 says it."), ("Pots", "Yes."), linked)) is None
    )
