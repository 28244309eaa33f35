"""The whole plan for programs: one table, one record, or what can stand in a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from luzplan.deadline import Deadline
from luzplan.plan.model import Activity, Plan, Section, Signature
from luzplan.reports.listings import schools_report
from luzplan.reports.report import Column, Report, Row, Table
from luzplan.reports.rows import (
    ACTIVITY_COLUMNS,
    EMPTY,
    NUMBER,
    WHAT,
    WHEN,
    WHO,
    activity_row,
    extract_title,
    extract_words,
)
from luzplan.russian.words import ACTIVITIES, count
from luzplan.selection import Choice, Filters, choices, is_always_on


def plan_record(plan: Plan, filters: Filters) -> Mapping[str, object]:
    """All that the plan says, with the rows that pass the filters under their sections."""
    rows: dict[int, list[object]] = {section.number: [] for section in plan.sections}
    for choice in choices(plan, filters):
        rows[choice.activity.section].append(activity_row(plan, choice))
    return {
        "title": plan.title,
        "year": str(plan.year),
        "district": {"name": plan.district.name, "short": plan.district.short},
        "approval": {
            "agreed": _signature(plan.agreed, "protocol"),
            "approved": _signature(plan.approved, "order"),
        },
        "schools": [
            {"name": one.name, "base": one.base, "level": one.level, "aliases": one.aliases}
            for one in plan.schools
        ],
        "goals": plan.goals,
        "functions": plan.functions,
        "roles": [
            {"name": one.name, "aliases": one.aliases, "parent": one.parent, "since": one.since}
            for one in plan.roles
        ],
        "sections": [_section(section, rows[section.number]) for section in plan.sections],
        "author": {"position": plan.author.position, "name": plan.author.name},
        **_present({"preface": plan.preface, "afterword": plan.afterword}),
        **_present({"abbreviations": dict(plan.abbreviations)}),
    }


def _present(texts: Mapping[str, object]) -> dict[str, object]:
    """Leave out what the plan does not have: few plans have any of these."""
    return {key: text for key, text in texts.items() if text}


def _signature(signature: Signature, document: str) -> Mapping[str, str]:
    """An approval block under the keys of the plan file."""
    return {
        "heading": signature.heading,
        "by": signature.by,
        "name": signature.name,
        document: signature.document,
        "date": signature.date,
    }


def _section(section: Section, rows: list[object]) -> Mapping[str, object]:
    preface = _present({"preface": section.preface})
    return {"number": section.number, "title": section.title, **preface, "activities": rows}


def joined_records(records: Mapping[str, Mapping[str, object]]) -> Mapping[str, object]:
    """Put the records of several plans together; each says, as the rows of an answer do, which plan it is."""
    return {"plans": [{"plan": name, **record} for name, record in records.items()]}


_SECTION, _PLACE = Column("section_title", "Раздел"), Column("where", "Место")
_START, _END = Column("start", "Начало"), Column("end", "Конец")
_ROLES = Column("executors", "Роли")
_DONE, _NOTE = Column("done", "Выполнено"), Column("note", "Заметка")


def register_report(plan: Plan, filters: Filters) -> Report:
    """One table: besides the words of a row its section, first and last day, roles."""
    rows = tuple(_row(plan, choice) for choice in choices(plan, filters))
    place, done, note = (
        (column,) if any(row.get(column.key) for row in rows) else () for column in (_PLACE, _DONE, _NOTE)
    )
    columns = (NUMBER, _SECTION, WHAT, WHEN, _START, _END, *place, WHO, _ROLES, *done, *note)
    table = Table("Мероприятия", columns, rows, key="activities", empty=EMPTY)
    return Report(extract_title(plan, filters), (table,))


def _row(plan: Plan, choice: Choice) -> Row:
    return {**activity_row(plan, choice), _SECTION.key: plan.sections[choice.activity.section - 1].title}


def workbook_report(plan: Plan, filters: Filters) -> Report:
    """The same table, and the schools beside it where it is the whole plan."""
    register = register_report(plan, filters)
    if extract_words(filters) or not plan.schools:
        return register
    schools = (table._replace(title="Школы", key="schools") for table in schools_report(plan).tables)
    return register._replace(blocks=(*register.blocks, *schools))


def dated_report(plan: Plan, filters: Filters, *, with_ongoing: bool) -> Report:
    """The rows that have days; what is always on takes the whole school year if it is wanted.

    The notes say what is left out.
    """
    chosen = list(choices(plan, filters))
    ongoing = [choice.activity for choice in chosen if is_always_on(choice.activity.deadline)]
    wanted = {activity.position for activity in ongoing} if with_ongoing else set()
    rows = (
        {**activity_row(plan, choice), "spans": (plan.year.span,)}
        if choice.activity.position in wanted
        else activity_row(plan, choice)
        for choice in chosen
    )
    table = Table("", ACTIVITY_COLUMNS, tuple(row for row in rows if row["spans"]), empty=EMPTY)
    dateless = [choice.activity for choice in chosen if _is_dateless(choice.activity.deadline)]
    notes = _notes([] if with_ongoing else ongoing, dateless) if chosen else (EMPTY,)
    return Report(extract_title(plan, filters), (table,), tuple(notes))


def _is_dateless(deadline: Deadline) -> bool:
    return not deadline.spans and not is_always_on(deadline)


def _notes(ongoing: list[Activity], dateless: list[Activity]) -> Iterator[str]:
    if ongoing:
        yield f"Не вошло то, что длится весь год: {_named(ongoing)}. Добавить: --with-ongoing."
    if dateless:
        yield f"Не вошло то, у чего нет дат: {_named(dateless)}."


def _named(activities: list[Activity]) -> str:
    ids: Iterable[str] = (activity.id for activity in activities[:5])
    more = "…" if len(activities) > 5 else ""
    return f"{count(len(activities), ACTIVITIES)} ({', '.join(ids)}{more})"
