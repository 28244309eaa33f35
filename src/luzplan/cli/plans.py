"""Finding the plan a command is about, and reading it."""

from __future__ import annotations

import os
from pathlib import Path

from luzplan.build import Built, load_plan
from luzplan.cli.edge import Code, failure, tell
from luzplan.model import Plan

VARIABLE = "LUZPLAN_PLAN"
FILE = "plan.yaml"


def plan_name(given: str | None) -> str:
    """Give the plan's file: as given, else from the environment, else `plan.yaml` here or above."""
    if name := given or os.environ.get(VARIABLE):
        return name
    here = Path.cwd()
    found = next((folder / FILE for folder in (here, *here.parents) if (folder / FILE).is_file()), None)
    if found is None:
        hint = f"Укажите план: --plan ФАЙЛ или переменная {VARIABLE}."
        raise failure(Code.UNREADABLE, f"файл {FILE} не найден ни здесь, ни в папках выше", hint)
    return str(found.relative_to(here)) if found.parent == here else os.path.relpath(found)


def read_plan(given: str | None) -> Plan:
    """Give the plan; its file's problems go to the error stream, and end the command if nothing is left."""
    built = load_plan(plan_name(given))
    if built.problems:
        _tell_problems(built)
    if built.plan is None:
        raise failure(
            Code.UNREADABLE,
            f"план не прочитан: {built.source.name}",
            "Проверить файл целиком: luzplan validate",
        )
    return built.plan


def _tell_problems(built: Built) -> None:
    from luzplan.formats.problems.concise import problem_line

    for problem in built.problems:
        tell(problem_line(built.source, problem))
