"""What a role does, by how the rows name it; where to look for one that none names."""

from __future__ import annotations

from luzplan.executor import Executor, Match
from luzplan.plan import Plan
from luzplan.reports import Report, Table
from luzplan.reports.rows import EMPTY, NUMBER, WHAT, WHEN, ActivityRow, Column, activity_rows, with_state
from luzplan.reports.wording import (
    CALLED_SO,
    MATCH_TITLES,
    PERHAPS,
    command_words,
    extract_words,
    roles_words,
    show_words,
    title_of,
)
from luzplan.russian import ACTIVITIES, count, listing, quote
from luzplan.selection import Filters, choices, named_roles, where_words_stand

_COLUMNS = (NUMBER, WHEN, WHAT, Column("who", "Исполнители (как в плане)"))


def _rows_named(plan: Plan, filters: Filters, roles: tuple[Executor, ...]) -> set[str] | None:
    """The rows of those whom a question names, not of others who are called so; None if there are none."""
    meant = tuple(one for one in roles if not one.loosely)
    if meant == roles:
        return None
    return {choice.activity.position for choice in choices(plan, filters._replace(roles=meant))}


def by_role_report(plan: Plan, filters: Filters, roles: tuple[Executor, ...]) -> Report:
    """What the roles that a question may mean do; other roles in the filters narrow it to what both do."""
    rows = activity_rows(plan, filters._replace(roles=roles))
    if filters.roles:
        both = {choice.activity.position for choice in choices(plan, filters)}
        rows = tuple(row for row in rows if row.position in both)
    columns = with_state(plan, _COLUMNS)
    named, of_person = _rows_named(plan, filters, roles), all(one.person for one in roles)

    def group_of(row: ActivityRow) -> str:
        if named is not None and row.position not in named:
            return CALLED_SO
        return PERHAPS if of_person and row.match is Match.BROADER else str(row.match)

    groups = ((key, title, tuple(row for row in rows if group_of(row) == key)) for key, title in MATCH_TITLES)
    tables = tuple(
        Table(title, columns, found, key=key, counted=True) for key, title, found in groups if found
    )
    words = roles_words(roles)
    others = any(choices(plan, Filters(filters.today, roles=roles)))
    empty = EMPTY if others else f"Для роли {quote(words)} в плане ничего нет."
    shown = tables or (Table("", _COLUMNS, (), empty=empty),)
    notes = () if tables else absent_note(plan, filters, roles)
    return Report(title_of(words, extract_words(filters)), shown, notes, is_calendar=True)


def absent_note(plan: Plan, filters: Filters, roles: tuple[Executor, ...]) -> tuple[str, ...]:
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
