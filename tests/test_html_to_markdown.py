"""HTML becomes Markdown that a CommonMark reader shows as the same text."""

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from blogconv.markup.markdown import Options, html_to_markdown, text_to_markdown
from blogconv.markup.markdown.passing import defused
from blogconv.markup.tree import escape_text

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

CASES = [
    ("<p>a <b>bold</b> word</p>", "a **bold** word"),
    ("<p>a<b> bold </b>word</p>", "a **bold** word"),
    ("<p><b>Note:</b>next</p>", "**Note:**&#110;ext"),
    ("<p>東京<b>「駅」</b>です</p>", "東京**「駅」**&#12391;す".replace("東京", "東&#20140;")),
    ("<p><em>a</em><strong>b</strong></p>", "*a*__b__"),
    ("<p>2 * 3 * 4 and snake_case and C:\\dir</p>", "2 * 3 * 4 and snake_case and C:\\dir"),
    ("<p>*not emphasis*</p>", "\\*not emphasis\\*"),
    ("<p>1986. A year</p>", "1986\\. A year"),
    ("<p># no heading</p>", "\\# no heading"),
    ("<p>&lt;b&gt; &amp;amp; &amp; R&amp;D</p>", "&lt;b> &amp;amp; & R&D"),
    ("<p>one<br>two</p>", "one  \ntwo"),
    ("<p>one<br><br>two</p>", "one\n\ntwo"),
    ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
    ("<ul><li>a</li><ul><li>c</li></ul></ul>", "- a\n  - c"),
    ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n\n- b"),
    ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
    ('<ol start="9"><li>a</li><li>b<p>more</p></li></ol>', "9. a\n\n10. b\n\n    more"),
    ('<ul><li><input type="checkbox" checked> done</li></ul>', "- [x] done"),
    ("<blockquote><p>a</p><blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
    ('<pre><code class="language-py">x = "```"\n</code></pre>', '````py\nx = "```"\n````'),
    ("<p>use <code>a`b</code></p>", "use ``a`b``"),
    ('<p><a href="/a b" title="say &quot;hi&quot;">x [y]</a></p>', '[x \\[y\\]](/a%20b "say \\"hi\\"")'),
    ('<p>wow!<a href="/x">y</a></p>', "wow\\![y](/x)"),
    ('<p><a href="https://example.org/">https://example.org/</a></p>', "<https://example.org/>"),
    ('<img src="a.png" alt="A *cat*">', "![A \\*cat\\*](a.png)"),
    ("<table><tr><th>a</th><th>b</th></tr><tr><td>x|y</td><td>1<br>2</td></tr></table>",
     "| a | b |\n| --- | --- |\n| x\\|y | 1<br>2 |"),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "|  |  |\n| --- | --- |\n| a | b |"),
    ('<table><tr><td colspan="2">w</td></tr><tr><td>a</td><td>b</td></tr></table>',
     '<table><tbody><tr><td colspan="2">w</td></tr><tr><td>a</td><td>b</td></tr></tbody></table>'),
    ("<p>H<sub>2</sub>O</p>", "H<sub>2</sub>O"),
    ("<h2>Two<br>lines #</h2>", "## Two lines \\#"),
    ("<dl><dt>term</dt><dd>what it is</dd></dl>", "term\n:   what it is"),
    ("<details><summary>More</summary><p>a <b>b</b></p></details>",
     "<details>\n<summary>More</summary>\n\na **b**\n\n</details>"),
    ("<p>a</p><!--more--><p>b</p>", "a\n\n<!--more-->\n\nb"),
    ('<div><a href="/x"><h3>Title</h3><p>text</p></a></div>', "### [Title](/x)\n\n[text](/x)"),
    ('<p>Word<sup id="r1"><a href="#n1">1</a></sup></p><ol><li id="n1">Note <a href="#r1">back</a></li></ol>',
     "Word[^1]\n\n[^1]: Note"),
    ("<p><b><i>a</i></b><i><br>b</i></p>", "***a***  \n*b*"),
    ("<p><b><i>a</i>b<i>c</i></b></p>", "**_a_&#98;*c***"),
    ("<p>\\d<b>[</b></p>", "\\\\&#100;**\\[**"),
    ("<p><code>a {<br>  b;<br>}</code> c</p>", "`a {`  \n`b;`  \n`}` c"),
    ("<p><code>a<br><br> b</code></p>", "`a`\n\n`b`"),
    ("<p><b><code>a<br> <br>b</code></b></p>", "**`a`**\n\n**`b`**"),
    ('<b style="font-weight:normal"><p>pasted <span style="font-weight:700">bold</span></p></b>', "pasted **bold**"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "markdown"), CASES, ids=[case[0][:40] for case in CASES])
def test_html_is_said_in_markdown(html: str, markdown: str) -> None:
    assert html_to_markdown(html) == markdown


LIVE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="javascript&amp;colon;alert(1)">x</a>',
    '<a href="javascript\\:alert(1)">x</a>',
    '<a href="&#1;javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><a xlink:href='javascript:alert(1)'>x</a></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<object data='x.swf'></object><embed src='x.swf'>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>go</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><base href='//evil.example/'>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<table><tr><td colspan=2 onclick=alert(1)><style></style><img src=x onerror=alert(1)></td></tr></table>",
    "<details ontoggle=alert(1) open><summary onclick=alert(1)>x</summary></details>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt; [a](javascript:alert(1)) [b]: javascript:alert(1)</p>",
    "<pre><a href='javascript:alert(1)'>x</a></pre>",
    "<video src='javascript:alert(1)' onplay=alert(1)></video>",
]
_FORBIDDEN = {"script", "object", "embed", "base", "form", "meta", "svg", "math", "style", "frame", "applet"}


class Live(HTMLParser):
    """What would run in a browser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN or (tag == "iframe" and not (dict(attrs).get("src") or "").startswith("https://")):
            self.found.append(tag)
        for name, value in attrs:
            bare = re.sub(r"[\x00-\x20\x7f-\xa0]+", "", value or "").lower()
            if name.startswith("on") or name in ("srcdoc", "formaction"):
                self.found.append(name)
            if bare.startswith(("javascript:", "vbscript:", "data:text")):
                self.found.append(bare)


def alive(markdown: str) -> list[str]:
    """Name what is alive once a reader that trusts everything has rendered the Markdown."""
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 200}).enable("table")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    live = Live()
    live.feed(reader.render(markdown))
    live.close()
    return live.found


@pytest.mark.parametrize("html", LIVE)
def test_no_script_is_alive_after_rendering(html: str) -> None:
    assert not alive("before\n\n" + html_to_markdown(html) + "\n\nafter")


def test_what_was_left_out_is_counted() -> None:
    removed: Counter[str] = Counter()
    html_to_markdown("<p>a<script>x</script><a href='javascript:x'>b</a></p>", Options(removed=removed))
    assert removed == {"script": 1, "href of an unsafe scheme": 1}


def test_scripts_stay_if_asked() -> None:
    assert "<script>x()</script>" in html_to_markdown("<p>a</p><script>x()</script>", Options(unsafe=True))


def test_markdown_that_passes_loses_only_scripts() -> None:
    source = "# T\n\n**b** <kbd>x</kbd> `<i>` <https://a.example>\n\n```\n<script>kept as a sample</script>\n```"
    assert defused(source, Counter()) == source
    assert "<script" not in defused("a <script>x</script>", Counter())
    assert defused("[a](java&#115;cript:x)", Counter()) == "[a\\](java&#115;cript:x)"


@pytest.mark.parametrize(
    "html",
    [
        "<p>-" + "| " * 3000 + "x</p>",
        '<p><span style="' + "text-decoration " * 20_000 + '">x</span></p>',
        "".join(f'<a id="r{n}" href="#n{n}">1</a>' for n in range(9000))
        + "".join(f'<li id="n{n}"><a href="#r{n}">b</a>' for n in range(9000)),
    ],
    ids=["bars", "style", "notes of one name"],
)
def test_repetition_costs_no_more_than_its_length(html: str) -> None:
    start = process_time()
    html_to_markdown(html)
    assert process_time() - start < 4


def test_one_wide_row_does_not_widen_the_others() -> None:
    html = "<table><tr>" + "<td>a" * 2000 + "<tr><td>b" * 2000
    assert len(html_to_markdown(html)) < 3 * len(html)


@pytest.mark.parametrize("between", ["<b>x</b>", "x<br>y", "<code>x</code>", "<sup>x</sup>", "[y]<i>x</i>"])
def test_no_link_begins_in_one_piece_of_text_and_ends_in_another(between: str) -> None:
    markdown = html_to_markdown(f"<p>a [{between}](http://b.example/)</p>")
    assert "<a" not in READER.render(markdown)
    assert "a \\[" in markdown


WORDS = st.text(
    st.one_of(
        st.sampled_from(list(" *_`[]()<>#+-.!|~&;:\\/=\"'0123aé日「」\u00a0\n€")),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
    ),
    max_size=40,
)


def shown_text(markdown: str) -> str:
    html = READER.render(markdown)
    html = html.replace("<br />\n", "\n").replace("</p>\n<p>", "\n\n")
    return unescape(re.sub(r"^<p>|</p>\n$", "", html))


def plain(text: str) -> str:
    lines = [re.sub(r"[ \t]+", " ", line).strip(" ") for line in text.split("\n")]
    return re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip("\n")


@settings(max_examples=300, deadline=None)
@given(WORDS)
def test_any_text_is_shown_as_it_stands(text: str) -> None:
    shown = shown_text(text_to_markdown(text))
    assert plain(shown) == plain(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([(), "b", "i", "s", "bi", "ib"]), WORDS), max_size=4))
def test_marks_never_change_the_words(parts: list[tuple[str, str]]) -> None:
    html = ""
    for marks, text in parts:
        html += "".join(f"<{mark}>" for mark in marks) + escape_text(text).replace("\n", "<br>")
        html += "".join(f"</{mark}>" for mark in reversed(marks))
    shown = unescape(re.sub(r"</?(?:p|strong|em|s)>|<br />", "", READER.render(html_to_markdown(f"<p>{html}</p>"))))
    words = "".join(text for _, text in parts)
    assert " ".join(shown.split()) == " ".join(words.split())


PIECES = [
    *LIVE, "<p>", "<div>", "<pre>", "</pre>", "<code>", "`", "``", "\n\n", "    ", "<table><tr><td>", "</table>",
    "<ul><li>", "<blockquote>", "</style>", "</noscript>", "<textarea>", "</textarea>",
    "&lt;script&gt;x()&lt;/script&gt;",
    "[a](javascript:x)", "[a]: javascript:x", "<b>", "</b>", "<!--", "-->", "&lt;!--", "<h2>", "<br>", "text", "~~~\n",
    "<xmp>", "</xmp>", "\\", "|", "<dl><dt>", "<dd>", "<a href='x' title='\"><script>1</script>'>t</a>",
]  # fmt: skip
LOOSE = [
    "<script>x</script>", "<img src=x onerror=x>", "[a](javascript:x)", "[a](<javascript:x>)", "[r]: javascript:x\n",
    "[r]",     "<javascript:x>", "\n", "\n\n", "```\n", "```", "~~~\n", "`", "``", "    ", "  ", "- ", "> ",
    "text", "<a\nhref='javascript:x'>",
    "<div>", "</div>", "<pre>", "<!--", "-->", "<![CDATA[", "\\", "[a](\njavascript:x)", "<b title='", "'>", '"',
    "<details ontoggle=x>", "---\n", "<style>", "<iframe srcdoc=x>",
]  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_no_mixture_of_html_comes_alive(html: str) -> None:
    assert not alive(html_to_markdown(html))


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(LOOSE), max_size=9).map("".join))
def test_no_mixture_of_markdown_comes_alive(source: str) -> None:
    assert not alive(defused(source, Counter()))
