"""What is known of WordPress exports (WXR), for the reader and the writer alike: names, status words, dates.

Facts are from WordPress core's ``export.php``, the wordpress-importer plug-in and real exports of 1.0 to 1.2.

**What the schema has no field for** stands in ``extra["wxr"]`` of the site, post or comment, and only where it
does not follow from the fields. Keys are the local names of WXR's elements; a value is the element's text, verbatim,
or ``None`` where the element was absent although the fields alone would make one. All keys are optional.

*post*: ``post_id`` (where ``id`` is not it, or no number), ``post_type``, ``status``, ``post_parent``,
``menu_order``, ``is_sticky``, ``comment_status``, ``ping_status``, ``title`` (as stored, below), ``creator`` (likewise,
of an author without login), ``pubDate``, ``post_date``, ``post_date_gmt``, ``post_modified``,
``post_modified_gmt``, ``description``, ``guid_is_permalink`` (the attribute, where it is not ``"false"``).

*comment*: ``comment_id`` (likewise), ``comment_parent`` (where ``parent`` is not it), ``comment_approved``,
``comment_type``, ``comment_user_id``, ``comment_date``, ``comment_date_gmt``, ``comment_karma``, ``comment_author``
(as stored, below).

*site*: ``wxr_version``, ``link`` (where it is not ``blog_url`` or, without one, ``url``), ``base_site_url``
(``None``: absent, ``url`` is the link), ``pubDate``, ``generator_comment`` (the XML comment before the root that
names generator and time), ``author_element`` (``"wp_author"``: WordPress.com's name for ``wp:author``),
``namespaces`` ({prefix: URI} beyond or unlike the five of core), ``term_ids`` (one entry for each of
``site.terms``, ``None`` where absent), ``author_elements`` and ``term_elements`` ({index as text: elements}),
``term_names`` ({index as text: the element that listed the term}, where it is not ``TERM_ELEMENTS``'s).

*site and post*: ``names`` ({name of a term or author as displayed: as stored, below}).

Titles and names are HTML in WordPress: ``Q &amp; A`` is displayed, and in our fields, ``Q & A``. What was stored is
kept where ``markup.wordpress_names`` would not write the same, and goes back while the field still means it.

*everywhere*: ``text`` (what stood between elements), ``elements`` (a list: unknown elements, each as one well-formed
XML fragment whose prefixes are core's or stand in the site's ``namespaces``), ``attributes`` ({element name:
{attribute: value}} of known elements with attributes that mean nothing to WordPress).

Fields and elements: a post's ``terms`` are its ``category`` elements (``domain`` = taxonomy, ``nicename`` = slug,
either left out where ``None``; 1.0's ``tag`` is ``post_tag``); ``dc:creator`` is ``author.login``, or ``author.name``
of an author without login; a comment's ``author.id`` is ``comment_user_id`` (``0``: ``None``) and ``author.agent`` is
``comment_agent``. An empty element reads as ``None``. Dates follow by ``sql_dates`` and ``rss_date``.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

# Namespaces and their prefixes, in the order in which core declares them. The version stands in two of them.
PREFIXES = ("excerpt", "content", "wfw", "dc", "wp")
CONTENT = "http://purl.org/rss/1.0/modules/content/"
WFW = "http://wellformedweb.org/CommentAPI/"
DC = "http://purl.org/dc/elements/1.1/"

# http or https, with or without www, 1.0 to 1.2: what core, hosts and tools have written.
_EXPORT = re.compile(r"https?://(?:www\.)?wordpress\.org/export/\d+\.\d+/?(excerpt/?)?")


def namespaces(version: str) -> dict[str, str]:
    """Give the five namespaces that core declares for a WXR version, by prefix."""
    wp = f"http://wordpress.org/export/{version}/"
    return {"excerpt": f"{wp}excerpt/", "content": CONTENT, "wfw": WFW, "dc": DC, "wp": wp}


def usual_prefix(uri: str) -> str | None:
    """Give the prefix that core has for a namespace, or None: for any of the six spellings of the export's own."""
    if found := _EXPORT.fullmatch(uri):
        return "excerpt" if found[1] else "wp"
    return {CONTENT: "content", WFW: "wfw", DC: "dc"}.get(uri)


# Status words. What has no row is the same word on both sides.
POST_STATUS = {"publish": "published"}
POST_STATUS_OUT = {"published": "publish"}
COMMENT_STATUS = {"1": "approved", "0": "pending", "spam": "spam", "trash": "trash", "post-trashed": "trash"}
COMMENT_STATUS_OUT = {"approved": "1", "pending": "0", "spam": "spam", "trash": "trash", "deleted": "trash"}

# The element that lists a term of a taxonomy in the channel, and its children.
TERM_ELEMENTS = {"category": "wp:category", "post_tag": "wp:tag"}
TERM_CHILDREN = {
    "wp:category": {
        "slug": "wp:category_nicename",
        "parent": "wp:category_parent",
        "name": "wp:cat_name",
        "description": "wp:category_description",
    },
    "wp:tag": {"slug": "wp:tag_slug", "name": "wp:tag_name", "description": "wp:tag_description"},
    "wp:term": {
        "taxonomy": "wp:term_taxonomy",
        "slug": "wp:term_slug",
        "parent": "wp:term_parent",
        "name": "wp:term_name",
        "description": "wp:term_description",
    },
}
AUTHOR_CHILDREN = {
    "id": "wp:author_id",
    "login": "wp:author_login",
    "email": "wp:author_email",
    "name": "wp:author_display_name",
    "first_name": "wp:author_first_name",
    "last_name": "wp:author_last_name",
}

# All that core writes into an item or a comment, in its order; postmeta, categories and comments follow.
ITEM_ELEMENTS = (
    "title",
    "link",
    "pubDate",
    "dc:creator",
    "guid",
    "description",
    "content:encoded",
    "excerpt:encoded",
    "wp:post_id",
    "wp:post_date",
    "wp:post_date_gmt",
    "wp:post_modified",
    "wp:post_modified_gmt",
    "wp:comment_status",
    "wp:ping_status",
    "wp:post_name",
    "wp:status",
    "wp:post_parent",
    "wp:menu_order",
    "wp:post_type",
    "wp:post_password",
    "wp:is_sticky",
    "wp:attachment_url",
)
COMMENT_ELEMENTS = (
    "wp:comment_id",
    "wp:comment_author",
    "wp:comment_author_email",
    "wp:comment_author_url",
    "wp:comment_author_IP",
    "wp:comment_date",
    "wp:comment_date_gmt",
    "wp:comment_content",
    "wp:comment_approved",
    "wp:comment_type",
    "wp:comment_parent",
    "wp:comment_user_id",
    "wp:comment_agent",
    "wp:comment_karma",
)

# Bytes that WordPress's tables hold (wp-admin/includes/schema.php): what is longer, the importer does not cut but
# refuses with the whole record, a comment without a word. Addresses are counted with "&" as "&#038;".
BYTES_HELD = {
    "title": 65535,
    "guid": 255,
    "wp:status": 20,
    "wp:post_type": 20,
    "wp:post_password": 255,
    "excerpt:encoded": 65535,
    "wp:comment_author": 255,
    "wp:comment_author_email": 100,
    "wp:comment_author_url": 200,
    "wp:comment_content": 65535,
    "wp:comment_approved": 20,
    "wp:comment_type": 20,
}

ZERO_DATE = "0000-00-00 00:00:00"
# What core prints as the pubDate of a post without a date.
ZERO_RSS_DATES = ("Mon, 30 Nov -0001 00:00:00 +0000", "Wed, 30 Nov -0001 00:00:00 +0000")

_RSS = re.compile(
    r"(?:[A-Za-z]{3},\s+)?(\d{1,2})\s+([A-Z][a-z]{2})\s+(\d{4})\s+(\d\d):(\d\d)(?::(\d\d))?\s+([+-]\d{4}|GMT|UTC?|Z)"
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def is_number(text: str) -> bool:
    """Say whether an id is a number as WordPress writes it: no sign, no leading zero, ASCII, at most 18 digits."""
    return text.isascii() and text.isdigit() and text[0] != "0" and len(text) < 19


def moment(local: str, gmt: str) -> str | None:
    """Join WordPress's two dates into one of the schema's; None where ``local`` is not a date.

    Both are ``YYYY-MM-DD HH:MM:SS``. The offset is their difference, where that can be one: a multiple of a
    quarter of an hour within 14 hours. Otherwise the date is local, its offset unknown.
    """
    here = sql_date(local)
    if here is None:
        return None
    there = sql_date(gmt)
    if there is None:
        return f"{local[:10]}T{local[11:]}"
    apart = here - there
    return f"{local[:10]}T{local[11:]}{_offset(apart)}"


def sql_date(text: str) -> datetime | None:
    """Read ``YYYY-MM-DD HH:MM:SS``; None for anything else, impossible dates and zeros."""
    # Python reads other forms of that length too; the marks at every third place tell them apart.
    if len(text) != 19 or text[4::3] != "-- ::":
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def sql_dates(moment: str | None) -> tuple[str | None, str | None]:
    """Give WordPress's local and GMT date of one of the schema's; no GMT date where the offset is unknown.

    The inverse of ``moment``. A day alone is its first second; fractions of a second are cut, as MySQL would.
    """
    if moment is None:
        return None, None
    when = datetime.fromisoformat(moment)
    local = _sql(when)
    if when.tzinfo is None:
        return local, None
    try:
        return local, _sql(when.astimezone(UTC))
    except OverflowError:  # the first or last day of all years
        return local, None


def rss_date(moment: str | None) -> str | None:
    """Give the ``pubDate`` that core would print: always in GMT; None where the offset is unknown."""
    _, gmt = sql_dates(moment)
    return None if gmt is None else rss_of_gmt(gmt)


def rss_of_gmt(gmt: str) -> str:
    """Give the ``pubDate`` of a valid GMT date ``YYYY-MM-DD HH:MM:SS``."""
    return f"{_rss_day(gmt[:10])} {gmt[11:]} +0000"


def from_rss_date(text: str) -> str | None:
    """Read a ``pubDate`` (RFC 822, English, four-digit year) into one of the schema's dates; None if it is not one."""
    found = _RSS.fullmatch(text.strip())
    if not found or found[2] not in _MONTHS:
        return None
    day, month, year, hour, minute, second, zone = found.groups()
    hours, minutes = (int(zone[1:3]), int(zone[3:])) if zone[0] in "+-" else (0, 0)
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
    try:
        when = datetime(
            int(year),
            _MONTHS.index(month) + 1,
            int(day),
            int(hour),
            int(minute),
            int(second or 0),
            tzinfo=timezone(offset),
        )
    except ValueError:
        return None
    return when.isoformat()


def _sql(when: datetime) -> str:
    return when.replace(microsecond=0, tzinfo=None).isoformat(" ")


@lru_cache(maxsize=1024)
def _rss_day(day: str) -> str:
    when = date.fromisoformat(day)
    return f"{_DAYS[when.weekday()]}, {day[8:]} {_MONTHS[when.month - 1]} {day[:4]}"


@lru_cache(maxsize=256)
def _offset(apart: timedelta) -> str:
    seconds = apart.days * 86400 + apart.seconds
    if seconds % 900 or abs(seconds) > 14 * 3600:
        return ""
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


_POST_ID_META = frozenset({"_thumbnail_id", "_menu_item_menu_item_parent"})
_PREFIXED = re.compile(r"(?:\d+-)+\d+")


def names_post(key: str, meta: Mapping[str, str | None]) -> bool:
    """Say whether a custom field of a post holds the id of another post: its picture, its menu's target.

    ``meta`` holds all fields of that post: what a menu item leads to is told by another one of them.
    """
    if key == "_menu_item_object_id":
        return meta.get("_menu_item_type") == "post_type"
    return key in _POST_ID_META


def is_prefixed(ident: str | None) -> bool:
    """Say whether this is a number with the prefix that ids get when several inputs become one archive."""
    return ident is not None and _PREFIXED.fullmatch(ident) is not None
