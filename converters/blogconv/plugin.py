"""All that a format or a transform needs to know of blogconv, built in or third party.

A format is a row: a frozen dataclass of functions. ``docs/plugins.md`` shows a complete one.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Annotated, Any, BinaryIO, Protocol

from msgspec import Meta, Struct

from blogconv.catalogue import CODES, Severity
from blogconv.diagnostics import Diagnostic, Report
from blogconv.errors import LimitError, SourceError
from blogconv.model import Record

__all__ = [
    "Context",
    "Day",
    "Language",
    "LimitError",
    "Limits",
    "Options",
    "Reader",
    "Severity",
    "SourceError",
    "Target",
    "Transform",
    "WebAddress",
    "Writer",
]


Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?\S*)?$", title="a date such as 2012-03-01")]
Language = Annotated[
    str, Meta(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$", title="a language tag such as fr or pt-BR")
]
WebAddress = Annotated[str, Meta(pattern=r"^https?://[^/\s]", title="an address that begins with http:// or https://")]
"""Types of options; an error names the title."""


class Options(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Options of one format: fields with a type, a default and a description, declared once.

    Values come as strings from ``-r/-w key=value`` and are converted; a ``tuple[str, ...]`` field takes repeats.
    """


class Limits(Struct, frozen=True, kw_only=True):
    """How much an input may ask for; the same for every format."""

    max_size: int = 8 << 30
    """Bytes of one input, after decompression."""
    max_field: int = 256 << 20
    """Bytes of one text (a post's body, one XML text node)."""
    max_depth: int = 2000
    """Levels of nesting of elements or JSON values."""
    max_expansion: int = 250
    """Bytes that one compressed byte may become, once past the first 16 MiB."""
    max_members: int = 10_000
    """Files of one zip archive."""


class Context:
    """Where a reader, transform or writer is at work, and whom it tells what happens there."""

    def __init__(
        self, source: str, report: Report | None = None, *, limits: Limits | None = None, strict: bool = False
    ) -> None:
        self.source = source
        self.report = Report() if report is None else report
        self.limits = limits or Limits()
        self.strict = strict

    def note(
        self,
        code: str,
        message: str,
        *,
        severity: Severity | None = None,
        line: int | None = None,
        record: str | None = None,
    ) -> None:
        """Tell of something that happened to one record; the record goes on.

        The severity is the catalogue's unless given. Under ``--strict`` a repair raises ``SourceError`` instead.
        """
        if severity is None:
            severity = CODES[code][0] if code in CODES else Severity.WARNING
        if self.strict and severity is Severity.REPAIRED:
            raise SourceError(self.source, f"{message} ({code}); --strict refuses repairs", line=line)
        self.report.add(
            Diagnostic(code=code, severity=severity, source=self.source, message=message, line=line, record=record)
        )

    def skip(
        self,
        code: str,
        message: str,
        *,
        posts: int = 0,
        comments: int = 0,
        line: int | None = None,
        record: str | None = None,
    ) -> None:
        """Tell that records already counted as read will not be written, and count them as skipped.

        A reader that drops what it found calls ``lost`` instead: nobody has counted that yet.
        """
        self.note(code, message, line=line, record=record)
        self.report.skip(code, posts, comments)

    def lost(
        self,
        code: str,
        message: str,
        *,
        posts: int = 0,
        comments: int = 0,
        line: int | None = None,
        record: str | None = None,
    ) -> None:
        """Tell that a reader met records it cannot yield: they count as read and as skipped."""
        self.report.read.add(posts, comments)
        self.skip(code, message, posts=posts, comments=comments, line=line, record=record)

    def wrote(self, posts: int = 0, comments: int = 0) -> None:
        """Count what a writer has written; each writer calls this for itself, so that counts can disagree."""
        self.report.written.add(posts, comments)


class Target(Protocol):
    """Where a writer writes. Nothing appears under its final name before the whole run has succeeded."""

    def stream(self, part: int = 1) -> BinaryIO:
        """Open the one file of a one-file format; later parts are further files, ``name-002.xml``.

        The target closes it. Standard output and streams have one part only: ``TargetError`` for more.
        """

    def claim(self, folder: str, stem: str, suffix: str) -> str:
        """Reserve a file of a many-file format; return its final relative path, ``/`` between parts.

        ``folder`` may hold ``/``; every part and the stem are made portable, cut to 200 bytes and, where another
        file has that name (case and Unicode form aside), numbered: ``about.md``, ``about-2.md``.
        """

    def open(self, path: str) -> AbstractContextManager[BinaryIO]:
        """Open a claimed path for writing."""


@dataclass(frozen=True)
class Reader:
    """A format that can be read."""

    name: str
    title: str
    options: type[Options]
    sniff: Callable[[bytes, str], float]
    """From the first 64 KiB and the file name: how surely this is mine, 0 to 1."""
    read: Callable[[BinaryIO, Any, Context], Iterator[Record]]
    """Yield the site, then each post; raise ``SourceError`` where the input cannot be read."""
    usual: tuple[str, ...] = ()
    """Transforms applied to what this reader yields, unless switched off (``-x no-NAME``)."""
    unite: Callable[[Iterator[Record], Any, Context], Iterator[Record]] | None = None
    """Make one archive of the records of several inputs, each beginning with its site (pages of one blog).

    It is part of reading: what it yields counts as read, and what it leaves out is told by ``ctx.lost``.
    """


@dataclass(frozen=True)
class Writer:
    """A format that can be written."""

    name: str
    title: str
    options: type[Options]
    expresses: frozenset[str]
    """Model paths that the format can hold: ``post.title``, ``comment.author.name``; a path covers all below it."""
    write: Callable[[Iterator[Record], Target, Any, Context], None]
    """Write the records as they come; call ``ctx.wrote`` for each post."""
    suffix: str = ""
    """Of the file of a one-file format, with its dot."""
    many: bool = False
    """A format of many files: the target is a folder."""
    withholds: frozenset[str] = frozenset()
    """Model paths that the format could hold but does not publish (a commenter's e-mail on a public page)."""


@dataclass(frozen=True)
class Transform:
    """A step between reading and writing."""

    name: str
    title: str
    options: type[Options]
    apply: Callable[[Iterator[Record], Any, Context], Iterator[Record]]
