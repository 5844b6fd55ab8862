"""Open anything as bounded bytes: paths, folders, globs, standard input, bytes, streams, URLs, archives.

One source becomes any number of inputs, each opened only when asked.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from blogconv.diagnostics import Report
from blogconv.plugin import Limits
from blogconv.sources.finding import Finder
from blogconv.sources.inputs import HEAD, Input

__all__ = ["HEAD", "AnySource", "Input", "find"]

AnySource = str | Path | bytes | BinaryIO | Iterable["AnySource"]


def find(
    source: AnySource, limits: Limits | None = None, *, report: Report | None = None, allow_private: bool = False
) -> Iterator[Input]:
    """Yield the inputs of a source, folders and archives in natural order of names.

    ``str``: a path, a folder (all files below, hidden ones and links aside), a glob, ``-`` for standard input or
    an http(s) URL; ``bytes``: the content; a binary stream: read from where it stands, left open.
    ``report`` is told of files left out and junk after compressed data. Only URLs touch the network;
    ``allow_private`` lets them lead to this machine and its network.
    """
    finder = Finder(limits or Limits(), Report() if report is None else report, allow_private)
    # A list of lists is as good as a list; a stack, not recursion, for it may be deep.
    stack: list[Iterator[Any]] = [iter([source])]
    while stack:
        for one in stack[-1]:
            if isinstance(one, str | os.PathLike):
                yield from finder.text(one)
            elif isinstance(one, bytes | bytearray | memoryview):
                yield from finder.content(bytes(one))
            elif callable(getattr(one, "read", None)):
                yield from finder.stream(one, None)
            elif isinstance(one, Iterable):
                stack.append(iter(one))
                break
            else:
                raise TypeError(f"not a source: {type(one).__name__}")
        else:
            stack.pop()
