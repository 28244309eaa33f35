"""Where the problems of the checked files go, and in which formats; what the job of a CI gets besides."""

import os
from collections.abc import Iterable, Sequence
from os.path import realpath  # unlike Path.resolve it bears links that lead in a circle
from pathlib import Path
from stat import S_ISREG
from typing import Annotated, NamedTuple

import typer

from luzplan.check import Checked
from luzplan.cli import options
from luzplan.cli.console import Reader, file_page, in_actions, screen_page, visible_line, warn
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.output import OutputOptions, deliver
from luzplan.cli.plans import mode_of
from luzplan.formats import Page
from luzplan.formats.problems import PROBLEM_FORMATS, is_report, problem_writer
from luzplan.russian import listing, quote
from luzplan.text import load_bytes

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
        _refuse_overwriting(outputs, plans, force=self.force)
        return outputs


def problem_outputs(given: Sequence[str] | None) -> tuple[ProblemOutput, ...]:
    """The outputs as typed, the text on the screen if there are none; ends the command if they clash.

    In GitHub Actions annotations come by themselves, unless they would break what is on the screen.
    """
    outputs = tuple(dict.fromkeys(_output(one) for one in given or ["text"]))
    _refuse_clashes(outputs)
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


def _refuse_clashes(outputs: Sequence[ProblemOutput]) -> None:
    screen = [one.format_name for one in outputs if one.file is None]
    if len(screen) > 1 and not _LINES.issuperset(screen):
        message = f"на одном экране не уместить {listing(screen)}"
        raise CommandError(Code.USAGE, message, f"Назовите файл: --output {screen[-1]}:ФАЙЛ.")
    files = [realpath(one.file) for one in outputs if one.file is not None]
    if len(set(files)) < len(files):
        raise CommandError(Code.USAGE, "два формата в одном файле", "Назовите каждому свой файл.")


def _refuse_overwriting(outputs: Sequence[ProblemOutput], plans: Sequence[str], *, force: bool) -> None:
    """End the command if a report would replace a plan or, without ``force``, what is no report of ours."""
    paths = {realpath(plan) for plan in plans}
    for file in (output.file for output in outputs if output.file is not None):
        if realpath(file) in paths:
            message = f"{quote(file)} — это сам план, а не отчёт о нём"
            raise CommandError(Code.USAGE, message, "Назовите другой файл.")
        if not force and not _is_replaceable(file):
            message = f"файл {quote(file)} уже есть, и это не отчёт проверки"
            hint = "Назовите другой файл или добавьте --force, чтобы записать поверх."
            raise CommandError(Code.UNREADABLE, message, hint)


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
        _deliver(checked, output, width)
    if in_actions():
        named = [_renamed(one, visible_line(one.source.name)) for one in _from_root(checked)]
        add_to_summary(problem_writer("summary")(named, Page()), [one.source.name for one in checked])


def _deliver(checked: Sequence[Checked], output: ProblemOutput, width: int | None) -> None:
    named = _from_root(checked) if output.format_name in _FROM_ROOT else checked
    if output.format_name in _LINES:
        named = [_renamed(one, visible_line(one.source.name)) for one in named]
    page = file_page(width) if output.file else screen_page(width)
    written = problem_writer(output.format_name)(named, page)
    reader = Reader.PEOPLE if output.format_name in _LINES else Reader.PROGRAM
    reader = Reader.RUNNER if output.format_name == "github" else reader
    deliver(written, OutputOptions(output=output.file, force=True), reader)


def _from_root(checked: Sequence[Checked]) -> Sequence[Checked]:
    """The files named as the repository does, whatever folder the command runs in."""
    root = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    if not root:
        return checked
    return [_renamed(one, _name_in(Path(realpath(root)), one.source.name)) for one in checked]


def _name_in(root: Path, name: str) -> str:
    """The file's name from the top of its repository, which may lie in a folder of the job's."""
    from luzplan.cli.git import top_level  # only jobs need it

    path, top = Path(realpath(name)), top_level(name)
    root = top if top and top.is_relative_to(root) else root
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else name


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
