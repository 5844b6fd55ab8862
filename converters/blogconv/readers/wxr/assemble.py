"""Turn XML events into one dict for the channel and one for each item: the hot loop of the reader.

Expat is driven directly: it tells byte offsets (from which a repair goes on), keeps nothing, and is as fast as lxml's
``iterparse`` with a walk over each item. Names come out with core's prefixes, whatever the file's are.

A dict holds the text of each known element by name, a list of dicts for each kind of element with children, a list of
(attributes, text) for elements that may stand more than once, and these keys that no element can have: ``@`` (byte
offset), ``@end`` (that of an item's end tag), ``@guid`` (isPermaLink), ``@elements`` (unknown or repeated elements as
fragments), ``@attributes``, ``@text`` (text between elements), ``@raw`` (names of text elements that held markup),
``@again`` (of those that stood twice); ``@odd`` where there is any of the last five in it or below.
"""

from collections.abc import Callable
from typing import Any, NoReturn
from xml.parsers.expat import ParserCreate

from blogconv.plugin import LimitError, Limits, SourceError
from blogconv.readers.wxr.elements import DOCUMENT, MANY, Table
from blogconv.readers.wxr.fragments import Fragment, element
from blogconv.readers.wxr.prefixes import Prefixes, declares, plain

Raw = dict[str, Any]


class ForeignRoot(SourceError):
    """The first element is not ``<rss>``; the export may still begin later."""


class Assembler:
    """Parse one document, fed in pieces of UTF-8, strictly.

    ``items`` fills with finished items, which the caller takes out; ``channel`` is there before the first of them;
    ``late`` is what the channel says after it. ``done`` is the offset of the end tag of the last finished item.
    """

    def __init__(self, source: str, limits: Limits, prefixes: Prefixes, table: Table = DOCUMENT) -> None:
        self.items: list[Raw] = []
        self.channel: Raw | None = None
        self.late: Raw = {}
        self.done = -1
        self.closed = False
        self.prolog: list[str] = []
        self.prefixes = prefixes
        self._source, self._limits = source, limits
        self._parser = ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.buffer_size = 1 << 16
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.CommentHandler = self.prolog.append
        self._held = self._connect(table)

    def feed(self, data: bytes) -> None:
        """Parse more bytes; ``ExpatError`` where they are not well-formed."""
        self._parser.Parse(data, False)
        held = self._held()
        if len(held) > 32 and sum(map(len, held)) > self._limits.max_field:
            self._refuse(f"a text is longer than the limit of {self._limits.max_field:,} bytes")

    def close(self) -> None:
        """Say that this was all; ``ExpatError`` if the document is not complete."""
        self._parser.Parse(b"", True)
        self.closed = True

    @property
    def error_at(self) -> int:
        """Byte offset of the error that was raised."""
        return self._parser.ErrorByteIndex

    @property
    def position(self) -> int:
        """Byte offset of the markup that is being parsed or waited for."""
        return self._parser.CurrentByteIndex

    def _put_late(self, record: Raw) -> None:
        """Keep what nobody can take any more, to be told of."""
        for name, value in record.items():
            if isinstance(value, list):
                self.late.setdefault(name, []).extend(value)
            elif name not in ("@", "@odd"):
                self.late[name] = value

    def _refuse(self, what: str) -> NoReturn:
        raise LimitError(self._source, what, line=self._parser.CurrentLineNumber)

    def _doctype(self, name: str, system: str | None, public: str | None, subset: int) -> None:
        if system or public or subset:
            raise SourceError(
                self._source,
                "the <!DOCTYPE> declares or loads something, which no export does and attacks do; remove it to go on",
                line=self._parser.CurrentLineNumber,
            )

    def _connect(self, table: Table) -> Callable[[], list[str]]:
        """Make the handlers; return what gives the text being read.

        They are closures, since attributes of ``self`` would cost a fifth more in this loop.
        """
        parser, items, prefixes = self._parser, self.items, self.prefixes
        parts: list[str] = []
        stack: list[tuple[Raw, Table, str]] = []
        record: Raw = {}
        inside = ""  # the name of the element that ``record`` and ``table`` are of
        leaf: str | None = None  # the text element that is open; its text is ``parts[mark:]``
        mark = 0
        held: Any = None  # its attributes, in a tuple if it may stand again
        take, push, pop = parts.pop, stack.append, stack.pop
        fragment: Fragment | None = None
        scoped = True

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal leaf, mark, held
            if leaf is not None:
                begin_fragment(name, attributes)
                return
            try:
                inner = table[name]
            except KeyError:
                begin_fragment(name, attributes)
                return
            if inner is None:
                leaf = name
                mark = len(parts)
                held = attributes
            elif inner is MANY:
                leaf, mark, held = name, len(parts), (attributes,)
            else:
                begin_record(name, inner, attributes)

        def end(_: str) -> None:
            nonlocal leaf
            if leaf is None:
                end_record()
                return
            number = len(parts) - mark
            if number == 1:
                value = take()
            elif number:
                value = "".join(parts[mark:])
                del parts[mark:]
            else:
                value = ""
            if held or leaf in record:
                file_odd(leaf, value)
            else:
                record[leaf] = value
            leaf = None

        def begin_record(name: str, inner: Table, attributes: dict[str, str]) -> None:
            nonlocal record, table, inside
            if name == "item":
                keep_text()
                if self.channel is None:
                    self.channel, record = (record, self.late) if inside == "channel" else ({}, record)
            push((record, table, inside))
            record, table, inside = {}, inner, name
            if name == "item" or name == "wp:comment":
                record["@"] = parser.CurrentByteIndex
            elif name == "channel":
                parser.CommentHandler = None
                set_scoped(not prefixes.fix_root())
            if attributes and name not in ("rss", "channel"):
                if declares(attributes) and not scoped:
                    prefixes.enter(name, attributes)
                    set_scoped(True)
                if kept := plain(attributes):
                    record["@odd"] = True
                    record["@attributes"] = {name: kept}

        def end_record() -> None:
            nonlocal record, table, inside
            finished, name = record, inside
            if name == "item" or name == "channel":
                keep_text()
                if name == "item":
                    items.append(finished)
                    self.done = finished["@end"] = parser.CurrentByteIndex
                    record, table, inside = pop()
                    return
                if self.channel is None:
                    self.channel = finished
                elif finished is not self.late:
                    self._put_late(finished)
            elif name == "rss":
                finished.pop("channel", None)
                self._put_late(finished)
            record, table, inside = pop()
            if "@odd" in finished:
                record["@odd"] = True
            if name in record:
                record[name].append(finished)
            else:
                record[name] = [finished]

        def file_odd(name: str, value: str) -> None:
            """File a text element that has attributes or stands there again."""
            if type(held) is tuple:
                record.setdefault(name, []).append((held[0], value))
            elif name not in record:
                record[name] = value
                if name == "guid" and len(held) == 1 and "isPermaLink" in held:
                    record["@guid"] = held["isPermaLink"]
                    return
                kept = plain(held)
                if name == "guid":
                    record["@guid"] = kept.pop("isPermaLink", None)
                if kept:
                    record["@odd"] = True
                    record.setdefault("@attributes", {})[name] = kept
            elif record[name] != value:
                record["@odd"] = True
                record.setdefault("@elements", []).append(element(name, held, value))
                record.setdefault("@again", []).append(name)

        def keep_text() -> None:
            text = "".join(parts).strip()
            if text:
                record["@odd"] = True
                record["@text"] = f"{record['@text']}\n{text}" if "@text" in record else text
            parts.clear()

        def begin_fragment(name: str, attributes: dict[str, str]) -> None:
            nonlocal fragment
            if scoped:
                name = prefixes.spelling
                prefixes.leave(name)
            if leaf is None:
                if not stack and table is DOCUMENT:
                    line = parser.CurrentLineNumber
                    raise ForeignRoot(self._source, f"not a WordPress export: begins with <{name}>", line=line)
                fragment = Fragment(prefixes)
            else:
                fragment = Fragment(prefixes, before="".join(parts[mark:]))
                del parts[mark:]
            if leaf is None and prefixes.known(name) in ("item", "wp:comment"):
                record.setdefault("@lost", []).append(name)
            parser.StartElementHandler = fragment_start
            parser.EndElementHandler = fragment_end
            parser.CharacterDataHandler = fragment.text
            fragment.start(name, attributes)

        def fragment_start(name: str, attributes: dict[str, str]) -> None:
            assert fragment is not None
            if fragment.depth > self._limits.max_depth:
                self._refuse(f"elements are nested more than {self._limits.max_depth:,} deep; see --max-depth")
            fragment.start(name, attributes)

        def fragment_end(name: str) -> None:
            nonlocal fragment
            assert fragment is not None
            if fragment.depth:
                fragment.end(name)
                if fragment.depth or leaf is not None:
                    return
            # Either the unknown element has ended, or the text element that held markup.
            text = "".join(fragment.parts)
            fragment = None
            set_scoped(scoped)
            record["@odd"] = True
            if leaf is None:
                record.setdefault("@elements", []).append(text)
            else:
                parts.append(text)
                record.setdefault("@raw", []).append(leaf)
                end(name)
                if scoped:
                    prefixes.leave(name)

        def scoped_start(name: str, attributes: dict[str, str]) -> None:
            start(prefixes.enter(name, attributes), attributes)

        def scoped_end(name: str) -> None:
            end(prefixes.leave(name))

        def set_scoped(yes: bool) -> None:
            """Follow namespace declarations, or, where names are core's already, save the time."""
            nonlocal scoped
            scoped = yes
            parser.StartElementHandler, parser.EndElementHandler = (scoped_start, scoped_end) if yes else (start, end)
            parser.CharacterDataHandler = parts.append

        set_scoped(table is DOCUMENT or not prefixes.fix_root())
        return lambda: fragment.parts if fragment is not None else parts[mark:]
