"""`luzplan add` and `luzplan set`: a new activity; a new value for a field of one."""

import re
from collections.abc import Sequence
from typing import Annotated, NamedTuple

import typer

from luzplan.answers import RoleBook
from luzplan.cli.arguments import activity_of, section_of
from luzplan.cli.editing import (
    AnywayOption,
    Change,
    DestinationOptions,
    EditTarget,
    plan_text,
    renumbering,
    set_back,
)
from luzplan.cli.failures import Code, CommandError, unknown
from luzplan.cli.options import command
from luzplan.cli.periods import day_in, time_among
from luzplan.cli.plans import plan_of
from luzplan.cli.synonyms import FIELD_WORDS, FIELDS, SECTION_WORDS, meant, meant_nearly
from luzplan.edit import Edited
from luzplan.edit.intents import Add, AddSection, Assign, Assignment, Intent
from luzplan.edit.marking import MarkDone, Marks
from luzplan.plan import Activity, Plan
from luzplan.plan.build import Built
from luzplan.plan.references import NUMBER
from luzplan.plan.shape import ACTIVITY
from luzplan.russian import MONTHS, listing, quote
from luzplan.russian.spelling import folded, nearest
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


_ADD_EXAMPLES = """Примеры:
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


@command(_ADD_EXAMPLES)
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
    typed = wording.values()  # refuses what cannot be written before a file is read

    def change(built: Built) -> Change:
        plan = plan_of(built)
        worded, place = _placed(wording, destination, plan)
        values = typed if worded is wording else worded.values()
        cells, guess = {**values, **worded.cells(plan)}, worded.guessed(plan)
        title = place.new_section(plan, wanted=new_section)
        try:
            intent = AddSection(title, cells) if title else Add(place.place(plan, first=first), cells)
        except CommandError as failure:
            hint = f"Например: {as_typed(*guess)}" if guess else failure.hint
            raise CommandError(failure.code, str(failure.args[0]), hint) from failure

        def told(edit: Edited) -> list[str]:
            after = plan_of(edit.after)
            created = [f"Заведён раздел {len(after.sections)} {quote(title)}."] if title else []
            added = f"Добавлено: {activity_label(activity_of(edit.added[0], after))}."
            when = as_typed("luzplan", "set", edit.added[0], "when", guess[4]) if guess else ""
            perhaps = [f"Если «{guess[4]}» — срок: {when}"] if guess else []
            return [*created, added, *renumbering(edit), *perhaps]

        def undo(edit: Edited) -> Sequence[str]:
            section, _, _ = edit.added[0].partition(".")
            return ("remove", section, "--force") if title else ("remove", edit.added[0])

        return Change(intent, told, undo)

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
