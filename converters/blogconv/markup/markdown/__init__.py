"""HTML to CommonMark with the GFM tables, strikethrough, task lists and footnotes."""

from blogconv.markup.markdown.blocks import NESTED
from blogconv.markup.markdown.convert import Options, html_to_markdown, text_to_markdown, tree_to_markdown

__all__ = ["NESTED", "Options", "html_to_markdown", "text_to_markdown", "tree_to_markdown"]
