"""The head of the channel: what stands before the items, again in each file of a split export."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from blogconv.markup.wordpress_names import stored_as
from blogconv.markup.xmltext import FORBIDDEN, attribute, cdata, escaped
from blogconv.model import Author, Site, Term
from blogconv.wordpress import AUTHOR_CHILDREN, TERM_CHILDREN, TERM_ELEMENTS, namespaces, rss_of_gmt
from blogconv.writers.clock import Clock
from blogconv.writers.wxr.kept import Raw
from blogconv.writers.wxr.meta import meta
from blogconv.writers.wxr.names import identified
from blogconv.writers.wxr.state import State, rendered
from blogconv.writers.wxr.terms import parents_first

TAIL = b"</channel>\n</rss>\n"

_OPENING = """\
<!-- This is a WordPress eXtended RSS file, made by blogconv. -->
<!-- It contains information about your site's posts, pages, comments, categories, and other content. -->
<!-- You may use this file to transfer that content from one site to another. -->
<!-- This file is not intended to serve as a complete backup of your site. -->

<!-- To import this information into a WordPress site follow these steps: -->
<!-- 1. Log in to that site as an administrator. -->
<!-- 2. Go to Tools: Import in the WordPress admin panel. -->
<!-- 3. Install the "WordPress" importer from the list. -->
<!-- 4. Activate & Run Importer. -->
<!-- 5. Upload this file using the form provided on that page. -->
<!-- 6. You will first be asked to map the authors in this export file to users -->
<!--    on the site. For each author, you may choose to map to an -->
<!--    existing user on the site or to create a new user. -->
<!-- 7. WordPress will then import each of the posts, pages, comments, categories, etc. -->
<!--    contained in this file into your site. -->
"""


_VERSION = re.compile(r"\d+\.\d+")
_NOTHING: Mapping[str, str] = {}


def head(site: Site, state: State, authors: Iterable[str], terms: Iterable[Term]) -> str:
    """Write all that stands before the first item; ``authors`` (elements) and ``terms`` are beyond the site's own."""
    extra = state.kept.of(site.extra)
    version = extra.get("wxr_version", None if extra else "1.2")
    if version is None or not _VERSION.fullmatch(version.strip()):
        state.ctx.note("wxr-version", f"goes back as it was; the importer refuses it: {version or 'none'}")
    spaces = {**namespaces(_clean_version(version)), **extra.get("namespaces", {})}
    declared = "\n".join(f'\txmlns:{prefix}="{attribute(uri)}"' for prefix, uri in spaces.items())
    out = [
        '<?xml version="1.0" encoding="UTF-8" ?>\n',
        _OPENING,
        _generator_comment(site, extra, state),
        f'<rss version="2.0"\n{declared}\n>\n\n',
        "<channel>\n",
    ]
    out += rendered(_fields(site, extra, version, state), extra, "\t")
    own = extra.get("author_elements", {})
    name = "wp:wp_author" if extra.get("author_element") == "wp_author" else "wp:author"
    stored: dict[str, str] = extra.get("names", {})
    listed: set[str] = set()
    for at, author in enumerate(site.authors):
        if not (state.native or identified(author)):
            continue
        login = author.login if state.native else state.logins.find(author)[0]
        if not state.native and login in listed:  # the same person, met on several pages
            continue
        listed.add(login or "")
        out.append(author_element(author, login, own.get(str(at), ()), name, stored=stored))
    out += authors
    numbers = extra.get("term_ids", ())
    own = extra.get("term_elements", {})
    names = extra.get("term_names", {})
    if state.native:
        for at, term in enumerate(site.terms):
            number = numbers[at] if at < len(numbers) else None
            out.append(term_element(term, state, number, own.get(str(at), ()), names.get(str(at)), stored))
    else:
        out += [term_element(term, state, stored=stored) for term in parents_first([*site.terms, *terms], state.terms)]
    if site.generator:
        out.append(f"\t<generator>{escaped(site.generator)}</generator>\n")
    out += [f"\t{fragment}\n" for fragment in extra.get("elements", ())]
    if "text" in extra:
        out.append(f"\t{escaped(str(extra['text']))}\n")
    return "".join(out)


def author_element(
    author: Author,
    login: str | None,
    fragments: Iterable[str] = (),
    name: str = "wp:author",
    *,
    email: bool = True,
    stored: Mapping[str, str] = _NOTHING,
) -> str:
    """List an author; ``login`` is what ``dc:creator`` says, ``stored`` how names were stored."""
    values = {
        "id": author.id,
        "login": login,
        "email": author.email if email else None,
        "name": _stored(author.name, stored),
        "first_name": _stored(author.first_name, stored),
        "last_name": _stored(author.last_name, stored),
    }
    out = [f"\t<{name}>"]
    for field, element in AUTHOR_CHILDREN.items():
        value = values[field]
        if field == "id":
            if value is not None:
                out.append(f"<{element}>{escaped(value)}</{element}>")
        else:
            out.append(f"<{element}>{cdata(value or '')}</{element}>")
    return "".join([*out, *fragments, f"</{name}>\n"])


def term_element(
    term: Term,
    state: State,
    number: str | None = None,
    fragments: Iterable[str] = (),
    name: str | None = None,
    stored: Mapping[str, str] = _NOTHING,
) -> str:
    """List a term; what core leaves out where it is empty is left out."""
    if name not in TERM_CHILDREN:
        name = TERM_ELEMENTS.get(term.taxonomy, "wp:term")
    child = TERM_CHILDREN[name]
    ident = state.nicename(term)
    if not ident and not state.native:
        return ""
    out = [f"\t<{name}>\n"]
    if number is not None:
        out.append(f"\t\t<wp:term_id>{escaped(number)}</wp:term_id>\n")
    values: list[tuple[str, str | None]] = [("taxonomy", term.taxonomy), ("slug", ident or "")]
    # Core writes menus without a parent, and names and descriptions only where there are any.
    values.append(("parent", term.parent or (None if term.taxonomy == "nav_menu" else "")))
    title = _stored(term.name, stored)
    values += [("name", title or (None if state.native else ident)), ("description", term.description)]
    out += [
        f"\t\t<{child[key]}>{cdata(value)}</{child[key]}>\n"
        for key, value in values
        if key in child and value is not None
    ]
    out += [meta("wp:termmeta", entry, "\t\t") for entry in term.meta]
    out += [f"\t\t{fragment}\n" for fragment in fragments]
    return "".join([*out, f"\t</{name}>\n"])


def _stored(name: str | None, stored: Mapping[str, str]) -> str | None:
    return None if name is None else stored_as(name, stored.get(name))


def _fields(site: Site, extra: Raw, version: str | None, state: State) -> list[tuple[str, str | None]]:
    exported = Clock().read(site.exported) if site.exported else None
    link = site.blog_url or site.url or state.options.base_url or ""
    base = site.url or (None if state.native else state.options.base_url)
    values: list[tuple[str, Any]] = [
        ("title", site.title or ""),
        ("link", extra.get("link", link)),
        ("description", site.description or ""),
        ("pubDate", extra.get("pubDate", rss_of_gmt(exported.gmt) if exported and exported.gmt else None)),
        ("language", site.language or None),
        ("wp:wxr_version", version),
        ("wp:base_site_url", extra.get("base_site_url", base)),
        ("wp:base_blog_url", site.blog_url or (None if state.native else base)),
    ]
    return [(name, None if value is None else escaped(value)) for name, value in values]


def _clean_version(version: str | None) -> str:
    return version if version in ("1.0", "1.1", "1.2") else "1.2"


def _generator_comment(site: Site, extra: Raw, state: State) -> str:
    """Write the XML comment that says what made the file: that of the source, or our own."""
    kept = extra.get("generator_comment")
    if isinstance(kept, str):
        kept = FORBIDDEN.sub("", kept)
        return "" if "--" in kept or kept.endswith("-") else f"\n<!-- {kept} -->\n"
    if state.native:
        return "\n"
    when = Clock().read(site.exported) if site.exported else None
    created = f' created="{when.local[:16]}"' if when else ""
    return f'\n<!-- generator="blogconv"{created} -->\n'
