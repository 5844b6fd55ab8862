"""Read dates that a theme shows in a box, one part a line: "Oct", "23", "2012"."""

from collections.abc import Sequence

from blogconv.language.dates import PrintedDate, find_dates
from blogconv.readers.text.layout import Line


def date_boxes(lines: Sequence[Line], end: int) -> list[tuple[range, PrintedDate | None]]:
    """Find dates that a theme shows in a box, one part a line: "Oct", "23", "2012"."""
    boxes: list[tuple[range, PrintedDate | None]] = []
    i = 0
    while i < end:
        size = 0
        while size < 4 and i + size < end and len(lines[i + size].text) <= 9 and not lines[i + size].mark:
            size += 1
        for n in range(size, 1, -1):
            text = " ".join(lines[j].text for j in range(i, i + n))
            printed = find_dates(text) if any(c.isdigit() for c in text) and any(c.isalpha() for c in text) else []
            if printed and printed[0].start == 0 and printed[0].end == len(text):
                boxes.append((range(i, i + n), printed[0]))
                i += n - 1
                break
        i += 1
    return boxes
