"""Who wrote a post: bylines are short lines of their own, and a wrong author is worse than none."""

import io

import pytest
from pages_of_engines import BODY, TITLE

from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions


def read(inner: str, language: str = "en", head: str = "", above: str = "") -> Post:
    data = (
        f"<!doctype html><html lang='{language}'><head><title>{TITLE}</title>{head}</head><body>{above}"
        f"<div class='post'><h1>{TITLE}</h1>{inner}</div></body></html>"
    )
    (post,) = [r for r in READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p")) if isinstance(r, Post)]
    return post


def author(inner: str, language: str = "en", head: str = "", above: str = "") -> str | None:
    found = read(inner, language, head, above).author
    return found.name if found else None


@pytest.mark.parametrize(
    ("line", "language", "name"),
    [
        ("<p>Posted on March 5th, 2011 by heron in Lakes</p>", "en", "heron"),
        ("<p class='foot'>posted by Ida K. Strand BA at 3:45 PM 2 comments</p>", "en", "Ida K. Strand BA"),
        ("<small>5.3.2011, 16:20 von seerose</small>", "de", "seerose"),
        ("<p>posted by Ida Strand @ 4/19/2005 02:47:00 AM</p>", "en", "Ida Strand"),
        ("<p>By Ida Strand</p>", "en", "Ida Strand"),
        ("<p>Écrit par Léa Morel</p>", "fr", "Léa Morel"),
    ],
)
def test_a_line_that_begins_with_by_names_the_author_and_is_marked_as_inferred(
    line: str, language: str, name: str
) -> None:
    post = read(line + BODY, language)
    assert post.author is not None and post.author.name == name
    assert [(i.field, i.confidence) for i in post.inferred if i.field == "author"] == [("author", 0.7)]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("<p>No, no me lleven a Toledo en la bicicleta, que llueve.</p>", "es"),
        ("<h3>Le carnet de Solange</h3>", "fr"),
        ("<p>Published on March 5th, 2011 Read the 8 comments »</p>", "en"),
        ("<h3>Posted in lakes | pictures on March 5, 2011</h3>", "en"),
        ("<p>By hand</p>", "en"),
        ("<p>By the way!</p>", "en"),
        ("<p>Por fin</p>", "es"),
        ("<div class='caption'><p>By Ida Strand</p></div>", "en"),
        ("<blockquote><p>By Ida Strand</p></blockquote>", "en"),
        ("<p><span class='author'>Article by</span></p>", "en"),
        ("<p class='author'>No Author</p>", "en"),
        ("<p class='author'>www.pots.example</p>", "en"),
        ("<p class='author'>8 comments</p>", "en"),
    ],
)
def test_running_text_counts_labels_hosts_and_captions_name_nobody(line: str, language: str) -> None:
    assert author(line + BODY, language) is None


def test_members_of_other_sites_that_a_page_links_are_not_its_author() -> None:
    bar = "<ul><li><a href='http://pictures.example/people/4711/'>Pictures</a></li></ul>"
    assert author(BODY, above=bar) is None
    assert author(f"<p><a href='http://films.example/user/Reel'>Reel Films</a></p>{BODY}") is None
    assert author(f"<p class='byline'>By <a href='/user/ida/'>Ida Strand</a></p>{BODY}") == "Ida Strand"


@pytest.mark.parametrize("date", ["3/4/2025", "2025-03-04", "March 4, 2025", "4. März 2025"])
def test_a_date_glued_to_a_name_is_cut_off(date: str) -> None:
    assert author(f"<div class='author'><b>Ida</b><i>{date}</i></div>{BODY}") == "Ida"


def test_a_declared_author_who_is_none_is_left_out() -> None:
    assert author(BODY, head="<meta name='author' content='Unknown author'>") is None
    assert author(BODY, head="<meta name='author' content='Ida Strand'>") == "Ida Strand"
