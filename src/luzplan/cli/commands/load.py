"""`luzplan load`: who is busy in which month."""

from __future__ import annotations

from functools import partial

from luzplan.cli import options
from luzplan.cli.options import SelectionOptions, command
from luzplan.cli.output import OutputOptions, show_answer
from luzplan.cli.synonyms import grouping_of
from luzplan.reports.overview import load_report

_EXAMPLES = """Примеры:
  luzplan load                              сколько у кого дел в каждом месяце
  luzplan load --by section --school БШ     по разделам, для одной школы
  luzplan load --by plan --plan .           по школам или округам папки
  luzplan load -o загрузка.csv              таблица для Excel
"""


@command(_EXAMPLES)
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
