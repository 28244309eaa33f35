"""The whole plan in each format: the page, one table of its rows, its days, the record for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from luzplan.deadline import DeadlineKind
from luzplan.executor import Executor, School
from luzplan.plan import Activity, Plan, Section
from luzplan.reports import Facet, Option, Report, Table
from luzplan.reports.listings import schools_report
from luzplan.reports.overview import gantt, timeline_report
from luzplan.reports.paper import beyond_rows, document_report, head_of
from luzplan.reports.rows import (
    ACTIVITY_COLUMNS,
    EMPTY,
    END,
    NUMBER,
    START,
    WHAT,
    WHEN,
    WHO,
    ActivityRow,
    Cells,
    Column,
    activity_column,
    activity_rows,
    cells_of,
    further_columns,
)
from luzplan.reports.wording import extract_title, extract_words, window_words
from luzplan.russian import ACTIVITIES, count
from luzplan.russian.spelling import folded
from luzplan.school_year import Span
from luzplan.selection import (
    Filters,
    Grouping,
    choices,
    concerns_school,
    months_shown,
    phase_in,
    role_match,
)


def record_report(plan: Plan, filters: Filters) -> Report:
    """All that the plan says as one record."""
    rows: dict[int, list[ActivityRow]] = {section.number: [] for section in plan.sections}
    for row in activity_rows(plan, filters._replace(in_full=True)):
        rows[row.section].append(row)
    sections = []
    for section in plan.sections:
        preface = {"preface": section.preface} if section.preface else {}
        own = {"activities": rows[section.number]}
        sections.append({"number": section.number, "title": section.title, **preface, **own})
    return Report(extract_title(plan, filters), (), record=head_of(plan, sections))


_SECTION, _PLACE = Column("section_title", "Раздел"), activity_column("where", "Место")
_ROLES = Column("executors", "Роли")
_DONE, _NOTE = activity_column("done", "Выполнено"), Column("note", "Заметка")


def register_report(plan: Plan, filters: Filters) -> Report:
    """One table: besides the words of a row its section, first and last day, roles.

    Of the whole plan a section without rows is a row that has nothing else.
    """
    asked = activity_rows(plan, filters._replace(in_full=True))
    rows: tuple[Cells, ...] = tuple({**cells_of(row), _SECTION.key: row.section_title} for row in asked)
    if not extract_words(filters):
        rows = tuple(_with_sections(plan, asked, rows))
    section, place, done, note = (
        (column,) if any(row.get(column.key) for row in rows) else ()
        for column in (_SECTION, _PLACE, _DONE, _NOTE)
    )
    columns = (NUMBER, *section, WHAT, *further_columns(plan), WHEN, START, END, *place, WHO, _ROLES)
    columns += (*done, *note)
    table = Table("Мероприятия", columns, rows, key="activities", empty=EMPTY)
    return Report(extract_title(plan, filters), (table,))


def _with_sections(plan: Plan, asked: Sequence[ActivityRow], rows: Sequence[Cells]) -> Iterator[Cells]:
    """The rows in the order of the plan, among them those of sections that have none."""
    found: dict[int, list[Cells]] = {section.number: [] for section in plan.sections}
    for row, cells in zip(asked, rows, strict=True):
        found[row.section].append(cells)
    for section in plan.sections:
        empty = {NUMBER.key: str(section.number), _SECTION.key: section.title}
        yield from found[section.number] if section.activities else [empty]


def rows_report(plan: Plan, filters: Filters) -> Report:
    """The same table for a format that has nothing but rows, which the notes say of a whole plan."""
    register = register_report(plan, filters)
    note = "В CSV только строки таблицы; весь план с заголовком, грифами и ролями — в xlsx, docx, html и md."
    return register if extract_words(filters) else register._replace(notes=(note,))


def workbook_report(plan: Plan, filters: Filters) -> Report:
    """The same table, and beside it the schools and the rest of the plan where it is the whole plan."""
    register = register_report(plan, filters)
    if extract_words(filters):
        return register
    schools = (table._replace(title="Школы", key="schools") for table in schools_report(plan).tables)
    blocks = (*register.blocks, *(schools if plan.schools else ()))
    return register._replace(blocks=blocks, head=beyond_rows(plan))


def dated_report(plan: Plan, filters: Filters) -> Report:
    """The rows that have days; what is always on takes the whole school year if it is wanted.

    The notes say what is left out.
    """
    asked = activity_rows(plan, filters._replace(in_full=True))
    ongoing = [row for row in asked if row.always_on]
    dateless = [row for row in asked if not row.deadline.spans and not row.always_on]
    rows = tuple(_over_the_year(row) if filters.with_ongoing and row.always_on else row for row in asked)
    table = Table("", ACTIVITY_COLUMNS, tuple(row for row in rows if row.deadline.spans), empty=EMPTY)
    notes = [] if asked else [EMPTY]
    if ongoing and not filters.with_ongoing:
        notes.append(f"Не вошло то, что длится весь год: {_named(ongoing)}. Добавить: --with-ongoing.")
    if dateless:
        notes.append(f"Не вошло то, у чего нет дат: {_named(dateless)}.")
    return Report(extract_title(plan, filters), (table,), tuple(notes), is_calendar=True)


def _over_the_year(row: ActivityRow) -> ActivityRow:
    (only,), year = row.all_occurrences, row.year.span
    deadline = row.deadline._replace(kind=DeadlineKind.ONGOING, spans=(year,))
    return row._replace(deadline=deadline, all_occurrences=(only._replace(days=year),))


def _named(rows: list[ActivityRow]) -> str:
    ids = ", ".join(row.id for row in rows[:5])
    return f"{count(len(rows), ACTIVITIES)} ({ids}{'…' if len(rows) > 5 else ''})"


def site_report(plan: Plan, filters: Filters) -> Report:
    """Set the plan as on paper, then draw its year; what the filters leave can be narrowed further."""
    document = document_report(plan, filters)
    picture = gantt(plan, filters, Grouping.SECTION)
    activities = [choice.activity for choice in choices(plan, filters)]
    if not activities:
        return document
    facets = tuple(facet for facet in _facets(plan, activities) if len(facet.options) > 1)
    return document._replace(blocks=(*document.blocks, picture), facets=facets)


def _facets(plan: Plan, activities: list[Activity]) -> Iterator[Facet]:
    """Ask as the command line does: `--month`, `--role`, `--section` and `--school` leave the same rows."""

    def left(value: str, title: str, is_left: Callable[[Activity], object]) -> Option:
        return Option(value, title, frozenset(one.position for one in activities if is_left(one)))

    def in_month(month: Span) -> Option:
        return left(f"{month.start:%Y-%m}", window_words(month), lambda one: phase_in(one.deadline, month))

    def of_role(role: str) -> Option:
        asked = plan.book.queries(role) or (Executor(role),)
        return left(role, role, lambda one: role_match(plan, one, asked))

    def in_section(section: Section) -> Option:
        title = f"{section.number}. {section.title}"
        return left(str(section.number), title, lambda one: one.section == section.number)

    def of_school(school: School) -> Option:
        return left(school.name, school.name, lambda one: concerns_school(plan, one, school))

    roles = {executor.role for one in activities for executor in plan.executors(one).executors}
    sections = tuple(one for one in map(in_section, plan.sections) if one.ids)
    yield Facet("month", "Месяц", tuple(map(in_month, months_shown(plan))))
    yield Facet("role", "Исполнитель", tuple(map(of_role, sorted(roles, key=folded))))
    yield Facet("section", "Раздел", sections)
    yield Facet("school", "Школа", tuple(map(of_school, plan.schools)))


# What the whole plan is in each format: as a file, and where it is shown.
EXPORTED: dict[str, Callable[[Plan, Filters], Report]] = {
    "table": document_report,
    "tsv": register_report,
    "csv": rows_report,
    "json": record_report,
    "md": document_report,
    "html": site_report,
    "svg": partial(timeline_report, by=Grouping.SECTION),
    "docx": document_report,
    "xlsx": workbook_report,
    "ics": dated_report,
}
SHOWN = {**dict.fromkeys(EXPORTED, document_report), "html": site_report}
