"""What a house has decided about problems: which it wants to see, and how much they matter to it."""

from typing import NamedTuple

from luzplan.text import Problem, Severity


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
