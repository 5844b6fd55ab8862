"""Parse JSON of any spelling with every oddity told: what the fast decoder would refuse or pass over in silence."""

import codecs
import json
from collections import Counter
from typing import Any, NamedTuple, NoReturn

from blogconv.canonical import CONTROLS, FORBIDDEN, SURROGATES
from blogconv.errors import SourceError
from blogconv.plugin import Context

_MOST_DIGITS = 4300  # Python's own limit, since longer ones take quadratic time


class Place(NamedTuple):
    """Where a value begins: its line, its byte offset and its path in the document."""

    line: int
    offset: int
    path: str = ""

    def error(self, ctx: Context, reason: str, *, at: str = "", line: int | None = None) -> SourceError:
        """Make the error for this value, or for what stands ``at`` a path below it."""
        path = join(self.path, at)
        return SourceError(ctx.source, f"{path}: {reason}" if path else reason, line=line or self.line)


class Loose:
    """A parsed value, and what had to be repaired or was passed over in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.value: Any = None
        self.controls = 0
        self.surrogates = 0
        self.strangers: list[tuple[int, int]] = []
        self.repeated: list[str] = []

    def tell(self, ctx: Context, place: Place, ident: str | None) -> None:
        """Note every repair, one diagnostic a kind."""
        if self.strangers:
            offset, byte = self.strangers[0]
            ctx.note(
                "json-not-utf8",
                f"not UTF-8, read as Windows-1252: {len(self.strangers):,} in all, "
                f"the first is 0x{byte:02X} at byte {place.offset + offset:,}",
                line=place.line,
                record=ident,
            )
        if self.controls:
            ctx.note(
                "json-control-character",
                f"characters that XML forbids, removed: {self.controls:,}",
                line=place.line,
                record=ident,
            )
        if self.surrogates:
            ctx.note(
                "json-lone-surrogate",
                f"halves of surrogate pairs, replaced by U+FFFD: {self.surrogates:,}",
                line=place.line,
                record=ident,
            )
        for key in self.repeated:
            ctx.note(
                "json-duplicate-key",
                f"the key '{key}' stands twice in one object; the last one counts",
                line=place.line,
                record=ident,
            )


def parse(data: bytes, ctx: Context, place: Place) -> Loose:
    """Parse one value whose depth is known to be bounded; ``SourceError`` with the line where it is not JSON."""
    text, strangers = _text(data)
    loose = Loose(text)
    loose.strangers = strangers
    suspect = "\\" in text or FORBIDDEN.search(text) is not None

    def gather(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if suspect:
            pairs = [(_clean(key, loose), _clean_all(value, loose)) for key, value in pairs]
        found = dict(pairs)
        if len(found) < len(pairs):
            times = Counter(key for key, _ in pairs)
            loose.repeated += [key for key, number in times.items() if number > 1]
        return found

    def integer(digits: str) -> int:
        if len(digits) > _MOST_DIGITS:
            raise place.error(ctx, f"a number of {len(digits):,} digits; numbers may have {_MOST_DIGITS:,}")
        return int(digits)

    def fraction(digits: str) -> float | str:
        number = float(digits)
        # Beyond what a double holds: the digits as text keep it; "Infinity" would not be JSON.
        return digits if number in (float("inf"), float("-inf")) else number

    def constant(name: str) -> NoReturn:
        raise place.error(ctx, f"{name} is not JSON; write null, or leave the field out")

    try:
        value = json.loads(
            text, object_pairs_hook=gather, parse_int=integer, parse_float=fraction, parse_constant=constant
        )
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        raise place.error(ctx, f"not JSON: {reason}", line=place.line + error.lineno - 1) from error
    loose.value = _clean_all(value, loose) if suspect else value
    return loose


def join(path: str, below: str) -> str:
    """Put two parts of a path together: ``posts[3]`` and ``author.name``."""
    return path + below if not path or not below or below.startswith("[") else f"{path}.{below}"


def _text(data: bytes) -> tuple[str, list[tuple[int, int]]]:
    """Decode UTF-8; bytes that are not are read as Windows-1252 and listed with their offsets."""
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        strangers: list[tuple[int, int]] = []

        def stranger(error: UnicodeError) -> tuple[str, int]:
            assert isinstance(error, UnicodeDecodeError)
            bad = error.object[error.start : error.end]
            strangers.extend(enumerate(bad, error.start))
            return bad.decode("cp1252", "replace"), error.end

        codecs.register_error("blogconv-json-cp1252", stranger)
        return data.decode("utf-8", "blogconv-json-cp1252"), strangers


def _clean(text: str, loose: Loose) -> str:
    if FORBIDDEN.search(text) is None:
        return text
    text, removed = CONTROLS.subn("", text)
    text, replaced = SURROGATES.subn("\ufffd", text)
    loose.controls += removed
    loose.surrogates += replaced
    return text


def _clean_all(value: Any, loose: Loose) -> Any:
    """Clean a string, or the strings of an array however nested; objects were cleaned when they were gathered."""
    if isinstance(value, str):
        return _clean(value, loose)
    todo = [value] if isinstance(value, list) else []
    while todo:
        array = todo.pop()
        for index, item in enumerate(array):
            if isinstance(item, str):
                array[index] = _clean(item, loose)
            elif isinstance(item, list):
                todo.append(item)
    return value
