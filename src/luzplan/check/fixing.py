"""Mending what can be mended without anybody's thinking, and only if the plan still means the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from luzplan.check import Checked, check_built
from luzplan.check.rules.wording import without_leftovers
from luzplan.deadline import DeadlineKind
from luzplan.executor import Reading
from luzplan.plan import Activity
from luzplan.plan.build import Built, build_plan, built_of
from luzplan.russian.spelling import folded, in_russian
from luzplan.text import Loaded, Problem, Severity, Source, Splice, apply_splices
from luzplan.text.yaml import Mapping, Node
from luzplan.text.yaml import Sequence as Items

_ROUNDS = 10  # a fix may uncover another: after «a  ,b» come «a ,b» and «a,b»


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file after mending: what is left of its problems, and how many were mended."""

    checked: Checked
    number: int = 0

    @property
    def text(self) -> str | None:
        """The new text, None where nothing was mended."""
        return self.checked.source.text if self.number else None


def fixed(loaded: Loaded, check: Callable[[Built], Checked]) -> Fixed:
    """Mend the problems that a check finds, as long as it finds any that can be mended."""
    result = Fixed(check(built_of(loaded)))
    for _ in range(_ROUNDS):
        fixes = _harmless(result.checked.built, _apart(result.checked.problems))
        if not fixes:
            break
        after = _applied(result.checked.source, fixes)
        result = Fixed(check(build_plan(after)), result.number + len(fixes))
    return result


Fix = tuple[Splice, ...]  # the changes that mend one problem: all of them or none


def _apart(problems: Sequence[Problem]) -> list[Fix]:
    """The fixes that can be made at once: none changes what another does."""
    chosen: list[Fix] = []
    end = -1
    fixes = (problem.fixes for problem in problems if problem.fixes)
    for fix in sorted(fixes, key=lambda fix: (fix[0].start, fix[-1].end)):
        if fix[0].start > end:
            chosen.append(fix)
            end = fix[-1].end
    return chosen


def _applied(source: Source, fixes: Sequence[Fix]) -> Source:
    return source._replace(text=apply_splices(source.text, [splice for fix in fixes for splice in fix]))


def _harmless(built: Built, fixes: list[Fix]) -> list[Fix]:
    """Those of the fixes that do no harm; if all together do none, that takes one look."""
    if not fixes or _is_harmless(built, fixes):
        return fixes
    if len(fixes) == 1:
        return []
    half = len(fixes) // 2
    left = [*_harmless(built, fixes[:half]), *_harmless(built, fixes[half:])]
    return left if _is_harmless(built, left) else left[:1]


def _is_harmless(built: Built, fixes: Sequence[Fix]) -> bool:
    after = build_plan(_applied(built.source, fixes))
    return means_the_same(built, after) and not _errors(after) - _errors(built)


def _errors(built: Built) -> Counter[str]:
    problems = check_built(built).problems
    return Counter(problem.code for problem in problems if problem.severity is Severity.ERROR)


_READ = frozenset({"when", "since", "who"})  # what counts is how these are read, not their letters
_EXACT = frozenset({"id", "done", "year"})


def means_the_same(before: Built, after: Built) -> bool:
    """Whether only spaces, signs, disguised letters and doubled words differ, and numbers at the start.

    What was not understood may differ.
    """
    if before.plan is None or before.meant is None or after.plan is None or after.meant is None:
        return False
    rows = zip_longest(before.plan.activities(), after.plan.activities())
    if _words(before.meant) != _words(after.meant):
        return False
    for one, other in rows:
        if one is None or other is None:
            return False
        was, now = before.plan.executors(one), after.plan.executors(other)
        days = [(row.deadline.kind, row.deadline.spans) for row in (one, other)]
        same_days = one.deadline.kind is DeadlineKind.UNKNOWN or days[0] == days[1]
        is_same = same_days and _bare(one.who) == _bare(other.who) and _same_executors(was, now)
        if not is_same and not _is_swapped(one, other, was):
            return False
    return True


def _is_swapped(one: Activity, other: Activity, reading: Reading) -> bool:
    """Whether two cells that were understood neither have changed places."""
    is_read = one.deadline.kind is not DeadlineKind.UNKNOWN or not reading.unknown
    return not is_read and (one.when, one.who) == (other.who, other.when)


def _words(node: Node, key: str = "") -> object:
    """The letters and digits of all texts in their order and under their keys."""
    match node:
        case Mapping():
            return [(str(name), _words(value, name)) for name, value in node.pairs]
        case Items():
            return [_words(item, key) for item in node.items]
    if key in _READ:
        return ""
    return str(node) if key in _EXACT else _bare(node)


def _bare(text: str) -> str:
    letters = folded(in_russian(without_leftovers(text)))
    return "".join(letter for letter in letters if letter.isalnum())


def _same_executors(one: Reading, other: Reading) -> bool:
    before, after = (
        [(_bare(each.role), each.scope, each.school and _bare(each.school)) for each in reading.executors]
        for reading in (one, other)
    )
    return bool(one.unknown) or before == after
