"""`luzplan move`, `remove` and `rename`: rows and sections elsewhere or gone, names changed everywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer

from luzplan.cli.arguments import school_of
from luzplan.cli.editing import (
    AnywayOption,
    Change,
    DestinationOptions,
    EditTarget,
    activities_of,
    is_committed,
    place_before,
    plan_text,
    renumbering,
    section_meant,
    split_at_option,
)
from luzplan.cli.failures import Code, CommandError, unknown
from luzplan.cli.options import command
from luzplan.cli.periods import time_among
from luzplan.cli.plans import plan_of
from luzplan.cli.synonyms import NAMED, SECTION_WORDS, name_of
from luzplan.edit import Edited, edited
from luzplan.edit.intents import Move, Remove, Target
from luzplan.edit.renaming import RENAMES
from luzplan.executor import UnknownName
from luzplan.plan import Activity, Plan, Section
from luzplan.plan.build import Built
from luzplan.russian import ACTIVITIES, count, quote
from luzplan.russian.spelling import folded, nearest
from luzplan.selection import activity_label
from luzplan.text.system import as_typed

_EXAMPLES = """Примеры:
  luzplan move 2.18 --after 2.5              в том же разделе
  luzplan move 2.18 --after 3.1              в другой раздел
  luzplan move 2.7 2.18 --section Кадровое   в конец раздела
  luzplan move 2.18 --first                  в начало своего раздела
  luzplan move 4 --after 1                   целый раздел; в начало — --first
"""
_PLACES = {"после": "after", **dict.fromkeys(SECTION_WORDS, "section")}
RowsArgument = Annotated[
    list[str], typer.Argument(metavar="НОМЕР…", help="Мероприятия: 2.8; или целый раздел: 4, «Кадровое».")
]


@command(_EXAMPLES)
def move(
    ids: RowsArgument,
    destination: DestinationOptions,
    target: EditTarget,
    first: Annotated[bool, typer.Option("--first", help="В начало раздела, а не в конец.")] = False,
) -> None:
    """Перенести мероприятия или целый раздел, вместе с комментариями."""
    at = next((at for at, word in enumerate(ids) if at and folded(word) == "на"), len(ids))
    when, others = time_among(ids[at + 1 :])
    if when and not others:
        hint = f"Изменить срок: {as_typed('luzplan', 'set', ids[0], 'when', when)}"
        raise CommandError(Code.USAGE, f"{quote(when)} — срок, а не место", hint)
    ids, option, value = split_at_option(ids, _PLACES)
    if option and getattr(destination, option) is not None:
        raise CommandError(Code.USAGE, "место названо дважды", "Оставьте одно.")
    destination = destination._replace(**{option: value}) if option else destination

    def change(built: Built) -> Change:
        plan = plan_of(built)
        if section := section_meant(ids, plan):
            intent = Move([section], destination.place_of_section(plan, first=first))
            return Change(intent, partial(_section_moved, section), partial(_section_back, section))
        chosen = activities_of(ids, plan)
        place = destination.place(plan, first=first, own=chosen[0].section)
        if isinstance(place.after, Activity) and place.after in chosen:
            message = f"{place.after.position} нельзя поставить после него самого"
            raise CommandError(Code.USAGE, message, "Назовите в --after другое мероприятие.")
        return Change(
            Move(chosen, place), partial(_rows_moved, plan, chosen), partial(_row_back, plan, chosen)
        )

    target.edit(change)


def _section_moved(section: Section, edit: Edited) -> list[str]:
    number, title = _number_now(section, edit), quote(section.title)
    if number == section.number:
        return [f"И так стоит здесь: раздел {number} {title}."]
    return [f"Перенесён раздел {section.number} {title} → {number}.", *renumbering(edit)]


def _section_back(section: Section, edit: Edited) -> Sequence[str]:
    now = _number_now(section, edit)
    before = section.number - 1 + (now < section.number)
    return ("move", str(now), *(("--after", str(before)) if section.number > 1 else ("--first",)))


def _number_now(section: Section, edit: Edited) -> int:
    """The number that a moved section has: its activities tell, else its title."""
    if section.activities:
        return int(edit.numbers[section.activities[0].position].partition(".")[0])
    return next(one.number for one in plan_of(edit.after).sections if one.title == section.title)


def _rows_moved(plan: Plan, chosen: Sequence[Activity], edit: Edited) -> list[str]:
    lines = []
    for one in chosen:
        number, label = edit.numbers[one.position], activity_label(one)
        stayed = number == one.position
        lines.append(f"И так стоит здесь: {label}." if stayed else f"Перенесено: {label} → {number}.")
    lines += renumbering(edit, [one.position for one in chosen])
    if _row_back(plan, chosen, edit) and not _comes_back(plan, chosen[0], edit):
        lines.append("Рядом комментарии: после возврата проверьте, где они стоят.")
    return lines


def _row_back(plan: Plan, chosen: Sequence[Activity], edit: Edited) -> Sequence[str]:
    place = place_before(chosen[0], plan, edit) if len(chosen) == 1 else ()
    if not place or (is_committed(edit) and not _comes_back(plan, chosen[0], edit)):
        return ()
    return ("move", edit.numbers[chosen[0].position], *place)


def _comes_back(plan: Plan, activity: Activity, edit: Edited) -> bool:
    """Whether the command back gives the same text, or is not needed: comments may stand around the place."""
    if edit.before.source.text == edit.text:
        return True
    at = activity.number - 1
    above = edit.now(plan.sections[activity.section - 1].activities[at - 1]) if at else None
    back = Move([edit.now(activity)], Target(activity.section, above, first=not at))
    again = edited(edit.after, back, force=True)
    return again.text == edit.before.source.text


_REMOVE_EXAMPLES = """Примеры:
  luzplan remove 2.7
  luzplan remove 2.7 2.18 --dry-run   только посмотреть, что изменится
  luzplan remove 4 --force            раздел целиком
"""


@command(_REMOVE_EXAMPLES)
def remove(
    ids: RowsArgument,
    target: EditTarget,
    force: Annotated[bool, typer.Option("--force", help="Убрать раздел вместе с мероприятиями.")] = False,
) -> None:
    """Убрать мероприятия или целый раздел, вместе с комментариями."""

    def change(built: Built) -> Change:
        plan = plan_of(built)
        if section := section_meant(ids, plan):
            title, number = quote(section.title), count(len(section.activities), ACTIVITIES)
            if len(plan.sections) == 1:
                hint = "Плану нужен хотя бы один раздел."
                raise CommandError(Code.REFUSED, f"файл не изменён: {title} — единственный раздел", hint)
            if section.activities and not force:  # a slip of the finger should not take so much
                hint = "Убрать раздел вместе с ними: --force"
                raise CommandError(Code.REFUSED, f"файл не изменён: в разделе {title} {number}", hint)
            gone = [f"Убран раздел {section.number} {title}: {number}."]
            return Change(Remove([section]), lambda edit: [*gone, *renumbering(edit)], lambda _: ())
        chosen = activities_of(ids, plan)
        gone = [f"Убрано: {activity_label(one)}." for one in chosen]
        undo = partial(_added_again, plan, chosen)
        return Change(Remove(chosen), lambda edit: [*gone, *renumbering(edit)], undo)

    target.edit(change)


def _added_again(plan: Plan, chosen: Sequence[Activity], edit: Edited) -> Sequence[str]:
    """The command that adds the same row, empty if git has it, or if it has what `add` does not write."""
    if len(chosen) > 1 or is_committed(edit):
        return ()
    activity, place = chosen[0], place_before(chosen[0], plan, edit)
    if not place or activity.done or activity.id != activity.position:
        return ()
    texts = {
        name: str(getattr(activity, name)).rstrip("\n") for name in ("what", "when", "who", "where", "note")
    }
    given = (word for name, text in texts.items() if text for word in (f"--{name}", text))
    cells = (word for name, text in activity.columns for word in ("--column", f"{name}={text}"))
    return ("add", *place, *given, *cells)


_RENAME_EXAMPLES = """Примеры:
  luzplan rename role "Совет округа" "Совет школ"
  luzplan rename school "СОШ №2" "МОКУ СОШ №2 г. Лузы Кировской области"
  luzplan rename abbreviation ЛШО ШО
  luzplan rename role "Зам по УВР" "Зам по УР" --dry-run    только посмотреть
"""
_TIMES = ("месте", "местах", "местах")


@command(_RENAME_EXAMPLES)
def rename(
    target: EditTarget,
    kind: Annotated[
        str, typer.Argument(metavar="role|school|abbreviation", help="Что: роль, школа или сокращение.")
    ],
    old_name: Annotated[str, typer.Argument(metavar="БЫЛО", help="Прежнее имя, как в плане.")],
    new: Annotated[
        str | None,
        typer.Argument(metavar="СТАЛО", help="Новое имя, в единственном числе.", show_default=False),
    ] = None,
    force: AnywayOption = False,
) -> None:
    """Переименовать роль, школу или сокращение во всём плане.

    Имя меняется в списке и везде, где им названо то же самое: в исполнителях также во множественном
    числе, с точками и при общем «Замы по …». Что программа менять не берётся, она назовёт.
    """
    if new is None:
        hint = f"Роль, школу или сокращение: {as_typed('luzplan', 'rename', 'role', kind, old_name)}"
        raise CommandError(Code.USAGE, "не сказано, что переименовать", hint)
    kind = name_of(kind, NAMED, RENAMES, "переименовать нельзя")
    text = " ".join(plan_text(new, "СТАЛО").split())
    if not text:
        raise CommandError(Code.USAGE, "новое имя пустое", "Напишите его вторым.")

    def change(built: Built) -> Change:
        plan, old = plan_of(built), _exact(kind, old_name, plan_of(built))
        assert built.root is not None  # there is a plan
        found = RENAMES[kind](plan, built.root, old, text)
        if not found.changes:
            words = " ".join([plan.district.short, *(one.what for one in plan.activities())])
            there = re.findall(r"[А-ЯЁ]{2,}", words) if kind == "abbreviation" else []
            raise unknown("в плане не встречается", old, nearest(old, there, 3))
        left = [f"{one.position} {quote(one.who)}" for one in found.left]
        lines = [
            f"Переименовано: {quote(old)} → {quote(text)}, изменено в {count(len(found.changes), _TIMES)}.",
            *(["Роль добавлена в roles: — такой программа не знала."] if found.declared else []),
            *([f"Записано иначе, поправьте сами: {', '.join(left)}."] if left else []),
        ]

        def undo(edit: Edited) -> Sequence[str]:
            assert edit.after.root is not None
            back = edited(edit.after, RENAMES[kind](plan_of(edit.after), edit.after.root, text, old))
            return ("rename", kind, text, old) if back.text == edit.before.source.text else ()

        return Change(found, lambda _: lines, undo)

    target.edit(change, force=force)


def _exact(kind: str, text: str, plan: Plan) -> str:
    """The name that is meant, as the plan or the program has it; ends the command if there is none."""
    if kind == "school":
        return school_of(text, plan).name
    if kind == "abbreviation":
        return text.strip()
    found = plan.book.query(text)
    if isinstance(found, UnknownName):
        raise unknown("в плане нет роли", text, found.nearest, "Список исполнителей: luzplan show roles")
    name = found.generic
    if folded(name) == folded(text):
        return name
    hint = f"Так зовут и роль {quote(name)}: назовите её или поправьте ячейки сами."
    raise CommandError(Code.USAGE, f"{quote(text)} — не имя роли", hint)
