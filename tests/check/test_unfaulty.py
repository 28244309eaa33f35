"""What looks like a fault and is none, and what is none any more once it is explained."""

from __future__ import annotations

import re

import pytest

from luzplan.check.rules import RULES
from tests.check.examples import check_text, codes, plan_text
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "example",
    [
        "- {what: 'Счёт 3 : 1, 1,5 часа, школа.рф, т.е. и т.д.', when: май, who: Директор}\n",
        "- {what: 'IT-класс, Wi-Fi, XXI век, формат A4, e-mail', when: май, who: Директор}\n",
        "- {what: Уроки в 8 – 9 классах, when: май – июнь, who: Директор}\n",
        "- {what: КОНКУРС ЧТЕЦОВ, when: май, who: Директор}\n",
        "- {what: Неделя науки (НН) и ещё НН, when: май, who: Директор}\n",
        "- {what: Педсовет, when: 'четверг, 15 декабря', who: Директор}\n",
        "- {what: Педсовет, when: 'воскресенье, 5 февраля', who: Директор}\n",
        "- {what: Педсовет, when: по плану РОО, who: Директор}\n",
        "- {what: Отчёт, when: май, who: Директор, done: 2012-06-15}\n",
        "schools:\n- {name: МОКУ СОШ №2 г. Лузы}\nauthor: {position: директор МОКУ СОШ № 2}\n",
        "roles:\n- {name: Завуч, aliases: [завуч, Завуч]}\n",
        "roles:\n- {name: Куратор, parent: Заместитель директора}\n",
        "approval:\n  approved: {by: директор, name: Пелевин Л.В. _____, order: приказ № 15}\n",
        "abbreviations: {НПК: научно-практическая конференция}\ngoals: [проведение НПК.]\n",
        "title: План на 2011-2012 учебный год\n",
        "title: План на 2011/12 учебный год\n",
        "title: План на 2011/12 учебный год\ncalendar: {start: 1 августа}\n",
    ],
)
def test_nothing_is_found(example: str) -> None:
    assert codes(check_text(plan_text(example))) == []


def test_every_code_that_the_program_raises_is_explained() -> None:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    raised = {code for text in texts for code in re.findall(r'"(LP\d{3})"', text)}
    assert raised == {rule.code for rule in RULES}
