"""What a problem is known by in two runs, or in two versions of a plan: not the line it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from luzplan.plan import Activity, Plan
from luzplan.russian.spelling import folded, in_russian
from luzplan.text import Problem, Source, Text
from luzplan.text.yaml import Mapping, Node

WHOLE_PLAN = "*"  # the owner of what is said of the plan once, wherever it is marked

MANY_ROWS = "**"  # the owner of what is said of many rows at once, at the first of them

Identity = tuple[str, str, str]


def owned(plan: Plan | None, root: Node | None, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, each with its owner: its row's id or words, else the keys it stands under."""
    rows = list(plan.activities()) if plan else []
    starts = [row.start for row in rows]
    for problem in problems:
        at = bisect_right(starts, problem.start) - 1
        if problem.owner:
            yield problem
        elif at >= 0 and problem.start < rows[at].end:
            yield problem._replace(owner=row_name(rows[at]))
        else:
            yield problem._replace(owner=".".join(_path(root, problem.start)))


def row_name(activity: Activity) -> str:
    """What a row is known by wherever it stands: its own id, else its words."""
    own = activity.id if activity.id != activity.position else activity.what
    return " ".join(own.split())


_NAMES = ("name", "title", "what")


def _path(node: Node | None, offset: int) -> Iterator[str]:
    """The keys around an offset, and the names of the records."""
    if isinstance(node, Mapping):
        inside = [pair for pair in node.pairs if pair[0].start <= offset]
        if inside:
            key, value = inside[-1]
            yield str(key)
            yield from _path(value, offset)
    elif node is not None and not isinstance(node, Text):
        item = next((one for one in reversed(node.items) if one.start <= offset), None)
        pairs = item.pairs if isinstance(item, Mapping) else []
        yield from (str(value) for key, value in pairs if key in _NAMES and isinstance(value, Text))
        yield from _path(item, offset)


def identity(source: Source, problem: Problem, owner: str | None = None) -> Identity:
    """What a problem is known by: its code, the marked words, its owner or the one that is given.

    Not the line: it stays the same when lines shift, a comment is added, a neighbour is mended.
    """
    bare = _bare(problem.owner)
    words = " ".join(source.text[problem.start : problem.end].split())
    if problem.owner == MANY_ROWS or _bare(words) == bare:
        words = ""  # a row that is marked as a whole is known by its owner
    return problem.code, words, bare if owner is None else _bare(owner)


def _bare(text: str) -> str:
    return "".join(letter for letter in folded(in_russian(text)) if letter.isalnum())
