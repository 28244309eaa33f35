"""typer is pinned, and its private parts are used: what fails here says what to look at when it changes."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from tests.conftest import ROOT, Luzplan

MODULE = ROOT / "src" / "luzplan" / "cli" / "russian_typer.py"
LOOK = f"typer {version('typer')} is not as src/luzplan/cli/russian_typer.py takes it to be: "


def private_names() -> list[tuple[str, str]]:
    """Every name that the module imports from typer, with its module."""
    tree = ast.parse(MODULE.read_text(encoding="utf-8"))
    return [
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("typer.")
        for alias in node.names
        if node.module
    ]


def numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def test_the_version_is_the_pinned_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (pin,) = (one for one in project["dependencies"] if one.startswith("typer"))
    bounds = re.fullmatch(r"typer>=([\d.]+),<([\d.]+)", pin)
    assert bounds, (
        f"{pin} in pyproject.toml needs both bounds: why stands at the top of {Path(__file__).name}"
    )
    assert numbers(bounds[1]) <= numbers(version("typer")) < numbers(bounds[2]), (
        f"{LOOK}pyproject.toml allows {pin}. Install that, or move the pin as the top of this module says"
    )


@pytest.mark.parametrize(("module", "name"), private_names(), ids=str)
def test_a_private_name_is_where_it_was(module: str, name: str) -> None:
    try:
        found = hasattr(importlib.import_module(module), name)
    except ModuleNotFoundError:
        pytest.fail(f"{LOOK}{module} is gone. Find {name} in typer's sources, and change the import")
    assert found, f"{LOOK}{module} has no {name}. Look for where it went, and change the import"


def test_only_one_module_touches_what_is_private() -> None:
    touching = [
        path.name
        for path in (ROOT / "src").rglob("*.py")
        if "typer._" in (text := path.read_text(encoding="utf-8")) or "from click" in text
    ]
    assert touching == [MODULE.name]


@pytest.mark.parametrize(
    ("owner", "method", "parameters"),
    [
        (TyperCommand, "get_help_option", ["self", "ctx"]),
        (TyperCommand, "format_usage", ["self", "ctx", "formatter"]),
        (TyperCommand, "format_options", ["self", "ctx", "formatter"]),
        (TyperCommand, "format_epilog", ["self", "ctx", "formatter"]),
        (TyperCommand, "collect_usage_pieces", ["self", "ctx"]),
        (TyperCommand, "make_parser", ["self", "ctx"]),
        (TyperGroup, "list_commands", ["self", "ctx"]),
        (TyperGroup, "get_command", ["self", "ctx", "cmd_name"]),
        (TyperOption, "get_help_record", ["self", "ctx"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_method_that_is_overridden_or_called_has_the_same_parameters(
    owner: type, method: str, parameters: list[str]
) -> None:
    assert hasattr(owner, method), f"{LOOK}{owner.__name__} has no {method} any more"
    found = list(inspect.signature(getattr(owner, method)).parameters)
    assert found == parameters, f"{LOOK}{owner.__name__}.{method} takes {found}"


MISUSES = {
    "an option without its value": ["--number"],
    "a value for a flag": ["--flag=x"],
    "a word too many": ["one", "two"],
    "a word that is no number": ["--number", "скоро"],
    "a number below the least": ["--number", "-1"],
}


@pytest.mark.parametrize("words", MISUSES.values(), ids=MISUSES)
def test_a_message_of_typer_is_still_known(words: list[str]) -> None:
    russian_typer = pytest.importorskip("luzplan.cli.russian_typer", exc_type=ImportError)
    app = typer.Typer(add_completion=False)

    @app.command(cls=russian_typer.Command)
    def command(
        one: str = typer.Argument(""), number: int = typer.Option(0, min=0), flag: bool = False
    ) -> None:
        pytest.fail("it was to be refused")

    with pytest.raises(russian_typer.UsageError) as refused:
        app(words, standalone_mode=False)
    message = russian_typer.usage_failure(refused.value).args[0]
    assert message != refused.value.message, (
        f"{LOOK}it says {refused.value.message!r}: change the pattern in _MESSAGES that was for it"
    )


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["du"], "нет команды «du»"),
        (["zzz"], "нет команды «zzz»"),
        (["due", "--mnth", "май"], "нет параметра «--mnth»; может быть, «--month»?"),
        (["due", "--zzzz"], "нет параметра «--zzzz»"),
        (["due", "--within", "скоро"], "--within: «скоро» — не целое число"),
        (["due", "--within", ""], "--within: «» — не целое число"),
        (["due", "--within", "-1"], "--within: -1 меньше, чем 0"),
        (["due", "--month"], "параметру --month нужно значение"),
        (["show", "roles", "--month", "май", "--today"], "параметру --today нужно значение"),
        (["summary", "май"], "лишнее слово: май"),
        (["summary", ""], "лишнее пустое слово"),
        (["due", "май", "--month", "июнь"], "месяц назван дважды"),
        (["due", "--month", "май", "-m", "июнь"], "параметр --month задан дважды"),
        (["done"], "не указан НОМЕР…"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_it_is_said_what_is_wrong(command: list[str], message: str, luzplan: Luzplan) -> None:
    run = luzplan(*command)
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines()[0] == f"luzplan: {message}"


def test_nothing_at_all_shows_the_help(luzplan: Luzplan) -> None:
    run = luzplan()
    assert run.code == 2
    assert "validate" in run.out


def test_what_may_be_repeated_is_no_mistake(luzplan: Luzplan) -> None:
    assert luzplan("validate", "--ignore", "LP2", "--ignore", "LP3").code == 0
    assert luzplan("due", "--month", "май", "--no-pager", "--no-pager").code == 0


def test_a_text_that_begins_with_a_dash_can_be_given(luzplan: Luzplan) -> None:
    assert "«--»" in luzplan("when", "-5 мая").err
    assert luzplan("when", "--", "-5 мая").code == 0
    assert "--help" in luzplan("when", "--zzz").err
