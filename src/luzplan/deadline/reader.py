"""Reading a deadline: what the rows made of the phrase is weighed into one meaning, or into none."""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import lru_cache

from luzplan.deadline import (
    Deadline,
    DeadlineError,
    DeadlineFault,
    DeadlineKind,
    Item,
    Match,
    Misreading,
    cycles,
    faulty,
    joined,
    parts,
    periods,
    ranges,
)
from luzplan.deadline.tokens import items_of
from luzplan.grammar import Build, Grammar
from luzplan.russian import MONTHS_OF, MONTHS_SHORT
from luzplan.russian.spelling import folded, is_one_slip, retyped
from luzplan.school_year import Calendar, SchoolYear, Span

LONGEST = 2000  # characters: more than any table's cell has, and few enough to read in no time

_LONGEST_ENTRY = 3  # signs of its number
_LONGEST_SHORT_MONTH = 5  # «сент», «октяб»
_YEAR = re.compile(r"\d{4}")
_PART = timedelta(days=27), timedelta(days=340)  # of a year: a month or more
_KINDS = (DeadlineKind.RECURRING, DeadlineKind.DATES, DeadlineKind.ONGOING, DeadlineKind.UNSCHEDULED)
_READ_BESIDE = {"except_for": "recurring", "excepted": "regular", "except_holidays": "regular"}
_SHORT_MONTHS = ("май", "мая", "мае", "март", "июнь", "июня", "июне", "июль", "июля", "июле")
_MONTH_LIKE = r"(?:бр|рел|рал|нвар|юн|юл|вгуст|март)[ьяеюуа]?$"
_MONTH_ABOVE = re.compile(r"([^\W\d_]+)(?: \d{4}(?: г(?:ода)?)?)?\.+ (?=\S)")  # what stands below it
_NUMBERED = re.compile(  # which of them it is, and no day
    r"(?:№|\b(?:заседание|занятие|собрание|педсовет|этап|раздел|модуль|блок)\b)\s*№?\s*\d+\.?", re.IGNORECASE
)


def _checked(build: Callable[[Match, Calendar], Sequence[Item] | Item | None]) -> Build[Item, Calendar]:
    """A builder as the engine calls it: words that cannot be meant so become an item, too."""

    def checked(match: Match, calendar: Calendar) -> Sequence[Item] | None:
        try:
            made = build(match, calendar)
        except DeadlineError as error:
            made = faulty(error.items or match.items, error.fault)
        return (made,) if isinstance(made, Item) else made

    return checked


def _labelled(name: str, items: Sequence[Item]) -> Item:
    """The item of «=label», «=label number» or «=fault»."""
    label, _, number = name.partition(" ")
    is_fault = label in list(DeadlineFault)
    return faulty(items, DeadlineFault(label)) if is_fault else joined(label, items, int(number or 0))


_BUILDERS = {
    name: _checked(one) for rooms in (parts, periods, cycles, ranges) for name, one in vars(rooms).items()
}
GRAMMAR = Grammar(__file__, _BUILDERS, _labelled)
_SETS = GRAMMAR.sets


def read_deadline(text: str, calendar: Calendar) -> Deadline:
    """Read a deadline as people write it. Never raises: ``unknown`` says which words."""
    named = calendar.holidays.get(folded(text)) if calendar.holidays else None
    if named:
        return Deadline(text, DeadlineKind.DATES, (named,))
    if len(text) > LONGEST:
        too_long = Misreading(DeadlineFault.TOO_LONG, LONGEST, len(text))
        return Deadline(text, DeadlineKind.UNKNOWN, misreading=too_long)
    lexed = items_of(text)
    found = {item.label for item in lexed}
    if calendar.month and found <= _SETS["lent"] and (found - _SETS["of_clock"] or "clock" not in found):
        return _in_month_of_section(text, lexed, calendar)
    if all(item.label in _SETS["blank"] for item in lexed):
        return Deadline(text, DeadlineKind.NONE)
    return _weighed(text, lexed, calendar)


def _weighed(text: str, lexed: Sequence[Item], calendar: Calendar) -> Deadline:
    items = GRAMMAR.rewritten(_without_numbering(lexed), calendar)
    fault = next((item for item in items if item.fault), None)
    if fault and fault.fault:
        return _unknown(text, [fault], fault.fault)
    items = _monthly(ranges.told(items), calendar)
    found = {item.label for item in items}
    kind = next((kind for kind in _KINDS if found & _SETS[kind]), DeadlineKind.UNKNOWN)
    if kind is DeadlineKind.UNKNOWN:
        clear_time = found & _SETS["time"] and not found & _SETS["figures"]
        if not clear_time and (found.isdisjoint(_SETS["vague"]) or found & _SETS["not_understood"]):
            return _unknown(text, [item for item in items if item.label in _SETS["not_understood"]])
        kind = DeadlineKind.UNSCHEDULED
    stray = _strays(text, items, frozenset(item.start for item in lexed if item.label == "of_month"))
    if stray:
        return _unknown(text, stray)
    dates, excepted = tuple(ranges.spans_among(items)), ranges.spans_among(items, "excepted")
    if kind is DeadlineKind.ONGOING and excepted:  # «весь год, кроме июля»
        kind, dates = DeadlineKind.DATES, ranges.without((calendar.year.span,), excepted)
    spans, rrule = dates, ""
    if kind is DeadlineKind.RECURRING:
        spans, rrule = cycles.told_recurrence(items, dates, calendar)
    weekdays = tuple(one for item in items for one in item.weekdays)
    return Deadline(text, kind, spans, weekdays=weekdays, rrule=rrule)


def _monthly(items: list[Item], calendar: Calendar) -> list[Item]:
    """«третий четверг» comes every month, «до 25 числа» in the months that are named."""
    found = {item.label for item in items}
    if "recurring" in found or "monthdays" not in found:
        return items
    for at, item in enumerate(items):
        if item.label == "monthdays" and ("dated" in found or item.parts[0].weekday is not None):
            items[at] = cycles.in_months([item], item.parts, calendar)
    return items


def _strays(text: str, items: Sequence[Item], genitives: frozenset[int]) -> list[Item]:
    """What was not understood and may change the meaning of the dates, or of a year without dates.

    ``genitives`` are the offsets of months such as «мая»: a word before one counts its days.
    """
    found = [item for at, item in enumerate(items) if _is_stray(items, at, text)]
    core = next((at for at, item in enumerate(items) if item.label in _SETS["core"]), None)
    if core is None:
        return [item for item in found if item.label in _SETS["changing"]]
    before, after = items[core - 1].label if core else "", items[core]
    # «неделя 2 октября» says nothing, «неделя 6-10 октября» does.
    one_day = all(span.start == span.end or None in span for span in after.spans)
    counts = one_day and before in _SETS["counting"]
    if counts or (after.start in genitives and before in _SETS["counted"]):
        found.append(items[core - 1])
    return sorted(found, key=lambda item: item.start)


def _is_stray(items: Sequence[Item], at: int, text: str) -> bool:
    item = items[at]
    behind = items[at + 1].label if at + 1 < len(items) else "$"
    if item.label in _SETS["figures"]:
        before = (one.label for one in reversed(items[:at]) if one.label != "comma")
        return next(before, "") != "word"  # «ул. Ленина, 12»
    if item.label in _SETS["needs_more"] or item.label == "odd_roman":  # «п. 3.2»
        return behind in (_SETS["no_end"] if item.label in _SETS["needs_more"] else _SETS["core"])
    if item.label == "word":
        return _is_stray_word(items, at, text, behind)
    if item.label == "dated" and any(map(ranges.is_years, item.spans)):  # «15 мая, школа, 2012 г.»
        others = (text[one.start : one.end] for one in items if one.label == "dated" and one is not item)
        return any(not re.search(r"\d{4}", words) for words in others)
    found = {one.label for one in items}
    if item.label in _READ_BESIDE:
        return found.isdisjoint(_SETS[_READ_BESIDE[item.label]])
    is_onward = item.label == "onward" and behind not in _SETS["after_onward"]
    is_twice = item.label == "monthdays" and "recurring" in found
    return is_onward or is_twice or item.label in _SETS["disturbing"]


def _is_stray_word(items: Sequence[Item], at: int, text: str, behind: str) -> bool:
    """Whether it may be a month or «до» («дл 31.12»), too short to mend, or ends a range: «май-фывап»."""
    word = folded(text[items[at].start : items[at].end])
    if re.search(_MONTH_LIKE, word) or (behind in _SETS["core"] and is_one_slip(word, "до")):
        return True
    if [item.label for item in items[max(at - 2, 0) : at]] == ["dated", "dash"]:  # «май – школа» is a remark
        return not any(map(str.isspace, text[items[at - 2].end : items[at].start]))
    return len(word) < len("марта") and any(is_one_slip(word, month) for month in _SHORT_MONTHS)


def _without_numbering(items: Sequence[Item]) -> list[Item]:
    """The items without the numbers of a list: «1. Октябрь 2. До 15 мая»; one alone before a date is none."""
    found: list[int] = []
    for at, (number, dot, behind) in enumerate(zip(items, items[1:], items[2:], strict=False)):
        in_words = number.end - number.start > _LONGEST_ENTRY  # «перв. дек. мая»
        is_number = number.label in _SETS["figures"] and dot.label == "dot" and not in_words
        if not is_number or behind.label not in _SETS["entry"]:
            continue
        is_month, is_apart = behind.label == "month", behind.start > dot.end
        # «1.окт» is a day, «1.Октябрь» an entry
        if not (is_apart or (is_month and (found or behind.end - behind.start > _LONGEST_SHORT_MONTH))):
            continue
        first = number.number == 1 and (at == 0 or is_month)
        if number.number == items[found[-1]].number + 1 if found else first:
            found.append(at)
    alone = len(found) == 1 and items[found[0] + 2].label in ("date", "full", "dated")
    return [item for at, item in enumerate(items) if alone or at not in found]


def _in_month_of_section(text: str, lexed: Sequence[Item], calendar: Calendar) -> Deadline:
    """«15», «2 неделя», «до 25 числа», «3, 10:00» in the month that the section's title names."""
    usual = calendar._replace(month=0)
    days = next((item for item in reversed(lexed) if item.label not in _SETS["of_clock"]), None)
    at = days.end if days else len(text)
    there = read_deadline(f"{text[:at]} {MONTHS_OF[calendar.month - 1]}{text[at:]}", usual)
    return read_deadline(text, usual) if there.misreading else there._replace(text=text)


def month_named(title: str) -> int:
    """The one month that a section's title names, as a whole: «Сентябрь», «План на октябрь»; else 0.

    «Сентябрь 2023. 1. Работа с кадрами» and «Заседание № 1 (август)» name one too.
    """
    low = title.casefold()
    if not any(beginning in low for beginning in (*MONTHS_SHORT, "мая", "мае")):
        return 0  # as nearly all titles: their words need not be looked up
    head = _MONTH_ABOVE.match(title)
    if head:
        return month_named(head[1]) or month_named(title[head.end() :])
    items = items_of(_NUMBERED.sub("", title))
    named = {item.number for item in items if item.label in ("month", "of_month", "december")}
    days = any(item.label in ("number", "ordinal", "date", "full") for item in items)
    return named.pop() if len(named) == 1 and not days else 0


def months_named(title: str, calendar: Calendar) -> Span | None:
    """The months with their year that a title names, «I этап (июль – август 2019 г.)», or their end."""
    if not _YEAR.search(title):
        return None
    found = read_deadline(_NUMBERED.sub("", title), calendar)
    start, end = found.spans[0] if len(found.spans) == 1 else Span(None, None)
    is_part = end is not None and (start is None or _PART[0] <= end - start <= _PART[1])
    return found.spans[0] if is_part and found.kind is DeadlineKind.DATES else None


def typed_in_latin(text: str) -> str:
    """What a phrase says whose keyboard was not switched to Russian, «vfhn» is «март»; "" if nothing."""
    meant = retyped(text)
    is_latin = text.isprintable() and any("a" <= one <= "z" and one not in "ivx" for one in text.casefold())
    calendar = Calendar(SchoolYear(2000))  # of a leap year
    return meant if is_latin and read_deadline(meant, calendar).kind is not DeadlineKind.UNKNOWN else ""


def _unknown(
    text: str, at_fault: Sequence[Item], fault: DeadlineFault = DeadlineFault.NOT_UNDERSTOOD
) -> Deadline:
    """The phrase with the place of the first words at fault, the whole phrase if there are none."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if at_fault:
        start, end = at_fault[0].start, at_fault[0].end
        for item in at_fault[1:]:
            if text[end : item.start].strip():
                break
            end = item.end
    return Deadline(text, DeadlineKind.UNKNOWN, misreading=Misreading(fault, start, end))


@lru_cache(maxsize=64)
def _known(calendar: tuple[object, ...]) -> dict[str, Deadline]:
    """What was read in a calendar: an editor has the same plan read over and over."""
    del calendar
    return {}


class DeadlineReader:
    """Reads deadlines in one calendar and remembers them: plans repeat their phrases."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        holidays = tuple(calendar.holidays.items())
        self._read = _known((calendar.year, calendar.quarters, calendar.halves, calendar.month, holidays))

    def read(self, text: str) -> Deadline:
        """Read a deadline, each phrase once."""
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = read_deadline(text, self.calendar)
        return known
