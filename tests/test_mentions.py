"""Whom comments address by @name."""

import re
from pathlib import Path

import pytest

from blogconv.model import Author, Comment, Post
from blogconv.transforms.mentions import with_mentions

SAMPLE = Path(__file__).parent.parent / "samples" / "text" / "ruee-vers-lor.txt"
PEOPLE = (
    "Louis Durocher",
    "Anne",
    "Jean Paul Sartre",
    "The Reader",
    "张三",
    "O'Brien",
    "Anne Martin",
    "Pierre Côté",
    "Tweets that mention Zoé",
)


def mentions_in(text: str, content_format: str = "html", speaker: str = "Someone Else") -> tuple[str, ...]:
    """Let ``speaker`` say ``text`` after each of ``PEOPLE`` has written a comment, whose id is the name."""
    earlier = [Comment(id=name, author=Author(name=name)) for name in PEOPLE[:-1]]
    earlier.append(Comment(id=PEOPLE[-1], author=Author(name=PEOPLE[-1]), type="trackback"))
    said = Comment(id="last", author=Author(name=speaker), content=text, content_format=content_format)
    return with_mentions(Post(id="post", comments=(*earlier, said))).comments[-1].mentions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Louis, @Anne : oui", ["Louis Durocher", "Anne"]),
        ("@anne m’a dit", ["Anne"]),
        ("@Anne Martin: no", ["Anne Martin"]),
        ("@AnneMartin no", ["Anne Martin"]),
        ("@AnneM no", ["Anne Martin"]),
        ("@Durocher", ["Louis Durocher"]),
        ("@Jean-Paul ok, @Jean ok", ["Jean Paul Sartre"]),
        ("@PIERRECOTE and @pierre_cote", ["Pierre Côté"]),
        ("@O’Brien's point", ["O'Brien"]),
        ("见@张三你好", ["张三"]),
        ("＠張三 ＠张三", ["张三"]),
        ("@Louis & Anne", ["Louis Durocher", "Anne"]),
        ("@Louis et Anne : merci", ["Louis Durocher", "Anne"]),
        ("@Louis and nobody", ["Louis Durocher"]),
        ("(thanks @ Louis)", ["Louis Durocher"]),
        ('@<a href="#comment-7">Anne Martin</a>: yes', ["Anne Martin"]),
        ("&#64;Anne", ["Anne"]),
        ("@The Reader", ["The Reader"]),
    ],
)
def test_a_name_after_an_at_sign_finds_its_comment(text: str, found: list[str]) -> None:
    assert list(mentions_in(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "write to x@Anne.com or louis+a@anne.org",
        "https://example.org/@Anne and RT",
        "RT @Anne: so true",
        "<pre>@Anne</pre> <code>@Louis</code>",
        "<blockquote>@Anne said another</blockquote>",
        "@tous, @all, @moi, @todos: hello",
        "@the best, @martin_the_other",
        "@zoé, @tweets",
        "@@Anne, @-Anne",
        "Anne",
        "@",
    ],
)
def test_what_addresses_nobody_is_no_mention(text: str) -> None:
    assert mentions_in(text) == ()


def test_code_in_markdown_is_no_mention() -> None:
    assert mentions_in("`@Anne` and\n\n```\n@Louis\n```\n> @O'Brien\n\n@Pierre", "markdown") == ("Pierre Côté",)


def test_plain_text_is_not_read_as_markup() -> None:
    assert mentions_in("<code>@Anne", "text") == ("Anne",)


def test_nobody_addresses_himself_but_a_namesake() -> None:
    assert mentions_in("@Anne", speaker="Anne") == ("Anne Martin",)
    assert mentions_in("@Louis", speaker="Louis Durocher") == ()


def test_the_nearest_earlier_comment_is_meant() -> None:
    said = [
        ("1", "Anne", ""),
        ("2", "Bob", "@Anne"),
        ("3", "Anne", "@Bob"),
        ("4", "Bob", "@Anne @bob"),
        ("5", "Anne", ""),
    ]
    post = Post(id="p", comments=tuple(Comment(id=i, author=Author(name=a), content=c) for i, a, c in said))
    assert [c.mentions for c in with_mentions(post).comments] == [(), ("1",), ("2",), ("3",), ()]


def test_what_the_source_says_stays() -> None:
    comments = (
        Comment(id="1", author=Author(name="Anne")),
        Comment(id="2", mentions=("x",), content="@Anne"),
        Comment(id="3", type="pingback", content="@Anne"),
    )
    assert with_mentions(Post(id="p", comments=comments)).comments == comments


def test_the_sample_thread_is_found() -> None:
    text = SAMPLE.read_text("utf-8").split("Commentaires\n", 1)[1]
    parts = re.split(r"\n  (\d+)\. (.*)\n", text)[1:]
    comments = tuple(
        Comment(
            id=number,
            author=Author(name=name),
            content=content,
            content_format="text",
            type="trackback" if "[…]" in content else "comment",
        )
        for number, name, content in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    )
    found = {c.id: " ".join(c.mentions) for c in with_mentions(Post(id="p", comments=comments)).comments if c.mentions}
    assert found == {"8": "6", "10": "8", "11": "4 7", "17": "16", "19": "17 18", "24": "23 1 5 9 13 14 15 22"}


def test_a_hostile_text_costs_linear_time() -> None:
    for text in (
        "@" * 200_000,
        "@a " * 50_000,
        "@a" + "_a" * 50_000,
        "`" * 100_000,
        "```\n" * 30_000,
        "RT @" * 50_000,
    ):
        mentions_in("@Anne " + text, "markdown")
        mentions_in("@Anne " + text, "text")
        mentions_in("@Anne " + text, "html")
