"""Which links file a post: the blog's own, beside the text; not a shop's, another site's, or one in a sentence."""

import io

import pytest
from pages_of_engines import BODY, TITLE

from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.html import READER, HtmlOptions

KNOWN = "<link rel='canonical' href='http://www.pots.example/2011/03/soup/'>"


def terms_of(below: str, head: str = KNOWN, text: str = "") -> set[tuple[str, str]]:
    data = (
        f"<!doctype html><html lang='en'><head><title>{TITLE}</title>{head}</head><body><div class='post'>"
        f"<h2>{TITLE}</h2><div class='entry'>{BODY}{text}</div>{below}</div></body></html>"
    )
    records = READER.read(io.BytesIO(data.encode()), HtmlOptions(), Context("p"))
    (post,) = [r for r in records if isinstance(r, Post)]
    return {(term.taxonomy, term.name) for term in post.terms}


@pytest.mark.parametrize(
    "link",
    [
        "<a href='http://shop.example/dp/12?ref=x&tag=pots-20'>The best ladle</a>",
        "<a href='http://cards.example/topics/soup/'>these</a>",
        "<a href='/topics/soup/follow'>Follow</a>",
        "<a href='/category/soup/feed/'>RSS</a>",
    ],
)
def test_a_shops_or_another_sites_link_files_nothing(link: str) -> None:
    assert terms_of(f"<p class='tags'>{link} <a href='http://pots.example/tag/perch/'>Perch</a></p>") == {
        ("post_tag", "Perch")
    }


def test_a_link_in_a_sentence_of_the_text_files_nothing() -> None:
    sentence = (
        "<p>Those who have never gutted a fish will find all they need in what I wrote in the past about <a "
        "href='/category/knives/'>knives</a>, and in the many books that stand in the village library.</p>"
    )
    assert terms_of("<p class='meta'><a href='/category/soup/'>Soup</a></p>", text=sentence) == {("category", "Soup")}


def test_a_marked_tag_may_lead_elsewhere() -> None:
    assert terms_of("<p>Tags: <a rel='tag' href='http://tags.example/tag/perch'>perch</a></p>") == {
        ("post_tag", "perch")
    }


def test_a_page_of_unknown_address_is_of_the_host_that_most_links_go_to() -> None:
    links = "".join(f"<a href='http://pots.example/{n}'>Walk {n}</a> " for n in range(4))
    below = (
        "<p class='tags'><a href='http://pots.example/tag/perch/'>perch</a> "
        f"<a href='http://shop.example/?tag=pots-20'>Ladle</a></p><p>{links}</p>"
    )
    assert terms_of(below, head="") == {("post_tag", "perch")}
