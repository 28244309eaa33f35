"""Which files are the plans that a command is about, and the plans read from them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from stat import S_ISDIR

from luzplan.cli.console import warn
from luzplan.cli.errors import Code, CommandError
from luzplan.plan.build import Built, load_plan
from luzplan.plan.model import Plan
from luzplan.russian.words import ACTIVITIES, ERRORS, count, listing, quote
from luzplan.text.source import UNREADABLE

VARIABLE = "LUZPLAN_PLAN"
FILE = "plan.yaml"
_MOST_LINES = 5  # numbers of lines that are told; validate tells all


def plan_name(given: str | None) -> str:
    """The plan's file; ends the command if there is none."""
    name = find_plan(given)
    if name is None:
        hint = f"Укажите план: --plan ФАЙЛ или переменная {VARIABLE}."
        raise CommandError(Code.UNREADABLE, f"файл {FILE} не найден ни здесь, ни в папках выше", hint)
    return name


def find_plan(given: str | None) -> str | None:
    """The plan's file: as given, else from the environment, else `plan.yaml` here or above.

    Ends the command if an empty name is given, as by a script whose variable is not set: another plan than
    the one that was meant might be changed.
    """
    if given == "":
        raise CommandError(Code.USAGE, "имя файла пустое", "Назовите файл плана.")
    if name := given or os.environ.get(VARIABLE):
        return name
    here = Path.cwd()
    found = next((folder / FILE for folder in (here, *here.parents) if (folder / FILE).is_file()), None)
    if found is None:
        return None
    return str(found.relative_to(here)) if found.parent == here else os.path.relpath(found)


def plan_names(given: Sequence[str] | None) -> list[str]:
    """The files of all plans asked for, each once; a folder stands for the plans in it."""
    if not given:
        return [plan_name(None)]
    groups = (
        _plans_in(Path(name)) if name and S_ISDIR(mode_of(name)) else [plan_name(name)] for name in given
    )
    return list({os.path.normpath(file): file for group in groups for file in group}.values())


def mode_of(name: str) -> int:
    """What a name stands for on the disk, as in `stat`; 0 for nothing, also if it can be no name."""
    try:
        return Path(name).stat().st_mode
    except (OSError, ValueError):
        return 0


def _plans_in(folder: Path) -> list[str]:
    """The plans of a folder: its own YAML files, and each `plan.yaml` below.

    Hidden ones are none, nor is what only bears such a name: a folder, a link that leads nowhere.
    """
    files = {*folder.glob("*.yaml"), *folder.glob("*.yml"), *folder.glob(f"**/{FILE}")}
    shown = (
        file for file in files if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )
    if found := sorted(str(file) for file in shown if file.is_file()):
        return found
    hint = f"Ожидаются файлы {FILE} или *.yaml."
    raise CommandError(Code.UNREADABLE, f"в папке {quote(str(folder))} нет планов", hint)


def read_plan(name: str) -> Plan:
    """The plan of a file; the file's problems go to stderr, and end the command if nothing is left."""
    built = load_plan(name)
    if built.names_year and len(built.problems) > 1 and (built.slips or built.lost):
        _warn_of_slips(built)
    elif built.plan is not None and built.problems:
        _warn_of_problems(built)
    return plan_of(built)


def plan_of(built: Built) -> Plan:
    """The plan of a file; ends the command, saying why, if there is none in it or none of any year."""
    if built.plan is None or (built.lost and not built.names_year):
        _warn_of_problems(built)
        raise CommandError(Code.UNREADABLE, f"план не прочитан: {built.source.name}", _check_hint(built))
    if not built.names_year:
        hint = "Напишите в файле два года подряд, например year: 2011-2012."
        raise CommandError(Code.UNREADABLE, f"неизвестно, на какой год план: {built.source.name}", hint)
    return built.plan


def _check_hint(built: Built) -> str:
    """How to see what is wrong in a file; nothing for one that cannot even be opened."""
    from shlex import quote as as_typed

    opened = all(problem.code != UNREADABLE for problem in built.problems)
    return f"Проверить файл целиком: luzplan validate {as_typed(built.source.name)}" if opened else ""


def _warn_of_slips(built: Built) -> None:
    """Say in one line what the answer rests on where the file has slips."""
    from shlex import quote as as_typed

    lines = sorted({built.source.position(one.start).line for one in built.problems})
    some = [str(line) for line in lines[:_MOST_LINES]] + ["другие"] * (len(lines) > _MOST_LINES)
    number = count(len(built.problems), ERRORS)
    where = f"{'строка' if len(lines) == 1 else 'строки'} {listing(some)}"
    unread = f"не прочитано: {count(len(built.lost), ACTIVITIES)}; " if built.lost else ""
    name = built.source.name
    warn(f"{name}: {number} ({where}); {unread}подробнее: luzplan validate {as_typed(name)}")


def _warn_of_problems(built: Built) -> None:
    from luzplan.formats.problems.text import problem_line

    for problem in built.problems:
        warn(problem_line(built.source, problem))
