"""A report that keeps every finding, in the order of its place."""

from blogconv.catalogue import Severity
from blogconv.diagnostics import Diagnostic, Report

_MOST = 100_000  # findings kept in full; a file with more is no better known by reading them


class Findings(Report):
    """All that was found; what is only information is no finding."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[Diagnostic] = []

    def add(self, diagnostic: Diagnostic) -> None:
        """Count a diagnostic and keep it."""
        super().add(diagnostic)
        if len(self.all) < _MOST:
            self.all.append(diagnostic)

    def findings(self) -> list[Diagnostic]:
        """Give the findings by input and line; those without a line come last in their input."""
        sources = {name: at for at, name in enumerate(dict.fromkeys(d.source for d in self.all))}
        found = [d for d in self.all if d.severity not in (Severity.INFO, Severity.WITHHELD)]
        return sorted(found, key=lambda d: (sources[d.source], d.line is None, d.line or 0))
