"""Convert blog exports, posts and comments, without losing any.

The public names of the library; each is loaded when it is first used, so that ``blogconv --help`` loads nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from blogconv.diagnostics import Diagnostic, Report
    from blogconv.errors import BlogconvError, LimitError, SourceError, TargetError, UsageError
    from blogconv.model import Author, Comment, Inferred, MetaEntry, Post, Site, Term, Votes
    from blogconv.pipeline import convert, read, write
    from blogconv.plugin import Limits
    from blogconv.registry import detect, formats
    from blogconv.selection import Selection
    from blogconv.summary import Summary, inspect
    from blogconv.validation import Findings, validate

_HOMES = {
    "blogconv.diagnostics": ("Diagnostic", "Report"),
    "blogconv.errors": ("BlogconvError", "LimitError", "SourceError", "TargetError", "UsageError"),
    "blogconv.model": ("Author", "Comment", "Inferred", "MetaEntry", "Post", "Site", "Term", "Votes"),
    "blogconv.pipeline": ("convert", "read", "write"),
    "blogconv.plugin": ("Limits",),
    "blogconv.registry": ("detect", "formats"),
    "blogconv.selection": ("Selection",),
    "blogconv.summary": ("Summary", "inspect"),
    "blogconv.validation": ("Findings", "validate"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Author",
    "BlogconvError",
    "Comment",
    "Diagnostic",
    "Findings",
    "Inferred",
    "LimitError",
    "Limits",
    "MetaEntry",
    "Post",
    "Report",
    "Selection",
    "Site",
    "SourceError",
    "Summary",
    "TargetError",
    "Term",
    "UsageError",
    "Votes",
    "__version__",
    "convert",
    "detect",
    "formats",
    "inspect",
    "read",
    "validate",
    "write",
]


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        return getattr(import_module(_HOME_OF[name]), name)
    raise AttributeError(f"module 'blogconv' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
