"""`luzplan validate`: everything that is wrong with a plan, mending what can be, and where the reports go."""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from os.path import realpath  # unlike Path.resolve it bears links that lead in a circle
from pathlib import Path
from stat import S_ISREG
from typing import Annotated, NamedTuple

import typer

from luzplan.check import Checked, Options
from luzplan.cli import options
from luzplan.cli.checking import Checking, check_files, fix_files, known_codes, show_fixes
from luzplan.cli.console import Reader, file_page, in_actions, screen_page, visible_line, warn
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.options import command
from luzplan.cli.output import OutputOptions, after_change, deliver
from luzplan.cli.periods import day_in
from luzplan.cli.plans import Policies, mode_of, plan_names
from luzplan.formats import Page
from luzplan.formats.problems import PROBLEM_FORMATS, is_report, problem_writer
from luzplan.russian import listing, quote
from luzplan.school_year import Calendar, SchoolYear
from luzplan.text import STDIN, UNREADABLE, Severity, load_bytes

_EXAMPLES = """Примеры:
  luzplan validate                        план здесь или в папке выше
  luzplan validate --notes --diff         что исправилось бы само
  luzplan validate --select LP2 планы/    только сроки, во всех планах папки
  luzplan validate --since main           только новое после main
  luzplan validate --output gitlab:report.json --output text

Скрыть одно замечание — в строке плана: # luzplan: ignore[LP301]
"""


_JOBS = frozenset({"GITHUB_ACTIONS", "GITLAB_CI"})  # variables by which a job is known


class CheckOptions(NamedTuple):
    """Which problems to look for, and which of them make the command fail."""

    notes: Annotated[
        bool, typer.Option("--notes", help="Показать и замечания о том, как написано, и скрытое настройками.")
    ] = False
    strict: Annotated[
        bool | None,
        typer.Option("--strict/--no-strict", help="Считать предупреждения ошибками.", show_default=False),
    ] = None
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="КОДЫ", help="Только это: LP2,LP301. Можно повторять."),
    ] = None
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="КОДЫ", help="Всё, кроме этого: LP112,LP3.")
    ] = None
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="РЕВИЗИЯ", help="Только новое: чего не было, когда ветка отошла от этой "
            "(main), или в этом файле. В задании GitHub и GitLab для запроса на слияние — само.",
        ),
    ] = None  # fmt: skip
    everything: Annotated[bool, typer.Option("--all", help="Показать и прежнее в таком задании.")] = False
    stdin_name: Annotated[
        str | None,
        typer.Option("--stdin-filename", metavar="ФАЙЛ", help="Как называть то, что на стандартном вводе."),
    ] = None
    today: options.TodayOption = None

    def checking(self, names: Sequence[str]) -> Checking:
        """How the files are checked; ends the command if something that was typed is unknown."""
        named = [self.stdin_name if name == STDIN and self.stdin_name else name for name in names]
        policies = Policies()
        by_name = {name: policies.of_plan(known) for name, known in zip(names, named, strict=True)}
        baseline = None
        if self.since is not None or (not self.everything and not _JOBS.isdisjoint(os.environ)):
            from luzplan.cli.versions import baseline_of

            baseline = baseline_of(self.since, named)
        return Checking(self.options(), by_name, baseline and baseline.before, self.stdin_name or "")

    def options(self) -> Options:
        """The options of the checker; ends the command if a code or the day is none."""
        select, ignore = known_codes(self.select or ()), known_codes(self.ignore or ())
        now = date.today()
        today = day_in(self.today, Calendar(SchoolYear.of(now))) if self.today is not None else now
        return Options(select, ignore, self.notes, today)


_SCREEN = "-"
_LINES = frozenset({"text", "concise", "github"})  # these may stand one after another on a screen
_FROM_ROOT = frozenset({"github", "gitlab", "sarif"})  # their readers know files by place in the repository


class ProblemOutput(NamedTuple):
    """A format and the file it is written to, None for the screen or the pipe."""

    format_name: str
    file: str | None = None


class ReportOptions(NamedTuple):
    """Where the problems go, and in which formats."""

    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output", metavar="ФОРМАТ[:ФАЙЛ]",
            help=f"В каком виде: {listing(PROBLEM_FORMATS, 'или')}; с именем файла — записать в него. "
            "Можно повторять.",
        ),
    ] = None  # fmt: skip
    force: Annotated[
        bool, typer.Option("--force", help="Записать отчёт поверх файла, который не отчёт проверки.")
    ] = False
    width: options.WidthOption = None

    def outputs(self, plans: Sequence[str]) -> tuple[ProblemOutput, ...]:
        """The outputs for these plans; ends the command if one of them would destroy something."""
        outputs = problem_outputs(self.output)
        paths = {realpath(plan) for plan in plans}
        for file in (output.file for output in outputs if output.file is not None):
            if realpath(file) in paths:
                message = f"{quote(file)} — это сам план, а не отчёт о нём"
                raise CommandError(Code.USAGE, message, "Назовите другой файл.")
            if not self.force and not _is_replaceable(file):
                message = f"файл {quote(file)} уже есть, и это не отчёт проверки"
                hint = "Назовите другой файл или добавьте --force, чтобы записать поверх."
                raise CommandError(Code.UNREADABLE, message, hint)
        return outputs


def problem_outputs(given: Sequence[str] | None) -> tuple[ProblemOutput, ...]:
    """The outputs as typed, the text on the screen if there are none; ends the command if they clash.

    In GitHub Actions annotations come by themselves, unless they would break what is on the screen.
    """
    outputs = tuple(dict.fromkeys(_output(one) for one in given or ["text"]))
    screen = [one.format_name for one in outputs if one.file is None]
    if len(screen) > 1 and not _LINES.issuperset(screen):
        message = f"на одном экране не уместить {listing(screen)}"
        raise CommandError(Code.USAGE, message, f"Назовите файл: --output {screen[-1]}:ФАЙЛ.")
    files = [realpath(one.file) for one in outputs if one.file is not None]
    if len(set(files)) < len(files):
        raise CommandError(Code.USAGE, "два формата в одном файле", "Назовите каждому свой файл.")
    if in_actions() and all(one.format_name in _LINES for one in outputs if one.file is None):
        return tuple(dict.fromkeys([*outputs, ProblemOutput("github")]))
    return outputs


def _output(given: str) -> ProblemOutput:
    # Only the first colon parts format and file: «json:C:\report.json».
    name, colon, file = given.partition(":")
    if name not in PROBLEM_FORMATS or (colon and not file):
        message = f"в --output нужен формат: {quote(given)}"
        hint = f"Пишите ФОРМАТ или ФОРМАТ:ФАЙЛ, например gitlab:report.json. Есть {listing(PROBLEM_FORMATS)}."
        raise CommandError(Code.USAGE, message, hint)
    return ProblemOutput(name, file if file not in ("", _SCREEN) else None)


def _is_replaceable(file: str) -> bool:
    """Whether there is nothing to lose: no file, an empty one, a device or pipe, a report of ours."""
    if not S_ISREG(mode_of(file)):
        return True
    data = load_bytes(file)
    try:
        return isinstance(data, bytes) and is_report(data.decode())
    except UnicodeDecodeError:
        return False


def deliver_problems(
    checked: Sequence[Checked], outputs: Sequence[ProblemOutput], width: int | None = None
) -> None:
    """Write every format to its place, and the summary of a step of GitHub Actions."""
    for output in outputs:
        named = _from_root(checked) if output.format_name in _FROM_ROOT else checked
        if output.format_name in _LINES:
            named = [_renamed(one, visible_line(one.source.name)) for one in named]
        page = file_page(width) if output.file else screen_page(width)
        written = problem_writer(output.format_name)(named, page)
        reader = Reader.PEOPLE if output.format_name in _LINES else Reader.PROGRAM
        reader = Reader.RUNNER if output.format_name == "github" else reader
        deliver(written, OutputOptions(output=output.file, force=True), reader)
    if in_actions():
        named = [_renamed(one, visible_line(one.source.name)) for one in _from_root(checked)]
        add_to_summary(problem_writer("summary")(named, Page()), [one.source.name for one in checked])


def _from_root(checked: Sequence[Checked]) -> Sequence[Checked]:
    """The files named as the repository does, whatever folder the command runs in."""
    folder = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    if not folder:
        return checked
    from luzplan.cli.git import top_level  # only jobs need it

    root, renamed = Path(realpath(folder)), []
    for one in checked:
        path, top = Path(realpath(one.source.name)), top_level(one.source.name)
        own = top if top and top.is_relative_to(root) else root  # may lie in a folder of the job's
        renamed.append(_renamed(one, path.relative_to(own).as_posix()) if path.is_relative_to(own) else one)
    return renamed


def _renamed(checked: Checked, name: str) -> Checked:
    return checked._replace(built=checked.built._replace(source=checked.source._replace(name=name)))


def add_to_summary(text: str, plans: Iterable[str]) -> None:
    """Add Markdown to the page of the job's step; a page that cannot be written is no fault of the plan."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if not page:
        return
    if realpath(page) in map(realpath, plans):
        warn("luzplan: сводка шага не записана: это сам план")
        return
    try:
        if mode_of(page) == 0 or S_ISREG(mode_of(page)):
            with Path(page).open("a", encoding="utf-8", errors="replace") as file:
                file.write(text)
    except OSError as error:
        from luzplan.text.system import reason_of

        warn(f"luzplan: сводка шага не записана: {reason_of(error)}")


class FixOptions(NamedTuple):
    """Whether to fix what can be fixed, or to show how."""

    fix: Annotated[bool, typer.Option("--fix", help="Исправить то, что исправляется однозначно.")] = False
    diff: Annotated[bool, typer.Option("--diff", help="Показать, что исправил бы --fix.")] = False


@command(_EXAMPLES)
def validate(
    checks: CheckOptions,
    fixes: FixOptions,
    reports: ReportOptions,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ФАЙЛ…|-]", help="Файлы планов или папки с ними; «-» — со стандартного ввода."
        ),
    ] = None,
    plan: options.PlansOption = None,
) -> None:
    """Показать все ошибки плана сразу, с местом и подсказкой."""
    names = plan_names([*(files or ()), *(plan or ())])
    wanted = checks.checking(names)
    if fixes.diff:
        raise typer.Exit(show_fixes(names, wanted))
    outputs = reports.outputs([*names, *filter(None, [checks.stdin_name])])
    if fixes.fix:
        checked = fix_files(names, wanted)
        with after_change():
            deliver_problems(checked, outputs, reports.width)
    else:
        checked = check_files(names, wanted)
        deliver_problems(checked, outputs, reports.width)
    strict = [wanted.policies[name].strict if checks.strict is None else checks.strict for name in names]
    raise typer.Exit(max(exit_code(one, strict=so) for one, so in zip(checked, strict, strict=True)))


def exit_code(checked: Checked, *, strict: bool = False) -> Code:
    """What the problems of a file mean to the caller; warnings count only if ``strict``."""
    problems = checked.problems
    if any(problem.code == UNREADABLE for problem in problems):
        return Code.UNREADABLE
    least = Severity.WARNING if strict else Severity.ERROR
    return Code.FOUND if any(problem.severity >= least for problem in problems) else Code.FINE
