"""`luzplan lsp` and `luzplan schema`: the server that an editor starts, the shape of a plan that it reads."""

from __future__ import annotations

import gc
import sys
from datetime import date
from typing import TYPE_CHECKING

import typer

from luzplan.cli.console import Reader, print_answer, warn
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import command
from luzplan.cli.plans import Policies

if TYPE_CHECKING:
    from luzplan.check import Policy

_EXAMPLES = """Примеры:
  Neovim:
    vim.lsp.start({name = "luzplan", cmd = {"luzplan", "lsp"}})
  Helix (languages.toml):
    language-server.luzplan = {command = "luzplan", args = ["lsp"]}

Как настроить VS Code, Kate, Sublime и Zed, сказано в README.
"""


@command(_EXAMPLES)
def lsp() -> None:
    """Ошибки и подсказки плана в редакторе, пока вы печатаете.

    Команду запускает сам редактор (Language Server Protocol). Она понимает ещё не сохранённый текст.
    """
    if sys.stdin.isatty():
        raise CommandError(Code.USAGE, "эту команду запускает редактор", "Настройки: luzplan lsp --help")
    from luzplan.lsp.protocol import Surroundings
    from luzplan.lsp.server import serve

    gc.enable()  # other commands end too soon to look for cycles; here some keystrokes leave some
    gc.set_threshold(50_000)  # a look at all of a large plan takes longer than to read what was typed
    raise typer.Exit(serve(Surroundings(_policy_of, date.today, warn)))


def _policy_of(name: str) -> Policy:
    """The policy of a plan; a faulty policy file is told where the editor keeps its messages."""
    from luzplan.check import NO_POLICY

    try:
        return Policies().of_plan(name)
    except CommandError as failure:
        warn(str(failure))
        return NO_POLICY


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
