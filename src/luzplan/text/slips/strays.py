"""Lines that lost what they belong to: items without a dash, text without its indentation, halves of rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from luzplan.russian import count, quote
from luzplan.text import Splice
from luzplan.text.slips.columns import SPACES, first_lists, moved, too_far
from luzplan.text.slips.lines import KEYS, LIST_OR_TEXT, LISTS, Line
from luzplan.text.slips.outline import BLOCK, Outline
from luzplan.text.slips.signs import table_row
from luzplan.text.slips.slip import Slip

NUMBERED = re.compile(r"(?:\d{1,3}[.)]|\d{1,2}(?=[ ])|[а-яa-z]\))[ ]*(?=\w|[«\"(])")
_TEXTS = ("what", "title", "note", "where", "name", "position")  # keys whose text may be long
_KEY = re.compile(r"[^\W\d][\w-]*:(?=\s|$)")
_LISTS = LISTS | LIST_OR_TEXT
_WRAPPED = 60  # characters; a line that is as long may have been broken by hand


def slips_of_strays(outline: Outline) -> Iterator[Slip]:
    """Lines that begin nothing and go on with nothing."""
    lists = list(_lists(outline))
    for head, below in lists:
        yield from _items(outline, head, below)
    yield from _stray_lines(outline, {line.start for _, below in lists for line in below})
    yield from _above(outline)


def _above(outline: Outline) -> Iterator[Slip]:
    """What stands above the first key of the plan, as above a document of paper."""
    lines = outline.lines
    first = next((at for at, line in enumerate(lines) if line.level == "top"), 0)
    if not first or any(line.key is not None or line.dash for line in lines[:first]):
        return
    at = lines[0].sign_start
    repair = tuple(Splice(line.start, line.start, "# ") for line in lines[:first])
    hint = "уберите то, что стоит над планом, или начните каждую такую строку с «# »"
    said = f"строка без ключа: {quote(lines[0].value[:40])}"
    yield Slip(said, at, lines[0].end, hint, repair, certain=False)


def _lists(outline: Outline) -> Iterator[tuple[Line, list[Line]]]:
    """The lines with the keys of lists of texts, each with those that stand below it."""
    head: Line | None = None
    below: list[Line] = []
    for line in [*outline.lines, None]:
        if line is not None and line.key is None:
            # A dash without a key may begin a row below a list that is empty, and no item of it.
            rows = [outline.usual.get(level) for level in ("row", "section", f"{line.zone} item")]
            is_shallow = head is not None and line.column < head.key_column and line.column in rows
            if not line.dash or not (line.value.startswith("{") or is_shallow):
                below.append(line)
                continue
        if head is not None and below:
            yield head, below
        is_list = line is not None and line.key is not None and line.key.meant in _LISTS and not line.value
        head, below = line if is_list else None, []


def shallow_texts(outline: Outline) -> Iterator[Slip]:
    """Texts below their sign («what: >-») no deeper than its key, where all else stands as it should."""
    for line in outline.lines:
        if line.key is None or not BLOCK.match(line.value):
            continue
        below = outline.text[line.end : outline.next_start(line.start) - 1]
        rows = re.finditer(r"(?m)^([ ]*)([^\s#].*)", below)
        shallow = [(line.end + row.start(), row[1], row[2]) for row in rows if len(row[1]) <= line.key_column]
        if shallow:
            start, lead, text = shallow[0]
            column = line.key_column + 2
            repair = (Splice(at, at + len(blanks), " " * column) for at, blanks, _ in shallow)
            yield _continuation(start + len(lead), text, column, repair)


def _items(outline: Outline, head: Line, lines: list[Line]) -> Iterator[Slip]:
    """Items of a list of texts: a dash in another column, or none."""
    usual = Counter(first_lists(outline) if head.level == "top" else [head.key_column + 2])
    if not any(line.dash for line in lines):
        yield from _bare_items(lines, usual)
        return
    columns = Counter(line.column for line in lines if line.dash and line.column >= head.key_column)
    votes = {one: number + min(usual[one], 6) / 2 for one, number in columns.items()}
    column = max(votes, key=lambda one: (votes[one], -one), default=head.key_column + 2)
    is_upper = all(line.value[:1].isupper() for line in lines if line.dash)
    is_text = False  # of an item that is only its sign, «- >-»
    for before, line in pairwise((head, *lines)):
        if before.dash:
            is_lone = not outline.text[before.end : line.start].strip()
            is_text = is_lone and BLOCK.match(before.value) is not None
        if line.dash and line.column != column:
            yield too_far(line, column, "дефис стоит под дефисами соседних пунктов")
        if line.dash or (before is not head and line.column > column):
            continue
        at = line.sign_start
        number, is_lower = NUMBERED.match(line.value), line.value[:1].islower()
        # With its blanks it only lost its dash; at the margin it may be the rest of a line that was wrapped.
        is_item = before is head or number is not None or 0 < column == line.column or not is_lower
        is_wrapped = len(before.text) >= _WRAPPED and before is not head
        if is_text or is_wrapped or (is_upper and not is_item):
            certain = is_text or is_lower
            yield _continuation(at, line.value, column + 2, [moved(line, column + 2)], certain=certain)
            continue
        repair = Splice(line.start, at + (number.end() if number else 0), " " * column + "- ")
        hint = "начните строку с «- »" + ("" if is_item else ", а если это продолжение, сдвиньте её вправо")
        yield Slip("перед пунктом нет дефиса", at, line.end, hint, (repair,), certain=is_item)


def _bare_items(lines: list[Line], usual: Counter[int]) -> Iterator[Slip]:
    """A list of texts without a dash in it: each item on its line, often with a number."""
    numbers = [NUMBERED.match(line.value) for line in lines]
    begins = [bool(number) for number in numbers]
    if not any(begins):
        begins = [line.value[:1].isupper() for line in lines]
    if not begins[0]:
        return
    column = usual.most_common(1)
    margin = " " * (column[0][0] if column else 2)
    repair = []
    for line, number, is_item in zip(lines, numbers, begins, strict=True):
        stop = line.sign_start + (number.end() if number else 0)
        repair.append(Splice(line.start, stop, f"{margin}- " if is_item else f"{margin}  "))
    first, at = lines[0], lines[0].sign_start
    if numbers[0]:
        message = f"вместо дефиса стоит номер {quote(numbers[0][0].strip())}"
        end, hint = at + len(numbers[0][0].strip()), "начните каждый пункт с «- », без номера"
    else:
        message, end, hint = "перед пунктом нет дефиса", first.end, "начните каждый пункт с «- »"
    yield Slip(message, at, end, hint, tuple(repair))


def _continuation(
    start: int, text: str, column: int, repair: Iterable[Splice], *, certain: bool = True
) -> Slip:
    hint = f"сдвиньте строку вправо, на {count(column, SPACES)} от края"
    message = f"продолжение текста без отступа: {quote(text[:40])}"
    return Slip(message, start, start + len(text), hint, (*repair,), certain)


def _stray_lines(outline: Outline, listed: set[int]) -> Iterator[Slip]:
    """Lines without a key, in no list, that stand no deeper than the keys around them."""
    run: list[Line] = []
    before: Line | None = None
    for line in [*outline.lines, None]:
        if line is not None and before and line.start not in listed and _is_stray(outline, line, before):
            run.append(line)
            continue
        if run and before is not None:
            yield _stray(outline, run, before)
        run = []
        if line is not None and (line.key is not None or line.dash):
            before = line


def _is_stray(outline: Outline, line: Line, before: Line) -> bool:
    if line.key or line.dash or line.column > before.key_column:
        return False
    # A word with a colon where keys stand is a key, though none that a plan has.
    columns = (before.key_column, outline.usual.get("row key"), outline.usual.get("section key"), 0)
    is_key = line.column in columns and _KEY.match(line.value) is not None
    return not is_key and not line.value.startswith(("---", "...", "? ", ": "))


def _goes_on(run: list[Line], before: Line) -> bool:
    """Whether lines without a key are likely to go on with the text before them; else they are remarks."""
    value = run[0].value
    if value[:1].islower() or before.value.rstrip().endswith((",", "-", "–", ":", " и")) or not before.value:
        return True
    if before.value[:1] in ("|", ">") or before.key is None:
        return True
    is_text = re.match(r"[\w«\"№]", value) and not any(": " in line.value for line in run)
    return bool(is_text) and before.key.meant in _TEXTS and run[0].column > 0


def _stray(outline: Outline, run: list[Line], before: Line) -> Slip:
    first = run[0]
    if first.zone == "sections" and len(run) > 2 and before.level in ("row key", "section key"):
        cells = [line.value for line in run]
        return table_row(first, run[-1].end, cells, outline.usual.get("row", 6))
    at = first.sign_start
    begun = (key for key in outline.keys(first.zone) if key.startswith(first.value))
    keys = [key for key in begun if not outline.has_beside(before, key)]
    if keys and len(run) == 1:
        hint = f"допишите ключ и текст ({quote(f'{keys[0]}: …')}) или удалите строку"
        repair = (Splice(at, first.end, f"{keys[0]}:"),)
        return Slip(f"строка обрывается: {quote(first.value)}", at, first.end, hint, repair, certain=False)
    is_letter = len(run) == 1 and len(first.value) == 1 and first.value.isalpha()
    if is_letter or not _goes_on(run, before):
        said = f"строка без ключа: {quote(first.value[:40])}"
        remarks = tuple(Splice(line.start, line.start, "# ") for line in run)
        hint = "поставьте перед ней «# », если это заметка; если продолжение, сдвиньте её вправо"
        if is_letter:
            said = f"лишняя буква {quote(first.value)}"
            hint = "уберите её; если это продолжение, сдвиньте её вправо"
        return Slip(said, at, first.end, hint, remarks, certain=False)
    column = before.key_column + 2
    if before.key is not None and before.value[:1] in ("|", ">"):
        above = outline.text[outline.text.rfind("\n", 0, first.start - 1) + 1 : first.start].rstrip()
        column = max(column, len(above) - len(above.lstrip(" ")))
    is_certain = first.value[:1].islower() and not re.search(rf"\b(?:{KEYS}):", first.value)
    shifted = (moved(line, column) for line in run)
    return _continuation(at, first.value, column, shifted, certain=is_certain)
