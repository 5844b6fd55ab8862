"""Settle the numeric dates of a dump together: one order of day and month for the whole document, or none."""

from collections.abc import Sequence

from msgspec.structs import replace

from blogconv.language.dates import settle, settle_order
from blogconv.readers.text.evidence import Evidence


def settle_dates(evidence: Sequence[Evidence], language: str | None) -> list[Evidence]:
    """Give ambiguous dates (``03/04/2010``) the order that all dates of the dump share; open ones stay open."""
    held = [(i, e.head, e.head.date) for i, e in enumerate(evidence) if e.head and e.head.date]
    out = list(evidence)
    if not any(date.ambiguous for _, _, date in held):
        return out
    order = settle_order([date for _, _, date in held], language)
    for (i, head, _), date in zip(held, settle([date for _, _, date in held], order), strict=True):
        out[i] = replace(out[i], head=replace(head, date=date))
    return out
