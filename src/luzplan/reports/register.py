"""All activities as one table, for programs that sort and filter by themselves."""

from __future__ import annotations

from luzplan.model import Plan
from luzplan.reports.extract import extract_title, extract_words
from luzplan.reports.listings import schools_report
from luzplan.reports.report import Column, Report, Row, Table
from luzplan.reports.rows import EMPTY, NUMBER, WHAT, WHEN, WHO, activity_row
from luzplan.select.filters import Choice, Filters, choices

_SECTION, _PLACE = Column("section_title", "Раздел"), Column("where", "Место")
_START, _END = Column("start", "Начало"), Column("end", "Конец")
_ROLES = Column("executors", "Роли")
_DONE, _NOTE = Column("done", "Выполнено"), Column("note", "Заметка")


def register_report(plan: Plan, filters: Filters) -> Report:
    """Give one table: besides the words of a row its section, first and last day, roles."""
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
    """Give the same table, and the schools beside it where it is the whole plan."""
    register = register_report(plan, filters)
    if extract_words(filters) or not plan.schools:
        return register
    schools = (table._replace(title="Школы", key="schools") for table in schools_report(plan).tables)
    return register._replace(blocks=(*register.blocks, *schools))
