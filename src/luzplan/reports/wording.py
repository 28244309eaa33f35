"""Russian words for what is no text: enumerations, deadlines, executors, windows, extracts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from luzplan.deadline import Deadline, DeadlineFault, DeadlineKind
from luzplan.deadline.reader import typed_in_latin
from luzplan.executor import Executor, Match, Scope
from luzplan.plan import Occurrence, Plan, State
from luzplan.russian import (
    DAYS,
    DEADLINES,
    MONTHS,
    count,
    date_words,
    done_words,
    listing,
    period_words,
    plural,
    quote,
)
from luzplan.russian.spelling import natural_order
from luzplan.school_year import Span
from luzplan.selection import Filters, Phase

Parts = tuple[str, ...]  # of a title: «Сроки: февраль 2012», «Лузский школьный округ»

# Members are strings; what is overdue as a state is so as a phase.
_WORDS: dict[str, str] = {
    DeadlineKind.DATES: "даты",
    DeadlineKind.ONGOING: "весь год",
    DeadlineKind.RECURRING: "повторяется",
    DeadlineKind.UNSCHEDULED: "без даты",
    DeadlineKind.NONE: "не указан",
    DeadlineKind.UNKNOWN: "не понят",
    State.DONE: "выполнено",
    State.OVERDUE: "просрочено",
    State.DUE: "идёт",
    State.AHEAD: "впереди",
    Match.EXACT: "прямо",
    Match.NARROWER: "уже",
    Match.BROADER: "шире",
    Phase.ENDS: "заканчивается",
    Phase.STARTS: "начинается",
    Phase.RUNS: "идёт",
    Phase.ALWAYS: "постоянно",
}
PHASE_TITLES = {
    Phase.OVERDUE: "Просрочено",
    Phase.ENDS: "Заканчиваются",
    Phase.STARTS: "Начинаются",
    Phase.RUNS: "Идут",
    Phase.ALWAYS: "Постоянно, весь год",
}
# The groups in which what a role does is shown, in their order: the matches, and such as are none quite.
PERHAPS, CALLED_SO = "perhaps", "called so"
MATCH_TITLES = (
    (Match.EXACT, "Указаны прямо"),
    (Match.NARROWER, "Более узкая роль"),
    (Match.BROADER, "Входят в более широкую роль или группу школ"),
    (PERHAPS, "Возможно, тот же человек"),
    (CALLED_SO, "Другие должности, которые тоже так называют"),
)
_SCHOOLS = {
    "средняя": "средние школы",
    "основная": "основные школы",
    "начальная": "начальные школы",
    "городская": "городские школы",
    "сельская": "сельские школы",
    "гимназия": "гимназии",
    "лицей": "лицеи",
}


def word_of(member: StrEnum) -> str:
    """The word for a member of an enumeration, itself where there is none."""
    return _WORDS.get(member, member)


_DEADLINE_KINDS = {
    DeadlineKind.ONGOING: "весь год",
    DeadlineKind.UNSCHEDULED: "без точных дат",
    DeadlineKind.NONE: "срок не назван",
}
_DEADLINE_FAULTS = {
    DeadlineFault.NOT_UNDERSTOOD: "не понято",
    DeadlineFault.IMPOSSIBLE: "такой даты не бывает",
    DeadlineFault.REVERSED: "конец раньше начала",
    DeadlineFault.TOO_LONG: "слишком длинно для срока, лишнее",
}
_EVERY = {
    "DAILY": "каждый день",
    "WEEKLY": "каждую неделю",
    "MONTHLY": "каждый месяц",
    "YEARLY": "каждый год",
}
_UNITS = {
    "DAILY": ("день", "дня", "дней"),
    "WEEKLY": ("неделю", "недели", "недель"),
    "MONTHLY": ("месяц", "месяца", "месяцев"),
    "YEARLY": ("год", "года", "лет"),
}
_ON_WEEKDAYS = {
    "MO": "понедельникам", "TU": "вторникам", "WE": "средам", "TH": "четвергам", "FR": "пятницам",
    "SA": "субботам", "SU": "воскресеньям",
}  # fmt: skip


def deadline_words(deadline: Deadline) -> str:
    """Say in Russian what was understood: «1 ноября 2011 – 31 января 2012», «весь год», «не понято: …»."""
    if deadline.misreading:
        at_fault = deadline.text[deadline.misreading.start : deadline.misreading.end]
        meant = typed_in_latin(deadline.text)
        layout = f" (другая раскладка: {quote(meant)}?)" if meant else ""
        return f"{_DEADLINE_FAULTS[deadline.misreading.fault]}: {quote(at_fault)}{layout}"
    if deadline.kind is DeadlineKind.RECURRING:
        every, spans = _every(deadline.rrule), deadline.spans
        if len(spans) < 2:
            return ": ".join([every, *(period_words(span.start, span.end) for span in spans)])
        first, last = spans[0].start, spans[-1].end
        begins = f" с {date_words(first)}" if first else ""
        ends = f" по {date_words(last)}" if last else ""
        return f"{every}: {count(len(spans), DEADLINES)}{begins}{ends}"
    if deadline.kind is DeadlineKind.DATES:
        return listing([period_words(span.start, span.end) for span in deadline.spans])
    return _DEADLINE_KINDS[deadline.kind]


def _every(rrule: str) -> str:
    rule = dict(one.split("=") for one in rrule.split(";") if one)
    frequency, interval = rule.get("FREQ", ""), int(rule.get("INTERVAL", 1))
    days = ""
    if frequency == "WEEKLY" and "BYDAY" in rule:
        days = f"по {listing([_ON_WEEKDAYS[code] for code in rule['BYDAY'].split(',')])}"
    if (frequency, interval) == ("MONTHLY", 3):
        return "каждый квартал"
    if interval > 1:
        return f"раз в {count(interval, _UNITS[frequency])} {days}".rstrip()
    return days or _EVERY.get(frequency, "повторяется")


def states_words(states: Sequence[State]) -> str:
    """How several deadlines stand, «выполнено 1, просрочено 2, впереди 9»."""
    counts = ((state, states.count(state)) for state in State)
    return ", ".join(f"{word_of(state)} {number}" for state, number in counts if number)


def executor_words(executor: Executor) -> str:
    """An executor with its scope: «Директор (КОГОКУ СОШ г. Лузы)», «Директор (все школы)»."""
    schools = schools_words(executor)
    return f"{executor.role} ({schools})" if schools else executor.role


def schools_words(executor: Executor) -> str:
    """The schools an executor is meant at, empty where none is named."""
    match executor.scope:
        case Scope.SCHOOL:
            return executor.school or ""
        case Scope.KIND:
            return _SCHOOLS.get(executor.school or "", f"школы: {executor.school}")
        case Scope.ALL:
            return "все школы"
    return ""


def roles_words(roles: Sequence[Executor]) -> str:
    """The roles that are asked for, with their scopes: «Директор, КОГОКУ СОШ г. Лузы»."""
    words = (f"{role.role}, {role.school}" if role.school else role.role for role in roles)
    return listing(list(dict.fromkeys(words)), "или")


def window_words(window: Span) -> str:
    """A window written out; a whole month by its name: «февраль 2012»."""
    start, end = window.start, window.end
    whole = start and end and start.day == 1 and (start.year, start.month) == (end.year, end.month)
    if start and end and whole and (end + timedelta(days=1)).day == 1:
        return f"{MONTHS[start.month - 1]} {start.year}"
    return period_words(start, end)


def days_left(day: date, today: date) -> str:
    """«осталось 5 дней», «сегодня», «прошло 12 дней»."""
    days = (day - today).days
    if days == 0:
        return "сегодня"
    if days == 1:
        return "завтра"
    words = ("остался", "осталось", "осталось") if days > 0 else ("прошёл", "прошло", "прошло")
    return f"{plural(days, words)} {count(abs(days), DAYS)}"


def extract_words(filters: Filters) -> str:
    """What the filters leave, «Зам по УВР, февраль 2012»; empty if they leave the whole plan."""
    state = word_of(filters.state) if filters.state else ""
    parts = (
        roles_words(filters.roles),
        filters.school.name if filters.school else "",
        filters.section.title if filters.section else "",
        window_words(filters.window) if filters.window else "",
        f"со словами {quote(filters.search)}" if filters.search else "",
        "идёт сейчас" if filters.state is State.DUE else state,
    )
    return ", ".join(part for part in parts if part)


def title_of(*parts: str) -> Parts:
    """What there is of the parts of a title."""
    return tuple(filter(None, parts))


def title_line(parts: Parts) -> str:
    """A title as writers put it on one line: «Сроки: февраль 2012 · Лузский школьный округ»."""
    return " · ".join(parts)


def extract_title(plan: Plan, filters: Filters) -> Parts:
    """The plan's title on one line, and what the filters leave of it."""
    return title_of(" ".join(plan.title.split()) or "План работы", extract_words(filters))


def plan_words(plan: Plan) -> str:
    """Whose plan it is: the district's name, for want of one its base or only school's; else empty."""
    base = [school.name for school in plan.schools if school.base or len(plan.schools) == 1]
    return " ".join((plan.district.name or (base[0] if base else "")).split())


def plan_names_in(plans: Mapping[str, Plan | None], *, in_order: bool) -> dict[str, str]:
    """What to call the plans of files (None for one that was not read), by the files.

    Who is named by several has its file beside it. Where the order of the files says nothing, they are put
    ``in_order`` of their names as people count, school 2 before school 10.
    """
    words = {file: plan_words(plan) if plan else "" for file, plan in plans.items()}
    named = list(words.values())
    names = {file: name or file for file, name in words.items()}
    names |= {file: f"{name} ({file})" for file, name in words.items() if name and named.count(name) > 1}
    return dict(sorted(names.items(), key=lambda pair: natural_order(pair[1]))) if in_order else names


class _Row(Protocol):
    @property
    def occurrences(self) -> tuple[Occurrence, ...]: ...


def progress_words(rows: Iterable[_Row]) -> str:
    """How many of the rows' deadlines are met, «выполнено 12 из 45»; nothing where none is yet."""
    met = [one.mark is not None for row in rows for one in row.occurrences]
    return done_words(sum(met), len(met)) if any(met) else ""


_MOST_NAMED = 12  # activities in a note


def show_words(filters: Filters, ids: Sequence[str]) -> str:
    """«Показать: luzplan show 2.7 2.9», of very many the first."""
    first = "" if len(ids) <= _MOST_NAMED else f" первые {_MOST_NAMED}"
    return f"Показать{first}: {command_words(filters, 'show', *ids[:_MOST_NAMED])}"


def command_words(filters: Filters, *words: str) -> str:
    """A command on the plan that was asked, ready to be pasted."""
    return " ".join(filter(None, ("luzplan", *words, filters.plan_words)))
