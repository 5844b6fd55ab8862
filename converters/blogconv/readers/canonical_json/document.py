"""Read one JSON document: ``{"schema": "blogconv/1", "site": {...}, "posts": [...]}``, its keys in any order.

Posts that stand before the site wait in a temporary file, for the site is the first record.
"""

import re
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

import msgspec
from msgspec import structs

from blogconv.canonical import line_of
from blogconv.catalogue import Severity
from blogconv.model import Post, Record, Site
from blogconv.plugin import Context, Reader
from blogconv.readers.canonical_json.encoded import JsonOptions, as_utf8, marked
from blogconv.readers.canonical_json.feed import DEEPEST, Feed, depth_within
from blogconv.readers.canonical_json.loose import Place, parse
from blogconv.readers.canonical_json.records import canonical, check_schema, json_type, record
from blogconv.readers.canonical_json.shape import with_strangers

_decode_post = msgspec.json.Decoder(Post).decode
_IN_MEMORY = 16 << 20
_KEY = re.compile(rb'\s*\{\s*"(schema|site|posts)"\s*:')
_SCHEMA = re.compile(rb'"schema"\s*:\s*"blogconv/\d+"')


def sniff(head: bytes, name: str) -> float:
    """Say how surely this is a document of ours: its first key settles it."""
    head = marked(head)
    first = _KEY.match(head)
    if first:
        return 1.0 if _SCHEMA.search(head, 0, 4096) else 0.9
    if re.match(rb'\s*(\{\s*["}]|\[\s*[\[{"\]])', head) and not re.match(rb'\s*\{\s*"kind"', head):
        # Some other JSON: none of ours, but this reader can say so best.
        return 0.5 if name.lower().endswith(".json") else 0.3
    return 0.0


def read(stream: BinaryIO, options: JsonOptions, ctx: Context) -> Iterator[Record]:
    """Yield the site, then each post."""
    feed = Feed(as_utf8(stream, options, ctx), ctx)
    yield from _Document(feed, ctx).records()


class _Document:
    """The top level of a document, key by key."""

    def __init__(self, feed: Feed, ctx: Context) -> None:
        self._feed, self._ctx = feed, ctx
        self._site: Site | None = None
        self._strangers: dict[str, Any] = {}

    def records(self) -> Iterator[Record]:
        """Yield all records; check at the end that nothing follows."""
        feed = self._feed
        if not feed.peek():
            raise feed.error("empty: no JSON in it")
        if feed.peek() != b"{":
            raise feed.error('not a blogconv archive: expected {"schema": …, "site": …, "posts": […]}')
        feed.take(b"{", "at the start")
        seen: set[str] = set()
        sent = False
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as waiting:
            while (key := self._key(seen)) is not None:
                if key == "posts" and self._site is not None:
                    sent = True
                    yield self._first()
                    yield from self._posts()
                elif key == "posts":
                    for post in self._posts():
                        waiting.write(line_of(post) + b"\n")
                else:
                    self._other(key, sent)
            self._check_whole(seen)
            if not sent:
                yield self._first()
                waiting.seek(0)
                yield from map(_decode_post, waiting)

    def _key(self, seen: set[str]) -> str | None:
        """Take the next key and its colon; ``None`` at the closing brace."""
        feed = self._feed
        if seen:
            if feed.take(b",}", "after a value of the document") == b"}":
                return None
        elif feed.peek() == b"}":
            feed.take(b"}", "")
            return None
        if feed.peek() not in b'"':
            raise feed.error("expected a key in quotes")
        place = Place(feed.line, feed.offset)
        key: str = parse(feed.value("in a key"), self._ctx, place).value
        feed.take(b":", f"after the key '{key}'")
        if key in seen:
            raise feed.error(f"'{key}' stands twice in the document")
        seen.add(key)
        return key

    def _other(self, key: str, sent: bool) -> None:
        feed, ctx = self._feed, self._ctx
        feed.peek()
        place = Place(feed.line, feed.offset, key)
        data = feed.value(f"in {key}")
        if key == "site":
            found = record(data, ctx, place, "site")
            assert isinstance(found, Site)
            self._site = found
            return
        loose = parse(data, ctx, place)
        if key == "schema":
            check_schema(loose.value, ctx, place.line)
            return
        loose.tell(ctx, place, None)
        if sent:
            ctx.note(
                "json-unknown-field",
                f"{key}: the schema has no such field; it stands after the posts and is not kept",
                severity=Severity.LOSS,
                line=place.line,
            )
        else:
            self._strangers[key] = loose.value
            ctx.note(
                "json-unknown-field", f"{key}: the schema has no such field; kept in the site's extra", line=place.line
            )

    def _first(self) -> Site:
        """Give the site, with the document's unknown fields."""
        site = self._site or Site(source_format="json")
        if not self._strangers:
            return site
        return structs.replace(site, extra=with_strangers(site.extra, self._strangers))

    def _posts(self) -> Iterator[Post]:
        feed, ctx = self._feed, self._ctx
        if feed.peek() != b"[":
            value = parse(feed.value("in posts"), ctx, Place(feed.line, feed.offset)).value
            raise feed.error(f"posts: expected an array, got {json_type(value)}")
        feed.take(b"[", "")
        if feed.peek() == b"]":
            feed.take(b"]", "")
            return
        number = 0
        while True:
            yield self._post(number)
            number += 1
            if feed.take(b",]", f"after posts[{number - 1}]") == b"]":
                return

    def _post(self, number: int) -> Post:
        feed = self._feed
        if feed.peek() == b"{" and (line := feed.whole_line()) is not None:
            # As blogconv writes it: a line that decodes as a whole object is that object, no scan needed.
            line = line.rstrip(b",")
            if (post := self._line(line)) is not None:
                feed.skip(len(line))
                return post
            feed.no_lines(len(line))
        place = Place(feed.line, feed.offset, f"posts[{number}]")
        found = record(feed.value(f"in posts[{number}]"), self._ctx, place, "post")
        assert isinstance(found, Post)
        return found

    def _line(self, line: bytes) -> Post | None:
        if not (line.startswith(b'{"kind":"post"') and line.endswith(b"}")):
            return None
        if len(line) > self._ctx.limits.max_field or not depth_within(line, min(DEEPEST, self._ctx.limits.max_depth)):
            return None
        post = canonical(line)
        return post if isinstance(post, Post) else None

    def _check_whole(self, seen: set[str]) -> None:
        feed = self._feed
        if feed.peek():
            hint = "; JSON Lines are read with -f jsonl" if feed.peek() == b"{" else ""
            raise feed.error(f"more data after the end of the document{hint}")
        if not seen & {"posts", "site"}:
            raise feed.error("not a blogconv archive: it has neither 'posts' nor 'site'", line=1)


JSON_READER = Reader("json", "blogconv's own archive, one JSON document", JsonOptions, sniff, read)
