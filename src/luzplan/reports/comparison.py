"""Two plans side by side: what differs outside of the rows."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from luzplan.executor import Role, School
from luzplan.plan import Plan, Signature
from luzplan.reports.rows import Cells
from luzplan.russian import period_words

Difference = tuple[str, str, str]
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


def _sections_moved(old: Plan, new: Plan, sections: Mapping[int, int]) -> Iterator[Difference]:
    """The order of the sections that both plans have, before and after, if it changed."""
    there = [sections[section.number] for section in old.sections if section.number in sections]
    if there != sorted(there):
        titles = {sections[one.number]: one.title for one in old.sections if one.number in sections}
        before = ", ".join(f"«{titles[number]}»" for number in there)
        after = ", ".join(f"«{new.sections[number - 1].title}»" for number in sorted(there))
        yield "порядок разделов", before, after


def renamed(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """What the names of a list have become where others stand in their places."""
    return {before: after for _, before, after in _list_changes("", old, new) if before and after}


def _list_changes(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
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
    lists = headings.schools, headings.goals, headings.functions
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
        ("надпись", [*lists, *headings.columns, headings.author]),
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
