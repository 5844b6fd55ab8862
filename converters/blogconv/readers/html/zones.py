"""Give local times of a page the offset of the zone that the user names."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import structs

from blogconv.errors import UsageError
from blogconv.model import Post


def in_zone(post: Post, zone: str) -> Post:
    """Return the post with every local time of it and its comments in ``zone``; days alone stay days."""
    try:
        info = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"unknown time zone '{zone}'; write it as Europe/Paris or America/New_York") from error
    comments = tuple(structs.replace(c, published=_placed(c.published, info)) for c in post.comments)
    return structs.replace(
        post, published=_placed(post.published, info), updated=_placed(post.updated, info), comments=comments
    )


def _placed(value: str | None, zone: ZoneInfo) -> str | None:
    if value is None or len(value) < 19 or len(value) > 19:
        return value
    try:
        return datetime.fromisoformat(value).replace(tzinfo=zone).isoformat()
    except ValueError:
        return value
