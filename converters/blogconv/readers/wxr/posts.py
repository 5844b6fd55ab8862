"""Make a post of one item."""

import hashlib
from typing import Any

from blogconv.markup.wordpress_names import stored_title
from blogconv.model import Author, Inferred, Post, Site, Term
from blogconv.readers.wxr.assemble import Raw
from blogconv.readers.wxr.comments import comments
from blogconv.readers.wxr.dates import bad_text, dates, published
from blogconv.readers.wxr.kept import keep_rest, listed_name, metas, name
from blogconv.readers.wxr.place import Place
from blogconv.seen import Seen
from blogconv.wordpress import POST_STATUS, POST_STATUS_OUT, is_number

_NONE = (None, "0", "")
_OPEN: dict[str | None, bool | None] = {"open": True, "closed": False, "": None, None: None}
_NO_STATUS = Inferred(
    field="status", confidence=0.5, evidence="no wp:status; WordPress's importer makes such a post a draft"
)


class Blog:
    """What is remembered from item to item."""

    def __init__(self, site: Site) -> None:
        self.authors = {author.login: author for author in reversed(site.authors) if author.login}
        self.terms = {(term.taxonomy, term.slug) for term in site.terms}
        self.version = site.extra.get("wxr", {}).get("wxr_version")
        self.posts, self.comments = Seen(), Seen()


def post(raw: Raw, blog: Blog, place: Place) -> Post:
    """Make a post and its comments of one item."""
    get = raw.get
    extra: dict[str, Any] = {}
    ident = place.record = _identify(raw, blog, extra, place)
    kind = get("wp:post_type")
    if not kind or kind.isspace():
        extra["post_type"] = kind
        kind = None if kind is None else ""
    feed = kind is None and get("wp:post_id") is None
    inferred: tuple[Inferred, ...] = ()
    told = get("wp:status")
    word = told.strip() if told else None
    if word:
        status = str(POST_STATUS.get(word, word))
        if word in POST_STATUS_OUT:
            extra["status"] = told
    else:
        extra["status"] = told
        status = "published" if feed else "draft"
        inferred = () if feed else (_NO_STATUS,)
    date = published(raw, extra, place)
    updated = dates(raw, "wp:post_modified", "wp:post_modified_gmt", extra, place)
    guid = get("guid") or None
    if guid and get("@guid") != "false":
        extra["guid_is_permalink"] = get("@guid")
    content = get("content:encoded")
    described = get("description")
    if described:
        if feed and content is None:
            content = described
        else:
            extra["description"] = described
    title = name(get("title"), extra, "title", stored_title)
    author = _author(get("dc:creator"), blog, extra)
    terms = _terms(raw["category"], extra) if "category" in raw else ()
    if "@odd" in raw:
        keep_rest(raw, extra, place)
    return Post(
        id=ident,
        # The very object that is the default: then the JSON encoder can leave it out without comparing.
        type="post" if not kind or kind == "post" else kind.strip(),
        status=status,
        title=title,
        slug=get("wp:post_name") or None,
        url=(get("link") or "").strip() or None,
        guid=guid,
        author=author,
        published=date,
        updated=updated,
        date_text=bad_text(extra, "post_date") if date is None and extra else None,
        content=content or "",
        content_format="html" if feed else "wordpress",
        excerpt=get("excerpt:encoded") or None,
        terms=terms,
        parent=_parent(parent, ident, extra, place) if (parent := get("wp:post_parent")) not in _NONE else None,
        order=_order(order, extra, place) if (order := get("wp:menu_order")) not in _NONE else 0,
        sticky=_sticky(sticky, extra) if (sticky := get("wp:is_sticky")) not in _NONE else False,
        password=get("wp:post_password") or None,
        comments_open=_flag("comment_status", raw, extra),
        pings_open=_flag("ping_status", raw, extra),
        attachment_url=get("wp:attachment_url") or None,
        inferred=inferred,
        meta=metas(raw["wp:postmeta"]) if "wp:postmeta" in raw else (),
        extra={"wxr": extra} if extra else {},
        comments=comments(raw["wp:comment"], ident, blog.comments, place) if "wp:comment" in raw else (),
    )


def _identify(raw: Raw, blog: Blog, extra: dict[str, Any], place: Place) -> str:
    told = raw.get("wp:post_id")
    ident = (told or "").strip()
    if ident and ident != "0" and blog.posts.add(ident):
        if not is_number(ident):
            extra["post_id"] = told
        if not ident.isdecimal():
            place.record = ident
            place.note("wxr-bad-value", f"post id {ident!r} is not a number")
        return ident
    extra["post_id"] = told
    if ident and ident != "0":
        made = blog.posts.fresh(ident)
        place.record = made
        place.note("wxr-duplicate-id", f"post id {ident} was used before; this post is {made}")
        return made
    text = "\n".join(str(raw.get(key) or "") for key in ("title", "wp:post_date", "link", "content:encoded"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    made = f"{raw.get('wp:post_name') or 'item'}-{digest}"
    if not blog.posts.add(made):
        made = blog.posts.fresh(made)
    place.record = made
    place.note("wxr-missing-id", f"an item has no post id; it is {made} now")
    return made


def _author(creator: str | None, blog: Blog, extra: dict[str, Any]) -> Author | None:
    """Find the author; WXR 1.0 names him as displayed, and lists nobody."""
    if not creator or not creator.strip():
        return None
    known = blog.authors.get(creator) or blog.authors.get(creator.strip())
    if known is not None:
        return known
    if blog.authors or blog.version not in ("1.0", None):
        return Author(login=creator)
    return Author(name=name(creator, extra, "creator"))


def _terms(categories: list[tuple[dict[str, str], str]], extra: dict[str, Any]) -> tuple[Term, ...]:
    """Make the terms; WXR 1.0 writes each two or three times, once with all it knows."""
    terms = []
    for attributes, text in categories:
        taxonomy = attributes.get("domain")
        slug = attributes.get("nicename") or None
        taxonomy = "post_tag" if taxonomy == "tag" else taxonomy or "category"
        terms.append(Term(taxonomy=taxonomy, slug=slug, name=listed_name(text, extra)))
    if any(term.slug is None for term in terms):
        whole = {term.name for term in terms if term.slug is not None}
        terms = list(dict.fromkeys(term for term in terms if term.slug is not None or term.name not in whole))
    return tuple(terms)


def _parent(told: str, ident: str, extra: dict[str, Any], place: Place) -> str | None:
    parent = told.strip()
    if parent == ident:
        place.note("wxr-circular-parent", f"post {ident} is its own parent")
    if parent != told or parent == ident or not is_number(parent):
        extra["post_parent"] = told
    return parent if parent not in ("0", "", ident) else None


def _order(told: str, extra: dict[str, Any], place: Place) -> int:
    try:
        order = int(told)
    except ValueError:
        place.note("wxr-bad-value", f"wp:menu_order is {told!r}")
        order = 0
    if str(order) != told:
        extra["menu_order"] = told
    return order


def _sticky(told: str, extra: dict[str, Any]) -> bool:
    if told != "1":
        extra["is_sticky"] = told
    return told.strip() == "1"


def _flag(name: str, raw: Raw, extra: dict[str, Any]) -> bool | None:
    told = raw.get(f"wp:{name}")
    if told not in _OPEN:
        extra[name] = told
    return _OPEN.get(told)
