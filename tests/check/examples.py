"""Examples of the rules' manuals as whole plans."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from luzplan.check import ALL, Checked, Options, check_built
from luzplan.plan.build import load_plan
from tests.building import build

EVERYTHING = Options(notes=True)
ROW = "- {what: Педсовет, when: август, who: Директор}"


def examples(manual: str) -> list[str]:
    """The bad and the good example of a manual, in this order; none if it has none."""
    parts = re.split(r"^(?:Плохо|Хорошо):$", manual, flags=re.MULTILINE)
    return [textwrap.dedent(part).strip("\n") + "\n" for part in parts[1:]]


def plan_text(example: str) -> str:
    """Make a plan of an example: rows of a section, keys of a plan, or a whole plan."""
    if re.search("^year:", example, re.MULTILINE) or example.startswith("#"):
        return example
    if example.startswith("- "):
        rows = textwrap.indent(example, "  ")
        return f"year: 2011-2012\nsections:\n- title: Раздел\n  activities:\n{rows}"
    sections = f"sections:\n- title: Раздел\n  activities:\n  {ROW}\n"
    return f"year: 2011-2012\n{example}{'' if 'sections:' in example else sections}"


def check_text(text: str, options: Options = EVERYTHING) -> Checked:
    """Check a text as a plan."""
    return check_built(build(text), options)


def check_file(name: str, options: Options = ALL) -> Checked:
    """Check a file as `luzplan validate` does without a policy."""
    return check_built(load_plan(name), options)


def codes(checked: Checked) -> list[str]:
    """The codes found, in the order of the file."""
    return [problem.code for problem in checked.problems]


def marked(checked: Checked) -> Sequence[tuple[str, str]]:
    """Code and marked words of each problem."""
    text = checked.source.text
    return [(problem.code, text[problem.start : problem.end]) for problem in checked.problems]
