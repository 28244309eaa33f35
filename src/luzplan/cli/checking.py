"""Files checked for the codes that were asked for, on all cores where there are many; files fixed."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from luzplan.check import Checked, Options, Policy, check_built
from luzplan.check.rules import RULES
from luzplan.check.rules.approval import CHANGED
from luzplan.cli.console import Reader, columns_of, harmless, screen_page, warn
from luzplan.cli.errors import Code, CommandError, unknown
from luzplan.cli.output import patch_text, warn_of_other_names
from luzplan.cli.plans import source_of
from luzplan.plan.build import Built, built_of
from luzplan.russian import IN_FILES, count
from luzplan.text import STDIN, UNREADABLE, Loaded, Problem, Severity

if TYPE_CHECKING:
    from luzplan.check.fixing import Fixed

MANY = 20  # files; fewer are checked before a progress bar could be read
_HEIGHT = 25  # lines, of which the bar takes one
SHARE = 100  # files; a process of its own for fewer costs more time than it saves


class Checking(NamedTuple):
    """How each file is checked: what was asked for, the policy of its house, and what it was before.

    ``before`` gives the older version of a file, None for one that was not there; it is None where
    everything is told. ``stdin_name`` is what standard input is called, empty if it has no name.
    """

    options: Options = Options()
    policies: Mapping[str, Policy] = {}
    before: Callable[[str], Loaded | None] | None = None
    stdin_name: str = ""

    def options_of(self, name: str) -> Options:
        """What to look for in a file."""
        return self.options._replace(policy=self.policies.get(name, self.options.policy))

    def load(self, name: str) -> Loaded:
        """Read a file, standard input under its name."""
        loaded = source_of(name)
        named = self.stdin_name if name == STDIN else ""
        return loaded._replace(source=loaded.source._replace(name=named)) if named else loaded

    def check(self, name: str) -> Checked:
        """The problems of a file that are to be told, without the plan they were found in."""
        options = self.options_of(name)
        return self.checked(built_of(self.load(name)), options).without_plan()

    def checked(self, built: Built, options: Options) -> Checked:
        """The problems of a plan; of one whose older version is known, those that are new."""
        if built.plan is None or not options.wants(CHANGED, Severity.NOTE):
            return self._only_new(built, options)
        from luzplan.cli.versions import change_after_approval  # asks git, which takes its time

        return self._only_new(built, options, tuple(filter(None, [change_after_approval(built)])))

    def finder(self, name: str) -> Callable[[Built], Checked]:
        """What finds the problems of a file that are to be mended: where only new ones are told, these."""
        options = self.options_of(name)
        return lambda built: self._only_new(built, options)

    def _only_new(self, built: Built, options: Options, of_versions: tuple[Problem, ...] = ()) -> Checked:
        if self.before is None:
            return check_built(built, options, of_versions)
        was = self.before(built.source.name)
        if was is None:
            return check_built(built, options, of_versions)._replace(earlier=0)
        from luzplan.check.baseline import only_new

        return only_new(built, built_of(was), options, of_versions)


def check_files(names: Sequence[str], checking: Checking) -> list[Checked]:
    """Check all files, on all cores where that pays; with a progress bar where somebody waits for many.

    What comes back knows the problems, not the plans they were found in.
    """
    return list(_watched(_each(names, checking.check), len(names)))


def _each(names: Sequence[str], check: Callable[[str], Checked]) -> Iterable[Checked]:
    workers = min(os.cpu_count() or 1, len(names) // SHARE)
    if workers < 2 or STDIN in names:
        return map(check, names)
    from luzplan.cli.workers import check_in_processes  # most runs have one plan

    return check_in_processes(check, names, workers)


def _watched(checked: Iterable[Checked], number: int) -> Iterable[Checked]:
    if number <= MANY or not sys.stderr.isatty():
        return checked
    from rich.console import Console
    from rich.progress import track

    # rich would take its size from the environment, whatever stands there.
    console = Console(stderr=True, width=columns_of(sys.stderr), height=_HEIGHT)
    return track(checked, "Проверяются планы", number, console=console, transient=True)


def known_codes(given: Iterable[str]) -> tuple[str, ...]:
    """Codes or their beginnings, «LP2,lp301» as two; ends the command if no code begins so."""
    codes = tuple(code.upper() for text in given for code in re.split(r"[\s,;]+", text) if code)
    for code in codes:
        if not any(rule.code.startswith(code) for rule in RULES):
            beginnings = (code[:size] for size in range(len(code) - 1, 0, -1))
            near = ([rule.code for rule in RULES if rule.code.startswith(one)] for one in beginnings)
            raise unknown("нет кода", code, next(filter(None, near), [])[:3])
    return codes


_PROBLEMS = ("место", "места", "мест")


def fix_files(names: Sequence[str], checking: Checking) -> list[Checked]:
    """Fix the files; what is left is given, and a file that cannot be written ends the command."""
    if STDIN in names:
        hint = "Назовите файл или посмотрите исправления: --diff."
        raise CommandError(Code.USAGE, "стандартный ввод нельзя исправить на месте", hint)
    results = [_fixed_in_place(name, checking) for name in names]
    changed = [result for result in results if result.number]
    if changed:
        number = sum(result.number for result in changed)
        where = count(len(changed), IN_FILES)
        warn(f"Исправлено: {count(number, _PROBLEMS)} в {where}")
    return [
        checking.checked(result.checked.built, checking.options_of(name))
        for name, result in zip(names, results, strict=True)
    ]


def _fixed_in_place(name: str, checking: Checking) -> "Fixed":
    from luzplan.check.fixing import fixed  # most runs only look
    from luzplan.text.saving import Unsaved, rewrite
    from luzplan.text.system import other_names

    linked = other_names(name)
    result = rewrite(name, lambda loaded: fixed(loaded, checking.finder(name)), warn)
    if isinstance(result, Unsaved):
        raise CommandError(Code.UNREADABLE, result.message, result.hint)
    warn_of_other_names(name, linked if result.number else 0)
    return result


def show_fixes(names: Sequence[str], checking: Checking) -> Code:
    """Print what would change; the code says whether anything would, or that a file cannot be read."""
    from luzplan.check.fixing import fixed  # most runs only look

    code = Code.FINE
    for name in names:
        loaded = checking.load(name)
        result = fixed(loaded, checking.finder(name))
        patch = patch_text(loaded.source.name, loaded.source.text, result.checked.source.text, screen_page())
        sys.stdout.write(harmless(patch, Reader.PROGRAM))  # empty where nothing would change
        code = max(code, _code(result))
    return code


def _code(result: "Fixed") -> Code:
    """The code of a file; its errors are printed, as a patch alone would look as if all were well."""
    from luzplan.formats.problems.text import problem_line

    errors = [one for one in result.checked.problems if one.severity is Severity.ERROR]
    for problem in errors:
        warn(problem_line(result.checked.source, problem))
    if any(one.code == UNREADABLE for one in errors):
        return Code.UNREADABLE
    return Code.FOUND if errors or result.number else Code.FINE
