"""Clean the post's element: title, byline, share bars, related posts, ads, forms and author boxes go."""

# ruff: noqa: SIM905 - lists of words read better as words

from collections.abc import Sequence
from typing import NamedTuple

from blogconv.language import vocabulary
from blogconv.language.bylines import Byline
from blogconv.markup.tree import Element
from blogconv.readers.html import wording
from blogconv.readers.html.boxes import boxes, last_links
from blogconv.readers.html.fact_lines import tells_of_post
from blogconv.readers.html.furniture import is_day, is_furniture, is_legal, is_rating, is_row_of_links
from blogconv.readers.html.lines import Line, Place, lines_of
from blogconv.readers.html.page import HEADINGS, Page, text_of
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.rendering import render
from blogconv.readers.html.roles import FORM, NOISE
from blogconv.readers.html.titles import folded
from blogconv.readers.html.wording import find_dates

_ALWAYS = frozenset("nav form script style noscript button select textarea input template".split())
_HIDDEN = frozenset(["screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"])


class Cleaned(NamedTuple):
    """The HTML of a post's body, and of what its end lost that the author may have written."""

    content: str
    left_out: str


def clean_body(
    page: Page,
    blocks: Sequence[Element],
    *,
    title: str | None,
    author: str | None,
    date_text: str | None,
    spans: list[tuple[int, int]],
    profiles: tuple[Profile, ...] = (),
    stop: int | None = None,
    heading: Element | None = None,
) -> Cleaned:
    """Clean the post's body, the text of ``blocks`` in order.

    ``spans`` are the comments, ``stop`` the place where their section begins.
    """
    dropped: set[Element] = set()
    left_out: list[str] = []
    for body in blocks:
        dropped |= _noise(page, body, spans, stop)
        for profile in profiles:
            if profile.rules.post.drop:
                dropped.update(profile.all(page, page.below(body), profile.rules.post.drop))
        dropped |= boxes(page, body, dropped, author)
        last = sorted(last_links(page, body, dropped), key=page.at.__getitem__)
        left_out.append(render(page, [(body, page.slot[one]) for one in last], set(), dropped))
        dropped.update(last)
    places: list[Place] = [(body, i) for body in blocks for i in range(len(body.children))]
    lines = lines_of(places, dropped)
    taken: set[Place] = set()
    if stop is not None:
        lines = _until(page, lines, taken, stop)
    for body in blocks:
        if heading is not None and page.within(heading, body) and heading is not body:
            lines = _after(page, lines, taken, dropped, heading, body)
    _head(page, lines, taken, title, author)
    _tail(page, lines, taken, author)
    _bereft(page, lines, taken, dropped)
    _inside(lines, taken)
    return Cleaned(render(page, places, taken, dropped), "".join(left_out))


def _until(page: Page, lines: list[Line], taken: set[Place], stop: int) -> list[Line]:
    """Cut loose text below the place where the comments begin: text nodes are no elements that could be dropped."""
    kept = []
    for line in lines:
        below = {run.place for run in line.runs if page.place_of(run.place) >= stop}
        taken |= below
        if len(below) < len(line.runs):
            kept.append(line)
    return kept


def _after(
    page: Page, lines: list[Line], taken: set[Place], dropped: set[Element], heading: Element, body: Element
) -> list[Line]:
    """Cut what stands above the post's heading inside a wide wrapper: the site's header and menus."""
    at = page.at[heading]
    above = [line for line in lines if page.place_of(line.runs[0].place) < at]
    if above:
        place = page.at[body] + 1
        while place < at:
            element = page.order[place]
            if page.end[place] < at:
                dropped.add(element)
                place = page.end[place] + 1
            else:
                place += 1
    for line in above:
        taken.update(run.place for run in line.runs)
    dropped.add(heading)
    gone = set(above)
    return [line for line in lines if line not in gone and not page.within(line.runs[0].place[0], heading)]


def _noise(page: Page, body: Element, spans: list[tuple[int, int]], stop: int | None) -> set[Element]:
    dropped: set[Element] = set()
    lo = page.at[body]
    hi = page.end[lo]
    total = max(page.words[lo], 1)
    starts = {span[0]: span[1] for span in spans}
    place = lo + 1
    while place <= hi:
        element = page.order[place]
        found = page.names[place]
        gone = (
            place in starts
            or element.tag in _ALWAYS
            or (stop is not None and place >= stop)
            or (not found.isdisjoint(NOISE) and _is_noise(page, element, found, total))
            or (not found.isdisjoint(FORM) and page.words[place] < 0.5 * total)
            or (element.tag == "aside" and page.words[place] < 0.3 * total and page.link_share(element) > 0.3)
            or bool(found and set(element.attrs.get("class", "").split()) & _HIDDEN)
            or (element.attrs.get("hidden") is not None and "hidden" in element.attrs)
        )
        if gone:
            dropped.add(element)
            place = page.end[place] + 1
        else:
            place += 1
    return dropped


_HARD = frozenset(
    "postmetadata postmeta sharedaddy relatedposts yarpp jp-relatedposts wpcnt addtoany addthis linkwithin".split()
)
_SOFT = frozenset(
    (
        "tags tag categories category cats like likes votes search print rss popup twitter facebook tweet promo "
        "comment comments footer jetpack banner previous prev meta readers copyright credits skip metadata permalink "
        "subscribe bio"
    ).split()
)


def _is_noise(page: Page, element: Element, found: frozenset[str], total: int) -> bool:
    length = page.length(element)
    if found & _HARD and length < 900:
        return True
    if length > 0.35 * total and length > 300:
        return False
    if element.tag in (
        "p",
        "h1",
        "h2",
        "h3",
        "blockquote",
        "pre",
        "code",
        "img",
        "figure",
        "strong",
        "em",
        "span",
        "a",
        "article",
    ):
        # Words such as "tag" or "like" on text itself are about the text, not about the layout.
        return (bool(found & (NOISE - _SOFT)) and length < 200) or (
            element.tag in ("p", "span")
            and bool(found & NOISE)
            and (page.link_share(element) > 0.4 or wording.mark(text_of(element)[:80]) is not None)
        )
    if found & (NOISE - _SOFT):
        return True
    return page.link_share(element) > 0.25 or length < 120


def _head(page: Page, lines: list[Line], taken: set[Place], title: str | None, author: str | None) -> None:
    """The title, the byline and the date above the text."""
    wanted = folded(title) if title else None
    for line in lines[:8]:
        text = line.text
        if wanted and folded(text) == wanted:
            taken.update(run.place for run in line.runs)
            continue
        if line.block.tag == "h1" and wanted and (wanted in folded(text) or folded(text) in wanted):
            taken.update(run.place for run in line.runs)
            continue
        if len(text) <= 140 and is_byline(text, author):
            taken.update(run.place for run in line.runs)
            continue
        furniture = (
            is_furniture(line)
            or is_rating(text)
            or _term_links(line)
            or tells_of_post(line)
            or vocabulary.is_share_line(text)
            or wording.mark(text)
            or vocabulary.terms_label(text)
        )
        if len(text) <= 140 and (furniture or not any(c.isalnum() for c in text)):
            taken.update(run.place for run in line.runs)
            continue
        break


def is_byline(text: str, author: str | None) -> bool:
    """Say whether a line is a post's byline: an author, a date, a category, counters, nothing said."""
    by = wording.posted_by(text)
    if by and _says_no_more(text, by):
        return True
    if author and text.strip(" .,:|–—-") == author:
        return True
    spans = find_dates(text) if any(map(str.isdigit, text)) else []
    if spans:
        rest = text
        for span in reversed(spans):
            rest = rest[: span.start] + " " + rest[span.end :]
        if author:
            rest = rest.replace(author, " ")
        if len(rest.split()) <= 4 and len(rest) <= 40:
            return True
    heading = wording.comment_heading(text)
    return bool(heading and heading.count is not None)


_MORE = frozenset("related similar recommended recommendations yarpp linkwithin zemanta outbrain taboola".split())


def _bereft(page: Page, lines: list[Line], taken: set[Place], dropped: set[Element]) -> None:
    """A last heading above a list of other posts that was dropped."""
    last = next((line for line in reversed(lines) if not taken.issuperset(line.places)), None)
    if last is None or last.block.tag not in HEADINGS or last.block.parent is None:
        return
    for sibling in last.block.parent.children[page.slot[last.block] + 1 :]:
        if not isinstance(sibling, str) and page.length(sibling):
            if sibling in dropped and not page.names[page.at[sibling]].isdisjoint(_MORE):
                taken.update(last.places)
            return


def _says_no_more(text: str, by: Byline) -> bool:
    """Say whether a line is a byline and nothing else: "You can view our June 2018 open thread" names nobody."""
    if by.marked or by.name is None:
        return True
    spans = [(by.start, by.end), *([(by.date.start, by.date.end)] if by.date else [])]
    rest = text
    for start, end in sorted(spans, reverse=True):
        rest = rest[:start] + " " + rest[end:]
    return by.terms is not None or sum(any(map(str.isalpha, word)) for word in rest.split()) <= 2


def _tail(page: Page, lines: list[Line], taken: set[Place], author: str | None) -> None:
    """Categories, tags, share lines, "posted by", previous and next below the text."""
    left = [line for line in lines if not any(run.place in taken for run in line.runs)]
    while len(left) > 1:
        text = left[-1].text
        if len(text) > 300 or not _is_tail(page, left[-1], author):
            break
        taken.update(run.place for run in left.pop().runs)


def _term_links(line: Line) -> bool:
    """Say whether a line is a list of category or tag links behind a short label, in any language."""
    linked = loose = 0
    for run in line.runs:
        length = len(run.text.strip(" \t\n\r,;|/·•"))
        holder: Element | None = run.place[0]
        while holder is not None and holder is not line.block and holder.tag != "a":
            holder = holder.parent
        if holder is not None and holder.tag == "a":
            if not {"tag", "category"} & set(holder.attrs.get("rel", "").lower().split()):
                return False
            linked += 1
        else:
            loose += length
    return bool(linked) and loose <= 40


def _is_tail(page: Page, line: Line, author: str | None) -> bool:
    text = line.text
    if (
        _term_links(line)
        or is_furniture(line)
        or tells_of_post(line)
        or is_rating(text)
        or is_legal(text)
        or is_day(text)
    ):
        return True
    if author and text.rstrip(" .").endswith(author) and len(text) <= len(author) + 40:
        return True
    if vocabulary.terms_label(text) and len(text) <= 300:
        return True
    if len(text) <= 160 and (vocabulary.is_share_line(text) or wording.mark(text.strip("[](){}|•·»«→← "))):
        return True
    if len(text) <= 160:
        by = wording.posted_by(text)
        if by is not None and not by.marked and by.date is not None and by.date.incomplete:
            by = None  # a day without a year beside a name is an appointment
        if by and ((by.date and _says_no_more(text, by)) or by.terms or (by.marked and author and by.name == author)):
            return True
        heading = wording.comment_heading(text)
        if heading:
            return True
        if vocabulary.widget_heading(text) and line.block.tag in (*HEADINGS, "p", "strong", "div"):
            return True
    return not any(c.isalnum() for c in text) and len(text) <= 3


def _inside(lines: list[Line], taken: set[Place]) -> None:
    """Share and related headings between paragraphs, where they stand alone in a block."""
    for line in lines:
        text = line.text
        alone = len(text) <= 60 and vocabulary.is_share_line(text) and wording.mark(text) in ("share", "print")
        if alone or is_row_of_links(line):
            taken.update(run.place for run in line.runs)
