"""LP2, and LP301 – LP303: what stands in the cell of another, what a row lacks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from luzplan.check.rule import CheckContext, Finding, rule
from luzplan.deadline import DeadlineFault, DeadlineKind
from luzplan.deadline.reader import read_deadline
from luzplan.executor import UnknownName
from luzplan.plan import Activity
from luzplan.russian import MONTHS, MONTHS_OF, count, quote
from luzplan.russian.spelling import folded
from luzplan.text import Severity, Splice, Text

_OF_ACTIVITIES = ("мероприятия", "мероприятий", "мероприятий")
_DAY = r"(?<![\w.№–-])(?<!от )(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.(?:20)?\d\d(?![\w.–-])"

# A deadline is understood beside a place, too: «клуб, 15 мая».
_OF_TIME = frozenset(
    (
        *MONTHS, *MONTHS_OF, "до", "с", "со", "по", "к", "в", "г", "год", "года", "течение", "учебного",
        "весь", "период", "начало", "начале", "конец", "конце", "середина", "ежемесячно",
        "еженедельно", "постоянно",
    )
)  # fmt: skip


def swapped_cells(context: CheckContext) -> Iterator[Finding]:
    """Срок и исполнитель перепутаны местами.

    В when: стоит исполнитель, а в who: — срок. Исправляется само: luzplan validate --fix. Если хотя бы одна
    из ячеек понята как есть, строка не отмечается.

    Плохо:

        - {what: Выставка рисунков, when: Психолог, who: май}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: Психолог}
    """
    raw = context.source.text
    for activity in context.plan.activities():
        if not is_swapped(context, activity):
            continue
        when, who = activity.when, activity.who
        written = raw[when.start : when.end], raw[who.start : who.end]
        splices = Splice(when.start, when.end, written[1]), Splice(who.start, who.end, written[0])
        fixes = () if "\n" in "".join(written) else tuple(sorted(splices))
        hint = f"поменяйте их местами: {quote(f'when: {who}')} и {quote(f'who: {when}')}"
        yield Finding("срок и исполнитель перепутаны местами", *context.place(when), hint, fixes=fixes)


def is_swapped(context: CheckContext, activity: Activity) -> bool:
    """Whether the deadline's cell names executors and the executors' cell a deadline."""
    return (
        activity.deadline.kind is DeadlineKind.UNKNOWN
        and bool(activity.who)
        and _is_deadline(context, activity.who)
        and context.names_executor(activity.when)
    )


def _is_deadline(context: CheckContext, words: str) -> bool:
    return read_deadline(words, context.plan.calendar).kind.says_when


def executor_in_deadline(context: CheckContext) -> Iterator[Finding]:
    """В сроке стоит исполнитель.

    Исполнителей пишут в who:, иначе мероприятие не попадёт ни в один месяц и ни к кому. «Август, педсовет»
    не отмечается, если исполнители названы и это не они: так пишут и повод.

    Плохо:

        - {what: Выставка рисунков, when: Психолог}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: Психолог}
    """
    for activity in context.plan.activities():
        if not (words := misplaced_executor(context, activity)) or is_swapped(context, activity):
            continue
        at = activity.when.find(words)
        place = context.place(activity.when, at, at + len(words))
        is_named = _roles(context, words) <= _handed_to(context, activity)
        hint = "уберите его отсюда: он назван в who:" if is_named else "перенесите его в who:"
        yield Finding(f"в сроке стоит исполнитель: {quote(words)}", *place, hint)


def misplaced_executor(context: CheckContext, activity: Activity) -> str:
    """The words of a deadline that name executors, understood besides or not; empty if there are none."""
    return misread_executor(context, activity) or _spare_executor(context, activity)


def _spare_executor(context: CheckContext, activity: Activity) -> str:
    """The executor beside a deadline that is understood without him; empty if there is none."""
    parts = [part.strip() for part in re.split(r"[,;()\n]", activity.when)]
    if len(parts) < 2 or not activity.deadline.kind.says_when:
        return ""
    who = _handed_to(context, activity)
    for words in parts:
        if not words or _is_deadline(context, words) or not context.names_executor(words):
            continue
        if not who or _roles(context, words) <= who:
            return words
    return ""


def _handed_to(context: CheckContext, activity: Activity) -> set[str]:
    return {one.role for one in context.plan.executors(activity).executors}


def _roles(context: CheckContext, words: str) -> set[str]:
    return {one.role for one in context.plan.book.read(Text(words)).executors}


def misread_executor(context: CheckContext, activity: Activity) -> str:
    """The words of a deadline that are not understood since they are executors; empty if there are none."""
    wrong = activity.deadline.misreading
    if wrong is None or wrong.fault is not DeadlineFault.NOT_UNDERSTOOD:
        return ""
    words = str(activity.when[wrong.start : wrong.end])
    return words if context.names_executor(words) else ""


def deadline_in_executor(context: CheckContext) -> Iterator[Finding]:
    """Среди исполнителей стоит срок.

    Сроки пишут в when:, иначе мероприятие не попадёт ни в один месяц. Классы, кабинеты и числа без месяца и
    года не отмечаются.

    Плохо:

        - {what: Выставка рисунков, who: "Психолог, май"}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: Психолог}
    """
    for activity in context.plan.activities():
        if is_swapped(context, activity):
            continue
        places = [(name.start, name.end) for name in dated_names(context, activity)]
        # Beside an executor who is understood a number is no part of the name, whatever it is.
        places += [found.span() for found in re.finditer(_DAY, activity.who)]
        for start, end in places:
            message = f"среди исполнителей стоит срок: {quote(activity.who[start:end])}"
            place = context.place(activity.who, start, end)
            yield Finding(message, *place, "перенесите его в when:")


def dated_names(context: CheckContext, activity: Activity) -> Iterator[UnknownName]:
    """The words among the executors that name nobody because they are a deadline."""
    names = context.plan.executors(activity).unknown
    return (name for name in names if _is_deadline(context, name.text))


def deadline_in_place(context: CheckContext) -> Iterator[Finding]:
    """На месте места или автора стоит срок.

    Сроки пишут в when:, иначе мероприятие не попадёт ни в один месяц. Срок среди слов о месте («клуб,
    15 мая») не отмечается.

    Плохо:

        - {what: Выставка рисунков, where: май, who: Психолог}

    Хорошо:

        - {what: Выставка рисунков, when: май, where: школьная библиотека, who: Психолог}
    """
    author = context.plan.author
    cells = [*(activity.where for activity in context.plan.activities()), author.position, author.name]
    for text in filter(None, cells):
        is_only_of_time = all(word in _OF_TIME or word.isdigit() for word in re.findall(r"\w+", folded(text)))
        if is_only_of_time and _is_deadline(context, text):
            yield Finding(f"здесь стоит срок: {quote(text)}", *context.place(text), "перенесите его в when:")


def no_deadline(context: CheckContext) -> Iterator[Finding]:
    """Срок не указан.

    Мероприятие без срока не попадёт ни в один месяц, и никто не заметит, что оно не сделано. Если точного
    срока нет, так и напишите: «в течение года», «по плану РОО». Срок, который записан среди исполнителей,
    здесь не отмечается.

    Плохо:

        - {what: Мастер-классы для участников конкурса, who: Методсовет}

    Хорошо:

        - {what: Мастер-классы для участников конкурса, when: в течение года, who: Методсовет}
    """
    hint = "добавьте when: хотя бы «в течение года»"
    return _missing(context, "срок", hint, _lacks_deadline)


def no_executor(context: CheckContext) -> Iterator[Finding]:
    """Исполнитель не указан.

    Дело, у которого нет исполнителя, не сделает никто. Прочерк и «???» не называют никого. Исполнитель,
    который записан в сроке, здесь не отмечается.

    Плохо:

        - {what: Мастер-классы для участников конкурса, when: март}

    Хорошо:

        - {what: Мастер-классы для участников конкурса, when: март, who: Методсовет}
    """
    return _missing(context, "исполнитель", "добавьте who:", _lacks_executor)


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


def _lacks_deadline(context: CheckContext, activity: Activity) -> bool:
    """Whether an activity has no deadline, not even among its executors."""
    known = any(dated_names(context, activity)) or context.is_remark(activity.when)
    return activity.deadline.kind is DeadlineKind.NONE and not known


def _lacks_executor(context: CheckContext, activity: Activity) -> bool:
    """Whether an activity has no executor, not even among its deadlines."""
    known = misplaced_executor(context, activity) or context.is_remark(activity.who)
    return not any(map(str.isalnum, activity.who)) and not known


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


RULES = (
    rule("LP205", Severity.ERROR, swapped_cells),
    rule("LP206", Severity.ERROR, executor_in_deadline),
    rule("LP207", Severity.ERROR, deadline_in_executor),
    rule("LP208", Severity.WARNING, deadline_in_place),
    rule("LP301", Severity.WARNING, no_deadline, partial(_lacked_by_most, "срок")),
    rule("LP302", Severity.WARNING, no_executor, partial(_lacked_by_most, "исполнитель")),
    rule("LP303", Severity.WARNING, empty_text),
)
