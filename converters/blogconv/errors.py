"""What stops a run.

::

    BlogconvError            exit status 1
    ├── SourceError          an input cannot be read
    │   └── LimitError       ... because it goes beyond a limit (--max-size, --max-depth, --max-expansion)
    ├── TargetError          an output cannot be written
    ├── BalanceError         records read are not records written and skipped: a fault of blogconv itself
    └── UsageError           wrong use: exit status 2

Trouble inside one record does not stop a run: it is a diagnostic (``diagnostics.py``).
"""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


class BlogconvError(Exception):
    """Anything that stops a run; ``str()`` is one line fit for a terminal."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(printable(message, limit=500))


class SourceError(BlogconvError):
    """The input cannot be read at all."""

    def __init__(self, source: str, reason: str, *, line: int | None = None) -> None:
        self.source, self.reason, self.line = source, reason, line
        super().__init__(f"{place(source, line)}: {reason}")


class LimitError(SourceError):
    """The input goes beyond a limit; the reason names the limit and the option that raises it."""


class TargetError(BlogconvError):
    """The output cannot be written."""

    def __init__(self, target: str, reason: str) -> None:
        self.target, self.reason = target, reason
        super().__init__(f"{place(target, None)}: {reason}")


class BalanceError(BlogconvError):
    """Counts do not add up: something was lost that nobody named."""


class UsageError(BlogconvError):
    """Wrong use: an unknown name, a bad option value."""

    exit_code = 2


def place(source: str, line: int | None) -> str:
    """Write a place in the form that terminals and editors link: ``export.xml:412``."""
    name = printable(source, limit=200) or "''"
    return f"{name}:{line}" if line else name


def printable(text: str, *, limit: int | None = None) -> str:
    """Make text harmless on one terminal line: controls and lone surrogates escaped, the middle cut at ``limit``.

    Titles and file names are hostile: an escape sequence or a newline in them must not reach the terminal.
    """
    if not text.isprintable():
        # "Cf" (direction overrides, zero width) can disguise a name just as a control can.
        text = "".join(c if c == " " or unicodedata.category(c)[0] not in "CZ" else _escape(c) for c in text)
    if limit is not None and len(text) > limit:
        text = text[: limit * 2 // 3] + " … " + text[-(limit // 3) + 3 :]
    return text


def _escape(char: str) -> str:
    return " " if char in "\n\r\t\u00a0" else char.encode("unicode_escape").decode("ascii")


def nearest(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, as the end of a message: ``; did you mean 'jsonl'?``, or ````."""
    names = sorted(known)
    close = get_close_matches(word, names, n=1)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; known: {', '.join(names)}" if names else ""
