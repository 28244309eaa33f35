"""`luzplan explain`: what the codes of `validate` mean."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.check.catalogue import rules_report
from luzplan.check.rules import RULES
from luzplan.cli.asking import asking
from luzplan.cli.codes import known_codes
from luzplan.cli.edge import say, unknown
from luzplan.cli.manual import Command
from luzplan.cli.output import Outlet, screen_page, show_report
from luzplan.formats.problems.manual import manual_text

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan explain          все проверки списком
  luzplan explain LP202    одна проверка: почему, как плохо, как хорошо
  luzplan explain LP2      все проверки сроков подробно
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@asking
def explain(
    outlet: Outlet,
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[КОД…]", help="Код или его начало; ничего — все списком.")
    ] = None,
) -> None:
    """Объяснить коды: почему это важно, как плохо и как хорошо."""
    wanted = known_codes(codes or ())
    if codes and not wanted:
        raise unknown("нет кода", " ".join(codes), ())
    rules = [rule for rule in RULES if not codes or rule.code.startswith(wanted)]
    if not codes or outlet.format_name or outlet.output:
        show_report(rules_report(rules), outlet)
        return
    page = screen_page()
    say("\n".join(manual_text(rule, page) for rule in rules))
