"""Hold a WordPress export against what the real importer does with it.

The file's own bytes are parsed, strictly, for the lines; where they are not well-formed, what the reader makes of
them is checked instead, written out anew, and without lines.
"""

import tempfile
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate, errors

from blogconv import pipeline
from blogconv.diagnostics import Report
from blogconv.model import Record
from blogconv.plugin import Context, LimitError, Options, Reader
from blogconv.reading import counted
from blogconv.sources.inputs import Input
from blogconv.validation.findings import Findings
from blogconv.validation.importer import Importer, Node

_BLOCK = 1 << 16
_ENCODING = "its encoding is not one that expat reads"
_DEEPEST = 64


class _Doctype(Exception):
    """The file has a document type declaration, which the importer refuses."""


def validate_wxr(one: Input, reader: Reader, options: Options, ctx: Context) -> None:
    """Tell what the importer would refuse, drop or misplace, and all that our own reader has to say."""
    with tempfile.TemporaryFile() as copy:
        with one.open() as stream:
            while block := stream.read(_BLOCK):
                copy.write(block)
        copy.seek(0)
        # What is found before an error is found again, in the repaired file: it counts only if there is none.
        found = Findings()
        strict = Importer(Context(ctx.source, found))
        trouble = _walk(copy, strict, ctx, lines=True)
        copy.seek(0)
        records = counted(reader.read(copy, options, ctx), ctx.report)
        if trouble is None:
            strict.end()
            for diagnostic in found.all:
                ctx.report.add(diagnostic)
            for _ in records:
                pass
            return
        line, reason = trouble
        if reason == _ENCODING:
            ctx.note("import-encoding", "the bytes are checked as converted to UTF-8, without lines", line=line)
            _check_repaired(records, ctx)
            return
        ctx.note(
            "import-not-well-formed",
            f"{reason}: the importer goes on with a lenient parser that drops what confuses it, or gives nothing; "
            "blogconv convert -t wxr repairs it. What follows is about the repaired file",
            line=line,
        )
        _check_repaired(records, ctx)


def _check_repaired(records: Iterator[Record], ctx: Context) -> None:
    with tempfile.TemporaryFile() as repaired:
        pipeline.write(records, repaired, format="wxr", report=Report())
        repaired.seek(0)
        importer = Importer(ctx)
        _walk(repaired, importer, ctx, lines=False)
        importer.end()


def _walk(stream: Any, importer: Importer, ctx: Context, *, lines: bool) -> tuple[int, str] | None:
    """Show the importer's rules each element of the channel; give the line and reason of the first error."""
    parser = ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _BLOCK
    handlers = _Handlers(parser, importer, ctx, lines)
    parser.StartElementHandler, parser.EndElementHandler = handlers.start, handlers.end
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = handlers.doctype
    read = 0
    try:
        # The parser looks at an unfinished piece of markup from its beginning each time: bigger steps keep that linear.
        while block := stream.read(max(_BLOCK, read - max(0, parser.CurrentByteIndex))):
            read += len(block)
            parser.Parse(block)
            handlers.check(read - parser.CurrentByteIndex)
        parser.Parse(b"", True)
    except _Doctype:
        return parser.CurrentLineNumber, "it declares a document type, which the importer refuses"
    except ExpatError as error:
        return error.lineno, errors.messages.get(error.code, "not well-formed")
    except LookupError:
        return 1, _ENCODING
    except ValueError as error:
        if "multi-byte" not in str(error):  # expat knows Unicode and single bytes only
            raise
        return 1, _ENCODING
    return None


class _Handlers:
    """Build the elements of the channel as nodes, one at a time."""

    def __init__(self, parser: Any, importer: Importer, ctx: Context, lines: bool) -> None:
        self._parser, self._importer, self._ctx, self._lines = parser, importer, ctx, lines
        self._path: list[str] = []
        self._open: list[Node] = []
        self._depth = 0
        self._held = 0

    def check(self, waiting: int) -> None:
        """Refuse a piece of markup or an element of the channel that is longer than the reader would take."""
        most = 2 * self._ctx.limits.max_field
        if max(waiting, self._held) > most:
            line = self._parser.CurrentLineNumber
            raise LimitError(self._ctx.source, f"an element is longer than the limit of {most:,} bytes", line=line)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > self._ctx.limits.max_depth:
            raise LimitError(self._ctx.source, "nesting goes beyond the limit of --max-depth")
        if self._depth == 1:
            self._importer.root(name, attributes, self._parser.CurrentLineNumber if self._lines else None)
        if self._open or self._depth == 3:
            line = self._parser.CurrentLineNumber if self._lines else None
            node = Node(name, attributes, line)
            if self._open and self._depth < _DEEPEST:
                self._open[-1].children.append(node)
            self._open.append(node)

    def text(self, text: str) -> None:
        if self._open:
            self._open[-1].texts.append(text)
            self._held += len(text)

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self._held = 0
                self._importer.element(node)

    def doctype(self, *_: object) -> None:
        raise _Doctype
