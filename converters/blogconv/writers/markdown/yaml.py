"""Write YAML that every parser, 1.1 or 1.2, reads back as the same strings.

Every string stands in double quotes with JSON's escapes, which are YAML's too: no title can be taken for a date, a
null, a tag, an anchor or the end of the front matter.
"""

import re

# What some YAML parser refuses, folds or takes for a line end, beside the two that end a quoted string.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?")
_PLAIN_KEY = re.compile(r"[a-z][a-z_]*")
_WORDS = frozenset("y n yes no on off true false null".split())  # noqa: SIM905


class Timestamp(str):
    """A date written without quotes, so that site generators read a date; quoted if it is none."""

    __slots__ = ()


def string(text: str) -> str:
    """Write one string."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def mapping(fields: dict[str, object], indent: str = "") -> list[str]:
    """Write a mapping as lines; values are strings, numbers, booleans, lists and mappings of such."""
    lines: list[str] = []
    for key, value in fields.items():
        name = key if _PLAIN_KEY.fullmatch(key) and key not in _WORDS else string(key)
        if isinstance(value, dict):
            lines.append(f"{indent}{name}:")
            lines += mapping(value, indent + "  ")
        elif isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
            lines.append(f"{indent}{name}:")
            for item in value:
                inner = mapping(item, indent + "    ") if isinstance(item, dict) else [indent + "    " + scalar(item)]
                lines += [f"{indent}  - {inner[0].lstrip()}", *inner[1:]]
        elif isinstance(value, list):
            lines.append(f"{indent}{name}: [{', '.join(map(scalar, value))}]")
        else:
            lines.append(f"{indent}{name}: {scalar(value)}")
    return lines


def scalar(value: object) -> str:
    """Write one value that has no parts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if value is None:
        return "null"
    if isinstance(value, Timestamp) and _DATE.fullmatch(value) and _real(value):
        return str(value)
    return string(str(value))


def _real(date: str) -> bool:
    # PyYAML raises where a date in the right form does not exist.
    year, month, day = int(date[:4]), int(date[5:7]), int(date[8:10])
    if not (
        year >= 1 and 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)
    ):
        return False
    if month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        return False
    clock = date[11:19]
    return not clock or (clock[:2] < "24" and clock[3:5] < "60" and clock[6:] < "60")


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _SHORT.get(char) or f"\\u{ord(char):04x}"
