"""Options come as text and become what the format declares."""

from typing import Annotated, Literal

import pytest
from msgspec import Meta

from blogconv.errors import UsageError
from blogconv.options import build, parse_options, parse_transform, rows
from blogconv.plugin import Options


class Sample(Options, frozen=True):
    default_date: Annotated[str | None, Meta(description="A day.")] = None
    split: Annotated[int, Meta(ge=1)] = 5
    unsafe_html: bool = False
    names: tuple[str, ...] = ()
    shape: Literal["tree", "flat"] = "tree"


def test_text_becomes_the_declared_type() -> None:
    given = {"split": "7", "unsafe-html": "yes", "names": ["a", "b"], "shape": "flat", "default_date": "2010-11-16"}
    assert build(Sample, given, "writer x") == Sample(
        split=7, unsafe_html=True, names=("a", "b"), shape="flat", default_date="2010-11-16"
    )


def test_one_value_of_a_list_option_needs_no_list() -> None:
    assert build(Sample, {"names": "a"}, "writer x").names == ("a",)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"splitt": "7"}, "writer x has no option 'splitt'; did you mean 'split'?"),
        ({"split": "many"}, "option 'split' of writer x wants number, not 'many'"),
        ({"split": "0"}, "option 'split' of writer x wants number >= 1, not '0'"),
        ({"shape": "round"}, "option 'shape' of writer x wants tree | flat, not 'round'"),
        ({"unsafe-html": "perhaps"}, "option 'unsafe-html' of writer x wants true | false, not 'perhaps'"),
        ({"split": ["1", "2"]}, "option 'split' of writer x is given 2 times, but takes one value"),
    ],
)
def test_wrong_options_are_named_in_one_line(given: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError) as caught:
        build(Sample, given, "writer x")
    assert str(caught.value) == says


def test_pairs_repeat_into_lists() -> None:
    assert parse_options(["a=1", "b=x=y", "a=2", "a=3"]) == {"a": ["1", "2", "3"], "b": "x=y"}
    with pytest.raises(UsageError, match="key=value, not 'a'"):
        parse_options(["a"])


def test_transforms_carry_their_options() -> None:
    assert parse_transform("mentions") == ("mentions", {})
    assert parse_transform("map-urls:from=a,to=b") == ("map-urls", {"from": "a", "to": "b"})


def test_rows_tell_name_kind_default_and_meaning() -> None:
    told = {row.name: row for row in rows(Sample)}
    assert told["default-date"].meaning == "A day."
    assert told["default-date"].default is None
    assert (told["split"].kind, told["split"].default) == ("number", "5")
    assert (told["unsafe-html"].kind, told["unsafe-html"].default) == ("true | false", "false")
    assert told["names"].kind == "text (repeatable)"
    assert told["shape"].kind == "tree | flat"


def test_an_option_of_a_form_of_its_own_says_which() -> None:
    from blogconv.readers.text import TextOptions

    with pytest.raises(UsageError, match=r"'reference-date' of reader text wants a date such as 2012-03-01, not 'foo'"):
        build(TextOptions, {"reference-date": "foo"}, "reader text")
    assert build(TextOptions, {"reference-date": "2012-03-01", "language": "pt-BR"}, "reader text").language == "pt-BR"
