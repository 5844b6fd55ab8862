"""WordPress source as the HTML that WordPress shows: blocks, shortcodes, implied paragraphs."""

from blogconv.markup.wordpress.render import render_comment, render_post

__all__ = ["render_comment", "render_post"]
