"""The Markdown writer: files, front matter, comments."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import blogconv
from blogconv.model import Author, Comment, MetaEntry, Post, Site, Term
from blogconv.writers.markdown.comments import DEEPEST
from blogconv.writers.markdown.paths import folder_of, stem_of
from blogconv.writers.markdown.yaml import Timestamp, mapping


def put(folder: Path, *posts: Post, **options: str) -> blogconv.Report:
    return blogconv.write(iter([Site(title="T"), *posts]), folder, format="markdown", writer_options=options)


def front(path: Path) -> dict[str, object]:
    return yaml.safe_load(path.read_text("utf-8").split("\n---\n", 1)[0].removeprefix("---\n"))


TITLES = ["null", "yes", "2010-11-16", "a: b", "# x", " lead", "trail ", "- item", "!!python/object:x", "&a", "*a",
    "<<", "%x", "...", "---", "'", '"', "a\u2028pwned: true", "a\u0085b", "\\", "{x}", "[x]", "?", "1e3", "0x1F", "~",
    "@x",    "`x`", "\ufeffx", "\U0001f600", "tab\tx", "\x7f\x9f"]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_a_title_comes_back_as_the_same_string(title: str) -> None:
    assert yaml.safe_load("\n".join(mapping({"title": title}))) == {"title": title}


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text(max_size=8).filter(lambda k: max(k, default="") < "\ud800"),
)
def test_any_text_survives_yaml(title: str, key: str) -> None:
    fields = {"title": title, "custom": {key: [title, {"k": title}]}}
    assert yaml.safe_load("\n".join(mapping(fields))) == fields


def test_a_date_is_a_date_and_an_impossible_one_a_string() -> None:
    lines = mapping({"a": Timestamp("2010-11-16T10:32:00-05:00"), "b": Timestamp("2010-02-30"), "c": Timestamp("no")})
    assert lines == ["a: 2010-11-16T10:32:00-05:00", 'b: "2010-02-30"', 'c: "no"']


def test_each_post_is_a_file_and_its_comments_stand_beside_it(tmp_path: Path) -> None:
    comments = (
        Comment(
            id="1", author=Author(name="Ann", email="a@example.org", url="https://a.example"), content="<p>one</p>"
        ),
        Comment(id="2", parent="1", content="<b>two</b>"),
        Comment(id="3", status="spam", content="three"),
        Comment(id="4", parent="gone", content="four"),
    )
    post = Post(
        id="7", title="A day", slug="a-day", published="2010-11-16T10:32:00", content="<p>Hello <i>you</i></p>",
        terms=(Term(taxonomy="category", name="Life"), Term(taxonomy="post_tag", name="x"),
               Term(taxonomy="mood", name="m")),
        meta=(MetaEntry(key="k", value="v"), MetaEntry(key="k", value="w")), comments=comments,
    )  # fmt: skip
    report = put(tmp_path / "site", post)
    path = tmp_path / "site/posts/2010-11-16-a-day.md"
    fields = front(path)
    assert path.read_text("utf-8").endswith("---\n\nHello *you*\n")
    assert fields["categories"] == ["Life"]
    assert fields["taxonomies"] == {"mood": ["m"]}
    assert fields["custom_fields"] == {"k": ["v", "w"]}
    data = json.loads((path.parent / str(fields["comments_file"])).read_text("utf-8"))
    assert [c["id"] for c in data["comments"]] == ["1", "4"]
    assert data["comments"][0]["replies"][0]["content"] == "**two**"
    assert data["comments"][0]["author"] == {"name": "Ann", "url": "https://a.example"}
    assert [c["id"] for c in data["held"]] == ["3"]
    assert "a@example.org" not in json.dumps(data)
    assert (report.written.posts, report.written.comments) == (1, 4)


def test_drafts_and_protected_posts_are_not_published(tmp_path: Path) -> None:
    put(tmp_path / "s", Post(id="1", slug="a", status="draft"), Post(id="2", slug="b", password="x"))
    assert front(tmp_path / "s/posts/a.md")["draft"] is True
    assert front(tmp_path / "s/posts/b.md")["draft"] is True


def test_attachments_and_menus_are_lists(tmp_path: Path) -> None:
    put(
        tmp_path / "s",
        Post(id="1", type="attachment", title="pic", attachment_url="https://a.example/p.png"),
        Post(id="2", type="nav_menu_item", title="Home"),
    )
    found = json.loads((tmp_path / "s/data/attachments.json").read_text("utf-8"))
    assert found[0]["attachment_url"] == "https://a.example/p.png"
    assert json.loads((tmp_path / "s/data/menu-items.json").read_text("utf-8"))[0]["title"] == "Home"
    assert not list((tmp_path / "s").rglob("*.md"))


@pytest.mark.parametrize(("where", "written"), [("front-matter", 2), ("section", 2), ("none", 0)])
def test_comments_go_where_the_option_says(tmp_path: Path, where: str, written: int) -> None:
    comments = (
        Comment(id="1", author=Author(name="A*n"), content="first"),
        Comment(id="2", parent="1", content="second"),
    )
    report = put(tmp_path / "s", Post(id="1", slug="a", comments=comments), comments=where)
    text = (tmp_path / "s/posts/a.md").read_text("utf-8")
    assert ("second" in text) is (written > 0)
    assert report.written.comments == written
    assert report.read.comments == 2
    if where == "section":
        assert "> second" in text


def test_a_circle_of_parents_and_a_very_long_thread_lose_no_comment(tmp_path: Path) -> None:
    circle = tuple(Comment(id=str(n), parent=str((n + 1) % 3), content="c") for n in range(3))
    chain = tuple(Comment(id=f"c{n}", parent=f"c{n - 1}" if n else None, content="c") for n in range(3000))
    put(tmp_path / "s", Post(id="1", slug="a", comments=circle), Post(id="2", slug="b", comments=chain))
    for name, number in (("a", 3), ("b", 3000)):
        data = json.loads((tmp_path / f"s/posts/{name}.comments.json").read_text("utf-8"))
        stack = [(c, 1) for c in data["comments"]]
        seen, deepest = 0, 0
        while stack:
            comment, level = stack.pop()
            seen, deepest = seen + 1, max(deepest, level)
            stack += [(c, level + 1) for c in comment.get("replies", [])]
        assert seen == number
        assert deepest <= DEEPEST


def test_unsafe_addresses_of_authors_are_left_out(tmp_path: Path) -> None:
    comment = Comment(id="1", author=Author(name="x", url="java\nscript:alert(1)"), content="a")
    put(tmp_path / "s", Post(id="1", slug="a", comments=(comment,)))
    assert "script" not in (tmp_path / "s/posts/a.comments.json").read_text("utf-8")


def test_the_front_matter_holds_no_live_script(tmp_path: Path) -> None:
    live = '<p onclick="x()">a</p><script>x()</script>'
    meta = (MetaEntry(key="live", value=live), MetaEntry(key="plain", value="1 < 2 <br> & so"))
    post = Post(id="1", slug="a", url="javascript:x()", guid="data:text/html,x", excerpt=live, meta=meta)
    report = put(tmp_path / "s", post)
    fields = front(tmp_path / "s/posts/a.md")
    assert fields["excerpt"] == "a"
    assert fields["custom_fields"] == {"live": "<p>a</p>", "plain": "1 < 2 <br> & so"}
    assert not {"original_url", "guid"} & set(fields)
    assert any(code == "markdown-script-removed" for _, code in report.counts)
    put(tmp_path / "u", post, unsafe_html="true")
    assert front(tmp_path / "u/posts/a.md")["original_url"] == "javascript:x()"


def test_a_block_left_out_is_no_shortcode_kept(tmp_path: Path) -> None:
    source = '<!-- wp:block {"ref":12} /-->[box a="b"]'
    report = put(tmp_path / "s", Post(id="1", slug="a", content=source, content_format="wordpress"))
    assert {"wordpress-block-left-out", "wordpress-unknown-shortcode"} <= {code for _, code in report.counts}


def test_an_old_address_is_not_called_url_which_hugo_refuses(tmp_path: Path) -> None:
    put(tmp_path / "s", Post(id="1", slug="a", url="https://a.example/a/"))
    fields = front(tmp_path / "s/posts/a.md")
    assert fields["original_url"] == "https://a.example/a/"
    assert "url" not in fields


def test_names_say_what_a_post_is() -> None:
    assert folder_of(Post(id="1")) == "posts"
    assert folder_of(Post(id="1", type="../../x")) == "other"
    assert folder_of(Post(id="1", type="recipe")) == "recipe"
    assert (
        stem_of(Post(id="1", title="Été à Paris!", published="2010-11-16T00:00:00"), None) == "2010-11-16-ete-a-paris"
    )
    assert stem_of(Post(id="1", published="../../etc"), None) == "1"
    assert stem_of(Post(id="1", type="page", slug="index"), None) == "index-page"


def test_text_and_markdown_bodies_are_not_taken_for_html(tmp_path: Path) -> None:
    put(
        tmp_path / "s",
        Post(id="1", slug="t", content="a <b> *c*\nd", content_format="text"),
        Post(id="2", slug="m", content="# H\n\n*c* <kbd>k</kbd>", content_format="markdown"),
        Post(id="3", slug="w", content="a\n\n[youtube https://youtu.be/x]", content_format="wordpress"),
    )
    read = {name: (tmp_path / f"s/posts/{name}.md").read_text("utf-8").split("---\n\n", 1)[1] for name in "tmw"}
    assert read["t"] == "a &lt;b> \\*c\\*  \nd\n"
    assert read["m"] == "# H\n\n*c* <kbd>k</kbd>\n"
    assert read["w"] == "a\n\n<https://youtu.be/x>\n"
