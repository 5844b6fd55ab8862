"""The options of the Markdown writer, and what it can hold."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from blogconv.plugin import Options, WebAddress


class Comments(StrEnum):
    """Where comments go."""

    FILE = "file"
    FRONT_MATTER = "front-matter"
    SECTION = "section"
    NONE = "none"


class CustomFields(StrEnum):
    """Which custom fields (post meta) go into the front matter."""

    ALL = "all"
    PUBLIC = "public"
    NONE = "none"


class MarkdownOptions(Options, frozen=True):
    """Options of the Markdown writer."""

    comments: Annotated[
        Comments,
        Meta(
            description="Where comments go: `file` (a JSON file beside each post), `front-matter`, `section` "
            "(at the end of the post) or `none`."
        ),
    ] = Comments.FILE
    custom_fields: Annotated[
        CustomFields,
        Meta(description="Which custom fields to write: `all`, `public` (no leading underscore) or `none`."),
    ] = CustomFields.ALL
    default_date: Annotated[str | None, Meta(description="The date of posts that have none, such as `2010-11-16`.")] = (
        None
    )
    base_url: Annotated[
        WebAddress | None, Meta(description="The blog's address; completes addresses of posts that are relative.")
    ] = None
    unsafe_html: Annotated[bool, Meta(description="Keep scripts, event handlers and embedded objects as raw HTML.")] = (
        False
    )


EXPRESSES = frozenset(
    {
        "site.title", "site.description", "site.url", "site.blog_url", "site.feed_url", "site.language",
        "site.timezone", "site.generator", "site.exported", "site.authors", "site.terms", "site.meta",
        "post.id", "post.type", "post.status", "post.title", "post.slug", "post.url", "post.guid", "post.author",
        "post.published", "post.updated", "post.date_text", "post.language", "post.content", "post.excerpt",
        "post.terms", "post.parent", "post.order", "post.sticky", "post.comments_open", "post.pings_open",
        "post.attachment_url", "post.comments_elsewhere", "post.comments_expected", "post.meta",
        "comment.id", "comment.parent", "comment.type", "comment.status", "comment.author.id",
        "comment.author.login", "comment.author.name", "comment.author.url", "comment.author.first_name",
        "comment.author.last_name", "comment.author.avatar", "comment.published", "comment.date_text",
        "comment.content", "comment.mentions", "comment.votes", "comment.meta",
    }
)  # fmt: skip
# A static site is public, and so is most often the repository it is kept in. Evidence of how a page was read and what
# only the old format knew belong into neither: the canonical JSON keeps them.
WITHHOLDS = frozenset(
    {
        "site.authors.email", "site.authors.ip", "site.authors.agent",
        "post.author.email", "post.author.ip", "post.author.agent", "post.password",
        "comment.author.email", "comment.author.ip", "comment.author.agent",
        "site.extra", "post.extra", "post.inferred", "comment.extra", "comment.inferred",
    }
)  # fmt: skip
