"""What typer finds wrong with the words of a command, said in Russian."""

from __future__ import annotations

import re
from difflib import get_close_matches

from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperGroup

from luzplan.russian import listing, quote

# typer's message → ours, with what it names put in.
_MESSAGES = (
    (r"Option '(.+)' requires (?:an argument|\d+ arguments)\.", "параметру {0} нужно значение"),
    (r"Option '(.+)' does not take a value\.", "параметру {0} значение не нужно"),
    (r"Got unexpected extra arguments?(?:\(s\))? \(\s*\)", "лишнее пустое слово"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", "лишнее слово: {0}"),
    (r"Missing command\.", "не названа команда"),
    (r"'(.*)' is not a valid int(?:eger)?(?: range)?\.", "«{0}» — не целое число"),
    (r"(.+) is not in the range x>=(\d+)\.", "{0} меньше, чем {1}"),
)

_NO_COMMAND = re.compile(r"No such command '(.+?)'\.")


def usage_message(error: UsageError) -> str:
    """Say in one line what is wrong."""
    match error:
        case NoSuchOption():
            near = listing([quote(name) for name in error.possibilities or ()], "или")
            return f"нет параметра {quote(error.option_name)}" + (f"; может быть, {near}?" if near else "")
        case MissingParameter():
            return f"не хватает: {_named(error)}"
        case BadOptionUsage() | BadParameter():
            place = f"{_named(error)}: " if isinstance(error, BadParameter) and error.param else ""
            return place + _translated(error.message)
    return _unknown_command(error) or _translated(error.message)


def _unknown_command(error: UsageError) -> str:
    """Name the commands that are most like an unknown one; empty if it is another fault."""
    found = _NO_COMMAND.match(error.message)
    if not found or error.ctx is None or not isinstance(error.ctx.command, TyperGroup):
        return ""
    near = get_close_matches(found[1], error.ctx.command.list_commands(error.ctx), 2)
    hint = listing([quote(name) for name in near if name != "complete"], "или")
    return f"нет команды {quote(found[1])}" + (f"; может быть, {hint}?" if hint else "")


def _named(error: BadParameter) -> str:
    """Name the option or argument as it is typed."""
    if error.param is None or error.ctx is None:
        return ""
    if error.param.param_type_name == "argument":
        return str(error.param.make_metavar(ctx=error.ctx))
    return str(error.param.opts[0])


def _translated(message: str) -> str:
    for pattern, words in _MESSAGES:
        if found := re.fullmatch(pattern, message):
            return words.format(*found.groups())
    return message


def usage_hint(error: UsageError) -> str:
    """Say where the command is described, or how to give a text that looks like an option."""
    if isinstance(error, NoSuchOption) and not re.fullmatch("--?[a-z-]+", error.option_name):
        return "Если это текст, поставьте перед ним отдельное слово «--»."
    return f"Как пользоваться: {error.ctx.command_path} --help" if error.ctx else ""
