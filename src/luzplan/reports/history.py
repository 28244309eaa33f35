"""The history of one activity: when it came, and what each commit changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from luzplan.plan import Activity, Plan
from luzplan.reports import Report, Table
from luzplan.reports.changes import changes_of
from luzplan.reports.pairing import paired
from luzplan.reports.rows import Cells, Column

_WORDS = {
    "added": "добавлено", "moved": "перенесено", "deadline": "срок", "executors": "исполнители",
    "wording": "слова", "where": "место", "column": "столбец", "done": "отметка", "note": "заметка",
    "after": "после чего",
}  # fmt: skip
_COLUMNS = (
    Column("day", "День"),
    Column("author", "Кто"),
    Column("kind", "Что"),
    Column("before", "Было"),
    Column("after", "Стало"),
    Column("detail", "Подробнее"),
    Column("commit", "Коммит"),
)
_UNSAVED = "ещё не в git"


class Version(NamedTuple):
    """A change of a plan's file: by whom, on which day, in which commit; the plan before and after it.

    All is empty of what is not in git yet; ``before`` is None where the plan came with it.
    """

    before: Plan | None
    after: Plan
    day: date | None = None
    author: str = ""
    commit: str = ""
    subject: str = ""


def history_report(plan: Plan, activity: Activity, versions: Iterable[Version]) -> Report:
    """What the versions of a plan, the newest first, changed in one of its activities."""
    rows = tuple(_rows(plan, activity, versions))
    title = (f"История мероприятия {activity.position}", activity.what)
    columns = tuple(column for column in _COLUMNS if any(row.get(column.key) for row in rows))
    return Report(title, (Table("", columns, rows, empty="В git этого мероприятия ещё нет."),))


def _rows(plan: Plan, activity: Activity, versions: Iterable[Version]) -> Iterator[Cells]:
    """The changes, the newest first, up to the version that the activity came with."""
    for version in versions:
        now = _same(plan, activity, version.after)
        if now is None:
            continue
        plan, activity = version.after, now
        was = _same(plan, activity, version.before) if version.before else None
        if was is None or version.before is None:
            yield _row(
                version, {"change": "added", "after": activity.when or "без срока", "detail": activity.who}
            )
            return
        for change in changes_of(version.before, plan, was, activity):
            yield _row(version, change)
        plan, activity = version.before, was


def _same(plan: Plan, activity: Activity, other: Plan) -> Activity | None:
    """The activity as another plan has it, None if it has not."""
    if other is plan:
        return activity
    pairs = paired(plan.activities(), other.activities()).pairs
    return next((new for old, new in pairs if old.position == activity.position), None)


def _row(version: Version, change: Cells) -> Cells:
    return {
        "day": version.day,
        "author": version.author or _UNSAVED,
        "change": change["change"],
        "kind": _WORDS[str(change["change"])],
        "before": change.get("before", ""),
        "after": change["after"],
        "detail": change.get("detail", ""),
        "commit": version.commit,
        "subject": version.subject,
    }
