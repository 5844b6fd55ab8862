"""Bytes of a page or dump into text, by a fixed order of rules; the rule that decided is told.

BOM > zero bytes of UTF-16 > strict UTF-8 > the declared charset if it decodes > mostly UTF-8 with stray windows-1252
bytes, repaired run by run > statistics for CJK, Cyrillic and Central European > windows-1252. Declarations lie (115 of
4,267 pages declare Latin-1 and are UTF-8), so valid UTF-8 comes before them; figures: ``docs/formats/html.md``.
"""

import codecs
import re
from dataclasses import dataclass

from blogconv.errors import UsageError
from blogconv.markup import charset_statistics
from blogconv.markup.charsets import codec_of, encoding_named

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)
_ESCAPED = re.compile("[\udc80-\udcff]+")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_META = re.compile(rb"""<meta\b[^>]{0,500}?charset\s*=\s*["']?\s*([\w:.+-]{2,40})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w:.+-]{2,40})""")
_DECLARED_WITHIN = 16_384


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was read as, and why."""

    text: str
    encoding: str
    rule: str
    """`asked`, `bom`, `zero-bytes`, `utf-8`, `declared`, `utf-8-repaired`, `statistics` or `windows-1252`."""
    repairs: int = 0
    """Runs of bytes that the encoding does not allow and that were read as windows-1252 or became U+FFFD."""


def decode(data: bytes, *, asked: str | None = None, declared: str | None = None) -> Decoded:
    """Decode ``data`` by the first rule that fits.

    ``asked`` is the user's ``-r encoding=``, obeyed; ``declared`` is what the page or its HTTP header says. The text is
    never refused: windows-1252 reads anything. Raises ``UsageError`` for an encoding that does not exist.
    """
    if asked is not None:
        return _as_asked(data, asked)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _replacing(data[len(bom) :], encoding, "bom")
    wide = _zero_bytes(data[:1024])
    if wide:
        return _replacing(data, wide, "zero-bytes")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError:
        return _legacy(data, encoding_named(declared) if declared else None)


def declared_charset(head: bytes) -> str | None:
    """Read the charset that a page declares in a ``<meta>`` or XML declaration of its first 16 KiB."""
    head = head[:_DECLARED_WITHIN]
    found = _META.search(head) or _XML.search(head)
    return found.group(1).decode("ascii") if found else None


def _as_asked(data: bytes, asked: str) -> Decoded:
    encoding = encoding_named(asked)
    if encoding is None:
        raise UsageError(f"unknown encoding {asked!r}; try utf-8, windows-1252, windows-1251, shift_jis, gb18030")
    for bom, name in _BOMS:
        if name == encoding and data.startswith(bom):
            data = data[len(bom) :]
    return _replacing(data, encoding, "asked")


def _replacing(data: bytes, encoding: str, rule: str) -> Decoded:
    if encoding == "windows-1252":
        return Decoded(_windows_1252(data), encoding, rule)
    if encoding == "utf-8":
        text, repairs = _repaired(data)
        return Decoded(text, encoding, rule, repairs)
    text = data.decode(codec_of(encoding), "replace")
    # A U+FFFD of the source itself can only stand in the Unicode encodings.
    own = data.count("\ufffd".encode(encoding)) if encoding.startswith("utf") else 0
    return Decoded(text, encoding, rule, max(text.count("\ufffd") - own, 0))


def _zero_bytes(head: bytes) -> str | None:
    # ASCII markup in UTF-16 is every second byte zero; no text in another encoding comes near.
    half = len(head) // 2
    if half >= 8:
        if head[1::2].count(0) > 0.7 * half and not head[::2].count(0):
            return "utf-16le"
        if head[::2].count(0) > 0.7 * half and not head[1::2].count(0):
            return "utf-16be"
    return None


def _legacy(data: bytes, declared: str | None) -> Decoded:
    good = len(_SEQUENCE.findall(data))
    text, strays = _repaired(data)
    # Valid sequences never come about by chance: many of them among few strays are UTF-8, whatever is declared.
    mostly = (good >= 4 and strays * 5 <= good) or (declared == "utf-8" and good > strays) or _only_cut(data)
    if declared and declared != "utf-8" and not (mostly and declared == "windows-1252"):
        try:
            if declared == "windows-1252":
                return Decoded(_windows_1252(data), declared, "declared")
            return Decoded(data.decode(codec_of(declared)), declared, "declared")
        except UnicodeDecodeError:
            pass
    if mostly:
        return Decoded(text, "utf-8", "utf-8-repaired", strays)
    guessed = charset_statistics.guess(data)
    if guessed:
        return _replacing(data, guessed, "statistics")
    return Decoded(_windows_1252(data), "windows-1252", "windows-1252")


def _only_cut(data: bytes) -> bool:
    """Say whether nothing is wrong but a character cut at the end of the file."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _repaired(data: bytes) -> tuple[str, int]:
    text, repairs = data.decode("utf-8", "surrogateescape"), 0

    def repair(run: re.Match[str]) -> str:
        nonlocal repairs
        repairs += 1
        stray = run.group().encode("utf-8", "surrogateescape")
        if run.end() == len(text) and 0xC2 <= stray[0] <= 0xF4 and _only_cut(stray):
            return "\ufffd"
        try:
            # Pairs of surrogates, each encoded for itself (CESU-8, from old databases), are one character.
            pair = stray.decode("utf-8", "surrogatepass")
            return pair.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        except UnicodeDecodeError:
            return _windows_1252(stray)

    return _ESCAPED.sub(repair, text), repairs


def _windows_1252(data: bytes) -> str:
    # The five bytes without a character are controls to browsers and U+FFFD here: XML could not hold them.
    return data.decode("cp1252", "replace")
