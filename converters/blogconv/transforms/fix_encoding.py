"""Undo mojibake (``cafÃ©``), only where it is asked for and only where the text shows it; every change is told."""

from collections.abc import Iterator

from msgspec import structs

from blogconv.model import Post, Record, Site
from blogconv.plugin import Context, Options, Transform
from blogconv.transforms.texts import changed

_SHOWN = 24


class FixEncodingOptions(Options, frozen=True):
    """The transform has no options."""


def apply(records: Iterator[Record], options: FixEncodingOptions, ctx: Context) -> Iterator[Record]:
    """Repair each line of text that ftfy's measure of mojibake finds bad; quotes and ligatures stay as they are."""
    fix = _Fixer(ctx)
    for record in records:
        yield fix.post(record) if isinstance(record, Post) else fix.site(record)


class _Fixer:
    """ftfy, restricted to repairing what was decoded wrongly."""

    def __init__(self, ctx: Context) -> None:
        from ftfy import TextFixerConfig
        from ftfy.badness import is_bad

        self._ctx, self._is_bad = ctx, is_bad
        # Where a byte was lost, U+FFFD in its place would be a guess at how much was.
        self._config = TextFixerConfig(replace_lossy_sequences=False)

    def site(self, site: Site) -> Site:
        """Repair the texts of the site."""
        return changed(site, lambda path, text: self._fixed(text, f"site.{path}", None))

    def post(self, post: Post) -> Post:
        """Repair the texts of a post and of its comments."""
        fixed = changed(post, lambda path, text: self._fixed(text, path, post.id))
        comments = []
        for number, comment in enumerate(post.comments):
            at = f"comments[{number}]."
            comments.append(changed(comment, lambda path, text, at=at: self._fixed(text, at + path, post.id)))  # type: ignore[misc]
        if any(new is not old for new, old in zip(comments, post.comments, strict=True)):
            fixed = structs.replace(fixed, comments=tuple(comments))
        return fixed

    def _fixed(self, text: str, path: str, ident: str | None) -> str:
        if text.isascii():
            return text
        return "\n".join(self._line(line, path, ident) for line in text.split("\n"))

    def _line(self, line: str, path: str, ident: str | None) -> str:
        if line.isascii() or not self._is_bad(line):
            return line
        from ftfy import fix_encoding

        fixed = fix_encoding(line, self._config)
        if fixed != line:
            before, after = _difference(line, fixed)
            self._ctx.note("encoding-fixed", f"{path}: '{before}' became '{after}'", record=ident)
        return fixed


def _difference(before: str, after: str) -> tuple[str, str]:
    """Cut both to where they begin to differ."""
    pairs = enumerate(zip(before, after, strict=False))
    at = next((index for index, (a, b) in pairs if a != b), min(len(before), len(after)))
    start = max(0, at - _SHOWN // 2)
    return before[start : at + _SHOWN], after[start : at + _SHOWN]


TRANSFORM = Transform("fix-encoding", "Undo mojibake, telling each change", FixEncodingOptions, apply)
