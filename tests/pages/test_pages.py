# ruff: noqa: E501 - markup as engines write it
"""What the HTML reader makes of single pages: honesty, fields, inputs and hostile things."""

import io
import time

import pytest
from pages_of_engines import BODY, COMMENTS, PAGES, POST, TITLE, page

from blogconv.errors import SourceError, UsageError
from blogconv.model import Post, Site
from blogconv.plugin import Context, Limits
from blogconv.readers.html import READER, HtmlOptions


def records(data: str | bytes, ctx: Context | None = None, **options: str) -> list[Site | Post]:
    raw = data.encode() if isinstance(data, str) else data
    return list(READER.read(io.BytesIO(raw), HtmlOptions(**options), ctx or Context("page.html")))


def post_of(data: str | bytes, ctx: Context | None = None, **options: str) -> Post:
    (post,) = [r for r in records(data, ctx, **options) if isinstance(r, Post)]
    return post


def codes(ctx: Context) -> set[str]:
    return {code for _, code in ctx.report.counts}


def test_a_page_without_comments_has_none() -> None:
    post = post_of(page(POST, ""))
    assert (post.comments, post.comments_elsewhere) == ((), None)


def test_a_list_of_links_is_no_list_of_comments() -> None:
    related = "".join(
        f"<li class='item'><a href='/{n}'>Another walk</a> <span>March {n}, 2011</span></li>" for n in (1, 2, 3)
    )
    assert post_of(page(POST, f"<h3>Related</h3><ul class='related'>{related}</ul>", form="")).comments == ()


def test_the_fields_of_a_post_are_found() -> None:
    head = "<link rel='canonical' href='http://pots.example/2011/03/soup-by-the-lake/'><meta name='generator' content='WordPress 3.1'>"
    tags = "<p class='tags'><a rel='category tag' href='/category/food/'>Food</a> <a rel='tag' href='/tag/perch/'>perch</a></p>"
    site, post = records(page(POST.replace("</div></div>", f"</div>{tags}</div>"), "", head))
    assert isinstance(site, Site) and isinstance(post, Post)
    assert (site.title, site.generator) == ("Pots and Paddles", "WordPress 3.1")
    assert post.author is not None
    assert (post.id, post.title, post.slug, post.author.name) == ("7", TITLE, "soup-by-the-lake", "Anna Berg")
    assert (post.url, post.published, post.language) == (
        "http://pots.example/2011/03/soup-by-the-lake/",
        "2011-03-05",
        "en",
    )
    assert [(t.taxonomy, t.slug, t.name) for t in post.terms] == [
        ("category", "food", "Food"),
        ("post_tag", "perch", "perch"),
    ]


def test_pictures_code_tables_and_embeds_stay_and_share_bars_go() -> None:
    body = (
        "<p>First the list of what we took along, then the picture of the fire that would not burn.</p>"
        "<figure><img src='fire.jpg' alt='fire' onload='x()'><figcaption>The fire</figcaption></figure>"
        "<pre><code>boil(soup)</code></pre><table><tr><td>perch</td><td>2</td></tr></table>"
        "<iframe src='https://video.example/embed/1'></iframe><div class='sharedaddy'><a href='/t'>Tweet</a></div>"
        "<script>alert(1)</script>"
    )
    post = post_of(page(POST.replace(BODY, body), ""), url="http://pots.example/soup/")
    assert '<img src="http://pots.example/soup/fire.jpg" alt="fire">' in post.content
    for kept in (
        "<figcaption>The fire</figcaption>",
        "<pre><code>boil(soup)</code></pre>",
        "<td>perch</td>",
        "embed/1",
    ):
        assert kept in post.content
    for gone in ("Tweet", "alert", "onload"):
        assert gone not in post.content


def test_json_ld_names_author_and_day() -> None:
    data = (
        '{"@type":"BlogPosting","headline":"Soup by the lake","datePublished":"2011-03-05T08:00:00+01:00",'
        '"author":{"@type":"Person","name":"Anna Berg"}}'
    )
    bare = f"<div class='post'><h2>{TITLE}</h2><div class='entry'>{BODY}</div></div>"
    post = post_of(page(bare, "", f"<script type='application/ld+json'>{data}</script>"))
    assert post.author is not None
    assert (post.author.name, post.published) == ("Anna Berg", "2011-03-05T08:00:00+01:00")


def test_broken_json_ld_is_passed_over() -> None:
    assert post_of(page(POST, "", "<script type='application/ld+json'>{oops</script>")).title == TITLE


def test_a_profile_of_ones_own_reads_a_theme_that_says_nothing(tmp_path) -> None:  # type: ignore[no-untyped-def]
    notes = "".join(f"<div class='zq'><i>{c.name}</i><u>{c.text}</u></div>" for c in COMMENTS)
    html = page(POST, f"<div class='zz'>{notes}</div>", form="")
    assert post_of(html).comments == ()
    own = tmp_path / "mine.toml"
    own.write_text("name='mine'\n[comments]\nitem='div.zq'\nauthor='i'\nbody='u'\n", "utf-8")
    assert [c.author.name for c in post_of(html, profile=str(own)).comments] == [c.name for c in COMMENTS]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name='x'\n[comments]\nitm='li'\n", "itm"),
        ("name='x'\n[comments]\nitem='li:hover'\n", "cannot read the selector"),
        ("name=", "profile"),
    ],
)
def test_a_wrong_profile_is_named(tmp_path, text: str, message: str) -> None:  # type: ignore[no-untyped-def]
    own = tmp_path / "mine.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=message):
        records(page(POST, ""), profile=str(own))


def test_an_unknown_profile_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'blogger'"):
        records(page(POST, ""), profile="bloger")


def test_local_times_get_the_zone_that_is_asked_for() -> None:
    post = post_of(PAGES["kubrick"][0], timezone="Europe/Paris")
    assert post.comments[0].published == "2011-03-06T09:15:00+01:00"
    with pytest.raises(UsageError, match="unknown time zone"):
        records(PAGES["kubrick"][0], timezone="Mars/Base")


def test_a_tag_page_is_counted_and_not_read() -> None:
    entries = "".join(
        f"<div class='post'><h2><a rel='bookmark' href='/p{n}'>Walk {n}</a></h2>{BODY}</div>" for n in range(3)
    )
    ctx = Context("page.html")
    html = page(entries, "", form="").replace("<body>", "<body class='archive tag tag-walks'>")
    assert [r for r in records(html, ctx) if isinstance(r, Post)] == []
    assert "html-list-page" in codes(ctx)


def test_several_whole_posts_on_a_page_are_several_posts() -> None:
    entries = "".join(
        f"<div class='post' id='post-{n}'><h2><a rel='bookmark' href='/walk-{n}'>Walk {n}</a></h2><div class='entry'>{BODY}</div></div>"
        for n in (1, 2, 3)
    )
    html = page(entries, "", form="").replace("<body>", "<body class='home blog'>")
    posts = [r for r in records(html, url="http://pots.example/") if isinstance(r, Post)]
    assert [(p.id, p.title, p.url) for p in posts] == [
        (str(n), f"Walk {n}", f"http://pots.example/walk-{n}") for n in (1, 2, 3)
    ]


def test_mhtml_gives_the_page_inside() -> None:
    html = PAGES["wordpress"][0]
    data = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="XX"\r\nSnapshot-Content-Location: http://pots.example/soup\r\n\r\n'
        "--XX\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: http://pots.example/soup\r\n\r\n"
        f"{html}\r\n--XX--\r\n"
    ).encode()
    assert READER.sniff(data[:65536], "page.mht") > 0.9
    post = post_of(data)
    assert (post.title, post.url, len(post.comments)) == (TITLE, "http://pots.example/soup", 3)


def test_mhtml_without_a_page_is_refused() -> None:
    data = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=X\r\n\r\n--X\r\nContent-Type: image/png\r\n\r\nx\r\n--X--\r\n"
    with pytest.raises(SourceError, match="without a page"):
        records(data)


def warc(*pages: tuple[str, str, str]) -> bytes:
    out = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"
    for url, kind, html in pages:
        body = html.encode()
        http = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n{len(body):x}\r\n".encode()
        )
        http += body + b"\r\n0\r\n\r\n"
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2012-01-01T00:00:00Z\r\n"
        out += f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"
    return out


def test_a_warc_is_read_page_by_page_and_a_post_at_two_addresses_is_one() -> None:
    html = PAGES["kubrick"][0]
    data = warc(
        ("http://pots.example/soup/", "text/html; charset=utf-8", html),
        ("http://pots.example/fire.jpg", "image/jpeg", "no page"),
        ("http://www.pots.example/soup/?replytocom=101", "text/html", html),
    )
    assert READER.sniff(data, "blog.warc") > 0.9
    ctx = Context("blog.warc")
    site, *posts = records(data, ctx)
    assert isinstance(site, Site) and len(posts) == 1
    assert site.url == "http://pots.example"
    (post,) = posts
    assert isinstance(post, Post)
    assert [c.id for c in post.comments] == ["101", "102", "103"]
    assert ctx.report.skipped["html-same-post"].comments == 3


def test_a_warc_cut_off_is_told() -> None:
    data = warc(("http://pots.example/soup/", "text/html", PAGES["kubrick"][0]))[:-2000]
    with pytest.raises(SourceError, match="cut off"):
        records(data)


def test_the_pages_of_a_thread_are_joined_and_doubles_left_out() -> None:
    items = [f"<li id='comment-{n}'><cite>Reader {n}</cite> Says:<br><small class='commentmetadata'><a href='#comment-{n}'>March {n}, 2011 at 9:15 am"
             f"</a></small><p>This is the remark number {n} upon your soup.</p></li>" for n in range(1, 7)]  # fmt: skip
    head = "<link rel='canonical' href='http://pots.example/soup/'>"
    pages = [page(POST, f"<ol class='commentlist'>{''.join(part)}</ol>", head) for part in (items[:4], items[3:])]
    ctx = Context("site")
    stream = (r for html in pages for r in records(html))
    assert READER.unite is not None
    _, post = list(READER.unite(stream, HtmlOptions(), ctx))
    assert isinstance(post, Post)
    assert [c.id for c in post.comments] == [str(n) for n in range(1, 7)]
    assert (ctx.report.skipped["html-same-post"].posts, ctx.report.skipped["html-same-post"].comments) == (1, 1)


def test_a_claim_that_differs_from_what_is_found_is_told() -> None:
    ctx = Context("page.html")
    html = PAGES["wordpress"][0].replace("3 thoughts on", "9 thoughts on")
    assert post_of(html, ctx).comments_expected == 9
    assert "html-comment-count" in codes(ctx)


def test_further_pages_of_comments_are_told() -> None:
    ctx = Context("page.html")
    more = "<div class='navigation'><a href='http://pots.example/soup/comment-page-2/#comments'>Newer</a></div>"
    post = post_of(PAGES["wordpress"][0].replace("</ol></div>", f"</ol>{more}</div>"), ctx)
    assert post.extra["html"]["comment_pages"] == ["http://pots.example/soup/comment-page-2/"]
    assert "html-comment-pages" in codes(ctx)


def test_further_pages_are_told_from_the_addresses_of_single_comments() -> None:
    at = "http://pots.example/soup/comment-page-"
    here, newest, other = (
        f"<p><a href='{url}'>5 March</a></p>"
        for url in (
            f"{at}2/#comment-7",
            f"{at}3/#comment-9",
            "http://pots.example/bread/comment-page-5/#comment-11",
        )
    )
    html = PAGES["wordpress"][0].replace("</body>", here + newest + other + "<div id='comment-7'></div></body>")
    post = post_of(html, url="http://pots.example/soup/")
    assert post.extra["html"]["comment_pages"] == [f"{at}1/", f"{at}3/"]
    assert (
        "comment_pages"
        not in post_of(html.replace("id='comment-7'", ""), url="http://pots.example/soup/").extra["html"]
    )


@pytest.mark.parametrize("data", [b"", b"  \n", b"%PDF-1.4 \n1 0 obj"])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        records(data)


def test_a_page_beyond_the_limit_is_refused() -> None:
    with pytest.raises(SourceError, match="more than 100 bytes"):
        records(page(POST, ""), Context("page.html", limits=Limits(max_field=100)))


def test_a_page_a_million_levels_deep_keeps_its_text() -> None:
    deep = "<div>" * 200_000 + "<p>at the bottom of it all there is one sentence</p>" + "</div>" * 200_000
    ctx = Context("page.html")
    assert "at the bottom" in post_of(f"<title>Deep</title>{deep}", ctx).content


def test_empty_elements_by_the_thousand_take_linear_time() -> None:
    begun = time.process_time()
    empty = page(f"<p>One sentence stands here alone, and it is long enough.</p>{'<i> </i>' * 30_000}", "")
    assert "stands here alone" in post_of(empty).content
    # Time in the square of their number was ten seconds.
    assert time.process_time() - begun < 4


def test_ids_of_answers_and_parents_agree_in_every_engine() -> None:
    for engine, (html, _) in PAGES.items():
        comments = post_of(html).comments
        ids = [c.id for c in comments]
        assert len(set(ids)) == len(ids), engine
        assert all(c.parent is None or c.parent in ids for c in comments), engine
