"""Lines of facts around a post as themes print them: who, when, where filed, in any order and between any marks."""

import io

import pytest
from pages_of_engines import BODY, TITLE

from blogconv.diagnostics import Report
from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions

TERM = "<a href='/category/boats/' rel='category tag'>Boats</a>"
TAG = "<a href='/tag/rain/' rel='tag'>rain</a>"


def read(inner: str, language: str = "en", head: str = "", ctx: Context | None = None) -> Post:
    data = (
        f"<!doctype html><html lang='{language}'><head><title>{TITLE}</title>{head}</head><body>"
        f"<div class='post'><h2>{TITLE}</h2>{inner}</div></body></html>"
    )
    records = READER.read(io.BytesIO(data.encode()), HtmlOptions(), ctx or Context("p"))
    (post,) = [r for r in records if isinstance(r, Post)]
    return post


def author(inner: str, language: str = "en", head: str = "") -> str | None:
    found = read(inner, language, head).author
    return found.name if found else None


@pytest.mark.parametrize(
    ("line", "language"),
    [
        (f"<p class='zq'>Posted by Dr. Ida Strand in {TERM}</p>", "en"),
        (f"<p class='zq'>Posted by Dr. Ida Strand under {TERM} | Tags: {TAG}</p>", "en"),
        (f"<p class='zq'>Filed by Dr. Ida Strand at 17:06 under {TERM}</p>", "en"),
        (f"<p class='zq'>Posted on décembre 23rd, 2013 in {TERM} by Dr. Ida Strand</p>", "fr"),
        (f"<p class='zq'>Posted in {TERM} tagged {TAG} at 2:12 by Dr. Ida Strand</p>", "it"),
        (f"<p class='zq'>{TERM} | <i>7 mars 2007</i>by Dr. Ida Strand &nbsp;Tagged {TAG}</p>", "fr"),
        (f"<p class='zq'>Veröffentlicht am 7. März 2007 von Dr. Ida Strand in {TERM}</p>", "de"),
    ],
)
def test_a_by_word_anywhere_among_the_facts_leads_to_the_author(line: str, language: str) -> None:
    post = read(line + BODY, language)
    assert post.author is not None and post.author.name == "Dr. Ida Strand"
    assert [(i.field, i.confidence) for i in post.inferred if i.field == "author"] == [("author", 0.7)]
    assert author(BODY + line, language) == "Dr. Ida Strand"


@pytest.mark.parametrize(
    "line",
    [
        "<span class='submitted'>7 March 2007 — ida</span>",
        f"<div class='meta'>Filed under: {TERM} — ida @ 3:38</div>",
        f"<p class='postmeta'>ida @ 6:23 AM [filed under {TERM}, {TAG}]</p>",
        f"<div class='postmetadata'>ida posted this entry on Wednesday, March 7th, 2007. Posted in {TERM}</div>",
    ],
)
def test_the_one_name_beside_the_day_is_the_author_and_is_marked_as_a_guess(line: str) -> None:
    post = read(line + BODY)
    assert post.author is not None and post.author.name == "ida"
    assert [(i.field, i.confidence) for i in post.inferred if i.field == "author"] == [("author", 0.5)]


@pytest.mark.parametrize(
    "line",
    [
        "<p class='meta'>7 March 2007. Bookmark the <a href='/x/'>permalink</a></p>",
        f"<p class='meta'>7 March 2007 | {TITLE}</p>",
        f"<h3 class='head'>7 March 2007 — {TITLE} again</h3>",
        "<p class='meta'>Wednesday, 7 March 2007</p>",
        "<p class='meta'>Changed: 7 March 2007 | 3 comments</p>",
        "<div class='meta'><span>2021-11-05</span> <span>1点热度</span></div>",
        f"<p class='meta'>7 March 2007 | Oslo | 12 degrees | {TERM}</p>",
        "<div class='related'><p class='meta'>7 March 2007 — ida</p></div>",
        "<p>7 March 2007 — rain all day</p>",
    ],
)
def test_what_else_stands_beside_a_day_names_nobody(line: str) -> None:
    assert author(line + BODY) is None


def test_a_link_to_an_archive_is_read_for_the_name_in_it_only() -> None:
    box = "<div class='about'><a class='author-link' rel='author' href='/author/w1/'>{}</a></div>"
    assert author(BODY + box.format("View all posts by Ida Strand →")) == "Ida Strand"
    assert author(BODY + box.format("View Archive →")) is None


def test_a_visible_byline_goes_before_the_author_of_the_theme() -> None:
    head = "<meta name='author' content='Studio Pine'>"
    byline = "<a class='post-author' href='/author/w1/'><i class='icon'></i> ida</a>"
    assert author(byline + BODY, head=head) == "ida"
    assert author(BODY, head=head) == "Studio Pine"


COMMENTS = (
    "<ol class='commentlist'><li class='comment {mark}' id='comment-1'><cite class='fn'>ida</cite> Says:"
    "<small class='commentmetadata'><a href='#comment-1'>{day} at 16:25</a></small><p>Thank you all.</p></li></ol>"
)


def test_whose_comments_are_marked_as_the_post_authors_wrote_the_post() -> None:
    post = read(BODY + COMMENTS.format(mark="bypostauthor", day="March 8th, 2007"))
    assert post.author is not None and post.author.name == "ida"
    assert [i.confidence for i in post.inferred if i.field == "author"] == [0.8]
    assert read(BODY + COMMENTS.format(mark="alt", day="March 8th, 2007")).author is None


def test_a_day_that_would_come_after_the_comments_is_not_the_posts() -> None:
    post = read("<p class='date'>10-08-2013</p>" + BODY + COMMENTS.format(mark="", day="August 10th, 2013"))
    assert post.published == "2013-08-10"
    assert [i.field for i in post.inferred] == ["published"]
    later = read("<p class='date'>10-08-2013</p>" + BODY + COMMENTS.format(mark="", day="December 1st, 2013"))
    assert later.published is None and later.date_text == "10-08-2013"


def test_an_address_with_year_and_month_completes_a_day_without_a_year() -> None:
    head = "<link rel='canonical' href='http://b.example/2015/04/soup/'>"
    tab = "<div class='date-tab'><span class='month'>April</span> <span class='day'>6</span></div>"
    assert read(tab + BODY, head=head).published == "2015-04-06"
    assert read(tab.replace("April", "June") + BODY, head=head).published is None
    assert read(tab + BODY).published is None


def test_a_month_that_languages_share_is_read_in_the_pages_language() -> None:
    assert read("<p class='date'>21 Listopad 2003</p>" + BODY, "pl").published == "2003-11-21"
    assert read("<p class='date'>21 Listopad 2003</p>" + BODY, "hr").published == "2003-10-21"


def test_days_of_related_posts_are_not_the_posts() -> None:
    related = "<div class='jp-relatedposts'><p class='jp-relatedposts-post-date'>3 May 2016</p></div>"
    footer = f"<p class='postmetadata'>March 7th, 2007 in {TERM}</p>"
    post = read(BODY.replace("</div>", "") + related + "</div>" + footer)
    assert post.published == "2007-03-07"


def test_a_protected_post_is_a_post_whose_text_is_not_there() -> None:
    report = Report()
    form = (
        "<div class='entry'><form action='/wp-pass.php' method='post'><p>This content is protected. Enter the "
        "password to see it.</p><input name='post_password' type='password'></form></div>"
    )
    post = read("<p class='date'>7 March 2007</p>" + form, ctx=Context("p", report))
    assert (post.title, post.published, post.content) == (TITLE, "2007-03-07", "")
    assert [d.code for d in report.kept] == ["html-protected"]


@pytest.mark.parametrize(
    "line",
    [
        f"<p>This entry was posted on November 1st, 2012 at 22:37 and is filed under {TERM}. You can follow any "
        "answers through the <a href='/soup/feed/'>RSS 2.0</a> feed. You can <a href='#respond'>leave a response</a>, "
        "or <a href='/soup/trackback/'>trackback</a> from your own site.</p>",
        f"<p>Voir d'autres billets des mêmes catégories : {TERM}</p>",
        f"<p>Posted in {TERM} tagged {TAG} at 13:48 by Ida Strand</p>",
        "<p>Du kannst <a href='#respond'>antworten</a> oder <a href='/soup/feed/'>zusehen</a>.</p>",
    ],
)
def test_a_line_that_tells_of_the_post_is_none_of_its_text(line: str) -> None:
    assert read(BODY + line).content == read(BODY).content


@pytest.mark.parametrize(
    "line",
    [
        "<p>Read what <a href='http://pines.example/'>the pines</a> said, and then <a href='#respond'>tell me</a>.</p>",
        f"<p>Of all the things that I like about {TERM}, the smell of tar on a cold morning in spring is the best.</p>",
    ],
)
def test_a_text_with_links_stays(line: str) -> None:
    assert "<a " in read(BODY + line).content


def test_a_month_is_read_in_the_language_of_the_text_where_the_page_declares_another() -> None:
    polish = "<p>Płynęliśmy o świcie przez jezioro, a woda była tak spokojna, że sosny stały w niej do góry nogami.</p>"
    assert read("<p class='date'>Listopad 22nd, 2006</p>" + polish * 3, "en").published == "2006-11-22"


@pytest.mark.parametrize(
    "day",
    [
        "<span class='posted-on'>Posted on <a href='/x/'><time class='entry-date published updated' "
        "datetime='2007-03-02T07:31:39-03:00'>02/03/2007</time></a></span>",
        "<div class='date updated'><span class='value-title' title='2007-03-02T17:27'></span><p>Mar 02</p></div>",
    ],
)
def test_a_day_for_machines_inside_the_days_element_is_taken(day: str) -> None:
    published = read(day + BODY).published
    assert published is not None and published.startswith("2007-03-02T")


@pytest.mark.parametrize(
    "above",
    [
        "<div id='postpath'><a href='/'>Home</a> &gt; <a href='/boats/' rel='category tag'>Boats</a></div>",
        "<nav class='breadcrumbs'><a href='/boats/' rel='category tag'>Boats</a></nav>",
        "<div id='breadcrumbs'><a href='/'>Home</a> » <a href='/?cat=3'>Boats</a> » Soup</div>",
        "<div class='left'><ul class='meta'><li>in <a href='/boats/' rel='category'>Boats</a></li></ul></div>",
    ],
)
def test_a_post_is_filed_where_breadcrumbs_or_a_column_beside_it_say(above: str) -> None:
    everything = "<div class='sidebar'><ul><li><a href='/category/oars/' rel='category'>Oars</a></li></ul></div>"
    data = (
        f"<!doctype html><html lang='en'><head><title>{TITLE}</title></head><body>{above}<div class='post'>"
        f"<h2>{TITLE}</h2><div class='entry-content'>{BODY}</div><p class='tags'><a href='/tag/rain/' rel='tag'>#rain"
        f"</a></p></div>{everything}</body></html>"
    )
    records = READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p"))
    (post,) = [r for r in records if isinstance(r, Post)]
    assert {(t.taxonomy, t.name) for t in post.terms} == {("post_tag", "rain"), ("category", "Boats")}
