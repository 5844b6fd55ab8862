"""One HTML tree: what it holds, and that hostile input costs little."""

import time

import pytest

from blogconv.markup.nesting import flatten
from blogconv.markup.tree import COMMENT, elements, parse_document, parse_fragment, serialise, text


def test_a_fragment_keeps_text_and_elements_in_order() -> None:
    root = parse_fragment("one <b>two</b> three<!-- c -->")
    assert [c if isinstance(c, str) else c.tag for c in root.children] == ["one ", "b", " three"]
    assert text(root) == "one two three"


def test_comments_come_when_asked_for() -> None:
    root = parse_fragment("<!-- more --><p>a", comments=True)
    assert [e.tag for e in elements(root)] == ["#fragment", COMMENT, "p"]


def test_the_content_of_a_template_is_in_the_tree() -> None:
    assert serialise(parse_fragment("<template><p>a</template>")) == "<template><p>a</p></template>"


def test_a_page_has_a_root_even_when_it_is_empty() -> None:
    assert serialise(parse_document("")) == "<html><head></head><body></body></html>"


def test_written_html_reads_back_as_the_same_tree() -> None:
    html = '<p title="a &amp; &quot;b&quot; &lt;">x &lt; y &amp; z</p><pre>\n\nfirst</pre><br><svg viewBox="0"></svg>'
    once = serialise(parse_fragment(html))
    assert serialise(parse_fragment(once)) == once
    assert text(parse_fragment(once)) == text(parse_fragment(html))


def test_half_characters_are_replaced_and_told() -> None:
    root = parse_fragment("a\ud800b")
    assert text(root) == "a\ufffdb"
    assert root.repairs[0][0] == "html-surrogate"


HOSTILE = {
    "levels": "<div>" * 300_000,
    "inline": "".join(f"<span class=c{i}>t" for i in range(20_000)),
    "formatting": "".join(f"<p><font size={i}>x" for i in range(20_000)),
    "tables": "<table><tr><td>" * 20_000,
    "attributes": "<p " + " ".join(f"a{i}=1" for i in range(50_000)) + ">x",
    "comments": "<!--" * 200_000,
    "unclosed": "<a " * 200_000,
    "templates": "<template>" * 50_000,
    "foreign": "<svg><foreignObject>" * 50_000,
    "adoption": "<b><div></b>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_nesting_costs_seconds_at_most(name: str) -> None:
    began = time.process_time()
    root = parse_fragment(HOSTILE[name])
    depth = {id(root): 0}
    for element in elements(root):
        if element.parent is not None:
            depth[id(element)] = depth[id(element.parent)] + 1
    assert max(depth.values()) <= 401
    assert time.process_time() - began < 5


def test_what_is_cut_is_told_and_its_text_kept() -> None:
    root = parse_fragment("".join(f"<div>{i} " for i in range(5000)))
    assert text(root).split() == [str(i) for i in range(5000)]
    assert [code for code, _ in root.repairs] == ["html-too-deep"]


def test_a_page_without_deep_nesting_is_left_alone() -> None:
    html = "<ul>" + "<li><p>a <b>b</b><br>" * 2000 + "</ul>" + "<table><tr><td>x<td>y" * 1 + "</table>"
    repairs: list[tuple[str, str]] = []
    assert flatten(html, 100, repairs) == html
    assert not repairs


def test_what_looks_like_a_tag_in_a_script_swallows_nothing() -> None:
    """Minified code holds ``i<o;x="…`` whose quotes would reach beyond the script's end."""
    script = "<script>for(i=0;i<o.length;i++)e.c=\"'\",s='</script>"
    body = "<div><!-- <a href=x> --><p><a href=y>words</a></p></div>" * 2000
    root = parse_document(f"<html><body>{script}{body}</body></html>")
    assert not root.repairs
