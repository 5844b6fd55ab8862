"""Further engines, each read in full with its profile and with none."""

import pytest
from pages_of_engines import COMMENTS, PARAGRAPHS, TITLE
from pages_of_more_engines import PAGES, THREADS, TUMBLR
from test_engines import plain, read


@pytest.mark.parametrize("profile", ["built-in", "none"])
@pytest.mark.parametrize("engine", [*PAGES, *THREADS])
def test_a_page_is_read_in_full(engine: str, profile: str) -> None:
    html = (PAGES | THREADS)[engine]
    post = read(html, **({"profile": "none"} if profile == "none" else {}))
    assert post.title == TITLE
    assert plain(post.content) == " ".join(PARAGRAPHS)
    assert [(c.author.name, (c.published or "")[:10], plain(c.content)) for c in post.comments] == [
        (c.name, c.iso[:10], c.text) for c in COMMENTS
    ]


@pytest.mark.parametrize("profile", ["built-in", "none"])
@pytest.mark.parametrize("engine", THREADS)
def test_answers_keep_what_they_answer(engine: str, profile: str) -> None:
    options = {"profile": "none"} if profile == "none" else {}
    first, second, third = read(THREADS[engine], **options).comments
    assert (first.parent, second.parent, third.parent) == (None, first.id, None)


def test_the_notes_of_a_tumblr_post_that_say_something_are_its_comments() -> None:
    post = read(TUMBLR)
    assert plain(post.content) == " ".join(PARAGRAPHS)
    assert [(c.author.name, plain(c.content)) for c in post.comments] == [(c.name, c.text) for c in COMMENTS]
