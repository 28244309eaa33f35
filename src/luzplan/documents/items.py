"""Items of lists: the lines that an item goes over, and when and by whom it is done, at its ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from math import inf

from luzplan.documents import Block, DocumentCell, DocumentParagraph, DocumentRow, is_open, unwrapped
from luzplan.documents.cells import is_bare_deadline, split_deadline, split_people
from luzplan.documents.headings import Content, PlanColumn
from luzplan.executor.book import RoleBook

ITEM_COLUMNS = tuple(
    PlanColumn(content, "", at, at + 1)
    for at, content in enumerate(
        (Content.NUMBER, Content.WHAT, Content.WHEN, Content.WHO, Content.WHERE, Content.NOTE)
    )
)
_ANY_CASE = re.IGNORECASE | re.DOTALL
_LABELS = {
    Content.WHEN: re.compile(r"(?:срок\w*|дата|когда|время)(?: \w+){0,2}\s*[:–—]\s*(.+)", _ANY_CASE),
    Content.WHO: re.compile(r"(?:отв\w*\.?|исполнител\w+)(?: \w+){0,2}\s*[:–—]\s*(.+)", _ANY_CASE),
    Content.WHERE: re.compile(r"место(?: \w+){0,2}\s*[:–—]\s*(.+)", _ANY_CASE),
    Content.NOTE: re.compile(r"примечани[ея]\s*[:–—]\s*(.+)", _ANY_CASE),
}
_PHONE = re.compile(r"\bтел\b", re.IGNORECASE)  # of who typed the document
_LEAST_LABELS = 2
_LABEL_WITHIN = re.compile(
    r"(?:(?<=[.;,)])\s+|\n)(?=(?:срок|дата|отв|исполнител|место|примечани)\w*\.?(?: \w+){0,2}\s*[:–—]\s)",
    re.IGNORECASE,
)
_END_WITHIN = re.compile(r"(?:(?<=[а-яё]{3})\.|[;,])$", re.IGNORECASE)
_DATED = re.compile(r"(.{2,40}?)(?:\s*[–—:-]\s+(?=\S)|\s*\.\s+(?=[А-ЯЁ«\"]))")
_PEOPLE = re.compile(
    r"[\s.,;(–—-]*\b"
    r"((?:отв\.(?!\s*[:–—-])|(?:отв(?:етственн\w+)?|исполнител\w+)\.?\s*[:–—-])\s*)"
    r"(.+?(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.)?)[).]*$",  # the dot behind initials is theirs
    re.IGNORECASE,
)
_BEFORE_END = re.compile(r"\s+[–—-]\s+|[,:.;]\s+")
_END = re.compile(r"(?<![А-ЯЁ])[.;]+$")  # but not of initials
_ENDED = re.compile(r"[.!?;]$")
_NEARLY_FULL = 0.75  # of the longest line


def line_of(block: Block) -> DocumentParagraph:
    """The line that a block is, an empty one for a table."""
    return block if isinstance(block, DocumentParagraph) else DocumentParagraph("")


def joined_items(
    blocks: Iterable[Block], is_other: Callable[[Block], bool], *, marked: bool = True
) -> list[Block]:
    """The blocks, an item and the lines that it goes on over as one.

    ``is_other`` tells lines that are no part of an item. If no item is ``marked``, each line is one.
    """
    given = list(blocks)
    # One label alone is of the whole document.
    labelled = sum(bool(_label_of(line_of(one).text)) for one in given) >= _LEAST_LABELS
    longest = max((len(line_of(one).words) for one in given), default=0)
    width = _NEARLY_FULL * longest if marked else inf
    joined: list[Block] = []
    last = ""  # the line before
    for block in given:
        line, item = line_of(block), line_of(joined[-1]) if joined else _NO_LINE
        label = _label_of(line.text) if labelled and item.marker and not line.marker else None
        # What is said again behind a blank line is of the whole document, and so is a note there.
        said = {Content.NOTE, *map(_label_of, item.text.split("\n"))} if line.apart else ()
        if label and label not in said:
            text = f"{item.text}\n{line.text}"
            joined[-1], last = replace(item, text=text, parts=(text,)), line.words
            continue
        is_item = item.text and (item.marker or not marked) and not line.apart
        day = line.marker in _DASHES and item.marker not in _DASHES and _is_day_alone(line.text)
        follows = is_item and line.text and (day or not line.marker)
        if follows and (
            day or _is_unfinished(last) or (not is_other(block) and _goes_on(item, last, line, width))
        ):
            below = item.text.endswith(":") or "\n" in item.text
            text = f"{item.text}\n{line.words}" if below else unwrapped([item.text, line.words])
            joined[-1] = replace(item, text=text, parts=(text,))
        else:
            joined.append(block)
        last = line.words
    return joined


_NO_LINE = DocumentParagraph("")
_DASHES = ("-", "–", "—")


def _is_day_alone(text: str) -> bool:
    """Whether a line with a dash before it says when the item above it is, and is none itself."""
    return is_bare_deadline(re.sub(r"\s*\([^()]*\)|[.;]$", "", text))


def _is_unfinished(line: str) -> bool:
    return is_open(line) or line.count("(") > line.count(")")


def _goes_on(item: DocumentParagraph, last: str, line: DocumentParagraph, width: float) -> bool:
    """Whether a line goes on with the item whose last line is given: by its sense, or for want of room."""
    if line.text[0].islower() or item.text.endswith(":") or "\n" in item.text:
        return True
    if _ENDED.search(last) or split_deadline(item.text)[0]:
        return False
    return not line.text[0].isalnum() or len(last) + len(line.text.split()[0]) >= width


def _label_of(text: str) -> Content | None:
    """What a line says of the item above it: «Срок: май», «Ответственный: завхоз»; None if it is another."""
    told = next((content for content, pattern in _LABELS.items() if pattern.fullmatch(text)), None)
    return None if _PHONE.search(text) else told


def split_labels(line: DocumentParagraph) -> tuple[str, dict[Content, str]]:
    """The text of an item, and what is said in it, or in lines below it, of when, by whom and where."""
    text, *said = _LABEL_WITHIN.split(line.text if line.marker else "")
    told: dict[Content, str] = {}
    for one in (_END_WITHIN.sub("", one) for one in said):
        content = _label_of(one)
        if content and (found := _LABELS[content].fullmatch(one)):
            whole = unwrapped(found[1].split("\n"))
            told[content] = "\n".join(filter(None, (told.get(content), whole)))
        else:
            text = f"{text}\n{one}"
    # Who alone is said at the end of a line in lists below months, too.
    return (text, told) if Content.WHEN in told or "\n" in line.text else (line.text, {})


def item_row(paragraph: DocumentParagraph, book: RoleBook, day: str) -> DocumentRow:
    """An item with its day or the date that it begins or ends with, and the people that it ends with."""
    number = paragraph.marker if paragraph.marker[:1].isdigit() else ""
    text, labels = split_labels(paragraph)
    text = text or paragraph.text
    if labels:
        told = (labels.get(content, "") for content in _LABELS)
        return DocumentRow(tuple(map(DocumentCell, (number, text, *told))), paragraph.place)
    when, what = (day, text) if day else begins_with(text)
    ends = [split_deadline(line)[0] for line in what.split("\n")[1:]]  # of lines below «…:»
    when = when or (", ".join(ends) if all(ends) else "")
    who = ""
    for _ in range(_MOST_ENDS):
        rest, found, people = _told_at_end(what, book)
        if (found and when) or (people and who) or not (found or people):
            break
        what, when, who = rest, when or found, who or people
    return DocumentRow(tuple(map(DocumentCell, (number, what, when, who, ""))), paragraph.place)


_MOST_ENDS = 3  # «(завуч) – 5 мая», «– 5 мая (завуч)»


def _told_at_end(text: str, book: RoleBook) -> tuple[str, str, str]:
    """A text without what its end says of when and by whom, which follow."""
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]+)\)[.;]?", text, re.DOTALL)
    when, who = _when_and_who(bracket[2], book) if bracket else ("", "")
    if bracket and (when or who):
        return bracket[1], when, who
    when, rest = split_deadline(text)
    if when:
        day, who = _when_and_who(when, book)
        return (rest, day, who) if who else (rest, when, "")
    for gap in _BEFORE_END.finditer(text):
        when, who = _when_and_who(_END.sub("", text[gap.end() :]), book)
        if when and (who or gap[0][0] == ";"):
            return text[: gap.start()], when, who
    people = _PEOPLE.search(text)
    return (text[: people.start()], "", people[2]) if people and people.start() else (text, "", "")


def _when_and_who(text: str, book: RoleBook) -> tuple[str, str]:
    """The deadline and the people that a text has, nothing if it has anything else: «март, отв. завуч»."""
    people, when = split_people(text)
    if not people and not is_bare_deadline(text):
        people, when = text, ""
    labelled = _PEOPLE.fullmatch(people)
    who = labelled[2] if labelled else people
    read = book.read(who) if who and not labelled else None
    if read and (not read.executors or read.unknown or who[0].isdigit()):
        return (text, "") if is_bare_deadline(text) else ("", "")
    return when, who


def begins_with(text: str) -> tuple[str, str]:
    """The date that a text begins with, empty if it begins with none, and the rest."""
    found = _DATED.match(text)
    is_date = found and any(map(str.isdigit, found[1])) and is_bare_deadline(found[1])
    return (found[1], text[found.end() :]) if found and is_date else ("", text)
