"""The rows of both grammars are written in names that there are, and no name is there for nothing."""

from __future__ import annotations

import re
from importlib import import_module
from inspect import getmodule
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from luzplan.deadline import cycles, parts, periods, ranges
from luzplan.deadline import reader as of_deadlines
from luzplan.deadline.tokens import entries
from luzplan.executor import builders as of_executors
from luzplan.executor import cell
from luzplan.grammar import Grammar

DEADLINES: Grammar[Any, Any] = of_deadlines.GRAMMAR
EXECUTORS: Grammar[Any, Any] = of_executors.GRAMMAR
GRAMMARS = {
    "deadlines": (DEADLINES, (of_deadlines, cycles, parts, periods, ranges)),
    "executors": (EXECUTORS, (of_executors, cell)),
}


def all_patterns(grammar: Grammar[Any, Any]) -> list[str]:
    rows = [rule.pattern for stage in grammar.stages for rule in stage]
    return [*rows, *grammar.sequences.values()]


@pytest.mark.parametrize(
    ("grammar", "pattern"),
    [(grammar, pattern) for grammar, _ in GRAMMARS.values() for pattern in all_patterns(grammar)],
)
def test_a_pattern_comes_down_to_labels_and_groups(grammar: Grammar[Any, Any], pattern: str) -> None:
    names = set(re.findall(r"\w+(?!\w*:)", re.sub(r"[a-z_]+:", "", pattern)))
    assert names <= {*grammar.labels, *grammar.groups, *grammar.sequences}
    assert re.compile(grammar.alphabet.regex(pattern))


@pytest.mark.parametrize("grammar", [grammar for grammar, _ in GRAMMARS.values()])
def test_every_row_takes_something_in(grammar: Grammar[Any, Any]) -> None:
    """The engine would look for an empty match at the same place for ever."""
    width = import_module("re._parser").parse
    rows = [row.pattern for stage in grammar.stages for row in stage]
    assert [row for row in rows if not width(grammar.alphabet.regex(row)).getwidth()[0]] == []


@pytest.mark.parametrize(
    ("grammar", "name"),
    [(grammar, name) for grammar, _ in GRAMMARS.values() for name in [*grammar.sequences, *grammar.groups]],
)
def test_every_name_is_used(grammar: Grammar[Any, Any], name: str) -> None:
    assert re.search(rf"\b{name}\b", " ".join(all_patterns(grammar)))


def builders_in(module: ModuleType) -> list[str]:
    found = vars(module).items()
    is_builder = {"found", "match", "_"}
    return [
        name
        for name, one in found
        if getmodule(one) is module
        and name[0] != "_"
        and is_builder & set(list(getattr(one, "__annotations__", {}))[:1])
    ]


@pytest.mark.parametrize(
    ("name", "modules"),
    [
        (name, modules)
        for _, modules in GRAMMARS.values()
        for module in modules
        for name in builders_in(module)
    ],
)
def test_every_builder_has_a_row(name: str, modules: tuple[ModuleType, ...]) -> None:
    sources = [Path(module.__file__ or "").read_text("utf-8") for module in modules]
    rows = Path(modules[0].__file__ or "").with_name("grammar.txt").read_text("utf-8")
    assert re.search(rf" -> {name}$", rows, re.MULTILINE) or re.search(
        rf"(?<!def )\b{name}\(", "".join(sources)
    )


def test_words_have_labels_that_there_are_and_one_meaning_each() -> None:
    forms = [form for form, _ in entries()]
    assert sorted(forms) == sorted(set(forms))
    assert {label for _, (label, _) in entries()} <= set(DEADLINES.labels)
