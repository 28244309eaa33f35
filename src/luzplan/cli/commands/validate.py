"""`luzplan validate`: everything that is wrong with a plan, and mending what can be mended."""

import os
from collections.abc import Sequence
from datetime import date
from typing import Annotated, NamedTuple

import typer

from luzplan.check import Checked, Options
from luzplan.cli import options
from luzplan.cli.checking import Checking, check_files, fix_files, known_codes, show_fixes
from luzplan.cli.errors import Code
from luzplan.cli.options import command
from luzplan.cli.output import after_change
from luzplan.cli.periods import day_in
from luzplan.cli.plans import Policies, plan_names
from luzplan.cli.problem_output import ReportOptions, deliver_problems
from luzplan.school_year import Calendar, SchoolYear
from luzplan.text import STDIN, UNREADABLE, Severity

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
    outputs = reports.outputs(names)
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
