"""Many pages become one site: the facts are those of one host, and others are told."""

import io
import time

from pages_of_engines import BODY

from blogconv.model import Comment, Post, Site
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions


def saved(host: str, title: str, language: str, slug: str) -> bytes:
    head = f"<link rel='canonical' href='http://{host}/{slug}/'><meta property='og:site_name' content='{title}'>"
    return (
        f"<!doctype html><html lang='{language}'><head><title>{slug}</title>{head}</head><body>"
        f"<div class='post'><h1>{slug}</h1>{BODY}</div></body></html>"
    ).encode()


def united(*pages: bytes) -> tuple[Site, Context]:
    ctx = Context("pages")
    assert READER.unite is not None
    each = (r for data in pages for r in READER.read(io.BytesIO(data), HtmlOptions(), ctx))
    first, *_ = list(READER.unite(each, HtmlOptions(), ctx))
    assert isinstance(first, Site)
    return first, ctx


def test_pages_of_many_hosts_take_the_facts_of_one_and_say_so() -> None:
    site, ctx = united(
        saved("a.example", "Lakes", "de", "one"),
        saved("b.example", "Hills", "en", "two"),
        saved("c.example", "Lakes", "de", "three"),
        saved("www.b.example", "Hills", "en", "four"),
    )
    assert (site.title, site.language) == ("Hills", "en")
    assert site.url in ("http://b.example", "http://www.b.example")
    assert "archive-site-differs" in {code for _, code in ctx.report.counts}


def test_pages_of_one_host_are_one_site_without_a_word() -> None:
    site, ctx = united(saved("b.example", "Hills", "en", "two"), saved("www.b.example", "Hills", "en", "four"))
    assert site.title == "Hills"
    assert "archive-site-differs" not in {code for _, code in ctx.report.counts}


def posts_of(*posts: Post) -> list[Post]:
    assert READER.unite is not None
    made = READER.unite(iter([Site(source_format="html"), *posts]), HtmlOptions(), Context("pages"))
    return [record for record in made if isinstance(record, Post)]


def test_numbers_of_any_size_pass() -> None:
    claimed, paged = 10**30, "7" * 5000
    first, second = posts_of(
        Post(id="1", url="http://b.example/one/", comments_expected=claimed),
        Post(id="2", url=f"http://b.example/two/comment-page-{paged}/"),
    )
    assert first.comments_expected == claimed
    assert second.id == "2"


def test_posts_of_one_id_are_numbered_in_linear_time() -> None:
    begun = time.process_time()
    ids = [post.id for post in posts_of(*(Post(id="7", url=f"http://b.example/{n}/") for n in range(20_000)))]
    assert ids[:3] == ["7", "7-2", "7-3"]
    assert len(set(ids)) == len(ids)
    assert time.process_time() - begun < 5


def test_comments_of_two_pages_whose_made_ids_meet_stay_apart() -> None:
    made, own = Comment(id="7-1", content="<p>Good.</p>"), (Comment(id="7-1"), Comment(id="7-1-2"))
    pages = [
        Post(id="7", url="http://b.example/one/", comments=(made,)),
        Post(id="8", url="http://b.example/one/comment-page-2/", comments=own),
    ]
    (post,) = posts_of(*pages)
    assert len({comment.id for comment in post.comments}) == 3
