"""Hold the start-up time of ``blogconv --help`` against that of importing click alone.

Interleaved pairs of CPU seconds, so that a busy machine slows both; fails when the median ratio is above 2.
"""

import resource
import statistics
import subprocess
import sys

PAIRS = 15
LIMIT = 2.0


def cpu(command: list[str]) -> float:
    """Run a command and return its CPU seconds, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the ratio; return 1 if it is above the limit."""
    ours = [sys.executable, "-c", "from blogconv.cli import main; main(['--help'])"]
    bare = [sys.executable, "-c", "import click"]
    cpu(ours), cpu(bare)
    ratio = statistics.median(cpu(ours) / cpu(bare) for _ in range(PAIRS))
    print(f"blogconv --help takes {ratio:.2f} x the CPU time of importing click (limit {LIMIT})")
    return 1 if ratio > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
