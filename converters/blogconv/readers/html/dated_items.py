"""Comments told by their dates alone: where days repeat in one and the same markup, each is of a comment around it.

Nothing is asked of what elements are called. From every date one goes up as many levels as all dates can without two
of them meeting in one element: those elements are the comments. Answers that stand inside what they answer are found
so, where neither class nor id tells a comment from any other ``li`` or ``div``.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from statistics import median

from blogconv.markup.tree import Element
from blogconv.readers.html.items import Candidate, Item, in_a_widget
from blogconv.readers.html.page import SILENT, Page
from blogconv.readers.html.roles import stable
from blogconv.readers.html.wording import find_dates

_LONGEST = 160
"""Characters of a text that may be of a head."""
_DEEPEST = 12
"""Levels from a date up to its comment."""
_GROUPS = 3


def around_dates(page: Page, first: int, wanted: Callable[[Element], bool]) -> list[Candidate]:
    """Give candidates among what stands after the place ``first``; ``wanted`` says where comments may stand."""
    groups: dict[tuple[str, tuple[str, ...]], list[Element]] = defaultdict(list)
    for place in range(first, len(page.order)):
        element = page.order[place]
        if page.own[place] and element.tag not in SILENT and _shows_day(element) and not in_a_widget(page, element):
            groups[element.tag, stable(element.attrs.get("class", ""))].append(element)
    found: list[Candidate] = []
    for dates in sorted(groups.values(), key=len, reverse=True)[:_GROUPS]:
        tops = _tops(dates) if len(dates) >= 2 else []
        if len(tops) >= 2 and _holds_text(page, tops, dates) and wanted(_around(page, tops)):
            found.append(Candidate([Item(page, top) for top in tops], "structure"))
    return found


def _shows_day(element: Element) -> bool:
    for child in element.children:
        if isinstance(child, str) and len(child) <= _LONGEST and any(map(str.isdigit, child)):
            text = " ".join(child.split())
            if any((d.value or d.readings or d.relative) and len(text) - len(d.text) <= 100 for d in find_dates(text)):
                return True
    return False


def _tops(dates: Sequence[Element]) -> list[Element]:
    """Go up from each date by as many levels as all can go without meeting; those of another tag stay out."""
    best = list(dates)
    for _ in range(_DEEPEST):
        level = [element.parent for element in best if element.parent is not None]
        tags = Counter(element.tag for element in level)
        if len(set(level)) < len(dates) or "body" in tags or tags.most_common(1)[0][1] < 0.8 * len(level):
            break
        best = level
    tag = Counter(element.tag for element in best).most_common(1)[0][0]
    return [element for element in best if element.tag == tag and element.parent is not None]


def _holds_text(page: Page, tops: Sequence[Element], dates: Sequence[Element]) -> bool:
    """Say whether most of the elements hold more than a head."""
    return median([page.length(e) for e in tops]) > median([page.length(e) for e in dates]) + 40


def _around(page: Page, tops: Sequence[Element]) -> Element:
    """Give the element around the first one that holds all others."""
    last = max(page.at[top] for top in tops)
    holder = tops[0].parent or tops[0]
    while holder.parent is not None and page.end[page.at[holder]] < last:
        holder = holder.parent
    return holder
