"""`luzplan set`: a field of an activity gets a new value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from luzplan.cli.arguments import activity_of, day_of
from luzplan.cli.editing import AnywayOption, EditTarget, activity_label, plan_text
from luzplan.cli.errors import Code, CommandError, unknown
from luzplan.cli.options import with_option_groups
from luzplan.cli.russian_typer import Command
from luzplan.cli.undo import set_back
from luzplan.edit import Edited
from luzplan.edit.intents import Assign, Assignment, Intent
from luzplan.edit.marking import Mark, Marks
from luzplan.plan import Activity, Plan
from luzplan.plan.shape import ACTIVITY
from luzplan.russian import quote
from luzplan.russian.spelling import folded, nearest, retyped, retyped_in_latin

app = typer.Typer(add_completion=False)

FIELDS = {
    "what": "текст",
    "when": "срок",
    "who": "исполнители",
    "where": "место",
    "done": "выполнено",
    "note": "заметка",
    "id": "имя",
}
_REQUIRED = {field.name for field in ACTIVITY.fields if field.required}

_EXAMPLES = """Примеры:
  luzplan set 2.8 when "20 декабря"
  luzplan set 2.8 срок "20 декабря"
  luzplan set 2.8 who "Зам по УВР, учителя информатики"
  luzplan set 2.8 where ""                                убрать место
"""


@app.command(name="set", cls=Command, epilog=_EXAMPLES)
@with_option_groups
def set_field(
    target: EditTarget,
    name: Annotated[str, typer.Argument(metavar="НОМЕР", help="Мероприятие: 2.8 или его имя (id).")],
    field: Annotated[
        str,
        typer.Argument(
            metavar="ПОЛЕ",
            help="what, when, who, where, done, note или id, как в файле; по-русски тоже: срок.",
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="ЗНАЧЕНИЕ", help="Новое значение; пустое убирает поле.")],
    force: AnywayOption = False,
) -> None:
    """Изменить в мероприятии срок, исполнителей, текст, место или заметку."""
    field = _field_of(field)
    words = plan_text(value, "ЗНАЧЕНИЕ")

    def intent(plan: Plan) -> Intent:
        activity = activity_of(name, plan)
        _refuse_emptying(activity, field, words)
        if field == "done" and words:
            days = (part.strip() for part in words.split(";"))
            return Mark([Marks(activity, [day_of(day, plan).isoformat() for day in days if day])])
        return Assign([Assignment(activity, {field: words})])

    def summary(edit: Edited) -> list[str]:
        assert edit.before.plan is not None
        return [_line(activity_of(name, edit.before.plan), field, edit)]

    def undo(edit: Edited) -> Sequence[str]:
        assert edit.before.plan is not None
        return set_back(activity_of(name, edit.before.plan), edit, (field,))

    target.edit(intent, summary, undo, force=force)


_OTHER_NAMES = {"когда": "when", "что": "what", "кто": "who", "где": "where", "исполнитель": "who",
                "ответственный": "who", "ответственные": "who", "примечание": "note"}  # fmt: skip


def _field_of(text: str) -> str:
    """The field of a name, English as in the file or Russian; ends the command if there is none."""
    names = {**{name: name for name in FIELDS}, **{name: field for field, name in FIELDS.items()}}
    names |= _OTHER_NAMES
    field = names.get(folded(text)) or names.get(retyped_in_latin(text)) or names.get(retyped(text))
    if field is None:
        near = tuple(dict.fromkeys(names[name] for name in nearest(text, names, 3)))
        raise unknown("в мероприятии нет поля", text, near or tuple(FIELDS))
    return field


def _refuse_emptying(activity: Activity, field: str, value: str) -> None:
    if not value and field in _REQUIRED:
        hint = f"Убрать мероприятие целиком: luzplan remove {activity.position}"
        raise CommandError(Code.REFUSED, f"файл не изменён: без поля {field} мероприятия нет", hint)


def _line(activity: Activity, field: str, edit: Edited) -> str:
    old, new = (_value(one, field) for one in (activity, edit.now(activity)))
    if old == new:
        return f"Так и было: {activity_label(activity)}, {FIELDS[field]}: {quote(old) if old else 'пусто'}."
    if not new:
        return f"Убрано: {activity_label(activity)}, {FIELDS[field]}: {quote(old)}."
    was = f"{quote(old)} → " if old else ""
    return f"Изменено: {activity_label(activity)}, {FIELDS[field]}: {was}{quote(new)}."


def _value(activity: Activity, field: str) -> str:
    """A field's value; an activity without a name of its own goes by its number only."""
    value = str(getattr(activity, field)).rstrip("\n")
    return "" if field == "id" and value == activity.position else value
