"""Plans of any size, and the same activities as todoman keeps them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from icalendar import Calendar, Todo

_WHATS = (
    "Подготовка и распространение информации для учащихся и родителей о профилях обучения, часть {0}",
    "Создание межшкольной базы данных о предметах по выбору в девятых классах, часть {0}.",
    "Семинар-практикум для учителей информатики «Сетевое взаимодействие», занятие {0}",
    "Родительское собрание по организации предпрофильной подготовки, встреча {0}",
)
_WHENS = (
    "Ноябрь - январь",
    "постоянно",
    "до {0} мая",
    "{0}.02.2012",
    "Февраль – апрель",
    "В течение года",
    "{0} марта",
)
_WHOS = (
    "Зам по УВР",
    "Замы по УВР и ВР, психолог",
    "Директора школ округа",
    "Методический совет",
    "классные руководители",
)
PER_SECTION = 45


def plan_text(activities: int) -> str:
    """Write a plan with so many activities; texts, deadlines and executors vary as in real ones."""
    lines = ["title: План работы", "year: 2011-2012", "sections:"]
    for at in range(activities):
        if at % PER_SECTION == 0:
            lines += [f"  - title: Раздел {at // PER_SECTION + 1}", "    activities:"]
        lines += [
            f"      - what: {_WHATS[at % len(_WHATS)].format(at)}",
            f"        when: {_WHENS[at % len(_WHENS)].format(at % 28 + 1)}",
            f"        who: {_WHOS[at % len(_WHOS)]}",
        ]
    return "\n".join(lines) + "\n"


def write_todos(folder: Path, summaries: list[tuple[str, date | None]]) -> None:
    """Write the activities, with their last days, as a calendar of todoman: a file each."""
    folder.mkdir(parents=True)
    for at, (summary, due) in enumerate(summaries):
        todo = Todo()
        todo.add("uid", f"{at}@bench")
        todo.add("dtstamp", date(2011, 9, 1))
        todo.add("summary", summary)
        if due is not None:
            todo.add("due", due)
        calendar = Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", "bench")
        calendar.add_component(todo)
        (folder / f"{at}.ics").write_bytes(calendar.to_ical())
