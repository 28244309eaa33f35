"""Another year's plan written from this year's: years and dates moved, marks cleared, comments kept."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.edit import Refused, spliced
from luzplan.edit.intents import Assign, Assignment
from luzplan.edit.layout import Layout
from luzplan.edit.lines import column, insert_lines, line_start, value_of
from luzplan.plan import Activity
from luzplan.plan.build import Built, build_plan
from luzplan.russian import MONTHS_OF, WEEKDAYS, date_words, quote
from luzplan.school_year import SchoolYear
from luzplan.text import Source, Splice, Text, apply_splices
from luzplan.text.scalar import Place, write_scalar
from luzplan.text.yaml import Mapping

# «2011-2012», «2012-13», «15.12.2011», «2011 г.»; digits of longer numbers are no year.
_YEAR = re.compile(r"(?<![\d\w])(?:19|20)\d\d(?![\d\w])")
_SHORT_SECOND = re.compile(r"(?<![\d\w])((?:19|20)\d\d)[-–/](\d\d)(?![\d.\w])")
_SHORT_DATE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.(\d\d)(?![\d\w])")
_LEAP_DAY = re.compile(r"(?<!\d)(29)(?=\s*\.\s*0?2(?!\d)|\s+февраля)", re.IGNORECASE)

_BEFORE, _AFTER = 1, 3  # how many years around the plan's own belong to it; others are history


@dataclass(frozen=True, slots=True)
class Shift:
    """From one school year to another."""

    old: SchoolYear
    new: SchoolYear

    @property
    def years(self) -> int:
        """By how many years dates move."""
        return self.new.first_year - self.old.first_year

    def concerns(self, year: int) -> bool:
        """Whether a year in a text is near enough to the plan's to move with it."""
        return self.old.first_year - _BEFORE <= year <= self.old.first_year + _AFTER


BLANK = "_____"
_FILLED = (
    (re.compile(r"№\s*[^\s_«]*[^\s_«,]"), f"№ {BLANK}"),
    (re.compile(r"«\s*[^»_]*\s*»"), f"« {BLANK} »"),
    (re.compile(rf"\b(?:{'|'.join(MONTHS_OF)})\b", re.IGNORECASE), BLANK),
    (re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{2,4}\b"), BLANK),
    (re.compile(rf"(?<![«№\d.])\b\d{{1,2}}(?=\s+{BLANK})"), BLANK),
)


def emptied(line: str) -> str:
    """The line as it was before somebody filled it in: number, day and month are blanks."""
    for pattern, blank in _FILLED:
        line = pattern.sub(blank, line)
    return line


_SATURDAY = 5


def remarks(old: Activity, new: Activity, shift: Shift, *, tracked: bool) -> Iterator[str]:
    """Say what does not carry over by itself; ``tracked`` plans mark what is done."""
    if tracked and not old.done_on and old.deadline.kind is not DeadlineKind.ONGOING:
        yield f"не отмечено выполненным в {shift.old}"
    if "29" in old.when and "29" not in new.when:
        yield f"в {shift.new.year_of(2)} году нет 29 февраля: срок стал {quote(new.when)}"
    if new.deadline.kind is DeadlineKind.UNKNOWN and old.deadline.kind is not DeadlineKind.UNKNOWN:
        yield f"срок {quote(new.when)} в новом году не понят"
    for written in new.deadline.weekdays:
        if (day := written.day) and day.weekday() != written.weekday:
            yield f"{date_words(day)} — {WEEKDAYS[day.weekday()]}, а не {WEEKDAYS[written.weekday]}"
    for day in () if _weekend_days(old.deadline) else _weekend_days(new.deadline):
        yield f"{date_words(day)} — {WEEKDAYS[day.weekday()]}"


def _weekend_days(deadline: Deadline) -> list[date]:
    """The single days of a deadline that fall on a weekend."""
    days = (span.end for span in deadline.spans if span.start in (None, span.end))
    return [day for day in days if day and day.weekday() >= _SATURDAY]


_SIGNED = (("agreed", ("protocol", "date")), ("approved", ("order", "date")))


@dataclass(frozen=True, slots=True)
class NextPlan:
    """The new plan's file, what was cleared and moved, and what people should look at, by activity."""

    source: Source
    year: SchoolYear
    cleared: int
    moved: int
    remarks: tuple[tuple[Activity, str], ...]


def next_plan(built: Built, year: SchoolYear | None = None) -> NextPlan | Refused:
    """Carry a plan over into a school year, the next one if none is given; there must be a plan."""
    assert built.plan is not None
    this_year = built.plan.year
    shift = Shift(this_year, year or this_year._replace(first_year=this_year.first_year + 1))
    done = [one for one in built.plan.activities() if one.done]
    cleared = spliced(built, Assign([Assignment(one, {"done": "", "note": ""}) for one in done]))
    if isinstance(cleared, Refused):
        return cleared
    blank = _rebuilt(cleared.after, _approval_splices(cleared.after))
    splices = _date_splices(blank, shift)
    moved = _rebuilt(blank, splices)
    assert moved.plan is not None
    tracked = any(one.done for one in built.plan.activities())
    found = tuple(
        (after, remark)
        for before, after in zip(built.plan.activities(), moved.plan.activities(), strict=True)
        for remark in remarks(before, after, shift, tracked=tracked)
    )
    return NextPlan(_remarked(moved, found), shift.new, len(done), len(splices), found)


def _rebuilt(built: Built, splices: list[Splice]) -> Built:
    return build_plan(built.source._replace(text=apply_splices(built.source.text, splices)))


def _approval_splices(built: Built) -> list[Splice]:
    """Empty the blanks of both approval blocks; a line without any stays as it is."""
    assert isinstance(built.root, Mapping)  # else there is no plan
    approval = value_of(built.root, "approval")
    blocks = [(value_of(approval, name), keys) for name, keys in _SIGNED if isinstance(approval, Mapping)]
    texts = [value_of(block, key) for block, keys in blocks if isinstance(block, Mapping) for key in keys]
    filled, raw = (one for one in texts if isinstance(one, Text) and emptied(one) != one), built.source.text
    return [
        Splice(one.start, one.end, write_scalar(emptied(one), Place(column(raw, one.start), flow=True)))
        for one in filled
    ]


def _date_splices(built: Built, shift: Shift) -> list[Splice]:
    """Move years everywhere, also in comments; short years and leap days only in deadlines."""
    text, by = built.source.text, shift.years
    years = (found for found in _YEAR.finditer(text) if shift.concerns(int(found[0])))
    splices = [Splice(*found.span(), str(int(found[0]) + by)) for found in years]
    for found in _SHORT_SECOND.finditer(text):
        if shift.concerns(int(found[1])) and int(found[2]) == (int(found[1]) + 1) % 100:
            splices.append(Splice(*found.span(2), f"{(int(found[2]) + by) % 100:02}"))
    assert built.plan is not None
    has_leap_day = isleap(shift.new.year_of(2))
    for activity in built.plan.activities():
        raw, start = text[activity.when.start : activity.when.end], activity.when.start
        dates = (one for one in _SHORT_DATE.finditer(raw) if shift.concerns(2000 + int(one[1])))
        own = [(one.span(1), f"{(int(one[1]) + by) % 100:02}") for one in dates]
        own += [(one.span(1), "28") for one in _LEAP_DAY.finditer(raw) if not has_leap_day]
        splices += [Splice(at + start, end + start, words) for (at, end), words in own]
    return splices


def _remarked(built: Built, found: tuple[tuple[Activity, str], ...]) -> Source:
    """Write the remarks as comments above their activities, where these stand on lines of their own."""
    assert built.root is not None
    layout, text = Layout(built.source, built.root, is_guess=built.is_guess), built.source.text
    splices = []
    for activity, remark in found:
        rows, at = layout.place(activity)
        if rows.in_block:
            indent = " " * rows.dash
            line = f"{indent}# проверьте: {remark}{layout.newline}"
            splices.append(insert_lines(text, line_start(text, rows.activity(at).start), line))
    return built.source._replace(text=apply_splices(text, splices))
