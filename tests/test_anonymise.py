"""Personal data is removed, and only that."""

import pytest
from msgspec import structs

from blogconv.model import Author, Comment, Inferred, MetaEntry, Post, Record, Site
from blogconv.plugin import Context
from blogconv.transforms.anonymise import TRANSFORM

HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346"


def anonymised(*records: Record, names: bool = False) -> tuple[list[Record], list[str]]:
    ctx = Context("blog.xml")
    found = list(TRANSFORM.apply(iter(records), TRANSFORM.options(names=names), ctx))
    return found, [d.message for d in ctx.report.kept]


def post_with(*comments: Comment, content: str = "") -> Post:
    return Post(id="1", author=Author(name="Mia Blanc"), content=content, comments=comments)


def test_addresses_and_browsers_are_removed_from_all_authors() -> None:
    author = Author(
        id="7",
        login="lou",
        name="Louis",
        email="l@example.org",
        ip="192.0.2.7",
        agent="Mozilla",
        url="https://l.example",
    )
    kept = Author(id="7", login="lou", name="Louis", url="https://l.example")
    found, told = anonymised(
        Site(authors=(author,)), Post(id="1", author=author, comments=(Comment(id="c", author=author),))
    )
    assert found == [Site(authors=(kept,)), Post(id="1", author=kept, comments=(Comment(id="c", author=kept),))]
    assert told == ["removed from the site: 1 agent, 1 email, 1 ip", "removed from the post: 2 agent, 2 email, 2 ip"]


def test_an_email_address_in_place_of_a_name_is_removed() -> None:
    author = Author(name="l@example.org", login="l@example.org", url="mailto:l@example.org")
    found, _ = anonymised(post_with(Comment(id="c", author=author)))
    assert found == [post_with(Comment(id="c"))]


def test_a_picture_whose_url_is_the_hash_of_an_address_is_removed() -> None:
    gravatar = Comment(id="1", author=Author(avatar=f"https://secure.gravatar.com/avatar/{HASH}?s=48"))
    own = Comment(id="2", author=Author(avatar="https://example.org/lou.png"))
    assert anonymised(post_with(gravatar, own))[0] == [post_with(Comment(id="1"), own)]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Lou <l@example.org>", "Lou"),
        ("l@example.org (Lou)", "(Lou)"),
        ("192.0.2.7", None),
        ("2001:db8::7", None),
        ("@lou", "@lou"),
        ("12:34:56", "12:34:56"),
        ("C++ std::x", "C++ std::x"),
    ],
)
def test_an_address_within_a_name_is_removed(name: str, kept: str | None) -> None:
    for field in ("id", "login", "name", "first_name", "last_name"):
        found, _ = anonymised(post_with(Comment(id="c", author=Author(**{field: name}))))
        assert found == [post_with(Comment(id="c", author=Author(**{field: kept})))]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://l@example.org", False),
        ("https://x.example/?mail=l%40example.org", False),
        ("mailto:lou@localhost", False),
        (f"https://gravatar.com/{HASH}", False),
        (f"https://l.example/{HASH}", True),
        ("https://video.example/@lou.doe", True),
        ("https://social.example/@lou@other.example", True),
        ("http://192.0.2.7/blog", True),
    ],
)
def test_a_link_that_carries_an_address_is_removed(url: str, kept: bool) -> None:
    found, _ = anonymised(post_with(Comment(id="c", author=Author(url=url))))
    assert found == [post_with(Comment(id="c", author=Author(url=url if kept else None)))]


def test_a_posts_fields_lose_values_that_hold_an_email_address() -> None:
    subscribers = MetaEntry(key="_subscribers", value='a:1:{s:13:"l@example.org";i:1;}')
    server = MetaEntry(key="permalink", value="http://192.0.2.7/blog")
    extra = {"x": {"list": ["l@example.org", "192.0.2.7"]}}
    found, told = anonymised(Site(meta=(subscribers,)), Post(id="1", meta=(subscribers, server), extra=extra))
    assert found == [Site(), Post(id="1", meta=(server,), extra={"x": {"list": ["192.0.2.7"]}})]
    assert told == ["removed from the site: 1 meta", "removed from the post: 1 extra, 1 meta"]


def test_a_comments_extra_loses_values_that_hold_an_address() -> None:
    extra = {"x": {"a": "by l@example.org", "b": ["2001:db8::7", "kept"], "useremail": "x", "REMOTE_ADDR": "y"}}
    found, _ = anonymised(post_with(Comment(id="c", extra=extra)))
    assert found == [post_with(Comment(id="c", extra={"x": {"b": ["kept"]}}))]


def test_who_has_no_name_is_hidden_by_what_else_tells_who_it_is() -> None:
    authors = (
        Author(login="lou", url="https://l.example"),
        Author(first_name="Lou", last_name="Doe"),
        Author(name="★"),
        Author(url="https://l.example", id="7"),
        Author(),
    )
    found, told = anonymised(post_with(*(Comment(id=str(n), author=a) for n, a in enumerate(authors))), names=True)
    assert told == ["removed from the post: 4 name"]
    assert isinstance(found[0], Post)
    hidden = [comment.author.name for comment in found[0].comments]
    assert hidden == ["Commenter 1", "Commenter 2", "Commenter 3", None, None]
    assert all(comment.author == Author(name=comment.author.name) for comment in found[0].comments)


def test_meta_and_extra_lose_what_their_keys_name() -> None:
    meta = [MetaEntry(key=k, value="x") for k in ("_author_email", "userIP", "ship", "comment-agent", "tip", "urgent")]
    extra = {"disqus": {"ipAddress": "192.0.2.7", "zip": "1", "deep": [{"author": {"e-mail": "x", "n": [1, "ip"]}}]}}
    found, told = anonymised(Post(id="1", meta=tuple(meta), extra=extra))
    assert found == [
        Post(
            id="1",
            meta=(meta[2], meta[4], meta[5]),
            extra={"disqus": {"zip": "1", "deep": [{"author": {"n": [1, "ip"]}}]}},
        )
    ]
    assert told == ["removed from the post: 2 extra, 3 meta"]


def test_a_comments_meta_loses_values_that_hold_an_address() -> None:
    values = ('s:13:"l@example.org"', "from 192.0.2.7", "version 1.2.3", None)
    meta = tuple(MetaEntry(key=f"k{n}", value=value) for n, value in enumerate(values))
    found, _ = anonymised(post_with(Comment(id="c", meta=meta)))
    assert found == [post_with(Comment(id="c", meta=meta[2:]))]


def test_a_record_without_personal_data_passes_unchanged() -> None:
    post = post_with(Comment(id="c", author=Author(name="Louis"), content="@Anne l@example.org"))
    assert anonymised(Site(title="T"), post) == ([Site(title="T"), post], [])


def test_names_are_replaced_on_request_the_same_throughout() -> None:
    mia = Author(name="Mia Blanc", url="https://m.example")
    louis, anne = Author(name="Louis Durocher", url="https://l.example", id="7"), Author(name="Anne")
    first = post_with(
        Comment(id="1", author=louis),
        Comment(id="2", author=anne, content="<p>@Louis, Louis Durocher (Louis) and Anne</p>"),
        Comment(
            id="3", author=Author(name="Mia Blanc", url="https://m.example"), content="@<b>Anne</b>, @louisdurocher!"
        ),
        Comment(id="4", type="pingback", author=Author(name="Blog « Louis Durocher", url="https://b.example")),
        content="Louis Durocher and Mia Blanc; Louis Durochers",
    )
    second = Post(
        id="2", comments=(Comment(id="5", author=anne), Comment(id="6", author=Author(name="louis DUROCHER")))
    )
    found, told = anonymised(first, second, names=True)
    one, two = Author(name="Commenter 1"), Author(name="Commenter 2")
    assert found == [
        post_with(
            Comment(id="1", author=one),
            Comment(id="2", author=two, content="<p>@Commenter 1, Commenter 1 (Louis) and Anne</p>"),
            Comment(id="3", author=mia, content="@<b>Commenter 2</b>, @Commenter 1!"),
            Comment(id="4", type="pingback", author=Author(name="Blog « Commenter 1", url="https://b.example")),
            content="Commenter 1 and Mia Blanc; Louis Durochers",
        ),
        Post(id="2", comments=(Comment(id="5", author=two), Comment(id="6", author=one))),
    ]
    assert told == ["removed from the post: 2 name"] * 2


def test_names_are_replaced_in_evidence_and_extra_too() -> None:
    evidence = Inferred(field="author.name", confidence=0.9, evidence="answers Louis Durocher")
    comment = Comment(id="1", author=Author(name="Louis Durocher"), extra={"x": {"by": ["Louis Durocher", 1, None]}})
    post = Post(
        id="1", inferred=(evidence,), extra={"x": [{"Louis Durocher": "and Louis Durocher"}]}, comments=(comment,)
    )
    found, _ = anonymised(post, names=True)
    assert found == [
        Post(
            id="1",
            inferred=(structs.replace(evidence, evidence="answers Commenter 1"),),
            extra={"x": [{"Louis Durocher": "and Commenter 1"}]},
            comments=(
                Comment(id="1", author=Author(name="Commenter 1"), extra={"x": {"by": ["Commenter 1", 1, None]}}),
            ),
        )
    ]


def test_many_names_cost_linear_time() -> None:
    comments = [
        Comment(id=str(n), author=Author(name=f"Jo Doe{n}"), content=f"@Jo Doe{n // 2} " * 4) for n in range(2000)
    ]
    found, _ = anonymised(post_with(*comments), names=True)
    assert isinstance(found[0], Post)
    assert found[0].comments[7].author == Author(name="Commenter 8")
