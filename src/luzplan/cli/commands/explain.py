"""`luzplan explain`: what the codes of `validate` mean."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import Annotated

import typer

from luzplan.check.rule import SEVERITY_NAMES, Rule
from luzplan.check.rules import RULES
from luzplan.cli.checking import known_codes
from luzplan.cli.console import print_answer, screen_page
from luzplan.cli.errors import unknown
from luzplan.cli.options import command
from luzplan.cli.output import OutputOptions, show_report
from luzplan.formats import UNLIMITED_WIDTH, Page
from luzplan.formats.lines import styled
from luzplan.reports import Report, Table
from luzplan.reports.rows import Cells, Column

_FAMILIES = {
    "LP0": "Файл и разметка",
    "LP1": "Имена и ссылки",
    "LP2": "Сроки",
    "LP3": "Полнота",
    "LP9": "Как написано (с --notes)",
}
_COLUMNS = (Column("code", "Код"), Column("severity", "Важность"), Column("title", "Что не так"))


def rules_report(rules: Sequence[Rule]) -> Report:
    """The rules by families; the records hold their manuals too."""
    tables = (Table(title, _COLUMNS, _rows(family, rules), key=family) for family, title in _FAMILIES.items())
    return Report(("Что проверяет luzplan validate",), tuple(table for table in tables if table.rows))


def _rows(family: str, rules: Sequence[Rule]) -> tuple[Cells, ...]:
    return tuple(
        {
            "code": rule.code,
            "severity": SEVERITY_NAMES[rule.severity],
            "name": rule.name,
            "title": rule.title,
            "manual": rule.manual,
        }
        for rule in rules
        if rule.code.startswith(family)
    )


_EXAMPLE = "    "
_ROW = re.compile(r"(?m)^( *)- \{(\w+: .*)\}$")


def manual_text(rule: Rule, page: Page) -> str:
    """The manual of a rule below its code, severity and name."""
    head = f"{styled(rule.code, 'bold', color=page.color)} · {SEVERITY_NAMES[rule.severity]} · {rule.name}"
    width = min(page.width, UNLIMITED_WIDTH)
    paragraphs = (_filled(paragraph, width) for paragraph in rule.manual.strip().split("\n\n"))
    return "\n\n".join((head, *paragraphs)) + "\n"


def _filled(paragraph: str, width: int) -> str:
    if paragraph.startswith(_EXAMPLE):
        return _ROW.sub(_key_by_key, paragraph)
    return textwrap.fill(" ".join(paragraph.split()), width, break_on_hyphens=False, break_long_words=False)


def _key_by_key(row: re.Match[str]) -> str:
    """A row that the manual has on one line, as it stands in a plan."""
    indent, keys = row[1], re.split(r", (?=\w+: )", row[2])
    return f"{indent}- " + f"\n{indent}  ".join(keys)


_EXAMPLES = """Примеры:
  luzplan explain          все проверки списком
  luzplan explain LP202    одна проверка: почему, как плохо, как хорошо
  luzplan explain LP2      все проверки сроков подробно
"""


@command(_EXAMPLES)
def explain(
    output: OutputOptions,
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="[КОД…]", help="Код или его начало; ничего — все списком.")
    ] = None,
) -> None:
    """Объяснить коды: почему это важно, как плохо и как хорошо."""
    wanted = known_codes(codes or ())
    if codes and not wanted:
        raise unknown("нет кода", " ".join(codes), ())
    rules = [rule for rule in RULES if not codes or rule.code.startswith(wanted)]
    if not codes or output.format_name or output.output:
        show_report(rules_report(rules), output)
        return
    page = screen_page(output.width)
    print_answer("\n".join(manual_text(rule, page) for rule in rules))
