"""What looks like a fault and is none, and what is none any more once it is explained."""

from __future__ import annotations

import re

import pytest

from luzplan.check.rule import Rule
from luzplan.check.rules import RULES
from tests.check.examples import check_text, codes, plan_text
from tests.conftest import DATA, ROOT


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
        "title: Подготовка школы к новому 2012–2013 учебному году\n",
        "title: Подготовка к началу 2011/2012 учебного года\n",
        "title: План на 2011/12 учебный год\ncalendar: {start: 1 августа}\n",
    ],
)
def test_nothing_is_found(example: str) -> None:
    assert codes(check_text(plan_text(example))) == []


def test_every_code_that_the_program_raises_is_explained() -> None:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    raised = {code for text in texts for code in re.findall(r'"(LP\d{3})"', text)}
    assert raised == {rule.code for rule in RULES}


APPROVALS = """
agreed: {by: педсовет, protocol: "протокол № 1 от «29» августа 2011 г.", date: 30.08.2011}
approved: {by: директор, order: "приказ № 12.09/2011-1 от 30 августа 2011 года"}
---
agreed: {by: педсовет, protocol: протокол № 4 от 02.06.2011 г.}
approved: {by: директор, order: приказ от 31.08.11 № 120-од}
---
approved: {by: И.о. директора, name: Иванов И.И., date: «1» сентября 2011г.}
---
agreed: {by: Совет, protocol: 'протокол от 15.08.2011. № 3'}
approved: {heading: УТВЕРЖДАЮ, name: Иванов И.И., order: 'Пр. № 2010 от 2011-08-31'}
---
agreed: {by: Совет, protocol: "протокол №1, 15 августа 2011 г."}
approved: {by: директор, order: "приказ №15"}
"""


@pytest.mark.parametrize("blocks", APPROVALS.split("---"))
def test_an_approval_that_is_in_order(blocks: str) -> None:
    approval = "".join(f"  {line}\n" for line in blocks.strip().splitlines())
    assert codes(check_text(plan_text(f"approval:\n{approval}"))) == []


def silent() -> dict[str, str]:
    """By code the example of what the rule's manual says that it leaves alone."""
    parts = re.split(
        r"^=== (LP\d+)\n", (DATA / "check" / "silent.txt").read_text(encoding="utf-8"), flags=re.M
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


# A file that is not there and its bytes; what only a comparison with an older version can tell.
_WITHOUT_EXAMPLE = {"LP001", "LP002", "LP120", "LP126", "LP407"}
_SAID = r"(?i)не (?:отмеча|счита|провер|нужно)|— не повтор|ошибк[аи] не|в один день — можно|— нет\."


@pytest.mark.parametrize(
    "rule", [one for one in RULES if one.code not in _WITHOUT_EXAMPLE], ids=lambda one: one.code
)
def test_a_rule_says_what_it_leaves_alone_and_does(rule: Rule) -> None:
    assert re.search(_SAID, " ".join(rule.manual.split()))
    checked = check_text(plan_text(silent()[rule.code]))
    assert checked.built.plan is not None
    assert rule.code not in codes(checked)
