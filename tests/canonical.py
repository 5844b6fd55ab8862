"""Read and write canonical JSON in memory, for the tests of its readers and writers."""

import io
from typing import BinaryIO

import pytest

from blogconv.archive import one_site
from blogconv.errors import SourceError
from blogconv.model import Record
from blogconv.plugin import Context, Reader, Writer
from blogconv.readers.canonical_json import JSON_READER, JSONL_READER
from blogconv.writers.canonical_json import JSON_WRITER, JSONL_WRITER

BOTH = pytest.mark.parametrize(
    ("reader", "writer"), [(JSON_READER, JSON_WRITER), (JSONL_READER, JSONL_WRITER)], ids=["json", "jsonl"]
)


class Memory:
    """A target in memory."""

    def __init__(self) -> None:
        self.file = io.BytesIO()

    def stream(self, part: int = 1) -> BinaryIO:
        return self.file


def written(writer: Writer, records: list[Record], **options: object) -> bytes:
    target, ctx = Memory(), Context("out")
    writer.write(one_site(records, ctx), target, writer.options(**options), ctx)  # type: ignore[arg-type]
    return target.file.getvalue()


def read(reader: Reader, data: bytes | str, ctx: Context | None = None, **options: object) -> list[Record]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(reader.read(stream, reader.options(**options), ctx or Context("a.json")))


def told(reader: Reader, data: bytes | str) -> tuple[list[Record], list[str]]:
    ctx = Context("a.json")
    return read(reader, data, ctx), [str(diagnostic) for diagnostic in ctx.report.kept]


def refusal(reader: Reader, data: bytes | str) -> str:
    with pytest.raises(SourceError) as caught:
        read(reader, data)
    return str(caught.value)
