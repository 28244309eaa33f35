"""`luzplan init` and `luzplan new-year`: the file of a new plan, and next year's from this year's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from luzplan.cli import options
from luzplan.cli.arguments import school_year_of
from luzplan.cli.console import Reader, is_asked, print_answer, print_message, warn
from luzplan.cli.editing import plan_text
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.options import command
from luzplan.cli.output import refuse_replacing, save_output
from luzplan.cli.periods import present_year
from luzplan.cli.plans import FILE, mode_of, plan_name, plan_of
from luzplan.edit import Refused
from luzplan.edit.next_year import next_plan
from luzplan.plan.build import build_plan, load_plan
from luzplan.russian import ACTIVITIES, count, listing, quote
from luzplan.school_year import SchoolYear
from luzplan.text import Source
from luzplan.text.saving import encoded
from luzplan.text.scalar import Place, write_scalar
from luzplan.text.system import as_typed

_SECTION = "Организационная работа"

_EXAMPLES = """Примеры:
  luzplan init                                спросит название, год и разделы
  luzplan init --title "План школы" --year 2026-2027 --section "Кадры" --yes
"""


class NewPlan(NamedTuple):
    """A new plan as typed; None or nothing where it was not."""

    title: Annotated[str | None, typer.Option(metavar="ТЕКСТ", help="Название плана.")] = None
    year: Annotated[
        str | None, typer.Option(metavar="ГОД", help="Учебный год, 2026-2027, или календарный, 2026.")
    ] = None
    section: Annotated[
        list[str] | None, typer.Option("--section", "-s", metavar="РАЗДЕЛ", help="Раздел; можно повторять.")
    ] = None
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ни о чём не спрашивать.")] = False
    today: options.TodayOption = None

    def text(self) -> str:
        """The text of the file; asks at the terminal for what is not given."""
        asks = is_asked() and not self.yes
        year = _year(self.year, present_year(self.today), asks=asks)
        words = str(year) if year.is_calendar_year else f"{year} учебный"
        usual = f"План работы на {words} год"
        given = plan_text(self.title, "--title") if self.title is not None else None
        title = _asked("Название", usual, asks=asks) if given is None else given
        sections = [plan_text(one, "--section") for one in self.section or ()] or _sections(asks=asks)
        if not title or not all(sections):
            raise CommandError(Code.USAGE, "название пустое", "Напишите его словами.")
        days = f"  # с 1 сентября {year.first_year} по 31 августа {year.first_year + 1}"
        lines = [_HINTS, _pair("title", title), f"year: {year}{'' if year.is_calendar_year else days}"]
        parts = [f"  - {_pair('title', one, 4)}\n    activities:" for one in dict.fromkeys(sections)]
        return "\n".join([*lines, "sections:", *parts]) + "\n"


@command(_EXAMPLES)
def init(
    wording: NewPlan,
    file: Annotated[
        str, typer.Argument(metavar="[ФАЙЛ]", help=f"Как назвать; иначе {FILE}.", show_default=False)
    ] = FILE,
) -> None:
    """Начать новый план: файл с подсказками.

    На экране спрашивает то, что не названо; файл, который уже есть, не трогает.
    """
    if mode_of(file):
        hint = "Назовите другой файл: luzplan init ФАЙЛ."
        if Path(file).is_file() and not Path(file).stat().st_size:
            hint = "Он пуст: удалите его и повторите команду."
        raise CommandError(Code.UNREADABLE, f"файл {quote(file)} уже есть", hint)
    text = wording.text()
    save_output(file, text.encode(), force=False)
    plan = plan_of(build_plan(Source(file, text)))
    place = ["--section", "1"] if len(plan.sections) > 1 else []
    example = ["--what", "Педсовет", "--when", "30 октября", "--who", "Директор"]
    words = [*place, *example, *([] if file == FILE else ["--plan", file])]
    print_message(f"Создан {file}. Разделы: {listing([quote(one.title) for one in plan.sections])}.")
    print_message(f"Дальше: luzplan add {as_typed(*words)}")


def _asked(question: str, usual: str, *, asks: bool) -> str:
    """The answer to a question, the usual one if nobody is asked or nothing is typed."""
    answer = input(f"{question} [{usual}]: ").strip() if asks else ""
    return plan_text(answer, question) if answer else usual


def _year(given: str | None, usual: SchoolYear, *, asks: bool) -> SchoolYear:
    if given is not None:
        return school_year_of(given)
    while True:
        try:
            return school_year_of(_asked("Учебный год", str(usual), asks=asks))
        except CommandError as failure:
            warn(f"{failure.args[0]}. {failure.hint}")


def _sections(*, asks: bool) -> list[str]:
    """The titles that are typed until an empty one; one usual section if there are none."""
    if not asks:
        return [_SECTION]
    titles: list[str] = []
    print_message("Разделы плана, по одному; пустая строка — конец.")
    while answer := input(f"Раздел {len(titles) + 1}{'' if titles else f' [{_SECTION}]'}: ").strip():
        if answer in titles:
            warn(f"Раздел {quote(answer)} уже есть.")
        else:
            titles.append(plan_text(answer, "РАЗДЕЛ"))
    return titles or [_SECTION]


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


def _pair(key: str, value: str, indent: int = 0) -> str:
    return f"{key}: {write_scalar(value, Place(indent + len(key) + 2, indent + 2))}"


_NEW_YEAR_EXAMPLES = """Примеры:
  luzplan new-year -o plan-2012.yaml
  luzplan new-year --year 2013-2014 -o plan-2013.yaml
"""


@command(_NEW_YEAR_EXAMPLES)
def new_year(
    year: Annotated[
        str | None, typer.Option("--year", metavar="ГОД", help="Учебный год: 2012-2013; без него следующий.")
    ] = None,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
    plan: options.PlanOption = None,
) -> None:
    """План на следующий год из этого: сдвинуть даты, снять отметки.

    Строки, на которые надо взглянуть (нет 29 февраля, другой день недели, не выполнено), отмечены в файле
    заметками «# проверьте».
    """
    wanted = school_year_of(year) if year is not None else None
    refuse_replacing(output, [plan_name(plan)])
    built = load_plan(plan_name(plan))
    own = plan_of(built).year
    years = wanted.first_year - own.first_year if wanted else 1
    if wanted and (years <= 0 or wanted.is_calendar_year is not own.is_calendar_year):
        hint = "Назовите более поздний год или уберите --year: план будет на следующий."
        also = "" if years > 0 else "и так "
        if years < 0:
            also = "уже "
        raise CommandError(Code.USAGE, f"план {also}на {own.name}", hint)
    carried = next_plan(built, wanted)
    if isinstance(carried, Refused):
        raise CommandError(Code.REFUSED, carried.message, carried.hint)
    if output is None or output == "-":
        print_answer(carried.source.text, Reader.PROGRAM)
    else:
        save_output(output, encoded(carried.source, carried.source.text), force=force)
    places = count(carried.moved, ("месте", "местах", "местах"))
    warn(f"План на {carried.year}: годы и даты сдвинуты в {places}.")
    if carried.cleared:
        warn(f"Сняты отметки о выполнении: {count(carried.cleared, ACTIVITIES)}.")
    for activity, remark in carried.remarks:
        warn(f"{activity.id}: {remark}")
