"""What is told of a page that was read: comments that are missing, elsewhere or on further pages; links left out."""

from blogconv.model import Post
from blogconv.plugin import Context


def tell(post: Post, ctx: Context) -> None:
    """Tell of what the page of a post says of its comments and does not hold, and of what its text may lack."""
    facts = post.extra.get("html", {})
    count, found = post.comments_expected, len(post.comments)
    more = facts.get("comment_pages", [])
    if post.comments_elsewhere:
        where = (
            "would be loaded by a script"
            if post.comments_elsewhere == "ajax"
            else f"are held by {post.comments_elsewhere}"
        )
        evidence = facts.get("layers", {}).get("comments_elsewhere", ["the page"])[0]
        ctx.note("html-comments-elsewhere", f"the comments {where} ({evidence})", record=post.id)
    elif more:
        here = f"{found} of {count} comments are here, " if count is not None and count != found else ""
        ctx.note(
            "html-comment-pages",
            f"{here}more stand on {len(more)} further page{'s' if len(more) > 1 else ''}: {', '.join(more[:5])}",
            record=post.id,
        )
    elif count is not None and count != found:
        ctx.note("html-comment-count", f"the page speaks of {count} comments, {found} were found", record=post.id)
    if unread := facts.get("unread_pings"):
        ctx.note(
            "html-pings-unread",
            f"{len(unread)} addresses below a heading of trackbacks could not be read as pings; kept in extra",
            record=post.id,
        )
    if facts.get("left_out"):
        ctx.note(
            "html-links-left-out",
            "links to other pages of the site below the text were taken for a list of other posts; kept in extra",
            record=post.id,
        )


def tell_joined(post: Post, ctx: Context) -> None:
    """Tell of a post whose comments stood on several pages, once these are joined, where some are missing still."""
    count, found = post.comments_expected, len(post.comments)
    if post.extra.get("html", {}).get("comment_pages") and count is not None and count != found:
        ctx.note(
            "html-comment-count", f"the pages speak of {count} comments, {found} were found on them", record=post.id
        )
