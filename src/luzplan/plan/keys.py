"""Keys and values read by their shape: what fits is given, what does not is a problem with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeVar, assert_never

from luzplan.plan.shape import (
    COLUMN_NAME,
    FLAGS,
    Field,
    FlagShape,
    ListShape,
    RecordShape,
    Shape,
    TableShape,
    TextShape,
)
from luzplan.russian import DAYS, MONTHS, MONTHS_OF, count, did_you_mean, listing, quote
from luzplan.russian.spelling import nearest
from luzplan.school_year import days_in
from luzplan.text import Problem, Severity, Splice, Text
from luzplan.text.yaml import MOST_COLUMNS, Mapping, Node, Sequence

DUPLICATE_KEY = "LP007"
UNKNOWN_KEY = "LP008"
WRONG_SHAPE = "LP009"
MISSING_KEY = "LP010"
WRONG_VALUE = "LP011"

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d\d)(?:\s*г\.?)?")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})")
_IN_WORDS = re.compile(
    r"(?P<day>\d{1,2})\s+(?P<month>[а-я]+)\s+(?P<year>\d{4})(?:\s*г(?:\.|ода)?)?", re.IGNORECASE
)

_T = TypeVar("_T", Mapping, Text)


def problem(code: str, message: str, place: Node, hint: str = "", first_seen: int | None = None) -> Problem:
    """An error at a node; of a container its first character is marked."""
    end = place.end if isinstance(place, Text) else place.start + 1
    return Problem(code, Severity.ERROR, message, place.start, end, hint, first_seen)


class Record:
    """A mapping whose values fit their shapes; a key that is absent or does not fit gives an empty value."""

    def __init__(
        self, node: Mapping, values: dict[str, Node], shapes: dict[str, Shape], problems: list[Problem]
    ) -> None:
        self.node = node
        self._values = values
        self._shapes = shapes
        self._problems = problems
        self._nothing = Text("", node.start, node.start)

    def has(self, name: str) -> bool:
        """Whether the key is there with a value of its shape, or an empty one."""
        return name in self._values

    def text(self, name: str) -> Text:
        """A text, empty if it is not there."""
        value = self._values.get(name)
        return value if isinstance(value, Text) else self._nothing

    def text_or_texts(self, name: str) -> tuple[Text, ...]:
        """A text, or those of the list that may stand in its place."""
        return self.texts(name) or ((self.text(name),) if self.text(name).strip() else ())

    def optional(self, name: str) -> Text | None:
        """A text, None if it is not there or empty."""
        return self.text(name) or None

    def flag(self, name: str) -> bool:
        """A yes or no, no if it is not there."""
        return FLAGS.get(self.text(name).casefold(), False)

    def record(self, name: str) -> Record:
        """The record under the key, an empty one if it is not there."""
        node = self._values.get(name, Mapping(self.node.start))
        shape = self._shapes[name]
        assert isinstance(node, Mapping)  # `_fits` let nothing else in
        assert isinstance(shape, RecordShape)
        return read_record(node, shape, self._problems if name in self._values else [])

    def records(self, name: str, row: RecordShape | None = None) -> list[Record]:
        """The records of a list; items that are none were reported and are left out.

        ``row`` is their shape where the plan itself has a say in it.
        """
        shape = self._shapes[name]
        assert isinstance(shape, ListShape)
        item_shape = row or shape.item
        assert isinstance(item_shape, RecordShape)
        return [read_record(item, item_shape, self._problems) for item in self._items(name, Mapping)]

    def further(self) -> tuple[tuple[str, Text], ...]:
        """The texts under names that the plan gives, in its order."""
        texts = ((name, self.text(name)) for name in self._shapes if not name.isascii())
        return tuple((name, text) for name, text in texts if text)

    def texts(self, name: str) -> tuple[Text, ...]:
        """The texts of a list."""
        return tuple(self._items(name, Text))

    def table(self, name: str) -> tuple[tuple[Text, Text], ...]:
        """Names and texts of a table."""
        node = self._values.get(name)
        pairs = node.pairs if isinstance(node, Mapping) else []
        return tuple((key, value) for key, value in pairs if isinstance(value, Text))

    def _items(self, name: str, kind: type[_T]) -> list[_T]:
        node = self._values.get(name)
        return [item for item in node.items if isinstance(item, kind)] if isinstance(node, Sequence) else []


_MOST_GUESSED = 200  # problems; behind so many nobody looks for a key that was mistyped


def read_record(node: Mapping, shape: RecordShape, problems: list[Problem]) -> Record:
    """Read a mapping, adding to the problems: doubled, unknown and missing keys, values of a wrong shape."""
    shapes = {field.name: field.shape for field in shape.fields}
    seen: dict[str, Text] = {}
    fitting: dict[str, Node] = {}
    for key, value in node.pairs:
        if key in seen:
            problems.append(doubled_key(key, seen[key], _one_of(key, fitting.get(key), value)))
        elif _key_is_known(key, shape, shapes, problems) and _fits(key, value, shapes[key], problems):
            fitting[key] = value
        seen.setdefault(key, key)
    problems += _missing(node, shape.fields, seen)
    return Record(node, fitting, shapes, problems)


def _key_is_known(key: Text, shape: RecordShape, shapes: dict[str, Shape], problems: list[Problem]) -> bool:
    """Whether the key belongs here; a problem is added where not."""
    if key not in shapes:
        guesses = nearest(key, shapes) if len(problems) < _MOST_GUESSED else ()
        problems.append(_unknown(key, list(shapes), guesses, has_columns=shape.further is not None))
        return False
    return True


_SEVERAL = ("when", "who")  # keys whose texts may name several


def _one_of(key: Text, one: Node | None, other: Node) -> str:
    """The way out of a key with two texts."""
    if key not in _SEVERAL or not isinstance(one, Text) or not isinstance(other, Text) or one == other:
        return "оставьте один из них"
    both = quote(f"{key}: {one}, {other}")
    return f"оставьте один из них; если верны оба, запишите их через запятую: {both}"


def doubled_key(key: Text, first: Text, hint: str) -> Problem:
    """An error at a key that stands a second time."""
    message = f"ключ {quote(key)} указан дважды"
    return problem(DUPLICATE_KEY, message, key, hint, first_seen=first.start)


def _unknown(key: Text, known: list[str], near: Iterable[str], *, has_columns: bool) -> Problem:
    otherwise = f"здесь бывают {listing(known)}"
    if has_columns and re.search(COLUMN_NAME, key):
        columns = ", ".join((*(name for name in known if not name.isascii()), key))
        otherwise += f"; если это столбец документа, назовите его в начале плана: columns: [{columns}]"
    hint = did_you_mean(near, otherwise)
    told = problem(UNKNOWN_KEY, f"неизвестный ключ {quote(key)}", key, hint)
    return told._replace(suggestions=tuple(Splice(key.start, key.end, name) for name in near))


def _missing(node: Mapping, fields: tuple[Field, ...], seen: dict[str, Text]) -> list[Problem]:
    place = node.pairs[0][0] if node.pairs else node
    return [
        problem(MISSING_KEY, f"нет ключа {quote(field.name)}", place, f"добавьте его: {field.shape.about}")
        for field in fields
        if field.required and field.name not in seen
    ]


def _fits(key: Text, value: Node, shape: Shape, problems: list[Problem]) -> bool:
    """Whether the value has the shape; a problem is added where it has not. Empty fits everything."""
    if isinstance(value, Text) and not value.strip():
        return isinstance(shape, TextShape | FlagShape)
    match shape:
        case TextShape():
            wanted = "текст"
            fits = isinstance(value, Text) or (bool(shape.item) and isinstance(value, Sequence))
        case FlagShape():
            wanted, fits = "true или false", isinstance(value, Text) and value.casefold() in FLAGS
        case ListShape():
            wanted, fits = "список", isinstance(value, Sequence)
        case TableShape() | RecordShape():
            wanted, fits = "ключи со значениями", isinstance(value, Mapping)
        case _:
            assert_never(shape)
    if not fits:
        problems.append(_wrong(key, value, wanted, shape.about))
    return fits and _parts_fit(key, value, shape, problems)


def _parts_fit(key: Text, value: Node, shape: Shape, problems: list[Problem]) -> bool:
    """Check items and table values, which their own reading passes over; the container fits anyway."""
    parts: list[tuple[Text, Node, Shape]] = []
    if isinstance(shape, ListShape) and isinstance(value, Sequence):
        parts = [(key, item, shape.item) for item in value.items]
    if isinstance(shape, TextShape) and isinstance(value, Sequence):
        parts = [(key, item, shape._replace(item="")) for item in value.items]
    if isinstance(shape, TableShape) and isinstance(value, Mapping):
        parts = [(name, item, shape.value) for name, item in value.pairs]
    for name, item, item_shape in parts:
        if isinstance(item, Text) and not item.strip():
            problems.append(problem(WRONG_SHAPE, "пустой пункт списка", item, "допишите или удалите его"))
        else:
            _fits(name, item, item_shape, problems)
    return True


_FOUND = {Text: "текст", Mapping: "ключи со значениями", Sequence: "список"}


def _wrong(key: Text, value: Node, wanted: str, about: str) -> Problem:
    message = f"в {quote(key)} нужно писать {wanted}, а здесь {_FOUND[type(value)]}"
    hint = f"здесь пишут: {about}"
    if wanted == "список":
        hint += "; каждый пункт — с новой строки и с «- »"
    return problem(WRONG_SHAPE, message, value, hint)


def wrong_day(text: Text) -> Problem:
    """An error for a day that is not written as 2012-02-10: how it should be, if there is such a day."""
    for pattern in (_DAY_FIRST, _YEAR_FIRST, _IN_WORDS):
        if found := pattern.fullmatch(text.strip()):
            return _misspelt_day(text, found)
    message = f"{quote(text)} — не день выполнения"
    return problem(WRONG_VALUE, message, text, "напишите год-месяц-день: 2012-02-10")


def _misspelt_day(text: Text, found: re.Match[str]) -> Problem:
    name = found["month"].casefold()
    month = int(name) if name.isdigit() else MONTHS_OF.index(name) + 1 if name in MONTHS_OF else 0
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    message = f"{quote(text)}: такого дня нет"
    if not 1 <= month <= 12 or not year:
        return problem(WRONG_VALUE, message, text, "напишите год-месяц-день: месяцы от 01 до 12")
    try:
        written = date(year, month, int(found["day"])).isoformat()
    except ValueError:
        return problem(WRONG_VALUE, message, text, f"{_length(year, month)}: исправьте число")
    message = f"день {quote(text)} записан не так"
    told = problem(WRONG_VALUE, message, text, f"напишите год-месяц-день: {written}")
    return told._replace(fixes=(Splice(text.start, text.end, written),))


def _length(year: int, month: int) -> str:
    """How many days a month has, in words."""
    of_year = f" {year} года" if month == 2 else ""
    name = MONTHS[month - 1]
    return f"{name}{of_year} — {count(days_in(year, month), DAYS)}"


def column_names(record: Record, problems: list[Problem]) -> tuple[Text, ...]:
    """The names of further columns that rows can have as keys."""
    names: dict[str, Text] = {}
    given = record.texts("columns")
    if len(given) > MOST_COLUMNS:
        message, place = f"столбцов больше {MOST_COLUMNS}", given[MOST_COLUMNS]
        problems.append(problem(WRONG_VALUE, message, place, "остальные не читаются, уберите их"))
    for name in given[:MOST_COLUMNS]:
        if not name.strip():
            continue
        if not re.search(COLUMN_NAME, name):
            hint = "напишите название по-русски, как в документе: латинские ключи — у программы"
            problems.append(problem(WRONG_VALUE, f"столбец не может называться {quote(name)}", name, hint))
        elif name in names:
            message, first = f"столбец {quote(name)} назван дважды", names[name].start
            problems.append(problem(WRONG_VALUE, message, name, "оставьте один из них", first_seen=first))
        else:
            names[name] = name
    return tuple(names.values())
