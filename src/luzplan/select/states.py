"""How an activity stands on a day: done, overdue, due or ahead."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from luzplan.deadline import Kind
from luzplan.model import Activity


class State(StrEnum):
    """Done; past its last day; under way; not yet begun (or without a date)."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    AHEAD = "ahead"


def state_on(activity: Activity, today: date) -> State:
    """Give the state on a day; ongoing work is due all the year, a row without dates stays ahead."""
    if activity.done:
        return State.DONE
    deadline = activity.deadline
    if deadline.kind is Kind.ONGOING:
        return State.DUE
    if not deadline.spans:
        return State.AHEAD
    if deadline.end is not None and deadline.end < today:
        return State.OVERDUE
    begun = any(span.start is None or span.start <= today for span in deadline.spans)
    return State.DUE if begun else State.AHEAD
