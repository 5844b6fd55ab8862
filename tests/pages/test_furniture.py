# ruff: noqa: E501 - markup as themes write it
"""Furniture in and around a post's text goes though no class names it; what an author may write stays."""

import io

import pytest
from pages_of_engines import AUTHOR, BODY, TITLE, page

from blogconv.diagnostics import Severity
from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions

FIRST, _, LAST = BODY.partition("</p>")
BYLINE = f"<p>Posted by {AUTHOR} on March 5, 2011</p>"
GONE = {
    "shares by address": "<p><a href='https://www.facebook.com/sharer.php?u=x'>Na Facebook</a> <a href='https://twitter.com/intent/tweet?u=x'>Na X</a></p>",
    "shares by name": "<ul><li><a href='/s/1'>Tweet</a></li><li><a href='/s/2'>Share on Facebook</a></li><li><a href='/s/3'>Print</a></li></ul>",
    "a share line": "<p><a href='/s/1'>Tweet</a> <a href='/s/2'>Share</a></p>",
    "feeds": "<p><a href='/soup/feed/'>Kommentarfeed</a> | <a href='/soup/trackback/'>Trackback-URL</a></p>",
    "arrows": "<div><span><a href='/8/'>« Nettles for beginners</a></span> <span><a href='/9/'>Boots, reviewed »</a></span></div>",
    "before and after": "<p><a rel='prev' href='/8/'>Nettles for beginners</a> <a rel='next' href='/9/'>Boots, reviewed</a></p>",
    "day and permalink": "<p>March 5, 2011 | <a href='/here'>Permalink</a> | <a href='/e'>Edit</a></p>",
    "related in a box": "<div><h3>Related posts</h3><ul><li><a href='/8/'>Nettles for beginners</a></li><li><a href='/9/'>Boots, reviewed</a></li></ul></div>",
    "related in a row": "<h4>You may also like</h4><div><a href='/8/'><img src='8.png'>Nettles for beginners</a></div><div><a href='/9/'>Boots, reviewed</a></div>",
    "related with days": "<h4>Ähnliche Beiträge</h4><ul><li><a href='/8/'>Nettles for beginners, at last</a> <small>May 2, 2010</small></li></ul>",
    "an advert": "<div><p>Advertisement</p><a href='http://ad.example/'><img src='/ad.png'></a></div>",
    "a sign-up form": "<div><h3>One letter a month</h3><p>No more than one.</p><form><input name='email'><button>Yes</button></form></div>",
    "an author box": f"<div><img src='/me.png'><h4>About {AUTHOR}</h4><p>{AUTHOR} rows and writes. Boots, reviewed.</p></div>",
    "an author link": f"<div><h4><a href='/author/anna'>{AUTHOR}</a></h4><p>Rows and writes. Boots, reviewed.</p></div>",
    "a heading whose list goes": "<h3>More worth a look</h3><div class='related'><a href='/8/'>Nettles for beginners</a></div>",
    "titles under any label": "<h3>Z kanału</h3><ul><li><a href='/8/'>Nettles for beginners</a></li><li><a href='/9/'>Boots, reviewed</a></li></ul>",
    "an author's picture": "<div><img class='avatar' src='/me.png'><b>The gardener</b><p>Keeps the pond. Boots, reviewed.</p></div>",
    "stars of many": "<div>Waardeer dit: ★★★★☆ (12)</div>",
    "stars": "<div>Rate this: ★★★★☆ 4.5/5 (12)</div>",
    "rights": "<p>© 2011 Pots and Paddles</p>",
    "the way to the comments": "<p><a href='#respond'>Sag was dazu</a></p>",
}
KEPT = {
    "a last heading above unknown buttons": "<h3>And that was that, said the heron.</h3><ul><li><a href='/s/1'>Poslat</a></li><li><a href='/s/2'>Dál</a></li></ul>",
    "a verdict in stars": "<p>My verdict: ★★★★☆, for the soup alone.</p>",
    "a day in running text": "<p>You can view our June 2009 log book <a href='/log/'>here</a>.</p>",
    "a list of links": "<h3>Around the lake</h3><ul><li><a href='http://a.example/'>The ferry house, as it was</a></li><li><a href='http://b.example/'>All the jetties, counted</a></li></ul>",
    "a chapter called Twitter": "<h3>Twitter</h3><p>The heron has an account there, and so has the pike.</p>",
    "a chapter called Tags": "<h3>Tags</h3><p>Every boat has a tag of brass, with the year it was built.</p>",
    "a last heading": "<h3>And that was that.</h3>",
    "prices between bars": "<p>Perch 2.50 | Pike 3.00 | Leek 0.80</p>",
    "a box of facts": "<div><b>What you need</b><p>Three stones, two perch, a leek.</p></div>",
    "a poem": "<p>The fog<br>went off<br>without a word.</p>",
    "a picture with a caption": "<figure><img src='fire.jpg' alt=''><figcaption>The fire that would not burn</figcaption></figure>",
}


def read(body: str) -> str:
    data = page(f"<div><h1>{TITLE}</h1>{BYLINE}{body}</div>", "", form="").encode()
    (post,) = [r for r in READER.read(io.BytesIO(data), HtmlOptions(), Context("page.html")) if isinstance(r, Post)]
    assert "upside down" in post.content and "fog had gone" in post.content
    return post.content


BARE = read(BODY)


@pytest.mark.parametrize("name", GONE)
def test_furniture_below_the_text_goes(name: str) -> None:
    assert read(BODY + GONE[name]) == BARE


@pytest.mark.parametrize(
    "name", ["shares by name", "a share line", "related in a box", "related in a row", "an advert", "a sign-up form"]
)
def test_furniture_between_paragraphs_goes(name: str) -> None:
    content = read(f"{FIRST}</p>{GONE[name]}{LAST}")
    assert "".join(content.split()) == "".join(BARE.split())


def test_links_that_end_a_text_are_told_and_kept_beside_it() -> None:
    links = "<h3>Where we paddled before</h3><ul><li><a href='/8/'>The canal behind the mill</a></li></ul>"
    data = page(f"<div class='post'><h1>{TITLE}</h1><div class='entry'>{BODY}{links}</div></div>", "").encode()
    ctx = Context("page.html")
    (post,) = [r for r in READER.read(io.BytesIO(data), HtmlOptions(), ctx) if isinstance(r, Post)]
    assert "canal behind" not in post.content
    assert "Where we paddled before" in post.extra["html"]["left_out"]
    assert 'href="/8/"' in post.extra["html"]["left_out"]
    assert ctx.report.counts[Severity.INFO, "html-links-left-out"] == 1


@pytest.mark.parametrize("name", KEPT)
def test_what_an_author_writes_stays(name: str) -> None:
    assert len(read(BODY + KEPT[name])) > len(BARE) + 20


def test_loose_text_beside_its_title_is_kept() -> None:
    content = read("The water was upside down.<br><br>Then the fog had gone, and so had we.")
    assert "The water was" in content and "so had we" in content


def test_a_post_of_a_few_words_is_one() -> None:
    data = page(f"<div><h1>{TITLE}</h1><div>Gone rowing.</div></div>", "", form="").encode()
    (post,) = [r for r in READER.read(io.BytesIO(data), HtmlOptions(), Context("page.html")) if isinstance(r, Post)]
    assert "Gone rowing." in post.content and TITLE not in post.content


def test_a_post_of_links_to_other_sites_is_one() -> None:
    links = "".join(
        f"<li><a href='http://{n}.example/'>The jetty at {n}, counted and described</a></li>" for n in "abcde"
    )
    data = page(f"<div><h1>{TITLE}</h1><ul>{links}</ul><p>Rate this with stars.</p></div>", "", form="").encode()
    (post,) = [r for r in READER.read(io.BytesIO(data), HtmlOptions(), Context("page.html")) if isinstance(r, Post)]
    assert post.content.count("The jetty") == 5


def test_the_lead_beside_a_recipe_is_part_of_the_post() -> None:
    steps = "".join(
        f"<li>Step {n}: {text}, and let it stand in the fog for a while.</li>" for n, text in enumerate("abcde")
    )
    lead = "<p>We paddled across before breakfast, and the pines stood in the water upside down.</p>"
    data = page(
        f"<div><h2>{TITLE}</h2>{lead}<div><h3>The soup</h3><ol>{steps}</ol><ul>{steps}</ul></div></div>", "", form=""
    ).encode()
    (post,) = [r for r in READER.read(io.BytesIO(data), HtmlOptions(), Context("page.html")) if isinstance(r, Post)]
    assert "upside down" in post.content and "Step 4" in post.content
