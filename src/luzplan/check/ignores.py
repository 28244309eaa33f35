"""Comments in a plan that hide problems of their lines, and those that hide none."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from luzplan.check.rule import USELESS_IGNORE
from luzplan.russian import listing, quote
from luzplan.text import Problem, Severity, Source, Text
from luzplan.text.yaml import Mapping, Node, walk
from luzplan.text.yaml import Sequence as Items

# `# luzplan: ignore`, `# luzplan: ignore[LP105]`.
IGNORE_COMMENT = r"(?<!\S)#[ \t]*luzplan:[ \t]*ignore(?:[ \t]*\[(?P<codes>[^\]\n]*)\])?"


class Ignore(NamedTuple):
    """A comment at offsets; it hides problems of its line with these codes or prefixes of codes, () all."""

    start: int
    end: int
    line: int
    codes: tuple[str, ...]


def _ignores_in(source: Source, root: Node) -> list[Ignore]:
    """The comments of a file; what stands inside a value is text and no comment."""
    found = list(re.finditer(IGNORE_COMMENT, source.text))
    spans = sorted(_contents(source, root)) if found else []
    ignores: list[Ignore] = []
    for match in found:
        start, end = match.span()
        at = bisect_right(spans, (start, start)) - 1
        if at < 0 or not spans[at][0] <= start < spans[at][1]:
            codes = re.findall(r"[^\s,;]+", (match["codes"] or "").upper())
            ignores.append(Ignore(start, end, source.position(start).line, tuple(codes)))
    return ignores


def _contents(source: Source, root: Node) -> Iterator[tuple[int, int]]:
    """The places of texts; the first line of a block scalar has its sign only, and may have a comment."""
    for node in walk(root):
        if isinstance(node, Text):
            block = source.text[node.start : node.start + 1] in ("|", ">")
            start = source.text.find("\n", node.start, node.end) if block else node.start
            yield (start if start >= 0 else node.end), node.end


class IgnoredLines:
    """Which lines belong to a problem: those of the value it stands in, and of the value's key."""

    def __init__(self, source: Source, root: Node) -> None:
        self._source = source
        self._spans = sorted(_spans(root))

    def of(self, problem: Problem) -> range:
        """The numbers of the lines."""
        start = end = problem.start
        place = bisect_right(self._spans, (problem.start, len(self._source.text))) - 1
        if place >= 0 and problem.start <= self._spans[place][1]:
            start, end = self._spans[place]
        last = max(start, end - 1)  # a block scalar ends with its newline
        return range(self._source.position(start).line, self._source.position(last).line + 1)


def _spans(root: Node) -> Iterator[tuple[int, int]]:
    """The places of all texts, each with its key."""
    for node in walk(root):
        if isinstance(node, Mapping):
            yield from ((key.start, value.end) for key, value in node.pairs if isinstance(value, Text))
        elif isinstance(node, Items):
            yield from ((item.start, item.end) for item in node.items if isinstance(item, Text))


def without_ignored(
    source: Source, root: Node, problems: Iterable[Problem], known: Sequence[str], seldom: Sequence[str]
) -> list[Problem]:
    """The problems that no comment hides, and one for each that hides none; ``known`` are all codes.

    A comment that names one of the ``seldom`` found, which not every run looks for, may hide it another time.
    """
    ignores = _ignores_in(source, root)
    by_line = {ignore.line: ignore for ignore in ignores}
    lines = IgnoredLines(source, root)
    left: list[Problem] = []
    used: set[Ignore] = set()
    for problem in problems:
        near = (by_line[line] for line in lines.of(problem) if line in by_line)
        hiding = {one for one in near if not one.codes or problem.code.startswith(one.codes)}
        used |= hiding
        left += [] if hiding else [problem]
    used |= {one for one in ignores if one.codes and any(code.startswith(one.codes) for code in seldom)}
    for ignore in ignores:
        strange = [quote(one) for one in ignore.codes if not any(code.startswith(one) for code in known)]
        message = f"кода {listing(strange)} нет" if strange else "пометка ничего не скрывает"
        hint = "все коды: luzplan explain" if strange else "уберите её"
        useless = Problem(USELESS_IGNORE, Severity.WARNING, message, ignore.start, ignore.end, hint)
        left += [useless] if ignore not in used else []
    return left
