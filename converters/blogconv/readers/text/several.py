"""Tell several posts of one dump apart: each with a thread of its own under a heading that counts it."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from blogconv.readers.text.evidence import Evidence
from blogconv.readers.text.layout import Layout
from blogconv.readers.text.scoring import score
from blogconv.readers.text.segments import cuts

_TEXT_BETWEEN = 300
"""Characters of text that must stand between two threads to be a post."""
_MOST = 400
"""Headings that are looked at."""


def split_posts(layout: Layout, evidence: Sequence[Evidence]) -> Iterator[tuple[Layout, Sequence[Evidence]]]:
    """Yield the dump, or the stretches of it that hold one post each."""
    starts = [0]
    threads = list(_threads(layout, evidence))
    for (_, end), (heading, _) in itertools.pairwise(threads):
        text = sum(len(layout.lines[i].text) for i in range(end, heading) if not evidence[i].furniture)
        if text >= _TEXT_BETWEEN:
            starts.append(end)
    for start, end in zip(starts, [*starts[1:], len(layout.lines)], strict=True):
        if start == 0 and end == len(layout.lines):
            yield layout, evidence
        else:
            yield replace(layout, lines=layout.lines[start:end], fields=frozenset()), evidence[start:end]


def _threads(layout: Layout, evidence: Sequence[Evidence]) -> Iterator[tuple[int, int]]:
    """Find threads that hold just as many complete comments as their headings count; give heading and end."""
    counting = [i for i, e in enumerate(evidence) if e.heading and e.heading.count and e.heading.kind == "comments"][
        :_MOST
    ]
    if len(counting) < 2:
        return
    for here, after in zip(counting, [*counting[1:], len(layout.lines)], strict=True):
        heading = evidence[here].heading
        if not heading or not heading.count:
            continue
        last = next((i for i in range(here + 2, after) if evidence[i].stop), after)
        for cut in cuts(layout.lines, evidence, here + 1, last):
            whole = [s for s in cut.segments if s.name and (s.says or s.date) and (s.body or s.lead)]
            if len(whole) >= heading.count and score(layout.lines, cut, heading.count) > 2.5:
                end = _end(cut.segments[heading.count - 1].body, cut.segments[heading.count - 1].end)
                yield here, end
                break


def _end(body: list[int], end: int) -> int:
    return body[-1] + 1 if body else end
