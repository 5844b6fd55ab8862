"""The order of the house: imports go one way, modules are short, what is promised never to be used is not used."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from blogconv import registry

SOURCE = Path(__file__).parent.parent / "converters"
MODULES = sorted((SOURCE / "blogconv").rglob("*.py"))
LONGEST = 400

# A module imports from its own layer and those before it.
LAYERS = (
    {"errors", "catalogue", "diagnostics", "model"},
    {"plugin"},
    {"language", "markup", "canonical", "identity", "seen", "wordpress"},
    {"readers", "writers", "transforms"},
    {"registry"},
    {"options", "loss", "sources", "sinks", "selection", "archive"},
    {"reading", "pipeline", "summary", "validation", "schema", "testing"},
    {"cli", "__main__"},
)
LAYER_OF = {name: number for number, names in enumerate(LAYERS) for name in names}
# What turns damage into silent loss, or a second HTML tree (the one is lexbor's, in markup/tree.py).
NEVER = ("lxml.html", "html5lib", "bs4", "html.parser", "pickle")


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and full name of each import, wherever in the module it stands."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: a relative import"
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield node.lineno, full if is_module(full) else str(node.module)


def is_module(name: str) -> bool:
    path = SOURCE.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def ours(path: Path) -> Iterator[tuple[str, str]]:
    """Yield place and name, without ``blogconv.``, of each import from the package."""
    for line, name in imports(path):
        if name.startswith("blogconv."):
            yield f"{path.relative_to(SOURCE)}:{line}", name.removeprefix("blogconv.")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    own = name_of(path).removeprefix("blogconv").removeprefix(".")
    if not own:
        return  # the public names, loaded when used
    head = own.split(".")[0]
    assert head in LAYER_OF, f"{head} has no layer yet: name it in LAYERS"
    for place, name in ours(path):
        other = name.split(".")[0]
        assert LAYER_OF[other] <= LAYER_OF[head], f"{place}: {head} imports {other}, which stands above it"


def formats(group: str) -> set[str]:
    return {row.partition(":")[0].removeprefix("blogconv.") for row in registry.BUILT_IN[group].values()}


@pytest.mark.parametrize("path", [path for path in MODULES if LAYER_OF.get(path.parts[len(SOURCE.parts) + 1]) == 3])
def test_formats_do_not_know_each_other(path: Path) -> None:
    """What two formats share stands in a module that is none; readers and writers share nothing at all."""
    own = name_of(path).removeprefix("blogconv.")
    group = own.split(".")[0]
    known = formats(registry.READERS) | formats(registry.WRITERS) | formats(registry.TRANSFORMS)
    for place, name in ours(path):
        if LAYER_OF[name.split(".")[0]] != 3:
            continue
        assert name.split(".")[0] == group, f"{place}: {group} import {name}"
        other = next((one for one in known if name == one or name.startswith(one + ".")), None)
        assert other is None or own == other or own.startswith(other + "."), f"{place}: {own} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_promised_never_to_be_used_is_not(path: Path) -> None:
    for line, name in imports(path):
        assert not name.startswith(NEVER), f"{path.name}:{line}: {name}"
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant) and node.value.value is True:
            assert node.arg not in ("recover", "resolve_entities", "load_dtd", "fuzzy"), (
                f"{path.name}:{node.value.lineno}"
            )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short_and_say_what_they_are(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST, "two ideas? make two modules"
    assert ast.get_docstring(ast.parse(text))


def test_the_median_module_is_short() -> None:
    lengths = sorted(path.read_text("utf-8").count("\n") for path in MODULES)
    assert lengths[len(lengths) // 2] <= 200


def test_a_wrong_import_would_be_found(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("def late():\n    from blogconv.cli import main\n    import lxml.html\n")
    assert list(imports(wrong)) == [(2, "blogconv.cli"), (3, "lxml.html")]
