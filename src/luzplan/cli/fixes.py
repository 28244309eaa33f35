"""`validate --fix` and `--diff`: what can be fixed is fixed in the files, or shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from luzplan.check.fixing import Fixed, fixed
from luzplan.check.runner import Checked, Options
from luzplan.cli.console import Reader, harmless, screen_page, warn
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.output import patch_text
from luzplan.formats.problems.text import problem_line
from luzplan.russian.words import count
from luzplan.text.rewriting import Unsaved, rewrite
from luzplan.text.source import STDIN, UNREADABLE, Severity, load_source

_PROBLEMS = ("место", "места", "мест")
_FILES = ("файле", "файлах", "файлах")


def fix_files(names: Sequence[str], options: Options) -> list[Checked]:
    """Fix the files; what is left is given, and a file that cannot be written ends the command."""
    if STDIN in names:
        hint = "Назовите файл или посмотрите исправления: --diff."
        raise CommandError(Code.USAGE, "стандартный ввод нельзя исправить на месте", hint)
    results = [_fixed_in_place(name, options) for name in names]
    changed = [result for result in results if result.number]
    if changed:
        number = sum(result.number for result in changed)
        where = count(len(changed), _FILES)
        warn(f"Исправлено: {count(number, _PROBLEMS)} в {where}")
    return [result.checked for result in results]


def _fixed_in_place(name: str, options: Options) -> Fixed:
    result = rewrite(name, lambda loaded: fixed(loaded, options))
    if isinstance(result, Unsaved):
        raise CommandError(Code.UNREADABLE, result.message, result.hint)
    return result


def show_fixes(names: Sequence[str], options: Options) -> Code:
    """Print what would change; the code says whether anything would, or that a file cannot be read."""
    code = Code.FINE
    for name in names:
        loaded = load_source(name)
        result = fixed(loaded, options)
        patch = patch_text(name, loaded.source.text, result.checked.source.text, screen_page())
        sys.stdout.write(harmless(patch, Reader.PROGRAM))  # empty where nothing would change
        code = max(code, _code(result))
    return code


def _code(result: Fixed) -> Code:
    """The code of a file; its errors are printed, as a patch alone would look as if all were well."""
    errors = [one for one in result.checked.problems if one.severity is Severity.ERROR]
    for problem in errors:
        warn(problem_line(result.checked.source, problem))
    if any(one.code == UNREADABLE for one in errors):
        return Code.UNREADABLE
    return Code.FOUND if errors or result.number else Code.FINE
