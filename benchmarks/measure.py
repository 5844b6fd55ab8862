"""Run a command and say what it cost: CPU seconds (user and system) and peak memory of the process and its children."""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from typing import NamedTuple


class Cost(NamedTuple):
    """What one run took, and what it printed."""

    cpu: float
    """Seconds, user and system."""
    peak: float
    """MB of resident memory."""
    out: str


def python(code: str, *arguments: str) -> Cost:
    """Run a piece of Python in a fresh process of this interpreter."""
    return run([sys.executable, "-c", code, *arguments])


def run(command: list[str]) -> Cost:
    """Run a command, which must succeed, and wait for its costs."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    out = child.stdout.read()
    child.stdout.close()
    _, status, usage = os.wait4(child.pid, 0)
    # Told to Popen, or it would wait for a process that is no more.
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"failed with {child.returncode}: {' '.join(command)[:200]}")
    factor = 1 if sys.platform == "darwin" else 1024
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * factor / 1e6, out)


def pairs(ours: Callable[[], Cost], theirs: Callable[[], Cost], count: int) -> tuple[float, list[Cost], list[Cost]]:
    """Run both in turn, so that a busy machine slows both alike; return the median ratio of their CPU seconds."""
    ours(), theirs()  # the first runs only warm the disk's cache and the byte code
    runs = [(ours(), theirs()) for _ in range(count)]
    return statistics.median(a.cpu / b.cpu for a, b in runs), [a for a, _ in runs], [b for _, b in runs]


def median(costs: list[Cost]) -> float:
    """Give the median CPU seconds."""
    return statistics.median(cost.cpu for cost in costs)
