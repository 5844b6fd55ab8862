"""Put the steps in WordPress's order: code samples, blocks, paragraphs, shortcodes."""

from collections import Counter

from blogconv.markup.wordpress.autop import autop


def render_post(source: str, unknown: Counter[str] | None = None, footnotes: str | None = None) -> str:
    """Render the body of a post; ``unknown`` counts shortcodes that nobody knows, which stay as text."""
    return source if "<!-- wp:" in source else autop(source)


def render_comment(source: str) -> str:
    """Render the text of a comment: its line ends mean breaks and paragraphs."""
    return autop(source)
