"""Who answers for a plan: the approval blocks above it, and the author's line below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luzplan.documents import DocumentParagraph, DocumentTable
from luzplan.documents.transcript import AuthorText, SignatureText
from luzplan.russian import MONTHS_OF

_HEADING = re.compile(
    r"\W*(?:согласован[оаы]?|утвержда(?:ю|ем)|утвержд[её]н[оаы]?|принят[оаы]?|рассмотрен[оаы]?|одобрен[оаы]?)\b[»\"”:]*",
    re.IGNORECASE,
)
_APPROVED = re.compile(r"\W*утвержд", re.IGNORECASE)
_DOCUMENT = re.compile(r"протокол|приказ|постановлен|распоряжен", re.IGNORECASE)
_INITIALS = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|\bИ\.?\s?О\.?\b")
_WORD = re.compile(r"[^\W\d_]+")
_DATE_WORDS = {"от", "г", "гг", "год", "года", *MONTHS_OF}
# What a line may say of a person after a blank line or a protocol, where all else is a new matter.
_OF_A_BLOCK = re.compile(
    r"__|директор|заведующ|председател|начальник|глав[аы]|заместител|совет|комитет",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\W*план", re.IGNORECASE)
_LONGEST = 10  # lines
_LONGEST_LINE = 120  # characters


@dataclass(frozen=True, slots=True)
class Approval:
    """The two blocks a plan keeps, and the lines of any more."""

    agreed: SignatureText
    approved: SignatureText
    more: tuple[str, ...] = ()


Lines = list[str]


def is_approval(text: str) -> bool:
    """Whether a text begins as an approval block does."""
    return bool(_HEADING.match(text))


def approval_of(blocks: Sequence[Lines]) -> Approval:
    """The plan's approval: who approves on the right, the first of the others on the left."""
    waiting = list(blocks)
    approved = next((block for block in waiting if _APPROVED.match(block[0])), None)
    if approved is not None:
        waiting.remove(approved)
    agreed = waiting.pop(0) if waiting else None
    more = tuple(line for block in waiting for line in block)
    return Approval(_signature(agreed or []), _signature(approved or []), more)


def table_blocks(table: DocumentTable) -> list[Lines]:
    """The blocks of a table that only sets them side by side, none if it is another sort of table."""
    columns: dict[int, Lines] = {}
    for row in table.rows:
        start = 0
        for cell in row.cells:
            columns.setdefault(start, []).extend(cell.text.split("\n") if cell.text else [])
            start += cell.span
    blocks = [block for lines in columns.values() if lines for block in _cut(lines)]
    return blocks if blocks and all(is_approval(block[0]) for block in blocks) else []


def _cut(lines: Lines) -> list[Lines]:
    """Cut the lines of a column where another block begins."""
    blocks: list[Lines] = []
    for line in lines:
        if not blocks or is_approval(line):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def take_blocks(paragraphs: Sequence[DocumentParagraph]) -> tuple[list[Lines], list[DocumentParagraph]]:
    """The blocks among the paragraphs, and the paragraphs that belong to none."""
    blocks: list[Lines] = []
    rest: list[DocumentParagraph] = []
    width = 0  # of the blocks that are open: how many stand side by side
    for paragraph in paragraphs:
        headings = [part for part in paragraph.parts if is_approval(part)]
        if headings and is_approval(paragraph.text):
            width = len(headings) if len(headings) == len(paragraph.parts) else 1
            blocks += [[] for _ in range(width)]
        elif width and not _belongs(paragraph, blocks[-1]):
            width = 0
        if width:
            _add(paragraph, blocks[-width:])
        else:
            rest.append(paragraph)
    return [block for block in blocks if block], rest


def _add(paragraph: DocumentParagraph, blocks: Sequence[Lines]) -> None:
    """Add a line to blocks side by side: the first of its parts to the first, the rest to the last."""
    if len(blocks) == 1:
        blocks[0].append(paragraph.words)
        return
    parts = [*paragraph.parts[: len(blocks) - 1], " ".join(paragraph.parts[len(blocks) - 1 :])]
    for block, part in zip(blocks, parts, strict=False):
        if part:
            block.append(part)


def _belongs(paragraph: DocumentParagraph, block: Lines) -> bool:
    """Whether a line goes on with the block before it."""
    text = paragraph.text
    if paragraph.marker or paragraph.prominent or _TITLE.match(text):
        return False
    if len(block) >= _LONGEST or len(text) > _LONGEST_LINE:
        return False
    complete = any(_matter(line) == "document" for line in block)
    return not (paragraph.apart or complete) or _matter(text) != "by" or bool(_OF_A_BLOCK.search(text))


def _signature(lines: Lines) -> SignatureText:
    if not lines:
        return SignatureText()
    found = _HEADING.match(lines[0])
    heading = found[0].strip() if found else lines[0]
    rest = lines[0][found.end() :].strip() if found else ""
    texts: dict[str, list[str]] = {"by": [], "name": [], "document": [], "date": []}
    for line in ([rest] if rest else []) + lines[1:]:
        texts[_matter(line)].append(line)
    return SignatureText(heading, **{matter: "\n".join(found) for matter, found in texts.items()})


def _matter(line: str) -> str:
    """What a line of a block is."""
    words = {word.casefold() for word in _WORD.findall(line)}
    if _DOCUMENT.search(line):
        return "document"
    if words <= _DATE_WORDS and (words or re.search(r"\d|«", line)):
        return "date"
    initials = _INITIALS.search(line)
    # «Пелевин Л.В. _____» is a name, «Директор школы Пелевин Л.В.» is whose it is.
    return "name" if not words or (initials and len(_WORD.findall(line[: initials.start()])) <= 1) else "by"


_AUTHOR_HEADING = re.compile(
    r"((?:план\s+)?(?:разработа\w+|разработчик\w*|составил\w*|составител\w+|подготовил\w*|автор\w*))\b\s*:?\s*(.*)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[А-ЯЁ][а-яё-]+\s+(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+)|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+)\.?"
)


def take_author(paragraphs: Sequence[DocumentParagraph]) -> tuple[AuthorText, list[DocumentParagraph]]:
    """The author, all empty if none is named, and the other paragraphs."""
    for at, paragraph in enumerate(paragraphs):
        found = None if paragraph.marker else _AUTHOR_HEADING.fullmatch(paragraph.text)
        if found is None:
            continue
        position, name = _parted(found[2])
        end = at + 1
        if not name and end < len(paragraphs) and _NAME.fullmatch(paragraphs[end].text):
            name, end = paragraphs[end].text, end + 1
        if name or position:
            return AuthorText(found[1], position, name), [*paragraphs[:at], *paragraphs[end:]]
    return AuthorText(), list(paragraphs)


def _parted(text: str) -> tuple[str, str]:
    """The position and the name behind it, empty if the text ends with none."""
    found = re.fullmatch(rf"(.*?)\s*({_NAME.pattern})", text)
    return (found[1], found[2]) if found else (text, "")
