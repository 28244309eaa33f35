"""Which problems are new since an older version of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from luzplan.check import Checked, Options, check_built
from luzplan.check.rule import WHOLE_PLAN, CheckContext, Hit, identity, in_any_case, row_name
from luzplan.check.rules import RULES
from luzplan.check.rules.activities import SHIFTED
from luzplan.check.rules.schools import ABANDONED
from luzplan.plan import Plan
from luzplan.plan.build import Built
from luzplan.plan.references import origin, prerequisites
from luzplan.reports.comparison import paired
from luzplan.russian import TIMES, count, quote
from luzplan.russian.spelling import folded
from luzplan.text import Problem, Severity, Text


def only_new(now: Built, before: Built, options: Options, of_versions: Iterable[Problem] = ()) -> Checked:
    """A plan checked, with the problems only that it had not before, and what its versions told of it."""
    of_change = options._replace(of_change=True)
    compared = (*of_versions, *_abandoned_names(now, before), *_shifted_numbers(now, before))
    checked = check_built(now, of_change, compared)
    new = _without_earlier(checked, check_built(before, of_change), options)
    words = {one: now.source.text[one.start : one.end] for one in new.problems}
    told = {text for one, text in words.items() if one.code != ABANDONED}
    once = (one for one, text in words.items() if one.code != ABANDONED or text not in told)
    return new._replace(problems=tuple(once))


def _abandoned_names(now: Built, before: Built) -> Iterator[Problem]:
    """Names of roles, schools and abbreviations that the lists no longer have, and texts still do."""
    if now.plan is None or before.plan is None or now.meant is None:
        return
    context = CheckContext(now.source, now.plan, now.meant)
    listed = {text.start for names in _names(now.plan).values() for text in names}
    for kind, names in _names(now.plan).items():
        former = _names(before.plan)[kind]
        known, used = ({folded(name) for name in some} for some in (former, names))
        new = [name for name in names if folded(name) not in known]
        hint = f"теперь {quote(new[0])}" if len(new) == 1 else "в списке его больше нет"
        for name in former:
            gone = name.strip() and folded(name) not in used and not now.plan.book.knows(name)
            hits = context.search.find(in_any_case(name)) if gone else ()
            found = [hit for hit in hits if hit.text.start not in listed]
            if found:
                yield _left_behind(context, found, hint)


def _shifted_numbers(now: Built, before: Built) -> Iterator[Problem]:
    """Numbers that stayed where they are written and name another activity now."""
    if now.plan is None or before.plan is None or now.meant is None:
        return
    rows = list(now.plan.activities())
    if not any(row.after for row in rows) and not any(role.since for role in now.plan.roles):
        return
    context = CheckContext(now.source, now.plan, now.meant)
    pairs = paired(before.plan.activities(), rows).pairs
    became = {was.position: row for was, row in pairs}
    roles = {role.name: origin(before.plan, role) for role in before.plan.roles}
    couples = [(roles.get(role.name), origin(now.plan, role)) for role in now.plan.roles]
    for was, row in pairs:
        written = {one.name: one for one in prerequisites(before.plan, was)}
        couples += [(written.get(one.name), one) for one in prerequisites(now.plan, row)]
    for one, other in couples:
        first, named = (each and each.activity for each in (one, other))
        if not (one and other and first and named and one.name == other.name == named.position):
            continue
        meant = became.get(first.position)
        if meant is None or meant.position != named.position:
            message = f"{quote(other.name)} теперь — {quote(named.what)}, а было {quote(first.what)}"
            hint = f"у него теперь номер {meant.position}" if meant else "того мероприятия больше нет"
            place = context.place(other.text, other.start, other.end)
            yield Problem(SHIFTED, Severity.WARNING, message, *place, hint)


def _left_behind(context: CheckContext, found: Sequence[Hit], hint: str) -> Problem:
    """The problem that a name is left in these places, said once at the first of them."""
    first = min(found, key=lambda hit: (hit.text.start, hit.start))
    often = f" ({count(len(found), TIMES)})" if len(found) > 1 else ""
    message = f"{quote(first.text[first.start : first.end])}{often} — прежнее название"
    place = context.place(first.text, first.start, first.end)
    return Problem(ABANDONED, Severity.WARNING, message, *place, hint, owner=WHOLE_PLAN)


def _names(plan: Plan) -> dict[str, list[Text]]:
    """The names that a plan gives, by what they are names of."""
    return {
        "role": [name for role in plan.roles for name in (role.name, *role.aliases)],
        "school": [name for school in plan.schools for name in (school.name, *school.aliases)],
        "short": [plan.district.short, *(short for short, _ in plan.abbreviations)],
    }


def _without_earlier(now: Checked, before: Checked, options: Options) -> Checked:
    """Leave out what was there before; a row that was moved or reworded is the row that it was.

    What is told of a change only is not counted among what was there.
    """
    old, new = before.built.plan, now.built.plan
    pairs = paired(old.activities(), new.activities()).pairs if old and new else ()
    former = {row_name(row): row_name(was) for was, row in pairs}
    known = Counter(identity(before.source, problem) for problem in before.problems)
    left, earlier = [], 0
    for problem in now.problems:
        same = identity(now.source, problem, former.get(problem.owner))
        known[same] -= 1
        if known[same] < 0:
            left.append(problem)
        else:
            earlier += options.wants(problem.code, _USUAL.get(problem.code, problem.severity))
    return now._replace(problems=tuple(left), earlier=earlier)


_USUAL = {rule.code: rule.severity for rule in RULES if rule.when_new}
