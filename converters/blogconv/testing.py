"""Checks for a format, built in or of a plug-in: golden files, round trips, the rules of the schema.

They raise ``AssertionError`` and need no test framework. ``docs/plugins.md`` shows them at work.
"""

import difflib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, structs

from blogconv import registry
from blogconv.archive import one_site
from blogconv.canonical import FORBIDDEN, line_of
from blogconv.diagnostics import Report
from blogconv.loss import watch
from blogconv.model import Post, Record, Site
from blogconv.options import build
from blogconv.plugin import Context, Reader, Writer
from blogconv.reading import counted
from blogconv.sinks import open_target

UPDATE = "BLOGCONV_UPDATE_GOLDEN"
"""Set this in the environment to write golden files anew; then read the difference before you keep it."""

_decode = msgspec.json.Decoder(Record).decode


def read_all(
    reader: Reader | str,
    source: bytes | Path,
    *,
    options: Mapping[str, object] | None = None,
    report: Report | None = None,
) -> list[Record]:
    """Read bytes or a file with a reader, or the registered one of that name, and hold the records to the schema."""
    row = registry.reader(reader) if isinstance(reader, str) else reader
    name, data = ("<bytes>", source) if isinstance(source, bytes) else (source.name, source.read_bytes())
    ctx = Context(name, report)
    given = build(row.options, options or {}, f"reader {row.name}")
    records = list(counted(row.read(io.BytesIO(data), given, ctx), ctx.report))
    for code in row.usual:
        step = registry.transform(code)
        records = list(step.apply(iter(records), step.options(), ctx))
    check_records(records)
    return records


def write_all(
    writer: Writer | str,
    records: Iterable[Record],
    *,
    options: Mapping[str, object] | None = None,
    report: Report | None = None,
) -> dict[str, bytes]:
    """Write records; give each file by its path below the target, a one-file format's under ``""``.

    Counts must balance; losses are counted in the report as in a real run.
    """
    row = registry.writer(writer) if isinstance(writer, str) else writer
    report = Report() if report is None else report
    given = build(row.options, options or {}, f"writer {row.name}")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"out{row.suffix}"
        with open_target(target, many=row.many, suffix=row.suffix) as sink:
            ctx = Context("out", report)
            row.write(watch(one_site(counted(iter(records), report), ctx), row, report), sink, given, ctx)
            report.balance()
        if target.is_file():
            return {"": target.read_bytes()}
        files = sorted(path for path in target.rglob("*") if path.is_file())
        return {path.relative_to(target).as_posix(): path.read_bytes() for path in files}


def check_records(records: Iterable[Record]) -> None:
    """Hold records to the schema: the site first, ids unique, mentions that lead somewhere, clean text."""
    found = list(records)
    assert found and isinstance(found[0], Site), "the first record is not the site"
    posts = [record for record in found[1:] if isinstance(record, Post)]
    assert len(posts) == len(found) - 1, "there is more than one site"
    _unique("post", [post.id for post in posts])
    comments = [comment for post in posts for comment in post.comments]
    _unique("comment", [comment.id for comment in comments])
    for post in posts:
        known: set[str] = set()
        for comment in post.comments:
            stray = set(comment.mentions) - known
            assert not stray, f"comment {comment.id} mentions {sorted(stray)}, which do not come before it"
            known.add(comment.id)
    for record in found:
        bad = next((text for text in _texts(msgspec.to_builtins(record)) if FORBIDDEN.search(text)), None)
        assert bad is None, f"text with a forbidden character: {bad!r}"
        assert _decode(line_of(record)) == record, f"not as the schema says: {record!r}"


def check_golden(
    reader: Reader | str, sample: Path, golden: Path, *, options: Mapping[str, object] | None = None
) -> None:
    """Read ``sample`` and compare with ``golden`` (JSON Lines) and what was told with ``golden``'s ``.told.txt``.

    Without a golden file the check fails, as it does when the difference is not empty.
    """
    report = Report()
    records = read_all(reader, sample, options=options, report=report)
    lines = b"".join(line_of(record) + b"\n" for record in records).decode("utf-8")
    _compare(golden, lines)
    _compare(golden.with_suffix(".told.txt"), "".join(f"{diagnostic}\n" for diagnostic in report.kept))


def check_round_trip(
    writer: Writer | str,
    reader: Reader | str,
    records: Sequence[Record],
    *,
    ignoring: Iterable[str] = (),
    writer_options: Mapping[str, object] | None = None,
    reader_options: Mapping[str, object] | None = None,
) -> None:
    """Write records to one file, read them back, and compare all that the writer says it expresses.

    ``ignoring`` names model paths that cannot come back, such as ``site.source_format``, which is always left out.
    """
    row = registry.writer(writer) if isinstance(writer, str) else writer
    kept = row.expresses - {"site.source_format", *ignoring}
    # The writer may look where the records come from; what comes back says where it came from now.
    written = write_all(row, (restricted(r, {*kept, "site.source_format"}) for r in records), options=writer_options)
    assert list(written) == [""], f"a round trip needs one file, not {sorted(written)}"
    before = [restricted(record, kept) for record in records]
    after = [restricted(record, kept) for record in read_all(reader, written[""], options=reader_options)]
    for old, new in zip(before, after, strict=False):
        assert old == new, f"came back different:\n{_difference(line_of(old).decode(), line_of(new).decode())}"
    assert len(before) == len(after), f"{len(before)} records went, {len(after)} came back"


def restricted(record: Record, expressed: Iterable[str]) -> Record:
    """Give the record with only the fields at these model paths; a required field always stays."""
    prefix = "site" if isinstance(record, Site) else "post"
    kept: Record = _restricted(record, prefix, frozenset(expressed))
    return kept


def _restricted(part: Any, path: str, expressed: frozenset[str]) -> Any:
    new: dict[str, Any] = {}
    for field in structs.fields(type(part)):
        value, at = getattr(part, field.name), f"{path}.{field.name}"
        if at == "post.comments":
            new[field.name] = tuple(_restricted(comment, "comment", expressed) for comment in value)
        elif at in expressed or field.required or field.name == "content_format":
            continue
        elif any(other.startswith(at + ".") for other in expressed):
            if isinstance(value, tuple):
                new[field.name] = tuple(_restricted(item, at, expressed) for item in value)
            elif isinstance(value, Struct):
                new[field.name] = _restricted(value, at, expressed)
        else:
            new[field.name] = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    return structs.replace(part, **new)


def _unique(what: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for ident in ids:
        assert ident, f"a {what} without an id"
        assert ident not in seen, f"two {what}s have the id {ident!r}"
        seen.add(ident)


def _texts(value: Any) -> Iterator[str]:
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            todo.extend(item)
            todo.extend(item.values())
        elif isinstance(item, list | tuple):
            todo.extend(item)


def _compare(golden: Path, found: str) -> None:
    if os.environ.get(UPDATE):
        golden.parent.mkdir(parents=True, exist_ok=True)
        if found:
            golden.write_bytes(found.encode("utf-8"))
        else:
            golden.unlink(missing_ok=True)
        return
    expected = golden.read_bytes().decode("utf-8") if golden.is_file() else ""
    assert found == expected, f"{golden} differs ({UPDATE}=1 writes it anew):\n{_difference(expected, found)}"


def _difference(old: str, new: str) -> str:
    lines = difflib.unified_diff(_folded(old), _folded(new), "expected", "found", lineterm="", n=1)
    return "\n".join(line[:300] for line in list(lines)[:60])


def _folded(text: str) -> list[str]:
    """Break JSON at its commas, so that a difference shows in a short line."""
    return text.replace(',"', ',\n"').splitlines()
