"""Help pages in Russian; typer has its headings in English only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from typer._click.parser import _OptionParser
from typer.core import TyperCommand, TyperGroup, TyperOption

from luzplan.cli.edge import say

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter, Parameter

_WIDEST = 100  # columns; longer lines of prose are hard to read
OPTIONS = "[ПАРАМЕТРЫ]"


class _RussianPage:
    """The page of a command: usage, what it does, arguments, options, examples."""

    help: str | None
    epilog: str | None

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Give typer's own `--help`, described in Russian."""
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Показать эту справку."
            option.callback = _show_help
        return option

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the first line."""
        pieces: list[str] = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Использование: ")

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write arguments and options in two columns."""
        records: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            if record := parameter.get_help_record(ctx):
                # The usage line tells in its own way what is required, and no number of days is below zero.
                words = (record[0], record[1].removesuffix("[required]").removesuffix("[x>=0]").rstrip())
                records[parameter.param_type_name].append(words)
        _section(formatter, "Аргументы", records["argument"])
        _section(formatter, "Параметры", records["option"])

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the examples line by line, as they are typed."""
        del ctx
        if self.epilog:
            formatter.write_paragraph()
            formatter.write(self.epilog.strip() + "\n")


def _show_help(ctx: Context, parameter: Parameter, wanted: bool) -> None:
    del parameter
    if wanted and not ctx.resilient_parsing:
        say(ctx.get_help())
        ctx.exit()


def _section(formatter: HelpFormatter, heading: str, records: Sequence[tuple[str, str]]) -> None:
    if records:
        with formatter.section(heading):
            formatter.write_dl(records)


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
        """Give the parser of the command's words."""
        parser = _Parser(ctx)
        for parameter in self.get_params(ctx):
            parameter.add_to_parser(parser, ctx)
        return parser


class Group(_RussianPage, TyperGroup):
    """A group of commands with a Russian page."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 – handed on to typer
        settings |= {"options_metavar": OPTIONS, "subcommand_metavar": "КОМАНДА …", "rich_markup_mode": None}
        super().__init__(**settings)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the commands before the options: they are what people look for."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        records = [
            (name, command.get_short_help_str(_WIDEST))
            for name, command in commands
            if command and not command.hidden
        ]
        _section(formatter, "Команды", records)
        super().format_options(ctx, formatter)
