"""`luzplan completion`: the script by which a shell completes our words, and what it asks for."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Annotated

import typer

from luzplan.cli.arguments import plan_names
from luzplan.cli.console import Reader, print_answer
from luzplan.cli.errors import CommandError, unknown
from luzplan.cli.russian_typer import Command, Context, completion_target
from luzplan.formats import FORMATS
from luzplan.plan import Plan
from luzplan.plan.build import load_plan
from luzplan.plan.occurrences import State
from luzplan.russian import MONTHS
from luzplan.selection import fitting, named_roles, named_schools

Plans = Iterable[Plan]


def candidates(parameter: str, plans: Plans) -> list[str] | None:
    """The values of a parameter of this name in the plans, each once; None for a name of a file or a text.

    Where the plans do not matter they are not looked at, so that they can be read as they are needed.
    """
    values = _VALUES.get(parameter)
    return list(dict.fromkeys(values(plans))) if values else None


def _roles(plans: Plans) -> list[str]:
    """Who has something to do, with the school by its shortest name: «Директор», «Директор БШ»."""
    return [name for plan in plans for name in named_roles(plan)]


def _schools(plans: Plans) -> list[str]:
    return [name for plan in plans for name in named_schools(plan)]


def _named(plans: Plans) -> list[str]:
    known = list(plans)
    short = [
        name for plan in known for name in (*map(str, dict(plan.abbreviations)), str(plan.district.short))
    ]
    return [*_roles(known), *_schools(known), *filter(None, short)]


def _sections(plans: Plans) -> list[str]:
    return [section.title for plan in plans for section in plan.sections]


def _ids(plans: Plans) -> list[str]:
    return [activity.id for plan in plans for activity in plan.activities()]


def _shown(plans: Plans) -> list[str]:
    from luzplan.reports.whole_plan import LISTINGS

    return [*LISTINGS, *_ids(plans)]


def _fields(plans: Plans) -> list[str]:
    from luzplan.plan.shape import ACTIVITY

    return [*(field.name for field in ACTIVITY.fields), *(str(one) for plan in plans for one in plan.columns)]


def _codes(_: Plans) -> list[str]:
    from luzplan.check.rules import RULES

    return sorted({rule.code for rule in RULES})


def _orders(_: Plans) -> list[str]:
    from luzplan.reports.sorting import ORDERS

    return list(ORDERS)


# The parameter's name in the commands → what it can be.
_VALUES: dict[str, Callable[[Plans], Iterable[str]]] = {
    "month": lambda _: MONTHS,
    "role": _roles,
    "role_words": _roles,
    "name": _ids,
    "month_words": lambda _: MONTHS,
    "school": _schools,
    "section": _sections,
    "state": lambda _: tuple(State),
    "format_name": lambda _: FORMATS,
    "names": _shown,
    "ids": _ids,
    "after": _ids,
    "field": _fields,
    "codes": _codes,
    "sort": _orders,
    "kind": lambda _: ("role", "school", "abbreviation"),
    "old_name": _named,
    "shell": lambda _: tuple(SCRIPTS),
}


app = typer.Typer(add_completion=False)

# The line that asks the shell to complete names of files itself.
FILES = "\x1ffiles"

_BASH = """\
_luzplan() {
  local found
  mapfile -t found < <(luzplan complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [ "${found[0]-}" = $'\\x1ffiles' ]; then
    compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"); return
  fi
  case "${found[*]}" in *" "*) compopt -o filenames ;; esac  # bash then quotes what has spaces
  COMPREPLY=("${found[@]}")
}
complete -F _luzplan luzplan
"""
_ZSH = """\
#compdef luzplan
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
_luzplan() {
  local -a found
  found=("${(@f)$(luzplan complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ ${found[1]} == $'\\x1ffiles' ]]; then _files; return; fi
  [[ -n ${found[1]} ]] && compadd -U -- "${found[@]}"
}
compdef _luzplan luzplan
"""
_FISH = """\
function __luzplan_complete
  set -l found (luzplan complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
  if test "$found[1]" = \\x1ffiles
    __fish_complete_path (commandline -ct)
  else
    printf '%s\\n' $found
  end
end
complete -c luzplan -f -a '(__luzplan_complete)'
"""
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName luzplan -ScriptBlock {
  param($started, $line, $cursor)
  $words = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($started -eq '') { $words += '""' }
  luzplan complete '--' @words 2>$null | Where-Object { $_ -ne "$([char]31)files" } | ForEach-Object {
    $value = if ($_ -match '\\s') { "'$_'" } else { $_ }
    [System.Management.Automation.CompletionResult]::new($value, $_, 'ParameterValue', $_)
  }
}
"""
SCRIPTS: dict[str, str] = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}

_EXAMPLES = """Примеры:
  luzplan completion bash >> ~/.bashrc
  luzplan completion zsh >> ~/.zshrc
  luzplan completion fish > ~/.config/fish/completions/luzplan.fish
  luzplan completion powershell >> $PROFILE
"""


@app.command(cls=Command, epilog=_EXAMPLES)
def completion(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish|powershell", help="Для какой оболочки.")],
) -> None:
    """Скрипт автодополнения по Tab: команды, месяцы, роли, номера."""
    if shell not in SCRIPTS:
        raise unknown("нет скрипта для оболочки", shell, tuple(SCRIPTS))
    print_answer(SCRIPTS[shell], Reader.PROGRAM)


complete_app = typer.Typer(add_completion=False)


@complete_app.command(cls=Command, hidden=True, context_settings={"ignore_unknown_options": True})
def complete(
    words: Annotated[list[str], typer.Argument(metavar="СЛОВО…", help="Слова команды; последнее — начатое.")],
) -> None:
    """Дополнить последнее слово: по одному варианту в строке."""
    *before, started = [_unquoted(word) for word in words if word != "="]
    for value in _completions(before, started):
        print_answer(value, Reader.PROGRAM)


def _unquoted(word: str) -> str:
    """Take off the shell's quoting, which may still be open."""
    for closing in ("", '"', "'"):
        try:
            return "".join(shlex.split(word + closing))
        except ValueError:
            continue
    return word


def _completions(before: Sequence[str], started: str) -> list[str]:
    """What may follow the words of a command and fits the started one."""
    from luzplan.cli.app import app as luzplan_app

    expected = completion_target(luzplan_app, before, started)
    if expected.parameter is None:
        return expected.words
    values = candidates(expected.parameter.name or "", _plans(expected.context))
    return fitting(values, expected.started) if values is not None else [FILES]


def _plans(context: Context) -> Iterator[Plan]:
    """The plans the command is about; a broken or absent one has nothing to offer."""
    given = context.params.get("plan")
    with suppress(CommandError):
        for name in plan_names([given] if isinstance(given, str) else given):
            if (plan := load_plan(name).plan) is not None:
                yield plan
