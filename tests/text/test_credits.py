"""Out of a byline comes a person's name, or nobody's."""

import pytest

from blogconv.readers.text.credits import credited


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("Ida Lund", "Ida Lund"),
        ("Ida Lund 29 Comments", "Ida Lund"),
        ("Zoë -- 15 Comments", "Zoë"),
        ("Posted byIda Lund", "Ida Lund"),
        ("Ida LundPosted", "Ida Lund"),
        ("posted by Ida M. Lund", "Ida M. Lund"),
        ("Von Arx", "Von Arx"),
        ("McAdam", "McAdam"),
        ("12 Comments", None),
        ("9 Comentarios", None),
        ("Kommentare 34", None),
        ("Read the 4 comments", None),
        ("Tags: rain, tea", None),
        ("In Stories", None),
        ("Posted by", None),
    ],
)
def test_a_byline_names_a_person_or_nobody(byline: str, name: str | None) -> None:
    assert credited(byline) == name
