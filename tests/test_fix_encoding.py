"""Mojibake is undone where it is asked for, and nothing else is touched."""

import pytest

from blogconv.model import Author, Comment, MetaEntry, Post, Record, Site, Term
from blogconv.plugin import Context, SourceError
from blogconv.transforms.fix_encoding import TRANSFORM


def fixed(record: Record, ctx: Context | None = None) -> Record:
    return next(TRANSFORM.apply(iter([record]), TRANSFORM.options(), ctx or Context("blog.xml")))


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("CafÃ© crÃ¨me", "Café crème"),
        ("dâ€™abord, câ€™est l’été", "d’abord, c’est l’été"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("æ—¥æœ¬èªž", "日本語"),
        ("<p>Ã©tÃ©</p>\n<p>« été » à l’ŒUVRE 日本</p>", "<p>été</p>\n<p>« été » à l’ŒUVRE 日本</p>"),
    ],
)
def test_mojibake_is_undone(broken: str, whole: str) -> None:
    assert fixed(Post(id="1", content=broken)) == Post(id="1", content=whole)


@pytest.mark.parametrize(
    "text",
    [
        "l’été “q” ﬁn",
        "a\u2028b",
        "&eacute;",
        "Ｆｕｌｌ",
        "e\u0301",
        "AÃ",
        "10 € — ½",
        "日本語",
        "it's 'q'",
        "voilà…",
        "\ufffd?",
    ],
)
def test_a_text_without_mojibake_stays(text: str) -> None:
    ctx = Context("blog.xml")
    assert fixed(Post(id="1", title=text, content=text), ctx) == Post(id="1", title=text, content=text)
    assert not ctx.report.counts


def test_every_text_is_reached_and_told() -> None:
    ctx = Context("blog.xml")
    bad, good = "Ã©tÃ©", "été"
    site = Site(title=bad, authors=(Author(name=bad, login=bad),), terms=(Term(taxonomy="t", slug=bad, name=bad),))
    post = Post(
        id=bad,
        title=bad,
        author=Author(name=bad),
        meta=(MetaEntry(key=bad, value=bad), MetaEntry(key="k", value='a:1:{i:0;s:5:"Ã©tÃ©";}')),
        comments=(Comment(id="c", author=Author(name=bad), content=bad),),
    )
    assert fixed(site, ctx) == Site(
        title=good, authors=(Author(name=good, login=bad),), terms=(Term(taxonomy="t", slug=bad, name=good),)
    )
    assert fixed(post, ctx) == Post(
        id=bad,
        title=good,
        author=Author(name=good),
        meta=(MetaEntry(key=bad, value=good), post.meta[1]),
        comments=(Comment(id="c", author=Author(name=good), content=good),),
    )
    assert sorted(d.message.split(":")[0] for d in ctx.report.kept) == [
        "author.name",
        "comments[0].author.name",
        "comments[0].content",
        "meta[0].value",
        "site.authors[0].name",
        "site.terms[0].name",
        "site.title",
        "title",
    ]
    assert str(ctx.report.kept[0]) == "blog.xml: repaired: site.title: 'Ã©tÃ©' became 'été' (encoding-fixed)"


def test_strict_refuses_the_first_change() -> None:
    with pytest.raises(SourceError, match="encoding-fixed"):
        fixed(Post(id="1", content="CafÃ©"), Context("blog.xml", strict=True))
