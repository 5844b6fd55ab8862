"""Match a pattern of paths, ``**`` for folders at any depth: by a stack, and through no link for ``**``.

The standard library's ``glob`` follows links for ``**``: two of them in a circle keep it busy for ever.
"""

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

MAGIC = re.compile(r"[*?\[]")


def matches(pattern: str) -> Iterator[str]:
    """Yield the paths that exist and match, in no order; names with a leading dot only where the pattern has one."""
    path = Path(pattern)
    parts = path.parts[1:] if path.anchor else path.parts
    stack = [(path.anchor, 0)]
    seen = set(stack)  # two ``**`` lead to one folder in many ways

    def go(place: str, at: int) -> None:
        if (place, at) not in seen:
            seen.add((place, at))
            stack.append((place, at))

    while stack:
        place, at = stack.pop()
        if at == len(parts):
            yield place
        elif not MAGIC.search(parts[at]):
            if os.path.lexists(found := os.path.join(place, parts[at])):  # noqa: PTH118 - cheaper than a Path
                go(found, at + 1)
        else:
            deep = parts[at] == "**"
            if deep:
                go(place, at + 1)
            for name, folder, link in _entries(place):
                hidden = name.startswith(".") and not parts[at].startswith(".")
                if hidden or not (deep or fnmatch(name, parts[at])):
                    continue
                found = os.path.join(place, name)  # noqa: PTH118
                if not deep and (folder or at + 1 == len(parts)):
                    go(found, at + 1)
                elif deep and folder and not link:
                    go(found, at)


def _entries(folder: str) -> Iterator[tuple[str, bool, bool]]:
    try:
        with os.scandir(folder or ".") as entries:
            for entry in entries:
                yield entry.name, entry.is_dir(), entry.is_symlink()
    except OSError:
        return  # as a shell does: what cannot be listed holds no match
