"""Finding one's way in a plan: its outline, names with all their places, folds, remarks, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from luzplan.deadline import DeadlineKind
from luzplan.edit.lines import value_of
from luzplan.executor import Executor, Scope
from luzplan.executor.book import without_mark
from luzplan.lsp import Fold, Hint, Link, Mention, OpenPlan, Symbol
from luzplan.plan import Plan, Section
from luzplan.plan.references import named_in
from luzplan.reports.wording import deadline_words
from luzplan.text import Text
from luzplan.text.scalar import place_in
from luzplan.text.yaml import Mapping, Node, texts_of
from luzplan.text.yaml import Sequence as Items

_LONGEST = 80  # characters of a name in the outline


def symbols(opened: OpenPlan) -> list[Symbol]:
    """The keys of the plan; schools and roles by their names, sections with their rows."""
    root = opened.root
    if not isinstance(root, Mapping) or opened.plan is None:
        return []
    found: list[Symbol] = []
    for key, value in root.pairs:
        if key == "sections":
            found += [_section(opened, one) for one in opened.plan.sections]
        elif not (isinstance(value, Text) and not value):
            records = _records(opened, value) if key in ("schools", "roles") else ()
            end = max(key.end, _trimmed(opened, value.end))
            found.append(Symbol(str(key), "key", key.start, end, key.start, key.end, children=tuple(records)))
    return found


def _records(opened: OpenPlan, value: Node) -> Iterator[Symbol]:
    for item in value.items if isinstance(value, Items) else ():
        name = value_of(item, "name") if isinstance(item, Mapping) else None
        if isinstance(name, Text) and name:
            end = max(_trimmed(opened, item.end), name.end)
            yield Symbol(_line(name), "record", item.start, end, name.start, name.end)


def _section(opened: OpenPlan, section: Section) -> Symbol:
    rows: list[Symbol] = []
    for row in section.activities:
        what = row.what if row.what else Text("", row.start, row.start)
        end, name = max(_trimmed(opened, row.end), what.end), f"{row.position} {_line(what)}".strip()
        rows.append(Symbol(name, "row", row.start, end, what.start, what.end, _line(row.when)))
    title = section.title if section.title else Text("", section.start, section.start)
    end = max([_trimmed(opened, section.end), title.end, *(row.end for row in rows)])
    name = f"{section.number}. {_line(title)}" if title else f"{section.number}."
    return Symbol(name, "section", section.start, end, title.start, title.end, children=tuple(rows))


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _trimmed(opened: OpenPlan, end: int) -> int:
    """An end without the blank lines that a block scalar takes in."""
    return len(opened.text[:end].rstrip()) if opened.text[end - 1 : end].isspace() else end


def folds(opened: OpenPlan) -> list[Fold]:
    """The keys, sections and rows, and comments of several lines."""
    found = [Fold(one.start, one.end) for one in _all(symbols(opened))]
    for block in re.finditer(r"(?m)^[ \t]*#[^\r\n]*(?:\r?\n[ \t]*#[^\r\n]*)+", opened.text):
        found.append(Fold(block.start(), block.end(), comment=True))
    return sorted(found)


def _all(some: list[Symbol] | tuple[Symbol, ...]) -> Iterator[Symbol]:
    for symbol in some:
        yield symbol
        yield from _all(symbol.children)


def hints(opened: OpenPlan, start: int, end: int) -> list[Hint]:
    """The number of each row between two offsets, and the days that its deadline was understood as."""
    found = []
    for row in opened.plan.activities() if opened.plan else ():
        if row.start <= end and start <= row.end:
            found.append(Hint(row.start, row.position, before=True))
            if row.deadline.kind in (DeadlineKind.DATES, DeadlineKind.RECURRING):
                found.append(Hint(_trimmed(opened, row.when.end), deadline_words(row.deadline)))
    return found


_ADDRESS = re.compile(r"https?://[^\s<>«»\"'{}\[\]]+[^\s<>«»\"'{}\[\].,;:!?)]")
_SCHEMA = re.compile(r"(?m)^#.*?\$schema=(\S+)")


def links(opened: OpenPlan) -> list[Link]:
    """The pages that the plan names, and its schema."""
    found = [Link(one.start(), one.end(), one[0]) for one in _ADDRESS.finditer(opened.text)]
    schema = _SCHEMA.search(opened.text)
    if schema and not schema[1].startswith("http"):
        found.append(Link(schema.start(1), schema.end(1), schema[1]))
    return sorted(found)


_OF_ROWS = ("since", "after")  # keys under which rows are named, one or several
ABBREVIATION = r"(?<![\w-])[А-ЯЁ]{2,10}(?![\w-])"


class NameUse(NamedTuple):
    """A role, school, abbreviation or row (``kind``) that the characters from one offset to another name."""

    kind: str
    name: str
    start: int
    end: int


def name_at(opened: OpenPlan, offset: int) -> NameUse | None:
    """What is named at an offset, None if nothing is that can be declared."""
    found = opened.text_at(offset)
    if found is None or opened.plan is None:
        keys = [key for key, _ in opened.plan.abbreviations] if opened.plan else []
        key = next((key for key in keys if key.start <= offset <= key.end), None)
        return NameUse("abbreviation", str(key), key.start, key.end) if key is not None else None
    path, text, at = found
    if path in (("roles", "name"), ("roles", "parent")):
        return NameUse("role", without_mark(text), text.start, text.end)
    if path == ("schools", "name"):
        return NameUse("school", str(text), text.start, text.end)
    if path[-1] == "who":
        executors = opened.plan.book.read(text).executors
        executor = next((one for one in executors if one.start <= at <= one.end and not one.person), None)
        if executor:
            return _named_by(opened, text, executor, at)
    if path[-1] in _OF_ROWS or path[-1] == "id":
        there = _rows_in(opened, opened.plan, text)
        return next((name for name in there if name.start <= offset <= name.end), None)
    short = next((one for one in re.finditer(ABBREVIATION, text) if one.start() <= at <= one.end()), None)
    return short and NameUse("abbreviation", short[0], *place_in(opened.source, text, *short.span()))


def _named_by(opened: OpenPlan, text: Text, executor: Executor, at: int) -> NameUse:
    """The school of an executor where the cursor is on it, else the role."""
    assert opened.plan is not None
    book, role_end = opened.plan.book, executor.end
    has_school = executor.scope is Scope.SCHOOL and executor.school
    for found in re.finditer(r"\b\w", text[executor.start : executor.end] if has_school else ""):
        start = executor.start + found.start()
        rest = text[start : executor.end]
        school = book.find_school(rest) if start > executor.start else None
        if school and book.read(rest).executors[0].role != executor.role:
            if at >= start:
                return NameUse(
                    "school", str(school.name), *place_in(opened.source, text, start, executor.end)
                )
            role_end = start - 1
            break
    return NameUse("role", executor.generic, *place_in(opened.source, text, executor.start, role_end))


def _rows_in(opened: OpenPlan, plan: Plan, text: Text) -> Iterator[NameUse]:
    """The rows that a text names."""
    for one in named_in(plan, text):
        if one.activity is not None:
            yield NameUse("row", one.activity.position, *place_in(opened.source, text, one.start, one.end))


def mentions(opened: OpenPlan, name: NameUse) -> list[Mention]:
    """All places that mean what is named, in the order of the file."""
    if opened.plan is None or opened.root is None:
        return []
    find = {"role": _of_role, "school": _of_school, "abbreviation": _of_abbreviation, "row": _of_row}
    return sorted(find[name.kind](opened, opened.plan, name.name))


def _of_role(opened: OpenPlan, plan: Plan, name: str) -> Iterator[Mention]:
    for role in plan.roles:
        if without_mark(role.name) == name:
            yield Mention(role.name.start, role.name.end, declares=True)
        if role.parent is not None and role.parent == name:
            yield Mention(role.parent.start, role.parent.end)
    yield from _in_cells(opened, plan, lambda one: one.generic == name)


def _of_school(opened: OpenPlan, plan: Plan, name: str) -> Iterator[Mention]:
    for school in (one.name for one in plan.schools if one.name == name):
        yield Mention(school.start, school.end, declares=True)
    yield from _in_cells(opened, plan, lambda one: one.scope is Scope.SCHOOL and one.school == name)


def _in_cells(opened: OpenPlan, plan: Plan, wanted: Callable[[Executor], bool]) -> Iterator[Mention]:
    for row in plan.activities():
        for one in plan.executors(row).executors:
            if wanted(one):
                yield Mention(*place_in(opened.source, row.who, one.start, one.end))


def _of_abbreviation(opened: OpenPlan, plan: Plan, name: str) -> Iterator[Mention]:
    assert opened.root is not None
    for key, _ in plan.abbreviations:
        if key == name:
            yield Mention(key.start, key.end, declares=True)
    for path, text in texts_of(opened.root):
        if name in text and path[-1] not in ("id", "year", "done"):
            for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
                declares = path == ("district", "short")
                yield Mention(*place_in(opened.source, text, *found.span()), declares=declares)


def _of_row(opened: OpenPlan, plan: Plan, name: str) -> Iterator[Mention]:
    assert opened.root is not None
    row = plan.by_name.get(name)
    texts = [text for path, text in texts_of(opened.root) if path[-1] in _OF_ROWS] if row else []
    for one in (one for text in texts for one in _rows_in(opened, plan, text)):
        if one.name == name:
            yield Mention(one.start, one.end)
    if row is not None:
        yield Mention(row.what.start, row.what.end, declares=True)


def declaration(opened: OpenPlan, name: NameUse) -> Mention | None:
    """Where it is declared, or for want of that first mentioned."""
    found = mentions(opened, name)
    return next((one for one in found if one.declares), next(iter(found), None))
