"""The canonical schema, version 1: what every reader yields and every writer takes.

Data only. ``None`` means "the source does not say"; sequences are tuples; a record is never changed,
only replaced (``msgspec.structs.replace``). The rules are told in ``docs/schema.md``; the JSON Schema in
``schemas/`` is generated from this module.
"""

from typing import Annotated, Any

from msgspec import Meta, Struct, field

SCHEMA = "blogconv/1"

Date = Annotated[
    str,
    Meta(
        pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$",
        description="RFC 3339 with offset, or local without one where it is unknown, or a day only.",
    ),
]
Confidence = Annotated[float, Meta(ge=0, le=1)]
Extra = Annotated[
    dict[str, Any],
    Meta(description="What only one format has, verbatim, under the name of the reader that found it."),
]


class Part(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What all parts of the schema share: frozen, keyword only, fields at their default left out."""


class MetaEntry(Part, frozen=True):
    """One custom field; keys may repeat, order counts. A value of ``None`` was absent in the source."""

    key: str
    value: str | None = None


class Author(Part, frozen=True):
    """Who wrote a post or a comment, as far as known; anonymous is ``Author()``."""

    id: str | None = None
    login: str | None = None
    name: Annotated[str | None, Meta(description="The name as displayed.")] = None
    email: str | None = None
    url: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    ip: str | None = None
    agent: Annotated[str | None, Meta(description="The commenter's browser, as recorded.")] = None
    avatar: Annotated[str | None, Meta(description="URL of a picture.")] = None


class Term(Part, frozen=True):
    """A category, tag or term of any other taxonomy."""

    taxonomy: str
    slug: str | None = None
    name: str | None = None
    parent: Annotated[str | None, Meta(description="Slug of the parent term.")] = None
    description: str | None = None
    meta: tuple[MetaEntry, ...] = ()


class Votes(Part, frozen=True):
    """Readers' votes on a comment."""

    up: int = 0
    down: int = 0


class Inferred(Part, frozen=True):
    """A value that was worked out rather than read."""

    field: Annotated[str, Meta(description="Path of the field, such as `author.name` or `published`.")]
    confidence: Confidence
    evidence: Annotated[str, Meta(description="Why, in one sentence.")]


class Comment(Part, frozen=True):
    """One comment; ``parent`` is the id of the comment it answers."""

    id: Annotated[str, Meta(description="Unique in the archive.")]
    parent: Annotated[str | None, Meta(description="Id of the comment it answers.")] = None
    type: Annotated[str, Meta(description="`comment`, `pingback`, `trackback`, or the source's own.")] = "comment"
    status: Annotated[
        str, Meta(description="`approved`, `pending`, `spam`, `trash`, `deleted`, or the source's own.")
    ] = "approved"
    author: Author = Author()
    published: Date | None = None
    date_text: Annotated[str | None, Meta(description="The date as printed.")] = None
    content: str = ""
    content_format: Annotated[str, Meta(description="`html`, `wordpress`, `markdown` or `text`.")] = "html"
    mentions: Annotated[
        tuple[str, ...], Meta(description="Ids of the comments whose authors the text addresses by @name.")
    ] = ()
    votes: Votes | None = None
    inferred: tuple[Inferred, ...] = ()
    meta: tuple[MetaEntry, ...] = ()
    extra: Extra = {}


class Post(Part, frozen=True, tag_field="kind", tag="post"):
    """A post, a page, an attachment or any other item of a blog, with its comments."""

    id: Annotated[str, Meta(description="Unique in the archive, stable from run to run.")]
    type: Annotated[str, Meta(description="`post`, `page`, `attachment`, or the source's own.")] = "post"
    status: Annotated[
        str,
        Meta(
            description="`published`, `draft`, `pending`, `private`, `future`, `trash`, `inherit`, or the source's own."
        ),
    ] = "published"
    title: str | None = None
    slug: str | None = None
    url: Annotated[str | None, Meta(description="The permalink.")] = None
    guid: str | None = None
    author: Author | None = None
    published: Date | None = None
    updated: Date | None = None
    date_text: Annotated[str | None, Meta(description="The date as printed.")] = None
    language: Annotated[str | None, Meta(description="BCP 47, where it differs from the site's or was found.")] = None
    content: str = ""
    content_format: Annotated[
        str,
        Meta(
            description="`html`, `wordpress` (its raw source: blocks, shortcodes, implied paragraphs), "
            "`markdown` or `text`."
        ),
    ] = "html"
    excerpt: str | None = None
    terms: tuple[Term, ...] = ()
    parent: Annotated[str | None, Meta(description="Id of the parent post.")] = None
    order: Annotated[int, Meta(description="Menu order.")] = 0
    sticky: bool = False
    password: str | None = None
    comments_open: bool | None = None
    pings_open: bool | None = None
    attachment_url: Annotated[str | None, Meta(description="URL of an attachment's file.")] = None
    comments_elsewhere: Annotated[
        str | None,
        Meta(description="The other system that holds the comments: `disqus`, `facebook`, `ajax` ..."),
    ] = None
    comments_expected: Annotated[int | None, Meta(description="The number of comments the page claims.")] = None
    inferred: tuple[Inferred, ...] = ()
    meta: tuple[MetaEntry, ...] = ()
    extra: Extra = {}
    comments: Annotated[tuple[Comment, ...], Meta(description="In source order.")] = ()


class Site(Part, frozen=True, tag_field="kind", tag="site"):
    """What is known of the blog as a whole; the first record of every stream."""

    # From a factory, so that it is written although it is the default.
    schema: str = field(default_factory=lambda: SCHEMA)
    source_format: Annotated[str | None, Meta(description="The reader's name.")] = None
    title: str | None = None
    description: str | None = None
    url: str | None = None
    blog_url: Annotated[str | None, Meta(description="WXR's base_blog_url.")] = None
    feed_url: str | None = None
    language: Annotated[str | None, Meta(description="BCP 47.")] = None
    timezone: str | None = None
    generator: str | None = None
    exported: Annotated[Date | None, Meta(description="When the export was made.")] = None
    authors: tuple[Author, ...] = ()
    terms: tuple[Term, ...] = ()
    meta: tuple[MetaEntry, ...] = ()
    extra: Extra = {}


Record = Site | Post
