"""What can be done at a place of a plan with one key: mended, replaced, declared, ignored, marked as done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from luzplan.check import check_built
from luzplan.check.fixing import fixed
from luzplan.check.ignores import IGNORE_COMMENT, USELESS_IGNORE, IgnoredLines
from luzplan.check.rules.names import meaning_of
from luzplan.edit import Edited, spliced
from luzplan.edit.intents import Declare, Intent, Remove
from luzplan.edit.layout import content_of
from luzplan.edit.marking import MarkDone, Marks
from luzplan.lsp import Action, Changes
from luzplan.lsp.navigation import name_at
from luzplan.lsp.opened import OpenPlan, difference
from luzplan.plan.build import build_plan
from luzplan.plan.deadlines import mark_words, parts_of
from luzplan.russian import quote
from luzplan.text import Loaded, Problem, Splice, apply_splices
from luzplan.text.yaml import EMPTY, SYNTAX, TOO_DEEP

UNKNOWN_EXECUTOR, DOUBLED_ACTIVITY = "LP101", "LP306"
_LONGEST_NAME = 200  # characters


def actions(opened: OpenPlan, start: int, end: int) -> list[Action]:
    """What can be done between two offsets."""
    touched = [one for one in opened.checked.problems if one.start <= end and start <= one.end]
    mending = [action for problem in touched for action in _of_problem(opened, problem)]
    hiding = [
        Action(f"Не показывать {one.code} в этой строке", partial(_hidden, opened, one), one)
        for one in touched
        if one not in opened.built.slips and one.code not in (EMPTY, SYNTAX, TOO_DEEP, USELESS_IGNORE)
    ]
    return [*mending, *hiding, *_explaining(opened, start), *_marking(opened, start)]


def _of_problem(opened: OpenPlan, problem: Problem) -> Iterator[Action]:
    if problem.fixes:
        title = f"Исправить: {problem.hint or problem.message}"
        yield Action(title, lambda: problem.fixes, problem, preferred=True)
    for suggestion in problem.suggestions:
        title = f"Заменить на {quote(suggestion.text)}"
        yield Action(title, lambda taken=suggestion: (taken,), problem)  # type: ignore[misc]
    words = " ".join(opened.text[problem.start : problem.end].split())
    if problem.code == UNKNOWN_EXECUTOR and 0 < len(words) < _LONGEST_NAME:
        declared = Declare("roles", {"name": words})
        yield Action(f"Добавить роль {quote(words)} в roles:", _edit(opened, declared), problem)
    if problem.code == DOUBLED_ACTIVITY and problem.first_seen is not None:
        for at in (problem.start, problem.first_seen):
            if row := opened.activity_at(at):
                yield Action(f"Убрать {row.position}: повтор", _edit(opened, Remove([row])), problem)


def _edit(opened: OpenPlan, intent: Intent) -> Changes:
    def changes() -> tuple[Splice, ...]:
        if opened.plan is None or opened.built.root is None:
            return ()
        edit = spliced(opened.built, intent)
        return difference(opened.text, edit.text) if isinstance(edit, Edited) else ()

    return changes


def _hidden(opened: OpenPlan, problem: Problem) -> tuple[Splice, ...]:
    """The comment that hides a problem, in the first of its lines that can have one."""
    if opened.root is None:
        return ()
    for number in IgnoredLines(opened.source, opened.root).of(problem):
        line = opened.source.line(number)
        start = opened.source.line_starts[number - 1]
        there = re.search(IGNORE_COMMENT, line)
        if there and there["codes"] is not None:
            at = start + there.end("codes")
            splice = Splice(at, at, f", {problem.code}")
        else:
            at = start + len(line.rstrip())
            splice = Splice(at, start + len(line), f"  # luzplan: ignore[{problem.code}]")
        after = build_plan(opened.source._replace(text=apply_splices(opened.text, [splice])))
        is_remark = content_of(after.meant) == content_of(opened.root)
        if is_remark and [one.message for one in after.slips] == [one.message for one in opened.built.slips]:
            return (splice,)
    return ()


def _explaining(opened: OpenPlan, offset: int) -> Iterator[Action]:
    """The meaning of an abbreviation that nobody else tells, to be written into the plan's list."""
    name = name_at(opened, offset)
    if name is None or name.kind != "abbreviation" or opened.plan is None:
        return
    if not (meaning_of(opened.plan, name.name) or opened.plan.book.abbreviates(name.name)):
        declared = Declare("abbreviations", {name.name: "впишите значение"})
        yield Action(f"Добавить {quote(name.name)} в abbreviations:", _edit(opened, declared))


def _marking(opened: OpenPlan, offset: int) -> Iterator[Action]:
    """The mark of the row's next deadline that is open."""
    row = opened.activity_at(offset)
    if row is None or opened.plan is None:
        return
    following = next((one for one in row.occurrences if one.mark is None), None)
    if following is None or (row.done.strip() and len(parts_of(row.done)) != len(row.marks)):
        return
    which = f" за {following.name}" if len(row.occurrences) > 1 else ""
    words = mark_words(row, opened.plan.calendar, following.number, opened.today)
    there = [str(one) for one in parts_of(row.done)] if row.done.strip() else []
    mark = MarkDone([Marks(row, [*there, words])])
    yield Action(f"Отметить {row.position} выполненным сегодня{which}", _edit(opened, mark))


def formatting(opened: OpenPlan) -> tuple[Splice, ...]:
    """All that `luzplan validate --fix` mends."""
    result = fixed(Loaded(opened.source), partial(check_built, options=opened.options))
    return difference(opened.text, result.text) if result.text is not None else ()
