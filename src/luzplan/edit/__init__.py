"""An edit from its intent to the saved file: spliced, read again, and held against what was intended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from os.path import commonprefix

from luzplan.check import check_built
from luzplan.edit.content import Content, FileSections
from luzplan.edit.intents import Intent, Move
from luzplan.edit.layout import Layout
from luzplan.edit.lines import Refusal, Unusual, ended_as_beside
from luzplan.plan import Activity
from luzplan.plan.build import Built, build_plan, built_of
from luzplan.plan.references import NUMBER, Reference, origin, prerequisites
from luzplan.russian import quote
from luzplan.text import SYNTAX, Loaded, Problem, Severity, Splice, SpliceError, apply_splices, load_source
from luzplan.text.saving import Unsaved, rewrite
from luzplan.text.scalar import place_in
from luzplan.text.system import as_typed

_PHRASE_CODES = ("LP101", "LP2")  # executors and deadlines that only the tool does not understand


@dataclass(frozen=True, slots=True)
class Edited:
    """A plan before and after an edit.

    ``numbers`` are the numbers of the activities now by their numbers before, ``added`` are those of new
    ones; ``problems`` are those that were not there before.
    """

    before: Built
    after: Built
    numbers: dict[str, str]
    added: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The new text of the file."""
        return self.after.source.text

    def now(self, activity: Activity) -> Activity:
        """An activity of the old plan as it is in the new one; it must still be there."""
        assert self.after.plan is not None
        number = self.numbers[activity.position]
        return next(one for one in self.after.plan.activities() if one.position == number)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an edit was not made, and the way out; with ``force`` it can be made all the same."""

    message: str
    hint: str = ""
    can_force: bool = False

    @property
    def text(self) -> None:
        """Nothing is to be written."""
        return


_CHANGES_OTHERS = "автоматически внести правку нельзя: затронет соседние строки", "Сделайте её в редакторе."


def edit_plan(
    name: str,
    intent_of: Callable[[Built], Intent],
    *,
    force: bool = False,
    dry_run: bool = False,
    told: Callable[[str], None] = lambda _: None,
) -> Edited | Refused | Unsaved:
    """Edit a plan's file; with ``dry_run`` only work out what would come of it.

    ``intent_of`` is given the plan as it is at that moment, once more if another program changed the file
    meanwhile. With ``force`` deadlines and executors are written even if nobody understands them. Who waits
    for another edit is ``told``.
    """

    def change(loaded: Loaded) -> Edited | Refused:
        built = built_of(loaded)
        return edited(built, intent_of(built), force=force)

    return change(load_source(name)) if dry_run else rewrite(name, change, told)


def edited(before: Built, intent: Intent, *, force: bool = False) -> Edited | Refused:
    """The plan with the intent carried out; there must be a plan."""
    try:
        after = spliced(before, intent)
    except SpliceError:  # a layout that nobody thought of: better no edit than half a program
        return Refused(*_CHANGES_OTHERS)
    return after if isinstance(after, Refused) else _checked(after, force=force)


def spliced(before: Built, intent: Intent) -> Edited | Refused:
    """The plan with the intent carried out, and read again; it says what was intended, and no more."""
    assert before.root is not None
    layout, sections = Layout(before.source, before.root, is_guess=before.is_guess), FileSections(before.root)
    old, after = sections.numbers(), before
    try:
        intent.expect(sections, layout)
        if sections.content != FileSections(before.root).content:
            text = intent.new_text(layout)
            if not isinstance(intent, Move):  # what is only taken along keeps its ends of lines
                text = ended_as_beside(layout.text, text)
            if slip := _slip_beside(before, text):
                return _slip_in_the_way(before, slip)
            after = build_plan(before.source._replace(text=text))
            new = sections.numbers()
            after = _followed(after, sections, {number: new.get(row) for row, number in old.items()})
    except Refusal as refusal:
        if before.is_guess and isinstance(refusal, Unusual) and (slip := next(_slips(before), None)):
            return _slip_in_the_way(before, slip)
        return Refused(refusal.message, refusal.hint)
    if FileSections(after.root).content != sections.content:
        return Refused(*_CHANGES_OTHERS)
    new = sections.numbers()
    numbers = {number: new[row] for row, number in old.items() if row in new}
    return Edited(before, after, numbers, tuple(number for row, number in new.items() if row not in old))


_NUMBER = re.compile(rf"(?<![^\s,;]){NUMBER}(?![^\s,;])")
_Numbers = Mapping[str, str | None]  # of rows now by those before, None for rows that are gone


def _followed(after: Built, sections: FileSections, numbers: _Numbers) -> Built:
    """The plan with its references by number naming the rows they named before.

    Raises `Refusal` where such a row is gone.
    """
    if all(number == now for number, now in numbers.items()):
        return after
    splices = []
    for whose, reference in _references(after):
        now = numbers.get(reference.name, reference.name)
        if now is None:
            key = "since" if whose.startswith("роль") else "after"
            message = f"на мероприятие {reference.name} ссылается {whose}"
            raise Refusal(message, f"Сначала поправьте там {key}:")
        if now != reference.name:
            splices.append(Splice(*place_in(after.source, *reference[:3]), now))
    if not splices:
        return after
    _follow(sections.content, numbers)
    return build_plan(after.source._replace(text=apply_splices(after.source.text, splices)))


def _references(built: Built) -> Iterator[tuple[str, Reference]]:
    """The references by number, each with who makes it."""
    if (plan := built.plan) is None:
        return
    for role in plan.roles:
        created = origin(plan, role)
        if created and re.fullmatch(NUMBER, created.name):
            yield f"роль {quote(role.name)}", created
    for activity in plan.activities():
        for one in prerequisites(plan, activity):
            if re.fullmatch(NUMBER, one.name):
                yield f"мероприятие {quote(activity.what)}", one


def _follow(content: Content, numbers: _Numbers) -> None:
    """Change the same references in what a file says."""
    if isinstance(content, list):
        for item in content:
            _follow(item, numbers)
        return
    if isinstance(content, dict):
        for key, value in content.items():
            if key in ("since", "after") and isinstance(value, str):
                content[key] = _NUMBER.sub(lambda found: numbers.get(found[0]) or found[0], value)
            else:
                _follow(value, numbers)


def _slip_beside(before: Built, text: str) -> Problem | None:
    """A slip in the way of a new text: in a row that it changes, unless it takes the slip away.

    Where the rows themselves are a guess, all that is wrong must stand among the rows of other sections.
    """
    if before.plan is None or not (before.slips or before.lost):
        return None
    old = before.source.text
    start = _same_at_start(old, text)
    end = len(old) - _same_at_start(old[:start:-1], text[:start:-1])
    if before.is_guess:
        sections = before.plan.sections
        stops = [*(one.start for one in sections[1:]), len(old) + 1]
        others = [one for one, stop in zip(sections, stops, strict=True) if end < one.start or stop <= start]
        if others == list(sections):
            return next(_slips(before), None)
        rows_of = [(one.title.end, one.end) for one in others if one.title]
        for slip in _slips(before):
            if not any(first < slip.start <= last for first, last in rows_of):
                return slip
        return None
    rows = [(one.start, one.end) for one in before.plan.activities() if one.start <= end and start <= one.end]
    beside = (slip for slip in before.slips for row in rows if row[0] <= slip.start <= row[1])
    return next((slip for slip in beside if not start <= slip.start < end), None)


def _same_at_start(one: str, other: str) -> int:
    """How many characters two texts have in common before they differ."""
    return len(commonprefix([one, other]))  # noqa: RUF071 – these are no paths


def _slips(before: Built) -> Iterator[Problem]:
    return (one for one in before.problems if one in before.slips or one.code == SYNTAX)


def _slip_in_the_way(before: Built, slip: Problem) -> Refused:
    line = before.source.position(slip.start).line
    mending = f": luzplan validate --fix {as_typed(before.source.name)}" if slip.fixes else ""
    hint = f"сначала исправьте её{mending}"
    return Refused(f"в строке {line} плана ошибка: {slip.message}", hint)


def _checked(edit: Edited, *, force: bool) -> Edited | Refused:
    """Refuse what brings new errors into the plan."""
    old, new = check_built(edit.before).problems, check_built(edit.after).problems
    # Those that there are more of now; only the numbers in a message may have changed.
    kinds = Counter(one.code for one in new) - Counter(one.code for one in old)
    more = Counter((one.code, one.message) for one in new) - Counter((one.code, one.message) for one in old)
    problems = [one for one in new if kinds[one.code] and more[one.code, one.message]]
    errors = [one for one in problems if one.severity is Severity.ERROR]
    grave = [one for one in errors if not one.code.startswith(_PHRASE_CODES)]
    if refused := grave or ([] if force else errors):
        return Refused(refused[0].message, refused[0].hint, can_force=not grave)
    return replace(edit, problems=tuple(problems))
