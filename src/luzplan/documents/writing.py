"""What is written of a recognised document: the plan file, and what people are told of the import."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import chain

from luzplan.deadline import DeadlineKind
from luzplan.deadline.reader import read_deadline
from luzplan.documents import Document, DocumentParagraph, Remark, quoted_beginning
from luzplan.documents.transcript import ActivityText, SectionText, Transcript
from luzplan.plan.days import SectionDeadlines
from luzplan.russian import ACTIVITIES, MONTHS, count, date_words, listing, quote
from luzplan.school_year import Calendar, SchoolYear, Span
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
    "calendar": "{month} в этом плане — начало года, а не конец.",
    "columns": "Остальные столбцы документа: строки пишут их под этими именами.",
    "afterword": "Остальные слова документа после таблицы.",
}
_KEYS = (
    "approval", "headings", "schools", "goals", "functions", "preface", "roles", "abbreviations", "calendar",
    "columns", "sections", "afterword", "author",
)  # fmt: skip
_WITHIN = " " * 8  # an activity
_PLAIN_KEY = re.compile(r"[A-Za-zА-Яа-яЁё][^:#]*[^:#\s]")
_TEXTS = ("другая строка текста", "другие строки текста", "других строк текста")
_TABLES = ("таблица", "таблицы", "таблиц")
_LINES = ("строка текста", "строки текста", "строк текста")
_HEADINGS = ("Проверьте", "Не нашлось своего места")
_VARYING = re.compile(r"«.*»|\d+(?:\.\d+)*")  # what remarks of one sort differ by
_MOST_ALIKE = 3
_BEFORE_YEAR = timedelta(days=31)  # an August in its section before September


def write_plan(transcript: Transcript, year: SchoolYear) -> str:
    """Write a plan file that reads back as the transcript's texts; all lines end with a newline."""
    title = _YEAR.sub("", " ".join(transcript.texts.get("title", "").split()))
    name = title if 0 < len(title) <= _LONGEST_NAME else "План работы"
    head = [f"# {name} — один текстовый файл вместо таблицы Word."]
    head += [*(f"# {remark}" for remark in transcript.remarks), *_HELP.splitlines()]
    year_line = f"{f'year: {year}':{_COMMENT_COLUMN}}# {_year_words(year, transcript.start)}"
    identity = [*_entry_of("title", transcript), year_line, *_entry_of("district", transcript)]
    parts = [head, identity, *(_entry_of(key, transcript) for key in _KEYS)]
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts if part)


def _entry_of(key: str, transcript: Transcript) -> list[str]:
    """The lines of a key; none if there is nothing in it."""
    value = transcript.values[key]
    if key == "sections":
        return list(_sections(transcript.sections))
    if key == "roles" and not value:
        return _ROLES.splitlines()
    lines = list(_entry("", key, value))
    own = lines and key in _ABOUT and key not in transcript.head
    if own and key == "calendar":
        month = MONTHS[_begun(SchoolYear(2000), transcript.start).first_month - 1].capitalize()
        return [f"# {_ABOUT[key].format(month=month)}", *lines]
    return [f"# {_ABOUT[key]}", *lines] if own else lines


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


def _year_words(year: SchoolYear, start: str) -> str:
    """«учебный год: с 1 сентября 2011 по 31 августа 2012»."""
    if year.is_calendar_year:
        return f"календарный год: с 1 января по 31 декабря {year}"
    year = _begun(year, start)
    return f"учебный год: с {date_words(year.first_day)} по {date_words(year.last_day)}"


def _begun(year: SchoolYear, start: str) -> SchoolYear:
    """The year as it begins with a day of ``start``, if there is one."""
    spans = read_deadline(start, Calendar(year)).spans
    return year._replace(first_month=spans[0].end.month) if spans and spans[0].end else year


def _sections(sections: Sequence[SectionText]) -> Iterator[str]:
    yield "sections:"
    for at, section in enumerate(sections):
        yield from [""] if at else []
        yield from (f"  # Шапка таблицы: {heading}" for heading in section.headings)
        yield _scalar("  - title: ", section.title) if section.title else "  - title:"
        yield from _entry("    ", "preface", section.preface)
        yield from ["    activities:"] if section.activities else []
        yield from chain.from_iterable(map(_activity, section.activities))


def _activity(activity: ActivityText) -> Iterator[str]:
    if activity.number:
        yield f"      # № {activity.number}"
    yield _scalar("      - what: ", activity.what)
    own = (("when", activity.when), ("who", activity.who), ("where", activity.where), *activity.extra)
    further = (("done", activity.done), ("note", activity.note), ("id", activity.id))
    for key, text in (*own, *further, ("after", activity.after)):
        if key == "done" and "; " in text:  # days stand on one line
            yield f"        done: [{text.replace('; ', ', ')}]"
        else:
            yield from _entry(_WITHIN, key, text)


def _key(name: str) -> str:
    """A column's name as a key, in quotes where YAML needs them."""
    return name if _PLAIN_KEY.fullmatch(name) else write_scalar(name, Place(flow=True))


def _scalar(prefix: str, text: str) -> str:
    """Write a key or a dash with its text; further lines stand two columns to the right of the key."""
    column = len(prefix) - len(prefix.lstrip(" -"))
    indent = column + 2 if prefix.strip() != "-" else column
    return prefix + write_scalar(text, Place(len(prefix), indent))


def recognised_words(transcript: Transcript) -> str:
    """List what was recognised: «заголовок, 6 школ, 5 разделов, 45 мероприятий»."""
    activities = sum(len(section.activities) for section in transcript.sections)
    told = {key: transcript.texts.get(key) or () for key in transcript.values}
    texts = len(told["preface"]) + len(told["afterword"])
    texts += sum(len(section.preface) for section in transcript.sections)
    counted = (
        (len(told["schools"]), ("школа", "школы", "школ")),
        (len(told["goals"]), ("цель", "цели", "целей")),
        (len(told["functions"]), ("функция", "функции", "функций")),
        (len(transcript.sections), ("раздел", "раздела", "разделов")),
        (activities, ACTIVITIES),
        (texts, _TEXTS),
    )
    approval = told["approval"] or {}
    parts = ["заголовок"] if told["title"] else []
    parts += ["гриф согласования"] if approval.get("agreed") else []
    parts += ["гриф утверждения"] if approval.get("approved") else []
    parts += [count(number, forms) for number, forms in counted if number]
    parts += ["автор"] if told["author"] else []
    parts += ["остальное с листа «План»"] if transcript.head.get("title") and not told["title"] else []
    return listing(parts)


def remark_lines(remarks: Sequence[Remark]) -> list[str]:
    """The remarks under their headings, each with its place; of many alike the first ones."""
    lines: list[str] = []
    for unplaced, heading in enumerate(_HEADINGS):
        alike: dict[str, list[Remark]] = {}
        for remark in remarks:
            if remark.unplaced == unplaced:
                alike.setdefault(_VARYING.sub("", remark.message), []).append(remark)
        lines += [f"{heading}:"] if alike else []
        for group in alike.values():
            shown = group if len(group) <= _MOST_ALIKE + 1 else group[:_MOST_ALIKE]
            lines += [f"  {': '.join(filter(None, (one.place, one.message)))}" for one in shown]
            if len(group) > len(shown):
                rest = [remark.place for remark in group[len(shown) :] if remark.place]
                where = f"{rest[0]} … {rest[-1]}" if rest else "смотрите в самом документе"
                lines.append(f"  и ещё {len(group) - len(shown)} таких: {where}")
    return lines


def column_line(transcript: Transcript) -> str:
    """Which further columns the document has, empty if it has none."""
    names = listing([quote(name) for name in transcript.texts.get("columns", ())])
    return f"Столбцы документа под своими именами: {names}." if names else ""


def left_to_do(transcript: Transcript, year: SchoolYear) -> list[str]:
    """What the document leaves open: deadlines that are not understood, and rows without any."""
    year = _begun(year, transcript.start)
    reader = SectionDeadlines(Calendar(year), [section.title for section in transcript.sections])
    phrases = [[activity.when for activity in section.activities] for section in transcript.sections]
    found = [one for at, whens in enumerate(phrases) for one in reader.read(at, whens)]
    unknown = list(dict.fromkeys(one.text for one in found if one.kind is DeadlineKind.UNKNOWN))
    whole = Span(year.first_day - _BEFORE_YEAR, year.last_day)
    inside = [any(all(day is None or whole.holds(day) for day in one) for one in row.spans) for row in found]
    outside = [row.text for row, fits in zip(found, inside, strict=True) if row.spans and not fits]
    bare = sum(one.kind is DeadlineKind.NONE for one in found)
    lines = [] if found else ["  мероприятий в разделах пока нет, добавьте их"]
    if unknown:
        shown = ", ".join(quoted_beginning(text) for text in unknown[:_MOST_ALIKE])
        more = " и другие" if len(unknown) > _MOST_ALIKE else ""
        lines.append(f"  сроки не поняты ({len(unknown)}): {shown}{more}")
    if outside:
        shown = ", ".join(dict.fromkeys(map(quoted_beginning, outside[:_MOST_ALIKE])))
        said = f"сроки вне {year.name_of} ({len(outside)} из {len(found)}): {shown}"
        lines.append(f"  {said} — верен ли год?")
    if bare:
        lines.append(f"  без срока {count(bare, ACTIVITIES)} из {len(found)}")
    return ["Осталось сделать:", *lines] if lines else []


def seen_words(document: Document) -> str:
    """What a document is made of in which no plan was found."""
    tables = [" · ".join(cell.text for cell in table.rows[0].filled) for table in document.tables]
    texts = sum(isinstance(block, DocumentParagraph) for block in document.blocks)
    seen = [f"таблица с шапкой {quoted_beginning(heading)}" for heading in tables[:_MOST_ALIKE]]
    seen += [f"ещё {count(len(tables) - _MOST_ALIKE, _TABLES)}"] if len(tables) > _MOST_ALIKE else []
    seen += [count(texts, _LINES)] if texts else []
    return listing(seen)
