"""Two plans side by side: which rows and sections are the same, which moved, what differs around them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple

from luzplan.plan import Activity, Plan, Signature
from luzplan.reports.rows import Cells
from luzplan.russian import period_words
from luzplan.russian.spelling import folded

_ALIKE = 0.6  # the least share of common words at which two texts are one text that was reworded
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
    for key in _SURE:  # equal ones in their order; None is no key
        waiting: dict[object, list[Activity]] = {}
        for activity in right:
            waiting.setdefault(key(activity), []).append(activity)
        equal = [
            (one, waiting[key(one)].pop(0)) for one in left if key(one) is not None and waiting.get(key(one))
        ]
        pairs += _taken(left, right, equal)
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
            if 2 * shared >= _ALIKE * (len(words) + len(texts[at])):
                ratio = SequenceMatcher(None, words, texts[at], autojunk=False).ratio()
                scored.append((ratio, -at, one, right[at]))
    scored.sort(key=lambda row: row[:2], reverse=True)
    pairs: list[Pair] = []
    taken: set[int] = set()
    for score, _, one, other in scored:
        if score >= _ALIKE and not taken & {id(one), id(other)}:
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
    return one or last


def _is_reworded(one: Activity, other: Activity) -> bool:
    """Whether two rows in one place are one: by words of the same roots, and deadline or executors."""
    same = (folded(one.when) == folded(other.when)) + (folded(one.who) == folded(other.who))
    roots, others = (
        {word[:_STEM] for word in re.findall(r"\w+", folded(row.what)) if len(word) >= _STEM}
        for row in (one, other)
    )
    shared = len(roots & others)
    return (same == 2 and shared > 0) or (same == 1 and 2 * shared >= min(len(roots), len(others)) > 0)


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


APPROVAL = ("гриф согласования", "гриф утверждения")


def document_rows(old: Plan, new: Plan, sections: Mapping[int, int]) -> list[Cells]:
    """Compare the parts of the document outside the table, and its sections' titles and order.

    ``sections`` are the numbers of sections of the new plan by those in the old one.
    """
    there = [sections[section.number] for section in old.sections if section.number in sections]
    titles = {sections[one.number]: one.title for one in old.sections if one.number in sections}
    was = ", ".join(f"«{titles[number]}»" for number in there)
    now = ", ".join(f"«{new.sections[number - 1].title}»" for number in sorted(there))
    order = [("порядок разделов", was, now)] if there != sorted(there) else []
    changes = [
        *((name, before, after) for (name, before), (_, after) in zip(_parts(old), _parts(new), strict=True)),
        *order,
        *(
            (name, *change)
            for (name, before), (_, after) in zip(_lists(old), _lists(new), strict=True)
            for change in _list_changes(before, after)
        ),
    ]
    told = ((name, " ".join(before.split()), " ".join(after.split())) for name, before, after in changes)
    return [
        {"change": "document", "what": name, "before": before, "after": after}
        for name, before, after in told
        if before != after
    ]


def renamed(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """What the names of a list have become where others stand in their places."""
    return {before: after for before, after in _list_changes(old, new) if before and after}


def _list_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What came, what went, and what stands in the place of another; the mere order is no change."""
    stayed = set(before) & set(after)
    left = [text if text in stayed else f"\0{at}" for at, text in enumerate(before)]
    right = [text if text in stayed else f"\1{at}" for at, text in enumerate(after)]
    gone, come = [], []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        old = [text for text in before[i1:i2] if text not in stayed]
        new = [text for text in after[j1:j2] if text not in stayed]
        if tag == "replace" and len(old) == len(new):
            yield from zip(old, new, strict=True)
        elif tag != "equal":
            gone += old
            come += new
    yield from ((text, "") for text in gone)
    yield from (("", text) for text in come)


def _parts(plan: Plan) -> tuple[tuple[str, str], ...]:
    """What a plan has one of, by its name."""
    return (
        ("заголовок", plan.title),
        ("учебный год", str(plan.year)),
        ("округ", _joined(*plan.district)),
        *_of_signature(APPROVAL[0], plan.agreed, "протокол"),
        *_of_signature(APPROVAL[1], plan.approved, "приказ"),
        ("автор", _joined(*plan.author)),
    )


def _of_signature(name: str, signature: Signature, document: str) -> Iterator[tuple[str, str]]:
    for word, text in zip(("слово", "кем", "фамилия", document, "дата"), signature, strict=True):
        yield f"{name}: {word}", text


def _lists(plan: Plan) -> tuple[tuple[str, list[str]], ...]:
    """What a plan has several of, by the name of one."""
    headings, calendar = plan.headings, plan.calendar
    lists = headings.schools, headings.goals, headings.functions
    around = (text for section in plan.sections for text in section.preface)
    holidays = (f"{name}: {period_words(*span)}" for name, span in calendar.holidays.items())
    schools = (_joined(one.name, one.level or "", "базовая" * one.base, *one.aliases) for one in plan.schools)
    roles = (
        _joined(
            one.name, *one.aliases,
            f"входит в: {one.parent}" if one.parent else "", f"появляется: {one.since}" if one.since else "",
        ) for one in plan.roles
    )  # fmt: skip
    return (
        ("цель", list(plan.goals)),
        ("функция", list(plan.functions)),
        ("школа", list(schools)),
        ("роль", list(roles)),
        ("сокращение", [f"{short} — {meaning}" for short, meaning in plan.abbreviations]),
        ("четверть", [period_words(*span) for span in calendar.quarters]),
        ("полугодие", [period_words(*span) for span in calendar.halves]),
        ("каникулы", list(holidays)),
        ("столбец", list(plan.columns)),
        ("раздел", [section.title for section in plan.sections]),
        ("надпись", [*lists, *headings.columns, headings.author]),
        ("текст", [*plan.preface, *around, *plan.afterword]),
    )


def _joined(*texts: str) -> str:
    return ", ".join(text for text in texts if text)
