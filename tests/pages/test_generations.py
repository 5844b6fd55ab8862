"""Other generations of the engines, and templates rearranged by hand: read in full, with profiles and with none."""

from time import process_time

import pytest
from pages_of_engines import BODY, COMMENTS, PARAGRAPHS, TITLE, _each, page
from pages_of_generations import FLAT, LOOSE, PAGES
from test_engines import plain, read

import blogconv
from blogconv import Post, Report
from blogconv.catalogue import Severity


@pytest.mark.parametrize("profile", ["built-in", "none"])
@pytest.mark.parametrize("engine", PAGES)
def test_a_page_is_read_in_full(engine: str, profile: str) -> None:
    post = read(PAGES[engine], **({"profile": "none"} if profile == "none" else {}))
    assert post.title == TITLE
    assert plain(post.content) == " ".join(PARAGRAPHS)
    assert [(c.author.name, (c.published or "")[:10], plain(c.content)) for c in post.comments] == [
        (c.name, c.iso[:10], c.text) for c in COMMENTS
    ]


@pytest.mark.parametrize("profile", ["built-in", "none"])
def test_an_empty_picture_pushes_an_answer_to_the_right(profile: str) -> None:
    options = {"profile": "none"} if profile == "none" else {}
    first, second, third = read(PAGES["livejournal-s1"], **options).comments
    assert (first.parent, second.parent, third.parent) == (None, first.id, None)


@pytest.mark.parametrize("profile", ["built-in", "none"])
def test_trackbacks_between_post_and_comments_are_no_text_of_the_post(profile: str) -> None:
    post = read(FLAT, **({"profile": "none"} if profile == "none" else {}))
    assert plain(post.content) == " ".join(PARAGRAPHS)
    said = [(c.author.name, plain(c.content)) for c in post.comments if c.type == "comment"]
    assert said == [(c.name, c.text) for c in COMMENTS]


def test_trackbacks_that_are_not_read_are_told_with_their_addresses() -> None:
    report = Report()
    _, post = blogconv.read(FLAT.encode(), format="html", report=report)
    assert isinstance(post, Post)
    assert post.extra["html"]["unread_pings"] == ["http://other.example/1", "http://other.example/2"]
    assert report.counts[Severity.WARNING, "html-pings-unread"] == 1


def test_an_excerpt_above_the_text_belongs_to_the_post() -> None:
    html = PAGES["movabletype-4"].replace("asset-content entry-content", "whole")
    html = html.replace("class='asset-body'", "class='post-excerpt'").replace(
        "class='asset-more'", "class='post-content'"
    )
    assert plain(read(html, profile="none").content) == " ".join(PARAGRAPHS)


@pytest.mark.parametrize("kind", LOOSE)
def test_loose_comments_are_parted_by_their_heads_or_signatures(kind: str) -> None:
    post = read(page(f"<h2>{TITLE}</h2><p><i>March 5, 2011</i></p>{BODY}", LOOSE[kind]))
    assert plain(post.content) == " ".join(PARAGRAPHS)
    assert [(c.author.name, (c.published or "")[:10], plain(c.content)) for c in post.comments] == [
        (c.name, c.iso[:10], c.text) for c in COMMENTS
    ]


def test_a_signature_like_the_posts_own_does_not_draw_the_post_into_the_comments() -> None:
    byline = "<p class='posted'>Posted by Anna Berg on March 5, 2011 8:00 AM</p>"
    post = read(page(f"<h2>{TITLE}</h2>{BODY}{byline}", LOOSE["signatures"].replace("<h2>", "<h2 class='head'>")))
    assert plain(post.content) == " ".join(PARAGRAPHS)
    assert [(c.author.name, plain(c.content)) for c in post.comments] == [(c.name, c.text) for c in COMMENTS]


def test_below_a_heading_of_comments_the_first_is_not_the_post_of_a_page_without_text() -> None:
    said = _each("<div class='box'><div>{text}</div><div>Posted by {name} on {date} {time}</div></div>")
    post = read(page(f"<img src='/lake.jpg' alt=''><h2>{TITLE}</h2>", f"<div><h3>3 comments</h3>{said}</div>"))
    assert [(c.author.name, plain(c.content)) for c in post.comments] == [(c.name, c.text) for c in COMMENTS]


def test_a_bold_line_with_a_number_behind_it_heads_the_comments() -> None:
    # Greymatter, the default templates: one run of lines, rules at its ends
    said = _each("<b>{name}</b> @ {date} {time}<br><br>{text}<br><br>")
    html = page(
        f"<div><b>{TITLE}</b><br><br>{'<br><br>'.join(PARAGRAPHS)}<br><br><b>Comments:</b> 3<br><hr>{said}<hr></div>",
        "",
    )
    post = read(html)
    assert [(c.author.name, plain(c.content)) for c in post.comments] == [(c.name, c.text) for c in COMMENTS]


def test_appointments_at_the_end_of_a_text_are_no_byline() -> None:
    first = "November 13 @ Boat House (w/ Field Mouse - Set Time: 10 PM)"
    last = "November 15 @ Pier (w/ Cookies - Set Time: 9 PM)"
    post = read(page(f"<h2>{TITLE}</h2><p>March 5, 2011</p>{BODY}<p>{first}<br>{last}</p>", ""))
    assert plain(post.content).endswith("Set Time: 9 PM)")


def test_days_inside_a_text_part_no_comments() -> None:
    diary = "".join(
        f"<p>On March {n}, 2011 we rowed to the far shore and stayed there for the night.</p>" for n in (1, 2, 3)
    )
    post = read(page(f"<h2>{TITLE}</h2>", f"<div>{BODY}{diary}</div>"))
    assert post.comments == ()


def test_thousands_of_comment_headings_cost_no_more_than_their_number() -> None:
    def seconds(count: int) -> float:
        one = "<div><h3>Comments</h3><p>Ann on May 3, 2010</p><p>hello there you all</p></div>"
        begun = process_time()
        read(page(f"<h2>{TITLE}</h2>{BODY}", one * count))
        return process_time() - begun

    seconds(10)
    assert seconds(4000) < 12 * max(seconds(800), 0.05)
