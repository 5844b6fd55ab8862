"""A folder of many files: staged in ``OUT/.blogconv/``, moved to their places when the whole run has succeeded.

Each run stages in a folder of its own, held by a lock, so that two runs do not mix and what a killed run left is
swept by the next. Files that are there already and the same are left alone, so a run can be repeated.
Nothing is written through a link: a link in a file's place is replaced, one in a folder's place is refused.
"""

# Plain strings: a Path for each of a million files costs as much as writing them.
# ruff: noqa: PTH102, PTH105, PTH108, PTH116, PTH120, PTH123
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from blogconv.errors import TargetError
from blogconv.sinks.base import Pipe, Sink, failure
from blogconv.sinks.file import make_folders, remove_folders, sync_folder
from blogconv.sinks.locks import hold, release
from blogconv.sinks.names import Names

STAGE = ".blogconv"
_COMMITTING = "commit.lock"
_BLOCK = 64 << 10
_ATTEMPTS = 100
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NAMED = 3  # files named in the message that others need --force


class FolderSink(Sink):
    """A folder, new or used."""

    def __init__(self, path: Path, *, force: bool) -> None:
        super().__init__(str(path))
        self._root, self._force = path, force
        self._names = Names()
        self._made: list[Path] = []
        self._lock: tuple[Path, int] | None = None
        self._stage = str(path / STAGE)
        if os.path.lexists(path) and not path.is_dir():
            raise TargetError(self.name, "is no folder; this format writes many files, name a folder")
        try:
            self._made = make_folders(path)
            self._begin()
        except OSError as error:
            self.abort()
            raise failure(self.name, error) from error
        except BaseException:
            self.abort()
            raise
        self._folders = {""}

    def stream(self, part: int = 1) -> BinaryIO:
        """Refuse: one file has no place here."""
        raise TargetError(self.name, "is a folder; this format writes one file, name it")

    def claim(self, folder: str, stem: str, suffix: str) -> str:
        """Reserve a file; return its final relative path."""
        return self._names.claim(folder, stem, suffix)

    def open(self, path: str) -> AbstractContextManager[BinaryIO]:
        """Open a claimed path, which is staged until the commit."""
        if not self._names.claimed(path):
            raise TargetError(self.name, f"was not asked for a file called {path!r}; claim it first")
        try:
            folder = path.rpartition("/")[0]
            if folder not in self._folders:
                self._make(folder)
            file = os.open(f"{self._stage}/{path}", _NEW, 0o666)
        except OSError as error:
            raise failure(f"{self.name}/{path}", error) from error
        pipe = Pipe(f"{self.name}/{path}", lambda data: os.write(file, data), lambda: os.close(file), _BLOCK)
        self._open = [*(other for other in self._open if not other.closed), pipe]
        return pipe

    def _make(self, folder: str) -> None:
        path = ""
        for part in folder.split("/"):
            path = f"{path}/{part}" if path else part
            if path not in self._folders:
                os.mkdir(f"{self._stage}/{path}")
                self._folders.add(path)

    def commit(self) -> None:
        """Judge every file against what is there, then move all; identical ones stay as they are."""
        committing = self._root / STAGE / _COMMITTING
        try:
            held = hold(committing, wait=True)
            try:
                self._judge()
                for folder in sorted(self._folders):
                    sync_folder(f"{self._stage}/{folder}")
                self._move()
            finally:
                if held is not None:
                    release(committing, held)
        except OSError as error:
            raise failure(self.name, error) from error
        self._end()

    def abort(self) -> None:
        """Remove the stage, and the folders made for this run."""
        for pipe in self._open:
            pipe.drop()
        self._end()
        remove_folders(self._made)

    def _judge(self) -> None:
        """Refuse before anything is moved; take out of the stage what is there already."""
        first: list[str] = []
        count = 0
        for staged, final, there in _meetings(self._stage, str(self._root)):
            if there is None or stat.S_ISLNK(there.st_mode):
                continue
            if _same(staged, final, there):
                os.unlink(staged)
            elif not self._force:
                count += 1
                first = sorted([*first, os.path.relpath(final, self._root)])[:_NAMED]
        if count:
            more = f" and {count - _NAMED:,} more" if count > _NAMED else ""
            raise TargetError(
                self.name, f"holds {', '.join(first)}{more} already, with other content; replace with --force"
            )

    def _move(self) -> None:
        folders = {str(self._root)}
        for staged, final, _ in _meetings(self._stage, str(self._root)):
            os.replace(staged, final)
            folders.add(os.path.dirname(final))
        for folder in sorted(folders):
            sync_folder(folder)

    def _begin(self) -> None:
        """Take a stage of our own, and sweep those that nobody holds."""
        above = self._root / STAGE
        for _ in range(_ATTEMPTS):
            if above.is_symlink():
                raise TargetError(str(above), "is a link; remove it, output does not follow links")
            above.mkdir(exist_ok=True)
            lock = above / f"{token_hex(6)}.lock"
            try:
                held = hold(lock)
            except FileNotFoundError:
                continue  # the last run to end took the folder away
            if held is not None:
                break
        else:
            raise TargetError(self.name, "other runs keep removing the stage; try again")
        self._lock, self._stage = (lock, held), str(lock.with_suffix(""))
        os.mkdir(self._stage)
        for other in sorted(above.glob("*.lock")):
            if other.name not in (lock.name, _COMMITTING) and (left := hold(other)) is not None:
                shutil.rmtree(other.with_suffix(""), ignore_errors=True)
                release(other, left)

    def _end(self) -> None:
        if self._lock is None:
            return
        (lock, held), self._lock = self._lock, None
        shutil.rmtree(self._stage, ignore_errors=True)
        release(lock, held)
        with suppress(OSError):
            lock.parent.rmdir()


def _meetings(stage: str, root: str) -> Iterator[tuple[str, str, os.stat_result | None]]:
    """Yield each staged file with its final place and what is there; a folder that is new there goes as a whole.

    The caller may move or remove what is yielded. No order, and no lists: a folder may hold a million files.
    """
    stack = [(stage, root)]
    while stack:
        source, target = stack.pop()
        with os.scandir(source) as entries:
            for entry in entries:
                final = f"{target}/{entry.name}"
                try:
                    there = os.lstat(final)
                except FileNotFoundError:
                    yield entry.path, final, None
                    continue
                if entry.is_dir():
                    if not stat.S_ISDIR(there.st_mode):
                        link = stat.S_ISLNK(there.st_mode)
                        what = "a link, and output does not follow links" if link else "no folder"
                        raise TargetError(final, f"is {what}; remove it")
                    stack.append((entry.path, final))
                elif stat.S_ISREG(there.st_mode) or stat.S_ISLNK(there.st_mode):
                    yield entry.path, final, there
                else:
                    raise TargetError(final, "is no file that could be replaced; remove it")


def _same(staged: str, final: str, there: os.stat_result) -> bool:
    if os.stat(staged).st_size != there.st_size:
        return False
    with open(staged, "rb") as ours, open(final, "rb") as theirs:
        while block := ours.read(_BLOCK):
            if block != theirs.read(_BLOCK):
                return False
    return True
