"""LP2, second half: dates that can be read but hardly be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from luzplan.check.rule import CheckContext, Finding, rule
from luzplan.deadline import DeadlineKind, read_deadline
from luzplan.plan import Activity
from luzplan.plan.references import exists_from
from luzplan.russian import WEEKDAYS, date_words, period_words, quote
from luzplan.school_year import SchoolYear, Span
from luzplan.text import Severity

_SCHOOL_YEAR = r"\b\d{4}\s*[^\w\s]\s*(?:\d{4}|\d{2})\b"
_GRACE = timedelta(days=62)  # what was done a little before the year, or after it, is plausible
_HALF_A_YEAR = timedelta(days=184)
_SUNDAY = 6
_LIKE_A_DATE = r"\s*\d{1,2}\.\d{2}\.?\s*"


def date_outside_year(context: CheckContext) -> Iterator[Finding]:
    """Срок вне учебного года.

    План на 2011-2012 учебный год идёт с 1 сентября 2011 по 31 августа 2012. Дата с другим годом чаще
    всего осталась от прошлогоднего плана. Два месяца до него и после ошибкой не считаются: «25 августа
    2011 г.», «август – сентябрь».

    Плохо:

        - what: Выставка рисунков
          when: 15 мая 2011 г.
          who: Учителя

    Хорошо:

        - what: Выставка рисунков
          when: 15 мая 2012 г.
          who: Учителя
    """
    year = context.year
    for activity in context.plan.activities() if year else ():
        outside = next((span for span in activity.deadline.spans if not _inside(span, year)), None)
        if year and outside:
            message = f"срок вне {year.name_of}: {period_words(outside.start, outside.end)}"
            kind = "год плана" if year.is_calendar_year else "учебный год"
            hint = f"{kind} — {period_words(year.span.start, year.span.end)}"
            yield Finding(message, *context.place(activity.when), hint)


def _inside(span: Span, year: SchoolYear | None) -> bool:
    days = [day for day in (span.start, span.end) if day]
    if year is None or all(map(year.holds, days)):
        return True
    is_short = (
        len(days) < 2 or days[1] - days[0] <= _HALF_A_YEAR
    )  # «27 октября – 18 сентября» is turned round
    return is_short and all(year.first_day - _GRACE <= day <= year.last_day + _GRACE for day in days)


def wrong_weekday(context: CheckContext) -> Iterator[Finding]:
    """День недели не подходит к дате.

    Одни придут по числу, другие по дню недели.

    Плохо:

        - what: Выставка рисунков
          when: 15 декабря, пятница
          who: Учителя

    Хорошо:

        - what: Выставка рисунков
          when: 15 декабря, четверг
          who: Учителя
    """
    for activity in context.plan.activities() if context.year else ():
        for written in activity.deadline.weekdays:
            if written.day and written.day.weekday() != written.weekday:
                yield Finding(
                    f"{date_words(written.day)} — {WEEKDAYS[written.day.weekday()]}, "
                    f"а не {WEEKDAYS[written.weekday]}",
                    *context.place(activity.when, written.start, written.end),
                    "исправьте день недели или число",
                )


def executor_before_it_exists(context: CheckContext) -> Iterator[Finding]:
    """Исполнитель действует раньше, чем появится.

    У роли указано, с какого срока она существует (since: Декабрь) или каким мероприятием создана
    (since: 2.1), а мероприятие начинается раньше. Постоянные дела и дела без дат не проверяются.

    Плохо:

        roles:
          - {name: Совет округа, since: Декабрь}
        sections:
          - title: Раздел
            activities:
              - what: Согласование календарного графика
                when: сентябрь
                who: Совет округа

    Хорошо:

        roles:
          - {name: Совет округа, since: Декабрь}
        sections:
          - title: Раздел
            activities:
              - what: Согласование календарного графика
                when: январь
                who: Совет округа
    """
    first_days = _first_days(context) if context.year else {}
    for activity in context.plan.activities() if first_days else ():
        first = _first_day(activity)
        for executor in context.plan.executors(activity).executors if first else ():
            since, line = first_days.get(executor.role, (None, 0))
            if since and first and first < since:
                start = f"{activity.position} начинается {date_words(first)}"
                yield Finding(
                    f"{quote(executor.role)} ещё не существует: {start}",
                    *context.place(activity.who, executor.start, executor.end),
                    f"появится {date_words(since)} (since: в строке {line}): измените срок или исполнителя",
                )


def _first_days(context: CheckContext) -> dict[str, tuple[date, int]]:
    """The first day of each role that has not always been, and the line that says so."""
    from luzplan.executor.book import without_mark  # few roles have a date, and it brings the reader along

    first_days = {}
    for role in context.plan.roles:
        if role.since and (first := exists_from(context.plan, role)):
            first_days[without_mark(role.name)] = first, context.source.position(role.since.start).line
    return first_days


def _first_day(activity: Activity) -> date | None:
    """The day from which the activity goes on for certain, None if it is not about days."""
    if activity.deadline.kind is not DeadlineKind.DATES:
        return None
    return activity.deadline.start or activity.deadline.end


def title_of_another_year(context: CheckContext) -> Iterator[Finding]:
    """Заголовок называет другой учебный год.

    Так бывает, когда план на новый год сделали из старого.

    Плохо:

        title: План работы на 2010-2011 учебный год

    Хорошо:

        title: План работы на 2011-2012 учебный год
    """
    title = context.plan.title
    for found in re.finditer(_SCHOOL_YEAR, title) if context.year else ():
        year = SchoolYear.read(found[0])
        if year and str(year) != str(context.year):  # the plan may begin it in August
            message = f"в заголовке учебный год {found[0]}, а план на {context.year}"
            yield Finding(message, *context.place(title, *found.span()), "исправьте заголовок или year:")


def implausible_done(context: CheckContext) -> Iterator[Finding]:
    """День выполнения похож на опечатку.

    Отметка о выполнении далеко за пределами учебного года или в будущем.

    Плохо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: 2021-05-20}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: 2012-05-20}
    """
    for activity in context.plan.activities():
        for mark in activity.marks:
            if message := _doubt(context, mark.day):
                hint = "проверьте год, месяц и число"
                yield Finding(f"{message}: {date_words(mark.day)}", mark.text.start, mark.text.end, hint)


def _doubt(context: CheckContext, done: date) -> str:
    if context.today and done > context.today:
        return "день выполнения ещё не наступил"
    year = context.year
    outside = year and not year.first_day - _GRACE <= done <= year.last_day + _GRACE
    return f"день выполнения вне {year.name_of}" if year and outside else ""


def sunday_deadline(context: CheckContext) -> Iterator[Finding]:
    """Срок приходится на воскресенье.

    Для праздника это обычно, для отчёта и совещания — нет. Если воскресенье и имелось в виду, напишите
    его в сроке.

    Плохо:

        - what: Сдача отчёта
          when: 5 февраля
          who: Учителя

    Хорошо:

        - what: Сдача отчёта
          when: 3 февраля
          who: Учителя
    """
    for activity in context.plan.activities() if context.year else ():
        deadline = activity.deadline
        if deadline.kind is not DeadlineKind.DATES or deadline.weekdays:
            continue
        for span in deadline.spans:
            if span.end and span.start in (None, span.end) and span.end.weekday() == _SUNDAY:
                message = f"{date_words(span.end)} — воскресенье"
                yield Finding(message, *context.place(activity.when), "проверьте, что это рабочий день")


def time_for_a_date(context: CheckContext) -> Iterator[Finding]:
    """Вместо даты стоит время.

    «12.15» не бывает датой, поэтому прочитано как время суток, и мероприятие не попадёт ни в один месяц.

    Плохо:

        - what: Педсовет
          when: "12.15"
          who: Учителя

    Хорошо:

        - what: Педсовет
          when: 12 мая, 12.15
          who: Учителя
    """
    for activity in context.plan.activities():
        is_time = activity.deadline.kind is DeadlineKind.UNSCHEDULED
        if is_time and re.fullmatch(_LIKE_A_DATE, activity.when):
            message = f"{quote(activity.when.strip())} — время, а не дата"
            yield Finding(message, *context.place(activity.when), "допишите число и месяц")


def august_of_the_start(context: CheckContext) -> Iterator[Finding]:
    """Август прочитан как начало учебного года.

    Август без года — это конец учебного года, но строка стоит перед строками сентября, и порядок решает.
    Если имелся в виду август будущего года, напишите год.

    Плохо:

        - what: Августовский педсовет
          when: 28 августа
          who: Директор
        - what: День знаний
          when: 1 сентября
          who: Учителя

    Хорошо:

        - what: Августовский педсовет
          when: 29 августа 2011 г.
          who: Директор
        - what: День знаний
          when: 1 сентября
          who: Учителя
    """
    calendar = context.plan.calendar
    for activity in context.plan.activities() if context.year else ():
        spans = activity.deadline.spans
        if not all(day.month == 8 and day < calendar.year.first_day for span in spans for day in span if day):
            continue
        if spans and read_deadline(activity.when, calendar).spans not in ((), spans):
            message = f"{quote(activity.when)} — это {calendar.year.first_year} год, начало плана"
            yield Finding(message, *context.place(activity.when), "если это конец плана, напишите год")


RULES = (
    rule("LP211", Severity.WARNING, date_outside_year),
    rule("LP212", Severity.WARNING, wrong_weekday),
    rule("LP213", Severity.WARNING, executor_before_it_exists),
    rule("LP214", Severity.WARNING, title_of_another_year),
    rule("LP215", Severity.WARNING, implausible_done),
    rule("LP216", Severity.NOTE, sunday_deadline),
    rule("LP217", Severity.WARNING, time_for_a_date),
    rule("LP218", Severity.NOTE, august_of_the_start),
)
