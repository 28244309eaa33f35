"""Calendars, read back by the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from icalendar import Calendar

from luzplan.formats import Page, writer
from luzplan.plan import Plan
from luzplan.reports.whole_plan import dated_report
from luzplan.selection import Filters

TODAY = date(2012, 2, 1)
PlanOf = Callable[[str], Plan]


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


def test_a_span_is_an_all_day_event(plan_of: PlanOf) -> None:
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


def test_every_span_has_an_event_of_its_own(plan_of: PlanOf) -> None:
    found = events(plan_of("  - {what: а, when: 'октябрь, январь'}\n"))
    assert [days(event)[0] for event in found] == [date(2011, 10, 1), date(2012, 1, 1)]
    assert len({str(event["uid"]) for event in found}) == 2


def test_an_open_start_is_an_event_on_the_last_day(plan_of: PlanOf) -> None:
    (event,) = events(plan_of("  - {what: а, when: до 15 мая}\n"))
    assert days(event) == (date(2012, 5, 15), date(2012, 5, 15))


def test_what_recurs_by_a_rule_is_one_event(plan_of: PlanOf) -> None:
    (event,) = events(plan_of("  - {what: а, when: каждый понедельник}\n"))
    assert days(event) == (date(2011, 9, 5), date(2011, 9, 5))
    assert event["rrule"] == {"FREQ": ["WEEKLY"], "BYDAY": ["MO"], "UNTIL": [date(2012, 8, 27)]}


def test_the_rule_of_a_monthly_deadline_names_its_last_day(plan_of: PlanOf) -> None:
    (event,) = events(plan_of("  - {what: а, when: до 25 числа каждого месяца}\n"))
    assert days(event) == (date(2011, 9, 25), date(2011, 9, 25))
    assert event["rrule"]["BYMONTHDAY"] == [25]


def test_what_no_rule_says_exactly_stays_single_events(plan_of: PlanOf) -> None:
    found = events(plan_of("  - {what: а, when: ежемесячно}\n"))
    assert len(found) == 12
    assert not any("rrule" in event for event in found)


def test_what_is_always_on_comes_only_when_it_is_asked_for(plan_of: PlanOf) -> None:
    plan = plan_of("  - {what: а, when: постоянно}\n  - {what: б, when: еженедельно}\n  - {what: в}\n")
    assert events(plan) == []
    found = events(plan, with_ongoing=True)
    assert [days(event) for event in found] == [(date(2011, 9, 1), date(2012, 8, 31))] * 2
    assert not any(event.walk("VALARM") for event in found)


def test_the_notes_say_what_is_left_out(plan_of: PlanOf) -> None:
    plan = plan_of("  - {what: а, when: постоянно}\n  - {what: б}\n  - {what: в, when: май}\n")
    notes = " ".join(dated_report(plan, Filters(TODAY)).notes)
    assert "1 мероприятие (1.1)" in notes
    assert "1 мероприятие (1.2)" in notes
    assert "1.3" not in notes


def test_a_deadline_reminds_three_days_before(plan_of: PlanOf) -> None:
    (event,) = events(plan_of("  - {what: а, when: 15 декабря}\n"))
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].params["RELATED"] == "END"
    remind = timedelta(days=1) + alarm["trigger"].dt  # from the beginning of the last day
    assert remind == timedelta(days=-3, hours=9)


def test_what_is_done_or_comes_every_week_does_not_remind(plan_of: PlanOf) -> None:
    plan = plan_of("  - {what: а, when: май, done: 2012-01-30}\n  - {what: б, when: каждый вторник}\n")
    done, weekly = events(plan)
    assert "выполнено" in [str(one) for one in done["categories"].cats]
    assert not done.walk("VALARM")
    assert not weekly.walk("VALARM")


def test_a_name_stays_when_rows_are_put_above(plan_of: PlanOf) -> None:
    row = "  - {what: Создание сайта, when: май}\n  - {what: Ярмарка, id: fair, when: май}\n"
    before, after = uids(plan_of(row)), uids(plan_of("  - {what: Новое, when: май}\n" + row))
    assert before.items() <= after.items()


def test_a_name_stays_when_the_deadline_moves_or_the_spelling_is_tidied(plan_of: PlanOf) -> None:
    first = uids(plan_of("  - {what: Создание  сайта – школы, when: май}\n"))
    other = uids(plan_of("  - {what: Создание сайта - школы, when: до 20 июня}\n"))
    assert list(first.values()) == list(other.values())


def test_a_row_with_an_own_id_keeps_its_name_whatever_it_says(plan_of: PlanOf) -> None:
    first = uids(plan_of("  - {what: Ярмарка, id: '1.1', when: май}\n"))
    other = uids(plan_of("  - {what: Новое, when: май}\n  - {what: Ярмарка курсов, id: '1.1', when: май}\n"))
    assert first["Ярмарка"] == other["Ярмарка курсов"]


def test_rows_with_the_same_words_have_names_of_their_own(plan_of: PlanOf) -> None:
    found = events(plan_of("  - {what: Совет, when: май}\n  - {what: Совет, when: июнь}\n"))
    assert len({str(event["uid"]) for event in found}) == 2


def test_a_name_does_not_depend_on_what_was_asked_for(plan_of: PlanOf) -> None:
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


def test_what_the_standard_escapes_comes_back(plan_of: PlanOf) -> None:
    text = "а, б; в\\г «д»: [b]"
    (event,) = events(plan_of(f"  - {{what: '{text}', when: май}}\n"))
    assert str(event["summary"]) == text


def test_the_source_plan_has_an_event_for_every_row_with_dates(source_plan: Plan) -> None:
    assert len(events(source_plan)) == 45 - 11 - 1
    assert written(source_plan) == written(source_plan)
    assert {event["dtstamp"].to_ical() for event in events(source_plan)} == {b"20110901T000000Z"}
