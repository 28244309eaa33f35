"""The keys of a plan, and how people type them: in Russian, in another layout, with a slip."""

from __future__ import annotations

import re

from luzplan.russian.spelling import in_russian, is_one_slip, retyped_in_latin

# The keys of a plan by the place they belong to; a test holds them against the shape of a plan.
ROW = ("what", "when", "who", "where", "done", "note", "id", "after")
SECTION = ("title", "preface", "activities")
TOP = (
    "title", "year", "district", "approval", "headings", "schools", "goals", "functions", "preface",
    "roles", "columns", "abbreviations", "calendar", "sections", "afterword", "author",
)  # fmt: skip
ITEMS = {"schools": ("name", "base", "level", "aliases"), "roles": ("name", "parent", "aliases", "since")}
INNER = {
    "district": ("name", "short"),
    "approval": ("agreed", "approved", "heading", "by", "name", "protocol", "order", "date"),
    "headings": ("schools", "goals", "functions", "columns", "author"),
    "calendar": ("start", "quarters", "halves", "holidays"),
    "author": ("position", "name"),
}
LISTS = frozenset({"aliases", "goals", "functions", "preface", "afterword", "columns", "quarters", "halves"})
LIST_OR_TEXT = frozenset({"done"})
TEXT_LISTS = ("goals", "functions", "preface", "afterword")
FIRST = {"row": "what", "section": "title", "item": "name"}  # the key that each kind of row begins with
TABLES = ("abbreviations", "holidays")  # below these keys people name things as they like
IN_RUSSIAN = {
    "мероприятие": "what", "что": "what", "содержание": "what", "дело": "what", "наименование": "what",
    "срок": "when", "сроки": "when", "когда": "when", "дата": "when", "время": "when", "период": "when",
    "кто": "who", "исполнитель": "who", "исполнители": "who", "ответственный": "who",
    "ответственные": "who", "где": "where", "место": "where", "выполнено": "done", "сделано": "done",
    "отметка": "done", "примечание": "note", "примечания": "note", "заметка": "note",
    "раздел": "title", "название": "title", "заголовок": "title", "мероприятия": "activities",
    "год": "year", "округ": "district", "школы": "schools", "цели": "goals", "функции": "functions",
    "роли": "roles", "разделы": "sections", "сокращения": "abbreviations", "автор": "author",
    "имя": "name", "название школы": "name", "роль": "name", "школа": "name", "уровень": "level",
    "календарь": "calendar",
}  # fmt: skip

_LOOK_ALIKE = str.maketrans("аеосхурквнмтАЕОСХУРКВНМТ", "aeocxypkbhmtAEOCXYPKBHMT")


def keys_of(zone: str) -> tuple[str, ...]:
    """The keys that may stand below a key of the plan, or at its top."""
    if zone == "sections":
        return (*ROW, *SECTION)
    return TOP if not zone else ITEMS.get(zone) or INNER.get(zone) or ()


def meant_key(typed: str, known: tuple[str, ...]) -> str | None:
    """The key that a word stands for: in Russian, in capitals, in another layout, with a slip."""
    low = typed.casefold()
    if low in known:
        return low
    ways = (IN_RUSSIAN.get(low, ""), retyped_in_latin(low), low.translate(_LOOK_ALIKE))
    if low == "название" and "name" in known:
        return "name"
    found = next((way for way in ways if way in known), None)
    if found is None and in_russian(low) == in_russian(low.translate(_LOOK_ALIKE)):
        found = next((way for way in known if in_russian(way) == in_russian(low)), None)
    if found is None and len(low) > 2:
        near = [way for way in known if is_one_slip(low, way)]
        found = near[0] if len(near) == 1 else None
    return found


def own_columns(text: str) -> frozenset[str]:
    """The names of the plan's own columns, which are keys of its rows."""
    found = re.search(r"(?m)^columns:(?:[ ]*\[(.*)\]|((?:\s*\n[ ]*-[ ].*)+))", text)
    if found is None:
        return frozenset()
    words = re.split(r"[,\n]", found[1] or found[2])
    return frozenset(word.strip(" -'\"\r") for word in words) - {""}
