"""Where a row comes from, and the name under which it is known again next month."""

from collections.abc import Iterator, Sequence

from luzplan.model import Activity, Plan, Section
from luzplan.russian import folded


class Origin:
    """The activity behind a row and its plan: for calendars, which have to know it again."""

    __slots__ = ("activity", "plan")

    def __init__(self, plan: Plan, activity: Activity) -> None:
        self.plan, self.activity = plan, activity

    @property
    def section(self) -> Section:
        """The section the activity stands in."""
        return self.plan.sections[self.activity.section - 1]


def lasting_names(origins: Sequence[Origin]) -> Iterator[str]:
    """Give each origin a name that stays when rows are put above it, and when its deadline moves.

    It is the plan's own `id` for the row where it has one, else its words; rows with the same words are
    told apart by their order in the whole plan, so that a name does not depend on what was asked for.
    """
    repeats = {id(plan): _repeats(plan) for plan in {id(one.plan): one.plan for one in origins}.values()}
    for origin in origins:
        plan, activity = origin.plan, origin.activity
        parts = (str(plan.year), folded(plan.district.name or plan.title), _own_name(activity))
        yield "\n".join((*parts, str(repeats[id(plan)][activity.position])))


def _own_name(activity: Activity) -> str:
    written = activity.id.end > activity.id.start  # a position that stands in for an id has no place
    return f"id {activity.id}" if written else f"what {folded(activity.what)}"


def _repeats(plan: Plan) -> dict[str, int]:
    """Give, by position, how many rows before it have the same name."""
    seen: dict[str, int] = {}
    found = {}
    for activity in plan.activities():
        name = _own_name(activity)
        found[activity.position] = seen[name] = seen.get(name, -1) + 1
    return found
