"""`luzplan remove`: activities taken out of the plan."""

from __future__ import annotations

import typer

from luzplan.cli.editing import EditTarget, IdsArgument, activities_of, activity_label, renumbering
from luzplan.cli.options import with_option_groups
from luzplan.cli.russian_typer import Command
from luzplan.edit import Edited
from luzplan.edit.intents import Remove
from luzplan.plan import Plan

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan remove 2.7
  luzplan remove 2.7 2.18 --dry-run   только посмотреть, что изменится
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@with_option_groups
def remove(ids: IdsArgument, target: EditTarget) -> None:
    """Убрать мероприятия из плана, вместе с их комментариями."""

    def intent(plan: Plan) -> Remove:
        return Remove(activities_of(ids, plan))

    def summary(edit: Edited) -> list[str]:
        assert edit.before.plan is not None
        lines = [f"Убрано: {activity_label(one)}." for one in activities_of(ids, edit.before.plan)]
        return [*lines, *renumbering(edit)]

    target.edit(intent, summary)
