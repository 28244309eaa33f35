"""Short answers: the lists of a plan, activities one by one, phrases as they are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from luzplan.deadline import Deadline
from luzplan.deadline.wording import deadline_words
from luzplan.executor import Reading
from luzplan.plan.model import Plan
from luzplan.reports.report import Column, Report, Row, Table, Told
from luzplan.reports.rows import WHAT, activity_row
from luzplan.russian.words import listing, quote
from luzplan.school_year import SchoolYear
from luzplan.selection import Choice
from luzplan.text.source import Text


def schools_report(plan: Plan) -> Report:
    """List the schools in the order of the document."""
    rows: tuple[Row, ...] = tuple(
        {
            "number": number,
            "name": school.name,
            "base": school.base,
            "level": school.level or "",
            "aliases": school.aliases,
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
    return Report("Школы", (Table("", columns, rows, empty="Школы в плане не перечислены."),))


def goals_report(plan: Plan) -> Report:
    """List the goals."""
    return _texts_report("Цели", "Цель", plan.goals, "Цели в плане не перечислены.")


def functions_report(plan: Plan) -> Report:
    """List the functions."""
    return _texts_report("Функции", "Функция", plan.functions, "Функции в плане не перечислены.")


def _texts_report(title: str, heading: str, texts: tuple[Text, ...], empty: str) -> Report:
    rows: tuple[Row, ...] = tuple({"number": number, "text": text} for number, text in enumerate(texts, 1))
    return Report(title, (Table("", (Column("number", "№"), Column("text", heading)), rows, empty=empty),))


def roles_report(plan: Plan) -> Report:
    """List the roles that have something to do in the plan, the busiest first."""
    counts: dict[str, int] = {}
    for activity in plan.activities():
        for role in dict.fromkeys(executor.role for executor in plan.executors(activity).executors):
            counts[role] = counts.get(role, 0) + 1
    rows: tuple[Row, ...] = tuple(
        {"role": role, "parent": next(iter(plan.book.ancestors(role)), ""), "activities": number}
        for role, number in sorted(counts.items(), key=lambda pair: -pair[1])
    )
    columns = (Column("role", "Роль"), Column("parent", "Входит в"), Column("activities", "Мероприятий"))
    return Report("Роли", (Table("", columns, rows, empty="Исполнители в плане не названы."),))


LISTINGS: dict[str, Callable[[Plan], Report]] = {
    "schools": schools_report,
    "goals": goals_report,
    "functions": functions_report,
    "roles": roles_report,
}


_COLUMNS = (
    WHAT,
    Column("when", "Срок"),
    Column("kind", "Вид срока"),
    Column("spans", "Срок понят как"),
    Column("where", "Место"),
    Column("who", "Исполнители"),
    Column("executors", "Исполнители поняты как"),
    Column("state", "Состояние"),
    Column("done", "Выполнено"),
    Column("note", "Заметка"),
)


def cards_report(plan: Plan, chosen: list[Choice]) -> Report:
    """One card an activity, titled by its number and section."""
    cards = tuple(_card(plan, choice) for choice in chosen)
    return Report(", ".join(choice.activity.id for choice in chosen), cards)


def _card(plan: Plan, choice: Choice) -> Table:
    section = plan.sections[choice.activity.section - 1]
    title = f"{choice.activity.id} · {section.title}"
    return Table(title, _COLUMNS, (activity_row(plan, choice),), key="card")


_DEADLINES = (Column("phrase", "Срок"), Column("kind", "Понят как"))
_EXECUTORS = (
    Column("phrase", "Исполнители"),
    Column("executors", "Поняты как"),
    Column("unknown", "Не поняты"),
)


def deadlines_report(deadlines: Sequence[Deadline], year: SchoolYear) -> Report:
    """A row for each deadline, in order."""
    title = f"Сроки в {year} учебном году"
    rows = tuple(_row(deadline) for deadline in deadlines)
    return Report(title, (Table("", _DEADLINES, rows, empty="Ни одной фразы."),))


def _row(deadline: Deadline) -> Row:
    kind = Told(deadline.kind, deadline_words(deadline))
    return {"phrase": deadline.text, "kind": kind, "spans": deadline.spans}


def executors_report(readings: Sequence[tuple[str, Reading]]) -> Report:
    """A row for each phrase, in order; the notes say what known name a strange one is like."""
    rows: tuple[Row, ...] = tuple(
        {
            "phrase": phrase,
            "executors": reading.executors,
            "unknown": tuple(name.text for name in reading.unknown),
        }
        for phrase, reading in readings
    )
    table = Table("", _EXECUTORS, rows, empty="Ни одной фразы.")
    return Report("Как понимаются исполнители", (table,), _hints(readings))


def _hints(readings: Sequence[tuple[str, Reading]]) -> tuple[str, ...]:
    """What strange names may have been meant to be, each once."""
    strange = {name.text: name.nearest for _, reading in readings for name in reading.unknown}
    return tuple(
        f"{quote(text)}: может быть, {listing([quote(name) for name in nearest], 'или')}?"
        for text, nearest in strange.items()
        if nearest
    )
