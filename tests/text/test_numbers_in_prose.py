"""A number that begins a row of prose stays prose: a year behind a wrapped sentence is no list item."""

import io

from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.text import READER, TextOptions
from blogconv.readers.text.layout import lay_out

WRAPPED = """\
   A House for Songs

   May 1, 2011

   Nobody has asked me about this house for a good while.

   The old mill on the river had been closed for a very long time before it
   opened again as a small house for songs and for bread, which was on June 11,
   1987.

   We all went there with our baskets on the first evening, and stayed on until
   1988. Then came other songs, and other people who baked another sort of
   bread, and the house was never quite so full of singing as it had once been.

     1. First bring the water to the boil, and keep it there while you cut the
        leeks into rings
     2. Then put the leeks in, and do not leave the stove before the water boils
        once more

Comments

   Ana Ruiz says:
   May 3, 2011 at 10:14

   Nice one, and the first record that my brother and I ever bought was out in
   1987.

   Bruno says:
   May 4, 2011 at 11:15

   It had four rooms, and the fifth was built by the sons of the miller before
   1991. They never sang there.
"""


def test_a_year_that_ends_a_wrapped_sentence_is_kept_where_it_stood() -> None:
    records = list(READER.read(io.BytesIO(WRAPPED.encode()), TextOptions(), Context("dump.txt")))
    post = records[1]
    assert isinstance(post, Post)
    assert "which was on June 11, 1987.</p>" in post.content
    assert "stayed on until 1988. Then came other songs" in post.content
    assert [c.content.count("1987.") + c.content.count("1991.") for c in post.comments] == [1, 1]
    assert "was out in 1987." in post.comments[0].content


def test_items_that_are_counted_stay_a_list_though_none_ends_a_sentence() -> None:
    numbers = [(line.number, line.mark) for line in lay_out(WRAPPED).lines if line.mark]
    assert numbers == [(1, "1."), (2, "1.")]


def test_a_high_number_far_from_all_others_is_text_even_where_nothing_is_wrapped() -> None:
    lines = lay_out("Out in\n1987.\n\n1. Boil the water.\n2. Cut the leeks.\n").lines
    assert [(line.text, line.number) for line in lines] == [
        ("Out in", -1),
        ("1987.", -1),
        ("Boil the water.", 1),
        ("Cut the leeks.", 2),
    ]


def test_comments_counted_from_a_high_number_on_stay_items() -> None:
    lines = lay_out("".join(f"{n}. Ana says:\n\nYes.\n\n" for n in (411, 412, 415))).lines
    assert [line.number for line in lines if line.mark] == [411, 412, 415]
