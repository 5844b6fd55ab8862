"""Write any body as Markdown, whatever format it came in, and tell what had to be left out."""

from collections import Counter

from blogconv.markup.clean import clean_html
from blogconv.markup.markdown import NESTED, Options, html_to_markdown, text_to_markdown
from blogconv.markup.markdown.passing import defused
from blogconv.markup.wordpress import render_comment, render_post
from blogconv.plugin import Context


class Bodies:
    """Bodies to Markdown for one run."""

    def __init__(self, ctx: Context, unsafe: bool) -> None:
        self._ctx, self._unsafe = ctx, unsafe

    def post(self, content: str, content_format: str, record: str, footnotes: str | None = None) -> str:
        """Write the body of a post; ``footnotes`` is WordPress's custom field of that name."""
        removed: Counter[str] = Counter()
        unknown: Counter[str] = Counter()
        if content_format == "wordpress":
            content, content_format = render_post(content, unknown, footnotes), "html"
        text = self._markdown(content, content_format, removed)
        self._tell(removed, unknown, record)
        return text

    def comment(self, content: str, content_format: str, record: str) -> str:
        """Write the body of a comment, or an excerpt: its line ends mean something, shortcodes do not."""
        removed: Counter[str] = Counter()
        if content_format == "wordpress":
            content, content_format = render_comment(content), "html"
        text = self._markdown(content, content_format, removed)
        self._tell(removed, Counter(), record)
        return text

    def field(self, value: object, record: str) -> object:
        """Give a value of the front matter as it stands, unless a template that shows it would run a script."""
        if self._unsafe or not isinstance(value, str) or "<" not in value:
            return value
        removed: Counter[str] = Counter()
        cleaned = clean_html(value, removed)
        self._tell(removed, Counter(), record)
        return cleaned if removed else value

    def _markdown(self, content: str, content_format: str, removed: Counter[str]) -> str:
        if content_format == "text":
            return text_to_markdown(content)
        if content_format == "markdown":
            return content if self._unsafe else defused(content, removed)
        return html_to_markdown(content, Options(unsafe=self._unsafe, removed=removed))

    def _tell(self, removed: Counter[str], unknown: Counter[str], record: str) -> None:
        for what, number in sorted(removed.items()):
            if what == NESTED:
                self._ctx.note("markdown-nesting-cut", f"{number} × {what}", record=record)
                continue
            self._ctx.note("markdown-script-removed", f"{number} × {what} left out", record=record)
        for name, number in sorted(unknown.items()):
            if name.startswith("wp:"):
                self._ctx.note("wordpress-block-left-out", f"{name} shows nothing here, {number} ×", record=record)
                continue
            self._ctx.note("wordpress-unknown-shortcode", f"[{name}] kept as text, {number} ×", record=record)
