"""The grammar of deadlines: passes of rules, each a table, from plain numbers to whole lists."""

from __future__ import annotations

from luzplan.deadline.cascade import Stage
from luzplan.deadline.cycles import often, parts_of_cycles
from luzplan.deadline.days import days_before_date, days_of_month, last_day_of_month, weekday_of_month
from luzplan.deadline.parts import (
    edge_of_period,
    edge_of_school_year,
    month_with_part,
    part_of_month,
    placed_parts,
)
from luzplan.deadline.periods import (
    school_year,
    school_year_of_months,
    seasons,
    terms,
    terms_with_number_behind,
    whole_month,
    whole_school_year,
    whole_year,
)
from luzplan.deadline.plain import (
    as_kind,
    clock_if_round,
    date_through_time,
    day_with_weekday,
    not_understood,
    number_in_words,
)
from luzplan.deadline.ranges import bound_spans, range_until
from luzplan.deadline.recurrence import days_of_some_month, monthly_days, on_weekdays, weekly

_DAYS = "num ((sep+|through+) num)*"
_NAMED_DAY = "(weekday comma?)? num (open weekday close)?"
_NAMED_DAYS = f"{_NAMED_DAY} ((sep+|through+) {_NAMED_DAY})*"
_NTH = "nth ((sep+|through+) nth)*"
_SOME = "some ((sep|dash) some)*"
_WEEKDAYS = "((sep+|by|every)* a_weekday)*"
_TO = "(bound | not late (comma? filler)? until?)?"
_ON_WEEKDAY = "(by? weekdays | (every | entire) weekday)"
_BY_WEEKDAY = "^ by weekday (?! comma? (num | a_date))"
_EACH_MONTH = "next? month_word (comma? next (within next)?)?"  # «месяца, следующего за отчётным»
_NO_TERM_AFTER = "(?! (sep | through)* (nth | week | decade | half_of | term | thing | weekday))"
_NO_DAY_AFTER = "(?! prep? a_month | date_word | dash | week | quarter | half | sep num)"
_DAY_BEFORE = "(?<= of_month | year_word | full | year)"
_BOUND = "((not (late|early) (comma? filler)?) (until|by)? | from | until | after | ahead | by)"
_OFFSET = "(within | in_time | not late comma? filler? within?) num? days_word"
_TWO_YEARS = "(school? year_word)? year (dash|slash) (year | num (?! a_month)) school? year_word*"
_YEAR = "((comma | slash | dash)? year year_word* | school_year | num year_word)"

REMARKS = Stage("tens not no thing stage", (
    ("tens num", number_in_words),
    ("not filler", as_kind("remark")),
    ("no+ some", as_kind("remark")),
    (f"thing no? {_SOME} {_NO_DAY_AFTER}", as_kind("remark")),
    ("(from|prep|by)* num (through num)? hour (num thing)?", as_kind("clock")),
    (f"{_SOME} thing", as_kind("remark")),
    (f"{_SOME} stage | stage no? {_SOME} {_NO_DAY_AFTER}", as_kind("stage")),
))  # fmt: skip

CLOCKS = Stage("hour clock date full", (
    ("(from|prep|by)* num (through num)? hour", as_kind("clock")),
    (f"{_DAY_BEFORE} comma? at? (date|clock) through (date|clock)", clock_if_round),
    (f"{_DAY_BEFORE} comma? date", clock_if_round),
    ("at date (?! dash | by | of_month)", clock_if_round),
    ("date dash clock", date_through_time),
    ("num dash a_date dash (num | a_date)", not_understood),
    (f"(from|at)? clock through num dash num {_NO_DAY_AFTER}", clock_if_round),
    ("(from|until|by|prep)* clock ((dash|until|by|and) (clock|date))*", as_kind("clock")),
))  # fmt: skip

RECURRENCES = Stage("times every often weekday weekdays date_word last", (
    ("(every|often) sep? num (sep+ num)* weekday month_word?", weekly),
    (f"every? {_NTH} a_weekday every? month_word", weekly),
    (f"({_ON_WEEKDAY} | {_BY_WEEKDAY}) {_WEEKDAYS} (every? month_word)?", weekly),
    (f"{_TO} every? {_DAYS} date_word? comma? (every month_word | often)", monthly_days),
    (f"{_TO} {_DAYS} date_word {_EACH_MONTH}", monthly_days),
    (f"{_TO} every {_DAYS} date_word", monthly_days),
    (f"({_TO}|at) every? last day_word every? month_word", monthly_days),
    (f"often (comma|prep)* {_TO} {_DAYS} date_word ({_EACH_MONTH})?", monthly_days),
    (f"{_TO} {_DAYS} date_word (?! prep? a_month)", days_of_some_month),
    (f"every {_NTH} week (?= every? month_word)", part_of_month),
    ("(num (dash num)?)? times (prep|slash|by)* every? num? school? unit", often),
    ("num? times", often),
    ("(after | ahead)? (?<! part_word) every num? (school? unit | word | occasion | thing)", often),
    ("every (?= season)", often),
    ("often", often),
))  # fmt: skip

PARTS = Stage("begin middle ending last num roman week decade half_of", (
    (f"at num dash num {_NO_DAY_AFTER}", clock_if_round),
    ("num half_of day_word", as_kind("clock")),
    (f"{_OFFSET} until?", as_kind("offset")),
    ("during num days_word (after | from)", as_kind("offset")),
    (f"{_NTH} dash? (week|decade|half_of) (?! school? year_word)", part_of_month),
    ("(begin | last) date_word | begin | middle | ending", edge_of_period),
    ("^ num (days_word | year_word) $", as_kind("unscheduled")),
    ("(week | decade) word", as_kind("unscheduled")),
))  # fmt: skip

OCCASIONS = Stage("during day_word after ahead within in_time late by label", (
    (f"{_OFFSET} until? | in_time num? year_word", as_kind("offset")),
    ("during num? days_word (?! prep? a_month)", as_kind("unscheduled")),
    ("(during | day_word) (word | occasion | term | label)", as_kind("unscheduled")),
    ("(after | ahead) (occasion? school year_word | event)", as_kind("unscheduled")),
    ("^ at label $", as_kind("unscheduled")),
    ("by (month_word | term)", often),
))  # fmt: skip

YEARS = Stage("year", (
    (f"(?<= a_month | term | season) {_TWO_YEARS}", school_year_of_months),
    (_TWO_YEARS, school_year),
))  # fmt: skip

PERIODS = Stage(
    "part recurring num last month of_month date full roman quarter kvartal half half_of season", (
    ("(recurring comma?)? part (prep|by)* every (month_word|quarter|half)", parts_of_cycles),
    ("recurring (comma|open|prep|by)* part (?! prep? a_month) month_word? close?", parts_of_cycles),
    (f"recurring aside* a_weekday {_WEEKDAYS} close?", on_weekdays),
    ("part month_word", parts_of_cycles),
    (f"(num|last) weekday prep? a_month {_YEAR}?", weekday_of_month),
    (f"last day_word prep? a_month {_YEAR}?", last_day_of_month),
    ("num dash a_month dash year", days_of_month),
    (f"(year year_word* comma?)? {_NAMED_DAYS} date_word? prep? a_month month_word? {_YEAR}?", days_of_month),
    (f"{_DAYS} slash? roman {_YEAR}? {_NO_TERM_AFTER}", days_of_month),
    (f"{_DAYS} (sep+|through+) a_date {_YEAR}?", days_before_date),
    ("a_date (year_word | year year_word* | school_year)?", days_before_date),
    (f"a_month {_YEAR}? open part month_word close", month_with_part),
    (f"a_month month_word? {_YEAR}?", whole_month),
    ("year year_word* (comma | dash)? a_month", whole_month),
    (f"{_NTH} (term | half_of) (school? year_word)? {_YEAR}?", terms),
    (f"term {_NTH} {_NO_TERM_AFTER} (?! prep? a_month | date_word)", terms_with_number_behind),
    ("holiday (open|colon|dash) season (sep season)* close?", seasons),
    (f"season ((sep|dash) season)* (period|holiday)? {_YEAR}?", seasons),
))  # fmt: skip

WHOLE_YEARS = Stage("school entire always year year_word school_year", (
    ("part school year_word", edge_of_school_year),
    ("(until | from | after | occasion) school year_word", as_kind("unscheduled")),
    ("during prep? (entire|period)* (school? slash? year_word | school period)", as_kind("ongoing")),
    ("entire+ (school? (year_word|period)| label)", as_kind("ongoing")),
    ("(school year_word) | always | ^ prep? year_word $", as_kind("ongoing")),
    ("school_year", whole_school_year),
    ("year year_word*", whole_year),
))  # fmt: skip

PLACED = Stage("part", (
    ("part ((sep+|through) part)* prep? dated", placed_parts),
    ("dated open part ((sep|dash) part)* close", placed_parts),
    ("dated (comma|colon|dash)? part (?! ((sep|dash) part)* prep? (dated | unit | school))", placed_parts),
))  # fmt: skip

WEEKDAYS = Stage("weekday", (
    ("weekday (comma|open|dash|prep)* dated close?", day_with_weekday),
    ("dated (comma|open|prep)* weekday (sep+ weekday (?! comma? dated))* close?", day_with_weekday),
))  # fmt: skip

LISTS = Stage("dated", (
    ("^ dated until dated $", range_until),
    (f"{_BOUND}? prep? dated ((sep | slash)* ({_BOUND} | dash)* prep? dated)*", bound_spans),
))  # fmt: skip

STAGES = (
    REMARKS,
    CLOCKS,
    YEARS,
    RECURRENCES,
    PARTS,
    OCCASIONS,
    PERIODS,
    WHOLE_YEARS,
    PLACED,
    WEEKDAYS,
    LISTS,
)
