from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from luzplan.formats import Page, UnsuitableFormat, writer
from luzplan.formats.pictures import Canvas
from luzplan.formats.svg import NARROW, draw_gantt
from luzplan.plan import Plan
from luzplan.reports import Report
from luzplan.reports.due import due_report
from luzplan.reports.overview import gantt, load_report, timeline_report
from luzplan.selection import Filters, Grouping
from luzplan.text import visible
from tests.browser import dumped_page, needs_browser
from tests.building import plan_of

FEBRUARY = Filters(date(2012, 2, 15))
HOSTILE = "<script>alert(1)</script> & ]]> \x1b[31m"


def drawn(report: Report) -> str:
    text = writer("svg")(report, Page())
    assert isinstance(text, str)
    return text


def words(svg: str) -> str:
    """The text of a picture as one line."""
    root = ET.fromstring(svg)
    return " ".join("".join(one.itertext()) for one in root.iter() if one.tag.endswith("text"))


def test_every_word_of_every_activity_is_in_the_picture(source_plan: Plan) -> None:
    shown = words(drawn(timeline_report(source_plan, FEBRUARY, Grouping.SECTION)))
    for activity in source_plan.activities():
        assert " ".join(activity.what.split()) in shown


def test_the_load_has_its_counts(source_plan: Plan) -> None:
    shown = words(drawn(load_report(source_plan, FEBRUARY, Grouping.ROLE)))
    assert "Зам по УВР · · · 1 · 6 4 6 3 3 3 4 6 18" in shown


def test_text_is_no_markup() -> None:
    plan = plan_of(f"  - {{what: {json.dumps(visible(HOSTILE))}, when: май}}\n")
    svg = drawn(timeline_report(plan, FEBRUARY, Grouping.SECTION))
    assert "<script>alert(1)</script> & ]]> \ufffd[31m" in words(svg)


def test_it_brings_its_own_colours_for_light_and_dark_and_fetches_nothing(source_plan: Plan) -> None:
    svg = drawn(timeline_report(source_plan, FEBRUARY, Grouping.SECTION))
    assert "prefers-color-scheme: dark" in svg
    assert set(re.findall(r"https?://[^\"' )]+", svg)) == {"http://www.w3.org/2000/svg"}


def test_a_report_without_a_picture_is_none(source_plan: Plan) -> None:
    with pytest.raises(UnsuitableFormat):
        drawn(due_report(source_plan, FEBRUARY))


OVERFLOWS = """
<script>
  const room = document.querySelector("svg").viewBox.baseVal;
  const outside = [...document.querySelectorAll("text")].filter((text) => {
    const box = text.getBBox();
    return box.x < 0 || box.x + box.width > room.width || box.y + box.height > room.height;
  });
  const lanes = [...document.querySelectorAll(".lp-lane")].flatMap((lane) => {
    return [...lane.querySelectorAll("text")].filter((text) => {
      const box = text.getBBox();
      return BESIDE && box.x < 400 && box.x + box.width > 410;
    });
  });
  document.title = JSON.stringify([...outside, ...lanes].map((text) => text.textContent));
</script>
"""


@needs_browser
@pytest.mark.parametrize("narrow", [False, True])
def test_no_text_is_cut_or_runs_into_the_bars(source_plan: Plan, tmp_path: Path, narrow: bool) -> None:
    svg = drawn(timeline_report(source_plan, FEBRUARY, Grouping.SECTION))
    if narrow:
        canvas = Canvas(NARROW.width)
        bottom = draw_gantt(canvas, gantt(source_plan, FEBRUARY, Grouping.SECTION), NARROW, 0)
        svg = canvas.svg(bottom, "План", alone=True)
    page = tmp_path / "page.html"
    check = OVERFLOWS.replace("BESIDE", "false" if narrow else "true")
    page.write_text(f'<!doctype html><meta charset="utf-8">{svg}{check}', encoding="utf-8")
    assert "<title>[]</title>" in dumped_page(page.as_uri(), tmp_path)
