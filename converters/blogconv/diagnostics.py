"""What does not stop a run but must be told: diagnostics, and the report that counts everything.

Counts balance: for posts and for comments, read = written + skipped, each skip with its reason.
"""

from collections import Counter

from msgspec import Struct

from blogconv.catalogue import CODES, Severity
from blogconv.errors import BalanceError, place, printable

KEPT_PER_CODE = 20


class Diagnostic(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One thing that happened to one record, with its place."""

    code: str
    severity: Severity
    source: str
    message: str
    line: int | None = None
    record: str | None = None

    def __str__(self) -> str:
        where = place(self.source, self.line)
        who = f" [{printable(self.record, limit=80)}]" if self.record else ""
        return f"{where}:{who} {self.severity}: {printable(self.message, limit=300)} ({self.code})"


class Tally(Struct):
    """A number of posts and of comments."""

    posts: int = 0
    comments: int = 0

    def add(self, posts: int, comments: int) -> None:
        """Count more of both."""
        self.posts += posts
        self.comments += comments


class Report:
    """All that a run has to tell: counts that balance, diagnostics, losses, withheld fields, failed inputs.

    Every diagnostic is counted; the first ``KEPT_PER_CODE`` of a code are kept in full.
    """

    def __init__(self) -> None:
        self.read, self.written = Tally(), Tally()
        self.skipped: dict[str, Tally] = {}
        self.counts: Counter[tuple[Severity, str]] = Counter()
        self.kept: list[Diagnostic] = []
        self.failed: list[str] = []
        self._kept_of: Counter[str] = Counter()

    def add(self, diagnostic: Diagnostic) -> None:
        """Count a diagnostic, and keep it while there are few of its code."""
        self.counts[diagnostic.severity, diagnostic.code] += 1
        if self._kept_of[diagnostic.code] < KEPT_PER_CODE:
            self._kept_of[diagnostic.code] += 1
            self.kept.append(diagnostic)

    def lose(self, path: str, severity: Severity = Severity.LOSS) -> None:
        """Count one record whose field at this model path (``comment.author.email``) is not in the output."""
        self.counts[severity, path] += 1

    def skip(self, reason: str, posts: int, comments: int) -> None:
        """Count posts and comments that were read and deliberately not written."""
        self.skipped.setdefault(reason, Tally()).add(posts, comments)

    def fail(self, message: str) -> None:
        """Record that one of several inputs failed; ``message`` is its error line."""
        self.failed.append(message)
        self.counts[Severity.ERROR, "input-failed"] += 1

    def merge(self, other: "Report") -> None:
        """Add all that another report counted and kept."""
        self.read.add(other.read.posts, other.read.comments)
        self.written.add(other.written.posts, other.written.comments)
        for reason, tally in other.skipped.items():
            self.skip(reason, tally.posts, tally.comments)
        kept: Counter[tuple[Severity, str]] = Counter()
        for diagnostic in other.kept:
            kept[diagnostic.severity, diagnostic.code] += 1
            self.add(diagnostic)
        # Those that were counted but not kept in full.
        self.counts.update({key: number - kept[key] for key, number in other.counts.items()})
        self.failed += other.failed

    def balance(self) -> None:
        """Raise ``BalanceError`` unless read = written + skipped."""
        skipped = Tally()
        for tally in self.skipped.values():
            skipped.add(tally.posts, tally.comments)
        for name in ("posts", "comments"):
            read, written, left = (getattr(t, name) for t in (self.read, self.written, skipped))
            if read != written + left:
                raise BalanceError(
                    f"{name} do not balance: {read} read, {written} written, {left} skipped; "
                    "please report this as a fault of blogconv"
                )

    def reaches(self, *severities: Severity) -> bool:
        """Say whether anything of these severities was counted (``--fail-on``)."""
        return any(severity in severities for severity, _ in self.counts)

    def lines(self) -> list[str]:
        """Write the report as the lines that end every run."""
        out = [
            f"{self.read.posts:,} posts, {self.read.comments:,} comments read; "
            f"{self.written.posts:,} and {self.written.comments:,} written"
        ]
        for reason, tally in self.skipped.items():
            out.append(f"{tally.posts:>6,} posts, {tally.comments:,} comments  skipped   {reason}")
        order = list(Severity)
        for (severity, code), number in sorted(
            self.counts.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        ):
            out.append(f"{number:>6,}  {severity:<8}  {code}")
        return out

    def as_dict(self) -> dict[str, object]:
        """Give the whole report as builtins (``--report FILE.json``)."""
        return {
            "read": {"posts": self.read.posts, "comments": self.read.comments},
            "written": {"posts": self.written.posts, "comments": self.written.comments},
            "skipped": {k: {"posts": t.posts, "comments": t.comments} for k, t in self.skipped.items()},
            "counts": [
                {
                    "severity": str(s),
                    "code": c,
                    "count": n,
                    **({"meaning": CODES[c][1]} if c in CODES else {}),
                }
                for (s, c), n in sorted(self.counts.items())
            ],
            "diagnostics": [{f: v for f in d.__struct_fields__ if (v := getattr(d, f)) is not None} for d in self.kept],
            "failed": self.failed,
        }
