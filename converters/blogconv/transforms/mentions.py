"""Find whom each comment addresses by ``@name``, and say so in its ``mentions``."""

from collections.abc import Iterator

from msgspec import structs

from blogconv.language.names import fold_name
from blogconv.model import Comment, Post, Record
from blogconv.plugin import Context, Options, Transform
from blogconv.transforms.speaking import PINGS, Earlier, addressed, may_mention, own_words


class MentionsOptions(Options, frozen=True):
    """The transform has no options."""


def apply(records: Iterator[Record], options: MentionsOptions, ctx: Context) -> Iterator[Record]:
    """Fill ``mentions`` where the source gives none: each the nearest earlier comment by that name, once."""
    for record in records:
        yield with_mentions(record) if isinstance(record, Post) else record


def with_mentions(post: Post) -> Post:
    """Give the post with the mentions of its comments."""
    if not any(may_mention(comment.content) for comment in post.comments):
        return post
    earlier = Earlier()
    comments = []
    for comment in post.comments:
        comments.append(_with_mentions(comment, earlier))
        earlier.add(comment)
    return structs.replace(post, comments=tuple(comments))


def _with_mentions(comment: Comment, earlier: Earlier) -> Comment:
    # A ping quotes another page, whose "@name" is not said to anybody here.
    if comment.mentions or comment.type in PINGS or not may_mention(comment.content):
        return comment
    words = own_words(comment.content, comment.content_format)
    found = addressed(words, earlier, fold_name(comment.author.name or ""))
    ids = tuple(dict.fromkeys(mention.comment for mention in found))
    return structs.replace(comment, mentions=ids) if ids else comment


TRANSFORM = Transform("mentions", "Find whom comments address by @name", MentionsOptions, apply)
