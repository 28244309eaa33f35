"""The whole plan as one record, for programs."""

from __future__ import annotations

from collections.abc import Mapping

from luzplan.model import Plan, Section, Signature
from luzplan.reports.rows import activity_row
from luzplan.select.filters import Filters, choices


def plan_record(plan: Plan, filters: Filters) -> Mapping[str, object]:
    """Give all that the plan says, with the rows that pass the filters under their sections."""
    rows: dict[int, list[object]] = {section.number: [] for section in plan.sections}
    for choice in choices(plan, filters):
        rows[choice.activity.section].append(activity_row(plan, choice))
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
        "sections": [_section(section, rows[section.number]) for section in plan.sections],
        "author": {"position": plan.author.position, "name": plan.author.name},
        **_present({"preface": plan.preface, "afterword": plan.afterword}),
        **_present({"abbreviations": dict(plan.abbreviations)}),
    }


def _present(texts: Mapping[str, object]) -> dict[str, object]:
    """Leave out what the plan does not have: few plans have any of these."""
    return {key: text for key, text in texts.items() if text}


def _signature(signature: Signature, document: str) -> Mapping[str, str]:
    """Give an approval block under the keys of the plan file."""
    return {
        "heading": signature.heading,
        "by": signature.by,
        "name": signature.name,
        document: signature.document,
        "date": signature.date,
    }


def _section(section: Section, rows: list[object]) -> Mapping[str, object]:
    preface = _present({"preface": section.preface})
    return {"number": section.number, "title": section.title, **preface, "activities": rows}


def joined_records(records: Mapping[str, Mapping[str, object]]) -> Mapping[str, object]:
    """Put the records of several plans together; each says, as the rows of an answer do, which plan it is."""
    return {"plans": [{"plan": name, **record} for name, record in records.items()]}
