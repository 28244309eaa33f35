"""The grammar of deadlines: passes of rules, each a table, from plain numbers to whole lists."""

from __future__ import annotations

from luzplan.deadline.cascade import Stage
from luzplan.deadline.cycles import cycles_at_end, often, parts_of_cycles
from luzplan.deadline.days import (
    days_before_date,
    days_in_month,
    days_of_months,
    last_day_of_month,
    weekday_in_month,
    weekday_of_month,
)
from luzplan.deadline.parts import (
    decade_shortened,
    edge_of_part,
    edge_of_period,
    edges_of_school_year,
    finish_of_period,
    first_or_last_weeks,
    last_days,
    month_with_part,
    part_of_month,
    placed_parts,
)
from luzplan.deadline.periods import (
    school_year,
    school_year_of_months,
    seasons,
    seasons_over_years,
    short_school_year,
    terms,
    terms_with_number_behind,
    whole_months,
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
from luzplan.deadline.ranges import (
    bound_spans,
    heading,
    narrowed,
    range_until,
    reported_on,
    reported_on_until,
)
from luzplan.deadline.recurrence import (
    days_behind_month,
    days_of_some_month,
    loose_weekday,
    monthly_days,
    on_weekdays,
    weekly,
)

_DAYS = "num ((sep+ from?|through+) num)*"
_NAMED_DAY = "(weekday comma?)? num (open weekday close)?"
_NAMED_DAYS = f"{_NAMED_DAY} ((sep+ from?|through+) {_NAMED_DAY})*"
_NTH = "nth ((sep+|through+) nth)*"
_MONTHS_OF = "of_month (sep+ of_month)+"  # «15 октября, января и апреля»
_PARTS = "part ((sep+|through) prep? part)*"
_SEASONS = "season ((sep|dash) season)* (period|holiday)?"
_SOME = "some ((sep|dash) some)*"
_WEEKDAYS = "((sep+|by|every)* a_weekday)*"
_TO = "(bound | not late (comma? filler)? until?)?"
_ON_WEEKDAY = "(by? weekdays | (every | entire) weekday)"
_BY_WEEKDAY = "^ by weekday (?! comma? (num | a_date))"
_WEEKDAY_BEHIND = "(open|prep)* weekday | (comma|open|prep)+ weekday (?! dated)"  # not «22.03, пт 23.03»
_EACH_MONTH = "next? month_word (comma? next (within next)?)?"  # «месяца, следующего за отчётным»
_NO_TERM_AFTER = "(?! (sep | through)* (nth | week | decade | half_of | term | thing | weekday))"
_NO_YEAR_AFTER = "(?! school? year_word | school_year)"
_NO_DAY_AFTER = "(?! prep? a_month | date_word | dash | week | quarter | half | sep num)"
_DAY_BEFORE = "(?<= of_month | year_word | full | year)"
_NOT_LISTED = "(?<! num | dash | comma | slash | and | from | until | by)"
_ONE_MONTH = f"((?<= (weekday | date_word | close) comma) | {_NOT_LISTED}) a_month (year year_word*)?"
_NO_MONTH_AFTER = "(?! prep? a_month | comma? (every | often) | month_word)"
_PER_MONTH = "(every | num? times prep every?) month_word"
_BOUND = "((not (late|early) (comma? filler)?) (until|by)? | from | until | after | ahead | by)"
_OFFSET = "(within | in_time | not late comma? filler? within?) num? days_word"
_END = "(until | by | not late) dated"
_TWO_YEARS = "(school? year_word | school)? year (dash|slash) (year | num (?! a_month)) school? year_word*"
_YEAR_AHEAD = "(year year_word* comma?)?"
_YEAR = "((comma | slash | dash)? year year_word* | school_year | num year_word)"

REMARKS = Stage("tens not no thing stage", (
    ("tens num", number_in_words),
    ("not filler", as_kind("remark")),
    ("no+ some", as_kind("remark")),
    (f"thing no? {_SOME} {_NO_DAY_AFTER}", as_kind("remark")),
    ("(from|prep|by)* num (through num)? hour (num thing)?", as_kind("clock")),
    (f"({_SOME}|last) thing", as_kind("remark")),
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
    ("(from | until | by | prep | not late)* clock ((dash|until|by|and) (clock|date))*", clock_if_round),
))  # fmt: skip

RECURRENCES = Stage("times every often weekday weekdays date_word last", (
    (f"{_ONE_MONTH} aside? {_TO} {_DAYS} date_word close? {_NO_MONTH_AFTER}", days_in_month),
    ("(every|often) sep? num (sep+ num)* weekday month_word?", weekly),
    (f"every? {_NTH} a_weekday every? month_word", weekly),
    (f"({_ON_WEEKDAY} | {_BY_WEEKDAY}) {_WEEKDAYS} (every? month_word)?", weekly),
    (f"{_TO} every? {_DAYS} date_word? comma? (every month_word | often)", monthly_days),
    (f"{_TO} {_DAYS} date_word month_word comma? next within next? term", cycles_at_end),
    (f"{_TO} {_DAYS} date_word {_EACH_MONTH}", monthly_days),
    (f"at? every? {_NTH} (school | occasion) day_word every? month_word", cycles_at_end),
    (f"{_TO} every {_DAYS} date_word", monthly_days),
    (f"({_TO}|at) every? last day_word every? month_word", monthly_days),
    (f"often (comma|open|prep)* {_TO} {_DAYS} date_word ({_EACH_MONTH})? close?", monthly_days),
    ("often (comma|open)? until num (close|$)", monthly_days),
    (f"{_PER_MONTH} (comma|open|prep)* {_TO} {_DAYS} date_word close?", days_behind_month),
    (f"{_TO} {_DAYS} date_word (?! prep? a_month)", days_of_some_month),
    (f"every {_NTH} week (?= every? month_word)", part_of_month),
    ("(num (dash num)?)? times (prep|slash|by)* every? num? school? unit", often),
    ("num? times", often),
    ("(after | ahead)? (?<! part_word) every num? (school? unit | word | occasion | thing)", often),
    ("every (?= season | month)", often),
    ("often", often),
))  # fmt: skip

FINISHES = Stage("occasion", (
    (f"(by | after) occasion (?= {_NTH} term | school year_word)", finish_of_period),
    (f"(?<! by | after) occasion (?= {_NTH} term | school year_word | school_year)", finish_of_period),
))  # fmt: skip

ROUND_TIMES = Stage("at recurring", (
    (f"at num dash num {_NO_DAY_AFTER}", clock_if_round),
    ("(?<= recurring) comma? num dash num $", clock_if_round),
))  # fmt: skip

PARTS = Stage("first begin middle ending last week month_word day_word decade half_of trimester", (
    ("num half_of day_word", as_kind("clock")),
    (f"{_OFFSET} until?", as_kind("offset")),
    ("during num days_word (after | from)", as_kind("offset")),
    (f"{_NTH} dash? school? (week|decade|half_of) {_NO_YEAR_AFTER}", part_of_month),
    (f"{_NTH} school? (week | decade | month_word | day_word) school year_word", as_kind("unscheduled")),
    ("last (school | occasion) day_word (?! prep? a_month)", as_kind("unscheduled")),
    (f"{_NTH} school day_word (?! prep? a_month)", as_kind("offset")),
    (f"({_NTH}|season) trimester {_YEAR}?", as_kind("unscheduled")),
    ("last day_word", last_days),
    ("(first | last) num (week | day_word)", first_or_last_weeks),
    ("(first | last) date_word | first day_word | begin | middle | ending", edge_of_period),
    ("^ num days_word $", as_kind("unscheduled")),
    ("(week | decade) word", as_kind("unscheduled")),
    ("(?<! by) word (week | decade | day_word) (?! prep? a_month | month_word)", as_kind("unscheduled")),
))  # fmt: skip

OCCASIONS = Stage("during day_word after ahead within in_time late by label", (
    (f"{_OFFSET} until? | in_time num? year_word", as_kind("offset")),
    ("during num? days_word (?! prep? a_month)", as_kind("unscheduled")),
    ("(during | day_word) (word | occasion | trimester | term | label)", as_kind("unscheduled")),
    ("(after | ahead) (occasion? school year_word | label? event | remark)", as_kind("unscheduled")),
    ("^ at label+ $ | ^ ahead $", as_kind("unscheduled")),
    ("by (month_word | term)", often),
))  # fmt: skip

YEARS = Stage("year", (
    (f"{_SEASONS} year (dash|slash) (year|num) year_word*", seasons_over_years),
    (f"(?<= a_month | term | season) {_TWO_YEARS}", school_year_of_months),
    (_TWO_YEARS, school_year),
))  # fmt: skip

SHORT_YEARS = Stage("school", (
    ("num (dash|slash) num school+ year_word", short_school_year),
))  # fmt: skip

# Rows for what is rarer stand in stages of their own: a stage is compiled for the first phrase that needs it.
PARTED = Stage("part", (
    (f"(recurring comma?)? {_PARTS} (prep|by)* every school? (month_word|term|year_word)", parts_of_cycles),
    ("part recurring", parts_of_cycles),
    ("part part", edge_of_part),
    ("recurring (comma|open|prep|by)* part (?! prep? a_month) month_word? close?", parts_of_cycles),
    (f"a_month {_YEAR}? open part month_word close", month_with_part),
    ("part month_word", parts_of_cycles),
    (f"(?<= part) {_MONTHS_OF} {_YEAR}?", whole_months),
))  # fmt: skip

DAYS_OF_WEEK = Stage("weekday weekdays last", (
    (f"recurring aside* ({_NTH})? a_weekday {_WEEKDAYS} month_word? close?", on_weekdays),
    (f"weekday {_WEEKDAYS} (comma|open|dash)? recurring close?", on_weekdays),
    (f"{_ONE_MONTH} aside {_NTH} weekday close? {_NO_MONTH_AFTER}", weekday_in_month),
    (f"{_NTH} weekday ({_MONTHS_OF} | prep? a_month) {_YEAR}?", weekday_of_month),
    (f"last day_word prep? a_month {_YEAR}?", last_day_of_month),
))  # fmt: skip

TERMS = Stage("quarter kvartal half half_of", (
    (f"{_NTH} (term | half_of) (school? year_word)? {_YEAR}?", terms),
    (f"term {_NTH} {_NO_TERM_AFTER} (?! prep? a_month | date_word)", terms_with_number_behind),
))  # fmt: skip

SEASONS = Stage("season", (
    ("holiday (open|colon|dash) season (sep season)* close?", seasons),
    (f"{_SEASONS} (word (word | period)? {_YEAR} | {_YEAR}?)", seasons),
))  # fmt: skip

BRACKETED = Stage("open", (
    ("a_month (year year_word*)? open (until num | num ((sep | dash) num)+) close", days_in_month),
))  # fmt: skip

MONTHS = Stage("month of_month date full roman", (
    (f"{_NTH} month (?= of_month)", decade_shortened),
    ("num dash a_month dash year", days_of_months),
    (f"{_YEAR_AHEAD} {_NAMED_DAYS} ({_MONTHS_OF} | date_word? prep? a_month month_word?) {_YEAR}?",
     days_of_months),
    (f"{_DAYS} slash? roman {_YEAR}? {_NO_TERM_AFTER}", days_of_months),
    (f"{_DAYS} (sep+|through+) a_date {_YEAR}?", days_before_date),
    ("a_date (year_word | year year_word* | school_year)?", days_before_date),
    (f"a_month month_word? {_YEAR}?", whole_months),
    ("year year_word* (comma | dash)? a_month (?! year)", whole_months),
))  # fmt: skip

EDGES = Stage("part", (
    (f"{_PARTS} prep? filler? (school year_word | school_year)", edges_of_school_year),
))  # fmt: skip

WHOLE_YEARS = Stage("school entire always year year_word school_year", (
    ("(by | after) occasion school_year", as_kind("unscheduled")),
    ("(besides | next) school year_word", not_understood),
    ("(until | from | after | occasion) school year_word", as_kind("unscheduled")),
    ("during prep? (entire|period)* (school? slash? year_word | school period)", as_kind("ongoing")),
    ("entire+ (school? (year_word|period)| label)", as_kind("ongoing")),
    ("(school year_word) | always | ^ prep? year_word $", as_kind("ongoing")),
    ("^ num year_word $", as_kind("unscheduled")),
    ("school_year", whole_school_year),
    ("^ word year year_word* $", not_understood),
    ("year year_word*", whole_year),
))  # fmt: skip

PLACED = Stage("part", (
    (f"{_PARTS} prep? dated", placed_parts),
    ("part (dash | colon) dated (comma dated)*", placed_parts),
    ("dated open part ((sep|dash) part)* (comma weekday)? close", placed_parts),
    ("dated (comma|colon|dash)? part ((sep|dash)* part)* (?! (sep|dash)* part | prep? (dated|unit|school))",
     placed_parts),
))  # fmt: skip

WEEKDAYS = Stage("weekday", (
    (f"{_NTH} weekday", loose_weekday),
    ("weekday (comma|open|dash|prep)* dated close?", day_with_weekday),
    (f"dated ({_WEEKDAY_BEHIND}) (sep+ weekday (?! comma? dated))* close?", day_with_weekday),
))  # fmt: skip

REPORTED = Stage("within on occasion", (
    (f"(within | on | occasion) dated (dash | comma | colon)? (?= {_END})", reported_on_until),
    (f"(within | occasion) dated (?= open ({_END} | dated) close)", reported_on),
    ("(within | occasion) dated (dash | colon) (?= dated)", reported_on),
    ("occasion dated (?= dated)", reported_on),
    ("(?<= dated) dash? within dated", reported_on),
))  # fmt: skip

NARROWED = Stage("dash colon", (
    (f"dated (dash|colon) (?= {_END} | dated dash dated)", heading),
    ("dated (dash|colon) dated (?! dash | by | until)", narrowed),
))  # fmt: skip

LISTS = Stage("dated", (
    ("^ dated until dated $", range_until),
    (f"{_BOUND}? prep? dated ((sep | slash | clock)* ({_BOUND} | dash)* prep? dated)*", bound_spans),
))  # fmt: skip

STAGES = (
    REMARKS,
    CLOCKS,
    YEARS,
    SHORT_YEARS,
    RECURRENCES,
    FINISHES,
    ROUND_TIMES,
    PARTS,
    OCCASIONS,
    PARTED,
    DAYS_OF_WEEK,
    TERMS,
    SEASONS,
    BRACKETED,
    MONTHS,
    EDGES,
    WHOLE_YEARS,
    PLACED,
    WEEKDAYS,
    REPORTED,
    NARROWED,
    LISTS,
)
