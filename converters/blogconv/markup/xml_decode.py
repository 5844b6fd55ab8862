"""Turn the bytes of an XML document into UTF-8, whatever they are declared to be or really are.

UTF-8 is passed on as it is: the parser checks it. Everything else is decoded here: UTF-16 and UTF-32 by their byte
order mark or their zeros, other encodings by the declaration, unless the bytes show that it lies.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from blogconv.plugin import SourceError

BLOCK = 1 << 16
Tell = Callable[[str, str], None]
"""Is told a diagnostic's code and message."""

_DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,60})["']""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ZEROS = (
    (re.compile(rb"<\0\0\0[^\0]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0<\0\0\0[^\0]"), "utf-32-be"),
    (re.compile(rb"(?:\s\0)*<\0(?:[^\0]\0){3}"), "utf-16-le"),
    (re.compile(rb"(?:\0\s)*\0<(?:\0[^\0]){3}"), "utf-16-be"),
)
_PRINTABLE = bytes(range(32, 127))
_HIGH = re.compile(rb"[\x80-\xff]")


def as_utf8(stream: BinaryIO, source: str, encoding: str | None, tell: Tell) -> Iterator[bytes]:
    """Yield a document as UTF-8, in blocks, without its byte order mark.

    ``encoding`` goes before what the document says. Repairs are told to ``tell``. ``SourceError`` for UTF-7, which
    hides markup from every check, and for an ``encoding`` that Python does not know.
    """
    head = _block(stream)
    mark, found = next(((mark, name) for mark, name in _MARKS if head.startswith(mark)), (b"", None))
    head = head[len(mark) :]
    if encoding is not None:
        codec = _codec(encoding, source)
        if codec is None:
            raise SourceError(source, f"unknown encoding '{encoding}'; leave the option out to go by the document")
    else:
        codec = found or next((name for zeros, name in _ZEROS if zeros.match(head)), None)
        if codec is None:
            codec = _declared(head, source, tell)
    blocks = _blocks(head, stream)
    if codec == "utf-8":
        return blocks
    if codec.startswith("utf-"):
        return _decoded(blocks, codec, tell)
    return _legacy(blocks, codec, encoding is not None, tell)


def _declared(head: bytes, source: str, tell: Tell) -> str:
    said = _DECLARED.search(head[:4096])
    if said is None:
        return "utf-8"
    label = said[1].decode("ascii")
    codec = _codec(label, source)
    if codec is None:
        tell("wxr-encoding", f"declared encoding '{label}' is unknown; read as UTF-8")
        return "utf-8"
    if codec.startswith(("utf-16", "utf-32")):
        tell("wxr-encoding", f"declared as {label}, but is not; read as UTF-8")
        return "utf-8"
    return codec


def _codec(label: str, source: str) -> str | None:
    """Name Python's codec of a label, or None; only codecs that leave ASCII alone, and Unicode's own."""
    try:
        name = codecs.lookup(label).name
        if name == "utf-7" or "utf7" in re.sub("[^a-z0-9]", "", label.lower()):
            raise SourceError(source, "encoded in UTF-7, which can hide attacks; convert the file to UTF-8 first")
        if name in ("utf-8", "ascii", "utf-8-sig"):
            return "utf-8"
        if name.startswith(("utf-16", "utf-32")):
            return name
        same = _PRINTABLE.decode(name) == _PRINTABLE.decode("ascii")
    except (LookupError, UnicodeError, TypeError):
        return None
    if name in ("iso8859-1", "latin-1"):
        return "cp1252"  # as every browser does: 0x80 to 0x9F mean nothing in Latin-1
    return {"gb2312": "gb18030", "gbk": "gb18030"}.get(name, name) if same or name == "shift_jis" else None


def _legacy(blocks: Iterator[bytes], codec: str, insisted: bool, tell: Tell) -> Iterator[bytes]:
    """Decode an encoding of one or several bytes a character, unless the bytes are really UTF-8."""
    for block in blocks:
        if not _HIGH.search(block):
            yield block
            continue
        sample = block + next(blocks, b"")
        if not insisted and _is_utf8(sample):
            tell("wxr-encoding", f"declared as {codec}, but the bytes are UTF-8")
            yield sample
            yield from blocks
        else:
            yield from _decoded(_chain(sample, blocks), codec, tell)
        return


def _decoded(blocks: Iterator[bytes], codec: str, tell: Tell) -> Iterator[bytes]:
    bad = 0

    def stray(error: UnicodeError) -> tuple[str, int]:
        nonlocal bad
        if not isinstance(error, UnicodeDecodeError):
            raise error
        bad += 1
        if codec.startswith("utf-"):
            return "\ufffd", error.end
        return error.object[error.start : error.start + 1].decode("latin-1"), error.start + 1

    handler = f"blogconv-{id(stray)}"
    codecs.register_error(handler, stray)
    decoder = codecs.getincrementaldecoder(codec)(handler)
    for block in blocks:
        yield decoder.decode(block).encode("utf-8", "surrogatepass")
    yield decoder.decode(b"", True).encode("utf-8", "surrogatepass")
    if bad:
        tell("wxr-stray-byte", f"{bad:,} bytes are not {codec}")


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _block(stream: BinaryIO) -> bytes:
    """Read a first block of some size: a pipe may give less at once."""
    parts = []
    size = 0
    while size < BLOCK and (data := stream.read(BLOCK - size)):
        parts.append(data)
        size += len(data)
    return b"".join(parts)


def _blocks(head: bytes, stream: BinaryIO) -> Iterator[bytes]:
    if head:
        yield head
    while data := stream.read(BLOCK):
        yield data


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
