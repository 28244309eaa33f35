"""The repository's plan holds the whole document it was made from."""

from __future__ import annotations

from luzplan.plan import Plan


def test_it_has_all_parts(source_plan: Plan) -> None:
    assert source_plan.title == "План\nработы Лузского школьного округа\nна 2011-2012 учебный год"
    assert str(source_plan.year) == "2011-2012"
    assert len(source_plan.schools) == 6
    assert len(source_plan.goals) == 5
    assert len(source_plan.functions) == 6
    assert [len(section.activities) for section in source_plan.sections] == [8, 18, 9, 3, 7]
    assert source_plan.author.name == "Винокурова Светлана Андреевна"


def test_its_approval_keeps_the_blanks_of_the_paper(source_plan: Plan) -> None:
    assert source_plan.agreed.document == "протокол № _____ от « _____ » _____ 2011 г."
    assert source_plan.approved.document == "приказ № _____ от « _____ » _____"


def test_rows_that_a_page_break_cut_are_joined(source_plan: Plan) -> None:
    rows = {one.position: one for one in source_plan.activities()}
    assert rows["3.2"].what.endswith("регламентирующими получение профильного образования.")
    assert rows["5.6"].what.endswith("труда учителей , участвующих в профильном обучении в рамках БШ")


def test_the_row_without_a_deadline_stays_without_one(source_plan: Plan) -> None:
    assert [one.id for one in source_plan.activities() if not one.when] == ["2.7"]


def test_odd_spellings_stay_as_they_are(source_plan: Plan) -> None:
    assert source_plan.schools[0].name == "КОГОКУ СОШ г. Лузы"
    assert "КОГОАУ" in source_plan.author.position
    assert "олимпиадах , викторинах" in source_plan.sections[0].activities[5].what


def test_every_deadline_and_every_executor_is_understood(source_plan: Plan) -> None:
    unread = [one.id for one in source_plan.activities() if one.deadline.kind == "unknown"]
    strangers = [one.id for one in source_plan.activities() if source_plan.executors(one).unknown]
    assert (unread, strangers) == ([], [])
