"""Runs the rules over a plan, labels what they find, leaves out what nobody asked for, and sorts it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Self

from luzplan.check.rule import MANY_ROWS, WHOLE_PLAN, CheckContext, Rule, owned
from luzplan.check.rules import RULES
from luzplan.check.rules.activities import SHIFTED
from luzplan.check.rules.approval import CHANGED
from luzplan.check.rules.schools import ABANDONED
from luzplan.plan.build import Built
from luzplan.text import SYNTAX, Problem, Severity, Source


class Policy(NamedTuple):
    """Codes, or how they begin, that are looked for (none: all), left out, raised and lowered.

    ``name`` is the file that says so, for people.
    """

    name: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    error: tuple[str, ...] = ()
    warning: tuple[str, ...] = ()
    strict: bool = False
    notes: bool = False

    def hiding(self, code: str) -> str:
        """The key that hides problems with this code, empty if none does."""
        if self.ignore and code.startswith(self.ignore):
            return "ignore"
        return "select" if self.select and not code.startswith(self.select) else ""

    def severity(self, code: str, usual: Severity) -> Severity:
        """How much problems with this code matter here; the longest beginning of the code decides."""
        named = ((Severity.ERROR, self.error), (Severity.WARNING, self.warning))
        fitting = [(len(one), of) for of, codes in named for one in codes if code.startswith(one)]
        return max(fitting)[1] if fitting else usual


NO_POLICY = Policy()


def judged(policy: Policy, problem: Problem, *, explain: bool) -> Problem | None:
    """A problem as a policy sees it, None if it hides it; with ``explain`` the hint says what it did."""
    if key := policy.hiding(problem.code):
        hint = _said(problem.hint, f"скрыто: {key} в {policy.name}")
        return problem._replace(severity=Severity.NOTE, hint=hint, fixes=()) if explain else None
    severity = policy.severity(problem.code, problem.severity)
    if severity is problem.severity:
        return problem
    key = severity.name.lower()
    hint = _said(problem.hint, f"важность изменена: {key} в {policy.name}") if explain else problem.hint
    return problem._replace(severity=severity, hint=hint)


def _said(hint: str, more: str) -> str:
    return f"{hint}; {more}" if hint else more


class Options(NamedTuple):
    """What to look for: prefixes of codes to select (none selects all) and to leave out.

    Notes are shown when asked for, or when they are selected by their code. ``today`` is None where
    nothing should depend on the day. What is asked for here goes before the ``policy`` of the house.
    ``of_change`` says that only what is new will be told: some problems matter more then.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    notes: bool = False
    today: date | None = None
    policy: Policy = NO_POLICY
    of_change: bool = False

    def severity(self, rule: Rule) -> Severity:
        """How much the problems of a rule matter, whatever the house says."""
        return rule.when_new if self.of_change and rule.when_new else rule.severity

    def wants(self, code: str, severity: Severity) -> bool:
        """Whether problems of this kind are to be shown."""
        if self.ignore and code.startswith(self.ignore):
            return False
        if self.select:
            return code.startswith(self.select)
        if self.policy.hiding(code):
            return self.notes
        selected = bool(self.policy.select)  # and not hidden: it is one of these
        usual = self.policy.severity(code, severity)
        return self.notes or self.policy.notes or selected or usual is not Severity.NOTE

    def judged(self, problem: Problem) -> Problem | None:
        """A problem as it is to be shown, None if it is not."""
        if problem.code == SYNTAX:
            return problem  # what was read over is always shown: the answers rest on a guess there
        if not self.wants(problem.code, problem.severity):
            return None
        policy = self.policy._replace(select=(), ignore=()) if self.select else self.policy
        return judged(policy, problem, explain=self.notes)


class Checked(NamedTuple):
    """A file and what is wrong with it, in the order of the file; ``built`` is what it was found in.

    ``earlier`` is how many problems it had before and has still, which are not told; None where nobody asked.
    """

    built: Built
    problems: tuple[Problem, ...]
    earlier: int | None = None

    @property
    def source(self) -> Source:
        """The file as read."""
        return self.built.source

    def without_plan(self) -> Self:
        """The file and its problems alone: the plan and its nodes take many times the file's size."""
        return self._replace(built=self.built._replace(plan=None, root=None, mended=None))

    def count(self, severity: Severity) -> int:
        """The number of problems of this severity."""
        return sum(problem.severity is severity for problem in self.problems)


ALL = Options()
_OF_VERSIONS = (ABANDONED, CHANGED, SHIFTED)


def check_built(built: Built, options: Options = ALL, of_versions: Iterable[Problem] = ()) -> Checked:
    """Check a plan that is built already; what keeps it from being built is shown whatever the options.

    ``of_versions`` is what its older versions told of it: it is shown, or hidden, as what the rules find.
    """
    root = built.meant
    if built.plan is None or root is None:
        return Checked(built, built.problems)
    context = CheckContext(built.source, built.plan, root, built.problems, options.today)
    has_ignores = "luzplan:" in built.source.text
    # Whether a comment is of use can only be told when all rules have run.
    rules = [rule for rule in RULES if has_ignores or options.wants(rule.code, options.severity(rule))]
    problems = [*built.problems, *of_versions, *_problems(context, rules, options)]
    if has_ignores:
        from luzplan.check.ignores import without_ignored  # few plans have such comments

        codes = [rule.code for rule in RULES]
        problems = without_ignored(built.source, root, problems, codes, _OF_VERSIONS)
    for rule in rules:
        problems = _summed_up(rule, context, problems)
    shown = owned(built.plan, root, filter(None, map(options.judged, problems)))
    return Checked(built, tuple(sorted(shown, key=lambda one: (one.start, one.code, one.end))))


def _problems(context: CheckContext, rules: Sequence[Rule], options: Options) -> Iterator[Problem]:
    for rule in rules:
        owner = WHOLE_PLAN if rule.once else ""
        applies = context.tells_year or not rule.dated
        for finding in rule.find(context) if rule.find and applies else ():
            yield Problem(rule.code, options.severity(rule), *finding, owner=owner)


def _summed_up(rule: Rule, context: CheckContext, problems: list[Problem]) -> list[Problem]:
    """The problems, those of a rule that are to be said once as one at the first of their places."""
    own = [problem for problem in problems if problem.code == rule.code] if rule.sum_up else []
    message = rule.sum_up(context, len(own)) if rule.sum_up and own else ""
    if not message:
        return problems
    said = own[0]._replace(message=message, owner=MANY_ROWS)
    return [one for one in problems if one.code != rule.code] + [said]
