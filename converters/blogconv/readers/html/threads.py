"""Who answers whom: nesting, "in reply to" links and parent attributes, depth classes, indentation."""

import re
from bisect import bisect_right
from collections import Counter

from blogconv.markup.tree import Element
from blogconv.readers.html.found import Found
from blogconv.readers.html.page import Page

_DEPTH = re.compile(r"(?:^|[\s_-]|comment)(?:depth|level|indent|nesting|lvl|twig)[-_]?(\d{1,2})(?:\s|$)", re.I)
_MARGIN = re.compile(r"(?:margin|padding)-left\s*:\s*(\d+(?:\.\d+)?)\s*(px|em|%|rem)", re.I)
_PARENT_DATA = frozenset(
    [
        "data-parent-id",
        "data-parent",
        "data-parentid",
        "data-comment-parent",
        "data-parent-comment-id",
        "data-parent-cid",
    ]
)
_ANSWERS = re.compile(r"in-?reply-?to|reply-to|parent|replying-to|reply[_-]origin", re.IGNORECASE)


def parents(page: Page, found: list[Found], nested: dict[int, int]) -> tuple[list[int | None], list[str]]:
    """Give each comment's parent as an index into ``found``, and what told it; ``nested`` is nesting by index."""
    by_ident = {f.ident: i for i, f in enumerate(found) if f.ident}
    depths = [_depth(f) for f in found]
    # Depth classes settle where nesting cannot: engines number the first level 0 or 1.
    use_depth = any(d is not None for d in depths) and not nested and len({d for d in depths if d is not None}) > 1
    if not use_depth and not nested:
        depths = _indents(page, found)
        use_depth = len({d for d in depths if d is not None}) > 1
    if not use_depth and not nested:
        nested = _behind(page, found)
    starts = [f.item.lo for f in found]
    result: list[int | None] = []
    how: list[str] = []
    stack: list[tuple[int, int]] = []
    for index, one in enumerate(found):
        up, why = nested.get(index), "nesting"
        stated = _stated(page, one, by_ident)
        if stated is None:
            stated = _named(page, found, index, starts)
        if up is None and stated is not None and stated != index:
            up, why = stated, "a link or attribute naming the parent"
        elif up is None and use_depth and depths[index] is not None:
            depth = depths[index]
            assert depth is not None
            while stack and stack[-1][0] >= depth:
                stack.pop()
            up, why = (stack[-1][1], "depth") if stack else (None, "")
            stack.append((depth, index))
        result.append(up)
        how.append(why if up is not None else "")
    return _without_cycles(result), how


def _without_cycles(ups: list[int | None]) -> list[int | None]:
    for index in range(len(ups)):
        seen, at = {index}, ups[index]
        steps = 0
        while at is not None and steps < 1000:
            if at in seen:
                ups[index] = None
                break
            seen.add(at)
            at = ups[at]
            steps += 1
    return ups


def _depth(one: Found) -> int | None:
    own = one.item.elements()
    # Dreamwidth writes the depth on a wrapper that holds nothing else.
    holder = one.item.parent.children
    alone = len(holder) <= 2 * len(own) + 1 and sum(not isinstance(c, str) for c in holder) == len(own)
    around = [one.item.parent] if alone else []
    for element in [*own[:2], *one.parts.elements[:2], *around]:
        match = _DEPTH.search(element.attrs.get("class", ""))
        if match:
            return int(match.group(1))
    return None


def _spacer(page: Page, one: Found) -> float | None:
    """Give the width of the empty picture that pushes a comment to the right, in or before it (LiveJournal)."""
    place = one.item.lo
    for element in page.order[max(place - 2, 0) : place + 7]:
        if element.tag == "img" and element.attrs.get("height") in ("0", "1"):
            width = element.attrs.get("width", "")
            return float(width) if width.isdecimal() and len(width) < 5 else None
    return None


def _indents(page: Page, found: list[Found]) -> list[int | None]:
    widths: list[float | None] = []
    for one in found:
        match = None
        for element in [*one.item.elements()[:1], *one.parts.elements[:2]]:
            match = match or _MARGIN.search(element.attrs.get("style", ""))
        widths.append(float(match.group(1)) if match else _spacer(page, one))
    if sum(w is not None for w in widths) == 0:
        widths = _spacers(found)
    if sum(w is not None for w in widths) == 0:
        return [None] * len(found)
    steps = sorted({w or 0.0 for w in widths})
    return [steps.index(w or 0.0) for w in widths]


def _spacers(found: list[Found]) -> list[float | None]:
    """Give the widths of the blank pictures that push answers to the right: one picture in (nearly) all."""
    pictures = []
    for one in found:
        first = next((e for e in one.parts.elements[:6] if e.tag == "img"), None)
        attrs = first.attrs if first is not None else {}
        blank = not attrs.get("alt") and attrs.get("height", "1") in ("0", "1") and attrs.get("width", "").isdigit()
        pictures.append((attrs["src"], float(attrs["width"][:6])) if blank and "src" in attrs else None)
    sources = Counter(picture[0] for picture in pictures if picture)
    if not sources or max(sources.values()) < 0.8 * len(found):
        return [None] * len(found)
    usual = sources.most_common(1)[0][0]
    return [picture[1] if picture and picture[0] == usual else None for picture in pictures]


def _behind(page: Page, found: list[Found]) -> dict[int, int]:
    """Answers in an element that stands right behind the comment they answer (``div.indented``): answer to answered."""
    ends = {one.item.elements()[-1]: index for index, one in enumerate(found)}
    up: dict[int, int] = {}
    known: dict[Element, int | None] = {}
    for index, one in enumerate(found):
        holder: Element | None = one.item.parent
        climbed: list[Element] = []
        above: int | None = None
        while holder is not None and holder not in known and len(climbed) < 12:
            climbed.append(holder)
            before = _before(page, holder)
            if before in ends:
                above = ends[before]
                break
            holder = holder.parent
        if holder is not None and holder in known:
            above = known[holder]
        for element in climbed:
            known[element] = above
        if above is not None and above < index:
            up[index] = above
    # Lists beside each other are no thread: somebody must answer and somebody be answered, all in one list.
    return up if len(up) < len(found) else {}


def _before(page: Page, element: Element) -> Element | None:
    """Give the element before one, empty anchors, breaks and scripts aside."""
    parent = element.parent
    if parent is None:
        return None
    for child in reversed(parent.children[: page.slot[element]]):
        if isinstance(child, str):
            if child.strip():
                return None
        elif child.tag not in ("br", "script", "hr") and (child.tag != "a" or child.children):
            return child
    return None


def _stated(page: Page, one: Found, by_ident: dict[str, int]) -> int | None:
    for element in [*one.item.elements()[:1], *one.parts.elements]:
        attrs = element.attrs
        if not attrs:
            continue
        if not _PARENT_DATA.isdisjoint(attrs):
            for name, value in attrs.items():
                if name in _PARENT_DATA and value in by_ident and value != one.ident:
                    return by_ident[value]
        if element.tag == "a" and "href" in attrs:
            words = f"{attrs.get('class', '')} {attrs.get('rel', '')}"
            if _ANSWERS.search(words) and "comment-reply-link" not in words.lower():
                number = re.search(r"([0-9a-f]*\d[0-9a-f]*)$", page.fragment_of(attrs["href"]))
                if number and number.group(1) in by_ident and number.group(1) != one.ident:
                    return by_ident[number.group(1)]
    return None


def _named(page: Page, found: list[Found], index: int, starts: list[int]) -> int | None:
    """A link in a comment's head to another comment above it, under that comment's name: "in reply to ANN"."""
    one = found[index]
    for line in one.parts.lines[:3]:
        for run in line.runs if len(line.text) <= 120 else ():
            element = run.place[0]
            text = " ".join(run.text.split())
            if element.tag != "a" or "#" not in element.attrs.get("href", "") or len(text) < 2:
                continue
            place = page.by_id.get(page.fragment_of(element.attrs["href"]))
            up = bisect_right(starts, page.at[place]) - 1 if place is not None else -1
            if 0 <= up < index and found[up].name and text.lstrip("@") == found[up].name:
                if len(line.text) - len(text) <= 30:
                    one.parts.take(line)
                return up
    return None
