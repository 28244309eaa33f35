"""The parts of a plan recognised in a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from luzplan.deadline.reader import month_named
from luzplan.documents import (
    Block,
    Document,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    Remark,
    line_pieces,
    quoted_beginning,
)
from luzplan.documents.cells import NAME, is_approval, is_deadline, is_signature
from luzplan.documents.dates import find_year, opening_month
from luzplan.documents.headings import is_continuation
from luzplan.documents.lists import blocks_with_lists
from luzplan.documents.matrix import matrix_segments
from luzplan.documents.opening import (
    Opening,
    Texts,
    as_paragraphs,
    is_of_approval,
    opening_of,
    texts_of,
)
from luzplan.documents.rows import values_of
from luzplan.documents.sections import Sections
from luzplan.documents.segments import PlanBlock, Segment, day_segments, segments_of
from luzplan.documents.titles import headline_length, month_lines, split_headline
from luzplan.documents.transcript import SectionText, Transcript, with_head
from luzplan.russian import MONTHS, MONTHS_OF, count, quote
from luzplan.school_year import SchoolYear

_PICTURES = ("рисунок", "рисунка", "рисунков")
_MOST_CLOSING = 12  # rows
_NO_MONTH = re.compile(r"№\s*\d+|\d{4}|[«\"][^»\"]*[»\"]")  # what a title says besides
_AUTHOR_HEADING = re.compile(
    r"((?:план\s+)?(?:разработа\w+|разработчик\w*|составил\w*|составител\w+|подготовил\w*|автор\w*))\b\s*:?\s*(.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised, and what people should look at."""

    transcript: Transcript
    remarks: tuple[Remark, ...]


def recognise(document: Document) -> Recognition:
    """The plan in a document.

    It has no sections where no table of activities was found, and no year where nothing tells it.
    """
    remarks: list[Remark] = []
    told = headings if isinstance(headings := document.head.get("headings"), dict) else {}
    before, body, after = _parted(_with_plan_tables(document))
    opening = opening_of(before, remarks, told)
    sections = Sections(remarks, _month_of(opening.title), told=bool(document.head))
    opening, headings = _without_headline(opening, body)
    if headings:
        _open(sections, headings)
    headline = _words(headings)
    between = _read_body(sections, body, remarks)
    author, afterword = _take_author(as_paragraphs(after, remarks), told)
    found = sections.all()
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.filled]
    cells = cells or [activity.when for section in found for activity in section.activities]
    titles = [" ".join(opening.title), *headline]
    others = [*_words(opening.rest), *document.remarks, *between, *_words(afterword)]
    told_by = None if "year" in document.head else find_year(titles, cells, others)
    year = told_by.year if told_by else None
    if told_by and told_by.why:
        remarks.insert(0, Remark(f"{told_by.year.name} выбран по {told_by.why}"))
    first_month = sections.opening or opening_month(found)
    start = "" if document.head else _start(year, remarks, first_month)
    remarks += document.notices
    besides = [f"колонтитул или примечание {quote(text)}" for text in document.besides]
    besides += [f"{count(document.pictures, _PICTURES)}: в плане только текст"] if document.pictures else []
    remarks += [Remark(message, unplaced=True) for message in besides]
    texts = texts_of(opening, cells, {"columns": sections.kept, "author": author.pop("heading", "")}) | {
        "columns": tuple(sections.further),
        "author": author,
        "calendar": {"start": start},
        "afterword": sections.left_over() + _words(afterword) + _without_row(document.footnotes, found),
    }
    whole = with_head(Transcript(year, found, texts, document.remarks), document.head)
    remarks += [
        Remark(f"текст между таблицами сохранён после них: {quoted_beginning(text)}")
        for text in sections.between
        if text in whole.values["afterword"]
    ]
    return Recognition(whole, tuple(remarks))


def _with_plan_tables(document: Document) -> list[PlanBlock]:
    """The blocks, a plan's tables cut into segments."""
    further = tuple(map(str, told)) if isinstance(told := document.head.get("columns"), list) else ()
    headed = [
        day_segments(block) or matrix_segments(block) or segments_of(block, None, further=further)
        if isinstance(block, DocumentTable)
        else ()
        for block in document.blocks
    ]
    guess = not any(headed)
    blocks: list[PlanBlock] = []
    columns = None
    for block, known in zip(document.blocks, headed, strict=True):
        if columns and isinstance(block, DocumentParagraph) and is_continuation(block.text):
            continue
        own = known
        if isinstance(block, DocumentTable) and not own:
            own = segments_of(block, columns, guess=guess)
        segments, closing = _without_closing(own)
        columns = segments[-1].columns if segments else columns
        blocks += [*_texts_of(segments[0].lead), segments, *_texts_of(closing)] if segments else [block]
    return blocks if any(isinstance(block, tuple) for block in blocks) else blocks_with_lists(document.blocks)


def _without_closing(segments: tuple[Segment, ...]) -> tuple[tuple[Segment, ...], tuple[DocumentRow, ...]]:
    """The parts of a table without its last rows that say who signs, agrees or typed them, and these."""
    if not segments or segments[-1].listed:
        return segments, ()
    last, rows = segments[-1], segments[-1].rows
    end = len(rows)
    for at in range(len(rows) - 1, max(-1, len(rows) - 1 - _MOST_CLOSING), -1):
        row = values_of(rows[at], last.columns)
        if row.number[:1].isdigit() or (any(map(str.isalnum, row.when)) and is_deadline(row.when)):
            break
        line = " ".join(" ".join(cell.text for cell in rows[at].filled).split())
        end = at if is_signature(line, last=True) else end
    return (*segments[:-1], replace(last, rows=rows[:end])), rows[end:]


def _texts_of(rows: Sequence[DocumentRow]) -> Iterator[Block]:
    """The rows of a table above its heading, or below its last activity, as the texts that they are."""
    is_signed = False  # whether the row above is of an approval
    for several, group in groupby((row for row in rows if row.filled), key=lambda row: len(row.filled) > 1):
        if several:
            yield DocumentTable(tuple(group))
            continue
        for row in group:
            whole = row.filled[0].text
            is_signed = is_approval(whole) or (is_signed and is_of_approval(whole))
            for at, line in enumerate(whole.split("\n")):
                set_out = 0 if is_signed else 2
                yield DocumentParagraph(*line_pieces(line), set_out, apart=at == 0, place=row.place)


def _month_of(title: Sequence[str]) -> str:
    """The month that the document's title names («План на сентябрь 2023 года»), empty if it names none."""
    named = month_named(_NO_MONTH.sub("", " ".join(title)))
    return MONTHS[named - 1].capitalize() if named else ""


def _parted(blocks: Sequence[PlanBlock]) -> tuple[list[Block], list[PlanBlock], list[Block]]:
    """What stands before the plan's tables, these with what is between them, and what stands after."""
    at = [at for at, block in enumerate(blocks) if isinstance(block, tuple)]
    first, end = (at[0], at[-1] + 1) if at else (len(blocks), len(blocks))
    before = [block for block in blocks[:first] if not isinstance(block, tuple)]
    after = [block for block in blocks[end:] if not isinstance(block, tuple)]
    return before, list(blocks[first:end]), after


def _without_headline(
    opening: Opening, body: Sequence[PlanBlock]
) -> tuple[Opening, tuple[DocumentParagraph, ...]]:
    """Take the lines off the opening that are the title of the first table."""
    tables = sum(isinstance(block, tuple) for block in body)
    length = headline_length(opening.rest[opening.above :], among_others=tables > 1)
    split = len(opening.rest) - length
    return replace(opening, rest=opening.rest[:split]), opening.rest[split:]


def _read_body(sections: Sections, body: Sequence[PlanBlock], remarks: list[Remark]) -> tuple[str, ...]:
    """Read the plan's tables, with the texts between them as titles; these are returned."""
    between: list[DocumentParagraph] = []
    for is_text, group in groupby(body, key=lambda block: not isinstance(block, tuple)):
        blocks = list(group)
        if is_text:
            paragraphs = as_paragraphs((one for one in blocks if not isinstance(one, tuple)), remarks)
            _open(sections, paragraphs)
            between += paragraphs
        for segment in chain.from_iterable(one for one in blocks if isinstance(one, tuple)):
            sections.take(segment)
    return _words(between)


def _open(sections: Sections, paragraphs: Sequence[DocumentParagraph]) -> None:
    """Begin a section with its title above a table, and the month above that; other texts are kept."""
    month = month_lines(paragraphs)
    if month:
        title, preface = split_headline(paragraphs[month.stop :])
        above = _words(paragraphs[: month.start]) + (() if title else preface)
        sections.open(" ".join(_words(paragraphs[month.start : month.stop])), above)
        if title:
            sections.open(title, preface)
        return
    title, preface = split_headline(paragraphs)
    if title:
        sections.open(title, preface)
    else:
        sections.between += preface


def _start(year: SchoolYear | None, remarks: list[Remark], opening: int | None) -> str:
    """The first day of a school year that begins in summer, empty if it does not or is a calendar year."""
    if opening == 0 or (year and year.is_calendar_year):
        return ""
    message = f"{MONTHS[(opening or 1) - 1]} стоит раньше сентября, им и начинается год (calendar: start)"
    if not opening:
        message = "август без года прочитан как конец учебного года; если с него год начинается, допишите "
        message += "calendar: {start: 1 августа}"
    remarks.append(Remark(message))
    return f"1 {MONTHS_OF[opening - 1]}" if opening else ""


def _take_author(
    paragraphs: Sequence[DocumentParagraph], told: Mapping[str, object]
) -> tuple[Texts, list[DocumentParagraph]]:
    """The author, nothing if none is named, and the other paragraphs; ``told`` may have the heading."""
    own = re.compile(rf"({re.escape(str(told.get('author') or '-').rstrip(':'))})\s*:?\s*(.*)")
    for at, paragraph in enumerate(paragraphs):
        found = own.fullmatch(paragraph.text) or _AUTHOR_HEADING.fullmatch(paragraph.words)
        if found is None:
            continue
        named = re.fullmatch(rf"(.*?)\s*({NAME.pattern})", found[2])
        position, name = (named[1], named[2]) if named else (found[2], "")
        end = at + 1
        if not name and end < len(paragraphs) and NAME.fullmatch(paragraphs[end].text):
            name, end = paragraphs[end].text, end + 1
        if name or position:
            author = {"heading": found[1], "position": position, "name": name}
            return author, [*paragraphs[:at], *paragraphs[end:]]
    return {}, list(paragraphs)


def _without_row(footnotes: Iterable[str], sections: Iterable[SectionText]) -> tuple[str, ...]:
    """The footnotes that no row or section has."""
    texts = (text for one in sections for text in (*one.preface, *(row.note for row in one.activities)))
    said = {line for text in texts for line in text.split("\n")}
    return tuple(text for text in footnotes if text not in said)


def _words(paragraphs: Iterable[DocumentParagraph]) -> tuple[str, ...]:
    return tuple(paragraph.words for paragraph in paragraphs)
