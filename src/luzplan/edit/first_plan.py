"""The file of a plan that has only a title, a year and sections yet, with hints how to fill it in."""

from collections.abc import Sequence

from luzplan.school_year import SchoolYear
from luzplan.text.scalar import Place, write_scalar

_HINTS = """\
# План работы — один текстовый файл. Как его заполнять:
#   • Мероприятие — три строки под activities, с такими же отступами (пробелами, не табуляцией):
#         - what: Педсовет «Итоги четверти»
#           when: 30 октября            # срок словами: «Ноябрь - январь», «до 15 мая», «ежемесячно»
#           who: Директор, Зам по УВР   # исполнители словами
#     Можно добавить и where: (где), note: (заметка), done: (когда выполнено).
#   • Номера не пишутся: 2.8 — это восьмое мероприятие второго раздела.
#   • То же командой: luzplan add --section 1 --what "Педсовет" --when "30 октября" --who "Директор"
#   • Проверить файл: luzplan validate. Что скоро: luzplan due.
"""


def first_plan(title: str, year: SchoolYear, sections: Sequence[str]) -> str:
    """The text of the file; the titles must be writable, and there must be a section."""
    days = (
        ""
        if year.is_calendar_year
        else f"  # с 1 сентября {year.first_year} по 31 августа {year.first_year + 1}"
    )
    lines = [_HINTS, _pair("title", title), f"year: {year}{days}"]
    parts = [f"  - {_pair('title', one, 4)}\n    activities:" for one in sections]
    return "\n".join([*lines, "sections:", *parts]) + "\n"


def _pair(key: str, value: str, indent: int = 0) -> str:
    return f"{key}: {write_scalar(value, Place(indent + len(key) + 2, indent + 2))}"
