"""`luzplan when`, `who`, `explain`, `schema`: how phrases are read, what codes and keys mean."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from luzplan.answers import RoleBook
from luzplan.cli import options
from luzplan.cli.arguments import school_year_of
from luzplan.cli.console import Reader, print_answer, screen_page
from luzplan.cli.failures import Code, CommandError, unknown
from luzplan.cli.options import command
from luzplan.cli.output import OutputOptions, show_report
from luzplan.cli.periods import present_year
from luzplan.cli.plans import find_plan, read_plan
from luzplan.deadline import DeadlineKind
from luzplan.deadline.reader import DeadlineReader
from luzplan.formats import UNLIMITED_WIDTH, Page, styled
from luzplan.reports import Report, Table
from luzplan.reports.listings import deadlines_report, executors_report
from luzplan.reports.rows import Column
from luzplan.school_year import Calendar
from luzplan.text import STDIN, load_source

if TYPE_CHECKING:
    from luzplan.check.rule import Rule

_FAMILIES = {
    "LP0": "Файл и разметка",
    "LP1": "Имена и ссылки",
    "LP2": "Сроки",
    "LP3": "Полнота",
    "LP9": "Как написано (с --notes)",
}
_COLUMNS = (Column("code", "Код"), Column("severity", "Важность"), Column("title", "Что не так"))


def _rules_report(rules: Sequence[Rule]) -> Report:
    """The rules by families; the records hold their manuals too."""
    from luzplan.check.rule import SEVERITY_NAMES

    tables = []
    for family, title in _FAMILIES.items():
        rows = tuple(
            {"code": one.code, "severity": SEVERITY_NAMES[one.severity], "name": one.name, "title": one.title,
             "manual": one.manual}
            for one in rules if one.code.startswith(family)
        )  # fmt: skip
        tables += [Table(title, _COLUMNS, rows, key=family)] if rows else []
    return Report(("Что проверяет luzplan validate",), tuple(tables))


_EXAMPLE = "    "
_KEYS = re.compile(r", (?=\w+: )")
_ROW = re.compile(r"(?m)^( *)- \{(\w+: .*)\}$")


def manual_text(rule: Rule, page: Page) -> str:
    """The manual of a rule below its code, severity and name."""
    from luzplan.check.rule import SEVERITY_NAMES

    head = f"{styled(rule.code, 'bold', color=page.color)} · {SEVERITY_NAMES[rule.severity]} · {rule.name}"
    width = min(page.width, UNLIMITED_WIDTH)
    paragraphs = (_filled(paragraph, width) for paragraph in rule.manual.strip().split("\n\n"))
    return "\n\n".join((head, *paragraphs)) + "\n"


def _filled(paragraph: str, width: int) -> str:
    if paragraph.startswith(_EXAMPLE):  # a row that the manual has on one line, as it stands in a plan
        return _ROW.sub(lambda row: f"{row[1]}- " + _KEYS.sub(f"\n{row[1]}  ", row[2]), paragraph)
    return textwrap.fill(" ".join(paragraph.split()), width, break_on_hyphens=False, break_long_words=False)


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
    from luzplan.check.rules import RULES  # `when` and `who` need none
    from luzplan.cli.checking import known_codes

    wanted = known_codes(codes or ())
    if codes and not wanted:
        raise unknown("нет кода", " ".join(codes), ())
    rules = [rule for rule in RULES if not codes or rule.code.startswith(wanted)]
    if not codes or output.format_name or output.output:
        show_report(_rules_report(rules), output)
        return
    page = screen_page(output.width)
    print_answer("\n".join(manual_text(rule, page) for rule in rules))


_WHEN_EXAMPLES = """Примеры:
  luzplan when "Ноябрь - январь"
  luzplan when "до 25 числа каждого месяца" "2 неделя мая" --year 2012-2013
  cut -f3 план.tsv | luzplan when --format tsv      фразы со входа, по строкам
"""


@command(_WHEN_EXAMPLES)
def when(
    output: OutputOptions,
    phrases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ФРАЗА…]",
            help="Срок, как его пишут в плане; без фраз читает стандартный ввод, по одной в строке.",
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="ГОД",
            help="Учебный год: 2011-2012. По умолчанию год плана, а если плана нет — нынешний.",
        ),
    ] = None,
    plan: options.PlanOption = None,
    today: options.TodayOption = None,
) -> None:
    """Как понимается срок: какие это дни или почему он без дат.

    Заканчивается с кодом 1, если хоть одна фраза не понята.
    """
    calendar = _calendar(year, plan, today)
    reader = DeadlineReader(calendar)
    deadlines = [reader.read(phrase) for phrase in _phrases(phrases)]
    show_report(deadlines_report(deadlines, calendar.year), output)
    if any(deadline.kind is DeadlineKind.UNKNOWN for deadline in deadlines):
        raise typer.Exit(Code.FOUND)


def _phrases(given: Sequence[str] | None) -> list[str]:
    """The phrases in order; «-», or nothing at all, stands for the lines of standard input."""
    if not given and sys.stdin.isatty():
        hint = "Напишите её в кавычках или подайте фразы на вход, по одной в строке."
        raise CommandError(Code.USAGE, "не названа фраза", hint)
    phrases: list[str] = []
    for one in given or [STDIN]:
        if one != STDIN:
            phrases.append(one)
            continue
        loaded = load_source(STDIN)
        for problem in loaded.problems:
            raise CommandError(Code.UNREADABLE, problem.message, problem.hint)
        text = loaded.source.text.replace("\r\n", "\n").removesuffix("\n")
        phrases += text.split("\n") if text else []  # an empty line is an empty phrase: answers stay in step
    return phrases


def _calendar(year: str | None, plan: str | None, today: str | None) -> Calendar:
    """The calendar to read by: the plan's, of the year that is asked for."""
    asked = school_year_of(year) if year is not None else None
    name = find_plan(plan) if plan is not None or not asked else None
    own = read_plan(name).calendar if name else None
    if own and asked in (None, own.year):
        return own
    return Calendar(asked or present_year(today))


_WHO_EXAMPLES = """Примеры:
  luzplan who "Замы по УВР и ВР, психолог"
  luzplan who "Директора средних школ" "кл. рук-ли 5-9 кл." --format json
  cut -f4 план.tsv | luzplan who --format tsv      фразы со входа, по строкам
"""


@command(_WHO_EXAMPLES)
def who(
    output: OutputOptions,
    phrases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ФРАЗА…]",
            help="Исполнители, как их пишут в плане; без фраз читает стандартный ввод, по одной в строке.",
        ),
    ] = None,
    plan: options.PlanOption = None,
) -> None:
    """Как понимаются исполнители: какие это роли и в каких школах.

    Роли и школы плана учитываются, если он есть. Заканчивается с кодом 1, если хоть кто-то не понят.
    """
    name = find_plan(plan)
    book = read_plan(name).book if name else RoleBook()
    readings = [(phrase, book.read(phrase)) for phrase in _phrases(phrases)]
    show_report(executors_report(readings), output)
    if any(reading.unknown for _, reading in readings):
        raise typer.Exit(Code.FOUND)


_SCHEMA_EXAMPLES = """Примеры:
  luzplan schema > plan.schema.json
  check-jsonschema --schemafile plan.schema.json plan.yaml

Чтобы редактор подсказывал ключи, начните план строкой:
  # yaml-language-server: $schema=plan.schema.json
"""


@command(_SCHEMA_EXAMPLES)
def schema() -> None:
    """Показать JSON Schema плана: по ней редактор подсказывает ключи."""
    from luzplan.formats.plain import dump
    from luzplan.plan.schema import plan_schema

    print_answer(dump(plan_schema()), Reader.PROGRAM)
