"""The parts of a plan recognised in a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from luzplan.calendar import SchoolYear
from luzplan.documents.authors import take_author
from luzplan.documents.document import Document, Paragraph, Table
from luzplan.documents.lists import FUNCTIONS, GOALS, SCHOOLS, district_of, school_of
from luzplan.documents.opening import Opening, as_paragraphs, opening_of
from luzplan.documents.sections import Sections
from luzplan.documents.segments import Segment, segments_of
from luzplan.documents.titles import headline_length, split_headline
from luzplan.documents.transcript import Doubt, Remark, Transcript
from luzplan.documents.years import find_year
from luzplan.russian import count, quote

_PICTURES = ("рисунок", "рисунка", "рисунков")
PlanTable = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised, and what people should look at."""

    transcript: Transcript
    remarks: tuple[Remark, ...]


def _besides(document: Document) -> list[Remark]:
    """Tell of what a plan has no place for."""
    told = [f"колонтитул, сноска или примечание {quote(text)}" for text in document.besides]
    if document.pictures:
        told.append(f"{count(document.pictures, _PICTURES)}: в плане только текст")
    return [Remark(Doubt.UNPLACED, message) for message in told]


def recognise(document: Document) -> Recognition:
    """Give the plan in a document.

    It has no sections where no table of activities was found, and no year where nothing tells it.
    """
    remarks: list[Remark] = []
    before, body, after = _parted(_with_plan_tables(document))
    opening = opening_of(before, remarks)
    sections = Sections(remarks)
    opening, headline = _without_headline(opening, body)
    if headline:
        sections.open(" ".join(headline))
    between = _read_body(sections, body, remarks)
    author, afterword = take_author(as_paragraphs(after, remarks))
    around = [*opening.title, *headline, *_words(opening.rest), *document.remarks, *between]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.filled]
    year = _year([*around, *_words(afterword), *opening.approval_lines], cells, remarks)
    remarks += _besides(document)
    transcript = replace(
        _opened(opening, cells),
        year=year,
        sections=sections.all(),
        columns=sections.kept,
        afterword=sections.left_over() + _words(afterword),
        author=author,
        remarks=document.remarks,
    )
    return Recognition(transcript, tuple(remarks))


def _with_plan_tables(document: Document) -> list[Paragraph | Table | PlanTable]:
    """Give the blocks, a plan's tables cut into segments."""
    guess = not any(segments_of(table, None) for table in document.tables)
    blocks: list[Paragraph | Table | PlanTable] = []
    columns = None
    for block in document.blocks:
        segments = segments_of(block, columns, guess=guess) if isinstance(block, Table) else ()
        columns = segments[-1].columns if segments else columns
        blocks.append(segments or block)
    return blocks


def _parted(
    blocks: Sequence[Paragraph | Table | PlanTable],
) -> tuple[list[Paragraph | Table], list[Paragraph | Table | PlanTable], list[Paragraph | Table]]:
    """Give what stands before the plan's tables, these with what is between them, and what stands after."""
    at = [at for at, block in enumerate(blocks) if isinstance(block, tuple)]
    first, end = (at[0], at[-1] + 1) if at else (len(blocks), len(blocks))
    before = [block for block in blocks[:first] if not isinstance(block, tuple)]
    after = [block for block in blocks[end:] if not isinstance(block, tuple)]
    return before, list(blocks[first:end]), after


def _without_headline(
    opening: Opening, body: Sequence[Paragraph | Table | PlanTable]
) -> tuple[Opening, tuple[str, ...]]:
    """Take the lines off the opening that are the title of the first table."""
    tables = sum(isinstance(block, tuple) for block in body)
    length = headline_length(opening.rest, among_others=tables > 1)
    split = len(opening.rest) - length
    return replace(opening, rest=opening.rest[:split]), _words(opening.rest[split:])


def _read_body(
    sections: Sections, body: Sequence[Paragraph | Table | PlanTable], remarks: list[Remark]
) -> tuple[str, ...]:
    """Read the plan's tables, with the texts between them as titles; give these texts."""
    between: list[Paragraph] = []
    waiting: list[Paragraph | Table] = []
    for block in body:
        if not isinstance(block, tuple):
            waiting.append(block)
            continue
        if waiting:
            paragraphs = as_paragraphs(waiting, remarks)
            title, preface = split_headline(paragraphs)
            sections.open(title, preface)
            between += paragraphs
            waiting = []
        for segment in block:
            sections.take(segment)
    return _words(between)


def _year(texts: Sequence[str], cells: Sequence[str], remarks: list[Remark]) -> SchoolYear | None:
    found = find_year(texts, cells)
    if found and found.why:
        remarks.insert(0, Remark(Doubt.UNSURE, f"учебный год {found.year} выбран по {found.why}"))
    return found.year if found else None


def _opened(opening: Opening, cells: Sequence[str]) -> Transcript:
    """Give a transcript of what stands above the tables."""
    schools = opening.lists[SCHOOLS]
    name, short = district_of([*opening.title, schools.heading])
    return Transcript(
        title="\n".join(opening.title),
        district=name,
        short=short,
        agreed=opening.approval.agreed,
        approved=opening.approval.approved,
        schools=tuple(school_of(item, "\n".join(cells)) for item in schools.items),
        schools_heading=schools.heading,
        goals=opening.lists[GOALS],
        functions=opening.lists[FUNCTIONS],
        preface=_words(opening.rest),
    )


def _words(paragraphs: Iterable[Paragraph]) -> tuple[str, ...]:
    return tuple(paragraph.words for paragraph in paragraphs)
