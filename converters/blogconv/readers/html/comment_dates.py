"""When a comment was written: machine dates in attributes, printed ones in elements and lines, days in class names."""

import re

from blogconv.language.dates import PrintedDate, parse_date
from blogconv.markup.tree import Element
from blogconv.readers.html import comment_text
from blogconv.readers.html.comment_text import Parts
from blogconv.readers.html.found import Found
from blogconv.readers.html.page import Page, text_of
from blogconv.readers.html.profiles import Profile
from blogconv.readers.html.roles import DATE, META, words
from blogconv.readers.html.wording import find_dates

_SANDBOX = re.compile(r"(?:^|\s)(?:[a-z]+-)?c-y(\d{4})\s+(?:[a-z]+-)?c-m(\d\d)\s+(?:[a-z]+-)?c-d(\d\d)")


def read_date(found: Found, parts: Parts, profile: Profile | None) -> Element | None:
    page = parts.page
    chosen = profile.first(page, parts.elements, profile.date) if profile and profile.date else None
    pool = [(chosen, words(chosen))] if chosen is not None else zip(parts.elements, parts.names, strict=True)
    machine: Element | None = None
    best: tuple[int, Element, list[PrintedDate]] | None = None
    for element, found_words in pool:
        inside_quote = element.tag == "blockquote"
        if inside_quote:
            continue
        if machine is None:
            value = _machine_date(element)
            if value:
                found.iso, machine = value, element
        of_date = element is chosen or element.tag == "time" or not found_words.isdisjoint(DATE)
        if (of_date or not found_words.isdisjoint(META)) and page.length(element) <= 150:
            dates = find_dates(text_of(element))
            if dates:
                date = comment_text.best_date(dates)
                assert date is not None
                rank = _rank(date) * 10 + (3 if of_date else 0)
                # The innermost element with the same date is the date's own.
                if best is None or rank > best[0] or (rank == best[0] and page.within(element, best[1])):
                    best = (rank, element, dates)
    _class_date(found, parts)
    if best is not None:
        element, dates = best[1], best[2]
        found.date = comment_text.best_date(dates)
        found.date = _with_time(found.date, dates)
        assert found.date is not None
        found.date_text = found.date.text
        return _innermost(page, element, found.date_text)
    if machine is not None:
        found.date_text = text_of(machine) or None
        return machine
    return None


def _innermost(page: Page, element: Element, text: str) -> Element:
    """Go down to the element that holds nothing but the date."""
    while True:
        for child in element.children:
            if not isinstance(child, str) and page.length(child) and text in text_of(child):
                element = child
                break
        else:
            return element


def _rank(date: PrintedDate) -> int:
    if date.incomplete or (date.value is None and not date.readings):
        return 1
    return 3 if date.precision in ("minute", "second") else 2


def _with_time(date: PrintedDate | None, dates: list[PrintedDate]) -> PrintedDate | None:
    """Join a day and a time that stand apart ("August 9th, 2012 | 2:13 pm")."""
    if date is None or date.incomplete or date.precision != "day":
        return date
    for other in dates:
        if other.precision == "time":
            joined = parse_date(f"{date.text} {other.text}") or parse_date(f"{date.text}, {other.text}")
            if joined and not joined.incomplete:
                return joined
    return date


def _machine_date(element: Element) -> str | None:
    attrs = element.attrs
    if not attrs:
        return None
    tries = []
    if element.tag == "time" or "datetime" in attrs:
        tries.append(attrs.get("datetime"))
    prop = attrs.get("itemprop", "").lower()
    if prop in ("datepublished", "datecreated", "commenttime"):
        tries += [attrs.get("content"), attrs.get("datetime")]
    if "title" in attrs and element.tag in (
        "abbr",
        "span",
        "a",
        "time",
        "div",
        "p",
        "li",
        "em",
        "small",
        "i",
        "b",
        "cite",
    ):
        tries.append(attrs["title"])
    for value in tries:
        if value and len(value) <= 60:
            date = parse_date(value.strip())
            if date and date.value and not date.incomplete:
                return date.value
    return None


def _class_date(found: Found, parts: Parts) -> None:
    """Sandbox and its children write the (UTC) day into the classes, even where no date is shown."""
    for element in parts.elements[:2]:
        match = _SANDBOX.search(element.attrs.get("class", ""))
        if match:
            found.class_date = "-".join(match.groups()[:3])
            return


def date_of(found: Found, text: str) -> None:
    if found.date is None and text:
        spans = find_dates(text)
        date = _with_time(comment_text.best_date(spans), spans)
        if date:
            found.date, found.date_text = date, date.text


def part_from_name(found: Found) -> None:
    """Read a date again without what of the name stands in it: "Mo | 17 Jan 2017" is Mo's, not a Monday."""
    name, date = found.name or "", found.date
    if date is None or not name:
        return
    shared = next((k for k in range(min(len(name), 20), 0, -1) if date.text.startswith(name[-k:])), 0)
    rest = date.text[shared:]
    apart = shared and not (date.text[shared - 1].isalnum() and rest[:1].isalnum())
    again = comment_text.best_date(find_dates(rest)) if apart else None
    if again is not None and (again.value or again.readings) and not again.incomplete:
        found.date, found.date_text = again, again.text


def date_by_name(found: Found, parts: Parts, author: Element) -> None:
    """A date that stands loose on the line of the name: "3. NAME - 9 December, 2011"."""
    for line in parts.lines:
        if len(line.text) <= 160 and parts.holds(author, line):
            date_of(found, line.text)
            if found.date is not None:
                return
