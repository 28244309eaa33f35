"""«# luzplan: ignore[LP202]» in a plan: which problems people have decided to live with."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from luzplan.check.rules import RULES
from luzplan.check.rules.file import USELESS_IGNORE
from luzplan.russian import listing, quote
from luzplan.source.nodes import Mapping, Node, walk
from luzplan.source.nodes import Sequence as Items
from luzplan.source.text import Problem, Severity, Source, Text

_REMARK = r"(?<!\S)#[ \t]*luzplan:[ \t]*ignore(?:[ \t]*\[(?P<codes>[^\]\n]*)\])?"
_CODES = tuple(rule.code for rule in RULES)


class Ignore(NamedTuple):
    """A remark at offsets; it hides problems of its line with these codes or prefixes of codes, () all."""

    start: int
    end: int
    line: int
    codes: tuple[str, ...]

    def hides(self, problem: Problem) -> bool:
        """Tell whether it hides problems of this code."""
        return not self.codes or problem.code.startswith(self.codes)


def _ignores_in(source: Source, root: Node) -> list[Ignore]:
    """Give the remarks of a file; what stands inside a value is text and no remark."""
    found = list(re.finditer(_REMARK, source.text))
    spans = sorted(_contents(source, root)) if found else []
    return [
        Ignore(match.start(), match.end(), source.position(match.start()).line, _codes(match["codes"]))
        for match in found
        if not _inside(spans, match.start())
    ]


def _codes(text: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\s,;]+", text.upper())) if text else ()


def _contents(source: Source, root: Node) -> Iterator[tuple[int, int]]:
    """Give the places of texts; the first line of a block scalar has its sign only, and may have a remark."""
    for node in walk(root):
        if isinstance(node, Text):
            block = source.text[node.start : node.start + 1] in ("|", ">")
            start = source.text.find("\n", node.start, node.end) if block else node.start
            yield (start if start >= 0 else node.end), node.end


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    place = bisect_right(spans, (at, at)) - 1
    return place >= 0 and spans[place][0] <= at < spans[place][1]


class Lines:
    """Which lines belong to a problem: those of the value it stands in, and of the value's key."""

    def __init__(self, source: Source, root: Node) -> None:
        self._source = source
        self._spans = sorted(_spans(root))

    def of(self, problem: Problem) -> range:
        """Give the numbers of the lines."""
        start = end = problem.start
        place = bisect_right(self._spans, (problem.start, len(self._source.text))) - 1
        if place >= 0 and problem.start <= self._spans[place][1]:
            start, end = self._spans[place]
        last = max(start, end - 1)  # a block scalar ends with its newline
        return range(self._source.position(start).line, self._source.position(last).line + 1)


def _spans(root: Node) -> Iterator[tuple[int, int]]:
    """Give the places of all texts, each with its key."""
    for node in walk(root):
        if isinstance(node, Mapping):
            yield from ((key.start, value.end) for key, value in node.pairs if isinstance(value, Text))
        elif isinstance(node, Items):
            yield from ((item.start, item.end) for item in node.items if isinstance(item, Text))


def without_ignored(source: Source, root: Node, problems: Iterable[Problem]) -> list[Problem]:
    """Give the problems that no remark hides, and a problem for each remark that hides none."""
    ignores = _ignores_in(source, root)
    by_line = {ignore.line: ignore for ignore in ignores}
    lines = Lines(source, root)
    left: list[Problem] = []
    used: set[Ignore] = set()
    for problem in problems:
        near = (by_line[line] for line in lines.of(problem) if line in by_line)
        hiding = {ignore for ignore in near if ignore.hides(problem)}
        used |= hiding
        left += [] if hiding else [problem]
    return [*left, *(_useless(ignore) for ignore in ignores if ignore not in used)]


def _useless(ignore: Ignore) -> Problem:
    strange = [code for code in ignore.codes if not any(known.startswith(code) for known in _CODES)]
    message = (
        f"кода {listing([quote(code) for code in strange])} нет" if strange else "пометка ничего не скрывает"
    )
    hint = "все коды: luzplan explain" if strange else "уберите её"
    return Problem(USELESS_IGNORE, Severity.WARNING, message, ignore.start, ignore.end, hint)
