"""The page on the architecture names what is there, all of it, and imports go the way it says."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "luzplan"
PAGE = (ROOT / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
_ROOM = r"^\| (`[^|]*) \|"


def layers() -> list[tuple[str, ...]]:
    """The rooms by their names in Python, the top ones first; those of one row lie beside each other."""
    return [tuple(re.findall(r"`(\w+)(?:/|\.py)`", row)) for row in re.findall(_ROOM, PAGE, re.MULTILINE)]


def named_places() -> list[str]:
    """Everything in backquotes that is a module, a folder or a file of data."""
    return re.findall(r"`([\w./-]+(?:/|\.py|\.txt|\.tsv))`", PAGE)


LEVEL = {name: level for level, names in enumerate(layers()) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(("luzplan", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


NAMES = {name_of(path) for path in MODULES}


def room(module: str) -> str:
    return module.split(".")[1]


@pytest.mark.parametrize("place", named_places())
def test_what_the_page_names_is_there(place: str) -> None:
    assert (PACKAGE / place).exists() or (ROOT / place).exists()


def test_the_page_names_every_package_and_lone_module() -> None:
    packages = {f"{path.parent.relative_to(PACKAGE)}/" for path in PACKAGE.rglob("*/__init__.py")}
    alone = {path.name for path in PACKAGE.glob("*.py") if not path.stem.startswith("__")}
    assert packages | alone <= set(named_places())


def test_the_page_is_one_page() -> None:
    assert PAGE.count("\n") <= 120


def imported(path: Path) -> set[str]:
    """The modules of this package that a module imports, also inside functions and for types only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {module for module in froms | plain if module.startswith("luzplan.")}


def test_a_module_imports_only_what_lies_below() -> None:
    wrong = {
        f"{name_of(path)} → {module}"
        for path in MODULES
        if path.parent != PACKAGE or path.stem in LEVEL
        for module in imported(path)
        if room(module) != room(name_of(path)) and LEVEL[room(module)] <= LEVEL[room(name_of(path))]
    }
    assert wrong == set()


def imports_at_start(path: Path) -> set[str]:
    """The modules that are imported when the module is; what its package re-exports is not its own."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("luzplan"):
            parts = {f"{node.module}.{alias.name}" for alias in node.names} & NAMES
            found |= parts or {node.module}
    return found


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {name_of(path): imports_at_start(path) for path in MODULES}
    assert set(TopologicalSorter(graph).static_order()) >= NAMES  # a circle raises CycleError
