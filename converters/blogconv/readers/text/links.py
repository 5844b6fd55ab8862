"""Read the links that tools leave: lists of addresses below numbered marks, and Markdown links beside their words."""

import re

LINK_MARK = re.compile(r"\[(\d{1,5})\]")
"""A numbered mark; its address stands in a list below the text."""
_REFERENCE = re.compile(
    r"[ \t]*\[?(\d{1,5})[].][ \t]+((?:https?|ftp|file|mailto|javascript|irc|news|about|data):\S*)"
    r"|[ \t]*\[(\d{1,5})\]:[ \t]+(\S+)(?:[ \t]+\(.*\))?[ \t]*$"
)
# Tools break lines inside addresses too, behind hyphens.
INLINE_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.){0,2000})\]"
    r"(?:\(\s*<?((?:[^()<>\"\s\\]|\\.|(?<=[-/]) ){0,2000})>?\s*(?:\"(?:[^\"]|\"(?!\s*\))){0,400}\"\s*)?\)"
    r"|\[(\d{1,5})\])"
)
INLINE_IMAGE = re.compile("!" + INLINE_LINK.pattern.removeprefix("(!?)"))
_DEFINITION = re.compile(r"[ ]{0,4}\[(\d{1,5})\]:(?:[ \t]+(\S+)(.*)|[ \t]*)$")
_TITLE_END = re.compile(r"[\"')][ \t]*$")
_ADDRESSED = re.compile(r"\]\(<?(?:https?:|mailto:|[/#.?])")
_OPEN_LINK = re.compile(r"\]\([^()]*$")
_LONGEST = 12
"""Rows over which one link may be broken."""


def has_inline_links(text: str) -> bool:
    """Say whether the tool wrote links as Markdown does."""
    return text.count("](") > 2 and len(_ADDRESSED.findall(text[:200_000])) > 2


def read_references(rows: list[str]) -> tuple[list[str], dict[int, str], bool]:
    """Cut off the list of link addresses at the end, and read it; say whether its marks follow their words."""
    rows, links = _take_definitions(rows)
    if links:
        return rows, links, True
    end = len(rows)
    first = end
    strange = 0
    following = False
    for i in range(end - 1, -1, -1):
        row = rows[i]
        if not row.strip():
            continue
        found = _REFERENCE.match(row)
        if found:
            links[int(found[1] or found[3])] = found[2] or found[4]
            following = following or found[3] is not None
            first, strange = i, 0
            continue
        # "References", "Visible links:", "Hidden links:" and wrapped addresses stand between.
        strange += 1
        if strange > 2 or len(row) > 400:
            break
    if len(links) < 2 or not any(LINK_MARK.search(row) for row in rows[:first]):
        return rows, {}, False
    if following:
        return rows[:first], links, True
    while first and (not rows[first - 1].strip() or len(rows[first - 1].split()) <= 3) and "[" not in rows[first - 1]:
        first -= 1
        if rows[first].strip() and not rows[first].startswith(" "):
            break
    return rows[:first], links, False


def _take_definitions(rows: list[str]) -> tuple[list[str], dict[int, str]]:
    """Blank the rows that define links of the text above them ("[7]: address (title)"), where they stand among it."""
    links: dict[int, str] = {}
    kept: list[str] | None = None
    i = 0
    while i < len(rows):
        found = _DEFINITION.match(rows[i]) if "]:" in rows[i] else None
        if found is None:
            i += 1
            continue
        kept = list(rows) if kept is None else kept
        address, rest = found[2] or "", (found[3] or "").strip()
        kept[i] = ""
        begun = i
        i += 1
        # The address was broken behind a hyphen or slash, or its title goes on.
        while i < len(rows) and i - begun < 4 and rows[i].strip() and not _DEFINITION.match(rows[i]):
            opened = rest[:1] in ("(", '"', "'")
            if (opened and _TITLE_END.search(rest)) or (not opened and (rest or address[-1:] not in ("", "-", "/"))):
                break
            if opened:
                rest = f"{rest} {rows[i].strip()}"
            else:
                more, _, rest = rows[i].strip().partition(" ")
                address += more
            kept[i] = ""
            i += 1
        links[int(found[1])] = address
    return (rows, {}) if kept is None or len(links) < 2 or not any("][" in row for row in kept) else (kept, links)


def goes_on(parts: list[str], rows: list[str], i: int) -> bool:
    """Say whether a Markdown link that begins in ``parts``, the rows of one line so far, goes on in row ``i``."""
    if len(parts) > _LONGEST:
        return False
    if len(parts) < 3 and parts[-1].count("**") % 2 and rows[i].count("**") % 2:
        return True  # "**Ann" / "Olsen** says:"
    if not any("[" in part for part in parts):
        return False
    so_far = INLINE_LINK.sub("", " ".join(parts)[-4_000:])
    if _OPEN_LINK.search(so_far, max(0, len(so_far) - 1_000)):
        return True
    if so_far.rfind("[") <= so_far.rfind("]"):
        return False
    for row in rows[i : i + 4]:
        if not row.strip():
            return False
        if "](" in row:
            return True
    return False


def unlink(text: str, links: dict[int, str]) -> tuple[str, int]:
    """Leave of Markdown links their words, of images nothing; give the number of the link that the text begins with.

    The address of such a link joins ``links`` under a number of its own.
    """
    first = INLINE_LINK.match(text)
    number = 0
    while first and (first[1] or not first[2].strip()):
        spaces = len(text) - len(text[first.end() :].lstrip())
        first = INLINE_LINK.match(text, spaces)
    if first:
        number = int(first[4] or 0)
        if first[3]:
            number = len(links) + 100_000
            links[number] = address_of(first)
    for _ in range(3):
        # An image may be the words of a link.
        bare = INLINE_LINK.sub(lambda found: "" if found[1] else found[2].strip(), text)
        if bare == text:
            break
        text = bare
    return text.strip(), number


def address_of(link: re.Match[str]) -> str:
    """Give the address of a Markdown link as it was before lines were broken."""
    return re.sub(r"\\(.)", r"\1", (link[3] or "").replace(" ", ""))
