"""`luzplan complete`: what could stand where the cursor is; the shells' scripts ask it."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from typer._click.core import Parameter
from typer._click.shell_completion import _resolve_context, _resolve_incomplete

from luzplan.build import load_plan
from luzplan.cli.completion import FILES
from luzplan.cli.edge import CommandError, say
from luzplan.cli.manual import Command
from luzplan.cli.plans import plan_names
from luzplan.executor import Scope
from luzplan.formats import FORMATS
from luzplan.model import Plan
from luzplan.russian import MONTHS, folded
from luzplan.select.states import State

if TYPE_CHECKING:
    from typer._click import Context

app = typer.Typer(add_completion=False)


@app.command(cls=Command, hidden=True, context_settings={"ignore_unknown_options": True})
def complete(
    words: Annotated[list[str], typer.Argument(metavar="СЛОВО…", help="Слова команды; последнее — начатое.")],
) -> None:
    """Дополнить последнее слово: по одному варианту в строке."""
    *before, started = [_unquoted(word) for word in words if word != "="]
    for value in candidates(before, started):
        say(value)


def _unquoted(word: str) -> str:
    """Take off the shell's quoting, which may still be open."""
    for closing in ("", '"', "'"):
        try:
            return "".join(shlex.split(word + closing))
        except ValueError:
            continue
    return word


def candidates(before: Sequence[str], started: str) -> list[str]:
    """Give what may follow the words and fits the started one, in whatever case it is written."""
    from luzplan.cli.app import app as luzplan_app

    command = typer.main.get_command(luzplan_app)
    context = _resolve_context(command, {}, "luzplan", list(before))
    asked, started = _resolve_incomplete(context, list(before), started)
    if not isinstance(asked, Parameter):
        return [item.value for item in asked.shell_complete(context, started)]
    values = _VALUES.get(asked.name or "")
    return _fitting(values(context), started) if values else [FILES]


def _fitting(values: Iterable[str], started: str) -> list[str]:
    """Give the values that start so, else those one of whose words does."""
    wanted = folded(started)
    found = [value for value in dict.fromkeys(values) if folded(value).startswith(wanted)]
    return found or [value for value in dict.fromkeys(values) if f" {wanted}" in f" {folded(value)}"]


def _plans(context: Context) -> list[Plan]:
    """Give the plans the command is about; a broken or absent one has nothing to offer."""
    given = context.params.get("plan")
    try:
        names = plan_names([given] if isinstance(given, str) else given)
    except CommandError:
        return []
    return [plan for name in names if (plan := load_plan(name).plan) is not None]


def _roles(context: Context) -> list[str]:
    """Name who has something to do, the school by its shortest name: «Директор», «Директор БШ»."""
    return [name for plan in _plans(context) for name in _roles_of(plan)]


def _roles_of(plan: Plan) -> list[str]:
    short = {str(school.name): min((school.name, *school.aliases), key=len) for school in plan.schools}
    executors = [one for activity in plan.activities() for one in plan.executors(activity).executors]
    plain = sorted({one.role for one in executors})
    named = {
        f"{one.role} {short[one.school]}"
        for one in executors
        if one.scope is Scope.SCHOOL and one.school in short
    }
    return [*plain, *sorted(named)]


def _schools(context: Context) -> list[str]:
    return [
        name for plan in _plans(context) for school in plan.schools for name in (*school.aliases, school.name)
    ]


def _sections(context: Context) -> list[str]:
    return [section.title for plan in _plans(context) for section in plan.sections]


def _ids(context: Context) -> list[str]:
    return [activity.id for plan in _plans(context) for activity in plan.activities()]


def _shown(context: Context) -> list[str]:
    from luzplan.reports.listings import LISTINGS

    return [*LISTINGS, *_ids(context)]


# The parameter's name in the commands → what it can be; the others name files.
_VALUES: dict[str, Callable[[Context], Iterable[str]]] = {
    "month": lambda _: MONTHS,
    "role": _roles,
    "name": _roles,
    "school": _schools,
    "section": _sections,
    "state": lambda _: tuple(State),
    "format_name": lambda _: FORMATS,
    "names": _shown,
    "ids": _ids,
    "after": _ids,
}
