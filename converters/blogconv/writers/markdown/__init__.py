"""Write Markdown: a file with front matter for each post, its comments beside it."""

from blogconv.writers.markdown.options import MarkdownOptions
from blogconv.writers.markdown.write import WRITER

__all__ = ["WRITER", "MarkdownOptions"]
