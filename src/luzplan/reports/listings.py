"""What the plan lists, single activities as cards, and phrases as they are understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from luzplan.deadline import Deadline
from luzplan.executor import Reading
from luzplan.plan import Activity, Plan
from luzplan.plan.references import Reference, origin, prerequisites
from luzplan.reports import Card, Report, Table
from luzplan.reports.rows import (
    OCCURRENCES,
    STATE,
    WHAT,
    WHEN,
    WHO,
    Cells,
    Column,
    ColumnKind,
    Executors,
    Labelled,
    Names,
    Spans,
    activity_column,
    further_columns,
    rows_of,
)
from luzplan.reports.wording import deadline_words, title_of
from luzplan.russian import listing, quote
from luzplan.school_year import SchoolYear
from luzplan.selection import Choice, Filters
from luzplan.text import Text

_PLACE = Column("number", "№", ColumnKind.ORDINAL)


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
        _PLACE,
        Column("name", "Школа"),
        Column("level", "Вид"),
        Column("base", "Базовая"),
        Column("aliases", "Как ещё пишут"),
    )
    return Report(("Школы",), (Table("", columns, rows, empty="Школы в плане не перечислены."),))


def _texts_report(title: str, heading: str, texts: tuple[Text, ...]) -> Report:
    rows: tuple[Cells, ...] = tuple({"number": number, "text": text} for number, text in enumerate(texts, 1))
    columns = (_PLACE, Column("text", heading))
    return Report((title,), (Table("", columns, rows, empty=f"{title} в плане не перечислены."),))


def roles_report(plan: Plan) -> Report:
    """List the roles that have something to do in the plan, the busiest first."""
    counts: dict[str, int] = {}
    for activity in plan.activities():
        for role in dict.fromkeys(executor.role for executor in plan.executors(activity).executors):
            counts[role] = counts.get(role, 0) + 1
    since: dict[str, Labelled] = {}
    for declared in (one for one in plan.roles if one.since):
        words, created = str(declared.since), origin(plan, declared)
        label = words
        if created and created.activity:  # which brings it into being
            label = f"{_activity_words(created)}: {created.activity.when or 'без срока'}"
        since[str(declared.name)] = Labelled(words, label)
    rows: tuple[Cells, ...] = tuple(
        {
            "role": role,
            "parent": next(iter(plan.book.ancestors(role)), ""),
            "activities": number,
            **({"since": since[role]} if role in since else {}),
        }
        for role, number in sorted(counts.items(), key=lambda pair: -pair[1])
    )
    columns = [Column("role", "Роль"), Column("parent", "Входит в"), Column("activities", "Мероприятий")]
    columns += [Column("since", "Появляется")] if any("since" in row for row in rows) else []
    return Report(("Роли",), (Table("", tuple(columns), rows, empty="Исполнители в плане не названы."),))


def _activity_words(reference: Reference) -> str:
    """The activity that is meant, by its number and words."""
    activity = reference.activity
    return f"{activity.position} {quote(activity.what)}" if activity else reference.name


LISTINGS: dict[str, Callable[[Plan], Report]] = {
    "schools": schools_report,
    "goals": lambda plan: _texts_report("Цели", "Цель", plan.goals),
    "functions": lambda plan: _texts_report("Функции", "Функция", plan.functions),
    "roles": roles_report,
}


_CARD = (
    WHEN,
    Column("spans", "Это значит"),
    activity_column("where", "Место"),
    WHO,
    Column("executors", "Кто это"),
    STATE,
    OCCURRENCES,
    activity_column("done", "Выполнено"),
    Column("note", "Заметка"),
    Column("after", "После чего"),
)


def cards_report(plan: Plan, filters: Filters, activities: Iterable[Activity]) -> Report:
    """One card an activity, titled by its number and section."""
    columns = (WHAT, *further_columns(plan), *_CARD)
    shown = list(activities)
    chosen = rows_of(plan, (Choice(one, one.occurrences) for one in shown), filters.today, in_full=True)
    rows = []
    for row, one in zip(chosen, shown, strict=True):
        words = "; ".join(map(_activity_words, prerequisites(plan, one)))
        rows.append(row._replace(after=Labelled(one.after, words)) if one.after else row)
    cards = tuple(Card(title_of(row.id, row.section_title), columns, row) for row in rows)
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
    rows: tuple[Cells, ...] = tuple(
        {"phrase": one.text, "kind": Labelled(one.kind, deadline_words(one)), "spans": Spans(one.spans)}
        for one in deadlines
    )
    return Report((title,), (Table("", _DEADLINES, rows, empty="Ни одной фразы."),))


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
    strange = {name.text: name.nearest for _, reading in readings for name in reading.unknown}
    perhaps = {text: listing([quote(name) for name in near], "или") for text, near in strange.items()}
    hints = tuple(f"{quote(text)}: может быть, {names}?" for text, names in perhaps.items() if names)
    return Report(("Как понимаются исполнители",), (table,), hints)
