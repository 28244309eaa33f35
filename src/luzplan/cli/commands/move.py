"""`luzplan move`: activities taken to another place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from luzplan.cli.editing import (
    DestinationOptions,
    EditTarget,
    activities_of,
    place_before,
    renumbering,
    section_meant,
    split_at_option,
)
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import command
from luzplan.cli.plans import plan_of
from luzplan.cli.synonyms import SECTION_WORDS
from luzplan.edit import Edited
from luzplan.edit.intents import Move
from luzplan.plan import Activity, Plan, Section
from luzplan.russian import quote
from luzplan.selection import activity_label

_EXAMPLES = """Примеры:
  luzplan move 2.18 --after 2.5              в том же разделе
  luzplan move 2.18 --after 3.1              в другой раздел
  luzplan move 2.7 2.18 --section Кадровое   в конец раздела
  luzplan move 2.18 --first                  в начало своего раздела
  luzplan move 4 --after 1                   целый раздел; в начало — --first
"""


_PLACES = {"после": "after", **dict.fromkeys(SECTION_WORDS, "section")}


@command(_EXAMPLES)
def move(
    ids: Annotated[
        list[str], typer.Argument(metavar="НОМЕР…", help="Мероприятия: 2.8; или целый раздел: 4, «Кадровое».")
    ],
    destination: DestinationOptions,
    target: EditTarget,
    first: Annotated[bool, typer.Option("--first", help="В начало раздела, а не в конец.")] = False,
) -> None:
    """Перенести мероприятия или целый раздел, вместе с комментариями."""
    ids, option, value = split_at_option(ids, _PLACES)
    if option and getattr(destination, option) is not None:
        raise CommandError(Code.USAGE, "место названо дважды", "Оставьте одно.")
    destination = destination._replace(**{option: value}) if option else destination

    def intent(plan: Plan) -> Move:
        if section := section_meant(ids, plan):
            return Move([section], destination.place_of_section(plan, first=first))
        chosen = activities_of(ids, plan)
        place = destination.place(plan, first=first, own=chosen[0].section)
        if isinstance(place.after, Activity) and place.after in chosen:
            message = f"{place.after.position} нельзя поставить после него самого"
            raise CommandError(Code.USAGE, message, "Назовите в --after другое мероприятие.")
        return Move(chosen, place)

    def summary(plan: Plan, edit: Edited) -> list[str]:
        if section := section_meant(ids, plan):
            return [_section_line(section, edit), *renumbering(edit)]
        chosen = activities_of(ids, plan)
        lines = [_line(one, edit.numbers[one.position]) for one in chosen]
        return [*lines, *renumbering(edit, [one.position for one in chosen])]

    def undo(plan: Plan, edit: Edited) -> Sequence[str]:
        if section := section_meant(ids, plan):
            now = _number_now(section, edit)
            before = section.number - 1 + (now < section.number)
            return ("move", str(now), *(("--after", str(before)) if section.number > 1 else ("--first",)))
        chosen = activities_of(ids, plan)
        place = place_before(chosen[0], plan, edit) if len(chosen) == 1 else ()
        return ("move", edit.numbers[chosen[0].position], *place) if place else ()

    target.edit(intent, summary, undo)


def _number_now(section: Section, edit: Edited) -> int:
    """The number that a moved section has: its activities tell, else its title."""
    if section.activities:
        return int(edit.numbers[section.activities[0].position].partition(".")[0])
    return next(one.number for one in plan_of(edit.after).sections if one.title == section.title)


def _section_line(section: Section, edit: Edited) -> str:
    number = _number_now(section, edit)
    if number == section.number:
        return f"И так стоит здесь: раздел {number} {quote(section.title)}."
    return f"Перенесён раздел {section.number} {quote(section.title)} → {number}."


def _line(activity: Activity, number: str) -> str:
    if number == activity.position:
        return f"И так стоит здесь: {activity_label(activity)}."
    return f"Перенесено: {activity_label(activity)} → {number}."
