"""`luzplan add`: a new activity."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.cli.asked import asking
from luzplan.cli.edge import Code, CommandError
from luzplan.cli.editing import AnywayOption, Desk, named, renumbered, text_of
from luzplan.cli.manual import Command
from luzplan.cli.questions import activity_of, section_of
from luzplan.edit import Add, Edited, Target
from luzplan.model import Plan

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan add --section 2 --what "Конкурс сайтов" --when апрель --who "Зам по УВР"
  luzplan add --after 2.8 --what "Итоги Дня информатизации" --when "20 декабря" --who "Зам по УВР"
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@asking
def add(
    desk: Desk,
    what: Annotated[str, typer.Option("--what", metavar="ТЕКСТ", help="Что делается.")],
    when: Annotated[
        str, typer.Option("--when", metavar="СРОК", help="Срок, словами: «Ноябрь - январь».")
    ] = "",
    who: Annotated[
        str, typer.Option("--who", metavar="КТО", help="Исполнители: «Зам по УВР, психолог».")
    ] = "",
    where: Annotated[str, typer.Option("--where", metavar="МЕСТО", help="Где проводится.")] = "",
    note: Annotated[str, typer.Option("--note", metavar="ТЕКСТ", help="Заметка.")] = "",
    section: Annotated[
        str | None,
        typer.Option(
            "--section", "-s", metavar="РАЗДЕЛ", help="Раздел: номер или начало названия; в его конец."
        ),
    ] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="НОМЕР", help="После какого мероприятия.")
    ] = None,
    force: AnywayOption = False,
) -> None:
    """Добавить мероприятие в конец раздела или после другого мероприятия."""
    given = {"what": what, "when": when, "who": who, "where": where, "note": note}
    values = {field: text_of(value, f"--{field}") for field, value in given.items()}
    if not values["what"]:
        raise CommandError(Code.USAGE, "не сказано, что делается", "Напишите это: --what ТЕКСТ.")

    def intent(plan: Plan) -> Add:
        filled = {field: value for field, value in values.items() if value}
        return Add(target_of(plan, section, after), filled)

    def told(edit: Edited) -> list[str]:
        assert edit.after.plan is not None
        return [f"Добавлено: {named(activity_of(edit.added[0], edit.after.plan))}.", *renumbered(edit)]

    desk.carry_out(intent, told, force=force)


def target_of(plan: Plan, section: str | None, after: str | None, *, first: bool = False) -> Target:
    """Give the place that is meant; ends the command if it is none, or if it is two."""
    into = section_of(section, plan) if section is not None else None
    if after is None and into is None:
        raise CommandError(
            Code.USAGE, "не сказано, куда", "Назовите место: --section РАЗДЕЛ или --after НОМЕР."
        )
    if after is None:
        return Target(into.number, first=first) if into else Target(0)
    activity = activity_of(after, plan)
    if first or (into is not None and into.number != activity.section):
        hint = "Оставьте одно: --after НОМЕР или --section РАЗДЕЛ."
        raise CommandError(Code.USAGE, "место названо дважды, и по-разному", hint)
    return Target(activity.section, activity)
