# ruff: noqa: E501 - markup as engines write it
"""A folder of pages as a crawler leaves it becomes one archive: feeds, lists and missing pages are no posts."""

from pathlib import Path

import pytest
from pages_of_engines import BODY, TITLE

import blogconv
from blogconv import Report
from blogconv.model import Post, Site

HOST = "http://pots.example"


def page(title: str, main: str, url: str | None = None, classes: str = "") -> str:
    link = f"<link rel='canonical' href='{HOST}{url}'>" if url else ""
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{link}</head><body class='{classes}'>"
        f"<div id='header'><h1><a href='{HOST}/'>Pots and Paddles</a></h1></div><div id='main'>{main}</div></body></html>"
    )


def comment(number: int) -> str:
    return (
        f"<li class='comment' id='comment-{number}'><cite class='fn'>Reader {number}</cite> "
        f"<a href='#comment-{number}'>March {number}, 2011 at 9:15</a><div class='comment-content'><p>Word number {number} of the readers.</p></div></li>"
    )


def post(numbers: range, total: int, nav: str = "") -> str:
    said = "".join(comment(n) for n in numbers)
    return (
        f"<div class='post'><h2 class='entry-title'>{TITLE}</h2><p class='byline'>March 5, 2011</p><div class='entry-content'>{BODY}</div></div>"
        f"<h3>{total} comments</h3><ol class='commentlist'>{said}</ol>{nav}"
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    newer = f"<p class='comment-nav'><a href='{HOST}/soup/comment-page-2/#comments'>Newer</a></p>"
    older = f"<p class='comment-nav'><a href='{HOST}/soup/comment-page-1/#comments'>Older</a></p>"
    home = f"<div class='post'><h2><a href='{HOST}/soup/'>{TITLE}</a></h2><div class='entry'>{BODY}</div><p><a href='{HOST}/soup/#comments'>5 Comments</a></p></div>"
    files = {
        "index.html": page("Pots and Paddles", home + home.replace("soup", "stew").replace(TITLE, "Stew"), "/", "home"),
        "soup/index.html": page(TITLE, post(range(1, 4), 5, newer), "/soup/"),
        "soup/comment-page-2/index.html": page(TITLE, post(range(4, 6), 5, older), "/soup/comment-page-2/"),
        "soup/feed/index.html": "<?xml version='1.0'?><rss version='2.0'><channel><title>Comments on soup</title><item><title>By Reader 1</title></item></channel></rss>",
        "gone/index.html": page("Page not found", "<h2>Page not found</h2><p>Sorry, what you are looking for is not here, nor has it ever been.</p>"),
        "weg/index.html": page("Hoppla", "<h2>Hoppla</h2><p>Was hier gesucht wird, das ist nicht hier und war es nie.</p>", None, "error404"),
    }  # fmt: skip
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_a_crawled_site_becomes_its_posts(site: Path) -> None:
    report = Report()
    records = list(blogconv.read(site, report=report))
    assert [r.title for r in records if isinstance(r, Site)] == ["Pots and Paddles"]
    posts = [r for r in records if isinstance(r, Post)]
    assert [(p.title, len(p.comments), p.comments_expected) for p in posts] == [(TITLE, 5, 5), ("Stew", 0, None)]
    assert report.counts["warning", "input-among-pages"] == 1
    assert report.counts["warning", "html-no-post"] == 2


def test_comments_on_further_pages_are_told_once(site: Path) -> None:
    report = Report()
    (post,) = [r for r in blogconv.read(site / "soup" / "index.html", report=report) if isinstance(r, Post)]
    assert len(post.comments) == 3
    (told,) = [d.message for d in report.kept if d.code.startswith("html-comment")]
    assert told == f"3 of 5 comments are here, more stand on 1 further page: {HOST}/soup/comment-page-2/"


def test_joined_pages_are_checked_against_their_count(site: Path) -> None:
    (site / "soup" / "comment-page-2" / "index.html").unlink()
    (site / "soup" / "comment-page-3").mkdir()
    (site / "soup" / "comment-page-3" / "index.html").write_text(
        page(TITLE, post(range(5, 6), 5), "/soup/comment-page-3/")
    )
    report = Report()
    list(blogconv.read(site, report=report))
    assert "the pages speak of 5 comments, 4 were found on them" in [d.message for d in report.kept]


def test_dumps_beside_as_many_pages_are_read(tmp_path: Path) -> None:
    page = "<html><title>Stew</title><body><h1>Stew</h1><p>%s</p></body></html>" % ("Carrots and a bone. " * 20)
    dump = (
        "Soup\n\nby Anna on May 3, 2011\n\n" + "A leek and two perch. " * 20 + "\n\n1 comment\n\nBo says:\n\nThanks.\n"
    )
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.txt").write_text(dump)
    titles = {r.title for r in blogconv.read(tmp_path) if isinstance(r, Post)}
    assert titles == {"Stew", "Soup"}
