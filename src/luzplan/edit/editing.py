"""An edit from its intent to the saved file: spliced, read again, and held against what was intended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from luzplan.build import Built, build_plan
from luzplan.check import check_built
from luzplan.edit.content import Sections
from luzplan.edit.hand import Hand
from luzplan.edit.intents import Intent
from luzplan.edit.layout import Layout
from luzplan.edit.refusal import Refusal
from luzplan.model import Activity
from luzplan.source.files import Loaded, load_source
from luzplan.source.rewriting import Unsaved, rewrite
from luzplan.source.splice import apply_splices
from luzplan.source.text import Problem, Severity

_WORDS = ("LP101", "LP2")  # executors and deadlines that only the tool does not understand


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
        """Give an activity of the old plan as it is in the new one; it must still be there."""
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


IntentOf = Callable[[Built], Intent]


def edit_plan(
    name: str, intent_of: IntentOf, *, force: bool = False, dry_run: bool = False
) -> Edited | Refused | Unsaved:
    """Edit a plan's file; with ``dry_run`` only tell what would come of it.

    ``intent_of`` is given the plan as it is at that moment, once more if another program changed the file
    meanwhile. With ``force`` deadlines and executors are written even if nobody understands them.
    """

    def change(loaded: Loaded) -> Edited | Refused:
        built = Built(loaded.source, None, loaded.problems) if loaded.problems else build_plan(loaded.source)
        return edited(built, intent_of(built), force=force)

    return change(load_source(name)) if dry_run else rewrite(name, change)


def edited(before: Built, intent: Intent, *, force: bool = False) -> Edited | Refused:
    """Give the plan with the intent carried out; there must be a plan."""
    after = spliced(before, intent)
    return after if isinstance(after, Refused) else _checked(after, force=force)


def spliced(before: Built, intent: Intent) -> Edited | Refused:
    """Give the plan with the intent carried out, and read again; it says what was intended, and no more."""
    assert before.root is not None
    layout, sections = Layout(before.source, before.root), Sections(before.root)
    old, after = sections.numbers(), before
    try:
        intent.expect(sections, layout)
        if sections.content != Sections(before.root).content:
            splices = intent.splices(layout, Hand(layout.text, before.root))
            after = build_plan(before.source._replace(text=apply_splices(layout.text, splices)))
    except Refusal as refusal:
        return Refused(refusal.message, refusal.hint)
    if Sections(after.root).content != sections.content:
        message = "эту правку не сделать, не задев остального: план записан необычно"
        return Refused(message, "Сделайте её в редакторе.")
    new = sections.numbers()
    numbers = {number: new[row] for row, number in old.items() if row in new}
    return Edited(before, after, numbers, tuple(number for row, number in new.items() if row not in old))


def _checked(edit: Edited, *, force: bool) -> Edited | Refused:
    """Refuse what brings new errors into the plan."""
    problems = _new_problems(edit.before, edit.after)
    errors = [one for one in problems if one.severity is Severity.ERROR]
    grave = [one for one in errors if not one.code.startswith(_WORDS)]
    if refused := grave or ([] if force else errors):
        return Refused(refused[0].message, refused[0].hint, can_force=not grave)
    return replace(edit, problems=tuple(problems))


def _new_problems(before: Built, after: Built) -> list[Problem]:
    """Give the problems that there are more of now; only the numbers in a message may have changed."""
    old, new = check_built(before).problems, check_built(after).problems
    kinds = Counter(one.code for one in new) - Counter(one.code for one in old)
    more = Counter(map(_said, new)) - Counter(map(_said, old))
    return [one for one in new if kinds[one.code] and more[_said(one)]]


def _said(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.message
