"""Calendars, read back by the library."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from luzplan.formats import Page, writer
from luzplan.plan import Plan
from luzplan.reports.due import due_report
from luzplan.reports.whole_plan import dated_report
from luzplan.school_year import month_span
from luzplan.selection import Filters
from tests.building import plan_in, plan_of

TODAY = date(2012, 2, 1)


def written(plan: Plan, *, with_ongoing: bool = False) -> bytes:
    data = writer("ics")(dated_report(plan, Filters(TODAY, with_ongoing=with_ongoing)), Page())
    assert isinstance(data, bytes)
    return data


def events(plan: Plan, *, with_ongoing: bool = False) -> list[Any]:
    """The events; the library knows their parts by name only."""
    return list(Calendar.from_ical(written(plan, with_ongoing=with_ongoing)).walk("VEVENT"))


def days(event: Any) -> tuple[date, date]:
    """The first and the last day."""
    return event["dtstart"].dt, event["dtend"].dt - timedelta(days=1)


def uids(plan: Plan) -> dict[str, str]:
    return {str(event["summary"]): str(event["uid"]) for event in events(plan)}


def test_a_span_is_an_all_day_event() -> None:
    plan = plan_of(
        "  - {what: Совет, when: Ноябрь - январь, who: 'Директор, психолог', where: актовый зал}\n"
    )
    (event,) = events(plan)
    assert days(event) == (date(2011, 11, 1), date(2012, 1, 31))
    assert str(event["summary"]) == "Совет"
    assert str(event["location"]) == "актовый зал"
    assert [str(one) for one in event["categories"].cats] == ["Раздел", "Директор", "Психолог"]
    assert "Срок: Ноябрь - январь" in str(event["description"])
    assert event["transp"] == "TRANSPARENT"


def test_every_span_has_an_event_of_its_own() -> None:
    found = events(plan_of("  - {what: а, when: 'октябрь, январь'}\n"))
    assert [days(event)[0] for event in found] == [date(2011, 10, 1), date(2012, 1, 1)]
    assert len({str(event["uid"]) for event in found}) == 2


def test_an_open_start_is_an_event_on_the_last_day() -> None:
    (event,) = events(plan_of("  - {what: а, when: до 15 мая}\n"))
    assert days(event) == (date(2012, 5, 15), date(2012, 5, 15))


def test_what_recurs_by_a_rule_is_one_event() -> None:
    (event,) = events(plan_of("  - {what: а, when: каждый понедельник}\n"))
    assert days(event) == (date(2011, 9, 5), date(2011, 9, 5))
    assert event["rrule"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO"], "UNTIL": [date(2012, 8, 27)]}


def test_the_rule_of_a_monthly_deadline_names_its_last_day() -> None:
    (event,) = events(plan_of("  - {what: а, when: до 25 числа каждого месяца}\n"))
    assert days(event) == (date(2011, 9, 25), date(2011, 9, 25))
    assert event["rrule"]["BYMONTHDAY"] == [25]


def test_what_no_rule_says_exactly_stays_single_events() -> None:
    found = events(plan_of("  - {what: а, when: ежемесячно}\n"))
    assert len(found) == 12
    assert not any("rrule" in event for event in found)


def test_what_is_always_on_comes_only_when_it_is_asked_for() -> None:
    plan = plan_of("  - {what: а, when: постоянно}\n  - {what: б, when: еженедельно}\n  - {what: в}\n")
    assert events(plan) == []
    found = events(plan, with_ongoing=True)
    assert [days(event) for event in found] == [(date(2011, 9, 1), date(2012, 8, 31))] * 2
    assert not any(event.walk("VALARM") for event in found)


def test_the_notes_say_what_is_left_out() -> None:
    plan = plan_of("  - {what: а, when: постоянно}\n  - {what: б}\n  - {what: в, when: май}\n")
    notes = " ".join(dated_report(plan, Filters(TODAY)).notes)
    assert "1 мероприятие (1.1)" in notes
    assert "1 мероприятие (1.2)" in notes
    assert "1.3" not in notes


@pytest.mark.parametrize("when", ["15 декабря", "до 15 декабря", "15 декабря - 20 января"])
def test_a_reminder_comes_three_days_before_the_first_day(when: str) -> None:
    (event,) = events(plan_of(f"  - {{what: а, when: {when}}}\n"))
    (alarm,) = event.walk("VALARM")
    assert not alarm["trigger"].params  # from the beginning, which is all that Outlook knows
    assert datetime(2011, 12, 15) + alarm["trigger"].dt == datetime(2011, 12, 12, 9)


ROWS = {
    "1 и 3 пятница месяца": ["FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=3"],
    "5 и 20 числа каждого месяца": ["FREQ=MONTHLY;BYMONTHDAY=5", "FREQ=MONTHLY;BYMONTHDAY=20"],
    "до 25 числа каждого месяца": ["FREQ=MONTHLY;BYMONTHDAY=25"],
    "вторник, четверг": ["FREQ=WEEKLY;BYDAY=TU,TH"],
}
SINGLE = {
    "последний день месяца": ((9, 30), (10, 31), (2, 29)),
    "31 числа каждого месяца": ((10, 31), (12, 31), (8, 31)),
    "до 30 числа каждого месяца": ((9, 30), (10, 30), (2, 29)),
    "последняя пятница месяца": ((9, 30), (10, 28), (2, 24)),
}


@pytest.mark.parametrize(("when", "rules"), ROWS.items())
def test_an_event_has_one_simple_rule(when: str, rules: list[str]) -> None:
    found = events(plan_of(f"  - {{what: а, when: '{when}'}}\n"))
    told = [dict(part.split("=") for part in rule.split(";")) for rule in rules]
    written = [
        dict(part.split("=") for part in event["rrule"].to_ical().decode().split(";")) for event in found
    ]
    assert [{name: one[name] for name in one if name != "UNTIL"} for one in written] == told
    assert len({str(event["uid"]) for event in found}) == len(found)


@pytest.mark.parametrize(("when", "last_days"), SINGLE.items())
def test_what_programs_read_in_different_ways_is_single_days(
    when: str, last_days: tuple[tuple[int, int], ...]
) -> None:
    found = events(plan_of(f"  - {{what: а, when: {when}}}\n"))
    assert not any("rrule" in event for event in found)
    assert all(days(event)[0] == days(event)[1] for event in found)
    single = {days(event)[0] for event in found}
    assert {date(2011 if month > 8 else 2012, month, day) for month, day in last_days} <= single


def test_holidays_are_left_out_of_a_rule() -> None:
    holidays = "calendar: {holidays: {зимние каникулы: 30 декабря - 10 января}}\n"
    text = f"title: П\nyear: 2011-2012\n{holidays}sections:\n- title: Р\n  activities:\n"
    (event,) = events(plan_in(f"{text}  - {{what: а, when: каждый понедельник}}\n"))
    assert [one.dt for one in event["exdate"].dts] == [date(2012, 1, 2), date(2012, 1, 9)]
    assert event["exdate"].params["VALUE"] == "DATE"


def test_what_is_done_of_a_rule_is_an_event_of_its_own() -> None:
    row = "  - {what: а, when: до 25 числа каждого месяца, done: [2011-09-20, 2011-11-24 за ноябрь]}\n"
    found = {days(event)[0]: event for event in events(plan_of(row))}
    assert sorted(found) == [date(2011, 9, 25), date(2011, 10, 25), date(2011, 11, 25)]
    assert [one.dt for one in found[date(2011, 10, 25)]["exdate"].dts] == [date(2011, 11, 25)]
    for day in (date(2011, 9, 25), date(2011, 11, 25)):
        assert "выполнено" in [str(one) for one in found[day]["categories"].cats]
        assert not found[day].walk("VALARM")
    (fresh,) = events(plan_of("  - {what: а, when: до 25 числа каждого месяца}\n"))
    assert fresh["uid"] == found[date(2011, 10, 25)]["uid"]  # the rest of the rule is the same event


def test_the_number_of_a_version_stands_in_every_event() -> None:
    report = dated_report(plan_of("  - {what: а, when: 'октябрь, май'}\n"), Filters(TODAY))
    for revision, sequences in ((0, [None, None]), (7, [7, 7])):
        data = writer("ics")(report._replace(revision=revision), Page())
        assert [event.get("sequence") for event in Calendar.from_ical(data).walk("VEVENT")] == sequences


def test_a_calendar_has_a_name_only_where_it_is_one_of_its_own(source_plan: Plan) -> None:
    february = due_report(source_plan, Filters(TODAY, window=month_span(2012, 2), in_full=True))
    assert b"X-WR-CALNAME" in written(source_plan)
    assert b"NAME:" not in writer("ics")(february, Page())


def test_a_row_that_is_due_in_several_months_is_written_once() -> None:
    plan = plan_of("  - {what: а, when: 'октябрь, апрель'}\n")
    data = writer("ics")(due_report(plan, Filters(date(2011, 9, 1), in_full=True)), Page())
    found = Calendar.from_ical(data).walk("VEVENT")
    assert sorted(days(event)[0] for event in found) == [date(2011, 10, 1), date(2012, 4, 1)]


def test_what_is_done_or_comes_every_week_does_not_remind() -> None:
    plan = plan_of("  - {what: а, when: май, done: 2012-01-30}\n  - {what: б, when: каждый вторник}\n")
    done, weekly = events(plan)
    assert "выполнено" in [str(one) for one in done["categories"].cats]
    assert not done.walk("VALARM")
    assert not weekly.walk("VALARM")


def test_a_name_stays_when_rows_are_put_above() -> None:
    row = "  - {what: Создание сайта, when: май}\n  - {what: Ярмарка, id: fair, when: май}\n"
    before, after = uids(plan_of(row)), uids(plan_of("  - {what: Новое, when: май}\n" + row))
    assert before.items() <= after.items()


def test_a_name_stays_when_the_deadline_moves_or_the_spelling_is_tidied() -> None:
    first = uids(plan_of("  - {what: Создание  сайта – школы, when: май}\n"))
    other = uids(plan_of("  - {what: Создание сайта - школы, when: до 20 июня}\n"))
    assert list(first.values()) == list(other.values())


def test_a_row_with_an_own_id_keeps_its_name_whatever_it_says() -> None:
    first = uids(plan_of("  - {what: Ярмарка, id: '1.1', when: май}\n"))
    other = uids(plan_of("  - {what: Новое, when: май}\n  - {what: Ярмарка курсов, id: '1.1', when: май}\n"))
    assert first["Ярмарка"] == other["Ярмарка курсов"]


def test_rows_with_the_same_words_have_names_of_their_own() -> None:
    found = events(plan_of("  - {what: Совет, when: май}\n  - {what: Совет, when: июнь}\n"))
    assert len({str(event["uid"]) for event in found}) == 2


def test_a_name_does_not_depend_on_what_was_asked_for() -> None:
    plan = plan_of("  - {what: Совет, when: май, who: Директор}\n  - {what: Совет, when: июнь, who: РОО}\n")
    role = plan.book.query("РОО")
    report = dated_report(plan, Filters(TODAY, roles=(role,)))  # type: ignore[arg-type]
    data = writer("ics")(report, Page())
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert event["uid"] == events(plan)[1]["uid"]


def test_lines_are_folded_and_end_as_the_standard_wants(source_plan: Plan) -> None:
    lines = written(source_plan).split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert max(map(len, lines)) <= 75  # octets
    assert not any(b"\n" in line for line in lines)
    assert [line.decode() for line in lines]  # no character is cut in two


def test_what_the_standard_escapes_comes_back() -> None:
    text = "а, б; в\\г «д»: [b]"
    (event,) = events(plan_of(f"  - {{what: '{text}', when: май}}\n"))
    assert str(event["summary"]) == text


def test_the_source_plan_has_an_event_for_every_row_with_dates(source_plan: Plan) -> None:
    assert len(events(source_plan)) == 45 - 11 - 1
    assert written(source_plan) == written(source_plan)
    assert {event["dtstamp"].to_ical() for event in events(source_plan)} == {b"20110901T000000Z"}
