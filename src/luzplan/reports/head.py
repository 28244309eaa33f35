"""What a plan says beside what is shown of it, under the keys of its file, to be carried along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from luzplan.plan import Plan, Section, Signature
from luzplan.russian import MONTHS_OF, period_words
from luzplan.school_year import FIRST_MONTH, Calendar

Head = Mapping[str, object]
# What the paper does not say, or not in full: where lines of the title end, what else schools are called.
_BEYOND_PAPER = (
    "title", "year", "district", "schools", "roles", "abbreviations", "calendar", "activities", "columns",
)  # fmt: skip


def head_of(plan: Plan, sections: Sequence[object] = ()) -> dict[str, object]:
    """All that a plan says around its sections, with what it does not say as empty texts and lists."""
    return {
        "title": plan.title,
        "year": str(plan.year),
        "district": {"name": plan.district.name, "short": plan.district.short},
        "approval": {
            "agreed": _signature(plan.agreed, "protocol"),
            "approved": _signature(plan.approved, "order"),
        },
        "schools": [
            {"name": one.name, "base": one.base, "level": one.level, "aliases": one.aliases}
            for one in plan.schools
        ],
        "goals": plan.goals,
        "functions": plan.functions,
        "roles": [
            {"name": one.name, "aliases": one.aliases, "parent": one.parent, "since": one.since}
            for one in plan.roles
        ],
        "sections": sections,
        "author": {"position": plan.author.position, "name": plan.author.name},
        **_present({"preface": plan.preface, "afterword": plan.afterword}),
        **_present({"abbreviations": dict(plan.abbreviations), "columns": plan.columns}),
    }


def _present(texts: Mapping[str, object]) -> dict[str, object]:
    """Leave out what the plan does not have: few plans have any of these."""
    return {key: text for key, text in texts.items() if text}


def _signature(signature: Signature, document: str) -> Mapping[str, str]:
    """An approval block under the keys of the plan file."""
    return {
        "heading": signature.heading,
        "by": signature.by,
        "name": signature.name,
        document: signature.document,
        "date": signature.date,
    }


def beyond_rows(plan: Plan) -> Head:
    """What a table of the rows does not say, without what is empty: words of the paper and ids among them."""
    head: dict[str, object] = {
        **head_of(plan),
        "headings": plan.headings._asdict(),
        "calendar": _calendar(plan.calendar),
        "sections": {str(one.number): _section(one) for one in plan.sections if one.preface},
        "activities": {
            one.position: {"what": one.what, "id": one.text_under("id"), "after": one.after}
            for one in plan.activities()
            if one.after or one.text_under("id")
        },
    }
    return {key: value for key, told in head.items() if (value := _filled(told))}


def beyond_paper(plan: Plan) -> Head:
    """What the paper does not say, without what is empty; that its headings are not the plan's own."""
    head = {key: value for key, value in beyond_rows(plan).items() if key in _BEYOND_PAPER}
    words = plan.headings._asdict() | {"columns": (), "author": plan.headings.author.rstrip(":")}
    own = {key: text for key, text in words.items() if text}
    if not plan.headings.columns:
        head["headings"] = {**own, "columns": ""} if own else ""
    elif own:
        head["headings"] = own
    if all(one.activities for one in plan.sections):
        return head
    # Without rows a section's title looks like any other text.
    sections = {str(one.number): {**_section(one), "rows": str(len(one.activities))} for one in plan.sections}
    return {**head, "sections": sections, "preface": plan.preface, "afterword": plan.afterword}


def _section(section: Section) -> dict[str, object]:
    preface = {str(at): text for at, text in enumerate(section.preface, 1)}
    return {"title": section.title, "preface": preface}


def _calendar(calendar: Calendar) -> dict[str, object]:
    year = calendar.year
    usual = year.first_month == FIRST_MONTH or year.is_calendar_year
    return {
        "start": "" if usual else f"1 {MONTHS_OF[year.first_month - 1]}",
        "quarters": [period_words(*span) for span in calendar.quarters],
        "halves": [period_words(*span) for span in calendar.halves],
        "holidays": {name: period_words(*span) for name, span in calendar.holidays.items()},
    }


def _filled(value: object) -> object:
    """The value without what is empty in it, its flags as a plan file has them."""
    match value:
        case bool():
            return "true" if value else ""
        case dict():
            return {key: one for key, told in value.items() if (one := _filled(told))}
        case list() | tuple():
            return [one for told in value if (one := _filled(told))]
        case _:
            return str(value or "")
