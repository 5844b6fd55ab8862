"""Categories and tags out of the sentences that themes print below a post."""

import pytest

from blogconv.readers.text.terms import part_terms

C, T = "category", "post_tag"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Mud, Nets and tagged low tide, tar. Bookmark the permalink.",
            [(C, "Mud"), (C, "Nets"), (T, "low tide"), (T, "tar")],
        ),
        ("Küste and tagged , , . Bookmark the permalink.", [(C, "Küste")]),
        ("КнигиTagged лодки, песок", [(C, "Книги"), (T, "лодки"), (T, "песок")]),
        ("KüsteVerschlagwortet mit Ebbe, Teer", [(C, "Küste"), (T, "Ebbe"), (T, "Teer")]),
        ("Küste abgelegt und mit Ebbe, Teer verschlagwortet.", [(C, "Küste"), (T, "Ebbe"), (T, "Teer")]),
        ("海 and 船. 2 Comments Tags: .", [(C, "海"), (C, "船")]),
        ("Ropes and Knots, Markt, St. Pauli", [(C, "Ropes and Knots"), (C, "Markt"), (C, "St. Pauli")]),
        ("Boat News.\ntrackback", [(C, "Boat News")]),
        ("Leave a comment", []),
    ],
)
def test_a_sentence_of_terms_is_read_in_its_parts(text: str, found: list[tuple[str, str]]) -> None:
    assert list(part_terms(C, text)) == found
