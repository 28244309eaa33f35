"""What a name under the cursor stands for: where it is declared and mentioned, and its renaming."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from luzplan.edit import Edited, Refused, edited
from luzplan.edit.renaming import RENAMES, texts_of
from luzplan.executor import Executor, Scope
from luzplan.executor.book import without_mark
from luzplan.lsp.opened import OpenPlan
from luzplan.plan import Plan
from luzplan.plan.references import named_in
from luzplan.text import Text
from luzplan.text.scalar import offsets_within, place_within

ABBREVIATION = r"(?<![\w-])[А-ЯЁ]{2,10}(?![\w-])"


class NameUse(NamedTuple):
    """A role, school, abbreviation or row (``kind``) that the characters from one offset to another name."""

    kind: str
    name: str
    start: int
    end: int


class Mention(NamedTuple):
    """A place of the file; ``declares`` tells a declaration from what only mentions it."""

    start: int
    end: int
    declares: bool = False


def place_of(opened: OpenPlan, text: Text, start: int, end: int) -> tuple[int, int]:
    """The place in the file of some characters of a text."""
    return place_within(offsets_within(opened.source, text), start, end)


def name_at(opened: OpenPlan, offset: int) -> NameUse | None:
    """What is named at an offset, None if nothing is that can be declared."""
    found = opened.text_at(offset)
    if found is None or opened.plan is None:
        key = opened.key_at(offset)
        return _abbreviation_key(opened, offset) if key[:1] == ("abbreviations",) and key[1:] else None
    path, text, at = found
    if path in (("roles", "name"), ("roles", "parent")):
        return NameUse("role", without_mark(text), text.start, text.end)
    if path == ("schools", "name"):
        return NameUse("school", str(text), text.start, text.end)
    if path[-1] == "who" and (executor := _executor_at(opened.plan, text, at)):
        return _named_by(opened, text, executor, at)
    if path[-1] in _OF_ROWS or path[-1] == "id":
        there = _rows_in(opened, opened.plan, text)
        return next((name for name in there if name.start <= offset <= name.end), None)
    return _abbreviation(opened, text, at)


def _abbreviation_key(opened: OpenPlan, offset: int) -> NameUse | None:
    table = opened.plan.abbreviations if opened.plan else ()
    key = next((key for key, _ in table if key.start <= offset <= key.end), None)
    return NameUse("abbreviation", str(key), key.start, key.end) if key is not None else None


def _executor_at(plan: Plan, text: Text, at: int) -> Executor | None:
    found = plan.book.read(text).executors
    return next((one for one in found if one.start <= at <= one.end and not one.person), None)


def _named_by(opened: OpenPlan, text: Text, executor: Executor, at: int) -> NameUse:
    """The school of an executor where the cursor is on it, else the role."""
    assert opened.plan is not None
    if executor.scope is Scope.SCHOOL and executor.school:
        for found in re.finditer(r"\b\w", text[executor.start : executor.end]):
            start = executor.start + found.start()
            school = opened.plan.book.find_school(text[start : executor.end])
            reading = opened.plan.book.read(text[start : executor.end]).executors
            if school and start > executor.start and reading[0].role != executor.role:
                if at >= start:
                    return NameUse("school", str(school.name), *place_of(opened, text, start, executor.end))
                return NameUse("role", _role(executor), *place_of(opened, text, executor.start, start - 1))
    return NameUse("role", _role(executor), *place_of(opened, text, executor.start, executor.end))


def _role(executor: Executor) -> str:
    return executor.head or executor.role


def _abbreviation(opened: OpenPlan, text: Text, at: int) -> NameUse | None:
    found = next((one for one in re.finditer(ABBREVIATION, text) if one.start() <= at <= one.end()), None)
    return found and NameUse("abbreviation", found[0], *place_of(opened, text, *found.span()))


_OF_ROWS = ("since", "after")  # keys under which rows are named, one or several


def _rows_in(opened: OpenPlan, plan: Plan, text: Text) -> Iterator[NameUse]:
    """The rows that a text names."""
    for one in named_in(plan, text):
        if one.activity is not None:
            yield NameUse("row", one.activity.position, *place_of(opened, text, one.start, one.end))


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
    yield from _in_cells(opened, plan, lambda one: _role(one) == name)


def _of_school(opened: OpenPlan, plan: Plan, name: str) -> Iterator[Mention]:
    for school in plan.schools:
        if school.name == name:
            yield Mention(school.name.start, school.name.end, declares=True)
    yield from _in_cells(opened, plan, lambda one: one.scope is Scope.SCHOOL and one.school == name)


def _in_cells(opened: OpenPlan, plan: Plan, wanted: Callable[[Executor], bool]) -> Iterator[Mention]:
    for row in plan.activities():
        for one in plan.executors(row).executors:
            if wanted(one):
                yield Mention(*place_of(opened, row.who, one.start, one.end))


def _of_abbreviation(opened: OpenPlan, plan: Plan, name: str) -> Iterator[Mention]:
    assert opened.root is not None
    for key, _ in plan.abbreviations:
        if key == name:
            yield Mention(key.start, key.end, declares=True)
    for path, text in texts_of(opened.root):
        if name in text and path[-1] not in ("id", "year", "done"):
            for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
                declares = path == ("district", "short")
                yield Mention(*place_of(opened, text, *found.span()), declares=declares)


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


def renamed(opened: OpenPlan, name: NameUse, new: str) -> Edited | Refused:
    """The plan with it under another name everywhere."""
    words = " ".join(new.split())
    if name.kind not in RENAMES or not words:
        return Refused("так это не переименовать")
    if opened.plan is None or opened.built.root is None:
        return Refused("план не прочитан")
    return edited(opened.built, RENAMES[name.kind](opened.plan, opened.built.root, name.name, words))
