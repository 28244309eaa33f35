"""`luzplan export`: the plan, or an extract, as a file for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from luzplan.cli.failures import Code, CommandError
from luzplan.cli.options import SelectionOptions, command
from luzplan.cli.output import OutputOptions, chosen_format, show_answer
from luzplan.cli.synonyms import FORMAT_NAMES, meant
from luzplan.formats import FORMATS
from luzplan.plan import Plan
from luzplan.reports import Report
from luzplan.reports.whole_plan import EXPORTED
from luzplan.russian.spelling import folded
from luzplan.selection import Filters

_BEFORE_A_NAME = ("как", "в", "во", "файл")  # «сохранить как план.docx»
_EXAMPLES = """Примеры:
  luzplan export план.docx                        весь план для печати
  luzplan export --role "Зам по УВР" -o увр.docx  выписка для исполнителя
  luzplan export -o план.xlsx                     таблица с датами и фильтрами
  luzplan export -o план.html                     страница для сайта школы
  luzplan export -o план.ics                      события для календаря
  luzplan export --to json                        весь план для программ
"""


class _SelectionOptions(SelectionOptions):
    """The shared filters; here `--to` is the format, so the last day has a name of its own."""

    last: Annotated[str | None, typer.Option("--until", metavar="ДАТА", help="По этот день включительно.")]


class _OutputOptions(OutputOptions):
    """Where the export goes."""

    format_name: Annotated[
        str | None,
        typer.Option(
            "--to", "-t", metavar="ФОРМАТ",
            help="В каком виде: {formats}. Без этого — по имени файла.",
        ),
    ]  # fmt: skip


@command(_EXAMPLES)
def export(
    selection: _SelectionOptions,
    output: _OutputOptions,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[СЛОВА]", help="Файл, план.docx; или месяц, исполнитель, «раздел 2».", show_default=False
        ),
    ] = None,
    with_ongoing: Annotated[
        bool, typer.Option("--with-ongoing", help="В календарь — и то, что длится весь год.")
    ] = False,
    sequence: Annotated[
        int | None,
        typer.Option(
            "--sequence",
            metavar="N",
            min=0,
            max=2**31 - 1,
            show_default=False,
            help="Номер версии календаря, больше прежнего; без него — по числу изменений плана в git.",
        ),
    ] = None,
) -> None:
    """План или выписка для Word, Excel, календаря, сайта, программы."""
    asked = selection.surely_asked(words) if words and not Path(words[-1]).suffix else None
    if asked and asked != selection:
        selection = asked
    elif words is not None and output.output is not None:
        raise CommandError(Code.USAGE, "файл назван дважды", "Оставьте один.")
    elif words is not None:
        named = words[1:] if len(words) > 1 and folded(words[0]) in _BEFORE_A_NAME else words
        output = output._replace(output=" ".join(named))
    name = chosen_format(output)
    if name is None:
        last = words[-1] if words else ""
        wanted = meant(last, FORMAT_NAMES) or (last if last in FORMATS else "docx")
        hint = f"Например: --to {wanted} или -o план.{wanted}."
        raise CommandError(Code.USAGE, "не сказано, в каком виде записать план", hint)
    if name != "ics" and (with_ongoing or sequence is not None):
        option = "--with-ongoing" if with_ongoing else "--sequence"
        hint = "Остальные форматы и так показывают весь план."
        raise CommandError(Code.USAGE, f"{option} бывает только у календаря: --to ics", hint)

    def report_of(plan: Plan, filters: Filters) -> Report:
        return EXPORTED[name](plan, filters._replace(with_ongoing=with_ongoing))

    show_answer(selection, report_of, output._replace(format_name=name), sequence=sequence)
