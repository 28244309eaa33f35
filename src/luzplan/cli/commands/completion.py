"""`luzplan completion` and `complete`: the scripts of shells, and what these ask for on Tab."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from luzplan.cli.console import Reader, print_answer
from luzplan.cli.failures import CommandError, unknown
from luzplan.cli.options import command, formats_of
from luzplan.cli.plans import plan_names
from luzplan.cli.russian_typer import Context, completion_target
from luzplan.cli.synonyms import FIELD_WORDS, FIELDS, GROUPINGS, LISTS, NAMED, meant
from luzplan.plan import Plan, State
from luzplan.plan.build import load_plan
from luzplan.reports.wording import word_of
from luzplan.russian import MONTHS
from luzplan.selection import fitting, named_roles, named_schools

if TYPE_CHECKING:
    pass

Plans = Iterable[Plan]
Described = Mapping[str, str]  # value → what it is, "" where nothing need be said


def candidates(parameter: str, plans: Plans) -> Described | None:
    """The values of a parameter of this name in the plans, each with what it is; None for a file or a text.

    Where the plans do not matter they are not looked at, so that they can be read as they are needed.
    """
    values = _VALUES.get(parameter)
    return values(plans) if values else None


def _roles(plans: Plans) -> Described:
    """Who has something to do, with the school by its shortest name: «Директор», «Директор БШ»."""
    return {name: "" for plan in plans for name in named_roles(plan)}


def _schools(plans: Plans) -> Described:
    known = list(plans)
    meanings = {
        str(name): str(school.name)
        for plan in known
        for school in plan.schools
        for name in school.aliases
        if name != school.name
    }
    return {name: meanings.get(name, "") for plan in known for name in named_schools(plan)}


def _named(plans: Plans) -> Described:
    known = list(plans)
    short = {str(words): str(meaning) for plan in known for words, meaning in plan.abbreviations}
    districts = {str(plan.district.short): str(plan.district.name) for plan in known if plan.district.short}
    return {**_roles(known), **_schools(known), **short, **districts}


def _ids(plans: Plans) -> Described:
    return {str(one.id): " ".join(one.what.split()) for plan in plans for one in plan.activities()}


def _in_russian(words: Mapping[str, str]) -> Described:
    """The English names, each with the first Russian word that stands for it."""
    return {name: next(word for word in words if words[word] == name) for name in words.values()}


def _fields(plans: Plans) -> Described:
    from luzplan.plan.shape import ACTIVITY

    own = {str(one): "столбец этого плана" for plan in plans for one in plan.columns}
    return {**{field.name: FIELD_WORDS.get(field.name, "") for field in ACTIVITY.fields}, **own}


def _codes(_: Plans) -> Described:
    from luzplan.check.rules import RULES

    return {rule.code: rule.title for rule in sorted(RULES, key=lambda rule: rule.code)}


def _orders(_: Plans) -> Described:
    from luzplan.reports import ORDERS

    return {name: "номер" if name == "id" else FIELD_WORDS.get(name, "") for name in ORDERS}


_FORMAT_WORDS = {
    "table": "таблица для людей", "tsv": "таблица для программ", "csv": "таблица для Excel",
    "json": "для программ", "md": "Markdown", "html": "страница", "svg": "картинка", "docx": "Word",
    "xlsx": "Excel", "ics": "календарь",
}  # fmt: skip
_REPORT_WORDS = {
    "text": "для людей", "concise": "по строке на ошибку", "json": "для программ", "github": "для GitHub",
    "gitlab": "для GitLab", "sarif": "для редакторов и сайтов", "junit": "как проваленные тесты",
}  # fmt: skip
_SHELL_WORDS = {"bash": "Linux", "zsh": "macOS", "fish": "", "powershell": "Windows"}

# The parameter's name in the commands → what it can be.
_VALUES: dict[str, Callable[[Plans], Described]] = {
    "month": lambda _: dict.fromkeys(MONTHS, ""),
    "role": _roles,
    "role_words": _roles,
    "who": _roles,
    "name": _ids,
    "asked": lambda plans: {**dict.fromkeys(MONTHS, ""), **_roles(plans)},
    "school": _schools,
    "section": lambda plans: {
        str(one.title): f"раздел {one.number}" for plan in plans for one in plan.sections
    },
    "state": lambda _: {state: word_of(state) for state in State},
    "by": lambda _: _in_russian(GROUPINGS),
    "format_name": lambda _: _FORMAT_WORDS,
    "report": lambda _: _REPORT_WORDS,
    "names": lambda plans: {**_in_russian(LISTS), **_ids(plans)},
    "ids": _ids,
    "after": _ids,
    "field": _fields,
    "codes": _codes,
    "select": _codes,
    "ignore": _codes,
    "sort": _orders,
    "kind": lambda _: _in_russian(NAMED),
    "old_name": _named,
    "shell": lambda _: _SHELL_WORDS,
}
# What a field can be set to, as a parameter of this name.
_SET_TO = {"who": "role", "when": "month", "after": "ids"}


_LONGEST = 60  # characters of a description
# The line that asks the shell to complete names of files itself.
FILES = "\x1ffiles"

_EXAMPLES = """Примеры:
  luzplan completion bash >> ~/.bashrc
  luzplan completion zsh >> ~/.zshrc
  luzplan completion fish > ~/.config/fish/completions/luzplan.fish
  luzplan completion powershell | Add-Content $PROFILE
"""


@command(_EXAMPLES)
def completion(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish|powershell", help="Для какой оболочки.")],
) -> None:
    """Скрипт автодополнения по Tab: команды, месяцы, роли, номера."""
    from importlib.resources import files  # every word that is completed would wait for it

    if shell not in _SHELL_WORDS:
        raise unknown("нет скрипта для оболочки", shell, tuple(_SHELL_WORDS))
    print_answer((files("luzplan.cli") / "shells" / f"completion.{shell}").read_text("utf-8"), Reader.PROGRAM)


@command(hidden=True, context_settings={"ignore_unknown_options": True})
def complete(
    words: Annotated[list[str], typer.Argument(metavar="СЛОВО…", help="Слова команды; последнее — начатое.")],
    described: Annotated[
        bool, typer.Option("--described", help="После каждого варианта — знак табуляции и что это.")
    ] = False,
) -> None:
    """Дополнить последнее слово: по одному варианту в строке."""
    *before, started = [_unquoted(word) for word in words if word != "="]
    for value, about in _completions(before, started).items():
        short = about if len(about) <= _LONGEST else about[: _LONGEST - 1].rstrip() + "…"
        print_answer(f"{value}\t{short}" if described and about else value, Reader.PROGRAM)


def _unquoted(word: str) -> str:
    """Take off the shell's quoting, which may still be open."""
    for closing in ("", '"', "'"):
        try:
            return "".join(shlex.split(word + closing))
        except ValueError:
            continue
    return word


def _completions(before: Sequence[str], started: str) -> Described:
    """What may follow the words of a command and fits the started one."""
    from luzplan.cli.app import app as luzplan_app

    expected = completion_target(luzplan_app, before, started)
    if expected.parameter is None:
        return expected.words
    name, context = expected.parameter.name or "", expected.context
    meant_by = name  # under which `candidates` knows what comes next
    if name == "value":
        field = str(context.params.get("field"))
        meant_by = _SET_TO.get(meant(field, FIELDS) or field, name)
    elif name == "output" and context.command.name == "validate" and ":" not in expected.started:
        meant_by = "report"
    values = candidates(meant_by, _plans(context))
    if values is None:
        return {FILES: ""}
    if name == "format_name":
        values = {name: values[name] for name in formats_of(context.command.name or "")}
    return {name: values[name] for name in fitting(values, expected.started)}


def _plans(context: Context) -> Iterator[Plan]:
    """The plans the command is about; a broken or absent one has nothing to offer."""
    given = context.params.get("plan")
    with suppress(CommandError):
        for name in plan_names([given] if isinstance(given, str) else given):
            if (plan := load_plan(name).plan) is not None:
                yield plan
