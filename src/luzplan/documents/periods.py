"""Columns of a table that are periods or directions of work, and what weekdays and weeks say together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luzplan.deadline.reader import month_named
from luzplan.documents.cells import LATIN_NUMERALS, is_period, numbered_months, week_number
from luzplan.documents.headings import Content, PlanColumn
from luzplan.russian import MONTHS, WEEKDAYS, listing
from luzplan.russian.spelling import folded

KEPT = (Content.NUMBER, Content.WHO, Content.WHERE, Content.DONE)
_YEAR = re.compile(
    r"(?:в |на )?(20\d\d)(?:\s*[-–/]\s*((?:20)?\d\d))?(?:\s*(?:уч|г)[а-я.]*){0,2}", re.IGNORECASE
)
_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
# Columns that hold a matter of each row, and are no direction of work.
_MATTER = re.compile(
    r"класс|.*(?:мероприят|содержан|\bтем[аы]|тематик|\bформ|\bцел[ьи]|задач|результат|итог|отметк|примечан|\bвид"
    r"|событи|праздник|назван|наименован|\bдел[ао]?\b|\bчто\b|\bкто\b|метод|объект|вопрос"
    r"|участник|категори|факт|предмет|долж|фио|дисциплин|количеств|\bкол\b|\bчас)"
)


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A column of a period: its deadline, its year in a programme.

    ``month`` and ``week`` are which month of the year, week of a month it is, 0 if it is none.
    """

    column: PlanColumn
    text: str
    month: int = 0
    year: str = ""
    week: int = 0


def periods_of(lowest: Sequence[PlanColumn], columns: Sequence[PlanColumn]) -> Iterator[PeriodColumn]:
    """The columns whose heading, in its lowest row, is a period."""
    texts = [folded(column.heading).translate(LATIN_NUMERALS).rstrip(".") for column in lowest]
    for column, number in zip(lowest, numbered_months(texts), strict=True):
        whole = next((one for one in columns if one.start == column.start), column)
        if found := _period(whole, column.heading, number):
            yield found


def _period(column: PlanColumn, heading: str, number: int) -> PeriodColumn | None:
    if number:
        return PeriodColumn(column, MONTHS[number - 1], number)
    if year := _YEAR.fullmatch(heading):
        text = f"{year[1]}-{year[2]} учебный год" if year[2] else f"{year[1]} год"
        return PeriodColumn(column, text, year=year[0] if year[2] else year[1])
    if week := week_number(heading, column.heading):
        unit = "" if "нед" in heading.casefold() else " неделя"
        return PeriodColumn(column, heading + unit, week=week)
    return PeriodColumn(column, heading, month_named(heading)) if is_period(heading) else None


def directions_of(columns: Sequence[PlanColumn]) -> tuple[PeriodColumn, ...]:
    """The columns whose headings may be directions of work, none if one is something else."""
    others = [column for column in columns[1:] if column.content not in KEPT]
    if len(others) < 2 or any(not one.heading or _MATTER.match(folded(one.heading)) for one in others):
        return ()
    dated = any(column.content is Content.WHEN for column in columns[1:])
    return () if dated else tuple(PeriodColumn(column, "") for column in others)


def weekday_named(text: str) -> str:
    """The weekday that a text is, however it is shortened; empty if it is something else."""
    word = folded(text).rstrip(".")
    return next((day for day, short in zip(WEEKDAYS, _SHORT, strict=True) if word in (day, short)), "")


def in_weeks(weekday: str, weeks: Sequence[int]) -> str:
    """The deadline on a weekday in weeks of each month."""
    return f"{weekday} {listing([f'{week}-й' for week in weeks])} недели каждого месяца"
