"""Make the site of the channel."""

from typing import Any

from blogconv.model import Author, Site, Term
from blogconv.readers.wxr.assemble import Raw
from blogconv.readers.wxr.kept import keep_rest, listed_name, metas
from blogconv.readers.wxr.place import Place
from blogconv.wordpress import AUTHOR_CHILDREN, TERM_CHILDREN, TERM_ELEMENTS, from_rss_date, namespaces, rss_date

_TAXONOMY = {"wp:category": "category", "wp:tag": "post_tag", "wp:term": None}


def site(raw: Raw, prolog: list[str], root: dict[str, str], place: Place) -> Site:
    """Make the site of the channel, of the comments before the root and of the namespaces that the root declares."""
    get = raw.get
    extra: dict[str, Any] = {}
    if version := get("wp:wxr_version"):
        extra["wxr_version"] = version
    link, base, blog = get("link") or None, get("wp:base_site_url") or None, get("wp:base_blog_url") or None
    if base is None and link is not None:
        extra["base_site_url"] = None
    if link != (blog or base or link):
        extra["link"] = link
    printed = get("pubDate")
    exported = from_rss_date(printed) if printed else None
    if printed and rss_date(exported) != printed:
        extra["pubDate"] = printed
        if exported is None:
            place.note("wxr-bad-date", f"not a date: {printed!r} in the channel's pubDate")
    generator = next((text.strip() for text in prolog if "generator=" in text), None)
    if generator:
        extra["generator_comment"] = generator
    usual = namespaces((version or "1.2").strip())
    # A default namespace says nothing, and with one the importer finds no <rss>.
    if other := {prefix: uri for prefix, uri in root.items() if prefix and usual.get(prefix) != uri}:
        extra["namespaces"] = other
    authors = _authors(raw, extra, place)
    terms = _terms(raw, extra, place)
    if "@odd" in raw:
        keep_rest(raw, extra, place)
    return Site(
        source_format="wxr",
        title=get("title") or None,
        description=get("description") or None,
        url=base or link,
        blog_url=blog,
        language=get("language") or None,
        generator=get("generator") or None,
        exported=exported,
        authors=authors,
        terms=terms,
        extra={"wxr": extra} if extra else {},
    )


def late(raw: Raw, place: Place) -> None:
    """Tell what the channel said after its first item, when the site had been given out already."""
    for name, value in raw.items():
        number = len(value) if isinstance(value, list) else 1
        place.note("wxr-late-element", f"{number:,} × <{name.lstrip('@')}> after the first item: {str(value)[:200]}")


def _authors(raw: Raw, extra: dict[str, Any], place: Place) -> tuple[Author, ...]:
    authors: list[Author] = []
    for element in ("wp:author", "wp:wp_author"):
        for each in raw.get(element, ()):
            if element == "wp:wp_author":
                extra["author_element"] = "wp_author"
            values = {field: (each.get(name) or "").strip() or None for field, name in AUTHOR_CHILDREN.items()}
            for field in ("name", "first_name", "last_name"):
                values[field] = listed_name(values[field], extra)
            _keep_inner(each, extra, "author_elements", len(authors), place)
            authors.append(Author(**values))
    return tuple(authors)


def _terms(raw: Raw, extra: dict[str, Any], place: Place) -> tuple[Term, ...]:
    terms: list[Term] = []
    numbers: list[str | None] = []
    for element, children in TERM_CHILDREN.items():
        for each in raw.get(element, ()):
            values = {field: each.get(name) or None for field, name in children.items()}
            taxonomy = _TAXONOMY[element] or (values.pop("taxonomy", None) or "").strip()
            if not taxonomy:
                place.note("wxr-bad-value", f"a term without taxonomy: {values.get('name')!r}")
            values["name"] = listed_name(values.get("name"), extra)
            _keep_inner(each, extra, "term_elements", len(terms), place)
            if element != TERM_ELEMENTS.get(taxonomy, "wp:term"):
                extra.setdefault("term_names", {})[str(len(terms))] = element
            numbers.append((each.get("wp:term_id") or "").strip() or None)
            terms.append(Term(taxonomy=taxonomy, meta=metas(each.get("wp:termmeta", [])), **values))
    if any(numbers):
        extra["term_ids"] = numbers
    return tuple(terms)


def _keep_inner(raw: Raw, extra: dict[str, Any], key: str, number: int, place: Place) -> None:
    if "@odd" not in raw:
        return
    rest: dict[str, Any] = {}
    keep_rest(raw, rest, place)
    if "elements" in rest:
        extra.setdefault(key, {})[str(number)] = rest["elements"]
