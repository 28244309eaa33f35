"""`luzplan schema`: the shape of a plan file for editors and other checkers."""

from __future__ import annotations

from luzplan.cli.console import Reader, print_answer
from luzplan.cli.options import command
from luzplan.formats.plain import dump
from luzplan.plan.schema import plan_schema

_EXAMPLES = """Примеры:
  luzplan schema > plan.schema.json
  check-jsonschema --schemafile plan.schema.json plan.yaml

Чтобы редактор подсказывал ключи, начните план строкой:
  # yaml-language-server: $schema=plan.schema.json
"""


@command(_EXAMPLES)
def schema() -> None:
    """Показать JSON Schema плана: по ней редактор подсказывает ключи."""
    print_answer(dump(plan_schema()), Reader.PROGRAM)
