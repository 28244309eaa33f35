"""The sample layouts, and what a plan says without how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from luzplan.edit import Refused, spliced
from luzplan.edit.intents import Intent
from luzplan.plan import Activity, Plan
from luzplan.plan.build import Built
from tests.building import build
from tests.conftest import DATA

LAYOUTS = sorted((DATA / "edit" / "layouts").glob("*.yaml"))
FIELDS = ("what", "when", "who", "where", "done", "note")
NEW = {"what": "Экскурсия: «Наш край»", "when": "апрель", "who": "Учителя, психолог"}
LONG = (
    "Подготовка и распространение информации для учащихся и родителей: профили обучения, кадры, сроки и места"
)
Row = dict[str, str]


def crlf(text: str) -> str:
    """The text with the line ends of Windows, the last of them missing."""
    return text.rstrip("\n").replace("\n", "\r\n")


VARIANTS: dict[str, Callable[[str], str]] = {"lf": str, "crlf": crlf}


def read(path: Path, variant: str = "lf") -> str:
    return VARIANTS[variant](path.read_bytes().decode("utf-8"))


class Sample:
    """A text with the plan in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sample) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    @cached_property
    def built(self) -> Built:
        return build(self.text)

    @property
    def plan(self) -> Plan:
        plan = self.built.plan
        assert plan is not None
        return plan

    @property
    def activities(self) -> list[Activity]:
        return list(self.plan.activities())

    def activity(self, position: str) -> Activity:
        return next(one for one in self.activities if one.position == position)

    def lines(self, activity: Activity) -> str:
        """The lines of an activity and the one above."""
        start = self.text.rfind("\n", 0, self.text.rfind("\n", 0, activity.start)) + 1
        return self.text[start : self.text.find("\n", activity.end)]

    def after(self, intent: Intent) -> Sample:
        """The sample with an intent carried out, which must not be refused."""
        result = spliced(self.built, intent)
        assert not isinstance(result, Refused), (result, intent)
        return Sample(result.text)

    @property
    def rows(self) -> list[list[Row]]:
        """What the sections' activities say."""
        return [[row_of(one) for one in section.activities] for section in self.plan.sections]

    @property
    def rest(self) -> object:
        """What the plan says besides."""
        sections = tuple(one._replace(activities=(), start=0, end=0) for one in self.plan.sections)
        plan = self.plan
        return {name: sections if name == "sections" else value for name, value in plan._asdict().items()}


def row_of(activity: Activity) -> Row:
    """The fields that say something; how many line ends a text ends with says nothing."""
    row = {name: str(getattr(activity, name)).rstrip("\n") for name in FIELDS}
    named = {} if activity.id == activity.position else {"id": str(activity.id)}
    return {name: value for name, value in row.items() if value} | named


def comments(text: str) -> list[str]:
    bare = re.sub(r"\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'", "", text)  # texts on one line
    return sorted(re.findall(r"(?<!\S)#[^\r\n]*?(?=[ \t\r]*$)", bare, re.MULTILINE))
