"""Runs the rules over a plan, labels what they find, leaves out what nobody asked for, and sorts it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Self

from luzplan.check.rule import MANY_ROWS, USELESS_IGNORE, WHOLE_PLAN, CheckContext, Rule, owned
from luzplan.check.rules import RULES
from luzplan.check.rules.approval import CHANGED
from luzplan.check.rules.references import SHIFTED
from luzplan.check.rules.schools import ABANDONED
from luzplan.plan.build import Built
from luzplan.russian import listing, quote
from luzplan.text import SYNTAX, Problem, Severity, Source, Text
from luzplan.text.yaml import Mapping, Node, walk
from luzplan.text.yaml import Sequence as Items

# Comments in a plan that hide problems: `# luzplan: ignore`, `# luzplan: ignore[LP105]`.
IGNORE_COMMENT = r"(?<!\S)#[ \t]*luzplan:[ \t]*ignore(?:[ \t]*\[(?P<codes>[^\]\n]*)\])?"


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
        codes = [rule.code for rule in RULES]
        problems = _without_ignored(built.source, root, problems, codes, _OF_VERSIONS)
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


class Ignore(NamedTuple):
    """A comment at offsets; it hides problems of its line with these codes or prefixes of codes, () all."""

    start: int
    end: int
    line: int
    codes: tuple[str, ...]

    def hides(self, problem: Problem) -> bool:
        """Whether it hides problems of this code."""
        return not self.codes or problem.code.startswith(self.codes)


def _ignores_in(source: Source, root: Node) -> list[Ignore]:
    """The comments of a file; what stands inside a value is text and no comment."""
    found = list(re.finditer(IGNORE_COMMENT, source.text))
    spans = sorted(_contents(source, root)) if found else []
    ignores: list[Ignore] = []
    for match in found:
        start, end = match.span()
        at = bisect_right(spans, (start, start)) - 1
        if at < 0 or not spans[at][0] <= start < spans[at][1]:
            codes = re.findall(r"[^\s,;]+", (match["codes"] or "").upper())
            ignores.append(Ignore(start, end, source.position(start).line, tuple(codes)))
    return ignores


def _contents(source: Source, root: Node) -> Iterator[tuple[int, int]]:
    """The places of texts; the first line of a block scalar has its sign only, and may have a comment."""
    for node in walk(root):
        if isinstance(node, Text):
            block = source.text[node.start : node.start + 1] in ("|", ">")
            start = source.text.find("\n", node.start, node.end) if block else node.start
            yield (start if start >= 0 else node.end), node.end


class IgnoredLines:
    """Which lines belong to a problem: those of the value it stands in, and of the value's key."""

    def __init__(self, source: Source, root: Node) -> None:
        self._source = source
        self._spans = sorted(_spans(root))

    def of(self, problem: Problem) -> range:
        """The numbers of the lines."""
        start = end = problem.start
        place = bisect_right(self._spans, (problem.start, len(self._source.text))) - 1
        if place >= 0 and problem.start <= self._spans[place][1]:
            start, end = self._spans[place]
        last = max(start, end - 1)  # a block scalar ends with its newline
        return range(self._source.position(start).line, self._source.position(last).line + 1)


def _spans(root: Node) -> Iterator[tuple[int, int]]:
    """The places of all texts, each with its key."""
    for node in walk(root):
        if isinstance(node, Mapping):
            yield from ((key.start, value.end) for key, value in node.pairs if isinstance(value, Text))
        elif isinstance(node, Items):
            yield from ((item.start, item.end) for item in node.items if isinstance(item, Text))


def _without_ignored(
    source: Source, root: Node, problems: Iterable[Problem], known: Sequence[str], seldom: Sequence[str]
) -> list[Problem]:
    """The problems that no comment hides, and one for each that hides none; ``known`` are all codes.

    A comment that names one of the ``seldom`` found, which not every run looks for, may hide it another time.
    """
    ignores = _ignores_in(source, root)
    by_line = {ignore.line: ignore for ignore in ignores}
    lines = IgnoredLines(source, root)
    left: list[Problem] = []
    used: set[Ignore] = set()
    for problem in problems:
        near = (by_line[line] for line in lines.of(problem) if line in by_line)
        hiding = {ignore for ignore in near if ignore.hides(problem)}
        used |= hiding
        left += [] if hiding else [problem]
    used |= {one for one in ignores if one.codes and any(code.startswith(one.codes) for code in seldom)}
    for ignore in ignores:
        strange = [quote(one) for one in ignore.codes if not any(code.startswith(one) for code in known)]
        message = f"кода {listing(strange)} нет" if strange else "пометка ничего не скрывает"
        hint = "все коды: luzplan explain" if strange else "уберите её"
        useless = Problem(USELESS_IGNORE, Severity.WARNING, message, ignore.start, ignore.end, hint)
        left += [useless] if ignore not in used else []
    return left
