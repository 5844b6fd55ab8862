"""A page into a post: every layer is asked, the best reading kept, and what was inferred is said."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from blogconv.identity import made_id
from blogconv.language.detect import detect_language
from blogconv.markup.tree import Element
from blogconv.model import Author, Inferred, Post
from blogconv.plugin import Context
from blogconv.readers.html import claims as claims_of
from blogconv.readers.html import ping_lists, wording
from blogconv.readers.html.byline_words import byline_languages
from blogconv.readers.html.bylines import BESIDE, BY_WORDS, PostDate, Region, find_author, find_date
from blogconv.readers.html.comment_pages import more_pages
from blogconv.readers.html.comment_records import comment_records
from blogconv.readers.html.comments import Reading, read_comments, settle_dates
from blogconv.readers.html.content import Body, body_within, main_content
from blogconv.readers.html.elsewhere import comments_elsewhere
from blogconv.readers.html.found import Found
from blogconv.readers.html.identity import post_id, slug_of
from blogconv.readers.html.lists import heading_link
from blogconv.readers.html.page import HEADINGS, SILENT, Page, ancestors, text_of
from blogconv.readers.html.post_days import settled_day
from blogconv.readers.html.post_text import clean_body
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.section import comments_section, heads_comments
from blogconv.readers.html.structured import Structured, read_structured
from blogconv.readers.html.terms import find_terms
from blogconv.readers.html.titles import find_title


def read_post(
    page: Page, profiles: tuple[Profile, ...], ctx: Context, *, language: str | None, reference: str | None
) -> Post | None:
    """Read the one post of a page with its comments; None for a page that holds neither text nor comments."""
    fitting = tuple(p for p in profiles if p.fits(page))
    machine = read_structured(page)
    claimed = claims_of.claims(page)
    readings, found, spans, first, section, body = _text_and_comments(page, fitting, claimed)
    title, heading, title_layer = find_title(page, machine, fitting, body.element if body else None, first)
    protected = not found and _asks_password(page)
    region = Region(page, heading, body.element if body and not protected else None, first)
    author, author_layer = find_author(
        page, region, machine, fitting, frozenset(f.name.casefold() for f in found if f.name)
    )
    if author is None:
        author, author_layer = _marked_as_author(found)
    date = find_date(page, region, machine, fitting)
    language = language or _language(page, machine)
    spoken = cache(lambda: byline_languages(page, body.element if body else None))
    order = settle_dates(found, [date.printed] if date and date.printed else [], language, _sure_day(date), spoken)
    published, date_text, settled = _post_date(page, date, order, spoken, found)
    stop = section[0] if section else _comments_begin(page, claimed, first, body)
    content = left_out = ""
    if body is not None:
        content, left_out = clean_body(
            page,
            body.elements,
            title=title,
            author=author.name if author else None,
            date_text=date_text,
            spans=spans,
            profiles=fitting,
            stop=stop,
            heading=heading,
        )
    if protected:
        content = left_out = ""
        ctx.note("html-protected", "the text is not in the page: it asks for a password", record=title)
    elif not content and not found:
        return None
    slug = slug_of(page.url)
    ident = post_id(page, body.element if body else None) or made_id(slug or title, content)
    comments = comment_records(page, readings, ident, reference)
    count = claims_of.expected(claimed, first)
    own = any(c.type == "comment" for c in comments)
    elsewhere = None if own else comments_elsewhere(page, claimed, count, len(comments))
    inferred: list[Inferred] = []
    if elsewhere is not None and elsewhere.confidence < 0.8:
        inferred.append(
            Inferred(field="comments_elsewhere", confidence=elsewhere.confidence, evidence=elsewhere.evidence)
        )
    if language is None and body is not None:
        told = detect_language(text_of(body.element)[:20_000])
        if told is not None:
            language = told.tag
            inferred.append(Inferred(field="language", confidence=told.confidence, evidence="the words of the text"))
    if published:
        inferred.extend(_date_inferred(date, settled))
    inferred.extend(_author_inferred(author_layer))
    layers = {
        "content": [body.layer, body.confidence] if body is not None else None,
        "title": title_layer if title else None,
        "author": author_layer if author else None,
        "published": date.evidence if date else None,
        "comments": [[r.candidate.layer, len(r.found), round(min(r.score / len(r.found), 1.0), 2)] for r in readings],
        "comments_elsewhere": [elsewhere.evidence, elsewhere.confidence] if elsewhere is not None else None,
        "structured": list(dict.fromkeys(machine.sources)),
    }
    extra = {
        "comment_pages": more_pages(page),
        "unread_pings": ping_lists.unread(page, claimed, spans),
        "left_out": left_out,
    }
    noted = {"layers": _said(layers), **_said(extra)}
    scope = _scope(page, body, heading)
    return Post(
        id=ident, title=title, slug=slug, url=page.url, author=author, published=published,
        updated=machine.updated if machine.updated and machine.updated != published else None, date_text=date_text,
        language=language, content=content, excerpt=None, terms=find_terms(page, scope), comments=comments,
        comments_elsewhere=elsewhere.system if elsewhere else None,
        comments_expected=count if count is not None else machine.comments,
        inferred=tuple(inferred), extra={"html": noted},
    )  # fmt: skip


class _Parts(NamedTuple):
    """The comments and the body of a page, told apart."""

    readings: list[Reading]
    found: list[Found]
    spans: list[tuple[int, int]]
    """The places of the comments, first and last."""
    first: int | None
    """The place of the first comment."""
    section: tuple[int, int] | None
    """The places of a section of comments, read or not."""
    body: Body | None


def _text_and_comments(page: Page, profiles: tuple[Profile, ...], claimed: list[claims_of.Claim]) -> _Parts:
    """Read the comments, and find the body in what they leave."""
    readings = [r for r in read_comments(page, profiles, claimed, claims_of.expected(claimed, None)) if r.score > 0]
    spans = _spans(readings)
    first = spans[0][0] if spans else None
    section = comments_section(page, claimed, first)
    body = main_content(page, profiles, [*spans, section] if section else spans)
    bare = body is None or body.confidence < 0.5
    if readings and readings[0].candidate.layer == "structure" and bare and not _below_heading(claimed, first):
        # Nothing is left to be the post: it was taken for a comment, the first of its kind or all of them.
        body, readings = _with_a_post(page, profiles, readings, body)
        spans = _spans(readings)
        first = spans[0][0] if spans else None
    return _Parts(readings, [f for r in readings for f in r.found], spans, first, section, body)


def _spans(readings: Sequence[Reading]) -> list[tuple[int, int]]:
    return sorted({(f.item.lo, f.item.hi) for r in readings for f in r.found})


def _with_a_post(
    page: Page, profiles: tuple[Profile, ...], readings: list[Reading], body: Body | None
) -> tuple[Body | None, list[Reading]]:
    best = readings[0]
    rest = [f for f in best.found if f.item.lo > best.found[0].item.hi]
    tries = [[], *([[best._replace(found=rest, nested={})]] if rest and not best.nested else [])]
    for left in reversed(tries):
        other = main_content(page, profiles, _spans(left))
        if other is not None and other.confidence > (body.confidence if body is not None else 0.5):
            return other, left
    return body, readings


def _below_heading(claimed: Sequence[claims_of.Claim], first: int | None) -> bool:
    """Say whether the comments stand below a heading of their own: then none of them is the post."""
    return first is not None and any(
        c.heading.kind == "comments" and c.at < first and c.element.tag in HEADINGS for c in claimed
    )


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the page does not tell."""
    return {name: value for name, value in values.items() if value}


def _date_inferred(date: PostDate | None, settled: str | None) -> Iterator[Inferred]:
    if date is not None and date.evidence == "the address":
        yield Inferred(field="published", confidence=0.9, evidence="the day in the page's address")
    if settled:
        yield Inferred(field="published", confidence=0.8, evidence=settled)


def _author_inferred(layer: str) -> tuple[Inferred, ...]:
    confidence = {BY_WORDS: 0.7, BESIDE: 0.5, _OF_AUTHOR: 0.8}.get(layer)
    return (Inferred(field="author", confidence=confidence, evidence=layer),) if confidence else ()


_OF_AUTHOR = "the comments marked as the post author's"


def _marked_as_author(found: Sequence[Found]) -> tuple[Author | None, str]:
    """The commenter whose comments WordPress marks ``bypostauthor``: its own author, logged in."""
    names = {one.name for one in found if "bypostauthor" in one.item.first.attrs.get("class", "").split()}
    name = names.pop() if len(names) == 1 else None
    return (Author(name=name), _OF_AUTHOR) if name else (None, "")


def _asks_password(page: Page) -> bool:
    """WordPress prints a form in place of a protected post's text (wp-includes/post-template.php)."""
    return any(e.attrs.get("name") == "post_password" for e in page.by_tag.get("input", ()))


def _language(page: Page, machine: Structured) -> str | None:
    for value in (
        page.root.attrs.get("lang"),
        page.root.attrs.get("xml:lang"),
        page.meta("content-language", "og:locale"),
        machine.language,
    ):
        if value and value.strip():
            parts = value.strip().replace("_", "-").split("-")
            if parts[0].isalpha() and 2 <= len(parts[0]) <= 3:
                rest = [p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p for p in parts[1:] if p.isalnum()]
                return "-".join([parts[0].lower(), *rest])
    return None


def _post_date(
    page: Page, date: PostDate | None, order: Any, spoken: Callable[[], Collection[str]], found: Sequence[Found]
) -> tuple[str | None, str | None, str | None]:
    """Give the day, the date as printed, and what settled a day that the print alone leaves open."""
    if date is None:
        return None, None, None
    if date.iso:
        return date.iso, date.text, None
    if date.printed is None:
        return None, date.text, None
    value, settled = settled_day(wording.in_language(date.printed, spoken), order, page.url, _first_day(found))
    return value, date.text, settled


def _sure_day(date: PostDate | None) -> str | None:
    if date is None:
        return None
    value = date.iso or (date.printed.value if date.printed and not date.printed.readings else None)
    return value[:10] if value else None


def _first_day(found: Sequence[Found]) -> str | None:
    days = [one.iso or (one.date.value if one.date and not one.date.incomplete else None) for one in found]
    return min((day[:10] for day in days if day), default=None)


def _comments_begin(page: Page, claimed: list[claims_of.Claim], first: int | None, body: Body | None) -> int | None:
    """The place inside the body's element from which everything belongs to the comments."""
    if body is None:
        return None
    lo = page.at[body.element]
    hi = page.end[lo]
    begin = first if first is not None and lo < first <= hi else hi + 1
    for claim in reversed(claimed):
        if not lo < claim.at <= hi or claim.at > begin or claim.element.tag not in HEADINGS:
            continue
        if not heads_comments(page, claim, claimed, lo, first):
            continue
        # "Response" may head a chapter: next to nothing stands between the comments' heading and the comments.
        # Below the heading of trackbacks stand trackbacks.
        if claim.heading.kind == "pings" or _text_between(page, page.end[claim.at] + 1, begin) <= 400:
            begin = claim.at
    return begin if begin <= hi else None


def _text_between(page: Page, start: int, stop: int) -> int:
    places = range(start, min(stop, len(page.order)))
    return sum(page.own[place] for place in places if page.order[place].tag not in SILENT)


def _scope(page: Page, body: Body | None, heading: Element | None) -> tuple[int, int]:
    """How far the post's own furniture reaches: the smallest element around title and text, a bit more below."""
    if body is None:
        return 0, -1
    element = body.element
    if heading is not None:
        for above in [element, *ancestors(element)]:
            if page.within(heading, above):
                element = above
                break
    lo = page.at[element]
    if element.tag in ("body", "html"):
        lo = page.at[body.element]
    end = page.end[page.at[body.element]]
    return lo, max(page.end[lo], end + 40)


def read_entry(page: Page, entry: Element, profiles: tuple[Profile, ...], *, language: str | None) -> Post | None:
    """Read one of several posts of a page: what stands inside ``entry``, without comments."""
    heading, url = None, heading_link(page, entry)
    for element in page.below(entry):
        if element.tag in ("h1", "h2", "h3", "h4") and page.length(element):
            heading = element
            break
    title = text_of(heading) if heading is not None else None
    body = body_within(page, entry)
    region = Region(page, heading, body, None, scope=entry)
    empty = Structured()
    author, author_layer = find_author(page, region, empty, ())
    date = find_date(page, region, empty, ())
    language = language or _language(page, empty)
    published, date_text, _ = _post_date(page, date, None, lambda: byline_languages(page, body), ())
    content, left_out = clean_body(
        page,
        [body],
        title=title,
        author=author.name if author else None,
        date_text=date_text,
        spans=[],
        heading=heading,
    )
    if not content:
        return None
    slug = slug_of(url)
    extra: dict[str, Any] = {"listed": True, "layers": {"content": "one of several posts of a page"}}
    if left_out:
        extra["left_out"] = left_out
    return Post(
        id=post_id(page, body, single=False) or made_id(slug or title, content), title=title, slug=slug, url=url,
        author=author,
        published=published, date_text=date_text, language=language, content=content,
        terms=find_terms(page, (page.at[entry], page.end[page.at[entry]])),
        inferred=_author_inferred(author_layer),
        extra={"html": extra},
    )  # fmt: skip
