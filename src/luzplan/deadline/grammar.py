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

REMARKS = Stage("tens not no thing stage", (
    ("tens num", number_in_words),
    ("not filler", as_kind("remark")),
    ("no+ some", as_kind("remark")),
    ("thing no? SOME NO_DAY_AFTER", as_kind("remark")),
    ("(SOME|last) thing", as_kind("remark")),
    ("SOME stage | stage no? SOME NO_DAY_AFTER", as_kind("stage")),
))  # fmt: skip

CLOCKS = Stage("hour clock date full", (
    ("(from|prep|by)* num (through num)? hour", as_kind("clock")),
    ("DAY_BEFORE comma? at? (date|clock) through (date|clock)", clock_if_round),
    ("DAY_BEFORE comma? date", clock_if_round),
    ("at date (?! dash | by | of_month)", clock_if_round),
    ("date dash clock", date_through_time),
    ("num dash a_date dash (num | a_date)", not_understood),
    ("(from|at)? clock through num dash num NO_DAY_AFTER", clock_if_round),
    ("(from | until | by | prep | not late)* clock ((dash|until|by|and) (clock|date))*", clock_if_round),
))  # fmt: skip

RECURRENCES = Stage("times every often weekday weekdays date_word last", (
    ("ONE_MONTH aside? TO DAYS date_word close? NO_MONTH_AFTER", days_in_month),
    ("(every|often) sep? num (sep+ num)* weekday month_word?", weekly),
    ("every? NTH a_weekday every? month_word", weekly),
    ("(ON_WEEKDAY | BY_WEEKDAY) WEEKDAYS (every? month_word)?", weekly),
    ("TO every? DAYS date_word? comma? (every month_word | often)", monthly_days),
    ("TO DAYS date_word month_word comma? next within next? term", cycles_at_end),
    ("TO DAYS date_word EACH_MONTH", monthly_days),
    ("at? every? NTH (school | occasion) day_word every? month_word", cycles_at_end),
    ("TO every DAYS date_word", monthly_days),
    ("(TO|at) every? last day_word every? month_word", monthly_days),
    ("often (comma|open|prep)* TO DAYS date_word (EACH_MONTH)? close?", monthly_days),
    ("often (comma|open)? until num (close|$)", monthly_days),
    ("PER_MONTH (comma|open|prep)* TO DAYS date_word close?", days_behind_month),
    ("TO DAYS date_word (?! prep? a_month)", days_of_some_month),
    ("every NTH week (?= every? month_word)", part_of_month),
    ("(num (dash num)?)? times (prep|slash|by)* every? num? school? unit", often),
    ("num? times", often),
    ("(after | ahead)? (?<! part_word) every num? (school? unit | word | occasion | thing)", often),
    ("every (?= season | month)", often),
    ("often", often),
))  # fmt: skip

FINISHES = Stage("occasion", (
    ("(by | after) occasion (?= NTH term | school year_word)", finish_of_period),
    ("(?<! by | after) occasion (?= NTH term | school year_word | school_year)", finish_of_period),
))  # fmt: skip

ROUND_TIMES = Stage("at recurring", (
    ("at num dash num NO_DAY_AFTER", clock_if_round),
    ("(?<= recurring) comma? num dash num $", clock_if_round),
))  # fmt: skip

PARTS = Stage("first begin middle ending last week month_word day_word decade half_of trimester", (
    ("num half_of day_word", as_kind("clock")),
    ("OFFSET until?", as_kind("offset")),
    ("during num days_word (after | from)", as_kind("offset")),
    ("NTH dash? school? (week|decade|half_of) NO_YEAR_AFTER", part_of_month),
    ("NTH school? (week | decade | month_word | day_word) school year_word", as_kind("unscheduled")),
    ("last (school | occasion) day_word (?! prep? a_month)", as_kind("unscheduled")),
    ("NTH school day_word (?! prep? a_month)", as_kind("offset")),
    ("(NTH|season) trimester YEAR?", as_kind("unscheduled")),
    ("last day_word", last_days),
    ("(first | last) num (week | day_word)", first_or_last_weeks),
    ("(first | last) date_word | first day_word | begin | middle | ending", edge_of_period),
    ("^ num days_word $", as_kind("unscheduled")),
    ("(week | decade) word", as_kind("unscheduled")),
    ("(?<! by) word (week | decade | day_word) (?! prep? a_month | month_word)", as_kind("unscheduled")),
))  # fmt: skip

OCCASIONS = Stage("during day_word after ahead within in_time late by label", (
    ("in_time num? year_word", as_kind("offset")),
    ("during num? days_word (?! prep? a_month)", as_kind("unscheduled")),
    ("(during | day_word) (word | occasion | trimester | term | label)", as_kind("unscheduled")),
    ("(after | ahead) (occasion? school year_word | label? event | remark)", as_kind("unscheduled")),
    ("^ at label+ $ | ^ ahead $", as_kind("unscheduled")),
    ("by (month_word | term)", often),
))  # fmt: skip

YEARS = Stage("year", (
    ("SEASONS year (dash|slash) (year|num) year_word*", seasons_over_years),
    ("(?<= a_month | term | season) TWO_YEARS", school_year_of_months),
    ("TWO_YEARS", school_year),
))  # fmt: skip

SHORT_YEARS = Stage("school", (
    ("num (dash|slash) num school+ year_word", short_school_year),
))  # fmt: skip

# Rows for what is rarer stand in stages of their own: a stage is compiled for the first phrase that needs it.
PARTED = Stage("part", (
    ("(recurring comma?)? PARTS (prep|by)* every school? (month_word|term|year_word)", parts_of_cycles),
    ("part recurring", parts_of_cycles),
    ("part part", edge_of_part),
    ("recurring (comma|open|prep|by)* part (?! prep? a_month) month_word? close?", parts_of_cycles),
    ("a_month YEAR? open part month_word close", month_with_part),
    ("part month_word", parts_of_cycles),
    ("(?<= part) MONTHS_OF YEAR?", whole_months),
))  # fmt: skip

DAYS_OF_WEEK = Stage("weekday weekdays last", (
    ("recurring aside* (NTH)? a_weekday WEEKDAYS month_word? close?", on_weekdays),
    ("weekday WEEKDAYS (comma|open|dash)? recurring close?", on_weekdays),
    ("ONE_MONTH aside NTH weekday close? NO_MONTH_AFTER", weekday_in_month),
    ("NTH weekday (MONTHS_OF | prep? a_month) YEAR?", weekday_of_month),
    ("last day_word prep? a_month YEAR?", last_day_of_month),
))  # fmt: skip

TERMS = Stage("quarter kvartal half half_of", (
    ("NTH (term | half_of) (school? year_word)? YEAR?", terms),
    ("term NTH NO_TERM_AFTER (?! prep? a_month | date_word)", terms_with_number_behind),
))  # fmt: skip

SEASONS = Stage("season", (
    ("holiday (open|colon|dash) season (sep season)* close?", seasons),
    ("SEASONS (word (word | period)? YEAR | YEAR?)", seasons),
))  # fmt: skip

BRACKETED = Stage("open", (
    ("a_month (year year_word*)? open (until num | num ((sep | dash) num)+) close", days_in_month),
))  # fmt: skip

MONTHS = Stage("month of_month date full roman", (
    ("NTH month (?= of_month)", decade_shortened),
    ("num dash a_month dash year", days_of_months),
    ("YEAR_AHEAD NAMED_DAYS (MONTHS_OF | date_word? prep? a_month month_word?) YEAR?",
     days_of_months),
    ("DAYS slash? roman YEAR? NO_TERM_AFTER", days_of_months),
    ("DAYS (sep+|through+) a_date YEAR?", days_before_date),
    ("a_date (year_word | year year_word* | school_year)?", days_before_date),
    ("a_month month_word? YEAR?", whole_months),
    ("year year_word* (comma | dash)? a_month (?! year)", whole_months),
))  # fmt: skip

EDGES = Stage("part", (
    ("PARTS prep? filler? (school year_word | school_year)", edges_of_school_year),
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
    ("PARTS prep? dated", placed_parts),
    ("part (dash | colon) dated (comma dated)*", placed_parts),
    ("dated open part ((sep|dash) part)* (comma weekday)? close", placed_parts),
    ("dated (comma|colon|dash)? part ((sep|dash)* part)* (?! (sep|dash)* part | prep? (dated|unit|school))",
     placed_parts),
))  # fmt: skip

WEEKDAYS = Stage("weekday", (
    ("NTH weekday", loose_weekday),
    ("weekday (comma|open|dash|prep)* dated close?", day_with_weekday),
    ("dated WEEKDAY_BEHIND (sep+ weekday (?! comma? dated))* close?", day_with_weekday),
))  # fmt: skip

REPORTED = Stage("within on occasion", (
    ("(within | on | occasion) dated (dash | comma | colon)? (?= END)", reported_on_until),
    ("(within | occasion) dated (?= open (END | dated) close)", reported_on),
    ("(within | occasion) dated (dash | colon) (?= dated)", reported_on),
    ("occasion dated (?= dated)", reported_on),
    ("(?<= dated) dash? within dated", reported_on),
))  # fmt: skip

NARROWED = Stage("dash colon", (
    ("dated (dash|colon) (?= END | dated dash dated)", heading),
    ("dated (dash|colon) dated (?! dash | by | until)", narrowed),
))  # fmt: skip

LISTS = Stage("dated", (
    ("^ dated until dated $", range_until),
    ("BOUND? prep? dated ((sep | slash | clock)* (BOUND | dash)* prep? dated)*", bound_spans),
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
