"""The plan for the school's site: the document, the picture of the year, and questions to narrow it by."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from luzplan.executor import Executor
from luzplan.model import Activity, Plan
from luzplan.reports.document import document_report
from luzplan.reports.grouping import Grouping
from luzplan.reports.report import Facet, Option, Report
from luzplan.reports.timeline import gantt
from luzplan.russian import MONTHS, folded
from luzplan.select.filters import Filters, choices, concerns_school, role_match
from luzplan.select.phases import phase_in


def site_report(plan: Plan, filters: Filters) -> Report:
    """Set the plan as on paper, then draw its year; what the filters leave can be narrowed further."""
    document = document_report(plan, filters)
    picture = gantt(plan, filters, Grouping.SECTION)
    activities = [choice.activity for choice in choices(plan, filters)]
    if not activities:
        return document
    facets = tuple(facet for facet in _facets(plan, activities) if len(facet.options) > 1)
    return document._replace(blocks=(*document.blocks, picture), facets=facets)


def document_for(format_name: str | None) -> Callable[[Plan, Filters], Report]:
    """Give the report that shows the whole document in a format."""
    return site_report if format_name == "html" else document_report


def _facets(plan: Plan, activities: list[Activity]) -> Iterator[Facet]:
    """Ask as the command line does: `--month`, `--role`, `--section` and `--school` leave the same rows."""
    yield Facet("month", "Месяц", tuple(_months(plan, activities)))
    yield Facet("role", "Исполнитель", tuple(_roles(plan, activities)))
    yield Facet("section", "Раздел", tuple(_sections(plan, activities)))
    yield Facet("school", "Школа", tuple(_schools(plan, activities)))


def _months(plan: Plan, activities: list[Activity]) -> Iterator[Option]:
    for month in plan.year.months:
        assert month.start is not None  # a month has both ends
        title = f"{MONTHS[month.start.month - 1]} {month.start.year}"
        ids = (one.position for one in activities if phase_in(one.deadline, month))
        yield Option(f"{month.start:%Y-%m}", title, frozenset(ids))


def _roles(plan: Plan, activities: list[Activity]) -> Iterator[Option]:
    named = {executor.role for one in activities for executor in plan.executors(one).executors}
    for role in sorted(named, key=folded):
        ids = (one.position for one in activities if role_match(plan, one, Executor(role)))
        yield Option(role, role, frozenset(ids))


def _sections(plan: Plan, activities: list[Activity]) -> Iterator[Option]:
    for section in plan.sections:
        ids = frozenset(one.position for one in activities if one.section == section.number)
        if ids:
            yield Option(str(section.number), f"{section.number}. {section.title}", ids)


def _schools(plan: Plan, activities: list[Activity]) -> Iterator[Option]:
    for school in plan.schools:
        ids = (one.position for one in activities if concerns_school(plan, one, school))
        yield Option(school.name, school.name, frozenset(ids))
