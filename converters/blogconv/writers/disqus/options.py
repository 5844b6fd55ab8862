"""Options of the Disqus writer."""

from typing import Annotated, Literal

from msgspec import Meta

from blogconv.plugin import Options, WebAddress


class DisqusOptions(Options, frozen=True):
    """Options of the Disqus writer."""

    base_url: Annotated[
        WebAddress | None, Meta(description="The blog's address, for pages that have none of their own.")
    ] = None
    default_date: Annotated[
        str | None, Meta(description="Date for pages and comments without one: 2010-11-16 or 2010-11-16T10:32:00.")
    ] = None
    timezone: Annotated[
        str | None, Meta(description="Time zone of dates without one, such as Europe/Paris or -05:00 (default: UTC).")
    ] = None
    thread_identifier: Annotated[
        Literal["auto", "id", "url", "wordpress"],
        Meta(
            description="What identifies a page: its id, its URL, or '{id} {guid}' as Disqus's WordPress plug-in has."
        ),
    ] = "auto"
    rejected: Annotated[
        Literal["drop", "pending"], Meta(description="Leave spam and deleted comments out, or send them to moderation.")
    ] = "drop"
    unpublished: Annotated[bool, Meta(description="Write drafts, private and deleted posts too.")] = False
    split: Annotated[str, Meta(description="Begin a new file before this size is passed; 0 for one file.")] = "45000000"
