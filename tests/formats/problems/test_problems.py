from __future__ import annotations

import pytest

from luzplan.check import Checked
from luzplan.formats import UNLIMITED_WIDTH, Page, problems
from luzplan.formats.problems import excerpt, totals, write
from luzplan.plan.build import build_plan
from luzplan.text import Problem, Severity, Source
from tests.formats.problems.samples import checked, marked


def shown(text: str, words: str, width: int = UNLIMITED_WIDTH, **more: object) -> list[str]:
    return write([checked(text, marked(text, words, **more))], Page(width)).splitlines()[:-2]  # type: ignore[arg-type]


def test_a_problem_is_its_place_its_line_and_the_way_out() -> None:
    lines = shown("a: 1\nwho: Замы, Психлог\n", "Психлог", hint="может быть, «Психолог»?", first_seen=0)
    assert lines == [
        "план.yaml:2:12: ошибка LP101: что-то не так",
        "2 | who: Замы, Психлог",
        "  |            ^^^^^^^",
        "  = впервые в строке 1",
        "  = может быть, «Психолог»?",
    ]


@pytest.mark.parametrize(
    ("line", "words", "carets"),
    [
        ("\tключ: да", "да", "          ^^"),
        ("漢字 да", "да", "     ^^"),
        ("漢字 да", "漢字", "^^^^"),
        ("e\u0301да й", "й", "    ^"),
        ("да\r", "да", "^^"),
    ],
)
def test_the_mark_stands_under_its_characters_whatever_their_width(
    line: str, words: str, carets: str
) -> None:
    assert shown(f"{line}\n", words)[2] == f"  | {carets}"


def test_what_is_no_character_is_marked_by_one_caret() -> None:
    problem = Problem("LP101", Severity.ERROR, "пусто", 4, 4)
    assert write([checked("who:", problem)], Page()).splitlines()[2] == "  |     ^"


def test_a_problem_of_several_lines_is_marked_on_its_first() -> None:
    assert shown("a: раз\n  два\n", "раз\n  два")[2] == "  |    ^^^"


@pytest.mark.parametrize("words", ["первое", "среднее", "последнее"])
@pytest.mark.parametrize("width", [30, 40, 60])
def test_a_long_line_is_cut_around_the_mark(words: str, width: int) -> None:
    text = f"who: первое {'слово ' * 20}среднее {'слово ' * 20}последнее\n"
    lines = shown(text, words, width)
    assert all(len(line) <= width for line in lines)
    *_, shown_line, carets = lines
    start, end = carets.index("^"), carets.rindex("^") + 1
    assert shown_line[start:end] == words


def test_messages_and_hints_are_wrapped_at_words() -> None:
    text = "who: Замы, Психлог\n"
    problem = marked(text, "Психлог", hint="поставьте вместо него «Психолог» или впишите роль в roles:")
    problem = problem._replace(message="такого исполнителя нет ни среди обычных ролей, ни в плане")
    assert write([checked(text, problem)], Page(50)).splitlines()[:-2] == [
        "план.yaml:1:12: ошибка LP101: такого исполнителя",
        "    нет ни среди обычных ролей, ни в плане",
        "1 | who: Замы, Психлог",
        "  |            ^^^^^^^",
        "  = поставьте вместо него «Психолог» или впишите",
        "    роль в roles:",
    ]
    long = Source("папка/" * 20 + "план.yaml", text)
    one = checked(text, problem)
    lines = write([one._replace(built=one.built._replace(source=long))], Page(50)).splitlines()
    assert lines[0].endswith("план.yaml:1:12: ошибка LP101:")
    assert lines[1:3] == ["    такого исполнителя нет ни среди обычных ролей,", "    ни в плане"]


def test_what_would_move_the_cursor_is_shown_as_a_sign() -> None:
    assert shown("who: \u202eда\n", "да")[1] == "1 | who: \N{REPLACEMENT CHARACTER}да"


def test_colour_goes_by_severity_and_only_where_it_is_wanted() -> None:
    text = "who: да"
    one = checked(text, marked(text, "да", Severity.WARNING))
    assert "\x1b[1;33mпредупреждение LP101\x1b[0m" in write([one], Page(color=True))
    assert "\x1b" not in write([one], Page())


def test_totals_count_by_severity_and_name_only_files_with_problems() -> None:
    text = "who: да"
    error, warning = marked(text, "да"), marked(text, "да", Severity.WARNING)
    first, second = checked(text, error, warning), checked(text, warning)
    assert totals([first, second]) == "Найдено: 1 ошибка, 2 предупреждения в 2 файлах"
    assert totals([checked(text, error), checked(text)]) == "Найдено: 1 ошибка в 1 файле"
    assert totals([checked(text)]) == "Проверено: 1 файл, всё в порядке"


@pytest.mark.parametrize("width", [10_000, 80])
def test_a_line_as_long_as_a_file_is_cut_though_nothing_asks_for_it(width: int) -> None:
    text = "а" * 100_000 + "б" + "в" * 100_000
    line, carets = excerpt(
        Source("plan.yaml", text), Problem("LP", Severity.ERROR, "", 100_000, 100_001), width
    )
    assert len(line) <= min(width, 1000)
    assert line.startswith("…") and line.endswith("…")
    assert line[carets.index("^")] == "б"


def test_of_very_many_problems_the_first_are_shown_and_all_counted() -> None:
    source = Source("plan.yaml", "year: 2011-2012\n")
    many = tuple(Problem("LP301", Severity.WARNING, f"беда {at}", at % 9, 9) for at in range(10_002))
    lines = write([Checked(build_plan(source), many)], Page()).splitlines()
    assert sum("беда" in line for line in lines) == problems._MOST == 10_000
    assert lines[-2:] == [
        "Найдено: 10002 предупреждения в 1 файле",
        "Показаны первые 10000, все назовёт --output concise",
    ]
