"""What stands above a plan's tables: approval, title, lists, and the texts that are none of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luzplan.documents import Block, DocumentParagraph, DocumentRow, DocumentTable
from luzplan.documents.approval import Approval, approval_of, table_blocks, take_blocks
from luzplan.documents.titles import take_title
from luzplan.documents.transcript import Doubt, ListText, Remark, SchoolText
from luzplan.russian.spelling import folded

SCHOOLS, GOALS, FUNCTIONS = "schools", "goals", "functions"
_KINDS = (
    (FUNCTIONS, re.compile(r".*\bфункци")),
    (GOALS, re.compile(r".*\bцел(?:ь|и|ью|ями)\b")),
    (SCHOOLS, re.compile(r"(?=.*(?:школ|округ|учрежден|организаци)).*(?:состав|вход|перечень|список|школы)")),
)
_SCHOOL = re.compile(
    r"школ|сош|оош|нош|гимнази|лице|\b\w{1,4}оу\b|\bм\w?ку\b|сад\b|интернат|центр|колледж", re.IGNORECASE
)
_INLINE = re.compile(r"((?:основн\w+ )?(?:цел[ьи]|функции)\b[^:]{0,60}:)\s+(.+)", re.IGNORECASE)
_LONGEST_HEADING = 200  # characters
_BASE = re.compile(r"базовая школа\W+(?=\w)", re.IGNORECASE)
_LEVELS = (
    ("средняя", re.compile(r"\bМ?СОШ\b|\bсредн", re.IGNORECASE)),
    ("основная", re.compile(r"\bООШ\b|\bосновн", re.IGNORECASE)),
    ("начальная", re.compile(r"\bНОШ\b|\bначальн", re.IGNORECASE)),
)
_BASE_NAMES = ("БШ", "базовая школа")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists that were found by their kind, and the paragraphs that belong to none."""

    found: dict[str, ListText]
    rest: tuple[DocumentParagraph, ...]

    def __getitem__(self, kind: str) -> ListText:
        return self.found.get(kind, ListText())


def take_lists(paragraphs: Sequence[DocumentParagraph]) -> Lists:
    """Find the lists; of two of a kind the first counts."""
    found: dict[str, ListText] = {}
    rest: list[DocumentParagraph] = []
    at = 0
    while at < len(paragraphs):
        heading, length = _list_at(paragraphs, at)
        kind = _kind(heading)
        if kind and kind not in found:
            found[kind] = heading
            at += length
        else:
            rest.append(paragraphs[at])
            at += 1
    return Lists(found, tuple(rest))


def _list_at(paragraphs: Sequence[DocumentParagraph], at: int) -> tuple[ListText, int]:
    """The list that has its heading here, with its length in paragraphs; empty if there is none."""
    heading = paragraphs[at]
    if heading.marker or len(heading.text) > _LONGEST_HEADING:
        return ListText(), 1
    items = []
    for paragraph in paragraphs[at + 1 :]:
        if not paragraph.marker:
            break
        items.append(paragraph.text)
    inline = _INLINE.fullmatch(heading.text)
    if inline:
        return ListText(inline[1], (inline[2],)), 1
    return ListText(heading.text, tuple(items)), 1 + len(items)


def _kind(found: ListText) -> str:
    """The kind of a list by its heading, empty if it is none of the plan's."""
    heading = folded(found.heading)
    kind = next((kind for kind, pattern in _KINDS if found.items and pattern.match(heading)), "")
    if kind == SCHOOLS and 2 * sum(bool(_SCHOOL.search(item)) for item in found.items) < len(found.items):
        return ""
    return kind


def school_of(text: str, cells: str) -> SchoolText:
    """The school of a list's item; ``cells`` are all texts in which it may be called otherwise."""
    name = _BASE.sub("", text, count=1)
    base = name != text
    level = next((level for level, pattern in _LEVELS if pattern.search(name)), "")
    aliases = tuple(alias for alias in _BASE_NAMES if alias[0].islower() or re.search(rf"\b{alias}\b", cells))
    return SchoolText(name, base, level, aliases if base else ())


_DISTRICT = re.compile(
    r"([а-яё-]+(?:ского|цкого)\s+)((?:школьного|образовательного|муниципального)\s+)округа\b", re.IGNORECASE
)
_NOMINATIVE = ((re.compile(r"(ск|цк)ого\b"), r"\1ий"), (re.compile(r"ного\b"), "ный"))
_SHORT = re.compile(r"\(\s*далее\W+([А-ЯЁ]{2,8})\s*\)")


def district_of(texts: Sequence[str]) -> tuple[str, str]:
    """The district's name in the nominative and its abbreviation, empty where they are not told."""
    short = next((found[1] for text in texts if (found := _SHORT.search(text))), "")
    found = next((found for text in texts if (found := _DISTRICT.search(text))), None)
    name = f"{found[1]}{found[2]}округ" if found else ""
    for pattern, ending in _NOMINATIVE:
        name = pattern.sub(ending, name)
    return " ".join(name.split()), short


@dataclass(frozen=True, slots=True)
class Opening:
    """The parts above the tables; ``approval_lines`` are the words of the approval as they stand there."""

    title: tuple[str, ...]
    approval: Approval
    approval_lines: tuple[str, ...]
    lists: Lists
    rest: tuple[DocumentParagraph, ...]


def opening_of(blocks: Sequence[Block], remarks: list[Remark]) -> Opening:
    """The parts of the blocks above the tables."""
    signatures: list[list[str]] = []
    others: list[Block] = []
    for block in blocks:
        found = table_blocks(block) if isinstance(block, DocumentTable) else []
        signatures += found
        others += [] if found else [block]
    more, paragraphs = take_blocks(as_paragraphs(others, remarks))
    signatures += more
    approval = approval_of(signatures)
    title, paragraphs = take_title(paragraphs)
    lists = take_lists(paragraphs)
    extra = tuple(DocumentParagraph(line, parts=(line,), apart=True) for line in approval.more)
    lines = tuple(line for signature in signatures for line in signature)
    return Opening(title, approval, lines, lists, extra + lists.rest)


def as_paragraphs(blocks: Iterable[Block], remarks: list[Remark]) -> list[DocumentParagraph]:
    """The paragraphs, with the rows of tables that are no plan's as paragraphs too."""
    paragraphs: list[DocumentParagraph] = []
    for block in blocks:
        if isinstance(block, DocumentParagraph):
            paragraphs.append(block)
            continue
        rows = [row for row in block.rows if row.filled]
        paragraphs += map(_row_paragraph, rows)
        if any(len(row.filled) > 1 for row in rows):
            message = "таблица не похожа на план и сохранена текстом"
            remarks.append(Remark(Doubt.UNSURE, message, rows[0].place))
    return paragraphs


def _row_paragraph(row: DocumentRow) -> DocumentParagraph:
    text = " · ".join(" ".join(cell.text.split()) for cell in row.filled)
    return DocumentParagraph(text, parts=(text,), apart=True, place=row.place)
