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

from blogconv.diagnostics import Report
from blogconv.errors import BlogconvError
from blogconv.model import Author, Comment, Post, Record, Site, Term
from blogconv.plugin import Context

_MEMORY = 8 << 20  # bytes kept in memory before the temporary file goes to disk
_LENGTH = struct.Struct("<I")
_ENCODER = msgspec.msgpack.Encoder()
_DECODER: msgspec.msgpack.Decoder[Record] = msgspec.msgpack.Decoder(Record)


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

    def add(self, record: Record) -> bytes:
        """Append a record; return a digest of its content."""
        frame = _ENCODER.encode(record)
        self._file.write(_LENGTH.pack(len(frame)))
        self._file.write(frame)
        return blake2b(frame, digest_size=8).digest()

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
                report.fail(str(error))
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


def _renamed(spool: Spool, stretches: list[tuple[str, int, int]], ctx: Context) -> Iterator[Record]:
    owner: dict[str, tuple[int, bytes]] = {}
    comment_owner: dict[str, int] = {}
    for number, (name, start, stop) in enumerate(stretches, 1):
        ctx.source = name
        # A child may stand before its parent, so the clashes of a part are all known before it is passed on.
        clashes = {}
        for record in spool.replay(start, stop):
            if not isinstance(record, Post):
                continue
            seen = owner.get(record.id)
            if seen and seen[0] != number and seen[1] != _digest(record):
                clashes[record.id] = f"{number}-{record.id}"
        for record in spool.replay(start, stop):
            if not isinstance(record, Post):
                continue
            digest = _digest(record)
            seen = owner.get(record.id)
            if seen and seen[0] != number and seen[1] == digest:
                ctx.skip(
                    "archive-duplicate",
                    "the same post stands in an earlier input",
                    posts=1,
                    comments=len(record.comments),
                    record=record.id,
                )
                continue
            owner.setdefault(record.id, (number, digest))
            yield _rename(record, clashes, number, comment_owner, ctx)


def _digest(record: Record) -> bytes:
    return blake2b(_ENCODER.encode(record), digest_size=8).digest()


def _rename(post: Post, clashes: dict[str, str], number: int, owner: dict[str, int], ctx: Context) -> Post:
    ident = clashes.get(post.id, post.id)
    parent = clashes.get(post.parent, post.parent) if post.parent else post.parent
    if ident != post.id:
        ctx.note("archive-id-clash", f"post id {post.id} is taken by an earlier input; now {ident}", record=ident)
    renamed = {c.id: f"{number}-{c.id}" for c in post.comments if owner.setdefault(c.id, number) != number}
    comments = post.comments
    if renamed:
        ctx.note("archive-id-clash", f"{len(renamed)} comment ids are taken; prefixed '{number}-'", record=ident)
        comments = tuple(_rename_comment(c, renamed) for c in comments)
    if ident == post.id and parent == post.parent and comments is post.comments:
        return post
    return structs.replace(post, id=ident, parent=parent, comments=comments)


def _rename_comment(comment: Comment, renamed: dict[str, str]) -> Comment:
    return structs.replace(
        comment,
        id=renamed.get(comment.id, comment.id),
        parent=renamed.get(comment.parent, comment.parent) if comment.parent else None,
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
        if (site.title, site.url) != (first.title, first.url):
            ctx.note("archive-site-differs", f"is of another site: {site.title or site.url or 'without a name'}")
    return structs.replace(first, authors=tuple(authors.values()), terms=tuple(terms.values()))


def _author_key(author: Author) -> object:
    return author.login or author.id or author.email or author.name
