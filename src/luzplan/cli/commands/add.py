"""`luzplan add`: a new activity."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, NamedTuple

import typer

from luzplan.cli.arguments import activity_of, section_of
from luzplan.cli.editing import (
    AnywayOption,
    Change,
    DestinationOptions,
    EditTarget,
    plan_text,
    renumbering,
)
from luzplan.cli.errors import Code, CommandError, unknown
from luzplan.cli.options import command
from luzplan.cli.periods import time_among
from luzplan.cli.plans import plan_of
from luzplan.cli.synonyms import SECTION_WORDS
from luzplan.edit import Edited
from luzplan.edit.intents import Add, AddSection
from luzplan.plan import Plan
from luzplan.plan.build import Built
from luzplan.russian import quote
from luzplan.russian.spelling import folded, nearest
from luzplan.selection import activity_label
from luzplan.text.system import as_typed

_EXAMPLES = """Примеры:
  luzplan add "Конкурс сайтов" --section 2 --when апрель --who Директор
  luzplan add --after 2.8 --what "Итоги Дня информатизации" --when "20 декабря"
  luzplan add --section Спорт --new-section --what "День здоровья" --when апрель
"""


class NewActivity(NamedTuple):
    """A new activity as typed; what was not is empty."""

    words: Annotated[
        list[str] | None, typer.Argument(metavar="[ТЕКСТ]", help="То же, что --what: что делается.")
    ] = None
    what: Annotated[str, typer.Option(metavar="ТЕКСТ", help="Что делается.", show_default=False)] = ""
    when: Annotated[
        str, typer.Option(metavar="СРОК", help="Срок, словами: «Ноябрь - январь».", show_default=False)
    ] = ""
    who: Annotated[
        str, typer.Option(metavar="КТО", help="Исполнители: «Зам по УВР, психолог».", show_default=False)
    ] = ""
    where: Annotated[str, typer.Option(metavar="МЕСТО", help="Где проводится.", show_default=False)] = ""
    note: Annotated[str, typer.Option(metavar="ТЕКСТ", help="Заметка.", show_default=False)] = ""
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="СТОЛБЕЦ=ТЕКСТ", help="Ячейка столбца из columns: «Классы=5–9».", show_default=False
        ),
    ] = None
    force: AnywayOption = False

    def values(self) -> dict[str, str]:
        """The fields that were filled in; ends the command if it is not said what is to be done."""
        words = " ".join(self.words or ())
        if words and self.what:
            raise CommandError(Code.USAGE, "текст назван дважды", "Оставьте один: --what или слова без него.")
        fields = ("what", "when", "who", "where", "note")
        texts = {field: plan_text(getattr(self, field), f"--{field}") for field in fields}
        texts["what"] = texts["what"] or plan_text(words, "ТЕКСТ")
        if not texts["what"]:
            raise CommandError(Code.USAGE, "не сказано, что делается", "Напишите это: luzplan add ТЕКСТ.")
        return {field: value for field, value in texts.items() if value}

    def guessed(self, plan: Plan) -> list[str]:
        """The words of the command with options, where a deadline stands among the words without its own."""
        when, others = time_among(self.words[1:]) if self.words and not self.when else ("", [])
        if not self.words or not when:
            return []
        rest = [self.words[0], *others]
        ends = range(1, len(rest))
        at = next((at for at in ends if not self.who and plan.book.queries(" ".join(rest[at:]))), len(rest))
        who = ("--who", " ".join(rest[at:])) if at < len(rest) else ()
        return ["luzplan", "add", " ".join(rest[:at]), "--when", when, *who, "--section", "РАЗДЕЛ"]

    def cells(self, plan: Plan) -> dict[str, str]:
        """The cells under the plan's further columns; ends the command if it has no such column."""
        typed = [text.partition("=") for text in self.column or ()]
        for name, _, _ in typed:
            if name not in plan.columns:
                raise unknown("в плане нет столбца", name, nearest(name, plan.columns, 3) or plan.columns)
        texts = {name: plan_text(text, "--column") for name, _, text in typed}
        return {name: texts[name] for name in plan.columns if texts.get(name)}


@command(_EXAMPLES)
def add(
    wording: NewActivity,
    destination: DestinationOptions,
    target: EditTarget,
    first: Annotated[bool, typer.Option("--first", help="В начало раздела, а не в конец.")] = False,
    new_section: Annotated[
        bool, typer.Option("--new-section", help="Завести раздел --section, если такого ещё нет.")
    ] = False,
) -> None:
    """Добавить мероприятие в конец раздела или после другого.

    Если в плане один раздел, называть его не нужно.
    """
    wording.values()  # refuses what cannot be written before a file is read

    def change(built: Built) -> Change:
        plan = plan_of(built)
        worded, place = _placed(wording, destination, plan)
        cells, guess = {**worded.values(), **worded.cells(plan)}, worded.guessed(plan)
        title = place.new_section(plan, wanted=new_section)
        try:
            intent = AddSection(title, cells) if title else Add(place.place(plan, first=first), cells)
        except CommandError as failure:
            hint = f"Например: {as_typed(*guess)}" if guess else failure.hint
            raise CommandError(failure.code, str(failure.args[0]), hint) from failure
        return Change(intent, partial(_told, title, guess), partial(_removed_again, title))

    target.edit(change, force=wording.force)


def _placed(
    wording: NewActivity, destination: DestinationOptions, plan: Plan
) -> tuple[NewActivity, DestinationOptions]:
    """Words without «в раздел 2» at their end, and that as the place, where none is named otherwise."""
    words = wording.words or []
    ends = (at for at in range(2, len(words)) if folded(words[at]) in SECTION_WORDS)
    at = next((at for at in ends if folded(words[at - 1]) in ("в", "во")), len(words))
    section = " ".join(words[at + 1 :])
    if not section or destination != DestinationOptions():
        return wording, destination
    try:
        section_of(section, plan)
    except CommandError:
        return wording, destination  # words of the activity
    return wording._replace(words=words[: at - 1]), DestinationOptions(section=section)


def _told(section: str, guess: Sequence[str], edit: Edited) -> list[str]:
    after = plan_of(edit.after)
    created = [f"Заведён раздел {len(after.sections)} {quote(section)}."] if section else []
    added = f"Добавлено: {activity_label(activity_of(edit.added[0], after))}."
    when = as_typed("luzplan", "set", edit.added[0], "when", guess[4]) if guess else ""
    return [*created, added, *renumbering(edit), *([f"Если «{guess[4]}» — срок: {when}"] if guess else [])]


def _removed_again(section: str, edit: Edited) -> Sequence[str]:
    number = edit.added[0]
    return ("remove", number.partition(".")[0], "--force") if section else ("remove", number)
