"""LP2: days that stand beside the deadline: in texts, among the holidays, as marks of what is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from luzplan.check.rule import GRACE, CheckContext, Finding, dated, rule
from luzplan.deadline import DeadlineKind
from luzplan.plan import Activity, stray_marks
from luzplan.russian import DEADLINES, MONTHS_OF, count, date_words, period_words, quote
from luzplan.school_year import SchoolYear
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
# Feasts by their names: day and month, or days after Easter and 0.
_NAMED = {
    r"Дн\w+ знаний": (1, 9), r"Дн\w+ пожил\w+": (1, 10), r"Дн\w+ учителя": (5, 10),
    r"Дн\w+ народного единства": (4, 11), r"Дн\w+ матери": (27, 11), r"Дн\w+ Конституции": (12, 12),
    r"новогодн|Нов\w+ год(?:а|у|ом)?\b": (31, 12), r"Дн\w+ защитник|23 февраля": (23, 2),
    r"женск\w+ дн|8 марта": (8, 3), r"Дн\w+ космонавтики": (12, 4), r"Дн\w+ Победы|9 мая": (9, 5),
    r"последн\w+ звон\w+": (25, 5), r"Дн\w+ защиты детей": (1, 6), r"Дн\w+ России": (12, 6),
    r"маслени[цч]|проводы зимы": (-52, 0), r"пасх(?!ин)": (0, 0),
}  # fmt: skip
_ANY_NAMED = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(_NAMED)})")
_BEFORE, _AFTER = timedelta(days=45), timedelta(days=14)  # a feast is kept near its day
_NOT_KEPT = r"(?i)подготов|план|итог|репетиц|сценари|отч[её]т|положени|заявк|сбор|уч[её]б"
_LONG_HOLIDAYS = timedelta(days=31)
_OF_PUPILS = (
    r"(?i)урок|олимпиад|контрольн|линейк|класс|учащ|обучающ|учени|родител|соревнован|экскурс|выставк|зач[её]т|"
    r"диктант|экзамен|тестиров|медосмотр|конкурс|праздник"
)
_HALF_A_YEAR = timedelta(days=184)
_EARLY = timedelta(days=31)  # what is done some days before its time is plausible


def day_beside_deadline(context: CheckContext) -> Iterator[Finding]:
    """В тексте мероприятия другой день, чем в сроке.

    Обычно исправили срок и забыли текст, или праздник попал не в свой месяц. Дни с предлогом («с 1 октября»),
    дни с другим годом, полтора месяца до праздника и две недели после, подготовка к нему и дела без дат
    ошибкой не считаются.

    Плохо:

        - {what: Педсовет 15 ноября, when: декабрь, who: Директор}

    Хорошо:

        - {what: Педсовет 15 декабря, when: декабрь, who: Директор}
    """
    for activity in context.plan.activities():
        if activity.deadline.kind is not DeadlineKind.DATES:
            continue
        yield from _far_from_feast(context, activity)
        for found in re.finditer(_DAY, activity.what):
            day = _day(found, context.plan.year)
            before = activity.what[: found.start()]
            related = before.rstrip().endswith(",") or re.search(_RELATED, before)
            if day and not related and not any(span.holds(day) for span in activity.deadline.spans):
                message = f"в тексте {date_words(day)}, а срок — {quote(activity.when)}"
                yield Finding(
                    message, *context.place(activity.what, *found.span()), "исправьте срок или текст"
                )


def _far_from_feast(context: CheckContext, activity: Activity) -> Iterator[Finding]:
    """The feast that a row names, when its days are far from all that it names."""
    if not _ANY_NAMED.search(activity.what):  # as most rows
        return
    named = ((re.search(rf"(?i)(?<!\w)(?:{name})\w*", activity.what), one) for name, one in _NAMED.items())
    found = [(one[0], feast) for one, feast in named if one]
    is_kept = found and not re.search(_NOT_KEPT, activity.what)
    if is_kept and not any(_is_near(activity, feast) for _, feast in found):
        words, feast = found[0]
        day = _feast_day(feast, (activity.deadline.end or date.max).year)
        message = (
            f"{quote(words)} — это {day.day} {MONTHS_OF[day.month - 1]}, а срок — {quote(activity.when)}"
        )
        yield Finding(message, *context.place(activity.when), "проверьте месяц")


def _feast_day(feast: tuple[int, int], year: int) -> date:
    if feast[1]:
        return date(year, feast[1], feast[0])
    from dateutil.easter import EASTER_ORTHODOX, easter  # few plans name such a feast

    return easter(year, EASTER_ORTHODOX) + timedelta(days=feast[0])


def _is_near(activity: Activity, feast: tuple[int, int]) -> bool:
    """Whether a deadline has a day near a feast, of whichever year; one with an open end may."""
    for first, last in activity.deadline.spans:
        if first is None or last is None:
            return True
        days = (_feast_day(feast, year) for year in range(first.year - 1, last.year + 2))
        if any(first - _AFTER <= day <= last + _BEFORE for day in days):
            return True
    return False


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
    short = [
        (name, days)
        for name, days in plan.calendar.holidays.items()
        if days.start and days.end and days.end - days.start <= _LONG_HOLIDAYS
    ]
    for activity in plan.activities() if short else ():
        day = _single_day(activity)
        texts = (plan.sections[activity.section - 1].title, activity.what, activity.when, activity.note)
        if not day or "каникул" in " ".join(texts).casefold() or not re.search(_OF_PUPILS, activity.what):
            continue
        for name, days in short:
            if days.holds(day):
                hint = f"{period_words(*days)} (calendar: holidays): проверьте день"
                yield Finding(f"{date_words(day)} — {name}", *context.place(activity.when), hint)


def _single_day(activity: Activity) -> date | None:
    spans = activity.deadline.spans if activity.deadline.kind is DeadlineKind.DATES else ()
    return next((span.end for span in spans if span.end and span.start == span.end), None)


def implausible_done(context: CheckContext) -> Iterator[Finding]:
    """День выполнения похож на опечатку.

    Отметка о выполнении далеко за пределами учебного года или срока, или в будущем. Два месяца до учебного
    года и после него не отмечаются, если до срока меньше полугода.

    Плохо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: 2021-05-20}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: 2012-05-20}
    """
    for activity in context.plan.activities():
        for mark in activity.marks:
            if message := _doubt(context, activity, mark.day):
                hint = "проверьте год, месяц и число"
                yield Finding(f"{message}: {date_words(mark.day)}", mark.text.start, mark.text.end, hint)


def _doubt(context: CheckContext, activity: Activity, done: date) -> str:
    if context.today and done > context.today:
        return "день выполнения ещё не наступил"
    year = context.plan.year
    if not context.tells_year or year.holds(done):
        return ""
    start, end = activity.deadline.start or done, activity.deadline.end or done
    is_near = start - _HALF_A_YEAR < done < end + _HALF_A_YEAR
    plausible = is_near and year.first_day - GRACE <= done <= year.last_day + GRACE
    return "" if plausible else f"день выполнения вне {year.name_of}"


def one_day_for_several(context: CheckContext) -> Iterator[Finding]:
    """Одна дата выполнения, а сроков несколько.

    Отметка одной датой относится только к первому сроку, остальные считаются невыполненными. Где сроков
    несколько, пишут список, по дню на каждый; какой из сроков отмечен не по порядку, говорит сама отметка:
    «2012-04-20 за апрель». Следующий срок отметит luzplan done. Список и отметка, которая называет свой срок,
    ошибкой не считаются.

    Плохо:

        - {what: Мониторинг, when: "октябрь, апрель", who: Учителя, done: 2011-10-24}

    Хорошо:

        - {what: Мониторинг, when: "октябрь, апрель", who: Учителя, done: [2011-10-24]}
    """
    text = context.source.text
    for activity in context.plan.activities():
        number = len(activity.deadline.spans)
        if number < 2 or len(activity.marks) != 1:
            continue
        before = text[activity.start : activity.marks[0].text.start].rstrip().rstrip("'\"").rstrip()
        met = next((one for one in activity.occurrences if one.mark), None)
        if before.endswith(":") and met and activity.marks[0].whose is None:
            message = f"одна дата, а сроков {number}: отмечен только первый, {met.name}"
            hint = (
                f"если это так, напишите списком: done: [{activity.done.strip()}]; остальные — luzplan done"
            )
            mark = activity.marks[0].text
            yield Finding(message, mark.start, mark.end, hint)


def stray_mark(context: CheckContext) -> Iterator[Finding]:
    """Отметок о выполнении больше, чем сроков.

    Лишняя отметка ничего не отмечает: срок, к которому она относилась, убрали или перенесли, или один
    срок отмечен дважды. Где сроков не написано, о них и скажут, а об отметках — нет.

    Плохо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: [2012-05-20, 2012-05-22]}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: 2012-05-22}
    """
    for activity in context.plan.activities():
        several = activity.when and len(activity.marks) > 1
        for mark in stray_marks(activity.deadline, activity.marks) if several else ():
            spare = f"отметка {date_words(mark.day)} лишняя"
            number = count(max(1, len(activity.deadline.spans)), DEADLINES)
            hint = "уберите её или поправьте срок"
            yield Finding(f"{spare}: у мероприятия {number}", mark.text.start, mark.text.end, hint)


def done_before_start(context: CheckContext) -> Iterator[Finding]:
    """Отмечено выполненным до начала срока.

    Больше чем за месяц до начала дело вряд ли было сделано: в отметке не тот месяц или год. Сроки «до …»,
    дела без дат и отметки, которые не похожи на этот год (LP215), не проверяются.

    Плохо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: 2011-11-20}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: 2012-05-20}
    """
    year = context.plan.year
    for activity in context.plan.activities():
        for one in activity.occurrences if activity.marks else ():
            start, mark = one.days.start, one.mark
            if mark and start and year.holds(mark.day) and mark.day < start - _EARLY:
                message = f"отмечено {date_words(mark.day)}, а срок начинается {date_words(start)}"
                yield Finding(message, mark.text.start, mark.text.end, "проверьте месяц и число")


RULES = (
    rule("LP215", Severity.WARNING, implausible_done),
    dated(rule("LP219", Severity.WARNING, day_beside_deadline)),
    rule("LP221", Severity.WARNING, one_day_for_several),
    rule("LP222", Severity.WARNING, stray_mark),
    dated(rule("LP223", Severity.WARNING, done_before_start)),
    dated(rule("LP224", Severity.WARNING, day_in_holidays)),
)
