"""What stands above a plan's tables: approval, title, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from luzplan.documents import Block, DocumentParagraph, DocumentTable, Remark
from luzplan.documents.cells import APPROVAL, NAME, is_approval
from luzplan.documents.document_title import take_title
from luzplan.russian import MONTHS_OF
from luzplan.russian.spelling import folded

_APPROVED = re.compile(r"\W*утвержд", re.IGNORECASE)
_AGREED = re.compile(r"\W*согласован", re.IGNORECASE)
_DOCUMENT = re.compile(r"протокол|приказ|постановлен|распоряжен", re.IGNORECASE)
_BEFORE_DOCUMENT = re.compile(
    r"(?<=\S)[\s,;]+(?=(?:протокол|приказ|постановление|распоряжение)\s*(?:№|от\b|_))", re.IGNORECASE
)
_BEFORE_DAY = re.compile(
    r"(?<=\S)(?<!\b[Оо]т)\s+(?=[«\"](?:\s*_+\s*|\d{1,2})[»\"]\s*[а-я_]+\s*(?:20)?[\d_]{2})"
)
_SIGNED = re.compile(
    rf"(?!_)(.*[^\W_]\W*?)(?<!им\.)(?<!имени)[\s,]+(_{{3,}}[\s/(]*(?:{NAME.pattern})[\s/)]*|(?:{NAME.pattern})\s*_*)"
)
_INITIALS = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|\bИ\.?\s?О\.?\b")
_WORD = re.compile(r"[^\W\d_]+")
_DATE_WORDS = {"от", "г", "гг", "год", "года", *MONTHS_OF}
# What a line may say of a person after a blank line or a protocol, where all else is a new matter.
_OF_A_BLOCK = re.compile(
    r"__|директор|заведующ|председател|начальник|глав[аы]|заместител|совет|комитет", re.IGNORECASE
)
_TITLE = re.compile(r"\W*план", re.IGNORECASE)
_LONGEST = 10  # lines
_MOST_COLUMNS = 4
_LONGEST_LINE = 120  # characters
_Lines = list[str]
_SCHOOLS, _GOALS, _FUNCTIONS = _LISTS = ("schools", "goals", "functions")
_KINDS = (
    (_FUNCTIONS, re.compile(r".*\bфункци")),
    (_GOALS, re.compile(r".*\bцел(?:ь|и|ью|ями)\b")),
    (
        _SCHOOLS,
        re.compile(r"(?=.*(?:школ|округ|учрежден|организаци)).*(?:состав|вход|перечень|список|школы)"),
    ),
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
_DISTRICT = re.compile(
    r"([а-яё-]+(?:ского|цкого)\s+)((?:школьного|образовательного|муниципального)\s+)округа\b", re.IGNORECASE
)
_NOMINATIVE = ((re.compile(r"(ск|цк)ого\b"), r"\1ий"), (re.compile(r"ного\b"), "ный"))
_SHORT = re.compile(r"\(\s*далее\W+([А-ЯЁ]{2,8})\s*\)")
Texts = dict[str, str]  # under the keys of a plan file


def _table_blocks(table: DocumentTable) -> tuple[list[_Lines], _Lines]:
    """The blocks that a table only sets side by side, and the lines beside them; none of another table."""
    columns: dict[int, _Lines] = {}
    for row in table.rows:
        for start, cell in row.placed:
            columns.setdefault(start, []).extend(cell.text.split("\n") if cell.text else [])
    blocks: list[_Lines] = []
    for lines in columns.values():
        for at, line in enumerate(lines):
            blocks += [[]] if at == 0 or is_approval(line) else []
            blocks[-1].append(line)
    approvals = [block for block in blocks if is_approval(block[0])]
    others = [line for block in blocks if block not in approvals for line in block]
    return (approvals, others) if approvals and len(columns) <= _MOST_COLUMNS else ([], [])


def _take_blocks(paragraphs: Sequence[DocumentParagraph]) -> tuple[list[_Lines], list[DocumentParagraph]]:
    """The blocks among the paragraphs, and the paragraphs that belong to none."""
    blocks: list[_Lines] = []
    rest: list[DocumentParagraph] = []
    width = 0  # of the blocks that are open: how many stand side by side
    for paragraph in paragraphs:
        headings = [part for part in paragraph.parts if is_approval(part)]
        if headings and is_approval(paragraph.text):
            width = len(headings) if len(headings) == len(paragraph.parts) else 1
            blocks += [[] for _ in range(width)]
        elif width and not _belongs(paragraph, blocks[-1]):
            width = 0
        if not width:
            rest.append(paragraph)
            continue
        # Of blocks side by side the first has the first part of a line, the last all the rest.
        parts = [paragraph.words]
        if width > 1:
            parts = [*paragraph.parts[: width - 1], " ".join(paragraph.parts[width - 1 :])]
        for block, part in zip(blocks[-width:], parts, strict=False):
            block.extend([part] if part else [])
    return list(filter(None, blocks)), rest


def is_of_approval(text: str) -> bool:
    """Whether a line may go on with the approval above it, and is not the plan's title."""
    return not _TITLE.match(text) and (_matter(text) != "by" or bool(_OF_A_BLOCK.search(text)))


def _belongs(paragraph: DocumentParagraph, block: _Lines) -> bool:
    """Whether a line goes on with the block before it."""
    text = paragraph.text
    too_long = len(text) > _LONGEST_LINE or len(block) >= _LONGEST
    if paragraph.marker or paragraph.prominent or _TITLE.match(text) or too_long:
        return False
    complete = any(_matter(line) == "document" for line in block)
    return not (paragraph.apart or complete) or is_of_approval(text)


def _signature(lines: _Lines, document: str) -> Texts:
    """The texts of a block; that of a protocol or an order under the key of its side."""
    if not lines:
        return {}
    found = APPROVAL.match(lines[0])
    heading = found[0].strip() if found else lines[0]
    rest = lines[0][found.end() :].strip() if found else ""
    texts: dict[str, list[str]] = {"heading": [heading], "by": [], "name": [], document: [], "date": []}
    for line in (piece for one in (rest, *lines[1:]) for piece in _pieces(one)):
        matter = _matter(line)
        texts[document if matter == "document" else matter].append(line)
    return {matter: "\n".join(found) for matter, found in texts.items()}


def _pieces(line: str) -> Iterator[str]:
    """The parts of a line that says post, name, document and day one behind the other."""
    told, *document = _BEFORE_DOCUMENT.split(line, maxsplit=1)
    told, *day = _BEFORE_DAY.split(told, maxsplit=1) if not _DOCUMENT.search(told) else (told,)
    signed = _SIGNED.fullmatch(told)
    yield from filter(None, (*(signed.groups() if signed else (told,)), *day, *document))


def _matter(line: str) -> str:
    words = {word.casefold() for word in _WORD.findall(line)}
    if _DOCUMENT.search(line):
        return "document"
    if words <= _DATE_WORDS and (words or re.search(r"\d|«", line)):
        return "date"
    initials = _INITIALS.search(line)
    # «Пелевин Л.В. _____» is a name, «Директор школы им. А.С. Пушкина» is whose it is.
    return "name" if not words or (initials and len(_WORD.findall(line[: initials.start()])) <= 1) else "by"


@dataclass(frozen=True, slots=True)
class _List:
    """Items under a heading."""

    heading: str = ""
    items: tuple[str, ...] = ()


_Lists = dict[str, _List]  # by their kind


def _take_lists(
    paragraphs: Sequence[DocumentParagraph], told: Mapping[str, object]
) -> tuple[_Lists, list[DocumentParagraph]]:
    """The lists, and the paragraphs that belong to none; of two of a kind the first counts.

    ``told`` are the headings that the document tells, by their kinds.
    """
    found: _Lists = {}
    rest: list[DocumentParagraph] = []
    at = 0
    while at < len(paragraphs):
        heading, length = _list_at(paragraphs, at)
        named = heading.heading if heading.items else ""
        kind = next((one for one in _LISTS if named and told.get(one) == named), _kind(heading))
        if kind and kind not in found:
            found[kind] = heading
            at += length
        else:
            rest.append(paragraphs[at])
            at += 1
    return found, rest


def _list_at(paragraphs: Sequence[DocumentParagraph], at: int) -> tuple[_List, int]:
    """The list that has its heading here, with its length in paragraphs; empty if there is none."""
    heading = paragraphs[at]
    if heading.marker or len(heading.text) > _LONGEST_HEADING:
        return _List(), 1
    items = [one.text for one in takewhile(lambda one: one.marker, paragraphs[at + 1 :])]
    if inline := _INLINE.fullmatch(heading.text):
        return _List(inline[1], (inline[2],)), 1
    return _List(heading.text, tuple(items)), 1 + len(items)


def _kind(found: _List) -> str:
    """The kind of a list by its heading, empty if it is none of the plan's."""
    heading = folded(found.heading)
    kind = next((kind for kind, pattern in _KINDS if found.items and pattern.match(heading)), "")
    if kind == _SCHOOLS and 2 * sum(bool(_SCHOOL.search(item)) for item in found.items) < len(found.items):
        return ""
    return kind


def _school_of(text: str, cells: str) -> Mapping[str, object]:
    """A list's item under the keys of a plan file; ``cells`` are texts that may call the school otherwise."""
    name = _BASE.sub("", text, count=1)
    base = name != text
    level = next((level for level, pattern in _LEVELS if pattern.search(name)), "")
    aliases = tuple(alias for alias in _BASE_NAMES if alias[0].islower() or re.search(rf"\b{alias}\b", cells))
    return {"name": name, "base": base and "true", "level": level, "aliases": aliases if base else ()}


@dataclass(frozen=True, slots=True)
class Opening:
    """The parts above the tables; ``rest`` are other texts, the first of which stand ``above`` the title."""

    title: tuple[str, ...]
    approval: dict[str, Texts]
    lists: _Lists
    rest: tuple[DocumentParagraph, ...]
    above: int


def opening_of(blocks: Sequence[Block], remarks: list[Remark], told: Mapping[str, object]) -> Opening:
    """The parts of the blocks above the tables; ``told`` are headings of lists."""
    signatures: list[_Lines] = []
    others: list[Block] = []
    for block in blocks:
        found, beside = _table_blocks(block) if isinstance(block, DocumentTable) else ([], [])
        signatures += found
        others += [DocumentParagraph(line, parts=(line,)) for line in beside] if found else [block]
    more, paragraphs = _take_blocks(as_paragraphs(others, remarks))
    signatures += more
    # Who approves stands on the right, who agrees or the first of the others on the left.
    approved = next((one for one in signatures if _APPROVED.match(one[0])), [])
    left = [one for one in signatures if one is not approved]
    agreed = next((one for one in left if _AGREED.match(one[0])), [*left, []][0])
    approval = {"agreed": _signature(agreed, "protocol"), "approved": _signature(approved, "order")}
    further = [line for one in left if one is not agreed for line in one]
    title, upper, lower = take_title(paragraphs)
    lists, rest = _take_lists([*upper, *lower], told)
    extra = [DocumentParagraph(line, parts=(line,), apart=True) for line in further]
    above = len(extra) + sum(any(one is line for line in upper) for one in rest)
    return Opening(title, approval, lists, (*extra, *rest), above)


def as_paragraphs(blocks: Iterable[Block], remarks: list[Remark]) -> list[DocumentParagraph]:
    """The paragraphs, with the rows of tables that are no plan's as paragraphs too."""
    paragraphs: list[DocumentParagraph] = []
    for block in blocks:
        if isinstance(block, DocumentParagraph):
            paragraphs.append(block)
            continue
        rows = [row for row in block.rows if row.filled]
        for row in rows:
            text = " · ".join(" ".join(cell.text.split()) for cell in row.filled)
            paragraphs.append(DocumentParagraph(text, parts=(text,), apart=True, place=row.place))
        if any(len(row.filled) > 1 for row in rows):
            remarks.append(Remark("таблица не похожа на план и сохранена текстом", rows[0].place))
    return paragraphs


def _district_of(texts: Sequence[str]) -> tuple[str, str]:
    """The district's name in the nominative and its abbreviation, empty where they are not told."""
    short = next((found[1] for text in texts if (found := _SHORT.search(text))), "")
    found = next((found for text in texts if (found := _DISTRICT.search(text))), None)
    name = f"{found[1]}{found[2]}округ" if found else ""
    for pattern, ending in _NOMINATIVE:
        name = pattern.sub(ending, name)
    return " ".join(name.split()), short


def texts_of(opening: Opening, cells: Sequence[str], headings: Mapping[str, object]) -> dict[str, object]:
    """What stands above the tables, under the keys of a plan file; ``headings`` are those of other parts.

    ``cells`` are texts that may call a school otherwise than the list of schools does.
    """
    schools, goals, functions = lists = [opening.lists.get(kind, _List()) for kind in _LISTS]
    name, short = _district_of([*opening.title, schools.heading])
    return {
        "title": "\n".join(opening.title),
        "district": {"name": name, "short": short},
        "approval": opening.approval,
        "headings": {**{kind: one.heading for kind, one in zip(_LISTS, lists, strict=True)}, **headings},
        "schools": [_school_of(item, "\n".join(cells)) for item in schools.items],
        "goals": goals.items,
        "functions": functions.items,
        "preface": tuple(paragraph.words for paragraph in opening.rest),
    }
