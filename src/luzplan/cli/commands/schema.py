"""`luzplan schema`: the shape of a plan file for editors and other checkers."""

from __future__ import annotations

import typer

from luzplan.cli.console import Reader, print_answer
from luzplan.cli.russian_typer import Command
from luzplan.formats.plain import dump
from luzplan.plan.schema import plan_schema

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan schema > plan.schema.json
  check-jsonschema --schemafile plan.schema.json plan.yaml

Чтобы редактор подсказывал ключи, начните план строкой:
  # yaml-language-server: $schema=plan.schema.json
"""


@app.command(cls=Command, epilog=_EXAMPLES)
def schema() -> None:
    """Показать JSON Schema плана: по ней редактор подсказывает ключи."""
    print_answer(dump(plan_schema()), Reader.PROGRAM)
