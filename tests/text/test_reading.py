"""A text whose rows are read one by one gives the nodes that it gives as a whole."""

from __future__ import annotations

from random import Random

import pytest

from luzplan.text import Source, Text
from luzplan.text.reading import parse_again
from luzplan.text.yaml import Mapping, Node, parse_nodes
from tests.conftest import ROOT
from tests.lsp.marked import HEAD, ROWS
from tests.lsp.test_random_edits import sequence

FLOW = "sections:\n- title: А\n  activities:\n  - {what: Б, who: БШ}\n  - {what: В,\n     when: май}\n"


def told(node: Node | None) -> object:
    """A node as plain data, with all places."""
    if node is None:
        return None
    place = (node.start, node.end)
    if isinstance(node, Text):
        return (*place, str(node))
    if isinstance(node, Mapping):
        return (*place, [(told(key), told(value)) for key, value in node.pairs])
    return (*place, [told(item) for item in node.items])


def is_the_same(text: str) -> bool:
    source = Source("plan.yaml", text)
    (root, problems), (again, again_problems) = parse_nodes(source), parse_again(source)
    return (told(root), problems) == (told(again), again_problems)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + ROWS,
        (HEAD + ROWS).replace("\n", "\r\n"),
        HEAD + ROWS.rstrip("\n"),
        HEAD + ROWS + "      - what:\n        note: |+\n          а\n\n\n  - title: Ещё\n",
        HEAD + ROWS + "      # заметка\n\nauthor: {name: Я}\n",
        HEAD + ROWS + "      - what: 'Сайт\n      - what: ещё'\n",
        HEAD + ROWS + "      - what: &a Сайт\n      - what: *a\n",
        HEAD + ROWS + "      - what: {а: [б]}\n        who: х\r      - what: В\n",
        "- what: А\n- what: Б\n",
        "sections:\n- title: А\n  activities:\n  - what: Б\n    when:\n  - {what: В}\n  - what: Г",
        f"{HEAD}sections:\n  - title: А\n    activities:\n      - what: {'[' * 40}{']' * 40}\n",
        FLOW,
        FLOW.replace("БШ}", "БШ"),
        (HEAD + ROWS).replace("- what", "- note: а\n        what"),
        HEAD.replace("year: ", 'year: "') + ROWS.replace("what: ", 'what: "', 2),
    ],
)
def test_the_nodes_are_those_of_the_whole_text(text: str) -> None:
    assert is_the_same(text)


@pytest.mark.slow
def test_the_nodes_are_the_same_whatever_is_typed() -> None:
    texts = (HEAD + ROWS, (ROOT / "plan.yaml").read_text(encoding="utf-8"), FLOW)
    for seed in range(30):
        for before, start, end, new in sequence(texts[seed % 3], Random(seed)):
            assert is_the_same(before[:start] + new + before[end:])
