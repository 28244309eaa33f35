"""Slips in where lines stand: forgotten dashes, a blank too many, text without its indentation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from luzplan.russian.words import plural, quote
from luzplan.text.outline import Line, Outline
from luzplan.text.slip import Slip
from luzplan.text.slips import table_row
from luzplan.text.source import Splice

_SPACES = ("пробел", "пробела", "пробелов")
_FIRST = {"row": "what", "section": "title", "item": "name"}


class _Group(NamedTuple):
    """Lines that belong together: the one with the dash, if any, and those that go on with it."""

    head: Line
    rest: list[Line]


def slips_of_indents(outline: Outline) -> Iterator[Slip]:
    """The slips of a text whose lines are right in themselves."""
    taken = -1
    for slip in sorted(_all(outline), key=lambda one: (one.repair[0].start, one.start)):
        if slip.repair[0].start > taken:
            taken = max(splice.end for splice in slip.repair)
            yield slip


def _all(outline: Outline) -> Iterator[Slip]:
    yield from _top(outline)
    yield from _inner(outline)
    for level in _FIRST:
        yield from _dashes(outline, level)
        yield from _keys(outline, level)
        yield from _heads(outline, level)
    yield from _activities(outline)
    yield from _text_items(outline)
    yield from _stray_lines(outline)


def _groups(outline: Outline, level: str) -> list[_Group]:
    groups: list[_Group] = []
    is_open = False
    for line in outline.lines:
        if line.level == level:
            groups.append(_Group(line, []))
            is_open = True
        elif line.level == f"{level} key" and is_open and line.zone == groups[-1].head.zone:
            groups[-1].rest.append(line)
        elif line.level in ("top", "section", "section key") and level != "section":
            is_open = False
        elif line.level == "top":
            is_open = False
    return groups


def _moved(line: Line, column: int) -> Splice:
    return Splice(line.start, line.start + line.column, " " * column)


def _too_far(line: Line, column: int, below: str, repair: tuple[Splice, ...] | None = None) -> Slip:
    """A slip for a line that should begin in another column."""
    number = abs(line.column - column)
    spaces = f"{number} {plural(number, _SPACES)}"
    at = line.start + line.column
    end = at + max(1, len(line.key.typed) if line.key and not line.dash else 1)
    if line.column > column:
        message, hint = f"лишний отступ: {spaces} в начале строки", f"уберите {spaces}{below}"
    else:
        message, hint = f"не хватает отступа: {spaces} в начале строки", f"добавьте {spaces}{below}"
    return Slip(message, at, end, hint, repair or (_moved(line, column),))


def _top(outline: Outline) -> Iterator[Slip]:
    tops = [line for line in outline.lines if line.level == "top"]
    column = outline.usual.get("top", 0)
    for line in tops:
        if line.column != column:
            yield _too_far(line, column, ": ключи плана начинаются с начала строки")


def _inner(outline: Outline) -> Iterator[Slip]:
    """Keys below a key of the plan: each stands below the first of its kind."""
    first: dict[tuple[str, bool], Line] = {}
    for line in outline.lines:
        if line.level == "top":
            first = {}
        if line.level != "inner key" or line.key is None:
            continue
        is_part = line.key.meant in ("agreed", "approved")
        known = first.setdefault((line.zone, is_part), line)
        column = known.column or 2
        if line.column != column:
            yield _too_far(line, column, f": «{line.key.meant}» стоит внутри «{line.zone}»")


def _keys(outline: Outline, level: str) -> Iterator[Slip]:
    """Keys of a row that do not stand below its first key."""
    for head, rest in _groups(outline, level):
        if head.key is None:
            continue
        column, own = head.key_column, {line.column for line in rest}
        usual = outline.usual.get(_kind(head, level))
        if len(rest) > 1 and len(own) == 1 and column not in own and head.column != usual:
            (others,) = own
            if usual is None or others == usual + head.key_column - head.column:
                yield _too_far(head, others - (column - head.column), f": ключи стоят под «{head.key.meant}»")
                continue
        off = [line for line in rest if line.column != column and line.key is not None]
        shifts = {line.column - column for line in off}
        if len(off) > 1 and len(shifts) == 1:
            repair = tuple(_moved(line, column) for line in off)
            yield _too_far(off[0], column, f": ключи стоят под «{head.key.meant}»", repair)
            continue
        for line in off:
            assert line.key is not None
            yield _too_far(line, column, f": «{line.key.meant}» стоит под «{head.key.meant}»")


def _kind(line: Line, level: str) -> str:
    return f"{line.zone} item" if level == "item" else level


def _dashes(outline: Outline, level: str) -> Iterator[Slip]:
    """Where a row begins but its dash was forgotten."""
    first = _FIRST[level]
    seen: set[str] = set()
    lines = outline.lines
    for at, line in enumerate(lines):
        if line.level == level or line.level == "top" or (level == "row" and line.level == "section"):
            seen = {line.key.meant} if line.key and line.level == level else set()
            if line.level == level and line.key is None:
                seen = {first, ""}
            continue
        if line.level != f"{level} key" or line.key is None:
            continue
        if line.key.meant == first and (first not in seen or len(seen) > 1):
            yield _forgotten(outline, at, level)
            seen = set()
        seen.add(line.key.meant)


def _forgotten(outline: Outline, at: int, level: str) -> Slip:
    line = outline.lines[at]
    assert line.key is not None
    column = outline.usual.get(_kind(line, level), max(line.column - 2, 0))
    splices = [Splice(line.start, line.start + line.column, " " * column + "- ")]
    for other in outline.lines[at + 1 :]:
        if other.level != f"{level} key" or other.key is None or other.key.meant == line.key.meant:
            break
        if other.column == line.column and other.column != column + 2:
            splices.append(_moved(other, column + 2))
    start = line.start + line.column
    message = f"перед «{line.key.meant}» нет дефиса"
    what = {"row": "новое мероприятие", "section": "новый раздел", "item": "новый пункт"}[level]
    hint = f"{what} начинается с дефиса: «- {line.key.meant}: …»"
    return Slip(message, start, start + len(line.key.typed), hint, tuple(splices))


def _heads(outline: Outline, level: str) -> Iterator[Slip]:
    """Dashes that do not stand in the column of their neighbours."""
    bundles: list[list[_Group]] = []
    last: tuple[str, int] = ("", -1)
    sections = [line.start for line in outline.lines if line.level == "section"]
    for group in _groups(outline, level):
        here = (group.head.zone, bisect_left(sections, group.head.start) if level == "row" else 0)
        if here != last:
            bundles.append([])
            last = here
        bundles[-1].append(group)
    for bundle in bundles:
        usual = outline.usual.get(_kind(bundle[0].head, level), 0)
        columns = Counter(group.head.column for group in bundle)
        top, number = columns.most_common(1)[0]
        column = usual if columns[usual] == number or len(bundle) == 1 else top
        for group in bundle:
            if group.head.column != column and (len(bundle) > 1 or _is_too_shallow(outline, group.head)):
                yield _misplaced(outline, group, column)


def _is_too_shallow(outline: Outline, head: Line) -> bool:
    """Whether an activity stands where sections do."""
    return head.level == "row" and head.column <= outline.usual.get("section", -1)


def _misplaced(outline: Outline, group: _Group, column: int) -> Slip:
    """A row whose dash stands in another column: it is moved with all its lines, if they stand with it."""
    head, rest = group
    below = ": дефис стоит под дефисами соседних пунктов"
    if rest and all(line.column != head.key_column for line in rest):
        return _too_far(head, column, below)
    end = outline.next_start((rest[-1] if rest else head).start) - 1
    shift = column - head.column
    splices = []
    for found in re.finditer(r"(?m)^( *)(?=[^\s])", outline.text[head.start : end]):
        at = head.start + found.start()
        splices.append(Splice(at, at + len(found[1]), " " * max(len(found[1]) + shift, 0)))
    return _too_far(head, column, f"{below}, остальные строки — вместе с ним" if len(splices) > 1 else below, tuple(splices))


def _activities(outline: Outline) -> Iterator[Slip]:
    """Activities of a section without the line that begins them."""
    is_begun = True
    title: Line | None = None
    for line in outline.lines:
        if line.level == "section":
            is_begun, title = bool(line.key and line.key.meant == "activities"), line
        elif line.level == "section key" and line.key and line.key.meant == "activities":
            is_begun = True
        elif line.level == "row" and not is_begun and title is not None and line.column > title.column:
            at = line.start + line.column
            repair = Splice(line.start, line.start, f"{' ' * title.key_column}activities:\n")
            hint = "напишите её перед мероприятиями раздела, под «title»"
            yield Slip("нет строки «activities:»", at, at + 1, hint, (repair,))
            is_begun = True


def _text_items(outline: Outline) -> Iterator[Slip]:
    """Items of a list of texts: a dash in another column, or none."""
    for zone in ("goals", "functions", "preface", "afterword"):
        items = [line for line in outline.lines if line.zone == zone and line.level == f"{zone} item"]
        if not items:
            continue
        column = Counter(line.column for line in items).most_common(1)[0][0]
        for line in items:
            if line.column != column:
                yield _too_far(line, column, ": дефис стоит под дефисами соседних пунктов")
        for line in outline.lines:
            if line.zone == zone and not line.level and line.key is None and line.column <= column:
                at = line.start + line.column
                if line.value[:1].isupper():
                    repair = Splice(line.start, at, " " * column + "- ")
                    yield Slip("перед пунктом нет дефиса", at, at + 1, "начните строку с «- »", (repair,))
                else:
                    yield _continuation(line, column + 2)


def _continuation(line: Line, column: int, *, certain: bool = True) -> Slip:
    at = line.start + line.column
    hint = f"сдвиньте строку вправо, на {column} {plural(column, _SPACES)} от края"
    message = f"продолжение текста без отступа: {quote(line.value[:40])}"
    return Slip(message, at, line.end, hint, (_moved(line, column),), certain=certain)


def _stray_lines(outline: Outline) -> Iterator[Slip]:
    """Lines without a key that stand no deeper than the keys around them."""
    run: list[Line] = []
    before: Line | None = None
    for line in [*outline.lines, None]:
        is_stray = (
            line is not None
            and before is not None
            and line.key is None
            and not line.dash
            and line.zone in ("sections", "schools", "roles", "district", "author", "approval", "title")
            and line.column <= before.key_column
        )
        if is_stray and line is not None:
            run.append(line)
            continue
        if run and before is not None:
            yield _stray(outline, run, before)
        run = []
        if line is not None and (line.key is not None or line.dash):
            before = line


def _stray(outline: Outline, run: list[Line], before: Line) -> Slip:
    first = run[0]
    if first.zone == "sections" and len(run) > 2 and before.level in ("row key", "section key"):
        cells = [line.value for line in run]
        return table_row(first, run[-1].end, cells, outline.usual.get("row", 6))
    column = before.key_column + 2
    if before.key is not None and before.value[:1] in ("|", ">"):
        above = outline.text[outline.text.rfind("\n", 0, first.start - 1) + 1 : first.start].rstrip()
        column = max(column, len(above) - len(above.lstrip(" ")))
    slip = _continuation(first, column, certain=first.value[:1].islower())
    more = tuple(_moved(line, column) for line in run[1:])
    return slip._replace(repair=(*slip.repair, *more))


