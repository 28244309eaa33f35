"""LP2, and LP308: deadlines that can be read but hardly be meant, or kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from luzplan.check.rule import GRACE, CheckContext, Finding, dated, rule, weightier_when_new
from luzplan.deadline import DeadlineKind
from luzplan.deadline.reader import month_named, read_deadline
from luzplan.plan import Activity
from luzplan.russian import ACTIVITIES, MONTHS, WEEKDAYS, count, date_words, period_words, quote
from luzplan.school_year import PREPARED_FOR, SchoolYear, Span
from luzplan.text import Severity

_IN_TITLE = r"\b\d{4}\s*[^\w\s]\s*(?:\d{4}|\d{2})\b"
_HALF_A_YEAR = timedelta(days=184)
_SUNDAY = 6
_MOST_IN_A_MONTH = 12  # deadlines of one executor; more is every other working day
_WEEK = timedelta(days=7)
_SCHOOL_YEARS = (
    r"(?<!за )(?<!итогам )\b(?P<first>(?:19|20)\d\d) ?[-–—/] ?(?P<last>(?:19|20)?\d\d) ?"
    r"(?:-?(?:й|ом|ого)\b ?)?(?=уч)"
)
_OF_A_YEAR = r"(?i)\bна (?P<first>(?:19|20)\d\d) (?:год|г\.)"


def date_outside_year(context: CheckContext) -> Iterator[Finding]:
    """Срок вне учебного года.

    План на 2011-2012 учебный год идёт с 1 сентября 2011 по 31 августа 2012. Дата с другим годом чаще
    всего осталась от прошлогоднего плана. Два месяца до него ошибкой не считаются («25 августа 2011 г.»,
    «август – сентябрь»), и столько же после, если срок начался в нём или написан как «до 15 сентября».

    Плохо:

        - {what: Выставка рисунков, when: 15 мая 2011 г., who: Учителя}

    Хорошо:

        - {what: Выставка рисунков, when: 15 мая 2012 г., who: Учителя}
    """
    year = context.plan.year
    for activity in context.plan.activities():
        outside = next((span for span in activity.deadline.spans if not _inside(span, year)), None)
        if outside:
            message = f"срок вне {year.name_of}: {period_words(outside.start, outside.end)}"
            kind = "год плана" if year.is_calendar_year else "учебный год"
            hint = f"{kind} — {period_words(year.span.start, year.span.end)}"
            yield Finding(message, *context.place(activity.when), hint)


def _inside(span: Span, year: SchoolYear) -> bool:
    days = [day for day in (span.start, span.end) if day]
    if all(map(year.holds, days)):
        return True
    is_short = (
        len(days) < 2 or days[1] - days[0] <= _HALF_A_YEAR
    )  # «27 октября – 18 сентября» is turned round
    begins = span.start is None or span.start <= year.last_day
    return is_short and begins and all(year.first_day - GRACE <= day <= year.last_day + GRACE for day in days)


def wrong_weekday(context: CheckContext) -> Iterator[Finding]:
    """День недели не подходит к дате.

    Одни придут по числу, другие по дню недели. Дни недели без числа («каждый понедельник») не отмечаются.

    Плохо:

        - {what: Выставка рисунков, when: "15 декабря, пятница", who: Учителя}

    Хорошо:

        - {what: Выставка рисунков, when: "15 декабря, четверг", who: Учителя}
    """
    for activity in context.plan.activities():
        for written in activity.deadline.weekdays:
            if written.day and written.day.weekday() != written.weekday:
                yield Finding(
                    f"{date_words(written.day)} — {WEEKDAYS[written.day.weekday()]}, "
                    f"а не {WEEKDAYS[written.weekday]}",
                    *context.place(activity.when, written.start, written.end),
                    "исправьте день недели или число",
                )


def deadline_in_another_month(context: CheckContext) -> Iterator[Finding]:
    """Срок не в том месяце, которым назван раздел.

    Строку перенесли в другой месяц и не исправили срок, или исправили и не перенесли. Новое — предупреждение
    (luzplan validate --since main), прежнее — замечание. Неделя до месяца, сроки «до …» и дела без дат
    не отмечаются.

    Плохо:

        sections:
          - title: Сентябрь
            activities: [{what: Выставка рисунков, when: 3 октября, who: Учителя}]

    Хорошо:

        sections:
          - title: Сентябрь
            activities: [{what: Выставка рисунков, when: 2 сентября, who: Учителя}]
    """
    for section in context.plan.sections:
        month = month_named(section.title)
        for activity in section.activities if month else ():
            spans = activity.deadline.spans
            if spans and activity.deadline.kind is DeadlineKind.DATES and not _touches(spans, month):
                message = f"срок {quote(activity.when)}, а раздел — {quote(section.title)}"
                hint = "перенесите строку или исправьте срок"
                yield Finding(message, *context.place(activity.when), hint)


def _touches(spans: Iterable[Span], month: int) -> bool:
    """Whether one of some spans has a day in a month, or in the week before it; open ones may."""
    for span in spans:
        if span.start is None or span.end is None:
            return True
        days = (span.start + at * _WEEK for at in range((span.end - span.start) // _WEEK + 1))
        if month in {(span.end + _WEEK).month, span.end.month, *(day.month for day in days)}:
            return True
    return False


def title_of_another_year(context: CheckContext) -> Iterator[Finding]:
    """Заголовок называет другой год.

    Так бывает, когда план на новый год сделали из старого. Год, записанный короче («2011/12»), и заголовок
    без года не отмечаются, а в плане на учебный год — и «на 2012 год».

    Плохо:

        title: План работы на 2010-2011 учебный год

    Хорошо:

        title: План работы на 2011-2012 учебный год
    """
    title, own = context.plan.title, context.plan.year
    before = {found.start(1) for found in re.finditer(PREPARED_FOR, title)}
    for found in re.finditer(_IN_TITLE, title):
        year = SchoolYear.read(found[0])
        prepares = (
            year and found.start() in before and own.first_year in (year.first_year - 1, year.first_year)
        )
        if year and str(year) != str(own) and not prepares:  # the plan may begin it in August
            message = f"в заголовке учебный год {found[0]}, а план на {own}"
            yield Finding(message, *context.place(title, *found.span()), "исправьте заголовок или year:")
    for found in re.finditer(_OF_A_YEAR, title) if own.is_calendar_year else ():
        if found["first"] != str(own):
            message = f"в заголовке {found['first']} год, а план на {own}"
            place = context.place(title, *found.span("first"))
            yield Finding(message, *place, "исправьте заголовок или year:")


def old_year(context: CheckContext) -> Iterator[Finding]:
    """В тексте год, который давно прошёл.

    Учебный год, который кончился за год до плана и раньше, чаще всего остался от старого плана. Годы
    документов, программ («2010-2015 годы»), то, за какой год отчёт («за 2009-2010 уч. год»), и отдельные
    годы, кроме «на 2009 год», не отмечаются.

    Плохо:

        - {what: Составление расписания на 2009-2010 учебный год, when: август, who: Директор}

    Хорошо:

        - {what: Составление расписания на 2012-2013 учебный год, when: август, who: Директор}
    """
    year = context.plan.year
    of_school = 3 if year.is_calendar_year else 2  # a calendar year may look back at two of them
    for pattern, least in ((_SCHOOL_YEARS, of_school), (_OF_A_YEAR, 2)):
        for hit in context.search.find(pattern):
            first = int(hit.match["first"])
            is_title = hit.text.start == context.plan.title.start  # a fault of its own
            last = hit.match.groupdict().get("last")
            is_one = last is None or int(last[-2:]) == (first + 1) % 100
            if not is_title and is_one and first <= year.first_year - least:
                message = f"давно прошедший год: {quote(hit.match[0].strip())}"
                place = context.place(hit.text, hit.start, hit.start + len(hit.match[0].rstrip()))
                yield Finding(message, *place, f"план на {year}: проверьте год")


def sunday_deadline(context: CheckContext) -> Iterator[Finding]:
    """Срок приходится на воскресенье.

    Для праздника это обычно, для отчёта и совещания — нет. Если воскресенье и имелось в виду, напишите
    его в сроке.

    Плохо:

        - {what: Сдача отчёта, when: 5 февраля, who: Учителя}

    Хорошо:

        - {what: Сдача отчёта, when: 3 февраля, who: Учителя}
    """
    for activity in context.plan.activities():
        deadline = activity.deadline
        if deadline.kind is not DeadlineKind.DATES or deadline.weekdays:
            continue
        for span in deadline.spans:
            if span.end and span.start in (None, span.end) and span.end.weekday() == _SUNDAY:
                message = f"{date_words(span.end)} — воскресенье"
                yield Finding(message, *context.place(activity.when), "проверьте, что это рабочий день")


def august_of_the_start(context: CheckContext) -> Iterator[Finding]:
    """Август прочитан как начало учебного года.

    Август без года — это конец учебного года, но строка стоит перед строками сентября, и порядок решает. Если
    имелся в виду август будущего года, напишите год. Август с годом и август после весны и лета не
    отмечаются.

    Плохо:

        - {what: Августовский педсовет, when: 28 августа, who: Директор}
        - {what: День знаний, when: 1 сентября, who: Учителя}

    Хорошо:

        - {what: Августовский педсовет, when: 29 августа 2011 г., who: Директор}
        - {what: День знаний, when: 1 сентября, who: Учителя}
    """
    calendar = context.plan.calendar
    for activity in context.plan.activities():
        spans = activity.deadline.spans
        if not all(day.month == 8 and day < calendar.year.first_day for span in spans for day in span if day):
            continue
        if spans and read_deadline(activity.when, calendar).spans not in ((), spans):
            message = f"{quote(activity.when)} — это {calendar.year.first_year} год, начало плана"
            yield Finding(message, *context.place(activity.when), "если это конец плана, напишите год")


def overloaded_executor(context: CheckContext) -> Iterator[Finding]:
    """У исполнителя слишком много сроков в одном месяце.

    Больше двенадцати дел, которые заканчиваются в одном месяце, один человек вряд ли сделает хорошо.
    Разнесите сроки или назовите помощников. Посмотреть загрузку по месяцам: luzplan load. Дела без дат
    и постоянные не считаются, директора разных школ — разные исполнители.

    Плохо:

        - {what: Ремонт кабинета 1, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 2, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 3, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 4, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 5, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 6, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 7, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 8, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 9, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 10, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 11, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 12, when: июнь, who: Завхоз}
        - {what: Ремонт кабинета 13, when: июнь, who: Завхоз}

    Хорошо:

        - {what: Ремонт кабинетов 1–13, when: июнь, who: Завхоз}
    """
    ends: dict[tuple[str, str, date], list[tuple[Activity, int, int]]] = {}
    for activity in context.plan.activities():
        last = activity.deadline.end if activity.deadline.kind is DeadlineKind.DATES else None
        if last is None:
            continue
        for executor in context.plan.executors(activity).executors:
            key = executor.role, executor.school or "", last.replace(day=1)
            ends.setdefault(key, []).append((activity, executor.start, executor.end))
    for (role, school, month), rows in ends.items():
        if len(rows) > _MOST_IN_A_MONTH:
            activity, start, end = rows[_MOST_IN_A_MONTH]
            when = f"{MONTHS[month.month - 1]} {month.year}"
            name = quote(f"{role} {school}".rstrip())
            message = f"у исполнителя {name} {count(len(rows), ACTIVITIES)} к сроку: {when}"
            yield Finding(
                message, *context.place(activity.who, start, end), "разнесите сроки или назовите помощников"
            )


RULES = (
    dated(rule("LP211", Severity.WARNING, date_outside_year)),
    dated(rule("LP212", Severity.WARNING, wrong_weekday)),
    dated(rule("LP214", Severity.WARNING, title_of_another_year)),
    dated(rule("LP216", Severity.NOTE, sunday_deadline)),
    dated(rule("LP218", Severity.NOTE, august_of_the_start)),
    weightier_when_new(dated(rule("LP225", Severity.NOTE, deadline_in_another_month))),
    dated(rule("LP220", Severity.WARNING, old_year)),
    rule("LP308", Severity.WARNING, overloaded_executor, once=True),
)
