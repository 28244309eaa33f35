"""How much is done."""

from __future__ import annotations

from collections.abc import Iterable

from luzplan.model import Activity
from luzplan.russian import done_words


def done_count(activities: Iterable[Activity]) -> int:
    """Count the activities that are done."""
    return sum(bool(activity.done) for activity in activities)


def progress_words(activities: Iterable[Activity]) -> str:
    """Tell the progress, «выполнено 12 из 45»; nothing where nothing is done yet."""
    asked = list(activities)
    done = done_count(asked)
    return done_words(done, len(asked)) if done else ""
