"""Options of the WXR writer."""

from typing import Annotated, Literal

from msgspec import Meta

from blogconv.plugin import Options, WebAddress


class WxrOptions(Options, frozen=True):
    """Options of the WXR writer."""

    default_date: Annotated[
        str | None, Meta(description="Date for posts and comments without one: 2010-11-16 or 2010-11-16T10:32:00.")
    ] = None
    timezone: Annotated[
        str | None,
        Meta(description="The blog's time zone, such as Europe/Paris or -05:00: local dates are written in it."),
    ] = None
    base_url: Annotated[
        WebAddress | None, Meta(description="The blog's address; completes addresses that are relative.")
    ] = None
    content: Annotated[
        Literal["classic", "block", "keep"],
        Meta(description="Bodies from elsewhere as classic HTML, as blocks, or as they are."),
    ] = "classic"
    split: Annotated[
        str | None, Meta(description="Begin a new file before this size is passed: 500K, 10M. Each is complete.")
    ] = None
