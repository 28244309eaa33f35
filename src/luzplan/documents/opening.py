"""What stands above a plan's tables: approval, title, lists, and the texts that are none of these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luzplan.documents.approval import Approval, approval_of, table_blocks, take_blocks
from luzplan.documents.document import Paragraph, Row, Table
from luzplan.documents.lists import Lists, take_lists
from luzplan.documents.titles import take_title
from luzplan.documents.transcript import Doubt, Remark


@dataclass(frozen=True, slots=True)
class Opening:
    """The parts above the tables; ``approval_lines`` are the words of the approval as they stand there."""

    title: tuple[str, ...]
    approval: Approval
    approval_lines: tuple[str, ...]
    lists: Lists
    rest: tuple[Paragraph, ...]


def opening_of(blocks: Sequence[Paragraph | Table], remarks: list[Remark]) -> Opening:
    """Give the parts of the blocks above the tables."""
    signatures: list[list[str]] = []
    others: list[Paragraph | Table] = []
    for block in blocks:
        found = table_blocks(block) if isinstance(block, Table) else []
        signatures += found
        others += [] if found else [block]
    more, paragraphs = take_blocks(as_paragraphs(others, remarks))
    signatures += more
    approval = approval_of(signatures)
    title, paragraphs = take_title(paragraphs)
    lists = take_lists(paragraphs)
    extra = tuple(Paragraph(line, parts=(line,), apart=True) for line in approval.more)
    lines = tuple(line for signature in signatures for line in signature)
    return Opening(title, approval, lines, lists, extra + lists.rest)


def as_paragraphs(blocks: Iterable[Paragraph | Table], remarks: list[Remark]) -> list[Paragraph]:
    """Give the paragraphs, with the rows of tables that are no plan's as paragraphs too."""
    paragraphs: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs.append(block)
            continue
        rows = [row for row in block.rows if row.filled]
        paragraphs += map(_row_paragraph, rows)
        if any(len(row.filled) > 1 for row in rows):
            message = "таблица не похожа на план и сохранена текстом"
            remarks.append(Remark(Doubt.UNSURE, message, rows[0].place))
    return paragraphs


def _row_paragraph(row: Row) -> Paragraph:
    text = " · ".join(" ".join(cell.text.split()) for cell in row.filled)
    return Paragraph(text, parts=(text,), apart=True, place=row.place)
