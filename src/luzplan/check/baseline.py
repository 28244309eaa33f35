"""Which problems are new since an older version of a plan."""

from __future__ import annotations

from collections import Counter

from luzplan.check import Checked
from luzplan.check.identity import identity, row_name
from luzplan.reports.pairing import paired


def without_earlier(now: Checked, before: Checked | None) -> Checked:
    """A checked file with its new problems only; None is a file that was not there, all of it is new.

    A row that was moved or reworded is the row that it was.
    """
    if before is None:
        return now._replace(earlier=0)
    old, new = before.built.plan, now.built.plan
    pairs = paired(old.activities(), new.activities()).pairs if old and new else ()
    former = {row_name(row): row_name(was) for was, row in pairs}
    known = Counter(identity(before.source, problem) for problem in before.problems)
    left = []
    for problem in now.problems:
        same = identity(now.source, problem, former.get(problem.owner))
        known[same] -= 1
        left += [problem] if known[same] < 0 else []
    return now._replace(problems=tuple(left), earlier=len(now.problems) - len(left))
