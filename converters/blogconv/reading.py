"""Read inputs: find each one's reader, join several into one archive, transform, choose."""

import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from msgspec import Struct

from blogconv import registry
from blogconv.archive import Part, join
from blogconv.diagnostics import Report, Tally
from blogconv.errors import SourceError
from blogconv.model import Post, Record
from blogconv.options import build
from blogconv.plugin import Context, Limits, Options, Reader, Transform
from blogconv.selection import Selection, select
from blogconv.sources import Input

_FEEDS = "wxr"  # the reader that takes a feed for an export
_FEW = 10  # pages for each file of another format, from which on that file is none of the blog's
_SURE = 0.5  # what is less sure of its format in a folder waits until the others are known
_TICK = 0.1  # seconds between two reports of progress


class Progress(Struct, frozen=True):
    """How far a run has come; ``total`` bytes are known only for files."""

    posts: int
    comments: int
    bytes: int
    total: int | None


class UnknownFormat(SourceError):
    """No reader knows the format of this input."""


class Reading:
    """One call of ``read``: what was asked for, and the inputs gone through so far."""

    def __init__(
        self,
        *,
        report: Report,
        limits: Limits,
        strict: bool,
        reader: Reader | None,
        given: dict[str, object],
        steps: list[tuple[Transform, Options] | str],
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self.report, self.limits, self.strict = report, limits, strict
        self.reader, self.given, self.steps, self.progress = reader, given, steps, progress
        self.passed = Tally()

    def records(
        self, inputs: Iterator[Input], named: Sequence[str], selection: Selection
    ) -> Generator[Record, None, None]:
        """Yield the records of all inputs, joined, transformed and chosen."""
        ctx = Context("", self.report, limits=self.limits, strict=self.strict)
        first, second = next(inputs, None), next(inputs, None)
        if first is None:
            raise SourceError(", ".join(named) or "<nothing>", "holds no input; give a file that is there")
        usual: dict[str, None] = {}
        if second is None:
            ctx.source = first.name
            reader = self._reader_of(first)
            usual.update(dict.fromkeys(reader.usual))
            stream = self._one(first, reader, self.report)
        else:
            stream = join(_some(self._parts(chain([first, second], inputs), usual), named), self.report, ctx)
            # The transforms to apply are known once every input has been looked at, which the site's arrival tells.
            site = next(stream)
            stream = chain([site], stream)
        for transform, options in self._transforms(usual):
            stream = transform.apply(stream, options, ctx)
        # Of several inputs all are read before the first post goes on: what a limit leaves out must be counted.
        yield from select(stream, selection, ctx, to_the_end=second is not None)

    def _parts(self, inputs: Iterable[Input], usual: dict[str, None]) -> Iterator[Part]:
        """Make a part of each input, and one of all inputs of a reader that unites them."""
        united: dict[str, tuple[Reader, list[Input]]] = {}
        doubtful: list[tuple[Input, Reader]] = []
        for one in inputs:
            try:
                reader = self._reader_of(one)
            except UnknownFormat as error:
                if one.named:
                    yield Part(one.name, partial(_fail, error))
                else:
                    leave_out(one, self.report)
                continue
            except SourceError as error:
                yield Part(one.name, partial(_fail, error))
                continue
            if not (one.named or self.reader or reader.sniff(one.head, one.name) >= _SURE):
                doubtful.append((one, reader))
                continue
            usual.update(dict.fromkeys(reader.usual))
            if reader.unite:
                united.setdefault(reader.name, (reader, []))[1].append(one)
            else:
                yield Part(one.name, partial(self._one, one, reader))
        pages = sum(len(ones) for _, ones in united.values())
        times = Counter(reader.name for _, reader in doubtful)
        for one, reader in doubtful:
            # A feed among saved pages holds their posts and comments once more, cut short; a text or two among many
            # pages are a robots.txt or a licence. As many texts as pages are what somebody wants to read.
            if pages and not reader.unite and (reader.name == _FEEDS or times[reader.name] * _FEW <= pages):
                why = f"perhaps {reader.name}, but among {pages} pages; name it to read it"
                Context(one.name, self.report).note("input-among-pages", why)
                continue
            usual.update(dict.fromkeys(reader.usual))
            if reader.unite:
                united.setdefault(reader.name, (reader, []))[1].append(one)
            else:
                yield Part(one.name, partial(self._one, one, reader))
        for reader, ones in united.values():
            if len(ones) == 1:
                yield Part(ones[0].name, partial(self._one, ones[0], reader))
            else:
                yield Part(f"{len(ones)} inputs", partial(self._united, ones, reader))

    def _one(self, one: Input, reader: Reader, report: Report) -> Iterator[Record]:
        return counted(self._read(one, reader, report), report)

    def _read(self, one: Input, reader: Reader, report: Report) -> Iterator[Record]:
        ctx = Context(one.name, report, limits=self.limits, strict=self.strict)
        with one.open() as stream:
            given = self.given
            if one.url and "url" in reader.options.__struct_fields__:
                given = {"url": one.url, **given}
            options = build(reader.options, given, f"reader {reader.name}")
            yield from self._told(reader.read(stream, options, ctx), one)

    def _united(self, ones: list[Input], reader: Reader, report: Report) -> Iterator[Record]:
        """Yield the records of many inputs as the reader unites them; failed inputs are named and left out.

        They count as read once united, as if all had come from one file.
        """
        options = build(reader.options, self.given, f"reader {reader.name}")
        ctx = Context(f"{len(ones)} inputs", report, limits=self.limits, strict=self.strict)

        good = 0

        def each() -> Iterator[Record]:
            nonlocal good
            for one in ones:
                own = Report()
                try:
                    # A page is small: it is read whole before it goes on, so that a failing one leaves nothing.
                    found = list(self._read(one, reader, own))
                except SourceError as error:
                    report.fail(str(error))
                    continue
                good += 1
                report.merge(own)
                yield from found

        assert reader.unite is not None
        yield from counted(reader.unite(each(), options, ctx), report)
        if not good:
            raise SourceError(ctx.source, f"none could be read; the first: {report.failed[0]}")

    def _reader_of(self, one: Input) -> Reader:
        reader = reader_of(one, self.reader)
        build(reader.options, self.given, f"reader {reader.name}")
        return reader

    def _transforms(self, usual: Iterable[str]) -> Iterator[tuple[Transform, Options]]:
        off = {step for step in self.steps if isinstance(step, str)}
        asked = [step for step in self.steps if not isinstance(step, str)]
        for name in usual:
            if name not in off and name not in {t.name for t, _ in asked}:
                transform = registry.transform(name)
                yield transform, transform.options()
        yield from asked

    def _told(self, records: Iterator[Record], one: Input) -> Iterator[Record]:
        if not self.progress:
            yield from records
            return
        told = 0.0
        for record in records:
            if isinstance(record, Post):
                self.passed.add(1, len(record.comments))
            if (now := time.monotonic()) - told >= _TICK:
                told = now
                self.progress(Progress(self.passed.posts, self.passed.comments, one.consumed, one.size))
            yield record


def reader_of(one: Input, asked: Reader | None) -> Reader:
    """Find the reader of one input: the one asked for, or the surest by its first bytes.

    Raises ``UnknownFormat``; ``SourceError`` where two are equally sure.
    """
    if asked:
        # A format that was asked for is obeyed, but not for what merely lies in the same folder.
        if not one.named and asked.sniff(one.head, one.name) <= 0:
            raise UnknownFormat(one.name, f"is not {asked.name}")
        return asked
    ranked = registry.detect(one.head, one.name)
    if not ranked:
        raise UnknownFormat(one.name, "in no format that blogconv knows; name it with --from (blogconv formats)")
    best = [name for name, score in ranked if score == ranked[0][1]]
    if len(best) > 1:
        raise SourceError(one.name, f"could be {' or '.join(best)}; choose with --from")
    return registry.reader(best[0])


def leave_out(one: Input, report: Report) -> None:
    """Tell of a file that is none of blogconv's: a picture or a style sheet beside the pages of a folder."""
    Context(one.name, report).note("input-ignored", "in no format that blogconv knows")


def counted(records: Iterator[Record], report: Report) -> Iterator[Record]:
    """Count posts and comments as read while they pass."""
    for record in records:
        if isinstance(record, Post):
            report.read.add(1, len(record.comments))
        yield record


def _some(parts: Iterable[Part], named: Sequence[str]) -> Iterator[Part]:
    """Pass parts on; a failing one if there are none, for a folder of nothing but pictures is no empty blog."""
    none = True
    for part in parts:
        none = False
        yield part
    if none:
        name = ", ".join(named) or "<nothing>"
        error = SourceError(name, "holds no file in a format that blogconv knows; name one with --from")
        yield Part(name, partial(_fail, error))


def _fail(error: SourceError, report: Report) -> Iterator[Record]:
    raise error
    yield
