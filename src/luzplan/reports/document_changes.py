"""What changed in a plan outside its table: approval, lists, roles, calendar, texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luzplan.executor import Role, School
from luzplan.model import Plan
from luzplan.reports.report import Row
from luzplan.russian import period_words


def document_rows(old: Plan, new: Plan) -> list[Row]:
    """Compare the parts of the document outside the table, and the titles of its sections."""
    changes = [
        *((name, before, after) for (name, before), (_, after) in zip(_parts(old), _parts(new), strict=True)),
        *(
            change
            for (name, before), (_, after) in zip(_lists(old), _lists(new), strict=True)
            for change in _came_and_went(name, before, after)
        ),
    ]
    return [
        {"change": "document", "what": name, "before": _flat(before), "after": _flat(after)}
        for name, before, after in changes
        if before.split() != after.split()
    ]


def _came_and_went(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    yield from ((name, text, "") for text in before if text not in after)
    yield from ((name, "", text) for text in after if text not in before)


def _parts(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Give what a plan has one of, by its name."""
    return (
        ("заголовок", plan.title),
        ("учебный год", str(plan.year)),
        ("округ", _joined(*plan.district)),
        ("гриф согласования", _joined(*plan.agreed)),
        ("гриф утверждения", _joined(*plan.approved)),
        ("автор", _joined(*plan.author)),
    )


def _lists(plan: Plan) -> tuple[tuple[str, list[str]], ...]:
    """Give what a plan has several of, by the name of one."""
    headings, calendar = plan.headings, plan.calendar
    around = (text for section in plan.sections for text in section.preface)
    holidays = (f"{name}: {period_words(*span)}" for name, span in calendar.holidays.items())
    return (
        ("цель", list(plan.goals)),
        ("функция", list(plan.functions)),
        ("школа", [_school_words(school) for school in plan.schools]),
        ("роль", [_role_words(role) for role in plan.roles]),
        ("сокращение", [f"{short} – {meaning}" for short, meaning in plan.abbreviations]),
        ("четверть", [period_words(*span) for span in calendar.quarters]),
        ("полугодие", [period_words(*span) for span in calendar.halves]),
        ("каникулы", list(holidays)),
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
