"""`luzplan done` and `luzplan undone`: what is done, and what is not after all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Annotated, NamedTuple

import typer

from luzplan.cli import options
from luzplan.cli.editing import (
    Change,
    EditTarget,
    IdsArgument,
    activities_of,
    plan_text,
    set_back,
    split_at_option,
    way_back,
)
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.options import command
from luzplan.cli.periods import day_in, is_day, today_of
from luzplan.cli.plans import plan_of
from luzplan.edit import Edited
from luzplan.edit.marking import MarkDone, Marks
from luzplan.plan import Activity, Occurrence, Plan, within
from luzplan.plan.build import Built
from luzplan.plan.days import days_named, marks_without, new_mark, parts_of, place_of
from luzplan.plan.references import NUMBER
from luzplan.russian import DEADLINES, count, date_words, listing, plural, quote
from luzplan.russian.spelling import folded
from luzplan.selection import activity_label

_EXAMPLES = """Примеры:
  luzplan done 2.8                                  выполнено сегодня
  luzplan done 2.8 3.7 --on "10 февраля"            в другой день, сразу два
  luzplan done 2.8 --note "Участвовали 120 человек"
  luzplan done 2.8 --for декабрь                    за какой срок, если их много
"""
_LONGEST_DAY = 4  # words
_SAID = re.compile("как|(?:выполнен|сделан)[а-я]+")  # «отметить 2.8 выполненным»
_MOST_NAMED = 6  # deadlines that a message names
ForOption = Annotated[
    str | None, typer.Option("--for", metavar="СРОК", help="За какой из сроков: «октябрь», «25 октября».")
]


class _MarkOptions(NamedTuple):
    """When it was done, which of its deadlines, and what is to be noted."""

    on: Annotated[
        str | None,
        typer.Option("--on", metavar="ДАТА", help="День: 2012-02-10, «10 февраля»; без него сегодня."),
    ] = None
    whose: ForOption = None
    note: Annotated[
        str | None, typer.Option("--note", metavar="ТЕКСТ", help="Заметка о выполнении, вместо прежней.")
    ] = None
    today: options.TodayOption = None


@command(_EXAMPLES)
def done(ids: IdsArgument, target: EditTarget, mark: _MarkOptions) -> None:
    """Отметить мероприятия выполненными.

    Где сроков несколько — первый из невыполненных.
    """
    note = plan_text(mark.note, "--note") if mark.note is not None else None
    ids, _, whose = split_at_option(ids, {"за": "whose"})
    mark = mark._replace(whose=whose or mark.whose)
    ids, day = _with_day([one for one in ids if not _SAID.fullmatch(folded(one))] or ids)
    if day and mark.on is not None:
        raise CommandError(Code.USAGE, "день назван дважды", "Оставьте один.")
    mark = mark._replace(on=day or mark.on)

    def change(built: Built) -> Change:
        plan = plan_of(built)
        chosen = activities_of(ids, plan)

        def undo(edit: Edited) -> Sequence[str]:
            if note is None and all(len(edit.now(one).marks) == len(one.marks) + 1 for one in chosen):
                return ("undone", *(one.position for one in chosen), *_for(mark.whose))
            is_plain = len(chosen) == len(chosen[0].occurrences) == 1
            return set_back(chosen[0], edit, ("done", "note")) if is_plain else ()

        return Change(
            MarkDone([Marks(one, _marked(one, plan, mark), note) for one in chosen]),
            lambda edit: [_line(one, edit, _asked(one, plan, mark.whose)) for one in chosen],
            undo,
        )

    target.edit(change)


def _with_day(words: Sequence[str]) -> tuple[list[str], str]:
    """The numbers, and the day that stands behind them without its option: «done 2.8 10 февраля».

    «2.8» is a number and never a day, so that «2.8 2.9 завтра» marks two rows.
    """
    numbers = [at for at, word in enumerate(words) if re.fullmatch(NUMBER, word.rstrip(",;"))]
    for at in range(max(1, len(words) - _LONGEST_DAY, *(one + 1 for one in numbers)), len(words)):
        if is_day(day := " ".join(words[at:])):
            return list(words[:at]), day
    return list(words), ""


def _for(*whose: str | None) -> list[str]:
    return [word for one in whose if one is not None for word in ("--for", one)]


def _marked(activity: Activity, plan: Plan, mark: _MarkOptions) -> list[str]:
    """All marks with the new one; a deadline that was met keeps its day unless another is given for it."""
    today = today_of(mark.today, plan)
    day = day_in(mark.on, plan.calendar, today) if mark.on is not None else today
    if day > today:
        hint = "Отметьте, когда мероприятие пройдёт, или назовите другой день: --on ДАТА."
        raise CommandError(Code.USAGE, f"{date_words(day)} ещё не наступило", hint)
    marks, asked = _readable_marks(activity), _asked(activity, plan, mark.whose)
    if asked.mark is None:
        return [*marks, new_mark(activity, plan.calendar, asked.number, day).text]
    if mark.on is not None and (mark.whose is not None or len(activity.occurrences) == 1):
        at = place_of(asked.mark, activity)
        marks[at] = marks[at].replace(str(asked.mark.day), str(day), 1)
    return marks


def _readable_marks(activity: Activity) -> list[str]:
    """The marks as they are written. Ends the command if one of them is none."""
    marks = [str(part) for part in parts_of(activity.done)] if activity.done.strip() else []
    if len(marks) != len(activity.marks):
        hint = "Исправьте прежнюю отметку: luzplan validate"
        raise CommandError(Code.REFUSED, f"файл не изменён: не понято «done» у {activity.position}", hint)
    return marks


def _asked(activity: Activity, plan: Plan, whose: str | None) -> Occurrence:
    """The deadline that is meant: the first open one of those named, else the last of these."""
    named = _named(activity, plan, whose)
    return next((one for one in named if one.mark is None), named[-1])


def _named(activity: Activity, plan: Plan, whose: str | None) -> Sequence[Occurrence]:
    """The deadlines of these words, all where none are said. Ends the command if there are none."""
    if whose is None:
        return activity.occurrences
    days = days_named(whose, plan.calendar)
    found = within(activity.deadline.spans, days) if days else []
    if not found:
        names = [quote(one.name) for one in activity.occurrences[:_MOST_NAMED]]
        some = f"{', '.join(names)} и другие" if len(activity.occurrences) > _MOST_NAMED else listing(names)
        hint = f"Есть: {some}." if activity.deadline.spans else "У него нет дней."
        raise CommandError(Code.USAGE, f"у мероприятия {activity.position} нет срока {quote(whose)}", hint)
    return [activity.occurrences[at] for at in found]


def _line(activity: Activity, edit: Edited, asked: Occurrence) -> str:
    now = edit.now(activity)
    mark = now.occurrences[asked.number].mark
    assert mark is not None
    when, which = date_words(mark.day), _which(asked, now)
    if (now.done, now.note) == (activity.done, activity.note):
        return f"Уже отмечено: {activity_label(now)}{which} — {when}."
    told = f", заметка {quote(now.note)}" if now.note else ", заметка убрана"
    note = told if now.note != activity.note else ""
    return f"Выполнено {when}: {activity_label(now)}{which}{note}.{_left(now)}"


def _which(one: Occurrence, activity: Activity) -> str:
    """Which deadline it is, where the row has several."""
    return f" за {one.name}" if len(activity.occurrences) > 1 else ""


def _left(activity: Activity) -> str:
    """How many deadlines of a row are to come, where it has several, and which is the next."""
    if len(activity.occurrences) == 1:
        return ""
    still = [one for one in activity.occurrences if one.mark is None]
    if not still:
        return " Выполнены все сроки."
    left = f"{plural(len(still), ('Остался', 'Осталось', 'Осталось'))} {count(len(still), DEADLINES)}"
    return f" {left}{', ближайший' if len(still) > 1 else ''} — {still[0].name}."


_UNDONE_EXAMPLES = """Примеры:
  luzplan undone 2.8
  luzplan undone 2.8 --for декабрь                  за какой срок, где их несколько
"""


@command(_UNDONE_EXAMPLES)
def undone(
    target: EditTarget,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="НОМЕР…", help="Мероприятия: 2.8 или их имена (id).")
    ] = None,
    whose: ForOption = None,
) -> None:
    """Снять отметку о выполнении, из нескольких последнюю. Заметка остаётся."""
    if not ids:
        hint = f"Номера мероприятий: luzplan show --brief\n  {way_back(target.plan)}"
        raise CommandError(Code.USAGE, "не указан НОМЕР…", hint)

    def change(built: Built) -> Change:
        plan = plan_of(built)
        last = [(one, _last_met(one, plan, whose)) for one in activities_of(ids, plan)]
        marked = [(one, met) for one, met in last if met]
        days = {met.mark.day for _, met in marked if met.mark}
        names = {met.name for one, met in marked if len(one.occurrences) > 1}
        undo = ("done", *(one.position for one, _ in marked), "--on", *map(str, days), *_for(*names))
        if len(days) != 1 or (names and len(marked) > 1):  # one command cannot mark these again
            undo = ()
        return Change(
            MarkDone([_unmarked(one, plan, met, whose) for one, met in last]),
            lambda edit: [_undone_line(one, edit, met) for one, met in last],
            lambda _: undo,
        )

    target.edit(change)


def _unmarked(activity: Activity, plan: Plan, last: Occurrence | None, whose: str | None) -> Marks:
    if len(activity.occurrences) == 1 and whose is None:
        return Marks(activity, ())
    marks = _readable_marks(activity)
    if last is None or last.mark is None:
        return Marks(activity, marks)
    at = place_of(last.mark, activity)
    return Marks(activity, marks_without(activity, plan.calendar, at), removed=at)


def _last_met(activity: Activity, plan: Plan, whose: str | None) -> Occurrence | None:
    """The deadline whose mark was put last, of those named if any are; None if none has one."""
    met = [(place_of(one.mark, activity), one) for one in _named(activity, plan, whose) if one.mark]
    return max(met, key=itemgetter(0))[1] if met else None


def _undone_line(activity: Activity, edit: Edited, last: Occurrence | None) -> str:
    now = edit.now(activity)
    if now.done == activity.done:
        return f"Отметки и не было: {activity_label(activity)}."
    note = f" Заметка осталась: {quote(activity.note)}." if activity.note else ""
    which = _which(last, now) if last else ""
    return f"Отметка снята: {activity_label(activity)}{which}.{_left(now)}{note}"
