"""HTML and text as WordPress source, and back by what WordPress makes of line breaks."""

import time

import pytest

from blogconv.markup.wordpress_source import comment_source, post_source

# Each right side was rendered by WordPress 6.1's wpautop() and shows what the left side shows.
COMMENTS = [
    ("<p>a</p>\n<p>b<br>c\n d</p>", "a\n\nb\nc d"),
    ("<p>a <b>x</b>\n<i>y</i></p><ul>\n<li>q</li>\n</ul><p>z</p>", "a <b>x</b> <i>y</i>\n\n<ul> <li>q</li> </ul>\n\nz"),
    ("x<br><br>\ny<br/>", "x\n\ny"),
    ("<pre>\n a\n\n</pre>after", "<pre>\n a\n\n</pre>after"),
    ('<p class="x">a\nb</p> <p>c</p>', '<p class="x">a b</p>\n\nc'),
    ("<div>a</div><div>b</div>", "a\nb"),
    ("a &lt; b\nc", "a &lt; b c"),
    ("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "<blockquote>\n\na\n\nb\n\n</blockquote>\n\nc"),
    ("<ol><li><p>one</p></li></ol>", "<ol><li><p>one</p></li></ol>"),
    ("  <p> a </p> ", "a"),
    ("plain", "plain"),
    ("", ""),
]
POSTS = [
    ("<p>a\nb</p>\n<p>c</p>", "<p>a b</p>\n<p>c</p>"),
    ("<pre>a\nb</pre>", "<pre>a\nb</pre>"),
    ("<p>a <b>x</b>\n<i>y</i></p>", "<p>a <b>x</b> <i>y</i></p>"),
    ("<textarea>a\nb</textarea>", "<textarea>a&#10;b</textarea>"),
    ("<script>a\nb</script>", "<script>a\nb</script>"),
    ("<p>[gallery] and [other]</p>", "<p>&#91;gallery] and [other]</p>"),
]


@pytest.mark.parametrize(("html", "source"), COMMENTS)
def test_a_comment_is_lines_instead_of_paragraphs(html, source):
    assert comment_source(html, "html") == source


@pytest.mark.parametrize(("html", "source"), POSTS)
def test_a_post_loses_only_the_line_breaks_that_mean_nothing(html, source):
    assert post_source(html, "html") == source


def test_text_is_escaped_and_keeps_its_lines():
    assert comment_source("a < b\r\nc & d", "text") == "a &lt; b\nc &amp; d"
    assert post_source("[gallery]\n<b>", "text") == "&#91;gallery]\n&lt;b&gt;"


def test_text_becomes_paragraph_blocks():
    assert post_source("a\nb\n\n\nc", "text", blocks=True) == (
        "<!-- wp:paragraph -->\n<p>a<br>b</p>\n<!-- /wp:paragraph -->\n\n"
        "<!-- wp:paragraph -->\n<p>c</p>\n<!-- /wp:paragraph -->"
    )


def test_blocks_are_cut_at_plain_outer_paragraphs_only():
    blocks = post_source("<p>a</p><div><p>b</p></div><p>c", "html", blocks=True)
    assert blocks == (
        "<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->\n\n"
        "<!-- wp:html -->\n<div><p>b</p></div>\n<!-- /wp:html -->\n\n"
        "<!-- wp:html -->\n<p>c\n<!-- /wp:html -->"
    )


@pytest.mark.parametrize("piece", ["<a", "<!--", "<p>", "</p>", "<div><p>", "<br>", "\n", "[", "<a b='"])
def test_time_is_linear_in_hostile_text(piece):
    html = piece * (400_000 // len(piece))
    begun = time.process_time()
    comment_source(html, "html")
    post_source(html, "html")
    post_source(html, "html", blocks=True)
    assert time.process_time() - begun < 4
