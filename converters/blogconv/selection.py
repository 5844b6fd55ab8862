"""Choose records: ``--limit``, ``--select``, ``--since``, ``--until``, ``--no-comments``, the same for every format."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from msgspec import Struct, structs

from blogconv.errors import UsageError, nearest
from blogconv.model import Post, Record, Site
from blogconv.plugin import Context

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_KEYS = ("author", "category", "id", "language", "status", "tag", "type")


class Selection(Struct, frozen=True, kw_only=True):
    """Which records to keep. What is left out is counted as skipped, with its reason.

    Values that select nothing sensible raise ``UsageError``.
    """

    limit: int | None = None
    """Stop after this many posts, counted after the other choices."""
    fields: tuple[tuple[str, str], ...] = ()
    """``(key, value)``: values of one key are alternatives, different keys must all hold."""
    since: str | None = None
    """First day, ``YYYY-MM-DD`` or more exactly; a post without a date is left out."""
    until: str | None = None
    """Last day, included."""
    comments: bool = True

    def __post_init__(self) -> None:
        """Hold what a program gives to the rules of the command line."""
        if self.limit is not None and self.limit < 0:
            raise UsageError(f"limit wants a number from 0, not {self.limit}")
        for name, day in (("since", self.since), ("until", self.until)):
            parse_day(name, day and day[:10])
        for key, _ in self.fields:
            _known(key)

    @property
    def everything(self) -> bool:
        """Say whether nothing at all is left out."""
        return self == Selection()


def parse_fields(pairs: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Read ``key=value`` pairs of ``--select``; ``UsageError`` for unknown keys."""
    out = []
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"--select wants key=value, not '{pair}'")
        _known(key)
        out.append((key, value))
    return tuple(out)


def _known(key: str) -> None:
    if key not in _KEYS:
        raise UsageError(f"--select does not know '{key}'{nearest(key, _KEYS)}")


def parse_day(option: str, text: str | None) -> str | None:
    """Check a day, a month or a year as people type it for ``--since`` and ``--until``."""
    if text is not None and not (_DAY.fullmatch(text) and _in_calendar(text)):
        raise UsageError(f"{option} wants YYYY-MM-DD, not '{text}'")
    return text


def _in_calendar(day: str) -> bool:
    try:
        date(*map(int, f"{day}-01-01".split("-")[:3]))
    except ValueError:
        return False
    return True


def select(records: Iterator[Record], chosen: Selection, ctx: Context, *, to_the_end: bool = False) -> Iterator[Record]:
    """Yield the chosen posts. Dates are compared as written, in the post's own time.

    With ``to_the_end`` the posts beyond the limit are gone through and counted as skipped: they have been read.
    """
    if chosen.everything:
        yield from records
        return
    wanted: dict[str, set[str]] = {}
    for key, value in chosen.fields:
        wanted.setdefault(key, set()).add(value.casefold())
    left = chosen.limit
    for record in records:
        if isinstance(record, Site):
            yield record
            if left == 0 and not to_the_end:
                return
            continue
        reason = _unwanted(record, wanted, chosen) or (f"it is beyond the first {chosen.limit}" if left == 0 else None)
        if reason:
            ctx.skip("not-selected", f"left out: {reason}", posts=1, comments=len(record.comments), record=record.id)
            continue
        if not chosen.comments and record.comments:
            ctx.skip(
                "comments-left-out",
                f"{len(record.comments)} comments left out",
                comments=len(record.comments),
                record=record.id,
            )
            record = structs.replace(record, comments=())
        yield record
        if left is not None:
            left -= 1
            if left == 0 and not to_the_end:
                return


def _unwanted(post: Post, wanted: dict[str, set[str]], chosen: Selection) -> str | None:
    for key, values in wanted.items():
        if values.isdisjoint(v.casefold() for v in _values(post, key)):
            return f"{key} is not one of {', '.join(sorted(values))}"
    if chosen.since or chosen.until:
        if not post.published:
            return "it has no date"
        # Compared at the precision that was asked for: --until 2010-11 takes in all of November.
        if chosen.since and post.published[: len(chosen.since)] < chosen.since:
            return f"it is from before {chosen.since}"
        if chosen.until and post.published[: len(chosen.until)] > chosen.until:
            return f"it is from after {chosen.until}"
    return None


def _values(post: Post, key: str) -> list[str]:
    if key == "author":
        author = post.author
        return [v for v in (author.name, author.login, author.id) if v] if author else []
    if key in ("category", "tag"):
        taxonomy = {"category": "category", "tag": "post_tag"}[key]
        terms = (t for t in post.terms if t.taxonomy == taxonomy)
        return [v for v in chain.from_iterable((t.slug, t.name) for t in terms) if v]
    value = getattr(post, key)
    return [value] if value else []
