"""What has changed in a plan since the day of its approval, as a problem of the plan."""

from __future__ import annotations

from luzplan.check.rule import WHOLE_PLAN
from luzplan.check.rules.approval import CHANGED
from luzplan.cli.errors import CommandError
from luzplan.cli.git import top_level
from luzplan.cli.versions import approved_version
from luzplan.plan import approved_on
from luzplan.plan.build import Built, built_of
from luzplan.reports.changes import changes_in_short, changes_report, without_marks
from luzplan.russian import date_words
from luzplan.text import Problem, Severity
from luzplan.text.scalar import offsets_within, place_within


def change_after_approval(built: Built) -> Problem | None:
    """A note where git knows the plan as it was approved and it is another one now."""
    approved = approved_on(built.plan) if built.plan else None
    if built.plan is None or approved is None or approved.day is None or top_level(built.source.name) is None:
        return None
    try:
        was = built_of(approved_version(built.plan, built.source.name).old).plan
    except CommandError:
        return None
    changes = changes_in_short(without_marks(changes_report(was, built.plan))) if was else ""
    if not changes:
        return None
    offsets = offsets_within(built.source, approved.text)
    start, end = place_within(offsets, approved.start, approved.end)
    message = f"план изменён после утверждения {date_words(approved.day)}: {changes}"
    hint = "что именно: luzplan diff --since-approval"
    return Problem(CHANGED, Severity.NOTE, message, start, end, hint, owner=WHOLE_PLAN)
