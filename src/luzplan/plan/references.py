"""Where a plan names its own activities: ``since`` of a role and ``after`` of a row, by number or id."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from luzplan.deadline.reader import read_deadline
from luzplan.executor import Role
from luzplan.plan import Activity, Plan
from luzplan.text import Text

# «01.12» and «1.03» are days, «2.1» and «2.10» are rows: a day is better written in words here.
NUMBER = r"[1-9]\d*\.[1-9]\d*"
_NAME = r"[^\s,;](?:[^,;\n]*[^\s,;])?"


class Reference(NamedTuple):
    """A name of an activity at offsets of a text; ``activity`` is None where the plan has none of it."""

    text: Text
    start: int
    end: int
    activity: Activity | None

    @property
    def name(self) -> str:
        """The number or id as it is written."""
        return self.text[self.start : self.end]


def prerequisites(plan: Plan, activity: Activity) -> Iterator[Reference]:
    """What must come before an activity, as its ``after`` names it."""
    yield from named_in(plan, activity.after)


def named_in(plan: Plan, text: Text) -> Iterator[Reference]:
    """What a text names as activities: one by all of it, or one between each two commas."""
    if not text:
        return
    if whole := plan.by_name.get(text.strip()):
        start = len(text) - len(text.lstrip())
        yield Reference(text, start, start + len(text.strip()), whole)
        return
    for found in re.finditer(_NAME, text):
        yield Reference(text, *found.span(), plan.by_name.get(found[0]))


def origin(plan: Plan, role: Role) -> Reference | None:
    """The activity from which a role exists; None where it always did, or ``since`` is a deadline."""
    text = role.since
    if text is None:
        return None
    found = re.fullmatch(rf"\s*({NUMBER})\s*", text)
    if found:
        return Reference(text, *found.span(1), plan.by_name.get(found[1]))
    own = plan.by_name.get(text.strip())
    return Reference(text, 0, len(text), own) if own else None


def exists_from(plan: Plan, role: Role) -> date | None:
    """The first day on which a role can exist; None where it always did, or nothing tells the day."""
    created = origin(plan, role)
    if role.since is None or (created and created.activity is None):
        return None
    activity = created.activity if created else None
    deadline = activity.deadline if activity else read_deadline(role.since, plan.calendar)
    return deadline.start or deadline.end


def circles(starts: Iterable[str], named_by: Callable[[str], Iterable[str]]) -> Iterator[list[str]]:
    """What names one another in a circle, in its order; one circle at most for each start, none twice."""
    settled: set[str] = set()
    yield from filter(None, (_circle(start, named_by, settled) for start in starts))


def _circle(start: str, named_by: Callable[[str], Iterable[str]], settled: set[str]) -> list[str]:
    """The first circle that is met from a start on, empty if there is none; what was passed is settled."""
    path: dict[str, Iterator[str]] = {}  # a list would be searched anew for each link of a long chain
    at: str | None = start
    while at not in path:
        if at is None:
            settled.add(path.popitem()[0])
        elif at not in settled:
            path[at] = iter(named_by(at))
        if not path:
            return []
        at = next(path[next(reversed(path))], None)
    settled.update(path)
    return list(path)[list(path).index(str(at)) :]
