"""Which files are the plans, the plan of a file, and what the policy file of its house says."""

from __future__ import annotations

import os
from collections.abc import Sequence
from os.path import realpath
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING

from luzplan.cli.console import warn
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.russian_typer import of_this_run
from luzplan.plan import Plan
from luzplan.plan.build import Built, built_of
from luzplan.russian import ACTIVITIES, ERRORS, count, listing, quote
from luzplan.russian.spelling import natural_order
from luzplan.text import STDIN, UNREADABLE, Loaded, Severity, load_source

if TYPE_CHECKING:
    from luzplan.check import Policy
    from luzplan.check.policy import PolicyFile


VARIABLE = "LUZPLAN_PLAN"
FILE = "plan.yaml"

DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".xlsx", ".xls", ".pdf", ".html")
_MOST_LINES = 5  # numbers of lines that are told; validate tells all


def plan_name(given: str | None) -> str:
    """The plan's file; ends the command if there is none."""
    name = find_plan(given)
    if name is None:
        hint = (
            f"Начать новый: luzplan init; из документа: luzplan import ФАЙЛ -o {FILE}; готовый: --plan ФАЙЛ."
        )
        raise CommandError(Code.UNREADABLE, f"файл {FILE} не найден ни здесь, ни в папках выше", hint)
    if name.casefold().endswith(DOCUMENTS):
        from luzplan.text.system import as_typed

        hint = f"Сделайте из него план: luzplan import {as_typed(name)} -o {FILE}"
        raise CommandError(Code.UNREADABLE, f"{quote(name)} — документ, а не файл плана", hint)
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
    found = _plans_nearby()
    if len(found) > 1:
        message = f"планов здесь несколько: {listing([quote(name) for name in found])}"
        raise CommandError(Code.USAGE, message, "Назовите один: --plan ФАЙЛ.")
    return found[0] if found else None


def _plans_nearby() -> list[str]:
    """The plans of the nearest folder, here or above, that names some in its policy file or has one."""
    try:
        here = Path.cwd()
    except FileNotFoundError as error:
        hint = "Перейдите в другую: cd ПАПКА."
        raise CommandError(Code.UNREADABLE, "папки, в которой вы находитесь, больше нет", hint) from error
    for folder in (here, *here.parents):
        policy = policy_path(folder)
        if policy and (names := read_policy_file(policy).plan):
            return [os.path.relpath(folder / name) for name in names]
        if os.path.lexists(folder / FILE):
            return [FILE if folder == here else os.path.relpath(folder / FILE)]
    return []


def plan_names(given: Sequence[str] | None) -> list[str]:
    """The files of all plans asked for, each once; a folder stands for the plans in it."""
    if not given and os.environ.get(VARIABLE):
        return [plan_name(None)]
    if given and len(given) > 1 and not any(map(mode_of, given)) and mode_of(spaced := " ".join(given)):
        given = [spaced]  # the name has spaces and was typed without quotes
    groups = (
        _plans_in(Path(name)) if name and S_ISDIR(mode_of(name)) else [plan_name(name)]
        for name in given or _plans_nearby() or [plan_name(None)]
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

    Hidden ones are none, nor is a folder of such a name; a link that leads nowhere is named when it is read.
    """
    found: list[Path] = []
    waiting = [folder]  # os.walk calls itself for each level
    while waiting:
        place = waiting.pop()
        shown = [one for one in _entries(place) if not one.name.startswith(".")]
        waiting += [Path(one) for one in shown if one.is_dir(follow_symlinks=False)]
        suffixes = (".yaml", ".yml") if place == folder else ()
        found += [
            Path(one)
            for one in shown
            if (one.name == FILE or one.name.endswith(suffixes)) and not S_ISDIR(mode_of(one.path))
        ]
    if files := sorted(
        (str(file) for file in found if file.is_file() or not file.exists()), key=natural_order
    ):
        return files
    hint = f"Ожидаются файлы {FILE} или *.yaml."
    raise CommandError(Code.UNREADABLE, f"в папке {quote(str(folder))} нет планов", hint)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder; ends the command if it cannot be looked into: a plan might be passed over."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        from luzplan.text.system import reason_of

        message = f"папка {quote(str(folder))} не читается: {reason_of(error, reading=True)}"
        raise CommandError(Code.UNREADABLE, message) from error


_READ = "luzplan.read"


def source_of(name: str) -> Loaded:
    """Read a file of which a command tells something: no answer may be written over it then."""
    of_this_run().setdefault(_READ, []).append(name)
    return load_source(name)


def was_read(name: str) -> bool:
    """Whether this run has read a file, under whatever name."""
    return realpath(name) in map(realpath, of_this_run().get(_READ, ()))


def read_plan(name: str) -> Plan:
    """The plan of a file; the file's problems go to stderr, and end the command if nothing is left."""
    return plan_of(read_built(name))


def read_built(name: str) -> Built:
    """A file as it was read; its problems go to stderr."""
    built = built_of(source_of(name))
    if built.names_year and len(built.problems) > 1 and (built.slips or built.lost):
        _warn_of_slips(built)
    elif built.plan is not None and built.problems:
        _warn_of_problems(built)
    return built


def plan_of(built: Built) -> Plan:
    """The plan of a file; ends the command, saying why, if there is none in it or none of any year."""
    if built.plan is None or (built.lost and not built.names_year):
        from luzplan.text.system import as_typed

        _warn_of_problems(built)
        opened = all(problem.code != UNREADABLE for problem in built.problems)
        hint = f"Проверить файл целиком: luzplan validate {as_typed(built.source.name)}" if opened else ""
        raise CommandError(Code.UNREADABLE, f"план не прочитан: {built.source.name}", hint)
    if not built.names_year:
        hint = "Напишите в файле два года подряд, например year: 2011-2012."
        raise CommandError(Code.UNREADABLE, f"неизвестно, на какой год план: {built.source.name}", hint)
    return built.plan


def _warn_of_slips(built: Built) -> None:
    """Say in one line what the answer rests on where the file has slips, with the number that is checked."""
    from luzplan.check import Options, check_built
    from luzplan.text.system import as_typed

    try:
        options = Options(policy=Policies().of_plan(built.source.name))
    except CommandError:  # this command does not need the faulty policy
        options = Options()
    errors = [one for one in check_built(built, options).problems if one.severity is Severity.ERROR]
    lines = sorted({built.source.position(one.start).line for one in errors})
    some = [str(line) for line in lines[:_MOST_LINES]] + ["другие"] * (len(lines) > _MOST_LINES)
    number = count(len(errors), ERRORS)
    where = f"{'строка' if len(lines) == 1 else 'строки'} {listing(some)}"
    unread = f"не прочитано: {count(len(built.lost), ACTIVITIES)}; " if built.lost else ""
    name = built.source.name
    warn(f"{name}: {number} ({where}); {unread}подробнее: luzplan validate {as_typed(name)}")


def _warn_of_problems(built: Built) -> None:
    from luzplan.formats.problems import problem_line

    for problem in built.problems:
        warn(problem_line(built.source, problem))


NAMES = (".luzplan.toml", "luzplan.toml")


def policy_path(folder: Path) -> Path | None:
    """The policy file of a folder itself, None if it has none; what is no file is named when it is read."""
    return next((path for name in NAMES if os.path.lexists(path := folder / name)), None)


class Policies:
    """The policies of plans: each file is read once, when the first plan under it is asked for."""

    def __init__(self) -> None:
        self._files: dict[Path, PolicyFile] = {}
        self._paths: dict[Path, Path | None] = {}

    def of_plan(self, name: str) -> Policy:
        """What holds for a plan; ends the command if its policy file is faulty."""
        from luzplan.check import NO_POLICY

        plan = Path(realpath("plan.yaml" if name == STDIN else name))
        for folder in plan.parents:
            if folder not in self._paths:
                self._paths[folder] = policy_path(folder)
            if path := self._paths[folder]:
                break
        else:
            return NO_POLICY
        if path not in self._files:
            self._files[path] = read_policy_file(path)
        return self._files[path].for_plan(plan.relative_to(path.parent).as_posix())


def read_policy_file(path: Path) -> PolicyFile:
    """Read a policy file; ends the command with all that is wrong in it."""
    from luzplan.check.policy import read_policy

    loaded, shown = source_of(str(path)), os.path.relpath(path)
    if loaded.problems:
        problem = loaded.problems[0]
        hint = "Здесь ожидается файл настроек; не нужен — уберите его."
        raise CommandError(Code.UNREADABLE, f"{shown}: {problem.message}", hint)
    found = read_policy(path.name, loaded.source.text)
    if found.faults:
        lines = [
            f"{shown}:{one.line}:{one.column}: {one.message}" + (f" ({one.hint})" if one.hint else "")
            for one in found.faults
        ]
        raise CommandError(
            Code.USAGE, f"в настройках {'ошибка' if len(lines) == 1 else 'ошибки'}", "\n  ".join(lines)
        )
    return found
