"""The comments of one page as Disqus takes them, parents before replies."""

from typing import NamedTuple

from msgspec.structs import replace

from blogconv.markup.wordpress_source import comment_source
from blogconv.markup.xmltext import cdata, escaped
from blogconv.model import Author, Comment, Post
from blogconv.writers.disqus.sheet import Sheet, digest
from blogconv.writers.numbering import Numbers, thread

# ".invalid" can never be registered (RFC 2606): no mail goes astray.
_MAIL = "blogconv.invalid"
_SHORTEST = 3
_DROPPED = {"spam": "disqus-spam", "trash": "disqus-deleted", "deleted": "disqus-deleted"}


class Entry(NamedTuple):
    """A comment as XML, with the number of the root of its thread."""

    root: int
    xml: str


class Threads:
    """One run: the numbers that are taken, and whose e-mail is whose."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self._ctx, self._options = sheet, sheet.ctx, sheet.options
        self._numbers = Numbers()
        self._names: dict[bytes, bytes] = {}

    def entries(self, post: Post) -> list[Entry]:
        """Write the comments in the order of their numbers, parents before children."""
        comments = self._wanted(post)
        if not comments:
            return []
        numbered = thread(comments, self._numbers)
        if numbered.made:
            self._ctx.note("disqus-made-comment-ids", f"numbers made for {len(comments):,} comments", record=post.id)
        for ident, absent in numbered.missing:
            self._ctx.note("disqus-parent-missing", f"answers {absent}, which is not here; now a root", record=ident)
        for ident in numbered.cyclic:
            self._ctx.note("disqus-parent-cycle", "answers itself in the end; written as a root", record=ident)
        roots: dict[int, int] = {}
        entries = []
        rows = zip(numbered.ids, numbered.parents, comments, strict=True)
        for number, parent, comment in sorted(rows, key=lambda row: row[0]):
            roots[number] = roots[parent] if parent else number
            entries.append(Entry(roots[number], self._comment(comment, number, parent)))
        return entries

    def _wanted(self, post: Post) -> list[Comment]:
        """Leave out what may not be shown; what answers such a comment answers the nearest one above it that stays."""
        gone: dict[str, Comment] = {}
        for comment in post.comments:
            code, why = self._unwanted(comment)
            if code:
                gone[comment.id] = comment
                self._ctx.skip(code, why, comments=1, record=comment.id)
        if not gone:
            return list(post.comments)
        stay: list[Comment] = []
        for comment in post.comments:
            if comment.id in gone:
                continue
            if comment.parent in gone:
                above = _standing(comment.parent, gone)
                self._ctx.note("disqus-parent-left-out", f"answered {comment.parent}, left out", record=comment.id)
                comment = replace(comment, parent=above)
            stay.append(comment)
        return stay

    def _unwanted(self, comment: Comment) -> tuple[str, str]:
        if comment.status in _DROPPED and self._options.rejected == "drop":
            return _DROPPED[comment.status], f"{comment.status}: left out"
        if not comment.content.strip():
            # Disqus asks for text, and isso ends its import at a comment without.
            return "disqus-empty-comment", "without text: left out"
        return "", ""

    def _comment(self, comment: Comment, number: int, parent: int) -> str:
        author = comment.author
        name = (author.name or "").strip()
        if not name:
            name = "Anonymous"
            self._ctx.note("disqus-anonymous", "without a name; written as Anonymous", record=comment.id)
        text = comment.content
        if comment.content_format in ("html", "text"):
            text = comment_source(text, comment.content_format)
        if len(text.strip()) < _SHORTEST:
            self._ctx.note("disqus-short-comment", "shorter than the 3 characters Disqus asks for", record=comment.id)
        if comment.status not in ("approved", "pending") and comment.status not in _DROPPED:
            self._ctx.note("disqus-status-unknown", f"written as pending: {comment.status}", record=comment.id)
        return (
            f"<wp:comment>\n<wp:comment_id>{number}</wp:comment_id>\n"
            f"<wp:comment_author>{cdata(name)}</wp:comment_author>\n"
            f"<wp:comment_author_email>{escaped(self._email(author, name, comment))}</wp:comment_author_email>\n"
            f"<wp:comment_author_url>{escaped(self._homepage(author, comment))}</wp:comment_author_url>\n"
            f"<wp:comment_author_IP>{escaped(author.ip or '')}</wp:comment_author_IP>\n"
            f"<wp:comment_date_gmt>{self._sheet.date(comment.published, comment.id)}</wp:comment_date_gmt>\n"
            f"<wp:comment_content>{cdata(text)}</wp:comment_content>\n"
            f"<wp:comment_approved>{int(comment.status == 'approved')}</wp:comment_approved>\n"
            f"<wp:comment_parent>{parent}</wp:comment_parent>\n</wp:comment>\n"
        )

    def _email(self, author: Author, name: str, comment: Comment) -> str:
        """Give the author's address, or one of their own that cannot exist: Disqus tells people apart by it."""
        if author.email and author.email.strip():
            key, who = digest(author.email.strip().lower()), digest(name)
            if self._names.setdefault(key, who) != who:
                self._ctx.note(
                    "disqus-shared-email",
                    "another name has this e-mail; Disqus will show one of the two",
                    record=comment.id,
                )
            return author.email.strip()
        self._ctx.note("disqus-made-email", "without an e-mail; one was made for the name", record=comment.id)
        return f"{digest(author.id or author.login or '', name).hex()}@{_MAIL}"

    def _homepage(self, author: Author, comment: Comment) -> str:
        url = (author.url or "").strip()
        scheme = url.partition(":")[0].lower() if ":" in url else ""
        if scheme.isalpha() and scheme not in ("http", "https") and "." not in scheme:
            self._ctx.note("disqus-bad-author-url", f"left out, not a web address: {url}", record=comment.id)
            return ""
        return url


def _standing(ident: str | None, gone: dict[str, Comment]) -> str | None:
    """Go up from a comment that is left out to one that stays."""
    seen = set()
    while ident in gone and ident not in seen:
        seen.add(ident)
        ident = gone[ident].parent
    return None if ident in seen else ident
