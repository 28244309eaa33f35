"""Reading a deadline: what the rules made of the phrase is weighed into one meaning, or into none."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.deadline.brackets import spans_among, told
from luzplan.deadline.cascade import rewritten
from luzplan.deadline.grammar import STAGES
from luzplan.deadline.items import Item, kinds
from luzplan.deadline.leftovers import NOT_UNDERSTOOD, strays, without_numbering
from luzplan.deadline.model import Deadline, Fault, Kind, Misreading, WrittenWeekday
from luzplan.deadline.numerals import written_weekdays
from luzplan.deadline.tokens import items_of
from luzplan.deadline.vocabulary import MONTH, WEEK, YEAR
from luzplan.deadline.years import in_order
from luzplan.russian.spelling import folded
from luzplan.school_year import Calendar, Span

_BLANK = kinds("dash dot comma")
_SIGNS = (
    (kinds("recurring"), Kind.RECURRING),
    (kinds("dated"), Kind.DATES),
    (kinds("ongoing"), Kind.ONGOING),
    (kinds("unscheduled occasion trimester holiday during period offset monthdays"), Kind.UNSCHEDULED),
)
# What is understood only where nothing unclear stands beside it: «10.00» beside words but not beside «15»,
# «третья неделя» and «понедельник» alone.
_CLEAR_BESIDE = (
    (kinds("clock hour"), kinds("num roman big")),
    (
        kinds("part week month_word quarter half kvartal decade date_word weekday season stage"),
        NOT_UNDERSTOOD,
    ),
)


def read_deadline(text: str, calendar: Calendar) -> Deadline:
    """Read a deadline as people write it. Never raises: ``unknown`` says which words."""
    named = calendar.holidays.get(folded(text)) if calendar.holidays else None
    if named:
        return Deadline(text, Kind.DATES, (named,))
    lexed = items_of(text)
    if all(item.kind in _BLANK for item in lexed):
        return Deadline(text, Kind.NONE)
    items = rewritten(without_numbering(lexed), STAGES, calendar)
    weekdays = written_weekdays(items)
    fault = next((item for item in items if item.fault), None)
    if fault and fault.fault:
        return _unknown(text, Misreading(fault.fault, fault.start, fault.end), weekdays)
    genitives = frozenset(item.start for item in lexed if item.kind == "of_month")
    return _weighed(text, told(items), weekdays, genitives)


def _weighed(
    text: str, items: Sequence[Item], weekdays: tuple[WrittenWeekday, ...], genitives: frozenset[int]
) -> Deadline:
    if any(item.kind == "dated" for item in items):  # «сентябрь – декабрь, до 25 числа»
        items = [item._replace(kind="recurring") if item.kind == "monthdays" else item for item in items]
    kind = _kind(frozenset(item.kind for item in items))
    if kind is Kind.UNKNOWN:
        return _not_understood(text, [item for item in items if item.kind in NOT_UNDERSTOOD], weekdays)
    stray = strays(text, items, genitives) if kind in (Kind.DATES, Kind.RECURRING) else ()
    if stray:
        return _not_understood(text, stray, weekdays)
    dates = tuple(spans_among(items))
    spans, rrule = _recurring(items, dates) if kind is Kind.RECURRING else (dates, "")
    return Deadline(text, kind, spans, weekdays=weekdays, rrule=rrule)


def _kind(found: frozenset[str]) -> Kind:
    """Choose the kind: a recurrence before dates, dates before the whole year, that before no dates."""
    for signs, kind in _SIGNS:
        if found & signs:
            return kind
    clear = any(found & signs and not found & unclear for signs, unclear in _CLEAR_BESIDE)
    return Kind.UNSCHEDULED if clear else Kind.UNKNOWN


def _recurring(items: Sequence[Item], dates: tuple[Span, ...]) -> tuple[tuple[Span, ...], str]:
    """Give the days of the most telling recurrence, as far as they lie within the dates beside it."""
    found = {item.kind for item in items}
    recurrences = [item for item in items if item.kind == "recurring"]
    best = _together([item for item in recurrences if "BY" in item.rrule]) or max(
        recurrences, key=lambda item: bool(item.spans)
    )
    often = WEEK if best.rrule.startswith("FREQ=WEEKLY") else MONTH
    if "BY" in best.rrule:  # «1 раз в месяц, по средам»: not every Wednesday
        best = next((item for item in recurrences if often < item.number < YEAR), best)
    if "besides" in found:
        return (), ""  # «ежедневно, кроме воскресенья»: no rule says that
    if not dates or not best.spans or "onward" in found:
        return best.spans or dates, best.rrule
    ends = sum(not days.start for days in dates) > 1
    return tuple(in_order([one for days in dates for one in _within(days, best.spans, ends)])), best.rrule


def _within(days: Span, spans: Sequence[Span], ends: bool) -> list[Span]:
    """Give what lies within the dates; of several ends («до 5 мая, до 5 июня») each is one span's."""
    last = Span(days.end, days.end)
    reached = [span for span in spans if days.start or not ends or span.touches(last)]
    return [common for span in reached if (common := span.common(days))] or [days]


def _together(recurrences: Sequence[Item]) -> Item | None:
    """«по понедельникам – планёрка, по пятницам – отчёт»: the days of all; None if there are none."""
    if not recurrences:
        return None
    rules = [item.rrule.rpartition("=") for item in recurrences]
    same = len({start for start, _, _ in rules}) == 1
    rrule = f"{rules[0][0]}={','.join(dict.fromkeys(days for _, _, days in rules))}" if same else ""
    spans = in_order([span for item in recurrences for span in item.spans])
    return recurrences[0]._replace(spans=tuple(spans), rrule=rrule)


def _not_understood(text: str, at_fault: Sequence[Item], weekdays: tuple[WrittenWeekday, ...]) -> Deadline:
    start, end = _place(text, at_fault)
    return _unknown(text, Misreading(Fault.NOT_UNDERSTOOD, start, end), weekdays)


def _unknown(text: str, misreading: Misreading, weekdays: tuple[WrittenWeekday, ...]) -> Deadline:
    return Deadline(text, Kind.UNKNOWN, misreading=misreading, weekdays=weekdays)


def _place(text: str, at_fault: Sequence[Item]) -> tuple[int, int]:
    """Give the place of the first words at fault, the whole phrase if there are none."""
    if not at_fault:
        return len(text) - len(text.lstrip()), len(text.rstrip())
    end = at_fault[0].end
    for item in at_fault[1:]:
        if text[end : item.start].strip():
            break
        end = item.end
    return at_fault[0].start, end


class DeadlineReader:
    """Reads deadlines in one calendar and remembers them: plans repeat their phrases."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._read: dict[str, Deadline] = {}

    def read(self, text: str) -> Deadline:
        """Read a deadline, each phrase once."""
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = read_deadline(text, self.calendar)
        return known
