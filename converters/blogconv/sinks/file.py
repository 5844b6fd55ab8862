"""One file, or several parts of it: written beside the target, renamed when the whole run has succeeded."""

import os
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from blogconv.errors import TargetError
from blogconv.sinks.base import Pipe, Sink, failure
from blogconv.sinks.locks import hold, release

_BLOCK = 256 << 10
_ATTEMPTS = 1000


class FileSink(Sink):
    """A file; further parts are ``name-002.xml``, and then the first is ``name-001.xml``."""

    def __init__(self, path: Path, *, force: bool) -> None:
        super().__init__(str(path))
        self._path, self._force = path, force
        self._made: list[Path] = []
        self._drafts: list[tuple[Path, int]] = []
        refuse_existing(path, force)
        try:
            self._made = make_folders(path.parent)
            self._draft()
        except OSError as error:
            self.abort()
            raise failure(self.name, error) from error
        except BaseException:
            self.abort()
            raise

    def stream(self, part: int = 1) -> BinaryIO:
        """Open a part; the parts are written one after the other, from 1."""
        try:
            while len(self._drafts) < part:
                refuse_existing(self._part(len(self._drafts) + 1), self._force)
                self._draft()
        except OSError as error:
            raise failure(self.name, error) from error
        return self._open[part - 1]

    def commit(self) -> None:
        """Bring everything to the disk, then rename."""
        finals = [self._path] if len(self._drafts) == 1 else [self._part(n + 1) for n in range(len(self._drafts))]
        try:
            if len(finals) > 1:
                refuse_existing(finals[0], self._force)
            for _, held in self._drafts:
                os.fsync(held)
            for (draft, held), final in zip(self._drafts, finals, strict=True):
                if os.name == "nt":  # which renames no open file
                    os.close(held)
                draft.replace(final)
                if os.name != "nt":
                    os.close(held)
            self._drafts = []
            sync_folder(self._path.parent)
        except OSError as error:
            raise failure(self.name, error) from error

    def abort(self) -> None:
        """Remove the drafts, and the folders made for them."""
        for pipe in self._open:
            pipe.drop()
        for draft, held in self._drafts:
            release(draft, held)
        self._drafts = []
        remove_folders(self._made)

    def _draft(self) -> None:
        """Open a file beside the target. Its name is fixed, so that one left by a killed run is used up by the next."""
        digest = blake2b(os.fsencode(self._path.name), digest_size=8).hexdigest()
        for number in range(1, _ATTEMPTS):
            draft = self._path.parent / f".blogconv-{number}-{digest}"
            held = hold(draft)
            if held is not None:
                break
        else:
            raise TargetError(self.name, f"{_ATTEMPTS} other runs are writing it")
        os.truncate(held, 0)
        copy = os.dup(held)
        self._drafts.append((draft, held))
        self._open.append(Pipe(self.name, lambda data: os.write(copy, data), lambda: os.close(copy), _BLOCK))

    def _part(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.stem}-{number:03d}{self._path.suffix}")


def refuse_existing(path: Path, force: bool) -> None:
    """Raise ``TargetError`` where a file could not appear under this name."""
    if os.path.lexists(path):
        if path.is_dir() and not path.is_symlink():
            raise TargetError(str(path), "is a folder; this format writes one file, name it")
        if not force:
            raise TargetError(str(path), "exists already; choose another name, or replace it with --force")


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the ones made, outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    made = []
    try:
        for path in reversed(missing):
            path.mkdir(exist_ok=True)
            made.append(path)
    except BaseException:
        remove_folders(made)
        raise
    return made


def remove_folders(made: list[Path]) -> None:
    """Remove folders that a run has made, those that somebody else uses by now aside."""
    for path in reversed(made):
        try:
            path.rmdir()
        except OSError:
            return


def sync_folder(folder: str | Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(file)
    finally:
        os.close(file)
