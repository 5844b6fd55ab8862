"""Many pages become one site: the facts are those of one host, and others are told."""

import io

from pages_of_engines import BODY

from blogconv.model import Site
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
