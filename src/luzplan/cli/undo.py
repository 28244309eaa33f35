"""The line below an edit that takes it back, ready to be pasted."""

from collections.abc import Callable, Sequence

from luzplan.cli.errors import CommandError
from luzplan.cli.git import repository_of, top_level
from luzplan.edit import Edited
from luzplan.plan import Activity
from luzplan.text.system import as_typed

# The words of the command that takes an edit back, without the program's name; empty if there is none.
UndoOf = Callable[[Edited], Sequence[str]]


def undo_lines(edit: Edited, undo_of: UndoOf, plan: str | None) -> list[str]:
    """The line for an edit of the plan that was named so (None: found by itself); none if nothing changed."""
    if edit.before.source.text == edit.after.source.text:
        return []
    words = undo_of(edit)
    if words:
        return [f"Вернуть: luzplan {as_typed(*words, *(('--plan', plan) if plan else ()))}"]
    if is_committed(edit):
        return [f"Вернуть: git checkout HEAD -- {as_typed(edit.before.source.name)}"]
    return []


def is_committed(edit: Edited) -> bool:
    """Whether git has the file just as it was, so that nothing else is lost by its checkout."""
    before = edit.before.source
    if top_level(before.name) is None:
        return False
    try:
        repository = repository_of(before.name)
    except CommandError:  # no git here, or none that reads this folder
        return False
    return repository is not None and repository.text_at("HEAD") == before.text.encode()


def set_back(activity: Activity, edit: Edited, fields: Sequence[str]) -> Sequence[str]:
    """The command that gives a field of an activity its old value; empty if several of them changed."""
    now = edit.now(activity)
    changed = [field for field in fields if activity.text_under(field) != now.text_under(field)]
    if len(changed) != 1:
        return ()
    old = activity.text_under(changed[0])
    if changed[0] == "done" and old and [old] != [str(mark.day) for mark in activity.marks]:
        return ()  # marks of several deadlines are more than a day
    return ("set", now.position, changed[0], old)


def place_before(activity: Activity, edit: Edited) -> Sequence[str]:
    """The options that name the place where an activity stood, in the numbers of now; empty if it is gone."""
    assert edit.before.plan is not None
    section = edit.before.plan.sections[activity.section - 1]
    at = section.activities.index(activity)
    if not at:
        return ("--section", str(activity.section), "--first")
    number = edit.numbers.get(section.activities[at - 1].position)
    return ("--after", number) if number else ()
