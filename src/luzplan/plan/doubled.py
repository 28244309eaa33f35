"""Lists and groups of keys that stand twice in a plan, read as one."""

from __future__ import annotations

from luzplan.plan.keys import doubled_key
from luzplan.text import Problem, Text
from luzplan.text.yaml import Mapping, Node, Sequence


def joined(node: Node, problems: list[Problem]) -> Node:
    """The node with two lists of one key as one list, and two groups of keys as one; both are told of.

    Neither can be left out: each may have what the other has not. Two texts are left as they are.
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
        name, before = grouped.pairs[at] if at < len(grouped.pairs) else (key, None)
        one = _as_one(before, value) if before is not None else None
        if one is None:
            grouped.pairs.append((key, value))
            continue
        both, hint = one
        problems.append(doubled_key(key, name, hint))
        grouped.pairs[at] = (key if both is value else name, both)
        told |= {key} if isinstance(value, Mapping) else set()
    # What both groups have is told with them.
    grouped.pairs = [(key, joined(value, [] if key in told else problems)) for key, value in grouped.pairs]
    return grouped


def _as_one(one: Node, other: Node) -> tuple[Node, str] | None:
    """What two values of a key are together, and the way out; None for two texts, and for two kinds."""
    if _is_empty(one) or _is_empty(other):
        return (other if _is_empty(one) else one), "уберите пустой"
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        items = Sequence(one.start)
        items.end, items.items = other.end, [*one.items, *other.items]
        return items, "объедините списки: оставьте первый ключ и соберите под ним пункты обоих"
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = Mapping(one.start)
        keys.end, keys.pairs = other.end, [*one.pairs, *other.pairs]
        return keys, "объедините их: оставьте первый ключ и соберите под ним всё"
    return None


def _is_empty(node: Node) -> bool:
    return isinstance(node, Text) and not node.strip()
