"""Words that name a period: a month, a week, a quarter, and deadlines that need a month from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from luzplan.deadline import DeadlineKind, DeadlineReader
from luzplan.russian import MONTHS, MONTHS_SHORT, WEEKDAYS
from luzplan.russian.spelling import folded
from luzplan.school_year import FIRST_MONTH, Calendar, SchoolYear

_DATED = (DeadlineKind.DATES, DeadlineKind.ONGOING, DeadlineKind.RECURRING)
_CLOCK = re.compile(r"\W*(?:с |в )?\d{1,2}[:.-]\d\d\b(?!\.)")
_DAY_OF_MONTH = re.compile(rf"\d\.\d|\d\s*(?:{'|'.join(MONTHS_SHORT)}|мая)", re.IGNORECASE)
_OF_PERIOD = re.compile(
    rf"(?:{'|'.join(MONTHS_SHORT)}|мая|{'|'.join(name[:4] for name in WEEKDAYS)}|четв|полуг|кварт|нед|каникул"
    r"|лето\b|летн|осен|зим|весен|перв|втор|трет|год|уч|(?:[ivxхі]+|пн|вт|ср|чт|пт|сб|вс|г|с|по|я|ая|й|ый)\b)",
    re.IGNORECASE,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LONGEST_LENT = 4  # words
_LONGEST_PERIOD = 30  # characters
LATIN_NUMERALS = str.maketrans("хіу", "xiv")  # numerals typed in Russian letters
_WEEK_NUMBER = re.compile(r"(\d|i{1,3}|iv|v|перв|втор|трет|четв)\S*( нед\w*\.?)?")


def is_deadline(reader: DeadlineReader, text: str) -> bool:
    """Whether a text is a deadline, by itself or in the month that the reader lends it."""
    kind = reader.read(text).kind
    if _CLOCK.match(text) and ":" in text:
        return False
    return kind in _DATED or (kind is DeadlineKind.UNSCHEDULED and not any(map(str.isdigit, text)))


def lending_reader() -> DeadlineReader:
    """A reader to which «15» and «2 неделя» are deadlines, of whatever month."""
    return DeadlineReader(Calendar(SchoolYear(2000), month=FIRST_MONTH))


def is_period(text: str, reader: DeadlineReader) -> bool:
    """Whether a text is a month, a quarter, a week, a weekday, and nothing else."""
    if not any(map(str.isalpha, text)) or len(text) > _LONGEST_PERIOD:
        return False
    if _DAY_OF_MONTH.search(text) or not _is_made_of_periods(text):
        return False
    if "нед" in text.casefold() and _WEEK_NUMBER.fullmatch(folded(text)):
        return True
    return reader.read(text).kind in (DeadlineKind.DATES, DeadlineKind.RECURRING)


def _is_made_of_periods(text: str) -> bool:
    """Whether all words of a text are those of periods."""
    return all(map(_OF_PERIOD.match, re.findall(r"[^\W\d_]+", text)))


_WEEK = re.compile(r"(?:\d|[iv]+|перв|втор|трет|четв|пят).{0,12}\bнедел.{0,40}|недел\w* .{0,40}")


def is_week(title: str) -> bool:
    """Whether a title names a week of a month: «1 неделя», «II неделя (9-14)»."""
    return bool(_WEEK.fullmatch(folded(title)))


def lent_deadline(reader: DeadlineReader, title: str) -> str:
    """The title if it is a deadline for what is below it: «I четверть», «В течение года»; else nothing."""
    if not any(map(str.isalpha, title)) or len(title.split()) > _LONGEST_LENT:
        return ""
    kind = reader.read(title).kind
    fits = kind is DeadlineKind.ONGOING or (kind in _DATED and _is_made_of_periods(title))
    return title if fits else ""


def needs_month(when: str) -> bool:
    """Whether a deadline is one only in a month that is named elsewhere: «15», «2 неделя»."""
    alone = DeadlineReader(Calendar(SchoolYear(2000))).read(when)
    return alone.kind in (DeadlineKind.UNKNOWN, DeadlineKind.UNSCHEDULED)


def week_number(label: str, heading: str) -> int:
    """Which week of a month a row is labelled with, 0 if none; the heading may be that says «неделя»."""
    found = (
        _WEEK_NUMBER.fullmatch(folded(label).translate(LATIN_NUMERALS))
        if "нед" in f"{label} {heading}".casefold()
        else None
    )
    if not found:
        return 0
    begins = found[1]
    names = (("1", "i", "перв"), ("2", "ii", "втор"), ("3", "iii", "трет"), ("4", "iv", "четв"), ("5", "v"))
    return next((at for at, words in enumerate(names, 1) if begins in words), 0)


def numbered_months(texts: Sequence[str]) -> list[int]:
    """The months whose numbers headings are, 0 where none: «IX», «X»; «09» … «12», which no class is."""
    roman = [_ROMAN.index(text) + 1 if text in _ROMAN else 0 for text in texts]
    if max(roman, default=0) >= FIRST_MONTH:
        return roman
    arabic = [int(text) if text.isdigit() and int(text) <= len(MONTHS) else 0 for text in texts]
    named = [number for number in arabic if number]
    follow = all((after - before) % 12 == 1 for before, after in pairwise(named))
    return arabic if len(MONTHS) in named and follow and named[0] != 1 else [0] * len(texts)
