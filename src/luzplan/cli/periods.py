"""Typed words for days and for time: months, weeks, quarters from today on, whatever a deadline may say."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import NamedTuple

from luzplan.cli.failures import Code, CommandError, unknown
from luzplan.deadline import DeadlineFault, DeadlineKind
from luzplan.deadline.reader import read_deadline
from luzplan.deadline.tokens import corrected
from luzplan.plan import Plan
from luzplan.russian import MONTHS_OF, quote
from luzplan.russian.spelling import folded
from luzplan.school_year import Calendar, SchoolYear, Span, month_span, nearest_months, read_month
from luzplan.selection import days_ahead, has_dates_in, read_day

_NEAR_DAYS = {"позавчера": -2, "вчера": -1, "сегодня": 0, "завтра": 1, "послезавтра": 2}
_STEPS = {"эт": 0, "текущ": 0, "нынешн": 0, "следующ": 1, "будущ": 1, "прошл": -1, "предыдущ": -1}
# «следующая неделя», «на этой неделе», «в прошлом месяце»; «следующий» alone is a month.
_NEAR = re.compile(
    rf"(?:(?:на|в|за) )?(?:({'|'.join(_STEPS)})\w*(?: (недел|месяц|четверт|полугоди)\w*)?|сейчас|месяц)"
)
_AHEAD = re.compile(
    r"(?:(?:на|за|в) )?(?:ближайш\w+ )?(?:(\d+|две|два|три) )?(дн|недел|месяц)\w*(?: вперед)?"
)
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_ON_WEEKDAY = re.compile(rf"(?:(?:в|во|на) )?({'|'.join(_WEEKDAYS)})[ауе]?")
_UNTIL = re.compile(r"до (?:конца (недели|месяца|четверти|полугодия|года)|нового года)")
_DAYS, _FEW = {"дн": 1, "недел": 7, "месяц": 30}, {"две": 2, "два": 2, "три": 3}
_TERMS = {"четверт": ("четверть", 4), "полугоди": ("полугодие", 2)}
_MOST_WORDS = 10  # that name a time
_PREPOSITIONS = frozenset({"на", "в", "во", "за", "с", "со", "до", "по", "к", "для", "у", "и"})
# What belongs to a time and need not change it: «март 2012 года».
_SILENT = re.compile(r"\W*\d.*|год\w*|г\.?|месяц\w*|числ\w*|учебн\w+|неделя?и?")


def today_of(given: str | None, plan: Plan) -> date:
    """The day that counts as today."""
    return day_in(given, plan.calendar) if given is not None else date.today()


def present_year(today: str | None) -> SchoolYear:
    """The school year that is on; ``today`` is the day that counts as today, None for the real one."""
    now = SchoolYear.of(date.today())
    return SchoolYear.of(day_in(today, Calendar(now))) if today is not None else now


def day_in(text: str, calendar: Calendar, today: date | None = None) -> date:
    """A day, one without a year in the calendar's, «завтра» after ``today`` (None: the real one).

    Ends the command if the text is none.
    """
    if (days := _NEAR_DAYS.get(folded(text))) is not None:
        return (today or date.today()) + timedelta(days=days)
    day = read_day(text, calendar)
    if day is None:
        _refuse_impossible(text, calendar)
        some = calendar.year.first_day
        words = f"{some.day} {MONTHS_OF[some.month - 1]}"
        hint = f"Напишите, например, {some}, {some:%d.%m.%Y} или {quote(words)}."
        raise CommandError(Code.USAGE, f"«{text}» — не дата", hint)
    return day


def is_day(text: str) -> bool:
    """Whether the text names one day, in whatever year, and no month."""
    calendar = _some_calendar()
    is_month = read_month(text, calendar.year) is not None
    return folded(text) in _NEAR_DAYS or (not is_month and read_day(text, calendar) is not None)


def _some_calendar() -> Calendar:
    return Calendar(SchoolYear.of(date.today()))


def time_among(words: Sequence[str]) -> tuple[str, list[str]]:
    """The words that name a time, as one text, "" for none; and the others, without idle prepositions.

    Of «март завуч» the first, of «завуч на март» the last two. A word that is like the name of a month is
    taken for one, so that the nearest is told.
    """
    calendar, size = _some_calendar(), len(words)
    runs = [run for run in combinations(range(size + 1), 2) if run[1] - run[0] <= _MOST_WORDS]
    for start, end in sorted(runs, key=lambda run: run[0] - run[1]) if size <= 4 * _MOST_WORDS else ():
        text = " ".join(words[start:end])
        is_bare = text.isdecimal() and size > 1  # «СОШ 2»
        if not is_bare and _is_time(text, calendar):
            before, after = list(words[:start]), list(words[end:])
            if before and folded(before[-1]) in _PREPOSITIONS:
                del before[-1]
            if after and folded(after[0]) in _PREPOSITIONS:
                del after[0]
            return text, before + after
    if size == 1 and nearest_months(words[0]):
        from luzplan.answers import RoleBook  # every role there is, for a word that nobody understands

        if not RoleBook().queries(words[0]):
            return words[0], []
    return "", list(words)


def _is_time(text: str, calendar: Calendar) -> bool:
    try:
        return _read(text, calendar, date.today()) is not None or _impossible(text, calendar) != ""
    except CommandError:  # days that are not in a row are days, too
        return True


def period_of(text: str, plan: Plan, today: date) -> Span:
    """The days that a text names: of a month, a week, a quarter; ends the command if it names none.

    «этот», «следующая неделя» are counted from today.
    """
    days = _read(text, plan.calendar, today)
    if days is None:
        _refuse_impossible(text, plan.calendar)
        hint = "Время пишут так: февраль, 2012-02, январь-март, «следующая неделя», «3 четверть», «1 мая»."
        raise unknown("нет месяца", text, nearest_months(text), hint)
    # A month of the plan's year; August is the one before a school year where only that one has dates.
    if read_month(text, plan.year) != days:
        return days
    before = read_month(text, plan.year._replace(first_year=plan.year.first_year - 1))
    if before is None or before == days or not (before.end and plan.year.holds(before.end)):
        return days
    ways = (False, True)  # by all dates, and where months of recurrences count as none
    is_early = any(has_dates_in(plan, before, once=way) > has_dates_in(plan, days, once=way) for way in ways)
    return before if is_early else days


class TypedTime(NamedTuple):
    """The time asked for, as typed in three ways that exclude each other; None where nothing was."""

    month: str | None
    first: str | None
    last: str | None
    within: int | None

    def window(self, plan: Plan, today: date) -> Span | None:
        """The days that are meant, None if nothing limits them; ends the command if they cannot be."""
        between = self.first is not None or self.last is not None
        if (self.month is not None) + between + (self.within is not None) > 1:
            hint = "Оставьте что-нибудь одно: --month, --from/--to или --within."
            raise CommandError(Code.USAGE, "время задано дважды", hint)
        if self.month is not None:
            return period_of(self.month, plan, today)
        if self.within is not None:
            return days_ahead(today, self.within)
        if not between:
            return None
        year = plan.year.span  # an open side is the school year's
        start = day_in(self.first, plan.calendar, today) if self.first is not None else year.start
        end = day_in(self.last, plan.calendar, today) if self.last is not None else year.end
        if start and end and start > end:
            message = f"{start:%d.%m.%Y} позже, чем {end:%d.%m.%Y}"
            raise CommandError(Code.USAGE, message, "Поменяйте --from и --to местами.")
        return Span(start, end)


def _read(text: str, calendar: Calendar, today: date) -> Span | None:
    """The days in a row that a text names, None if it names none or says more; an open side is closed."""
    word = folded(text)
    if (step := _NEAR_DAYS.get(word)) is not None:
        return days_ahead(today + timedelta(days=step), 0)
    month = read_month(word.removesuffix(" месяц"), calendar.year)
    if days := month or _from_today(word, calendar, today):
        return days
    spans, words = _spans(text, calendar), text.split()
    if not spans or any(map(corrected, re.findall(r"\w+", word))):
        return None
    for at, idle in enumerate(words if len(words) > 1 else ()):
        rest = " ".join((*words[:at], *words[at + 1 :]))
        if not _SILENT.fullmatch(folded(idle)) and _spans(rest, calendar) == spans:
            return _read(rest, calendar, today) if folded(idle) in _PREPOSITIONS else None
    gaps = ((one.end, other.start) for one, other in pairwise(spans))
    if any(end and start and end + timedelta(days=1) < start for end, start in gaps):
        hint = "Спросите о каждом или обо всём времени: январь-март."
        raise CommandError(Code.USAGE, f"дни не подряд: {quote(text)}", hint)
    year = calendar.year.span
    days = Span(spans[0].start or year.start, spans[-1].end or year.end)
    # «март-январь» goes on into the next year, which nobody asks about in such words.
    return days if re.search(r"\d", text) or (days.end and year.holds(days.end)) else None


def _spans(text: str, calendar: Calendar) -> tuple[Span, ...]:
    deadline = read_deadline(text, calendar)
    return deadline.spans if deadline.kind is DeadlineKind.DATES else ()


def _impossible(text: str, calendar: Calendar) -> str:
    """What is wrong with days that no calendar has, «32 марта»; nothing for other texts."""
    deadline = read_deadline(text, calendar)
    if not deadline.misreading or deadline.misreading.fault is not DeadlineFault.IMPOSSIBLE:
        return ""
    from luzplan.reports.wording import deadline_words

    return deadline_words(deadline)


def _refuse_impossible(text: str, calendar: Calendar) -> None:
    """End the command if no calendar has the day; of a month that there is, tell the last one."""
    if fault := _impossible(text, calendar):
        written = re.fullmatch(r"\d+(?:\.(\d+)(?:\.\d+)?| (\w+)(?: .*)?)", folded(text))
        month = written and (read_month(written[1] or written[2], calendar.year))
        last = month.end if month else None
        hint = f"Последнее число {MONTHS_OF[last.month - 1]} — {last.day}." if last else "Проверьте число."
        raise CommandError(Code.USAGE, fault, hint)


def _from_today(word: str, calendar: Calendar, today: date) -> Span | None:
    """The days of «следующая неделя», «2 недели», «до конца четверти»; None if it is something else."""
    if found := _NEAR.fullmatch(word):
        return _near(found[2] or "месяц", _STEPS.get(found[1] or "эт", 0), calendar, today)
    if (found := _AHEAD.fullmatch(word)) and (found[1] or found[2] == "недел"):
        number = int(_FEW.get(found[1], found[1] or 1))
        return days_ahead(today, number * _DAYS[found[2]])
    if found := _ON_WEEKDAY.fullmatch(word):
        ahead = (_WEEKDAYS.index(found[1]) - today.weekday()) % 7
        return days_ahead(today + timedelta(days=ahead), 0)
    if found := _UNTIL.fullmatch(word):
        unit = (found[1] or "").removesuffix("и").removesuffix("я").removesuffix("а")
        whole = _near(unit, 0, calendar, today) if found[1] != "года" else calendar.year.span
        return Span(today, date(today.year, 12, 31) if not found[1] else whole.end) if whole else None
    return None


def _near(unit: str, step: int, calendar: Calendar, today: date) -> Span | None:
    """The week, month, quarter or half-year that is so many steps from the present one."""
    if unit == "недел":
        return days_ahead(today + timedelta(days=7 * step - today.weekday()), 6)
    if unit in _TERMS:
        name, number = _TERMS[unit]
        terms = [_read(f"{at} {name}", calendar, today) for at in range(1, number + 1)]
        now = next((at for at, days in enumerate(terms) if days and days.end and today <= days.end), number)
        return terms[now + step] if 0 <= now + step < number else None
    years, month = divmod(today.month - 1 + step, 12)
    return month_span(today.year + years, month + 1)
