"""The options that every command about activities shares, and the plan and filters they mean."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from typing import Concatenate, ParamSpec, get_type_hints

from luzplan.calendar import Span
from luzplan.cli import options
from luzplan.cli.edge import Code, failure
from luzplan.cli.plans import read_plan
from luzplan.cli.questions import day_of, month_of, role_of, school_of, section_of, state_of, today_of
from luzplan.model import Plan
from luzplan.select.filters import Filters
from luzplan.select.windows import days_ahead

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; None where nothing was."""

    plan: options.PlanOption = None
    month: options.MonthOption = None
    first: options.FromOption = None
    last: options.ToOption = None
    within: options.WithinOption = None
    role: options.RoleOption = None
    school: options.SchoolOption = None
    section: options.SectionOption = None
    state: options.StateOption = None
    today: options.TodayOption = None

    def answer(self) -> tuple[Plan, Filters]:
        """Read the plan and find in it what is asked for; ends the command where it is not there."""
        plan = read_plan(self.plan)
        today = today_of(self.today, plan)
        return plan, Filters(
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
            raise failure(Code.USAGE, "время задано дважды", hint)
        if self.month is not None:
            return month_of(self.month, plan)
        if self.within is not None:
            return days_ahead(today, self.within)
        return self._between(plan) if between else None

    def _between(self, plan: Plan) -> Span:
        """Give the days from – to; an open side is the school year's."""
        year = plan.year.span
        start = day_of(self.first, plan) if self.first else year.start
        end = day_of(self.last, plan) if self.last else year.end
        if start and end and start > end:
            message = f"{start:%d.%m.%Y} позже, чем {end:%d.%m.%Y}"
            raise failure(Code.USAGE, message, "Поменяйте --from и --to местами.")
        return Span(start, end)


def asking(command: Callable[Concatenate[Asked, P], None]) -> Callable[..., None]:
    """Give a command whose options are those of `Asked` and its own; typer reads them off its signature."""
    hints = get_type_hints(Asked, include_extras=True)
    own_hints = get_type_hints(command, include_extras=True)
    _, *own = inspect.signature(command).parameters.values()

    @functools.wraps(command)
    def run(*arguments: P.args, **given: P.kwargs) -> None:
        asked = Asked(**{name: given.pop(name) for name in hints})  # type: ignore[arg-type]
        command(asked, *arguments, **given)

    shared = [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=hints[field.name]
        )
        for field in fields(Asked)
    ]
    keyworded = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=own_hints[parameter.name])
        for parameter in own
    ]
    signature = inspect.Signature([*keyworded, *shared])
    run.__signature__ = signature  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
    del run.__wrapped__  # else typer would look through to the command itself
    return run
