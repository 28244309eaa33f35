"""A plan file written of what was recognised in a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from luzplan.documents.transcript import ActivityText, SchoolText, SectionText, SignatureText, Transcript
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
_COLUMNS = "Остальные столбцы документа: строки пишут их под этими именами."
_COMMENT_COLUMN = 36
_YEAR = re.compile(r"\s+на \d{4}.*")
_LONGEST_NAME = 55  # characters


def write_plan(transcript: Transcript, year: SchoolYear) -> str:
    """Write a plan file that reads back as the transcript's texts; all lines end with a newline."""
    headings = (
        ("schools", transcript.schools_heading),
        ("goals", transcript.goals.heading),
        ("functions", transcript.functions.heading),
        ("columns", transcript.columns),
        ("author", transcript.author.heading),
    )
    own: dict[str, Iterable[str]] = {
        "approval": _approval(transcript.agreed, transcript.approved),
        "headings": _record(
            "headings", headings, "Слова самого документа: над списками, в шапке таблицы, перед автором."
        ),
        "schools": _schools(transcript.schools),
        "goals": _texts("goals", transcript.goals.items),
        "functions": _texts("functions", transcript.functions.items),
        "preface": _texts("preface", transcript.preface, "Остальные слова документа перед таблицей."),
        "roles": _ROLES.splitlines(),
        "abbreviations": (),
        "calendar": _record(
            "calendar", (("start", transcript.start),), "Август в этом плане — начало года, а не конец."
        ),
        "columns": _texts("columns", transcript.further, _COLUMNS),
        "sections": _sections(transcript.sections),
        "afterword": _texts("afterword", transcript.afterword, "Остальные слова документа после таблицы."),
        "author": _record(
            "author", (("position", transcript.author.position), ("name", transcript.author.name))
        ),
    }
    told = (_told(transcript, key, lines) for key, lines in own.items())
    parts = (_head(transcript), _identity(transcript, year), *told)
    return "\n".join("".join(f"{line}\n" for line in part) for part in map(list, parts) if part)


def _told(transcript: Transcript, key: str, own: Iterable[str]) -> Iterable[str]:
    """The lines of a key: what the document carries under it, else its own."""
    return _entry("", key, transcript.head[key]) if key in transcript.head else own


def _entry(indent: str, key: str, value: object) -> Iterator[str]:
    """Write a key with what was carried: a text, a mapping, a list of texts or of mappings."""
    if isinstance(value, str):
        yield from [_scalar(f"{indent}{_key(key)}: ", value)] if value else []
        return
    yield f"{indent}{_key(key)}:"
    inner = f"{indent}  "
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _entry(inner, name, one)
        return
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            lines = [line for name, one in item.items() for line in _entry(f"{inner}  ", name, one)]
            yield from [f"{inner}- {lines[0].lstrip()}", *lines[1:]] if lines else []
        else:
            yield _scalar(f"{inner}- ", str(item))


def _head(transcript: Transcript) -> Iterator[str]:
    title = _YEAR.sub("", " ".join(transcript.title.split()))
    name = title if 0 < len(title) <= _LONGEST_NAME else "План работы"
    yield f"# {name} — один текстовый файл вместо таблицы Word."
    yield from (f"# {remark}" for remark in transcript.remarks)
    yield from _HELP.splitlines()


def _identity(transcript: Transcript, year: SchoolYear) -> Iterator[str]:
    title = [_scalar("title: ", transcript.title)] if transcript.title else []
    yield from _told(transcript, "title", title)
    yield f"{f'year: {year}':{_COMMENT_COLUMN}}# {_year_words(year, transcript.start)}"
    district = _record("district", (("name", transcript.district), ("short", transcript.short)))
    yield from _told(transcript, "district", district)


def _year_words(year: SchoolYear, start: str) -> str:
    """«учебный год: с 1 сентября 2011 по 31 августа 2012»."""
    if year.is_calendar_year:
        return f"календарный год: с 1 января по 31 декабря {year}"
    last = "31 июля" if start else "31 августа"
    return f"учебный год: с {start or '1 сентября'} {year.first_year} по {last} {year.first_year + 1}"


def _approval(agreed: SignatureText, approved: SignatureText) -> Iterator[str]:
    blocks = [
        *_record("  agreed", _signature(agreed, "protocol")),
        *_record("  approved", _signature(approved, "order")),
    ]
    if blocks:
        yield (
            "# Грифы. Слева — СОГЛАСОВАНО, справа — УТВЕРЖДАЮ. "
            "Подчёркивания — места, которые заполняют от руки."
        )
        yield "approval:"
        yield from blocks


def _signature(text: SignatureText, document: str) -> tuple[tuple[str, str], ...]:
    return (
        ("heading", text.heading),
        ("by", text.by),
        ("name", text.name),
        (document, text.document),
        ("date", text.date),
    )


def _schools(schools: Sequence[SchoolText]) -> Iterator[str]:
    if not schools:
        return
    yield "# aliases — как ещё школу зовут в этом плане; base — базовая школа округа."
    yield "schools:"
    for school in schools:
        yield _scalar("  - name: ", school.name)
        yield from ["    base: true"] if school.base else []
        yield from [f"    level: {school.level}"] if school.level else []
        yield from [f"    aliases: [{', '.join(school.aliases)}]"] if school.aliases else []


def _sections(sections: Sequence[SectionText]) -> Iterator[str]:
    yield "sections:"
    for at, section in enumerate(sections):
        yield from [""] if at else []
        yield from (f"  # Шапка таблицы: {heading}" for heading in section.headings)
        yield _scalar("  - title: ", section.title) if section.title else "  - title:"
        yield from _texts("    preface", section.preface)
        yield from ["    activities:"] if section.activities else []
        for activity in section.activities:
            yield from _activity(activity)


def _activity(activity: ActivityText) -> Iterator[str]:
    if activity.number:
        yield f"      # № {activity.number}"
    yield _scalar("      - what: ", activity.what)
    for key, text in (("when", activity.when), ("who", activity.who), ("where", activity.where)):
        yield from [_scalar(f"        {key}: ", text)] if text else []
    for name, text in activity.extra:
        yield _scalar(f"        {_key(name)}: ", text)
    if ";" in activity.done:
        yield f"        done: [{', '.join(activity.done.split('; '))}]"
    elif activity.done:
        yield _scalar("        done: ", activity.done)
    for key, text in (("note", activity.note), ("id", activity.id), ("after", activity.after)):
        yield from [_scalar(f"        {key}: ", text)] if text else []


def _key(name: str) -> str:
    """A column's name as a key, in quotes where YAML needs them."""
    return name if _PLAIN_KEY.fullmatch(name) else write_scalar(name, Place(flow=True))


_PLAIN_KEY = re.compile(r"[A-Za-zА-Яа-яЁё][^:#]*[^:#\s]")


def _record(name: str, fields: Iterable[tuple[str, str | Sequence[str]]], about: str = "") -> Iterator[str]:
    """Write a mapping of texts and lists; what is empty is left out."""
    indent = " " * (len(name) - len(name.lstrip()) + 2)
    written: list[str] = []
    for key, value in fields:
        if isinstance(value, str):
            written += [_scalar(f"{indent}{key}: ", value)] if value else []
        else:
            written += _texts(f"{indent}{key}", value)
    if written:
        yield from [f"# {about}"] if about else []
        yield f"{name}:"
        yield from written


def _texts(name: str, texts: Sequence[str], about: str = "") -> Iterator[str]:
    if texts:
        yield from [f"# {about}"] if about else []
        yield f"{name}:"
        indent = " " * (len(name) - len(name.lstrip()) + 2)
        yield from (_scalar(f"{indent}- ", text) for text in texts)


def _scalar(prefix: str, text: str) -> str:
    """Write a key or a dash with its text; further lines stand two columns to the right of the key."""
    column = len(prefix) - len(prefix.lstrip(" -"))
    indent = column + 2 if prefix.strip() != "-" else column
    return prefix + write_scalar(text, Place(len(prefix), indent))
