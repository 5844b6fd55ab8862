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
from blogconv.reading import counted
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
    for one in inputs:
        try:
            _check(one, chosen or _reader(one), dict(reader_options or {}), bounds, report)
        except SourceError as error:
            if len(inputs) == 1:
                raise
            report.fail(str(error))
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


def _reader(one: Input) -> Reader:
    ranked = registry.detect(one.head, one.name)
    if not ranked:
        raise SourceError(one.name, "in no format that blogconv knows; name it with --from (blogconv formats)")
    best = [name for name, score in ranked if score == ranked[0][1]]
    if len(best) > 1:
        raise SourceError(one.name, f"could be {' or '.join(best)}; choose with --from")
    return registry.reader(best[0])
