"""Words that lead to an author, or to another fact of a post."""

import pytest

from blogconv.language.authorship import leads_to_fact, name_after, name_behind


@pytest.mark.parametrize(
    ("piece", "language", "rest"),
    [
        ("Posted by Ann", "en", "Ann"),
        ("Filed by Ann at", "en", "Ann at"),
        ("This entry was posted by Ann", "en", "Ann"),
        ("von Ann", "de", "Ann"),
        ("by", "en", ""),
        ("Ann", "en", None),
        ("The house by Ann", "en", None),
        ("no Ann", "en", None),
    ],
)
def test_a_name_stands_behind_words_of_authorship(piece: str, language: str, rest: str | None) -> None:
    assert name_after(piece, frozenset([language])) == rest


def test_a_link_to_somebodys_posts_holds_the_name() -> None:
    assert name_behind("View all posts by Ann Lee") == "Ann Lee"
    assert name_behind("Voir tous les articles de Benoît Le Goff") == "Benoît Le Goff"
    assert name_behind("All posts") is None


@pytest.mark.parametrize("piece", ["posted on", "in", "on at", "filed under", "veröffentlicht am"])
def test_words_that_lead_to_a_fact_are_none(piece: str) -> None:
    assert leads_to_fact(piece)
    assert not leads_to_fact(f"{piece} Ann")
