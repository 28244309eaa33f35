from __future__ import annotations

import pytest

from luzplan.check.fixing import means_the_same
from luzplan.plan.build import build_plan
from luzplan.text import Source

MEANT = """\
year: 2011-2012
sections:
- title: Раздел
  activities:
  - {what: Проект «Сайт», when: Май - июнь, who: Зам. по УВР, id: сайт}
  - {what: Семинар, when: феврюнь, who: психлог}
"""


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Проект «Сайт»", 'Проект  "Cайт" .', True),
        ("Май - июнь", "май – июнь", True),
        ("Зам. по УВР", "Зам по УВР", True),
        ("феврюнь", "февраль", True),
        ("психлог", "псиxлoг", True),
        ("психлог", "психолог", False),
        ("Проект", "План", False),
        ("Май - июнь", "Май - июль", False),
        ("Зам. по УВР", "Зам. по ВР", False),
        ("Зам. по УВР", "Зам. по УВР школ округа", False),
        ("id: сайт", "id: 'сайт '", False),
        ("2011-2012", "2012-2013", False),
        ("what: Семинар, ", "", False),
        ("  - {what: Семинар, when: феврюнь, who: психлог}\n", "", False),
        ("sections:", "sections: [", False),
    ],
)
def test_the_same_words_deadlines_and_executors_mean_the_same(old: str, new: str, same: bool) -> None:
    assert old in MEANT
    before, after = (build_plan(Source("plan.yaml", text)) for text in (MEANT, MEANT.replace(old, new)))
    assert means_the_same(before, after) is same
