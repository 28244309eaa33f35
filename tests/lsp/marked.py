"""Plans with a mark «¦» where the cursor is."""

from __future__ import annotations

from datetime import date

from luzplan.check import Options
from luzplan.lsp import OpenPlan

TODAY = date(2012, 2, 1)
HEAD = """\
year: 2011-2012
district: {name: Лузский школьный округ, short: ЛШО}
schools:
  - name: КОГОКУ СОШ г. Лузы
    base: true
    aliases: [БШ]
  - name: МОКУ СОШ №2 г. Лузы
roles:
  - name: Совет округа
    since: Декабрь
  - {name: Секретарь совета, parent: Совет округа}
abbreviations:
  ЦШО: центр школьного образования
"""
ROWS = """\
sections:
  - title: Уроки
    activities:
      - what: Заседание ЛШО
        when: 15 февраля, 20 марта
        who: Совет округа, Зам по УВР БШ
        done: 2012-01-20
      - what: >-
          Открытый урок,
          два дня
        when: 6 – 8 февраля 2012
        who: Замы по УВР и ВР
"""


def opened(text: str) -> tuple[OpenPlan, int]:
    """The plan without its mark, and where that stood."""
    before, mark, after = text.partition("¦")
    plan = OpenPlan("plan.yaml", before + after, Options(today=TODAY), TODAY)
    return plan, len(before) if mark else 0


def at(words: str, text: str = HEAD + ROWS) -> tuple[OpenPlan, int]:
    """A plan with the cursor where the words have a mark; without it they must stand in the text."""
    assert words.replace("¦", "") in text
    return opened(text.replace(words.replace("¦", ""), words, 1))
