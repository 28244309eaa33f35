"""LP1, LP213, LP3: activities that are there twice or that others name; roles that one brings into being."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from luzplan.check.rule import CheckContext, Finding, Rule, dated, rule, weightier_when_new
from luzplan.deadline import DeadlineKind
from luzplan.deadline.reader import read_deadline
from luzplan.plan import Activity
from luzplan.plan.references import NUMBER, Reference, circles, exists_from, origin, prerequisites
from luzplan.russian import date_words, did_you_mean, quote
from luzplan.russian.spelling import folded, nearest
from luzplan.text import Severity

SHIFTED = "LP126"
_ALIKE = 0.85  # the share of common words at which two rows are hardly two activities
_FEWEST_WORDS = 5
_MOST_ALIKE = 40  # rows of one executor and deadline that are compared with each other


def doubled_id(context: CheckContext) -> Iterator[Finding]:
    """Имя мероприятия занято.

    Своё имя (id:) заменяет номер в командах: luzplan show олимпиада. Оно должно быть одно на весь план и не
    должно совпадать с номером другого мероприятия. Одинаковые слова двух мероприятий здесь не отмечаются.

    Плохо:

        - {id: олимпиада, what: Школьный этап, when: октябрь, who: Учителя}
        - {id: олимпиада, what: Районный этап, when: ноябрь, who: РОО}

    Хорошо:

        - {id: олимпиада-1, what: Школьный этап, when: октябрь, who: Учителя}
        - {id: олимпиада-2, what: Районный этап, when: ноябрь, who: РОО}
    """
    owners = {activity.position: activity for activity in context.plan.activities()}
    for activity in context.plan.activities():
        first = owners.setdefault(str(activity.id), activity)
        if first is not activity:
            hint = "дайте каждому мероприятию своё имя или уберите id:"
            yield Finding(
                f"имя {quote(activity.id)} уже занято мероприятием {first.position}",
                *context.place(activity.id),
                hint,
                first_seen=first.start,
            )


def unknown_activity(context: CheckContext) -> Iterator[Finding]:
    """Названо мероприятие, которого нет.

    В since: у роли и в after: у мероприятия пишут номер (2.1) или имя (id) другого мероприятия. Когда строки
    добавляет, переносит или убирает сама программа, номера в этих ключах она меняет вслед. День в since:
    пишите словами: «2.1» — это мероприятие, «2 января» — день. Несколько мероприятий через запятую и день,
    написанный словами, не отмечаются.

    Плохо:

        - {what: Создание совета, when: Декабрь, who: Директор}
        - {what: Первое заседание, when: Январь, who: Директор, after: "1.7"}

    Хорошо:

        - {what: Создание совета, when: Декабрь, who: Директор}
        - {what: Первое заседание, when: Январь, who: Директор, after: "1.1"}
    """
    days = {role.since for role in context.plan.roles}
    own_names = [name for name in context.plan.by_name if not re.fullmatch(NUMBER, name)]
    for reference in _references(context):
        if reference.activity is not None:
            continue
        names = nearest(reference.name, own_names, alike=0.7)
        day = read_deadline(reference.name if reference.text in days else "", context.plan.calendar)
        otherwise = "посмотрите номера: luzplan show --brief"
        otherwise += f"; день пишут словами: {date_words(day.end)}" if day.end else ""
        place, meant = context.place(*reference[:3]), context.suggestions(*reference[:3], names)
        message = f"мероприятия {quote(reference.name)} в плане нет"
        yield Finding(message, *place, did_you_mean(names, otherwise), suggestions=meant)


def _references(context: CheckContext) -> Iterator[Reference]:
    plan = context.plan
    yield from filter(None, (origin(plan, role) for role in plan.roles))
    for activity in plan.activities():
        yield from prerequisites(plan, activity)


def activities_in_circle(context: CheckContext) -> Iterator[Finding]:
    """Мероприятия ждут друг друга по кругу.

    Если первое идёт после второго, а второе после первого, начать нельзя ни с одного. Цепочка, которая никуда
    не возвращается, не отмечается.

    Плохо:

        - {id: совет, what: Создание совета, when: Декабрь, who: Директор, after: заседание}
        - {id: заседание, what: Первое заседание, when: Декабрь, who: Директор, after: совет}

    Хорошо:

        - {id: совет, what: Создание совета, when: Декабрь, who: Директор}
        - {id: заседание, what: Первое заседание, when: Декабрь, who: Директор, after: совет}
    """
    links = {
        row.position: {one.activity.position: one for one in prerequisites(context.plan, row) if one.activity}
        for row in context.plan.activities()
        if row.after
    }
    for circle in circles(links, lambda position: links.get(position, ())):
        last = links[circle[-1]][circle[0]]
        message = f"мероприятия ждут друг друга по кругу: {' → '.join((*circle, circle[0]))}"
        place = context.place(*last[:3])
        yield Finding(message, *place, "уберите одно из after:")


def earlier_than_prerequisite(context: CheckContext) -> Iterator[Finding]:
    """Мероприятие кончается раньше того, после которого идёт.

    В after: сказано, что должно быть сделано сначала, а срок у того позже. Пересекаться сроки могут:
    «январь» после «январь – февраль» — ошибка, «январь – март» после «январь – февраль» — нет. Дела без
    дат и постоянные не проверяются.

    Плохо:

        - {what: Создание совета, when: Декабрь, who: Директор}
        - {what: Первое заседание, when: Ноябрь, who: Директор, after: "1.1"}

    Хорошо:

        - {what: Создание совета, when: Декабрь, who: Директор}
        - {what: Первое заседание, when: Декабрь – январь, who: Директор, after: "1.1"}
    """
    for activity in context.plan.activities():
        end = activity.deadline.end if _has_dates(activity) else None
        for link in prerequisites(context.plan, activity) if end else ():
            first = link.activity
            must = first.deadline.spans[0].end if first and _has_dates(first) else None
            if first and end and must and end < must:
                line = context.source.position(first.when.start).line
                message = f"срок кончается {date_words(end)}, раньше {first.position}, за которым идёт"
                hint = f"срок {first.position} — до {date_words(must)} (строка {line}): измените один из них"
                yield Finding(message, *context.place(activity.when), f"{hint} или уберите after:")


def _has_dates(activity: Activity) -> bool:
    return activity.deadline.kind is DeadlineKind.DATES


def executor_before_it_exists(context: CheckContext) -> Iterator[Finding]:
    """Исполнитель действует раньше, чем появится.

    У роли указано, с какого срока она существует (since: Декабрь) или каким мероприятием создана
    (since: 2.1), а мероприятие начинается раньше. Постоянные дела и дела без дат не проверяются.

    Плохо:

        roles: [{name: Совет округа, since: Декабрь}]
        sections:
          - title: Раздел
            activities:
              - {what: Согласование календарного графика, when: сентябрь, who: Совет округа}

    Хорошо:

        roles: [{name: Совет округа, since: Декабрь}]
        sections:
          - title: Раздел
            activities:
              - {what: Согласование календарного графика, when: январь, who: Совет округа}
    """
    first_days = _first_days(context)
    for activity in context.plan.activities() if first_days else ():
        deadline = activity.deadline
        first = deadline.start or deadline.end if _has_dates(activity) else None
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


RULES = (
    rule("LP106", Severity.ERROR, doubled_id),
    rule("LP114", Severity.ERROR, unknown_activity),
    rule("LP115", Severity.ERROR, activities_in_circle),
    Rule(
        SHIFTED,
        Severity.WARNING,
        "shifted-number",
        """Номер называет уже другое мероприятие.

        Строки добавили, убрали или перенесли, а номер в since: или after: остался прежним. Видно только в
        сравнении: luzplan validate --since main. Имена (id) не сдвигаются; номера, которые исправили вслед
        за строками, не отмечаются.
        """,
    ),
    dated(rule("LP116", Severity.ERROR, earlier_than_prerequisite)),
    dated(rule("LP213", Severity.WARNING, executor_before_it_exists)),
    rule("LP306", Severity.WARNING, doubled_activity),
    weightier_when_new(rule("LP309", Severity.NOTE, nearly_doubled_activity)),
)
