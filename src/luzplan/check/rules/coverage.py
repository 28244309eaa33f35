"""LP3: what a plan should say and does not, or says twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from luzplan.check.rule import CheckContext, Finding, rule
from luzplan.check.rules.misplaced import lacks_deadline, lacks_executor
from luzplan.deadline import DeadlineKind
from luzplan.plan import Activity
from luzplan.russian import ACTIVITIES, MONTHS, count, listing, quote
from luzplan.russian.spelling import folded
from luzplan.text import Severity, Text

MOST_IN_A_MONTH = 12  # deadlines of one executor; more is every other working day
_BLANK = r"_{2,}"
_OF_ACTIVITIES = ("мероприятия", "мероприятий", "мероприятий")
_APPROVAL = {"agreed": "СОГЛАСОВАНО", "approved": "УТВЕРЖДАЮ"}  # with the usual headings
_FILLED_IN = {"by": "кем", "protocol": "протокол", "order": "приказ", "date": "дата"}


def no_deadline(context: CheckContext) -> Iterator[Finding]:
    """Срок не указан.

    Мероприятие без срока не попадёт ни в один месяц, и никто не заметит, что оно не сделано. Если точного
    срока нет, так и напишите: «в течение года», «по плану РОО».

    Плохо:

        - what: Мастер-классы для участников конкурса
          who: Методсовет

    Хорошо:

        - what: Мастер-классы для участников конкурса
          when: в течение года
          who: Методсовет
    """
    hint = "добавьте when: хотя бы «в течение года»"
    return _missing(context, "срок", hint, lacks_deadline)


def no_executor(context: CheckContext) -> Iterator[Finding]:
    """Исполнитель не указан.

    Дело, у которого нет исполнителя, не сделает никто. Прочерк и «???» не называют никого.

    Плохо:

        - what: Мастер-классы для участников конкурса
          when: март

    Хорошо:

        - what: Мастер-классы для участников конкурса
          when: март
          who: Методсовет
    """
    return _missing(context, "исполнитель", "добавьте who:", lacks_executor)


def _missing(
    context: CheckContext, name: str, hint: str, lacks: Callable[[CheckContext, Activity], bool]
) -> Iterator[Finding]:
    """Find the rows that lack something."""
    for row in _rows(context):
        if lacks(context, row) and not context.is_faulty(row.start, row.end):
            yield Finding(f"у мероприятия {row.position} не указан {name}", *context.place(row.what), hint)


def _rows(context: CheckContext) -> list[Activity]:
    return [activity for activity in context.plan.activities() if activity.what.strip()]


def _lacked_by_most(name: str, context: CheckContext, number: int) -> str:
    """What is said once if most rows lack something, empty if only some do."""
    rows = len(_rows(context))
    return (
        f"{name} не указан у {count(number, _OF_ACTIVITIES)} из {rows}" if number > max(2, rows / 2) else ""
    )


def empty_text(context: CheckContext) -> Iterator[Finding]:
    """Нет названия у раздела или мероприятия.

    Строка без слов осталась от правки: допишите её или удалите.

    Плохо:

        - what:
          when: март
          who: Методсовет

    Хорошо:

        - what: Мастер-классы для участников конкурса
          when: март
          who: Методсовет
    """
    sections = context.plan.sections
    for section in sections if len(sections) > 1 else ():  # a plan without sections is one without a title
        if not section.title.strip() and not context.is_faulty(section.start, section.title.end):
            yield Finding(
                f"у раздела {section.number} нет названия", *context.place(section.title), "допишите его"
            )
    for activity in context.plan.activities():
        if not activity.what.strip() and not context.is_faulty(activity.start, activity.end):
            message = f"у мероприятия {activity.position} не сказано, что делается"
            yield Finding(message, *context.place(activity.what), "допишите или удалите его")


def empty_section(context: CheckContext) -> Iterator[Finding]:
    """Раздел пуст.

    В разделе нет ни одного мероприятия.

    Плохо:

        sections:
          - title: Кадровое обеспечение
            activities: []

    Хорошо:

        sections:
          - title: Кадровое обеспечение
            activities:
              - what: Тарификация
                when: август
                who: Директора школ
    """
    for section in context.plan.sections:
        if not section.activities and not context.is_faulty(section.start, section.end):
            message = f"в разделе {section.number} нет мероприятий"
            yield Finding(message, *context.place(section.title), "допишите мероприятия или удалите раздел")


def doubled_section(context: CheckContext) -> Iterator[Finding]:
    """Два раздела с одним названием.

    По названию раздела его находят: luzplan due --section Кадровое.

    Плохо:

        sections:
          - {title: Кадры, activities: [{what: Тарификация, when: май, who: Директора школ}]}
          - {title: Кадры, activities: [{what: Аттестация, when: март, who: Директора школ}]}

    Хорошо:

        sections:
          - {title: Кадры, activities: [{what: Тарификация, when: май, who: Директора школ}]}
          - {title: Аттестация, activities: [{what: Аттестация, when: март, who: Директора школ}]}
    """
    seen: dict[str, Text] = {}
    for section in context.plan.sections:
        first = seen.setdefault(folded(section.title), section.title)
        if first is not section.title and section.title.strip():
            message = f"раздел {quote(section.title)} уже есть"
            hint = "объедините их или назовите иначе"
            yield Finding(message, *context.place(section.title), hint, first_seen=first.start)


def doubled_activity(context: CheckContext) -> Iterator[Finding]:
    """Мероприятие повторяется.

    Те же слова и тот же срок уже есть: строку скопировали и забыли исправить. Одинаковые дела с разными
    сроками — не повтор.

    Плохо:

        - {what: Педсовет по итогам четверти, when: ноябрь, who: Директор}
        - {what: Педсовет по итогам четверти, when: ноябрь, who: Директор}

    Хорошо:

        - {what: Педсовет по итогам четверти, when: ноябрь, who: Директор}
        - {what: Педсовет по итогам четверти, when: январь, who: Директор}
    """
    seen: dict[tuple[str, str], Activity] = {}
    for activity in context.plan.activities():
        words = _comparable(activity.what)
        first = seen.setdefault((words, folded(activity.when)), activity)
        if first is not activity and words:
            yield Finding(
                f"мероприятие {activity.position} повторяет {first.position}",
                *context.place(activity.what),
                "удалите одно из них или уточните срок",
                first_seen=first.what.start,
            )


def _comparable(text: str) -> str:
    """Fold what may differ in a copy; `folded` does more and would take most of the time of a large plan."""
    return " ".join(text.casefold().replace("ё", "е").split()).rstrip(" .,;")


def blank_approval(context: CheckContext) -> Iterator[Finding]:
    """Гриф не заполнен.

    План действует, когда он согласован и утверждён. Впишите номер и дату вместо подчёркиваний, когда
    документ подписан. Место для подписи после фамилии может остаться.

    Плохо:

        approval:
          approved:
            heading: УТВЕРЖДАЮ
            by: директор
            order: приказ № _____ от « _____ » _____

    Хорошо:

        approval:
          approved:
            heading: УТВЕРЖДАЮ
            by: директор
            order: приказ № 15 от «30» августа 2011 г.
    """
    for block, heading in _APPROVAL.items():
        fields = {
            str(key): value for key, value in context.pairs("approval", block) if isinstance(value, Text)
        }
        blank = {name: fields[key] for key, name in _FILLED_IN.items() if _is_blank(fields.get(key))}
        if blank:
            message = f"гриф {quote(fields.get('heading') or heading)} не заполнен: {listing(list(blank))}"
            hint = "впишите, когда документ подписан"
            yield Finding(message, *_first_blank(context, next(iter(blank.values()))), hint)


def _is_blank(text: Text | None) -> bool:
    return text is not None and (not text.strip() or re.search(_BLANK, text) is not None)


def _first_blank(context: CheckContext, text: Text) -> tuple[int, int]:
    found = re.search(_BLANK, text)
    return context.place(text, found.start(), found.end()) if found else context.place(text)


def overloaded_executor(context: CheckContext) -> Iterator[Finding]:
    """У исполнителя слишком много сроков в одном месяце.

    Больше двенадцати дел, которые заканчиваются в одном месяце, один человек вряд ли сделает хорошо.
    Разнесите сроки или назовите помощников. Посмотреть загрузку по месяцам: luzplan load.

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
    ends: dict[tuple[str, date], list[tuple[Activity, int, int]]] = {}
    for activity in context.plan.activities():
        month = _last_month(activity)
        for executor in context.plan.executors(activity).executors if month else ():
            if month:
                ends.setdefault((executor.role, month), []).append((activity, executor.start, executor.end))
    for (role, month), rows in ends.items():
        if len(rows) > MOST_IN_A_MONTH:
            activity, start, end = rows[MOST_IN_A_MONTH]
            when = f"{MONTHS[month.month - 1]} {month.year}"
            message = f"у исполнителя {quote(role)} {count(len(rows), ACTIVITIES)} к сроку: {when}"
            yield Finding(
                message, *context.place(activity.who, start, end), "разнесите сроки или назовите помощников"
            )


def _last_month(activity: Activity) -> date | None:
    end = activity.deadline.end if activity.deadline.kind is DeadlineKind.DATES else None
    return end.replace(day=1) if end else None


RULES = (
    rule("LP301", Severity.WARNING, no_deadline, partial(_lacked_by_most, "срок")),
    rule("LP302", Severity.WARNING, no_executor, partial(_lacked_by_most, "исполнитель")),
    rule("LP303", Severity.WARNING, empty_text),
    rule("LP304", Severity.WARNING, empty_section),
    rule("LP305", Severity.WARNING, doubled_section),
    rule("LP306", Severity.WARNING, doubled_activity),
    rule("LP307", Severity.WARNING, blank_approval),
    rule("LP308", Severity.WARNING, overloaded_executor, once=True),
)
