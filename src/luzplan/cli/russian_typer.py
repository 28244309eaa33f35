"""Help pages and usage errors in Russian; all that touches the insides of typer stands here.

typer speaks English only, and its click is vendored under a private name. Why it is pinned, and what to look
at when the pin moves, stands in tests/cli/test_russian_typer.py.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import typer
from typer._click import Context, HelpFormatter, Parameter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._click.globals import get_current_context
from typer._click.parser import _OptionParser
from typer.core import TyperCommand, TyperGroup, TyperOption

from luzplan.cli import synonyms
from luzplan.cli.console import print_answer, screen_page
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.synonyms import option_meant, options_named
from luzplan.formats import styled, wrapped
from luzplan.russian import listing, quote
from luzplan.russian.spelling import folded
from luzplan.text.system import as_typed

__all__ = [
    "COMMAND", "Command", "CommandGroup", "Context", "Expected", "NoArgsIsHelpError", "UsageError",
    "completion_target", "of_this_run", "usage_failure",
]  # fmt: skip


def of_this_run() -> dict[str, Any]:
    """What commands keep until the program ends; in a process that only helps, nothing is kept."""
    return context.meta if (context := get_current_context(silent=True)) else {}


_OF_COMMANDS = ("--plan", "-p", "--today")  # what people write before the command
_WIDEST = 80  # columns; longer lines of prose are hard to read
OPTIONS, COMMAND = "[ПАРАМЕТРЫ]", "luzplan.command"  # the latter in `of_this_run`: its English name


class _RussianPage:
    """The page of a command: usage, what it does, arguments, options, examples."""

    help: str | None
    epilog: str | None

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Typer's own `--help`, described in Russian."""
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Показать эту справку."
            option.callback = _show_help
        return option

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the first line."""
        words: list[str] = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        pieces = (one if "|" in one else one.strip("{}") for one in words)  # typer's «{НОМЕР…}»
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Использование: ")

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write arguments and options in two columns."""
        records: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            if record := parameter.get_help_record(ctx):
                # The usage line tells in its own way what is required, and no number of days is below zero.
                words = re.sub(r" *\[(required|x>=\d+|\d+<=x<=\d+)\]$", "", record[1])
                records[parameter.param_type_name].append((record[0], words))
        records["option"].sort(key=lambda record: record[0].startswith("-h,"))
        _section(formatter, "Аргументы", records["argument"])
        _section(formatter, "Параметры", records["option"])

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the examples line by line, as they are typed; what is said of one below it if need be."""
        del ctx
        if not self.epilog:
            return
        formatter.write_paragraph()
        for line in self.epilog.strip().splitlines():
            command, gap, remark = line.rpartition("  ")
            is_command = line.startswith("  ")
            lines = [line] if is_command else wrapped(line, formatter.width) or [""]
            if is_command and len(line) > formatter.width and command.strip() and gap:
                below = wrapped(remark, formatter.width - 6)
                lines = [command.rstrip(), *(f"      {part}" for part in below)]
            if line.endswith(":"):
                lines = [styled(line, "bold", color=screen_page().color)]
            formatter.write("\n".join(lines) + "\n")


def _show_help(ctx: Context, parameter: Parameter, wanted: bool) -> None:
    del parameter
    if wanted and not ctx.resilient_parsing:
        print_answer(ctx.get_help())
        ctx.exit()


def _section(formatter: HelpFormatter, heading: str, records: Sequence[tuple[str, str]]) -> None:
    """Write records in two columns, on a terminal the names in colour."""
    if records:
        color = screen_page().color
        with formatter.section(styled(heading, "bold", color=color)):
            formatter.write_dl([(styled(name, "cyan", color=color), words) for name, words in records])


class _Parser(_OptionParser):
    """Refuses an option that is given twice: of two months one would be dropped, and nobody told."""

    def parse_args(self, args: list[str]) -> tuple[dict[str, Any], list[str], list[Parameter]]:
        """Take the words apart; ends the command where they contradict each other."""
        values, rest, order = super().parse_args(args)
        for parameter in order:
            single = isinstance(parameter, TyperOption) and not parameter.multiple and not parameter.is_flag
            if single and order.count(parameter) > 1 and self.ctx:
                self.ctx.fail(f"параметр {parameter.opts[0]} задан дважды")
        return values, rest, order


class Command(_RussianPage, TyperCommand):
    """A command with a Russian page."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 – handed on to typer
        settings["options_metavar"] = OPTIONS
        settings["context_settings"] = {
            **(settings.get("context_settings") or {}),
            "max_content_width": _WIDEST,
            "help_option_names": ["-h", "--help"],
        }
        super().__init__(*arguments, **{**settings, "rich_markup_mode": None})

    def make_parser(self, ctx: Context) -> _Parser:
        """The parser of the command's words."""
        parser = _Parser(ctx)
        for parameter in self.get_params(ctx):
            parameter.add_to_parser(parser, ctx)
        return parser

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Take «-month» for «--month», as no short name has more than a letter, and «--месяц» too."""
        ctx.meta[COMMAND] = ctx.info_name
        names = {name for parameter in self.params for name in parameter.opts}
        words = ("--help" if one in synonyms.HELP_SIGNS else option_meant(one, names) for one in args)
        return super().parse_args(ctx, list(words))


class CommandGroup(_RussianPage, TyperGroup):
    """A group of commands with a Russian page."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 – handed on to typer
        settings |= {"options_metavar": OPTIONS, "subcommand_metavar": "КОМАНДА …", "rich_markup_mode": None}
        super().__init__(**settings)

    def groups(self) -> Mapping[str, Sequence[str]]:
        """The names of the commands under the headings of the help."""
        raise NotImplementedError

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Take «help due» for «due --help», and options of the plan before the command for its own."""
        if args and folded(args[0].lstrip("-")) in synonyms.HELP:
            args = [*args[1:2], "--help"]
        elif args and folded(args[0].lstrip("-")) in synonyms.VERSION:
            args = ["--version"]
        elif len(args) > 2 and option_meant(args[0], _OF_COMMANDS) in _OF_COMMANDS:
            args = [args[2], *args[:2], *args[3:]]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command, by a Russian word for it too; ends the program if there is none."""
        names = self.list_commands(ctx)
        words = synonyms.with_command(args, names)
        if words[0] not in names and not ctx.resilient_parsing:
            lines = [as_typed("luzplan", *line) for line in synonyms.lines_meant(args, names)]
            hint = f"Может быть: {listing(lines, 'или')}" if lines else "Все команды: luzplan --help"
            raise CommandError(Code.USAGE, f"нет команды {quote(args[0])}", hint)
        return super().resolve_command(ctx, words)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the commands before the options: they are what people look for."""
        widest = max(map(len, self.list_commands(ctx)))
        for heading, names in self.groups().items():
            commands = [(name.ljust(widest), self.get_command(ctx, name)) for name in names]
            records = [
                (name, one.get_short_help_str(_WIDEST)) for name, one in commands if one and not one.hidden
            ]
            _section(formatter, heading, records)
        super().format_options(ctx, formatter)


# typer's message → ours, with what it names put in.
_MESSAGES = (
    (r"Option '(.+)' requires (?:an argument|\d+ arguments)\.", "параметру {0} нужно значение"),
    (r"Option '(.+)' does not take a value\.", "параметру {0} значение не нужно"),
    (r"Got unexpected extra arguments?(?:\(s\))? \(\s*\)", "лишнее пустое слово"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", "лишнее слово: {0}"),
    (r"Missing command\.", "не названа команда"),
    (r"'(.*)' is not a valid int(?:eger)?(?: range)?\.", "«{0}» — не целое число"),
    (r"(.+) is not in the range x>=(\d+)\.", "{0} меньше, чем {1}"),
    (r"(.+) is not in the range (\d+)<=x<=(\d+)\.", "{0} — не между {1} и {2}"),
)

_NAME = re.compile("--?[a-z-]+")  # of an option


def _usage_message(error: UsageError) -> str:
    """What is wrong, in one line."""
    match error:
        case NoSuchOption():
            start = error.option_name[:3]
            near = listing([quote(one) for one in error.possibilities or () if one.startswith(start)], "или")
            return f"нет параметра {quote(error.option_name)}" + (f"; может быть, {near}?" if near else "")
        case MissingParameter():
            name = _parameter_name(error)
            return f"не указан{_ENDINGS.get(name.rstrip(']…'), '')} {name}"
        case BadOptionUsage() | BadParameter():
            place = f"{_parameter_name(error)}: " if isinstance(error, BadParameter) and error.param else ""
            return place + _translated(error.message)
    return _translated(error.message)


# What a plan has of it, where an argument is missing.
_THERE = {
    "РОЛЬ": "Исполнители плана: luzplan show roles",
    "НОМЕР": "Номера мероприятий: luzplan show --brief",
    "ЗНАЧЕНИЕ": 'Например: luzplan set 2.8 when "20 декабря".',
}
_TOO_MANY = "Got unexpected extra argument"
_ENDINGS = {"РОЛЬ": "а", "ФРАЗА": "а", "[ФРАЗА": "а", "ДАТА": "а", "ЗНАЧЕНИЕ": "о", "ПОЛЕ": "о"}


def _parameter_name(error: BadParameter) -> str:
    """The option or argument as it is typed."""
    if error.param is None or error.ctx is None:
        return ""
    if error.param.param_type_name == "argument":
        return str(error.param.make_metavar(ctx=error.ctx))
    return str(error.param.opts[0])


def _translated(message: str) -> str:
    for pattern, translation in _MESSAGES:
        if found := re.fullmatch(pattern, message):
            return translation.format(*found.groups())
    return message


def usage_failure(error: UsageError) -> CommandError:
    """The failure of a command whose words typer does not understand: what is wrong, and where to read on."""
    hint = f"Как пользоваться: {error.ctx.command_path} --help" if error.ctx else ""
    if isinstance(error, NoSuchOption) and not (
        _NAME.fullmatch(error.option_name) or options_named(error.option_name)
    ):
        hint = "Если это текст, поставьте перед ним отдельное слово «--»."
    elif isinstance(error, MissingParameter):
        hint = _THERE.get(_parameter_name(error).rstrip("…"), hint)
    elif (
        error.message.startswith(_TOO_MANY)
        and error.ctx
        and any(one.param_type_name == "argument" for one in error.ctx.command.params)
    ):
        hint = "Если слова — одно значение, возьмите их в кавычки."
    return CommandError(Code.USAGE, _usage_message(error), hint)


class Expected(NamedTuple):
    """What may follow the words of a program.

    ``parameter`` is the one whose value comes next, or None; then ``words`` are the commands and options
    that fit, with what they do. ``started`` is the last word as typer sees it (behind a «=»).
    """

    context: Context
    parameter: Parameter | None
    words: dict[str, str]
    started: str


def completion_target(app: typer.Typer, before: Sequence[str], started: str) -> Expected:
    """What may follow the words of a program, the last of which is only started."""
    from typer._click.shell_completion import _resolve_context, _resolve_incomplete

    context = _resolve_context(typer.main.get_command(app), {}, app.info.name or "", list(before))
    found, started = _resolve_incomplete(context, list(before), started)
    if isinstance(found, Parameter):
        return Expected(context, found, {}, started)
    items = found.shell_complete(context, started)
    return Expected(context, None, {one.value: " ".join((one.help or "").split()) for one in items}, started)
