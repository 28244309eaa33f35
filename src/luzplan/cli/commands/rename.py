"""`luzplan rename`: a role, a school or an abbreviation under another name, wherever the plan has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from luzplan.cli.arguments import school_of
from luzplan.cli.editing import AnywayOption, Change, EditTarget, plan_text
from luzplan.cli.errors import Code, CommandError, unknown
from luzplan.cli.options import command
from luzplan.cli.plans import plan_of
from luzplan.cli.synonyms import NAMED, name_of
from luzplan.edit import Edited, edited
from luzplan.edit.renaming import RENAMES, Rename
from luzplan.executor import UnknownName
from luzplan.plan import Plan
from luzplan.plan.build import Built
from luzplan.russian import count, quote
from luzplan.russian.spelling import folded, nearest
from luzplan.text.system import as_typed

_EXAMPLES = """Примеры:
  luzplan rename role "Совет округа" "Совет школ"
  luzplan rename school "СОШ №2" "МОКУ СОШ №2 г. Лузы Кировской области"
  luzplan rename abbreviation ЛШО ШО
  luzplan rename role "Зам по УВР" "Зам по УР" --dry-run    только посмотреть
"""
_PLACES = ("месте", "местах", "местах")


@command(_EXAMPLES)
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
            raise unknown("в плане не встречается", old, _near(kind, old, plan))

        def undo(edit: Edited) -> Sequence[str]:
            assert edit.after.root is not None
            back = edited(edit.after, RENAMES[kind](plan_of(edit.after), edit.after.root, text, old))
            return ("rename", kind, text, old) if back.text == edit.before.source.text else ()

        return Change(found, lambda _: _told(found, old, text), undo)

    target.edit(change, force=force)


def _told(done: Rename, old: str, new: str) -> list[str]:
    where = f"изменено в {count(len(done.changes), _PLACES)}"
    left = [f"{one.position} {quote(one.who)}" for one in done.left]
    return [
        f"Переименовано: {quote(old)} → {quote(new)}, {where}.",
        *(["Роль добавлена в roles: — такой программа не знала."] if done.declared else []),
        *([f"Записано иначе, поправьте сами: {', '.join(left)}."] if left else []),
    ]


def _near(kind: str, text: str, plan: Plan) -> tuple[str, ...]:
    if kind != "abbreviation":
        return ()
    texts = " ".join(activity.what for activity in plan.activities())
    return nearest(text, re.findall(r"[А-ЯЁ]{2,}", f"{plan.district.short} {texts}"), 3)


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
