"""What is due in a window of days or from today on, and what a role does by how the rows name it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from luzplan.deadline import DeadlineKind
from luzplan.executor import Executor, Match
from luzplan.plan import Plan, State
from luzplan.reports import Report, Table
from luzplan.reports.rows import (
    ACTIVITY_COLUMNS,
    EMPTY,
    LEFT,
    NUMBER,
    OCCURRENCES,
    STATE,
    WHAT,
    WHEN,
    ActivityRow,
    Column,
    activity_rows,
    with_state,
)
from luzplan.reports.wording import (
    CALLED_SO,
    MATCH_TITLES,
    PERHAPS,
    PHASE_TITLES,
    Parts,
    command_words,
    days_left,
    extract_words,
    roles_words,
    show_words,
    states_words,
    title_of,
    window_words,
    word_of,
)
from luzplan.russian import ACTIVITIES, DAYS, MONTHS, count, date_words, listing, quote
from luzplan.school_year import FIRST_MONTH, Span, month_span
from luzplan.selection import Filters, Phase, choices, has_dates_in, named_roles, state_on, where_words_stand

_LATER = "later"  # the key of what need not be done yet
_DATELESS = (DeadlineKind.UNSCHEDULED, DeadlineKind.NONE)
NOTHING = "На это время ничего не запланировано."


def due_report(plan: Plan, filters: Filters, *, everything: bool = False) -> Report:
    """Answer for the window of the filters; without one look ahead from the filters' today.

    On a screen what is always on is only counted, unless ``everything`` is to be shown.
    """
    if filters.window is not None:
        report = _window_report(plan, filters, filters.window)
    elif filters.state is None and filters.today > plan.year.last_day:
        nothing = (Table("", ACTIVITY_COLUMNS, ()),)
        notes = (_over_note(plan, filters), *_unread_note(plan, filters))
        report = Report(_title(plan, str(plan.year), filters), nothing, notes)
    else:
        report = _ahead_report(plan, filters)
    if not report.rows:
        report = report._replace(notes=(*report.notes, *_absent_note(plan, filters, filters.roles)))
    if not filters.on_screen:
        return report
    # How many days are left, what is always on counted only, and a balance below.
    tables = tuple(_shown(table, filters.today, everything) for table in report.tables)
    asked = choices(plan, filters._replace(window=None, state=None)) if report.rows else ()
    states = [state_on(choice.activity, filters.today) for choice in asked]
    balance = (f"Всего {len(states)}: {states_words(states)}.",) if states else ()
    return report._replace(blocks=tables, notes=(*report.notes, *balance))


def _title(plan: Plan, when: str, filters: Filters) -> Parts:
    left = extract_words(filters._replace(window=None))
    return title_of(f"Сроки: {when}", left, plan.district.name)


def _window_report(plan: Plan, filters: Filters, window: Span) -> Report:
    rows = activity_rows(plan, filters)
    following = window.end and window.end.replace(day=28) + timedelta(days=4)  # some day of the next month
    soon = following and month_span(following.year, following.month).end
    later = []  # all that touches the window is «до …» some day after the next month
    for row in rows:
        touching = [span for span in row.deadline.spans if span.touches(window)]
        is_open = soon and all(not one.start and one.end and one.end > soon for one in touching)
        later += [row] if is_open and row.phase is Phase.RUNS else []
    near = [row for row in rows if row not in later]
    tables = [
        _table(plan, PHASE_TITLES[phase], phase, (row for row in near if row.phase is phase))
        for phase in (Phase.ENDS, Phase.STARTS, Phase.RUNS)
    ]
    digest = "; ".join(f"{row.id} {' '.join(row.when.split())}" for row in later)
    tables.append(_table(plan, "Срок «до …» истекает позже", _LATER, later)._replace(digest=digest))
    tables.append(_phase_table(plan, Phase.ALWAYS, (row for row in near if row.phase is Phase.ALWAYS)))
    is_inside = window.touches(plan.year.span) or (window.end and plan.year.holds(window.end))
    kind = "года" if plan.year.is_calendar_year else "учебного года"
    notes = (
        *(() if is_inside else (f"Это время вне {kind} плана ({plan.year}).",)),
        *_august_note(plan, window),
        *_unread_note(plan, filters),
        *_dateless_note(plan, filters),
    )
    return Report(_title(plan, window_words(window), filters), _filled(tables), notes)


def _filled(tables: Iterable[Table], nothing: str = NOTHING) -> tuple[Table, ...]:
    return tuple(table for table in tables if table.rows) or (Table("", ACTIVITY_COLUMNS, (), empty=nothing),)


def _table(plan: Plan, title: str, key: str, rows: Iterable[ActivityRow]) -> Table:
    return Table(title, with_state(plan, ACTIVITY_COLUMNS), tuple(rows), key=key, counted=True)


def _ahead_report(plan: Plan, filters: Filters) -> Report:
    """Put each row where its deadlines end; what is overdue first, what is always on last."""
    rows = activity_rows(plan, filters)
    pending = [row for row in rows if row.state is not State.DONE]
    overdue = []  # with those of their deadlines that were missed
    for row in pending:
        missed = tuple(one for one in row.occurrences if one.state_on(filters.today) is State.OVERDUE)
        overdue += [row._replace(occurrences=missed)] if missed else []
    urgent = _phase_table(plan, Phase.OVERDUE, overdue)
    # Which deadlines were missed of rows that have several, is told; that they were, the heading says.
    several = (OCCURRENCES,) if any(row.has_several for row in overdue) else ()
    columns = (*(column for column in urgent.columns if column != STATE), *several)
    tables = [
        urgent._replace(columns=columns, urgent=True),
        *_month_tables(plan, pending, filters.today),
        _phase_table(plan, Phase.ALWAYS, (row for row in pending if row.always_on)),
    ]
    if filters.state is State.DONE:
        tables.append(_table(plan, "Выполнено", State.DONE, rows))
    title = _title(plan, f"с {date_words(filters.today)}", filters)
    if filters.state is State.OVERDUE:
        left = extract_words(filters._replace(state=None))
        title = title_of(f"Просрочено на {date_words(filters.today)}", left, plan.district.name)
    nothing = NOTHING if filters.state is None else EMPTY
    year = plan.year
    begins = f"{year.name[0].upper()}{year.name[1:]} начнётся {date_words(year.first_day)} года."
    early = (begins,) if filters.today < year.first_day else ()
    notes = (*early, *_unread_note(plan, filters), *_dateless_note(plan, filters))
    return Report(title, _filled(tables, nothing), notes)


def _phase_table(plan: Plan, phase: Phase, rows: Iterable[ActivityRow]) -> Table:
    return _table(plan, PHASE_TITLES[phase], phase, (row._replace(phase=phase) for row in rows))


def _month_tables(plan: Plan, pending: list[ActivityRow], today: date) -> list[Table]:
    """A table a month; a row stands once in each month in which deadlines of it end."""
    months: dict[tuple[int, int], list[tuple[date, ActivityRow]]] = {}
    for row in pending:
        ends = ((one.days.end, one) for one in row.occurrences if not one.mark)
        still = sorted(((end, one) for end, one in ends if end and end >= today), key=itemgetter(0))
        for month, found in groupby(still, lambda one: (one[0].year, one[0].month)):
            days, occurrences = zip(*found, strict=True)
            there = row._replace(occurrences=occurrences, phase=Phase.ENDS)
            months.setdefault(month, []).append((min(days), there))
    return [
        _table(
            plan,
            f"{MONTHS[month - 1].capitalize()} {year}",
            f"{year}-{month:02}",
            (row for _, row in sorted(found, key=lambda pair: pair[0])),
        )
        for (year, month), found in sorted(months.items())
    ]


def _over_note(plan: Plan, filters: Filters) -> str:
    name, month = plan.year.name, filters.today.month
    same_month = f"{plan.year.year_of(month)}-{month:02}"
    return (
        f"{name[0].upper()}{name[1:]} закончился {date_words(plan.year.last_day)} года. "
        f"Этот же месяц в том году:\n  {command_words(filters, 'due', '--month', same_month)}"
    )


def _august_note(plan: Plan, window: Span) -> tuple[str, ...]:
    """Tell of the August before the year, which «август» may mean too."""
    august = month_span(plan.year.first_year, FIRST_MONTH - 1)
    own = month_span(plan.year.first_year + 1, FIRST_MONTH - 1)
    if window != own or plan.year.is_calendar_year or not has_dates_in(plan, august):
        return ()
    return (f"Есть сроки и в августе {plan.year.first_year} года: --month {plan.year.first_year}-08.",)


def _unread_note(plan: Plan, filters: Filters) -> tuple[str, ...]:
    """Name the rows that no window can show because their deadline is not understood."""
    unread = [activity.id for activity in plan.activities() if activity.deadline.kind is DeadlineKind.UNKNOWN]
    if not unread:
        return ()
    named = ", ".join(unread[:5]) + ("…" if len(unread) > 5 else "")
    rows = f"{count(len(unread), ACTIVITIES)} ({named})"
    return (f"Не понят срок: {rows}. Подробности: {command_words(filters, 'validate')}",)


def _dateless_note(plan: Plan, filters: Filters) -> tuple[str, ...]:
    """Name the rows that no month shows, since they have no dates: «по графику», an empty cell."""
    asked = choices(plan, filters._replace(window=None))
    ids = [one.activity.id for one in asked if one.activity.deadline.kind in _DATELESS]
    return (f"Без точных дат: {len(ids)}. {show_words(filters, ids)}",) if ids else ()


_YEAR = 366  # days; nobody counts those of a longer time
_FOLDED = "Показать: --all"


def _shown(table: Table, today: date, everything: bool) -> Table:
    if table.key == Phase.ALWAYS:
        return table if everything else table._replace(folded=_FOLDED)
    rows = tuple(
        row._replace(left=_left(row, today, table.key)) if isinstance(row, ActivityRow) else row
        for row in table.rows
    )
    if not any(isinstance(row, ActivityRow) and row.left for row in rows):
        return table
    number, *columns = (column for column in table.columns if column != STATE)  # the days tell it
    return table._replace(rows=rows, columns=(number, LEFT, *columns))


def _left(row: ActivityRow, today: date, table: str) -> str:
    """«на 41 день» below «Просрочено», «осталось 5 дней» for what is to come, «выполнено»; else nothing."""
    if row.state is State.DONE:
        return word_of(State.DONE)
    ends = sorted(one.days.end for one in row.occurrences if one.days.end and not one.mark)
    if not ends:
        return ""
    days = (ends[0] - today).days
    if days < 0:
        late = _unbroken(f"на {count(-days, DAYS)}") if -days <= _YEAR else ""
        return (late or "больше года") if table == Phase.OVERDUE else f"просрочено {late}".rstrip()
    return _unbroken(days_left(ends[0], today))


def _unbroken(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


_COLUMNS = (NUMBER, WHEN, WHAT, Column("who", "Исполнители (как в плане)"))


def by_role_report(plan: Plan, filters: Filters, roles: tuple[Executor, ...]) -> Report:
    """What the roles that a question may mean do; other roles in the filters narrow it to what both do."""
    rows = activity_rows(plan, filters._replace(roles=roles))
    if filters.roles:
        both = {choice.activity.position for choice in choices(plan, filters)}
        rows = tuple(row for row in rows if row.position in both)
    columns = with_state(plan, _COLUMNS)
    meant = tuple(one for one in roles if not one.loosely)  # whom a question names; others are called so
    asked = choices(plan, filters._replace(roles=meant)) if meant != roles else ()
    named, of_person = {one.activity.position for one in asked}, all(one.person for one in roles)
    groups: dict[str, list[ActivityRow]] = {key: [] for key, _ in MATCH_TITLES}
    for row in rows:
        key = PERHAPS if of_person and row.match is Match.BROADER else str(row.match)
        groups[CALLED_SO if meant != roles and row.position not in named else key].append(row)
    tables = tuple(
        Table(title, columns, tuple(groups[key]), key=key, counted=True)
        for key, title in MATCH_TITLES
        if groups[key]
    )
    words = roles_words(roles)
    others = any(choices(plan, Filters(filters.today, roles=roles)))
    empty = EMPTY if others else f"Для роли {quote(words)} в плане ничего нет."
    shown = tables or (Table("", _COLUMNS, (), empty=empty),)
    notes = () if tables else _absent_note(plan, filters, roles)
    return Report(title_of(words, extract_words(filters)), shown, notes, is_calendar=True)


def _absent_note(plan: Plan, filters: Filters, roles: tuple[Executor, ...]) -> tuple[str, ...]:
    """Where to look where an answer has nothing for roles: their other rows, else who is called nearly so.

    If no row names them or their like, it is where their words stand.
    """
    if not roles:
        return ()
    if own := [choice.activity.id for choice in choices(plan, Filters(filters.today, roles=roles))]:
        return (f"Всего у этой роли: {count(len(own), ACTIVITIES)}. {show_words(filters, own)}",)
    asked = roles[0].role
    near = [quote(name) for name in plan.book.nearest(asked) if name in named_roles(plan)]
    perhaps = f"Может быть, {listing(near, 'или')}?" if near else ""
    there = perhaps or where_words_stand(plan, asked)
    return (there or f"Исполнители плана: {command_words(filters, 'show', 'roles')}",)
