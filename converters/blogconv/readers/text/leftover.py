"""Account for the lines that belong to neither the post nor its comments: nothing goes without a word."""

from collections.abc import Sequence

from blogconv.model import Post
from blogconv.plugin import Context
from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.frontmatter import FrontMatter
from blogconv.readers.text.layout import Layout
from blogconv.readers.text.post import PostParts
from blogconv.readers.text.reading import Reading

_A_TEXT = 40
"""Characters from which a line below a comment heading is taken for somebody's words."""


class Leftover:
    """The lines left over, ``lines`` by index; ``unread`` are those that may be comments nobody could part."""

    def __init__(
        self,
        layout: Layout,
        evidence: Sequence[Evidence],
        reading: Reading,
        parts: PostParts,
        matter: FrontMatter | None,
    ) -> None:
        self.fields = matter.other if matter else ()
        used = reading.used | set(parts.body)
        self.texts = [line.text.strip("\x00 ") for line in layout.lines]
        self.lines = [i for i in range(len(self.texts)) if i not in used and self.texts[i]]
        self.unread = [i for i in self.lines if i in reading.untied]
        if reading.heading is not None and not reading.segments:
            below = [i for i in self.lines if i > reading.heading]
            # The form and what follows it is the page's own.
            stop = next((i for i in below if evidence[i].stop), len(self.texts))
            below = [i for i in below if i < stop]
            if any(len(self.texts[i]) >= _A_TEXT and not evidence[i].furniture for i in below):
                self.unread = below

    def kept(self, keep_noise: bool) -> list[str]:
        """Give the lines that go into ``extra``: what may be comments always, the rest when asked for."""
        if keep_noise:
            return [*self.fields, *(self.texts[i] for i in self.lines)]
        return [self.texts[i] for i in self.unread]

    def tell(self, post: Post, keep_noise: bool, ctx: Context) -> None:
        """Tell of what may be comments, and of the words of no known kind that were left out."""
        if self.unread:
            ctx.note(
                "text-comments-unread",
                f"{len(self.unread)} lines under the comment heading could not be given to comments; "
                "they are kept in extra.text.left",
                line=self.unread[0] + 1,
                record=post.id,
            )
        rest = len(self.fields) + len(self.lines) - len(self.unread)
        if rest and not keep_noise:
            ctx.note(
                "text-left-out",
                f"{rest} lines belong to neither the post nor its comments; -r keep-noise=true keeps them",
                record=post.id,
            )
