"""Who is busy when: activities counted by role, section or school and month."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.calendar import SchoolYear
from luzplan.model import Plan
from luzplan.reports.extract import extract_words
from luzplan.reports.grouping import Grouping, groups
from luzplan.reports.progress import done_count, progress_words
from luzplan.reports.report import Cell, Column, HeatMap, Report, Table, title_of
from luzplan.reports.rows import EMPTY
from luzplan.russian import MONTHS_SHORT
from luzplan.select.filters import Choice, Filters, choices
from luzplan.select.phases import Phase, phase_in

_HEADS = {
    Grouping.ROLE: Column("role", "Роль"),
    Grouping.SECTION: Column("title", "Раздел"),
    Grouping.SCHOOL: Column("school", "Школа"),
}
_WHOSE = {
    Grouping.ROLE: "исполнителей",
    Grouping.SECTION: "разделов",
    Grouping.SCHOOL: "школ",
}


def load_report(plan: Plan, filters: Filters, by: Grouping) -> Report:
    """Count what passes the filters.

    A month counts what has a date in it. What goes on all the year is counted apart, as `always`: in every
    month it would hide how the months differ. `total` counts each activity once, with those without a date.
    """
    rows = []
    for group in groups(plan, filters, by):
        name: dict[str, Cell] = {by: group.name}
        if by is Grouping.SECTION:
            name["title"] = group.title
        rows.append({**name, **_counts(plan.year, group.choices)})
    chosen = list(choices(plan, filters))
    totals = _counts(plan.year, chosen)
    remark = progress_words(choice.activity for choice in chosen)
    table = Table(
        "", _columns(by, plan.year, with_done=bool(remark)), tuple(rows), empty=EMPTY, remark=remark
    )
    months = tuple(_month_keys(plan.year))
    return Report(_title(plan, filters, by), (HeatMap(table, months, totals) if rows else table,))


def _title(plan: Plan, filters: Filters, by: Grouping) -> str:
    words = f"Загрузка {_WHOSE[by]} в {plan.year} учебном году"
    return title_of(words, extract_words(filters), plan.district.name)


def _month_keys(year: SchoolYear) -> list[str]:
    return [f"{month.start:%Y-%m}" for month in year.months]


def _columns(by: Grouping, year: SchoolYear, *, with_done: bool) -> tuple[Column, ...]:
    months = (Column(key, MONTHS_SHORT[int(key[-2:]) - 1]) for key in _month_keys(year))
    done = (Column("done", "готово"),) if with_done else ()
    return (_HEADS[by], *months, Column("always", "весь год"), *done, Column("total", "всего"))


def _counts(year: SchoolYear, chosen: Sequence[Choice]) -> dict[str, Cell]:
    phases = [[phase_in(choice.activity.deadline, month) for choice in chosen] for month in year.months]
    counts: dict[str, Cell] = {
        key: sum(phase not in (None, Phase.ALWAYS) for phase in found)
        for key, found in zip(_month_keys(year), phases, strict=True)
    }
    always = phases[0].count(Phase.ALWAYS)  # what is always on is so in each month
    done = done_count(choice.activity for choice in chosen)
    return {**counts, "always": always, "done": done, "total": len(chosen)}
