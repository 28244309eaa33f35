"""The columns of a plan's table: what their headings say they hold, in whatever words and order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import takewhile

from luzplan.documents import DocumentRow
from luzplan.plan.keys import keys_told
from luzplan.plan.shape import COLUMN_NAME
from luzplan.russian.spelling import folded

_BOTH = re.compile(r"(?:мероприят|тем|содержан|наименован|вопрос)\w*\b.*\b(?:срок\w*|дат[аы])\b.*")
_PEOPLE = re.compile("ответств|исполнител")
# Of several columns that could be the activity the one with the best word is.
_ACTIVITY = tuple(
    re.compile(rf".*\b(?:{words})")
    for words in (
        "мероприят",
        # What is controlled, in a plan of control; its kind, aim and methods are further columns.
        "(?:объект|предмет|вопрос|тем[аы]|содержан)\\w*.*\\bконтрол",
        "содержан|дел[оа]?\\b|событи|праздник|работ|вопрос|повестк",
        "наименован|назван|тем[аы]|тематик",
        "задач|действи|объект|что\\b|направлени|раздел",
        "форм[аы]|вид",
    )
)
_DIRECTION = _ACTIVITY[-2]
_CONTROL = re.compile(r".*\bконтрол")
_ASPECT = re.compile(r"(?:цел|вид|форм|метод|способ|уровен|направлени)")  # of control
# A council's theme and what is asked there are one activity.
_THEME, _QUESTIONS = re.compile(r"тем[аы]|тематик"), re.compile(r".*(?:вопрос|повестк)")
_SPEAKER = re.compile(r"(?:содокл|докл|выступа|ведущ)")  # who carries it out where nobody else is named
_LONGEST_HEADING = 90  # characters
# What a heading does not begin with, but a deadline or a row's number may; «С кем проводится» asks.
_OF_A_ROW = re.compile(
    r"\d|(?:в|во|до|с|со|по|к|на)\s(?!(?:к(?:ем|ого|ому|ак\w+)|ч(?:ем|его|ему))\b)", re.IGNORECASE
)
_DAYS = re.compile("срок|дат")
_PLACED = re.compile(r"мест[оа]\b")  # «Место и время»
_CONTINUATION = re.compile(
    r"\W*(?:продолжение|окончание)(?:\s+(?:табл(?:ицы)?|плана|приложения)\b\.?)?(?:\s*№?\s*\d+)?\W*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,3})*|[IVXІХ]{1,5}|[а-яa-z])?[.)]*\s*")


class Content(Enum):
    """What a column holds; ``END`` is the end of a deadline in two columns, ``OTHER`` what has no key."""

    NUMBER = "number"
    SECTION = "section"
    WHAT = "what"
    WHEN = "when"
    END = "end"
    DONE = "done"
    NOTE = "note"
    WHO = "who"
    WHERE = "where"
    OTHER = "other"

    __hash__ = object.__hash__  # that of Enum is slow, and rows are told apart by it all the time


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column: its content, its heading, the part of the table's grid that it takes."""

    content: Content
    heading: str
    start: int
    end: int


PlanColumns = tuple[PlanColumn, ...]


# A heading is tried from above down: «Срок исполнения и место проведения» is a deadline.
_HEADINGS = (
    (Content.NUMBER, re.compile(r"(?:[№n#]|no|\bп\b|\bпп\b|номер|[\s./\\:-])+")),
    (Content.DONE, re.compile(r"(?!.*\bсрок).*(?:дат[аы] (?:вы|ис)полнени|отметк|факт|\bвыполнено\b).*")),
    (Content.DONE, re.compile(r"срок\w* факт\w*")),  # beside «Срок: план», in a head of two rows
    (Content.NOTE, re.compile(r"примечани[ея]|заметк[аи]|комментари[ий]")),
    (Content.END, re.compile(r"(?!форм|вид|тип|документ).*(?:окончани[ея]|завершени[ея]|конец)|по")),
    (Content.OTHER, _BOTH),
    (Content.WHEN, re.compile(r".*\b(?:срок|дат[аы]\b|когда\b|врем[яе]|период|начало).*|с")),
    (
        Content.WHEN,
        re.compile(r"(?!.*(?:мероприят|содержан|работ|план|тем[аы])).*\b(?:месяц|недел[яи]|числ[оа])\b.*"),
    ),
    (Content.WHO, re.compile(r".*(?:ответств|исполнител|организатор|\bотв\b|\bкто\b|\bпровод[яи]т\b).*")),
    # «Подведение итогов, место обсуждения», «Где слушается» say where a matter goes, and no place.
    (Content.OTHER, re.compile(r".*(?:итог|результат|слуша|рассматр|обсужда).*")),
    (Content.WHERE, re.compile(r".*\b(?:мест[оа]\b|где\b|адрес|кабинет|площадк).*")),
    (Content.SECTION, re.compile(r"(?:раздел|направлени|блок|модул|этап).*")),
)
_ESSENTIAL = frozenset({Content.WHAT, Content.WHEN, Content.WHO})


def read_columns(row: DocumentRow, *, least: int = 2, further: Collection[str] = ()) -> PlanColumns | None:
    """The columns of which the row is the heading, None if it is none.

    A heading has a column of activities, and names ``least`` of activity, deadline and executor. Those that
    are known as ``further`` ones are nothing else, whatever they are called.
    """
    texts = [cell.text for cell in row.filled]
    if len(texts) < 2 or any(len(text) > _LONGEST_HEADING or _OF_A_ROW.match(text) for text in texts):
        return None
    columns, words, contents = _spread(row, further)
    activity = _activity(words, contents)
    if activity is None:
        return None
    contents[activity] = Content.WHAT
    others = [at for at, content in enumerate(contents) if content is Content.OTHER]
    themes, speakers = ([at for at in others if one.match(words[at])] for one in (_THEME, _SPEAKER))
    if themes and _QUESTIONS.match(words[activity]) and not any(map(_CONTROL.match, words)):
        contents[themes[0]] = Content.WHAT
    if speakers and Content.WHO not in contents:
        contents[speakers[0]] = Content.WHO
    return _settled(columns, contents) if len(_ESSENTIAL.intersection(contents)) >= least else None


@lru_cache  # the rows of a table are parted alike
def columns_under(spans: tuple[int, ...], columns: PlanColumns) -> tuple[tuple[PlanColumn | None, int], ...]:
    """The columns of cells that take so many columns of the grid, and how many each covers.

    A cell lies in the column of which it covers most, None if it lies beside all of them.
    """
    places, start = [], 0
    for span in spans:
        end = start + span
        under = [(min(column.end, end) - max(column.start, start), column) for column in columns]
        most, column = max(under, key=lambda pair: pair[0])
        places.append((column if most > 0 else None, sum(overlap > 0 for overlap, _ in under)))
        start = end
    return tuple(places)


def heading_columns(row: DocumentRow) -> PlanColumns:
    """The columns below a row of headings, whether it is a plan's or not."""
    columns, _, contents = _spread(row)
    return _settled(columns, contents)


def _spread(
    row: DocumentRow, further: Collection[str] = ()
) -> tuple[list[PlanColumn], list[str], list[Content]]:
    """The columns below a row of headings, the words of each, and what they say by themselves."""
    columns = [
        PlanColumn(Content.OTHER, " ".join(cell.text.split()), start, start + cell.span)
        for start, cell in row.placed
    ]
    words = ["" if column.heading in further else folded(column.heading) for column in columns]
    said = (
        next((one for one, pattern in _HEADINGS if text and pattern.fullmatch(text)), Content.OTHER)
        for text in words
    )
    return columns, words, list(said)


def _activity(words: Sequence[str], contents: Sequence[Content]) -> int | None:
    """The index of the column that holds the activity: the one with the best word, if any has one.

    Beside deadlines and executors it may have any heading, or none.
    """
    free = [at for at, content in enumerate(contents) if content in (Content.OTHER, Content.SECTION)]
    if any(map(_CONTROL.match, words)):
        free = [at for at in free if not _ASPECT.match(words[at])] or free
    # «Направление работы» is one beside «Содержание работы», and the activity where it stands alone.
    by_word = ((at, pattern) for pattern in _ACTIVITY for at in free if pattern.match(words[at]))
    named = next((at for at, one in by_word if contents[at] is Content.OTHER or one is _DIRECTION), None)
    if named is not None or not {Content.WHEN, Content.WHO} <= set(contents):
        return named
    return next((at for at in free if words[at]), next(iter(free), None))


def _settled(columns: Sequence[PlanColumn], contents: Sequence[Content]) -> PlanColumns:
    """The columns with their contents; a second one with the same content is another, except some."""
    settled: list[PlanColumn] = []
    for column, content in zip(columns, _dated(columns, contents), strict=True):
        seen = content not in _SEVERAL and any(one.content is content for one in settled)
        settled.append(replace(column, content=Content.OTHER if seen else content))
    return tuple(settled)


def _dated(columns: Sequence[PlanColumn], contents: Sequence[Content]) -> Iterator[Content]:
    """The contents of columns, seen what others there are of deadlines.

    A lone column of ends or of things done has the deadlines; beside them months are sections, and times
    of the day, with their place or without, a matter of their own.
    """
    words = [folded(one.heading) for one in columns]
    placed = [
        own is Content.WHEN and bool(_PLACED.match(one)) for one, own in zip(words, contents, strict=True)
    ]
    if contents.count(Content.WHEN) > sum(placed):
        contents = [Content.OTHER if one else own for one, own in zip(placed, contents, strict=True)]
    dated = Content.WHEN in contents
    several = contents.count(Content.WHEN) > 1
    days = any(map(_DAYS.match, words))
    for column, content in zip(columns, contents, strict=True):
        lone = content in (Content.END, Content.DONE) and not dated
        dated = dated or lone
        beside = several and content is Content.WHEN
        if beside and is_month_column(column) and Content.SECTION not in contents:
            yield Content.SECTION
        elif beside and re.match("время" + "|(?:день )?недел" * days, folded(column.heading)):
            yield Content.OTHER
        else:
            yield Content.WHEN if lone else content


def is_month_column(column: PlanColumn) -> bool:
    """Whether a column says the month, which an empty cell below it does not repeat."""
    return folded(column.heading) in ("месяц", "месяцы")


_SEVERAL = (Content.WHEN, Content.WHAT, Content.OTHER)


def names_both(column: PlanColumn) -> Content | None:
    """What else is in a column: deadlines below «Тема и сроки», people below «Сроки, ответственные»."""
    if column.content is Content.WHEN:
        return Content.WHO if _PEOPLE.search(folded(column.heading)) else None
    return Content.WHEN if _BOTH.fullmatch(folded(column.heading)) else None


def asks_questions(heading: str) -> bool:
    """Whether questions stand below a heading, as those of a meeting."""
    return bool(_QUESTIONS.match(folded(heading)))


def is_further(column: PlanColumn) -> bool:
    """Whether a plan keeps the column under its own name, which has to have a Russian letter."""
    return column.content is Content.OTHER and bool(re.search(COLUMN_NAME, column.heading))


def kept_headings(columns: PlanColumns) -> tuple[str, ...]:
    """The headings that a plan keeps, in the document's order if that is clear; none if one is missing."""
    headings = tuple(column.heading for column in columns if column.heading)
    further = [column.heading for column in columns if is_further(column)]
    keys = [key if key not in further else Content.OTHER.value for key in keys_told(headings, further)]
    if keys == [column.content.value for column in columns if column.heading]:
        return headings
    places = {column.content: at for at, column in reversed([*enumerate(columns)])}
    if not places.keys() >= _ESSENTIAL:
        return ()
    kept: list[str] = []
    for at in (places[content] for content in _KEPT if content in places):
        heading = columns[at].heading
        # Over two columns of a range stand the words that they share.
        ends = [one.heading for one in columns[at + 1 : at + 2] if one.content is Content.END]
        both = zip(heading.split(), [*ends, heading][0].split(), strict=False)
        shared = takewhile(lambda pair: pair[0] == pair[1], both)
        kept.append(" ".join(word for word, _ in shared) or heading)
        rest = takewhile(lambda column: column.content not in _KEPT, columns[at + 1 :])
        others = (one.heading for one in rest if is_further(one) or one.content in _BESIDE)
        kept += [heading for heading in others if heading not in kept]
    return tuple(kept) if all(kept) else ()


_KEPT = (Content.NUMBER, Content.WHAT, Content.WHEN, Content.WHERE, Content.WHO)
_BESIDE = (Content.DONE, Content.NOTE)


def names_activity(heading: str) -> bool:
    """Whether the heading says that activities stand below it, and not which ones."""
    return any(pattern.match(folded(heading)) for pattern in _ACTIVITY)


def numbers_columns(row: DocumentRow) -> bool:
    """Whether the row only counts the columns («1 2 3 4»), or says that the table goes on here."""
    texts = [cell.text for cell in row.cells]
    if [is_continuation(cell.text) for cell in row.filled] == [True]:
        return True
    return len(texts) > 2 and all(text == str(at) for at, text in enumerate(texts, 1))


def is_continuation(text: str) -> bool:
    """Whether a text only says that a table goes on below it, as on the next page."""
    return bool(_CONTINUATION.fullmatch(text))


def is_number(text: str) -> bool:
    """Whether the text is a row's number: «1.», «2.3», «IV», «а)»; so is an empty one."""
    return bool(_NUMBER.fullmatch(text))
