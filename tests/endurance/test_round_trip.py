"""A plan of any words that is exported to Word and imported from it says what it said."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.edit.samples import Row, Sample
from tests.endurance.plans import PHRASES
from tests.endurance.program import run_program

words = st.lists(st.text("абвгдежзиклмн", min_size=3, max_size=9), min_size=1, max_size=6).map(" ".join)
rows = st.fixed_dictionaries(
    {"what": words.map(str.capitalize), "when": st.sampled_from(PHRASES[:2] + PHRASES[4:8])},
    optional={"who": st.sampled_from(PHRASES[12:15]), "where": words},
)
sections = st.lists(st.lists(rows, min_size=1, max_size=4), min_size=1, max_size=3)


def plan_text(sections: list[list[Row]], title: str) -> str:
    written = "".join(
        f"- title: Раздел {'АБВ'[number]}\n  activities:\n" + "".join(f"  - {row}\n" for row in section)
        for number, section in enumerate(sections)
    )
    return f"title: План {title}\nyear: 2011-2012\nsections:\n{written}"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sections=sections, title=words)
def test_exported_and_imported_a_plan_says_the_same(
    sections: list[list[Row]], title: str, tmp_path: Path
) -> None:
    plan, paper, back = tmp_path / "plan.yaml", tmp_path / "plan.docx", tmp_path / "back.yaml"
    plan.write_text(plan_text(sections, title), encoding="utf-8")
    assert run_program(["export", "--plan", str(plan), "--force", "-o", str(paper)]).code == 0
    assert run_program(["import", str(paper), "--force", "-o", str(back)]).code == 0
    assert Sample(back.read_text(encoding="utf-8")).rows == sections
