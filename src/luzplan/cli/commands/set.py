"""`luzplan set`: a field of an activity gets a new value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from luzplan.cli.arguments import activity_of
from luzplan.cli.editing import AnywayOption, Change, EditTarget, plan_text, set_back
from luzplan.cli.errors import Code, CommandError, unknown
from luzplan.cli.options import command
from luzplan.cli.periods import day_in, time_among
from luzplan.cli.plans import plan_of
from luzplan.cli.synonyms import FIELD_WORDS, FIELDS, meant, meant_nearly
from luzplan.edit import Edited
from luzplan.edit.intents import Assign, Assignment, Intent
from luzplan.edit.marking import MarkDone, Marks
from luzplan.executor import RoleBook
from luzplan.plan import Activity, Plan
from luzplan.plan.build import Built
from luzplan.plan.references import NUMBER
from luzplan.plan.shape import ACTIVITY
from luzplan.russian import MONTHS, listing, quote
from luzplan.russian.spelling import folded
from luzplan.selection import activity_label
from luzplan.text.system import as_typed

_REQUIRED = {field.name for field in ACTIVITY.fields if field.required}

_EXAMPLES = """Примеры:
  luzplan set 2.8 when "20 декабря"
  luzplan set 2.8 срок "20 декабря"
  luzplan set 2.8 who "Зам по УВР, учителя информатики"
  luzplan set 2.8 where ""  убрать место
"""


@command(_EXAMPLES)
def set_field(
    target: EditTarget,
    name: Annotated[str, typer.Argument(metavar="НОМЕР", help="Мероприятие: 2.8 или его имя (id).")],
    field: Annotated[
        str,
        typer.Argument(
            metavar="ПОЛЕ",
            help="what, when, who, where, done, note, id, after, по-русски («срок») или столбец плана.",
        ),
    ],
    value: Annotated[
        list[str], typer.Argument(metavar="ЗНАЧЕНИЕ", help="Новое значение; пустое убирает поле.")
    ],
    force: AnywayOption = False,
) -> None:
    """Изменить срок, исполнителей, текст, место или заметку."""
    if re.fullmatch(NUMBER, field) and not re.fullmatch(NUMBER, name):
        name, field = field, name  # «set срок 2.8 …»
    field = field if field in FIELD_WORDS else meant(field, FIELDS) or field
    if len(value) > 1 and folded(value[0]) == "на" and _is_whole(field, value[1:]):
        value = value[1:]  # «изменить срок 2.8 на 15 января»
    text = plan_text(" ".join(value), "ЗНАЧЕНИЕ")

    def change(built: Built) -> Change:
        plan = plan_of(built)
        if field not in FIELD_WORDS and field not in plan.columns:
            raise _unknown_field(plan, name, field, value)
        activity = activity_of(name, plan)
        if not text and field in _REQUIRED:
            hint = f"Убрать мероприятие целиком: luzplan remove {activity.position}"
            raise CommandError(Code.REFUSED, f"файл не изменён: без поля {field} мероприятия нет", hint)
        intent: Intent = Assign([Assignment(activity, {field: text})])
        if field == "done" and text:
            days = (part.strip() for part in text.split(";"))
            marks = [day_in(day, plan.calendar).isoformat() for day in days if day]
            intent = MarkDone([Marks(activity, marks)])
        return Change(
            intent,
            lambda edit: [_line(activity, field, edit)],
            lambda edit: set_back(activity, edit, (field,)),
        )

    target.edit(change, force=force)


def _is_whole(field: str, value: Sequence[str]) -> bool:
    """Whether the words are a deadline or executors without a preposition before them."""
    if field == "who":
        return bool(RoleBook().queries(" ".join(value)))
    return field == "when" and (value[0][0].isdecimal() or folded(value[0]) in MONTHS)


def _unknown_field(plan: Plan, name: str, field: str, value: Sequence[str]) -> CommandError:
    when = " ".join((field, *value))
    if time_among(when.split())[0] == when:
        hint = f"Это срок: {as_typed('luzplan', 'set', name, 'when', when)}"
        return CommandError(Code.USAGE, f"в мероприятии нет поля {quote(field)}", hint)
    near = meant_nearly(field, FIELDS, (*FIELD_WORDS, *plan.columns))
    if not near and plan.book.queries(when):
        hint = f"Это исполнитель: {as_typed('luzplan', 'set', name, 'who', when)}"
        return CommandError(Code.USAGE, f"в мероприятии нет поля {quote(field)}", hint)
    own = [quote(column) for column in plan.columns]
    there = listing([*(f"{known} ({said})" for known, said in FIELD_WORDS.items()), *own])
    return unknown("в мероприятии нет поля", field, near, f"Поля: {there}.")


def _line(activity: Activity, field: str, edit: Edited) -> str:
    old, new = (one.text_under(field) for one in (activity, edit.now(activity)))
    name = FIELD_WORDS.get(field, field)
    if old == new:
        return f"Так и было: {activity_label(activity)}, {name}: {quote(old) if old else 'пусто'}."
    if not new:
        return f"Убрано: {activity_label(activity)}, {name}: {quote(old)}."
    was = f"{quote(old)} → " if old else ""
    return f"Изменено: {activity_label(activity)}, {name}: {was}{quote(new)}."
