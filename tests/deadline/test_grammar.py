"""The rows of the grammar are written in names that there are, and no name is there for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from luzplan.deadline import cycles, grammar, parts, periods, ranges
from luzplan.deadline.grammar import GRAMMAR
from luzplan.deadline.tokens import entries

PATTERNS = [rule.row.pattern for stage in GRAMMAR.stages for rule in stage.rules]
ALL = [*PATTERNS, *GRAMMAR.sequences.values()]
FILE = Path(grammar.__file__).with_name("grammar.txt").read_text("utf-8")
BUILDERS = [
    name
    for module in (cycles, grammar, parts, periods, ranges)
    for name, one in vars(module).items()
    if getattr(one, "__module__", "") == module.__name__ and "match" in getattr(one, "__annotations__", {})
]


@pytest.mark.parametrize("pattern", ALL)
def test_a_pattern_comes_down_to_labels_and_groups(pattern: str) -> None:
    names = set(re.findall(r"\w+(?!\w*:)", re.sub(r"[a-z_]+:", "", pattern)))
    assert names <= {*GRAMMAR.labels, *GRAMMAR.groups, *GRAMMAR.sequences}
    assert re.compile(GRAMMAR.alphabet.regex(pattern))


@pytest.mark.parametrize("name", [*GRAMMAR.sequences, *GRAMMAR.groups])
def test_every_name_is_used(name: str) -> None:
    assert re.search(rf"\b{name}\b", " ".join(ALL))


@pytest.mark.parametrize("name", [one for one in BUILDERS if not one.startswith("_")])
def test_every_builder_has_a_row(name: str) -> None:
    assert re.search(rf" -> {name}$", FILE, re.MULTILINE) or re.search(rf"\b{name}\(", SOURCES)


SOURCES = "".join(
    Path(module.__file__ or "").read_text("utf-8") for module in (cycles, parts, periods, ranges)
)


def test_words_have_labels_that_there_are_and_one_meaning_each() -> None:
    forms = [form for form, _ in entries()]
    assert sorted(forms) == sorted(set(forms))
    assert {label for _, (label, _) in entries()} <= set(GRAMMAR.labels)
