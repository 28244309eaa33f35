"""Typed cells as the text that people read."""

from __future__ import annotations

from datetime import date
from enum import Enum

from luzplan.calendar import Span
from luzplan.executor import Executor, Scope
from luzplan.reports.report import Cell, Deferred, Told, Wording
from luzplan.russian import date_words, period_words
from luzplan.source.text import visible

_WORDS = {
    "True": "да",
    "dates": "даты",
    "ongoing": "весь год",
    "recurring": "повторяется",
    "unscheduled": "без даты",
    "none": "не указан",
    "unknown": "не понят",
    "done": "выполнено",
    "overdue": "просрочено",
    "due": "идёт",
    "ahead": "впереди",
    "exact": "прямо",
    "broader": "шире",
    "ends": "заканчивается",
    "starts": "начинается",
    "runs": "идёт",
    "always": "постоянно",
}
_KINDS = {
    "средняя": "средние школы",
    "основная": "основные школы",
    "начальная": "начальные школы",
    "городская": "городские школы",
    "сельская": "сельские школы",
    "гимназия": "гимназии",
    "лицей": "лицеи",
}
# How words that went and came are marked in plain text, as `git diff --word-diff` does.
_MARKS = {"": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}


def cell_text(cell: Cell) -> str:
    """Write a cell out in Russian; lists are joined by «; »."""
    if isinstance(cell, Deferred):
        cell = cell.value()
    if isinstance(cell, Told):
        cell = cell.words
    match cell:
        case None | False:
            return ""
        case Enum() | True:
            return _WORDS.get(str(cell), str(cell))
        case date():
            return date_words(cell)
        case Wording():
            return " ".join(_MARKS[mark].format(words) for mark, words in cell.pieces)
        case tuple():
            return "; ".join(_part(part) for part in cell)
    return visible(str(cell))


def flat_text(cell: Cell) -> str:
    """Write a cell out on one line."""
    return " ".join(cell_text(cell).split())


def _part(part: object) -> str:
    match part:
        case Span():
            return period_words(part.start, part.end)
        case Executor():
            return executor_words(part)
    return visible(str(part))


def executor_words(executor: Executor) -> str:
    """Name an executor with its scope: «Директор (КОГОКУ СОШ г. Лузы)», «Директор (все школы)»."""
    match executor.scope:
        case Scope.SCHOOL:
            return f"{executor.role} ({executor.school})"
        case Scope.KIND:
            return f"{executor.role} ({_KINDS.get(executor.school or '', f'школы: {executor.school}')})"
        case Scope.ALL:
            return f"{executor.role} (все школы)"
    return executor.role
