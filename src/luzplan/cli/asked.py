"""The options that every command about activities shares, and the plan and filters they mean."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from luzplan.calendar import Span
from luzplan.cli import options
from luzplan.cli.edge import Code, CommandError
from luzplan.cli.plans import plan_names, read_plan
from luzplan.cli.questions import day_of, month_of, role_of, school_of, section_of, state_of, today_of
from luzplan.model import Plan
from luzplan.reports.report import Report
from luzplan.select.filters import Filters
from luzplan.select.windows import days_ahead

T = TypeVar("T")


class Asked(NamedTuple):
    """What was typed; None where nothing was."""

    plan: options.PlansOption = None
    month: options.MonthOption = None
    first: options.FromOption = None
    last: options.ToOption = None
    within: options.WithinOption = None
    role: options.RoleOption = None
    school: options.SchoolOption = None
    section: options.SectionOption = None
    state: options.StateOption = None
    today: options.TodayOption = None

    def answer(self, report_of: Callable[[Plan, Filters], Report]) -> Report:
        """Report on the plan, or on several together."""
        return self.joined(report_of, _joined_report)

    def joined(self, answer_of: Callable[[Plan, Filters], T], join: Callable[[dict[str, T]], T]) -> T:
        """Answer on the plan; of several plans, on all that know what is asked for, joined by their names.

        A role or section may be known to one plan only; it is a failure if none knows it.
        """
        names = plan_names(self.plan)
        answers: dict[str, T] = {}
        failures: list[CommandError] = []
        for name in names:
            plan = read_plan(name)
            try:
                answers[name] = answer_of(plan, self._filters(plan))
            except CommandError as failure:
                failures.append(failure)
        if not answers:
            raise failures[0]
        return join(answers) if len(names) > 1 else answers[names[0]]

    def _filters(self, plan: Plan) -> Filters:
        today = today_of(self.today, plan)
        return Filters(
            today=today,
            window=self._window(plan, today),
            role=role_of(self.role, plan) if self.role is not None else None,
            school=school_of(self.school, plan) if self.school is not None else None,
            section=section_of(self.section, plan) if self.section is not None else None,
            state=state_of(self.state) if self.state is not None else None,
        )

    def _window(self, plan: Plan, today: date) -> Span | None:
        """Give the days asked for, None if nothing limits them; the three ways exclude each other."""
        between = self.first is not None or self.last is not None
        if (self.month is not None) + between + (self.within is not None) > 1:
            hint = "Оставьте что-нибудь одно: --month, --from/--to или --within."
            raise CommandError(Code.USAGE, "время задано дважды", hint)
        if self.month is not None:
            return month_of(self.month, plan)
        if self.within is not None:
            return days_ahead(today, self.within)
        return self._between(plan) if between else None

    def _between(self, plan: Plan) -> Span:
        """Give the days from – to; an open side is the school year's."""
        year = plan.year.span
        start = day_of(self.first, plan) if self.first is not None else year.start
        end = day_of(self.last, plan) if self.last is not None else year.end
        if start and end and start > end:
            message = f"{start:%d.%m.%Y} позже, чем {end:%d.%m.%Y}"
            raise CommandError(Code.USAGE, message, "Поменяйте --from и --to местами.")
        return Span(start, end)


def _joined_report(reports: Mapping[str, Report]) -> Report:
    from luzplan.reports.joined import joined_report  # most questions are about one plan

    return joined_report(reports)
