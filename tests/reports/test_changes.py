from __future__ import annotations

from collections.abc import Iterable

import pytest

from luzplan.plan import Plan
from luzplan.reports.changes import changes_report, wording_between
from luzplan.reports.rows import cells_of
from tests.building import build, plan_of
from tests.conftest import DATA, ROOT
from tests.growth import assert_linear

BASE = (
    "{what: Создание сайта округа, when: февраль, who: Зам по УВР}",
    "{what: Ярмарка элективных курсов, when: апрель, who: Психолог}",
    "{what: Районная олимпиада по физике, when: до 15 мая, who: Директор}",
)


def rows(rows_: Iterable[str]) -> str:
    return "".join(f"  - {row}\n" for row in rows_)


def changes(old: Iterable[str], new: Iterable[str]) -> list[tuple[object, ...]]:
    report = changes_report(plan_of(rows(old)), plan_of(rows(new)))
    return [
        (row["change"], row.get("id"), row["before"], row["after"], row.get("detail"))
        for row in map(cells_of, report.rows)
    ]


def test_a_plan_does_not_differ_from_itself(source_plan: Plan) -> None:
    report = changes_report(source_plan, source_plan)
    assert report.rows == ()
    assert report.tables[0].empty


def test_how_the_file_is_written_is_no_difference() -> None:
    block = "  - what: >-\n      Создание сайта\n      округа\n    when: 'февраль'  # важно\n"
    block += "    who: Зам по УВР\n"
    assert changes_report(plan_of(block), plan_of(rows(BASE[:1]))).rows == ()


def test_what_is_added_and_removed_is_named() -> None:
    new = (BASE[0], "{what: День открытых дверей, when: май}", BASE[2])
    assert changes(BASE, new) == [
        ("added", "1.2", "", "май", "Раздел"),
        ("removed", "1.2", "апрель; Психолог", "", "Раздел"),
    ]


def test_where_a_row_came_or_went_is_headed_so() -> None:
    added, removed = changes_report(plan_of(rows(BASE[:2])), plan_of(rows(BASE[1:]))).tables
    assert added.columns[-1].heading == removed.columns[-1].heading == "Раздел"


def test_a_note_is_told() -> None:
    before, after = ("{what: а, when: май, note: Зал}", "{what: а, when: май, note: Двор}")
    assert changes([before], [after]) == [("note", "1.1", "Зал", "Двор", "")]


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        ("15 мая", "20 мая", "на 5 дней позже"),
        ("15 мая", "14 мая", "на 1 день раньше"),
        ("апрель", "апрель - май", "на 31 день позже"),
        ("15 апреля - 15 мая", "1 апреля - 15 мая", "последний день тот же"),
    ],
)
def test_a_deadline_moved_by_days(old: str, new: str, detail: str) -> None:
    before, after = f"{{what: а, when: {old}}}", f"{{what: а, when: {new}}}"
    assert changes([before], [after]) == [("deadline", "1.1", old, new, detail)]


@pytest.mark.parametrize(
    ("old", "new"), [("Февраль – апрель", "февраль-апрель"), ("15.05", "15 мая 2012 г.")]
)
def test_another_spelling_of_a_deadline_is_no_change(old: str, new: str) -> None:
    assert changes([f"{{what: а, when: {old}}}"], [f"{{what: а, when: {new}}}"]) == []


def test_executors_that_came_and_went_are_marked() -> None:
    old, new = "{what: а, who: 'Зам по УВР, психолог'}", "{what: а, who: 'Замы по УВР и ВР'}"
    assert changes([old], [new]) == [
        ("executors", "1.1", "Зам по УВР, психолог", "Замы по УВР и ВР", "+ Зам по ВР, − Психолог")
    ]


def test_another_spelling_of_an_executor_is_no_change() -> None:
    assert changes(["{what: а, who: Зам. по УВР}"], ["{what: а, who: заместитель директора по УВР}"]) == []


def test_reworded_text_shows_the_words() -> None:
    wording = wording_between("Создание сайта школы", "Создание нового сайта округа")
    assert wording.pieces == (
        ("", "Создание"),
        ("+", "нового"),
        ("", "сайта"),
        ("-", "школы"),
        ("+", "округа"),
    )
    new = ("{what: Создание нового сайта округа, when: февраль, who: Зам по УВР}", *BASE[1:])
    assert [row[:2] for row in changes(BASE, new)] == [("wording", "1.1")]


def test_a_row_that_changed_its_place_moved_and_those_it_pushed_did_not() -> None:
    assert changes(BASE, (BASE[2], BASE[0], BASE[1])) == [("moved", "1.1", "1.3", "1.1", "в том же разделе")]
    inserted = ("{what: Новое, when: май}", *BASE)
    assert [row[0] for row in changes(BASE, inserted)] == ["added"]


def test_a_row_with_its_own_id_is_the_same_whatever_its_words() -> None:
    old, new = "{what: Создание сайта, id: сайт}", "{what: Открытие страницы в сети, id: сайт}"
    assert [row[0] for row in changes([old], [new])] == ["wording"]


def test_the_order_of_marks_means_nothing_where_they_meet_the_same_deadlines() -> None:
    row = "{what: а, when: 'октябрь, апрель', done: [%s]}"
    old, new = row % "2012-04-20 за апрель, 2011-10-24", row % "2011-10-24, 2012-04-20 за апрель"
    assert changes([old], [new]) == []


def test_marks_of_what_is_done_are_told() -> None:
    old, new = "{what: а}", "{what: а, done: 2012-02-10}"
    assert changes([old], [new]) == [("done", "1.1", "", "10 февраля 2012", "")]


def test_equal_rows_are_paired_in_their_order() -> None:
    twice = ["{what: Педсовет, when: май}", "{what: Педсовет, when: июнь}"]
    assert changes(twice, twice) == []


def test_a_cell_of_a_column_that_the_plan_names_is_compared_under_its_name() -> None:
    text = "year: 2011-2012\ncolumns: [Классы]\nsections:\n- title: А\n  activities:\n"
    row = "  - {what: Ярмарка, when: апрель, who: Психолог, Классы: %s}\n"
    old, new = (build(text + row % classes).plan for classes in ("8", "8–9"))
    assert old is not None
    assert new is not None
    (table,) = changes_report(old, new).tables
    assert table.title == "Изменён столбец «Классы»"
    assert [(row["before"], row["after"]) for row in table.cells] == [("8", "8–9")]


def commits() -> list[list[str]]:
    """The lines of a table: what was there, what is there now, what is said of it."""
    lines = (DATA / "pull_requests" / "commits.txt").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").split(" | ") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("old", "new", "said"), commits())
def test_a_commit_is_told_in_one_true_line_a_change(old: str, new: str, said: str) -> None:
    text = (ROOT / "plan.yaml").read_text(encoding="utf-8")
    assert old in text
    before, after = (build(one).plan for one in (text, text.replace(old, new, 1)))
    assert before is not None
    assert after is not None
    found = list(map(cells_of, changes_report(before, after).rows))
    expected = [] if said == "-" else said.split(" & ")
    assert len(found) == len(expected), found
    for line in expected:
        what, _, cells = line.partition(": ") if "гриф" not in line else line.rpartition(": ")
        kind, _, beginning = what.partition(" ")
        was, _, now = cells.partition(" → ")
        fitting = [row for row in found if row["change"] == kind and str(row["what"]).startswith(beginning)]
        assert [row for row in fitting if was in str(row["before"]) and now in str(row["after"])], found


def test_a_row_in_its_place_is_known_by_some_of_its_words() -> None:
    for short in ("Сайт округа", "Открытие страницы (сайта)"):
        row = f"{{what: {short}, when: февраль, who: Зам по УВР}}"
        assert [row[:2] for row in changes((row, *BASE[1:]), BASE)] == [("wording", "1.1")]


@pytest.mark.parametrize(
    "row",
    ["{what: Ремонт спортзала, when: июль, who: Завхоз}", "{what: Сайт школы, when: июль, who: Завхоз}"],
)
def test_another_row_in_the_place_of_one_is_another_row(row: str) -> None:
    found = changes(BASE, (row, *BASE[1:]))
    assert [row[0] for row in found] == ["added", "removed"]


def test_what_a_row_comes_after_is_told() -> None:
    after = BASE[2].replace("}", ", after: '1.1'}")
    assert changes(BASE, (*BASE[:2], after)) == [("after", "1.3", "", "1.1", "")]


def test_a_role_that_is_called_otherwise_everywhere_is_told_once() -> None:
    text = "year: 2011-2012\nroles: [{name: Штаб}]\nsections:\n- title: а\n  activities:\n"
    text += "".join(f"  - {{what: Дело {at}, when: май, who: Штаб}}\n" for at in range(3))
    old, new = (build(one).plan for one in (text, text.replace("Штаб", "Актив")))
    assert old is not None
    assert new is not None
    found = [
        (row["what"], row["before"], row["after"]) for row in map(cells_of, changes_report(old, new).rows)
    ]
    assert found == [("роль", "Штаб", "Актив")]


def test_the_time_for_two_plans_with_nothing_in_common_grows_no_faster_than_they_do() -> None:
    text = "year: 2011-2012\nsections:\n- title: а\n  activities:\n"

    def plan_about(word: str, size: int) -> Plan:
        whats = [" ".join(f"{word}{at + place}" for place in range(8)) for at in range(size)]
        plan = build(text + rows([f"{{what: {what}}}" for what in whats])).plan
        assert plan
        return plan

    def work(size: int) -> None:
        assert len(changes_report(plan_about("дело", size), plan_about("труд", size)).rows) == 2 * size

    assert_linear(work, 100)
