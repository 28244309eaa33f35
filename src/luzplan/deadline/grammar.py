"""The grammar of deadlines: passes of rules, each a table, from plain numbers to whole lists."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.calendar import Calendar
from luzplan.deadline import periods, ranges, recurrence
from luzplan.deadline.cascade import Build, Stage
from luzplan.deadline.items import Item, kind, kind_name
from luzplan.deadline.model import Fault, WrittenWeekday
from luzplan.deadline.tokens import is_time_of_day


def as_kind(name: str) -> Build:
    """Make a builder of items that only say what kind they are."""
    letter = kind(name)
    return lambda items, _calendar: Item(letter, items[0].start, items[-1].end)


def _sum(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«двадцать пятого»."""
    return Item(kind("num"), items[0].start, items[-1].end, sum(item.number for item in items))


def _clock_if_round(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """After a day «12.10» is a time of day if it can be one."""
    clock = all(
        is_time_of_day(item.number, item.periods[0].first[0])
        for item in items
        if kind_name(item.kind) == "date"
    )
    return Item(kind("clock"), items[0].start, items[-1].end) if clock else None


def _no_date(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«07.12-19.20»: a date and what can be none."""
    return periods.faulty(items[-1:], Fault.IMPOSSIBLE)


def _numbered(items: Sequence[Item], _calendar: Calendar) -> Item:
    return items[-1]


def _with_weekday(items: Sequence[Item], _calendar: Calendar) -> Item:
    day = next(item for item in items if item.kind == kind("dated"))
    written = [
        WrittenWeekday(item.number, item.start, item.end, None)
        for item in items
        if kind_name(item.kind) == "weekday"
    ]
    return day._replace(start=items[0].start, end=items[-1].end, weekdays=tuple(written))


_DAYS_LIST = "num ((sep+|through+) num)*"
_SOME_LIST = "some ((sep|dash) some)*"
_NO_DAY_BEFORE = "(?! prep? a_month | dash | week | quarter | half | sep num)"
_NTH_LIST = "nth ((sep+|through+) nth)*"
_AFTER_DAY = "(?<= of_month | year_word | full | year)"
_WEEKDAY_LIST = "((sep+|by|every)* named_weekday)*"
_TWO_YEARS = "(school? year_word)? year (dash|slash) (year | num (?! a_month)) school? year_word*"
_YEAR = "(comma? year year_word* | school_year | num year_word)"

NUMBERS = Stage((
    ("tens num", _sum),
    ("^ num dot month", _numbered),
    ("no+ some", as_kind("remark")),
    (f"thing no? {_SOME_LIST} {_NO_DAY_BEFORE}", as_kind("remark")),
    ("(from|prep|by)* num ((through) num)? hour (num thing)?", as_kind("clock")),
    (f"{_SOME_LIST} thing", as_kind("remark")),
    ("num half_of day_word", as_kind("clock")),
    (f"{_AFTER_DAY} comma? at? (date|clock) through (date|clock)", _clock_if_round),
    (f"{_AFTER_DAY} comma? date", _clock_if_round),
    ("at date (?! dash | by | of_month)", _clock_if_round),
    ("date dash clock", _no_date),
    ("(from|until|by|prep)* clock ((dash|until|by|and) (clock|date))*", as_kind("clock")),
    (_TWO_YEARS, periods.school_year),
    ("(every|often) sep? num ((sep+) num)* weekday month_word?", recurrence.weekly),
    (f"every? {_NTH_LIST} named_weekday every? month_word", recurrence.weekly),
    (f"(by weekdays | every weekday | weekdays) {_WEEKDAY_LIST} (every? month_word)?", recurrence.weekly),
    (f"often (comma|open|dash|prep|by)* weekday {_WEEKDAY_LIST} close?", recurrence.weekly),
    (f"(until|from|by)? every? {_DAYS_LIST} date_word? (every month_word | often)", recurrence.monthly_days),
    (f"(until|from|by)? {_DAYS_LIST} date_word month_word", recurrence.monthly_days),
    (f"(until|from|by)? every {_DAYS_LIST} date_word", recurrence.monthly_days),
    ("(until|by|at)? every? last day_word every? month_word", recurrence.monthly_days),
    (f"often (comma|prep)* (until|from|by)? {_DAYS_LIST} date_word", recurrence.monthly_days),
    (f"(until|from|by)? {_DAYS_LIST} date_word", recurrence.days_of_some_month),
    ("(num (dash num)?)? times (prep|slash|by)* every? num? school? unit", recurrence.often),
    ("num? times", recurrence.often),
    (f"{_NTH_LIST} (week|decade|half_of) (?! school? year_word)", periods.part_of_month),
    ("(?<! part_word) every num? (unit | word | occasion | thing)", recurrence.often),
    ("often", recurrence.often),
    ("begin | middle | ending", periods.edge_of_period),
    ("during num? (day_word | week | month_word) (?! prep? a_month)", as_kind("unscheduled")),
    ("(during | day_word) (word | occasion | quarter | half | kvartal)", as_kind("unscheduled")),
))  # fmt: skip

PERIODS = Stage((
    ("(recurring comma?)? part (prep|by)* every (month_word|quarter|half)", recurrence.monthly_parts),
    ("recurring (comma|open|prep|by)* part (?! prep? a_month) month_word? close?", recurrence.monthly_parts),
    ("part month_word", recurrence.monthly_parts),
    (f"(num|last) weekday prep? a_month {_YEAR}?", periods.weekday_of_month),
    (f"{_DAYS_LIST} prep? a_month month_word? {_YEAR}?", periods.days_of_month),
    (f"{_DAYS_LIST} (sep+|through+) a_date {_YEAR}?", periods.days_before_date),
    ("a_date (year_word | year year_word* | school_year)?", periods.days_before_date),
    (f"a_month month_word? {_YEAR}?", periods.whole_month),
    ("year year_word* comma? a_month", periods.whole_month),
    (f"{_NTH_LIST} (quarter|kvartal|half|half_of) (school? year_word)? {_YEAR}?", periods.terms),
    (f"season ((sep|dash) season)* (period|holiday)? {_YEAR}?", periods.seasons),
    ("during prep? (entire|period)* school? year_word", as_kind("ongoing")),
    ("entire+ (school? (year_word|period)| label)", as_kind("ongoing")),
    ("(school year_word) | always | ^ year_word $", as_kind("ongoing")),
    ("school_year", periods.whole_school_year),
    ("year year_word*", periods.whole_year),
))  # fmt: skip

PARTS = Stage((
    ("part ((sep+|through) part)* prep? dated", periods.placed_parts),
    ("dated (comma|open|colon|dash)? part (?! prep? dated) close?", periods.placed_parts),
))  # fmt: skip

WEEKDAYS = Stage((
    ("weekday (comma|open|dash|prep)* dated close?", _with_weekday),
    ("dated (comma|open|prep)* weekday close?", _with_weekday),
))  # fmt: skip

_BOUND = "((not (late|early) (comma? filler)?) (until|by)? | from | until | after | by)"
LISTS = Stage((
    (f"{_BOUND}? prep? dated ((sep | slash)* ({_BOUND} | dash)* prep? dated)*", ranges.bound_spans),
))  # fmt: skip

STAGES = (NUMBERS, PERIODS, PARTS, WEEKDAYS, LISTS)
