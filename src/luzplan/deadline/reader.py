"""Reading a deadline: what the rows made of the phrase is weighed into one meaning, or into none."""

import re
from collections.abc import Callable, Sequence
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
    labels,
    parts,
    periods,
    ranges,
)
from luzplan.deadline.cycles import counted_from, in_months, without, without_holidays
from luzplan.deadline.items import WEEK, YEAR, faulty, in_order, joined
from luzplan.deadline.leftovers import NOT_UNDERSTOOD, spans_among, strays, told, without_numbering
from luzplan.deadline.tokens import items_of
from luzplan.grammar import Build, Grammar
from luzplan.russian import MONTHS_OF, MONTHS_SHORT
from luzplan.russian.spelling import folded, retyped
from luzplan.school_year import Calendar, SchoolYear, Span

LONGEST = 2000  # characters: more than any table's cell has, and few enough to read in no time

# What a phrase may hold that the month of its section's title is lent to: «15», «до 25 числа», «2 неделя».
_LENT = labels(
    "number ordinal roman tens tenths dash comma slash dot and before from by not late at on during entire"
    " every first last begin middle ending week decade half_of weekday weekdays second month_word"
    " date_word clock hour"
)
_OF_CLOCK = labels("clock hour comma dash at from before by")
_NUMBERED = re.compile(  # which of them it is, and no day
    r"(?:№|\b(?:заседание|занятие|собрание|педсовет|этап|раздел|модуль|блок)\b)\s*№?\s*\d+\.?", re.IGNORECASE
)
_BLANK = labels("dash dot comma")
_MONTHS = labels("month of_month december")
_HOLIDAYS = labels("except_holidays in_holidays")
_SIGNS = (
    (labels("recurring"), DeadlineKind.RECURRING),
    (labels("dated"), DeadlineKind.DATES),
    (labels("ongoing"), DeadlineKind.ONGOING),
    (
        _HOLIDAYS | labels("unscheduled occasion result trimester holiday during period offset monthdays"),
        DeadlineKind.UNSCHEDULED,
    ),
)
# What is understood only where nothing unclear stands beside it: «10.00» beside words but not beside «15»,
# «третья неделя» alone.
_CLEAR_BESIDE = (
    (labels("clock hour"), labels("number ordinal roman big")),
    (
        labels("weekday part week month_word quarter half kvartal decade date_word season stage"),
        NOT_UNDERSTOOD,
    ),
)
_FAULTS = frozenset(DeadlineFault)


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
    if label in _FAULTS:
        return faulty(items, DeadlineFault(label))
    return joined(label, items, int(number or 0))


_BUILDERS = {
    name: _checked(one) for rooms in (parts, periods, cycles, ranges) for name, one in vars(rooms).items()
}
GRAMMAR = Grammar(__file__, _BUILDERS, _labelled)


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
    if calendar.month and found <= _LENT and (found - _OF_CLOCK or "clock" not in found):
        return _in_month_of_section(text, lexed, calendar)
    if all(item.label in _BLANK for item in lexed):
        return Deadline(text, DeadlineKind.NONE)
    return _weighed(text, lexed, calendar)


def _weighed(text: str, lexed: Sequence[Item], calendar: Calendar) -> Deadline:
    items = GRAMMAR.rewritten(without_numbering(lexed), calendar)
    fault = next((item for item in items if item.fault), None)
    if fault and fault.fault:
        return _unknown(text, [fault], fault.fault)
    items = _repeated(told(items), calendar)
    kind = _kind(frozenset(item.label for item in items))
    if kind is DeadlineKind.UNKNOWN:
        return _unknown(text, [item for item in items if item.label in NOT_UNDERSTOOD])
    stray = strays(text, items, frozenset(item.start for item in lexed if item.label == "of_month"))
    if stray:
        return _unknown(text, stray)
    dates, excepted = tuple(spans_among(items)), spans_among(items, "excepted")
    if kind is DeadlineKind.ONGOING and excepted:  # «весь год, кроме июля»
        kind, dates = DeadlineKind.DATES, without((calendar.year.span,), excepted)
    recurs = kind is DeadlineKind.RECURRING
    spans, rrule = _recurring(items, dates, calendar) if recurs else (dates, "")
    weekdays = tuple(one for item in items for one in item.weekdays)
    return Deadline(text, kind, spans, weekdays=weekdays, rrule=rrule)


def _in_month_of_section(text: str, lexed: Sequence[Item], calendar: Calendar) -> Deadline:
    """«15», «2 неделя», «до 25 числа», «3, 10:00» in the month that the section's title names."""
    usual = calendar._replace(month=0)
    days = next((item for item in reversed(lexed) if item.label not in _OF_CLOCK), None)
    at = days.end if days else len(text)
    there = read_deadline(f"{text[:at]} {MONTHS_OF[calendar.month - 1]}{text[at:]}", usual)
    return read_deadline(text, usual) if there.misreading else there._replace(text=text)


_MONTH_ABOVE = re.compile(r"([^\W\d_]+)(?: \d{4}(?: г(?:ода)?)?)?\.+ (?=\S)")  # what stands below it


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
    named = {item.number for item in items if item.label in _MONTHS}
    days = any(item.label in ("number", "ordinal", "date", "full") for item in items)
    return named.pop() if len(named) == 1 and not days else 0


def typed_in_latin(text: str) -> str:
    """What a phrase says whose keyboard was not switched to Russian, «vfhn» is «март»; "" if nothing."""
    meant = retyped(text)
    is_latin = text.isprintable() and any("a" <= one <= "z" and one not in "ivx" for one in text.casefold())
    calendar = Calendar(SchoolYear(2000))  # of a leap year
    return meant if is_latin and read_deadline(meant, calendar).kind is not DeadlineKind.UNKNOWN else ""


def _repeated(items: list[Item], calendar: Calendar) -> list[Item]:
    """«третий четверг» comes every month, «до 25 числа» in the months that are named."""
    found = {item.label for item in items}
    if "recurring" in found or "monthdays" not in found:
        return items
    return [
        in_months([item], item.parts, calendar)
        if item.label == "monthdays" and ("dated" in found or item.parts[0].weekday is not None)
        else item
        for item in items
    ]


def _kind(found: frozenset[str]) -> DeadlineKind:
    """The kind: a recurrence before dates, dates before the whole year, that before no dates."""
    for signs, kind in _SIGNS:
        if found & signs:
            return kind
    clear = any(found & signs and not found & unclear for signs, unclear in _CLEAR_BESIDE)
    return DeadlineKind.UNSCHEDULED if clear else DeadlineKind.UNKNOWN


def _recurring(
    items: Sequence[Item], dates: tuple[Span, ...], calendar: Calendar
) -> tuple[tuple[Span, ...], str]:
    """The days of the most telling recurrence, as far as they lie within the dates beside it."""
    recurrences = [item for item in items if item.label == "recurring"]
    found = {item.label for item in items}
    spans, rrule = _most_telling(recurrences)
    if rrule.startswith("FREQ=WEEKLY;INTERVAL") and not spans:
        spans, rrule = counted_from(recurrences, rrule, dates, calendar)
    spans = without_holidays(items, spans, rrule, calendar)
    if "except_for" in found:
        return (), ""  # «ежедневно, кроме воскресенья»: no rule says that
    if excepted := spans_among(items, "excepted"):
        spans, rrule = tuple(one for one in spans if not any(map(one.touches, excepted))), ""
    if not dates or not spans:
        return spans or dates, rrule
    last = dates[-1].end
    if "onward" in found and last:  # «сентябрь, далее ежемесячно»
        return (*dates, *(one for one in spans if one.start and one.start > last)), rrule
    ends = sum(not days.start for days in dates) > 1
    return tuple(in_order(one for days in dates for one in _within(days, spans, ends))), rrule


def _most_telling(recurrences: Sequence[Item]) -> tuple[tuple[Span, ...], str]:
    """The spans and the rule of those that name their days together, unless another is seldomer."""
    named = [item for item in recurrences if "BY" in item.rrule]
    if not named:
        best = max(recurrences, key=lambda item: bool(item.spans))
        return best.spans, best.rrule
    often = WEEK if named[0].rrule.startswith("FREQ=WEEKLY") else named[0].number
    for item in recurrences:  # «1 раз в месяц, по средам», «раз в 2 недели, по средам»: not every Wednesday
        if not item.times or (item.times > 1 and item.number == YEAR) or often < item.number < YEAR:
            return item.spans, item.rrule
    rules = [item.rrule.rpartition("=") for item in named]
    days = list(dict.fromkeys(day for _, _, codes in rules for day in codes.split(",")))
    if any(item.number == WEEK and item.times not in (1, len(days)) for item in recurrences):
        return (), ""  # «2 раза в неделю, по понедельникам»
    # «по понедельникам – планёрка, по пятницам – отчёт»
    same = len({start for start, _, _ in rules}) == 1
    rrule = f"{rules[0][0]}={','.join(days)}" if same else ""
    return tuple(in_order(span for item in named for span in item.spans)), rrule


def _within(days: Span, spans: Sequence[Span], ends: bool) -> list[Span]:
    """What lies within the dates; of several ends («до 5 мая, до 5 июня») each is one span's."""
    last = Span(days.end, days.end)
    reached = [span for span in spans if days.start or not ends or span.touches(last)]
    return [common for span in reached if (common := span.common(days))] or [days]


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
