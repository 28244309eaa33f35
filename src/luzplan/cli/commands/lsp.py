"""`luzplan lsp`: the editor's server as a command."""

from __future__ import annotations

import gc
import sys
from datetime import date
from typing import TYPE_CHECKING

import typer

from luzplan.cli.console import warn
from luzplan.cli.failures import Code, CommandError
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
    from luzplan.check import NO_POLICY
    from luzplan.lsp.requests import serve
    from luzplan.lsp.server import Surroundings

    gc.enable()  # other commands end too soon to look for cycles; here some keystrokes leave some
    gc.set_threshold(50_000)  # a look at all of a large plan takes longer than to read what was typed

    def policy_of(name: str) -> Policy:
        try:
            return Policies().of_plan(name)
        except CommandError as failure:
            warn(str(failure))  # told where the editor keeps its messages
            return NO_POLICY

    raise typer.Exit(serve(Surroundings(policy_of, date.today, warn)))
