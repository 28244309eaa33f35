"""Slips in where lines stand: forgotten dashes, a blank too many, text without its indentation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from luzplan.russian import count, quote
from luzplan.text import Splice
from luzplan.text.slips.lines import FIRST, TEXT_LISTS, Line
from luzplan.text.slips.outline import Outline
from luzplan.text.slips.slip import Slip, key_slip

SPACES = ("пробел", "пробела", "пробелов")
_LISTS = ("section", "item", *(f"{zone} item" for zone in TEXT_LISTS))
_OF_SECTION = ("section", "section key")
_MARGIN = re.compile(r"(?m)^ *(?=[^\s])")


@dataclass(frozen=True)
class _Group:
    """Lines that belong together: the one with the dash, and those that go on with it."""

    head: Line
    rest: list[Line]

    @cached_property
    def is_even(self) -> bool:
        """Whether its keys stand below one another."""
        column = self.head.key_column
        return bool(self.rest) and all(line.column == column for line in self.rest)


def slips_of_columns(outline: Outline) -> Iterator[Slip]:
    """Lines that stand too far left or right, rows without a dash, sections without their list."""
    top = outline.usual.get("top", 0)
    for line in outline.lines:
        if line.level == "top" and line.column != top:
            yield too_far(line, top, "ключи плана начинаются с начала строки")
    yield from _inner(outline)
    for level in FIRST:
        bundles = _bundles(outline, level)
        forgotten = list(_dashes(outline, level)) or list(_spare_dashes(bundles, outline.first_key(level)))
        yield from forgotten or _groups_of(outline, bundles, level)
    yield from _activities(outline)


def moved(line: Line, column: int) -> Splice:
    """The change that lets a line begin in another column."""
    return Splice(line.start, line.sign_start, " " * column)


def too_far(line: Line, column: int, below: str, repair: tuple[Splice, ...] = ()) -> Slip:
    """A slip for a line that should begin in another column."""
    spaces = count(abs(line.column - column), SPACES)
    at, is_far = line.sign_start, line.column > column
    end = at + (len(line.key.typed) if line.key and not line.dash else 1)
    message = f"{'лишний отступ' if is_far else 'не хватает отступа'}: {spaces} в начале строки"
    hint = f"{'уберите' if is_far else 'добавьте'} {spaces}: {below}"
    return Slip(message, at, end, hint, repair or (moved(line, column),))


def _inner(outline: Outline) -> Iterator[Slip]:
    """Keys below a key of the plan: those of a kind stand in one column."""
    kinds: dict[tuple[str, bool], list[Line]] = {}
    for line in outline.lines:
        if line.level in ("inner key", "deep key"):
            kinds.setdefault((line.zone, line.level == "deep key"), []).append(line)
    everywhere = Counter(
        line.column for (_, is_deep), lines in kinds.items() if not is_deep for line in lines
    )
    everywhere += Counter(first_lists(outline))
    for (zone, is_deep), lines in kinds.items():
        columns = Counter(line.column for line in lines)
        usual = Counter({2 * column: 1 for column in everywhere}) if is_deep else everywhere
        column = max(
            columns, key=lambda one: (bool(one), columns[one] * 4 + min(usual[one], 7), one % 2 == 0)
        )
        for line in lines:
            if line.column != (column or 2):
                assert line.key is not None
                yield too_far(line, column or 2, f"{quote(line.key.meant)} стоит внутри {quote(zone)}")


def first_lists(outline: Outline) -> list[int]:
    """The columns of dashes in the lists that stand directly below a key of the plan."""
    return [line.column for line in outline.lines if line.level in _LISTS]


def _groups_of(outline: Outline, bundles: Sequence[Sequence[_Group]], level: str) -> Iterator[Slip]:
    """Rows whose dash or keys do not stand in the columns of their neighbours."""
    usual = Counter(group.head.column for bundle in bundles for group in bundle if group.is_even)
    if level != "row":
        usual += Counter(first_lists(outline))
    for bundle in bundles:
        column = _column_of(bundle, usual)
        if len(bundle) == 1 and (bundle[0].is_even or not bundle[0].rest):
            head = bundle[0].head
            is_shallow = level == "row" and head.column <= outline.usual.get("section", -1)
            column = usual.most_common(1)[0][0] if is_shallow and usual else head.column
        for group in bundle:
            if group.head.column != column or not group.is_even:
                yield from _off(outline, group, column)


def _bundles(outline: Outline, level: str) -> list[list[_Group]]:
    """The groups that are neighbours: activities of one section, schools, roles."""
    bundles: dict[tuple[str, int], list[_Group]] = {}
    group: _Group | None = None
    goes_on, section = f"{level} key", 0
    ends = {"top"} if level == "section" else {"top", *_OF_SECTION}
    for line in outline.lines:
        if line.level == level:
            group = _Group(line, [])
            bundles.setdefault((line.zone, section if level == "row" else 0), []).append(group)
        elif group is not None and line.level == goes_on and line.zone == group.head.zone:
            group.rest.append(line)
        group = None if line.level in ends else group
        section += line.level == "section"
    return list(bundles.values())


def _column_of(bundle: Sequence[_Group], usual: Counter[int]) -> int:
    """Where the dashes of neighbours should stand: where most do, those with even keys before others."""
    votes: Counter[int] = Counter()
    for group in bundle:
        head = group.head
        votes[head.column] += 4 if group.is_even else 2
        own = {} if group.is_even else Counter(line.column for line in group.rest)
        for column, number in own.items():
            votes[column - (head.key_column - head.column)] += 2 if column == head.key_column else number
    return max(votes, key=lambda one: (votes[one] + min(usual[one], 6) / 2, one % 2 == 0, -one))


def _off(outline: Outline, group: _Group, column: int) -> list[Slip]:
    head, rest = group.head, group.rest
    keys = column + head.key_column - head.column
    astray = [line for line in rest if line.column != keys]
    below = "дефис стоит под дефисами соседних пунктов"
    if head.column != column and rest and not astray:
        return [too_far(head, column, below)]
    if head.column != column:  # all lines of the row are moved
        end = outline.next_start((rest[-1] if rest else head).start) - 1
        repair = tuple(
            Splice(head.start + at, head.start + stop, " " * max(stop - at + column - head.column, 0))
            for at, stop in (one.span() for one in _MARGIN.finditer(outline.text[head.start : end]))
        )
        below += ", остальные строки — вместе с ним" if len(repair) > 1 else ""
        return [too_far(head, column, below, repair)]
    if len(astray) > 1 and len({line.column for line in astray}) == 1:
        repair = tuple(moved(line, keys) for line in astray)
        return [too_far(astray[0], keys, "ключи стоят один под другим", repair)]
    first, names = head.key.meant if head.key else "", [line.key.meant if line.key else "" for line in astray]
    return [
        too_far(line, keys, f"{quote(name)} стоит под {quote(first)}")
        for line, name in zip(astray, names, strict=True)
    ]


def _dashes(outline: Outline, level: str) -> Iterator[Slip]:
    """Where a row begins but its dash was forgotten: before any dash, or where its first key comes again."""
    first = outline.first_key(level)
    seen: set[str] = set()
    for at, line in enumerate(outline.lines):
        if line.level == "top" or (level == "row" and line.level in _OF_SECTION):
            seen = set()
            continue
        if line.level == level:
            seen = {"-", line.key.meant if line.key else first}
        elif line.level == f"{level} key" and line.key is not None:
            forgotten = line.key.meant == first and (not seen or (first in seen and len(seen) > 2))
            seen = {"-"} if forgotten else seen
            yield from [_forgotten(outline, at, level)] if forgotten else []
            seen.add(line.key.meant)


def _spare_dashes(bundles: Sequence[Sequence[_Group]], first: str) -> Iterator[Slip]:
    """Dashes before keys that go on with the row above: it lacks them, and they begin no row of their own."""
    for bundle in bundles:
        keys: set[str] = set()
        run: list[Line] = []
        column = 0
        for group in bundle:
            head = group.head
            own = {line.key.meant for line in (head, *group.rest) if line.key is not None}
            goes_on = first in keys and head.key is not None and not own & (keys | {first})
            if run and not goes_on:
                yield _spare(run, first, column)
            column = column if goes_on else head.key_column
            run = [*run, head] if goes_on else []
            keys = keys | own if goes_on else own
        if run:
            yield _spare(run, first, column)


def _spare(heads: Sequence[Line], first: str, column: int) -> Slip:
    at, key = heads[0].sign_start, heads[0].key
    repair = tuple(Splice(one.start, one.key_start, " " * column) for one in heads)
    hint = f"уберите его: дефис стоит только перед {quote(first)}, остальные ключи — под ним"
    return Slip(f"лишний дефис перед {quote(key.meant if key else '')}", at, at + 1, hint, repair)


def _forgotten(outline: Outline, at: int, level: str) -> Slip:
    line = outline.lines[at]
    assert line.key is not None
    column = outline.usual.get(f"{line.zone} item" if level == "item" else level)
    rest = []
    for other in outline.lines[at + 1 : at + 9]:
        if other.level != f"{level} key" or other.key is None or other.key.meant == line.key.meant:
            break
        rest.append(other)
    if column is None:
        column = [*first_lists(outline), max(line.column - 2, 0)][0]
    splices = [Splice(line.start, line.sign_start, " " * column + "- ")]
    if rest and all(other.column == line.column != column + 2 for other in rest):
        splices += [moved(other, column + 2) for other in rest]
    what = {"row": "новое мероприятие", "section": "новый раздел", "item": "новый пункт"}[level]
    hint = f"{what} начинается с дефиса: {quote(f'- {line.key.meant}: …')}"
    start, end = line.sign_start, line.sign_start + len(line.key.typed)
    return Slip(f"перед {quote(line.key.meant)} нет дефиса", start, end, hint, tuple(splices))


def _activities(outline: Outline) -> Iterator[Slip]:
    """The first activity of a section below no key, or below one of somebody's own («events:»)."""
    is_begun = True
    title: Line | None = None
    for line in outline.lines:
        if line.level in _OF_SECTION:
            title = line if line.level == "section" else title
            is_begun = line.key is not None and line.key.meant == "activities"
        if line.level != "row" or is_begun or title is None or line.column <= title.column:
            continue
        is_begun = True
        above, at = outline.before(line), line.sign_start
        if above and above.column == title.key_column and re.fullmatch(r"[\w-]+:", above.value):
            yield key_slip(above.key_start, above.value[:-1], "activities")
            continue
        hint = "напишите её перед мероприятиями раздела, под «title»"
        repair = Splice(line.start, line.start, f"{' ' * title.key_column}activities:\n")
        yield Slip("нет строки «activities:»", at, at + 1, hint, (repair,))
