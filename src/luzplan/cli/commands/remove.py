"""`luzplan remove`: activities taken out of the plan."""

from __future__ import annotations

import typer

from luzplan.cli.editing import Desk, IdsArgument, activities_of, named, renumbered
from luzplan.cli.options import asking
from luzplan.cli.russian_typer import Command
from luzplan.edit.editing import Edited, Remove
from luzplan.plan.model import Plan

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan remove 2.7
  luzplan remove 2.7 2.18 --dry-run   только посмотреть, что изменится
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@asking
def remove(ids: IdsArgument, desk: Desk) -> None:
    """Убрать мероприятия из плана, вместе с их комментариями."""

    def intent(plan: Plan) -> Remove:
        return Remove(activities_of(ids, plan))

    def told(edit: Edited) -> list[str]:
        assert edit.before.plan is not None
        lines = [f"Убрано: {named(one)}." for one in activities_of(ids, edit.before.plan)]
        return [*lines, *renumbered(edit)]

    desk.carry_out(intent, told)
