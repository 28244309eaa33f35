"""`luzplan export`: the whole plan, or an extract, as a file for Word, Excel, a calendar, a program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer

from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import SelectionOptions, with_option_groups
from luzplan.cli.output import OutputOptions, chosen_format, deliver, show_report
from luzplan.cli.russian_typer import Command
from luzplan.formats import FORMATS
from luzplan.formats.json import dump
from luzplan.plan.model import Plan
from luzplan.reports.document import document_for
from luzplan.reports.report import Report
from luzplan.reports.timeline import timeline_report
from luzplan.reports.whole_plan import (
    dated_report,
    joined_records,
    plan_record,
    register_report,
    workbook_report,
)
from luzplan.russian.words import listing
from luzplan.selection import Filters, Grouping

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan export -o план.docx                                     весь план для печати
  luzplan export --role "Зам по УВР" --month февраль -o увр.docx  выписка для исполнителя
  luzplan export -o план.xlsx                                     таблица с датами и фильтрами
  luzplan export -o план.html                                     страница для сайта школы
  luzplan export -o план.ics                                      события для календаря
  luzplan export --to json                                        весь план для программ
"""

# The other formats show the document as it is on paper.
_REPORTS: dict[str, Callable[[Plan, Filters], Report]] = {
    "tsv": register_report,
    "csv": register_report,
    "xlsx": workbook_report,
    "svg": partial(timeline_report, by=Grouping.SECTION),
}


class _SelectionOptions(SelectionOptions):
    """The shared filters; here `--to` is the format, so the last day has a name of its own."""

    last: Annotated[str | None, typer.Option("--until", metavar="ДАТА", help="По этот день включительно.")]


class _OutputOptions(OutputOptions):
    """Where the export goes."""

    format_name: Annotated[
        str | None,
        typer.Option(
            "--to", "-t", metavar="ФОРМАТ",
            help=f"В каком виде: {listing(FORMATS, 'или')}. По умолчанию — по имени файла.",
        ),
    ]  # fmt: skip


@app.command(cls=Command, epilog=_EXAMPLES)
@with_option_groups
def export(
    selection: _SelectionOptions,
    output: _OutputOptions,
    with_ongoing: Annotated[
        bool, typer.Option("--with-ongoing", help="В календарь — и то, что длится весь год.")
    ] = False,
) -> None:
    """Записать план для Word, Excel, календаря или программы; с фильтрами — выписку из него."""
    name = chosen_format(output)
    if name is None:
        hint = "Например: --to docx или -o план.docx."
        raise CommandError(Code.USAGE, "не сказано, в каком виде записать план", hint)
    if with_ongoing and name != "ics":
        hint = "Остальные форматы и так показывают весь план."
        raise CommandError(Code.USAGE, "--with-ongoing бывает только у календаря: --to ics", hint)
    if name == "json":
        deliver(dump(selection.answer(plan_record, joined_records)), output)
    else:
        report = selection.report(_report_for(name, with_ongoing=with_ongoing))
        show_report(report, output, name)


def _report_for(name: str, *, with_ongoing: bool) -> Callable[[Plan, Filters], Report]:
    if name == "ics":
        return partial(dated_report, with_ongoing=with_ongoing)
    return _REPORTS.get(name) or document_for(name)
