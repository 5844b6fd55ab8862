"""What pages and comments of one Disqus file share: dates in Greenwich time, bytes, digests."""

from hashlib import blake2b

from blogconv.markup.xmltext import encode
from blogconv.model import Site
from blogconv.plugin import Context
from blogconv.writers.clock import NONE, clock
from blogconv.writers.disqus.options import DisqusOptions


class Sheet:
    """Writes dates and bytes, and tells what had to be done to them."""

    def __init__(self, site: Site, options: DisqusOptions, ctx: Context) -> None:
        self.options, self.ctx = options, ctx
        self._clock = clock(options.timezone, options.default_date, site.timezone, ctx, "disqus-bad-timezone")

    def date(self, date: str | None, record: str) -> str:
        """Write a date in Greenwich time."""
        when = self._clock.read(date) if date else None
        if date and when is None:
            self.ctx.note("disqus-bad-date", f"there is no such date: {date}", record=record)
        if when is None:
            when = self._clock.default
            if when is None:
                self.ctx.note("disqus-no-date", "no date; give one with -w default-date=…", record=record)
                return NONE
            self.ctx.note("disqus-default-date", "no date; the default was written", record=record)
        if date and when.day_only:
            self.ctx.note("disqus-day-only", f"written as midnight: {date}", record=record)
        if when.gmt is None:
            self.ctx.note("disqus-date-as-utc", "time zone unknown, taken as UTC; -w timezone=… says it", record=record)
        return when.gmt or when.local

    def bytes(self, text: str, record: str) -> bytes:
        """Encode a finished piece of the file."""
        data, removed = encode(text)
        if removed:
            self.ctx.note(
                "disqus-forbidden-character", f"{removed:,} characters that XML cannot hold removed", record=record
            )
        return data


def digest(*parts: str) -> bytes:
    """Give eight bytes that stand for texts, the same in every run."""
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()
