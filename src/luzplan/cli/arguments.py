"""What people type → what is meant: plan files, months, days, roles, ids; the unknown ends with code 2."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from stat import S_ISDIR

from luzplan.cli.console import warn
from luzplan.cli.errors import Code, CommandError, unknown
from luzplan.cli.times import day_in
from luzplan.executor import Executor, School, UnknownName
from luzplan.plan import Activity, Plan, Section
from luzplan.plan.build import Built, load_plan
from luzplan.russian import ACTIVITIES, ERRORS, count, listing, quote
from luzplan.russian.spelling import folded, is_one_slip, natural_order, nearest, retyped
from luzplan.school_year import Calendar, SchoolYear
from luzplan.selection import executors_of
from luzplan.text import UNREADABLE

VARIABLE = "LUZPLAN_PLAN"
FILE = "plan.yaml"

_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".xlsx", ".xls", ".pdf", ".html")
_SHORT = 3  # letters of a word
_MOST_LINES = 5  # numbers of lines that are told; validate tells all


def plan_name(given: str | None) -> str:
    """The plan's file; ends the command if there is none."""
    name = find_plan(given)
    if name is None:
        hint = (
            f"Начать новый: luzplan init; из документа: luzplan import ФАЙЛ -o {FILE}; готовый: --plan ФАЙЛ."
        )
        raise CommandError(Code.UNREADABLE, f"файл {FILE} не найден ни здесь, ни в папках выше", hint)
    if name.casefold().endswith(_DOCUMENTS):
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
    from luzplan.cli.policy_file import plans_named_by, policy_path

    here = Path.cwd()
    for folder in (here, *here.parents):
        policy = policy_path(folder)
        if policy and (names := list(plans_named_by(policy))):
            return names
        if (folder / FILE).is_file():
            return [FILE if folder == here else os.path.relpath(folder / FILE)]
    return []


def number_of_changes(name: str) -> int:
    """How many commits changed a file, and one more if it differs from the last; 0 where git knows none."""
    import subprocess

    path = Path(name)

    def git(*words: str) -> subprocess.CompletedProcess[bytes]:
        command = ["git", "-C", str(path.parent), *words, "--", path.name]
        return subprocess.run(command, capture_output=True, check=False)

    try:
        commits = int(git("rev-list", "--count", "HEAD").stdout or 0)
        return commits + (commits > 0 and git("diff", "--quiet", "HEAD").returncode == 1)
    except OSError:  # git is not installed
        return 0


def plan_names(given: Sequence[str] | None) -> list[str]:
    """The files of all plans asked for, each once; a folder stands for the plans in it."""
    if not given and os.environ.get(VARIABLE):
        return [plan_name(None)]
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

    Hidden ones are none, nor is what only bears such a name: a folder, a link that leads nowhere.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=_refuse_folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        suffixes = (".yaml", ".yml") if Path(place) == folder else ()
        found += [
            Path(place, name)
            for name in names
            if (name == FILE or name.endswith(suffixes)) and not name.startswith(".")
        ]
    if files := sorted((str(file) for file in found if file.is_file()), key=natural_order):
        return files
    hint = f"Ожидаются файлы {FILE} или *.yaml."
    raise CommandError(Code.UNREADABLE, f"в папке {quote(str(folder))} нет планов", hint)


def _refuse_folder(error: OSError) -> None:
    """End the command for a folder that cannot be looked into: a plan in it would be passed over."""
    from luzplan.text.system import reason_of

    raise CommandError(
        Code.UNREADABLE, f"папка {quote(str(error.filename))} не читается: {reason_of(error)}"
    ) from error


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
    from luzplan.text.system import as_typed

    opened = all(problem.code != UNREADABLE for problem in built.problems)
    return f"Проверить файл целиком: luzplan validate {as_typed(built.source.name)}" if opened else ""


def _warn_of_slips(built: Built) -> None:
    """Say in one line what the answer rests on where the file has slips."""
    from luzplan.text.system import as_typed

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


def today_of(given: str | None, plan: Plan) -> date:
    """The day that counts as today."""
    return day_of(given, plan) if given is not None else date.today()


def day_of(text: str, plan: Plan, today: date | None = None) -> date:
    """A day; ends the command if the text is none."""
    return day_in(text, plan.calendar, today)


def school_year_of(text: str) -> SchoolYear:
    """A school year; ends the command if the text is none."""
    year = SchoolYear.of_plan(text)
    if year is None:
        near = SchoolYear.nearest(text)
        hint = f"Напишите учебный год: {near}, или календарный: {near.first_year}."
        raise CommandError(Code.USAGE, f"{quote(text)} — не учебный год", hint)
    return year


def present_year(today: str | None) -> SchoolYear:
    """The school year that is on; ``today`` is the day that counts as today, None for the real one."""
    now = SchoolYear.of(date.today())
    return SchoolYear.of(day_in(today, Calendar(now))) if today is not None else now


def roles_of(text: str, plan: Plan) -> tuple[Executor, ...]:
    """The roles, with their scopes, that the text may mean: those that the plan names, else all."""
    meant = plan.book.queries(text)
    there = [one for activity in plan.activities() for one in executors_of(plan, activity)]
    by_name = (Executor(text.strip().title(), person=True), Executor(text, detail=text))
    for query in () if meant else by_name:
        if text.strip() and any(plan.book.reach(one, query) for one in there):
            return (query,)
    if not meant:
        retyped_as = plan.book.queries(retyped(text))
        found = plan.book.query(text)
        near = found.nearest if isinstance(found, UnknownName) and not retyped_as else (retyped_as[0].role,)
        if len(text) <= _SHORT:  # nearly any three letters are like some others
            near = tuple(name for name in near if is_one_slip(folded(text), folded(name)))
        raise unknown("в плане нет роли", text, near, "Список исполнителей: luzplan show roles.")
    named = tuple(role for role in meant if any(plan.book.reach(one, role) for one in there))
    return named or meant[:1]


def school_of(text: str, plan: Plan) -> School:
    """The school that the text names, or is a part of the name of."""
    if found := plan.book.find_school(text):
        return found
    wanted = folded(text)
    called = {name: school for school in plan.schools for name in (school.name, *school.aliases)}
    holding = {school.name: school for name, school in called.items() if wanted and wanted in folded(name)}
    if len(holding) == 1:
        return next(iter(holding.values()))
    if holding:
        hint = f"Назовите одну: {listing([quote(name) for name in holding], 'или')}."
        raise CommandError(Code.USAGE, f"школ с {quote(text)} в названии несколько", hint)
    near = _nearest(text, {folded(name): name for name in called})
    raise unknown("в плане нет школы", text, near, "Школы плана: luzplan show schools.")


def section_of(text: str, plan: Plan) -> Section:
    """The section by its number or by words of its title."""
    wanted = folded(text)
    for section in plan.sections:
        if wanted == str(section.number) or (wanted and folded(section.title).startswith(wanted)):
            return section
    holding = [section for section in plan.sections if wanted and wanted in folded(section.title)]
    if len(holding) == 1:
        return holding[0]
    titles = [f"{section.number}. {section.title}" for section in plan.sections]
    words = {word: title for title in reversed(titles) for word in (folded(title), *folded(title).split())}
    there = f"Есть {listing([quote(title) for title in titles])}." if titles else "В плане нет разделов."
    raise unknown("в плане нет раздела", text, _nearest(text, words), there)


def activity_of(text: str, plan: Plan) -> Activity:
    """The activity by its number («2.8») or its own id."""
    wanted = text.strip().rstrip(".")
    for activity in plan.activities():
        if wanted in (activity.position, activity.id):
            return activity
    ids = {activity.id.casefold(): str(activity.id) for activity in plan.activities()}
    raise unknown("в плане нет мероприятия", text, _nearest(text, ids), _numbers_there(plan))


def _numbers_there(plan: Plan) -> str:
    """Which numbers the plan has, for want of one that is near."""
    numbers = [activity.position for activity in plan.activities()]
    if len(numbers) < 2:
        return f"Есть только мероприятие {numbers[0]}." if numbers else "В плане нет мероприятий."
    return f"Есть мероприятия с {numbers[0]} по {numbers[-1]}."


def _nearest(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """Up to three of the names, keyed by how they are compared."""
    return tuple(dict.fromkeys(names[key] for key in nearest(text, names, 3)))
