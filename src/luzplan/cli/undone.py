"""`luzplan undone`: activities that are not carried out after all."""

from __future__ import annotations

import typer

from luzplan.cli.asking import asking
from luzplan.cli.editing import Desk, IdsArgument, activities_of, named
from luzplan.cli.manual import Command
from luzplan.edit import Assign, Assignment, Edited
from luzplan.model import Activity, Plan
from luzplan.russian import quote

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan undone 2.8
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@asking
def undone(ids: IdsArgument, desk: Desk) -> None:
    """Снять отметку о выполнении. Заметка остаётся."""

    def intent(plan: Plan) -> Assign:
        chosen = [Assignment(one, {"done": ""}) for one in activities_of(ids, plan)]
        return Assign(chosen, keep_keys=True)

    def told(edit: Edited) -> list[str]:
        assert edit.before.plan is not None
        return [_line(one) for one in activities_of(ids, edit.before.plan)]

    desk.carry_out(intent, told)


def _line(activity: Activity) -> str:
    if not activity.done:
        return f"И так не отмечено: {named(activity)}."
    note = f" Заметка осталась: {quote(activity.note)}." if activity.note else ""
    return f"Отметка снята: {named(activity)}.{note}"
