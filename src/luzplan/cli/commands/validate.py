"""`luzplan validate`: everything that is wrong with a plan, and mending what can be mended."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, NamedTuple

import typer

from luzplan.check.runner import Checked, Options
from luzplan.cli import options
from luzplan.cli.arguments import plan_names
from luzplan.cli.checking import OutputsOption, check_files, deliver_problems, known_codes, problem_outlets
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import asking
from luzplan.cli.russian_typer import Command
from luzplan.school_year import Calendar, SchoolYear
from luzplan.text.source import UNREADABLE, Severity

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan validate                        план здесь или в папке выше
  luzplan validate --notes --diff         что исправилось бы само, вместе с замечаниями
  luzplan validate --select LP2 планы/    только сроки, во всех планах папки
  luzplan validate --output gitlab:report.json --output text

Чтобы скрыть одно замечание, поставьте в строке плана: # luzplan: ignore[LP301]
"""


class Wanted(NamedTuple):
    """What is to be found, and what makes the command fail."""

    notes: Annotated[bool, typer.Option("--notes", help="Показать и замечания о том, как написано.")] = False
    strict: Annotated[bool, typer.Option("--strict", help="Код 1 и из-за предупреждений.")] = False
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="КОДЫ", help="Только это: LP2,LP301. Можно повторять."),
    ] = None
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="КОДЫ", help="Всё, кроме этого: LP112,LP3.")
    ] = None
    today: options.TodayOption = None

    def options(self) -> Options:
        """What to look for; ends the command if a code or the day is none."""
        select, ignore = known_codes(self.select or ()), known_codes(self.ignore or ())
        return Options(select, ignore, self.notes, self._day())

    def _day(self) -> date:
        today = date.today()
        if self.today is None:
            return today
        from luzplan.selection import read_day

        day = read_day(self.today, Calendar(SchoolYear.of(today)))
        if day is None:
            raise CommandError(Code.USAGE, f"«{self.today}» — не дата", "Напишите, например, 2012-02-01.")
        return day


class Mending(NamedTuple):
    """What is to be done about it."""

    fix: Annotated[bool, typer.Option("--fix", help="Исправить то, что можно без раздумий.")] = False
    diff: Annotated[bool, typer.Option("--diff", help="Показать, что исправил бы --fix.")] = False


@app.command(cls=Command, epilog=_EXAMPLES)
@asking
def validate(
    wanted: Wanted,
    mending: Mending,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ФАЙЛ…|-]", help="Файлы планов или папки с ними; «-» — со стандартного ввода."
        ),
    ] = None,
    plan: options.PlansOption = None,
    output: OutputsOption = None,
) -> None:
    """Проверить план: всё, что не так, сразу, с местом и подсказкой."""
    names = plan_names([*(files or ()), *(plan or ())])
    looked_for = wanted.options()
    if mending.diff:
        raise typer.Exit(_patched(names, looked_for))
    outlets = problem_outlets(output)
    checked = _mended(names, looked_for) if mending.fix else check_files(names, looked_for)
    deliver_problems(checked, outlets)
    raise typer.Exit(exit_code(checked, strict=wanted.strict))


def _mended(names: Sequence[str], looked_for: Options) -> list[Checked]:
    from luzplan.cli.fixes import fix_files  # most runs only look

    return fix_files(names, looked_for)


def _patched(names: Sequence[str], looked_for: Options) -> Code:
    from luzplan.cli.fixes import show_fixes

    return show_fixes(names, looked_for)


def exit_code(checked: Sequence[Checked], *, strict: bool = False) -> Code:
    """The worst that was found in any of the files; warnings count only if ``strict``."""
    problems = [problem for one in checked for problem in one.problems]
    if any(problem.code == UNREADABLE for problem in problems):
        return Code.UNREADABLE
    least = Severity.WARNING if strict else Severity.ERROR
    return Code.FOUND if any(problem.severity >= least for problem in problems) else Code.FINE
