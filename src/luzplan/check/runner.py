"""Runs the rules over a plan, labels what they find, leaves out what nobody asked for, and sorts it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Self

from luzplan.build import Built, load_plan
from luzplan.check.rule import Finding, Rule
from luzplan.check.rules import RULES
from luzplan.check.subject import Subject
from luzplan.source.text import Problem, Severity, Source


class Options(NamedTuple):
    """What to look for: prefixes of codes to select (none selects all) and to leave out.

    Notes are shown when asked for, or when they are selected by their code. ``today`` is None where
    nothing should depend on the day.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    notes: bool = False
    today: date | None = None

    def wants(self, code: str, severity: Severity) -> bool:
        """Tell whether problems of this kind are to be shown."""
        if self.ignore and code.startswith(self.ignore):
            return False
        if self.select:
            return code.startswith(self.select)
        return self.notes or severity is not Severity.NOTE


class Checked(NamedTuple):
    """A file and what is wrong with it, in the order of the file; ``built`` is what it was found in."""

    built: Built
    problems: tuple[Problem, ...]

    @property
    def source(self) -> Source:
        """The file as read."""
        return self.built.source

    def without_plan(self) -> Self:
        """Give the file and its problems alone: the plan and its nodes take many times the file's size."""
        return self._replace(built=self.built._replace(plan=None, root=None))

    def count(self, severity: Severity) -> int:
        """Give the number of problems of this severity."""
        return sum(problem.severity is severity for problem in self.problems)


ALL = Options()


def check_file(name: str, options: Options = ALL) -> Checked:
    """Check a file, «-» for standard input."""
    return check_built(load_plan(name), options)


def check_built(built: Built, options: Options = ALL) -> Checked:
    """Check a plan that is built already; what keeps it from being built is shown whatever the options."""
    if built.plan is None or built.root is None:
        return Checked(built, built.problems)
    subject = Subject(built.source, built.plan, built.root, built.problems, options.today)
    remarked = "luzplan:" in built.source.text
    # Whether a remark is of use can only be told when all rules have run.
    rules = [rule for rule in RULES if remarked or options.wants(rule.code, rule.severity)]
    problems = [*built.problems, *_problems(subject, rules)]
    if remarked:
        from luzplan.check.ignores import without_ignored  # few plans have such remarks

        problems = without_ignored(built.source, built.root, problems)
    wanted = (problem for problem in problems if options.wants(problem.code, problem.severity))
    return Checked(built, tuple(_sorted(wanted)))


def _problems(subject: Subject, rules: Sequence[Rule]) -> Iterator[Problem]:
    for rule in rules:
        for finding in rule.find(subject) if rule.find else ():
            yield _labelled(rule, finding)


def _labelled(rule: Rule, finding: Finding) -> Problem:
    return Problem(
        rule.code, rule.severity, finding.message, finding.start, finding.end,
        finding.hint, finding.first_seen, finding.fixes,
    )  # fmt: skip


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.start, problem.code, problem.end))
