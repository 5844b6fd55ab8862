"""Run console examples: lines that begin with ``$`` are commands, what follows is what the terminal shows."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

# The commands of the environment that runs the tests, whatever the shell has on its path.
_SCRIPTS = Path(sys.executable).parent


def examples(text: str) -> Iterator[tuple[str, str]]:
    r"""Yield each command with the output that is expected; a command goes on after a ``\`` at the end of a line."""
    command, output, going = "", "", False
    for line in text.splitlines(keepends=True):
        if going:
            command, going = command + line, line.endswith("\\\n")
        elif line.startswith("$ "):
            if command:
                yield command, output
            command, output, going = line[2:], "", line.endswith("\\\n")
        else:
            output += line
    if command:
        yield command, output


def run(command: str, folder: Path, *, stdin: str = "", more: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """Run a command line with a shell in ``folder``; give exit status, standard output and standard error."""
    environment = {
        "PATH": os.pathsep.join([str(_SCRIPTS), os.environ.get("PATH", "")]),
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "COLUMNS": "80",
        **(more or {}),
    }
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        input=stdin.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def matches(found: str, expected: str) -> bool:
    """Compare output with what is expected, where a line of three dots stands for any lines."""
    pattern = "".join(
        "(?:.*\\n)*" if line == "...\n" else re.escape(line) for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, found) is not None
