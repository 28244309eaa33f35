"""Words as typed → what they mean in a plan: days, months, roles, ids; the unknown ends with code 2."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from luzplan.cli.errors import Code, CommandError, unknown
from luzplan.executor import Executor, School
from luzplan.plan.model import Activity, Plan, Section
from luzplan.russian.spelling import folded, retyped
from luzplan.russian.words import listing, quote
from luzplan.school_year import Calendar, SchoolYear, Span, nearest_months, read_month
from luzplan.selection import Grouping, State, read_day

_LIKENESS = 0.6  # of two names, from 0 to 1; what is less alike is not what was meant


def today_of(given: str | None, plan: Plan) -> date:
    """The day that counts as today."""
    return day_of(given, plan) if given is not None else date.today()


def day_of(text: str, plan: Plan) -> date:
    """A day; ends the command if the text is none."""
    return day_in(text, plan.calendar)


def day_in(text: str, calendar: Calendar) -> date:
    """A day, one without a year in the calendar's; ends the command if the text is none."""
    day = read_day(text, calendar)
    if day is None:
        raise CommandError(
            Code.USAGE, f"«{text}» — не дата", "Напишите, например, 2012-02-01, 01.02.2012 или «1 февраля»."
        )
    return day


def school_year_of(text: str) -> SchoolYear:
    """A school year; ends the command if the text is none."""
    year = SchoolYear.read(text)
    if year is None:
        hint = "Напишите два года подряд, например 2011-2012 или 2012-2013."
        raise CommandError(Code.USAGE, f"{quote(text)} — не учебный год", hint)
    return year


def present_year(today: str | None) -> SchoolYear:
    """The school year that is on; ``today`` is the day that counts as today, None for the real one."""
    now = SchoolYear.of(date.today())
    return SchoolYear.of(day_in(today, Calendar(now))) if today is not None else now


def month_of(text: str, plan: Plan) -> Span:
    """A month of the plan's school year."""
    month = read_month(text, plan.year)
    if month is None:
        raise unknown("нет месяца", text, nearest_months(text), "Месяц пишут так: февраль, фев, 2, 2012-02.")
    return month


def role_of(text: str, plan: Plan) -> Executor:
    """The role, with its scope, that the text names."""
    found = plan.book.query(text)
    if isinstance(found, Executor):
        return found
    meant = plan.book.query(retyped(text))
    near = (meant.role,) if isinstance(meant, Executor) else found.nearest
    raise unknown("в плане нет роли", text, near, "Список исполнителей: luzplan show roles.")


def school_of(text: str, plan: Plan) -> School:
    """The school that the text names."""
    found = plan.book.find_school(text)
    if found is None:
        names = {folded(name): name for school in plan.schools for name in (school.name, *school.aliases)}
        raise unknown("в плане нет школы", text, _nearest(text, names), "Школы плана: luzplan show schools.")
    return found


def section_of(text: str, plan: Plan) -> Section:
    """The section by its number or by words of its title."""
    wanted = folded(text)
    for section in plan.sections:
        if wanted == str(section.number) or (wanted and folded(section.title).startswith(wanted)):
            return section
    holding = [section for section in plan.sections if wanted and wanted in folded(section.title)]
    if len(holding) == 1:
        return holding[0]
    titles = [f"{section.number}. {section.title}" for section in plan.sections]
    words = {word: title for title in reversed(titles) for word in (folded(title), *folded(title).split())}
    there = f"Есть {listing([quote(title) for title in titles])}." if titles else "В плане нет разделов."
    raise unknown("в плане нет раздела", text, _nearest(text, words), there)


def activity_of(text: str, plan: Plan) -> Activity:
    """The activity by its number («2.8») or its own id."""
    wanted = text.strip().rstrip(".")
    for activity in plan.activities():
        if wanted in (activity.position, activity.id):
            return activity
    ids = {activity.id.casefold(): str(activity.id) for activity in plan.activities()}
    raise unknown("в плане нет мероприятия", text, _nearest(text, ids), _numbers_there(plan))


def _numbers_there(plan: Plan) -> str:
    """Which numbers the plan has, for want of one that is near."""
    numbers = [activity.position for activity in plan.activities()]
    if len(numbers) < 2:
        return f"Есть только мероприятие {numbers[0]}." if numbers else "В плане нет мероприятий."
    return f"Есть мероприятия с {numbers[0]} по {numbers[-1]}."


def state_of(text: str) -> State:
    """The state by its word."""
    try:
        return State(text.casefold())
    except ValueError as error:
        raise unknown("нет состояния", text, tuple(State)) from error


def grouping_of(text: str) -> Grouping:
    """What to group by, by its word."""
    try:
        return Grouping(text.casefold())
    except ValueError as error:
        raise unknown("нельзя сгруппировать по", text, tuple(Grouping)) from error


def _nearest(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Up to three of the names, keyed by how they are compared."""
    from difflib import get_close_matches

    close = get_close_matches(folded(text), names, 3, _LIKENESS)
    return tuple(dict.fromkeys(names[key] for key in close))
