"""LP1, third half: activities that a plan names, and names that it declares and does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luzplan.check.rule import CheckContext, Finding, rule, weightier_when_new
from luzplan.check.rules.names import in_any_case
from luzplan.deadline import DeadlineKind, read_deadline
from luzplan.executor import Role
from luzplan.plan import Activity
from luzplan.plan.references import NUMBER, Reference, origin, prerequisites
from luzplan.russian import date_words, did_you_mean, quote
from luzplan.russian.spelling import folded, nearest
from luzplan.text import Severity, Text


def unknown_activity(context: CheckContext) -> Iterator[Finding]:
    """Названо мероприятие, которого нет.

    В since: у роли и в after: у мероприятия пишут номер (2.1) или имя (id) другого мероприятия. Когда
    строки добавляет, переносит или убирает сама программа, номера в этих ключах она меняет вслед. День
    в since: пишите словами: «2.1» — это мероприятие, «2 января» — день.

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
        otherwise = "посмотрите номера: luzplan show"
        otherwise += f"; день пишут словами: {date_words(day.end)}" if day.end else ""
        place = context.place(reference.text, reference.start, reference.end)
        meant = context.suggestions(reference.text, reference.start, reference.end, names)
        message = f"мероприятия {quote(reference.name)} в плане нет"
        yield Finding(message, *place, did_you_mean(names, otherwise), suggestions=meant)


def _references(context: CheckContext) -> Iterator[Reference]:
    plan = context.plan
    yield from filter(None, (origin(plan, role) for role in plan.roles))
    for activity in plan.activities():
        yield from prerequisites(plan, activity)


def activities_in_circle(context: CheckContext) -> Iterator[Finding]:
    """Мероприятия ждут друг друга по кругу.

    Если первое идёт после второго, а второе после первого, начать нельзя ни с одного.

    Плохо:

        - {id: совет, what: Создание совета, when: Декабрь, who: Директор, after: заседание}
        - {id: заседание, what: Первое заседание, when: Декабрь, who: Директор, after: совет}

    Хорошо:

        - {id: совет, what: Создание совета, when: Декабрь, who: Директор}
        - {id: заседание, what: Первое заседание, when: Декабрь, who: Директор, after: совет}
    """
    links = {
        activity.position: [one for one in prerequisites(context.plan, activity) if one.activity]
        for activity in context.plan.activities()
        if activity.after
    }
    settled: set[str] = set()
    for start in links:
        if circle := _circle_from(start, links, settled):
            numbers = [link.activity.position for link in circle if link.activity]
            last = circle[-1]
            words = " → ".join((*numbers, numbers[0]))
            place = context.place(last.text, last.start, last.end)
            yield Finding(f"мероприятия ждут друг друга по кругу: {words}", *place, "уберите одно из after:")


def _circle_from(start: str, links: dict[str, list[Reference]], settled: set[str]) -> list[Reference]:
    """The links of a circle that can be reached from a row and was not found before; [] if there is none."""
    path: list[Reference] = []
    on_path = [start]
    waiting = [iter(links[start])] if start not in settled else []
    while waiting:
        link = next(waiting[-1], None)
        if link is None or link.activity is None:
            waiting.pop()
            settled.add(on_path.pop())
            del path[-1:]
            continue
        target = link.activity.position
        if target in on_path:
            settled.update(on_path)
            return [*path, link][on_path.index(target) :]
        if target in links and target not in settled:
            path.append(link)
            on_path.append(target)
            waiting.append(iter(links[target]))
    return []


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
    for activity in context.plan.activities() if context.year else ():
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


def unused_role(context: CheckContext) -> Iterator[Finding]:
    """Роль объявлена, но нигде не названа.

    Роль в roles: не исполняет ни одного мероприятия, и ни один текст плана её не называет. Обычно её
    переименовали в строках и забыли в списке, или наоборот. Не отмечаются более широкая роль, в которую
    входит названная, и обычная школьная должность, которую план только уточняет.

    Плохо:

        roles:
          - {name: Совет округа}
        sections:
          - title: Раздел
            activities:
              - {what: Согласование графика, when: сентябрь, who: Директор}

    Хорошо:

        roles:
          - {name: Совет округа}
        sections:
          - title: Раздел
            activities:
              - {what: Согласование графика, when: сентябрь, who: Совет округа}
    """
    plan = context.plan
    if not plan.roles:
        return
    # Few plans have roles, and these bring the reader along.
    from luzplan.executor.book import without_mark
    from luzplan.executor.roles import shipped_roles

    usual = {folded(name) for role in shipped_roles() for name in (role.name, *role.aliases)}
    read = [one for activity in plan.activities() for one in plan.executors(activity).executors]
    named = {name for one in read for name in (one.role, one.head) if name}
    waiting = list(named)
    while waiting:
        parent = plan.book.parent_of(waiting.pop())
        if parent and parent not in named:
            named.add(parent)
            waiting.append(parent)
    for role in plan.roles:
        name = without_mark(role.name)
        known = name in named or folded(name) in usual
        if name.strip() and not known and not _is_mentioned(context, role):
            message = f"роль {quote(role.name)} нигде не названа"
            yield Finding(message, *context.place(role.name), "уберите её или поправьте имя в строках")


def _is_mentioned(context: CheckContext, role: Role) -> bool:
    """Whether a text outside the list of roles has a name of the role, in whatever case."""
    for name in (role.name, *role.aliases):
        pattern = in_any_case(name)
        if pattern and any(not _is_in_roles(context, hit.text) for hit in context.search.find(pattern)):
            return True
    return False


def _is_in_roles(context: CheckContext, text: Text) -> bool:
    texts = (own for one in context.plan.roles for own in (one.name, *one.aliases, one.parent) if own)
    return any(text.start == own.start for own in texts)


RULES = (
    rule("LP114", Severity.ERROR, unknown_activity),
    rule("LP115", Severity.ERROR, activities_in_circle),
    rule("LP116", Severity.ERROR, earlier_than_prerequisite),
    weightier_when_new(rule("LP117", Severity.NOTE, unused_role)),
)
