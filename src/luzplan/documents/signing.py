"""Who signs a plan, agrees or made it, above its rows and below them; totals and remarks there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from luzplan.documents import DocumentParagraph, DocumentRow
from luzplan.documents.cells import is_deadline
from luzplan.documents.headings import PlanColumns
from luzplan.documents.rows import is_total, values_of

Texts = dict[str, str]  # under the keys of a plan file
APPROVAL = re.compile(
    r"\W*(?:согласован[оаы]?|утвержда(?:ю|ем)|утвержд[её]н[оаы]?|принят[оаы]?|рассмотрен[оаы]?|одобрен[оаы]?)\b[»\"”:]*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\W*(?:примечани|внимание|сноска)|\*", re.IGNORECASE)
_BLANK = re.compile(r"_{3,}")
_POST = re.compile(
    r"\W*(?:и\.?\s?о\.?\s+)?(?:директор|зам|заведующ|начальник|председатель|руководител|методист|глава|ректор)",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"\W*(?:исп(?:олнител[ья]|олнил[аи]?)?|(?:со|подго)(?:ставил|товил)[аи]?)\b[\s.:]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_PHONE = re.compile(r"\bтел\b|\d[-\s]\d\d[-\s]\d\d\b", re.IGNORECASE)
_LONGEST_SIGNATURE = 12  # words
_MOST_CLOSING = 12  # rows
_AUTHOR_HEADING = re.compile(
    r"((?:план\s+)?(?:разработа\w+|разработчик\w*|составил\w*|составител\w+|подготовил\w*|автор\w*))\b\s*:?\s*(.*)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[А-ЯЁ][а-яё-]+\s+(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+)|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+)\.?"
)


def is_approval(text: str) -> bool:
    """Whether a text begins as an approval block does."""
    return bool(APPROVAL.match(text))


def is_note(text: str) -> bool:
    """Whether a text is a remark on the plan («Примечание: …»), a total, or who signs it."""
    return bool(_NOTE.match(text)) or is_total(text) or is_signature(text)


def is_signature(text: str, *, last: bool = False) -> bool:
    """Whether a line says who signs, agrees or typed the document; a ``last`` one needs no blank to sign."""
    if len(text.split()) > _LONGEST_SIGNATURE:
        return False
    named = _NAME.search(text)
    made = _MADE_BY.match(text)
    if is_approval(text) or (made and (named or _PHONE.search(made[1]))):
        return True
    if _BLANK.search(text):
        return bool(named or _POST.match(text))
    return last and named is not None and bool(_POST.match(text)) and not text[named.end() :].strip(" /.")


def split_closing(rows: Sequence[DocumentRow], columns: PlanColumns) -> int:
    """Behind which of a table's last rows nothing is to be done: who signs them, agrees, typed them."""
    end = len(rows)
    for at in range(len(rows) - 1, max(-1, len(rows) - 1 - _MOST_CLOSING), -1):
        row = values_of(rows[at], columns)
        if row.number[:1].isdigit() or (any(map(str.isalnum, row.when)) and is_deadline(row.when)):
            break
        line = " ".join(" ".join(cell.text for cell in rows[at].filled).split())
        end = at if is_signature(line, last=True) else end
    return end


def take_author(
    paragraphs: Sequence[DocumentParagraph], told: Mapping[str, object]
) -> tuple[Texts, list[DocumentParagraph]]:
    """The author, nothing if none is named, and the other paragraphs; ``told`` may have the heading."""
    own = re.compile(rf"({re.escape(str(told.get('author') or '-').rstrip(':'))})\s*:?\s*(.*)")
    for at, paragraph in enumerate(paragraphs):
        found = own.fullmatch(paragraph.text) or _AUTHOR_HEADING.fullmatch(paragraph.words)
        if found is None:
            continue
        named = re.fullmatch(rf"(.*?)\s*({_NAME.pattern})", found[2])
        position, name = (named[1], named[2]) if named else (found[2], "")
        end = at + 1
        if not name and end < len(paragraphs) and _NAME.fullmatch(paragraphs[end].text):
            name, end = paragraphs[end].text, end + 1
        if name or position:
            author = {"heading": found[1], "position": position, "name": name}
            return author, [*paragraphs[:at], *paragraphs[end:]]
    return {}, list(paragraphs)
