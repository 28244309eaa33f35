"""Two plans side by side: which rows are the same activity, and what differs outside of the rows."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from luzplan.executor import Role, School
from luzplan.plan import Activity, Plan, Signature
from luzplan.reports.rows import Cells
from luzplan.russian import period_words
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


Change = tuple[str, str, str]
APPROVAL = ("гриф согласования", "гриф утверждения")


def document_rows(old: Plan, new: Plan, sections: Mapping[int, int]) -> list[Cells]:
    """Compare the parts of the document outside the table, and its sections' titles and order.

    ``sections`` are the numbers of sections of the new plan by those in the old one.
    """
    changes = [
        *((name, before, after) for (name, before), (_, after) in zip(_parts(old), _parts(new), strict=True)),
        *_sections_moved(old, new, sections),
        *(
            change
            for (name, before), (_, after) in zip(_lists(old), _lists(new), strict=True)
            for change in _list_changes(name, before, after)
        ),
    ]
    return [
        {"change": "document", "what": name, "before": _flat(before), "after": _flat(after)}
        for name, before, after in changes
        if before.split() != after.split()
    ]


def _sections_moved(old: Plan, new: Plan, sections: Mapping[int, int]) -> Iterator[Change]:
    """The order of the sections that both plans have, before and after, if it changed."""
    there = [sections[section.number] for section in old.sections if section.number in sections]
    if there != sorted(there):
        titles = {sections[one.number]: one.title for one in old.sections if one.number in sections}
        before = ", ".join(f"«{titles[number]}»" for number in there)
        after = ", ".join(f"«{new.sections[number - 1].title}»" for number in sorted(there))
        yield "порядок разделов", before, after


def _list_changes(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """What came, what went, and what stands in the place of another; the mere order is no change."""
    stayed = set(before) & set(after)
    left = [text if text in stayed else f"\0{at}" for at, text in enumerate(before)]
    right = [text if text in stayed else f"\1{at}" for at, text in enumerate(after)]
    gone, come = [], []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        old = [text for text in before[i1:i2] if text not in stayed]
        new = [text for text in after[j1:j2] if text not in stayed]
        if tag == "replace" and len(old) == len(new):
            yield from ((name, *pair) for pair in zip(old, new, strict=True))
        elif tag != "equal":
            gone += old
            come += new
    yield from ((name, text, "") for text in gone)
    yield from ((name, "", text) for text in come)


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
    around = (text for section in plan.sections for text in section.preface)
    holidays = (f"{name}: {period_words(*span)}" for name, span in calendar.holidays.items())
    return (
        ("цель", list(plan.goals)),
        ("функция", list(plan.functions)),
        ("школа", [_school_words(school) for school in plan.schools]),
        ("роль", [_role_words(role) for role in plan.roles]),
        ("сокращение", [f"{short} — {meaning}" for short, meaning in plan.abbreviations]),
        ("четверть", [period_words(*span) for span in calendar.quarters]),
        ("полугодие", [period_words(*span) for span in calendar.halves]),
        ("каникулы", list(holidays)),
        ("столбец", list(plan.columns)),
        ("раздел", [section.title for section in plan.sections]),
        (
            "надпись",
            [headings.schools, headings.goals, headings.functions, *headings.columns, headings.author],
        ),
        ("текст", [*plan.preface, *around, *plan.afterword]),
    )


def _school_words(school: School) -> str:
    base = "базовая" if school.base else ""
    return _joined(school.name, school.level or "", base, *school.aliases)


def _role_words(role: Role) -> str:
    parent, since = (
        f"{word} {text}" if text else ""
        for word, text in (("входит в:", role.parent), ("появляется:", role.since))
    )
    return _joined(role.name, *role.aliases, parent, since)


def _joined(*texts: str) -> str:
    return ", ".join(text for text in texts if text)


def _flat(text: str) -> str:
    return " ".join(text.split())
