"""Plans without a table: lists below months, lines set with tabs, items that begin with their dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from luzplan.deadline.reader import month_named
from luzplan.documents import Block, DocumentCell, DocumentParagraph, DocumentRow, DocumentTable
from luzplan.documents.cells import is_deadline, is_period, lent_deadline, split_deadline
from luzplan.documents.headings import PlanColumns, read_columns
from luzplan.documents.items import ITEM_COLUMNS, begins_with, item_row, joined_items, line_of, split_labels
from luzplan.documents.segments import Segment, segments_of
from luzplan.documents.signing import is_approval, is_note
from luzplan.executor.book import RoleBook
from luzplan.russian import MONTHS, WEEKDAYS

ListBlock = Block | tuple[Segment, ...]
_SET_DOWN = ITEM_COLUMNS[:4]  # of a table saved as text
_LEAST_PARTS = 3  # of a line that is a row
_LEAST_DATED = 3  # lines
_LONGEST_HEADING = 60  # characters


def blocks_with_lists(blocks: Sequence[Block]) -> list[ListBlock]:
    """The blocks, with what is a plan without a table as segments; as they are if nothing is."""
    joined = joined_items(blocks, _is_other)
    for read in (_tabbed, _below_each_other, _under_periods, _dated, _ending, _unmarked):
        found = list(read(blocks if read in (_tabbed, _below_each_other) else joined))
        if any(isinstance(block, tuple) for block in found):
            return found
    return list(blocks)


def _is_other(block: Block) -> bool:
    """Whether a line begins something of its own, whatever stands above it."""
    text = line_of(block).text
    return is_note(text) or bool(begins_with(text)[0]) or _is_period_heading(block) or _width(block) > 0


def _tabbed(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    """Lines with wide gaps in as many places, one below the other, as a table."""
    columns: PlanColumns | None = None
    for width, grouped in groupby(blocks, key=_width):
        group = list(grouped)
        lines = map(line_of, group if width else ())
        rows = tuple(DocumentRow(tuple(map(DocumentCell, line.parts)), line.place) for line in lines)
        # A line by itself is the head of what follows, or goes on below one.
        guess = len(rows) > 1 and not columns
        segments = segments_of(DocumentTable(rows), columns, guess=guess) if rows else ()
        columns = segments[-1].columns if segments else columns
        yield from [segments] if segments else group


def _width(block: Block) -> int:
    """In how many parts a line is set, 0 if it is no row."""
    parts = line_of(block).parts
    return len(parts) if len(parts) >= _LEAST_PARTS and not any(map(is_approval, parts)) else 0


def _below_each_other(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    """A table that was saved as text, its cells one below the other; each row begins with its number."""
    texts = [line_of(block).words for block in blocks]
    heads = ((at, _head(texts[at : at + len(_SET_DOWN)])) for at in range(len(texts)))
    start, columns = next((one for one in heads if one[1]), (len(texts), ()))
    body = start + len(_SET_DOWN)
    numbers = [at for at, text in enumerate(texts) if at >= body and _BARE_NUMBER.fullmatch(text)]
    if len(numbers) < _LEAST_NUMBERED:
        yield from blocks
        return
    yield from blocks[:start]
    rows = [_across(text) for text in texts[body : numbers[0]]]
    end = numbers[0]
    for at, following in pairwise([*numbers, len(texts)]):
        is_last, begins_anew = following == len(texts), texts[following : following + 1] in (["1"], ["1."])
        end = min(following, at + len(_SET_DOWN)) if is_last else following - begins_anew
        what, when, who = _cells_of(texts[at + 1 : end])
        rows.append(DocumentRow(tuple(map(DocumentCell, (texts[at], what, when, who)))))
        rows += [_across(texts[end])] if begins_anew else []
    yield (Segment(columns, tuple(rows), tuple(texts[start:body]), turned=_OF_TABLE),)
    yield from blocks[end:]


_BARE_NUMBER = re.compile(r"\d{1,3}[.)]?")
_LEAST_NUMBERED = 3  # rows
_OF_TABLE = "ячейки таблицы стоят строками одна под другой: строки плана собраны по номерам"


def _head(texts: Sequence[str]) -> PlanColumns:
    """The columns whose headings the lines are: number, activity, deadline, executor; else none."""
    columns = read_columns(DocumentRow(tuple(map(DocumentCell, texts))), least=3) or ()
    is_usual = [one.content for one in columns] == [one.content for one in _SET_DOWN]
    return columns if is_usual else ()


def _across(text: str) -> DocumentRow:
    return DocumentRow((DocumentCell(text, len(_SET_DOWN)),))


def _cells_of(lines: Sequence[str]) -> tuple[str, str, str]:
    """What is done, when and by whom: the first line that is a deadline parts them."""
    at = next((at for at, line in enumerate(lines) if at and is_deadline(line)), None)
    if at is None:
        return "".join(lines[:1]), "", "\n".join(lines[1:])
    return "\n".join(lines[:at]), lines[at], "\n".join(lines[at + 1 :])


def _under_periods(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    """Lists below headings that are months, quarters, weekdays, or days with their themes."""
    days = [_day_of_list(block, after) for block, after in zip(blocks, [*blocks[1:], None], strict=False)]
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
        below = below if listed else joined_items(below, _is_other, marked=False)
        yield from _segments(below, attrgetter("marker" if listed else "text"), said, days[start])


def _is_period_heading(block: Block) -> bool:
    line = line_of(block)
    title = line.text.rstrip(":.")
    if (
        line.marker or len(line.text) > _LONGEST_HEADING or not (title[:1] + title[-1:]).isalnum()
    ):  # «28» августа
        return False
    if title[0].islower() and not line.prominent:
        return title in (*MONTHS, *WEEKDAYS)  # else it goes on with what stands above it
    return bool(is_period(title) or lent_deadline(title) or (line.prominent and month_named(title)))


def _day_of_list(block: Block, after: Block | None) -> str:
    """The day with which a title of a list begins («3 июня. День сказок»), empty if it is another line."""
    listed = after and line_of(after).marker and not line_of(block).marker
    return begins_with(line_of(block).text)[0] if listed else ""


def _dated(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    """Items that begin with their dates: «5 сентября – День города»."""
    if sum(bool(begins_with(line_of(one).text)[0]) for one in blocks) >= _LEAST_DATED:
        said = "строки начинаются со срока: каждая стала мероприятием"
        yield from _segments(blocks, lambda block: begins_with(block.text)[0], said)


def _ending(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    """Lines of items most of which end with their deadlines: «Выдача учебников – май, август».

    A few that say so are enough: «Срок: май».
    """
    said = "пункты списков кончаются сроком: каждый стал мероприятием"
    styles = map(_style, blocks, [*blocks[1:], None])
    pairs = groupby(zip(styles, blocks, strict=True), key=lambda pair: pair[0])
    lists = [(style, [block for _, block in group]) for style, group in pairs]
    labelled = [sum(map(_is_labelled, group)) for _, group in lists]
    dated = [sum(map(_is_dated, group)) for _, group in lists]
    for (style, group), number, label in zip(lists, dated, labelled, strict=True):
        enough = sum(labelled) >= _LEAST_LABELLED or sum(dated) >= _LEAST_DATED
        are_items = bool(style) and enough and 2 * (number + label) >= len(group)
        yield from _segments(group, attrgetter("marker"), said) if are_items else group


def _unmarked(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    """Lines that end so without a mark before them: «Урок мира – 1 сентября – классный руководитель»."""
    said = "строки кончаются сроком: каждая стала мероприятием"
    if sum(map(_is_dated, blocks)) >= _LEAST_DATED and not any(line_of(one).marker for one in blocks):
        yield from _segments(blocks, lambda line: split_deadline(line.text)[0], said)


_LEAST_LABELLED = 2  # items


def _is_labelled(block: Block) -> bool:
    return bool(split_labels(line_of(block))[1])


def _is_dated(block: Block) -> bool:
    return bool(split_deadline(line_of(block).text)[0])


def _style(block: Block, after: Block | None) -> str:
    """How an item of a list is marked: «1.1.» otherwise than «1.» and «•»; empty if it is none.

    Nor is what says nothing of when and by whom, and has a list numbered anew below it.
    """
    begins_anew = after is not None and bool(_FIRST.fullmatch(line_of(after).marker))
    if begins_anew and not (_is_labelled(block) or _is_dated(block)):
        return ""
    return re.sub(r"\w+", "1", line_of(block).marker)


_FIRST = re.compile(r"1[.)]")


def _segments(
    blocks: Sequence[Block], is_item: Callable[[DocumentParagraph], str], said: str, day: str = ""
) -> Iterator[ListBlock]:
    """The blocks, those items that follow each other as one segment; ``day`` is when all of them are."""
    book = RoleBook()
    for items, group in groupby(blocks, key=lambda block: _is_row(line_of(block), is_item)):
        if items:
            rows = tuple(item_row(line_of(one), book, day) for one in group)
            yield (Segment(ITEM_COLUMNS, rows, turned=said, listed=True),)
        else:
            yield from group


def _is_row(line: DocumentParagraph, is_item: Callable[[DocumentParagraph], str]) -> bool:
    return bool(is_item(line)) and not is_note(line.text)
