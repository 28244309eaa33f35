"""Russian as people read it: plurals, dates, periods, quotes, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
MONTHS_OF = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
MONTHS_SHORT = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")

ACTIVITIES = ("мероприятие", "мероприятия", "мероприятий")
DEADLINES = ("срок", "срока", "сроков")
DAYS = ("день", "дня", "дней")
TIMES = ("раз", "раза", "раз")
ERRORS = ("ошибка", "ошибки", "ошибок")
IN_FILES = ("файле", "файлах", "файлах")
WARNINGS = ("предупреждение", "предупреждения", "предупреждений")


def plural(number: int, forms: tuple[str, str, str]) -> str:
    """The form that goes with ``number``; forms are for 1, 2 and 5 («день», «дня», «дней»)."""
    tens, ones = abs(number) % 100, abs(number) % 10
    if ones == 1 and tens != 11:
        return forms[0]
    return forms[1] if 2 <= ones <= 4 and not 12 <= tens <= 14 else forms[2]


def count(number: int, forms: tuple[str, str, str]) -> str:
    """The number with its noun: «2 мероприятия»."""
    return f"{number} {plural(number, forms)}"


def done_words(done: int, all_of: int) -> str:
    """The progress: «выполнено 12 из 45»."""
    return f"выполнено {done} из {all_of}"


_LONGEST_QUOTE = 500  # characters: all that people write, and not the file that one quote has swallowed


def quote(text: str) -> str:
    """Put the text into «ёлочки», on one line; of one as long as a page only the beginning."""
    line = " ".join(text.splitlines())
    while line[:1] + line[-1:] in ("«»", '""') and not re.search('[«»"]', line[1:-1]):
        line = line[1:-1]
    return f"«{line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE] + '…'}»"


def listing(items: Sequence[str], last: str = "и") -> str:
    """Join as people do: «а, б и в»."""
    return f" {last} ".join(part for part in (", ".join(items[:-1]), items[-1]) if part) if items else ""


def did_you_mean(names: Iterable[str], otherwise: str = "") -> str:
    """The way out of a slip: the names that may be meant, or what else to do where there are none."""
    quoted = [quote(name) for name in names]
    return f"может быть, {listing(quoted, 'или')}?" if quoted else otherwise


def date_words(day: date) -> str:
    """Write a date out: «1 ноября 2011»."""
    return f"{day.day} {MONTHS_OF[day.month - 1]} {day.year}"


def period_words(start: date | None, end: date | None) -> str:
    """Write a period out, both days inclusive; an open side is None: «до 15 мая 2012»."""
    if start is None and end is None:
        return "без срока"
    if start is None or end is None:
        return f"до {date_words(end)}" if end else f"с {date_words(start)}" if start else ""
    return date_words(start) if start == end else f"{date_words(start)} – {date_words(end)}"


# What an institution is by law, in front of its name: МОКУ, КОГОАУ, МБДОУ; in capitals, unlike «какую».
INSTITUTION_FORM = r"[А-ЯЁ]+(?:ОУ|КУ|АУ|БУ)"
# The end of one and the blank before the name, to search long texts for: begins with few letters in one
# range, since more than two ranges in a set take ten times as long to compile.
INSTITUTION_FORM_END = r"[А-О]У (?<=[А-ЯЁ]...)"
_LEGAL_FORM = (
    rf"{INSTITUTION_FORM}[КЗП]?|[А-ЯЁ]*УД[ОУ]|МУК?|ГУЗ?|БУК?|КУ|АУ|ОУ|[ОЗП]?АО|ООО|ИП|АНО|НКО|СНТ|ТСЖ"
)


def is_legal_form(word: str) -> bool:
    """Whether the word, as it is typed, says what an organisation is by law: МКУ, МБУК, ООО."""
    return re.fullmatch(_LEGAL_FORM, word) is not None
