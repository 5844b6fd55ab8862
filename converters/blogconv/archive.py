"""Several inputs into one archive.

Every input is read to its end into a temporary file before any record goes on: an input that fails half way
leaves nothing behind, and the site record, which comes first, can be made from all inputs. Memory holds the ids.
"""

import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import IO, NamedTuple

import msgspec
from msgspec import structs

from blogconv.catalogue import Severity
from blogconv.diagnostics import Report
from blogconv.errors import BlogconvError
from blogconv.model import Author, Comment, MetaEntry, Post, Record, Site, Term
from blogconv.plugin import Context
from blogconv.seen import Seen
from blogconv.wordpress import names_post

_MEMORY = 8 << 20  # bytes kept in memory before the temporary file goes to disk
_LENGTH = struct.Struct("<I")
_JOINED = ("schema", "source_format", "authors", "terms")
_SAID_ONCE = tuple(field for field in Site.__struct_fields__ if field not in _JOINED)
_OF_THE_EXPORT = frozenset({"exported", "generator"})
# JSON and not MessagePack, which has no room for the integers beyond 64 bits that an ``extra`` may hold.
_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)


class Part(NamedTuple):
    """One input (or the united inputs of one reader): its name, and its records into a report of its own."""

    name: str
    read: Callable[[Report], Iterator[Record]]


class Spool:
    """Records in a temporary file, to be read back in order."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_MEMORY)  # noqa: SIM115 - closed in close()

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def tell(self) -> int:
        """Say where the next record will stand, in bytes."""
        return self._file.tell()

    def cut(self, place: int) -> None:
        """Forget every record from this place on."""
        self._file.seek(place)
        self._file.truncate()

    def add(self, record: Record) -> None:
        """Append a record."""
        frame = _ENCODER.encode(record)
        self._file.write(_LENGTH.pack(len(frame)))
        self._file.write(frame)

    def replay(self, start: int, stop: int) -> Iterator[Record]:
        """Yield the records between two places."""
        place = start
        while place < stop:
            # Sought each time: the caller may read another stretch in between.
            self._file.seek(place)
            (length,) = _LENGTH.unpack(self._file.read(_LENGTH.size))
            yield _DECODER.decode(self._file.read(length))
            place += _LENGTH.size + length


def join(parts: Iterable[Part], report: Report, ctx: Context) -> Iterator[Record]:
    """Yield one site and all posts of all parts that can be read; the others are named in ``report.failed``.

    Raise the last part's error when none can be read. A post that an earlier part has already, to the letter, is
    kept once; an id that an earlier part uses for something else gets the part's number before it.
    """
    spool = Spool()
    try:
        sites: list[tuple[str, Site]] = []
        stretches: list[tuple[str, int, int]] = []
        failure: BlogconvError | None = None
        for part in parts:
            start, own = spool.tell(), Report()
            try:
                found = []
                for record in part.read(own):
                    if isinstance(record, Site):
                        found.append((part.name, record))
                    else:
                        spool.add(record)
            except BlogconvError as error:
                failure = error
                spool.cut(start)
                for line in own.failed or [str(error)]:
                    report.fail(line)
                continue
            report.merge(own)
            sites += found
            stretches.append((part.name, start, spool.tell()))
        if failure and not stretches:
            raise failure
        yield _one_site(sites, ctx)
        yield from _renamed(spool, stretches, ctx)
    finally:
        spool.close()


def one_site(records: Iterable[Record], ctx: Context) -> Iterator[Record]:
    """Pass records on as every writer takes them: a site first, if need be an empty one, and no other.

    An id that stands twice is told: the schema says ids are unique, and formats that link by id rely on it.
    """
    begun = False
    posts, comments = Seen(), Seen()
    for record in records:
        if isinstance(record, Post):
            _tell_repeated(record, posts, comments, ctx)
        if not begun:
            begun = True
            if isinstance(record, Post):
                yield Site()
        elif isinstance(record, Site):
            ctx.note(
                "archive-second-site", f"a site that is not the first record; left out: {record.title or 'no title'}"
            )
            continue
        yield record
    if not begun:
        yield Site()


def _tell_repeated(post: Post, posts: Seen, comments: Seen, ctx: Context) -> None:
    if not posts.add(post.id):
        ctx.note("archive-id-twice", f"an earlier post has the id {post.id} too", record=post.id)
    for comment in post.comments:
        if not comments.add(comment.id):
            ctx.note("archive-id-twice", f"an earlier comment has the id {comment.id} too", record=post.id)


def _renamed(spool: Spool, stretches: list[tuple[str, int, int]], ctx: Context) -> Iterator[Record]:
    taken = _Ids(set(), set())
    known: set[bytes] = set()
    for number, (name, start, stop) in enumerate(stretches, 1):
        ctx.source = name
        # A child may stand before its parent, so all ids of a part are known before it is passed on.
        own, digests = _Ids(set(), set()), set()
        for post in _posts(spool, start, stop):
            if (digest := _digest(post)) not in known:
                digests.add(digest)
                own.add(post)
        posts = _clashes(own.posts, taken.posts, number)
        comments = _clashes(own.comments, taken.comments, number)
        for post in _posts(spool, start, stop):
            if _digest(post) in known:
                ctx.skip(
                    "archive-duplicate",
                    "the same post stands in an earlier input",
                    posts=1,
                    comments=len(post.comments),
                    record=post.id,
                )
                continue
            renamed = _rename(post, posts, comments, number, ctx)
            taken.add(renamed)
            yield renamed
        known |= digests


class _Ids(NamedTuple):
    """Ids in use, of either kind."""

    posts: set[str]
    comments: set[str]

    def add(self, post: Post) -> None:
        """Take in the ids of a post and of its comments."""
        self.posts.add(post.id)
        self.comments.update(comment.id for comment in post.comments)


def _posts(spool: Spool, start: int, stop: int) -> Iterator[Post]:
    return (record for record in spool.replay(start, stop) if isinstance(record, Post))


def _digest(post: Post) -> bytes:
    return blake2b(_ENCODER.encode(post), digest_size=16).digest()


def _clashes(own: set[str], taken: set[str], number: int) -> dict[str, str]:
    """Give each id of a part that is taken a new one, which is neither taken nor the part's own."""
    clashes: dict[str, str] = {}
    given: set[str] = set()
    for ident in sorted(own & taken):
        new = f"{number}-{ident}"
        while new in own or new in taken or new in given:
            new = f"{number}-{new}"
        given.add(new)
        clashes[ident] = new
    return clashes


def _rename(post: Post, posts: dict[str, str], comments: dict[str, str], number: int, ctx: Context) -> Post:
    """Give a post its new ids; a comment may answer one that stands below another post of its part."""
    ident = posts.get(post.id, post.id)
    if ident != post.id:
        ctx.note("archive-id-clash", f"post id {post.id} is taken by an earlier input; now {ident}", record=ident)
    if clashing := sum(comment.id in comments for comment in post.comments):
        ctx.note("archive-id-clash", f"{clashing} comment ids are taken; prefixed '{number}-'", record=ident)
    return structs.replace(
        post,
        id=ident,
        parent=posts.get(post.parent, post.parent) if post.parent else post.parent,
        meta=_rename_meta(post.meta, posts) if posts else post.meta,
        comments=tuple(_rename_comment(c, comments) for c in post.comments) if comments else post.comments,
    )


def _rename_meta(entries: tuple[MetaEntry, ...], posts: dict[str, str]) -> tuple[MetaEntry, ...]:
    """Keep a picture's or a menu's link to another post of the same input."""
    every = {entry.key: entry.value for entry in entries}
    return tuple(
        structs.replace(entry, value=posts[entry.value])
        if entry.value in posts and names_post(entry.key, every)
        else entry
        for entry in entries
    )


def _rename_comment(comment: Comment, renamed: dict[str, str]) -> Comment:
    return structs.replace(
        comment,
        id=renamed.get(comment.id, comment.id),
        parent=renamed.get(comment.parent, comment.parent) if comment.parent else comment.parent,
        mentions=tuple(renamed.get(m, m) for m in comment.mentions),
    )


def _one_site(sites: list[tuple[str, Site]], ctx: Context) -> Site:
    """Keep the first site, with the authors and terms that only later ones know."""
    if not sites:
        return Site()
    first = sites[0][1]
    authors: dict[object, Author] = {_author_key(a): a for a in first.authors}
    terms: dict[object, Term] = {(t.taxonomy, t.slug or t.name): t for t in first.terms}
    for name, site in sites[1:]:
        ctx.source = name
        before = len(authors) + len(terms)
        for author in site.authors:
            authors.setdefault(_author_key(author), author)
        for term in site.terms:
            terms.setdefault((term.taxonomy, term.slug or term.name), term)
        more = len(authors) + len(terms) - before
        if more:
            ctx.note("archive-site-merged", f"{more} authors and terms added to the first input's site")
        unlike = [field for field in _SAID_ONCE if getattr(site, field) not in (None, (), {}, getattr(first, field))]
        if unlike:
            # The parts of one export differ in when they were made.
            severity = Severity.INFO if set(unlike) <= _OF_THE_EXPORT else None
            ctx.note("archive-site-differs", f"the first site counts; not kept: {', '.join(unlike)}", severity=severity)
    return structs.replace(first, authors=tuple(authors.values()), terms=tuple(terms.values()))


def _author_key(author: Author) -> object:
    return author.login or author.id or author.email or author.name
