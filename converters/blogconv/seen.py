"""Remember which ids have been met, in about two bytes each: an archive may hold a million."""

from array import array
from bisect import bisect_left

_DENSE = 4096  # from so many entries on, a bitmap of 64 Ki bits is smaller than a sorted list


class Seen:
    """A set of ids. Numbers are kept as a roaring bitmap: pages of 65,536, each a sorted list or a bitmap."""

    def __init__(self) -> None:
        self._pages: dict[int, array[int] | bytearray] = {}
        self._words: set[str] = set()
        self._numbered: dict[str, int] = {}

    def add(self, ident: str) -> bool:
        """Add an id; say whether it is new."""
        if not (ident.isascii() and ident.isdecimal() and len(ident) < 20) or (ident[0] == "0" and len(ident) > 1):
            before = len(self._words)
            self._words.add(ident)
            return len(self._words) > before
        number, low = divmod(int(ident), 65536)
        page = self._pages.get(number)
        if page is None:
            self._pages[number] = array("H", (low,))
            return True
        if isinstance(page, bytearray):
            bit = 1 << (low & 7)
            if page[low >> 3] & bit:
                return False
            page[low >> 3] |= bit
            return True
        if low > page[-1]:
            page.append(low)
        else:
            at = bisect_left(page, low)
            if page[at] == low:
                return False
            page.insert(at, low)
        if len(page) >= _DENSE:
            self._pages[number] = _bitmap(page)
        return True

    def fresh(self, ident: str) -> str:
        """Add and give the first of ``IDENT-2``, ``IDENT-3`` ... that is new."""
        number = self._numbered.get(ident, 2)
        while not self.add(f"{ident}-{number}"):
            number += 1
        self._numbered[ident] = number + 1
        return f"{ident}-{number}"


def _bitmap(entries: "array[int]") -> bytearray:
    bits = bytearray(8192)
    for low in entries:
        bits[low >> 3] |= 1 << (low & 7)
    return bits
