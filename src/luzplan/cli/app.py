"""The commands in the order of the help; a command's module is imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError

from luzplan import __version__
from luzplan.cli.console import replace_closed_streams, spare_words
from luzplan.cli.edge import Code, CommandError, missing_library, say, silence, tell
from luzplan.cli.manual import Command, Group

if TYPE_CHECKING:
    from typer._click import Context

# Name of the command → its module in this package. Help lists them in this order.
COMMANDS = {
    "validate": "validate",
    "due": "due",
    "by-role": "by_role",
    "show": "show",
    "timeline": "timeline",
    "load": "load",
    "done": "done",
    "undone": "undone",
    "add": "add",
    "set": "set",
    "move": "move",
    "remove": "remove",
    "export": "export",
    "new-year": "new_year",
    "diff": "diff",
    "import": "import_",
    "when": "when",
    "who": "who",
    "explain": "explain",
    "schema": "schema",
    "completion": "completion",
    "complete": "complete",
}

_EXAMPLES = """
Примеры:
  luzplan due --month февраль
  luzplan by-role "Зам по УВР"
  luzplan validate plan.yaml

О команде подробнее: luzplan КОМАНДА --help
"""


class _Commands(Group):
    """Commands that are imported one at a time: each brings in only what it needs."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Give the names in the order of the help."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Import a command; None if there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"luzplan.cli.{COMMANDS[cmd_name]}")
        command = typer.main.get_command(module.app)
        assert isinstance(command, Command)  # each module gives its command this class
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        say(f"luzplan {__version__}")
        raise typer.Exit


@app.callback(epilog=_EXAMPLES)
def luzplan(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Показать версию.")
    ] = False,
) -> None:
    """План работы школы одним текстовым файлом: что к сроку, кто делает, что не так."""
    del version


def run() -> None:
    """Run the program and end with its code.

    A closed pipe ends it as quietly as other tools; what else the system refuses here (all of it is dealt
    with where it can be foreseen) is said in a line.
    """
    replace_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        spare_words(stream)
    try:
        sys.exit(_run())
    except BrokenPipeError:
        silence(sys.stdout)
        sys.exit(Code.FOUND)
    except OSError as error:
        from luzplan.source.saving import reason_of

        silence(sys.stdout)
        tell(f"luzplan: не удалось закончить: {reason_of(error)}")
        sys.exit(Code.UNREADABLE)


def _run() -> int:
    try:
        code = app(prog_name="luzplan", standalone_mode=False)
        sys.stdout.flush()
    except NoArgsIsHelpError as error:
        say(error.message)
        return Code.USAGE
    except UsageError as error:
        return _said(_misuse(error))
    except CommandError as error:
        return _said(error)
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except ModuleNotFoundError as error:
        if not missing_library(error):
            raise
        return Code.UNREADABLE
    return code if isinstance(code, int) else Code.FINE


def _misuse(error: UsageError) -> CommandError:
    from luzplan.cli.usage_errors import usage_hint, usage_message

    return CommandError(Code.USAGE, usage_message(error), usage_hint(error))


def _said(error: CommandError) -> int:
    tell(str(error))
    return error.code
