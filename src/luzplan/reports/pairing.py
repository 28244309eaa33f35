"""Which activity of one plan is which of another."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from luzplan.plan import Activity, Plan
from luzplan.russian.spelling import folded

ALIKE = 0.6  # the least share of common words at which two texts are one text that was reworded


Pair = tuple[Activity, Activity]  # of the old plan and of the new one


class Pairing(NamedTuple):
    """Activities of the old plan beside theirs of the new one; the rest was removed or added."""

    pairs: tuple[Pair, ...]
    removed: tuple[Activity, ...]
    added: tuple[Activity, ...]


def paired(old: Iterable[Activity], new: Iterable[Activity]) -> Pairing:
    """Pair the activities of two plans; the surest likeness is used up first."""
    left, right = list(old), list(new)
    pairs: list[Pair] = []
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


def _new_place(pair: Pair) -> tuple[int, int]:
    return pair[1].section, pair[1].number


def _take_equal(left: list[Activity], right: list[Activity], key: Callable[[Activity], object]) -> list[Pair]:
    """Take out the pairs that share a key, equal ones in their order; None is no key."""
    waiting: dict[object, list[Activity]] = {}
    for activity in right:
        waiting.setdefault(key(activity), []).append(activity)
    pairs = [
        (one, waiting[key(one)].pop(0)) for one in left if key(one) is not None and waiting.get(key(one))
    ]
    return _taken(left, right, pairs)


def _taken(left: list[Activity], right: list[Activity], pairs: list[Pair]) -> list[Pair]:
    """The pairs, which are no longer left."""
    gone = {id(activity) for pair in pairs for activity in pair}
    for activities in (left, right):
        activities[:] = [activity for activity in activities if id(activity) not in gone]
    return pairs


def _take_alike(left: list[Activity], right: list[Activity]) -> list[Pair]:
    """Take out the pairs whose words are much alike, the likest first."""
    scored = sorted(
        ((likeness(one.what, other.what), -at, one, other) for one in left for at, other in enumerate(right)),
        key=lambda row: row[:2],
        reverse=True,
    )
    pairs: list[Pair] = []
    taken: set[int] = set()
    for score, _, one, other in scored:
        if score >= ALIKE and not taken & {id(one), id(other)}:
            pairs.append((one, other))
            taken |= {id(one), id(other)}
    return _taken(left, right, pairs)


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, in their order: 0 to 1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, folded(one).split(), folded(other).split(), autojunk=False).ratio()


def same_sections(old: Plan, new: Plan, pairs: Sequence[Pair]) -> dict[int, int]:
    """The numbers of sections in the new plan by those in the old one.

    Sections are the same by their titles, others where most of their rows are.
    """
    titles = {folded(section.title): section.number for section in reversed(new.sections)}
    named = ((one.number, titles.get(folded(one.title), 0)) for one in old.sections)
    found = {number: now for number, now in named if now}
    shared = Counter((one.section, other.section) for one, other in pairs)
    for (number, now), _ in shared.most_common():
        if number not in found and now not in found.values():
            found[number] = now
    return found


def moved(pairs: Sequence[Pair], sections: Mapping[int, int]) -> tuple[Pair, ...]:
    """The pairs whose activity changed its section, or its place among those that stayed.

    ``sections`` are the numbers of sections now by those before: a section may have moved with its rows.
    A row that others pushed down did not move: of a section's rows the longest run still in the old
    order stayed where it was.
    """
    stayed = [pair for pair in pairs if sections.get(pair[0].section) == pair[1].section]
    found = [pair for pair in pairs if sections.get(pair[0].section) != pair[1].section]
    for section in dict.fromkeys(new.section for _, new in stayed):
        same = [pair for pair in stayed if pair[1].section == section]
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
