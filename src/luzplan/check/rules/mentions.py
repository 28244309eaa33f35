"""LP2, third half: days and years that stand outside the deadline, and days in holidays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from luzplan.check.rule import CheckContext, Finding, rule
from luzplan.deadline import DeadlineKind
from luzplan.plan import Activity
from luzplan.russian import MONTHS_OF, date_words, period_words, quote
from luzplan.school_year import SchoolYear, Span
from luzplan.text import Severity

_DAY = (
    rf"(?i)(?<![\w.№–-])(?<![–-] )(?P<day>\d{{1,2}})(?: (?P<name>{'|'.join(MONTHS_OF)})\b"
    r"|\.(?P<month>\d\d)(?=\.\d{4}))"
    r"(?:[ .](?P<year>(?:19|20)\d\d))?(?! ?[–-])"
)
# What is done with a day in view, or named after one, may well be done on others.
_RELATED = (
    r"(?i)\b(?:(?:к|ко|посвящ\w*|приуроч\w*|праздник[ау]|празднован\w*|дн[юя]|день|днём)\b[^,;()]*|(?:до|от|с|со|по|после|перед|"
    r"для|о|об|на|за|через|не позднее|не позже|приказ\w*|закон\w*|№ ?\S*|и|или) ?)$"
)
_FEASTS = frozenset(
    ((1, 9), (5, 10), (4, 11), (12, 12), (7, 1), (23, 2), (8, 3), (12, 4), (1, 5), (9, 5), (1, 6), (12, 6))
)
_SCHOOL_YEARS = (
    r"(?<!за )(?<!итогам )\b(?P<first>(?:19|20)\d\d) ?[-–—/] ?(?P<last>(?:19|20)?\d\d) ?"
    r"(?:-?(?:й|ом|ого)\b ?)?(?=уч)"
)
_OF_A_YEAR = r"(?i)\bна (?P<first>(?:19|20)\d\d) (?:год|г\.)"
_LONG_HOLIDAYS = timedelta(days=31)
_OF_PUPILS = (
    r"(?i)урок|олимпиад|контрольн|линейк|класс|учащ|обучающ|учени|родител|соревнован|экскурс|выставк|зач[её]т|"
    r"диктант|экзамен|тестиров|медосмотр|конкурс|праздник"
)


def day_beside_deadline(context: CheckContext) -> Iterator[Finding]:
    """В тексте мероприятия другой день, чем в сроке.

    Обычно исправили срок и забыли текст. Дни с предлогом («к 9 мая», «с 1 октября»), известные праздники,
    дни с другим годом и дела без дат ошибкой не считаются.

    Плохо:

        - {what: Педсовет 15 ноября, when: декабрь, who: Директор}

    Хорошо:

        - {what: Педсовет 15 декабря, when: декабрь, who: Директор}
    """
    year = context.year
    for activity in context.plan.activities() if year else ():
        if activity.deadline.kind is not DeadlineKind.DATES or not re.search(r"\d", activity.what):
            continue
        for found in re.finditer(_DAY, activity.what):
            day = _day(found, year) if year else None
            before = activity.what[: found.start()]
            related = before.rstrip().endswith(",") or re.search(_RELATED, before)
            if day and not related and not any(span.holds(day) for span in activity.deadline.spans):
                message = f"в тексте {date_words(day)}, а срок — {quote(activity.when)}"
                yield Finding(
                    message, *context.place(activity.what, *found.span()), "исправьте срок или текст"
                )


def _day(found: re.Match[str], year: SchoolYear) -> date | None:
    """The day that is meant, None for no day, for a feast, and for one that does not belong to the year."""
    month = MONTHS_OF.index(found["name"].casefold()) + 1 if found["name"] else int(found["month"])
    if (int(found["day"]), month) in _FEASTS or not 1 <= month <= 12:
        return None
    try:
        day = date(int(found["year"] or year.year_of(month)), month, int(found["day"]))
    except ValueError:
        return None
    return day if year.holds(day) else None


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
    year = context.year
    least = 3 if year and year.is_calendar_year else 2
    for pattern in (_SCHOOL_YEARS, _OF_A_YEAR) if year else ():
        for hit in context.search.find(pattern):
            first = int(hit.match["first"])
            is_title = hit.text.start == context.plan.title.start  # a fault of its own
            if year and not is_title and _is_one_year(hit.match) and first <= year.first_year - least:
                message = f"давно прошедший год: {quote(hit.match[0].strip())}"
                place = context.place(hit.text, hit.start, hit.start + len(hit.match[0].rstrip()))
                yield Finding(message, *place, f"план на {year}: проверьте год")


def _is_one_year(found: re.Match[str]) -> bool:
    last = found.groupdict().get("last")
    return last is None or int(last[-2:]) == (int(found["first"]) + 1) % 100


def day_in_holidays(context: CheckContext) -> Iterator[Finding]:
    """День приходится на каникулы.

    Дело с учениками назначено на день каникул из calendar: holidays. Отмечаются только отдельные дни;
    летние каникулы, педсоветы и другие дела взрослых, строки и разделы, где каникулы названы, — нет.

    Плохо:

        calendar: {holidays: {осенние каникулы: 31 октября – 6 ноября}}
        sections:
          - title: Раздел
            activities: [{what: Школьная олимпиада, when: 2 ноября, who: Учителя}]

    Хорошо:

        calendar: {holidays: {осенние каникулы: 31 октября – 6 ноября}}
        sections:
          - title: Раздел
            activities: [{what: Школьная олимпиада, when: 9 ноября, who: Учителя}]
    """
    plan = context.plan
    short = [(name, days) for name, days in plan.calendar.holidays.items() if _is_short(days)]
    for activity in plan.activities() if short and context.year else ():
        day = _single_day(activity)
        texts = (plan.sections[activity.section - 1].title, activity.what, activity.when, activity.note)
        if not day or "каникул" in " ".join(texts).casefold() or not re.search(_OF_PUPILS, activity.what):
            continue
        for name, days in short:
            if days.holds(day):
                hint = f"{period_words(*days)} (calendar: holidays): проверьте день"
                yield Finding(f"{date_words(day)} — {name}", *context.place(activity.when), hint)


def _is_short(days: Span) -> bool:
    return days.start is not None and days.end is not None and days.end - days.start <= _LONG_HOLIDAYS


def _single_day(activity: Activity) -> date | None:
    spans = activity.deadline.spans if activity.deadline.kind is DeadlineKind.DATES else ()
    return next((span.end for span in spans if span.end and span.start == span.end), None)


RULES = (
    rule("LP219", Severity.WARNING, day_beside_deadline),
    rule("LP220", Severity.WARNING, old_year),
)
LATER = (rule("LP224", Severity.WARNING, day_in_holidays),)
