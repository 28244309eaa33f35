"""What may be typed next: keys with their meaning, names of the plan, usual deadlines.

The lines above the cursor tell where it stands: while somebody types, the file is hardly ever whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from luzplan.check.rules.lists import LEVELS
from luzplan.edit.mentions import in_case_of
from luzplan.executor.roles import shipped_roles
from luzplan.lsp import Completion, OpenPlan
from luzplan.plan.shape import ACTIVITY, Field, ListShape, RecordShape, TableShape, shape_at
from luzplan.russian import MONTHS, MONTHS_OF
from luzplan.russian.spelling import folded, retyped, retyped_in_latin
from luzplan.school_year import SchoolYear
from luzplan.selection import fitting, named_roles, named_schools
from luzplan.text.slips.lines import IN_RUSSIAN

_MOST = 200
_BEGINNING = 60  # characters of a row that tell which one it is
_USUAL = (
    "в течение года", "постоянно", "ежемесячно", "еженедельно", "1 раз в четверть", "по плану", "по графику",
    "по мере необходимости", "в течение месяца", "I четверть", "II четверть", "III четверть", "IV четверть",
    "1 полугодие", "2 полугодие", "осенние каникулы", "зимние каникулы", "весенние каникулы",
)  # fmt: skip
_TITLES = (
    "Организационная работа", "Методическая работа", "Учебно-воспитательная работа",
    "Информационно-аналитическая работа", "Воспитательная работа", "Работа с кадрами", "Работа с родителями",
    "Работа с одарёнными детьми", "Контроль и руководство", "Охрана труда и безопасность",
    "Материально-техническая база", "Финансово-хозяйственная деятельность",
)  # fmt: skip
_BEFORE_MONTH_OF = re.compile(r"(?i)(?:\d|до|к|с|начало|середина|конец|неделя|половина)\s+\w*$")


class Cursor(NamedTuple):
    """Where the cursor stands: the keys around it, the key whose value is begun ("" for none), what is begun.

    ``present`` are the keys that the same record has above it.
    """

    path: tuple[str, ...]
    key: str
    start: int
    started: str
    present: frozenset[str] = frozenset()

    @property
    def end(self) -> int:
        """The offset at which it stands."""
        return self.start + len(self.started)


_KEY = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<word>\w*)$")
_VALUE = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[\w]+)[ ]*:[ ]+(?P<value>.*)$")
_BRACES = re.compile(r"^(?P<lead>[ ]*(?:-[ ]+)*)(?:(?P<outer>\w+)[ ]*:[ ]*)?\{(?P<pairs>.*)$")
_LAST_PAIR = re.compile(
    r"""(?:^|,)\s*(?:(?P<key>\w+)\s*:\s+(?P<value>"[^"]*|'[^']*|[^,{}"']*)|(?P<word>\w*))$"""
)
_LINE_KEY = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[\w]+)[ ]*:(?:[ ]|$)")


def cursor_at(text: str, offset: int) -> Cursor | None:
    """Where an offset stands, None where nothing can be told: in a comment, in a longer text."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    line = text[start:offset]
    if re.search(r"(?:^|\s)#", line):
        return None
    above = re.split(r"\r\n|\r|\n", text[:start])[:-1]
    if braces := _BRACES.match(line):
        return _in_braces(line, braces, above, start)
    if value := _VALUE.match(line):
        path, present = _around(above, len(value["lead"]), "-" in value["lead"])
        return _in_quotes(Cursor(path, value["key"], start + value.start("value"), value["value"], present))
    if key := _KEY.match(line):
        path, present = _around(above, len(key["lead"]), "-" in key["lead"])
        return Cursor(path, "", start + key.start("word"), key["word"], present)
    return None


def _in_braces(line: str, found: re.Match[str], above: list[str], start: int) -> Cursor:
    path, _ = _around(above, len(found["lead"]), "-" in found["lead"])
    path = (*path, found["outer"]) if found["outer"] else path
    pairs = found["pairs"]
    present = frozenset(re.findall(r"(?:^|,)\s*(\w+)\s*:", pairs))
    last = _LAST_PAIR.search(pairs)
    if last is None or last["key"] is None:
        word = last["word"] if last and last["word"] else ""
        return Cursor(path, "", start + len(line) - len(word), word, present)
    return _in_quotes(
        Cursor(path, last["key"], start + len(line) - len(last["value"]), last["value"], present)
    )


def _in_quotes(cursor: Cursor) -> Cursor:
    """A value that begins with a quote, as what stands behind it."""
    quotes = len(cursor.started) - len(cursor.started.lstrip("\"'"))
    return cursor._replace(start=cursor.start + quotes, started=cursor.started[quotes:])


def _around(above: list[str], column: int, item: bool) -> tuple[tuple[str, ...], frozenset[str]]:
    """The keys around a column below these lines, and those that stand beside it above.

    ``item`` says that its own line begins with a dash.
    """
    path: list[str] = []
    present: set[str] = set()
    limit, beside = column, not item
    if item:
        limit = column - 1  # the dash; the key of its list may stand right above it
    for line in reversed(above):
        found = _LINE_KEY.match(line)
        if not found or line.lstrip().startswith("#"):
            continue
        at, dash = len(found["lead"]), line.find("-", 0, len(found["lead"]))
        if beside and at == limit:
            present.add(found["key"])
            if dash >= 0:
                limit, beside = dash + 1, False
        elif at < limit:
            path.append(found["key"])
            limit, beside = (dash + 1, False) if dash >= 0 else (at, False)
        if limit == 0:
            break
    return tuple(reversed(path)), frozenset(present)


def completions(opened: OpenPlan, offset: int) -> list[Completion]:
    """What fits at an offset, the likeliest first."""
    cursor = cursor_at(opened.text, offset)
    if cursor is None:
        return []
    found = _values(opened, cursor) if cursor.key else _keys(opened, cursor)
    line = re.compile(r".*").match(opened.text, offset)
    rest, over = line[0] if line else "", []
    for one in islice(found, _MOST):  # each takes also the place of the rest of the word around the cursor
        added = one.text[offset - one.start :]
        word = re.match(r"\w*:?[ ]*" if one.kind == "key" else r"\w*", rest)
        taken = word.end() if word and one.start < offset else 0
        if added and rest.casefold().startswith(added.casefold()):
            taken = len(added)
        over.append(one._replace(end=offset + taken))
    return over


def _keys(opened: OpenPlan, cursor: Cursor) -> Iterator[Completion]:
    begun = cursor.started.casefold()
    latin = retyped_in_latin(begun)  # for those who forgot to switch the keyboard
    meant = {key for word, key in IN_RUSSIAN.items() if begun and word.startswith(begun)}
    fields = [one for one in _fields(opened, cursor.path) if one.name not in cursor.present]
    there = [one for one in fields if one.name.startswith(cursor.started)]
    others = [one for one in fields if one not in there and (one.name in meant or one.name.startswith(latin))]
    for rank, field in enumerate([*there, *others]):
        nested = isinstance(field.shape, ListShape | RecordShape | TableShape)
        text = field.name + (":" if nested else ": ")
        yield Completion(text, cursor.start, cursor.end, "key", field.shape.about, rank)


def _fields(opened: OpenPlan, path: tuple[str, ...]) -> tuple[Field, ...]:
    shape = shape_at(path)
    while isinstance(shape, ListShape):
        shape = shape.item
    if not isinstance(shape, RecordShape):
        return ()
    own = opened.plan.columns if opened.plan and shape == ACTIVITY and shape.further else ()
    return (*shape.fields, *(Field(str(name), shape.further) for name in own if shape.further))


def _values(opened: OpenPlan, cursor: Cursor) -> Iterator[Completion]:
    if cursor.key in ("who", "parent"):
        yield from _executors(opened, cursor)
    if cursor.key in ("since", "after"):
        part = re.split(r"[,;]\s*", cursor.started)[-1]
        rows = opened.plan.activities() if opened.plan else ()
        names = {str(row.id): " ".join(row.what.split())[:_BEGINNING] for row in rows}
        said = {id_: what for id_, what in names.items() if part and fitting([what], part)}
        yield from _started(names, "row", cursor, part)
        yield from (one._replace(start=cursor.end - len(part)) for one in _started(said, "row", cursor, ""))
    if cursor.key in ("when", "since") or cursor.path[:1] == ("calendar",):
        yield from _deadlines(opened, cursor)
    kind = "school" if cursor.key == "where" else "word"
    part = re.split(r"[\[,]\s*", cursor.started)[-1] if cursor.key == "done" else cursor.started
    yield from _started(_words(opened, cursor), kind, cursor, part)


def _words(opened: OpenPlan, cursor: Cursor) -> dict[str, str]:
    """What a value that is no list may be as a whole, each with what it is."""
    plan, year = opened.plan, SchoolYear.of(opened.today)
    words = {
        "level": dict.fromkeys(LEVELS, ""),
        "base": {"да": "", "нет": ""},
        "done": {opened.today.isoformat(): "сегодня"},
        "year": {str(year): "этот", str(SchoolYear(year.first_year + 1)): "следующий"},
    }
    if plan and cursor.key == "where":
        places = Counter(str(row.where) for row in plan.activities() if row.where)
        known = {name: "" for name, _ in places.most_common()}
        return known | dict.fromkeys(named_schools(plan), "школа")
    if plan and cursor.key == "title" and cursor.path == ("sections",):
        there = {str(one.title) for one in plan.sections}
        return {title: "" for title in _TITLES if title not in there}
    return words.get(cursor.key, {})


def _started(names: dict[str, str], kind: str, cursor: Cursor, started: str) -> Iterator[Completion]:
    """The names that begin as what was begun last, in its case."""
    start = cursor.end - len(started)
    found = fitting(names, started)
    if not found and started.isascii() and started[:1].isalpha():  # the keyboard is switched to English
        found = fitting(names, retyped(started))
    for rank, name in enumerate(found):
        words = in_case_of(name, started) if kind in ("role", "deadline") else name
        yield Completion(words, start, cursor.end, kind, names[name], rank)


def _executors(opened: OpenPlan, cursor: Cursor) -> Iterator[Completion]:
    """Roles, and behind one the schools; after «,» the next executor begins."""
    part = re.split(r"[,;]\s*", cursor.started)[-1] if cursor.key == "who" else cursor.started
    plan = opened.plan
    own = dict.fromkeys(named_roles(plan, opened.activity_at(cursor.end)), "в плане") if plan else {}
    own |= {str(role.name): "в roles:" for role in plan.roles} if plan else {}
    shipped = {role.name: role.parent for role in shipped_roles() if role.name not in own}
    if cursor.key == "who" and " и " in part and not fitting(own | shipped, part):
        part = part.rpartition(" и ")[2]
    names = own | shipped if part else own
    begun = part or ("а" if cursor.started else "")  # behind a comma people go on in small letters
    for found in _started(names, "role", cursor, part):
        yield found._replace(text=in_case_of(found.text, begun))
    head, _, school = part.rpartition(" ")
    if plan and head and cursor.key == "who":
        schools = dict.fromkeys(named_schools(plan), "школа")
        yield from _started(schools, "school", cursor, school)


def _deadlines(opened: OpenPlan, cursor: Cursor) -> Iterator[Completion]:
    """The plan's own deadlines, months and usual forms; behind a number or «до» months as they are said."""
    if _BEFORE_MONTH_OF.search(cursor.started):
        word = re.split(r"[\s–-]+", cursor.started)[-1]
        yield from _started(dict.fromkeys(MONTHS_OF, ""), "deadline", cursor, word)
        return
    part = re.split(r"(?:[,;–]|\s-)\s*", cursor.started)[-1]
    besides = opened.activity_at(cursor.end)  # somebody is just typing its deadline
    rows = [row for row in opened.plan.activities() if row is not besides] if opened.plan else []
    usual = Counter(folded(row.when) for row in rows if row.when)
    own = {words: "в плане" for words, _ in usual.most_common(30)}
    names = dict.fromkeys(MONTHS, "") | own | dict.fromkeys(_USUAL, "")
    yield from _started(names, "deadline", cursor, part)
