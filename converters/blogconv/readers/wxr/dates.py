"""Read WordPress's pairs of dates, and keep what the schema's one date does not say."""

import re
from typing import Any

from blogconv.readers.wxr.place import Place
from blogconv.wordpress import ZERO_DATE, from_rss_date, moment, rss_date, rss_of_gmt, sql_date

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?").fullmatch


def dates(raw: dict[str, Any], local_name: str, gmt_name: str, extra: dict[str, Any], place: Place) -> str | None:
    """Join a local date and a GMT date; what does not follow from the result goes into ``extra``.

    Zero dates mean "none"; an impossible date is told, and its text kept.
    """
    local, gmt = raw.get(local_name), raw.get(gmt_name)
    if local and gmt:
        joined = moment(local, gmt)
        if joined and len(joined) == 25:
            return joined
    elif not local and not gmt:
        return None
    return _join(local, gmt, local_name[3:], extra, place)


def published(raw: dict[str, Any], extra: dict[str, Any], place: Place) -> str | None:
    """Give a post's date; ``pubDate`` speaks where an item has nothing else, as in a plain feed."""
    date = dates(raw, "wp:post_date", "wp:post_date_gmt", extra, place)
    printed = raw.get("pubDate")
    if not printed or (date and not extra and "wp:post_date_gmt" in raw and printed == _rss(raw["wp:post_date_gmt"])):
        return date
    if date is None and not raw.get("wp:post_date") and not raw.get("wp:post_date_gmt"):
        date = from_rss_date(printed)
        if date is not None:
            extra["post_date"] = extra["post_date_gmt"] = None
        elif "-0001" not in printed:
            place.note("wxr-bad-date", f"not a date: {printed!r}")
    if rss_date(date) != printed:
        extra["pubDate"] = printed
    return date


def _rss(gmt: str) -> str | None:
    return rss_of_gmt(gmt) if sql_date(gmt) else None


def bad_text(extra: dict[str, Any], name: str) -> str | None:
    """Give the text of a date that could not be read."""
    for text in (extra.get(name), extra.get(f"{name}_gmt")):
        if text and not _is_zero(text) and _read(text) is None:
            return str(text)
    return None


def _join(local: str | None, gmt: str | None, name: str, extra: dict[str, Any], place: Place) -> str | None:
    here, there = _read(local), _read(gmt)
    for text in dict.fromkeys(text for text, date in ((local, here), (gmt, there)) if text and date is None):
        if not _is_zero(text):
            place.note("wxr-bad-date", f"not a date: {text!r} in wp:{name}")
    plain = here is not None and sql_date((local or "").strip()) is not None
    if plain and there is not None:
        joined = moment((local or "").strip(), (gmt or "").strip())
        if joined and len(joined) == 25:
            return joined
    if here is None and there is not None and len(there) == 19:
        extra[name] = local  # None: absent
        return f"{there}+00:00"
    if not plain and local:
        extra[name] = local
    if gmt or (here is not None and len(here) > 19):
        extra[f"{name}_gmt"] = gmt
    return here if here is not None else there


def _read(text: str | None) -> str | None:
    """Read one date: MySQL's form, or ISO's, which the importer takes too."""
    if not text:
        return None
    text = text.strip()
    if sql_date(text) is not None:
        return f"{text[:10]}T{text[11:]}"
    if _ISO(text) and sql_date(f"{text[:10]} {text[11:19] or '00:00:00'}") is not None:
        return text
    return None


def _is_zero(text: str) -> bool:
    return text.strip() in (ZERO_DATE, "0000-00-00", "")
