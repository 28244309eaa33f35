"""LP3: what a plan should say and does not, or says twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from luzplan.check.rule import CheckContext, Finding, rule, weightier_when_new
from luzplan.deadline import DeadlineKind
from luzplan.plan import Activity
from luzplan.russian import ACTIVITIES, MONTHS, count, quote
from luzplan.russian.spelling import folded
from luzplan.text import Severity, Text

MOST_IN_A_MONTH = 12  # deadlines of one executor; more is every other working day
_ALIKE = 0.85  # the share of common words at which two rows are hardly two activities
_FEWEST_WORDS = 5
_MOST_ALIKE = 40  # rows of one executor and deadline that are compared with each other


def empty_text(context: CheckContext) -> Iterator[Finding]:
    """Нет названия у раздела или мероприятия.

    Строка без слов осталась от правки: допишите её или удалите. Единственный раздел без названия не
    отмечается: таков план, в котором нет разделов.

    Плохо:

        - what:
          when: март
          who: Методсовет

    Хорошо:

        - {what: Мастер-классы для участников конкурса, when: март, who: Методсовет}
    """
    sections = context.plan.sections
    for section in sections if len(sections) > 1 else ():  # a plan without sections is one without a title
        is_known = context.is_remark(section.title) or context.is_faulty(section.start, section.title.end)
        if not section.title.strip() and not is_known:
            yield Finding(
                f"у раздела {section.number} нет названия", *context.place(section.title), "допишите его"
            )
    for activity in context.plan.activities():
        is_known = context.is_remark(activity.what) or context.is_faulty(activity.start, activity.end)
        if not activity.what.strip() and not is_known:
            message = f"у мероприятия {activity.position} не сказано, что делается"
            yield Finding(message, *context.place(activity.what), "допишите или удалите его")


def empty_section(context: CheckContext) -> Iterator[Finding]:
    """Раздел пуст.

    В разделе нет ни одного мероприятия. Раздел, который не прочитался из-за ошибки, не отмечается.

    Плохо:

        sections:
          - title: Кадровое обеспечение
            activities: []

    Хорошо:

        sections:
          - title: Кадровое обеспечение
            activities:
              - {what: Тарификация, when: август, who: Директора школ}
    """
    for section in context.plan.sections:
        if not section.activities and not context.is_faulty(section.start, section.end):
            message = f"в разделе {section.number} нет мероприятий"
            yield Finding(message, *context.place(section.title), "допишите мероприятия или удалите раздел")


def doubled_section(context: CheckContext) -> Iterator[Finding]:
    """Два раздела с одним названием.

    По названию раздела его находят: luzplan due --section Кадровое. Разделы без названия и похожие названия
    не отмечаются.

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


def nearly_doubled_activity(context: CheckContext) -> Iterator[Finding]:
    """Почти такое же мероприятие уже есть.

    Те же исполнители, тот же срок и почти те же слова: строку скопировали и исправили не до конца. Строки,
    которые отличаются числами («5 класс», «6 класс»), и короткие не отмечаются.

    Плохо:

        - {what: Проведение школьного этапа всероссийской олимпиады, when: май, who: Директор}
        - {what: Проведение школьного этапа Всероссийской олимпиады школьников, when: май, who: Директор}

    Хорошо:

        - {what: Проведение школьного этапа всероссийской олимпиады, when: май, who: Директор}
        - {what: Проведение районного этапа смотра строя и песни, when: май, who: Директор}
    """
    same: dict[tuple[str, str], list[Activity]] = {}
    for activity in context.plan.activities():
        if activity.when.strip() and len(activity.what.split()) >= _FEWEST_WORDS:
            same.setdefault((folded(activity.when), folded(activity.who)), []).append(activity)
    for rows in same.values():
        words = [folded(one.what).rstrip(" .;") for one in rows[:_MOST_ALIKE]]
        for at, activity in enumerate(rows[:_MOST_ALIKE]):
            before = zip(rows[:at], words[:at], strict=True)
            first = next((one for one, other in before if _is_nearly(other, words[at])), None)
            if first is not None:
                message = f"мероприятие {activity.position} почти повторяет {first.position}"
                place = context.place(activity.what)
                yield Finding(message, *place, "удалите одно или уточните", first_seen=first.what.start)


def _is_nearly(one: str, other: str) -> bool:
    """Whether two texts, folded, have nearly the same words and the same numbers."""
    if one == other or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    from difflib import SequenceMatcher  # few plans have two rows that may be one

    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= _ALIKE


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
        if len(rows) > MOST_IN_A_MONTH:
            activity, start, end = rows[MOST_IN_A_MONTH]
            when = f"{MONTHS[month.month - 1]} {month.year}"
            name = quote(f"{role} {school}".rstrip())
            message = f"у исполнителя {name} {count(len(rows), ACTIVITIES)} к сроку: {when}"
            yield Finding(
                message, *context.place(activity.who, start, end), "разнесите сроки или назовите помощников"
            )


RULES = (
    rule("LP303", Severity.WARNING, empty_text),
    rule("LP304", Severity.WARNING, empty_section),
    rule("LP305", Severity.WARNING, doubled_section),
    rule("LP306", Severity.WARNING, doubled_activity),
    rule("LP308", Severity.WARNING, overloaded_executor, once=True),
    weightier_when_new(rule("LP309", Severity.NOTE, nearly_doubled_activity)),
)
