"""A plan file written of what was recognised in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from luzplan.documents.transcript import ActivityText, SectionText, SignatureText, Transcript
from luzplan.school_year import SchoolYear
from luzplan.text.scalar import Place, write_scalar

_HELP = """\
#
# Как его править:
#   • Текст мероприятий, сроков и исполнителей пишется обычными словами, как в документе.
#   • Номера не пишутся: 2.8 — это восьмое мероприятие второго раздела. Вставили строку — остальные
#     пересчитались сами.
#   • Новое мероприятие — три строки с теми же отступами, что у соседей:
#         - what: Что делается
#           when: Ноябрь - январь       # срок; нет срока — уберите строку целиком
#           who: Зам по УВР, психолог
#   • Отступы — пробелами, не табуляцией. Длинный текст или текст с двоеточием начинается знаком «>-»
#     и продолжается на следующих строках с отступом: переносы строк станут пробелами.
#   • Выполнено — добавьте строку «done: 2012-02-10» (или наберите: luzplan done 2.8).
#   • После правки проверьте файл: luzplan validate
"""
_ROLES = """\
# Обычные школьные должности программа знает сама. Те, которых она не знает, допишите так:
# roles:
#   - name: Совет округа
#     since: Декабрь                # с какого срока роль существует; можно не указывать
"""
_COMMENT_COLUMN = 36
_YEAR = re.compile(r"\s+на \d{4}.*")
_LONGEST_NAME = 55  # characters
# What people are told of a key above it.
_ABOUT = {
    "approval": (
        "Грифы. Слева — СОГЛАСОВАНО, справа — УТВЕРЖДАЮ. Подчёркивания — места, которые заполняют от руки."
    ),
    "headings": "Слова самого документа: над списками, в шапке таблицы, перед автором.",
    "schools": "aliases — как ещё школу зовут в этом плане; base — базовая школа округа.",
    "preface": "Остальные слова документа перед таблицей.",
    "calendar": "Август в этом плане — начало года, а не конец.",
    "columns": "Остальные столбцы документа: строки пишут их под этими именами.",
    "afterword": "Остальные слова документа после таблицы.",
}
_KEYS = (
    "approval", "headings", "schools", "goals", "functions", "preface", "roles", "abbreviations", "calendar",
    "columns", "sections", "afterword", "author",
)  # fmt: skip


def write_plan(transcript: Transcript, year: SchoolYear) -> str:
    """Write a plan file that reads back as the transcript's texts; all lines end with a newline."""
    values = {**_values(transcript), **transcript.head}
    parts = [list(_head(transcript)), list(_identity(values, year, transcript.start))]
    for key in _KEYS:
        if key == "sections":
            parts.append(list(_sections(transcript.sections)))
        elif key == "roles" and not values.get(key):
            parts.append(_ROLES.splitlines())
        elif lines := list(_entry("", key, values.get(key, ""))):
            own = key in _ABOUT and key not in transcript.head
            parts.append([f"# {_ABOUT[key]}", *lines] if own else lines)
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts)


def _values(transcript: Transcript) -> dict[str, object]:
    """What was recognised, under the keys of a plan file."""
    agreed, approved, author = transcript.agreed, transcript.approved, transcript.author
    return {
        "title": transcript.title,
        "district": {"name": transcript.district, "short": transcript.short},
        "approval": {"agreed": _signature(agreed, "protocol"), "approved": _signature(approved, "order")},
        "headings": {
            "schools": transcript.schools_heading,
            "goals": transcript.goals.heading,
            "functions": transcript.functions.heading,
            "columns": transcript.columns,
            "author": author.heading,
        },
        "schools": [
            {"name": one.name, "base": one.base and "true", "level": one.level, "aliases": one.aliases}
            for one in transcript.schools
        ],
        "goals": transcript.goals.items,
        "functions": transcript.functions.items,
        "preface": transcript.preface,
        "calendar": {"start": transcript.start},
        "columns": transcript.further,
        "afterword": transcript.afterword,
        "author": {"position": author.position, "name": author.name},
    }


def _signature(text: SignatureText, document: str) -> dict[str, str]:
    texts = {"heading": text.heading, "by": text.by, "name": text.name}
    return {**texts, document: text.document, "date": text.date}


def _entry(indent: str, key: str, value: object) -> Iterator[str]:
    """Write a key with a text, a mapping, a list of texts or of mappings; none if there is nothing in it."""
    if isinstance(value, str):
        yield from [_scalar(f"{indent}{_key(key)}: ", value)] if value else []
        return
    inner = f"{indent}  "
    lines: list[str] = []
    if isinstance(value, dict):
        lines = [line for name, one in value.items() for line in _entry(inner, name, one)]
    for item in value if isinstance(value, (list, tuple)) else ():
        if isinstance(item, dict):
            first, *more = [
                line for name, one in item.items() for line in _entry(f"{inner}  ", name, one)
            ] or [""]
            lines += [f"{inner}- {first.lstrip()}", *more] if first else []
        else:
            lines.append(_scalar(f"{inner}- ", str(item)))
    yield from [f"{indent}{_key(key)}:", *lines] if lines else []


def _head(transcript: Transcript) -> Iterator[str]:
    title = _YEAR.sub("", " ".join(transcript.title.split()))
    name = title if 0 < len(title) <= _LONGEST_NAME else "План работы"
    yield f"# {name} — один текстовый файл вместо таблицы Word."
    yield from (f"# {remark}" for remark in transcript.remarks)
    yield from _HELP.splitlines()


def _identity(values: Mapping[str, object], year: SchoolYear, start: str) -> Iterator[str]:
    yield from _entry("", "title", values["title"])
    yield f"{f'year: {year}':{_COMMENT_COLUMN}}# {_year_words(year, start)}"
    yield from _entry("", "district", values["district"])


def _year_words(year: SchoolYear, start: str) -> str:
    """«учебный год: с 1 сентября 2011 по 31 августа 2012»."""
    if year.is_calendar_year:
        return f"календарный год: с 1 января по 31 декабря {year}"
    last = "31 июля" if start else "31 августа"
    return f"учебный год: с {start or '1 сентября'} {year.first_year} по {last} {year.first_year + 1}"


def _sections(sections: Sequence[SectionText]) -> Iterator[str]:
    yield "sections:"
    for at, section in enumerate(sections):
        yield from [""] if at else []
        yield from (f"  # Шапка таблицы: {heading}" for heading in section.headings)
        yield _scalar("  - title: ", section.title) if section.title else "  - title:"
        yield from _entry("    ", "preface", section.preface)
        yield from ["    activities:"] if section.activities else []
        for activity in section.activities:
            yield from _activity(activity)


def _activity(activity: ActivityText) -> Iterator[str]:
    if activity.number:
        yield f"      # № {activity.number}"
    yield _scalar("      - what: ", activity.what)
    days = activity.done.split("; ")
    if len(days) > 1:  # stand on one line
        done = [f"        done: [{', '.join(days)}]"]
    else:
        done = list(_entry(_WITHIN, "done", activity.done))
    own = (("when", activity.when), ("who", activity.who), ("where", activity.where), *activity.extra)
    further = (("note", activity.note), ("id", activity.id), ("after", activity.after))
    for key, text in own:
        yield from _entry(_WITHIN, key, text)
    yield from done
    for key, text in further:
        yield from _entry(_WITHIN, key, text)


_WITHIN = " " * 8  # an activity


def _key(name: str) -> str:
    """A column's name as a key, in quotes where YAML needs them."""
    return name if _PLAIN_KEY.fullmatch(name) else write_scalar(name, Place(flow=True))


_PLAIN_KEY = re.compile(r"[A-Za-zА-Яа-яЁё][^:#]*[^:#\s]")


def _scalar(prefix: str, text: str) -> str:
    """Write a key or a dash with its text; further lines stand two columns to the right of the key."""
    column = len(prefix) - len(prefix.lstrip(" -"))
    indent = column + 2 if prefix.strip() != "-" else column
    return prefix + write_scalar(text, Place(len(prefix), indent))
