"""`luzplan validate`: everything that is wrong with a plan, and mending what can be mended."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, NamedTuple

import typer

from luzplan.check import Checked, Options
from luzplan.cli import options
from luzplan.cli.arguments import day_in, plan_names
from luzplan.cli.checking import check_files, fix_files, known_codes, show_fixes
from luzplan.cli.errors import Code
from luzplan.cli.options import with_option_groups
from luzplan.cli.output import after_change
from luzplan.cli.problem_output import ReportOptions, deliver_problems
from luzplan.cli.russian_typer import Command
from luzplan.school_year import Calendar, SchoolYear
from luzplan.text import UNREADABLE, Severity

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan validate                        план здесь или в папке выше
  luzplan validate --notes --diff         что исправилось бы само, вместе с замечаниями
  luzplan validate --select LP2 планы/    только сроки, во всех планах папки
  luzplan validate --output gitlab:report.json --output text

Чтобы скрыть одно замечание, поставьте в строке плана: # luzplan: ignore[LP301]
"""


class CheckOptions(NamedTuple):
    """Which problems to look for, and which of them make the command fail."""

    notes: Annotated[bool, typer.Option("--notes", help="Показать и замечания о том, как написано.")] = False
    strict: Annotated[bool, typer.Option("--strict", help="Считать предупреждения ошибками.")] = False
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="КОДЫ", help="Только это: LP2,LP301. Можно повторять."),
    ] = None
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="КОДЫ", help="Всё, кроме этого: LP112,LP3.")
    ] = None
    today: options.TodayOption = None

    def options(self) -> Options:
        """The options of the checker; ends the command if a code or the day is none."""
        select, ignore = known_codes(self.select or ()), known_codes(self.ignore or ())
        return Options(select, ignore, self.notes, self._day())

    def _day(self) -> date:
        today = date.today()
        return today if self.today is None else day_in(self.today, Calendar(SchoolYear.of(today)))


class FixOptions(NamedTuple):
    """Whether to fix what can be fixed, or to show how."""

    fix: Annotated[bool, typer.Option("--fix", help="Исправить то, что исправляется однозначно.")] = False
    diff: Annotated[bool, typer.Option("--diff", help="Показать, что исправил бы --fix.")] = False


@app.command(cls=Command, epilog=_EXAMPLES)
@with_option_groups
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
    wanted = checks.options()
    if fixes.diff:
        raise typer.Exit(show_fixes(names, wanted))
    outputs = reports.outputs(names)
    if fixes.fix:
        checked = fix_files(names, wanted)
        with after_change():
            deliver_problems(checked, outputs)
    else:
        checked = check_files(names, wanted)
        deliver_problems(checked, outputs)
    raise typer.Exit(exit_code(checked, strict=checks.strict))


def exit_code(checked: Sequence[Checked], *, strict: bool = False) -> Code:
    """The worst that was found in any of the files; warnings count only if ``strict``."""
    problems = [problem for one in checked for problem in one.problems]
    if any(problem.code == UNREADABLE for problem in problems):
        return Code.UNREADABLE
    least = Severity.WARNING if strict else Severity.ERROR
    return Code.FOUND if any(problem.severity >= least for problem in problems) else Code.FINE
