"""Author and date of a post: from its machine layers, from elements that say so, from the lines around the title."""

# ruff: noqa: SIM905 - lists of words read better as words

import re
from functools import cache

from blogconv.language.authorship import name_behind
from blogconv.language.dates import PrintedDate, parse_date
from blogconv.markup.tree import Element
from blogconv.model import Author
from blogconv.readers.html import wording
from blogconv.readers.html.byline_words import before_time, byline_languages, likely_name, spoken_author, unglued
from blogconv.readers.html.fact_lines import author_in_facts, name_beside_day
from blogconv.readers.html.names import clean_name
from blogconv.readers.html.page import Page, ancestors, text_of
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.roles import DATE, META, class_words, words
from blogconv.readers.html.selectors import select
from blogconv.readers.html.structured import Structured
from blogconv.readers.html.wording import find_dates

_AUTHOR = frozenset("author byline autor auteur postedby autora autore verfasser nick nickname ljuser".split())
_OUT = frozenset(
    (
        "sidebar widget widgets related relatedposts yarpp nav navigation menu footer comments commentlist respond "
        "masthead blogroll tagcloud recent recentcomments popular"
    ).split()
)
BY_WORDS = "the byline's words"
"""The evidence of an author whom no element names as such."""
BESIDE = "the one name beside the day and the categories"
"""The evidence of an author whom no word leads to."""
_BY_AUTHOR = re.compile(r"/(?:author|autor|auteur)/|blogger\.com/profile/|[?&]author=\d")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:/|-|$)")


class Region:
    """Where a byline may stand: from a little above the title to a little below the text."""

    def __init__(
        self,
        page: Page,
        title: Element | None,
        body: Element | None,
        first_comment: int | None,
        scope: Element | None = None,
    ) -> None:
        self.page, self.body = page, body
        self.titles = [title] if title is not None else []
        page.spine = frozenset(page.at[e] for one in (title, body) if one is not None for e in (one, *ancestors(one)))
        at_title = page.at[title] if title is not None else None
        at_body = page.at[body] if body is not None else None
        start = min(x for x in (at_title, at_body, len(page.order) - 1) if x is not None)
        stop = page.end[at_body] if at_body is not None else page.end[start]
        limit = first_comment if first_comment is not None and first_comment > start else len(page.order)
        low, high = (page.at[scope], page.end[page.at[scope]]) if scope is not None else (0, len(page.order) - 1)
        body_range = range(at_body + 1, stop + 1) if at_body is not None else range(0)
        inside = _edges(page, body, first_comment) if body is not None else []
        if at_title is not None and at_body is not None and at_body < at_title <= stop:
            inside = list(dict.fromkeys([*range(at_title, min(at_title + 25, stop + 1, limit)), *inside]))
        before = range(max(low, start - 70), start)
        between = [p for p in range(start, at_body or start) if p not in body_range]
        after = range(stop + 1, min(stop + 90, limit, high + 1))
        self.after = page.end[at_body] if at_body is not None else len(page.order)
        self.order = [*between, *inside, *after, *reversed(before)]
        self.elements = [page.order[p] for p in self.order if not is_outside(page, page.order[p])]


def _edges(page: Page, body: Element, first_comment: int | None) -> list[int]:
    """The first and last elements inside the body, before any comments in it: themes put the byline there."""
    lo = page.at[body]
    hi = page.end[lo]
    if first_comment is not None and lo < first_comment <= hi:
        hi = first_comment - 1
    if hi - lo <= 40:
        return list(range(lo + 1, hi + 1))
    return [*range(lo + 1, lo + 14), *range(hi - 24, hi + 1)]


_OF_POST = frozenset(["blog", "entry", "post", "article", "single", "hentry", "date", "meta", "byline"])


def is_outside(page: Page, element: Element) -> bool:
    """Say whether an element stands in a sidebar, a menu, a footer or the comments: no byline of the post."""
    return page.is_below(element, _outside)


def _outside(page: Page) -> list[int]:
    return [*(p for p in page.named(_OUT) if _is_out(page, p)), *(page.at[e] for e in page.by_tag.get("nav", ()))]


def _is_out(page: Page, place: int) -> bool:
    found = page.names[place]
    if not found.isdisjoint(_OF_POST) or place in page.spine or page.is_most(page.order[place]):
        return False
    out = found & _OUT
    if out == {"footer"}:
        # The post's own footer stands inside the post.
        above = page.order[place].parent
        return above is None or words(above).isdisjoint(_OF_POST)
    # "3 comments" stands on the byline; the comments themselves are long.
    return not (out == {"comments"} and page.words[place] <= 200 and page.order[place].tag in ("p", "span", "small"))


def find_author(
    page: Page,
    region: Region,
    machine: Structured,
    profiles: tuple[Profile, ...],
    commenters: frozenset[str] = frozenset(),
) -> tuple[Author | None, str]:
    """Give the post's author and the evidence; ``commenters`` are the folded names of those who commented."""
    told = likely_name(machine.author)
    for profile in profiles:
        if profile.rules.post.author:
            for element in select(page, profile.rules.post.author):
                if element in region.elements or not is_outside(page, element):
                    name = _name(page, element)
                    if name:
                        return Author(name=name, url=_address(page, element)), f"profile {profile.name}"
    ranked: list[tuple[int, int, str, Element]] = []
    for index, element in enumerate(region.elements):
        rank = _author_rank(page, element)
        if rank:
            name = _name(page, element)
            if name:
                # Below the text stands the box about the author, with links of its own ("more posts by").
                ranked.append((-(rank - 2 if page.at[element] > region.after else rank), index, name, element))
    if ranked:
        _, _, name, element = min(ranked, key=lambda r: r[:2])
        shorter = [r for r in ranked if r[2] != name and re.search(rf"(?:^|\s){re.escape(r[2])}$", name)]
        if shorter:
            _, _, name, element = min(shorter, key=lambda r: r[:2])
        # A meta element may name the theme's author or the site's: it counts where the byline has a part of that name.
        strange = machine.author_in_meta and told and not any(_is_part(r[2], told) for r in ranked)
        if told and told.casefold() != name.casefold() and -min(ranked)[0] < (5 if strange else 7):
            return Author(name=told, url=machine.author_url), "structured data"
        return Author(name=name, url=_address(page, element)), "byline"
    if told:
        return Author(name=told, url=machine.author_url), "structured data"
    spoken = cache(lambda: byline_languages(page, region.body))
    for element in region.elements:
        if 3 < page.length(element) <= 200 and wording.posted_by(before_time(text_of(element))):
            name = spoken_author(page, element, spoken())
            if name and not _no_name(element, name):
                return Author(name=name, url=_address(page, element, name)), BY_WORDS
    titles = " ".join(text_of(e) for e in [*page.by_tag.get("title", []), *region.titles])
    told_in_line = author_in_facts(page, region.elements, spoken, titles)
    if told_in_line is not None:
        return Author(name=told_in_line.name), BY_WORDS if told_in_line.said else BESIDE
    beside = name_beside_day(page, region.elements, commenters)
    if beside is not None:
        return Author(name=beside[0], url=_address(page, beside[1], beside[0])), BESIDE
    return None, ""


def _is_part(name: str, whole: str) -> bool:
    return not set(name.casefold().split()).isdisjoint(whole.casefold().split())


def _no_name(element: Element, name: str) -> bool:
    """Say whether what stands where a name would is a category."""
    links = [e for e in element.children if not isinstance(e, str) and e.tag == "a"]
    return any("category" in e.attrs.get("rel", "") and name in text_of(e) for e in links)


_OF_MEMBER = re.compile(r"/(?:users?|members?|people|profile)/")


def _author_rank(page: Page, element: Element) -> int:
    attrs = element.attrs
    if not attrs or not 0 < page.length(element) <= 120:
        return 0
    rel = attrs.get("rel", "").lower().split()
    found = class_words(element)
    if "author" in rel and element.tag == "a":
        return 8
    if attrs.get("itemprop", "").lower() in ("author", "creator"):
        return 7
    if "fn" in found and "site" not in found:
        return 7
    if found & _AUTHOR and element.tag == "a" and _BY_AUTHOR.search(attrs.get("href", "")):
        return 6
    if found & _AUTHOR and not found & {
        "bio",
        "box",
        "avatar",
        "image",
        "description",
        "social",
        "info",
        "meta",
        "date",
        "comment",
    }:
        return 6
    if found & _AUTHOR and found & {"meta", "info"}:
        return 4
    if "vcard" in found:
        return 4
    href = attrs.get("href", "") if element.tag == "a" else ""
    if "comment" in href:
        return 0
    if href and _BY_AUTHOR.search(href):
        return 5
    # Members of other sites are linked everywhere: pictures, films, "follow us".
    above = element.parent
    if href and _OF_MEMBER.search(href) and above is not None and above.tag != "li":
        by = wording.posted_by(text_of(above)) if page.length(above) <= 200 else None
        if words(above) & (META | _AUTHOR) or (by and by.marked and by.name and by.name in text_of(element)):
            return 5
    return 0


def _name(page: Page, element: Element) -> str | None:
    text = unglued(text_of(element))
    inner = [
        e
        for e in page.below(element)
        if "fn" in class_words(e) or e.attrs.get("itemprop") == "name" or e.attrs.get("rel", "") == "author"
    ]
    if inner:
        text = text_of(inner[0]) or text
    elif element.tag != "a":
        links = [e for e in page.below(element) if e.tag == "a" and page.length(e)]
        if len(links) == 1 and len(text_of(links[0])) >= 0.4 * len(text):
            text = text_of(links[0])
    if text[-1:] in _POINTERS:
        # "View all posts by Ann →" leads to her archive; "Archive →" names nobody.
        spoken = name_behind(text.rstrip(_POINTERS + " \t\xa0"))
        return likely_name(spoken)
    by = wording.posted_by(text)
    name = (
        by.name
        if by and by.marked and by.name and by.start and text[by.start - 1] in " \t:：\xa0"
        else clean_name(text, trusted=True)
    )
    name = likely_name(_as_in_address(element, name))
    if not name or len(name) > 70 or ("@" in name and "." in name):
        return None
    if find_dates(name) and any(map(str.isdigit, name)):
        return None
    return name


_POINTERS = "→»›↗➔➜▶►"


def _as_in_address(element: Element, name: str | None) -> str | None:
    """Of "View all posts by Becky", linked to ``/author/becky/``, keep the words that the address confirms."""
    if not name or element.tag != "a" or len(name.split()) < 3:
        return name
    slug = "".join(c for c in element.attrs.get("href", "").rstrip("/").rsplit("/", 1)[-1].casefold() if c.isalnum())
    said = name.split()
    for count in range(1, len(said)):
        tail = " ".join(said[-count:])
        if slug and "".join(c for c in tail.casefold() if c.isalnum()) == slug:
            # The address may hold the last name alone.
            while count < len(said) - 1 and said[-count - 1][:1].isupper():
                count += 1
            return " ".join(said[-count:])
    return name


def _address(page: Page, element: Element, name: str | None = None) -> str | None:
    links = [element] if element.tag == "a" else [e for e in page.below(element) if e.tag == "a"]
    for link in links:
        href = link.attrs.get("href", "")
        if href and not href.startswith(("#", "javascript:", "mailto:")) and (name is None or text_of(link) == name):
            return page.absolute(href)
    return None


class PostDate:
    """A post's date, printed or for machines, and the evidence."""

    __slots__ = ("evidence", "iso", "printed", "text")

    def __init__(
        self, evidence: str, iso: str | None = None, printed: PrintedDate | None = None, text: str | None = None
    ) -> None:
        self.evidence, self.iso, self.printed, self.text = evidence, iso, printed, text


def find_date(page: Page, region: Region, machine: Structured, profiles: tuple[Profile, ...]) -> PostDate | None:
    """Give the post's date: the element that says it is the date, machine layers, a date in the byline, the address."""
    for profile in profiles:
        if profile.rules.post.date:
            for element in select(page, profile.rules.post.date):
                if not is_outside(page, element):
                    date = _dated(page, element, f"profile {profile.name}")
                    if date:
                        return date
    shown: list[tuple[float, int, PostDate]] = []
    for index, element in enumerate(region.elements):
        if (
            page.length(element) > 160
            and element.tag != "time"
            and not (page.length(element) <= 500 and words(element) & META)
        ):
            continue
        rank = _date_rank(element)
        if not rank:
            continue
        date = _dated(page, element, "date element")
        if date:
            if date.iso is None and date.printed is not None and date.printed.incomplete:
                rank -= 4
            shown.append((-rank, index, date))
    if machine.published:
        text = min(shown, key=lambda s: s[:2])[2].text if shown else None
        return PostDate("structured data", iso=machine.published, text=text)
    if shown:
        best = min(shown, key=lambda s: s[:2])
        if -best[0] >= 1:
            return best[2]
    for element in region.elements:
        if 3 < page.length(element) <= 200 and element.tag not in ("script",):
            text = text_of(element)
            by = wording.posted_by(text)
            dates = [d for d in find_dates(text) if not d.incomplete]
            if dates and (by or len(text) <= len(dates[0].text) + 25):
                return PostDate("a date near the title", printed=dates[0], text=dates[0].text)
    match = _URL_DATE.search(page.url or "")
    if match:
        return PostDate("the address", iso="-".join(match.groups()))
    return min(shown, key=lambda s: s[:2])[2] if shown else None


def _date_rank(element: Element) -> float:
    if element.tag == "time":
        found = words(element)
        return 6 if "updated" not in found or "published" in found else 4
    found = words(element)
    if element.tag == "abbr" and "title" in element.attrs:
        return 5 if found & DATE else 2
    if element.attrs.get("itemprop", "").lower() in ("datepublished", "datecreated"):
        return 6
    dated = found & (DATE - {"permalink", "posted", "created", "by"}) or found >= {"posted", "on"}
    if dated and not found & {
        "comment",
        "comments",
        "update",
        "modified",
    }:
        return 4
    if found & DATE or found & META - {"title", "heading", "header", "top", "bottom"}:
        return 2
    return 0


def _dated(page: Page, element: Element, evidence: str) -> PostDate | None:
    attrs = element.attrs
    text = text_of(element)
    printed = None
    dates = find_dates(text) if text else []
    if dates:
        printed = max(dates, key=lambda d: (not d.incomplete, d.precision in ("minute", "second")))
    inner = [e for e in page.below(element)[:12] if e.tag == "time" or {"value", "title"} <= words(e)]
    if len(inner) == 1:
        # <span class="posted-on"><time datetime=…>, <span class="date"><span class="value-title" title=…>
        attrs = {**inner[0].attrs, **attrs}
    for value in (attrs.get("datetime"), attrs.get("content"), attrs.get("title")):
        if value and len(value) <= 60:
            date = parse_date(value.strip())
            if date and date.value and not date.incomplete:
                return PostDate(
                    evidence, iso=date.value, printed=printed, text=printed.text if printed else text or None
                )
    return PostDate(evidence, printed=printed, text=printed.text) if printed is not None else None
