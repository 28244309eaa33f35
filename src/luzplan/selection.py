"""Which activities a question is about: windows of days, phases, states and filters."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.deadline.reader import read_deadline
from luzplan.executor import Executor, Match, School, Scope
from luzplan.plan import Activity, Occurrence, Plan, Section, State, most_urgent
from luzplan.russian import ACTIVITIES, count, listing, quote
from luzplan.russian.spelling import folded
from luzplan.school_year import FIRST_MONTH, Calendar, Span, month_span

_LONGEST = 60  # characters of an activity's text that tell which one it is


def read_day(text: str, calendar: Calendar) -> date | None:
    """Read a day as people write it, «2012-02-01», «1 февраля», «01.02»; None if it is not one day."""
    deadline = read_deadline(text, calendar)
    if deadline.kind is not DeadlineKind.DATES or len(deadline.spans) != 1:
        return None
    span = deadline.spans[0]
    return span.start if span.start == span.end else None


def days_ahead(today: date, number: int) -> Span:
    """Today and the ``number`` days after it; what lies past all calendars has no end."""
    try:
        return Span(today, today + timedelta(days=number))
    except OverflowError:
        return Span(today, None)


class Phase(StrEnum):
    """The four questions of `due`, and what was missed; in the order in which they are answered."""

    OVERDUE = "overdue"
    ENDS = "ends"
    STARTS = "starts"
    RUNS = "runs"
    ALWAYS = "always"


def is_always_on(deadline: Deadline) -> bool:
    """Whether it is on all the year, as a recurrence is whose dates cannot be computed."""
    return deadline.kind is DeadlineKind.ONGOING or (
        deadline.kind is DeadlineKind.RECURRING and not deadline.spans
    )


def phase_in(deadline: Deadline, window: Span) -> Phase | None:
    """The phase in the window, None if the deadline has nothing to do with it.

    What starts and ends inside the window ends there.
    """
    if is_always_on(deadline):
        return Phase.ALWAYS
    phases = {_span_phase(span, window) for span in deadline.spans if span.touches(window)}
    return min(phases, key=list(Phase).index, default=None)


def _span_phase(span: Span, window: Span) -> Phase:
    if span.end is not None and window.holds(span.end):
        return Phase.ENDS
    if span.start is not None and window.holds(span.start):
        return Phase.STARTS
    return Phase.RUNS


def state_on(activity: Activity, today: date) -> State:
    """The state of a row on a day: the most urgent one of its deadlines."""
    return most_urgent(one.state_on(today) for one in activity.occurrences)


class Grouping(StrEnum):
    """What activities are grouped by; the value is also the key under which rows name their group."""

    SECTION = "section"
    ROLE = "role"
    SCHOOL = "school"
    PLAN = "plan"


class Filters(NamedTuple):
    """What is asked for; None asks for everything. ``today`` decides the states.

    ``roles`` are all that the words of a question may mean: «физрук» is a teacher here and a head there.
    ``in_full`` asks for what few formats show and costs time: the executors of the rows, for which every
    cell that names some is read, and their lasting names. ``with_ongoing`` asks a calendar for what is
    always on. ``search`` are words, in any form, that a row must have. ``on_screen`` asks for what people
    at a terminal look for first: how many days are left, in place of rows only how many go on all the year.
    ``plan_words`` are the words by which a command names this plan, «--plan школа.yaml», none if it is found
    without them.
    """

    today: date
    window: Span | None = None
    roles: tuple[Executor, ...] = ()
    school: School | None = None
    section: Section | None = None
    state: State | None = None
    in_full: bool = False
    with_ongoing: bool = False
    search: str = ""
    on_screen: bool = False
    plan_words: str = ""


class Choice(NamedTuple):
    """An activity that was asked for, and those of its deadlines that the question is about.

    ``match`` and ``phase`` are None where no role or window was given.
    """

    activity: Activity
    occurrences: tuple[Occurrence, ...]
    match: Match | None = None
    phase: Phase | None = None


def choices(plan: Plan, filters: Filters) -> Iterator[Choice]:
    """The activities that pass all filters, in the order of the plan."""
    for activity in plan.activities():
        choice = _choice(plan, activity, filters)
        if choice is not None:
            yield choice


def _choice(plan: Plan, activity: Activity, filters: Filters) -> Choice | None:
    """Ask the cheap questions first: executors are read only for rows that pass the rest."""
    if filters.section is not None and filters.section.number != activity.section:
        return None
    phase = phase_in(activity.deadline, filters.window) if filters.window else None
    if filters.window and (
        phase is None or (phase is Phase.ALWAYS and not filters.window.touches(plan.year.span))
    ):
        return None
    occurrences = activity.occurrences
    if filters.state is not None:
        occurrences = tuple(one for one in occurrences if one.state_on(filters.today) is filters.state)
    if filters.window and phase is not Phase.ALWAYS:
        phase, occurrences = _in_window(occurrences, filters.window)
    if not occurrences or (filters.search and not _has_words(activity, filters.search)):
        return None
    match = role_match(plan, activity, filters.roles) if filters.roles else None
    if filters.roles and match is None:
        return None
    if filters.school and not concerns_school(plan, activity, filters.school):
        return None
    return Choice(activity, occurrences, match, phase)


def _has_words(activity: Activity, search: str) -> bool:
    """Whether a row has all words of a search, in whatever form, or words that begin so."""
    from luzplan.executor.words import folded_word, stems

    cells = (activity.what, activity.when, activity.who, activity.where, activity.note)
    texts = [*cells, *(text for _, text in activity.columns)]
    there = [folded_word(word) for text in texts for word in re.findall(r"\w+", text)]
    known = {stem for word in there for stem in stems(word)}
    wanted = (folded_word(word) for word in re.findall(r"\w+", search))
    return all(
        not known.isdisjoint(stems(one)) or any(word.startswith(one) for word in there) for one in wanted
    )


def _in_window(
    occurrences: Sequence[Occurrence], window: Span
) -> tuple[Phase | None, tuple[Occurrence, ...]]:
    """The first phase that any of them has in the window, and those that have it."""
    phases = {one: _span_phase(one.days, window) for one in occurrences if one.days.touches(window)}
    first = min(phases.values(), key=list(Phase).index, default=None)
    return first, tuple(one for one, phase in phases.items() if phase is first)


def months_shown(plan: Plan) -> tuple[Span, ...]:
    """The months of the plan's year, and August before it if a deadline lies there."""
    year = plan.year
    before = month_span(year.first_year, FIRST_MONTH - 1)
    early = year.first_month == FIRST_MONTH and has_dates_in(plan, before)
    return (before, *year.months) if early else year.months


def has_dates_in(plan: Plan, window: Span, *, once: bool = False) -> bool:
    """Whether a deadline begins or ends in these days; with ``once``, ends there and does not recur."""
    for deadline in (one.deadline for one in plan.activities()):
        counts = not once or deadline.kind is DeadlineKind.DATES
        days = (day for span in deadline.spans for day in ((span.end,) if once else span))
        if counts and any(day and window.holds(day) for day in days):
            return True
    return False


def role_match(plan: Plan, activity: Activity, roles: Sequence[Executor]) -> Match | None:
    """How the row reaches one of the roles, by its nearest executor; None if it does not."""
    executors = plan.executors(activity).executors
    found = {plan.book.reach(one, role) for one in executors for role in roles}
    return next((match for match in Match if match in found), None)  # the nearest stands first


def concerns_school(plan: Plan, activity: Activity, school: School) -> bool:
    """Whether an executor of the row is, or may be, of the school; rows that name other schools are not."""
    executors = plan.executors(activity).executors
    return any(plan.book.reach(executor, executor_at(executor, school)) for executor in executors)


def executor_at(executor: Executor, school: School) -> Executor:
    """The role of an executor at the school, which is what a question about the school asks for."""
    return executor._replace(scope=Scope.SCHOOL, school=school.name)


def activity_label(activity: Activity) -> str:
    """The number of an activity and the beginning of its text."""
    words = " ".join(activity.what.split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:-–(«") + "…"
    return f"{activity.position} {quote(words)}"


def rows_having(plan: Plan, text: str) -> list[Activity]:
    """The activities that have the words of a text; none for want of words."""
    if not re.search(r"[^\W\d_]{3}", text):
        return []
    return [one.activity for one in choices(plan, Filters(date.min, search=text))]


def where_words_stand(plan: Plan, text: str) -> str:
    """The activities that have the words of a text, by their numbers; nothing for want of words and rows."""
    found = rows_having(plan, text)
    named = [activity_label(one) for one in found[:3]]
    rest = [f"ещё {count(len(found) - 3, ACTIVITIES)}"] if len(found) > 3 else []
    return f"Эти слова есть там: {listing([*named, *rest])}." if named else ""


# What people can name in a plan, for those who complete what is begun.


def named_roles(plan: Plan, besides: Activity | None = None) -> list[str]:
    """Who has something to do, with the school by its shortest name: «Директор», «Директор БШ».

    What is named in the row ``besides`` alone is left out: somebody is just typing it.
    """
    short = {str(school.name): min((school.name, *school.aliases), key=len) for school in plan.schools}
    rows = [activity for activity in plan.activities() if activity is not besides]
    executors = [one for activity in rows for one in plan.executors(activity).executors]
    plain = sorted({one.role for one in executors})
    named = {
        f"{one.role} {short[one.school]}"
        for one in executors
        if one.scope is Scope.SCHOOL and one.school in short
    }
    return [*plain, *sorted(named)]


def named_schools(plan: Plan) -> list[str]:
    """The names of the schools, those that people use first."""
    return [str(name) for school in plan.schools for name in (*school.aliases, school.name)]


def fitting(values: Iterable[str], started: str) -> list[str]:
    """The values that start so, in whatever case, else those one of whose words does."""
    wanted, known = folded(started), list(values)
    found = [value for value in known if folded(value).startswith(wanted)]
    return found or [value for value in known if f" {wanted}" in f" {folded(value)}"]
