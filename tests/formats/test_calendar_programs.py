"""Other programs read our calendars: each row takes place on the same days in them as in the plan."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from icalendar import Calendar

from luzplan.formats import Page, writer
from luzplan.plan import Activity, Plan
from luzplan.reports.whole_plan import dated_report
from luzplan.selection import Filters
from tests.building import faultless

pytestmark = pytest.mark.slow

KINDS = (
    "октябрь, апрель", "до 10 октября, до 10 мая", "до 25 числа каждого месяца", "каждый понедельник",
    "вторник, четверг", "1 и 3 пятница месяца", "последняя пятница месяца", "5 и 20 числа каждого месяца",
    "31 числа каждого месяца", "до 30 числа каждого месяца", "последний день месяца", "ежемесячно",
    "Ноябрь - январь", "15 декабря", "29 февраля", "раз в 2 недели по средам с 7 сентября",
    "август – сентябрь", "по средам в октябре", "первая неделя каждого месяца", "с понедельника по четверг",
)  # fmt: skip
HOLIDAYS = "{осенние каникулы: 31 октября - 6 ноября, зимние каникулы: 30 декабря - 10 января}"
Days = dict[str, set[tuple[date, date]]]  # by the text of the row


def plan_of(number: int) -> Plan:
    """Rows of all kinds in turn, every third with a mark."""
    calendar = f"calendar: {{holidays: {HOLIDAYS}}}\n"
    head = f"title: П\nyear: 2011-2012\n{calendar}sections:\n- title: Р\n  activities:\n"
    rows = ""
    for at in range(number):
        done = "" if at % 3 else ", done: [2011-10-24]"
        rows += f"  - {{what: Строка {at}, when: '{KINDS[at % len(KINDS)]}'{done}}}\n"
    return faultless(head + rows)


def calendar_of(plan: Plan) -> bytes:
    written = writer("ics")(dated_report(plan, Filters(date(2011, 12, 1))), Page())
    assert isinstance(written, bytes)
    return written


def expected(plan: Plan) -> Days:
    return {activity.what: days_of(activity) for activity in plan.activities()}


def days_of(activity: Activity) -> set[tuple[date, date]]:
    """The days on which a calendar should show it: what is to be ready by a day, on that."""
    found = set()
    for span in activity.deadline.spans:
        assert span.end
        by_its_end = span.start is None or "BYMONTHDAY" in activity.deadline.rrule
        found.add((span.end if by_its_end or not span.start else span.start, span.end))
    return found


def test_vobject_reads_the_same_days() -> None:
    plan = plan_of(3 * len(KINDS))
    found: Days = defaultdict(set)
    for event in vobject.readOne(calendar_of(plan).decode()).vevent_list:
        length = event.dtend.value - event.dtstart.value - timedelta(days=1)
        starts = [day.date() for day in event.rruleset] if event.rruleset else [event.dtstart.value]
        found[event.summary.value] |= {(day, day + length) for day in starts}
    assert found == expected(plan)


@pytest.mark.parametrize("rows", [len(KINDS), pytest.param(200, marks=pytest.mark.long)])
def test_khal_lists_the_same_days(rows: int, tmp_path: Path) -> None:
    plan = plan_of(rows)
    (tmp_path / "plan.ics").write_bytes(calendar_of(plan))
    (tmp_path / "khal.conf").write_text(khal_settings(tmp_path), encoding="utf-8")
    (tmp_path / "calendar").mkdir()
    khal(tmp_path, "import", "--batch", "-a", "plan", str(tmp_path / "plan.ics"))
    form = "{title}|{start-date}|{end-date}"
    listed = khal(tmp_path, "list", "--day-format", "", "--format", form, "2011-08-01", "400d")
    found: Days = defaultdict(set)
    for line in listed.splitlines():
        title, start, end = line.split("|")
        found[title.partition(" :: ")[0]].add((date.fromisoformat(start), date.fromisoformat(end)))
    assert found == expected(plan)


def khal_settings(folder: Path) -> str:
    formats = ("timeformat = %H:%M", *(f"{name}dateformat = %Y-%m-%d" for name in ("", "long")))
    times = (f"{name}datetimeformat = %Y-%m-%d %H:%M" for name in ("", "long"))
    calendar = f"[calendars]\n[[plan]]\npath = {folder / 'calendar'}\n[sqlite]\npath = {folder / 'db'}\n"
    return calendar + "\n".join(("[locale]", *formats, *times, "[default]", "default_calendar = plan", ""))


def khal(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "khal", "-c", str(folder / "khal.conf"), *words]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def test_every_rule_fits_the_templates_of_outlook() -> None:
    events = Calendar.from_ical(calendar_of(plan_of(len(KINDS)))).walk("VEVENT")
    rules: list[Any] = [event["rrule"] for event in events if "rrule" in event]
    assert rules
    for rule in rules:
        assert all(len(values) == 1 for name, values in rule.items() if name != "BYDAY")
        assert rule["FREQ"] == ["WEEKLY"] or len(rule.get("BYDAY", [])) <= 1
        assert all(str(day).isalpha() for day in rule.get("BYDAY", []))
        assert 1 <= rule.get("BYMONTHDAY", [1])[0] <= 28
