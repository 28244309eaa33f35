"""`luzplan completion`: the script by which a shell completes our words, spaces and Cyrillic included.

typer's own scripts insert a value with spaces unquoted and compare capitals, so ours let the shell quote
and take the values that the tool finds fit, whatever their case.
"""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.cli.edge import say, unknown
from luzplan.cli.manual import Command

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
SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}

_EXAMPLES = """Примеры:
  luzplan completion bash >> ~/.bashrc
  luzplan completion zsh >> ~/.zshrc
  luzplan completion fish > ~/.config/fish/completions/luzplan.fish
"""


@app.command(cls=Command, epilog=_EXAMPLES)
def completion(
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish", help="Для какой оболочки.")],
) -> None:
    """Напечатать скрипт, с которым оболочка по Tab дополняет команды, месяцы, роли, разделы и номера."""
    if shell not in SCRIPTS:
        raise unknown("нет скрипта для оболочки", shell, tuple(SCRIPTS))
    say(SCRIPTS[shell])
