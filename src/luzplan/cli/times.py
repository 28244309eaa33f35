"""Days and months as people name them: «завтра», «следующий», several months in a row, a season."""

from __future__ import annotations

import re
from datetime import date, timedelta

from luzplan.cli.errors import Code, CommandError, unknown
from luzplan.plan import Plan
from luzplan.russian.spelling import folded
from luzplan.school_year import Calendar, Span, month_span, nearest_months, read_month
from luzplan.selection import has_dates_in, read_day

_NEAR = {
    "этот": 0, "текущий": 0, "нынешний": 0, "сейчас": 0,
    "следующий": 1, "будущий": 1, "прошлый": -1, "предыдущий": -1,
}  # fmt: skip
_SEASONS = {
    "осень": (9, 11), "зима": (12, 2), "весна": (3, 5), "лето": (6, 8),
    "осенью": (9, 11), "зимой": (12, 2), "весной": (3, 5), "летом": (6, 8),
}  # fmt: skip


_NEAR_DAYS = {"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}


def day_in(text: str, calendar: Calendar, today: date | None = None) -> date:
    """A day, one without a year in the calendar's, «завтра» after ``today`` (None: the real one).

    Ends the command if the text is none.
    """
    if (days := _NEAR_DAYS.get(folded(text))) is not None:
        return (today or date.today()) + timedelta(days=days)
    day = read_day(text, calendar)
    if day is None:
        raise CommandError(
            Code.USAGE, f"«{text}» — не дата", "Напишите, например, 2012-02-01, 01.02.2012 или «1 февраля»."
        )
    return day


def month_of(text: str, plan: Plan, today: date) -> Span:
    """The days of a month of the plan's year, or of several in a row; ends the command if it is none.

    «этот», «следующий», «прошлый» are counted from today.
    """
    word = folded(text).removesuffix(" месяц")
    if (step := _NEAR.get(word)) is not None:
        years, month = divmod(today.month - 1 + step, 12)
        return month_span(today.year + years, month + 1)
    if word in _SEASONS:
        first, last = (month_span(plan.year.year_of(month), month) for month in _SEASONS[word])
        return Span(first.start, last.end)
    return _several(word, plan) or _single(text, plan)


def _several(word: str, plan: Plan) -> Span | None:
    """«январь-март», «с января по март»; None if it is something else."""
    ends = re.fullmatch(r"(?:с |со )?([^\W\d_]+\.?) ?(?:-| по | до ) ?([^\W\d_]+\.?)", word)
    if not ends:
        return None
    first, last = (read_month(name, plan.year) for name in ends.groups())
    in_order = first and last and first.start and last.end and first.start <= last.end
    return Span(first.start, last.end) if first and last and in_order else None


def _single(text: str, plan: Plan) -> Span:
    """A month of the plan's year; August is the one before a school year where only that one has dates."""
    month = read_month(text, plan.year)
    if month is None:
        raise unknown("нет месяца", text, nearest_months(text), "Месяц пишут так: февраль, фев, 2, 2012-02.")
    before = read_month(text, plan.year._replace(first_year=plan.year.first_year - 1))
    opens_year = before and before != month and before.end and plan.year.holds(before.end)
    return (
        before
        if before and opens_year and has_dates_in(plan, before) and not has_dates_in(plan, month)
        else month
    )
