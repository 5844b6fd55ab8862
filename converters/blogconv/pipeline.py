"""Read, transform, write: what every command and every caller of the library goes through.

One direction, one record at a time; the report counts what comes in and what goes out, and they must agree.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, cast

from blogconv import registry
from blogconv.archive import one_site
from blogconv.canonical import fault
from blogconv.diagnostics import Report
from blogconv.errors import UsageError
from blogconv.loss import watch
from blogconv.model import Post, Record
from blogconv.options import build
from blogconv.plugin import Context, Limits, Options, Target, Transform, Writer
from blogconv.reading import Progress, Reading, counted
from blogconv.selection import Selection
from blogconv.sinks import open_target
from blogconv.sources import find

Source = str | Path | bytes | BinaryIO | Sequence[str | Path | bytes | BinaryIO]
TransformSpec = str | tuple[str, Mapping[str, object]]


def read(
    source: Source,
    *,
    format: str = "auto",
    reader_options: Mapping[str, object] | None = None,
    transforms: Iterable[TransformSpec] = (),
    selection: Selection | None = None,
    limits: Limits | None = None,
    strict: bool = False,
    allow_private: bool = False,
    report: Report | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Generator[Record, None, None]:
    """Yield the site, then each post, of one input or of several made into one archive.

    ``source`` is a path, folder, glob or URL, the content as bytes, a binary stream, or a list of these. Names and
    options are checked at once (``UsageError``); ``SourceError`` comes while iterating. What happens to single
    records is told to ``report``.
    """
    job = Reading(
        report=Report() if report is None else report,
        limits=limits or Limits(),
        strict=strict,
        reader=None if format == "auto" else registry.reader(format),
        given=dict(reader_options or {}),
        steps=[_step(spec) for spec in transforms],
        progress=progress,
    )
    if job.reader:
        build(job.reader.options, job.given, f"reader {job.reader.name}")
    inputs = find(source, job.limits, report=job.report, allow_private=allow_private)
    named = [str(one) for one in _each(source) if isinstance(one, str | Path)]
    return job.records(inputs, named, selection or Selection())


def write(
    records: Iterable[Record],
    target: str | Path | BinaryIO,
    *,
    format: str,
    writer_options: Mapping[str, object] | None = None,
    report: Report | None = None,
    force: bool = False,
) -> Report:
    """Write records, the site first; nothing appears at the target unless all could be written.

    Raises ``UsageError`` for a record that is none of the schema's: a wrong type, a date in another form, half a
    surrogate pair. Characters that a format forbids are the writer's to remove and to tell.
    """
    report = Report() if report is None else report
    writer, options = _writer(format, writer_options)
    with open_target(target, many=writer.many, suffix=writer.suffix, force=force) as sink:
        _write(counted(_checked(records), report), writer, options, sink, Context(sink.name, report))
    return report


def convert(
    source: Source,
    target: str | Path | BinaryIO,
    *,
    to: str,
    format: str = "auto",
    reader_options: Mapping[str, object] | None = None,
    writer_options: Mapping[str, object] | None = None,
    transforms: Iterable[TransformSpec] = (),
    selection: Selection | None = None,
    limits: Limits | None = None,
    strict: bool = False,
    force: bool = False,
    dry_run: bool = False,
    allow_private: bool = False,
    report: Report | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Convert all of ``source`` into one archive at ``target``, a path or a binary stream.

    Of several inputs those that fail are named in ``report.failed`` and the others are written; a single one that
    fails raises ``SourceError`` and leaves no output.
    """
    report = Report() if report is None else report
    writer, options = _writer(to, writer_options)
    records = read(
        source,
        format=format,
        reader_options=reader_options,
        transforms=transforms,
        selection=selection,
        limits=limits,
        strict=strict,
        allow_private=allow_private,
        report=report,
        progress=progress,
    )
    inputs = [s for s in _each(source) if isinstance(s, str | Path)]
    with (
        open_target(
            target, many=writer.many, suffix=writer.suffix, force=force, dry_run=dry_run, inputs=inputs
        ) as sink,
        closing(records),
    ):
        _write(records, writer, options, sink, Context(sink.name, report, limits=limits))
    return report


def _checked(records: Iterable[Record]) -> Iterator[Record]:
    """Pass on the records of a caller, whom no reader has checked."""
    for number, record in enumerate(records, 1):
        if reason := fault(record):
            name = f" (post {record.id})" if isinstance(record, Post) else ""
            raise UsageError(f"record {number}{name}: {reason}")
        yield record


def _write(records: Iterator[Record], writer: Writer, options: Options, sink: Target, ctx: Context) -> None:
    writer.write(watch(one_site(records, ctx), writer, ctx.report), sink, options, ctx)
    ctx.report.balance()


def _writer(name: str, given: Mapping[str, object] | None) -> tuple[Writer, Options]:
    writer = registry.writer(name)
    return writer, build(writer.options, given or {}, f"writer {name}")


def _step(spec: TransformSpec) -> tuple[Transform, Options] | str:
    """Find one transform with its options; ``no-NAME`` switches off one that a reader applies by itself."""
    name, given = (spec, {}) if isinstance(spec, str) else spec
    if name.startswith("no-") and name not in registry.names(registry.TRANSFORMS):
        if given:
            raise UsageError(f"'{name}' takes no options")
        return registry.transform(name[3:]).name
    transform = registry.transform(name)
    return transform, build(transform.options, given, f"transform {name}")


def _each(source: Source) -> Iterator[str | Path | bytes | BinaryIO]:
    if isinstance(source, list | tuple):
        yield from source
    else:
        yield cast("str | Path | bytes | BinaryIO", source)
