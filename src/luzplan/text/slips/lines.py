"""The lines of a plan as people type them: keys in Russian, in another layout, with a slip; what they say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from luzplan.russian.spelling import folded, in_russian, is_one_slip, retyped_in_latin
from luzplan.text.yaml import MOST_COLUMNS

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
CONTAINERS = frozenset(
    {
        *LISTS, "district", "approval", "headings", "schools", "roles", "abbreviations", "calendar",
        "sections", "author", "activities", "agreed", "approved", "holidays",
    }
)  # fmt: skip
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

BLANK = " \t\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200C))) + "\u202f\u205f\u2060\u3000\ufeff"
DASHES = "-‐‑‒–—―−•·∙●▪■◦○►*+"
_HEAD = (
    rf"(?P<lead>[{BLANK}]*+)"
    rf"(?P<dash>(?:[{DASHES}]{{1,3}}|-[ ]+-)?)(?P<gap>[{BLANK}]*)"
    rf"(?P<number>(?:№\s*)?\d{{1,3}}(?:\.\d{{1,3}})*[.)]?(?:[{BLANK}]+|(?<=[.)]))(?:-[{BLANK}]+)?)?"
    r"(?P<typed>[«“][^\W\d_]+:[»”]|[a-z]+[ ][a-z]+(?=:)|[«“\"']?[^\W\d_]+(?:_[^\W\d_]+)*[»”\"']?)"
    rf"(?P<sign>[{BLANK}]*(?:::+|[:;=Ж∶：])|[{BLANK}]+[-–—](?=[{BLANK}])|[.,](?=[{BLANK}])|(?=[{BLANK}]|$))"
    rf"(?P<space>[{BLANK}]*)(?P<value>.*)"
)
KEYS = "|".join((*ROW, *SECTION, "year", "sections", "schools", "roles", "name"))  # those of most lines
_BEGINS = re.compile(rf"[ ]*(?:-[ ]|(?:{KEYS}):)")
_ENTRY = re.compile(
    rf"(?P<lead>[{BLANK}]++|(?=[А-ЯЁ]{{2,}}[{BLANK}]*:))(?P<dash>(?:[{DASHES}]{{1,3}}(?=[{BLANK}]))?)(?P<gap>[{BLANK}]*)"
    # No name ends with a blank; else each of many would be looked behind for the sign.
    rf"(?P<typed>«?[^\W\d_][^:;=\d]*?|«?[^\W\d_][^:;=]*?(?<![{BLANK}])(?=[ ]*+:))(?<![{BLANK}])"
    rf"(?P<sign>[{BLANK}]*+[:;=]|[{BLANK}]++[-–—](?=[{BLANK}])|(?=[{BLANK}]++(?:с[{BLANK}]+)?\d))"
    rf"(?P<space>[{BLANK}]*)(?P<value>.*)"
)
_FIRST_WORD = re.compile(
    rf"(?P<lead>[{BLANK}]++)(?P<dash>)(?P<gap>)(?P<typed>[^\W\d_]+)(?P<sign>)(?P<space>[{BLANK}]+)(?P<value>.+)"
)
_HIDDEN = re.compile(rf"[ ]*(?:{'|'.join(ROW[:6])}):[ ]")
_LOOK_ALIKE = str.maketrans("аеосхурквнмтАЕОСХУРКВНМТ", "aeocxypkbhmtAEOCXYPKBHMT")


_KEYS_OF = {"": TOP, "sections": (*ROW, *SECTION), **INNER, **ITEMS}


def keys_of(zone: str) -> tuple[str, ...]:
    """The keys that may stand below a key of the plan, or at its top."""
    return _KEYS_OF.get(zone, ())


def meant_key(typed: str, known: tuple[str, ...], *, begins: bool = False) -> str | None:
    """The key that a word stands for: in Russian, in capitals, in another layout, with a slip.

    Where a slip leaves several, it tells them apart whether the word ``begins`` a row.
    """
    low = typed.casefold()
    if low in known:
        return low
    ways = (IN_RUSSIAN.get(low, ""), retyped_in_latin(low), low.translate(_LOOK_ALIKE))
    if low == "название" and "name" in known:
        return "name"
    found = next((way for way in ways if way in known), None)
    if found is None and len(low) > 3:  # the only key that it begins, or all of it but its last letter
        begun = [way for way in known if way.startswith((low, low[:-1] + "ies"))]
        found = begun[0] if len(begun) == 1 else None
    if found is None and in_russian(low) == in_russian(low.translate(_LOOK_ALIKE)):
        found = next((way for way in known if in_russian(way) == in_russian(low)), None)
    if found is None and len(low) > 2:
        near = {way for way in known if is_one_slip(low, way)}
        near = near or {way for word, way in IN_RUSSIAN.items() if way in known and is_one_slip(low, word)}
        if len(near) > 1:  # of «what» and «who», «when» only the first begins a row
            near = {way for way in near if (way in FIRST.values()) == begins}
        found = near.pop() if len(near) == 1 else None
    return found


def keys_below(zone: str, own: frozenset[str]) -> tuple[str, ...]:
    """The keys that may stand below a key of the plan; rows may have the plan's own columns."""
    return (*keys_of(zone), *(own if zone == "sections" else ()))


def own_columns(text: str) -> frozenset[str]:
    """The names of the plan's own columns, which are keys of its rows."""
    found = re.search(r"(?m)^columns:(?:[ ]*\[(.*)\]|((?:\s*\n[ ]*-[ ].*)+))", text)
    if found is None:
        return frozenset()
    words = re.split(r"[,\n]", found[1] or found[2])[:MOST_COLUMNS]
    return frozenset(word.strip(" -'\"\r") for word in words) - {""}


def block_end(text: str, start: int, columns: tuple[int, int], is_item: bool) -> int:
    """Where a text ends that stands below its sign («what: >-»), from the end of the sign's line on.

    It stands as deep as its first line. ``columns`` are those where the sign's line and its key begin; an
    item of a list has no item in its text, and no text has a key of an activity in it.
    """
    at = end = start
    depth = 0
    while (at := text.find("\n", at)) >= 0:
        at += 1
        stop = text.find("\n", at)
        raw = text[at : stop if stop >= 0 else len(text)]
        if raw.strip():
            column = len(raw) - len(raw.lstrip(" "))
            begins = (_BEGINS if column <= columns[1] else _HIDDEN).match(raw)
            if column < depth or column <= columns[0] or begins or (is_item and raw.startswith("- ", column)):
                break
            depth = depth or column
        end = at + len(raw)
    return end


@lru_cache(maxsize=64)
def line_with_key(own_columns: frozenset[str]) -> re.Pattern[str]:
    """The pattern of a line with a key; the plan's own columns may be called by several words."""
    several = r"[^\W\d_]+(?:[ -][^\W\d_]+){1,4}(?=:(?:[ ]|$))|"
    has_several = any(not name.isalpha() for name in own_columns)
    return re.compile(_HEAD.replace("(?P<typed>", f"(?P<typed>{several}") if has_several else _HEAD)


class Key(NamedTuple):
    """A key that was typed, and the one that is meant."""

    meant: str
    typed: str

    @property
    def is_right(self) -> bool:
        """Whether it is typed as it should be."""
        return self.meant == self.typed


class Line(NamedTuple):
    """A line that is no part of a longer text: its place, its signs, its key, and the text behind it.

    A dash that stands alone, or before a remark, makes one line with the key below it.

    ``zone`` is the key of the plan it stands below, ``level`` what it is there: «row» begins an activity,
    «row key» goes on with it, «deep key» stands below an «inner key»; empty where the line does not say it.
    """

    start: int
    text: str
    lead: str
    dash: str
    gap: str
    number: str
    key: Key | None
    sign: str
    space: str
    value: str
    zone: str
    level: str

    @property
    def column(self) -> int:
        """How many blanks stand before it."""
        return len(self.lead)

    @property
    def sign_start(self) -> int:
        """The offset of the first sign in it."""
        return self.start + len(self.lead)

    @property
    def key_column(self) -> int:
        """Where its key begins, or its text."""
        before = f"{self.lead}{self.dash}{self.gap}"
        return len(before) - before.rfind("\n") - 1

    @property
    def kind(self) -> str:
        """Its level, told apart by the zone where zones have levels of the same name."""
        return self.level if self.level.startswith(("row", "section", "top")) else f"{self.zone} {self.level}"

    @property
    def key_start(self) -> int:
        """The offset of its key, or its text."""
        return self.sign_start + len(self.dash) + len(self.gap)

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)

    @property
    def value_start(self) -> int:
        """The offset of what stands behind its key."""
        return self.end - len(self.value)


def read_line(raw: str, zone: str, own_columns: frozenset[str]) -> Line:
    """A line below a key of the plan, as if it stood at the start."""
    found = line_with_key(own_columns).match(raw)
    if found is None:
        return _keyless(raw, zone)
    at_top = not found["dash"] and len(found["lead"].expandtabs()) <= 1
    if zone == "headings" and found["value"][:1] not in ("", "[", "{", "#"):
        at_top = False  # their keys are those of lists, which have no text beside them
    inside = ("calendar", "holidays") if zone == "holidays" else (zone,)
    order: tuple[str, ...] = inside if zone in TABLES else (*inside, "")
    if at_top:
        order = ("", *inside)
    keys = ((below, _key(found, keys_below(below, own_columns))) for below in order)
    below, key = next((pair for pair in keys if pair[1]), ("", None))
    if key is None:
        return _keyless(raw, zone)
    level = _level(key.meant, found["dash"], below)
    here = key.meant if level == "top" else below
    lead, dash, gap, number = found["lead"], found["dash"], found["gap"], found["number"] or ""
    value = found["value"].rstrip()
    return Line(
        0, raw[: found.start("value") + len(value)], lead, dash, gap, number, key, found["sign"],
        found["space"], value, here, level,
    )  # fmt: skip


def _key(found: re.Match[str], known: tuple[str, ...]) -> Key | None:
    """The key that is meant of the known ones; a word that only resembles one has to have its colon."""
    typed = found["typed"]
    bare = typed.strip("«»“”\"':").replace(" ", "")
    if bare in known or typed in known:
        return Key(typed if typed in known else bare, typed)
    is_glued = bare.endswith("Ж") or typed.endswith((":»", ":”"))  # with the colon of the other layout
    if found["sign"].strip(BLANK) not in (":", ";", "=", "Ж") and not is_glued:
        return None
    meant = meant_key(bare.removesuffix("Ж"), known, begins=bool(found["dash"]))
    if meant is None and " " in typed:
        meant = next((name for name in known if is_one_slip(folded(typed), folded(name))), None)
    return Key(meant, typed) if meant else None


def _keyless(raw: str, zone: str) -> Line:
    found = re.match(rf"([{BLANK}]*)(?:([-–—•·●▪*])([{BLANK}]+|(?=[\w«\"'{{\[]|$)))?(.*)", raw, re.DOTALL)
    assert found is not None  # it fits everything
    lead, dash, gap, value = (part or "" for part in found.groups())
    level = "row" if dash and re.match(r"\{\s*what\s*:", value) else f"{zone} item" if dash else ""
    text = raw[: len(raw) - len(value) + len(value.rstrip())]
    return Line(0, text, lead, dash, gap, "", None, "", "", value.rstrip(), zone, level)


def entry(line: Line, raw: str, column: int) -> Line:
    """A line as an entry of a table of names, if it is one; entries begin in a column, 0 before the first."""
    found = _ENTRY.match(raw) or _FIRST_WORD.match(raw)
    goes_on = column and len(found["lead"]) > column if found else True
    if not found or (goes_on and not re.match(r":(?:[ ]|$)", found["sign"] + found["space"])):
        return line
    key, level = Key(found["typed"], found["typed"]), _level("", found["dash"], line.zone)
    return line._replace(
        lead=found["lead"], dash=found["dash"], gap=found["gap"], key=key, sign=found["sign"],
        space=found["space"], value=found["value"].rstrip(), level=level,
    )  # fmt: skip


def _level(key: str, dash: str, zone: str) -> str:
    if not zone:
        return "top"
    is_deep = zone == "holidays" or (zone == "approval" and key not in ("agreed", "approved"))
    level = "item" if zone in ITEMS else "deep" if is_deep else "inner"
    if zone == "sections":
        level = "section" if key in SECTION else "row"
    return level if dash else f"{level} key"
