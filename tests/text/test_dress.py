"""What tools write of the markup itself is no text: fences, attributes, tags on rows of their own, addresses."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from blogconv.readers.text.dress import undress
from blogconv.readers.text.layout import lay_out

FENCED = """::: {#wrap .site}
::: site-title
[Tidewater](https://tide.example/){rel="home"}

[Boats](https://tide.example/boats){.menu-item} [Nets](https://tide.example/nets){.menu-item}
:::

::: {.entry role="main"}
# Low water {#low-water .entry-title}

[Posted by [Ina
Holm](https://tide.example/ina){.url rel="author"}]{.byline}

{rows}
:::
:::
"""


TOLD = (
    "The boats lay crooked in the mud and nobody minded, because the evening was warm and there was nothing to do "
    "until the water came back over the sand and the stones, which it would not before nine or ten at night, as "
    "the old people said who had seen it come and go so often."
)


def texts(dump: str) -> list[str]:
    return [line.text for line in lay_out(dump).lines]


def test_fences_and_attributes_are_not_text() -> None:
    dump = FENCED.replace("{rows}", textwrap.fill(TOLD, 72))
    assert texts(dump) == ["Tidewater", "Boats Nets", "Low water", "Posted by Ina Holm", TOLD]


def test_a_fence_in_a_list_item_leaves_the_item() -> None:
    bare = undress("1.  ::: {#c1}\n    One\n    :::\n\n2.  ::: {#c2}\n    Two\n    :::\n")
    assert bare.split() == ["1.", "One", "2.", "Two"]


def test_braces_of_code_stay() -> None:
    code = "::: a\n:::\n::: b\n:::\n    if (x) { return y; }\n    let o = {a: 1}\n"
    assert "{ return y; }" in undress(code)
    assert "{a: 1}" in undress(code)


def test_rows_of_tags_part_blocks_and_say_nothing() -> None:
    rows = '<div class="post">\n\n# Low water\n\n</div>\n\n<div>\n\n</div>\n\n<div>\n\nMud.\n\n</div>\n\n</div>\n'
    assert texts(rows) == ["# Low water", "Mud."]


def test_a_tag_beside_words_stays() -> None:
    text = "</div>\n</div>\n</div>\n</div>\nUse <div class=x> for that."
    assert "Use <div class=x> for that." in undress(text)


def test_addresses_in_round_brackets_become_links() -> None:
    dump = (
        "Home (https://tide.example/)\n  • About     (https://tide.example/about)\n"
        "By Ina Holm (https://tide.example/ina)\n"
        "Nobody minded, as I wrote in an older note (https://tide.example/old_(2)) of mine.\n"
        "  1. Jorun     (https://jorun.example/)     says:\n"
    )
    layout = lay_out(dump)
    assert [line.text for line in layout.lines] == [
        "Home",
        "About",
        "By Ina Holm",
        "Nobody minded, as I wrote in an older note of mine.",
        "Jorun     says:",
    ]
    assert layout.links[layout.lines[4].link] == "https://jorun.example/"
    assert "[note](https://tide.example/old_%282%29) of mine" in layout.lines[3].linked


def test_a_million_spaces_before_a_bracket_take_no_time() -> None:
    row = "Mud (https://tide.example/) " * 5 + " " * 1_000_000 + "( x"
    assert undress(row).endswith("( x")


def test_definitions_among_the_text_are_links_of_the_words_above() -> None:
    dump = (
        "[Ina Holm][1] says:\n\n   [1]: https://tide.example/a-\nlong/road (Ina's\nplace)\n\nMud, and [more][2].\n\n"
        "   [2]:\nhttps://tide.example/more\n\nEnd.\n"
    )
    layout = lay_out(dump)
    assert [line.text for line in layout.lines] == ["Ina Holm says:", "Mud, and more.", "End."]
    assert layout.links[1] == "https://tide.example/a-long/road"
    assert layout.links[2] == "https://tide.example/more"


def test_wrapped_rows_join_beside_unbroken_list_items() -> None:
    item = "  * " + "An item that its tool did not break though it is far longer than the rows of the text are " * 2
    rows = textwrap.fill(TOLD, 60)
    lines = lay_out(f"{rows}\n\n{item}\n\n{rows}\n").lines
    assert [line.text.split()[-1] for line in lines] == ["often.", "are", "often."]


def test_a_row_longer_than_the_width_does_not_go_on() -> None:
    rows = "\n".join(["The boats lay crooked in the mud and", "nobody minded, because the evening"] * 4)
    long = "A title that is longer than any row of the text below it can be"
    assert lay_out(f"{long}\n{rows}\n").lines[0].text == long


def test_a_rule_of_spaced_signs_parts() -> None:
    lines = lay_out("One.\n* * *\nTwo.\n").lines
    assert [(line.text, line.gap) for line in lines] == [("One.", True), ("Two.", True)]


@given(
    st.lists(st.text(st.characters(categories=["L", "N"], include_characters=" .,;:!?'()-"), max_size=80), max_size=30)
)
def test_text_without_marks_of_tools_stays_as_it_is(rows: list[str]) -> None:
    text = "\n".join(rows)
    assert undress(text) == text


@given(st.lists(st.text("abc de\n[](){}#.:_*=\"'/\\<>", max_size=60), max_size=12))
def test_words_survive_any_mixture_of_marks(pieces: list[str]) -> None:
    text = ":::\n:::\n:::\n:::\n" + "\n".join(f"zq{i} {piece}" for i, piece in enumerate(pieces))
    bare = undress(text)
    lost = [i for i in range(len(pieces)) if f"zq{i} " not in bare + " "]
    # Words go only with an attribute that begins in a brace before them and ends in one behind.
    assert not lost or "{" in text
