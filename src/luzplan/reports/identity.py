"""Which activity of one plan is which of another, and the name by which a row is known again next month."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from luzplan.plan.model import Activity, Plan, Section
from luzplan.russian.spelling import folded


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


ALIKE = 0.6  # the least share of common words at which two texts are one text that was reworded


class Pairing(NamedTuple):
    """Activities of the old plan beside theirs of the new one; the rest was removed or added."""

    pairs: tuple[tuple[Activity, Activity], ...]
    removed: tuple[Activity, ...]
    added: tuple[Activity, ...]


def paired(old: Iterable[Activity], new: Iterable[Activity]) -> Pairing:
    """Pair the activities of two plans; the surest likeness is used up first."""
    left, right = list(old), list(new)
    pairs: list[tuple[Activity, Activity]] = []
    for key in (_own_id, _words_in_section, _words):
        pairs += _take_equal(left, right, key)
    pairs += _take_alike(left, right)
    return Pairing(tuple(sorted(pairs, key=_new_place)), tuple(left), tuple(right))


def _own_id(activity: Activity) -> object:
    return activity.id if activity.id != activity.position else None


def _words_in_section(activity: Activity) -> object:
    return activity.section, _words(activity)


def _words(activity: Activity) -> object:
    return folded(activity.what) or None


def _new_place(pair: tuple[Activity, Activity]) -> tuple[int, int]:
    return pair[1].section, pair[1].number


def _take_equal(
    left: list[Activity], right: list[Activity], key: Callable[[Activity], object]
) -> list[tuple[Activity, Activity]]:
    """Take out the pairs that share a key, equal ones in their order; None is no key."""
    waiting: dict[object, list[Activity]] = {}
    for activity in right:
        waiting.setdefault(key(activity), []).append(activity)
    pairs = [
        (one, waiting[key(one)].pop(0)) for one in left if key(one) is not None and waiting.get(key(one))
    ]
    _leave_out(left, [one for one, _ in pairs])
    _leave_out(right, [other for _, other in pairs])
    return pairs


def _leave_out(activities: list[Activity], taken: Sequence[Activity]) -> None:
    gone = {id(activity) for activity in taken}
    activities[:] = [activity for activity in activities if id(activity) not in gone]


def _take_alike(left: list[Activity], right: list[Activity]) -> list[tuple[Activity, Activity]]:
    """Take out the pairs whose words are much alike, the likest first."""
    scored = sorted(
        ((likeness(one.what, other.what), -at, one, other) for one in left for at, other in enumerate(right)),
        key=lambda row: row[:2],
        reverse=True,
    )
    pairs: list[tuple[Activity, Activity]] = []
    taken: set[int] = set()
    for score, _, one, other in scored:
        if score >= ALIKE and not taken & {id(one), id(other)}:
            pairs.append((one, other))
            taken |= {id(one), id(other)}
    _leave_out(left, [one for one, _ in pairs])
    _leave_out(right, [other for _, other in pairs])
    return pairs


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, in their order: 0 to 1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, folded(one).split(), folded(other).split(), autojunk=False).ratio()


def moved(pairs: Sequence[tuple[Activity, Activity]]) -> tuple[tuple[Activity, Activity], ...]:
    """The pairs whose activity changed its section, or its place among those that stayed.

    A row that others pushed down did not move: of a section's rows the longest run still in the old
    order stayed where it was.
    """
    found = [pair for pair in pairs if pair[0].section != pair[1].section]
    sections = dict.fromkeys(new.section for _, new in pairs)
    for section in sections:
        same = [pair for pair in pairs if pair[0].section == pair[1].section == section]
        kept = _longest_rise([old.number for old, _ in same])
        found += [pair for at, pair in enumerate(same) if at not in kept]
    return tuple(sorted(found, key=_new_place))


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising run of numbers."""
    longest: list[int] = []
    best: list[list[int]] = []  # per place: the longest run that ends there
    for at, number in enumerate(numbers):
        before = [run for run in best if numbers[run[-1]] < number]
        best.append([*max(before, key=len), at] if before else [at])
        longest = max(longest, best[-1], key=len)
    return set(longest)
