"""Make any text a file name that every system can hold, and no two names the same anywhere.

Slugs and titles are hostile: they climb out of folders, name devices, hide, and differ only by case or form.
"""

import re
import unicodedata
from array import array
from hashlib import blake2b
from urllib.parse import unquote_to_bytes

LONGEST = 200
"""Bytes of one part of a path: 255 is the limit of most file systems, less what others put around a name."""
DEEPEST = 16
"""Folders in each other that a claimed path may have."""
FALLBACK = "untitled"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')
# Windows takes the superscript digits for digits here.
_DEVICE = re.compile(r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3]) *", re.I)
_NUMBER_ROOM = 11  # "-" and as many digits as any number of files has
_LONGEST_SUFFIX = 32


def portable(text: str, longest: int = LONGEST) -> str:
    """Make one part of a path from any text: NFC, at most ``longest`` bytes of UTF-8, perhaps empty.

    Percent-encoding is decoded first, so that what it hides is judged too. Controls, format characters (zero
    width, direction) and lone surrogates are dropped, ``<>:"/\\|?*`` become ``-``, leading ``-.~`` and trailing
    dots go, device names get a ``_``. Applied to its own result it changes nothing but further percent-encoding.
    """
    text = _visible(unicodedata.normalize("NFC", _decoded(text)))
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub("-", text))
    text = cut(text.lstrip(" -.~").rstrip(" .-"), longest - 1).rstrip(" .-")
    base, dot, rest = text.partition(".")
    return f"{base.rstrip()}_{dot}{rest}" if _DEVICE.fullmatch(base) else text


def cut(text: str, longest: int) -> str:
    """Cut at ``longest`` bytes of UTF-8, between characters and not before a mark that belongs to the last one."""
    encoded = text.encode()
    if len(encoded) <= longest:
        return text
    kept = encoded[:longest].decode(errors="ignore")
    end = len(kept)
    while end and unicodedata.category(text[end])[0] == "M":
        end -= 1
    return kept[: end or len(kept)]


class Names:
    """The names given out below one root; each folder, and each file in it, once by any system's reckoning."""

    def __init__(self) -> None:
        self._files = _Digests()
        self._folders: dict[tuple[str, str], str] = {}
        self._last: dict[int, int] = {}

    def claim(self, folder: str, stem: str, suffix: str) -> str:
        """Give a path that nobody has: ``folder/stem.suffix``, numbered where taken (``about-2.md``)."""
        path = self._folder(folder)
        end = _suffix(suffix)
        name = portable(stem, LONGEST - len(end.encode())) or FALLBACK
        if (found := self._take(path, name + end)) is not None:
            return found
        # The number grows from the last one given for this name: 4,000 equal slugs are 4,000 steps. All names that
        # are cut to the same length share the count, or names alike in their first bytes would take their square.
        short = cut(name, LONGEST - _NUMBER_ROOM - len(end.encode())).rstrip(" .-")
        key = _digest(f"{path}/{short}{end}")
        number = self._last.get(key, 1)
        while True:
            number += 1
            if (found := self._take(path, f"{short}-{number}{end}")) is not None:
                self._last[key] = number
                return found

    def claimed(self, path: str) -> bool:
        """Say whether this is a path that was given out, and not merely one like it."""
        return _digest(path) in self._files and not path.startswith("/") and ".." not in path.split("/")

    def _take(self, folder: str, name: str) -> str | None:
        path = f"{folder}/{name}" if folder else name
        key = _digest(path)
        if key in self._files or (folder, folded(name)) in self._folders:
            return None
        self._files.add(key)
        return path

    def _folder(self, asked: str) -> str:
        """Make the parts of a folder portable; one folder keeps its first spelling, and is no file's name."""
        path = ""
        parts = [name for part in asked.split("/", 4 * DEEPEST)[: 4 * DEEPEST] if (name := portable(part))]
        for part in parts[:DEEPEST]:
            key = (path, folded(part))
            if key not in self._folders:
                name, number = part, 1
                while _digest(f"{path}/{name}" if path else name) in self._files:
                    number += 1
                    name = f"{cut(part, LONGEST - _NUMBER_ROOM)}-{number}"
                self._folders[key] = name
                self._folders[path, folded(name)] = name
            path = f"{path}/{self._folders[key]}" if path else self._folders[key]
        return path


def folded(name: str) -> str:
    """Make a key that is the same for names that some file system takes for the same."""
    if name.isascii():
        return name.lower()
    # The canonical caseless match of Unicode (3.13, D145).
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


class _Digests:
    """A set of 64-bit numbers in 16 to 32 bytes each, where Python's takes 70: a million posts must fit."""

    def __init__(self) -> None:
        self._slots, self._count = array("Q", bytes(8 << 10)), 0

    def __contains__(self, number: int) -> bool:
        return self._slots[self._slot(number or 1)] != 0

    def add(self, number: int) -> None:
        """Add a number; half the slots stay free, so that the next free one is near."""
        number = number or 1  # zero is a free slot
        slot = self._slot(number)
        if self._slots[slot]:
            return
        self._slots[slot] = number
        self._count += 1
        if self._count * 2 > len(self._slots):
            old, self._slots = self._slots, array("Q", bytes(16 * len(self._slots)))
            for kept in old:
                if kept:
                    self._slots[self._slot(kept)] = kept

    def _slot(self, number: int) -> int:
        slots, mask = self._slots, len(self._slots) - 1
        slot = number & mask
        while slots[slot] not in (0, number):
            slot = (slot + 1) & mask
        return slot


def _digest(path: str) -> int:
    return int.from_bytes(blake2b(folded(path).encode(), digest_size=8).digest())


def _suffix(suffix: str) -> str:
    clean = portable(suffix.lstrip("."), _LONGEST_SUFFIX).rstrip("_") if suffix else ""
    return f".{clean}" if clean else ""


def _decoded(text: str) -> str:
    if "%" not in text:
        return text
    try:
        return unquote_to_bytes(text.encode("utf-8", "surrogatepass")).decode()
    except UnicodeDecodeError:
        return text  # a percent sign that means itself


def _visible(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(_seen(char) for char in text)


def _seen(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cc", "Cf", "Cs") or (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF:
        return " " if char in "\t\n\r\x0b\x0c\x85" else ""
    return " " if category[0] == "Z" else char
