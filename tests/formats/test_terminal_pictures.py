"""The pictures on a terminal, where one glance has to be enough."""

from __future__ import annotations

import re
from datetime import date

import pytest

from luzplan.formats import Page, terminal
from luzplan.plan import Plan
from luzplan.reports.due import due_report
from luzplan.reports.overview import load_report, timeline_report
from luzplan.reports.whole_plan import SHOWN
from luzplan.selection import Filters, Grouping
from tests.building import plan_in

TODAY = Filters(date(2012, 2, 15))
MARKED = """\
year: 2011-2012
sections:
- title: Работа
  activities:
  - {what: Сделано, when: октябрь, who: Директор, done: 2011-10-03}
  - {what: Просрочено, when: ноябрь, who: Директор}
  - {what: Впереди, when: март, who: Психолог}
"""


def lines(plan: Plan, page: Page) -> list[str]:
    return terminal.write(timeline_report(plan, TODAY, Grouping.SECTION), page).splitlines()


def test_what_goes_on_all_the_year_is_one_line_and_months_are_told_apart(source_plan: Plan) -> None:
    shown = lines(source_plan, Page(80, roomy=True))
    assert all(len(line) <= 80 for line in shown)
    assert "░ весь год: 11 (1.4, 1.5, 2.6, 2.9, 2.11, 2.12, 2.15, 3.1, 3.3, 3.4, 3.8)" in shown
    assert not any(line.startswith("1.4 ") for line in shown)
    assert next(line for line in shown if line.startswith("2.8 ")) == (
        "2.8  Проведение единого Дня ин… ┊   ┊   ┊   ┊◆  ┊   ┊│  ┊   ┊   ┊   ┊   ┊   ┊"
    )
    (mark,) = {line.index("▼") for line in shown if "▼" in line}
    assert mark == next(line.index("│") for line in shown if line.startswith("2.8 "))


def test_where_there_is_no_terminal_no_row_is_folded_and_no_word_cut(source_plan: Plan) -> None:
    shown = " ".join(lines(source_plan, Page(80)))
    assert "…" not in shown and "весь год: " not in shown
    assert re.search(r"1\.4 +Освещение работы округа в", shown)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
@pytest.mark.parametrize("color", [False, True])
def test_the_names_of_a_map_are_never_broken(width: int, color: bool, source_plan: Plan) -> None:
    report = load_report(source_plan, TODAY, Grouping.SECTION)
    text = re.sub(r"\x1b\[[\d;]*m", "", terminal.write(report, Page(width, color=color)))
    assert all(len(line) <= width for line in text.splitlines())
    for section in source_plan.sections:
        assert not set(section.title.split()) - set(text.split())


def test_a_map_fills_its_cells_and_says_what_the_fills_mean(source_plan: Plan) -> None:
    report = load_report(source_plan, TODAY, Grouping.ROLE)
    plain, coloured = (terminal.write(report, Page(100, color=color)) for color in (False, True))
    assert plain.splitlines()[-1] == "В месяц: ░ 1  ▒ 2–3  ▓ 4  █ 5–6"
    assert "\x1b[1;38;5;231;48;5;25m  6 \x1b[0m" in coloured
    assert "\x1b[1;38;5;231;48;5;25m 5–6 \x1b[0m" in coloured.splitlines()[-1]
    assert "█" not in coloured


def test_a_colour_means_the_same_everywhere() -> None:
    plan = plan_in(MARKED)
    month = TODAY._replace(window=plan.year.span)
    reports = (
        SHOWN["table"](plan, TODAY),
        due_report(plan, month),
        timeline_report(plan, TODAY, Grouping.SECTION),
    )
    for report in reports:
        text = terminal.write(report, Page(100, color=True, roomy=True))
        styles = {
            number: style for style, number in re.findall(r"\x1b\[([\d;]+)m(?:1\.)?(\d)(?: .)? ?\x1b", text)
        }
        assert styles == {"1": "32", "2": "1;31", "3": "36"}, report.title
