"""What lines of one kind repeat is told from what varies in them, without a vocabulary."""

from hypothesis import given
from hypothesis import strategies as st

from blogconv.language.repeats import constants, gap

WORDS = st.text("abcdefg", min_size=1, max_size=4)
NAMES = st.lists(st.sampled_from(["Ann", "Bo", "Cy", "Di", "Ed"]), min_size=1, max_size=3)


def test_the_words_of_all_heads_part_the_names_from_the_dates() -> None:
    lines = [f"zupka {name} <date> velo".split() for name in ("Ann", "Bo Berg", "Cy")]
    order = constants(lines)
    assert order == ("zupka", "<date>", "velo")
    assert [line[slice(*(gap(line, order, 1) or (0, 0)))] for line in lines] == [["Ann"], ["Bo", "Berg"], ["Cy"]]


def test_a_gap_is_as_wide_as_it_can_be() -> None:
    assert gap(["by", "Ann", "on", "By", "on", "<date>"], ("by", "on", "<date>"), 1) == (1, 4)


def test_a_line_without_a_constant_has_no_gap() -> None:
    assert gap(["Ann"], ("by",), 1) is None


@given(st.lists(WORDS, max_size=3), st.lists(NAMES, min_size=2, max_size=30), st.lists(WORDS, max_size=3))
def test_what_stands_between_constants_is_found_again(
    before: list[str], names: list[list[str]], after: list[str]
) -> None:
    lines = [[*before, *name, *after] for name in names]
    order = constants(lines)
    assert len(order) >= len(before) + len(after)
    for line in lines:
        filled: list[str] = []
        for number in range(len(order) + 1):
            found = gap(line, order, number)
            assert found is None or 0 <= found[0] <= found[1] <= len(line)
            filled += line[slice(*found)] if found else []
        assert set(filled) <= set(line)
