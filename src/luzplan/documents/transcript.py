"""What was recognised in a document, as the texts of a plan; and what a file of luzplan's carries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from luzplan.documents import DocumentCell, DocumentRow, DocumentTable
from luzplan.plan.shape import PLAN
from luzplan.school_year import SchoolYear
from luzplan.text.scalar import is_writable

KEYS = tuple(field.name for field in PLAN.fields)
_ROWS = ("sections", "activities")  # the keys whose values belong to the document's own rows, by position
_AROUND = ("preface", "afterword")  # the table
_DEEPEST = 5  # mappings and lists in each other
_NO_ROWS = "Мероприятий пока нет."  # what `export` says below a title without rows
# What `export` works out by itself beside a deadline.
_DEADLINE = re.compile(r"срок|дата|время|когда", re.IGNORECASE)
_NUMBER, _SECTION, DAYS = "№", "Раздел", ["Начало", "Конец"]
OWN_COLUMNS = ("Раздел", "Мероприятие", "Срок", "Место", "Исполнители", "Выполнено", "Заметка")
WORKED_OUT = frozenset({_NUMBER, *DAYS, "Роли"})


@dataclass(frozen=True, slots=True)
class ActivityText:
    """A row of the table; ``number`` is the document's own where it is not the row's position.

    ``done`` are days in ISO form. ``extra`` are texts under the names of further columns.
    """

    what: str = ""
    when: str = ""
    who: str = ""
    where: str = ""
    note: str = ""
    number: str = ""
    done: str = ""
    id: str = ""
    after: str = ""
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SectionText:
    """A titled part of the table; ``preface`` stands between the title and the rows.

    ``headings`` are heads of the table over this part, where they differ from the one the plan keeps.
    """

    title: str
    activities: tuple[ActivityText, ...] = ()
    preface: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """The plan that a document holds.

    ``texts`` is what was recognised besides the year and the sections, under the keys of a plan file;
    ``head`` what the document itself carries under them, which stands in the place of that. ``remarks`` are
    lines about the document that are no part of it.
    """

    year: SchoolYear | None = None
    sections: tuple[SectionText, ...] = ()
    texts: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    head: Mapping[str, object] = field(default_factory=dict)

    @property
    def values(self) -> Mapping[str, Any]:
        """What stands in the plan besides the year and the sections, empty where nothing is known."""
        return {**dict.fromkeys(KEYS, ""), **self.texts, **self.head}

    @property
    def start(self) -> str:
        """The first day of a year that begins before September."""
        return _text(self.values, "calendar", "start")


def head_of_json(text: str) -> Mapping[str, object]:
    """The head in a text of JSON, empty if it is none of ours."""
    try:
        return _known(json.loads(text))
    except (ValueError, RecursionError):
        return {}


def head_of_cells(rows: Iterable[tuple[str, str]]) -> Mapping[str, object]:
    """The head in rows of keys and texts: «approval/agreed/by», «goals/2»."""
    root: dict[str, object] = {}
    for path, text in rows:
        *keys, last = path.split("/")
        inner: object = root
        for key in keys:
            inner = inner.setdefault(key, {}) if isinstance(inner, dict) else None
        if isinstance(inner, dict):
            inner[last] = text
    return _known({key: value if key in _ROWS else _with_lists(value) for key, value in root.items()})


def _with_lists(value: object) -> object:
    """The value, its mappings with numbers for keys as lists."""
    if not isinstance(value, dict):
        return value
    items = {key: _with_lists(one) for key, one in value.items()}
    return list(items.values()) if all(key.isdigit() for key in items) else items


def _known(value: object) -> Mapping[str, object]:
    """The value if it is a mapping of keys of a plan to texts, else nothing."""
    if not isinstance(value, dict) or not _is_told(value, _DEEPEST):
        return {}
    return {key: told for key, told in value.items() if key in (*KEYS, *_ROWS)}


def _is_told(value: object, depth: int) -> bool:
    match value:
        case str():
            return is_writable(value)
        case dict():
            keys = (isinstance(key, str) and bool(key.strip()) and is_writable(key) for key in value)
            return depth > 0 and all(keys) and all(_is_told(one, depth - 1) for one in value.values())
        case list():
            return depth > 0 and all(_is_told(one, depth - 1) for one in value)
        case _:
            return False


def with_head(transcript: Transcript, head: Mapping[str, object]) -> Transcript:
    """The transcript with what the document carries; where somebody changed the document that counts."""
    if not head:
        return transcript
    year = head.get("year")
    stale = {key for key in head if not _agrees(transcript, head, key)}
    if "columns" not in _mapping(head, "headings"):
        stale |= {"headings"} if head.get("headings") else set()  # those of lists alone say where these are
    around = set(_AROUND) & head.keys() - stale
    return replace(
        transcript,
        texts={key: one for key, one in transcript.texts.items() if key not in around},
        year=(SchoolYear.of_plan(year) if isinstance(year, str) else None) or transcript.year,
        sections=tuple(_sections(_arranged(transcript.sections, head), head)),
        head={key: value for key, value in head.items() if key not in (*_ROWS, *stale, "year")},
    )


def _agrees(transcript: Transcript, head: Mapping[str, object], key: str) -> bool:
    """Whether the document itself says the same, as far as it speaks of the matter."""
    value, own = head[key], transcript.texts.get(key)
    if key == "title" and own:
        return isinstance(value, str) and value.split() == own.split()
    if key == "schools" and own:
        names = [one.get("name") for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        return names == [school["name"] for school in own]
    if key == "columns" and own:
        return value == list(own)
    if key in _AROUND and own and isinstance(value, list):
        told = _texts_besides(head)
        new = [_line(text) for text in own if _rest(text, told)]
        return not new or new == [_line(str(text)) for text in value]
    return True


def _arranged(sections: Sequence[SectionText], head: Mapping[str, object]) -> Sequence[SectionText]:
    """The sections as the document tells that they were, those without rows at their places.

    As they are if it tells nothing, or if they have been changed since. Tables that `export` wrote have
    their numbers for titles.
    """
    told = _mapping(head, "sections")
    counts = [(_text(told, key, "title"), _text(told, key, "rows")) for key in told]
    if not counts or not all(rows.isdigit() for _, rows in counts):
        return sections
    by_number = {section.title: section for section in sections if section.title in told}
    if len(by_number) == len(sections):
        empty = SectionText("")
        return [replace(by_number.get(key, empty), title=_text(told, key, "title")) for key in told]
    if [title for title, rows in counts if int(rows)] != [section.title for section in sections]:
        return sections
    filled = iter(sections)
    return [next(filled) if int(rows) else SectionText(title) for title, rows in counts]


def _texts_besides(head: Mapping[str, object]) -> list[str]:
    """What stands in a document of ours around its tables and for sections without rows, longest first."""
    told = _mapping(head, "sections")
    prefaces = (text for key in told for text in _mapping(told, key, "preface").values())
    around = (text for texts in map(head.get, _AROUND) if isinstance(texts, list) for text in texts)
    titles = (_text(told, key, "title") for key in told)
    texts = {_NO_ROWS, *titles, *map(str, prefaces), *map(str, around)}
    return sorted(filter(None, map(_line, texts)), key=len, reverse=True)


def _rest(text: str, told: Iterable[str]) -> str:
    """The text without those that are told."""
    text = _line(text)
    for one in told:
        text = text.replace(one, "")
    return text.strip()


def _sections(sections: Iterable[SectionText], head: Mapping[str, object]) -> Iterator[SectionText]:
    told, rows = _mapping(head, "sections"), _mapping(head, "activities")
    by_text = {_line(_text(rows, key, "what")): key for key in rows}
    all_told = _texts_besides(head) if "afterword" in head else []
    for number, section in enumerate(sections, 1):
        is_same = _line(section.title) == _line(_text(told, str(number), "title"))
        preface = _mapping(told, str(number), "preface") if is_same else {}
        own = tuple(text for text in preface.values() if isinstance(text, str))
        activities = tuple(
            replace(one, id=_text(rows, key, "id"), after=_text(rows, key, "after")) if key else one
            for one in section.activities
            for key in [by_text.pop(_line(one.what), "")]
        )
        recognised = tuple(text for text in section.preface if not all_told or _rest(text, all_told))
        preface_texts = (*own, *recognised) if all_told else own or section.preface
        yield replace(section, activities=activities, preface=preface_texts)


def _line(text: str) -> str:
    return " ".join(text.split())


def _mapping(value: Mapping[str, object], *path: str) -> Mapping[str, object]:
    """The mapping at a path of keys, empty if there is none."""
    for key in path:
        found = value.get(key)
        value = found if isinstance(found, dict) else {}
    return value


def _text(value: Mapping[str, object], *path: str) -> str:
    """The text at a path of keys, empty if there is none."""
    found = _mapping(value, *path[:-1]).get(path[-1])
    return found if isinstance(found, str) else ""


def own_table(
    rows: Sequence[DocumentRow],
) -> tuple[DocumentTable, dict[str, dict[str, str]]] | None:
    """A table that `export` wrote without what it had worked out, and its sections by their numbers.

    None of another table: in one that it wrote the deadlines have their first and last days beside them.

    Its column of sections has these numbers, since titles may come twice; a section without rows is only
    among the sections.
    """
    heads = [cell.text for cell in rows[0].cells] if rows else []
    if not any(_DEADLINE.match(text) and heads[at : at + 2] == DAYS for at, text in enumerate(heads, 1)):
        return None
    kept = [at for at, text in enumerate(heads) if text not in (*WORKED_OUT, _SECTION)]
    sections: dict[str, dict[str, str]] = {}
    number = ""
    own = [DocumentRow((DocumentCell(_SECTION), *(rows[0].cells[at] for at in kept)), rows[0].place)]
    for row in rows[1:]:
        texts = dict(zip(heads, (cell.text for cell in row.cells), strict=False))
        title, before = texts.get(_SECTION, ""), number
        number = texts.get(_NUMBER, "").partition(".")[0]
        if not number.isdigit():  # somebody added the row
            same = before in sections and sections[before]["title"] == title
            number = before if same else f"{before} {title}"
        section = sections.setdefault(number, {"title": title, "rows": "0"})
        cells = [row.cells[at] for at in kept if at < len(row.cells)]
        if any(cell.text for cell in cells):
            section["rows"] = str(int(section["rows"]) + 1)
            own.append(DocumentRow((DocumentCell(number), *cells), row.place))
    return DocumentTable(tuple(own)), sections
