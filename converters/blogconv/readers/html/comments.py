"""The comments of a page: every candidate is read, and the reading that explains most is kept."""

# ruff: noqa: SIM905 - lists of words read better as words

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from blogconv.language.dates import PrintedDate, settle, settle_order
from blogconv.markup.tree import Element
from blogconv.readers.html import dated_items, items, loose, ping_lists, threads, wording
from blogconv.readers.html.claims import Claim
from blogconv.readers.html.comment_fields import begin_item, finish_item
from blogconv.readers.html.found import Found
from blogconv.readers.html.items import Candidate, Item
from blogconv.readers.html.list_heads import decide_heads
from blogconv.readers.html.page import SILENT, Page, ancestors
from blogconv.readers.html.plausible import are_comments, are_teasers, between_post_and_form, says_none
from blogconv.readers.html.post_days import order_since
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.selectors import select
from blogconv.readers.html.shared_ends import take_usual_ends
from blogconv.readers.html.wording import find_dates

_MOST = 5
"""Candidates that are read in full."""


class Reading(NamedTuple):
    """One candidate as read."""

    candidate: Candidate
    found: list[Found]
    nested: dict[int, int]
    score: float


def read_comments(page: Page, profiles: Sequence[Profile], claimed: list[Claim], count: int | None) -> list[Reading]:
    """Give the best reading first, then further lists that stand apart from it (pings); empty when there are none."""
    candidates = [c for p in profiles if p.rules.comments.item for c in _of_profile(page, p)]
    candidates += items.marked(page)
    pings = _read(page, ping_lists.ping_lists(page, claimed), None)
    named = [r for r in _read(page, candidates, count) if r.candidate.profile or not are_teasers(page, r.found)]
    readings = sorted([*pings, *named], key=lambda r: -r.score)
    if (not readings or readings[0].score < 0.6 or _incomplete(readings[0])) and not says_none(claimed):
        forms = [c for c in claimed if c.heading.kind == "form"]
        structural = items.repeated(
            page, lambda e: _may_hold(page, e, claimed, forms), lambda e: _reads_like(page, e), _has_head
        )
        for claim in claimed:
            if claim.heading.kind == "comments" and claim.heading.count in (1, 2, 3):
                structural += items.after_heading(page, claim.element)
        first = min((c.at for c in claimed if c.heading.kind == "comments"), default=0)
        structural += dated_items.around_dates(page, first, lambda e: _may_hold(page, e, claimed, forms))
        structural += loose.below_headings(page, claimed)
        structural = [part for candidate in structural for part in between_post_and_form(candidate, claimed)]
        plausible = [r for r in _read(page, structural, count) if r.score > 0 and are_comments(page, r.found, count)]
        readings = sorted([*readings, *plausible], key=lambda r: -r.score)
    if not readings:
        return []
    best, kept = readings[0], [readings[0]]
    for other in readings[1:]:
        if other.candidate.layer == "structure" and best.candidate.layer != "structure":
            continue
        if all(_apart(other, one) for one in kept) and _goes_with(other, best):
            kept.append(other)
    return kept


def _incomplete(reading: Reading) -> bool:
    """Say whether most items lack who or when: they may be parts of comments, such as their texts alone."""
    found = reading.found
    return sum(bool(f.name and (f.date or f.iso or f.class_date)) for f in found) < 0.5 * len(found)


def _of_profile(page: Page, profile: Profile) -> list[Candidate]:
    rules = profile.rules.comments
    elements = [e for e in select(page, rules.item) if e.parent is not None]
    if not elements:
        return []
    layer = f"profile {profile.name}"
    if not rules.follow:
        return [Candidate([Item(page, e) for e in elements], layer, profile)]
    found: list[Item] = []
    for parent in dict.fromkeys(e.parent for e in elements):
        assert parent is not None
        found += items.slices(page, parent, [e for e in elements if e.parent is parent])
    return [Candidate(sorted(found, key=lambda i: i.lo), layer, profile)]


def _read(page: Page, candidates: list[Candidate], count: int | None) -> list[Reading]:
    seen: set[tuple[tuple[int, int], ...]] = set()
    readings: list[Reading] = []
    # The widest first: what is read costs time, and it may leave nothing to read for the others of its layer.
    for candidate in sorted(candidates, key=lambda c: (c.profile is None, -len(c.items) if c.profile else 0)):
        kept = _distinct(candidate.items)
        key = tuple((i.lo, i.hi) for i in kept)
        if key in seen or not kept:
            continue
        seen.add(key)
        if any(reading.score > 0 and _covers(reading, kept, count) for reading in readings):
            continue
        reading = _one(page, candidate, kept, count)
        if reading:
            readings.append(reading)
    return sorted(readings, key=lambda r: -r.score)


def _covers(reading: Reading, items: list[Item], count: int | None) -> bool:
    """Say whether other items have nothing to add.

    Each stands inside of one that was read in full; or each touches one where all were read in full, and there are
    no more of them, or the number read is the page's own.
    """
    found = reading.found
    full = [bool(f.size and f.name and (f.date or f.iso)) for f in found]
    fewer = len(items) <= len(found)
    settled = all(full) and (fewer or len(found) == count)
    if not fewer and not settled:
        return False
    starts = [f.item.lo for f in found]
    within = -1
    for item in items:
        at = bisect_right(starts, item.lo) - 1
        if at >= 0 and item.hi <= found[at].item.hi and full[at] and at != within:
            # Two inside of one say that the one is both.
            within = at
            continue
        touches = (at >= 0 and item.lo <= found[at].item.hi) or (at + 1 < len(found) and starts[at + 1] <= item.hi)
        if not settled or not touches:
            return False
    return True


def _distinct(found: list[Item]) -> list[Item]:
    """Sort by place; of an item and its only inner copy (``li#li-comment-7 > div#comment-7``) keep the outer one."""
    ordered = sorted(found, key=lambda i: (i.lo, -i.hi))
    kept: list[Item] = []
    for item in ordered:
        if kept and item.lo == kept[-1].lo and item.hi == kept[-1].hi:
            continue
        kept.append(item)
    return kept


def _one(page: Page, candidate: Candidate, ordered: list[Item], count: int | None) -> Reading | None:
    inner: dict[int, list[Item]] = {}
    up: dict[int, int] = {}
    stack: list[int] = []
    for index, item in enumerate(ordered):
        while stack and ordered[stack[-1]].hi < item.lo:
            stack.pop()
        if stack:
            up[index] = stack[-1]
            inner.setdefault(stack[-1], []).append(item)
        stack.append(index)
    begun = [begin_item(page, item, inner.get(i, []), candidate.profile) for i, item in enumerate(ordered)]
    begun, heads = decide_heads(begun, trusted=bool(candidate.profile and candidate.profile.author))
    found = [finish_item(one, candidate.profile, head) for one, head in zip(begun, heads, strict=True)]
    if candidate.layer == ping_lists.LAYER:
        ping_lists.call_pings(found)
    take_usual_ends([f.parts for f in found if f.type == "comment"])
    # An item that says nothing of its own but wraps others is a wrapper; a copy inside its original, too.
    real = [i for i, f in enumerate(found) if not (f.size == 0 and i in inner and not f.name)]
    if not real:
        return None
    place = {old: new for new, old in enumerate(real)}
    nested = {}
    for index in real:
        above = up.get(index)
        while above is not None and above not in place:
            above = up.get(above)
        if above is not None:
            nested[place[index]] = place[above]
    kept = [found[i] for i in real if _worth(found[i])]
    if len(kept) < len(real):
        # Empty shells (templates, hidden forms) go; those nested in one hang on what is left above.
        alive = [_worth(found[i]) for i in real]
        order = {old: new for new, old in enumerate(i for i, ok in enumerate(alive) if ok)}
        moved = {}
        for child, above in nested.items():
            top: int | None = above
            while top is not None and not alive[top]:
                top = nested.get(top)
            if alive[child] and top is not None:
                moved[order[child]] = order[top]
        nested = moved
    if not kept:
        return None
    strip_common(kept)
    return Reading(candidate, kept, nested, _score(page, candidate, kept, nested, count))


def strip_common(found: list[Found]) -> None:
    """Take off the words that the names of (nearly) all comments begin or end with: "Posted by", "said", "wrote on".

    No vocabulary is needed for that, so it holds in every language.
    """
    named = [f for f in found if f.name and f.type == "comment"]
    if len(named) < 2:
        return
    for end in (0, -1):
        for _ in range(4):
            tokens = [f.name.split() for f in named if f.name]
            rests: dict[str, set[str]] = {}
            for token in tokens:
                rests.setdefault(token[end], set()).add(" ".join(token[1:] if end == 0 else token[:-1]))
            word = max(rests, key=lambda w: len(rests[w]))
            others = {" ".join(t) for t in tokens if t[end] != word}
            share = sum(t[end] == word for t in tokens) / len(tokens)
            # A word in small letters (or before a colon) at the end of several different names is none of theirs.
            small = word.islower() and word not in _PARTICLES and len(rests[word]) >= 2 and share >= 0.1
            if not any(any(map(str.isalpha, rest)) for rest in rests[word]):
                break  # "Guest 1", "Guest 2"
            if "" in rests[word] or word in others or not (small or (share >= 0.85 and len(rests[word]) >= 3)):
                break
            for one, token in zip(named, tokens, strict=True):
                if token[end] == word:
                    one.name = " ".join(token[1:] if end == 0 else token[:-1]).strip(" :,|-–—") or one.name


_PARTICLES = frozenset("de van von der den da di du la le el al the mc do dos af zu ben ibn bin st san".split())


def _worth(found: Found) -> bool:
    return (
        found.size > 0
        or bool(found.name and (found.date or found.iso or found.class_date or found.type != "comment"))
        or found.status == "deleted"
    )


def _score(page: Page, candidate: Candidate, found: list[Found], nested: dict[int, int], count: int | None) -> float:
    total = 0.0
    for one in found:
        value = 1.0 if one.size else 0.2
        value += 0.6 if one.name else 0.0
        value += 0.5 if one.date or one.iso or one.class_date else 0.0
        total += value / 2.1
    mean = total / len(found)
    named = sum(bool(f.name) for f in found) / len(found)
    dated = sum(bool(f.date or f.iso or f.class_date) for f in found) / len(found)
    marked = candidate.layer != "structure"
    if named + dated < 0.5:
        return 0.0
    # Structure alone needs dates, or the page's own count for a checksum.
    alone = len(found) < 2 and count != 1 and not (candidate.below_heading and named + dated + bool(found[0].size) == 3)
    if not marked and (named + dated < 0.9 or (dated < 0.6 and count != len(found)) or alone):
        return 0.0
    # Teasers and lists of recent comments are links through and through; a comment's text is not.
    teasers = not candidate.below_heading and sum(
        f.type == "comment" and not f.ident and _link_share(page, f.item) > 0.6 for f in found
    )
    if teasers > 0.5 * len(found):
        return 0.0
    if len(found) == 1 and named + dated < 1 and not (candidate.profile or found[0].ident):
        return 0.0
    score = total * (0.4 + 0.6 * mean)
    if count is not None and count == len(found):
        score *= 1.15
    if candidate.profile:
        score *= 1.05
    if candidate.below_heading:
        score *= 1.1
    # Of two readings alike the one that sees the threads, then the outer one.
    return score * (1 + 0.02 * min(len(nested), 5) / 5)


def _link_share(page: Page, item: Item) -> float:
    places = [page.at[e] for e in item.elements()]
    length = sum(page.words[place] for place in places)
    return sum(page.links[place] for place in places) / length if length else 0.0


def _apart(one: Reading, other: Reading) -> bool:
    spans = sorted([(f.item.lo, f.item.hi) for f in other.found])
    return all(all(f.item.hi < lo or f.item.lo > hi for lo, hi in spans) for f in one.found[:200])


def _goes_with(other: Reading, best: Reading) -> bool:
    """Say whether a second list belongs to the same comments: pings, or more of the same kind below the first."""
    found = other.found
    if all(f.type != "comment" for f in found):
        return True
    whole = sum(bool(f.size and f.name and (f.date or f.iso) and f.ident) for f in found)
    return whole >= 0.9 * len(found) and found[0].item.lo > best.found[0].item.lo


def _may_hold(page: Page, parent: Element, claimed: list[Claim], forms: list[Claim]) -> bool:
    if items.in_a_widget(page, parent):
        return False
    near = [parent, *ancestors(parent)][:5]
    if any(items.comment_words(e) and e.tag not in ("body", "html") for e in near):
        return True
    at = page.at[parent]
    for claim in claimed:
        if claim.heading.kind == "form":
            continue
        holder = claim.element.parent
        for _ in range(3):
            if holder is None or holder.tag in ("body", "html"):
                break
            if claim.at < at and page.within(parent, holder):
                return True
            holder = holder.parent
        if claim.at < at and claim.element.parent is not None and page.within(parent, claim.element.parent):
            return True
        # The heading may stand in the list itself, as its first element.
        if parent is claim.element.parent and claim.at == at + 1:
            return True
    # Below the post and above the form for another comment.
    return any(at < form.at <= page.end[at] + 40 for form in forms)


def _reads_like(page: Page, element: Element) -> bool:
    length = page.length(element)
    if not 8 <= length <= 60_000 or page.link_share(element) > 0.7:
        return False
    return _has_head(element) or any(e.tag == "time" or "datetime" in e.attrs for e in page.below(element)[:30])


def _has_head(element: Element) -> bool:
    text = _spaced(element)
    pieces = (text[:160], text[-100:]) if len(text) > 200 else (text,)
    return any(find_dates(piece) or wording.says(piece[:80]) for piece in pieces)


def _spaced(element: Element) -> str:
    """The text below an element, each piece apart: themes part a name from a date by style alone."""
    parts: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag not in SILENT:
            stack.extend(reversed(node.children))
    return " ".join(" ".join(parts).split())


def settle_dates(
    found: list[Found],
    others: list[PrintedDate],
    language: str | None,
    since: str | None,
    spoken: Callable[[], Collection[str]],
) -> str | None:
    """Give ambiguous dates their value by the page's languages and by the order that all its dates show together.

    ``since`` is the day of the post, where it is sure: nobody answered before. Returns that order.
    """
    for one in found:
        if one.date is not None:
            one.date = wording.in_language(one.date, spoken)
    every = [f.date for f in found if f.date] + others
    order = settle_order(every, language) or (order_since(every, since) if since else None)
    dated = [f for f in found if f.date]
    for one, date in zip(dated, settle([f.date for f in dated if f.date], order), strict=True):
        one.date = date
    return order


def parents_of(page: Page, reading: Reading) -> tuple[list[int | None], list[str]]:
    """Who answers whom in one reading."""
    return threads.parents(page, reading.found, reading.nested)
