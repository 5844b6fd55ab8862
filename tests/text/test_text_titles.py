"""The post's title, in the company that pages give it: site names, dates, paths, names, shares; and front matter."""

import io

import pytest

import blogconv
from blogconv.model import Post
from blogconv.readers.text.frontmatter import read_front_matter

TOLD = (
    "The boats lay crooked in the mud and nobody minded, because the evening was warm and there was nothing to do "
    "until the water came back over the sand and the stones, which it would not before nine or ten at night."
)
MORE = "Later we walked home along the dyke, slowly, with the smell of tar on our hands and salt in our shoes."


def post_of(dump: str) -> Post:
    return next(r for r in blogconv.read(io.BytesIO(dump.encode()), format="text") if isinstance(r, Post))


@pytest.mark.parametrize(
    "above",
    [
        "Boats at low tide",
        "Tidewater\n\nMonday, April 20, 2009\n\nBoats at low tide",
        "Tidewater\n\nNotes from the mud\n\nBoats at low tide\n\nby Ina Holm",
        "Boats at low tide\n\nMay 3, 2011\n\nIna Holm",
        "Boats at low tide\n\nIna Holm\n\nMay 3, 2011",
        "Boats at low tide\n\nMud\n\nFacebook Twitter Pinterest\n\n2011.05.03",
        "Home Mud Boats at low tide\n\nBoats at low tide\n\nby Ina Holm",
        "# Tidewater\n\n## Sunday, May 1, 2011\n\n### Boats at low tide",
        "[Tidewater](https://tide.example/)\n\n[Boats](/boats)\n\n[Nets](/nets)\n\nBoats at low tide",
        "Tidewater\n\nBoats at low tide",
        "Tidewater\n\n« An older note on nets\n\nMay 3, 2011\n\nBoats at low tide",
        "Tidewater\n\nBoats at low tide\n\nPosted in: Mud, Nets",
        "# Tidewater\n\nWhat is said here is said by those who live by the mud, and is not what the town would say. "
        "\n\n## Sunday, May 1, 2011\n\n### Boats at low tide",
        "Boats at low tide | Tidewater\n\nBoats at low tide\n\nMay 1, 2011\n\nby\n\nIna Holm",
    ],
)
def test_the_title_stands_among_other_lines(above: str) -> None:
    assert post_of(f"{above}\n\n{TOLD}\n\n{MORE}\n").title == "Boats at low tide"


@pytest.mark.parametrize("window", ["Boats at low tide | Tidewater", "Tidewater » Boats at low tide"])
def test_a_window_title_loses_the_site(window: str) -> None:
    assert post_of(f"{window}\n\n{TOLD}\n\n{MORE}\n").title == "Boats at low tide"


def test_a_dash_in_a_title_is_its_own() -> None:
    assert post_of(f"Low tide – a walk\n\n{TOLD}\n\n{MORE}\n").title == "Low tide – a walk"


def test_the_heading_quotes_a_title_behind_a_colon() -> None:
    dump = f"潮水站\n\n低潮时的船\n\n{TOLD}\n\n2条评论：“低潮时的船”\n\nIna 说：\n\n{MORE}\n\nJorun 说：\n\n{TOLD}\n"
    assert post_of(dump).title == "低潮时的船"


def test_short_lines_between_title_and_date_are_not_the_text() -> None:
    post = post_of(f"Boats at low tide\n\nMud\n\nFacebook Twitter Pinterest\n\n2011.05.03\n\n{TOLD}\n\n{MORE}\n")
    assert (post.published or "")[:10] == "2011-05-03"
    assert post.content.startswith("<p>The boats lay")


def test_a_byline_below_the_first_lines_is_no_text() -> None:
    post = post_of(f"Boats at low tide\n\n{MORE}\n\nby Ina Holm on May 3, 2011\n\n{TOLD}\n\n{TOLD}\n")
    assert post.author is not None and post.author.name == "Ina Holm"
    assert (post.published or "")[:10] == "2011-05-03"
    assert "Ina Holm" not in post.content


def test_front_matter_is_the_post_s() -> None:
    dump = (
        '---\ntitle: "Boats: at low tide"\nauthor: Ina Holm\nurl: https://tide.example/boats\ndate: "2011-05-03"\n'
        f"tags:\n- mud\n- nets\n---\n# Boats: at low tide\n\n{TOLD}\n\n{MORE}\n"
    )
    post = post_of(dump)
    assert post.title == "Boats: at low tide"
    assert post.author is not None and post.author.name == "Ina Holm"
    assert post.published == "2011-05-03"
    assert post.url == "https://tide.example/boats"
    assert [term.name for term in post.terms] == ["mud", "nets"]
    assert post.content.startswith("<p>The boats lay")


@pytest.mark.parametrize("dump", ["---\nNothing: here is\na field\n---\nText", "---\ntitle: x", "--- title: x ---", ""])
def test_what_is_no_front_matter_is_text(dump: str) -> None:
    assert read_front_matter(dump) == (None, dump)
