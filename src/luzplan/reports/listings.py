"""Short answers: the lists of a plan, activities one by one, phrases as they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from luzplan.deadline import Deadline
from luzplan.deadline.wording import deadline_words
from luzplan.executor import Reading
from luzplan.plan.model import Activity, Plan
from luzplan.reports.report import Card, Report, Table
from luzplan.reports.rows import WHAT, Cells, Column, Executors, Labelled, Names, Spans, rows_of
from luzplan.russian.words import listing, quote
from luzplan.school_year import SchoolYear
from luzplan.selection import Choice, Filters, state_on
from luzplan.text.source import Text


def schools_report(plan: Plan) -> Report:
    """List the schools in the order of the document."""
    rows: tuple[Cells, ...] = tuple(
        {
            "number": number,
            "name": school.name,
            "base": school.base,
            "level": school.level or "",
            "aliases": Names(school.aliases),
        }
        for number, school in enumerate(plan.schools, 1)
    )
    columns = (
        Column("number", "№"),
        Column("name", "Школа"),
        Column("level", "Вид"),
        Column("base", "Базовая"),
        Column("aliases", "Как ещё пишут"),
    )
    return Report(("Школы",), (Table("", columns, rows, empty="Школы в плане не перечислены."),))


def _texts_report(title: str, heading: str, texts: tuple[Text, ...]) -> Report:
    rows: tuple[Cells, ...] = tuple({"number": number, "text": text} for number, text in enumerate(texts, 1))
    return Report(
        (title,),
        (
            Table(
                "",
                (Column("number", "№"), Column("text", heading)),
                rows,
                empty=f"{title} в плане не перечислены.",
            ),
        ),
    )


def roles_report(plan: Plan) -> Report:
    """List the roles that have something to do in the plan, the busiest first."""
    counts: dict[str, int] = {}
    for activity in plan.activities():
        for role in dict.fromkeys(executor.role for executor in plan.executors(activity).executors):
            counts[role] = counts.get(role, 0) + 1
    rows: tuple[Cells, ...] = tuple(
        {"role": role, "parent": next(iter(plan.book.ancestors(role)), ""), "activities": number}
        for role, number in sorted(counts.items(), key=lambda pair: -pair[1])
    )
    columns = (Column("role", "Роль"), Column("parent", "Входит в"), Column("activities", "Мероприятий"))
    return Report(("Роли",), (Table("", columns, rows, empty="Исполнители в плане не названы."),))


LISTINGS: dict[str, Callable[[Plan], Report]] = {
    "schools": schools_report,
    "goals": lambda plan: _texts_report("Цели", "Цель", plan.goals),
    "functions": lambda plan: _texts_report("Функции", "Функция", plan.functions),
    "roles": roles_report,
}


_COLUMNS = (
    WHAT,
    Column("when", "Срок"),
    Column("spans", "Это значит"),
    Column("where", "Место"),
    Column("who", "Исполнители"),
    Column("executors", "Кто это"),
    Column("state", "Состояние"),
    Column("done", "Выполнено"),
    Column("note", "Заметка"),
)


def cards_report(plan: Plan, filters: Filters, activities: Iterable[Activity]) -> Report:
    """One card an activity, titled by its number and section."""
    chosen = (Choice(one, state_on(one, filters.today)) for one in activities)
    rows = rows_of(plan, chosen, in_full=True)
    cards = tuple(Card((row.id, row.section_title), _COLUMNS, row) for row in rows)
    return Report((", ".join(row.id for row in rows),), cards)


_DEADLINES = (Column("phrase", "Срок"), Column("kind", "Понят как"))
_EXECUTORS = (
    Column("phrase", "Исполнители"),
    Column("executors", "Поняты как"),
    Column("unknown", "Не поняты"),
)


def deadlines_report(deadlines: Sequence[Deadline], year: SchoolYear) -> Report:
    """A row for each deadline, in order."""
    title = f"Сроки в {year.name_in}"
    rows = tuple(_row(deadline) for deadline in deadlines)
    return Report((title,), (Table("", _DEADLINES, rows, empty="Ни одной фразы."),))


def _row(deadline: Deadline) -> Cells:
    kind = Labelled(deadline.kind, deadline_words(deadline))
    return {"phrase": deadline.text, "kind": kind, "spans": Spans(deadline.spans)}


def executors_report(readings: Sequence[tuple[str, Reading]]) -> Report:
    """A row for each phrase, in order; the notes say what known name a strange one is like."""
    rows: tuple[Cells, ...] = tuple(
        {
            "phrase": phrase,
            "executors": Executors(reading.executors),
            "unknown": Names(name.text for name in reading.unknown),
        }
        for phrase, reading in readings
    )
    table = Table("", _EXECUTORS, rows, empty="Ни одной фразы.")
    return Report(("Как понимаются исполнители",), (table,), _hints(readings))


def _hints(readings: Sequence[tuple[str, Reading]]) -> tuple[str, ...]:
    """What strange names may have been meant to be, each once."""
    strange = {name.text: name.nearest for _, reading in readings for name in reading.unknown}
    return tuple(
        f"{quote(text)}: может быть, {listing([quote(name) for name in nearest], 'или')}?"
        for text, nearest in strange.items()
        if nearest
    )
