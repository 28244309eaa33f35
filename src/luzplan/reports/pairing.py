"""Two plans side by side: which rows and sections are the same, and which of them moved."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple

from luzplan.plan import Activity, Plan
from luzplan.russian.spelling import folded

ALIKE = 0.6  # the least share of common words at which two texts are one text that was reworded
_MOST_COMMON = 50  # rows that have a word: a commoner one tells no row from another
_MOST_IN_PLACE = 10  # rows between the same neighbours: of more their place says nothing
_STEM = 4  # letters that words in any case and of one root share
Pair = tuple[Activity, Activity]  # of the old plan and of the new one


class Pairing(NamedTuple):
    """Activities of the old plan beside theirs of the new one; the rest was removed or added."""

    pairs: tuple[Pair, ...]
    removed: tuple[Activity, ...]
    added: tuple[Activity, ...]


def paired(old: Iterable[Activity], new: Iterable[Activity]) -> Pairing:
    """Pair the activities of two plans; the surest likeness is used up first."""
    before, after = list(old), list(new)
    left, right = list(before), list(after)
    pairs: list[Pair] = []
    for key in _SURE:
        pairs += _take_equal(left, right, key)
    pairs += _take_alike(left, right)
    pairs += _taken(left, right, _in_place(before, after, pairs))
    return Pairing(tuple(sorted(pairs, key=_new_place)), tuple(left), tuple(right))


# What two activities share that are surely one: their own id, their words in their section, their words.
_SURE: tuple[Callable[[Activity], object], ...] = (
    lambda one: one.id if one.id != one.position else None,
    lambda one: (one.section, folded(one.what) or None),
    lambda one: folded(one.what) or None,
)


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
    """Take out the pairs whose words are much alike, the likest first; those are compared that share one."""
    texts = [folded(other.what).split() for other in right]
    vocabularies = list(map(set, texts))
    having: dict[str, list[int]] = {}
    for at, own in enumerate(vocabularies):
        for word in own:
            having.setdefault(word, []).append(at)
    scored: list[tuple[float, int, Activity, Activity]] = []
    for one in left:
        words = folded(one.what).split()
        own, places = set(words), [having.get(word, []) for word in set(words)]
        for at in {at for some in places if len(some) <= _MOST_COMMON for at in some}:
            shared = len(own & vocabularies[at]) + len(words) - len(own)  # at most
            if 2 * shared >= ALIKE * (len(words) + len(texts[at])):
                ratio = SequenceMatcher(None, words, texts[at], autojunk=False).ratio()
                scored.append((ratio, -at, one, right[at]))
    scored.sort(key=lambda row: row[:2], reverse=True)
    pairs: list[Pair] = []
    taken: set[int] = set()
    for score, _, one, other in scored:
        if score >= ALIKE and not taken & {id(one), id(other)}:
            pairs.append((one, other))
            taken |= {id(one), id(other)}
    return _taken(left, right, pairs)


def _in_place(old: Sequence[Activity], new: Sequence[Activity], known: Sequence[Pair]) -> list[Pair]:
    """The pairs of what is left that stand in the same place and have more in common than the place."""
    places: dict[object, list[Activity]] = {}
    for activity, place in _places(new, {id(other): id(other) for _, other in known}):
        places.setdefault(place, []).append(activity)
    pairs: list[Pair] = []
    for activity, place in _places(old, {id(one): id(other) for one, other in known}):
        there = places.get(place, [])
        near = [one for one in there if _is_reworded(activity, one)] if len(there) <= _MOST_IN_PLACE else []
        if near:
            pairs.append((activity, near[0]))
            there.remove(near[0])
    return pairs


def _places(rows: Iterable[Activity], names: Mapping[int, int]) -> Iterator[tuple[Activity, object]]:
    """The rows that have no name, each with its place: the names before and after it in its section."""
    for number, group in groupby(rows, key=attrgetter("section")):
        section = list(group)
        known = [names.get(id(row)) for row in section]
        before = accumulate(known, _latest)
        after = reversed(list(accumulate(reversed(known), _latest)))
        for row, own, *around in zip(section, known, before, after, strict=True):
            if own is None:
                yield row, tuple(around) if any(around) else number


def _latest(last: int | None, one: int | None) -> int | None:
    return last if one is None else one


def _is_reworded(one: Activity, other: Activity) -> bool:
    """Whether two rows in one place are one: by words of the same roots, and deadline or executors."""
    same = (folded(one.when) == folded(other.when)) + (folded(one.who) == folded(other.who))
    roots, others = (
        {word[:_STEM] for word in re.findall(r"\w+", folded(row.what)) if len(word) >= _STEM}
        for row in (one, other)
    )
    shared = len(roots & others)
    return (same == 2 and shared > 0) or (same == 1 and 2 * shared >= min(len(roots), len(others)) > 0)


def likeness(one: str, other: str) -> float:
    """The share of words that two texts have in common, in their order: 0 to 1."""
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
    starts: list[int] = []  # by the length of runs where the one begins that is easiest to prolong
    following: dict[int, int | None] = {}
    for at in range(len(numbers) - 1, -1, -1):
        length = bisect_left(starts, -numbers[at], key=lambda place: -numbers[place])
        following[at] = starts[length - 1] if length else None
        starts[length : length + 1] = [at]
    run: set[int] = set()
    place = starts[-1] if starts else None
    while place is not None:
        run.add(place)
        place = following[place]
    return run
