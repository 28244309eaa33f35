"""Options and arguments that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.formats import FORMATS
from luzplan.russian import listing

PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan",
        "-p",
        metavar="ФАЙЛ",
        help="Файл плана. По умолчанию $LUZPLAN_PLAN, затем plan.yaml здесь или в папке выше.",
    ),
]
PlansOption = Annotated[
    list[str] | None,
    typer.Option(
        "--plan",
        "-p",
        metavar="ФАЙЛ",
        help="Файл плана или папка с планами; можно повторять. По умолчанию $LUZPLAN_PLAN, "
        "затем plan.yaml здесь или в папке выше.",
    ),
]
TodayOption = Annotated[
    str | None,
    typer.Option(
        "--today", metavar="ДАТА", help="Считать, что сегодня этот день: 2012-02-01 или «1 февраля»."
    ),
]
MonthOption = Annotated[
    str | None,
    typer.Option("--month", "-m", metavar="МЕСЯЦ", help="Месяц: февраль, фев, 2, 2012-02."),
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="ДАТА", help="С этого дня: 2012-02-01, «1 февраля».")
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="ДАТА", help="По этот день включительно.")]
WithinOption = Annotated[
    int | None, typer.Option("--within", metavar="ДНЕЙ", min=0, help="Сегодня и столько дней вперёд.")
]
RoleOption = Annotated[
    str | None, typer.Option("--role", "-r", metavar="РОЛЬ", help="Исполнитель: «Зам по УВР», «Директор БШ».")
]
SchoolOption = Annotated[
    str | None,
    typer.Option("--school", metavar="ШКОЛА", help="Школа: название или как её зовут в плане, «БШ»."),
]
SectionOption = Annotated[
    str | None, typer.Option("--section", "-s", metavar="РАЗДЕЛ", help="Раздел: номер или начало названия.")
]
StateOption = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="СОСТОЯНИЕ",
        help="done (выполнено), overdue (просрочено), due (идёт), ahead (впереди).",
    ),
]
ByOption = Annotated[
    str,
    typer.Option(
        "--by", metavar="КАК", show_default=False,
        help="Как сгруппировать: section (раздел), role (роль) или school (школа).",
    ),
]  # fmt: skip
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", "-f", metavar="ФОРМАТ",
        help=f"В каком виде: {listing(FORMATS, 'или')}. По умолчанию — по имени файла, иначе table.",
    ),
]  # fmt: skip
OutputOption = Annotated[
    str | None, typer.Option("--output", "-o", metavar="ФАЙЛ", help="Записать в файл, а не на экран.")
]
PagerOption = Annotated[
    bool, typer.Option("--no-pager", help="Длинный ответ не листать, а напечатать целиком.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Записать поверх файла, если он уже есть.")]
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help="Закончить с кодом 1, если что-нибудь нашлось.")
]
