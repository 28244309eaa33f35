"""The commands in the order of the help; a command's module is imported when it is called."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Annotated

import typer

from luzplan import __version__
from luzplan.cli.console import (
    print_answer,
    replace_closed_streams,
    silence,
    spell_missing_letters,
    warn,
    write_in_full,
)
from luzplan.cli.failures import Code, CommandError, missing_library
from luzplan.cli.russian_typer import (
    Command,
    CommandGroup,
    Context,
    NoArgsIsHelpError,
    UsageError,
    usage_failure,
)

# Name of the command → its module and, where it is not called like that, the command in it. Help lists them
# in this order.
COMMANDS = {
    "validate": "validate",
    "due": "show.due",
    "by-role": "show.by_role",
    "show": "show",
    "timeline": "show.timeline",
    "load": "show.load",
    "summary": "show.summary",
    "init": "new_plan.init",
    "done": "done",
    "undone": "done.undone",
    "add": "add",
    "set": "add.set_field",
    "move": "move",
    "remove": "move.remove",
    "rename": "move.rename",
    "export": "export",
    "new-year": "new_plan.new_year",
    "diff": "changes.diff",
    "log": "changes.log",
    "import": "import_",
    "when": "explain.when",
    "who": "explain.who",
    "explain": "explain",
    "schema": "explain.schema",
    "lsp": "lsp",
    "completion": "completion",
    "complete": "completion.complete",
}

# What people come for → the commands; others are listed last.
GROUPS = {
    "Спросить": ("due", "by-role", "when", "who", "summary"),
    "Посмотреть": ("show", "timeline", "load"),
    "Править": ("init", "add", "set", "done", "undone", "move", "remove", "rename", "new-year"),
    "Обменяться": ("export", "import", "diff", "log"),
    "Проверить": ("validate", "explain", "schema"),
}

_EXAMPLES = """
Примеры:
  luzplan due --month февраль
  luzplan by-role "Зам по УВР"
  luzplan validate plan.yaml

О команде подробнее: luzplan КОМАНДА --help
"""


class _Commands(CommandGroup):
    """Commands that are imported one at a time: each brings in only what it needs."""

    def list_commands(self, ctx: Context) -> list[str]:
        """The names in the order of the help."""
        del ctx
        return list(COMMANDS)

    def groups(self) -> Mapping[str, Sequence[str]]:
        """The names under the headings of the help."""
        grouped = {name for names in GROUPS.values() for name in names}
        groups = {heading: [one for one in names if one in COMMANDS] for heading, names in GROUPS.items()}
        return {**groups, "Настроить": [name for name in COMMANDS if name not in grouped]}

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Import a command; None if there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(".")
        make: Callable[[], Command] = getattr(import_module(f"luzplan.cli.commands.{module}"), name or module)
        command = make()
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    pretty_exceptions_enable=False,
    add_completion=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print_answer(f"luzplan {__version__}")
        raise typer.Exit


@app.callback(epilog=_EXAMPLES)
def luzplan(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Показать версию.")
    ] = False,
) -> None:
    """План работы школы в одном текстовом файле: что и когда делать, кто отвечает, где ошибки."""
    del version


_CLOSED_PIPE = 128 + 13  # as a shell calls the end of a program by SIGPIPE


def main() -> None:
    """Run the program; raises SystemExit with its code.

    A closed pipe ends it as quietly as other tools; what else the system refuses here (all of it is dealt
    with where it can be foreseen) is said in a line.
    """
    replace_closed_streams()
    for name in ("stdout", "stderr"):
        write_in_full(name)
    for stream in (sys.stdout, sys.stderr):
        spell_missing_letters(stream)
    try:
        sys.exit(_run())
    except (BrokenPipeError, SystemExit) as end:
        if not isinstance(end, BrokenPipeError) and not isinstance(end.__context__, BrokenPipeError):
            raise
        silence(sys.stdout)  # typer would end with 1, which means that something was found
        sys.exit(_CLOSED_PIPE)
    except OSError as error:
        from luzplan.text.system import reason_of

        silence(sys.stdout)
        warn(f"luzplan: не удалось закончить: {reason_of(error)}")
        sys.exit(Code.UNREADABLE)


def _run() -> int:
    try:
        code = app(prog_name="luzplan", standalone_mode=False)
        sys.stdout.flush()
    except NoArgsIsHelpError as error:
        print_answer(error.message)
        return Code.USAGE
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except (CommandError, UsageError, ModuleNotFoundError, MemoryError) as error:
        match error:
            case CommandError():
                failure: CommandError | None = error
            case UsageError():
                failure = usage_failure(error)
            case MemoryError():
                failure = CommandError(Code.UNREADABLE, "не хватило памяти")
            case ModuleNotFoundError():
                failure = missing_library(error)
        if failure is None:
            raise  # a fault of the program itself
        warn(str(failure))
        return failure.code
    return code if isinstance(code, int) else Code.FINE
