"""Rows of tables: typed cells, and the activities of a plan as rows that need no plan behind them."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.executor import Executor, Match
from luzplan.plan import Occurrence, Plan, State, most_urgent
from luzplan.reports.wording import states_words
from luzplan.russian.spelling import folded
from luzplan.school_year import SchoolYear, Span
from luzplan.selection import Choice, Filters, Phase, choices, is_always_on


class Wording(NamedTuple):
    """A text that was reworded: pieces in order, each marked «-» (went), «+» (came) or «» (stayed)."""

    pieces: tuple[tuple[str, str], ...]


class Labelled(NamedTuple):
    """A word for programs, with what people read in its place."""

    value: str
    label: str


class Spans(tuple[Span, ...]):
    """The days of a deadline."""


class Days(tuple[tuple[date, str], ...]):
    """The days on which deadlines were met, each with the deadline's name if one before it is open."""


class Occurrences(tuple[tuple[Occurrence, State], ...]):
    """Deadlines of a row, each with its state."""


class Executors(tuple[Executor, ...]):
    """Who is named in a row."""


class Names(tuple[str, ...]):
    """Several names or words."""


class Further(tuple[tuple[str, str], ...]):
    """The texts of a row under columns that only its plan has, with their names."""


# The words of an enumeration are strings too.
Cell = (
    str | int | bool | date | None
    | Wording | Labelled | Spans | Days | Occurrences | Executors | Names | Further
)  # fmt: skip
Cells = Mapping[str, Cell]  # under fixed keys; a table shows some of them


class ColumnKind(Enum):
    """What a column is about, where a format does something with it besides writing its cells."""

    OTHER = 0
    ORDINAL = 1
    ACTIVITY = 2
    DEADLINE = 3
    WHERE = 4
    STATE = 5
    DONE = 6


class Column(NamedTuple):
    """A column that is shown: the key of its cells, its heading, and what it is about."""

    key: str
    heading: str
    kind: ColumnKind = ColumnKind.OTHER


_SOMETIMES = {
    "plan", "left", "occurrences", "note", "columns", "after", "phase", "match", "role", "school",
}  # records hold these where there are such  # fmt: skip


class ActivityRow(NamedTuple):
    """An activity that was asked for, with all that a writer may want to say of it.

    ``occurrences`` are those of its deadlines that the answer is about, as they stand ``today``, and
    ``all_occurrences`` all that it has. ``executors`` is None, and ``identity``
    empty, where nobody asked for them; ``match`` is None where no role was given, ``phase`` where no window
    was. ``identity`` is a name by which a calendar knows the row again. ``plan`` is the name of its plan
    where there are several, None where not, ``role`` or ``school`` the group it stands in where it may
    stand in others too. ``left`` tells a screen how many days are left.
    """

    id: str
    section: int
    section_title: str
    number: int
    what: str
    when: str
    where: str
    who: str
    note: str
    deadline: Deadline
    year: SchoolYear
    executors: Executors | None
    all_occurrences: tuple[Occurrence, ...]
    occurrences: tuple[Occurrence, ...]
    today: date
    identity: str
    columns: Further = Further()
    after: Labelled | None = None
    phase: Phase | None = None
    match: Match | None = None
    plan: Labelled | None = None
    role: str = ""
    school: str = ""
    left: str = ""

    @property
    def position(self) -> str:
        """The number that tells a row of a plan from the others, whatever ids the plan gives."""
        return f"{self.section}.{self.number}"

    @property
    def always_on(self) -> bool:
        """Whether it is on all the year."""
        return is_always_on(self.deadline)

    @property
    def state(self) -> State:
        """How it stands: the most urgent state of the deadlines that the answer is about."""
        return most_urgent(self.states)

    @property
    def done(self) -> Days:
        """The days on which its deadlines were met, in the order of these; named as the mark names them."""
        return Days((one.mark.day, one.mark.words) for one in self.all_occurrences if one.mark)

    @property
    def states(self) -> list[State]:
        """How each of these deadlines stands."""
        return [one.state_on(self.today) for one in self.occurrences]

    @property
    def has_several(self) -> bool:
        """Whether the row has several deadlines."""
        return len(self.deadline.spans) > 1

    @property
    def cells(self) -> Cells:
        """The record for tables and programs; keys and their order are a contract."""
        deadline, done = self.deadline, self.done
        is_plain = not self.has_several and not any(name for _, name in done)  # a day tells all of its marks
        several = Occurrences(zip(self.occurrences, self.states, strict=True))
        state: Cell = Labelled(self.state, states_words(self.states)) if len(several) > 1 else self.state
        if self.state is State.AHEAD and deadline.kind is DeadlineKind.NONE:
            state = Labelled(self.state, "без срока")
        cells: dict[str, Cell] = {
            "plan": self.plan,
            "id": self.id,
            "section": self.section,
            "number": self.number,
            "what": self.what,
            "when": self.when,
            "kind": deadline.kind,
            "spans": Spans(deadline.spans),
            "occurrences": several if self.has_several else None,
            "start": deadline.start,
            "end": deadline.end,
            "where": self.where,
            "who": self.who,
            "executors": self.executors,
            "done": next((day for day, _ in done), None) if is_plain else done,
            "state": state,
            "note": self.note,
            "columns": self.columns,
            "after": self.after,
            "phase": self.phase,
            "match": self.match,
            "role": self.role,
            "school": self.school,
            "left": self.left,
        }
        return {key: cell for key, cell in cells.items() if cell or key not in _SOMETIMES}


Row = ActivityRow | Cells


def cells_of(row: Row) -> Cells:
    """The cells of a row by the keys of their columns, those of its plan by their names."""
    if not isinstance(row, ActivityRow):
        return row
    return {**row.cells, **dict(row.columns)} if row.columns else row.cells


_KINDS = {
    "number": ColumnKind.ORDINAL, "what": ColumnKind.ACTIVITY, "when": ColumnKind.DEADLINE,
    "where": ColumnKind.WHERE, "state": ColumnKind.STATE, "left": ColumnKind.STATE, "done": ColumnKind.DONE,
}  # fmt: skip


def activity_column(key: str, heading: str) -> Column:
    """A column of activities, of the kind that its key tells."""
    return Column(key, heading, _KINDS.get(key, ColumnKind.OTHER))


NUMBER = activity_column("id", "№")
WHAT = activity_column("what", "Мероприятие")
WHEN = activity_column("when", "Срок")
WHO = activity_column("who", "Исполнители")
START, END = Column("start", "Начало"), Column("end", "Конец")
STATE = activity_column("state", "Состояние")
LEFT = activity_column("left", "Состояние")
OCCURRENCES = Column("occurrences", "Каждый срок")
ACTIVITY_COLUMNS = (NUMBER, WHAT, WHEN, WHO)
EMPTY = "Таких мероприятий в плане нет."


def further_columns(plan: Plan) -> tuple[Column, ...]:
    """The columns of the table for which a plan has no key but names of its own."""
    return tuple(Column(name, name) for name in plan.columns)


def with_state(plan: Plan, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Add the state where people mark what is done; elsewhere it would call everything past overdue."""
    return (*columns, STATE) if any(activity.done for activity in plan.activities()) else columns


def activity_rows(plan: Plan, filters: Filters) -> tuple[ActivityRow, ...]:
    """What passes the filters, in the order of the plan."""
    return rows_of(plan, choices(plan, filters), filters.today, in_full=filters.in_full)


def rows_of(plan: Plan, chosen: Iterable[Choice], today: date, *, in_full: bool) -> tuple[ActivityRow, ...]:
    """The choices as rows, with executors and identity if they are wanted ``in_full``."""
    identities = _identities(plan) if in_full else {}
    return tuple(
        ActivityRow(
            id=activity.id,
            section=activity.section,
            section_title=plan.sections[activity.section - 1].title,
            number=activity.number,
            what=activity.what,
            when=activity.when,
            where=activity.where,
            who=activity.who,
            note=activity.note,
            columns=Further(activity.columns),
            after=Labelled(activity.after, activity.after) if activity.after else None,
            deadline=activity.deadline,
            year=plan.year,
            executors=Executors(plan.executors(activity).executors) if in_full else None,
            all_occurrences=activity.occurrences,
            occurrences=occurrences,
            today=today,
            identity=identities.get(activity.position, ""),
            phase=phase,
            match=match,
        )
        for activity, occurrences, match, phase in chosen
    )


def _identities(plan: Plan) -> dict[str, str]:
    """Names of the rows, by position, that stay when rows are put above them and when deadlines move.

    It is the plan's own `id` for the row where it has one, else its words; rows with the same words are
    told apart by their order in the whole plan, so that a name does not depend on what was asked for.
    """
    whose = f"{plan.year}\n{folded(plan.district.name or plan.title)}"
    seen: dict[str, int] = {}
    found = {}
    for activity in plan.activities():
        written = activity.id.end > activity.id.start  # a position that stands in for an id has no place
        name = f"id {activity.id}" if written else f"what {folded(activity.what)}"
        seen[name] = seen.get(name, -1) + 1
        found[activity.position] = f"{whose}\n{name}\n{seen[name]}"
    return found
