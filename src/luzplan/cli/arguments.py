"""What typed words mean in a plan: days, months, years, roles, schools, ids; the unknown ends with code 2."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

from luzplan.cli.errors import Code, CommandError, unknown
from luzplan.executor import Executor, Match, School, UnknownName
from luzplan.plan import Activity, Plan, Section
from luzplan.russian import ACTIVITIES, count, listing, quote
from luzplan.russian.spelling import folded, is_one_slip, nearest, retyped
from luzplan.school_year import Calendar, SchoolYear, Span, month_span, nearest_months, read_month
from luzplan.selection import Filters, choices, executors_of, has_dates_in, read_day

_BEFORE_A_NUMBER = r"(?:№|п\.?|пункты?\.?)"
_SHORT = 3  # letters of a word
_LONGEST = 60  # characters of an activity's text that tell which one it is


def today_of(given: str | None, plan: Plan) -> date:
    """The day that counts as today."""
    return day_in(given, plan.calendar) if given is not None else date.today()


def school_year_of(text: str) -> SchoolYear:
    """A school year; ends the command if the text is none."""
    year = SchoolYear.of_plan(text)
    if year is None:
        near = SchoolYear.nearest(text)
        hint = f"Напишите учебный год: {near}, или календарный: {near.first_year}."
        raise CommandError(Code.USAGE, f"{quote(text)} — не учебный год", hint)
    return year


def present_year(today: str | None) -> SchoolYear:
    """The school year that is on; ``today`` is the day that counts as today, None for the real one."""
    now = SchoolYear.of(date.today())
    return SchoolYear.of(day_in(today, Calendar(now))) if today is not None else now


def roles_of(text: str, plan: Plan) -> tuple[Executor, ...]:
    """The roles, with their scopes, that the text may mean: those that the plan names, else all."""
    meant = plan.book.queries(text)
    there = [one for activity in plan.activities() for one in executors_of(plan, activity)]
    by_name = (Executor(text.strip().title(), person=True), Executor(text, detail=text))
    for query in () if meant else by_name:
        if text.strip() and any(plan.book.reach(one, query) for one in there):
            return (query,)
    if not meant:
        retyped_as = plan.book.queries(retyped(text))
        found = plan.book.query(text)
        near = found.nearest if isinstance(found, UnknownName) and not retyped_as else (retyped_as[0].role,)
        if len(text) <= _SHORT:  # nearly any three letters are like some others
            near = tuple(name for name in near if is_one_slip(folded(text), folded(name)))
        raise unknown("в плане нет роли", text, near, "Список исполнителей: luzplan show roles.")
    if not any(plan.book.reach(one, meant[0]) is Match.EXACT for one in there):
        meant = tuple(one._replace(loosely=False) for one in meant)  # this plan calls the post otherwise
    named = tuple(role for role in meant if any(plan.book.reach(one, role) for one in there))
    return named or meant[:1]


def school_of(text: str, plan: Plan) -> School:
    """The school that the text names, or is a part of the name of."""
    if found := plan.book.find_school(text):
        return found
    wanted = folded(text)
    called = {name: school for school in plan.schools for name in (school.name, *school.aliases)}
    holding = {school.name: school for name, school in called.items() if wanted and wanted in folded(name)}
    if len(holding) == 1:
        return next(iter(holding.values()))
    if holding:
        hint = f"Назовите одну: {listing([quote(name) for name in holding], 'или')}."
        raise CommandError(Code.USAGE, f"школ с {quote(text)} в названии несколько", hint)
    near = _nearest(text, {folded(name): name for name in called})
    raise unknown("в плане нет школы", text, near, "Школы плана: luzplan show schools.")


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
    words = text.strip().rstrip(".")
    numbered = re.fullmatch(rf"{_BEFORE_A_NUMBER}\s*(\d+\.\d+)", words, re.IGNORECASE)
    wanted = numbered[1] if numbered else words
    for activity in plan.activities():
        if wanted in (activity.position, activity.id):
            return activity
    ids = {activity.id.casefold(): str(activity.id) for activity in plan.activities()}
    there = _with_words(text, plan) or _numbers_there(plan)
    near = () if text.strip().isdecimal() else _nearest(text, ids)
    raise unknown("в плане нет мероприятия", text, near, there)


def stands_before_a_number(word: str) -> bool:
    """Whether it is a word that people say before a number, as on paper: «пункт 2.8»."""
    return re.fullmatch(_BEFORE_A_NUMBER, word.strip(), re.IGNORECASE) is not None


def activity_label(activity: Activity) -> str:
    """The number of an activity and the beginning of its text."""
    words = " ".join(activity.what.split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:-–(«") + "…"
    return f"{activity.position} {quote(words)}"


def _with_words(text: str, plan: Plan) -> str:
    """The activities that have the words of a text, by their numbers; nothing for want of words and rows."""
    from luzplan.text.system import as_typed

    if not re.search(r"[^\W\d_]{3}", text):
        return ""
    if plan.book.queries(text):
        return f"Это исполнитель: {as_typed('luzplan', 'by-role', text)}"
    found = [one.activity for one in choices(plan, Filters(date.today(), search=text))]
    named = [activity_label(one) for one in found[:3]]
    rest = [f"ещё {count(len(found) - 3, ACTIVITIES)}"] if len(found) > 3 else []
    return f"Эти слова есть там: {listing([*named, *rest])}." if named else ""


def _numbers_there(plan: Plan) -> str:
    """Which numbers the plan has, for want of one that is near."""
    numbers = [activity.position for activity in plan.activities()]
    if len(numbers) == 1:
        return f"Есть только мероприятие {numbers[0]}."
    return f"Есть мероприятия с {numbers[0]} по {numbers[-1]}." if numbers else "В плане нет мероприятий."


def _nearest(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Up to three of the names, keyed by how they are compared."""
    return tuple(dict.fromkeys(names[key] for key in nearest(text, names, 3)))


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


def is_day(text: str) -> bool:
    """Whether the text names one day, in whatever year, and no month."""
    calendar = Calendar(SchoolYear.of(date.today()))
    is_month = read_month(text, calendar.year) is not None
    return folded(text) in _NEAR_DAYS or (not is_month and read_day(text, calendar) is not None)


def names_time(text: str) -> bool:
    """Whether one of the words is a month, a season, a week, or like a month's name: no name of a role."""
    year = SchoolYear.of(date.today())
    known = {*_NEAR, *_SEASONS}
    return bool(nearest_months(text)) or any(
        word in known or word.startswith(("недел", "месяц")) or read_month(word, year) is not None
        for word in re.split(r"[\s,-]+", folded(text))
    )


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
    """«январь-март», «с января по март», «январь, февраль»; None if it is something else.

    Ends the command where months are missing in a list: an answer is about days in a row.
    """
    names = re.split(r" по | до | и |[-–, ]+", re.sub("^со? ", "", word))
    months = [read_month(name, plan.year) for name in names]
    found = [month for month in months if month and month.start and month.end]
    if len(found) < max(len(names), 2):
        return None
    days = Span(found[0].start, found[-1].end)
    if len(names) == 2 and re.search("[-–]| по | до ", word):
        return days if days.start and days.end and days.start <= days.end else None
    if any(before.end + timedelta(days=1) != after.start for before, after in pairwise(found) if before.end):
        hint = "Спросите о каждом или обо всём времени: январь-март."
        raise CommandError(Code.USAGE, f"месяцы не подряд: {quote(word)}", hint)
    return days


def _single(text: str, plan: Plan) -> Span:
    """A month of the plan's year; August is the one before a school year where only that one has dates."""
    month = read_month(text, plan.year)
    if month is None:
        week = "Неделя: --within 7 или --from ДАТА --to ДАТА."
        there = week if "недел" in text.casefold() else "Месяц пишут так: февраль, фев, 2, 2012-02."
        raise unknown("нет месяца", text, nearest_months(text), there)
    before = read_month(text, plan.year._replace(first_year=plan.year.first_year - 1))
    opens_year = before and before != month and before.end and plan.year.holds(before.end)
    return (
        before
        if before and opens_year and has_dates_in(plan, before) and not has_dates_in(plan, month)
        else month
    )
