"""Write an archive as Markdown files for a static site, one post at a time."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from blogconv.model import Post, Record, Site
from blogconv.plugin import Context, Target, Writer
from blogconv.writers.markdown import lists, yaml
from blogconv.writers.markdown.bodies import Bodies
from blogconv.writers.markdown.comments import thread
from blogconv.writers.markdown.front import front_matter
from blogconv.writers.markdown.options import EXPRESSES, WITHHOLDS, Comments, MarkdownOptions
from blogconv.writers.markdown.paths import folder_of, stem_of
from blogconv.writers.markdown.section import comment_section


def write(records: Iterator[Record], target: Target, options: MarkdownOptions, ctx: Context) -> None:
    """Write each post as it comes; memory holds one post and the archive's terms."""
    bodies = Bodies(ctx, options.unsafe_html)
    site = Site()
    terms: dict[tuple[str, str | None, str | None], None] = {}
    with ExitStack() as stack:
        data = lists.Lists(target, stack)
        for record in records:
            if isinstance(record, Site):
                site = record
                continue
            for term in record.terms:
                terms[term.taxonomy, term.slug, term.name] = None
            _post(record, target, data, bodies, options, ctx)
        data.finish()
        entry = lists.site_entry(site, terms, ctx)
        if len(entry) > 1:
            with target.open(target.claim("data", "site", ".json")) as stream:
                stream.writelines(lists.lines(entry))


def _post(
    post: Post, target: Target, data: lists.Lists, bodies: Bodies, options: MarkdownOptions, ctx: Context
) -> None:
    notes = next((entry.value for entry in post.meta if entry.key == "footnotes"), None)
    content = bodies.post(post.content, post.content_format, post.id, notes)
    where = options.comments
    discussion: dict[str, Any] = {"comments": []}
    left: list[Any] = []
    if post.comments and where is not Comments.NONE:
        discussion = thread(post.comments, bodies, ctx)
    fields = front_matter(post, options, bodies, ctx)
    if post.type in lists.LISTED:
        data.add(lists.LISTED[post.type], lists.listed_post(post, fields, content, discussion))
    else:
        path = target.claim(folder_of(post), stem_of(post, options.default_date), ".md")
        tail = ""
        if post.comments and where is Comments.FILE:
            fields["comments_file"] = _comments_file(post, path, discussion, target)
        elif post.comments and where is Comments.FRONT_MATTER:
            fields.update(discussion)
        elif post.comments and where is Comments.SECTION:
            tail = comment_section(discussion["comments"])
            left = discussion.get("held", [])
        head = "\n".join(yaml.mapping(fields))
        text = f"---\n{head}\n---\n" + (f"\n{content}\n" if content else "") + tail
        with target.open(path) as stream:
            stream.write(text.encode("utf-8", "replace"))
    skipped = len(post.comments) if where is Comments.NONE else len(left)
    if skipped:
        message = f"{skipped} comments left out by comments={where.value}"
        ctx.skip("markdown-comments-left-out", message, comments=skipped, record=post.id)
    ctx.wrote(1, len(post.comments) - skipped)


def _comments_file(post: Post, path: str, discussion: dict[str, Any], target: Target) -> str:
    folder, _, name = path.rpartition("/")
    beside = target.claim(folder, name.removesuffix(".md"), ".comments.json")
    with target.open(beside) as stream:
        stream.writelines(lists.lines({"post": post.id, **discussion}))
    return beside.rpartition("/")[2]


WRITER = Writer(
    "markdown",
    "Markdown files with front matter",
    MarkdownOptions,
    EXPRESSES,
    write,
    many=True,
    withholds=WITHHOLDS,
)
