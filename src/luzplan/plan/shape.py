"""What a plan file may hold: one description for the builder, the manual and the schema."""

from collections.abc import Iterable
from typing import NamedTuple

# What a flag may say, whatever the case; left out or empty is no.
FLAGS = {"true": True, "false": False, "да": True, "нет": False}


class TextShape(NamedTuple):
    r"""Any text; ``pattern`` is what a JSON Schema can say of it, checked by the builder with more sense.

    A pattern lets through everything that the builder does, and is written for ECMAScript, where ``\w``
    and ``\b`` know no Cyrillic.
    """

    about: str
    pattern: str = ""
    numbers: tuple[int, int] | None = None  # between which a number meets the pattern
    item: str = ""  # the pattern of the items where a list of texts may stand in its place
    examples: tuple[str, ...] = ()  # what editors offer


class FlagShape(NamedTuple):
    """Yes or no."""

    about: str


class ListShape(NamedTuple):
    """Items of one shape; ``length`` is how many there are unless there are none, 0 for any number."""

    about: str
    item: "Shape"
    length: int = 0


class TableShape(NamedTuple):
    """Texts under names of the author's choice."""

    about: str
    value: TextShape


class Field(NamedTuple):
    """A key of a mapping."""

    name: str
    shape: "Shape"
    required: bool = False


class RecordShape(NamedTuple):
    """A mapping with known keys, in the order in which people write them.

    ``further`` are texts under names that the plan itself gives, of which a schema knows only the letters.
    """

    about: str
    fields: tuple[Field, ...]
    further: TextShape | None = None


Shape = TextShape | FlagShape | ListShape | TableShape | RecordShape


_MARK = r"[\s,;]*\d{4}-\d{2}-\d{2}(\s+за\s+[^,;]+)?"
_MARKS = rf"{_MARK}({_MARK})*[\s,;]*"
_DONE_ABOUT = "день, когда выполнено: 2012-02-10; где сроков несколько — список: [2011-10-24, 2012-04-20]"
_DONE = TextShape(_DONE_ABOUT, pattern=rf"^\s*({_MARKS})?$", item=f"^{_MARKS}$", examples=("2012-02-10",))
_YEAR = r"^\s*(\d{4}\s*[-/\u2010-\u2015]\s*(\d{4}|\d{2})(\D[\s\S]*)?|(19|[2-8][0-9])[0-9]{2}\s*)$"


# The keys of the program are Latin: a column of a school never stands in the way of one yet to come.
COLUMN_NAME = "[А-Яа-яЁё]"


def _texts(about: str, length: int = 0) -> ListShape:
    return ListShape(about, TextShape("текст"), length)


def _text(name: str, about: str, *examples: str, required: bool = False) -> Field:
    return Field(name, TextShape(about, examples=examples), required)


def _signature(about: str, word: str, by: str, whose: str, document: Field) -> RecordShape:
    return RecordShape(
        f"{about}; незаполненное остаётся пустым или с подчёркиваниями",
        (
            _text("heading", f"слово над грифом, обычно {word}"),
            _text("by", by),
            _text("name", f"фамилия и инициалы того, кто {whose}"),
            document,
            _text("date", "строка с датой"),
        ),
    )


_DISTRICT = RecordShape(
    "чей это план",
    (
        _text("name", "название округа или школы"),
        _text("short", "сокращение, которым пользуются в тексте, например ЛШО"),
    ),
)
_AGREED = _signature(
    "гриф слева: кем согласовано",
    "СОГЛАСОВАНО",
    "кем: совет, комитет, должность",
    "подписывает",
    _text("protocol", "строка с номером и датой протокола", "протокол № 1 от 29.08.2011"),
)
_APPROVED = _signature(
    "гриф справа: кем утверждено",
    "УТВЕРЖДАЮ",
    "должность того, кто утверждает",
    "утверждает",
    _text("order", "строка с номером и датой приказа", "приказ № 15 от 30.08.2011"),
)
_HEADINGS = RecordShape(
    "слова самого документа над списками и в шапке таблицы",
    (
        _text("schools", "заголовок над списком школ"),
        _text("goals", "заголовок над целями"),
        _text("functions", "заголовок над функциями"),
        Field(
            "columns",
            _texts(
                "шапка таблицы: номер, мероприятие, срок, исполнители и на своих местах столбцы из columns"
            ),
        ),
        _text("author", "слово перед автором, обычно «Разработано»"),
    ),
)
_SCHOOL = RecordShape(
    "школа округа",
    (
        _text("name", "полное название школы", required=True),
        Field("base", FlagShape("базовая школа округа: true или false")),
        _text("level", "вид школы", "начальная", "основная", "средняя"),
        Field("aliases", _texts("как ещё её называют в плане, например БШ")),
    ),
)
_ROLE = RecordShape(
    "кто может быть исполнителем; обычные школьные должности программа знает сама",
    (
        _text("name", "роль, как её называть в ответах", required=True),
        _text("parent", "более широкая роль, в которую входит эта"),
        Field("aliases", _texts("как ещё её пишут в плане")),
        _text(
            "since",
            "с какого срока роль существует: Декабрь, или каким мероприятием создана: 2.1",
            "Декабрь",
            "2.1",
        ),
    ),
)
_CALENDAR = RecordShape(
    "свои четверти, полугодия и каникулы, если они не такие, как обычно",
    (
        _text("start", "первый месяц учебного года, если он начинается до сентября: 1 августа"),
        Field("quarters", _texts("сроки четырёх четвертей, например «1 сентября – 29 октября»", 4)),
        Field("halves", _texts("сроки двух полугодий", 2)),
        Field("holidays", TableShape("каникулы: название и срок", TextShape("срок каникул"))),
    ),
)
ACTIVITY = RecordShape(
    "мероприятие: строка таблицы; номер ей даёт место в списке",
    (
        _text("what", "что делается", required=True),
        _text(
            "when",
            "срок, словами документа; нет ключа — срок не назван",
            "Ноябрь – январь",
            "до 15 мая",
            "в течение года",
            "ежемесячно",
        ),
        _text("who", "исполнители, словами документа", "Зам по УВР", "Директор", "Классные руководители"),
        _text("where", "место проведения, если оно стоит отдельно от срока"),
        Field("done", _DONE),
        _text("note", "заметка о выполнении"),
        _text("id", "своё имя строки вместо номера, чтобы оно не менялось при вставках"),
        _text("after", "после каких мероприятий: номера или имена (id) через запятую"),
    ),
    further=TextShape("ячейка столбца, который назван в columns"),
)


def activity_shape(columns: Iterable[str]) -> RecordShape:
    """The shape of a row in a plan that has these further columns; they stand before what is done."""
    at = next(place for place, field in enumerate(ACTIVITY.fields) if field.name == "done")
    own = tuple(Field(name, TextShape("ячейка этого столбца")) for name in columns)
    return ACTIVITY._replace(fields=(*ACTIVITY.fields[:at], *own, *ACTIVITY.fields[at:]))


_SECTION = RecordShape(
    "раздел плана",
    (
        _text("title", "название раздела", required=True),
        Field("preface", _texts("слова документа над разделом, для которых нет своего ключа")),
        Field("activities", ListShape("мероприятия раздела", ACTIVITY)),
    ),
)
_AUTHOR = RecordShape(
    "кто разработал план", (_text("position", "должность"), _text("name", "фамилия, имя, отчество"))
)
PLAN = RecordShape(
    "план работы на учебный год",
    (
        _text("title", "заголовок документа"),
        Field(
            "year",
            TextShape("учебный год: 2011-2012", _YEAR, (1900, 8999), examples=("2011-2012",)),
            required=True,
        ),
        Field("district", _DISTRICT),
        Field(
            "approval",
            RecordShape(
                "грифы согласования и утверждения", (Field("agreed", _AGREED), Field("approved", _APPROVED))
            ),
        ),
        Field("headings", _HEADINGS),
        Field("schools", ListShape("школы округа", _SCHOOL)),
        Field("goals", _texts("цели")),
        Field("functions", _texts("функции")),
        Field("preface", _texts("слова документа перед таблицей, для которых нет своего ключа")),
        Field("roles", ListShape("роли, которых программа не знает или знает иначе", _ROLE)),
        Field(
            "abbreviations",
            TableShape(
                "сокращения этого плана; обычные школьные программа знает сама",
                TextShape("что сокращение значит"),
            ),
        ),
        Field(
            "columns",
            ListShape(
                "остальные столбцы таблицы, например Классы: строки пишут их под этими именами",
                TextShape("название столбца, по-русски", pattern=COLUMN_NAME),
            ),
        ),
        Field("calendar", _CALENDAR),
        Field("sections", ListShape("разделы плана", _SECTION), required=True),
        Field("afterword", _texts("слова документа после таблицы, для которых нет своего ключа")),
        Field("author", _AUTHOR),
    ),
)


def shape_at(path: tuple[str, ...]) -> Shape | None:
    """The shape of what stands under these keys, None if the plan has no such keys."""
    shape: Shape = PLAN
    for key in path:
        while isinstance(shape, ListShape):
            shape = shape.item
        if isinstance(shape, TableShape):
            shape = shape.value
            continue
        if not isinstance(shape, RecordShape):
            return None
        field = next((one for one in shape.fields if one.name == key), None)
        if field is None:
            return shape.further
        shape = field.shape
    return shape
