"""Make one archive of many pages of a blog: a post seen at several addresses once, the pages of its comments joined.

Posts wait in a temporary file; memory holds their keys, so a site of any size fits.
"""

# ruff: noqa: SIM905 - lists of words read better as words

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import IO, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
from msgspec import structs

from blogconv.model import Author, Comment, Post, Record, Site
from blogconv.plugin import Context, Options
from blogconv.readers.html.honesty import tell_joined

# JSON, since numbers of more than 64 bits stand in pages too.
_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Post] = msgspec.json.Decoder(Post)
_PAGED = re.compile(r"/(?:comment-page-\d+|comments/page/\d+|page/\d+|amp|print|feed)/?$", re.I)
_PAGE_NUMBER = re.compile(r"comment-page-(\d{1,9})|[?&](?:cpage|commentPage|comments?_?page|page)=(\d{1,9})", re.I)
_NOISE_QUERY = frozenset(
    "cpage replytocom commentpage comment_page comments_page utm_source utm_medium utm_campaign utm_term utm_content "
    "fbclid gclid share showcomment m amp print nb shared like_comment".split()
)
_MEMORY = 8 << 20


class _Place(NamedTuple):
    start: int
    length: int
    page: int
    listed: bool


def unite(records: Iterator[Record], options: Options, ctx: Context) -> Iterator[Record]:
    """Yield one site and each post once, in the order in which the posts were first met."""
    facts: dict[str, _Facts] = {}
    page: Site | None = None
    groups: dict[str, list[_Place]] = {}
    authors: dict[str, Author] = {}
    with tempfile.SpooledTemporaryFile(max_size=_MEMORY) as spool:
        for record in records:
            if isinstance(record, Site):
                _count_site(facts, page, None)
                page = record
                continue
            frame = _ENCODER.encode(record)
            start = spool.tell()
            spool.write(frame)
            groups.setdefault(_key(record), []).append(_Place(start, len(frame), _number(record), _listed(record)))
            if record.author and record.author.name:
                authors.setdefault(record.author.name, record.author)
            _count_site(facts, page, record)
            page = None
        _count_site(facts, page, None)
        yield _site(facts, authors, ctx)
        used_posts: dict[str, int] = {}
        used_comments: dict[str, str] = {}
        for places in groups.values():
            # The post's own page before lists, the pages of its comments in their order.
            places.sort(key=lambda p: (p.listed, p.page, p.start))
            posts = [_load(spool, place) for place in places]
            own = posts[0] if len(posts) == 1 else _joined(posts, ctx)
            yield _unique(own, used_posts, used_comments)


def _load(spool: "IO[bytes]", place: _Place) -> Post:
    spool.seek(place.start)
    return _DECODER.decode(spool.read(place.length))


def _listed(post: Post) -> bool:
    return bool(post.extra.get("html", {}).get("listed"))


def _number(post: Post) -> int:
    saved_at = post.extra.get("html", {}).get("saved_at") or post.url or ""
    match = _PAGE_NUMBER.search(saved_at)
    return int(match.group(1) or match.group(2)) if match else 0


def _key(post: Post) -> str:
    if post.url:
        return address(post.url)
    if not re.search(r"-[0-9a-f]{8}$", post.id):
        return f"id {post.id}"
    return f"text {post.title} {blake2b(post.content.encode('utf-8', 'replace'), digest_size=8).hexdigest()}"


def address(url: str) -> str:
    """Write all addresses of one post alike: without scheme, ``www.``, comment page or tracking."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    path = parts.path
    while True:
        shorter = _PAGED.sub("", path)
        if shorter == path:
            break
        path = shorter
    path = re.sub(r"/index\.(?:html?|php)$", "", path).rstrip("/")
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if k.lower() not in _NOISE_QUERY])
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def _joined(posts: list[Post], ctx: Context) -> Post:
    base = max(posts, key=lambda p: (not _listed(p), min(len(p.content), 1)))
    seen: dict[tuple[str, ...], str] = {}
    comments: list[Comment] = []
    doubled = 0
    taken: dict[str, int] = {}
    for post in posts:
        renamed: dict[str, str] = {}
        for comment in post.comments:
            made = comment.id.startswith(f"{post.id}-")
            key = _made_key(comment) if made else ("id", comment.id)
            if key in seen:
                renamed[comment.id] = seen[key]
                doubled += 1
                continue
            ident = comment.id
            if made:
                ident = f"{base.id}-{len(comments) + 1}"
            ident = _free(ident, taken)
            seen[key] = renamed[comment.id] = ident
            parent = renamed.get(comment.parent, comment.parent) if comment.parent else None
            comments.append(structs.replace(comment, id=ident, parent=parent))
    counts = [p.comments_expected for p in posts if p.comments_expected is not None]
    ctx.lost(
        "html-same-post",
        f"seen on {len(posts)} pages, made one: {base.title or base.id}",
        posts=len(posts) - 1,
        comments=doubled,
        record=base.id,
    )
    terms = {(t.taxonomy, t.slug, t.name): t for p in posts for t in p.terms}
    joined = structs.replace(
        base,
        title=base.title or next((p.title for p in posts if p.title), None),
        author=base.author or next((p.author for p in posts if p.author), None),
        published=base.published or next((p.published for p in posts if p.published), None),
        comments=tuple(comments),
        comments_expected=max(counts) if counts else None,
        comments_elsewhere=None if any(c.type == "comment" for c in comments) else base.comments_elsewhere,
        terms=tuple(terms.values()),
    )
    tell_joined(joined, ctx)
    return joined


def _made_key(comment: Comment) -> tuple[str, ...]:
    return "text", comment.author.name or "", comment.date_text or comment.published or "", comment.content


def _free(ident: str, used: dict[str, int]) -> str:
    """Give an id that is not used yet, numbered where need be; ``used`` knows how often each was asked for."""
    free = ident
    while free in used:
        used[ident] += 1
        free = f"{ident}-{used[ident]}"
    used[free] = 1
    return free


def _unique(post: Post, used_posts: dict[str, int], used_comments: dict[str, str]) -> Post:
    ident = _free(post.id, used_posts)
    clashes = {c.id for c in post.comments if used_comments.get(c.id, ident) != ident}
    for comment in post.comments:
        used_comments.setdefault(comment.id, ident)
    if ident == post.id and not clashes:
        return post
    names = {c: f"{ident}-c{c}" for c in clashes}
    comments = tuple(
        structs.replace(c, id=names.get(c.id, c.id), parent=names.get(c.parent, c.parent) if c.parent else None)
        for c in post.comments
    )
    return structs.replace(post, id=ident, comments=comments)


class _Facts:
    """What the pages of one host say of their site, counted."""

    __slots__ = ("addresses", "feeds", "generators", "languages", "pages", "titles")

    def __init__(self) -> None:
        self.pages = 0
        self.addresses: Counter[str] = Counter()
        self.titles: Counter[str] = Counter()
        self.generators: Counter[str] = Counter()
        self.feeds: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()


def _count_site(facts: dict[str, _Facts], site: Site | None, post: Post | None) -> None:
    """Count a page's site under the host of its first post; a page without an address goes under ``""``."""
    url = (post.url if post else None) or (site.feed_url if site else None) or ""
    try:
        scheme, netloc = urlsplit(url)[:2]
    except ValueError:
        scheme, netloc = "", ""
    if site is None and post is None:
        return
    own = facts.setdefault(netloc.lower().removeprefix("www."), _Facts())
    if post is not None:
        own.pages += 1
        if netloc and post.url:
            own.addresses[f"{scheme}://{netloc}"] += 1
        if post.language:
            own.languages[post.language] += 1
    if site is not None:
        for value, counter in (
            (site.title, own.titles),
            (site.generator, own.generators),
            (site.feed_url, own.feeds),
        ):
            if value:
                counter[value] += 1


def _site(facts: dict[str, _Facts], authors: dict[str, Author], ctx: Context) -> Site:
    """Describe the site that most pages are of; pages of other hosts are told and say nothing of it."""
    hosts = [host for host in facts if host and facts[host].pages] or [host for host in facts if host]
    home = max(hosts, key=lambda host: facts[host].pages) if hosts else ""
    others = [host for host in hosts if host != home]
    if others:
        some = ", ".join(others[:5]) + (" …" if len(others) > 5 else "")
        ctx.note(
            "archive-site-differs",
            f"pages of {len(others)} other hosts than {home} stand beside it; not kept of theirs: title, address, "
            f"language, generator ({some})",
        )
    ordered = [facts[host] for host in dict.fromkeys((home, "")) if host in facts]

    def most(counters: list[Counter[str]]) -> str | None:
        return next((counter.most_common(1)[0][0] for counter in counters if counter), None)

    return Site(
        source_format="html",
        title=most([f.titles for f in ordered]),
        url=most([f.addresses for f in ordered]),
        language=most([f.languages for f in ordered]),
        feed_url=most([f.feeds for f in ordered]),
        generator=most([f.generators for f in ordered]),
        authors=tuple(authors.values()),
    )
