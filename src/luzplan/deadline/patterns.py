"""Names in the rows of the grammar besides those of kinds of items: groups of kinds, and sequences."""

# Each stands for any one of these kinds.
GROUPS = {
    "a_month": "month of_month",
    "a_date": "date full",
    "a_weekday": "weekday weekdays",
    "bound": "until from by",
    "prep": "at on within",
    "sep": "comma slash and",
    "through": "dash by until",
    "aside": "comma open colon dash at on within by",
    "nth": "num roman odd_roman last",
    "some": "num roman big",
    "term": "quarter kvartal half",
    "part_word": "week decade half_of begin middle ending",
    "days_word": "day_word week month_word",
    "unit": "day_word week decade month_word quarter kvartal half trimester year_word often",
    "event": "word thing occasion trimester holiday hour school day_word",
}

# Each stands for a pattern, which may name others.
SEQUENCES = {
    "DAYS": "num ((sep+ from?|through+) num)*",
    "NAMED_DAY": "(weekday comma?)? num (open weekday close)?",
    "NAMED_DAYS": "NAMED_DAY ((sep+ from?|through+) NAMED_DAY)*",
    "NTH": "nth ((sep+|through+) nth)*",
    "MONTHS_OF": "of_month (sep+ of_month)+",  # «15 октября, января и апреля»
    "PARTS": "part ((sep+|through) prep? part)*",
    "SEASONS": "season ((sep|dash) season)* (period|holiday)?",
    "SOME": "some ((sep|dash) some)*",
    "WEEKDAYS": "((sep+|by|every)* a_weekday)*",
    "TO": "(bound | not late (comma? filler)? until?)?",
    "ON_WEEKDAY": "(by? weekdays | (every | entire) weekday)",
    "BY_WEEKDAY": "^ by weekday (?! comma? (num | a_date))",
    "WEEKDAY_BEHIND": "((open|prep)* weekday | (comma|open|prep)+ weekday (?! dated))",  # «22.03 (пт)»
    "EACH_MONTH": "next? month_word (comma? next (within next)?)?",  # «месяца, следующего за отчётным»
    "NO_TERM_AFTER": "(?! (sep | through)* (nth | week | decade | half_of | term | thing | weekday))",
    "NO_YEAR_AFTER": "(?! school? year_word | school_year)",
    "NO_DAY_AFTER": "(?! prep? a_month | date_word | dash | week | quarter | half | sep num)",
    "DAY_BEFORE": "(?<= of_month | year_word | full | year)",
    "NOT_LISTED": "(?<! num | dash | comma | slash | and | from | until | by)",
    "ONE_MONTH": "((?<= (weekday | date_word | close) comma) | NOT_LISTED) a_month (year year_word*)?",
    "NO_MONTH_AFTER": "(?! prep? a_month | comma? (every | often) | month_word)",
    "PER_MONTH": "(every | num? times prep every?) month_word",
    "BOUND": "((not (late|early) (comma? filler)?) (until|by)? | from | until | after | ahead | by)",
    "OFFSET": "(within | in_time | not late comma? filler? within?) num? days_word",
    "END": "(until | by | not late) dated",
    "TWO_YEARS": "(school? year_word | school)? year (dash|slash) SECOND_YEAR school? year_word*",
    "SECOND_YEAR": "(year | num (?! a_month))",
    "YEAR_AHEAD": "(year year_word* comma?)?",
    "YEAR": "((comma | slash | dash)? year year_word* | school_year | num year_word)",
}
