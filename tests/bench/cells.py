"""Ten thousand cells of which no two are alike: how long it takes to read them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import islice, product

from luzplan.answers import RoleBook
from luzplan.deadline.reader import read_deadline
from luzplan.russian import MONTHS, MONTHS_OF
from luzplan.school_year import Calendar, SchoolYear

EACH = 5_000
_WHENS = (
    "{day} {of_month}",
    "до {day} {of_month}",
    "{day}.{month:02}.2012",
    "{month_name}, {day}-го",
    "с {day} {of_month} по {next} мая",
    "{day}-{next} {of_month} 2012 г.",
    "{of_month}, до {day} числа",
    "{month_name} – май, кабинет {day}",
    "до {day} {of_month} (отчёт до {next} июня)",
    "ежемесячно до {day} числа, {month_name}",
    "{day}.{month:02}, {next}.{month:02} в 15.00",
    "{day} и {next} {of_month}, далее по графику",
    "не позднее {day} {of_month} 2012 года",
    "вторая неделя {of_month}, {day}.05",
)
_WHOS = (
    "Зам по УВР {surname} {initials}",
    "Учителя {subject}, {surname} {initials}",
    "Замы по УВР и ВР, {surname} {initials}",
    "Директор школы № {number}, учитель {subject}",
    "Классные руководители {number} классов, {surname} {initials}",
    "{surname} {initials}, педагог-психолог",
    "Отдел {subject} и спорта, школа № {number}",
    "Руководитель МО {subject}, {surname} {initials}",
    "Администрация, совет {number} классов, учитель {subject}",
    "МБУ ДО «Центр № {number}», методист по {subject}",
)
_SURNAMES = ("Иванова", "Петров", "Сидоренко", "Белова", "Кузьмина", "Титов", "Лукина", "Жуков", "Чернова")
_SUBJECTS = ("истории", "математике", "физики", "культуры", "технологии", "химии", "музыки", "географии")
_INITIALS = tuple(f"{one}.{other}." for one in "АВЕИЛМНОС" for other in "АВПИТН")


def deadlines() -> list[str]:
    """Deadlines of fourteen forms."""
    days = product(range(1, 29), range(12), range(3), _WHENS)
    cells = (
        form.format(
            day=day, next=29 - day + further, month=at + 1, month_name=MONTHS[at], of_month=MONTHS_OF[at]
        )
        for day, at, further, form in days
    )
    return list(islice(dict.fromkeys(cells), EACH))


def executors() -> list[str]:
    """Executors of ten forms."""
    people = product(_INITIALS, range(1, 12), _SUBJECTS, _SURNAMES, _WHOS)
    cells = (
        form.format(initials=initials, number=number, subject=subject, surname=surname)
        for initials, number, subject, surname, form in people
    )
    return list(islice(dict.fromkeys(cells), EACH))


def seconds(read: Callable[[str], object], cells: list[str]) -> float:
    """The processor's time for the cells."""
    start = time.process_time()
    for cell in cells:
        read(cell)
    return time.process_time() - start


def print_cells(rounds: int) -> None:
    """Read the cells, with nothing remembered of the readings, and print the best of some rounds."""
    whens, whos = deadlines(), executors()
    calendar = Calendar(SchoolYear(2011))
    best = [
        (seconds(lambda cell: read_deadline(cell, calendar), whens), seconds(RoleBook().read, whos))
        for _ in range(rounds)
    ]
    when, who = (min(times) for times in zip(*best, strict=True))
    sys.stdout.write(f"{len(whens)} deadlines {when:.2f} s, {len(whos)} executors {who:.2f} s\n")
