"""LP2: deadlines that cannot be read, or only with some goodwill."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luzplan.check.rule import CheckContext, Finding, rule
from luzplan.deadline import Deadline, DeadlineFault, DeadlineKind
from luzplan.deadline.reader import LONGEST, read_deadline, typed_in_latin
from luzplan.deadline.tokens import corrected
from luzplan.plan.references import origin
from luzplan.russian import MONTHS, MONTHS_OF, did_you_mean, quote
from luzplan.russian.spelling import folded, nearest
from luzplan.school_year import days_in, month_number
from luzplan.text import Severity, Splice, Text

_WORD = r"[^\W\d_]+"
_DAY_OF_MONTH = r"(?P<day>\d{1,2})\s*(?P<month>\.\s*\d{1,2}|[^\W\d_]+)"
_LEAP_YEAR = 2000
_MONTHS = (*MONTHS, *MONTHS_OF)
_LIKE_A_DATE = r"\s*\d{1,2}\.\d{2}\.?\s*"


def unknown_deadline(context: CheckContext) -> Iterator[Finding]:
    """Срок не понят.

    Мероприятие с непонятным сроком не попадёт ни в один месяц. Сроки пишите словами, как в документе: «Ноябрь
    - январь», «до 15 мая», «в течение года», «ежемесячно». Как программа читает срок, покажет luzplan when
    «срок». Сроки без дат («по графику», «по мере необходимости») не отмечаются.

    Плохо:

        - {what: Выставка рисунков, when: феврюнь, who: Учителя}

    Хорошо:

        - {what: Выставка рисунков, when: февраль, who: Учителя}
    """
    for text, deadline in _deadlines(context):
        if deadline.misreading and deadline.misreading.fault is DeadlineFault.TOO_LONG:
            place = context.place(text, deadline.misreading.start, deadline.misreading.end)
            yield Finding(f"срок длиннее {LONGEST} знаков", *place, "перенесите лишнее в note:")
        if deadline.misreading and deadline.misreading.fault is DeadlineFault.NOT_UNDERSTOOD:
            start, end = deadline.misreading[1:]
            if context.names_executor(text[start:end]):
                continue  # a fault of its own
            start, end = _strange_word(text) or (start, end) if text[start:end].isdigit() else (start, end)
            once = _written_once(text[:end], start)
            near = once or _meant(text, start, end)
            hint = did_you_mean(
                [one.text for one in near], "напишите, например, «Ноябрь - январь» или «до 15 мая»"
            )
            message, place = f"срок не понят: {quote(text[start:end])}", context.place(text, start, end)
            meant = [splice for one in near for splice in context.splices(text, *one)]
            yield Finding(message, *place, hint, None, tuple(meant) if once else (), tuple(meant))


def _written_once(text: str, start: int = 0) -> list[Splice]:
    """The changes of words that are months but for a doubled letter, which no month has: «мартт»."""
    words = (
        (word, re.sub(r"(?i)(\w)\1+", r"\1", word[0])) for word in re.compile(_WORD).finditer(text, start)
    )
    return [Splice(*word.span(), once) for word, once in words if once != word[0] and folded(once) in _MONTHS]


def _strange_word(text: Text) -> tuple[int, int] | None:
    """Where a word is that a month is nearly, since a number that is not understood belongs to it."""
    for word in re.finditer(_WORD, text):
        if folded(word[0]) not in _MONTHS and len(word[0]) > 3 and nearest(word[0], _MONTHS, alike=0.7):
            return word.span()
    return None


def _misread(context: CheckContext, fault: DeadlineFault) -> Iterator[tuple[str, tuple[int, int]]]:
    """The words at fault and their place, for all deadlines with this fault."""
    for text, deadline in _deadlines(context):
        wrong = deadline.misreading
        if wrong and wrong.fault is fault:
            yield text[wrong.start : wrong.end], context.place(text, wrong.start, wrong.end)


def _deadlines(context: CheckContext) -> Iterator[tuple[Text, Deadline]]:
    for role in context.plan.roles:
        if role.since and origin(context.plan, role) is None:
            yield role.since, read_deadline(role.since, context.plan.calendar)
    for activity in context.plan.activities():
        yield activity.when, activity.deadline


def _meant(text: Text, start: int, end: int) -> list[Splice]:
    """The changes of which one may make a deadline of a text with words that are not understood."""
    if typed := typed_in_latin(text):
        return [Splice(0, len(text), typed)]
    return [
        Splice(start + word.start(), start + word.end(), near)
        for word in re.finditer(_WORD, text[start:end])
        for near in nearest(word[0], _MONTHS, alike=0.7)
    ]


def impossible_date(context: CheckContext) -> Iterator[Finding]:
    """Такой даты не бывает.

    В феврале нет 31-го числа, а в году тринадцатого месяца. Программа не угадывает, что имелось в виду. Время
    рядом с датой не отмечается.

    Плохо:

        - {what: Выставка рисунков, when: 31 февраля, who: Учителя}

    Хорошо:

        - {what: Выставка рисунков, when: 29 февраля, who: Учителя}
    """
    for words, place in _misread(context, DeadlineFault.IMPOSSIBLE):
        yield Finding(f"такой даты не бывает: {quote(words)}", *place, _last_day(words))


def _last_day(words: str) -> str:
    """How long the month is, where one is named."""
    for found in re.finditer(_DAY_OF_MONTH, folded(words)):
        month = month_number(found["month"].strip(". "))
        if month and int(found["day"]) > days_in(_LEAP_YEAR, month):
            return f"последнее число {MONTHS_OF[month - 1]} — {days_in(_LEAP_YEAR, month)}"
    return "проверьте число и месяц"


def reversed_deadline(context: CheckContext) -> Iterator[Finding]:
    """Конец срока раньше начала.

    Обычно переставлены числа или не исправлен год в одной из дат. Срок через Новый год («Ноябрь – январь») не
    отмечается.

    Плохо:

        - {what: Выставка рисунков, when: 15 мая - 10 мая, who: Учителя}

    Хорошо:

        - {what: Выставка рисунков, when: 10 мая - 15 мая, who: Учителя}
    """
    for words, place in _misread(context, DeadlineFault.REVERSED):
        yield Finding(
            f"конец срока раньше начала: {quote(words)}", *place, "поменяйте даты местами или исправьте год"
        )


def misspelt_deadline(context: CheckContext) -> Iterator[Finding]:
    """Опечатка в сроке.

    Программа догадалась, какое слово имелось в виду, но догадка — ещё не срок: подтвердите её. Исправляется
    само: luzplan validate --fix. Сокращения («сент.», «в теч. года») опечатками не считаются.

    Плохо:

        - {what: Выставка рисунков, when: фивраль, who: Учителя}

    Хорошо:

        - {what: Выставка рисунков, when: февраль, who: Учителя}
    """
    slips: dict[str, list[tuple[int, int, str]]] = {}
    for text, deadline in _deadlines(context):
        if deadline.kind is DeadlineKind.UNKNOWN:
            continue
        if text not in slips:
            slips[text] = list(_slips(text))
        for start, end, meant in slips[text]:
            message = f"опечатка в сроке: {quote(text[start:end])}"
            fixes = context.splices(text, start, end, meant)
            yield Finding(
                message, *context.place(text, start, end), f"может быть, {quote(meant)}?", fixes=fixes
            )


def _slips(text: str) -> Iterator[tuple[int, int, str]]:
    for found in re.finditer(_WORD, text):
        meant = corrected(folded(found[0]))
        if meant:
            yield found.start(), found.end(), meant.capitalize() if found[0][0].isupper() else meant
    yield from (one for one in _written_once(text) if corrected(folded(text[one.start : one.end])) is None)


def time_for_a_date(context: CheckContext) -> Iterator[Finding]:
    """Вместо даты стоит время.

    «12.15» не бывает датой, поэтому прочитано как время суток, и мероприятие не попадёт ни в один месяц.
    Время рядом с датой не отмечается.

    Плохо:

        - {what: Педсовет, when: "12.15", who: Учителя}

    Хорошо:

        - {what: Педсовет, when: "12 мая, 12.15", who: Учителя}
    """
    for activity in context.plan.activities():
        is_time = activity.deadline.kind is DeadlineKind.UNSCHEDULED
        if is_time and re.fullmatch(_LIKE_A_DATE, activity.when):
            message = f"{quote(activity.when.strip())} — время, а не дата"
            yield Finding(message, *context.place(activity.when), "допишите число и месяц")


RULES = (
    rule("LP201", Severity.ERROR, unknown_deadline),
    rule("LP202", Severity.ERROR, impossible_date),
    rule("LP203", Severity.ERROR, reversed_deadline),
    rule("LP204", Severity.ERROR, misspelt_deadline),
    rule("LP217", Severity.WARNING, time_for_a_date),
)
