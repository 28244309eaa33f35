"""What is refused, what is checked, and what an edit says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.edit import Edited, Refused, edited
from luzplan.edit.intents import Add, Assign, Assignment, Intent, Move, Remove, Target
from luzplan.edit.layout import Layout
from luzplan.edit.marking import MarkDone, Marks
from luzplan.text import Severity, Splice, apply_splices
from tests.edit.samples import LAYOUTS, LONG, NEW, Sample, crlf, read
from tests.edit.test_layouts import assign, marked

HEAD = "year: 2011-2012\nsections:\n"


def sample_of(activities: str) -> Sample:
    return Sample(f"{HEAD}  - title: Уроки\n    activities:\n{activities}")


def refused(sample: Sample, intent: Intent) -> str:
    result = edited(sample.built, intent)
    assert isinstance(result, Refused), result
    assert result.text is None
    return result.message


def made(sample: Sample, intent: Intent, *, force: bool = False) -> Edited:
    result = edited(sample.built, intent, force=force)
    assert isinstance(result, Edited), result
    return result


@pytest.fixture
def usual() -> Sample:
    return Sample(read(LAYOUTS[0].with_name("usual.yaml")))


@pytest.mark.parametrize(
    ("field", "value", "nearest"),
    [("when", "фвралямарта 40", ""), ("when", "31 февраля", ""), ("who", "Психлог", "Психолог")],
)
def test_what_nobody_understands_is_refused_with_the_nearest_unless_it_is_wanted(
    usual: Sample, field: str, value: str, nearest: str
) -> None:
    for intent in (assign(usual.activity("1.1"), {field: value}), Add(Target(1), {**NEW, field: value})):
        result = edited(usual.built, intent)
        assert isinstance(result, Refused)
        assert result.can_force
        assert nearest in result.hint
        assert value in made(usual, intent, force=True).text


def test_the_same_unknown_executor_a_second_time_is_refused_too() -> None:
    sample = sample_of("      - what: А\n        when: май\n        who: Психлог\n")
    assert "Психлог" in refused(sample, Add(Target(1), {**NEW, "who": "Психлог"}))


@pytest.mark.parametrize("force", [False, True])
def test_a_day_that_is_none_is_refused_whatever_is_wanted(usual: Sample, force: bool) -> None:
    result = edited(usual.built, assign(usual.activity("1.1"), {"done": "2012-13-45"}), force=force)
    assert isinstance(result, Refused)
    assert not result.can_force


def test_a_name_that_is_taken_is_refused() -> None:
    sample = Sample(read(LAYOUTS[0].with_name("names.yaml")))
    assert "занято" in refused(sample, assign(sample.activity("1.1"), {"id": "неделя"}))


@dataclass(frozen=True)
class Astray(Assign):
    """An edit with a mistake in it: its splices write over a word that was not meant."""

    over: str = "май"

    def new_text(self, layout: Layout) -> str:
        return Assign.new_text(self, layout).replace("март", self.over, 1)


@pytest.mark.parametrize("over", ["май", "", "[", "май\n---"])
@pytest.mark.parametrize("behind", ["", "        when: апрель\n"], ids=["once", "a key twice"])
def test_what_would_change_more_than_was_meant_is_refused(over: str, behind: str) -> None:
    sample = sample_of(f"      - what: А\n        when: март\n{behind}      - what: Б\n")
    intent = Astray([Assignment(sample.activity("1.2"), {"done": "2012-02-10"})], over=over)
    assert "затронет соседние строки" in refused(sample, intent)


def test_an_edit_that_trips_over_itself_is_refused_without_a_traceback() -> None:
    sample = sample_of("      - what: А\n")

    class Tripping(Remove):
        def new_text(self, layout: Layout) -> str:
            return apply_splices(layout.text, [Splice(0, 2), Splice(1, 3)])

    assert "затронет соседние строки" in refused(sample, Tripping([sample.activity("1.1")]))


def test_errors_that_were_there_before_do_not_matter() -> None:
    sample = sample_of("      - what: А\n        when: 31 февраля\n        who: Психлог\n      - what: Б\n")
    result = made(sample, assign(sample.activity("1.2"), {"when": "май"}))
    assert all(problem.severity is not Severity.ERROR for problem in result.problems)


def test_of_warnings_of_one_kind_the_new_ones_are_told() -> None:
    sample = sample_of("      - what: А\n        who: Директор\n")
    result = made(sample, Add(Target(1), {"what": "Б", "who": "Директор"}))
    assert [problem.message for problem in result.problems] == ["у мероприятия 1.2 не указан срок"]


def test_a_warning_that_only_names_another_number_now_is_not_new() -> None:
    sample = sample_of("      - {what: А, when: май, who: Директор}\n      - {what: Б, who: Директор}\n")
    assert made(sample, Remove([sample.activity("1.1")])).problems == ()


def test_new_warnings_are_told(usual: Sample) -> None:
    result = made(usual, Add(Target(1), {"what": "Экскурсия"}))
    assert {problem.code for problem in result.problems} == {"LP301", "LP302"}


def test_the_new_numbers_are_told(usual: Sample) -> None:
    added = made(usual, Add(Target(1, usual.activity("1.1")), NEW))
    assert added.added == ("1.2",)
    assert added.numbers == {"1.1": "1.1", "1.2": "1.3", "2.1": "2.1"}
    moved = made(usual, Move([usual.activity("1.1")], Target(2)))
    assert moved.numbers == {"1.1": "2.2", "1.2": "1.1", "2.1": "2.1"}
    assert moved.now(usual.activity("1.1")).what == usual.activity("1.1").what
    assert made(usual, Remove([usual.activity("1.1")])).numbers == {"1.2": "1.1", "2.1": "2.1"}


def test_what_is_so_already_leaves_the_text_as_it_is(usual: Sample) -> None:
    row = usual.activity("1.2")
    for intent in (
        assign(row, {"who": str(row.who)}),
        assign(row, {"done": ""}),
        Move([row], Target(1, usual.activity("1.1"))),
        Move([row], Target(1)),
        Assign([]),
    ):
        assert usual.after(intent) == usual


FIVE = {
    "lines": "".join(f"      - what: {name}\n" for name in "АБВГД"),
    "brackets": "      [{what: А}, {what: Б}, {what: В}, {what: Г}, {what: Д}]\n",
}


@pytest.mark.parametrize("rows", FIVE.values(), ids=FIVE)
@pytest.mark.parametrize(("target", "order"), [("", "ДАБВГ"), ("1.3", "ВДАБГ"), ("1.4", "ВГДАБ")])
def test_several_activities_move_in_the_order_given(rows: str, target: str, order: str) -> None:
    sample = sample_of(rows)
    chosen = [sample.activity(number) for number in ("1.5", "1.1", "1.2")]
    place = Target(1, sample.activity(target)) if target else Target(1, first=True)
    after = sample.after(Move(chosen, place))
    assert "".join(row["what"] for row in after.rows[0]) == order
    assert sorted(after.text) == sorted(sample.text)


@pytest.mark.parametrize("rows", FIVE.values(), ids=FIVE)
@pytest.mark.parametrize("names", ["ДВБ", "БА", "ВБА"])
def test_neighbours_are_removed_in_whatever_order_they_are_named(rows: str, names: str) -> None:
    sample = sample_of(rows)
    chosen = [next(one for one in sample.activities if one.what == name) for name in names]
    for name in names:
        rows = rows.replace(f"      - what: {name}\n", "").replace(f"{{what: {name}}}, ", "")
        rows = rows.replace(f", {{what: {name}}}", "")
    assert sample.after(Remove(chosen)) == sample_of(rows)


SPACED = "      - what: А\n\n      - what: Б\n\n\n      - what: В\n"


@pytest.mark.parametrize(
    ("number", "left"),
    [
        ("1.1", "      - what: Б\n\n\n      - what: В\n"),
        ("1.2", "      - what: А\n\n      - what: В\n"),
        ("1.3", "      - what: А\n\n      - what: Б\n"),
    ],
)
def test_the_blank_line_of_a_removed_activity_goes_with_it(number: str, left: str) -> None:
    sample = sample_of(SPACED)
    assert sample.after(Remove([sample.activity(number)])) == sample_of(left)


def test_a_list_above_the_activities_is_none_of_them() -> None:
    rows = "    activities:\n      - what: А\n      - what: Б\n"
    sample = Sample(f"{HEAD}  - title: Уроки\n    preface:\n      - В школе\n{rows}")
    after = sample.after(Remove([sample.activity("1.1")]))
    assert after.text == sample.text.replace("      - what: А\n", "")


@pytest.mark.parametrize("count", [2, 3])
def test_a_new_activity_gets_a_blank_line_where_the_others_have_one(count: int) -> None:
    sample = sample_of("\n".join(f"      - what: {name}\n" for name in "АБВ"[:count]))
    after = sample.after(Add(Target(1), {"what": "Г"}))
    assert after.text == f"{sample.text}\n      - what: Г\n"


@pytest.mark.parametrize(
    ("activities", "field", "words"),
    [
        ("      - what: А\n        who: Директор\n        who: Психолог\n", "who", "дважды"),
        ("      - what: А\n        who:\n          - Директор\n", "who", "не текст"),
        ("      [what: А, what: Б]\n", "when", "без скобок"),
    ],
    ids=["a key twice", "a list in place of a text", "no braces"],
)
def test_an_activity_that_is_written_strangely_is_refused(activities: str, field: str, words: str) -> None:
    sample = sample_of(activities)
    assert words in refused(sample, assign(sample.activity("1.1"), {field: "март"}))


@pytest.mark.parametrize(
    ("braces", "after"),
    [
        ("{what: А }", "{what: А, who: Директор }"),
        ("{ what: А, when: май}", "{ what: А, when: май, who: Директор}"),
        ("{what: А,when: май}", "{what: А,when: май,who: Директор}"),
        (
            "{what: А,   # да\n         note: б}",
            "{what: А,   # да\n         who: Директор,\n         note: б}",
        ),
        (
            "{what: А, when: май,   # да\n         note: б}",
            "{what: А, when: май,   # да\n                  who: Директор,\n         note: б}",
        ),
    ],
)
def test_a_pair_in_braces_stands_as_its_neighbours_do(braces: str, after: str) -> None:
    sample = sample_of(f"      - {braces}\n")
    assert sample.after(assign(sample.activity("1.1"), {"who": "Директор"})) == sample_of(
        f"      - {after}\n"
    )


@pytest.mark.parametrize("between", [",", ",  ", ",\t", ",\n  ", ",\n\t", ",   # да", ",\n\n          # да"])
def test_a_new_activity_in_braces_has_no_gaps_where_comments_stood(between: str) -> None:
    row = "      - {{\n          what: {},\n          when: {}\n        }}\n"
    sample = sample_of(row.format("А", "май").replace(",", between))
    after = sample.after(Add(Target(1), {"what": "Б", "when": "июнь"}))
    assert after.text == sample.text + row.format("Б", "июнь")


def test_a_list_in_brackets_is_broken_only_between_its_items() -> None:
    sample = sample_of("      [{what: А,\n        when: май}]\n")
    after = sample.after(Add(Target(1), {"what": "Б"}))
    assert after.text == sample.text.replace("}]", "}, {what: Б}]")


@pytest.mark.parametrize(
    ("rows", "number", "left"),
    [
        ('[{what: А}, {what: "Б # 1"}, {what: В}]', "1.2", "[{what: А}, {what: В}]"),
        ("[ {what: А} ]   # потом", "1.1", "[]   # потом"),
        ("[   # раньше\n        {what: А} ]", "1.1", "[   # раньше\n         ]"),
        ("[#раньше\n        {what: А} ]", "1.1", "[#раньше\n         ]"),
        ("[{what: А},   # потом\n      ]", "1.1", "[   # потом\n      ]"),
        ("[{what: А}   # потом\n      ]", "1.1", "[   # потом\n      ]"),
    ],
)
def test_of_brackets_the_comments_stay(rows: str, number: str, left: str) -> None:
    sample = Sample(f"# План\n{sample_of(f'      {rows}{chr(10)}').text}")
    after = sample.after(Remove([sample.activity(number)]))
    assert after.text == sample.text.replace(rows, left)


def test_an_activity_that_says_nothing_gets_its_first_fields() -> None:
    sample = sample_of("      - {}\n      - { }\n")
    for position, braces in (("1.1", "{}"), ("1.2", "{ }")):
        after = sample.after(assign(sample.activity(position), {"when": "май", "what": "А"}))
        assert after.text == sample.text.replace(braces, "{what: А, when: май}")


def test_fields_stand_in_the_order_in_which_people_write_them() -> None:
    sample = sample_of("      - what: А\n        note: б\n")
    values = {"done": "2012-02-10", "who": "Директор", "when": "май", "where": "зал"}
    after = sample.after(assign(sample.activity("1.1"), values))
    keys = [line.split(":")[0].lstrip(" -") for line in after.text.splitlines()[4:]]
    assert keys == ["what", "when", "who", "where", "done", "note"]


@pytest.mark.parametrize(
    "note", ["", "        note:\n", "        note: нет\n"], ids=["new", "empty", "there"]
)
@pytest.mark.parametrize("room", [0, 1])
def test_a_text_that_just_fits_its_line_is_not_folded(note: str, room: int) -> None:
    sample = sample_of(f"      - what: А\n{note}")
    line = "        note: " + "да " * 28 + "да"
    assert len(line) == 100
    after = sample.after(assign(sample.activity("1.1"), {"note": line[14:] + "!" * (1 - room)}))
    assert (line in after.text) == bool(room)
    assert ("note: >-\n" in after.text) == (not room)


@pytest.mark.parametrize(
    ("below", "is_folded"),
    [(9 * " " + "# да", True), (10 * " " + "# да", False), (10 * " ", True), (11 * " ", False)],
)
def test_a_text_is_not_folded_where_what_stands_below_would_become_part_of_it(
    below: str, is_folded: bool
) -> None:
    sample = sample_of(f"      - what: А\n{below}\n        when: май\n")
    after = sample.after(assign(sample.activity("1.1"), {"what": LONG}))
    assert ("what: >-\n" in after.text) == is_folded
    assert f"\n{below}\n        when: май\n" in after.text


@pytest.mark.parametrize("what", ["А", "А\n          и Б"])
def test_a_new_text_is_not_folded_there_either(what: str) -> None:
    sample = sample_of(f"      - what: {what}\n          # да\n        who: Директор\n")
    after = sample.after(assign(sample.activity("1.1"), {"when": LONG}))
    assert f"        when: '{LONG}'\n          # да\n" in after.text


def test_blanks_behind_an_old_text_are_part_of_it() -> None:
    sample = sample_of("      - what: |-\n          А\n          + и  \n\n        when: май\n")
    after = sample.after(assign(sample.activity("1.1"), {"what": "Б"}))
    assert after == sample_of("      - what: Б\n\n        when: май\n")


@pytest.mark.parametrize("first", ["when: май", "? when\n        : май"])
def test_what_is_done_is_put_before_all_else(first: str) -> None:
    sample = sample_of(f"      - {first}\n        who: Директор\n")
    after = sample.after(assign(sample.activity("1.1"), {"what": "А"}))
    assert after.text == sample.text.replace(first, f"what: А\n        {first}")


def test_several_are_put_before_all_else_in_their_order() -> None:
    sample = sample_of("      - who: Директор\n")
    after = sample.after(assign(sample.activity("1.1"), {"when": "май", "what": "А"}))
    assert after == sample_of("      - what: А\n        when: май\n        who: Директор\n")


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("when: май\n        what: А\n        who: Б", "what: А\n        who: Б"),
        ("? when\n        : май\n        ? what\n        : А", "? what\n        : А"),
        ("when: май   # да\n        what: А", "   # да\n        what: А"),
        ("what: А\n        when:   # да\n          май   # нет", "what: А\n        # да\n        # нет"),
        ("what: А\n        ? when   # да\n        : май", "what: А\n        # да"),
        ("what: А\n        when: |-   # да\n          май", "what: А\n        # да"),
        (
            "{what: А,\n         when: май,   # да\n         who: Б}",
            "{what: А,\n            # да\n         who: Б}",
        ),
    ],
)
def test_of_a_field_taken_away_the_comments_stay_in_its_place(row: str, left: str) -> None:
    sample = sample_of(f"      - {row}\n")
    after = sample.after(assign(sample.activity("1.1"), {"when": ""}))
    assert after == sample_of(f"      - {left}\n")


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("{what: А, done: 2012-02-10, when: май}", "{what: А, when: май}"),
        ("{what: А, done: 2012-02-10 , when: май}", "{what: А, done: , when: май}"),
        ("what: А\n        done: 2012-02-10", "what: А\n        done:"),
    ],
)
def test_the_key_of_a_form_stays_where_it_can_stand_alone(row: str, left: str) -> None:
    sample = Sample(sample_of(f"      - {{what: Б, done: }}\n      - {row}").text)
    after = sample.after(marked(sample.activity("1.2")))
    assert after.text == sample.text.replace(row, left)


WHEN = {"one deadline": "май", "several": "октябрь, май"}


@pytest.mark.parametrize("when", WHEN.values(), ids=WHEN)
@pytest.mark.parametrize(
    "rows",
    [
        "      - what: А\n        when: W\n        done:\n      - what: Б\n        done:\n      - what: В\n",
        "      - what: А\n        when: W\n        done:   # после проверки\n      - what: Б\n",
        "      - what: А\n        when: W\n        done:\n        # отметит завуч\n      - what: Б\n",
        "      - what: А\n        when: W\n        done:\n      - what: Б\n",
        "      - what: А\n        when: W\n      - what: Б\n        done:\n",
        "      - what: А\n        when: W\n        done:\n",
        "      - what: А\n        when: W\n        done:",
        "      - what: А\n        when: W\n",
        "      - what: А\n        when: W",
        "      -   what: А\n          when: W\n          note: н\n",
        "      - {what: А, when: 'W'}\n",
        "      - {what: А, when: 'W', done: }\n      - {what: Б, when: 'W'}\n",
        "      - {what: А, done: , when: 'W'}\n      - {what: Б, when: 'W'}\n",
        '      - "what": "А"\n        "when": "W"\n',
    ],
)
def test_what_was_there_is_there_again_when_done_is_taken_back(rows: str, when: str) -> None:
    sample = sample_of(rows.replace("W", when))
    done = sample.after(marked(sample.activity("1.1"), "2012-02-10"))
    assert done.activity("1.1").done == "2012-02-10"
    twice = done.after(marked(done.activity("1.1"), "2012-02-10", "2012-05-10"))
    assert twice.activity("1.1").done == "2012-02-10; 2012-05-10"
    taken = twice.after(MarkDone([Marks(twice.activity("1.1"), ["2012-02-10"], removed=1)]))
    assert taken == done
    assert done.after(marked(done.activity("1.1"))) == sample


@pytest.mark.parametrize(
    "row",
    [
        "      - {what: А, done: '', when: май}\n      - {what: Б, done: ''}\n",
        "      - what: А\n        done: ''\n      - what: Б\n        done: ''\n",
        "      - what: А\n        done: ''\n      - what: Б\n        done: '2012-05-01'\n",
        "      - what: А\n        done: \"\" # нет\n      - what: Б\n        done: '2012-05-01'\n",
        "      - {what: А, done: ''}\n      - {what: Б, done: \"2012-05-01\"}\n",
        "      - what: А\n      - what: Б\n        done: '2012-05-01'\n",
        "      - what: А\n        done: \n      - what: Б\n        done: '2012-05-01'\n",
        "      - what: А\n        done: # нет\n      - what: Б\n        done: '2012-05-01'\n",
    ],
)
def test_empty_quotes_that_were_there_are_there_again(row: str) -> None:
    sample = sample_of(row)
    done = sample.after(marked(sample.activity("1.1"), "2012-02-10"))
    assert done.after(marked(done.activity("1.1"))) == sample


@pytest.mark.parametrize(
    ("done", "after"),
    [
        ("[2011-10-24]", "[2011-10-24, 2012-05-10]"),
        ("2011-10-24", "2011-10-24; 2012-05-10"),
        ("'2011-10-24'", "'2011-10-24; 2012-05-10'"),
        (
            "\n          - 2011-10-24  # вовремя",
            "\n          - 2011-10-24  # вовремя\n          - 2012-05-10",
        ),
        ("\n        - 2011-10-24", "\n        - 2011-10-24\n        - 2012-05-10"),
        ("[ 2011-10-24 ]  # вовремя", "[ 2011-10-24, 2012-05-10 ]  # вовремя"),
    ],
)
def test_marks_are_written_as_those_that_are_there(done: str, after: str) -> None:
    sample = sample_of(
        f"      - what: А\n        when: октябрь, май\n        done: {done}\n      - what: Б\n"
    )
    twice = sample.after(marked(sample.activity("1.1"), "2011-10-24", "2012-05-10"))
    assert twice.text == sample.text.replace(f"done: {done}", f"done: {after}")
    assert twice.after(MarkDone([Marks(twice.activity("1.1"), ["2011-10-24"], removed=1)])) == sample


def test_a_tab_is_written_so_that_it_is_seen() -> None:
    sample = sample_of("      - what: А\n")
    after = sample.after(assign(sample.activity("1.1"), {"what": "А\tБ"}))
    assert after == sample_of('      - what: "А\\tБ"\n')


@pytest.mark.parametrize("nothing", ["''", '""', "{}", "[]", ""])
@pytest.mark.parametrize("form", ["  - title: А\n    activities: {}\n", "  - {{title: А, activities: {}}}\n"])
def test_a_section_that_says_it_has_no_activities_gets_its_first(form: str, nothing: str) -> None:
    sample = Sample(HEAD + form.format(nothing))
    assert sample.after(Add(Target(1), NEW)).rows == [[NEW]]


def test_all_rows_of_the_last_section_are_moved_in_a_file_without_a_final_newline() -> None:
    rows = "      - what: А\n      - what: Б"
    sample = Sample(
        f"{HEAD}  - title: Р\n    activities: [{{what: а}}]\n  - title: С\n    activities:\n{rows}"
    )
    section = list(sample.plan.sections[1].activities)
    for order in (section, section[::-1]):
        for target in (Target(1), Target(2), Target(2, first=True), Target(2, section[0])):
            after = sample.after(Move(order, target))
            moved = [{"what": str(one.what)} for one in order]
            first = [{"what": "а"}]
            assert after.rows == ([first + moved, []] if target.section == 1 else [first, moved])


def test_a_field_that_is_taken_away_for_good_takes_its_key_along() -> None:
    sample = sample_of("      - what: А\n        done: 2012-02-10\n      - what: Б\n        done:\n")
    after = sample.after(assign(sample.activity("1.1"), {"done": ""}))
    assert after == sample_of("      - what: А\n      - what: Б\n        done:\n")


def test_ends_of_lines_at_the_end_of_a_text_are_not_missed() -> None:
    sample = sample_of("      - what: А\n")
    after = sample.after(Add(Target(1), {"what": "Б\n", "note": "в\n\n"}))
    assert after.activity("1.2").what == "Б\n"
    again = after.after(assign(after.activity("1.1"), {"note": "г\n"}))
    assert again.activity("1.1").note == "г\n"


def test_lines_that_just_reach_the_usual_width_do_not_keep_texts_from_being_folded() -> None:
    sample = sample_of(f"      - what: {'А' * 86}\n")
    assert max(map(len, sample.text.splitlines())) == 100
    assert "note: >-\n" in sample.after(assign(sample.activity("1.1"), {"note": "да " * 40 + "да"})).text


@pytest.mark.parametrize(
    ("row", "field", "value", "line"),
    [
        ("what:  А\n        who:  Б", "where", "зал", "where: зал"),
        ("what:  А\n        who:  Б", "when", "май", "when:  май"),
        ("what: |\n          А\n          Б", "what", "В\nГ", "- what: |\n          В\n          Г"),
        ("what: |-\n          А\n          Б", "what", "В\nГ", "- what: |-\n          В\n          Г"),
        ('{"what":"А", "when":"май"}\n      - {what: Б, who: В}', "who", "Г", ', "who": Г}'),
        ('{"what":"А", "when":"май"}\n      - {what: Б, who: "В"}', "who", "Г", ', "who":"Г"}'),
        ('{"what":"А", when: "май"}\n      - {what: Б, who: "В"}', "who", "Г", ', who: "Г"}'),
    ],
)
def test_a_new_value_is_written_as_its_neighbours_are(row: str, field: str, value: str, line: str) -> None:
    sample = sample_of(f"      - {row}\n")
    assert f"{line}\n" in sample.after(assign(sample.activity("1.1"), {field: value})).text


def test_a_value_on_a_line_of_its_own_stays_on_it() -> None:
    sample = sample_of("      - what:\n          А\n        when: май\n")
    after = sample.after(assign(sample.activity("1.1"), {"what": LONG}))
    assert after.text == sample.text.replace("А\n", f"'{LONG}'\n")


def test_a_list_in_brackets_in_place_of_a_text_is_mended() -> None:
    sample = sample_of("      - what: А\n        who: [Директор, Психолог]   # оба\n")
    after = sample.after(assign(sample.activity("1.1"), {"who": "Директор, психолог"}))
    assert "who: Директор, психолог   # оба\n" in after.text


def test_lists_with_strange_items_are_left_alone() -> None:
    sample = sample_of("      - what: А\n      - Б\n      - what: В\n")
    assert refused(sample, Remove([sample.activity("1.2")]))
    assert refused(sample, Add(Target(1), NEW))
    assert "в строке 6" in refused(sample, assign(sample.activity("1.3"), {"done": "2012-02-10"}))


@pytest.mark.parametrize("intent", ["remove", "add", "move"])
@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("    activities:\n      - what: А\n      - Б\n", "нет ключа «what»"),
        ("    activities:\n      - what: А\n      - [Б]\n", "не по форме"),
        ("    ? activities\n    : - what: А\n      - what: Б\n", "необычно"),
    ],
)
def test_a_list_that_is_written_strangely_is_refused(section: str, words: str, intent: str) -> None:
    sample = Sample(f"{HEAD}  - title: Уроки\n{section}")
    first = sample.activity("1.1")
    intents: dict[str, Intent] = {
        "remove": Remove([first]),
        "add": Add(Target(1, first=True), NEW),
        "move": Move([first], Target(1)),
    }
    assert words in refused(sample, intents[intent])


def test_a_section_that_is_none_does_not_count() -> None:
    sample = Sample(f"{HEAD}  - потом\n  - title: Уроки\n    activities:\n      - what: А\n")
    for intent in (assign(sample.activity("1.1"), {"when": "май"}), Add(Target(1), NEW)):
        assert len(sample.after(intent).text) > len(sample.text)


@pytest.mark.parametrize("sections", ["потом", "{title: Уроки}", ""])
def test_a_plan_without_sections_can_be_held(sections: str) -> None:
    sample = Sample(f"year: 2011-2012\nsections: {sections}\n")
    assert sample.after(Assign([])) == sample


def test_a_text_in_place_of_the_list_is_refused() -> None:
    sample = Sample(f"{HEAD}  - title: Уроки\n    activities: потом\n  - title: Б\n")
    assert "вместо списка" in refused(sample, Add(Target(1), NEW))


def test_the_last_field_of_an_activity_is_not_taken_away() -> None:
    sample = sample_of("      - when: май\n")
    assert refused(sample, assign(sample.activity("1.1"), {"when": ""}))


def test_a_first_activity_is_written_as_the_plan_s_lists_are() -> None:
    for lists, row in (("", "- what: А"), ("  ", "  - what: А"), ("    ", "    - what: А")):
        sample = Sample(f"year: 2011-2012\nsections:\n{lists}- title: Уроки\n{lists}  activities:\n")
        after = sample.after(Add(Target(1), {"what": "А"}))
        assert after.text == f"{sample.text}{lists}  {row}\n"


def test_the_first_list_stands_below_all_that_its_section_says() -> None:
    preface = "    preface:\n      - В школе\n      - Дома\n"
    sample = Sample(f"{HEAD}  - title: Уроки\n{preface}  - title: Праздники\n")
    after = sample.after(Add(Target(1), {"what": "А"}))
    assert after.text == sample.text.replace(preface, f"{preface}    activities:\n      - what: А\n")


@pytest.mark.parametrize(
    ("key", "after"),
    [
        ("", "    activities:\n"),
        ("    activities:   # пока\n", "    activities:   # пока\n"),
        ("    activities: []   # пока\n", "    activities:   # пока\n"),
        ("    activities : []\n", "    activities :\n"),
    ],
)
def test_the_first_activity_of_a_section_is_written_as_those_of_the_others(key: str, after: str) -> None:
    sample = Sample(sample_of("      - what: А\n").text + f"  - title: Праздники\n{key}")
    row = "      - what: Б\n"
    assert sample.after(Add(Target(2), {"what": "Б"})).text == sample.text.removesuffix(key) + after + row


@pytest.mark.parametrize("variant", [str, crlf])
def test_empty_lines_stay_empty_where_an_activity_is_moved_further_in(variant: Callable[[str], str]) -> None:
    text = "year: 2011-2012\nsections:\n- title: Уроки\n  activities:\n  - what: А\n\n    when: май\n"
    sample = Sample(variant(f"{text}- title: Праздники\n  activities:\n      - what: Б\n"))
    after = sample.after(Move([sample.activity("1.1")], Target(2))).text
    assert not re.search(r"[ \t]\r?\n", after)


def test_what_is_no_text_is_not_moved_into_brackets() -> None:
    brackets = "  - title: В\n    activities: [{what: Г}]\n"
    sample = Sample(sample_of("      - {what: А, who: [Б]}\n").text + brackets)
    assert sample.after(Move([sample.activity("1.1")], Target(2))).rows
    sample = Sample(sample.text.replace("{what: А, who: [Б]}", "what: А\n        who: [Б]"))
    assert refused(sample, Move([sample.activity("1.1")], Target(2)))


@pytest.mark.parametrize("comment", ["#потом", "#"])
def test_a_comment_in_a_list_without_activities_stays(comment: str) -> None:
    sample = sample_of(f"      [{comment}\n      ]\n")
    assert f"{comment}\n" in sample.after(Add(Target(1), {"what": "А"})).text


def test_many_empty_lines_of_windows_are_read_in_one_go() -> None:
    empty = "\n" * 60
    sample = Sample(crlf(sample_of(f"      - what: |-\n          а{empty}          б\n").text))
    after = sample.after(assign(sample.activity("1.1"), {"done": "2012-02-10"}))
    assert after.text == sample.text + "\r\n        done: 2012-02-10"


# Any plan in any of these hands, and any edit of it.

texts = st.text(st.sampled_from("абв АБ:#-,'\"[]{}&*!|>%@`?\n\t0.«–"), min_size=1, max_size=40)
said = texts.map(str.strip).filter(bool)
rows = st.fixed_dictionaries({"what": said}, optional={"when": said, "who": said, "note": said})


def drawn(data: st.DataObject, layouts: list[Path] = LAYOUTS) -> Sample:
    sample = Sample(read(data.draw(st.sampled_from(layouts))))
    for _ in range(data.draw(st.integers(0, 2))):
        section = data.draw(st.integers(1, len(sample.plan.sections)))
        sample = sample.after(Add(Target(section, first=data.draw(st.booleans())), data.draw(rows)))
    return Sample(crlf(sample.text)) if data.draw(st.booleans()) else sample


@settings(max_examples=60, deadline=None)
@pytest.mark.slow
@given(st.data())
def test_any_text_in_any_field_of_any_plan_is_what_was_meant(data: st.DataObject) -> None:
    sample = drawn(data)
    activity = data.draw(st.sampled_from(sample.activities))
    field, value = data.draw(st.sampled_from(["what", "when", "who", "where", "note"])), data.draw(said)
    expected = sample.rows
    expected[activity.section - 1][activity.number - 1][field] = value
    after = sample.after(Assign([Assignment(activity, {field: value})]))
    assert after.rows == expected
    assert after.rest == sample.rest


@pytest.mark.parametrize("done", ["", " ", " ''", ' ""', "  # когда", " ''  # когда"])
@pytest.mark.parametrize("others", ["", "done:", "done: 2012-01-01"])
def test_a_key_that_stands_empty_stands_so_again(done: str, others: str) -> None:
    row = f"      - what: Сбор\n        when: май\n        done:{done}\n"
    sample = Sample(f"{HEAD}  - title: Спорт\n    activities:\n{row}{LESSONS}        {others}\n")
    marked_row = sample.after(marked(sample.activity("1.1"), "2012-02-10"))
    assert marked_row.after(marked(marked_row.activity("1.1"))) == sample


LESSONS = "      - what: Урок\n        when: май\n        who: Завуч\n"


@pytest.mark.parametrize(
    "slipped",
    [
        "      - what: Сбор\n        when май\n",
        '      - what: "Сбор\n        when: май\n      - what: Поход\n',
        f"{LESSONS}        what: Сбор\n        when: июнь\n",
        "        what: Сбор\n        when: май\n      - what: Поход\n",
        "      - what: Сбор: итоги: год\n        when: !!x май\n",
        f"{LESSONS}    activities:\n      - what: Сбор\n        when: июнь\n",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_rows_of_other_sections_than_that_of_a_slip_are_edited(slipped: str, is_first: bool) -> None:
    parts = [f"  - title: Спорт\n    activities:\n{slipped}", f"  - title: Уроки\n    activities:\n{LESSONS}"]
    sport, lessons = parts if is_first else reversed(parts)
    sample = Sample(HEAD + sport + lessons)
    row = sample.activity("2.1" if is_first else "1.1")
    other = sample.activity("1.1" if is_first else "2.1")
    for intent in (assign(row, {"when": "июнь"}), marked(row, "2012-05-10"), Add(Target(row.section), NEW)):
        text = sample.after(intent).text
        assert text.startswith(HEAD + sport) if is_first else text.endswith(lessons)
        assert text != sample.text
    for intent in (assign(other, {"when": "июнь"}), Add(Target(other.section), NEW), Remove([other])):
        assert "ошибка" in refused(sample, intent)
    assert "ошибка" in refused(sample, Move([row], Target(other.section)))


@pytest.mark.parametrize(
    ("old", "new"), [("year: 2011-2012", "year 2011-2012"), ("  - title: Спорт", "    title: Спорт")]
)
def test_where_a_slip_may_change_all_numbers_nothing_is_edited(old: str, new: str) -> None:
    text = f"{HEAD}  - title: Уроки\n    activities:\n{LESSONS}  - title: Спорт\n    activities:\n{LESSONS}"
    sample = Sample(text.replace(old, new))
    assert "ошибка" in refused(sample, assign(sample.activity("1.1"), {"when": "июнь"}))


def test_beside_a_row_that_cannot_be_read_nothing_is_edited() -> None:
    unread = '      - what: >-"\n          Сбор\n        when: июнь\n'
    sample = Sample(f"{HEAD}  - title: Спорт\n    activities:\n{LESSONS}{unread}\n<<<<<<< HEAD\n")
    lesson = sample.activity("1.1")
    for intent in (Add(Target(1), NEW), Add(Target(1, first=True), NEW), Remove([lesson])):
        assert "ошибка" in refused(sample, intent)
