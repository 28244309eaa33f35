"""`luzplan done` and `luzplan undone`: what is done, and what is not after all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import today_of
from luzplan.cli.editing import EditTarget, IdsArgument, activities_of, activity_label, plan_text
from luzplan.cli.options import with_option_groups
from luzplan.cli.russian_typer import Command
from luzplan.cli.undo import set_back
from luzplan.edit import Edited
from luzplan.edit.intents import Assign, Assignment
from luzplan.plan import Activity, Plan
from luzplan.russian import date_words, quote

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan done 2.8                                  выполнено сегодня
  luzplan done 2.8 3.7 --on "10 февраля"            в другой день, сразу два
  luzplan done 2.8 --note "Участвовали 120 человек"
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@with_option_groups
def done(
    ids: IdsArgument,
    target: EditTarget,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="ДАТА", help="День: 2012-02-10, «10 февраля»; без него сегодня."),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="ТЕКСТ", help="Заметка о выполнении, вместо прежней.")
    ] = None,
    today: options.TodayOption = None,
) -> None:
    """Отметить мероприятия выполненными."""
    words = plan_text(note, "--note") if note is not None else None

    def intent(plan: Plan) -> Assign:
        day = today_of(on if on is not None else today, plan).isoformat()
        return Assign([_assignment(one, day, words, keep=on is None) for one in activities_of(ids, plan)])

    def summary(edit: Edited) -> list[str]:
        assert edit.before.plan is not None
        return [_line(one, edit) for one in activities_of(ids, edit.before.plan)]

    def undo(edit: Edited) -> Sequence[str]:
        assert edit.before.plan is not None
        chosen = activities_of(ids, edit.before.plan)
        if note is None and not any(one.done for one in chosen):
            return ("undone", *(one.position for one in chosen))
        return set_back(chosen[0], edit, ("done", "note")) if len(chosen) == 1 else ()

    target.edit(intent, summary, undo)


def _assignment(activity: Activity, day: str, note: str | None, *, keep: bool) -> Assignment:
    """What to write; one that was marked already keeps its own day where that is asked for."""
    done = str(activity.done) if activity.done and keep else day
    return Assignment(activity, {"done": done} if note is None else {"done": done, "note": note})


def _line(activity: Activity, edit: Edited) -> str:
    now = edit.now(activity)
    when = date_words(now.done_on) if now.done_on else quote(now.done)
    if (now.done, now.note) == (activity.done, activity.note):
        return f"Уже отмечено: {activity_label(now)} — {when}."
    told = f", заметка {quote(now.note)}" if now.note else ", заметка убрана"
    note = told if now.note != activity.note else ""
    return f"Выполнено {when}: {activity_label(now)}{note}."


undone_app = typer.Typer(add_completion=False)

_UNDONE_EXAMPLES = """Примеры:
  luzplan undone 2.8
"""


@undone_app.command(cls=Command, epilog=_UNDONE_EXAMPLES)
@with_option_groups
def undone(ids: IdsArgument, target: EditTarget) -> None:
    """Снять отметку о выполнении. Заметка остаётся."""

    def intent(plan: Plan) -> Assign:
        chosen = [Assignment(one, {"done": ""}) for one in activities_of(ids, plan)]
        return Assign(chosen, keep_keys=True)

    def summary(edit: Edited) -> list[str]:
        assert edit.before.plan is not None
        return [_undone_line(one) for one in activities_of(ids, edit.before.plan)]

    def undo(edit: Edited) -> Sequence[str]:
        assert edit.before.plan is not None
        marked = [one for one in activities_of(ids, edit.before.plan) if one.done]
        days = {one.done for one in marked}
        return ("done", *(one.position for one in marked), "--on", str(days.pop())) if len(days) == 1 else ()

    target.edit(intent, summary, undo)


def _undone_line(activity: Activity) -> str:
    if not activity.done:
        return f"Отметки и не было: {activity_label(activity)}."
    note = f" Заметка осталась: {quote(activity.note)}." if activity.note else ""
    return f"Отметка снята: {activity_label(activity)}.{note}"
