"""Lines that lost what they belong to: items without a dash, text without its indentation, halves of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from luzplan.russian import plural, quote
from luzplan.text import Splice
from luzplan.text.slips.columns import SPACES, first_lists, moved, too_far
from luzplan.text.slips.keys import TEXT_LISTS
from luzplan.text.slips.outline import Line, Outline
from luzplan.text.slips.signs import table_row
from luzplan.text.slips.slip import Slip

_WRAPPED = 60  # characters; a line that is as long may have been broken by hand


def slips_of_strays(outline: Outline) -> Iterator[Slip]:
    """Lines that begin nothing and go on with nothing."""
    for zone in TEXT_LISTS:
        yield from _text_items(outline, zone)
    yield from _stray_lines(outline)


def _text_items(outline: Outline, zone: str) -> Iterator[Slip]:
    """Items of a list of texts: a dash in another column, or none."""
    items = [line for line in outline.lines if line.zone == zone and line.level == f"{zone} item"]
    if not items:
        return
    usual = Counter(first_lists(outline))
    columns = Counter(line.column for line in items)
    column = max(columns, key=lambda one: (columns[one] + min(usual[one], 6) / 2, -one))
    for line in items:
        if line.column != column:
            yield too_far(line, column, "дефис стоит под дефисами соседних пунктов")
    for line in outline.lines:
        if line.zone != zone or line.key is not None or line.dash:
            continue
        before = outline.before(line)
        is_first = before is not None and before.level == "top"
        if not is_first and line.column > column:
            continue
        at = line.start + line.column
        if is_first or before is None or len(before.text) < _WRAPPED:
            repair = Splice(line.start, at, " " * column + "- ")
            yield Slip("перед пунктом нет дефиса", at, line.end, "начните строку с «- »", (repair,))
        else:
            yield _continuation(line, column + 2, certain=line.value[:1].islower())


def _continuation(line: Line, column: int, *, certain: bool) -> Slip:
    at = line.start + line.column
    hint = f"сдвиньте строку вправо, на {column} {plural(column, SPACES)} от края"
    message = f"продолжение текста без отступа: {quote(line.value[:40])}"
    return Slip(message, at, line.end, hint, (moved(line, column),), certain=certain)


def _stray_lines(outline: Outline) -> Iterator[Slip]:
    """Lines without a key that stand no deeper than the keys around them."""
    run: list[Line] = []
    before: Line | None = None
    for line in [*outline.lines, None]:
        if line is not None and before is not None and _is_stray(line, before):
            run.append(line)
            continue
        if run and before is not None:
            yield _stray(outline, run, before)
        run = []
        if line is not None and (line.key is not None or line.dash):
            before = line


def _is_stray(line: Line, before: Line) -> bool:
    return (
        line.key is None
        and not line.dash
        and line.zone not in TEXT_LISTS
        and line.column <= before.key_column
        and not line.value.startswith(("---", "...", "? ", ": "))
    )


def _stray(outline: Outline, run: list[Line], before: Line) -> Slip:
    first = run[0]
    if first.zone == "sections" and len(run) > 2 and before.level in ("row key", "section key"):
        cells = [line.value for line in run]
        return table_row(first, run[-1].end, cells, outline.usual.get("row", 6))
    at = first.start + first.column
    keys = [
        key
        for key in outline.keys(first.zone)
        if key.startswith(first.value) and not outline.has_beside(before, key)
    ]
    if keys and len(run) == 1:
        hint = f"допишите ключ и текст ({quote(f'{keys[0]}: …')}) или удалите строку"
        repair = (Splice(at, first.end, f"{keys[0]}:"),)
        return Slip(f"строка обрывается: {quote(first.value)}", at, first.end, hint, repair, certain=False)
    column = before.key_column + 2
    if before.key is not None and before.value[:1] in ("|", ">"):
        above = outline.text[outline.text.rfind("\n", 0, first.start - 1) + 1 : first.start].rstrip()
        column = max(column, len(above) - len(above.lstrip(" ")))
    slip = _continuation(first, column, certain=first.value[:1].islower())
    more = tuple(moved(line, column) for line in run[1:])
    return slip._replace(repair=(*slip.repair, *more))
