"""A post's title that stands in no heading, told by the page's own title."""

import pytest
from pages_of_engines import BODY, PARAGRAPHS, SITE, TITLE, page
from test_engines import plain, read

PRINTED = f"<title>{TITLE} | {SITE}</title>"


def titled(post: str, printed: str) -> str | None:
    return read(page(post, "").replace(PRINTED, f"<title>{printed}</title>")).title


@pytest.mark.parametrize("printed", [f"{SITE}: {TITLE}", f"{TITLE} ({SITE})", f"{SITE} - {TITLE}", f"{TITLE} « {SITE}"])
@pytest.mark.parametrize(
    "post",
    [
        f"<table><tr><td><b>{TITLE}</b><br><br>{BODY}</td></tr></table>",
        f"<div><div><strong>{TITLE}</strong></div><div>{BODY}</div></div>",
        f"<span>{TITLE}</span><br>{BODY}",
    ],
)
def test_of_two_parts_that_are_shown_the_posts_is_nearer_to_the_text(post: str, printed: str) -> None:
    assert titled(post, printed) == TITLE


def test_the_site_named_in_the_text_is_not_the_title() -> None:
    post = f"<h2>{TITLE}</h2>{BODY}<p>We run <em>{SITE}</em> for those who cook outdoors.</p>"
    assert titled(post, f"{TITLE} | {SITE}") == TITLE


def test_a_day_and_a_name_behind_the_title_in_its_heading_are_none_of_it() -> None:
    # Textpattern 4.0, the default article form
    facts = "<span class='published'>Mar 5, 2011</span> by <span>Anna Berg</span>"
    heading = f"<h3><a href='/soup'>{TITLE}</a> &#183; {facts}</h3>"
    html = page(f"{heading}{BODY}", "").replace(PRINTED, f"<title>{SITE}: {TITLE}</title>")
    post = read(html)
    assert post.title == TITLE
    assert plain(post.content) == " ".join(PARAGRAPHS)
