"""Which problems are new since an older version of a plan."""

from __future__ import annotations

from collections import Counter

from luzplan.check import Checked, Options, check_built
from luzplan.check.identity import identity, row_name
from luzplan.check.rules import RULES
from luzplan.plan.build import Built
from luzplan.reports.pairing import paired


def only_new(now: Built, before: Built, options: Options) -> Checked:
    """A plan checked, with the problems only that it had not before."""
    of_change = options._replace(of_change=True)
    return _without_earlier(check_built(now, of_change), check_built(before, of_change), options)


def _without_earlier(now: Checked, before: Checked, options: Options) -> Checked:
    """Leave out what was there before; a row that was moved or reworded is the row that it was.

    What is told of a change only is not counted among what was there.
    """
    old, new = before.built.plan, now.built.plan
    pairs = paired(old.activities(), new.activities()).pairs if old and new else ()
    former = {row_name(row): row_name(was) for was, row in pairs}
    known = Counter(identity(before.source, problem) for problem in before.problems)
    left, earlier = [], 0
    for problem in now.problems:
        same = identity(now.source, problem, former.get(problem.owner))
        known[same] -= 1
        if known[same] < 0:
            left.append(problem)
        else:
            earlier += options.wants(problem.code, _USUAL.get(problem.code, problem.severity))
    return now._replace(problems=tuple(left), earlier=earlier)


_USUAL = {rule.code: rule.severity for rule in RULES if rule.when_new}
