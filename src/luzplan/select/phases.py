"""What a deadline does in a window of days: it ends, starts, runs through it, or is always on."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from luzplan.calendar import Span
from luzplan.deadline import Deadline, Kind


class Phase(StrEnum):
    """The four questions of `due`, and what was missed; in the order in which they are answered."""

    OVERDUE = "overdue"
    ENDS = "ends"
    STARTS = "starts"
    RUNS = "runs"
    ALWAYS = "always"


def is_always_on(deadline: Deadline) -> bool:
    """Whether it is on all the year, as a recurrence is whose dates cannot be computed."""
    return deadline.kind is Kind.ONGOING or (deadline.kind is Kind.RECURRING and not deadline.spans)


def phase_in(deadline: Deadline, window: Span) -> Phase | None:
    """Give the phase in the window, None if the deadline has nothing to do with it.

    What starts and ends inside the window ends there.
    """
    if is_always_on(deadline):
        return Phase.ALWAYS
    phases = {_span_phase(span, window) for span in deadline.spans if span.touches(window)}
    return min(phases, key=list(Phase).index, default=None)


def _span_phase(span: Span, window: Span) -> Phase:
    if span.end is not None and _holds(window, span.end):
        return Phase.ENDS
    if span.start is not None and _holds(window, span.start):
        return Phase.STARTS
    return Phase.RUNS


def _holds(window: Span, day: date) -> bool:
    return window.touches(Span(day, day))
