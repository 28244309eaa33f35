"""What only a comparison with the older plan can tell: names left behind, notes that matter more when new."""

from __future__ import annotations

import pytest

from luzplan.check import Options
from luzplan.check.baseline import only_new
from luzplan.plan.build import build_plan
from luzplan.text import Severity, Source

PLAN = """title: План работы Лузского школьного округа
year: 2011-2012
district: {name: Лузский школьный округ, short: ЛШО}
headings: {schools: 'Состав Лузского школьного округа (далее ЛШО):'}
abbreviations: {НПК: научно-практическая конференция}
schools:
  - {name: КОГОКУ СОШ г. Лузы, aliases: [БШ]}
  - {name: МОКУ СОШ №2 г. Лузы}
roles:
  - {name: Совет округа, aliases: [Совет ЛШО]}
  - {name: Куратор, aliases: [тьютор]}
sections:
  - title: Организация
    activities:
      - {what: Заседание совета округа, when: май, who: Совет округа}
      - {what: Участие школ в НПК, when: май, who: Зам по УВР МОКУ СОШ №2}
      - {what: Олимпиада в БШ, when: май, who: Куратор}
"""


def told(*changes: tuple[str, str]) -> list[tuple[str, str, Severity]]:
    now = PLAN
    for old, new in changes:
        assert old in now
        now = now.replace(old, new)
    before = build_plan(Source("plan.yaml", PLAN))
    found = only_new(build_plan(Source("plan.yaml", now)), before, Options()).problems
    return [(one.code, now[one.start : one.end], one.severity) for one in found]


ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            [("name: Совет округа", "name: Координационный совет")],
            [
                ("LP117", "Координационный совет", WARNING),
                ("LP120", "совета округа", WARNING),
            ],
        ),
        ([("{НПК: научно-практическая конференция}", "{}")],
         [("LP112", "НПК", WARNING)]),
        ([("short: ЛШО", "short: ЛОО")],
         [("LP119", "ЛШО", WARNING)]),
        ([(", aliases: [БШ]", "")], [("LP112", "БШ", WARNING)]),
        ([("Участие школ", "Участие СОШ № 3")], [("LP118", "СОШ № 3", WARNING)]),
        ([("name: Совет округа", "name: Координационный совет"), ("совета округа", "координационного совета"),
          ("who: Совет округа", "who: Координационный совет")], []),
        ([("  - {name: Куратор, aliases: [тьютор]}\n", "")], []),
        ([("Лузского", "Лузского  "), ("year:", "# год\nyear:")], []),
    ],
)  # fmt: skip
def test_names_are_left_behind(
    changes: list[tuple[str, str]], expected: list[tuple[str, str, Severity]]
) -> None:
    assert told(*changes) == expected


def test_what_matters_only_when_it_is_new_is_not_counted_among_what_was_there() -> None:
    old = PLAN.replace("Участие школ", "Участие СОШ № 3")
    now = build_plan(Source("plan.yaml", old.replace("Олимпиада", "Турнир")))
    checked = only_new(now, build_plan(Source("plan.yaml", old)), Options())
    assert (checked.problems, checked.earlier) == ((), 0)
