"""Score the text reader on dumps whose post and comments are known, tool by tool."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dumpgold import tokens
from innertext import rendered

import blogconv

_ALIKE = 0.9
"""Agreement of words at which two comments are the same."""
_COLUMNS = ("dumps", "comments", "f1", "strict", "body", "title", "author", "date", "wrong date")

Record = dict[str, Any]


def table(folder: Path, by: str) -> None:
    """Print figures of each group (``tool``, ``theme``, ``locale``) and of all."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        figures = compared(gold, read(path.with_suffix(".txt")))
        for name in (str(gold.get(by)), "all"):
            groups[name].update(figures)
    print(" " * 24 + "".join(f"{column:>11}" for column in _COLUMNS))
    for name in sorted(groups, key=lambda name: (name == "all", name)):
        print(f"{name:<24}" + "".join(f"{cell:>11}" for cell in row(groups[name])))


def row(counts: Counter[str]) -> list[str]:
    """Make shares of counts."""

    def share(hit: str, *of: str) -> str:
        total = sum(counts[name] for name in of)
        return f"{counts[hit] / total:.3f}" if total else "-"

    pairs = ("given", "wanted")
    return [
        str(counts["dumps"]),
        str(counts["wanted"]),
        share("hits", *pairs),
        share("strict", *pairs),
        share("body", "body of"),
        share("title", "title of"),
        share("author", "author of"),
        share("date", "date of"),
        str(counts["wrong date"]),
    ]


def read(path: Path) -> Record:
    """Read one dump into plain fields."""
    for record in blogconv.read(path, format="text"):
        if isinstance(record, blogconv.Post):
            return {
                "title": record.title,
                "author": record.author.name if record.author else None,
                "date": record.published,
                "body": rendered(record.content, marks=False),
                "comments": [
                    {"author": c.author.name, "date": c.published, "body": rendered(c.content, marks=False)}
                    for c in record.comments
                ],
            }
    return {"comments": []}


def compared(gold: Record, found: Record) -> Counter[str]:
    """Count what is right of what the dump holds; pairs count twice, so that their share of both sides is F1."""
    shown = gold["in_dump"]
    counts: Counter[str] = Counter({"dumps": 1})
    for field in ("title", "author"):
        if shown.get(field) and gold.get(field):
            wanted = [gold[field], *(gold.get(field + "_alt") or [])]
            counts[field + " of"] += 1
            counts[field] += any(tokens(found.get(field)) == tokens(value) for value in wanted)
    days = {str(value)[:10] for value in [gold.get("date"), *(gold.get("date_alt") or [])] if value}
    if shown.get("date") and days:
        counts["date of"] += 1
        counts["date"] += str(found.get("date"))[:10] in days
    counts["wrong date"] += bool(found.get("date") and days and str(found["date"])[:10] not in days)
    if shown.get("body"):
        counts["body of"] += 1000
        counts["body"] += round(1000 * likeness(runs(gold["body_text"]), runs(found.get("body"))))
    wanted = [c for c in gold["comments"] if c["in_dump"]["body"]]
    counts["wanted"], counts["given"] = len(wanted), len(found["comments"])
    for one, other in matched(wanted, found["comments"]):
        counts["hits"] += 2
        counts["strict"] += 2 * agrees(one, other)
    return counts


def matched(wanted: Sequence[Record], given: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Pair comments whose words agree, each once, in order."""
    free = [(Counter(tokens(c["body"])), c) for c in given]
    pairs = []
    for comment in wanted:
        bag = Counter(tokens(comment["body_text"]))
        for k, (other, candidate) in enumerate(free):
            if likeness(bag, other) >= _ALIKE:
                pairs.append((comment, candidate))
                del free[k]
                break
    return pairs


def agrees(gold: Record, found: Record) -> bool:
    """Say whether the name and day that stand beside a comment were read."""
    shown = gold["in_dump"]
    if shown["author"] and tokens(gold["author"]) != tokens(found["author"]):
        return False
    return not shown["date"] or str(gold["date"])[:10] == str(found["date"])[:10]


def runs(text: str | None) -> Counter[tuple[str, ...]]:
    """Count the runs of four words of a text."""
    words = tokens(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def likeness(one: Counter[Any], other: Counter[Any]) -> float:
    """Give F1 of two bags."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
