"""Plans without a table: lists below months, items that begin or end with their dates and people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from math import inf
from operator import attrgetter, itemgetter

from luzplan.answers import RoleBook
from luzplan.deadline.reader import month_named
from luzplan.documents import (
    Block,
    DocumentCell,
    DocumentParagraph,
    DocumentRow,
    is_open,
)
from luzplan.documents.cells import (
    begins_with,
    is_approval,
    is_bare_deadline,
    is_note,
    is_period,
    lent_deadline,
    split_deadline,
    split_people,
)
from luzplan.documents.headings import Content, PlanColumn
from luzplan.documents.line_ends import unwrapped
from luzplan.documents.segments import (
    NO_LINE,
    PlanBlock,
    Segment,
    line_of,
    parts_of_row,
    stacked_segments,
    tabbed_segments,
)
from luzplan.russian import MONTHS, WEEKDAYS

_LEAST_DATED, _LEAST_LABELLED = 3, 2  # lines
_LONGEST_HEADING = 60  # characters
_COLUMNS = tuple(
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
_DASHES = ("-", "–", "—")
_MOST_ENDS = 3  # «(завуч) – 5 мая», «– 5 мая (завуч)»


def blocks_with_lists(blocks: Sequence[Block]) -> list[PlanBlock]:
    """The blocks, with what is a plan without a table as segments; as they are if nothing is."""
    joined = _joined_items(blocks, _is_other)
    for read in (tabbed_segments, stacked_segments, _under_periods, _dated, _ending, _unmarked):
        found = list(read(blocks if read in (tabbed_segments, stacked_segments) else joined))
        if any(isinstance(block, tuple) for block in found):
            return found
    return list(blocks)


def _is_other(block: Block) -> bool:
    """Whether a line begins something of its own, whatever stands above it."""
    text = line_of(block).text
    return is_note(text) or bool(begins_with(text)[0]) or _is_period_heading(block) or parts_of_row(block) > 0


def _under_periods(blocks: Sequence[Block]) -> Iterator[PlanBlock]:
    """Lists below headings that are months, quarters, weekdays, or days with their themes."""
    lines = list(map(line_of, blocks))
    listed_below = [bool(after.marker and not line.marker) for line, after in pairwise([*lines, NO_LINE])]
    # The day with which a title of a list begins: «3 июня. День сказок».
    days = [begins_with(one.text)[0] if below else "" for one, below in zip(lines, listed_below, strict=True)]
    heads = [at for at, block in enumerate(blocks) if days[at] or _is_period_heading(block)]
    between = blocks[heads[0] : heads[-1]] if heads else ()
    # The days of approvals stand by themselves, too.
    if len(heads) < 2 or any(is_approval(line_of(one).text) for one in between):
        return
    yield from blocks[: heads[0]]
    said = "под названиями месяцев (недель, дней) — списки: каждый пункт стал мероприятием"
    for start, end in zip(heads, [*heads[1:], len(blocks)], strict=True):
        yield blocks[start]
        below = blocks[start + 1 : end]
        listed = any(line_of(block).marker for block in below)
        below = below if listed else _joined_items(below, _is_other, marked=False)
        yield from _segments(below, attrgetter("marker" if listed else "text"), said, days[start])


def _is_period_heading(block: Block) -> bool:
    line = line_of(block)
    title = line.text.rstrip(":.")
    if line.marker or len(line.text) > _LONGEST_HEADING or not (title[:1] + title[-1:]).isalnum():
        return False  # «28» августа
    if title[0].islower() and not line.prominent:
        return title in (*MONTHS, *WEEKDAYS)  # else it goes on with what stands above it
    return bool(is_period(title) or lent_deadline(title) or (line.prominent and month_named(title)))


def _dated(blocks: Sequence[Block]) -> Iterator[PlanBlock]:
    """Items that begin with their dates: «5 сентября – День города»."""
    if sum(bool(begins_with(line_of(one).text)[0]) for one in blocks) >= _LEAST_DATED:
        said = "строки начинаются со срока: каждая стала мероприятием"
        yield from _segments(blocks, lambda line: begins_with(line.text)[0], said)


def _ending(blocks: Sequence[Block]) -> Iterator[PlanBlock]:
    """Lines of items most of which end with their deadlines: «Выдача учебников – май, август».

    A few that say so are enough: «Срок: май».
    """
    said = "пункты списков кончаются сроком: каждый стал мероприятием"
    lines = list(map(line_of, blocks))
    labelled = [bool(_split_labels(line)[1]) for line in lines]
    dated = [bool(split_deadline(line.text)[0]) for line in lines]
    enough = sum(labelled) >= _LEAST_LABELLED or sum(dated) >= _LEAST_DATED
    told = [label + day for label, day in zip(labelled, dated, strict=True)]
    # «1.1.» is marked otherwise than «1.» and «•». What says nothing of when and by whom, and has a list
    # numbered anew below it, is no item.
    styles = [
        "" if after.marker in ("1.", "1)") and not number else re.sub(r"\w+", "1", line.marker)
        for line, after, number in zip(lines, [*lines[1:], NO_LINE], told, strict=False)
    ]
    for style, pairs in groupby(zip(styles, blocks, told, strict=True), key=itemgetter(0)):
        _, group, numbers = zip(*pairs, strict=True)
        are_items = bool(style) and enough and 2 * sum(numbers) >= len(group)
        yield from _segments(group, attrgetter("marker"), said) if are_items else group


def _unmarked(blocks: Sequence[Block]) -> Iterator[PlanBlock]:
    """Lines that end so without a mark before them: «Урок мира – 1 сентября – классный руководитель»."""
    said = "строки кончаются сроком: каждая стала мероприятием"
    lines = list(map(line_of, blocks))
    dated = sum(bool(split_deadline(line.text)[0]) for line in lines)
    if dated >= _LEAST_DATED and not any(line.marker for line in lines):
        yield from _segments(blocks, lambda line: split_deadline(line.text)[0], said)


def _segments(
    blocks: Sequence[Block], is_item: Callable[[DocumentParagraph], str], said: str, day: str = ""
) -> Iterator[PlanBlock]:
    """The blocks, those items that follow each other as one segment; ``day`` is when all of them are."""
    book = RoleBook()
    lines = map(line_of, blocks)
    kinds = [bool(is_item(line)) and not is_note(line.text) for line in lines]
    for listed, pairs in groupby(zip(kinds, blocks, strict=True), key=itemgetter(0)):
        group = [block for _, block in pairs]
        if listed:
            rows = tuple(_item_row(line_of(one), book, day) for one in group)
            yield (Segment(_COLUMNS, rows, turned=said, listed=True),)
        else:
            yield from group


def _joined_items(
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
        line, item = line_of(block), line_of(joined[-1]) if joined else NO_LINE
        label = _label_of(line.text) if labelled and item.marker and not line.marker else None
        # What is said again behind a blank line is of the whole document, and so is a note there.
        said = {Content.NOTE, *map(_label_of, item.text.split("\n"))} if line.apart else ()
        if label and label not in said:
            text = f"{item.text}\n{line.text}"
            joined[-1], last = replace(item, text=text, parts=(text,)), line.words
            continue
        is_item = item.text and (item.marker or not marked) and not line.apart
        # A line with a dash before it may say when the item above it is, and be none itself.
        bare = re.sub(r"\s*\([^()]*\)|[.;]$", "", line.text)
        day = line.marker in _DASHES and item.marker not in _DASHES and is_bare_deadline(bare)
        unfinished = day or is_open(last) or last.count("(") > last.count(")")
        follows = is_item and line.text and (day or not line.marker)
        if follows and (unfinished or (not is_other(block) and _goes_on(item, last, line, width))):
            below = item.text.endswith(":") or "\n" in item.text
            text = f"{item.text}\n{line.words}" if below else unwrapped([item.text, line.words])
            joined[-1] = replace(item, text=text, parts=(text,))
        else:
            joined.append(block)
        last = line.words
    return joined


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


def _split_labels(line: DocumentParagraph) -> tuple[str, dict[Content, str]]:
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


def _item_row(paragraph: DocumentParagraph, book: RoleBook, day: str) -> DocumentRow:
    """An item with its day or the date that it begins or ends with, and the people that it ends with."""
    number = paragraph.marker if paragraph.marker[:1].isdigit() else ""
    text, labels = _split_labels(paragraph)
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
