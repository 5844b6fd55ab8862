"""Every diagnostic code is in the catalogue, is used, and is told in docs/diagnostics.md."""

import ast
import os
import re
from pathlib import Path

from blogconv import catalogue
from blogconv.testing import UPDATE

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "converters" / "blogconv"
PAGE = ROOT / "docs" / "diagnostics.md"
TELLING = ("note", "skip", "lost")


def literals(skip_catalogue: bool = True) -> dict[str, str]:
    """Give each text constant of the package with the first place it stands at."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if skip_catalogue and path.name == "catalogue.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.setdefault(node.value, f"{path.relative_to(PACKAGE)}:{node.lineno}")
    return found


def test_every_code_that_is_told_is_in_the_catalogue() -> None:
    told = 0
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            code = node.args[0]
            if node.func.attr in TELLING and isinstance(code, ast.Constant) and isinstance(code.value, str):
                told += 1
                place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                assert code.value in catalogue.CODES, f"{place}: {code.value} is not in catalogue.py"
    assert told > 20


def test_every_code_of_the_catalogue_is_used() -> None:
    used = literals()
    unused = [code for code in catalogue.CODES if code not in used]
    assert not unused


def test_every_meaning_is_a_sentence() -> None:
    for code, (_, meaning) in catalogue.CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert re.fullmatch(r"[A-Z`@<\"'].*[.…]", meaning), f"{code}: {meaning}"


def test_the_docs_tell_every_code() -> None:
    """The table is generated: BLOGCONV_UPDATE_GOLDEN=1 writes it anew."""
    text = PAGE.read_text("utf-8")
    start, end = "<!-- codes -->\n", "<!-- end of codes -->\n"
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    expected = before + start + table() + end + after
    if os.environ.get(UPDATE):
        PAGE.write_text(expected, "utf-8")
    assert PAGE.read_text("utf-8") == expected


def table() -> str:
    """Write the codes by what they are about: the part before the first hyphen."""
    groups: dict[str, list[str]] = {}
    for code in sorted(catalogue.CODES):
        groups.setdefault(code.split("-")[0], []).append(code)
    small = {"": sorted(code for codes in groups.values() if len(codes) == 1 for code in codes)}
    lines: list[str] = []
    for name, codes in (*((name, codes) for name, codes in sorted(groups.items()) if len(codes) > 1), *small.items()):
        lines += ["", f"### {name or 'others'}", "", "| code | severity | meaning |", "| --- | --- | --- |"]
        for code in codes:
            severity, meaning = catalogue.CODES[code]
            lines.append(f"| `{code}` | {severity} | {meaning.replace('|', chr(92) + '|')} |")
    return "\n".join(lines) + "\n\n"
