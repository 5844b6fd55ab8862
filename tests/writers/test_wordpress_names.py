"""Titles and names of WordPress are HTML: every field has what is displayed, and an export goes back as it was."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

import blogconv
from blogconv.markup.wordpress_names import shown, stored_as, stored_name, stored_title
from blogconv.markup.xmltext import FORBIDDEN
from blogconv.model import Author, Post, Record, Site

TEXT = st.text().map(lambda text: FORBIDDEN.sub("", text))
HTML = st.lists(st.one_of(TEXT, st.sampled_from(["&", ";", "&amp;", "&#8211;", "&lt", "&#0;", "<", "lt;", "#x41;"])))
RAW = {
    "Tom &amp; Jerry": "Tom & Jerry",
    "Tom & Jerry": "Tom & Jerry",
    "Then &#8211; now": "Then – now",
    "O&#039;Neil": "O'Neil",
    "a &lt; b": "a < b",
    "a < b": "a < b",
    "&amp;lt;b>": "&lt;b>",
    "&bogus; &copy &#1;": "&bogus; &copy ",
    "<em>Now</em>": "<em>Now</em>",
}


@pytest.mark.parametrize("raw", RAW)
def test_entities_are_displayed_as_characters(raw):
    assert shown(raw) == RAW[raw]


@given(HTML.map("".join))
def test_what_is_stored_is_displayed_as_it_was(text):
    assert shown(stored_title(text)) == shown(stored_name(text)) == text


@given(HTML.map("".join))
def test_what_was_stored_goes_back(raw):
    assert stored_as(shown(raw), raw) == raw


def export(name: str) -> bytes:
    value = f"<![CDATA[{name}]]>"
    return f"""<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>mo</wp:author_login><wp:author_display_name>{value}</wp:author_display_name></wp:author>
<wp:tag><wp:tag_slug>t</wp:tag_slug><wp:tag_name>{value}</wp:tag_name></wp:tag>
<item><title>{value}</title><dc:creator>mo</dc:creator><wp:post_id>1</wp:post_id>
<category domain="post_tag" nicename="t">{value}</category><wp:comment><wp:comment_id>1</wp:comment_id>
<wp:comment_author>{value}</wp:comment_author><wp:comment_content>Yes, so.</wp:comment_content></wp:comment></item>
</channel></rss>""".encode()


def written(records: list[Record], name: str = "wxr") -> str:
    out = BytesIO()
    blogconv.write(records, out, format=name)
    return out.getvalue().decode()


@pytest.mark.parametrize("raw", [name for name in RAW if "#1;" not in name])
def test_every_field_has_what_is_displayed(raw):
    site, post = records = list(blogconv.read(export(raw), format="wxr"))
    assert isinstance(site, Site)
    assert isinstance(post, Post)
    names = [post.title, post.author and post.author.name, post.terms[0].name, post.comments[0].author.name]
    assert [*names, site.authors[0].name, site.terms[0].name] == [RAW[raw]] * 6
    again = written(records)
    assert again.count(f"<![CDATA[{raw}]]>") == 5
    assert list(blogconv.read(again.encode(), format="wxr")) == records


def test_a_name_that_was_changed_is_written_as_changed():
    site, post = blogconv.read(export("Tom &amp; Jerry"), format="wxr")
    assert isinstance(post, Post)
    comment = replace(post.comments[0], author=Author(name="Ida"))
    again = written([site, replace(post, title="A & B", comments=(comment,))])
    assert "<title><![CDATA[A & B]]></title>" in again
    assert "<wp:comment_author><![CDATA[Ida]]></wp:comment_author>" in again


def test_an_author_of_1_0_keeps_the_spelling_of_the_name():
    data = export("x").replace(b"1.2</wp:wxr", b"1.0</wp:wxr").replace(b">mo</dc", b">Tom &amp;amp; Jerry</dc")
    data = data[: data.index(b"<wp:author>")] + data[data.index(b"<wp:tag>") :]
    records = list(blogconv.read(data, format="wxr"))
    assert isinstance(records[1], Post)
    assert records[1].author == Author(name="Tom & Jerry")
    assert "<dc:creator><![CDATA[Tom &amp; Jerry]]>" in written(records)


def test_disqus_shows_what_wordpress_shows():

    public = export("Tom &amp; Jerry").replace(b"</item>", b"<wp:status>publish</wp:status></item>")
    found = written(list(blogconv.read(public, format="wxr")), "disqus")
    assert "<title>Tom &amp; Jerry</title>" in found
    assert "<wp:comment_author><![CDATA[Tom & Jerry]]></wp:comment_author>" in found


def test_an_anonymised_name_is_nowhere_in_the_archive():
    out = BytesIO()
    data = export("Ivo O&#039;Neil").replace(b"<dc:creator>mo</dc:creator>", b"")
    blogconv.convert(data, out, to="json", transforms=[("anonymise", {"names": True})])
    comment = out.getvalue().decode().partition('"comments"')[2]
    assert "Neil" not in comment
    assert "Commenter 1" in comment
