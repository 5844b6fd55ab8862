"""Say what is wrong with an input before anybody relies on it: each finding with its place.

Every format is read through, and all that its reader tells counts. A WordPress export is also held against what the
real importer does with it (``importer.py``).
"""

from collections.abc import Mapping
from typing import Any

from blogconv import registry
from blogconv.errors import SourceError
from blogconv.options import build
from blogconv.plugin import Context, Limits, Reader
from blogconv.reading import UnknownFormat, counted, leave_out, reader_of
from blogconv.sources import find
from blogconv.sources.inputs import Input
from blogconv.validation.findings import Findings
from blogconv.validation.wxr import validate_wxr

__all__ = ["Findings", "validate"]


def validate(
    source: Any,
    *,
    format: str = "auto",
    reader_options: Mapping[str, object] | None = None,
    limits: Limits | None = None,
    allow_private: bool = False,
    report: Findings | None = None,
) -> Findings:
    """Check every input on its own; ``report.findings()`` is empty if all is well.

    An input that cannot be read at all raises ``SourceError``, or is named in ``report.failed`` if there are several.
    """
    report = Findings() if report is None else report
    bounds = limits or Limits()
    chosen = None if format == "auto" else registry.reader(format)
    inputs = list(find(source, bounds, report=report, allow_private=allow_private))
    if not inputs:
        raise SourceError(str(source), "holds no input; give a file that is there")
    left_out = 0
    for one in inputs:
        try:
            _check(one, reader_of(one, chosen), dict(reader_options or {}), bounds, report)
        except SourceError as error:
            if isinstance(error, UnknownFormat) and not one.named:
                leave_out(one, report)
                left_out += 1
                continue
            if len(inputs) == 1:
                raise
            report.fail(str(error))
    if left_out == len(inputs):
        raise SourceError(str(source), "holds no file in a format that blogconv knows; name one with --from")
    return report


def _check(one: Input, reader: Reader, given: dict[str, object], limits: Limits, report: Findings) -> None:
    ctx = Context(one.name, report, limits=limits)
    options = build(reader.options, given, f"reader {reader.name}")
    if reader.name == "wxr":
        validate_wxr(one, reader, options, ctx)
        return
    with one.open() as stream:
        for _ in counted(reader.read(stream, options, ctx), report):
            pass
