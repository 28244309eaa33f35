from __future__ import annotations

from datetime import date

import pytest

from luzplan.deadline import DeadlineKind
from luzplan.executor import Executor, Match
from luzplan.plan import Plan, State
from luzplan.reports import Report
from luzplan.reports.due import by_role_report, due_report
from luzplan.reports.overview import joined_report
from luzplan.reports.rows import Labelled, activity_rows
from luzplan.reports.wording import word_of
from luzplan.selection import Filters, Phase
from tests.building import plan_of

TODAY = Filters(date(2012, 2, 1))


def test_the_record_has_its_keys_in_their_order() -> None:
    plan = plan_of("  - {what: Сбор, when: май, who: Директор}\n")
    (row,) = activity_rows(plan, TODAY)
    assert list(row.cells) == [
        "id", "section", "number", "what", "when", "kind", "spans", "start", "end", "where", "who",
        "executors", "done", "state",
    ]  # fmt: skip
    more = row._replace(
        plan=Labelled("а.yaml", "А"), note="!", phase=Phase.ENDS, match=Match.EXACT, role="Директор"
    )
    assert next(iter(more.cells)) == "plan"
    assert list(more.cells)[-4:] == ["note", "phase", "match", "role"]


def test_executors_are_read_only_where_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of("  - {what: Сбор, when: май, who: 'Директор, психолог'}\n")
    (row,) = activity_rows(plan, TODAY._replace(in_full=True))
    assert [one.role for one in row.executors or ()] == ["Директор", "Психолог"]
    monkeypatch.setattr(Plan, "executors", lambda *_: pytest.fail("a cell of executors is read"))
    (row,) = activity_rows(plan, TODAY)
    assert row.executors is None
    assert due_report(plan, TODAY).rows == (row._replace(phase=Phase.ENDS),)


def test_a_row_that_is_always_on_says_so() -> None:
    plan = plan_of("  - {what: а, when: постоянно}\n  - {what: б, when: еженедельно}\n  - {what: в}\n")
    assert [row.always_on for row in activity_rows(plan, TODAY)] == [True, True, False]


@pytest.mark.parametrize("enumeration", [DeadlineKind, State, Phase, Match])
def test_every_member_has_a_russian_word(enumeration: type[DeadlineKind | State | Phase | Match]) -> None:
    assert [one for one in enumeration if word_of(one).isascii()] == []


def section_titled(title: str) -> Report:
    plan = plan_of("  - {what: Сбор, when: май}\n")
    (section,) = plan.sections
    named = section._replace(title=type(section.title)(title))
    return due_report(plan, TODAY._replace(section=named))


@pytest.mark.parametrize("title", ["Спорт · Музыка", "Спорт · Спорт"])
def test_a_title_that_holds_the_sign_between_parts_stays_whole(title: str) -> None:
    report = section_titled(title)
    assert report.title == ("Сроки: с 1 февраля 2012", title)
    assert (
        joined_report({Labelled("а.yaml", "А"): report, Labelled("б.yaml", "Б"): report}).title
        == report.title
    )


def test_what_a_role_does_is_shown_by_how_it_is_named(source_plan: Plan) -> None:
    report = by_role_report(source_plan, TODAY, (Executor("Зам по УВР"),))
    assert [(table.title, table.key, len(table.rows)) for table in report.tables] == [
        ("Указаны прямо", "exact", 18),
        ("Входят в более широкую роль или группу школ", "broader", 1),
    ]
