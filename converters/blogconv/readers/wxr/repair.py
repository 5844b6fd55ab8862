"""Go on after a fault, item by item: parse each strictly; failing that clean its characters; failing that rebuild it.

Each repair is told with its place. A fault costs only the item it is in, and hardly ever that.
"""

import re
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from blogconv.markup.xml_clean import Faults, decode, fix_outside_cdata, spans
from blogconv.markup.xml_rebuild import Rebuilder, attributes
from blogconv.markup.xml_split import Piece, split
from blogconv.model import Record, Site
from blogconv.plugin import Context, LimitError, SourceError
from blogconv.readers.wxr.assemble import Assembler, ForeignRoot, Raw
from blogconv.readers.wxr.elements import DOCUMENT, ITEM, Table
from blogconv.readers.wxr.fragments import spelled
from blogconv.readers.wxr.place import Place
from blogconv.readers.wxr.posts import Blog, post
from blogconv.readers.wxr.prefixes import Prefixes, tell_prefixes
from blogconv.readers.wxr.site import site
from blogconv.readers.wxr.swallowed import has_swallowed
from blogconv.readers.wxr.window import lines

_ROOT = re.compile(r"<(?:rss|channel)(?=[\s>])")
_DECLARATION = re.compile(r"<\?xml\s[^<>]{0,500}\?>|<!DOCTYPE\s+\w+\s*>")
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^<>]{0,5000}?(?:\[|\bSYSTEM\b|\bPUBLIC\b)|<!ENTITY\b")
_ROOT_TAGS = re.compile(r"(?:<rss[^<]*)?(?:<channel[^<>]*>?)?")
_END = re.compile(r"</(?:channel|rss)\s*>")
_ROOT_BYTES = re.compile(rb"<(?:rss|channel)(?=[\s>])")
_COMMENT_TAG = re.compile(rb"<\w+:comment>")
_ONLY_ITEM: Table = {"item": ITEM}


class Repair:
    """Reads the rest of a document after its first fault."""

    def __init__(self, ctx: Context, blog: Blog | None, root: dict[str, str], *, from_start: bool = False) -> None:
        self._ctx, self._blog, self._root = ctx, blog, root
        self._ended = False
        self._known = from_start and blog is not None  # the head comes again, but was sound

    def records(self, blocks: Iterator[bytes], line: int) -> Iterator[Record]:
        """Yield what is left: the site, if it has not been yet, and each post once. ``line`` is the first byte's."""
        head: Piece | None = None
        last = Piece(False, b"", line)
        for last in split(blocks, line, self._check):
            if self._blog is None and (last.is_item or _ROOT_BYTES.search(last.data)):
                yield self._head(head or Piece(False, b"", line) if last.is_item else last)
                if not last.is_item:
                    continue
            if last.is_item:
                if (record := self._item(last)) is not None:
                    yield record
            elif self._blog is None:
                head = last
            elif self._known:
                self._known = False
            else:
                self._between(last)
        if self._blog is None:
            raise SourceError(self._ctx.source, "not a WordPress export: there is no <rss> and no <item> in it")
        if last.end != "truncated" and not self._ended:
            end = last.line + last.data.count(b"\n")
            self._ctx.note("wxr-truncated", "the file ends before </rss>", line=end)

    def again(self, item: bytes, line: int) -> Iterator[Record]:
        """Yield the posts of an item that is well-formed but has swallowed others."""
        for piece in split(iter((item,)), line, self._check):
            if piece.is_item:
                if (record := self._item(piece, sound=False)) is not None:
                    yield record
            else:
                self._between(piece)

    def _item(self, piece: Piece, *, sound: bool = True) -> Record | None:
        """Make a post of an item; ``sound`` unless it must be rebuilt even if it is well-formed."""
        assert self._blog is not None
        data = piece.data
        sound = sound and not piece.end
        raw = self._parse(data) if sound else None
        if raw is not None and has_swallowed(raw):
            sound, raw = False, None
        if raw is None:
            faults = Faults()
            text = decode(piece.data, faults)
            if sound:
                data = fix_outside_cdata(text, faults).encode()
                raw = self._parse(data)
                if raw is not None and has_swallowed(raw):
                    raw = None
            if raw is None:
                faults = faults.only("wxr-stray-byte", "wxr-control-character")
                known = Prefixes(self._root).known
                data = Rebuilder(text, _ONLY_ITEM, known, faults).rebuild(cut=bool(piece.end)).encode()
                raw = self._parse(data)
            if piece.end == "truncated":
                faults.add("wxr-truncated", len(text), "the file ends inside an item, kept as far as it goes")
            elif piece.end == "unclosed":
                faults.add("wxr-unclosed", len(text), "<item> closed")
            self._tell(faults, text, piece.line, (raw or {}).get("wp:post_id"))
            if piece.end == "unclosed" and not piece.data.removeprefix(b"<item>").strip():
                return None  # two tags in a row: the first of them was meant to end an item, or says nothing
        if raw is None:
            comments = len(_COMMENT_TAG.findall(piece.data))
            self._ctx.lost("wxr-item-lost", "an item could not be read", posts=1, comments=comments, line=piece.line)
            return None
        return post(raw, self._blog, Place(self._ctx, lines(data, piece.line), raw["@"]))

    def _head(self, piece: Piece) -> Site:
        """Make the site of what stands before the first item."""
        faults = Faults()
        text = decode(piece.data, faults)
        root = _ROOT.search(text)
        before = text[: root.start()] if root else text
        self._comments(before, piece.line)
        runs = spans(before, "<!--", "-->")
        prolog = [comment[4:-3] for comment in runs[1::2]]
        rest = _END.sub("", "".join(runs[::2]))
        if _DOCTYPE.search(rest):
            raise SourceError(
                self._ctx.source,
                "the <!DOCTYPE> declares or loads something, which no export does and attacks do; remove it to go on",
                line=piece.line,
            )
        if junk := _DECLARATION.sub("", rest).strip():
            faults.add("wxr-junk", 0, f"before the export: {junk[:200]!r}")
        elif before[:1].isspace() and self._blog is None:
            faults.add("wxr-junk", 0, "white space before the XML declaration")
        body = text[root.start() :] if root else ""
        parser = self._channel(body, faults)
        self._tell(faults, text, piece.line)
        self._root = parser.prefixes.root
        record = site(parser.channel or {}, prolog, self._root, Place(self._ctx, lambda _: piece.line, 0))
        if self._blog is None:
            self._blog = Blog(record)
        self._after(body, piece.line + text.count("\n", 0, len(text) - len(body)))
        return record

    def _channel(self, body: str, faults: Faults) -> Assembler:
        """Parse what stands from ``<rss`` to the first item or the end of the channel."""
        table: Table = DOCUMENT if body.startswith("<rss") else DOCUMENT["rss"]
        end = _END.search(body)
        body = body[: end.start()] if end else body
        fixed = Faults()
        clean = fix_outside_cdata(body, fixed)
        for tail in ("</channel></rss>", "</channel>", "</rss>", ""):
            parser = Assembler(self._ctx.source, self._ctx.limits, Prefixes(), table)
            try:
                parser.feed(f"{clean}{tail}".encode())
                parser.close()
            except (ExpatError, ForeignRoot):
                continue
            faults.update(fixed)
            return parser
        # The tags of the root may be broken themselves: new ones, with what can be read of the old.
        tag = body[: len(_ROOT_TAGS.match(body)[0])]  # type: ignore[index]
        declared = {name: value for name, value in attributes(tag).items() if name.startswith("xmlns:")}
        prefixes = Prefixes()
        prefixes.enter("rss", declared)
        inner = Rebuilder(body[len(tag) :], DOCUMENT["rss"]["channel"], prefixes.known, faults).rebuild(cut=True)
        if not faults:
            faults.add("wxr-stray-markup", 0, f"in a tag: {tag.strip()[:60]!r}")
        parser = Assembler(self._ctx.source, self._ctx.limits, Prefixes())
        parser.feed(f"<rss{spelled(declared)}><channel>{inner}</channel></rss>".encode())
        return parser

    def _between(self, piece: Piece) -> None:
        """Look at what stands between items, or after the last one."""
        text = piece.data.decode("utf-8", "replace")
        if root := _ROOT.search(text):
            self._ctx.note(
                "wxr-second-document",
                "another export begins here; its items are read, its site is left out",
                line=piece.line + text.count("\n", 0, root.start()),
            )
            self._ended = False
            self._merge(piece)
        else:
            self._after(text, piece.line)

    def _merge(self, piece: Piece) -> None:
        """Take over the authors of another document."""
        assert self._blog is not None
        record = self._head(piece)
        authors = [a for a in record.authors if a.login and a.login not in self._blog.authors]
        self._blog.authors.update((author.login or "", author) for author in authors)
        terms = [t for t in record.terms if (t.taxonomy, t.slug) not in self._blog.terms]
        if authors or terms:
            names = [str(one) for one in (*(a.login for a in authors), *(t.slug for t in terms))]
            told = f"{len(authors):,} authors and {len(terms):,} terms of this export are not in the first's list"
            self._ctx.note("wxr-late-element", f"{told}: {', '.join(names)[:200]}", line=piece.line)

    def _after(self, text: str, line: int) -> None:
        """Tell what stands where nothing belongs: between items, or after the end."""
        ends = list(_END.finditer(text))
        end = ends[-1] if ends else None
        parts = ((text[: end.start()], "wxr-junk"), (text[end.end() :], "wxr-after-end")) if end else ((text, ""),)
        for part, code in parts:
            self._comments(part, line)
            bare = "".join(spans(part, "<!--", "-->")[::2])
            junk = _DECLARATION.sub("", _END.sub("", bare)).strip()
            if junk and not _ROOT.match(junk):
                code = code or ("wxr-after-end" if self._ended else "wxr-junk")
                at = line + text.count("\n", 0, text.find(junk[:20]))
                self._ctx.note(code, f"{len(junk):,} characters left out: {junk[:200]!r}", line=at)
        self._ended = self._ended or end is not None

    def _parse(self, data: bytes) -> Raw | None:
        parser = Assembler(self._ctx.source, self._ctx.limits, Prefixes(self._root), _ONLY_ITEM)
        try:
            parser.feed(data)
            parser.close()
        except ExpatError:
            return None
        tell_prefixes(parser.prefixes, self._ctx)
        return parser.items[0] if parser.items else None

    def _comments(self, text: str, line: int) -> None:
        for number, run in enumerate(spans(text, "<!--", "-->")):
            inner = run[4:-3]
            if number % 2 and ("--" in inner or inner.endswith("-")):
                self._ctx.note("wxr-xml-comment", f"left out: {inner.strip()[:60]!r}", line=line)
            line += run.count("\n")

    def _tell(self, faults: Faults, text: str, line: int, record: str | None = None) -> None:
        for fault in faults:
            more = f", and {fault.number - 1:,} more" if fault.number > 1 else ""
            at = line + text.count("\n", 0, fault.at)
            self._ctx.note(fault.code, f"{fault.what}{more}", line=at, record=record)

    def _check(self, size: int) -> None:
        if size > 2 * self._ctx.limits.max_field:
            limit = 2 * self._ctx.limits.max_field
            raise LimitError(self._ctx.source, f"an item is longer than the limit of {limit:,} bytes")
