"""Mending what can be mended without anybody's thinking, and only if the plan still means the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luzplan.build import Built, build_plan
from luzplan.check.meaning import means_the_same
from luzplan.check.runner import Checked, Options, check_built
from luzplan.source.files import Loaded
from luzplan.source.splice import Splice, apply_splices
from luzplan.source.text import Problem, Severity, Source

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


def fixed(loaded: Loaded, options: Options) -> Fixed:
    """Mend the problems that the options ask for."""
    built = Built(loaded.source, None, loaded.problems) if loaded.problems else build_plan(loaded.source)
    result = Fixed(check_built(built, options))
    for _ in range(_ROUNDS):
        fixes = _harmless(result.checked.built, _apart(result.checked.problems))
        if not fixes:
            break
        after = _applied(result.checked.source, fixes)
        result = Fixed(check_built(build_plan(after), options), result.number + len(fixes))
    return result


Fix = tuple[Splice, ...]  # the changes that mend one problem: all of them or none


def _apart(problems: Sequence[Problem]) -> list[Fix]:
    """Give the fixes that can be made at once: none changes what another does."""
    chosen: list[Fix] = []
    end = -1
    for fix in sorted((problem.fixes for problem in problems if problem.fixes), key=_place):
        if fix[0].start > end:
            chosen.append(fix)
            end = fix[-1].end
    return chosen


def _place(fix: Fix) -> tuple[int, int]:
    return fix[0].start, fix[-1].end


def _applied(source: Source, fixes: Sequence[Fix]) -> Source:
    return source._replace(text=apply_splices(source.text, [splice for fix in fixes for splice in fix]))


def _harmless(built: Built, fixes: list[Fix]) -> list[Fix]:
    """Give those of the fixes that do no harm; if all together do none, that takes one look."""
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
