"""Days as cells have them: those on which something was done, and those that Excel shows or turned."""

from __future__ import annotations

import re
from datetime import date

from luzplan.russian import MONTHS, MONTHS_OF, MONTHS_SHORT

_DAY = re.compile(
    r"(?:✓\s*)?(?:(?:вып|исп|выполнено|исполнено|проведено|сделано)\b[.:]*\s*)?(?:(\d{1,2})\.(\d{1,2})\.|(\d{1,2})\s+([а-я]+)\s+)((?:20)?\d\d)"
    r"(?:\s*г(?:\.|ода)?)?(\s+за\s+[^,;]+)?",
    re.IGNORECASE,
)


def done_days(text: str) -> tuple[str, str]:
    """The days, as ISO, on which something was done, and what else is said of that.

    Several stand one behind the other, «24.10.2011; 20 апреля 2012 за апрель».
    """
    parts = [part.strip() for part in re.split("[;\n]", text)]
    days = [_done_day(part) for part in parts if part]
    return ("; ".join(filter(None, days)), "") if days and all(days) else ("", text)


def _done_day(text: str) -> str | None:
    found = _DAY.fullmatch(text)
    name = (found[4] or "").casefold() if found else ""
    if not found or (name and name not in MONTHS_OF):
        return None
    month = MONTHS_OF.index(name) + 1 if name else int(found[2])
    try:
        day = date(2000 + int(found[5]) % 100, month, int(found[1] or found[3]))
    except ValueError:
        return None
    return f"{day}{found[6] or ''}"


_LATIN_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT_MONTHS = "|".join((*MONTHS_SHORT, *_LATIN_MONTHS))
_EXCEL_DAY = re.compile(rf"(?<![\w.])(\d{{1,2}})[.-]({_SHORT_MONTHS})[а-я]?\b\.?", re.IGNORECASE)
_EXCEL_TURNED = re.compile(rf"({_SHORT_MONTHS})[а-я]?\.?[.-](\d{{1,2}})", re.IGNORECASE)


def days_as_typed(text: str) -> tuple[str, bool]:
    """A deadline with days that Excel turned («23.окт», «окт.23», «23-Oct») as people write them.

    Whether it may be a month with its year, too.
    """
    turned = _EXCEL_TURNED.fullmatch(text)
    if turned and 0 < int(turned[2]) <= 31:
        return _day_words(turned[2], turned[1]), True
    return _EXCEL_DAY.sub(lambda found: _day_words(found[1], found[2]), text), False


def _day_words(day: str, month: str) -> str:
    at = _SHORT_MONTHS.split("|").index(month.casefold()) % len(MONTHS)
    return f"{int(day)} {MONTHS_OF[at]}"


_NO_CODE = re.compile(r"\[[^\]]*\]|\\.|;.*")
_BEFORE_CODES = re.compile(r'\s*"([^"]*)"')


def day_as_shown(day: date, form: str) -> str:
    """A day as its format shows it: with no year that is not shown, and words that stand before it.

    A month without a day is one that somebody typed without, unless the value has another day than its first.
    """
    bare = _NO_CODE.sub("", form)
    words = found[1] if (found := _BEFORE_CODES.match(bare)) else ""
    codes = re.sub(r'"[^"]*"', "", bare).casefold()
    if day.day == 1 and not re.search("[dд]", codes):
        shown = f"{MONTHS[day.month - 1]} {day.year}" if re.search("[yг]", codes) else MONTHS[day.month - 1]
    elif re.search("[yг]", codes):
        shown = day.strftime("%d.%m.%Y")
    else:
        shown = f"{day.day} {MONTHS_OF[day.month - 1]}"
    return f"{words}{shown}"
