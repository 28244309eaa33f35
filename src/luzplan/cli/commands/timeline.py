"""`luzplan timeline`: the school year at one glance."""

from __future__ import annotations

from functools import partial

from luzplan.cli import options
from luzplan.cli.options import SelectionOptions, command
from luzplan.cli.output import OutputOptions, show_answer
from luzplan.cli.synonyms import grouping_of
from luzplan.reports.overview import timeline_report

_EXAMPLES = """Примеры:
  luzplan timeline                          весь год, раздел за разделом
  luzplan timeline --by role                у кого что и когда
  luzplan timeline --role "Зам по УВР"      год одного исполнителя
  luzplan timeline -o год.svg               картинка для сайта или стенда
"""


@command(_EXAMPLES)
def timeline(
    selection: SelectionOptions,
    output: OutputOptions,
    words: options.WordsArgument = None,
    by: options.ByOption = "section",
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Год на одной картинке: когда что идёт и где срок.

    Без --by — по разделам.
    """
    show_answer(
        selection.asked(words), partial(timeline_report, by=grouping_of(by)), output, exit_code=exit_code
    )
