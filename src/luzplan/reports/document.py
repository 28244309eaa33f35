"""The whole plan set like the paper: approval blocks, title, lists, the sectioned table, the author."""

from __future__ import annotations

from luzplan.model import Plan, Signature
from luzplan.reports.progress import progress_words
from luzplan.reports.report import Block, Column, Listing, Paragraph, Report, Signatures, Table, Title
from luzplan.reports.rows import activity_row
from luzplan.select.filters import Filters, choices

BLANK = "_____"
AGREED, APPROVED, AUTHOR = "СОГЛАСОВАНО", "УТВЕРЖДАЮ", "Разработано"
_HEADINGS = ("№п/п", "Мероприятия", "Срок исполнения", "Исполнители")
_KEYS = ("number", "what", "when", "who")


def document_report(plan: Plan, filters: Filters) -> Report:
    """Set the plan, with the rows that pass the filters; sections without such rows are left out."""
    blocks: list[Block] = []
    if _has_approval(plan):
        blocks.append(Signatures(_lines(plan.agreed, AGREED), _lines(plan.approved, APPROVED)))
    title = tuple(plan.title.splitlines()) or ("План работы",)
    blocks.append(Title(title, progress_words(plan.activities())))
    blocks += _lists(plan)
    blocks += _tables(plan, filters)
    if plan.author.name or plan.author.position:
        blocks.append(Paragraph(_author_lines(plan)))
    return Report(" ".join(plan.title.split()), tuple(blocks))


def _has_approval(plan: Plan) -> bool:
    return any((*_texts(plan.agreed), *_texts(plan.approved)))


def _texts(signature: Signature) -> tuple[str, ...]:
    return (signature.heading, signature.by, signature.name, signature.document, signature.date)


def _lines(signature: Signature, heading: str) -> tuple[str, ...]:
    lines = (signature.heading or heading, signature.by, signature.name, signature.document, signature.date)
    return tuple(line for text in lines for line in text.splitlines())


def _lists(plan: Plan) -> list[Block]:
    schools = tuple(f"{'базовая школа ' if school.base else ''}{school.name}" for school in plan.schools)
    headings = plan.headings
    lists = (
        Listing(headings.schools or "Школы:", schools, numbered=True),
        Listing(headings.goals or "Цели:", plan.goals),
        Listing(headings.functions or "Функции:", plan.functions),
    )
    return [one for one in lists if one.items]


def _tables(plan: Plan, filters: Filters) -> list[Block]:
    chosen = list(choices(plan, filters))
    columns = table_columns(plan)
    tables: list[Block] = []
    for section in plan.sections:
        rows = tuple(
            activity_row(plan, choice) for choice in chosen if choice.activity.section == section.number
        )
        if rows:
            progress = progress_words(section.activities)
            tables.append(Table(section.title, columns, rows, key=str(section.number), remark=progress))
    return tables


def table_columns(plan: Plan) -> tuple[Column, ...]:
    """Give the document's own headings of the table, the usual ones where it has none."""
    own = plan.headings.columns if len(plan.headings.columns) == len(_KEYS) else _HEADINGS
    return tuple(Column(key, heading) for key, heading in zip(_KEYS, own, strict=True))


def _author_lines(plan: Plan) -> tuple[str, ...]:
    heading = (plan.headings.author or AUTHOR).rstrip(":")
    return tuple(line for line in (f"{heading}: {plan.author.position}", plan.author.name) if line)
