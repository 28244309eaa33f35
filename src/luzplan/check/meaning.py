"""Whether two texts of a plan mean the same: the same words, deadlines and executors."""

from __future__ import annotations

from itertools import zip_longest

from luzplan.build import Built
from luzplan.check.letters import in_russian
from luzplan.deadline import Deadline, Kind
from luzplan.executor import Reading
from luzplan.russian import folded
from luzplan.source.nodes import Mapping, Node, Sequence

_READ = frozenset({"when", "since"})  # what counts is how these are read, not their letters
_EXACT = frozenset({"id", "done", "year"})


def means_the_same(before: Built, after: Built) -> bool:
    """Tell whether only spaces, signs and disguised letters differ; what was not understood may differ."""
    if before.plan is None or before.root is None or after.plan is None or after.root is None:
        return False
    rows = zip_longest(before.plan.activities(), after.plan.activities())
    return _words(before.root) == _words(after.root) and all(
        one is not None
        and other is not None
        and _same_deadline(one.deadline, other.deadline)
        and _same_executors(before.plan.executors(one), after.plan.executors(other))
        for one, other in rows
    )


def _words(node: Node, key: str = "") -> object:
    """Give the letters and digits of all texts in their order and under their keys."""
    match node:
        case Mapping():
            return [(str(name), _words(value, name)) for name, value in node.pairs]
        case Sequence():
            return [_words(item, key) for item in node.items]
    if key in _READ:
        return ""
    return str(node) if key in _EXACT else _bare(node)


def _bare(text: str) -> str:
    return "".join(letter for letter in folded(in_russian(text)) if letter.isalnum())


def _same_deadline(one: Deadline, other: Deadline) -> bool:
    return one.kind is Kind.UNKNOWN or (one.kind, one.spans) == (other.kind, other.spans)


def _same_executors(one: Reading, other: Reading) -> bool:
    return bool(one.unknown) or _who(one) == _who(other)


def _who(reading: Reading) -> list[tuple[object, ...]]:
    return [
        (_bare(executor.role), executor.scope, executor.school and _bare(executor.school))
        for executor in reading.executors
    ]
