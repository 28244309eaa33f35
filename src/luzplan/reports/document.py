"""The plan set like the paper, and for the school's site with questions to narrow it by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luzplan.executor import Executor
from luzplan.plan import Activity, Plan, Signature
from luzplan.reports import Block, Facet, Listing, Option, Paragraph, Report, Signatures, Table, Title
from luzplan.reports.head import beyond_paper
from luzplan.reports.overview import gantt
from luzplan.reports.phrases import extract_title, extract_words, progress_words, window_words
from luzplan.reports.rows import EMPTY, Column, activity_rows, further_columns
from luzplan.russian.spelling import folded
from luzplan.selection import (
    Filters,
    Grouping,
    choices,
    concerns_school,
    months_shown,
    phase_in,
    role_match,
)

AGREED, APPROVED, AUTHOR = "СОГЛАСОВАНО", "УТВЕРЖДАЮ", "Разработано"
_USUAL = {
    "number": "№п/п",
    "what": "Мероприятия",
    "when": "Срок исполнения",
    "where": "Место проведения",
    "who": "Исполнители",
}
_NO_ROWS = "Мероприятий пока нет."
_LEAST = ("what", "when", "who")
_WITHOUT_NUMBER, _WITHOUT_PLACE = ("what", "when", "where", "who"), ("number", *_LEAST)
_DONE, _NOTE = Column("done", "Отметка о выполнении"), Column("note", "Примечание")
# What a document calls these columns; the others are known by their order, whatever their words.
_OWN_WORDS = {
    "where": re.compile(r"^(?!.*(?:срок|дат[аы]|врем)).*\b(?:мест[оа]|где|адрес|кабинет|площадк)"),
    "done": re.compile(r"отметк|выполнено|дата (?:фактического )?выполнения"),
    "note": re.compile(r"примечани|заметк"),
}
_NUMBERS = re.compile(r"[№n#\W]*(?:п\W*п)?|номер.*|no\W*", re.IGNORECASE)


def document_report(plan: Plan, filters: Filters) -> Report:
    """Set the plan; with filters an extract, which has no approval and no lists, and says what it is about.

    Of the whole plan sections without rows are shown too; an extract leaves them out.
    """
    progress = progress_words(plan.activities())
    title = Title(tuple(plan.title.splitlines()) or ("План работы",), progress)
    words = extract_words(filters)
    tables = _tables(plan, filters)
    if words:
        blocks: list[Block] = [Title((f"Выписка: {words}",)), title, *tables]
    else:
        blocks = [*_approval(plan), title, *_lists(plan), *_paragraphs(plan.preface)]
        blocks += [*_with_prefaces(plan, tables), *_paragraphs(plan.afterword)]
    head = None if words else beyond_paper(plan)
    return Report(extract_title(plan, filters), (*blocks, *_author(plan)), head=head)


def _approval(plan: Plan) -> list[Signatures]:
    sides = (_lines(plan.agreed, AGREED), _lines(plan.approved, APPROVED))
    return [Signatures(*sides)] if any(sides) else []


def _lines(signature: Signature, heading: str) -> tuple[str, ...]:
    """The lines of a block, none if the plan has no word of it."""
    texts = (signature.by, signature.name, signature.document, signature.date)
    if not any((signature.heading, *texts)):
        return ()
    return tuple(line for text in (signature.heading or heading, *texts) for line in text.splitlines())


def _lists(plan: Plan) -> list[Listing]:
    schools = tuple(f"{'базовая школа ' if school.base else ''}{school.name}" for school in plan.schools)
    headings = plan.headings
    lists = (
        Listing(headings.schools or "Школы:", schools, numbered=True),
        Listing(headings.goals or "Цели:", plan.goals),
        Listing(headings.functions or "Функции:", plan.functions),
    )
    return [one for one in lists if one.items]


def _paragraphs(texts: tuple[str, ...]) -> list[Paragraph]:
    return [Paragraph((text,)) for text in texts]


def _with_prefaces(plan: Plan, tables: list[Table]) -> list[Block]:
    """Put the texts that stand above a section before its table."""
    prefaces = {str(section.number): _paragraphs(section.preface) for section in plan.sections}
    blocks: list[Block] = []
    for table in tables:
        blocks += [*prefaces.get(table.key, []), table]
    return blocks


def _tables(plan: Plan, filters: Filters) -> list[Table]:
    asked = activity_rows(plan, filters)
    columns = table_columns(plan)
    whole = not extract_words(filters._replace(section=None))
    tables = []
    for section in plan.sections:
        rows = tuple(row for row in asked if row.section == section.number)
        if rows or (whole and not section.activities and filters.section in (None, section)):
            key, progress = str(section.number), progress_words(section.activities)
            tables.append(Table(section.title, columns, rows, key=key, remark=progress, empty=_NO_ROWS))
    return tables or [Table("", columns, (), empty=_NO_ROWS if whole else EMPTY)]


def table_columns(plan: Plan) -> tuple[Column, ...]:
    """The document's own columns of the table under its own headings; without headings the usual ones.

    Places, marks of what is done and notes have a column where the document has one, or where a row has
    something to put there; the plan's further columns stand behind the activity where it says no place.
    """
    placed, done, noted = (
        any(getattr(one, key) for one in plan.activities()) for key in ("where", "done", "note")
    )
    columns = _own_columns(plan, placed=placed) or [
        Column(key, heading) for key, heading in _USUAL.items() if key != "where" or placed
    ]
    keys = [column.key for column in columns]
    if placed and "where" not in keys:
        columns.insert(keys.index("when") + 1, Column("where", _USUAL["where"]))
    at = keys.index("what") + 1
    columns[at:at] = [column for column in further_columns(plan) if column.key not in keys]
    columns += [_DONE] if done and "done" not in keys else []
    columns += [_NOTE] if noted and "note" not in keys else []
    return tuple(columns)


def _own_columns(plan: Plan, *, placed: bool) -> list[Column]:
    """The columns that the document's headings name, none where they are not those of a plan's table."""
    found = [(_key_of(heading, plan), heading) for heading in plan.headings.columns]
    rest = [heading for key, heading in found if not key]
    without_number = placed and bool(rest) and not _NUMBERS.fullmatch(rest[0])
    layouts = {3: _LEAST, 4: _WITHOUT_NUMBER if without_number else _WITHOUT_PLACE, 5: tuple(_USUAL)}
    if any(key == "where" for key, _ in found):
        layouts = {3: _LEAST, 4: _WITHOUT_PLACE}
    keys = iter(layouts.get(len(rest), ()))
    return [Column(key or next(keys), heading) for key, heading in found] if len(rest) in layouts else []


def _key_of(heading: str, plan: Plan) -> str:
    """The key of a column that is known by its heading, empty if it is known by its place."""
    if heading in plan.columns:
        return heading
    return next((key for key, words in _OWN_WORDS.items() if words.search(folded(heading))), "")


def _author(plan: Plan) -> list[Paragraph]:
    lines = tuple(line for line in (plan.author.position, plan.author.name) if line)
    heading = (plan.headings.author or AUTHOR).rstrip(":")
    return [Paragraph((f"{heading}: {lines[0]}", *lines[1:]))] if lines else []


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
    yield Facet("month", "Месяц", tuple(_months(plan, activities)))
    yield Facet("role", "Исполнитель", tuple(_roles(plan, activities)))
    yield Facet("section", "Раздел", tuple(_sections(plan, activities)))
    yield Facet("school", "Школа", tuple(_schools(plan, activities)))


def _months(plan: Plan, activities: list[Activity]) -> Iterator[Option]:
    for month in months_shown(plan):
        ids = (one.position for one in activities if phase_in(one.deadline, month))
        yield Option(f"{month.start:%Y-%m}", window_words(month), frozenset(ids))


def _roles(plan: Plan, activities: list[Activity]) -> Iterator[Option]:
    named = {executor.role for one in activities for executor in plan.executors(one).executors}
    for role in sorted(named, key=folded):
        asked = plan.book.queries(role) or (Executor(role),)
        ids = (one.position for one in activities if role_match(plan, one, asked))
        yield Option(role, role, frozenset(ids))


def _sections(plan: Plan, activities: list[Activity]) -> Iterator[Option]:
    for section in plan.sections:
        ids = frozenset(one.position for one in activities if one.section == section.number)
        if ids:
            yield Option(str(section.number), f"{section.number}. {section.title}", ids)


def _schools(plan: Plan, activities: list[Activity]) -> Iterator[Option]:
    for school in plan.schools:
        ids = (one.position for one in activities if concerns_school(plan, one, school))
        yield Option(school.name, school.name, frozenset(ids))
