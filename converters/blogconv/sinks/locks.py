"""Files that one run holds while it lives: what a killed run leaves behind is known by being held no more."""

import os
import stat
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


def hold(path: Path, *, wait: bool = False) -> int | None:
    """Open (or make) a file and hold it; return its descriptor, or ``None`` if another run has it.

    A link, a file with a second name or of another user is nobody's to hold: ``None`` as well. The hold ends when
    the descriptor is closed, or the process ends in whatever way. Raises ``OSError``.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    flags |= getattr(os, "O_BINARY", 0)
    while True:
        try:
            if fcntl is None:
                path.unlink(missing_ok=True)
            file = os.open(path, flags, 0o666)
        except PermissionError:
            if fcntl is None:
                return None  # Windows removes no file that somebody has open
            raise
        except OSError:
            if path.is_symlink():
                return None
            raise
        try:
            if not _plain(os.fstat(file)) or not _lock(file, wait):
                os.close(file)
                return None
            # The one who held it may have removed it while we waited: then ours has no name, and holds nothing.
            if _is(file, path):
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def release(path: Path, file: int) -> None:
    """Remove a held file and let go of it."""
    if fcntl is None:
        os.close(file)
    with suppress(OSError):
        path.unlink()
    if fcntl is not None:
        os.close(file)


def _lock(file: int, wait: bool) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: as good as it gets
    return True


def _plain(status: os.stat_result) -> bool:
    mine = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    return stat.S_ISREG(status.st_mode) and status.st_nlink <= 1 and mine


def _is(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.lstat())
    except FileNotFoundError:
        return False
