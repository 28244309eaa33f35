"""Lists and groups of keys that stand twice in a plan, read as one."""

from __future__ import annotations

from luzplan.plan.keys import doubled_key
from luzplan.text import Problem, Text
from luzplan.text.yaml import Mapping, Node, Sequence


def joined(node: Node, problems: list[Problem]) -> Node:
    """The node with two lists of one key as one list, and two groups of keys as one; both are told of.

    Neither can be left out: each may have what the other has not.
    """
    if isinstance(node, Sequence):
        whole = Sequence(node.start)
        whole.end, whole.items = node.end, [joined(item, problems) for item in node.items]
        return whole
    if not isinstance(node, Mapping):
        return node
    grouped = Mapping(node.start)
    grouped.end = node.end
    first: dict[str, int] = {}
    told: set[str] = set()
    for key, value in node.pairs:
        at = first.setdefault(key, len(grouped.pairs))
        before = grouped.pairs[at] if at < len(grouped.pairs) else (key, value)
        if before[0] is key or isinstance(value, Text) or type(value) is not type(before[1]):
            grouped.pairs.append((key, value))
        else:
            problems.append(doubled_key(key, before[0], _TOGETHER[type(value)]))
            grouped.pairs[at] = (before[0], _together(before[1], value))
            told |= {key} if isinstance(value, Mapping) else set()
    # What both groups have is told with them.
    grouped.pairs = [(key, joined(value, [] if key in told else problems)) for key, value in grouped.pairs]
    return grouped


_TOGETHER = {
    Sequence: "объедините списки: оставьте первый ключ и соберите под ним пункты обоих",
    Mapping: "объедините их: оставьте первый ключ и соберите под ним всё",
}


def _together(one: Node, other: Node) -> Node:
    both: Node = one
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        both = Sequence(one.start)
        both.end, both.items = other.end, [*one.items, *other.items]
    elif isinstance(one, Mapping) and isinstance(other, Mapping):
        both = Mapping(one.start)
        both.end, both.pairs = other.end, [*one.pairs, *other.pairs]
    return both
