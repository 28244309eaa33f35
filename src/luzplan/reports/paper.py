"""The plan set like the paper, and what a plan says beside what is shown of it, to be carried along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from luzplan.plan import Plan, Section, Signature
from luzplan.plan.keys import heads_numbers, key_of_heading, keys_told
from luzplan.reports import Block, Listing, Paragraph, Report, Signatures, Table, Title
from luzplan.reports.rows import EMPTY, NUMBER, Column, activity_column, activity_rows, further_columns
from luzplan.reports.wording import extract_title, extract_words, progress_words
from luzplan.russian import MONTHS_OF, period_words
from luzplan.school_year import FIRST_MONTH
from luzplan.selection import Filters

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
_DONE, _NOTE = activity_column("done", "Отметка о выполнении"), Column("note", "Примечание")


def document_report(plan: Plan, filters: Filters) -> Report:
    """Set the plan; with filters an extract, which has no approval and no lists, and says what it is about.

    Of the whole plan sections without rows are shown too; an extract leaves them out.
    """
    title = Title(tuple(plan.title.splitlines()) or ("План работы",), progress_words(plan.activities()))
    words, blocks = extract_words(filters), list[Block]()
    if words:
        blocks = [Title((f"Выписка: {words}",)), title, *_tables(plan, filters)]
    else:
        sides = (_lines(plan.agreed, AGREED), _lines(plan.approved, APPROVED))
        blocks += [Signatures(*sides)] if any(sides) else []
        blocks += [title, *_lists(plan), *_paragraphs(plan.preface)]
        prefaces = {str(section.number): section.preface for section in plan.sections}
        for table in _tables(plan, filters):  # below the texts that stand above its section
            blocks += [*_paragraphs(prefaces.get(table.key, ())), table]
        blocks += _paragraphs(plan.afterword)
    if author := [line for line in (plan.author.position, plan.author.name) if line]:
        heading = (plan.headings.author or AUTHOR).rstrip(":")
        blocks.append(Paragraph((f"{heading}: {author[0]}", *author[1:])))
    head = None if words else beyond_paper(plan)
    return Report(extract_title(plan, filters), tuple(blocks), head=head)


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


def _tables(plan: Plan, filters: Filters) -> list[Table]:
    asked = activity_rows(plan, filters)
    columns = table_columns(plan)
    if filters.on_screen:  # whoever reads here types the numbers into commands
        columns = tuple(NUMBER if column.key == "number" else column for column in columns)
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
        activity_column(key, heading) for key, heading in _USUAL.items() if key != "where" or placed
    ]
    dated = any(one.when for one in plan.activities())
    for key, is_used, before in (("when", dated, "what"), ("where", placed, "when")):
        keys = [column.key for column in columns]
        if is_used and key not in keys:
            at = keys.index(before if before in keys else "what")
            columns.insert(at + 1, activity_column(key, _USUAL[key]))
    keys = [column.key for column in columns]
    at = keys.index("what") + 1
    columns[at:at] = [column for column in further_columns(plan) if column.key not in keys]
    columns += [_DONE] if done and "done" not in keys else []
    columns += [_NOTE] if noted and "note" not in keys else []
    return tuple(columns)


def _own_columns(plan: Plan, *, placed: bool) -> list[Column]:
    """The columns that the document's headings name, none where they are not those of a plan's table."""
    told = keys_told(plan.headings.columns, plan.columns)
    if told:
        return [activity_column(*pair) for pair in zip(told, plan.headings.columns, strict=True)]
    found = [(key_of_heading(heading, plan.columns), heading) for heading in plan.headings.columns]
    rest = [heading for key, heading in found if not key]
    without_number = placed and bool(rest) and not heads_numbers(rest[0])
    layouts = {3: _LEAST, 4: _WITHOUT_NUMBER if without_number else _WITHOUT_PLACE, 5: tuple(_USUAL)}
    if any(key == "where" for key, _ in found):
        layouts = {3: _LEAST, 4: _WITHOUT_PLACE}
    keys = iter(layouts.get(len(rest), ()))
    if len(rest) not in layouts:
        return []
    return [activity_column(key or next(keys), heading) for key, heading in found]


Head = Mapping[str, object]
# What the paper does not say, or not in full: where lines of the title end, what else schools are called.
_BEYOND_PAPER = (
    "title", "year", "district", "schools", "roles", "abbreviations", "calendar", "activities", "columns",
)  # fmt: skip


def head_of(plan: Plan, sections: Sequence[object] = ()) -> dict[str, object]:
    """All that a plan says around its sections, with what it does not say as empty texts and lists.

    What few plans have is left out where it is not there.
    """
    seldom = {
        "preface": plan.preface,
        "afterword": plan.afterword,
        "abbreviations": dict(plan.abbreviations),
        "columns": plan.columns,
    }
    return {
        "title": plan.title,
        "year": str(plan.year),
        "district": plan.district._asdict(),
        "approval": {
            "agreed": _signature(plan.agreed, "protocol"),
            "approved": _signature(plan.approved, "order"),
        },
        "schools": [one._asdict() for one in plan.schools],
        "goals": plan.goals,
        "functions": plan.functions,
        "roles": [one._asdict() for one in plan.roles],
        "sections": sections,
        "author": plan.author._asdict(),
        **{key: told for key, told in seldom.items() if told},
    }


def _signature(signature: Signature, document: str) -> Mapping[str, str]:
    """An approval block under the keys of the plan file."""
    return {document if key == "document" else key: text for key, text in signature._asdict().items()}


def beyond_rows(plan: Plan) -> Head:
    """What a table of the rows does not say, without what is empty: words of the paper and ids among them."""
    year = plan.calendar.year
    usual = year.first_month == FIRST_MONTH or year.is_calendar_year
    head: dict[str, object] = {
        **head_of(plan),
        "headings": plan.headings._asdict(),
        "calendar": {
            "start": "" if usual else f"1 {MONTHS_OF[year.first_month - 1]}",
            "quarters": [period_words(*span) for span in plan.calendar.quarters],
            "halves": [period_words(*span) for span in plan.calendar.halves],
            "holidays": {name: period_words(*span) for name, span in plan.calendar.holidays.items()},
        },
        "sections": {str(one.number): _section(one) for one in plan.sections if one.preface},
        "activities": {
            one.position: {"what": one.what, "id": one.text_under("id"), "after": one.after}
            for one in plan.activities()
            if one.after or one.text_under("id")
        },
    }
    return {key: value for key, told in head.items() if (value := _filled(told))}


def beyond_paper(plan: Plan) -> Head:
    """What the paper does not say, without what is empty; that its headings are not the plan's own."""
    head = {key: value for key, value in beyond_rows(plan).items() if key in _BEYOND_PAPER}
    words = plan.headings._asdict() | {"columns": (), "author": plan.headings.author.rstrip(":")}
    own = {key: text for key, text in words.items() if text}
    if not plan.headings.columns:
        head["headings"] = {**own, "columns": ""} if own else ""
    elif own:
        head["headings"] = own
    if all(one.activities and not one.preface for one in plan.sections):
        return head
    # Without rows a section's title looks like any other text, and so do texts above one.
    sections = {str(one.number): {**_section(one), "rows": str(len(one.activities))} for one in plan.sections}
    return {**head, "sections": sections, "preface": plan.preface, "afterword": plan.afterword}


def _section(section: Section) -> dict[str, object]:
    preface = {str(at): text for at, text in enumerate(section.preface, 1)}
    return {"title": section.title, "preface": preface}


def _filled(value: object) -> object:
    """The value without what is empty in it, its flags as a plan file has them."""
    match value:
        case bool():
            return "true" if value else ""
        case dict():
            return {key: one for key, told in value.items() if (one := _filled(told))}
        case list() | tuple():
            return [one for told in value if (one := _filled(told))]
        case _:
            return str(value or "")
