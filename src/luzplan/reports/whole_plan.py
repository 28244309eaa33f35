"""The plan as it stands: its lists, single activities, phrases as read, and the whole for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.deadline.wording import deadline_words
from luzplan.executor import Reading, Role
from luzplan.plan import Activity, Plan, Section
from luzplan.plan.references import Reference, origin, prerequisites
from luzplan.reports import Card, Report, Table
from luzplan.reports.document import document_report, site_report
from luzplan.reports.head import beyond_rows, head_of
from luzplan.reports.overview import timeline_report
from luzplan.reports.rows import (
    ACTIVITY_COLUMNS,
    EMPTY,
    NUMBER,
    OCCURRENCES,
    WHAT,
    WHEN,
    WHO,
    ActivityRow,
    Cells,
    Column,
    Executors,
    Labelled,
    Names,
    Spans,
    activity_rows,
    cells_of,
    further_columns,
    rows_of,
)
from luzplan.reports.words import extract_title, extract_words, title_of
from luzplan.russian import ACTIVITIES, count, listing, quote
from luzplan.school_year import SchoolYear
from luzplan.selection import Choice, Filters, Grouping
from luzplan.text import Text


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
    since = {str(role.name): _since(plan, role) for role in plan.roles if role.since}
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


def _since(plan: Plan, role: Role) -> Labelled:
    """From when a role exists; where an activity brings it into being, that activity with its deadline."""
    since, created = str(role.since), origin(plan, role)
    if created is None or created.activity is None:
        return Labelled(since, since)
    return Labelled(since, f"{_activity_words(created)}: {created.activity.when or 'без срока'}")


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
    Column("when", "Срок"),
    Column("spans", "Это значит"),
    Column("where", "Место"),
    Column("who", "Исполнители"),
    Column("executors", "Кто это"),
    Column("state", "Состояние"),
    OCCURRENCES,
    Column("done", "Выполнено"),
    Column("note", "Заметка"),
    Column("after", "После чего"),
)


def cards_report(plan: Plan, filters: Filters, activities: Iterable[Activity]) -> Report:
    """One card an activity, titled by its number and section."""
    columns = (WHAT, *further_columns(plan), *_CARD)
    shown = list(activities)
    rows = rows_of(plan, (Choice(one, one.occurrences) for one in shown), filters.today, in_full=True)
    rows = tuple(
        row._replace(after=Labelled(one.after, "; ".join(map(_activity_words, prerequisites(plan, one)))))
        if one.after
        else row
        for row, one in zip(rows, shown, strict=True)
    )
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


def record_report(plan: Plan, filters: Filters) -> Report:
    """All that the plan says as one record."""
    return Report(extract_title(plan, filters), (), record=_record(plan, filters))


def _record(plan: Plan, filters: Filters) -> Mapping[str, object]:
    """All that the plan says, with the rows that pass the filters under their sections."""
    rows: dict[int, list[ActivityRow]] = {section.number: [] for section in plan.sections}
    for row in activity_rows(plan, filters._replace(in_full=True)):
        rows[row.section].append(row)
    return head_of(plan, [_section(section, rows[section.number]) for section in plan.sections])


def _section(section: Section, rows: list[ActivityRow]) -> Mapping[str, object]:
    preface = {"preface": section.preface} if section.preface else {}
    return {"number": section.number, "title": section.title, **preface, "activities": rows}


_SECTION, _PLACE = Column("section_title", "Раздел"), Column("where", "Место")
_START, _END = Column("start", "Начало"), Column("end", "Конец")
_ROLES = Column("executors", "Роли")
_DONE, _NOTE = Column("done", "Выполнено"), Column("note", "Заметка")


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
    columns = (NUMBER, *section, WHAT, *further_columns(plan), WHEN, _START, _END, *place, WHO, _ROLES)
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
    notes = _notes([] if filters.with_ongoing else ongoing, dateless) if asked else (EMPTY,)
    return Report(extract_title(plan, filters), (table,), tuple(notes), is_calendar=True)


def _over_the_year(row: ActivityRow) -> ActivityRow:
    (only,), year = row.all_occurrences, row.year.span
    deadline = row.deadline._replace(kind=DeadlineKind.ONGOING, spans=(year,))
    return row._replace(deadline=deadline, all_occurrences=(only._replace(days=year),))


def _notes(ongoing: list[ActivityRow], dateless: list[ActivityRow]) -> Iterator[str]:
    if ongoing:
        yield f"Не вошло то, что длится весь год: {_named(ongoing)}. Добавить: --with-ongoing."
    if dateless:
        yield f"Не вошло то, у чего нет дат: {_named(dateless)}."


def _named(rows: list[ActivityRow]) -> str:
    ids = ", ".join(row.id for row in rows[:5])
    return f"{count(len(rows), ACTIVITIES)} ({ids}{'…' if len(rows) > 5 else ''})"


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
