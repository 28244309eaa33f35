"""Imports go one way, down this list (the design's architecture), and in no circle."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "luzplan"
LAYERS = (
    ("cli",),
    ("formats",),
    ("documents",),
    ("edit",),
    ("check",),
    ("reports",),
    ("selection",),
    ("plan",),
    ("deadline", "executor"),
    ("language",),
    ("school_year",),
    ("text",),
    ("russian",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem in LEVEL)


def layer(module: str) -> str:
    return module.split(".")[1]


def name_of(path: Path) -> str:
    return ".".join(("luzplan", *path.relative_to(PACKAGE).with_suffix("").parts))


def imported(path: Path) -> set[str]:
    """Give the modules of this package that a module imports, also inside functions and for types only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {module for module in froms | plain if module.startswith("luzplan.")}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_lies_below(path: Path) -> None:
    here = layer(name_of(path))
    upward = {module for module in imported(path) if LEVEL[layer(module)] < LEVEL[here]}
    aside = {
        module for module in imported(path) if layer(module) != here and LEVEL[layer(module)] == LEVEL[here]
    }
    assert upward | aside == set()


def imports_at_start(path: Path) -> set[str]:
    """Give the modules that are imported when the module is; what its package re-exports is not its own."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("luzplan"):
            parts = {f"{node.module}.{alias.name}" for alias in node.names} & NAMES
            found |= parts or {node.module}
    return found


NAMES = {name_of(path).removesuffix(".__init__") for path in PACKAGE.rglob("*.py")}


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {
        name_of(path).removesuffix(".__init__"): imports_at_start(path) for path in PACKAGE.rglob("*.py")
    }
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError
    assert "luzplan.cli.app" in order
