"""WordPress source shows as WordPress would show it."""

from collections import Counter
from time import process_time

import pytest

from blogconv.markup.wordpress import render_comment, render_post

CASES = [
    ("One\n\nTwo\nlines", "<p>One</p>\n<p>Two<br />\nlines</p>"),
    ("a\r\n\r\nb", "<p>a</p>\n<p>b</p>"),
    ("<ul>\n<li>a</li>\n</ul>\ntext", "<ul>\n<li>a</li>\n</ul>\n<p>text</p>"),
    ("a\n<pre>x\n\ny</pre>\nb", "<p>a</p>\n<pre>x\n\ny</pre>\n<p>b</p>"),
    ("<blockquote>q\n\nr</blockquote>", "<blockquote><p>q</p>\n<p>r</p></blockquote>"),
    ("a<br/>\nb", "<p>a<br />\nb</p>"),
    ("<script>\nvar a;\n\nvar b;\n</script>", None),
    ("[[gallery]]", "<p>[gallery]</p>"),
    ("[sic] and [1]", "<p>[sic] and [1]</p>"),
    ('[caption id="a" width="1"]<img src="x.png"> A cat[/caption]',
     '<p><figure class="wp-caption"><img src="x.png"><figcaption>A cat</figcaption></figure></p>'),
    ("[embed]https://example.org/v[/embed]", '<p><p><a href="https://example.org/v">https://example.org/v</a></p></p>'),
    ('[audio src="/a.mp3"]', '<p><audio controls="" src="/a.mp3"></audio></p>'),
    ("[youtube https://youtu.be/abc]", '<p><p><a href="https://youtu.be/abc">https://youtu.be/abc</a></p></p>'),
    ('[sourcecode language="php"]\n<?php echo "a";\n\n[x]\n[/sourcecode]', None),
    ("<!-- wp:paragraph -->\n<p>a</p>\n<!-- /wp:paragraph -->", "\n<p>a</p>\n"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "html"), [case for case in CASES if case[1]])
def test_a_post_is_rendered(source: str, html: str) -> None:
    assert render_post(source).strip() == html.strip()


def test_code_samples_are_not_touched_inside() -> None:
    html = render_post('[sourcecode language="php"]\n<?php echo "a";\n\n[youtube x]\n[/sourcecode]')
    assert '<pre class="language-php">' in html
    assert '&lt;?php echo "a";\n\n&#91;youtube x]' in html


def test_unknown_shortcodes_stay_and_are_counted() -> None:
    unknown: Counter[str] = Counter()
    html = render_post('[contact-form to="x"] text [box]inside[/box] [gallery ids="1,2"] [sic]', unknown)
    assert '[contact-form to="x"]' in html
    assert "[box]inside[/box]" in html
    assert unknown == {"contact-form": 1, "box": 1, "gallery": 1}


def test_blocks_filled_from_elsewhere_are_counted() -> None:
    unknown: Counter[str] = Counter()
    source = '<!-- wp:block {"ref":12} /--><!-- wp:latest-posts /--><!-- wp:spacer /--><!-- wp:paragraph --><p>a</p>'
    assert render_post(source, unknown) == "<p>a</p>"
    assert unknown == {"wp:block": 1, "wp:latest-posts": 1}


def test_a_code_block_keeps_its_language_from_the_comment() -> None:
    source = '<!-- wp:code {"language":"rust"} -->\n<pre class="wp-block-code"><code>x</code></pre>\n<!-- /wp:code -->'
    assert 'data-language="rust"' in render_post(source)


def test_footnotes_come_from_their_custom_field() -> None:
    source = '<!-- wp:paragraph --><p>a<sup data-fn="k" id="k-link"><a href="#k" id="k-link">1</a></sup></p>'
    html = render_post(source + "<!-- wp:footnotes /-->", None, '[{"id":"k","content":"the note"}]')
    assert '<li id="k">the note' in html


def test_a_comment_breaks_lines_and_knows_no_shortcodes() -> None:
    assert render_comment("a\nb\n\n[youtube x]") == "<p>a<br />\nb</p>\n<p>[youtube x]</p>"


@pytest.mark.parametrize(
    "piece",
    ["<p", "[caption]", "[", "<br />\n ", "<!-- wp:a {", "[code]", "<script>\n", "</pre>", "<pre>",
     "<script><style></style>", "[a b=c]", "[embed]<"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", "[/a]", "[/embed]"])
def test_repetition_costs_no_more_than_its_length(piece: str, end: str) -> None:
    start = process_time()
    render_post(piece * 20_000 + end)
    assert process_time() - start < 4


def test_a_shortcode_ends_at_the_next_end_of_its_name() -> None:
    source = "[embed]https://a.example/1[/embed] [embed]none[/embed] [embed]https://a.example/2[/embed] [box]x[/box]"
    unknown: Counter[str] = Counter()
    html = render_post(source, unknown)
    assert [f'<a href="https://a.example/{n}">' in html for n in (1, 2)] == [True, True]
    assert "[embed]none[/embed]" in html
    assert unknown == {"embed": 1, "box": 1}
