"""Put the steps in WordPress's order: code samples, blocks, paragraphs, shortcodes."""

from collections import Counter

from blogconv.markup.wordpress.autop import autop
from blogconv.markup.wordpress.blocks import has_blocks, strip_blocks
from blogconv.markup.wordpress.shortcodes import code_samples, expand


def render_post(source: str, unknown: Counter[str] | None = None, footnotes: str | None = None) -> str:
    """Render the body of a post.

    ``unknown`` counts the shortcodes that nobody knows here, which stay as text, and as ``wp:name`` the blocks that
    WordPress fills from elsewhere (a reusable block, the latest posts), which show nothing;
    ``footnotes`` is the JSON that WordPress keeps in the custom field of that name.
    """
    counts: Counter[str] = Counter() if unknown is None else unknown
    if "[" in source:
        source = code_samples(source)
    html = strip_blocks(source, counts, footnotes) if has_blocks(source) else autop(source)
    return expand(html, counts)


def render_comment(source: str) -> str:
    """Render the text of a comment: its line ends mean breaks and paragraphs, shortcodes nothing."""
    return autop(source)
