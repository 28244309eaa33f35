"""`luzplan timeline` and `luzplan load`: the school year at one glance, and who is busy when."""

from __future__ import annotations

from functools import partial

from luzplan.cli import options
from luzplan.cli.options import SelectionOptions, command
from luzplan.cli.output import OutputOptions, show_answer
from luzplan.cli.synonyms import grouping_of
from luzplan.reports.overview import load_report, timeline_report

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


_LOAD_EXAMPLES = """Примеры:
  luzplan load                              сколько у кого дел в каждом месяце
  luzplan load --by section --school БШ     по разделам, для одной школы
  luzplan load --by plan --plan .           по школам или округам папки
  luzplan load -o загрузка.csv              таблица для Excel
"""


@command(_LOAD_EXAMPLES)
def load(
    selection: SelectionOptions,
    output: OutputOptions,
    words: options.WordsArgument = None,
    by: options.ByOption = "role",
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Загрузка по месяцам: у кого сколько мероприятий и когда.

    В месяце считается то, у чего на него приходится хоть один день; то, что длится весь год,
    стоит отдельно. Без --by — по исполнителям.
    """
    selection = selection.asked(words)
    show_answer(selection, partial(load_report, by=grouping_of(by)), output, exit_code=exit_code)
