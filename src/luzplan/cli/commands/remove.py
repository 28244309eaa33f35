"""`luzplan remove`: activities, or a section with all of its own, taken out of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from luzplan.cli.editing import (
    EditTarget,
    activities_of,
    is_committed,
    place_before,
    renumbering,
    section_meant,
)
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import command
from luzplan.edit import Edited
from luzplan.edit.intents import Remove
from luzplan.plan import Activity, Plan, Section
from luzplan.russian import ACTIVITIES, count, quote
from luzplan.selection import activity_label

_EXAMPLES = """Примеры:
  luzplan remove 2.7
  luzplan remove 2.7 2.18 --dry-run   только посмотреть, что изменится
  luzplan remove 4 --force            раздел целиком
"""


@command(_EXAMPLES)
def remove(
    ids: Annotated[
        list[str], typer.Argument(metavar="НОМЕР…", help="Мероприятия: 2.8; или целый раздел: 4, «Кадровое».")
    ],
    target: EditTarget,
    force: Annotated[bool, typer.Option("--force", help="Убрать раздел вместе с мероприятиями.")] = False,
) -> None:
    """Убрать мероприятия или целый раздел, вместе с комментариями."""

    def intent(plan: Plan) -> Remove:
        section = section_meant(ids, plan)
        if section is None:
            return Remove(activities_of(ids, plan))
        _refuse_loss(section, plan, force=force)
        return Remove([section])

    def summary(plan: Plan, edit: Edited) -> list[str]:
        if section := section_meant(ids, plan):
            number = count(len(section.activities), ACTIVITIES)
            return [f"Убран раздел {section.number} {quote(section.title)}: {number}.", *renumbering(edit)]
        lines = [f"Убрано: {activity_label(one)}." for one in activities_of(ids, plan)]
        return [*lines, *renumbering(edit)]

    def undo(plan: Plan, edit: Edited) -> Sequence[str]:
        if section_meant(ids, plan) or len(chosen := activities_of(ids, plan)) > 1 or is_committed(edit):
            return ()
        return _added_again(chosen[0], place_before(chosen[0], plan, edit))

    target.edit(intent, summary, undo)


def _refuse_loss(section: Section, plan: Plan, *, force: bool) -> None:
    """End the command if more would be lost than a slip of the finger should take."""
    title = quote(section.title)
    if len(plan.sections) == 1:
        hint = "Плану нужен хотя бы один раздел."
        raise CommandError(Code.REFUSED, f"файл не изменён: {title} — единственный раздел", hint)
    if section.activities and not force:
        number = count(len(section.activities), ACTIVITIES)
        hint = "Убрать раздел вместе с ними: --force"
        raise CommandError(Code.REFUSED, f"файл не изменён: в разделе {title} {number}", hint)


def _added_again(activity: Activity, place: Sequence[str]) -> Sequence[str]:
    """The command that adds the same row, empty if it has what `add` does not write."""
    if not place or activity.done or activity.id != activity.position:
        return ()
    texts = {
        name: str(getattr(activity, name)).rstrip("\n") for name in ("what", "when", "who", "where", "note")
    }
    given = (word for name, text in texts.items() if text for word in (f"--{name}", text))
    cells = (word for name, text in activity.columns for word in ("--column", f"{name}={text}"))
    return ("add", *place, *given, *cells)
