"""Integer ids for formats that need them: the source's own where possible, else made, the same in every run."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from blogconv.model import Comment

_PAGE = 256
_BIGGEST = (1 << 63) - 1


class Numbers:
    """Which integers are taken. Memory is a bit for each of many in a row, some 150 bytes for one far from others."""

    def __init__(self) -> None:
        self._pages: dict[int, int] = {}
        self._next = 1

    def take(self, number: int) -> bool:
        """Take a number; say no if somebody else has it."""
        page, place = divmod(number, _PAGE)
        bits = self._pages.get(page, 0)
        if bits >> place & 1:
            return False
        self._pages[page] = bits | 1 << place
        return True

    def has(self, number: int) -> bool:
        """Say whether somebody has a number."""
        page, place = divmod(number, _PAGE)
        return bool(self._pages.get(page, 0) >> place & 1)

    def give_back(self, numbers: Iterable[int]) -> None:
        """Free numbers that were taken for nothing."""
        for number in numbers:
            page, place = divmod(number, _PAGE)
            self._pages[page] &= ~(1 << place)

    def make(self) -> int:
        """Take the lowest number that was never taken."""
        while not self.take(self._next):
            self._next += 1
        return self._next


class Posts:
    """Numbers of posts, given out as posts come or as others name them for a parent first."""

    def __init__(self) -> None:
        self._numbers = Numbers()
        self._made: dict[str, int] = {}
        self._makeshift: set[int] = set()
        self.awaited: dict[str, int] = {}
        """Posts that were named as parents and have not come: in the end, the dangling ones."""

    def number(self, ident: str) -> tuple[int, bool]:
        """Number a post that has come; also say whether the number was made."""
        number = self.awaited.pop(ident, None)
        if number is None:
            number = self._claim(ident)
        return number, ident in self._made

    def refer(self, ident: str) -> int:
        """Number a post that another one names."""
        if ident in self._made:
            return self._made[ident]
        number = integer(ident)
        if number is None or number in self._makeshift or self._numbers.take(number):
            if number is None or number in self._makeshift:
                number = self._claim(ident)
            self.awaited[ident] = number
        return number

    def made(self, ident: str) -> int | None:
        """Give the number that was made for a post, if one was: its own was taken, or none."""
        return self._made.get(ident)

    def _claim(self, ident: str) -> int:
        number = integer(ident)
        if number is None or not self._numbers.take(number):
            number = self._made[ident] = self._numbers.make()
            self._makeshift.add(number)
        return number


def integer(ident: str) -> int | None:
    """Read an id that is a positive integer as databases write it, without sign or leading zero."""
    if ident.isascii() and ident.isdigit() and ident[0] != "0" and len(ident) <= 19:
        number = int(ident)
        return number if number <= _BIGGEST else None
    return None


class Thread(NamedTuple):
    """Numbers for the comments of one post, in their order; ``parents`` holds 0 for a root."""

    ids: list[int]
    parents: list[int]
    made: bool
    """Whether any number is not the source's own."""
    missing: list[tuple[str, str]]
    """Comments whose parent is not among the post's comments, with that parent."""
    cyclic: list[str]
    """Comments that were made roots because they answer, in the end, themselves."""


def thread(comments: Sequence[Comment], numbers: Numbers) -> Thread:
    """Number comments so that each has a greater number than its parent: what importers sort and thread by.

    The source's numbers are kept if all are integers that obey this, else all are made, parents first and
    otherwise in source order.
    """
    place = {comment.id: at for at, comment in enumerate(comments)}
    above = [-1 if c.parent is None else place.get(c.parent, -1) for c in comments]
    missing = [(c.id, c.parent) for c, up in zip(comments, above, strict=True) if c.parent is not None and up < 0]
    cyclic = [comments[at].id for at in _cut_cycles(above)]
    kept = _kept(comments, above, numbers)
    ids = kept or _made(above, numbers)
    return Thread(ids, [ids[up] if up >= 0 else 0 for up in above], kept is None, missing, cyclic)


def _cut_cycles(above: list[int]) -> list[int]:
    """Make a root of the first comment, in source order, of every ring of comments that answer each other."""
    cut = []
    seen_from = [-1] * len(above)
    for start in range(len(above)):
        at = start
        while at >= 0 and seen_from[at] < 0:
            seen_from[at] = start
            at = above[at]
        if at >= 0 and seen_from[at] == start:
            ring, step = [at], above[at]
            while step != at:
                ring.append(step)
                step = above[step]
            above[min(ring)] = -1
            cut.append(min(ring))
    return cut


def _kept(comments: Sequence[Comment], above: list[int], numbers: Numbers) -> list[int] | None:
    """Take the source's own numbers, if they are fit to be kept."""
    ids: list[int] = []
    for comment in comments:
        number = integer(comment.id)
        if number is None or not numbers.take(number):
            numbers.give_back(ids)
            return None
        ids.append(number)
    if any(up >= 0 and ids[up] >= number for number, up in zip(ids, above, strict=True)):
        numbers.give_back(ids)
        return None
    return ids


def _made(above: list[int], numbers: Numbers) -> list[int]:
    """Make numbers, parents first; no recursion, however deep the thread."""
    ids = [0] * len(above)
    for start in range(len(above)):
        path, at = [], start
        while at >= 0 and not ids[at]:
            path.append(at)
            at = above[at]
        for step in reversed(path):
            ids[step] = numbers.make()
    return ids
