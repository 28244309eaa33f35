"""Keys and values read by their shape; keys that stand twice read as one; the keys that columns are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TypeVar

from luzplan.plan.shape import (
    COLUMN_NAME,
    FLAGS,
    FlagShape,
    ListShape,
    RecordShape,
    Shape,
    TableShape,
    TextShape,
)
from luzplan.russian import did_you_mean, listing, quote
from luzplan.russian.spelling import folded, nearest
from luzplan.text import (
    DUPLICATE_KEY,
    MISSING_KEY,
    UNKNOWN_KEY,
    WRONG_SHAPE,
    WRONG_VALUE,
    Problem,
    Severity,
    Splice,
    Text,
)
from luzplan.text.yaml import MOST_COLUMNS, Mapping, Node, Sequence

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
            problems.append(_doubled(key, seen[key], _one_of(key, fitting.get(key), value)))
            continue
        seen[key] = key
        if key not in shapes:
            guesses = nearest(key, shapes) if len(problems) < _MOST_GUESSED else ()
            problems.append(_unknown(key, list(shapes), guesses, has_columns=shape.further is not None))
        elif _fits(key, value, shapes[key], problems):
            fitting[key] = value
    place = node.pairs[0][0] if node.pairs else node
    problems += [
        problem(MISSING_KEY, f"нет ключа {quote(field.name)}", place, f"добавьте его: {field.shape.about}")
        for field in shape.fields
        if field.required and field.name not in seen
    ]
    return Record(node, fitting, shapes, problems)


def _one_of(key: Text, one: Node | None, other: Node) -> str:
    """The way out of a key with two texts; those of these keys may name several."""
    if key not in ("when", "who") or not isinstance(one, Text) or not isinstance(other, Text) or one == other:
        return "оставьте один из них"
    both = quote(f"{key}: {one}, {other}")
    return f"оставьте один из них; если верны оба, запишите их через запятую: {both}"


def _doubled(key: Text, first: Text, hint: str) -> Problem:
    return problem(DUPLICATE_KEY, f"ключ {quote(key)} указан дважды", key, hint, first_seen=first.start)


def _unknown(key: Text, known: list[str], near: Iterable[str], *, has_columns: bool) -> Problem:
    otherwise = f"здесь бывают {listing(known)}"
    if has_columns and re.search(COLUMN_NAME, key):
        columns = ", ".join((*(name for name in known if not name.isascii()), key))
        otherwise += f"; если это столбец документа, назовите его в начале плана: columns: [{columns}]"
    hint = did_you_mean(near, otherwise)
    told = problem(UNKNOWN_KEY, f"неизвестный ключ {quote(key)}", key, hint)
    return told._replace(suggestions=tuple(Splice(key.start, key.end, name) for name in near))


_FOUND = {Text: "текст", Mapping: "ключи со значениями", Sequence: "список"}
_WANTED = {
    TextShape: Text, FlagShape: Text, ListShape: Sequence, TableShape: Mapping, RecordShape: Mapping,
}  # fmt: skip


def _fits(key: Text, value: Node, shape: Shape, problems: list[Problem]) -> bool:
    """Whether the value has the shape; a problem is added where it has not. Empty fits everything."""
    if isinstance(value, Text) and not value.strip():
        return isinstance(shape, TextShape | FlagShape)
    wanted = _WANTED[type(shape)]
    is_list = isinstance(shape, TextShape) and bool(shape.item) and isinstance(value, Sequence)
    is_odd_flag = isinstance(shape, FlagShape) and isinstance(value, Text) and value.casefold() not in FLAGS
    if is_odd_flag or not (isinstance(value, wanted) or is_list):
        word = "true или false" if isinstance(shape, FlagShape) else _FOUND[wanted]
        message = f"в {quote(key)} нужно писать {word}, а здесь {_FOUND[type(value)]}"
        as_list = "; каждый пункт — с новой строки и с «- »" if wanted is Sequence else ""
        problems.append(problem(WRONG_SHAPE, message, value, f"здесь пишут: {shape.about}{as_list}"))
        return False
    # Items and table values, which their own reading passes over; the container fits anyway.
    parts: list[tuple[Text, Node, Shape]] = []
    match shape, value:
        case (ListShape(), Sequence()):
            parts = [(key, item, shape.item) for item in value.items]
        case (TextShape(), Sequence()):
            parts = [(key, item, shape._replace(item="")) for item in value.items]
        case (TableShape(), Mapping()):
            parts = [(name, item, shape.value) for name, item in value.pairs]
    for name, item, item_shape in parts:
        if isinstance(item, Text) and not item.strip():
            problems.append(problem(WRONG_SHAPE, "пустой пункт списка", item, "допишите или удалите его"))
        else:
            _fits(name, item, item_shape, problems)
    return True


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


def joined(node: Node, problems: list[Problem]) -> Node:
    """The node with two lists of one key as one list, and two groups of keys as one; both are told of.

    Neither can be left out: each may have what the other has not. Two texts are left as they are.
    """
    if isinstance(node, Sequence):
        whole = Sequence(node.start)
        whole.end, whole.items = node.end, [joined(item, problems) for item in node.items]
        return whole
    if not isinstance(node, Mapping):
        return node
    grouped = Mapping(node.start)
    grouped.end = node.end
    first: dict[str, int] = {}
    told: set[str] = set()
    for key, value in node.pairs:
        at = first.setdefault(key, len(grouped.pairs))
        name, before = grouped.pairs[at] if at < len(grouped.pairs) else (key, None)
        one = _as_one(before, value) if before is not None else None
        if one is None:
            grouped.pairs.append((key, value))
            continue
        both, hint = one
        problems.append(_doubled(key, name, hint))
        grouped.pairs[at] = (key if both is value else name, both)
        told |= {key} if isinstance(value, Mapping) else set()
    # What both groups have is told with them.
    grouped.pairs = [(key, joined(value, [] if key in told else problems)) for key, value in grouped.pairs]
    return grouped


def _as_one(one: Node, other: Node) -> tuple[Node, str] | None:
    """What two values of a key are together, and the way out; None for two texts, and for two kinds."""
    for empty, filled in ((one, other), (other, one)):
        if isinstance(empty, Text) and not empty.strip():
            return filled, "уберите пустой"
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        items = Sequence(one.start)
        items.end, items.items = other.end, [*one.items, *other.items]
        return items, "объедините списки: оставьте первый ключ и соберите под ним пункты обоих"
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = Mapping(one.start)
        keys.end, keys.pairs = other.end, [*one.pairs, *other.pairs]
        return keys, "объедините их: оставьте первый ключ и соберите под ним всё"
    return None


# What a document calls these columns; the others are known by their order, whatever their words.
_OWN_WORDS = {
    "where": r"^(?!.*(?:срок|дат[аы]|врем)).*\b(?:мест[оа]|где|адрес|кабинет|площадк)",
    "done": r"отметк|выполнено|дата (?:фактического )?выполнения",
    "note": r"примечани|заметк",
}
_USUAL_WORDS = {"when": r"срок|\bдат[аы]\b|когда", "who": "ответств|исполнител"}


def key_of_heading(heading: str, further: Collection[str]) -> str:
    """The key of a column that is known by its heading, empty if it is known by its place."""
    if heading in further:
        return heading
    return _worded(heading, _OWN_WORDS)


def _worded(heading: str, table: dict[str, str]) -> str:
    return next((key for key, words in table.items() if re.search(words, folded(heading))), "")


def heads_numbers(heading: str) -> bool:
    """Whether a column under this heading has the numbers of the rows."""
    return re.fullmatch(r"(?i)[№n#\W]*(?:п\W*п)?|номер.*|no\W*", heading) is not None


def keys_told(headings: Iterable[str], further: Collection[str]) -> list[str]:
    """The keys of columns where their headings say all of them, the activity aside; none if they do not."""
    keys = []
    for heading in headings:
        usual = "number" if heads_numbers(heading) else _worded(heading, _USUAL_WORDS) or "what"
        keys.append(key_of_heading(heading, further) or usual)
    return keys if "what" in keys and len(set(keys)) == len(keys) else []
